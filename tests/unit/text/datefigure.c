#include <criterion/criterion.h>

#include <binggui/text/datefigure.h>

static const struct date today = {2026, 11, 23};

static struct datefigure read_text(const char *text)
{
	struct dateparts parts;
	struct scan s;

	scan_read(&s, text);
	datepart_split(&parts, &s);
	return datefigure_read(parts.at, parts.n, true, today);
}

Test(datefigure, one_date)
{
	struct datefigure f = read_text("1986.11");

	cr_assert_eq(f.fault, FIGURE_OK);
	cr_assert(f.date.year == 1986 && f.date.month == 11 && f.date.day == 0);
	f = read_text("86年11月2日");
	cr_assert(f.two_digit_year);
	cr_assert_eq(f.date.day, 2);
	f = read_text("31718");
	cr_assert(f.from_serial);
}

Test(datefigure, faults)
{
	cr_assert_eq(read_text("0000-00-00").fault, FIGURE_EMPTY);
	cr_assert_eq(read_text("02/03/1986").fault, FIGURE_AMBIGUOUS);
	cr_assert_eq(read_text("1986-13").fault, FIGURE_INVALID);
	cr_assert_eq(read_text("至今").fault, FIGURE_UNPARSED);
	cr_assert_eq(datefigure_read(NULL, 0, true, today).fault, FIGURE_UNPARSED);
}

Test(datefigure, units)
{
	cr_assert(datefigure_is_unit(PART_YEAR));
	cr_assert(datefigure_is_unit(PART_MONTH));
	cr_assert(datefigure_is_unit(PART_DAY));
	cr_assert_not(datefigure_is_unit(PART_NUMBER));
	cr_assert_not(datefigure_is_unit(PART_DASH));
}

Test(datefigure, serial)
{
	struct date d;

	cr_assert(datefigure_serial(&d, 31718, false));
	cr_assert(d.year == 1986 && d.month == 11 && d.day == 2);
	cr_assert_not(datefigure_serial(&d, 60, false));
}
