#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include <binggui/text/dateread.h>

static const struct date today = {2026, 11, 23};

static const char *const fault_names[] = {
	[DATEREAD_OK] = "ok",
	[DATEREAD_EMPTY] = "empty",
	[DATEREAD_PARTIAL] = "partial",
	[DATEREAD_OPEN] = "open",
	[DATEREAD_AMBIGUOUS] = "ambiguous",
	[DATEREAD_INVALID] = "invalid",
	[DATEREAD_RANGE] = "range",
	[DATEREAD_UNPARSED] = "unparsed",
};

/* "ok 1986-11-02", "range 1986-11 1990-12", "range 1986-11 open", "invalid" */
static const char *told(const struct dateread *r, char out[64])
{
	char from[DATE_TEXT], until[DATE_TEXT];

	date_format(r->date, from);
	date_format(r->until, until);
	snprintf(out, 64, "%s%s%s%s%s", fault_names[r->fault], *from ? " " : "", from,
		*until ? " " : "",
		*until          ? until
		: r->until_open ? " open"
				: "");
	return out;
}

struct sample {
	const char *text, *expected;
};

static void check(const struct sample *samples, size_t n, bool serial_ok)
{
	for (size_t i = 0; i < n; i++) {
		struct dateread r;
		char got[64];
		dateread_cell(&r, samples[i].text, serial_ok, today);
		cr_expect_str_eq(told(&r, got), samples[i].expected, "\"%s\": %s, expected %s",
			samples[i].text, got, samples[i].expected);
	}
}

#define CHECK(serial_ok, ...)                                                                      \
	do {                                                                                       \
		static const struct sample samples[] = {__VA_ARGS__};                              \
		check(samples, sizeof samples / sizeof *samples, serial_ok);                       \
	} while (0)

Test(dateread, full_dates)
{
	CHECK(true, {"1986-11-02", "ok 1986-11-02"}, {"1986/11/2", "ok 1986-11-02"},
		{"1986.11.02", "ok 1986-11-02"}, {"1986年11月2日", "ok 1986-11-02"},
		{"1986年11月2号", "ok 1986-11-02"}, {"1986年11月2", "ok 1986-11-02"},
		{"1986 年 11 月 2 日", "ok 1986-11-02"}, {"19861102", "ok 1986-11-02"},
		{"1986 11 2", "ok 1986-11-02"}, {"1986,11,2", "ok 1986-11-02"},
		{"1986，11，2", "ok 1986-11-02"}, {"1986。11。2", "ok 1986-11-02"},
		{"1986、11、2", "ok 1986-11-02"}, {"1986·11·2", "ok 1986-11-02"},
		{"1986 - 11 - 02", "ok 1986-11-02"}, {"1986. 11. 02.", "ok 1986-11-02"},
		{"1986—11—02", "ok 1986-11-02"}, {"1986–11–02", "ok 1986-11-02"},
		{"1986－11－02", "ok 1986-11-02"}, {"1986年11.2", "ok 1986-11-02"},
		{"1986-11月-2日", "ok 1986-11-02"}, {"2000-02-29", "ok 2000-02-29"},
		{"公元1986年11月2日", "ok 1986-11-02"}, {"1986年11月2日 星期日", "ok 1986-11-02"},
		{"1986\\11\\02", "ok 1986-11-02"}, {"1986_11_02", "ok 1986-11-02"});
}

Test(dateread, wrappers_and_widths)
{
	CHECK(true, {"１９８６－１１－０２", "ok 1986-11-02"},
		{"１９８６年１１月", "partial 1986-11"}, {"1986．11", "partial 1986-11"},
		{" 1986-11-02\t", "ok 1986-11-02"}, {"\u00A01986-11-02\u3000", "ok 1986-11-02"},
		{"'1986-11-02", "ok 1986-11-02"}, {"=\"1986-11-02\"", "ok 1986-11-02"},
		{"1986\u200B-11-02", "ok 1986-11-02"}, {"1986-11-02\r\n", "ok 1986-11-02"},
		{"\uFEFF1986.11", "partial 1986-11"}, {"‘86.11", "partial 1986-11"});
}

Test(dateread, times_are_dropped)
{
	CHECK(true, {"1986-11-02 00:00:00", "ok 1986-11-02"},
		{"1986-11-02T00:00:00", "ok 1986-11-02"}, {"1986/11/2 0:00", "ok 1986-11-02"},
		{"1986-11-02T08:30:00Z", "ok 1986-11-02"},
		{"1986-11-02T08:30:00.000+08:00", "ok 1986-11-02"},
		{"1986/11/2 上午 8:30:00", "ok 1986-11-02"}, {"1986/11/2 8:30 PM", "ok 1986-11-02"},
		{"1986年11月2日8:30", "ok 1986-11-02"}, {"19861102 083000", "unparsed"},
		{"19861102083000", "ok 1986-11-02"}, {"198611020830", "ok 1986-11-02"},
		{"00:00:00", "unparsed"}, {"8:30", "unparsed"}, {"1986-11-02 99:00", "unparsed"},
		{"1986-11-02 8:30 之后", "unparsed"});
}

Test(dateread, partial_dates)
{
	CHECK(true, {"1986.11", "partial 1986-11"}, {"1986.1", "partial 1986-01"},
		{"1986-11", "partial 1986-11"}, {"1986/11", "partial 1986-11"},
		{"1986年11月", "partial 1986-11"}, {"1986年11月份", "partial 1986-11"},
		{"1986年11", "partial 1986-11"}, {"1986.11月", "partial 1986-11"},
		{"1986.11.", "partial 1986-11"}, {"198611", "partial 1986-11"},
		{"200512", "partial 2005-12"}, {"1986-11-00", "partial 1986-11"},
		{"1986.11.0", "partial 1986-11"}, {"19861100", "partial 1986-11"},
		{"19860000", "partial 1986"}, {"1986-00-00", "partial 1986"},
		{"198600", "partial 1986"}, {"1986", "partial 1986"}, {"1986年", "partial 1986"},
		{"1986.0", "partial 1986"}, {"11/1986", "partial 1986-11"},
		{"11.1986", "partial 1986-11"}, {"1986年底", "partial 1986"},
		{"1986年初", "partial 1986"}, {"1986年上半年", "partial 1986"},
		{"1986年秋季", "partial 1986"}, {"1986年11月上旬", "partial 1986-11"},
		{"1986年11月底", "partial 1986-11"});
}

Test(dateread, two_digit_years)
{
	struct dateread r;

	CHECK(true, {"86年11月", "partial 1986-11"}, {"86年11月2日", "ok 1986-11-02"},
		{"86.11", "partial 1986-11"}, {"'86.11", "partial 1986-11"},
		{"86.11.2", "ok 1986-11-02"}, {"86-11-02", "ok 1986-11-02"},
		{"86/11", "partial 1986-11"}, {"86年", "partial 1986"}, {"861102", "ok 1986-11-02"},
		{"27.5", "partial 1927-05"}, {"05年12月", "partial 2005-12"},
		{"15年3月2日", "ok 2015-03-02"}, {"08.12.1", "ok 2008-12-01"},
		{"16年3月", "ambiguous"}, {"20.12", "ambiguous"}, {"26年", "ambiguous"},
		{"Nov-86", "partial 1986-11"}, {"2-Nov-86", "ok 1986-11-02"},
		{"02-Nov-1986", "ok 1986-11-02"}, {"Nov 2, 1986", "ok 1986-11-02"},
		{"1986-Nov-02", "ok 1986-11-02"}, {"November 1986", "partial 1986-11"},
		{"Nov-02", "ambiguous"}, {"31-Feb-86", "invalid"}, {"Nov", "unparsed"});
	dateread_cell(&r, "86.11", false, today);
	cr_assert(r.two_digit_year);
	dateread_cell(&r, "1986.11", false, today);
	cr_assert_not(r.two_digit_year);
	dateread_cell(&r, "86.11-90.12", false, today);
	cr_assert(r.two_digit_year);
}

Test(dateread, chinese_numerals)
{
	CHECK(true, {"一九八六年十一月二日", "ok 1986-11-02"},
		{"一九八六年十一月", "partial 1986-11"}, {"二〇〇八年", "partial 2008"},
		{"二○○八年八月", "partial 2008-08"}, {"二零零八年八月八日", "ok 2008-08-08"},
		{"二00八年", "partial 2008"}, {"二OO八年十二月三十一日", "ok 2008-12-31"},
		{"二ＯＯ八年十月", "partial 2008-10"}, {"一九八六年元月廿三日", "ok 1986-01-23"},
		{"八六年十一月", "partial 1986-11"}, {"一九八六", "partial 1986"},
		{"一九八六年二月三十日", "invalid"}, {"一九八六年十月初一", "unparsed"},
		{"八一", "unparsed"});
}

Test(dateread, republic_years)
{
	CHECK(true, {"民国75年11月2日", "ok 1986-11-02"},
		{"民国七十五年十一月二日", "ok 1986-11-02"}, {"民國三十八年", "partial 1949"},
		{"民国元年", "partial 1912"}, {"民国38.10.1", "ok 1949-10-01"},
		{"中华民国三十四年八月", "partial 1945-08"}, {"民国1986年", "invalid"},
		{"民国0年", "invalid"}, {"民国", "unparsed"});
}

Test(dateread, excel_serials)
{
	struct dateread r;

	CHECK(true, {"31718", "ok 1986-11-02"}, {"31718.0", "ok 1986-11-02"},
		{"31718.75", "ok 1986-11-02"}, {"31,718", "unparsed"}, {"-31718", "unparsed"},
		{"9999", "unparsed"}, {"10000", "ok 1927-05-18"}, {"80001", "unparsed"},
		{"19861102.0", "ok 1986-11-02"}, {"198611.0", "partial 1986-11"});
	CHECK(false, {"31718", "unparsed"}, {"31718.0", "unparsed"}, {"31718.75", "unparsed"});
	dateread_cell(&r, "31718", true, today);
	cr_assert(r.from_serial);
	dateread_cell(&r, "19861102", true, today);
	cr_assert_not(r.from_serial);
}

Test(dateread, nothing_and_open)
{
	CHECK(true, {"", "empty"}, {"  \u3000", "empty"}, {"-", "empty"}, {"—", "empty"},
		{"——", "empty"}, {"/", "empty"}, {"无", "empty"}, {"暂无", "empty"},
		{"null", "empty"}, {"NaN", "empty"}, {"0000-00-00", "empty"}, {"00000000", "empty"},
		{"至今", "open"}, {"现在", "open"}, {"今", "open"}, {"Present", "open"},
		{"现役", "open"}, {"在职", "open"}, {"不详", "unparsed"}, {"?", "unparsed"},
		{"。", "unparsed"});
	struct dateread r;
	dateread_cell(&r, NULL, true, today);
	cr_assert_eq(r.fault, DATEREAD_EMPTY);
}

Test(dateread, ranges)
{
	CHECK(true, {"1986.11-1990.12", "range 1986-11 1990-12"},
		{"1986.11—1990.12", "range 1986-11 1990-12"},
		{"1986.11——1990.12", "range 1986-11 1990-12"},
		{"1986.11~1990.12", "range 1986-11 1990-12"},
		{"1986.11～1990.12", "range 1986-11 1990-12"},
		{"1986年11月至1990年12月", "range 1986-11 1990-12"},
		{"1986年11月2日到1990年12月", "range 1986-11-02 1990-12"},
		{"1986年11月-1990年12月", "range 1986-11 1990-12"},
		{"1986-11-02-1990-12-01", "range 1986-11-02 1990-12-01"},
		{"1986-11-1990-12", "range 1986-11 1990-12"}, {"1986-1990", "range 1986 1990"},
		{"1986.11 - 1990.12", "range 1986-11 1990-12"},
		{"86.11-90.12", "range 1986-11 1990-12"},
		{"198611-199012", "range 1986-11 1990-12"},
		{"19861102-19901201", "range 1986-11-02 1990-12-01"},
		{"1986.11至今", "range 1986-11 open"}, {"1986.11-至今", "range 1986-11 open"},
		{"1986年11月——现在", "range 1986-11 open"}, {"1986.11-今", "range 1986-11 open"},
		{"1986.11到现在", "range 1986-11 open"},
		{"1990.12-1986.11", "range 1990-12 1986-11"}, {"1986.13-1990.12", "invalid"},
		{"1986-30-11", "invalid"}, {"1986.11-12", "ambiguous"},
		{"1986年11月至", "unparsed"}, {"至1986年", "unparsed"},
		{"1986至1990至1995", "unparsed"}, {"1986年11月至12月", "unparsed"});
}

Test(dateread, ambiguous_dates)
{
	CHECK(true, {"02/03/1986", "ambiguous"}, {"1/2/86", "ambiguous"}, {"05.3", "ambiguous"},
		{"03/04/05", "ambiguous"}, {"1986112", "ambiguous"},
		{"05/05/1986", "ok 1986-05-05"}, {"25/12/1986", "ok 1986-12-25"},
		{"12/25/1986", "ok 1986-12-25"}, {"25/12/86", "ok 1986-12-25"});
}

Test(dateread, impossible_dates)
{
	CHECK(true, {"1986-02-30", "invalid"}, {"1986-13", "invalid"}, {"1986-13-01", "invalid"},
		{"19861301", "invalid"}, {"198613", "invalid"}, {"1987-02-29", "invalid"},
		{"1986年13月", "invalid"}, {"1986年11月31日", "invalid"}, {"1986-00-05", "invalid"},
		{"1900-01-00", "invalid"}, {"1086年11月", "invalid"}, {"31/31/1986", "invalid"},
		{"0198-11-02", "invalid"}, {"86.15", "invalid"}, {"1986.111", "invalid"});
}

Test(dateread, no_dates)
{
	CHECK(true, {"8611", "unparsed"}, {"11月2日", "unparsed"}, {"11.25", "ambiguous"},
		{"6.1", "unparsed"}, {"5年", "unparsed"}, {"1986年冬", "unparsed"},
		{"约1986年", "unparsed"}, {"1986年左右", "unparsed"},
		{"农历1986年10月1日", "unparsed"}, {"1986年腊月", "unparsed"},
		{"1986年11月入伍", "unparsed"}, {"1986.11(补)", "unparsed"},
		{"19900001234", "unparsed"}, {"88886666", "unparsed"}, {"0915-8822113", "unparsed"},
		{"1986年2日", "unparsed"}, {"1.2.3.4", "unparsed"}, {"某年某月", "unparsed"},
		{"\xFF\xFE", "unparsed"}, {"䶮㛃𬭩", "unparsed"},
		{"1986-11-02\x1B[31m", "unparsed"}, {"1986 11 02 03 04", "unparsed"},
		{"月", "unparsed"}, {"年11月", "unparsed"}, {"1.2.3", "unparsed"},
		{"12345678901234567890", "unparsed"}, {"100.5", "unparsed"});
	char far[400];
	struct dateread r;
	memset(far, '1', sizeof far);
	far[sizeof far - 1] = '\0';
	dateread_cell(&r, far, true, today);
	cr_assert_eq(r.fault, DATEREAD_UNPARSED);
}

Test(dateread, typed)
{
	static const struct sample samples[] = {
		{"t", "ok 2026-11-23"},
		{"T", "ok 2026-11-23"},
		{"t-1", "ok 2026-11-22"},
		{"t+8", "ok 2026-12-01"},
		{"t+", "unparsed"},
		{"t+x", "unparsed"},
		{"tt", "unparsed"},
		{"0801", "ok 2026-08-01"},
		{"1220", "ok 2026-12-20"},
		{"1224", "ok 2025-12-24"},
		{"0230", "invalid"},
		{"0000", "invalid"},
		{"八一", "ok 2026-08-01"},
		{"8月1日", "ok 2026-08-01"},
		{"8月1", "ok 2026-08-01"},
		{"12月31日", "ok 2025-12-31"},
		{"春节", "unparsed"},
		{"1986", "partial 1986"},
		{"1986.11", "partial 1986-11"},
		{"86.11.2", "ok 1986-11-02"},
		{"31718", "unparsed"},
		{"", "empty"},
		{"至今", "open"},
		{"1986-11-02", "ok 1986-11-02"},
	};

	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		struct dateread r;
		char got[64];
		dateread_typed(&r, samples[i].text, today);
		cr_expect_str_eq(told(&r, got), samples[i].expected, "\"%s\": %s, expected %s",
			samples[i].text, got, samples[i].expected);
	}
}

Test(dateread, leap_day_of_last_leap_year_is_not_next_to_today)
{
	struct dateread r;

	dateread_typed(&r, "0229", today);
	cr_assert_eq(r.fault, DATEREAD_INVALID);
	dateread_typed(&r, "0229", (struct date){2025, 1, 10});
	cr_assert_eq(r.fault, DATEREAD_OK);
	cr_assert_eq(r.date.year, 2024);
}

Test(dateread, serials)
{
	struct date d;
	char text[DATE_TEXT];

	cr_assert(dateread_serial(&d, 31718, false));
	date_format(d, text);
	cr_assert_str_eq(text, "1986-11-02");
	cr_assert(dateread_serial(&d, 1, false));
	cr_assert(d.year == 1900 && d.month == 1 && d.day == 1);
	cr_assert(dateread_serial(&d, 59.5, false));
	cr_assert(d.month == 2 && d.day == 28);
	cr_assert_not(dateread_serial(&d, 60, false));
	cr_assert(dateread_serial(&d, 61, false));
	cr_assert(d.month == 3 && d.day == 1);
	cr_assert_not(dateread_serial(&d, 0, false));
	cr_assert_not(dateread_serial(&d, -1, false));
	cr_assert_not(dateread_serial(&d, 0.0 / 0.0, false));
	cr_assert_not(dateread_serial(&d, 1e300, false));
	cr_assert(dateread_serial(&d, 2958465, false));
	cr_assert(d.year == 9999 && d.month == 12 && d.day == 31);
	cr_assert(dateread_serial(&d, 30256, true));
	date_format(d, text);
	cr_assert_str_eq(text, "1986-11-02");
	cr_assert(dateread_serial(&d, 0, true));
	cr_assert(d.year == 1904 && d.month == 1 && d.day == 1);
}
