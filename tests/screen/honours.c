#include <criterion/criterion.h>
#include <stdarg.h>
#include <string.h>

#include <binggui/schema/check.h>
#include <binggui/schema/type.h>
#include <binggui/table/table.h>
#include <lib/world.h>

/* What the flows of screens/ let through and the sentence each refusal is told in (domain rules, not the engine). */

static struct world w;
static const uint64_t FIRST = UINT64_C(1) << 40 | 1;
static uint64_t home; /* a household, made anew for each test */
static uint64_t zhang, yuchi;

struct tried {
	struct str say;
	uint64_t id; /* 0: it was refused */
};
static struct tried last;

static void put(struct record *r, const struct def_table *t, const char *name, const char *text)
{
	const struct def_field *f = def_field(t, name);
	struct str value = {0}, why = {0};

	cr_assert(f, "%s has no %s", t->name, name);
	cr_assert(type_parse(f, &w.app.archive->types, text, &value, &why), "%s=%s: %s", name, text,
		str_c(&why));
	record_set(r, f->number, str_c(&value));
	str_free(&value);
	str_free(&why);
}

/* One save: a new record (id 0) or a move (NULL = only a change) of one, with field, value pairs up to NULL. */
static uint64_t act(const char *table, uint64_t id, const char *move, ...)
{
	const struct def_table *t = defs_table(w.app.archive->defs, table);
	struct record base = {0}, r = {0}, log = {0};
	struct err e = {0};
	va_list args;

	if (id) {
		cr_assert(table_get(w.app.archive, t, id, &base, &e), "%s", e.text);
		record_copy(&r, &base);
	} else {
		check_derive(t, &r, &w.app.archive->types);
	}
	va_start(args, move);
	for (const char *name; (name = va_arg(args, const char *));) {
		bool own = def_field(t, name) != NULL;
		put(own ? &r : &log, own ? t : t->flow->log, name, va_arg(args, const char *));
	}
	va_end(args);
	struct change c = {
		.table = t, .base = id ? &base : NULL, .record = &r, .move = move, .log = &log};
	bool ok = table_save(w.app.archive, &c, 1, NULL, &e);
	str_clear(&last.say);
	for (size_t i = 0; i < c.problems.n; i++)
		if (c.problems.at[i].level == LEVEL_ERROR)
			str_addf(&last.say, "%s\n", c.problems.at[i].text);
	last.id = ok && (c.result == CHANGE_SAVED || c.result == CHANGE_MERGED) ? r.id : 0;
	change_free(&c);
	record_free(&base);
	record_free(&r);
	record_free(&log);
	return last.id;
}

#define DONE(...) cr_assert(act(__VA_ARGS__), "refused: %s", str_c(&last.say))
#define REFUSED(text, ...)                                                                         \
	do {                                                                                       \
		cr_assert_not(act(__VA_ARGS__), "not refused");                                    \
		cr_assert(                                                                         \
			strstr(str_c(&last.say), text), "no “%s” in: %s", text, str_c(&last.say)); \
	} while (0)
#define STATE(table, id, text) cr_assert_str_eq(world_value(&w, table, id, "state"), text)

static void open_world(void)
{
	world_open(&w, 24, 80);
	world_people(&w);
	zhang = FIRST;
	yuchi = zhang + 3;
	home = act("household", 0, NULL, "household_no", "H1", "village", "新华村", NULL);
	cr_assert(home);
}

static void close_world(void)
{
	str_free(&last.say);
	world_close(&w);
}

TestSuite(honours, .init = open_world, .fini = close_world);

static uint64_t hung(void)
{
	return act("plaque", 0, NULL, "household", "H1", "based_on", "张三丰", "state", "在挂",
		"hang_date", "2019-04-28", NULL);
}

static void dies(uint64_t person, const char *date)
{
	DONE("person", person, NULL, "life_state", "去世", "death_date", date, NULL);
}

static size_t events(void)
{
	return archive_count(w.app.archive, defs_table(w.app.archive->defs, "plaque_event"));
}

/* ---- plaques --------------------------------------------------------------------------------- */

Test(honours, a_plaque_is_hung_replaced_and_still_one)
{
	uint64_t p = act("plaque", 0, NULL, "household", "H1", "based_on", "张三丰", NULL);

	STATE("plaque", p, "应挂");
	REFUSED("“新发”要填“悬挂日期”", "plaque", p, "新发", NULL);
	DONE("plaque", p, "新发", "hang_date", "2020-04-20", NULL);
	STATE("plaque", p, "在挂");
	REFUSED("要填“变动原因”", "plaque", p, "更换", NULL);
	DONE("plaque", p, "更换", "reason", "破损", NULL);
	STATE("plaque", p, "在挂");
	cr_assert_eq(events(), 2);
	cr_assert_str_eq(world_value(&w, "plaque_event", FIRST, "date"), "2020-04-20");
	cr_assert_str_eq(world_value(&w, "plaque_event", FIRST + 1, "date"), "2020-04-30");
	cr_assert_eq(archive_count(w.app.archive, defs_table(w.app.archive->defs, "plaque")), 1);
}

Test(honours, an_old_plaque_is_logged_on_the_day_it_was_hung)
{
	cr_assert(hung());
	cr_assert_eq(events(), 1);
	cr_assert_str_eq(world_value(&w, "plaque_event", FIRST, "act"), "新发");
	cr_assert_str_eq(world_value(&w, "plaque_event", FIRST, "date"), "2019-04-28");
}

Test(honours, what_is_keyed_in_late_keeps_its_day)
{
	uint64_t p = act("plaque", 0, NULL, "household", "H1", "based_on", "张三丰", "state",
		"在挂", "hang_date", "2019-04-28", NULL);

	cr_assert_str_eq(world_value(&w, "plaque", p, "first_hung"), "2019-04-28");
	cr_assert_str_eq(world_value(&w, "plaque", p, "state_since"), "2019-04-28");
	DONE("plaque", p, "申请更换", "date", "2020-03-02", "reason", "破损", NULL);
	cr_assert_str_eq(world_value(&w, "plaque", p, "state_since"), "2020-03-02");
	DONE("plaque", p, "补发", "hang_date", "2020-03-20", "reason", "遗失", NULL);
	cr_assert_str_eq(world_value(&w, "plaque", p, "state_since"), "2020-03-20");
	cr_assert_str_eq(world_value(&w, "plaque", p, "first_hung"), "2019-04-28");
	DONE("plaque", p, "更换", "reason", "迁居", NULL); /* it hung and hangs */
	cr_assert_str_eq(world_value(&w, "plaque", p, "state_since"), "2020-03-20");
}

Test(honours, the_move_asks_for_its_day)
{
	act("plaque", 0, NULL, "household", "H1", "based_on", "张三丰", "state", "在挂",
		"hang_date", "2019-04-28", NULL);
	world_keys(&w, "Ctrl-P <text 光荣牌> Enter F9 <text 收回> Enter");
	cr_assert(world_sees(&w, "经办日期"), "%s", world_text(&w));
}

Test(honours, one_plaque_a_household_but_for_a_soldiers_parents)
{
	cr_assert(hung());
	REFUSED("这一户已经挂了光荣牌：一户有几个人符合条件也只挂一块", "plaque", 0, NULL,
		"household", "H1", "based_on", "单田芳", "state", "在挂", "hang_date", "2020-04-20",
		NULL);
	REFUSED("父母家另挂只限现役军人家属", "plaque", 0, NULL, "household", "H1", "based_on",
		"单田芳", "class12", "退役士兵", "exception", "现役军人父母家", NULL);
	DONE("plaque", 0, NULL, "household", "H1", "based_on", "单田芳", "class12", "现役军人家属",
		"exception", "现役军人父母家", "state", "在挂", "hang_date", "2020-04-20", NULL);
}

Test(honours, a_second_one_is_refused_when_it_is_to_be_hung)
{
	cr_assert(hung());
	uint64_t p = act("plaque", 0, NULL, "household", "H1", "based_on", "单田芳", NULL);
	REFUSED("这一户已经挂了光荣牌", "plaque", p, "新发", "hang_date", "2020-04-20", NULL);
	STATE("plaque", p, "应挂");
}

Test(honours, after_a_death_it_is_kept_not_replaced_not_issued_again)
{
	uint64_t p = hung();

	REFUSED("对象没有登记去世", "plaque", p, "保留", NULL);
	dies(zhang, "2020-03-02");
	REFUSED("对象去世后光荣牌保留不更换", "plaque", p, "更换", "reason", "破损", NULL);
	REFUSED("对象去世后光荣牌保留不更换", "plaque", p, "申请更换", "reason", "破损", NULL);
	REFUSED("不再补发", "plaque", p, "补发", "reason", "遗失", NULL);
	if (strcmp(world_value(&w, "plaque", p, "state"), "保留不更换") != 0)
		DONE("plaque", p, "保留", NULL);
	REFUSED("现在是“保留不更换”，不能“更换”", "plaque", p, "更换", "reason", "破损", NULL);
}

Test(honours, who_died_before_the_rule_has_no_plaque)
{
	uint64_t p = act("plaque", 0, NULL, "household", "H1", "based_on", "张三丰", NULL);

	dies(zhang, "2018-07-28");
	REFUSED("2018年7月29日以前去世", "plaque", p, "新发", "hang_date", "2020-04-20", NULL);
	uint64_t q = act("plaque", 0, NULL, "household", "H1", "based_on", "尉迟恭", NULL);
	dies(yuchi, "2018-07-29");
	DONE("plaque", q, "新发", "hang_date", "2020-04-20", NULL);
}

Test(honours, cancelling_needs_one_of_three_reasons_and_who_approved)
{
	uint64_t p = hung();

	REFUSED("“取消”要填“变动原因”", "plaque", p, "取消", NULL);
	REFUSED("“取消”要填“批准人”", "plaque", p, "取消", "reason", "刑事处罚", NULL);
	REFUSED("收回、取消只限三种情形", "plaque", p, "取消", "reason", "破损", "approver",
		"王建军", NULL);
	DONE("plaque", p, "取消", "reason", "刑事处罚", "approver", "王建军", NULL);
	STATE("plaque", p, "已取消");
	REFUSED("恢复悬挂的原因只能是已经改正", "plaque", p, "恢复", "reason", "破损", "approver",
		"王建军", NULL);
	REFUSED("“恢复”要填“批准人”", "plaque", p, "恢复", "reason", "改正", NULL);
	DONE("plaque", p, "恢复", "reason", "改正", "approver", "王建军", NULL);
	STATE("plaque", p, "在挂");
}

/* ---- cards ----------------------------------------------------------------------------------- */

Test(honours, a_card_goes_from_the_application_to_its_owner)
{
	uint64_t c = act("card", 0, NULL, "person", "张三丰", "kind", "退役军人", NULL);

	cr_assert(c, "%s", str_c(&last.say));
	REFUSED("一人只发一张优待证", "card", 0, NULL, "person", "张三丰", "kind", "三属", NULL);
	REFUSED("不能“发放”", "card", c, "发放", NULL);
	DONE("card", c, "审核", "checked_by", "王建军", "check_date", "2020-04-30", NULL);
	DONE("card", c, "送制", NULL);
	DONE("card", c, "到卡", "made_date", "2020-04-30", NULL);
	REFUSED("“发放”要填“签收人”", "card", c, "发放", "issued_date", "2020-04-30", NULL);
	DONE("card", c, "发放", "issued_date", "2020-04-30", "sign_by", "张三丰", NULL);
	REFUSED("“补领”要填“变动原因”", "card", c, "补领", NULL);
	DONE("card", c, "停用", NULL);
	DONE("card", 0, NULL, "person", "张三丰", "kind", "三属", NULL);
}

Test(honours, no_card_for_the_dead)
{
	uint64_t c = act("card", 0, NULL, "person", "张三丰", "kind", "退役军人", NULL);

	dies(zhang, "2020-03-02");
	if (strcmp(world_value(&w, "card", c, "state"), "申请") != 0)
		return; /* the death itself has stopped it */
	REFUSED("对象已经去世，不再办理优待证", "card", c, "审核", "checked_by", "王建军",
		"check_date", "2020-04-30", NULL);
}

/* ---- good news and honours ------------------------------------------------------------------- */

Test(honours, good_news_has_thirty_days)
{
	uint64_t g = act("goodnews", 0, NULL, "person", "张三丰", "grade", "三等功", "receive_date",
		"2020-04-01", NULL);

	cr_assert_str_eq(world_value(&w, "goodnews", g, "deadline"), "2020-05-01");
	DONE("goodnews", g, "领取", NULL);
	REFUSED("“送达”要填“送达日期”", "goodnews", g, "送达", NULL);
	DONE("goodnews", g, "送达", "deliver_date", "2020-04-20", "by", "李卫国", NULL);
	STATE("goodnews", g, "已送达");
}

Test(honours, a_round_needs_its_notice_and_the_look_at_former_winners)
{
	uint64_t h = act("honor", 0, NULL, "winner", "个人", "person", "张三丰", "title",
		"最美退役军人", "level", "县", "year", "2020", NULL);

	cr_assert(h, "%s", str_c(&last.say));
	REFUSED("不能“表彰”", "honor", h, "表彰", "date", "2020-04-30", NULL);
	DONE("honor", h, "初审", NULL);
	DONE("honor", h, "联审", NULL);
	REFUSED("“公示”要填“联审意见”", "honor", h, "公示", NULL);
	REFUSED("公示不少于5个工作日", "honor", h, "公示", "joint_check", "无异议", "public_from",
		"2020-04-20", "public_to", "2020-04-23", NULL);
	DONE("honor", h, "公示", "joint_check", "无异议", "public_from", "2020-04-20", "public_to",
		"2020-04-30", NULL);
	REFUSED("公示期还没有满", "honor", h, "表彰", NULL);
	REFUSED("“公示结束”由办理写", "honor", h, NULL, "public_to", "2020-04-26", NULL);
	DONE("honor", h, "重新公示", "public_to", "2020-04-26", NULL);
	REFUSED("表彰前要查往届名单", "honor", h, "表彰", "date", "2020-04-30", NULL);
	DONE("honor", h, "表彰", "date", "2020-04-30", "past_winner_check", "是", NULL);
	STATE("honor", h, "表彰");
}

Test(honours, who_fails_is_told_why)
{
	uint64_t h = act("honor", 0, NULL, "winner", "单位", "unit", "镇坪县人民医院", "title",
		"拥军模范单位", "level", "县", "year", "2020", NULL);

	REFUSED("“未通过”要填“未通过原因”", "honor", h, "未通过", NULL);
	DONE("honor", h, "未通过", "fail_reason", "联审有异议", NULL);
}

/* ---- employment ------------------------------------------------------------------------------ */

Test(honours, a_referral_that_ends_in_work_says_when_and_where)
{
	DONE("employer", 0, NULL, "name", "某茶业公司", NULL);
	DONE("post", 0, NULL, "employer", "某茶业公司", "title", "茶园管理员", NULL);
	uint64_t r = act("referral", 0, NULL, "person", "张三丰", "post", "茶园管理员", NULL);
	cr_assert(r, "%s", str_c(&last.say));
	REFUSED("“录用”要填“录用日期”", "referral", r, "录用", NULL);
	DONE("referral", r, "录用", "hired_date", "2020-04-30", "county_in", "是", NULL);
	cr_assert_str_eq(world_value(&w, "referral", r, "result"), "录用");
}

Test(honours, a_seeker_has_one_open_registration)
{
	uint64_t s = act("seeker", 0, NULL, "person", "张三丰", "want_trade", "保安", NULL);

	cr_assert(s, "%s", str_c(&last.say));
	REFUSED("已经有一份没办完的求职登记", "seeker", 0, NULL, "person", "张三丰", "want_trade",
		"保安", NULL);
	DONE("seeker", s, "就业", NULL);
	DONE("seeker", 0, NULL, "person", "张三丰", "want_trade", "保安", NULL);
}
