#include <criterion/criterion.h>

#include <lib/golden.h>
#include <lib/world.h>

/* Menus within the menu. */

static struct world w;

static void open_world(void)
{
	world_open_with(&w, 24, 80, "tests/data/screens-menu");
}

static void close_world(void)
{
	world_close(&w);
}

TestSuite(menu, .init = open_world, .fini = close_world);

#define SEES(text)     cr_assert(world_sees(&w, text), "no “%s” in\n%s", text, world_text(&w))
#define SEES_NOT(text) cr_assert(!world_sees(&w, text), "“%s” in\n%s", text, world_text(&w))

Test(menu, looks_like_the_main_one)
{
	world_keys(&w, "2");
	golden("menu", world_text(&w));
}

Test(menu, digits_and_enter_go_deeper)
{
	world_keys(&w, "2 2");
	SEES("机构");
	world_keys(&w, "Enter");
	SEES("城关镇退役军人服务站");
	world_keys(&w, "Esc");
	SEES_NOT("城关镇退役军人服务站");
	SEES("工作人员");
}

Test(menu, escape_goes_back_menu_by_menu)
{
	world_keys(&w, "2 2 Esc");
	SEES("行政区划");
	SEES_NOT("工作人员");
	world_keys(&w, "F10");
	SEES("对象档案");
	SEES("要办的");
}

Test(menu, letters_find_people_from_within)
{
	world_people(&w);
	world_keys(&w, "2 <text stf>");
	SEES("单田芳");
}

Test(menu, commands_within_are_in_the_palette)
{
	world_keys(&w, "Ctrl-P <text 工作人员> Enter");
	SEES("单位");
}
