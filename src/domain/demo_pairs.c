#include <binggui/domain/demo_pairs.h>

#include <string.h>

static const char *const tiers[] = {"县", "镇", "村"};
enum { TIERS = 3, GAPS = 6, GAP_STEP = 217 };

/* Six people lack one level each. */
static bool is_gap(size_t person, size_t tier)
{
	return person % GAP_STEP == 13 && person / GAP_STEP < GAPS &&
	       person / GAP_STEP % TIERS == tier;
}

static const struct demo_staff *who(struct demo_county *c, const struct demo_person *p, size_t tier)
{
	size_t town = c->villages.at[p->village].town;

	if (tier == 0)
		return demo_office(c, p->index);
	return tier == 1 ? demo_town_staff(c, town, p->index / 7)
			 : demo_village_staff(c, p->village, p->index);
}

/* Those who are gone: how their pairs ended.  The two who left after April 2020 come first. */
static const struct {
	uint16_t from, until;
	const char *to, *reason;
} ends[] = {
	{1308, 1308, "2020-05-18", "迁出"},
	{1309, 1309, "2020-05-20", "去世"},
	{1310, 1310, "2019-10-21", "去世"},
	{1311, 1311, "2019-11-30", "去世"},
	{1312, 1312, "2020-01-05", "去世"},
};

static void put_pair(struct demo_county *c, const struct demo_person *p, size_t tier,
	const struct demo_staff *s, const char *from, const char *to, const char *reason)
{
	bool close = p->kind == KIND_DISABLED || p->kind == KIND_OLD || p->kind == KIND_MARTYR;

	demo_put(c->maker, "pairing", NULL, "person", demo_who(c, p), "tier", tiers[tier], "staff",
		demo_ref(c->maker, s->id), "from", from, "to", to, "end_reason", reason, "kind",
		close ? "重点联系" : "普遍联系", NULL);
}

static void pair(struct demo_county *c, const struct demo_person *p, size_t tier)
{
	const struct demo_staff *s = who(c, p, tier);
	const char *from = demo_day(c->maker, "2019-03-11", p->index % 20), *to = "", *reason = "";

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (p->index >= ends[i].from && p->index <= ends[i].until) {
			to = ends[i].to;
			reason = ends[i].reason;
		}
	/* Every eighth had somebody else in the village until September. */
	if (tier == 2 && p->index % 8 == 1 && p->index < DEMO_ON_FILE - 2) {
		const struct demo_staff *before = demo_village_staff(c, p->village, p->index + 1);
		put_pair(c, p, tier, before, from, "2019-09-16", "调离");
		from = "2019-09-17";
	}
	put_pair(c, p, tier, s, from, to, reason);
}

void demo_pairs(struct demo_county *c)
{
	for (size_t i = 0; i < c->n && i <= ends[4].until; i++)
		for (size_t tier = 0; tier < TIERS; tier++)
			if (!is_gap(i, tier))
				pair(c, &c->people[i], tier);
}
