#include <figures/hand.h>

#include <string.h>

/* ---- warmth ---------------------------------------------------------------------------------- */

static int64_t relief_money(struct ledgers *l)
{
	return hand_money(l, "救助资金", NULL, NULL);
}

static bool is_eased(struct ledgers *l, const char *person)
{
	ledger_each (l, "hardship", r)
		if (is(r, "person", person) && not_after(of(r, "found_date")) &&
			(*of(r, "measures") ||
				(is(r, "state", "脱困") && not_after(of(r, "out_date")))))
			return true;
	return false;
}

static int64_t relief_people(struct ledgers *l)
{
	struct map set = {0};

	ledger_each (l, "aid", r)
		if (hand_paid(r, "救助资金") &&
			(*of(r, "solves_case") || is_eased(l, of(r, "person"))))
			hand_note(&set, "", of(r, "person"));
	return hand_size(&set);
}

/* The day it was answered, else closed, else taken in. */
static const char *solved_on(const struct ledger_row *r)
{
	return *of(r, "answer_date")   ? of(r, "answer_date")
	       : *of(r, "closed_date") ? of(r, "closed_date")
				       : of(r, "accept_date");
}

static int64_t settled(struct ledgers *l, const char *field)
{
	int64_t n = 0;

	ledger_each (l, "case", r)
		n += is(r, field, "是") && within(solved_on(r));
	return n;
}

static int64_t cases(struct ledgers *l, const char *field, const char *value)
{
	int64_t n = 0;

	ledger_each (l, "case", r)
		n += is(r, field, value) && within(of(r, "accept_date"));
	return n;
}

static int64_t solved(struct ledgers *l)
{
	return settled(l, "solved");
}

static int64_t contradictions(struct ledgers *l)
{
	return settled(l, "contradiction");
}

static int64_t window_cases(struct ledgers *l)
{
	return cases(l, "channel", "窗口");
}

static int64_t consults(struct ledgers *l)
{
	return cases(l, "kind", "咨询建议");
}

static int64_t window_same_day(struct ledgers *l)
{
	int64_t n = 0;

	ledger_each (l, "case", r)
		n += is(r, "channel", "窗口") && within(of(r, "accept_date")) &&
		     is(r, "closed_date", of(r, "accept_date"));
	return n;
}

static int64_t hardships(struct ledgers *l)
{
	int64_t n = 0; /* one open record a person */

	ledger_each (l, "hardship", r)
		n += not_after(of(r, "found_date")) &&
		     (among(r, "state", "在册 待转出") ||
			     (is(r, "state", "脱困") && after(of(r, "out_date"))));
	return n;
}

static int64_t policies(struct ledgers *l)
{
	int64_t n = 0;

	ledger_each (l, "policy", r)
		n += not_after(of(r, "date"));
	return n;
}

static int64_t meetings(struct ledgers *l)
{
	int64_t n = 0;

	ledger_each (l, "visit", r)
		n += is(r, "kind", "座谈") && within(of(r, "date"));
	ledger_each (l, "reception", r)
		n += within(of(r, "date"));
	return n;
}

const struct hand hand_warmth[] = {
	{"relief_money", relief_money},
	{"relief_people", relief_people},
	{"solved", solved},
	{"contradictions", contradictions},
	{"window_cases", window_cases},
	{"consults", consults},
	{"window_same_day", window_same_day},
	{"hardships", hardships},
	{"policies", policies},
	{"meetings", meetings},
	{NULL, NULL},
};
