#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <binggui/text/wage.h>

static void expect(const char *text, long from, long to, enum wage_unit unit)
{
	struct wage w;

	cr_assert(wage_parse(&w, text), "%s", text);
	cr_expect_eq(w.from, from < 0 ? -1 : from * 100, "%s from %lld", text, (long long)w.from);
	cr_expect_eq(w.to, to < 0 ? -1 : to * 100, "%s to %lld", text, (long long)w.to);
	cr_expect_eq(w.unit, unit, "%s per %s", text, wage_unit_name(w.unit));
}

Test(wage, as_job_pages_write_it)
{
	expect("1-1.5万/月", 10000, 15000, WAGE_MONTH);
	expect("0.8-1万/月", 8000, 10000, WAGE_MONTH);
	expect("6-8千/月", 6000, 8000, WAGE_MONTH);
	expect("6千-8千", 6000, 8000, WAGE_MONTH);
	expect("15k-25k", 15000, 25000, WAGE_MONTH);
	expect("15K-25K·13薪", 15000, 25000, WAGE_MONTH);
	expect("10000-20000", 10000, 20000, WAGE_MONTH);
	expect("20-30万/年", 200000, 300000, WAGE_YEAR);
	expect("3000以上", 3000, -1, WAGE_MONTH);
	expect("10万以下/年", -1, 100000, WAGE_YEAR);
	expect("['1-1.5万/月']", 10000, 15000, WAGE_MONTH);
	expect("4-6K", 4000, 6000, WAGE_MONTH);
}

Test(wage, as_employers_write_it)
{
	expect("200元/天", 200, 200, WAGE_DAY);
	expect("150-200元/天", 150, 200, WAGE_DAY);
	expect("25元/小时", 25, 25, WAGE_HOUR);
	expect("年薪20万", 200000, 200000, WAGE_YEAR);
	expect("月薪5000-8000元", 5000, 8000, WAGE_MONTH);
	expect("3000元/月-5000元/月", 3000, 5000, WAGE_MONTH);
	expect("底薪3000+提成", 3000, -1, WAGE_MONTH);
	expect("保底4,500元/月", 4500, -1, WAGE_MONTH);
	expect("3000-5000元/月（包吃住）", 3000, 5000, WAGE_MONTH);
	expect("8000-1.2万", 8000, 12000, WAGE_MONTH);
	expect("１５００－２０００", 1500, 2000, WAGE_MONTH);
	expect("￥8000", 8000, 8000, WAGE_MONTH);
	expect("5000左右", 5000, 5000, WAGE_MONTH);
	expect("四千至五千", 4000, 5000, WAGE_MONTH);
	expect("2500~3000", 2500, 3000, WAGE_MONTH);
	expect("不低于3500元", 3500, -1, WAGE_MONTH);
	expect("3000元+餐补300", 3000, -1, WAGE_MONTH);
	expect("3000-5000（试用期2500）", 3000, 5000, WAGE_MONTH);
	expect("25元/小时，每天8小时", 25, 25, WAGE_HOUR);
	expect("5元/件", 5, 5, WAGE_PIECE);
	expect("180", 180, 180, WAGE_DAY);
}

Test(wage, what_has_no_upper_end)
{
	expect("3000-", 3000, -1, WAGE_MONTH);
	expect("3000元～", 3000, -1, WAGE_MONTH);
	expect("≥5000", 5000, -1, WAGE_MONTH);
	expect("最低4000", 4000, -1, WAGE_MONTH);
	expect("4000多", 4000, -1, WAGE_MONTH);
	expect("4000余元", 4000, -1, WAGE_MONTH);
	expect("3000-5000元/月，多劳多得", 3000, 5000, WAGE_MONTH);
}

Test(wage, by_what_the_amount_itself_is_paid)
{
	expect("保底4000元/月+计件", 4000, -1, WAGE_MONTH);
	expect("计件，月均5000-7000元", 5000, 7000, WAGE_MONTH);
	expect("年收入6-8万元", 60000, 80000, WAGE_YEAR);
	expect("150元/工", 150, 150, WAGE_DAY);
	expect("15薪，10-15K", 10000, 15000, WAGE_MONTH);
	expect("试用期3500元，转正后4000-5000元", 4000, 5000, WAGE_MONTH);
	expect("3500-4000（转正）", 3500, 4000, WAGE_MONTH);
	expect("1万-1万5", 10000, 15000, WAGE_MONTH);
	expect("1.2w-1.5w", 12000, 15000, WAGE_MONTH);
}

Test(wage, nothing_is_invented)
{
	static const char *const none[] = {"", " ", "-", "优厚", "五险一金", "[]", "按国家规定",
		"-500", "13800001234", "第一年4000第二年5000", "3000/4000/5000", "1-1.5",
		"10年以上工作经验", "30??00", "1000元/周"};
	struct wage w;

	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		cr_expect_not(wage_parse(&w, none[i]), "%s: %lld", none[i], (long long)w.from);
	cr_assert(wage_parse(&w, "薪资面议"));
	cr_assert(w.negotiable && w.from == -1 && w.to == -1);
	cr_assert(wage_parse(&w, "计件"));
	cr_assert(w.from == -1 && w.to == -1 && w.unit == WAGE_PIECE && !w.negotiable);
	cr_assert(wage_parse(&w, "8000-5000"));
	cr_assert(w.reversed);
	cr_assert_eq(w.from, 800000);
}

Test(wage, a_month_of_any_unit)
{
	cr_expect_eq(wage_month(12000000, WAGE_YEAR), 1000000);
	cr_expect_eq(wage_month(20000, WAGE_DAY), 435000);
	cr_expect_eq(wage_month(2500, WAGE_HOUR), 435000);
	cr_expect_eq(wage_month(500, WAGE_PIECE), -1);
	cr_expect_eq(wage_month(-1, WAGE_MONTH), -1);
}

/* Every way of writing it that was found, where the list is at hand. */
Test(wage, everything_seen)
{
	FILE *f = fopen("../shared/data/posts/facet_values.csv", "r");
	char line[256];
	size_t n = 0;

	while (f && fgets(line, sizeof line, f)) {
		char *value = strncmp(line, "pay,", 4) == 0 ? line + 4 : NULL;
		char *comma = value ? strrchr(value, ',') : NULL;
		struct wage w;
		if (!comma || comma == value)
			continue;
		*comma = '\0';
		bool ok = wage_parse(&w, value);
		cr_expect(ok, "%s", value);
		cr_expect(!ok || w.negotiable || w.to < 0 || w.from < 0 ||
				  (w.from <= w.to && wage_month(w.to, w.unit) >= 50000 &&
					  wage_month(w.to, w.unit) <= 100000000),
			"%s: %lld %lld", value, (long long)w.from, (long long)w.to);
		n++;
	}
	if (f)
		fclose(f);
	cr_log_info("%zu", n);
}
