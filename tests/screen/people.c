#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include <binggui/table/journal.h>
#include <binggui/table/table.h>
#include <lib/golden.h>
#include <lib/world.h>

/* The path of the first issue: a person found with three keys, corrected, saved, and its history seen. */

static struct world w;

static void open_world(void)
{
	world_open(&w, 24, 80);
	world_people(&w);
}

static void close_world(void)
{
	world_close(&w);
}

TestSuite(people, .init = open_world, .fini = close_world);

#define SEES(text)     cr_assert(world_sees(&w, text), "no “%s” in\n%s", text, world_text(&w))
#define SEES_NOT(text) cr_assert_not(world_sees(&w, text), "“%s” in\n%s", text, world_text(&w))

Test(people, home_shows_the_menu)
{
	world_keys(&w, "Up");
	golden("home", world_text(&w));
}

Test(people, three_keys_find_a_person_and_enter_opens)
{
	world_keys(&w, "zsf");
	SEES("张三丰");
	SEES_NOT("曾子墨");
	golden("list-find", world_text(&w));
	world_keys(&w, "Enter");
	golden("person-form", world_text(&w));
}

Test(people, are_found_by_every_reading_and_by_tails)
{
	static const struct {
		const char *keys, *name;
	} cases[] = {
		{"stf", "单田芳"},
		{"dtf", "单田芳"},
		{"zzm", "曾子墨"},
		{"ycg", "尉迟恭"},
		{"0004", "尉迟恭"},
		{"<text 吾买尔>", "阿卜杜热"},
		{"<text 䶮>", "欧阳䶮"},
		{"<text 單田芳>", "单田芳"},
		{"<text ｚｓｆ>", "张三丰"},
	};

	world_keys(&w, "1");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		world_keys(&w, "Ctrl-U");
		world_keys(&w, cases[i].keys);
		cr_assert(world_sees(&w, cases[i].name), "%s does not find %s:\n%s", cases[i].keys,
			cases[i].name, world_text(&w));
		cr_assert(
			world_sees(&w, "1/1"), "%s finds more:\n%s", cases[i].keys, world_text(&w));
	}
}

Test(people, a_correction_is_saved_and_stands_in_the_history)
{
	const struct def_table *t = defs_table(w.app.archive->defs, "person");
	struct journal_list list = {0};
	struct err e = {0};

	world_keys(&w, "zsf Enter F6 <text 曾用名> Enter <text 张君宝> F2");
	SEES("已存盘");
	cr_assert_str_eq(world_value(&w, "person", UINT64_C(1) << 40 | 1, "former_name"), "张君宝");
	cr_assert(journal_history(w.app.archive, t, UINT64_C(1) << 40 | 1, 0, &list, &e));
	cr_assert_eq(list.n, 2);
	cr_assert_str_eq(list.at[0].user, "测试员");
	journal_list_free(&list);
	world_keys(&w, "Ctrl-N");
	SEES("曾用名");
	golden("history", world_text(&w));
	world_keys(&w, "Ctrl-Z y");
	SEES("已撤销");
	cr_assert_str_eq(world_value(&w, "person", UINT64_C(1) << 40 | 1, "former_name"), "");
}

Test(people, a_wrong_number_is_told_beside_the_field_and_not_saved)
{
	world_keys(&w, "1 F7 <text 李四> F6 <text 公民身份号码> Enter 610927198611029105");
	SEES("校验码");
	world_keys(&w, "F2");
	SEES("还没有存盘");
	cr_assert_eq(archive_count(w.app.archive, defs_table(w.app.archive->defs, "person")), 6);
}

Test(people, sex_and_birth_follow_from_the_number)
{
	char id[19], script[128];

	world_id(id, "61092719861102", 912);
	snprintf(script, sizeof script,
		"1 F7 F6 <text 姓名> Enter <text 李四> F6 <text 公民身份号码> Enter %s Enter", id);
	world_keys(&w, script);
	SEES("1986-11-02");
	SEES("女");
	SEES("*未存盘");
}

static void offered_again(void)
{
	world_keys(&w, "zsf Enter");
	SEES("没存盘的草稿");
	world_keys(&w, "y");
	SEES("张君宝");
	world_keys(&w, "F2");
	SEES("已存盘");
	world_restart(&w);
	world_keys(&w, "zsf Enter");
	SEES_NOT("草稿"); /* gone with the save */
}

Test(people, typed_text_is_a_draft_after_a_pause_and_is_offered_again)
{
	world_keys(&w, "zsf Enter F6 <text 曾用名> Enter <text 张君宝> <wait 1000> <wait 1000>");
	world_restart(&w);
	SEES("没存盘的草稿");
	offered_again();
}

Test(people, a_dropped_line_keeps_what_was_typed)
{
	world_keys(&w, "zsf Enter F6 <text 曾用名> Enter <text 张君宝> <hangup>");
	world_restart(&w);
	offered_again();
}

Test(people, leaving_with_changes_asks_first)
{
	world_keys(&w, "zsf Enter F6 <text 曾用名> Enter <text 张君宝> Esc");
	SEES("放弃没有存盘的修改");
	world_keys(&w, "Esc");
	SEES("张君宝");
	world_keys(&w, "Esc y");
	SEES_NOT("张君宝");
	cr_assert_str_eq(world_value(&w, "person", UINT64_C(1) << 40 | 1, "former_name"), "");
}

Test(people, an_id_number_is_covered_everywhere)
{
	world_keys(&w, "1");
	SEES_NOT("612428195401019");
	world_keys(&w, "zsf Enter");
	SEES_NOT("612428195401019");
	SEES("612428");
	world_keys(&w, "Ctrl-N Enter");
	SEES_NOT("612428195401019");
}

Test(people, the_book_has_a_tab_for_every_register)
{
	world_keys(&w, "zsf F4");
	SEES("一人一册");
	SEES("身份  服役经历");
	golden("book", world_text(&w));
	world_keys(&w, "3 F7");
	SEES("张三丰");
	world_keys(&w, "F6 <text 入伍时间> Enter 197012 Enter F2");
	SEES("已存盘");
	world_keys(&w, "F10");
	SEES("[服役经历 1]");
	SEES("1970-12");
	world_keys(&w, "BackTab");
	SEES("[身份]");
}

/* Not every book is a person's. */
Test(people, the_book_of_a_village_says_what_it_is)
{
	world_keys(&w, "Ctrl-P <text 行政区划> Enter F4");
	SEES_NOT("这个人");
	SEES("  一册  ");
}
