#include <criterion/criterion.h>

#include <binggui/domain/period.h>

static const struct date today = {2020, 5, 20};

static void reads(const char *text, const char *canonical)
{
	struct date since, until;
	struct str out = {0};
	struct err e = {0};

	cr_assert(period_read(text, today, &since, &until, &e), "%s: %s", text, e.text);
	period_text(&out, since, until);
	cr_expect_str_eq(str_c(&out), canonical, "%s: %s", text, str_c(&out));
	str_free(&out);
}

static void refuses(const char *text)
{
	struct date since, until;
	struct err e = {0};

	cr_expect(!period_read(text, today, &since, &until, &e), "%s", text);
	cr_expect_eq(e.code, ERR_USAGE);
}

static void says(struct date since, struct date until, const char *words)
{
	struct str out = {0};

	period_words(&out, since, until);
	cr_expect_str_eq(str_c(&out), words, "%s", str_c(&out));
	str_free(&out);
}

Test(period, two_days)
{
	reads("2019-01-01..2020-04-30", "2019-01-01..2020-04-30");
	reads("2019年1月1日至2020年4月30日", "2019-01-01..2020-04-30");
	reads(" 2019-01-01 .. 2020-04-30 ", "2019-01-01..2020-04-30");
}

Test(period, years_and_months_are_whole)
{
	reads("2019", "2019-01-01..2019-12-31");
	reads("2020-02", "2020-02-01..2020-02-29");
	reads("2019..2020-04", "2019-01-01..2020-04-30");
	reads("2019-01-01", "2019-01-01..2019-01-01");
}

Test(period, without_an_end_it_is_today)
{
	reads("2019..", "2019-01-01..2020-05-20");
	reads("2019-03-01至", "2019-03-01..2020-05-20");
}

Test(period, what_is_no_period_is_refused)
{
	refuses("");
	refuses("去年");
	refuses("..2020");
	refuses("2020..2019");
	refuses("2019-02-30..2020");
}

Test(period, cumulative_and_yearly_are_told_apart)
{
	says((struct date){2019, 1, 1}, (struct date){2019, 12, 31}, "2019年");
	says((struct date){2019, 1, 1}, (struct date){2020, 4, 30},
		"2019年以来（至2020年4月30日）");
	says((struct date){2019, 1, 1}, (struct date){2019, 6, 30},
		"2019年以来（至2019年6月30日）");
	says((struct date){2019, 3, 1}, (struct date){2020, 4, 30}, "2019年3月1日至2020年4月30日");
}
