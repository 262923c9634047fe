#include <criterion/criterion.h>

#include <binggui/domain/surround.h>

static const struct date today = {2026, 11, 23};

Test(surround, the_year_comes_from_the_nearest_that_says_one)
{
	struct surround s;

	surround_make(&s, "城关镇2019年八一慰问台账", "2020年");
	cr_expect_eq(surround_year(&s), 2019);
	surround_section(&s, "二〇一八年");
	cr_expect_eq(surround_year(&s), 2018);
	surround_free(&s);
	surround_make(&s, "2019年12月至2020年2月", "");
	cr_expect_eq(surround_year(&s), 0, "two of them");
	surround_free(&s);
	surround_make(&s, "电话0915-88220012", "走访");
	cr_expect_eq(surround_year(&s), 0);
	surround_free(&s);
}

Test(surround, dates_that_leave_the_year_out)
{
	static const struct {
		const char *text, *day, *out;
		bool ahead;
	} rows[] = {
		{"7月28日", "", "2019-07-28", false},
		{"7.28", "", "2019-07-28", false},
		{"07-28", "", "2019-07-28", false},
		{"七月二十八日", "", "2019-07-28", false},
		{"7月28号上午", "", "2019-07-28", false},
		{"2020年3月5日 15时", "", "2020年3月5日", false},
		{"3月5日9点", "", "2019-03-05", false},
		{"2019年7月28日（周日）", "", "2019年7月28日", false},
		{"20.1.15", "", "2020.1.15", false},
		{"19年7月28日", "", "2019年7月28日", false},
		{"12月20日", "2019-07-28", "2019-12-20", true},
		{"1月10日", "2019-12-28", "2020-01-10", true},
		{"2019-07-28", "", "", false},
		{"1.5.20", "", "", false},
		{"13.40", "", "", false},
		{"昨天", "", "", false},
	};
	struct surround s;
	struct str out = {0};

	surround_make(&s, "2019年走访台账", "");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		bool added =
			surround_date(&s, rows[i].text, rows[i].day, rows[i].ahead, today, &out);
		cr_expect_eq(added, *rows[i].out != '\0', "%s", rows[i].text);
		if (added)
			cr_expect_str_eq(str_c(&out), rows[i].out, "%s", rows[i].text);
	}
	surround_free(&s);
	surround_make(&s, "走访台账", "Sheet1");
	cr_expect_not(surround_date(&s, "7月28日", "", false, today, &out), "no year is invented");
	surround_free(&s);
	str_free(&out);
}

Test(surround, the_unit_stands_in_the_header_or_above_it)
{
	struct surround s;
	struct str out = {0};

	surround_make(&s, "救助台账\n单位：万元\n", "");
	cr_expect(surround_money(&s, "0.1", "金额", &out));
	cr_expect_str_eq(str_c(&out), "0.1万元");
	cr_expect_not(surround_money(&s, "500", "金额(元)", &out), "the column's own goes first");
	cr_expect_not(
		surround_money(&s, "500元", "金额", &out), "the cell's own goes first of all");
	cr_expect_not(surround_money(&s, "很多", "金额", &out));
	surround_free(&s);
	surround_make(&s, "填报单位：城关镇", "");
	cr_expect_not(surround_money(&s, "500", "金额", &out));
	cr_expect(surround_money(&s, "2.5", "金额（千元）", &out));
	cr_expect_str_eq(str_c(&out), "2.5千元");
	cr_expect(surround_money(&s, "（500）", "金额", &out));
	cr_expect_str_eq(str_c(&out), "-500");
	cr_expect(surround_money(&s, "伍佰", "金额", &out));
	cr_expect_str_eq(str_c(&out), "伍佰元");
	cr_expect(surround_money(&s, "500元（大写伍佰元整）", "金额", &out));
	cr_expect_str_eq(str_c(&out), "500元");
	cr_expect_not(surround_money(&s, "一点", "金额", &out));
	cr_expect_not(surround_money(&s, "五百来块", "金额", &out));
	surround_free(&s);
	str_free(&out);
}

Test(surround, a_whole_day_in_the_title)
{
	struct surround s;
	struct str out = {0};

	surround_make(&s, "城关镇2019年7月28日走访记录", "");
	cr_expect(surround_day(&s, today, &out));
	cr_expect_str_eq(str_c(&out), "2019-07-28");
	surround_section(&s, "2019年8月1日");
	cr_expect(surround_day(&s, today, &out));
	cr_expect_str_eq(str_c(&out), "2019-08-01");
	surround_free(&s);
	surround_make(&s, "2019年7月走访记录（2029年1月1日前有效）", "");
	cr_expect_not(surround_day(&s, today, &out), "a month is no day, and that one is to come");
	surround_free(&s);
	str_free(&out);
}
