#include <string.h>

#include <criterion/criterion.h>

#include <binggui/domain/headpattern.h>
#include <binggui/domain/headword.h>

Test(headpattern, one_word_of_each_part_in_order)
{
	const char *money = "慰问|救助*金额|资金";

	cr_expect_eq(headpattern_fits(money, "慰问金额"), strlen("慰问金额"));
	cr_expect_eq(headpattern_fits(money, "救助所用资金"), strlen("救助资金"));
	cr_expect_eq(headpattern_fits(money, "申请救助金额"), 0, "begins with another word");
	cr_expect_eq(headpattern_fits(money, "救助金额合计"), 0, "ends with another word");
	cr_expect_eq(headpattern_fits(money, "金额救助"), 0);
	cr_expect_eq(headpattern_fits(money, ""), 0);
}

Test(headpattern, a_star_at_either_end)
{
	cr_expect_eq(headpattern_fits("*诉求", "本人诉求"), strlen("诉求"));
	cr_expect_eq(headpattern_fits("诉求*", "诉求及建议"), strlen("诉求"));
	cr_expect_eq(headpattern_fits("*急难*", "群众急难愁盼"), strlen("急难"));
	cr_expect_eq(headpattern_fits("*急难*", "诉求"), 0);
	cr_expect_eq(headpattern_fits("下次*时间|日期", "下次入户时间"), strlen("下次时间"));
	cr_expect_eq(headpattern_fits("*金|金额", "慰问金额"), strlen("金额"), "the longer word");
}

Test(headpattern, what_may_not_stand_in_it)
{
	cr_expect(headpattern_forbids("!出生|入伍", "入伍时间"));
	cr_expect(headpattern_forbids("!出生|入伍", "本人出生时间"));
	cr_expect_not(headpattern_forbids("!出生|入伍", "入户时间"));
	cr_expect_not(headpattern_forbids("*时间", "入伍时间"), "no pattern of that kind");
	cr_expect_eq(headpattern_fits("!出生|入伍", "入伍时间"), 0);
}

Test(headword, the_ways_to_read_a_header)
{
	struct headwords w = {0};
	struct str folded = {0};
	bool unit = false, bare = false;

	headword_fold(&folded, "退役军人发放金额：元");
	headwords_make(&w, str_c(&folded));
	for (size_t i = 0; i < w.n; i++) {
		unit |= strcmp(w.at[i], "退役军人发放金额") == 0;
		bare |= strcmp(w.at[i], "发放金额") == 0;
	}
	cr_expect(unit && bare);
	headwords_free(&w);
	str_free(&folded);
}
