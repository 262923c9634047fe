#include <figures/hand.h>

#include <string.h>

/* ---- stations and people --------------------------------------------------------------------- */

static int64_t stations(struct ledgers *l, const char *level, const char *kind)
{
	int64_t n = 0;

	ledger_each (l, "station", r)
		n += is(r, "level", level) && (!kind || is(to(r, "area"), "kind", kind)) &&
		     not_after(of(r, "opened")) && (!*of(r, "closed") || after(of(r, "closed")));
	return n;
}

static int64_t town_stations(struct ledgers *l)
{
	return stations(l, "镇站", NULL);
}

static int64_t village_stations(struct ledgers *l)
{
	return stations(l, "村站", "村");
}

static int64_t community_stations(struct ledgers *l)
{
	return stations(l, "村站", "社区");
}

static int64_t tiers(struct ledgers *l)
{
	return (stations(l, "县中心", NULL) > 0) + (town_stations(l) > 0) +
	       (stations(l, "村站", NULL) > 0);
}

static bool filed(const struct ledger_row *p)
{
	return not_after(of(p, "collect_date")) &&
	       (is(p, "life_state", "在档") ||
		       (is(p, "life_state", "去世") && after(of(p, "death_date"))) ||
		       (is(p, "life_state", "迁出") && after(of(p, "out_date"))));
}

static int64_t on_file(struct ledgers *l)
{
	struct map set = {0};

	ledger_each (l, "identity", r)
		if (!among(r, "bpt_state", "不予认定 取消") && not_after(of(r, "approve_date")) &&
			filed(to(r, "person")))
			hand_note(&set, "", of(r, "person"));
	return hand_size(&set);
}

static int64_t paired(struct ledgers *l)
{
	static const char *const levels[] = {"县", "镇", "村"};
	struct map sets[3] = {{0}};
	int64_t n = 0;

	ledger_each (l, "pairing", r)
		for (int i = 0; i < 3; i++)
			if (is(r, "tier", levels[i]) && not_after(of(r, "from")) &&
				(!*of(r, "to") || after(of(r, "to"))))
				map_put(&sets[i], of(r, "person"), l);
	ledger_each (l, "person", p)
		n += map_has(&sets[0], p->id) && map_has(&sets[1], p->id) &&
		     map_has(&sets[2], p->id);
	for (int i = 0; i < 3; i++)
		map_free(&sets[i]);
	return n;
}

static int64_t visited(struct ledgers *l)
{
	struct map set = {0};

	ledger_each (l, "visit", r)
		if (*of(r, "person") && within(of(r, "date")) && !is(r, "met", "未遇") &&
			among(to(r, "campaign"), "kind", "大走访大慰问送温暖 干群夜谈"))
			hand_note(&set, "", of(r, "person"));
	return hand_size(&set);
}

/* ---- thought --------------------------------------------------------------------------------- */

static int64_t rolemodels(struct ledgers *l)
{
	struct map set = {0};

	ledger_each (l, "rolemodel", r)
		if (not_after(of(r, "date")) &&
			(is(r, "state", "在册") || after(of(r, "out_date"))))
			hand_note(&set, "", of(r, "person"));
	return hand_size(&set);
}

static void note_helper(struct map *set, const struct ledger_row *r)
{
	const char *own = of(to(r, "staff"), "person");

	if (*of(r, "person"))
		hand_note(set, "person", of(r, "person"));
	else if (*own)
		hand_note(set, "person", own);
	else
		hand_note(set, "staff", of(r, "staff"));
}

static int64_t helpers(struct ledgers *l, const char *kinds)
{
	struct map set = {0};

	ledger_each (l, "participation", r) {
		const struct ledger_row *a = to(r, "activity");
		if (within(of(a, "from")) && (!kinds || among(a, "kind", kinds)))
			note_helper(&set, r);
	}
	return hand_size(&set);
}

static int64_t volunteers(struct ledgers *l)
{
	return helpers(l, "值班值守 病毒消杀 宣传动员");
}

static int64_t volunteer_people(struct ledgers *l)
{
	return helpers(l, NULL);
}

static bool gave(const struct ledger_row *r)
{
	return is(r, "is_veteran", "是") && is(r, "purpose", "疫情防控") && within(of(r, "date"));
}

static int64_t donors(struct ledgers *l)
{
	struct map set = {0};

	ledger_each (l, "donation", r)
		if (gave(r))
			hand_note(&set, *of(r, "person") ? "file" : "name",
				*of(r, "person") ? of(r, "person") : of(r, "donor"));
	return hand_size(&set);
}

static int64_t donated(struct ledgers *l)
{
	int64_t fen = 0;

	ledger_each (l, "donation", r)
		fen += gave(r) ? hand_number(of(r, "amount")) + hand_number(of(r, "goods_value"))
			       : 0;
	return fen;
}

static int64_t honors(struct ledgers *l, const char *winner)
{
	int64_t n = 0;

	ledger_each (l, "honor", r)
		n += is(r, "state", "表彰") && within(of(r, "date")) &&
		     (!winner || is(r, "winner", winner));
	return n;
}

static int64_t all_honors(struct ledgers *l)
{
	return honors(l, NULL);
}

static int64_t honor_people(struct ledgers *l)
{
	return honors(l, "个人");
}

static int64_t honor_families(struct ledgers *l)
{
	return honors(l, "家庭"); /* none of them twice */
}

static int64_t honor_units(struct ledgers *l)
{
	return honors(l, "单位");
}

static int64_t members(struct ledgers *l, const char *lost, const char *settled)
{
	int64_t n = 0;

	ledger_each (l, "party", r)
		n += not_after(of(r, "join_date")) && (!lost || is(r, "lost", lost)) &&
		     (!settled || is(r, "settled", settled));
	return n;
}

static int64_t party_members(struct ledgers *l)
{
	return members(l, NULL, NULL);
}

static int64_t party_lost(struct ledgers *l)
{
	return members(l, "是", NULL);
}

static int64_t party_settled(struct ledgers *l)
{
	return members(l, "是", "是");
}

static int64_t reserves(struct ledgers *l)
{
	struct map set = {0};

	ledger_each (l, "reserve", r)
		if (!is(r, "state", "退出") && not_after(of(r, "date")))
			hand_note(&set, "", of(r, "person"));
	return hand_size(&set);
}

const struct hand hand_people[] = {
	{"town_stations", town_stations},
	{"village_stations", village_stations},
	{"community_stations", community_stations},
	{"tiers", tiers},
	{"on_file", on_file},
	{"paired", paired},
	{"visited", visited},
	{"rolemodels", rolemodels},
	{"volunteers", volunteers},
	{"volunteer_people", volunteer_people},
	{"donors", donors},
	{"donated", donated},
	{"honors", all_honors},
	{"honor_people", honor_people},
	{"honor_families", honor_families},
	{"honor_units", honor_units},
	{"party_members", party_members},
	{"party_lost", party_lost},
	{"party_settled", party_settled},
	{"reserves", reserves},
	{NULL, NULL},
};
