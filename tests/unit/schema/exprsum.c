#include <criterion/criterion.h>

#include <binggui/schema/exprsum.h>

static int64_t monthly(int64_t yuan, const char *unit)
{
	struct exprvalue u = {.kind = *unit ? VALUE_TEXT : VALUE_NONE, .text = span_of(unit)};
	struct exprvalue v = exprsum_monthly(yuan * EXPR_ONE, &u);

	return v.kind == VALUE_NUMBER ? v.number / EXPR_ONE : -1;
}

Test(exprsum, an_amount_as_of_one_month)
{
	cr_expect_eq(monthly(3000, "月"), 3000);
	cr_expect_eq(monthly(3000, ""), 3000, "nothing said is a month");
	cr_expect_eq(monthly(120000, "年"), 10000);
	cr_expect_eq(monthly(200, "天"), 4350);
	cr_expect_eq(monthly(20, "时"), 3480);
	cr_expect_eq(monthly(5, "次"), -1, "by the piece there is no month");
	cr_expect_eq(monthly(0, "面议"), -1);
}
