#include <binggui/domain/demo_cases.h>

#include <string.h>

/* Cases by the dozen: of a kind, by a channel, closed so many days later, solved or not. */
static const struct lot {
	const char *kind, *channel, *subkind, *state, *solved, *settled, *from;
	uint16_t n, gap, days, each; /* a case every gap days; each = cases of one person */
} lots[] = {
	{"帮扶援助", "走访发现", "生活困难", "办结", "是", "", "2019-03-05", 16, 22, 20, 1},
	{"优待抚恤", "窗口", "补助认定", "办结", "是", "", "2019-02-18", 14, 28, 30, 1},
	{"创业就业", "窗口", "求职", "办结", "是", "", "2019-04-02", 9, 38, 25, 1},
	{"退役安置", "来访", "岗位待遇", "办结", "是", "是", "2019-05-06", 8, 30, 45, 3},
	{"褒扬纪念", "来电", "光荣牌", "办结", "是", "", "2019-03-20", 6, 50, 10, 1},
	{"咨询建议", "窗口", "政策咨询", "办结", "是", "", "2019-06-10", 5, 60, 0, 1},
	{"其他", "领导接访", "邻里纠纷", "办结", "是", "是", "2019-07-01", 9, 27, 30, 1},
	{"退役安置", "来信", "工龄认定", "办结", "否", "", "2019-06-03", 12, 25, 55, 1},
	{"咨询建议", "窗口", "政策咨询", "办结", "", "", "2019-02-25", 24, 17, 0, 1},
	{"咨询建议", "来电", "职业指导", "办结", "", "", "2019-03-12", 10, 36, 0, 1},
	{"优待抚恤", "来访", "补助认定", "办结", "是", "是", "2018-12-20", 3, 3, 8, 1},
	{"帮扶援助", "窗口", "住房困难", "办结", "是", "", "2020-05-06", 2, 6, 5, 1},
	{"优待抚恤", "窗口", "优待证", "登记", "", "", "2020-04-20", 3, 2, 0, 1},
	{"帮扶援助", "来访", "医疗困难", "受理", "", "", "2020-03-25", 4, 7, 0, 1},
	{"创业就业", "走访发现", "贷款", "办理", "", "", "2020-03-10", 5, 8, 0, 1},
};
enum { LOTS = sizeof lots / sizeof *lots, RELIEF_CASES = 12, MOST = 24 };

/* Who was helped with relief money: 12 by way of a case, 10 by the hardship register, 3 of them both. */
enum { RELIEVED = 19, IN_BOTH = 9, TWICE = 6, IDLE = 4 };

static struct demo_person *relieved(struct demo_county *c, size_t k)
{
	return demo_draw(c, &c->veterans, 101, 19, k);
}

static struct demo_person *claimant(struct demo_county *c, size_t lot, size_t k)
{
	return lot ? demo_draw(c, &c->on_file, 31 * lot, 43, k / lots[lot].each) : relieved(c, k);
}

/* ---- cases ----------------------------------------------------------------------------------- */

static bool is_closed(const struct lot *l)
{
	return strcmp(l->state, "办结") == 0;
}

static void put_case(struct demo_county *c, size_t lot, size_t k, uint64_t *id)
{
	struct demo_maker *m = c->maker;
	const struct lot *l = &lots[lot];
	const struct demo_person *p = claimant(c, lot, k);

	if (!p)
		return;
	bool closed = is_closed(l), running = strcmp(l->state, "办理") == 0;
	const char *on = demo_day(m, l->from, (int)k * l->gap);
	const char *done = closed ? demo_day(m, on, l->days) : "";
	if (closed)
		demo_log(m, "case_step", "date", done, "opinion", "已答复本人", NULL);
	else
		demo_log(m, "case_step", "date", on, NULL);
	demo_put(m, "case", id, "case_no",
		demo_say(m, "%.6s-%zu-%02zu", c->county.code, lot + 1, k + 1), "person",
		demo_who(c, p), "accept_date", on, "channel", l->channel, "kind", l->kind,
		"subkind", l->subkind, "content",
		demo_say(m, "反映%s问题，请求帮助解决", l->subkind), "owner_tier",
		k % 3 ? "镇" : "县", "owner_dept", k % 3 ? "镇服务站" : "县退役军人事务局", "due",
		demo_day(m, on, 60), "state", running ? "受理" : l->state, "answer",
		closed ? "已按政策办理并当面答复" : "", "answer_date", done, "told_rights",
		closed ? "是" : "", "solved", l->solved, "contradiction", l->settled,
		"satisfaction",
		!closed      ? ""
		: *l->solved ? "满意"
			     : "基本满意",
		"closed_date", done, NULL);
}

/* The steps between: of old cases as their slips have them, of running ones by the flow. */
static void put_steps(struct demo_county *c, const struct lot *l, size_t k, uint64_t id)
{
	static const char *const steps[] = {"登记", "受理", "自办", "反馈"};
	struct demo_maker *m = c->maker;

	if (!id || !is_closed(l))
		return;
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		demo_put(m, "case_step", NULL, "case", demo_ref(m, id), "date",
			demo_day(m, l->from, (int)k * l->gap + (int)(l->days * i / 4)), "action",
			steps[i], "by", demo_ref(m, demo_office(c, DEMO_LEADERS + k)->id),
			"opinion", i == 3 ? "已落实" : "", NULL);
}

static void run_case(struct demo_county *c, const struct lot *l, size_t k, uint64_t id)
{
	if (!id || strcmp(l->state, "办理") != 0)
		return;
	demo_log(c->maker, "case_step", "date", demo_day(c->maker, l->from, (int)k * l->gap + 3),
		"opinion", "由镇服务站办理", NULL);
	demo_change(c->maker, "case", id, "自办", NULL);
}

/* ---- hardship -------------------------------------------------------------------------------- */

static const struct want {
	const char *kind, *state, *measures, *out_kind;
	uint16_t n;
} wants[] = {
	{"生活", "在册", "纳入临时救助，镇村每月走访", "", 6},
	{"医疗", "脱困", "医疗救助后病情好转", "病情好转", 4},
	{"住房", "在册", "申请危房改造", "", 3},
	{"住房", "脱困", "安排廉租房", "住房解决", 5},
	{"医疗", "在册", "落实大病医疗救助", "", 12},
	{"就业", "待转出", "推荐公益性岗位", "", 3},
	{"就学", "在册", "联系教育资助", "", 2},
	{"生活", "核实非困难", "", "", 3},
	{"生活", "疑似", "", "", IDLE},
};
enum { WANTS = sizeof wants / sizeof *wants, HARD = 42 };

/* Where such a record begins, and the move it has made since. */
static const char *begun(const struct want *w)
{
	return text_eq(w->state, "待转出")       ? "在册"
	       : text_eq(w->state, "核实非困难") ? "疑似"
						 : w->state;
}

static const char *moved(const struct want *w)
{
	return text_eq(w->state, "待转出")       ? "拟转出"
	       : text_eq(w->state, "核实非困难") ? "核实不困难"
						 : NULL;
}

static void put_hardship(struct demo_county *c, const struct want *w, size_t row, uint64_t *id)
{
	struct demo_maker *m = c->maker;
	const struct demo_person *p = relieved(c, IN_BOTH + row);
	bool checked = strcmp(w->state, "疑似") != 0, out = *w->out_kind;

	if (!p)
		return;
	demo_put(m, "hardship", id, "person", demo_who(c, p), "year", "2019", "kind", w->kind,
		"state", begun(w), "found_date", demo_day(m, "2019-03-01", (int)row * 6),
		"verified_date", checked ? demo_day(m, "2019-03-20", (int)row * 6) : "",
		"verified_by", checked ? demo_village_staff(c, p->village, row)->name : "", "desc",
		"因病或缺劳力，家庭支出大于收入", "measures", w->measures, "out_date",
		out ? demo_day(m, "2019-12-01", (int)row) : "", "out_kind", w->out_kind, NULL);
}

static void put_hardships(struct demo_county *c)
{
	uint64_t ids[HARD] = {0};
	size_t row = 0;

	for (size_t i = 0; i < WANTS; i++)
		for (size_t k = 0; k < wants[i].n; k++, row++)
			put_hardship(c, &wants[i], row, &ids[row]);
	if (!demo_flush(c->maker))
		return;
	row = 0;
	for (size_t i = 0; i < WANTS; i++)
		for (size_t k = 0; k < wants[i].n; k++, row++)
			if (moved(&wants[i]))
				demo_change(c->maker, "hardship", ids[row], moved(&wants[i]), NULL);
	demo_flush(c->maker);
}

/* ---- relief ---------------------------------------------------------------------------------- */

static void put_relief(
	struct demo_county *c, const struct demo_person *p, size_t k, long yuan, uint64_t solves)
{
	struct demo_maker *m = c->maker;
	const char *on = demo_day(m, "2019-04-15", (int)k * 12);

	if (!p)
		return;
	demo_put(m, "aid", NULL, "app_no", demo_say(m, "%.6s-救%02zu", c->county.code, k + 1),
		"person", demo_who(c, p), "kind", "救助资金", "scene", "日常", "source",
		k % 3 ? "县" : "专项", "target", "困难", "reason", k % 2 ? "医疗" : "生活", "asked",
		demo_yuan(m, yuan + 2000), "approved", demo_yuan(m, yuan), "date", on, "amount",
		demo_yuan(m, yuan), "by", "县退役军人事务局", "leader_rank", "科级", "village_op",
		"情况属实", "village_by", demo_village_staff(c, p->village, 0)->name,
		"village_date", demo_day(m, on, -20), "village_ok", "是", "town_op", "同意上报",
		"town_date", demo_day(m, on, -15), "town_ok", "是", "county_op", "同意救助",
		"county_date", demo_day(m, on, -8), "county_ok", "是", "public_from",
		demo_day(m, on, -7), "public_to", demo_day(m, on, -3), "public_ok", "是",
		"solves_case", demo_ref(m, solves), "state", "已发放", "pay_way", "一卡通", "acct",
		demo_say(m, "9990%09u", demo_roll(m, 1000000000)), NULL);
}

static void put_reliefs(struct demo_county *c, const uint64_t *cases)
{
	size_t k = 0;

	for (size_t i = 0; i < RELIEVED; i++)
		put_relief(c, relieved(c, i), k++, 8000, i < RELIEF_CASES ? cases[i] : 0);
	for (size_t i = 0; i < TWICE; i++) /* once more, for the same need */
		put_relief(c, relieved(c, i + 3), k++, 8000, 0);
	for (size_t i = 0; i < IDLE; i++) /* paid, but no hardship of theirs is settled */
		put_relief(c, relieved(c, IN_BOTH + HARD - IDLE + i), k++, 5000, 0);
}

void demo_cases(struct demo_county *c)
{
	uint64_t ids[LOTS][MOST] = {{0}};

	for (size_t i = 0; i < LOTS; i++)
		for (size_t k = 0; k < lots[i].n; k++)
			put_case(c, i, k, &ids[i][k]);
	put_hardships(c);
	if (!demo_flush(c->maker))
		return;
	for (size_t i = 0; i < LOTS; i++)
		for (size_t k = 0; k < lots[i].n; k++) {
			put_steps(c, &lots[i], k, ids[i][k]);
			run_case(c, &lots[i], k, ids[i][k]);
		}
	put_reliefs(c, ids[0]);
	demo_flush(c->maker);
}
