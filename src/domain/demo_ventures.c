#include <binggui/domain/demo_ventures.h>

/* ---- ventures -------------------------------------------------------------------------------- */

enum { VENTURES = 104, OWNERS = 100, FIRST = 200 };
static const struct trade {
	const char *name, *kind, *industry;
} trades[] = {
	{"生猪养殖家庭农场", "家庭农场", "农林牧渔业"},
	{"魔芋种植专业合作社", "合作社", "农林牧渔业"},
	{"农家乐", "个体", "住宿和餐饮业"},
	{"黄连种植专业合作社", "合作社", "农林牧渔业"},
	{"建材经营部", "个体", "批发和零售业"},
	{"中蜂养殖家庭农场", "家庭农场", "农林牧渔业"},
	{"汽车修理厂", "个体", "居民服务修理和其他服务业"},
	{"商贸有限公司", "公司", "批发和零售业"},
};
enum { TRADES = sizeof trades / sizeof *trades };

static void put_venture(struct demo_county *c, size_t k, uint64_t *id)
{
	struct demo_maker *m = c->maker;
	const struct demo_person *p = demo_rung(c, FIRST + k % OWNERS); /* the last four own two */
	const struct trade *t = &trades[k % TRADES];
	long staff = 2 + (long)(k % 9);

	if (!p)
		return;
	demo_put(m, "venture", id, "person", demo_who(c, p), "name",
		demo_say(m, "%s%s%s", c->villages.at[p->village].name, p->name, t->name), "kind",
		t->kind, "industry", t->industry, "area", demo_village(c, p), "date",
		demo_day(m, k % 3 ? "2019-01-15" : "2016-04-01", (int)(k * 4)), "staff_n",
		demo_int(m, staff), "veteran_staff_n", demo_int(m, staff / 3), "capital",
		demo_yuan(m, 50000 + 10000 * (long)(k % 20)), "turnover",
		demo_yuan(m, 80000 + 12000 * (long)(k % 15)), "return_home", k % 2 ? "是" : "否",
		"state", k % 30 == 29 ? "停业" : "存续", NULL);
}

/* Support by item: 94 ventures in the period, some by several; the four after them too early or too late. */
static const struct support {
	const char *item, *dept, *from;
	uint16_t first, n, gap;
	long yuan;
} supports[] = {
	{"贷款", "县人社局", "2019-03-11", 0, 36, 9, 100000},
	{"税收减免", "县税务局", "2019-04-08", 30, 28, 10, 3600},
	{"农业补贴", "县农业农村局", "2019-05-15", 50, 30, 8, 5000},
	{"培训", "县退役军人事务局", "2019-06-10", 76, 12, 6, 1500},
	{"人才招聘", "县人社局", "2019-09-02", 84, 10, 12, 0},
	{"场地", "县经贸局", "2019-08-12", 10, 8, 15, 6000},
	{"贷款", "县财政局", "2018-12-24", 94, 2, 1, 50000},
	{"贷款", "县人社局", "2020-05-07", 96, 2, 4, 80000},
};

static void put_supports(struct demo_county *c, const uint64_t *ids)
{
	struct demo_maker *m = c->maker;

	for (size_t i = 0; i < sizeof supports / sizeof *supports; i++) {
		const struct support *s = &supports[i];
		for (size_t k = 0; k < s->n; k++)
			if (ids[s->first + k])
				demo_put(m, "venture_support", NULL, "venture",
					demo_ref(m, ids[s->first + k]), "date",
					demo_day(m, s->from, (int)k * s->gap), "item", s->item,
					"amount", s->yuan ? demo_yuan(m, s->yuan) : "", "dept",
					s->dept, NULL);
	}
}

/* ---- bases ----------------------------------------------------------------------------------- */

static const struct base {
	const char *name, *kind, *date, *state, *end;
} bases[] = {
	{"老兵茶业协同创新基地", "创新", "2019-04-18", "运行", ""},
	{"中药材协同创新基地", "创新", "2019-06-20", "运行", ""},
	{"电子商务协同创新基地", "创新", "2019-10-15", "运行", ""},
	{"社区工厂就业基地", "就业", "2019-05-23", "运行", ""},
	{"保安服务就业基地", "就业", "2019-08-01", "运行", ""},
	{"腊味食品创新就业基地", "创新\n就业", "2019-07-09", "运行", ""},
	{"旅游服务创新就业基地", "创新\n就业", "2020-03-30", "运行", ""},
	{"石材加工就业基地", "就业", "2019-03-12", "停止", "2019-11-20"},
	{"驾驶培训就业基地", "就业", "2020-05-15", "运行", ""},
};

static void put_bases(struct demo_county *c, const struct demo_market *market)
{
	struct demo_maker *m = c->maker;

	for (size_t i = 0; i < sizeof bases / sizeof *bases; i++)
		demo_put(m, "base", NULL, "name",
			demo_say(m, "%s%s", c->county.name, bases[i].name), "kind", bases[i].kind,
			"host", demo_ref(m, market->employers[i]), "area",
			c->towns.at[i % c->towns.n].code, "date", bases[i].date, "seats_n",
			demo_int(m, 20 + (long)i * 5), "state", bases[i].state, "end_date",
			bases[i].end, NULL);
}

/* ---- firms and poor households --------------------------------------------------------------- */

enum { HELPED = 38, FIRMS = 12 };

static void put_help(struct demo_county *c, const struct demo_market *market)
{
	struct demo_maker *m = c->maker;

	for (size_t k = 0; k < HELPED; k++) {
		size_t home = 2 + 6 * k;
		if (home < c->n && home < DEMO_HOMES)
			demo_put(m, "help_link", NULL, "employer",
				demo_ref(m, market->employers[k % FIRMS]), "household",
				demo_ref(m, c->homes[home]), "from",
				demo_day(m, "2019-04-01", (int)k * 5), "to",
				k % 9 == 8 ? "2020-01-20" : "", "project",
				k % 2 ? "魔芋代种代收" : "社区工厂务工", NULL);
	}
}

void demo_ventures(struct demo_county *c, const struct demo_market *market)
{
	uint64_t ids[VENTURES] = {0};

	for (size_t k = 0; k < VENTURES; k++)
		put_venture(c, k, &ids[k]);
	if (!demo_flush(c->maker))
		return;
	put_supports(c, ids);
	put_bases(c, market);
	put_help(c, market);
	demo_flush(c->maker);
}
