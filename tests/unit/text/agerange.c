#include <criterion/criterion.h>

#include <binggui/text/agerange.h>

static void expect(const char *text, int from, int to, int women_from, int women_to)
{
	struct agerange a;

	cr_assert(agerange_parse(&a, text), "%s", text);
	cr_expect(a.from == from && a.to == to && a.women_from == women_from &&
			  a.women_to == women_to,
		"%s: %d-%d, women %d-%d", text, a.from, a.to, a.women_from, a.women_to);
}

Test(agerange, as_posts_ask_for_it)
{
	expect("18—45周岁", 18, 45, 0, 0);
	expect("18-45岁", 18, 45, 0, 0);
	expect("18周岁-45周岁", 18, 45, 0, 0);
	expect("１８～４５", 18, 45, 0, 0);
	expect("45周岁以下", 0, 45, 0, 0);
	expect("35岁及以下", 0, 35, 0, 0);
	expect("45周岁（含）以下", 0, 45, 0, 0);
	expect("18岁以上", 18, 0, 0, 0);
	expect("18+", 18, 0, 0, 0);
	expect("18-", 18, 0, 0, 0);
	expect("18～退休", 18, 0, 0, 0);
	expect("大于18岁", 18, 0, 0, 0);
	expect("不大于45周岁", 0, 45, 0, 0);
	expect("18周岁（含）-45周岁（含）", 18, 45, 0, 0);
	expect("年满18周岁，不超过50周岁", 18, 50, 0, 0);
	expect("20至50", 20, 50, 0, 0);
	expect("三十五岁以下", 0, 35, 0, 0);
	expect("男18-60，女18-55", 18, 60, 18, 55);
	expect("男60周岁以下、女55周岁以下", 0, 60, 0, 55);
	expect("年龄不限", 0, 0, 0, 0);
	expect("50岁", 0, 50, 0, 0);
	expect("18-45(男)，18-40(女)", 18, 45, 18, 40);
	expect("≥18岁", 18, 0, 0, 0);
	expect("≤40周岁", 0, 40, 0, 0);
	expect("不满45周岁", 0, 45, 0, 0);
	expect("无要求", 0, 0, 0, 0);
}

Test(agerange, an_exception_is_not_the_rule)
{
	expect("45岁以下（特殊岗位可放宽至50岁）", 0, 45, 0, 0);
	expect("18-28周岁（大学生可放宽到30）", 18, 28, 0, 0);
	expect("18-45岁、退役军人可放宽5岁", 18, 45, 0, 0);
}

Test(agerange, nothing_is_invented)
{
	static const char *const none[] = {"", "-", "身体健康", "3年经验", "1985年出生", "面议",
		"18-450", "40左右", "45岁上下"};
	struct agerange a;

	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		cr_expect_not(agerange_parse(&a, none[i]), "%s: %d-%d", none[i], a.from, a.to);
	cr_assert(agerange_parse(&a, "45-18岁"));
	cr_assert(a.reversed && a.from == 45 && a.to == 18);
}
