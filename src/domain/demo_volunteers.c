#include <binggui/domain/demo_volunteers.h>

/* ---- activities ------------------------------------------------------------------------------ */

/*
 * On the front: 462 veterans, many in two activities, and 56 cadres, six of whom are veterans
 * themselves.  Other kinds and other times must not count.
 */
static const struct activity {
	const char *kind, *name, *from, *to;
	uint16_t first, n;
} activities[] = {
	{"值班值守", "疫情防控卡点值守", "2020-01-27", "2020-03-10", 0, 200},
	{"病毒消杀", "村组院落消杀", "2020-02-03", "2020-02-28", 150, 200},
	{"宣传动员", "疫情防控宣传动员", "2020-02-05", "2020-03-15", 300, 162},
	{"政策宣传", "退役军人政策宣传月", "2019-05-06", "2019-05-31", 600, 60},
	{"环境整治", "清洁家园", "2019-04-08", "2019-04-12", 480, 40},
	{"值班值守", "复学值守", "2020-05-11", "2020-05-29", 700, 20},
	{"宣传动员", "服务站挂牌宣传", "2018-12-19", "2018-12-20", 720, 10},
};
enum { ACTIVITIES = sizeof activities / sizeof *activities, FRONT = 3, CADRES = 56 };

static void put_teams(struct demo_county *c, uint64_t *ids)
{
	for (size_t i = 0; i < ACTIVITIES; i++) {
		const struct demo_area *a = &c->towns.at[i % c->towns.n];
		const struct demo_person *p = demo_draw(c, &c->veterans, 33, 71, i);
		demo_put(c->maker, "team", &ids[i], "name",
			demo_say(c->maker, "%s老兵志愿服务%zu队", a->full, i / c->towns.n + 1),
			"leader", demo_who(c, p), "area", a->code, "set_date", "2019-03-05", NULL);
	}
	demo_flush(c->maker);
}

static void put_activity(struct demo_county *c, size_t i, uint64_t team, uint64_t *id)
{
	struct demo_maker *m = c->maker;
	const struct activity *a = &activities[i];

	demo_put(m, "activity", id, "no", demo_say(m, "%.6s-志%zu", c->county.code, i + 1), "name",
		a->name, "kind", a->kind, "team", demo_ref(m, team), "from", a->from, "to", a->to,
		"area", c->county.code, "party_lead", "是", NULL);
	for (size_t k = 0; k < a->n; k++) {
		const struct demo_person *p = demo_draw(c, &c->veterans, 27, 31, a->first + k);
		if (p)
			demo_put(m, "participation", NULL, "activity", demo_ref(m, *id), "person",
				demo_who(c, p), "role", "退役军人", "hours",
				demo_int(m, 4 + (long)(k * 7 % 60)), NULL);
	}
}

/* The six cadres with a file of their own were there as cadres; three had signed up as veterans as well. */
static void put_cadres(struct demo_county *c, const uint64_t *ids)
{
	struct demo_maker *m = c->maker;
	size_t veterans = 0, plain = 0;

	for (size_t i = 0; i < c->staff.n; i++) {
		const struct demo_staff *s = &c->staff.at[i];
		bool own = s->person < DEMO_PEOPLE;
		if (!own && (i < DEMO_LEADERS || plain++ >= CADRES - 6))
			continue;
		demo_put(m, "participation", NULL, "activity", demo_ref(m, ids[i % FRONT]), "staff",
			demo_ref(m, s->id), "role", "系统干部", "hours", "40", NULL);
		if (own && veterans++ < 3)
			demo_put(m, "participation", NULL, "activity", demo_ref(m, ids[4]), "staff",
				demo_ref(m, s->id), "role", "系统干部", "hours", "6", NULL);
	}
}

/* ---- donations ------------------------------------------------------------------------------- */

/* 312 veterans: 308 on file and four known by name; 832000 yuan in money and goods. */
static const struct gift {
	const char *purpose, *from, *goods;
	uint16_t first, n;
	uint16_t yuan, step; /* and a step more for each of the next three */
	bool veteran, named;
} gifts[] = {
	{"疫情防控", "2020-02-01", "", 0, 280, 1000, 1000, true, false},
	{"疫情防控", "2020-02-04", "口罩消毒液", 280, 28, 3000, 0, true, false},
	{"疫情防控", "2020-02-06", "", 0, 20, 2000, 0, true, false}, /* once more */
	{"疫情防控", "2020-02-10", "", 0, 4, 2000, 0, true, true},
	{"疫情防控", "2020-02-12", "", 4, 20, 5000, 0, false, true},
	{"关爱基金", "2019-06-01", "", 500, 12, 500, 0, true, false},
	{"疫情防控", "2020-05-06", "", 400, 6, 1000, 0, true, false},
};

static const char *const givers[] = {"刘老兵", "陈老兵", "杨老兵", "何老兵", "宏达商贸公司",
	"秦巴药业", "县商会", "南江茶业", "鑫源超市", "县农商银行", "飞渡峡旅游公司", "县水电公司",
	"平安运输队", "腊味合作社", "县建筑公司", "城关宾馆", "县石料厂", "富民农机行", "县加油站",
	"长江建材", "县医药公司", "大河饮品", "县驾校", "明珠酒店"};

static void put_gift(struct demo_county *c, const struct gift *g, size_t k)
{
	struct demo_maker *m = c->maker;
	const struct demo_person *p =
		g->named ? NULL : demo_draw(c, &c->veterans, 19, 41, g->first + k);
	const char *value = demo_yuan(m, g->yuan + (long)(k % 4) * g->step);
	bool goods = *g->goods;

	if (!p && !g->named)
		return;
	demo_put(m, "donation", NULL, "person", demo_who(c, p), "donor",
		p ? "" : givers[(g->first + k) % 24], "is_veteran", g->veteran ? "是" : "否",
		"date", demo_day(m, g->from, (int)(k % 25)), "kind", goods ? "物资" : "现金",
		"amount", goods ? "" : value, "goods", g->goods, "goods_value", goods ? value : "",
		"purpose", g->purpose, "receiver", "县红十字会", NULL);
}

void demo_volunteers(struct demo_county *c)
{
	uint64_t teams[ACTIVITIES] = {0}, ids[ACTIVITIES] = {0};

	put_teams(c, teams);
	for (size_t i = 0; i < ACTIVITIES; i++)
		put_activity(c, i, teams[i], &ids[i]);
	put_cadres(c, ids);
	for (size_t i = 0; i < sizeof gifts / sizeof *gifts; i++)
		for (size_t k = 0; k < gifts[i].n; k++)
			put_gift(c, &gifts[i], k);
	demo_flush(c->maker);
}
