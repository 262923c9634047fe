#include <binggui/domain/demo_aid.h>

#include <stdlib.h>

/* ---- the care fund --------------------------------------------------------------------------- */

static const struct income {
	const char *year, *source, *date;
	long yuan;
} incomes[DEMO_FUNDS] = {
	{"2018", "县", "2018-12-20", 5000},
	{"2019", "省", "2019-01-25", 60000},
	{"2019", "市", "2019-02-15", 44000},
	{"2019", "县", "2019-01-18", 60000},
	{"2019", "社会捐赠", "2019-02-02", 12000},
	{"2020", "省", "2020-01-06", 25000},
	{"2020", "市", "2020-01-06", 18000},
	{"2020", "县", "2020-01-03", 25000},
};

/* What was given from it: 60000, 44000 and 50000 until April 2020; the rest must not be counted. */
static const struct grant {
	const char *source, *from;
	uint16_t n, gap;
	long yuan;
} grants[] = {
	{"省", "2019-03-04", 20, 18, 3000},
	{"市", "2019-03-18", 11, 30, 4000},
	{"县", "2018-12-28", 1, 1, 2500},
	{"县", "2019-02-20", 19, 21, 2500},
	{"捐赠", "2019-06-05", 2, 90, 1500},
	{"县", "2020-05-12", 1, 1, 2500},
};
enum { GRANTS = sizeof grants / sizeof *grants };

/* One book for all counties of a store: a fund of a year and source stands once. */
static void put_funds(struct demo_county *c)
{
	struct demo_maker *m = c->maker;

	for (size_t i = 0; i < DEMO_FUNDS && c->number == 0; i++)
		demo_put(m, "fund", &c->funds[i], "year", incomes[i].year, "source",
			incomes[i].source, "budget", demo_yuan(m, incomes[i].yuan), NULL);
	if (!demo_flush(m))
		return;
	for (size_t i = 0; i < DEMO_FUNDS; i++)
		demo_put(m, "fund_move", NULL, "fund", demo_ref(m, c->funds[i]), "date",
			incomes[i].date, "in_out", "收入", "kind", i == 4 ? "捐入" : "拨入",
			"amount", demo_yuan(m, incomes[i].yuan), "voucher",
			demo_say(m, "收%.6s%zu", c->county.code, i + 1), NULL);
	demo_flush(m);
}

static uint64_t fund_of(struct demo_county *c, const char *source, const char *date)
{
	const char *name = text_eq(source, "捐赠") ? "社会捐赠" : source;

	for (size_t i = 0; i < DEMO_FUNDS; i++)
		if (text_eq(incomes[i].source, name) && text_starts(date, incomes[i].year))
			return c->funds[i];
	return 0;
}

/* What is paid from a fund is taken from it in the same save, by the flow of the register. */
static void put_grant(struct demo_county *c, const struct grant *g, size_t k, struct demo_person *p)
{
	struct demo_maker *m = c->maker;
	const char *on = demo_day(m, g->from, (int)k * g->gap);
	const char *fund = demo_ref(m, fund_of(c, g->source, on));

	demo_put(m, "aid", NULL, "person", demo_who(c, p), "kind", "关爱基金", "scene", "日常",
		"source", g->source, "target", "困难", "reason", k % 2 ? "医疗" : "生活", "asked",
		demo_yuan(m, g->yuan + 1000), "approved", demo_yuan(m, g->yuan), "date", on,
		"amount", demo_yuan(m, g->yuan), "by", "县退役军人事务局", "leader_rank", "科级",
		"fund", fund, "county_op", "同意", "county_date", demo_day(m, on, -6), "county_ok",
		"是", "state", "已发放", "pay_way", "一卡通", "acct",
		demo_say(m, "9990%09u", demo_roll(m, 1000000000)), NULL);
}

static void put_grants(struct demo_county *c)
{
	size_t drawn = 0;

	for (size_t i = 0; i < GRANTS; i++)
		for (size_t k = 0; k < grants[i].n; k++) {
			struct demo_person *p = demo_draw(c, &c->veterans, 61, 29, drawn++);
			if (p)
				put_grant(c, &grants[i], k, p);
		}
	demo_flush(c->maker);
}

/* Two that are still being dealt with: asked for, and looked at by the village. */
static void put_asked(struct demo_county *c)
{
	struct demo_maker *m = c->maker;
	uint64_t ids[2] = {0};

	for (size_t k = 0; k < 2; k++) {
		struct demo_person *p = demo_draw(c, &c->veterans, 77, 31, k);
		if (p)
			demo_put(m, "aid", &ids[k], "person", demo_who(c, p), "kind", "关爱基金",
				"scene", "日常", "target", "困难", "reason", "医疗", "asked",
				demo_yuan(m, 5000), "state", "申请", NULL);
	}
	if (!demo_flush(m))
		return;
	demo_change(m, "aid", ids[0], "村级审核", "village_op", "情况属实", "village_by",
		demo_village_staff(c, 0, 0)->name, "village_date", "2020-04-16", "village_ok", "是",
		NULL);
	demo_flush(m);
}

/* ---- medical aid ----------------------------------------------------------------------------- */

enum { SICK = 40, BILLS = 46, BILLS_MOST = 48 };
static const char *const illnesses[] = {
	"脑梗死", "肺部感染", "冠心病", "胃溃疡", "腰椎间盘突出", "糖尿病"};

/* Forty people, six of them twice; two bills of May come on top. */
static void put_bill(struct demo_county *c, size_t k, uint64_t *id)
{
	struct demo_maker *m = c->maker;
	struct demo_person *p = demo_draw(c, &c->on_file, 211, 59, k % SICK);
	const char *on = k < BILLS ? demo_day(m, "2019-03-10", (int)k * 8)
				   : demo_day(m, "2020-05-09", (int)(k - BILLS));
	long total = 12000 + 500 * (long)(k % 17), insured = total * 6 / 10,
	     relief = 1500 + 100 * (long)(k % 9);

	if (!p)
		return;
	demo_put(m, "medical", id, "person", demo_who(c, p), "date", on, "hospital", "镇坪县医院",
		"disease", illnesses[k % 6], "total", demo_yuan(m, total), "insured",
		demo_yuan(m, insured), "self_pay", demo_yuan(m, total - insured), "relief",
		demo_yuan(m, relief), "source", "大病医疗救助", "cert_ok", "是", NULL);
	demo_put(m, "aid", NULL, "person", demo_who(c, p), "kind", "医疗救助", "scene", "日常",
		"source", k % 4 ? "县" : "专项", "target", "困难", "reason", "医疗", "asked",
		demo_yuan(m, relief), "approved", demo_yuan(m, relief), "date", demo_day(m, on, 12),
		"amount", demo_yuan(m, relief), "by", "县退役军人事务局", "medical",
		demo_ref(m, *id), "state", "已发放", "pay_way", "一卡通", "acct",
		demo_say(m, "9990%09u", demo_roll(m, 1000000000)), NULL);
}

void demo_aid(struct demo_county *c)
{
	uint64_t bills[BILLS_MOST] = {0};

	put_funds(c);
	put_grants(c);
	put_asked(c);
	for (size_t k = 0; k < BILLS_MOST; k++)
		put_bill(c, k, &bills[k]);
	demo_flush(c->maker);
}
