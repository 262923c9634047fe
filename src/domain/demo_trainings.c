#include <binggui/domain/demo_trainings.h>

/* ---- trainings ------------------------------------------------------------------------------- */

static const struct class
{
	const char *name, *kind, *trade, *start;
	uint16_t days;
	int8_t partner; /* of the employers; -1 = none */
} classes[] = {
	{"茶叶加工订单班", "订单式", "茶叶加工", "2019-04-22", 12, 1},
	{"保安员订单班", "订单式", "保安", "2019-06-17", 10, 2},
	{"社区工厂订单班", "订单式", "缝纫", "2019-11-11", 15, 5},
	{"家畜饲养定向班", "定向式", "养殖", "2019-07-08", 10, -1},
	{"中药材种植定向班", "定向式", "种植", "2019-09-09", 10, -1},
	{"护林防火定岗班", "定岗式", "护林", "2019-10-21", 5, 13},
	{"电工定岗班", "定岗式", "电工", "2020-04-07", 20, 6},
	{"驾驶定向班", "定向式", "驾驶", "2020-05-18", 30, 21},
};
enum { CLASSES = sizeof classes / sizeof *classes, COUNTED = 7 };

/* One class after the other takes the next; the first fifteen come to two; five leave. */
enum { FIRST = 60, END = 241, AGAIN = 15 };

static void put_class(
	struct demo_county *c, const struct demo_market *market, size_t i, uint64_t *id)
{
	struct demo_maker *m = c->maker;
	const struct class *x = &classes[i];
	uint64_t partner = x->partner < 0 ? 0 : market->employers[x->partner];

	demo_put(m, "training", id, "no", demo_say(m, "%.6s-训%zu", c->county.code, i + 1), "name",
		x->name, "year", demo_say(m, "%.4s", x->start), "kind", x->kind, "content", "技能",
		"trade", x->trade, "org", "县职教中心", "partner", demo_ref(m, partner), "place",
		"县职教中心", "plan_n", "30", "start", x->start, "end",
		demo_day(m, x->start, x->days), "subsidy", demo_yuan(m, 30000), NULL);
}

static void put_enrolment(struct demo_county *c, uint64_t class, size_t rung, bool ended)
{
	struct demo_maker *m = c->maker;
	const struct demo_person *p = demo_rung(c, rung);
	bool left = rung % 37 == 5, done = ended && !left;

	if (p)
		demo_put(m, "enrolment", NULL, "training", demo_ref(m, class), "person",
			demo_who(c, p), "result",
			left   ? "退出"
			: done ? "结业"
			       : "报名",
			"employed", done && rung < 170 ? "是" : "否", "employed_same",
			done && rung % 3 == 0 && rung < 170 ? "是" : "否", "subsidy",
			done ? demo_yuan(m, 1000) : "", NULL);
}

static void put_enrolments(struct demo_county *c, const uint64_t *ids)
{
	for (size_t k = FIRST; k < END; k++)
		put_enrolment(c, ids[k % COUNTED], k, true);
	for (size_t k = FIRST; k < FIRST + AGAIN; k++)
		put_enrolment(c, ids[(k + 1) % COUNTED], k, true);
	for (size_t k = FIRST; k < FIRST + AGAIN; k++)
		put_enrolment(c, ids[COUNTED], k, false);
}

/* ---- fairs ----------------------------------------------------------------------------------- */

static const struct fair {
	const char *name, *date, *kind;
	uint16_t firms, attend, intend, hired;
} fairs[] = {
	{"退役军人专场招聘会", "2019-04-24", "专场", 18, 210, 66, 31},
	{"八一退役军人专场招聘会", "2019-07-26", "专场", 22, 260, 74, 29},
	{"春风行动网络招聘会", "2020-03-18", "网络", 26, 320, 90, 40},
	{"返乡人员招聘会", "2018-12-23", "常规", 10, 90, 20, 8},
	{"返岗招聘会", "2020-05-09", "常规", 12, 100, 30, 11},
};
enum { FAIRS = sizeof fairs / sizeof *fairs };

static void put_fair(
	struct demo_county *c, const struct demo_market *market, size_t i, uint64_t *id)
{
	struct demo_maker *m = c->maker;
	const struct fair *f = &fairs[i];

	demo_put(m, "job_fair", id, "no", demo_say(m, "%.6s-招%zu", c->county.code, i + 1), "name",
		f->name, "date", f->date, "kind", f->kind, "place", "县文化广场", "area",
		c->towns.at[0].code, "organiser", "县退役军人事务局、县人社局", "employers_n",
		demo_int(m, f->firms), "posts_n", demo_int(m, f->firms * 9), "attend_n",
		demo_int(m, f->attend), "intend_n", demo_int(m, f->intend), "hired_n",
		demo_int(m, f->hired), NULL);
	for (size_t k = 0; k < f->firms; k++)
		demo_put(m, "fair_stand", NULL, "fair", demo_ref(m, *id), "employer",
			demo_ref(m, market->employers[(i * 3 + k) % DEMO_EMPLOYERS]), "posts_n",
			"9", "intend_n", demo_int(m, f->intend / f->firms), "hired_n",
			demo_int(m, f->hired / f->firms), NULL);
}

void demo_trainings(struct demo_county *c, const struct demo_market *market)
{
	uint64_t ids[CLASSES] = {0}, days[FAIRS] = {0};

	for (size_t i = 0; i < CLASSES; i++)
		put_class(c, market, i, &ids[i]);
	if (!demo_flush(c->maker))
		return;
	put_enrolments(c, ids);
	for (size_t i = 0; i < FAIRS; i++)
		put_fair(c, market, i, &days[i]);
	demo_flush(c->maker);
}
