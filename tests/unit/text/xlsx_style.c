#include <criterion/criterion.h>

#include <binggui/text/xlsx_style.h>

Test(xlsx_style, builtin_formats)
{
	cr_assert_eq(xlsx_style_builtin(0).shows, XLSX_SHOWS_NUMBER);
	cr_assert_eq(xlsx_style_builtin(4).shows, XLSX_SHOWS_NUMBER);
	cr_assert_eq(xlsx_style_builtin(14).shows, XLSX_SHOWS_DAY);
	cr_assert_eq(xlsx_style_builtin(17).shows, XLSX_SHOWS_MONTH);
	cr_assert_eq(xlsx_style_builtin(20).shows, XLSX_SHOWS_TIME);
	cr_assert_eq(xlsx_style_builtin(22).shows, XLSX_SHOWS_DAY);
	cr_assert_eq(xlsx_style_builtin(27).shows, XLSX_SHOWS_MONTH);
	cr_assert_eq(xlsx_style_builtin(31).shows, XLSX_SHOWS_DAY);
	cr_assert_eq(xlsx_style_builtin(46).shows, XLSX_SHOWS_NUMBER);
	cr_assert_eq(xlsx_style_builtin(49).shows, XLSX_SHOWS_NUMBER);
	cr_assert_eq(xlsx_style_builtin(57).shows, XLSX_SHOWS_MONTH);
	cr_assert_eq(xlsx_style_builtin(58).shows, XLSX_SHOWS_DAY);
	cr_assert_eq(xlsx_style_builtin(-1).shows, XLSX_SHOWS_NUMBER);
}

Test(xlsx_style, custom_formats)
{
	static const struct {
		const char *code;
		enum xlsx_shows shows;
	} samples[] = {
		{"yyyy\\-mm\\-dd", XLSX_SHOWS_DAY},
		{"yyyy/m/d;@", XLSX_SHOWS_DAY},
		{"yyyy\"年\"m\"月\"d\"日\";@", XLSX_SHOWS_DAY},
		{"yyyy\"年\"m\"月\"", XLSX_SHOWS_MONTH},
		{"yyyy年m月", XLSX_SHOWS_MONTH},
		{"yyyy.mm", XLSX_SHOWS_MONTH},
		{"yyyy.mm.dd", XLSX_SHOWS_DAY},
		{"yyyy\"年\"", XLSX_SHOWS_YEAR},
		{"[$-804]yyyy\"年\"m\"月\";@", XLSX_SHOWS_MONTH},
		{"[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@", XLSX_SHOWS_DAY},
		{"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", XLSX_SHOWS_DAY},
		{"[$-404]e/m/d;@", XLSX_SHOWS_DAY},
		{"m\"月\"d\"日\"", XLSX_SHOWS_DAY},
		{"mmm\\-yy", XLSX_SHOWS_MONTH},
		{"aaaa", XLSX_SHOWS_DAY},
		{"yyyy-mm-dd hh:mm:ss", XLSX_SHOWS_DAY},
		{"YYYY-MM-DD", XLSX_SHOWS_DAY},
		{"h:mm AM/PM", XLSX_SHOWS_TIME},
		{"mm:ss.0", XLSX_SHOWS_TIME},
		{"上午/下午h\"时\"mm\"分\"", XLSX_SHOWS_TIME},
		{"[h]:mm:ss", XLSX_SHOWS_NUMBER},
		{"General", XLSX_SHOWS_NUMBER},
		{"GENERAL", XLSX_SHOWS_NUMBER},
		{"G/通用格式", XLSX_SHOWS_NUMBER},
		{"@", XLSX_SHOWS_NUMBER},
		{"0.00E+00", XLSX_SHOWS_NUMBER},
		{"#,##0.00_ ;[Red]\\-#,##0.00\\ ", XLSX_SHOWS_NUMBER},
		{"\"￥\"#,##0.00;[Red]\"￥\"\\-#,##0.00", XLSX_SHOWS_NUMBER},
		{"0\"day\"", XLSX_SHOWS_NUMBER},
		{"0_d", XLSX_SHOWS_NUMBER},
		{"0;yyyy", XLSX_SHOWS_NUMBER},
		{"[yyyy", XLSX_SHOWS_NUMBER},
		{"\"yyyy", XLSX_SHOWS_NUMBER},
		{"\\", XLSX_SHOWS_NUMBER},
		{"", XLSX_SHOWS_NUMBER},
		{NULL, XLSX_SHOWS_NUMBER},
	};

	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
		cr_expect_eq(xlsx_style_custom(samples[i].code).shows, samples[i].shows, "%s",
			samples[i].code ? samples[i].code : "NULL");
	cr_assert_eq(xlsx_style_custom("000000").zeros, 6);
	cr_assert_eq(xlsx_style_custom("000000;-0").zeros, 6);
	cr_assert_eq(xlsx_style_custom("0").zeros, 0);
	cr_assert_eq(xlsx_style_custom("0000.0").zeros, 0);
}

static const char *shown(
	const char *value, struct xlsx_style style, enum cell_kind kind, unsigned flags)
{
	static struct str out;
	unsigned got = 0;
	enum cell_kind got_kind = xlsx_style_number(&out, value, style, false, &got);

	cr_expect_eq(got_kind, kind, "%s", value);
	cr_expect_eq(got, flags, "%s", value);
	return str_c(&out);
}

Test(xlsx_style, plain_numbers)
{
	static const struct {
		const char *value, *expected;
	} samples[] = {
		{"0", "0"},
		{"-0", "0"},
		{"12", "12"},
		{"+12", "12"},
		{"-12.50", "-12.5"},
		{"0.1", "0.1"},
		{".5", "0.5"},
		{"5.", "5"},
		{"66.599999999999994", "66.6"},
		{"0.30000000000000004", "0.3"},
		{"1.5E-7", "0.00000015"},
		{"1E3", "1000"},
		{"1.2345E+5", "123450"},
		{"19900001234", "19900001234"},
		{"1.9900001234E10", "19900001234"},
		{"610927861102910", "610927861102910"},
		{"100000000000000", "100000000000000"},
	};

	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
		cr_expect_str_eq(shown(samples[i].value, (struct xlsx_style){0}, CELL_NUMBER, 0),
			samples[i].expected, "%s", samples[i].value);
}

Test(xlsx_style, long_numbers_are_rounded)
{
	static const struct {
		const char *value, *expected;
	} samples[] = {
		{"6.1092719861102906E+17", "610927198611029060"},
		{"610927198611029101", "610927198611029101"},
		{"320102197001009984", "320102197001009984"},
		{"6.10927E+17", "610927000000000000"},
		{"1e20", "100000000000000000000"},
		{"1e21", "1e21"},
		{"1e400", "1e400"},
		{"-6.5E+15", "-6500000000000000"},
	};

	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
		cr_expect_str_eq(
			shown(samples[i].value, (struct xlsx_style){0}, CELL_NUMBER, CELL_ROUNDED),
			samples[i].expected, "%s", samples[i].value);
}

Test(xlsx_style, dates)
{
	struct xlsx_style day = {.shows = XLSX_SHOWS_DAY}, month = {.shows = XLSX_SHOWS_MONTH};
	struct xlsx_style year = {.shows = XLSX_SHOWS_YEAR}, time = {.shows = XLSX_SHOWS_TIME};
	struct str out = {0};
	unsigned flags = 0;

	cr_expect_str_eq(shown("31718", day, CELL_DATE, 0), "1986-11-02");
	cr_expect_str_eq(shown("31718.75", day, CELL_DATE, 0), "1986-11-02");
	cr_expect_str_eq(shown("31718", month, CELL_DATE, 0), "1986-11");
	cr_expect_str_eq(shown("31718", year, CELL_DATE, 0), "1986");
	cr_expect_str_eq(shown("0.5", time, CELL_TEXT, 0), "12:00");
	cr_expect_str_eq(shown("31718.354178240741", time, CELL_TEXT, 0), "08:30:01");
	cr_expect_str_eq(shown("0", day, CELL_NUMBER, 0), "0");
	cr_expect_str_eq(shown("-5", day, CELL_NUMBER, 0), "-5");
	cr_expect_str_eq(shown("60", day, CELL_NUMBER, 0), "60");
	cr_expect_str_eq(shown("19861102", day, CELL_NUMBER, 0), "19861102");
	cr_expect_eq(xlsx_style_number(&out, "30256", day, true, &flags), CELL_DATE);
	cr_expect_str_eq(str_c(&out), "1986-11-02");
	str_free(&out);
}

Test(xlsx_style, zeros_in_front)
{
	struct xlsx_style six = {.zeros = 6};

	cr_expect_str_eq(shown("725600", six, CELL_NUMBER, 0), "725600");
	cr_expect_str_eq(shown("1234", six, CELL_NUMBER, 0), "001234");
	cr_expect_str_eq(shown("1.5", six, CELL_NUMBER, 0), "1.5");
	cr_expect_str_eq(shown("-5", six, CELL_NUMBER, 0), "-5");
}

Test(xlsx_style, no_numbers)
{
	static const char *const samples[] = {
		"", "abc", "1e", "1e+", "--1", "1.2.3", "NaN", "inf", "0x10", "."};

	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
		cr_expect_str_eq(shown(samples[i], (struct xlsx_style){.shows = XLSX_SHOWS_DAY},
					 CELL_TEXT, 0),
			samples[i]);
}
