#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/domain/frozen.h>
#include <figures/county.h>

/* Something happens, and exactly these figures move by so much; one after the other on one county. */
struct delta {
	const char *key;
	int64_t by;
};
struct mutation {
	const char *name;
	void (*happen)(struct county *c);
	struct delta deltas[6];
};

/* A person by the number of the file, from 1: where nobody else lives and no income is low. */
static uint64_t filed(struct county *c, int number)
{
	char where[64];

	snprintf(where, sizeof where, "file_no = \"610927-%04d\"", number);
	return county_find(c, "person", 0, where);
}

static const char *person_of(struct county *c, const char *table, size_t n, const char *where)
{
	return county_get(c, table, county_find(c, table, n, where), "person");
}

/* ---- thought --------------------------------------------------------------------------------- */

static void second_title(struct county *c)
{
	char who[32];

	strcpy(who, person_of(c, "rolemodel", 0, "state = 在册"));
	county_save(c, "rolemodel", 0, NULL, "person", who, "kind", "道德模范", "state", "在册",
		"date", "2020-01-06", NULL);
}

static void first_title(struct county *c)
{
	county_save(c, "rolemodel", 0, NULL, "person",
		county_ref(county_find(c, "person", 0, "not has(rolemodel)")), "kind", "道德模范",
		"state", "在册", "date", "2020-01-06", NULL);
}

static void cadre_signs_as_veteran(struct county *c)
{
	uint64_t front = county_find(c, "activity", 0, "kind = 病毒消杀");
	char who[32];

	strcpy(who, county_get(c, "staff", county_find(c, "staff", 0, "person != \"\""), "person"));
	county_save(c, "participation", 0, NULL, "activity", county_ref(front), "person", who,
		"role", "退役军人", NULL);
}

static void gives_again(struct county *c)
{
	char who[32];

	strcpy(who, person_of(c, "donation", 0, "purpose = 疫情防控 and person != \"\""));
	county_save(c, "donation", 0, NULL, "person", who, "is_veteran", "是", "kind", "现金",
		"amount", "100000", "purpose", "疫情防控", "date", "2020-03-03", NULL);
}

static void gives_to_the_fund(struct county *c)
{
	county_save(c, "donation", 0, NULL, "person", county_ref(filed(c, 71)), "is_veteran", "是",
		"kind", "现金", "amount", "100000", "purpose", "关爱基金", "date", "2020-03-03",
		NULL);
}

/* ---- warmth ---------------------------------------------------------------------------------- */

static void moves_out(struct county *c)
{
	county_save(c, "person", filed(c, 53), "迁出", "out_date", "2020-04-10", "out_to",
		"湖北省竹溪县", ".date", "2020-04-10", NULL);
}

static void dies(struct county *c)
{
	county_save(c, "person", filed(c, 54), "去世", "death_date", "2020-04-12", ".date",
		"2020-04-12", NULL);
}

static void dies_in_may(struct county *c)
{
	county_save(c, "person", filed(c, 59), "去世", "death_date", "2020-05-25", ".date",
		"2020-05-25", NULL);
}

static void pair_ends(struct county *c)
{
	county_save(c, "pairing",
		county_find(
			c, "pairing", 0, "tier = 镇 and to = \"\" and person.life_state = 在档"),
		NULL, "to", "2020-04-15", "end_reason", "调离", NULL);
}

static void loses_one_of_two_identities(struct county *c)
{
	county_void(
		c, "identity", county_find(c, "identity", 0, "bpt_class = \"\" and twin_ack = 是"));
}

static void station_closes(struct county *c)
{
	county_save(c, "station", county_find(c, "station", 0, "area.kind = 村"), NULL, "closed",
		"2020-04-01", NULL);
}

static void relieved_again(struct county *c)
{
	char who[32];

	strcpy(who, person_of(c, "aid", 0, "kind = 救助资金 and solves_case != \"\""));
	county_save(c, "aid", 0, NULL, "person", who, "kind", "救助资金", "scene", "日常", "source",
		"县", "target", "困难", "date", "2020-04-20", "amount", "300000", "state", "已发放",
		NULL);
}

static void case_is_solved(struct county *c)
{
	county_save(c, "case", county_find(c, "case", 0, "state = 办理"), "办结", "answer",
		"已办好", "answer_date", "2020-04-28", "told_rights", "是", "solved", "是", NULL);
}

/* ---- work ------------------------------------------------------------------------------------ */

static void second_ledger(struct county *c)
{
	county_save(c, "seeker", 0, NULL, "person",
		county_ref(county_find(c, "person", 0, "has(employment) and not has(seeker)")),
		"date", "2020-04-06", "state", "求职", "want_trade", "保安", NULL);
}

static void first_ledger(struct county *c)
{
	county_save(c, "employment", 0, NULL, "person",
		county_ref(county_find(c, "person", 0,
			"not has(employment) and not has(seeker) and not has(venture) and not "
			"has(enrolment)")),
		"as_of", "2020-04-06", "status", "务农", "county_in", "是", "helped", "否", NULL);
}

static void hired_once_more(struct county *c)
{
	char who[32];

	strcpy(who, person_of(c, "referral", 0,
			    "result = 录用 and county_in = 是 and date < 2020-01-01"));
	county_save(c, "referral", 0, NULL, "person", who, "post",
		county_ref(county_find(c, "post", 0, "kind = 企业 and state = 招聘中")), "date",
		"2020-04-07", "via", "窗口", "result", "录用", "hired_date", "2020-04-15",
		"county_in", "是", NULL);
}

static void supported_again(struct county *c)
{
	char which[32];

	strcpy(which,
		county_get(c, "venture_support",
			county_find(c, "venture_support", 0, "date > 2019-01-01"), "venture"));
	county_save(c, "venture_support", 0, NULL, "venture", which, "item", "场地", "amount",
		"100000", "dept", "县经贸局", "date", "2020-04-08", NULL);
}

/* ---- service --------------------------------------------------------------------------------- */

static void plaque_is_replaced(struct county *c)
{
	uint64_t id = county_find(c, "plaque", 0, "state = 在挂");

	county_save(c, "plaque", id, "申请更换", ".date", "2020-04-02", ".reason", "破损", NULL);
	county_save(c, "plaque", id, "更换", ".date", "2020-04-20", ".reason", "破损", NULL);
}

static void plaque_is_taken_back(struct county *c)
{
	county_save(c, "plaque", county_find(c, "plaque", 5, "state = 在挂"), "收回", ".date",
		"2020-04-02", ".reason", "刑事处罚", ".approver", "局长", NULL);
}

static void plaque_is_taken_back_in_may(struct county *c)
{
	county_save(c, "plaque", county_find(c, "plaque", 9, "state = 在挂"), "收回", ".date",
		"2020-05-06", ".reason", "刑事处罚", ".approver", "局长", NULL);
}

/* A lost one that is made up for later hung before as well. */
static void plaque_is_issued_again_in_may(struct county *c)
{
	county_save(c, "plaque", county_find(c, "plaque", 12, "state = 在挂"), "补发", "hang_date",
		"2020-05-20", ".reason", "遗失", NULL);
}

/* On the last of April it was down: asked for in April, put up in May. */
static void plaque_is_replaced_in_may(struct county *c)
{
	uint64_t id = county_find(c, "plaque", 14, "state = 在挂");

	county_save(c, "plaque", id, "申请更换", ".date", "2020-04-28", ".reason", "破损", NULL);
	county_save(c, "plaque", id, "更换", ".date", "2020-05-11", ".reason", "破损", NULL);
}

/* File 51 was visited only once. */
static void visit_is_voided(struct county *c)
{
	county_void(c, "visit",
		county_find(c, "visit", 0,
			"person.file_no = \"610927-0051\" and campaign.kind = 大走访大慰问送温暖"));
}

static void three_headings(struct county *c)
{
	char who[32];

	strcpy(who, person_of(c, "aid", 0, "scene = 春节 and person != \"\""));
	county_save(c, "aid", 0, NULL, "person", who, "kind", "慰问金", "scene", "春节", "source",
		"县", "target", "困难", "leader_rank", "县级领导", "date", "2020-01-20", "amount",
		"60000", "state", "已发放", NULL);
}

static void good_news_comes(struct county *c)
{
	county_save(c, "goodnews", county_find(c, "goodnews", 0, "state = 待送达"), "送达",
		"deliver_date", "2020-04-28", "by", "镇服务站", NULL);
}

static void recovers_twice(struct county *c)
{
	uint64_t later = county_find(c, "recuperation", 0, "from = 2019-10-14");
	char who[32], where[96];

	snprintf(where, sizeof where, "attend = 是 and batch != %s", county_ref(later));
	strcpy(who, person_of(c, "recuperation_row", 0, "attend = 是"));
	county_save(c, "recuperation_row", 0, NULL, "batch", county_ref(later), "person", who,
		"attend", "是", NULL);
}

static const struct mutation mutations[] = {
	{"a second title to one person", second_title, {{0}}},
	{"a first title", first_title, {{"rolemodels", 1}}},
	{"a cadre signs up as the veteran he is", cadre_signs_as_veteran, {{0}}},
	{"a donor gives again", gives_again, {{"donated", 100000}}},
	{"a gift for another purpose", gives_to_the_fund, {{0}}},
	{"somebody moves out", moves_out,
		{{"on_file", -1}, {"paired", -1}, {"plaque_households", -1}}},
	{"somebody dies", dies, {{"on_file", -1}, {"paired", -1}, {"plaque_households", -1}}},
	{"somebody dies after the period", dies_in_may, {{0}}},
	{"a pair of one level ends", pair_ends, {{"paired", -1}}},
	{"one of two identities is voided", loses_one_of_two_identities, {{0}}},
	{"a village's station closes", station_closes,
		{{"village_stations", -1}, {"stations", -1}}},
	{"a second payment of relief", relieved_again, {{"relief_money", 300000}}},
	{"a case is solved", case_is_solved, {{"solved", 1}}},
	{"somebody comes into a second ledger", second_ledger,
		{{"seekers", 1}, {"seeker_ledger", 1}}},
	{"somebody comes into a first ledger", first_ledger,
		{{"ledger_people", 1}, {"employed_ledger", 1}}},
	{"somebody is hired once more", hired_once_more, {{"referrals", 1}}},
	{"a venture is supported again", supported_again,
		{{"supports", 1}, {"support_depts", 1}, {"support_money", 100000}}},
	{"a plaque is replaced", plaque_is_replaced, {{0}}},
	{"a plaque is taken back", plaque_is_taken_back, {{"plaques", -1}}},
	{"a plaque is taken back after the period", plaque_is_taken_back_in_may, {{0}}},
	{"a plaque is issued again after the period", plaque_is_issued_again_in_may, {{0}}},
	{"a plaque waits for another at the end", plaque_is_replaced_in_may, {{"plaques", -1}}},
	{"a visit is voided", visit_is_voided, {{"visited", -1}}},
	{"a payment under three headings", three_headings,
		{{"led_money", 60000}, {"festival_money", 60000}, {"festival_times", 1}}},
	{"good news is delivered", good_news_comes, {{"goodnews", 1}}},
	{"somebody recovers twice", recovers_twice, {{"recuperated_times", 1}}},
};
enum { MUTATIONS = sizeof mutations / sizeof *mutations };

static int64_t expected(const struct mutation *m, const char *key)
{
	for (size_t i = 0; i < sizeof m->deltas / sizeof *m->deltas; i++)
		if (m->deltas[i].key && strcmp(m->deltas[i].key, key) == 0)
			return m->deltas[i].by;
	return 0;
}

static void check_one(struct county *c, const struct mutation *m)
{
	int64_t before[256];

	county_count(c);
	for (size_t i = 0; i < c->figures.n; i++)
		before[i] = c->figures.at[i].value;
	m->happen(c);
	county_count(c);
	for (size_t i = 0; i < c->figures.n; i++) {
		const char *key = c->figures.at[i].figure->key;
		int64_t by = c->figures.at[i].value - before[i];
		cr_expect_eq(by, expected(m, key), "%s: %s by %lld, not %lld", m->name, key,
			(long long)by, (long long)expected(m, key));
	}
}

Test(mutations, each_moves_the_figures_it_should_and_no_other)
{
	struct county c;

	county_open(&c, 0, 0);
	for (size_t i = 0; i < MUTATIONS; i++)
		check_one(&c, &mutations[i]);
	county_close(&c);
}

/* ---- frozen ---------------------------------------------------------------------------------- */

static uint64_t freeze(struct county *c)
{
	const struct figure_sheet sheet = {.figures = &c->figures,
		.defs = c->defs->figures,
		.sheet = figuredef_sheet(c->defs->figures, "annual"),
		.since = {2019, 1, 1},
		.until = {2020, 4, 30},
		.today = {2020, 6, 30},
		.area = ""};
	struct err e = {0};
	uint64_t id;

	cr_assert(frozen_make(c->archive, &sheet, "", "", &id, &e), "%s", e.text);
	return id;
}

static const struct frozen_line *line_of(const struct frozen *f, const char *key)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->at[i].key, key) == 0)
			return &f->at[i];
	cr_assert_fail("no line %s", key);
	return NULL;
}

static size_t behind(struct county *c, const struct frozen *f, const char *key)
{
	struct idset ids = {0};
	struct err e = {0};

	cr_assert(frozen_ids(c->archive, line_of(f, key)->id, &ids, &e), "%s", e.text);
	size_t n = ids.n;
	idset_free(&ids);
	return n;
}

Test(mutations, a_frozen_sheet_does_not_move)
{
	struct frozen before = {0}, then = {0};
	struct county c;
	struct err e = {0};

	county_open(&c, 0, 0);
	county_count(&c);
	uint64_t id = freeze(&c);
	cr_assert(frozen_read(c.archive, id, &before, &e), "%s", e.text);
	for (size_t i = 0; i < MUTATIONS; i++)
		mutations[i].happen(&c);
	cr_assert(frozen_read(c.archive, id, &then, &e), "%s", e.text);
	cr_assert_eq(before.n, then.n);
	cr_assert_eq(before.version, then.version);
	for (size_t i = 0; i < then.n; i++) {
		cr_expect_str_eq(before.at[i].value, then.at[i].value, "%s", then.at[i].key);
		cr_expect_str_eq(before.at[i].text, then.at[i].text, "%s", then.at[i].key);
	}
	cr_expect_eq(behind(&c, &then, "on_file"), 1310);
	cr_expect_eq(behind(&c, &then, "plaques"), 1298);
	cr_expect_str_eq(line_of(&then, "ledger_people")->value, "1081");
	frozen_free(&before);
	frozen_free(&then);
	county_close(&c);
}
