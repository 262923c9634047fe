#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <binggui/app/remember.h>
#include <binggui/table/batch.h>
#include <binggui/table/journal.h>
#include <binggui/table/table.h>
#include <lib/golden.h>
#include <lib/world.h>

/* What can be done to a list: filter, sort, columns, views, marks, changes to many, export. */

static struct world w;

static void open_world(void)
{
	world_open(&w, 24, 80);
	world_people(&w);
	world_keys(&w, "1");
}

static void close_world(void)
{
	world_close(&w);
}

TestSuite(list, .init = open_world, .fini = close_world);

#define SEES(text)     cr_assert(world_sees(&w, text), "no “%s” in\n%s", text, world_text(&w))
#define SEES_NOT(text) cr_assert_not(world_sees(&w, text), "“%s” in\n%s", text, world_text(&w))

/* Which of two names stands higher on the screen. */
static bool above(const char *a, const char *b)
{
	const char *text = world_text(&w);
	const char *x = strstr(text, a), *y = strstr(text, b);

	return x && y && x < y;
}

Test(list, shows_its_order_and_keys)
{
	golden("list", world_text(&w));
}

/* ---- filter ---------------------------------------------------------------------------------- */

Test(list, a_filter_narrows_and_stands_in_the_title)
{
	world_keys(&w, "F5 <text 性别 = 男 且 年龄> Space >= Space 60 Enter");
	SEES("筛选：性别 = 男 且 年龄 >= 60");
	SEES("张三丰");
	world_keys(&w, "F5 Ctrl-U Enter");
	SEES_NOT("筛选：");
}

Test(list, completion_leads_through_a_filter)
{
	world_keys(&w, "F5");
	SEES("接下来可写：字段");
	golden("filter-empty", world_text(&w));
	world_keys(&w, "<text xb>");
	SEES("性别");
	world_keys(&w, "Tab");
	SEES("接下来可写：比较");
	world_keys(&w, "Tab");
	SEES("接下来可写：值");
	golden("filter-values", world_text(&w));
	world_keys(&w, "<text 女> Tab");
	SEES("性别 = 女 ");
	SEES("接下来可写：接着");
	world_keys(&w, "Enter");
	SEES("筛选：性别 = 女");
}

Test(list, enter_takes_an_offer_that_was_chosen_with_the_arrows)
{
	world_keys(&w, "F5 <text 性别 = > Down Enter");
	SEES("性别 = 女 ");
	SEES("接下来可写：接着");
	world_keys(&w, "Enter");
	SEES("筛选：性别 = 女");
}

Test(list, a_full_width_filter_means_the_same)
{
	world_keys(&w, "F5 <text 年龄　＞＝　６０> Enter");
	SEES("张三丰");
	SEES("筛选：");
}

Test(list, a_wrong_filter_is_told_with_its_column_and_the_cursor_goes_there)
{
	int row, col, start_row, start;

	world_keys(&w, "F5");
	replay_cursor(w.replay, &start_row, &start);
	world_keys(&w, "<text sex = 男 and nonsense = 3> Enter");
	SEES("第13列");
	replay_cursor(w.replay, &row, &col);
	cr_assert_eq(row, start_row);
	cr_assert_eq(col, start + 13, "at %d", col - start); /* 12 characters, one of them wide */
	world_keys(&w, "Esc");
	SEES_NOT("筛选：");
}

Test(list, earlier_filters_come_back_also_after_a_restart)
{
	world_keys(&w, "F5 <text sex = 男> Enter F5 Ctrl-U <text age> Space > Space 50 Enter");
	world_restart(&w);
	world_keys(&w, "1");
	SEES_NOT("筛选：");
	world_keys(&w, "F5 <text 新> Up");
	SEES("age > 50");
	world_keys(&w, "Up");
	SEES("sex = 男");
	world_keys(&w, "Down Down");
	SEES_NOT("age > 50");
	SEES("新");
	world_keys(&w, "Up Up Up Up Enter");
	SEES("筛选：sex = 男");
}

Test(list, the_language_is_explained)
{
	world_keys(&w, "F5 F1");
	SEES("一项一个条件");
	world_keys(&w, "Esc Esc");
	SEES("对象档案");
}

/* ---- order ----------------------------------------------------------------------------------- */

Test(list, sorts_by_any_column_and_turns_round)
{
	world_keys(&w, "Ctrl-S <text 年龄> Enter");
	SEES("年龄▲");
	bool first = above("张三丰", "单田芳");
	world_keys(&w, "F6 Enter");
	SEES("年龄▼");
	cr_assert_neq(above("张三丰", "单田芳"), first, "%s", world_text(&w));
	golden("list-sorted", world_text(&w));
}

Test(list, remembers_order_for_the_user)
{
	world_keys(&w, "F6 <text 姓名> Enter");
	world_restart(&w);
	world_keys(&w, "1");
	SEES("姓名▲");
}

/* ---- columns --------------------------------------------------------------------------------- */

Test(list, columns_are_chosen_ordered_and_widened)
{
	world_keys(&w, "Ctrl-K");
	golden("columns", world_text(&w));
	world_keys(&w, "Down Space F8 F7 F7 Right Right F2"); /* sex hidden, age moved */
	SEES_NOT("性别");
	cr_assert(above("年龄", "姓名"), "%s", world_text(&w));
	world_restart(&w);
	world_keys(&w, "1");
	SEES_NOT("性别");
	world_keys(&w, "Ctrl-K F9 F2");
	SEES("性别");
}

Test(list, the_last_column_stays)
{
	world_keys(&w, "Ctrl-K Space Space Space Space Space Space Space");
	SEES("至少要有一列");
	world_keys(&w, "Esc");
	SEES("性别");
}

/* ---- named views ----------------------------------------------------------------------------- */

Test(list, a_view_keeps_columns_order_and_filter_under_a_name)
{
	world_keys(&w, "F5 <text sex = 男> Enter F6 <text 姓名> Enter");
	world_keys(&w, "Ctrl-O <text 存为> Enter <text 男 同志> Enter");
	SEES("已存为视图");
	world_keys(&w, "Ctrl-O Home Enter");
	SEES_NOT("筛选：");
	world_restart(&w);
	world_keys(&w, "1 Ctrl-O");
	SEES("男 同志");
	golden("views", world_text(&w));
	world_keys(&w, "<text 男> Enter");
	SEES("筛选：sex = 男");
	SEES("姓名▲");
	world_keys(&w, "Ctrl-O <text 删去> Enter Enter y");
	SEES("已删去视图");
	world_keys(&w, "Ctrl-O");
	SEES_NOT("男 同志");
}

/* ---- marks and changes to many --------------------------------------------------------------- */

Test(list, marks_are_counted_kept_and_let_go)
{
	world_keys(&w, "Space Ins");
	SEES("已标记 2");
	world_keys(&w, "<text ｚｓｆ>");
	SEES("已标记 2");
	world_keys(&w, "Esc");
	golden("list-marked", world_text(&w));
	world_keys(&w, "Ctrl-T");
	SEES("已标记 6");
	world_keys(&w, "Ctrl-T");
	SEES_NOT("已标记");
	world_keys(&w, "<text 　>"); /* a full-width blank marks too */
	SEES("已标记 1");
	world_keys(&w, "Esc");
	SEES("取消了 1 条的标记");
	SEES("对象档案");
	world_keys(&w, "Esc");
	SEES("走访慰问");
}

Test(list, nothing_marked_nothing_changed)
{
	world_keys(&w, "Ctrl-G");
	SEES("先按空格或 Ins 标记");
}

/* 300 more; every third has no identity number, which their definition refuses. */
static void crowd(void)
{
	char id[19], name[32];

	for (int i = 0; i < 300; i++) {
		char birth[40];
		snprintf(birth, sizeof birth, "6109271960%02d%02d", i / 25 % 12 + 1, i % 25 + 1);
		world_id(id, birth, 900 + i % 90);
		snprintf(name, sizeof name, "众%c%c", 'A' + i / 26, 'A' + i % 26);
		world_person(&w, name, id, "610927100200", "");
	}
}

static void spoil(struct world *world, int every)
{
	const struct def_table *t = defs_table(world->app.archive->defs, "person");
	const struct def_field *f = def_field(t, "id_no");
	const struct save_options options = {.skip_check = true};
	struct err e = {0};

	for (int i = 0; i < 300; i += every) {
		struct record base = {0}, r = {0};
		cr_assert(table_get(world->app.archive, t, UINT64_C(1) << 40 | (uint64_t)(7 + i),
				  &base, &e),
			"%s", e.text);
		record_copy(&r, &base);
		record_set(&r, f->number, "");
		struct change c = {.table = t, .base = &base, .record = &r};
		cr_assert(table_save(world->app.archive, &c, 1, &options, &e), "%s", e.text);
		change_free(&c);
		record_free(&base);
		record_free(&r);
	}
}

static size_t with_state(const char *state)
{
	const struct def_table *t = defs_table(w.app.archive->defs, "person");
	size_t n = 0;

	for (uint64_t i = 1; i <= 306; i++)
		n += strcmp(world_value(&w, t->name, UINT64_C(1) << 40 | i, "out_of_county"),
			     state) == 0;
	return n;
}

Test(list, one_field_of_300_changes_through_the_checks_and_back)
{
	crowd();
	spoil(&w, 3);
	world_keys(&w, "Ctrl-L <text 众> Ctrl-T Esc");
	SEES("已标记 300");
	world_keys(&w, "Ctrl-G <text 在外情况> Enter Enter <text 省外> Enter");
	SEES("300 条记录的“在外情况”都改成“省外”？");
	golden("change-confirm", world_text(&w));
	world_keys(&w, "y");
	SEES("没有改成的 100 条");
	SEES("没有公民身份号码");
	golden("change-failed", world_text(&w));
	cr_assert_eq(with_state("省外"), 200);
	world_keys(&w, "F4");
	SEES("没有公民身份号码；确实没有的，请改证件类型");
	world_keys(&w, "Esc Esc");
	SEES("已标记 100"); /* those that failed, to be seen to */
	world_keys(&w, "Esc Esc 0 2");
	SEES("批量修改：在外情况 → 省外");
	world_keys(&w, "Ctrl-Z y");
	SEES("整批已撤销");
	cr_assert_eq(with_state("省外"), 0);
}

Test(list, a_change_of_many_is_not_done_by_its_own_key_or_esc)
{
	world_keys(&w, "Ctrl-T Ctrl-G <text 在外情况> Enter Enter <text 省外> Enter Ctrl-G");
	SEES("都改成");
	world_keys(&w, "Esc");
	SEES("什么都没有改");
	cr_assert_str_eq(world_value(&w, "person", UINT64_C(1) << 40 | 1, "out_of_county"), "");
}

Test(list, several_values_are_added_and_taken_away)
{
	world_keys(&w, "Space Ctrl-G <text 人员标签> Enter <text 加上> Enter <text 独居> Enter y");
	SEES("改了 1 条");
	world_keys(&w, "Ctrl-T Ctrl-G <text 人员标签> Enter <text 加上> Enter <text 高龄> Enter y");
	SEES("改了");
	world_keys(&w, "F5 <text tags = 高龄 and tags = 独居> Enter");
	SEES("1/1");
}

Test(list, a_line_that_cannot_be_read_is_asked_again)
{
	world_keys(&w, "Space Ctrl-G <text 采集日期> Enter Enter <text 昨儿个> Enter");
	SEES("昨儿个");
	world_keys(&w, "Ctrl-U t Enter");
	SEES("都改成“2020-04-30”？");
	world_keys(&w, "y");
	SEES("改了 1 条");
}

/* ---- export ---------------------------------------------------------------------------------- */

static void read_export(const char *path, struct str *out)
{
	char buffer[65536];
	FILE *f = fopen(path, "rb");

	cr_assert(f, "no %s\n%s", path, world_text(&w));
	str_clear(out);
	for (size_t n; (n = fread(buffer, 1, sizeof buffer, f)) > 0;)
		str_addn(out, buffer, n);
	fclose(f);
	remove(path);
}

/* Of a file that is not there. */
static void new_path(char out[64])
{
	strcpy(out, "/tmp/binggui-list-XXXXXX.csv");
	int fd = mkstemps(out, 4);
	cr_assert_geq(fd, 0);
	close(fd);
	cr_assert_eq(unlink(out), 0);
}

Test(list, exports_what_is_shown_with_secrets_masked)
{
	struct str text = {0};
	char script[256], path[64];

	new_path(path);
	snprintf(script, sizeof script,
		"F5 <text sex = 男> Enter Ctrl-E <text csv> Enter Ctrl-U <text %s> Enter", path);
	world_keys(&w, script);
	SEES("有保密项");
	golden("export-cover", world_text(&w));
	world_keys(&w, "Enter");
	SEES("已导出");
	read_export(path, &text);
	cr_assert(text_starts(str_c(&text), "\xEF\xBB\xBF姓名,性别,年龄"));
	cr_assert(strstr(str_c(&text), "张三丰"));
	cr_assert(strstr(str_c(&text), "********"));
	cr_assert_not(strstr(str_c(&text), "612428195401019"));
	str_free(&text);
}

Test(list, an_export_in_full_needs_a_reason_and_is_journalled)
{
	struct str text = {0};
	char script[256], path[64];
	struct journal_entry j = {0};
	struct err e = {0};

	new_path(path);
	snprintf(script, sizeof script,
		"zsf Ctrl-E <text csv> Enter Ctrl-U <text %s> Enter 2 Enter <text 报县局核对> "
		"Enter",
		path);
	world_keys(&w, script);
	SEES("已导出 1 条");
	read_export(path, &text);
	cr_assert(strstr(str_c(&text), "612428195401019"), "%s", str_c(&text));
	cr_assert(journal_get(w.app.archive, journal_last(w.app.archive), &j, &e));
	cr_assert_str_eq(j.action, "export");
	cr_assert(strstr(j.reason, "报县局核对"), "%s", j.reason);
	journal_entry_free(&j);
	str_free(&text);
}

Test(list, an_export_asks_before_it_replaces_a_file)
{
	char script[256], path[64];

	new_path(path);
	FILE *f = fopen(path, "w");
	fclose(f);
	snprintf(script, sizeof script, "Ctrl-E <text csv> Enter Ctrl-U <text %s> Enter Enter",
		path);
	world_keys(&w, script);
	SEES("已经有这个文件");
	world_keys(&w, "Enter");
	SEES("没有导出");
	remove(path);
}

Test(list, an_ending_nobody_knows_is_asked_again)
{
	world_keys(&w, "Ctrl-E Enter Ctrl-U <text /tmp/x.doc> Enter");
	SEES("应以 .xlsx 或 .csv 结尾");
	SEES("/tmp/x.doc");
}

Test(list, a_record_that_others_change_meanwhile_keeps_its_cursor)
{
	char id[19];

	world_keys(&w, "F6 <text 姓名> Enter End");
	SEES("6/6");
	world_id(id, "61092719861102", 912);
	world_person(&w, "安一", id, "610927100200", ""); /* stands before all others */
	world_keys(&w, "<wait 600>");
	SEES("7/7");
}

/* ---- small ----------------------------------------------------------------------------------- */

Test(list, counts_what_was_found_and_takes_several_words)
{
	world_keys(&w, "<text 张 >");
	SEES("共 6 条");
	world_keys(&w, "<text 0000000>");
	SEES("没有找到；Esc 清空，换个写法再找");
}

Test(list, is_calm_on_a_small_screen)
{
	world_keys(&w, "<size 16x60>");
	golden("list-60x16", world_text(&w));
	SEES("看其他列");
	world_keys(&w, "F5");
	golden("filter-60x16", world_text(&w));
	world_keys(&w, "Esc Ctrl-K");
	golden("columns-60x16", world_text(&w));
}

/* Whatever is pressed in whatever order, the list and its boxes stand. */
Test(list, survives_random_keys)
{
	static const char *const keys[] = {"Up", "Down", "Left", "Right", "Home", "End", "PgUp",
		"PgDn", "Enter", "Esc", "Tab", "Space", "Ins", "Backspace", "F1", "F2", "F3", "F5",
		"F6", "F7", "F8", "F9", "F10", "Ctrl-S", "Ctrl-K", "Ctrl-O", "Ctrl-G", "Ctrl-E",
		"Ctrl-T", "Ctrl-P", "Ctrl-U", "y", "1", "2", "张", "=", "(", "\"", "<size 16x60>",
		"<size 24x80>", "<size 3x9>", "<paste a\nb = (男>", "<wait 600>"};
	char home[] = "/tmp/binggui-monkey-XXXXXX", remove_it[64];
	unsigned seed = 20200430;

	cr_assert(mkdtemp(home));
	setenv("HOME", home, 1);
	for (int i = 0; i < 3000; i++) {
		seed = seed * 1103515245 + 12345;
		world_keys(&w, keys[(seed >> 16) % (sizeof keys / sizeof *keys)]);
		if (!replay_ended(w.replay))
			continue;
		world_restart(&w);
		world_keys(&w, "1");
	}
	snprintf(remove_it, sizeof remove_it, "rm -r %s", home);
	cr_assert_eq(system(remove_it), 0);
}

Test(list, every_command_is_in_the_palette)
{
	static const char *const labels[] = {"打开", "查找", "筛选", "排序", "新建", "作废", "历史",
		"标记", "全标", "批量改", "导出", "选列", "视图"};

	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		char script[96];
		snprintf(script, sizeof script, "Ctrl-P <text %s>", labels[i]);
		world_keys(&w, script);
		cr_assert_not(world_sees(&w, "没有内容"), "%s:\n%s", labels[i], world_text(&w));
		world_keys(&w, "Esc Esc");
	}
}
