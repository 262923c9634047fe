#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include <binggui/app/editor.h>
#include <binggui/table/draft.h>
#include <binggui/table/journal.h>
#include <binggui/table/table.h>
#include <lib/golden.h>
#include <lib/world.h>

/* Filling in: problems, doubles, two people at one record, copies, pins, undo, masks. */

static struct world w;
static const uint64_t ZHANG = UINT64_C(1) << 40 | 1;

static void open_world(void)
{
	world_open(&w, 24, 80);
	world_people(&w);
}

static void close_world(void)
{
	world_close(&w);
}

TestSuite(form, .init = open_world, .fini = close_world);

#define SEES(text)     cr_assert(world_sees(&w, text), "no “%s” in\n%s", text, world_text(&w))
#define SEES_NOT(text) cr_assert_not(world_sees(&w, text), "“%s” in\n%s", text, world_text(&w))

static const struct def_table *persons(void)
{
	return defs_table(w.app.archive->defs, "person");
}

static uint64_t people(void)
{
	return archive_count(w.app.archive, persons());
}

/* Somebody else saves a value while the form is open. */
static void other_saves(const char *user, const char *field, const char *value)
{
	struct record base = {0}, r = {0};
	struct err e = {0};
	char own[64];

	snprintf(own, sizeof own, "%s", w.app.archive->user);
	snprintf(w.app.archive->user, sizeof w.app.archive->user, "%s", user);
	cr_assert(table_get(w.app.archive, persons(), ZHANG, &base, &e));
	record_copy(&r, &base);
	record_set(&r, def_field(persons(), field)->number, value);
	struct change c = {.table = persons(), .base = &base, .record = &r};
	cr_assert(table_save(w.app.archive, &c, 1, NULL, &e), "%s", e.text);
	change_free(&c);
	record_free(&base);
	record_free(&r);
	snprintf(w.app.archive->user, sizeof w.app.archive->user, "%s", own);
}

/* How many entries of that action the journal's end holds. */
static size_t noted(const char *action)
{
	struct journal_entry j = {0};
	struct err e = {0};
	size_t n = 0;

	for (uint64_t seq = journal_last(w.app.archive); seq; seq--) {
		cr_assert(journal_get(w.app.archive, seq, &j, &e), "%s", e.text);
		n += strcmp(j.action, action) == 0;
	}
	journal_entry_free(&j);
	return n;
}

static void go(const char *label)
{
	char script[128];

	snprintf(script, sizeof script, "F6 <text %s> Enter", label);
	world_keys(&w, script);
}

/* ---- problems -------------------------------------------------------------------------------- */

Test(form, all_problems_are_listed_and_enter_goes_there)
{
	world_keys(&w, "1 F7 F2");
	SEES("必须改正 2 处");
	SEES("有 2 处要改正，还没有存盘");
	golden("form-problems", world_text(&w));
	world_keys(&w, "Down Enter");
	SEES_NOT("必须改正");
	SEES("没有公民身份号码");
	world_keys(&w, "Esc zsf Enter Ctrl-G");
	SEES("没有发现问题");
	world_keys(&w, "Esc Ctrl-U F7 Ctrl-G Esc <size 16x60> Ctrl-G");
	golden("form-problems-small", world_text(&w));
}

Test(form, warnings_stay_beside_the_fields_after_the_save)
{
	world_keys(&w, "zsf Enter");
	go("重点关注");
	world_keys(&w, "Ctrl-U <text 是> F2");
	SEES("已存盘");
	SEES("有 1 处提醒");
	world_keys(&w, "Ctrl-G");
	SEES("要选重点类型");
	world_keys(&w, "Enter Ctrl-G");
	SEES("必须改正 0 处，提醒 1 处");
}

/* ---- doubles --------------------------------------------------------------------------------- */

Test(form, somebody_alike_is_told_before_saving)
{
	world_keys(&w, "1 F7 <text 张四丰>");
	go("证件类型");
	world_keys(&w, "Ctrl-U <text 无证>");
	go("出生日期");
	world_keys(&w, "19540101 F2");
	SEES("可能已有这个人");
	SEES("姓名差一个字，出生日期相同");
	golden("form-duplicate", world_text(&w));
	cr_assert_eq(people(), 6);
	world_keys(&w, "Enter"); /* the one who is there already */
	SEES("张三丰");
	world_keys(&w, "Esc");
	SEES("*未存盘");
	world_keys(&w, "F2 End Enter");
	SEES("已存盘");
	cr_assert_eq(people(), 7);
	world_keys(&w, "F2"); /* nothing changed: not asked again */
	SEES("没有改动");
}

Test(form, a_number_that_is_taken_leads_to_who_has_it)
{
	char id[19], script[128];

	world_id(id, "61242819540101", 901);
	world_keys(&w, "1 F7 <text 王五>");
	go("公民身份号码");
	snprintf(script, sizeof script, "%s F2", id);
	world_keys(&w, script);
	SEES("这个号码已有记录");
	SEES_NOT("仍然存盘");
	world_keys(&w, "Esc");
	SEES("没有存盘");
	SEES("王五");
	cr_assert_eq(people(), 6);
}

/* ---- two people at one record ---------------------------------------------------------------- */

Test(form, changes_of_others_in_other_fields_are_merged)
{
	world_keys(&w, "zsf Enter");
	go("曾用名");
	world_keys(&w, "<text 张君宝>");
	other_saves("李四", "note", "长子在外");
	world_keys(&w, "F2");
	SEES("已合在一起");
	SEES("长子在外");
}

Test(form, a_form_without_changes_follows_what_others_save)
{
	world_keys(&w, "zsf Enter");
	other_saves("李四", "former_name", "张全一");
	world_keys(&w, "<wait 600>");
	SEES("张全一");
	SEES("已换成最新的内容（第2版）");
	world_keys(&w, "Ctrl-N Ctrl-Z y Esc");
	SEES_NOT("张全一");
}

static void clash(void)
{
	world_keys(&w, "zsf Enter");
	go("曾用名");
	world_keys(&w, "<text 张君宝>");
	go("备注");
	world_keys(&w, "<text 我写的备注>");
	other_saves("李四", "former_name", "张全一");
	other_saves("李四", "note", "别人写的备注");
	other_saves("李四", "phone2", "09158822001");
	world_keys(&w, "F2");
	SEES("李四存的");
}

Test(form, clashing_fields_are_chosen_side_by_side)
{
	clash();
	golden("conflict", world_text(&w));
	world_keys(&w, "F2");
	SEES("还有 2 项没有选，没有存盘");
	world_keys(&w, "Down Enter Enter");
	SEES("都选好了");
	world_keys(&w, "<size 16x60> Up");
	golden("conflict-small", world_text(&w));
	world_keys(&w, "F2");
	SEES("已存盘");
	cr_assert_str_eq(world_value(&w, "person", ZHANG, "former_name"), "张全一");
	cr_assert_str_eq(world_value(&w, "person", ZHANG, "note"), "我写的备注");
	cr_assert_str_eq(world_value(&w, "person", ZHANG, "phone2"), "09158822001");
	cr_assert_eq(noted("merge"), 1);
}

Test(form, a_conflict_that_is_left_loses_nothing)
{
	clash();
	world_keys(&w, "Esc");
	SEES("没有存盘，填写的内容都还在表单里");
	SEES("张君宝");
	cr_assert_str_eq(world_value(&w, "person", ZHANG, "former_name"), "张全一");
	world_keys(&w, "<hangup>");
	world_restart(&w);
	world_keys(&w, "zsf Enter");
	SEES("别人又改过这条记录");
	world_keys(&w, "y");
	SEES("张君宝");
	world_keys(&w, "F2");
	SEES("李四存的");
}

Test(form, a_draft_that_is_not_wanted_goes_only_when_that_is_said)
{
	world_keys(&w, "zsf Enter");
	go("曾用名");
	world_keys(&w, "<text 张君宝> <hangup>");
	world_restart(&w);
	world_keys(&w, "zsf Enter Esc Esc Esc Enter");
	SEES("没存盘的草稿");
	world_keys(&w, "n y Esc Enter");
	SEES_NOT("草稿");
}

static size_t drafts(void)
{
	struct draft_list list = {0};
	struct err e = {0};

	cr_assert(draft_list(w.app.archive, &list, &e), "%s", e.text);
	size_t n = list.n;
	draft_list_free(&list);
	return n;
}

Test(form, a_draft_goes_when_everything_is_taken_back)
{
	world_keys(&w, "zsf Enter");
	go("曾用名");
	world_keys(&w, "<text 张君宝> <wait 2000>");
	cr_assert_eq(drafts(), 1);
	world_keys(&w, "Ctrl-Z <wait 2000>");
	SEES_NOT("张君宝");
	cr_assert_eq(drafts(), 0);
}

/* A new record, somebody alike looked at, and from there another new record: both are kept. */
Test(form, two_new_records_have_a_draft_each)
{
	world_keys(&w, "1 F7 <text 张三丰>");
	go("证件类型");
	world_keys(&w, "Ctrl-U <text 无证> F2");
	SEES("姓名相同");
	world_keys(&w, "Enter F7 <text 赵六> <hangup>");
	cr_assert_eq(drafts(), 2);
	world_restart(&w);
	struct draft_list list = {0};
	struct err e = {0};
	cr_assert(draft_list(w.app.archive, &list, &e));
	const struct draft *second = &list.at[list.at[0].slot == 2 ? 0 : 1];
	editor_push_draft(&w.app, second);
	draft_list_free(&list);
	world_keys(&w, "y");
	SEES("赵六");
	world_keys(&w, "Esc y 1 F7 y");
	SEES("张三丰");
	cr_assert_eq(drafts(), 1);
}

/* ---- copies and pins ------------------------------------------------------------------------- */

Test(form, a_copy_leaves_out_what_tells_people_apart)
{
	world_keys(&w, "zsf Enter Ctrl-D");
	SEES("新建");
	SEES("*未存盘");
	SEES("蔬菜村");
	SEES("19900000001");
	SEES_NOT("612428");
	SEES_NOT("1954-01-01");
	golden("form-copy", world_text(&w));
	world_keys(&w, "<hangup>");
	world_restart(&w);
	cr_assert_eq(people(), 6);
	cr_assert_eq(drafts(), 1);
}

Test(form, a_pinned_field_is_filled_in_the_next_new_record)
{
	world_keys(&w, "1 F7 <text 王五>");
	go("证件类型");
	world_keys(&w, "Ctrl-U <text 无证>");
	go("户籍村");
	world_keys(&w, "<text 蔬菜村> Ctrl-T");
	SEES("已固定");
	go("证件类型");
	world_keys(&w, "Ctrl-T F2");
	SEES("已存盘");
	world_keys(&w, "F7");
	SEES("新建");
	SEES("=蔬菜村");
	SEES("=无证");
	SEES("城关镇");
	SEES_NOT("*未存盘");
	golden("form-pinned", world_text(&w));
	world_keys(&w, "<text 赵六>");
	go("户籍村");
	world_keys(&w, "Ctrl-T");
	SEES("不再固定");
	world_keys(&w, "F2");
	SEES("已存盘");
	world_keys(&w, "F7");
	SEES_NOT("蔬菜村");
	world_keys(&w, "F6 <text 公民身份号码> Enter Ctrl-T");
	SEES("不能固定");
}

/* ---- while typing ---------------------------------------------------------------------------- */

Test(form, what_follows_is_shown_while_typing)
{
	char id[19], script[64];

	world_id(id, "61092719861102", 912);
	world_keys(&w, "1 F7");
	go("公民身份号码");
	snprintf(script, sizeof script, "<text %s>", id);
	world_keys(&w, script);
	SEES("1986-11-02"); /* the focus is still in the number */
	SEES("年龄         33");
}

Test(form, undo_goes_back_across_fields)
{
	world_keys(&w, "zsf Enter");
	go("曾用名");
	world_keys(&w, "<text 张君宝>");
	go("联系电话");
	world_keys(&w, "Ctrl-U 19900000099");
	go("出生日期");
	world_keys(&w, "Ctrl-U 19550202");
	go("姓名");
	SEES("1955-02-02");
	SEES("65");
	world_keys(&w, "Ctrl-Z");
	SEES("1954-01-01");
	SEES("66");
	world_keys(&w, "Ctrl-Z");
	SEES("19900000001");
	world_keys(&w, "Ctrl-Z");
	SEES_NOT("张君宝");
	SEES_NOT("*未存盘");
	world_keys(&w, "Ctrl-Z");
	SEES("没有可撤销的填写");
}

Test(form, a_secret_is_covered_again_when_left)
{
	world_keys(&w, "zsf Enter");
	go("公民身份号码");
	SEES("Ctrl-R 显示");
	world_keys(&w, "Ctrl-R");
	SEES("612428195401019");
	cr_assert_eq(noted("reveal"), 1);
	SEES_NOT("*未存盘");
	world_keys(&w, "Tab");
	SEES_NOT("612428195401019");
	SEES("612428********");
	world_keys(&w, "Ctrl-R");
	SEES("没有遮盖");
	cr_assert_eq(noted("reveal"), 1);
}

Test(form, several_lines)
{
	world_keys(&w, "zsf Enter");
	go("备注");
	SEES("Enter 换行，Tab 下一项");
	world_keys(&w, "<text 第一行> Enter <text 第二行> Enter Enter");
	SEES("住址与联系]"); /* Enter on the empty line went on */
	world_keys(&w, "F2");
	cr_assert_str_eq(world_value(&w, "person", ZHANG, "note"), "第一行\n第二行");
}

Test(form, several_values)
{
	world_keys(&w, "zsf Enter");
	go("人员标签");
	world_keys(&w, "<text 独居> Enter zyz Enter Enter");
	SEES("志愿者");
	go("人员标签");
	world_keys(&w, "F4 <text 大病> Enter F2");
	SEES("已存盘");
	cr_assert_str_eq(world_value(&w, "person", ZHANG, "tags"), "独居\n志愿者\n大病");
}

Test(form, enter_alone_leads_through_all_pages)
{
	world_keys(&w, "zsf Enter");
	for (int i = 0; i < 60; i++)
		world_keys(&w, "Enter");
	SEES("[证件与账户]");
	SEES("已是最后一项");
	SEES_NOT("*未存盘");
}

Test(form, small_screen)
{
	world_keys(&w, "<size 16x60> zsf Enter");
	golden("form-small", world_text(&w));
	go("备注");
	world_keys(&w, "<text 很长很长的一段备注，写到第二行也看得见，光标也在里面>");
	golden("form-small-note", world_text(&w));
}

Test(form, full_width_input_does_everything)
{
	world_keys(&w, "zsf Enter");
	go("联系电话");
	world_keys(&w, "Ctrl-U <text １９９００００００９９> F2");
	SEES("已存盘");
	cr_assert_str_eq(world_value(&w, "person", ZHANG, "phone1"), "19900000099");
	go("出生日期");
	world_keys(&w, "F4 <text ｔ> Enter");
	SEES("2020-04-30");
	world_keys(&w, "Esc <text ｙ>");
	SEES_NOT("2020-04-30");
}

/* ---- second keying --------------------------------------------------------------------------- */

static void as(const char *user)
{
	snprintf(w.app.archive->user, sizeof w.app.archive->user, "%s", user);
}

static void verify(const char *typed)
{
	char script[128];

	world_keys(&w, "zsf Enter Ctrl-V");
	SEES("复录 1/1");
	snprintf(script, sizeof script, "<text %s> Enter", typed);
	world_keys(&w, script);
}

Test(form, nobody_verifies_what_they_keyed_themselves)
{
	world_keys(&w, "zsf Enter Ctrl-V");
	SEES("是您自己录入的");
	as("李四");
	world_keys(&w, "Ctrl-V");
	SEES("复录 1/1");
	SEES_NOT("612428");
	golden("verify", world_text(&w));
	world_keys(&w, "Esc");
	SEES("没有做完");
	cr_assert_eq(noted("verify"), 0);
}

Test(form, what_is_the_same_is_journalled)
{
	char id[19];

	world_id(id, "61242819540101", 901);
	as("李四");
	verify(id);
	SEES("复录一致");
	cr_assert_eq(noted("verify"), 1);
	cr_assert_eq(noted("reveal"), 0);
}

Test(form, what_differs_stands_side_by_side)
{
	char id[19];

	world_id(id, "61242819540101", 902);
	as("李四");
	verify(id);
	SEES("两遍录入不一致");
	SEES("位不同");
	golden("verify-differs", world_text(&w));
	cr_assert_eq(noted("reveal"), 1);
	world_keys(&w, "Enter F2");
	SEES("以第一遍为准");
	cr_assert_eq(noted("verify"), 1);
	world_keys(&w, "Esc Esc");
	verify(id);
	world_keys(&w, "Down Enter F2");
	SEES("已按这一遍更正");
	cr_assert_str_eq(world_value(&w, "person", ZHANG, "id_no"), id);
	world_keys(&w, "Ctrl-V");
	SEES("是您自己录入的");
}

/* What means several people is asked about at once; what means nobody is said, not left behind as a mark. */
Test(form, what_cannot_be_read_is_not_left_in_silence)
{
	char id[19];

	world_id(id, "61092719550101", 911);
	world_person(&w, "刘建军", id, "610927100200", "");
	world_id(id, "61092719560101", 912);
	world_person(&w, "刘建军", id, "610927100201", "");
	world_keys(&w, "Ctrl-P <text 生活状况> Enter F7");
	world_keys(&w, "<text 刘建军> Enter");
	SEES("查找：刘建军");
	SEES("1/2");
	world_keys(&w, "Enter");
	SEES("刘建军 ");
	SEES_NOT("查找：");
	world_keys(&w, "<text 无此人> Enter");
	SEES("没有“无此人”");
	SEES_NOT("查找：");
	world_keys(&w, "BackTab F4");
	SEES("1/8");
}
