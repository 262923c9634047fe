#include <binggui/domain/demo_plaques.h>

/*
 * One plaque to a household.  Of these ten something is to be told: none yet, taken back, taken back
 * only after April 2020, kept though its soldier died, or a second one at the house of a serving
 * soldier's parents.
 */
enum { KEPT = 248, DEAD = 1310, TOLD = 700, NO_PLAQUE = 708, PARENTS = 710, PLAIN = 717 };
static const struct turn {
	uint16_t home;
	const char *begins, *move, *reason, *approver, *date;
} turns[] = {
	{700, "应挂", NULL, "", "", ""},
	{701, "应挂", NULL, "", "", ""},
	{702, "申请", NULL, "", "", "2020-04-13"},
	{703, "在挂", "申请更换", "破损", "", "2020-04-07"},
	{704, "在挂", "申请更换", "迁居", "", "2020-04-20"},
	{KEPT, "在挂", "保留", "对象去世", "", "2019-12-09"},
	{706, "在挂", "收回", "刑事处罚", "局长", "2019-12-16"},
	{707, "在挂", "取消", "治安处罚", "局长", "2020-03-02"},
	{709, "在挂", "收回", "刑事处罚", "局长", "2020-05-11"},
	{711, "在挂", "补发", "遗失", "", "2019-09-03"},
	{712, "在挂", "补发", "遗失", "", "2019-10-15"},
	{713, "在挂", "补发", "遗失", "", "2019-11-05"},
	{714, "在挂", "补发", "遗失", "", "2020-01-09"},
	{715, "在挂", "申请更换", "破损", "", "2020-05-12"},
	{716, "在挂", "申请更换", "户籍变", "", "2020-05-19"},
};
enum { TURNS = sizeof turns / sizeof *turns };

/* Elsewhere every so many is replaced after some months: asked for first, then done. */
enum { REPLACE_EACH = 23, REPLACE_AT = 11 };

static const struct turn *turn_of(size_t home)
{
	for (size_t i = 0; i < TURNS; i++)
		if (turns[i].home == home)
			return &turns[i];
	return NULL;
}

static bool is_replaced(size_t home)
{
	return home % REPLACE_EACH == REPLACE_AT && (home < TOLD || home >= PLAIN);
}

static void put_plaque(struct demo_county *c, size_t home, bool parents, uint64_t *id)
{
	struct demo_maker *m = c->maker;
	const struct demo_person *p = &c->people[home];
	const struct turn *t = parents ? NULL : turn_of(home);
	const char *state = t ? t->begins : "在挂";
	bool hung = text_eq(state, "在挂"), asked = text_eq(state, "申请");

	if (asked)
		demo_log(m, "plaque_event", "date", t->date, NULL);
	demo_put(m, "plaque", id, "household", demo_home(c, p), "plaque_no",
		demo_say(m, "%.6s%05zu%s", c->county.code, home + 1, parents ? "附" : ""),
		"based_on", demo_who(c, home == KEPT && DEAD < c->n ? &c->people[DEAD] : p),
		"class12", parents ? "现役军人家属" : demo_kinds[p->kind].class12, "exception",
		parents ? "现役军人父母家" : "无", "state", state, "hang_date",
		hung ? demo_day(m, "2019-01-20", (int)(home % 95)) : "", "apply_date",
		asked ? t->date : "", "place_memo", hung ? "大门右侧" : "", "hang_by",
		hung ? demo_village_staff(c, p->village, home)->name : "", NULL);
}

static void put_all(struct demo_county *c, uint64_t *ids, uint64_t *second)
{
	for (size_t i = 0; i < c->n && i < DEMO_HOMES; i++)
		if (i != NO_PLAQUE)
			put_plaque(c, i, false, &ids[i]);
	if (PARENTS < c->n)
		put_plaque(c, PARENTS, true, second);
}

static void move(struct demo_county *c, uint64_t id, const char *act, const char *date,
	const char *reason, const char *approver)
{
	demo_log(c->maker, "plaque_event", "date", date, "reason", reason, "approver", approver,
		NULL);
	demo_change(c->maker, "plaque", id, act, NULL);
}

static void turn_all(struct demo_county *c, const uint64_t *ids)
{
	for (size_t i = 0; i < TURNS; i++)
		if (turns[i].move && ids[turns[i].home] && (turns[i].home != KEPT || DEAD < c->n))
			move(c, ids[turns[i].home], turns[i].move, turns[i].date, turns[i].reason,
				turns[i].approver);
	for (size_t i = 0; i < DEMO_HOMES; i++)
		if (is_replaced(i) && ids[i])
			move(c, ids[i], "申请更换",
				demo_day(c->maker, "2019-07-02", (int)(i % 120)), "破损", "");
}

static void replace_all(struct demo_county *c, const uint64_t *ids)
{
	for (size_t i = 0; i < DEMO_HOMES; i++)
		if (is_replaced(i) && ids[i])
			move(c, ids[i], "更换", demo_day(c->maker, "2019-08-05", (int)(i % 120)),
				"破损", "");
}

void demo_plaques(struct demo_county *c)
{
	uint64_t ids[DEMO_HOMES] = {0}, second = 0;

	put_all(c, ids, &second);
	if (!demo_flush(c->maker))
		return;
	turn_all(c, ids);
	if (!demo_flush(c->maker))
		return;
	replace_all(c, ids);
	demo_flush(c->maker);
}
