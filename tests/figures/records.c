#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/schema/check.h>
#include <binggui/table/table.h>
#include <binggui/table/verify.h>
#include <figures/county.h>
#include <lib/shell.h>

/* ---- every record keeps its definition ------------------------------------------------------- */

struct checking {
	struct county *county;
	const struct def_table *table;
	size_t told;
};

static bool check_row(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct checking *k = context;
	struct problems found = {0};
	struct record r = {0};
	char text[32];

	record_id_text(id, text);
	cr_assert(record_decode(&r, id, bytes, n));
	check_record(k->table, &r, &k->county->archive->env, &found);
	if (problems_errors(&found) && k->told++ < 3)
		for (size_t i = 0; i < found.n; i++)
			cr_expect(found.at[i].level != LEVEL_ERROR, "%s %s: %s", k->table->name,
				text, found.at[i].text);
	problems_free(&found);
	record_free(&r);
	return true;
}

static void check_all(struct county *c)
{
	struct err e = {0};

	for (size_t i = 0; i < c->defs->n; i++) {
		struct checking k = {c, c->defs->tables[i], 0};
		cr_assert(table_scan(c->archive, k.table, check_row, &k, &e), "%s", e.text);
	}
}

static void verify(struct county *c)
{
	struct verify v = {0};
	struct err e = {0};

	cr_assert(verify_run(c->archive, false, NULL, NULL, &v, &e), "%s", e.text);
	cr_expect_eq(v.n, 0, "%s", v.n ? v.at[0].text : "");
	verify_free(&v);
}

Test(records, each_one_passes_the_check_it_was_not_put_through)
{
	struct county c;

	county_open(&c, 0, 0);
	cr_expect_eq(c.made.people, 1326);
	cr_expect_eq(c.made.stations, 70);
	cr_expect_eq(c.made.staff, 160);
	check_all(&c);
	verify(&c);
	county_close(&c);
}

/* Registers that must not be empty: the county has something in everything a station keeps. */
Test(records, hardly_a_register_is_empty)
{
	static const char *const empty[] = {"attach", "benefit_pay", "benefit_std", "daily_report",
		"notice", "report_run", "report_line", "report_ids"};
	struct county c;

	county_open(&c, 0, 0);
	for (size_t i = 0; i < c.defs->n; i++) {
		const struct def_table *t = c.defs->tables[i];
		bool may = false;
		for (size_t k = 0; k < sizeof empty / sizeof *empty; k++)
			may = may || strcmp(t->name, empty[k]) == 0;
		cr_expect(may || archive_count(c.archive, t), "%s is empty", t->name);
	}
	county_close(&c);
}

/* ---- more and fewer -------------------------------------------------------------------------- */

Test(records, of_two_counties_everything_is_there_twice)
{
	static const struct {
		const char *key;
		int64_t value;
	} twice[] = {{"town_stations", 14}, {"village_stations", 116}, {"on_file", 2620},
		{"plaques", 2596}, {"ledger_people", 2162}, {"hired_in_county", 382}, {"fairs", 6},
		{"care_fund", 30800000}, {"visited", 2610}, {"led_visits", 372}};
	struct county c;

	county_open(&c, 2 * DEMO_COUNTY, 0);
	county_count(&c);
	for (size_t i = 0; i < sizeof twice / sizeof *twice; i++)
		cr_expect_eq(county_value(&c, twice[i].key), twice[i].value, "%s: %lld",
			twice[i].key, (long long)county_value(&c, twice[i].key));
	check_all(&c);
	verify(&c);
	county_close(&c);
}

Test(records, of_a_few_people_nothing_is_left_hanging)
{
	struct county c;

	county_open(&c, 30, 0);
	cr_expect_eq(archive_count(c.archive, defs_table(c.defs, "person")), 30);
	check_all(&c);
	verify(&c);
	county_close(&c);
}

/* ---- the command ----------------------------------------------------------------------------- */

Test(records, the_command_makes_a_store_once)
{
	struct shell s;

	shell_open(&s);
	cr_assert_eq(shell_run(&s, "demo"), 0, "%s", str_c(&s.err));
	cr_expect(shell_says(&s, "对象 1326 名"), "%s", str_c(&s.out));
	cr_assert_neq(shell_run(&s, "demo --people 60"), 0);
	cr_assert_eq(shell_run(&s, "check"), 0, "%s", str_c(&s.out));
	cr_expect(shell_says(&s, "完好"));
	cr_assert_eq(
		shell_run(&s, "figures annual --period 2019-01-01..2020-04-30 --format json"), 0);
	cr_expect(shell_says(&s, "\"town_stations\""));
	shell_close(&s);
}

/* Further counties are made after the first: what must be told apart in a store is told apart in theirs too. */
Test(records, more_people_are_more_counties)
{
	struct shell s;

	shell_open(&s);
	cr_assert_eq(shell_run(&s, "demo --people 2700"), 0, "%s", str_c(&s.err));
	cr_expect(shell_says(&s, "对象 2700 名"), "%s", str_c(&s.out));
	cr_assert_eq(shell_run(&s, "check"), 0, "%s", str_c(&s.out));
	shell_close(&s);
}

Test(records, a_million_is_the_most)
{
	struct shell s;

	shell_open(&s);
	cr_assert_neq(shell_run(&s, "demo --people 1000001"), 0);
	cr_expect(shell_says(&s, "最多"), "%s", str_c(&s.err));
	shell_close(&s);
}

Test(records, the_same_seed_makes_the_same_county)
{
	struct shell s;

	shell_open(&s);
	for (int i = 0; i < 2; i++) {
		cr_assert_eq(
			shell_do(&s,
				"\"$BINGGUI_TEST_BUILD\"/binggui demo --people 40 --seed 9 --data "
				"$DIR/again --screens screens --user a >/dev/null && "
				"\"$BINGGUI_TEST_BUILD\"/binggui list person --format csv --data "
				"$DIR/again --screens screens | cksum >>$DIR/sums; rm -rf "
				"$DIR/again"),
			0, "%s", str_c(&s.err));
	}
	shell_do(&s, "sort -u $DIR/sums | wc -l");
	cr_expect_eq(atoi(str_c(&s.out)), 1, "%s", str_c(&s.out));
	shell_close(&s);
}
