#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <binggui/table/batch.h>
#include <binggui/table/draft.h>
#include <binggui/table/table.h>
#include <lib/golden.h>
#include <lib/world.h>

/* The menu, and beside or below it what is owed. */

static struct world w;

static const struct def_table *persons(void)
{
	return defs_table(w.app.archive->defs, "person");
}

/* Somebody of whom only the name is known. */
static void nameless(const char *name)
{
	struct record r = {0};
	struct err e = {0};

	record_set(&r, def_field(persons(), "name")->number, name);
	record_set(&r, def_field(persons(), "life_state")->number, "在档");
	struct change c = {.table = persons(), .record = &r};
	cr_assert(table_save(w.app.archive, &c, 1, &(struct save_options){.skip_check = true}, &e));
	change_free(&c);
	record_free(&r);
}

static void put_draft(uint64_t record, const char *name)
{
	struct draft d = {.table = persons(), .record = record, .slot = record ? 0 : 1};
	struct err e = {0};

	record_set(&d.typed, def_field(persons(), "name")->number, name);
	cr_assert(draft_put(w.app.archive, &d, &e), "%s", e.text);
	record_free(&d.typed);
}

static void open_world(void)
{
	world_open(&w, 24, 80);
	world_people(&w);
	nameless("查无村");
}

static void close_world(void)
{
	world_close(&w);
}

TestSuite(home, .init = open_world, .fini = close_world);

#define SEES(text)     cr_assert(world_sees(&w, text), "no “%s” in\n%s", text, world_text(&w))
#define SEES_NOT(text) cr_assert_not(world_sees(&w, text), "“%s” in\n%s", text, world_text(&w))

/* To the line of that label, however many stand around it. */
static void go_to(const char *label)
{
	world_keys(&w, "End");
	for (size_t i = 0; i < 60; i++) {
		const char *at = strstr(world_text(&w), label), *row = at;
		while (row && row > world_text(&w) && *row != '\n')
			row--;
		const char *pointer = row ? strstr(row, "▸ ") : NULL;
		while (pointer && pointer < at && strstr(pointer + 1, "▸ ") &&
			strstr(pointer + 1, "▸ ") < at)
			pointer = strstr(pointer + 1, "▸ ");
		if (pointer && pointer < at && at - pointer < 12)
			return;
		world_keys(&w, "Up");
	}
	cr_assert_fail("no line “%s” in\n%s", label, world_text(&w));
}

Test(home, nothing_is_counted_before_it_is_seen)
{
	SEES("要办的");
	SEES("没有户籍村                  …");
	world_keys(&w, "<wait 600> <wait 600>");
	SEES("没有户籍村                  1");
	golden("home-owed", world_text(&w));
}

Test(home, on_a_small_screen_it_stands_below)
{
	world_keys(&w, "<size 16x60> <wait 600> End");
	SEES("上次备份");
	SEES("从来没有");
	golden("home-small", world_text(&w));
	go_to("没有证件号或快过期");
	world_keys(&w, "Enter");
	SEES("对象档案  没有证件号或快过期");
}

Test(home, a_line_opens_the_list_under_its_condition)
{
	world_keys(&w, "<wait 600>");
	go_to("没有户籍村");
	world_keys(&w, "Enter");
	SEES("查无村");
	SEES("对象档案  没有户籍村"); /* what it was called there, not its condition */
	SEES_NOT("village");
	world_keys(&w, "F5"); /* where it can be written on, in the words of the screen */
	SEES("\"户籍村(社区)\" = \"\" 且 人员状态 = 在档");
	world_keys(&w, "Esc");
	SEES_NOT("张三丰");
	world_keys(&w, "F10 Enter");
	SEES("查无村");
	world_keys(&w, "F10 F2");
	SEES("诉求  诉求已超期");
	world_keys(&w, "F10 Home Down Down Right Enter");
	SEES("对象档案  重点对象一季没走访");
	world_keys(&w, "F10 Left Enter");
	SEES("工作人员");
}

Test(home, numbers_follow_what_is_saved)
{
	world_keys(&w, "<wait 600>");
	nameless("又一人");
	world_keys(&w, "<wait 1000>");
	SEES("没有户籍村                  1");
	world_keys(&w, "<wait 6000>");
	SEES("没有户籍村                  2");
	world_keys(&w, "1");
	nameless("第三人");
	world_keys(&w, "F10 <wait 10>");
	SEES("没有户籍村                  3");
}

Test(home, drafts_are_listed_opened_and_deleted)
{
	put_draft(UINT64_C(1) << 40 | 2, "单田方");
	put_draft(0, "新来的");
	world_keys(&w, "<wait 600>");
	SEES("没存盘的草稿                2");
	world_keys(&w, "End Up Up Enter");
	SEES("新来的");
	SEES("单田芳");
	golden("drafts", world_text(&w));
	world_keys(&w, "F8");
	SEES("找不回来");
	world_keys(&w, "F8 Enter");
	SEES("新来的");
	world_keys(&w, "F8 y");
	SEES("草稿已删去");
	SEES_NOT("新来的");
	world_keys(&w, "Enter y");
	SEES("单田方");
	world_keys(&w, "F2 F10");
	SEES("没有草稿");
	world_keys(&w, "F10 <wait 600>");
	SEES("没存盘的草稿                0");
}

Test(home, imports_without_an_end_are_told)
{
	struct batch b = {0};
	struct err e = {0};

	cr_assert(batch_begin(w.app.archive, "person", "花名册.csv", &b, &e), "%s", e.text);
	world_keys(&w, "<wait 600>");
	SEES("没做完的导入                1");
	world_keys(&w, "End Up Enter");
	SEES("未完成");
	batch_free(&b);
}

/* Which words the backup's line has so many days later. */
static void backup_says(int days, const char *words, enum role role)
{
	struct str value = {0};
	struct err e = {0};
	int row, col;

	str_addf(&value, "%" PRId64, w.app.archive->now_ms() - INT64_C(86400000) * days);
	cr_assert(archive_set(w.app.archive, "backup/last", str_c(&value), &e));
	world_keys(&w, "<wait 600> End <wait 600>");
	SEES(words);
	replay_cursor(w.replay, &row, &col);
	cr_assert_eq(replay_role(w.replay, row, 76), role, "%s", words);
	str_free(&value);
}

Test(home, the_age_of_the_backup)
{
	backup_says(0, "上次备份                 今天", ROLE_DIM);
	backup_says(7, "7 天前", ROLE_DIM);
	backup_says(8, "8 天前", ROLE_PROBLEM);
	world_keys(&w, "End Enter");
	SEES("备份（最好写到U盘");
	world_keys(&w, "Esc");
	SEES("8 天前");
}

Test(home, settings_are_kept_for_the_next_start)
{
	char dir[] = "/tmp/binggui-home-XXXXXX", command[64];

	cr_assert_not_null(mkdtemp(dir));
	setenv("XDG_CONFIG_HOME", dir, 1);
	world_keys(&w, "0 7");
	SEES("操作人");
	world_keys(&w, "Enter <text 李卫国> Enter");
	SEES("下次启动时生效");
	world_keys(&w, "Down Enter");
	world_keys(&w, "3 Enter Down Down Enter 2 Enter");
	SEES("GBK");
	SEES("字符 +-+");
	golden("settings", world_text(&w));
	world_keys(&w, "Up");
	SEES("占几列：表格线和列对不齐时改；"); /* all of it, however narrow the column is */
	world_keys(&w, "Down");
	struct settings s = {0};
	cr_assert(settings_read(&s, NULL));
	cr_assert_str_eq(s.name, "李卫国");
	cr_assert_str_eq(s.terminal, "gbk");
	cr_assert(s.ascii);
	settings_free(&s);
	snprintf(command, sizeof command, "rm -rf %s", dir);
	cr_assert_eq(system(command), 0);
	world_keys(&w, "F10 F10 F10");
	cr_assert(replay_ended(w.replay));
}

Test(home, help_tells_the_keys_of_the_screen_then_the_habits)
{
	world_keys(&w, "F1");
	golden("help-home", world_text(&w));
	world_keys(&w, "F1 Esc 1 F1 F1");
	golden("help-list", world_text(&w));
	world_keys(&w, "Enter F7 F1");
	SEES("与身份证一致");
	world_keys(&w, "F1");
	SEES("照样新建");
}

Test(home, the_palette_has_registers_and_views)
{
	struct err e = {0};

	cr_assert(archive_set(w.app.archive, "user/测试员/views/person",
		"view 在外老兵\nfilter birth < 1965\n", &e));
	world_keys(&w, "Ctrl-P");
	SEES("名称                                 按键");
	world_keys(&w, "zwlb");
	SEES("在外老兵（对象档案的视图）");
	world_keys(&w, "Enter");
	SEES("筛选：birth < 1965");
	SEES("张三丰");
	SEES_NOT("尉迟恭");
	world_keys(&w, "F10 Ctrl-P <text 服役> Enter");
	SEES("服役");
	SEES("没有记录");
}

/* 测试员 works at the station of a town: what he owes is the town's. */
static void put_staff(const char *station)
{
	const struct def_table *t = defs_table(w.app.archive->defs, "staff");
	struct record r = {0};
	struct change c = {.table = t, .record = &r};
	struct err e = {0};

	record_set(&r, def_field(t, "name")->number, "测试员");
	record_set(&r, def_field(t, "station")->number, station);
	cr_assert(table_save(w.app.archive, &c, 1, &(struct save_options){.skip_check = true}, &e));
	change_free(&c);
	record_free(&r);
}

static void phoneless(const char *name, int order, const char *village)
{
	char id[19];

	world_id(id, "61092719800101", order);
	world_person(&w, name, id, village, "");
}

Test(home, what_is_owed_is_that_of_ones_own_area)
{
	phoneless("城关人", 921, "610927100201");
	phoneless("牛头店人", 923, "610927102200");
	world_keys(&w, "<wait 600> <wait 600>");
	SEES("没有联系电话                3"); /* and 查无村, of whom nothing is known */
	put_staff("610927102000");
	world_restart(&w);
	world_keys(&w, "<wait 600> <wait 600>");
	SEES("要办的  牛头店镇");
	SEES("没有联系电话                1");
	go_to("没有联系电话");
	world_keys(&w, "Enter");
	SEES("牛头店人");
	SEES_NOT("城关人");
	SEES("对象档案  没有联系电话");
	SEES_NOT("phone1");
}
