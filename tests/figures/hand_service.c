#include <figures/hand.h>

#include <string.h>

/* ---- service --------------------------------------------------------------------------------- */

/* What was done to it last by the end of April, from its log. */
static const char *last_act(struct ledgers *l, const struct ledger_row *plaque)
{
	const char *day = "", *act = "";

	ledger_each (l, "plaque_event", e)
		if (is(e, "plaque", plaque->id) && not_after(of(e, "date")) &&
			strcmp(of(e, "date"), day) >= 0) {
			day = of(e, "date");
			act = of(e, "act");
		}
	return act;
}

static int64_t plaques(struct ledgers *l)
{
	static const char *const up[] = {"新发", "补发", "更换", "恢复"};
	int64_t n = 0;

	ledger_each (l, "plaque", r) {
		const char *act = last_act(l, r);
		for (size_t i = 0; i < sizeof up / sizeof *up; i++)
			n += strcmp(act, up[i]) == 0;
	}
	return n;
}

static int64_t plaques_hung(struct ledgers *l)
{
	struct map set = {0};

	ledger_each (l, "plaque_event", r)
		if (among(r, "act", "新发 补发") && within(of(r, "date")))
			hand_note(&set, "", of(r, "plaque"));
	return hand_size(&set);
}

static int64_t goodnews(struct ledgers *l)
{
	int64_t n = 0;

	ledger_each (l, "goodnews", r)
		n += is(r, "state", "已送达") && within(of(r, "deliver_date"));
	return n;
}

static int64_t peacekeepers(struct ledgers *l)
{
	struct map set = {0};

	ledger_each (l, "campaign_target", r) {
		const struct ledger_row *k = to(r, "campaign");
		if (is(r, "reason", "维和军人家庭") && is(r, "state", "已走访") &&
			not_after(of(k, "from")) && strcmp(of(k, "to"), "2019-01-01") >= 0)
			hand_note(&set, "", of(r, "household"));
	}
	return hand_size(&set);
}

static int64_t merit_money(struct ledgers *l)
{
	return hand_money(l, NULL, NULL, "立功喜报 维和");
}

static bool is_other(struct ledgers *l, const char *visit)
{
	ledger_each (l, "aid", r)
		if (is(r, "visit", visit) && among(r, "target", "维和军人家庭 其他"))
			return true;
	return false;
}

static int64_t led_visits(struct ledgers *l)
{
	int64_t n = 0;

	ledger_each (l, "visit", r)
		n += is(r, "leader_rank", "县级领导") && !is(r, "met", "未遇") &&
		     within(of(r, "date")) &&
		     among(r, "kind", "走访慰问 困难走访 重点走访 部队走访") && !is_other(l, r->id);
	return n;
}

static int64_t led_money(struct ledgers *l)
{
	return hand_money(l, "慰问金", "县级领导", NULL);
}

static int64_t care_fund(struct ledgers *l)
{
	int64_t fen = 0;

	ledger_each (l, "aid", r)
		if (is(r, "kind", "关爱基金") && is(r, "state", "已发放") &&
			among(r, "source", "省 市 县") && not_after(of(r, "date")))
			fen += hand_number(of(r, "amount"));
	return fen;
}

static int64_t medical_aid(struct ledgers *l)
{
	int64_t n = 0;

	ledger_each (l, "aid", r)
		n += hand_paid(r, "医疗救助");
	return n;
}

static int64_t recuperations(struct ledgers *l)
{
	return hand_dated(l, "recuperation", "from");
}

static int64_t recuperated(struct ledgers *l)
{
	struct map set = {0};

	ledger_each (l, "recuperation_row", r)
		if (is(r, "attend", "是") && within(of(to(r, "batch"), "from")))
			hand_note(&set, "", of(r, "person"));
	return hand_size(&set);
}

static int64_t insured(struct ledgers *l)
{
	struct map set = {0};

	ledger_each (l, "insurance", r)
		if (is(r, "full", "是") && within(of(r, "paid_date")))
			hand_note(&set, "", of(r, "person"));
	return hand_size(&set);
}

static int64_t poor_households(struct ledgers *l)
{
	int64_t n = 0;

	ledger_each (l, "household", r)
		n += among(r, "low_income", "低保 特困 脱贫户");
	return n;
}

static int64_t festival_people(struct ledgers *l)
{
	struct map set = {0};

	ledger_each (l, "aid", r)
		if (hand_paid(r, NULL) && among(r, "scene", "八一 春节") && *of(r, "person"))
			hand_note(&set, "", of(r, "person"));
	return hand_size(&set);
}

static int64_t festival_times(struct ledgers *l)
{
	int64_t n = 0;

	ledger_each (l, "aid", r)
		n += hand_paid(r, NULL) && among(r, "scene", "八一 春节");
	return n;
}

static int64_t festival_money(struct ledgers *l)
{
	return hand_money(l, NULL, NULL, "八一 春节");
}

static int64_t housing_need(struct ledgers *l)
{
	int64_t n = 0;

	ledger_each (l, "hardship", r)
		n += is(r, "kind", "住房") && !is(r, "state", "核实非困难") &&
		     not_after(of(r, "found_date"));
	return n;
}

static int64_t housing_settled(struct ledgers *l)
{
	int64_t n = 0;

	ledger_each (l, "hardship", r)
		n += is(r, "kind", "住房") && is(r, "state", "脱困") &&
		     not_after(of(r, "out_date"));
	return n;
}

const struct hand hand_service[] = {
	{"plaques", plaques},
	{"plaques_hung", plaques_hung},
	{"goodnews", goodnews},
	{"peacekeepers", peacekeepers},
	{"merit_money", merit_money},
	{"led_visits", led_visits},
	{"led_money", led_money},
	{"care_fund", care_fund},
	{"medical_aid", medical_aid},
	{"recuperations", recuperations},
	{"recuperated", recuperated},
	{"insured", insured},
	{"poor_households", poor_households},
	{"festival_people", festival_people},
	{"festival_times", festival_times},
	{"festival_money", festival_money},
	{"housing_need", housing_need},
	{"housing_settled", housing_settled},
	{NULL, NULL},
};
