#include <string.h>

#include <criterion/criterion.h>

#include <binggui/schema/exprvalue.h>
#include <binggui/schema/type.h>

static struct exprvalue of(const char *type, const char *text)
{
	static struct def_field fields[12];

	for (size_t i = 0; i < 12; i++)
		fields[i].type = type_at(i);
	for (size_t i = 0; i < 12; i++)
		if (text_eq(fields[i].type->name, type))
			return exprvalue_of_field(&fields[i], text);
	return (struct exprvalue){0};
}

Test(exprvalue, stored_texts)
{
	struct date d;
	int64_t n;

	struct exprvalue v = of("date", "1986-11");
	cr_assert_eq(v.kind, VALUE_DATE);
	cr_assert(exprvalue_date(&v, &d));
	cr_assert_eq(d.month, 11);
	v = of("date", "坏");
	cr_assert_eq(v.kind, VALUE_NONE);
	v = of("money", "150");
	cr_assert(exprvalue_number(&v, &n));
	cr_assert_eq(n, 1500000, "money counts in 元");
	v = of("money", "9223372036854775807");
	cr_assert_eq(v.kind, VALUE_NONE, "too much to count in millionths");
	v = of("number", "-2.5");
	cr_assert(exprvalue_number(&v, &n));
	cr_assert_eq(n, -2500000);
	v = of("name", "12");
	cr_assert_eq(v.kind, VALUE_TEXT);
	cr_assert_not(exprvalue_number(&v, &n));
	cr_assert_not(exprvalue_date(&v, &d));
	v = of("text", "");
	cr_assert_eq(v.kind, VALUE_NONE);
}

Test(exprvalue, truth)
{
	struct exprvalue v = of("yesno", "是");

	cr_assert(exprvalue_truth(&v));
	v = of("yesno", "否");
	cr_assert_not(exprvalue_truth(&v));
	v = of("text", "");
	cr_assert_not(exprvalue_truth(&v));
	v = exprvalue_of_number(0);
	cr_assert_not(exprvalue_truth(&v));
	v = exprvalue_of_number(1);
	cr_assert(exprvalue_truth(&v));
	v = exprvalue_of_date((struct date){0});
	cr_assert_not(exprvalue_truth(&v));
	v = exprvalue_of_date((struct date){1986, 0, 0});
	cr_assert(exprvalue_truth(&v));
}

Test(exprvalue, comparing)
{
	struct exprvalue a = of("date", "1986"), b = of("date", "1986-11-02"), none = {0};

	cr_assert(exprvalue_compare(OP_EQUAL, &b, &a), "a day of that year");
	cr_assert_not(exprvalue_compare(OP_EQUAL, &a, &b));
	cr_assert_not(exprvalue_compare(OP_LESS, &a, &b));
	cr_assert(exprvalue_compare(OP_LESS_EQUAL, &b, &a));
	cr_assert(exprvalue_compare(OP_EQUAL, &none, &none));
	cr_assert_not(exprvalue_compare(OP_EQUAL, &a, &none));
	cr_assert_not(exprvalue_compare(OP_LESS, &none, &a));
	a = of("text", "ab");
	b = of("text", "abc");
	cr_assert(exprvalue_compare(OP_LESS, &a, &b));
	cr_assert(exprvalue_compare(OP_MORE_EQUAL, &b, &a));
	cr_assert(exprvalue_compare(OP_LIKE, &b, &a));
	cr_assert_not(exprvalue_compare(OP_LIKE, &a, &b));
	cr_assert_not(exprvalue_compare(OP_LIKE, &a, &none));
	cr_assert_not(exprvalue_compare(OP_LIKE, &none, &a));
	struct exprvalue n = exprvalue_of_number(5);
	cr_assert_not(exprvalue_compare(OP_EQUAL, &n, &a), "a number is no text");
	cr_assert_not(exprvalue_compare(OP_LIKE, &n, &a));
}

Test(exprvalue, folded_finding)
{
	struct span s = span_of("張 三豐 ABC·艾力");

	cr_assert(exprvalue_found(s, "张三丰", false));
	cr_assert(exprvalue_found(s, "abc艾", false));
	cr_assert(exprvalue_found(s, "力", false));
	cr_assert_not(exprvalue_found(s, "张三", true));
	cr_assert(exprvalue_found(s, "张三丰abc艾力", true));
	cr_assert_not(exprvalue_found(s, "力x", false));
	cr_assert(exprvalue_found(s, "", false));
	cr_assert_not(exprvalue_found(span_of(""), "x", false));
	cr_assert(exprvalue_found(span_of("aaab"), "aab", false));
	cr_assert(exprvalue_found(span_of("\xff\xfe甲"), "甲", false));
}
