#include <criterion/criterion.h>
#include <string.h>

#include <lib/golden.h>
#include <lib/world.h>

/* A village gets another name, joins another, loses some of its people: by keys. */

static struct world w;
static uint64_t both[2];

static void open_world(void)
{
	char id[19];

	world_open(&w, 24, 80);
	world_id(id, "61092719620203", 902);
	both[0] = world_person(&w, "单田芳", id, "610927100201", "19900000002");
	world_id(id, "61092719701112", 903);
	both[1] = world_person(&w, "曾子墨", id, "610927100201", "19900000003");
	world_keys(&w, "Ctrl-P <text 区划变更> Enter <text xhc>");
}

static void close_world(void)
{
	world_close(&w);
}

TestSuite(area_change, .init = open_world, .fini = close_world);

#define SEES(text)     cr_assert(world_sees(&w, text), "no “%s” in\n%s", text, world_text(&w))
#define SEES_NOT(text) cr_assert_not(world_sees(&w, text), "“%s” in\n%s", text, world_text(&w))

static const char *village(int which)
{
	return world_value(&w, "person", both[which], "village");
}

Test(area_change, one_joins_another)
{
	golden("area-change", world_text(&w));
	world_keys(&w, "F6");
	SEES("新华村并到哪里");
	world_keys(&w, "<text 蔬菜村> Enter");
	golden("area-merge", world_text(&w));
	world_keys(&w, "y");
	SEES("新华村并入蔬菜村，随之改了 2 条");
	cr_assert_str_eq(village(0), "610927100200");
	cr_assert_str_eq(village(1), "610927100200");
	world_keys(&w, "Esc");
	SEES_NOT("610927100201");
}

Test(area_change, no_is_no)
{
	world_keys(&w, "F6 <text 蔬菜村> Enter Enter");
	SEES("什么都没有改");
	cr_assert_str_eq(village(0), "610927100201");
	world_keys(&w, "F6 Esc");
	SEES("新华村");
}

Test(area_change, some_go_to_a_new_one)
{
	world_keys(&w, "F7 1 Enter <text 610927100297> Enter <text 东新村> Enter");
	golden("area-split", world_text(&w));
	world_keys(&w, "F2");
	SEES("还没有标记");
	world_keys(&w, "Down Space F2");
	SEES("新华村的 1 人分到东新村？");
	world_keys(&w, "y");
	SEES("随之改了 1 条");
	cr_assert_str_eq(village(0), "610927100201");
	cr_assert_str_eq(village(1), "610927100297");
	world_keys(&w, "Esc");
	SEES("东新村");
}

Test(area_change, all_of_those_found_are_marked_at_once)
{
	world_keys(&w, "F7 <text 蔬菜村> Enter Ctrl-T");
	SEES("已标记 2 人");
	world_keys(&w, "Ctrl-T");
	SEES("已标记 0 人");
	world_keys(&w, "<size 16x60>");
	golden("area-split-60x16", world_text(&w));
	world_keys(&w, "Esc");
	SEES("区划变更");
}

Test(area_change, a_name_changes_and_a_wrong_code_is_told)
{
	world_keys(&w, "F4 Ctrl-U <text 光明村> Enter y");
	SEES("新华村更名为光明村");
	world_keys(&w, "Esc <text 光明村>");
	SEES("610927100201");
	world_keys(&w, "F6 1 Enter <text 123> Enter <text 某村> Enter");
	SEES("不是12位");
}
