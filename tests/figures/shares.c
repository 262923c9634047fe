#include <figures/county.h>

#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>

/*
 * What is told of the whole is told of its parts: no record is lost because it lies in a town, or
 * because something began in one year and was done in the next.
 */

enum { FIGURES = 256, TOWNS = 7 };

static void count(struct county *c, const char *area, struct date since, struct date until)
{
	const struct figure_ask ask = {
		.archive = c->archive, .since = since, .until = until, .area = area};
	const struct def_sheet *sheet = figuredef_sheet(c->defs->figures, "annual");
	struct err e = {0};
	size_t n;

	const struct def_figure **wanted = figures_of_sheet(c->defs->figures, sheet, &n);
	figures_free(&c->figures);
	c->figures = (struct figures){0};
	cr_assert(figures_run(&c->figures, &ask, wanted, n, &e), "%s", e.text);
	mem_free(wanted);
}

/* Rules, ratios, and what is no number of records. */
static bool is_counted(const struct figure_value *v)
{
	return v->figure->kind == FIGURE_COUNT || v->figure->kind == FIGURE_SUM;
}

/* Of the county alone: its own levels, units, and who has no file. */
static bool may_be_nowhere(const char *key)
{
	static const char *const keys[] = {"tiers", "stations", "honor_units", "honors",
		"honor_levels", "honor_people", "overloaded"};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strcmp(keys[i], key) == 0)
			return true;
	return false;
}

Test(shares, towns_have_their_part_of_whatever_lies_somewhere)
{
	static const char *const towns[TOWNS] = {"610927100000", "610927101000", "610927102000",
		"610927103000", "610927105000", "610927106000", "610927108000"};
	const struct date since = {2019, 1, 1}, until = {2020, 4, 30};
	int64_t sum[FIGURES] = {0};
	struct county c;

	county_open(&c, 0, 0);
	for (size_t i = 0; i < TOWNS; i++) {
		count(&c, towns[i], since, until);
		for (size_t k = 0; k < c.figures.n; k++)
			sum[k] += c.figures.at[k].known ? c.figures.at[k].value : 0;
	}
	count(&c, towns[0], since, until);
	bool known[FIGURES];
	for (size_t k = 0; k < c.figures.n; k++)
		known[k] = c.figures.at[k].known;
	count(&c, "", since, until);
	for (size_t k = 0; k < c.figures.n; k++) {
		const struct figure_value *v = &c.figures.at[k];
		if (!known[k] || !is_counted(v) || may_be_nowhere(v->figure->key))
			continue;
		cr_expect(sum[k] * 10 >= v->value * 8, "%s: %lld in the county, %lld in its towns",
			v->figure->key, (long long)v->value, (long long)sum[k]);
	}
	county_close(&c);
}

Test(shares, what_begins_in_one_period_and_ends_in_the_next_is_in_one_of_them)
{
	static const struct date days[][2] = {{{2019, 1, 1}, {2019, 6, 30}},
		{{2019, 7, 1}, {2019, 12, 31}}, {{2020, 1, 1}, {2020, 4, 30}}};
	int64_t sum[FIGURES] = {0};
	struct county c;

	county_open(&c, 0, 0);
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		count(&c, "", days[i][0], days[i][1]);
		for (size_t k = 0; k < c.figures.n; k++)
			sum[k] += c.figures.at[k].value;
	}
	count(&c, "", days[0][0], days[2][1]);
	for (size_t k = 0; k < c.figures.n; k++) {
		const struct figure_value *v = &c.figures.at[k];
		if (is_counted(v))
			cr_expect(sum[k] >= v->value, "%s: %lld at once, %lld in pieces",
				v->figure->key, (long long)v->value, (long long)sum[k]);
	}
	county_close(&c);
}

Test(shares, somebody_sent_in_december_and_hired_in_january_is_hired_once)
{
	struct county c;

	county_open(&c, 0, 0);
	uint64_t sent = county_find(&c, "referral", 0, "result = 推荐 and post.kind != 公益性岗位");
	count(&c, "", (struct date){2019, 1, 1}, (struct date){2019, 12, 31});
	int64_t before = county_value(&c, "hired_in_county");
	count(&c, "", (struct date){2020, 1, 1}, (struct date){2020, 12, 31});
	int64_t after = county_value(&c, "hired_in_county");
	county_save(&c, "referral", sent, NULL, "date", "2019-12-30", NULL);
	county_save(
		&c, "referral", sent, "录用", "hired_date", "2020-01-06", "county_in", "是", NULL);
	count(&c, "", (struct date){2019, 1, 1}, (struct date){2019, 12, 31});
	cr_expect_eq(county_value(&c, "hired_in_county"), before);
	count(&c, "", (struct date){2020, 1, 1}, (struct date){2020, 12, 31});
	cr_expect_eq(county_value(&c, "hired_in_county"), after + 1);
	county_close(&c);
}

Test(shares, a_household_that_was_poor_stays_so_in_the_sheets_of_that_time)
{
	struct county c;

	county_open(&c, 0, 0);
	uint64_t poor = county_find(
		&c, "household", 0, "low_income = 低保 and has(person: life_state = 在档)");
	count(&c, "", (struct date){2019, 1, 1}, (struct date){2019, 12, 31});
	int64_t homes = county_value(&c, "poor_households"),
		people = county_value(&c, "poor_people");
	county_save(
		&c, "household", poor, NULL, "low_from", "2015-03", "low_to", "2020-03-31", NULL);
	count(&c, "", (struct date){2019, 1, 1}, (struct date){2019, 12, 31});
	cr_expect_eq(county_value(&c, "poor_households"), homes);
	cr_expect_eq(county_value(&c, "poor_people"), people);
	count(&c, "", (struct date){2019, 1, 1}, (struct date){2020, 4, 30});
	cr_expect_eq(county_value(&c, "poor_households"), homes - 1);
	cr_expect_lt(county_value(&c, "poor_people"), people);
	const struct figure_value *v =
		figures_value(&c.figures, figuredef_figure(c.defs->figures, "poor_people"));
	cr_assert_eq(v->n_groups, 3); /* 低保 特困 脱贫户 */
	county_close(&c);
}
