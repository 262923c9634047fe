#include <criterion/criterion.h>

#include <binggui/base/date.h>

static struct date day(int y, int m, int d)
{
	return (struct date){(int16_t)y, (uint8_t)m, (uint8_t)d};
}

Test(date, every_day_of_four_centuries_survives_the_round_trip)
{
	for (int32_t days = date_days(day(1800, 1, 1)); days <= date_days(day(2200, 12, 31));
		days++) {
		struct date d = date_from_days(days);
		cr_assert(date_valid(d) && date_full(d));
		cr_assert_eq(date_days(d), days);
	}
	cr_assert_eq(date_days(day(1970, 1, 1)), 0);
	cr_assert_eq(date_days(day(2000, 3, 1)), 11017);
}

Test(date, knows_leap_years)
{
	cr_assert(date_valid(day(2000, 2, 29)));
	cr_assert_not(date_valid(day(1900, 2, 29)));
	cr_assert_not(date_valid(day(2019, 2, 29)));
	cr_assert_eq(date_month_days(2024, 2), 29);
	cr_assert_eq(date_month_days(2024, 13), 0);
}

Test(date, reads_canonical_text_only)
{
	struct date d;
	char text[DATE_TEXT];
	static const char *const good[] = {"1986", "1986-11", "1986-11-02"};
	static const char *const bad[] = {"", "86", "1986-", "1986-13", "1986-11-31", "1986-11-2",
		"1986-11-02x", "0000", "1986-00", "１９８６", NULL};

	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		cr_assert(date_parse(&d, good[i]), "%s", good[i]);
		date_format(d, text);
		cr_assert_str_eq(text, good[i]);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		cr_assert_not(date_parse(&d, bad[i]), "%s", bad[i] ? bad[i] : "NULL");
	date_format((struct date){0}, text);
	cr_assert_str_eq(text, "");
}

Test(date, partial_ones_are_before_only_when_that_is_sure)
{
	cr_assert(date_before(day(1986, 0, 0), day(1987, 0, 0)));
	cr_assert_not(date_before(day(1986, 0, 0), day(1986, 11, 2)));
	cr_assert(date_before(day(1986, 10, 0), day(1986, 11, 2)));
	cr_assert_not(date_before(day(1986, 11, 0), day(1986, 11, 2)));
	cr_assert_lt(date_cmp(day(1986, 11, 0), day(1986, 11, 1)), 0);
	cr_assert_eq(date_cmp(day(1986, 11, 1), day(1986, 11, 1)), 0);
}

Test(date, ages)
{
	cr_assert_eq(date_age(day(1960, 5, 1), day(2020, 4, 30)), 59);
	cr_assert_eq(date_age(day(1960, 4, 30), day(2020, 4, 30)), 60);
	cr_assert_eq(date_age(day(2021, 1, 1), day(2020, 4, 30)), -1);
	cr_assert_eq(date_age((struct date){0}, day(2020, 4, 30)), -1);
}

Test(date, months_clip_to_the_last_day)
{
	struct date d = date_add_months(day(2020, 1, 31), 1);

	cr_assert_eq(date_cmp(d, day(2020, 2, 29)), 0);
	cr_assert_eq(date_cmp(date_add_months(day(2020, 1, 31), -2), day(2019, 11, 30)), 0);
	cr_assert_eq(date_cmp(date_add_days(day(2019, 12, 31), 1), day(2020, 1, 1)), 0);
}
