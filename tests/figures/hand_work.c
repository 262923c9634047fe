#include <figures/hand.h>

#include <string.h>

/* ---- work ------------------------------------------------------------------------------------ */

static int64_t bases(struct ledgers *l)
{
	int64_t n = 0;

	ledger_each (l, "base", r)
		n += not_after(of(r, "date")) &&
		     (is(r, "state", "运行") || after(of(r, "end_date")));
	return n;
}

static int64_t fairs(struct ledgers *l)
{
	return hand_dated(l, "job_fair", "date");
}

static int64_t classes(struct ledgers *l)
{
	return hand_dated(l, "training", "start");
}

static int64_t supports(struct ledgers *l)
{
	return hand_dated(l, "venture_support", "date");
}

static int64_t referrals(struct ledgers *l)
{
	return hand_dated(l, "referral", "date");
}

static int64_t ledger_people(struct ledgers *l)
{
	static const char *const books[] = {"employment", "venture", "seeker"};
	static const char *const days[] = {"as_of", "date", "date"};
	struct map set = {0};

	for (int i = 0; i < 3; i++)
		ledger_each (l, books[i], r)
			if (not_after(of(r, days[i])))
				hand_note(&set, "", of(r, "person"));
	ledger_each (l, "enrolment", r)
		if (not_after(of(to(r, "training"), "start")))
			hand_note(&set, "", of(r, "person"));
	return hand_size(&set);
}

static int64_t ventures_supported(struct ledgers *l)
{
	struct map set = {0};

	ledger_each (l, "venture_support", r)
		if (within(of(r, "date")))
			hand_note(&set, "", of(r, "venture"));
	return hand_size(&set);
}

static int64_t farm_subsidies(struct ledgers *l)
{
	int64_t fen = 0;

	ledger_each (l, "venture_support", r)
		if (is(r, "item", "农业补贴") && within(of(r, "date")))
			fen += hand_number(of(r, "amount"));
	return fen;
}

static const char *hired_on(const struct ledger_row *r)
{
	return *of(r, "hired_date") ? of(r, "hired_date") : of(r, "date");
}

static int64_t hired_in_county(struct ledgers *l)
{
	struct map set = {0};

	ledger_each (l, "referral", r)
		if (is(r, "result", "录用") && is(r, "county_in", "是") && within(hired_on(r)))
			hand_note(&set, "", of(r, "person"));
	ledger_each (l, "employment", r)
		if (is(r, "helped", "是") && is(r, "county_in", "是") &&
			within(*of(r, "since") ? of(r, "since") : of(r, "as_of")))
			hand_note(&set, "", of(r, "person"));
	return hand_size(&set);
}

static int64_t trainees(struct ledgers *l)
{
	struct map set = {0};

	ledger_each (l, "enrolment", r)
		if (!is(r, "result", "退出") && within(of(to(r, "training"), "start")))
			hand_note(&set, "", of(r, "person"));
	return hand_size(&set);
}

static int64_t public_posts(struct ledgers *l)
{
	int64_t n = 0;

	ledger_each (l, "post", r)
		if (is(r, "kind", "公益性岗位") && within(of(r, "date")))
			n += hand_number(of(r, "vacancies"));
	return n * 1000000; /* a sum of numbers is kept in millionths */
}

static int64_t public_placed(struct ledgers *l)
{
	struct map set = {0};

	ledger_each (l, "referral", r)
		if (is(r, "result", "录用") && is(to(r, "post"), "kind", "公益性岗位") &&
			within(hired_on(r)))
			hand_note(&set, "", of(r, "person"));
	return hand_size(&set);
}

static int64_t sent_to_work(struct ledgers *l)
{
	struct map set = {0};

	ledger_each (l, "referral", r)
		if (is(r, "via", "组织输送") && within(of(r, "date")))
			hand_note(&set, "", of(r, "person"));
	return hand_size(&set);
}

static int64_t seekers(struct ledgers *l)
{
	struct map set = {0};

	ledger_each (l, "seeker", r)
		if (within(of(r, "date")))
			hand_note(&set, "", of(r, "person"));
	return hand_size(&set);
}

static int64_t helped_households(struct ledgers *l)
{
	struct map set = {0};

	ledger_each (l, "help_link", r)
		if (not_after(of(r, "from")) && (!*of(r, "to") || after(of(r, "to"))))
			hand_note(&set, "", of(r, "household"));
	return hand_size(&set);
}

const struct hand hand_work[] = {
	{"bases", bases},
	{"fairs", fairs},
	{"classes", classes},
	{"supports", supports},
	{"referrals", referrals},
	{"ledger_people", ledger_people},
	{"ventures_supported", ventures_supported},
	{"farm_subsidies", farm_subsidies},
	{"hired_in_county", hired_in_county},
	{"trainees", trainees},
	{"public_posts", public_posts},
	{"public_placed", public_placed},
	{"sent_to_work", sent_to_work},
	{"seekers", seekers},
	{"helped_households", helped_households},
	{NULL, NULL},
};
