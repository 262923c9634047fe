#include <stdio.h>

#include <criterion/criterion.h>

#include <figures/county.h>

/* What the county reported, figure by figure, and what the sheet prints over the practice county. */
static const struct {
	const char *article, *key, *text;
} figures[] = {
	{"1", "town_stations", "7个"},
	{"2", "village_stations", "58个"},
	{"3", "community_stations", "4个"},
	{"4", "relief_money", "20余万元"},
	{"5", "relief_people", "19名"},
	{"6", "visited", "1300余名"},
	{"7", "founded", "2018年12月"},
	{"8", "on_file", "1300余名"},
	{"9", "paired", "1300余名"},
	{"10", "tiers", "三级"},
	{"11", "projects", "四大"},
	{"12", "rolemodels", "130余人"},
	{"13", "volunteers", "500余名"},
	{"14a", "donors", "300余名"},
	{"14b", "donated", "80余万元"},
	{"15", "solved", "60余个"},
	{"16", "bases", "7个"},
	{"17", "fairs", "3场次"},
	{"18", "ledger_people", "1081人"},
	{"19", "ventures_supported", "90余个"},
	{"20", "hired_in_county", "191人"},
	{"21", "plaques", "1298块"},
	{"22", "goodnews", "20余份"},
	{"23", "peacekeepers", "2户"},
	{"24", "merit_money", "2.2万元"},
	{"25", "visited", "1300余名"},
	{"26", "led_visits", "180余人次"},
	{"27", "led_money", "17万余元"},
	{"28", "care_fund", "15.4万元"},
	{"29", "insured_age", "60岁"},
	{"30", "medical_aid", "40余人次"},
	{"31", "recuperations", "两期"},
	{"32", "recuperated", "80余名"},
};

/* The sentences without a number: what must be there at least, and what must agree with what. */
static const struct {
	const char *key;
	int least;
	const char *equals; /* another figure, or NULL */
} statements[] = {
	{"honors", 4, NULL},
	{"honor_people", 1, NULL},
	{"honor_families", 1, NULL},
	{"honor_units", 1, NULL},
	{"party_lost", 1, "party_settled"},
	{"reserves", 1, NULL},
	{"classes", 3, NULL},
	{"trainees", 1, NULL},
	{"public_posts", 1, NULL},
	{"public_placed", 1, NULL},
	{"helped_households", 1, NULL},
	{"farm_subsidies", 1, NULL},
	{"supports", 1, "support_depts"},
	{"seekers", 1, NULL},
	{"referrals", 1, NULL},
	{"consults", 1, NULL},
	{"poor_households", 3, NULL},
	{"festival_people", 1, NULL},
	{"festival_times", 1, NULL},
	{"festival_money", 1, NULL},
	{"festival_goods", 1, NULL},
	{"policies", 1, NULL},
	{"volunteer_people", 500, NULL},
	{"hardships", 1, NULL},
	{"contradictions", 1, NULL},
	{"meetings", 4, NULL},
	{"medical_policy", 1, NULL},
	{"housing_need", 1, NULL},
	{"housing_settled", 1, NULL},
	{"window_cases", 1, NULL},
	{"window_same_day", 1, NULL},
	{"sent_to_work", 1, NULL},
};

static struct county c;

static void open_county(void)
{
	county_open(&c, 0, 0);
	county_count(&c);
}

static void close_county(void)
{
	county_close(&c);
}

TestSuite(article, .init = open_county, .fini = close_county);

Test(article, every_figure_is_printed_as_the_county_reported_it)
{
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
		cr_expect_str_eq(county_text(&c, figures[i].key), figures[i].text,
			"#%s %s: %s, not %s", figures[i].article, figures[i].key,
			county_text(&c, figures[i].key), figures[i].text);
}

Test(article, every_sentence_without_a_number_has_its_records)
{
	for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
		int64_t value = county_value(&c, statements[i].key);
		cr_expect_geq(value, statements[i].least, "%s: %lld", statements[i].key,
			(long long)value);
		if (statements[i].equals)
			cr_expect_eq(value, county_value(&c, statements[i].equals), "%s",
				statements[i].key);
	}
}

Test(article, the_other_seed_is_another_county_with_the_same_report)
{
	struct county other;
	char name[64];

	county_open(&other, 0, 7);
	county_count(&other);
	snprintf(name, sizeof name, "%s",
		county_get(&c, "person", county_find(&c, "person", 0, "name != \"\""), "id_no"));
	cr_expect_str_neq(name, county_get(&other, "person",
					county_find(&other, "person", 0, "name != \"\""), "id_no"));
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
		cr_expect_str_eq(
			county_text(&other, figures[i].key), figures[i].text, "%s", figures[i].key);
	county_close(&other);
}
