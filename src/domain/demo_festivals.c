#include <binggui/domain/demo_festivals.h>

#include <string.h>

static const enum demo_campaign feasts[] = {CAMPAIGN_SPRING19, CAMPAIGN_AUGUST, CAMPAIGN_SPRING20};
static const char *const scenes[] = {"春节", "八一", "春节"};
enum { FEASTS = 3 };

/* Whom the leaders of the county went to see with money: so many times, so many people among them. */
static const struct led {
	const char *target, *reason, *kind, *unit;
	enum demo_kind whom;
	uint16_t times, people;
	long yuan;
} led[] = {
	{"在乡复员", "高龄", "走访慰问", NULL, KIND_OLD, 30, 20, 1000},
	{"参战", "参战", "走访慰问", NULL, KIND_WAR, 40, 40, 1000},
	{"伤残", "伤残", "重点走访", NULL, KIND_DISABLED, 45, 30, 1000},
	{"困难", "困难", "困难走访", NULL, KIND_SOLDIER, 47, 47, 1000},
	{"人武部官兵", "其他", "部队走访", "县人武部官兵", KIND_ARMY, 24, 24, 200},
};
enum { LED = sizeof led / sizeof *led, MOST = 64 };

static const char *day_of(struct demo_county *c, size_t feast, size_t k)
{
	return demo_day(c->maker, demo_campaign_from(feasts[feast]), 2 + (int)(k % 10));
}

static const char *leader(struct demo_county *c, size_t k)
{
	return demo_office(c, k % DEMO_LEADERS)->name;
}

/* ---- the county's leaders -------------------------------------------------------------------- */

/* The list of the festival's campaign has them, so that its progress says who is left. */
static void list_led(struct demo_county *c, uint64_t campaign, const struct led *l,
	const struct demo_person *p, uint64_t visit)
{
	struct demo_maker *m = c->maker;

	demo_put(m, "campaign_target", NULL, "campaign", demo_ref(m, campaign), "person",
		demo_who(c, p), "household", demo_home(c, p), "reason", l->reason, "state",
		"已走访", "visit", demo_ref(m, visit), NULL);
}

static void put_led(struct demo_county *c, const struct demo_campaigns *made, const struct led *l,
	size_t k, uint64_t *visit)
{
	struct demo_maker *m = c->maker;
	size_t feast = (k % l->people + k / l->people) % FEASTS; /* another one the second time */
	struct demo_person *p =
		l->unit ? NULL : demo_draw(c, &c->kinds[l->whom], 2, 5, k % l->people);

	if (!l->unit && !p)
		return;
	const char *unit = l->unit ? l->unit : "", *date = day_of(c, feast, k);
	demo_put(m, "visit", visit, "person", demo_who(c, p), "other_name", unit, "campaign",
		demo_ref(m, made->id[feasts[feast]]), "date", date, "kind", l->kind, "mode", "上门",
		"by", leader(c, k), "leader_rank", "县级领导", "met",
		k % 11 == 7 && p ? "家属" : "见到", "content", "县级领导带队慰问", NULL);
	demo_put(m, "aid", NULL, "person", demo_who(c, p), "other_name", unit, "kind", "慰问金",
		"scene", scenes[feast], "source", "县", "target", l->target, "date",
		day_of(c, feast, k), "amount", demo_yuan(m, l->yuan), "by", leader(c, k),
		"leader_rank", "县级领导", "campaign", demo_ref(m, made->id[feasts[feast]]),
		"visit", demo_ref(m, *visit), "state", "已发放", "pay_way", "现金", NULL);
	if (p)
		list_led(c, made->id[feasts[feast]], l, p, *visit);
}

/* Led, but not to be counted: nobody at home, before the period, by phone. */
static const struct odd {
	const char *date, *kind, *mode, *met;
	uint16_t times;
} odds[] = {
	{"2019-01-22", "走访慰问", "上门", "未遇", 3},
	{"2018-12-22", "走访慰问", "上门", "见到", 8},
	{"2019-08-02", "电话联系", "电话", "见到", 2},
	{"2020-05-08", "走访慰问", "上门", "见到", 5},
};

static void put_odds(struct demo_county *c)
{
	for (size_t i = 0; i < sizeof odds / sizeof *odds; i++)
		for (size_t k = 0; k < odds[i].times; k++) {
			struct demo_person *p = demo_draw(c, &c->kinds[KIND_RURAL], i * 17, 3, k);
			if (p)
				demo_put(c->maker, "visit", NULL, "person", demo_who(c, p), "date",
					odds[i].date, "kind", odds[i].kind, "mode", odds[i].mode,
					"by", leader(c, k), "leader_rank", "县级领导", "met",
					odds[i].met, NULL);
		}
}

/* ---- families of peacekeepers ---------------------------------------------------------------- */

/* Two families; the first twice, once with money each; a third is listed and not yet visited. */
static const struct peace {
	uint8_t family;
	enum demo_campaign when;
	uint16_t yuan;
	bool visited;
} peace[] = {
	{0, CAMPAIGN_AUGUST, 0, true},
	{0, CAMPAIGN_SPRING20, 5000, true},
	{1, CAMPAIGN_SPRING20, 5000, true},
	{2, CAMPAIGN_SPRING20, 0, false},
};
enum { PEACE = sizeof peace / sizeof *peace };

static void put_peace(struct demo_county *c, const struct demo_campaigns *made,
	const struct peace *x, uint64_t *visit)
{
	struct demo_maker *m = c->maker;
	struct demo_person *p = demo_draw(c, &c->kinds[KIND_FAMILY], 7, 11, x->family);
	const char *rank = x->yuan ? "县级领导" : "镇";

	if (!p)
		return;
	if (x->visited)
		demo_put(m, "visit", visit, "person", demo_who(c, p), "campaign",
			demo_ref(m, made->id[x->when]), "date",
			demo_day(m, demo_campaign_from(x->when), 6), "kind", "走访慰问", "mode",
			"上门", "by", leader(c, x->family), "leader_rank", rank, "met", "见到",
			"content", "慰问维和军人家庭", NULL);
	demo_put(m, "campaign_target", NULL, "campaign", demo_ref(m, made->id[x->when]), "person",
		demo_who(c, p), "household", demo_home(c, p), "reason", "维和军人家庭", "state",
		x->visited ? "已走访" : "未走访", "visit", demo_ref(m, *visit), NULL);
	if (x->yuan)
		demo_put(m, "aid", NULL, "person", demo_who(c, p), "household", demo_home(c, p),
			"kind", "慰问金", "scene", "维和", "source", "县", "target", "维和军人家庭",
			"date", demo_day(m, demo_campaign_from(x->when), 6), "amount",
			demo_yuan(m, x->yuan), "by", leader(c, x->family), "leader_rank", rank,
			"campaign", demo_ref(m, made->id[x->when]), "visit", demo_ref(m, *visit),
			"state", "已发放", "pay_way", "现金", NULL);
}

/* ---- what the towns gave --------------------------------------------------------------------- */

enum { TOWN_GIFTS = 150 };

static void put_gift(struct demo_county *c, const struct demo_campaigns *made, size_t k)
{
	struct demo_maker *m = c->maker;
	struct demo_person *p = demo_draw(c, &c->on_file, 21, 17, k);
	size_t feast = k % FEASTS;

	if (!p)
		return;
	bool money = k % 2;
	demo_put(m, "aid", NULL, "person", demo_who(c, p), "kind", "慰问金", "scene", scenes[feast],
		"source", "县", "target", "其他", "date", day_of(c, feast, k), "amount",
		money ? demo_yuan(m, 300) : "", "goods", money ? "" : "大米一袋食用油一桶",
		"goods_value", money ? "" : demo_yuan(m, 160), "by",
		demo_town_staff(c, c->villages.at[p->village].town, k)->name, "leader_rank",
		k % 5 ? "镇" : "科级", "campaign", demo_ref(m, made->id[feasts[feast]]), "state",
		"已发放", "pay_way", money ? "现金" : "实物", NULL);
}

void demo_festivals(struct demo_county *c, const struct demo_campaigns *made)
{
	uint64_t visits[LED][MOST] = {{0}}, calls[PEACE] = {0};

	for (size_t i = 0; i < LED; i++)
		for (size_t k = 0; k < led[i].times; k++)
			put_led(c, made, &led[i], k, &visits[i][k]);
	for (size_t i = 0; i < PEACE; i++)
		put_peace(c, made, &peace[i], &calls[i]);
	put_odds(c);
	for (size_t k = 0; k < TOWN_GIFTS; k++)
		put_gift(c, made, k);
	demo_flush(c->maker);
}
