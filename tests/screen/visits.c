#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <binggui/app/advance.h>
#include <binggui/app/campaigns.h>
#include <binggui/app/coverbox.h>
#include <binggui/app/draftlist.h>
#include <binggui/app/keying.h>
#include <binggui/app/owedvisits.h>
#include <binggui/base/file.h>
#include <binggui/base/vec.h>
#include <binggui/domain/campaign.h>
#include <binggui/schema/type.h>
#include <binggui/table/draft.h>
#include <binggui/table/listing.h>
#include <binggui/table/table.h>
#include <binggui/ui/stack.h>
#include <lib/golden.h>
#include <lib/world.h>

/* Keying in visits at speed, and what is seen of a campaign. */

static struct world w;
static uint64_t campaign;

/* Saves a record of field, typed text, …, NULL; returns its id. */
static uint64_t put(const char *table, const char *const *values)
{
	const struct def_table *t = defs_table(w.app.archive->defs, table);
	struct record r = {0};
	struct change c = {.table = t, .record = &r};
	struct str value = {0}, why = {0};
	struct err e = {0};

	for (; *values; values += 2) {
		const struct def_field *f = def_field(t, values[0]);
		cr_assert(type_parse(f, &w.app.archive->types, values[1], &value, &why), "%s: %s",
			values[0], str_c(&why));
		record_set(&r, f->number, str_c(&value));
	}
	check_derive(t, &r, &w.app.archive->types);
	cr_assert(table_save(w.app.archive, &c, 1, &(struct save_options){0}, &e), "%s", e.text);
	uint64_t id = r.id;
	change_free(&c);
	record_free(&r);
	str_free(&value);
	str_free(&why);
	return id;
}
#define PUT(table, ...) put(table, (const char *const[]){__VA_ARGS__, NULL})

static void start_campaign(void)
{
	struct campaign_work work = {.archive = w.app.archive};
	struct campaign_made made;
	struct err e = {0};

	campaign = PUT("campaign", "no", "1", "name", "八一走访", "kind", "八一", "from",
		"2020-04-01", "to", "2020-05-31", "area", "610927000000", "who", "age >= 20",
		"money", "500");
	work.campaign = campaign;
	cr_assert(campaign_start(&work, &made, &e), "%s", e.text);
	cr_assert_eq(made.added, 6);
}

/* At the keying screen, the head answered: the campaign's six people wait. */
static void open_keying(void)
{
	world_open(&w, 24, 80);
	world_people(&w);
	start_campaign();
	keying_push_campaign(&w.app, campaign);
	stack_paint(w.app.stack);
	world_keys(&w, "F5 F2");
}

static void close_world(void)
{
	world_close(&w);
}

TestSuite(keying, .init = open_keying, .fini = close_world);

#define SEES(text)     cr_assert(world_sees(&w, text), "no “%s” in\n%s", text, world_text(&w))
#define SEES_NOT(text) cr_assert_not(world_sees(&w, text), "“%s” in\n%s", text, world_text(&w))

static size_t live(const char *table)
{
	return (size_t)archive_count(w.app.archive, defs_table(w.app.archive->defs, table));
}

/* The newest record of a table. */
static uint64_t newest(const char *table)
{
	const struct def_table *t = defs_table(w.app.archive->defs, table);
	struct ids ids = {0};
	struct err e = {0};

	cr_assert(listing_make(w.app.archive, t, NULL, &ids, &e) && ids.n, "no %s", table);
	uint64_t id = ids.at[ids.n - 1];
	vec_free(&ids);
	return id;
}

/* Presses keys one by one and says how many it took. */
static int presses(const char *const *keys)
{
	int n = 0;

	for (; keys[n]; n++)
		world_keys(&w, keys[n]);
	return n;
}

/* 来源 is asked for once, since money without a source is refused. */
static void answer_source(void)
{
	world_keys(&w, "F5 Tab Tab Tab Tab Tab 3 F2");
}

Test(keying, shows_the_next_in_the_order_of_the_walk)
{
	SEES("名单 6 人，已走访 0，免访 0，还有 6");
	golden("keying", world_text(&w));
}

Test(keying, an_ordinary_visit_takes_seven_keys_by_initials)
{
	answer_source();
	const char *keys[] = {"z", "s", "f", "Enter", "Enter", "Enter", "Enter", NULL};
	int n = presses(keys);

	cr_assert_leq(n, 12);
	cr_assert_eq(n, 7);
	SEES("张三丰：已存");
	cr_assert_eq(live("visit"), 1);
	cr_assert_eq(live("aid"), 1);
	uint64_t visit = newest("visit"), aid = newest("aid");
	cr_assert_str_eq(world_value(&w, "visit", visit, "met"), "见到");
	cr_assert_str_eq(world_value(&w, "visit", visit, "date"), "2020-04-30");
	cr_assert_str_eq(world_value(&w, "visit", visit, "by"), "测试员");
	cr_assert_str_eq(world_value(&w, "aid", aid, "amount"), "50000");
	cr_assert_str_eq(world_value(&w, "aid", aid, "source"), "县");
	cr_assert_str_eq(world_value(&w, "aid", aid, "scene"), "八一");
	SEES("已走访 1");
	golden("keying-saved", world_text(&w));
}

Test(keying, five_with_the_save_key_and_two_for_the_next_in_order)
{
	answer_source();
	const char *by_name[] = {"s", "t", "f", "Enter", "F2", NULL};
	const char *next[] = {"Enter", "F2", NULL};

	cr_assert_eq(presses(by_name), 5);
	SEES("单田芳：已存");
	cr_assert_eq(presses(next), 2);
	SEES("曾子墨：已存");
	cr_assert_eq(live("visit"), 2);
	SEES("已走访 2");
}

Test(keying, the_line_with_money_goods_and_codes_by_digits)
{
	answer_source();
	world_keys(&w, "zsf Enter 2 <text 800> Enter <text 大米10公斤> Enter");
	SEES("张三丰：已存");
	uint64_t visit = newest("visit"), aid = newest("aid");
	cr_assert_str_eq(world_value(&w, "visit", visit, "met"), "家属");
	cr_assert_str_eq(world_value(&w, "aid", aid, "amount"), "80000");
	cr_assert_str_eq(world_value(&w, "aid", aid, "goods"), "大米10公斤");
	SEES("慰问金 800.00 元  实物 1 份");
}

Test(keying, nobody_met_takes_the_gift_back_and_leaves_him_on_the_list)
{
	world_keys(&w, "zsf Enter 3 F2");
	SEES("张三丰：已存");
	cr_assert_eq(live("aid"), 0);
	SEES("已走访 0");
	SEES("还有 6");
}

Test(keying, money_without_a_source_asks_for_it_and_loses_nothing)
{
	world_keys(&w, "zsf Enter F2");
	SEES("资金来源");
	cr_assert_eq(live("visit"), 0);
	world_keys(&w, "3");
	world_keys(&w, "F2");
	SEES("张三丰：已存");
	cr_assert_str_eq(world_value(&w, "aid", newest("aid"), "source"), "县");
}

Test(keying, the_form_of_one_visit)
{
	world_keys(&w, "zsf Enter");
	golden("keying-line", world_text(&w));
	world_keys(&w, "Down Down");
	SEES("实物");
}

Test(keying, a_second_visit_of_the_day_is_told_before_it_is_saved)
{
	answer_source();
	world_keys(&w, "zsf Enter F2 zsf Enter");
	SEES("这天已有 1 次走访");
	world_keys(&w, "F2");
	SEES("再按一次存盘，Esc 跳过");
	cr_assert_eq(live("visit"), 1);
	golden("keying-same-day", world_text(&w));
	world_keys(&w, "Esc");
	SEES("找人");
	cr_assert_eq(live("visit"), 1);
	world_keys(&w, "zsf Enter F2 F2");
	SEES("张三丰：已存");
	cr_assert_eq(live("visit"), 2, "knowingly");
	cr_assert_eq(live("aid"), 1, "the gift was given once");
}

Test(keying, an_earlier_line_is_corrected_without_leaving)
{
	answer_source();
	world_keys(&w, "zsf Enter F2 stf Enter F2");
	uint64_t second = newest("visit");
	world_keys(&w, "Up Up Enter");
	SEES("改：张三丰");
	golden("keying-correct", world_text(&w));
	world_keys(&w, "2 <text 300> F2");
	SEES("张三丰：已改");
	SEES("慰问金 800.00 元");
	SEES("本次 2 次 2 人");
	cr_assert_eq(live("visit"), 2);
	cr_assert_eq(newest("visit"), second);
	SEES("家属");
}

Test(keying, an_earlier_line_is_voided_and_its_line_opens)
{
	answer_source();
	world_keys(&w, "zsf Enter F2");
	SEES("已走访 1");
	world_keys(&w, "PgUp F8 y");
	SEES("已作废");
	cr_assert_eq(live("visit"), 0);
	cr_assert_eq(live("aid"), 0);
	world_keys(&w, "Esc");
	SEES("已走访 0");
	SEES("本次 0 次");
}

Test(keying, a_want_becomes_a_case_with_one_key)
{
	answer_source();
	world_keys(&w, "zsf Enter F6");
	SEES("先写诉求");
	world_keys(&w, "<text 房子漏雨> F6");
	SEES("一并转成案件");
	world_keys(&w, "F2");
	SEES("诉求已转办");
	cr_assert_eq(live("case"), 1);
	uint64_t id = newest("case");
	char text[32];
	record_id_text(id, text);
	cr_assert_str_eq(world_value(&w, "case", id, "content"), "房子漏雨");
	cr_assert_str_eq(world_value(&w, "case", id, "channel"), "走访发现");
	cr_assert_str_eq(world_value(&w, "visit", newest("visit"), "case"), text);
}

Test(keying, what_is_pinned_stays_and_enter_passes_it_by)
{
	answer_source();
	world_keys(&w, "zsf Enter Enter Enter <text 大米一袋> Ctrl-T F2");
	world_keys(&w, "stf Enter Enter Enter");
	SEES("单田芳：已存");
	cr_assert_str_eq(world_value(&w, "aid", newest("aid"), "goods"), "大米一袋");
	world_restart(&w);
	keying_push(&w.app);
	stack_paint(w.app.stack);
	world_keys(&w, "<text czm> Enter");
	SEES("大米一袋");
}

Test(keying, dates_in_shorthand)
{
	world_keys(&w, "F5 Tab <text t-1> F2");
	SEES("日期=2020-04-29");
	world_keys(&w, "zsf Enter 3 Down Down Down Down Down Down Down Down Down <text t+7> F2");
	SEES("张三丰：已存");
	cr_assert_str_eq(world_value(&w, "visit", newest("visit"), "date"), "2020-04-29");
	cr_assert_str_eq(world_value(&w, "visit", newest("visit"), "next_date"), "2020-05-07");
}

Test(keying, a_unit_and_a_household)
{
	uint64_t home =
		PUT("household", "household_no", "610927100200001", "village", "610927100200");
	world_keys(&w, "F4");
	SEES("找户");
	world_keys(&w, "F4 <text 县人武部官兵> Enter");
	SEES("部队走访");
	world_keys(&w, "F2");
	SEES("县人武部官兵：已存");
	uint64_t visit = newest("visit");
	cr_assert_str_eq(world_value(&w, "visit", visit, "other_name"), "县人武部官兵");
	cr_assert_str_eq(world_value(&w, "visit", visit, "person"), "");
	cr_assert_str_eq(world_value(&w, "visit", visit, "kind"), "部队走访");
	world_keys(&w, "F4 F4 Enter F2");
	cr_assert_eq(live("visit"), 2);
	char text[32];
	record_id_text(home, text);
	cr_assert_str_eq(world_value(&w, "visit", newest("visit"), "household"), text);
}

Test(keying, by_telephone_the_kind_follows)
{
	world_keys(&w, "F5 Tab Tab 2 F2 zsf Enter");
	SEES("电话联系");
	world_keys(&w, "Enter Ctrl-U F2");
	SEES("张三丰：已存");
	cr_assert_str_eq(world_value(&w, "visit", newest("visit"), "mode"), "电话");
	cr_assert_str_eq(world_value(&w, "visit", newest("visit"), "kind"), "电话联系");
}

Test(keying, who_went_is_picked_from_the_staff)
{
	PUT("staff", "name", "王建军", "unit", "县局", "tier", "县", "kind", "科级");
	world_keys(&w, "F5 Tab Tab Tab F4 wjj Enter");
	SEES("测试员、王建军");
	world_keys(&w, "F2 zsf Enter 3 F2");
	cr_assert_str_eq(world_value(&w, "visit", newest("visit"), "by"), "测试员、王建军");
}

Test(keying, what_is_unpinned_in_the_head_begins_anew)
{
	world_keys(&w, "F5 Tab Ctrl-T <text t-3> Tab Tab Ctrl-T F2");
	SEES("日期 2020-04-27");
	world_keys(&w, "zsf Enter 3 F2");
	SEES("张三丰：已存");
	SEES("日期 2020-04-30");
	SEES_NOT("走访人 测试员");
	cr_assert_str_eq(world_value(&w, "visit", newest("visit"), "by"), "测试员");
	cr_assert_str_eq(world_value(&w, "visit", newest("visit"), "date"), "2020-04-27");
}

Test(keying, totals_and_speed)
{
	answer_source();
	world_keys(&w, "zsf Enter <wait 60000> F2 stf Enter <wait 60000> F2");
	SEES("本次 2 次 2 人  慰问金 1,000.00 元  实物 0 份  每小时 60 条");
}

Test(keying, a_colleague_who_was_faster_is_seen_when_the_line_opens)
{
	PUT("visit", "person", "1-1", "campaign", "八一走访", "date", "2020-04-30", "by", "王建军");
	world_keys(&w, "zsf Enter");
	SEES("张三丰  已走访");
	SEES("王建军");
	SEES_NOT("500.00");
}

Test(keying, what_the_rules_warn_of_is_told_with_the_save)
{
	world_keys(&w, "stf Enter 3 Tab Tab Tab Tab Tab Tab <text 房子漏雨> F2");
	SEES("单田芳：已存；提醒：反映了诉求，请选诉求类别");
}

Test(keying, an_unreadable_answer_stays_with_its_reason)
{
	world_keys(&w, "zsf Enter Enter <text 乱写> Enter");
	SEES("乱写");
	world_keys(&w, "F2");
	cr_assert_eq(live("visit"), 0);
	SEES("乱写");
}

/* ---- what was typed survives ------------------------------------------------------------------ */

Test(keying, a_hang_up_keeps_the_line_and_the_head)
{
	world_keys(&w, "F5 Tab <text t-2> F2 zsf Enter 2 <text 750> Tab <text 棉被> <hangup>");
	world_restart(&w);
	keying_push(&w.app);
	stack_paint(w.app.stack);
	SEES("有一条没录完的走访");
	world_keys(&w, "y");
	SEES("张三丰");
	SEES("日期=2020-04-28");
	SEES("活动=八一走访");
	SEES("750.00");
	SEES("棉被");
	SEES("家属");
	world_keys(&w, "F5 Tab Tab Tab Tab Tab 3 F2");
	SEES("张三丰：已存");
	cr_assert_str_eq(world_value(&w, "aid", newest("aid"), "amount"), "75000");
	struct draft_list drafts = {0};
	struct err e = {0};
	cr_assert(draft_list(w.app.archive, &drafts, &e));
	cr_assert_eq(drafts.n, 0, "the draft went with the save");
	draft_list_free(&drafts);
}

Test(keying, a_pause_is_enough_and_the_list_of_drafts_leads_back)
{
	world_keys(&w, "zsf Enter 2 <text 750> <wait 1000> <wait 1000>");
	world_restart(&w);
	draftlist_push(&w.app);
	stack_paint(w.app.stack);
	world_keys(&w, "Enter");
	SEES("集中录入");
	SEES("750");
	SEES("张三丰");
}

Test(keying, what_was_typed_is_not_given_up_without_asking)
{
	world_keys(&w, "zsf Enter <text 2> Esc");
	SEES("放弃正在录的这一条");
	world_keys(&w, "n");
	SEES("家属");
	world_keys(&w, "PgUp");
	SEES("张三丰");
	world_keys(&w, "Esc y");
	SEES("找人");
	cr_assert_eq(live("visit"), 0);
}

/* ---- a small terminal ------------------------------------------------------------------------- */

Test(keying, works_at_60_by_16)
{
	world_keys(&w, "<size 16x60>");
	golden("keying-60x16", world_text(&w));
	world_keys(&w, "zsf Enter");
	golden("keying-line-60x16", world_text(&w));
	world_keys(&w, "3 F2");
	SEES("张三丰：已存");
}

/* ---- the campaign seen ------------------------------------------------------------------------ */

static void open_seen(void)
{
	world_open(&w, 24, 80);
	world_people(&w);
	start_campaign();
	PUT("visit", "person", "1-1", "campaign", "八一走访", "date", "2020-04-20", "by", "李卫国");
}

TestSuite(campaigns, .init = open_seen, .fini = close_world);

Test(campaigns, all_of_them_with_their_progress)
{
	PUT("campaign", "no", "2", "name", "春节走访", "kind", "春节", "from", "2020-01-01", "to",
		"2020-01-31", "area", "610927000000", "who", "age >= 20");
	campaigns_push(&w.app);
	stack_paint(w.app.stack);
	golden("campaigns", world_text(&w));
}

Test(campaigns, progress_down_to_the_names)
{
	advance_push(&w.app, campaign);
	stack_paint(w.app.stack);
	golden("advance", world_text(&w));
	world_keys(&w, "<size 16x60>");
	golden("advance-60x16", world_text(&w));
	world_keys(&w, "<size 24x80> Enter");
	golden("advance-town", world_text(&w));
	world_keys(&w, "Enter");
	golden("advance-names", world_text(&w));
	SEES("张三丰");
	SEES("已走访");
	world_keys(&w, "F5");
	SEES("都走访过了");
	world_keys(&w, "Esc");
	SEES("只看没走访的");
	SEES_NOT("张三丰");
}

Test(campaigns, a_later_arrival_is_told_and_added)
{
	advance_push(&w.app, campaign);
	stack_paint(w.app.stack);
	SEES_NOT("新增对象");
	char id[19];
	world_id(id, "61092719500101", 911);
	world_person(&w, "钱后到", id, "610927100200", "19900000010");
	world_keys(&w, "<wait 600>");
	SEES("新增对象 1 人");
	world_keys(&w, "F7");
	SEES("钱后到");
	world_keys(&w, "y");
	SEES("1 人列入名单");
	SEES("后加 1");
}

Test(campaigns, excused_with_a_reason)
{
	advance_push(&w.app, campaign);
	stack_paint(w.app.stack);
	world_keys(&w, "Down Enter Enter F8 <text 长年在外> Enter");
	SEES("已改为免访");
	SEES("长年在外");
	world_keys(&w, "Esc Esc");
	SEES("免访 1");
}

Test(campaigns, started_and_ended_with_f9)
{
	uint64_t id = PUT("campaign", "no", "2", "name", "端午走访", "kind", "常态", "from",
		"2020-04-01", "to", "2020-05-31", "area", "610927100000", "who", "age >= 20");

	advance_push(&w.app, id);
	stack_paint(w.app.stack);
	SEES("符合条件的在档对象 2 人");
	world_keys(&w, "F9");
	SEES("在档对象 2 人，现在列成名单");
	world_keys(&w, "y");
	SEES("2 人列入名单");
	cr_assert_str_eq(world_value(&w, "campaign", id, "state"), "进行");
	world_keys(&w, "F9 y");
	SEES("活动已结束");
	cr_assert_str_eq(world_value(&w, "campaign", id, "state"), "结束");
}

/* Back in the list the cursor stands on what was just made, wherever it has its place. */
Test(campaigns, the_cursor_goes_to_the_new_one)
{
	campaigns_push(&w.app);
	stack_paint(w.app.stack);
	world_keys(&w,
		"F7 <text 2020-7> Tab <text 春节> Tab <text 春节走访> Tab <text 2020-01-01> F2 "
		"Esc");
	SEES("▸ 春节走访");
}

/* Who is meant is written with completion, and what cannot be read is told while it is being filled in. */
Test(campaigns, who_is_meant_is_written_with_completion)
{
	campaigns_push(&w.app);
	stack_paint(w.app.stack);
	world_keys(&w, "F7 <text 2020-7> Tab <text 八一> Tab <text 八一走访慰问> Tab 0701 Tab 0805 "
		       "Tab Tab Tab");
	SEES("走访哪些人（F4 写条件）");
	world_keys(&w, "<text 年龄大于60> Tab");
	SEES("条件第");
	world_keys(&w, "BackTab Ctrl-U F4");
	SEES("接下来可写");
	SEES("写进表里");
	world_keys(&w, "<text 年龄 大 60> Enter");
	SEES("接下来可写"); /* it stays open with what is wrong */
	world_keys(&w, "End Ctrl-U <text 年龄 不是> Ctrl-U <text 性别 = 男> Enter");
	SEES_NOT("接下来可写");
	SEES("性别 = 男");
	world_keys(&w, "F2");
	SEES("已存盘");
}

Test(campaigns, the_roster_is_written_for_the_walk)
{
	char path[] = "/tmp/binggui-roster-XXXXXX", script[80];
	struct str text = {0};
	struct err e = {0};

	cr_assert_geq(mkstemp(path), 0);
	unlink(path);
	advance_push(&w.app, campaign);
	stack_paint(w.app.stack);
	snprintf(script, sizeof script, "F2 Enter Enter Ctrl-U <text %s> Enter", path);
	world_keys(&w, script);
	SEES("已写到");
	cr_assert(file_read(path, 1 << 20, &text, &e), "%s", e.text);
	cr_assert(strstr(text.at, "单田芳"), "%s", text.at);
	cr_assert_not(strstr(text.at, "张三丰"), "visited already");
	golden("roster", text.at);
	str_free(&text);
	unlink(path);
}

Test(campaigns, coverage_by_village_and_month_down_to_names)
{
	coverbox_push(&w.app);
	stack_paint(w.app.stack);
	SEES("@");
	golden("coverage", world_text(&w));
	world_keys(&w, "Down Down Down Down F5");
	SEES("走访到的 1 人");
	SEES("张三丰");
	world_keys(&w, "Esc Left Enter");
	SEES("没走访的 1 人");
	SEES("2020-03");
	world_keys(&w, "Esc <size 16x60>");
	golden("coverage-60x16", world_text(&w));
}

Test(campaigns, visits_owed_by_the_frequencies)
{
	PUT("visit_plan", "name", "六十岁以上", "who", "age >= 50", "every", "1", "unit", "季",
		"times", "1", "warn_days", "15");
	owedvisits_push(&w.app);
	stack_paint(w.app.stack);
	SEES("欠 1 人");
	SEES("单田芳");
	SEES_NOT("张三丰");
	golden("owed-visits", world_text(&w));
}

/* What another terminal of the same clerk is writing just now is not offered here, nor written over. */
Test(keying, a_draft_somebody_is_writing_is_left_alone)
{
	const struct def_table *t = defs_table(w.app.archive->defs, "visit");
	struct draft d = {.table = t, .slot = (uint32_t)getppid() << 8 | 1};
	struct err e = {0};

	record_set(&d.typed, def_field(t, "other_name")->number, "县人武部");
	record_set(&d.typed, 0xFFFF, "1");
	cr_assert(draft_put(w.app.archive, &d, &e), "%s", e.text);
	world_keys(&w, "F10");
	keying_push(&w.app);
	stack_paint(w.app.stack);
	SEES_NOT("接着录吗");
	d.slot = 1; /* of a terminal that is gone */
	cr_assert(draft_put(w.app.archive, &d, &e), "%s", e.text);
	world_keys(&w, "F10");
	keying_push(&w.app);
	stack_paint(w.app.stack);
	SEES("接着录吗");
	record_free(&d.typed);
}
