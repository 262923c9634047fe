#include <criterion/criterion.h>

#include <binggui/domain/rounding.h>

static void prints(
	enum figure_round round, int64_t value, int64_t scale, const char *unit, const char *text)
{
	struct str out = {0};

	rounding_print(&out, round, value, scale, unit);
	cr_expect_str_eq(str_c(&out), text, "%s instead of %s", str_c(&out), text);
	str_free(&out);
}

Test(rounding, more_than_a_multiple_is_told_by_yu)
{
	prints(ROUND_HUNDREDS, 1312, 1, "名", "1300余名");
	prints(ROUND_TENS, 137, 1, "人", "130余人");
	prints(ROUND_TENS, 185, 1, "人次", "180余人次");
	prints(ROUND_TENS, 64, 1, "个", "60余个");
}

Test(rounding, an_exact_multiple_has_no_yu)
{
	prints(ROUND_HUNDREDS, 1300, 1, "名", "1300名");
	prints(ROUND_TENS, 130, 1, "人", "130人");
	prints(ROUND_TEN_WAN, 20000000, 100, "万元", "20万元");
	prints(ROUND_WAN, 17000000, 100, "万元", "17万元");
}

Test(rounding, what_is_below_the_step_is_printed_whole)
{
	prints(ROUND_HUNDREDS, 87, 1, "名", "87名");
	prints(ROUND_HUNDREDS, 100, 1, "名", "100名");
	prints(ROUND_TENS, 9, 1, "份", "9份");
	prints(ROUND_TENS, 0, 1, "份", "0份");
	prints(ROUND_TEN_WAN, 8350000, 100, "万元", "8.35万元");
	prints(ROUND_WAN, 999999, 100, "万元", "0.999999万元");
}

Test(rounding, money_goes_down_to_ten_wan_or_one)
{
	prints(ROUND_TEN_WAN, 20345600, 100, "万元", "20余万元");
	prints(ROUND_TEN_WAN, 20000001, 100, "万元", "20余万元");
	prints(ROUND_TEN_WAN, 85000000, 100, "万元", "80余万元");
	prints(ROUND_WAN, 17450000, 100, "万元", "17万余元");
	prints(ROUND_WAN, 123456, 1, "人", "12万余人");
}

Test(rounding, tenths_of_wan)
{
	prints(ROUND_WAN_TENTHS, 15400000, 100, "万元", "15.4万元");
	prints(ROUND_WAN_TENTHS, 2200000, 100, "万元", "2.2万元");
	prints(ROUND_WAN_TENTHS, 2249999, 100, "万元", "2.2万元");
	prints(ROUND_WAN_TENTHS, 2250000, 100, "万元", "2.3万元");
	prints(ROUND_WAN_TENTHS, 2000000, 100, "万元", "2万元");
	prints(ROUND_WAN_TENTHS, 50000, 100, "万元", "0.05万元"); /* 500元 is no 0.1万 */
}

Test(rounding, whole_values_stay_whole)
{
	prints(ROUND_WHOLE, 1298, 1, "块", "1298块");
	prints(ROUND_WHOLE, 15432100, 100, "万元", "15.4321万元");
	prints(ROUND_WHOLE, 123450, 100, "元", "1234.5元");
	prints(ROUND_WHOLE, 12500000, 1000000, "小时", "12.5小时");
	prints(ROUND_WHOLE, -150, 100, "元", "-1.5元");
}

Test(rounding, hanzi)
{
	prints(ROUND_HANZI, 2, 1, "期", "两期");
	prints(ROUND_HANZI, 1, 1, "期", "一期");
	prints(ROUND_HANZI, 3, 1, "级", "三级");
	prints(ROUND_HANZI, 10, 1, "期", "十期");
	prints(ROUND_HANZI, 12, 1, "期", "十二期");
	prints(ROUND_HANZI, 20, 1, "期", "二十期");
	prints(ROUND_HANZI, 99, 1, "期", "九十九期");
	prints(ROUND_HANZI, 100, 1, "期", "100期");
	prints(ROUND_HANZI, 0, 1, "期", "零期");
}

Test(rounding, a_share_is_never_said_to_be_whole_before_it_is)
{
	struct str out = {0};

	rounding_share(&out, 1312, 1312);
	cr_expect_str_eq(str_c(&out), "100%");
	rounding_share(&out, 1311, 1312);
	cr_expect_str_eq(str_c(&out), "99.9%");
	rounding_share(&out, 1, 3);
	cr_expect_str_eq(str_c(&out), "33.3%");
	rounding_share(&out, 0, 3);
	cr_expect_str_eq(str_c(&out), "0%");
	rounding_share(&out, 3, 0);
	cr_expect_str_eq(str_c(&out), "");
	str_free(&out);
}

Test(rounding, exact_numbers_have_no_unit)
{
	struct str out = {0};

	rounding_exact(&out, 20345678, 100, "万元");
	cr_expect_str_eq(str_c(&out), "20.345678");
	rounding_exact(&out, 1312, 1, "名");
	cr_expect_str_eq(str_c(&out), "1312");
	str_free(&out);
}

Test(rounding, dates_by_what_is_known)
{
	struct str out = {0};

	rounding_date(&out, (struct date){2018, 12, 3}, true);
	cr_expect_str_eq(str_c(&out), "2018年12月");
	rounding_date(&out, (struct date){2018, 12, 3}, false);
	cr_expect_str_eq(str_c(&out), "2018年12月3日");
	rounding_date(&out, (struct date){2018, 0, 0}, false);
	cr_expect_str_eq(str_c(&out), "2018年");
	rounding_date(&out, (struct date){0}, false);
	cr_expect_str_eq(str_c(&out), "");
	str_free(&out);
}
