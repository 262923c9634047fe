#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <binggui/base/file.h>
#include <binggui/table/table.h>
#include <lib/golden.h>
#include <lib/world.h>

/* The sheet of figures, the names behind one, frozen sheets, comparisons, cross tables. */

static struct world w;

static void open_world(void)
{
	world_open(&w, 24, 80);
	world_people(&w);
	world_keys(&w, "Ctrl-P <text 统计报表> Enter");
}

static void close_world(void)
{
	world_close(&w);
}

TestSuite(figures, .init = open_world, .fini = close_world);

#define SEES(text)     cr_assert(world_sees(&w, text), "no “%s” in\n%s", text, world_text(&w))
#define SEES_NOT(text) cr_assert_not(world_sees(&w, text), "“%s” in\n%s", text, world_text(&w))

/* A title that somebody has had since the summer of 2019. */
static void add_rolemodel(const char *person, const char *kind)
{
	const struct def_table *t = defs_table(w.app.defs, "rolemodel");
	struct record r = {0};
	struct err e = {0};

	record_set(&r, def_field(t, "person")->number, person);
	record_set(&r, def_field(t, "kind")->number, kind);
	record_set(&r, def_field(t, "date")->number, "2019-07-01");
	record_set(&r, def_field(t, "state")->number, "在册");
	struct change c = {.table = t, .record = &r};
	cr_assert(table_save(w.app.archive, &c, 1, &(struct save_options){0}, &e), "%s", e.text);
	change_free(&c);
	record_free(&r);
}

Test(figures, a_sheet_shows_its_chapters_and_both_forms)
{
	golden("figures", world_text(&w));
	world_keys(&w, "End");
	SEES("相符");
	SEES("核对");
}

Test(figures, typing_finds_a_figure_and_enter_its_names)
{
	world_keys(&w, "<text 社区服务站>");
	SEES("4个");
	world_keys(&w, "Enter");
	golden("figures-names", world_text(&w));
	world_keys(&w, "Enter");
	SEES("所在区划");
}

Test(figures, help_tells_what_a_figure_means)
{
	world_keys(&w, "<text 村服务站> F1");
	golden("figures-help", world_text(&w));
}

Test(figures, two_titles_of_one_person_count_once_and_can_be_told_apart)
{
	add_rolemodel("1-1", "优秀村干部");
	add_rolemodel("1-1", "农村致富带头人");
	add_rolemodel("1-2", "优秀村干部");
	world_keys(&w, "F4 Ctrl-U <text 2019> Enter <text 先进典型>");
	SEES("2人");
	world_keys(&w, "Enter F5");
	SEES("优秀村干部");
	SEES("农村致富带头人");
	world_keys(&w, "<text 致富> Enter");
	SEES("先进典型：农村致富带头人");
	SEES("1条");
}

Test(figures, period_and_area_are_changed_in_place)
{
	world_keys(&w, "F4 Ctrl-U <text 2019> Enter F5 <text 曙坪镇> Enter <text 村服务站>");
	SEES("2019年 曙坪镇");
	SEES("11个");
	world_keys(&w, "F5 Ctrl-U <text 没有这个镇> Enter");
	SEES("没有这个镇");
	SEES("曙坪镇");
	world_keys(&w, "F4 Ctrl-U <text 去年> Enter");
	SEES("不是日期");
}

Test(figures, frozen_it_stays_and_the_comparison_tells_who_came)
{
	world_keys(&w, "F2 <text 报市局> Enter");
	SEES("已冻结为 1-1");
	add_rolemodel("1-2", "优秀村干部");
	world_keys(&w, "F8 <text 1-1> Enter");
	SEES("+1 -0");
	golden("figures-compare", world_text(&w));
	world_keys(&w, "F5"); /* only what differs */
	SEES("先进典型");
	SEES("1/1");
	world_keys(&w, "F5");
	SEES("1/75");
}

Test(figures, without_a_frozen_sheet_it_says_how_one_is_made)
{
	world_keys(&w, "F9");
	SEES("还没有冻结的报表");
	SEES("F2");
	SEES_NOT("F7 新建");
}

Test(figures, a_frozen_sheet_opens_as_it_was_with_its_names)
{
	add_rolemodel("1-1", "优秀村干部");
	world_keys(&w, "F4 Ctrl-U <text 2019> Enter F2 <text 报市局> Enter");
	add_rolemodel("1-2", "优秀村干部");
	world_keys(&w, "F9");
	SEES("报市局"); /* the note tells them apart */
	world_keys(&w, "Enter");
	SEES("冻结：退役军人事务工作年度报表");
	world_keys(&w, "<text 先进典型>");
	SEES("1人");
	golden("frozen", world_text(&w));
	world_keys(&w, "F1");
	SEES("冻结时的口径");
	world_keys(&w, "Esc Enter");
	SEES("1条"); /* who came later is not among them */
	world_keys(&w, "F10 F8");
	SEES("+1 -0");
	world_keys(&w, "F10 F4");
	SEES("报市局");
}

Test(figures, a_frozen_sheet_to_a_file)
{
	char keys[200], path[] = "/tmp/binggui-frozen-XXXXXX.csv";
	struct str text = {0};
	struct err e = {0};

	close(mkstemps(path, 4));
	unlink(path);
	snprintf(keys, sizeof keys, "F2 <text 报市局> Enter F9 Enter Ctrl-E Ctrl-U <text %s> Enter",
		path);
	world_keys(&w, keys);
	SEES("已写到");
	cr_assert(file_read(path, 1 << 20, &text, &e), "%s", e.text);
	cr_expect(strstr(str_c(&text), "镇退役军人服务站,7个,7,个,7,"), "%s", str_c(&text));
	cr_expect(strstr(str_c(&text), "冻结：报市局"), "%s", str_c(&text));
	unlink(path);
	str_free(&text);
}

Test(figures, as_paragraphs)
{
	world_keys(&w, "F3");
	golden("figures-text", world_text(&w));
}

Test(figures, to_a_file)
{
	char keys[200], path[] = "/tmp/binggui-figures-XXXXXX.csv";
	struct str text = {0};
	struct err e = {0};

	close(mkstemps(path, 4));
	unlink(path);
	snprintf(keys, sizeof keys, "Ctrl-E Ctrl-U <text %s> Enter", path);
	world_keys(&w, keys);
	SEES("已写到");
	cr_assert(file_read(path, 1 << 20, &text, &e), "%s", e.text);
	cr_expect(strstr(str_c(&text), "镇退役军人服务站,7个,7,个,100%"));
	unlink(path);
	str_free(&text);
}

Test(figures, all_of_it_fits_a_small_terminal)
{
	world_close(&w);
	world_open(&w, 16, 60);
	world_keys(&w, "Ctrl-P <text 统计报表> Enter");
	golden("figures-60x16", world_text(&w));
	world_keys(&w, "F10 Ctrl-P <text 交叉表> Enter");
	golden("cross-60x16", world_text(&w));
}

Test(figures, a_cross_table_leads_to_names)
{
	world_keys(&w, "F10 Ctrl-P <text 交叉表> Enter");
	golden("cross", world_text(&w));
	world_keys(&w, "End Enter");
	SEES("对象档案：合计");
	world_keys(&w, "F10 F2 <text station> Enter F3 <text 层级> Enter");
	SEES("村站");
	SEES("62");
	world_keys(&w, "F4 <text 所在区划> Enter");
	SEES("城关镇");
	world_keys(&w, "F5 <text 层级 = 镇站> Enter");
	SEES("条件：层级 = 镇站");
	SEES_NOT("村站");
}
