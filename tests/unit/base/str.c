#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/base/str.h>
#include <binggui/base/vec.h>

Test(str, grows_from_nothing)
{
	struct str s = {0};

	cr_assert_str_eq(str_c(&s), "");
	for (int i = 0; i < 1000; i++)
		str_addf(&s, "%d,", i);
	cr_assert_eq(s.n, 3890);
	cr_assert_eq(strlen(str_c(&s)), s.n);
	str_cut(&s, 4);
	cr_assert_str_eq(s.at, "0,1,");
	str_set(&s, NULL);
	cr_assert_str_eq(str_c(&s), "");
	str_free(&s);
	cr_assert_null(s.at);
}

Test(str, numbers_in_decimal)
{
	struct str s = {0};

	str_add_u64(&s, 0);
	str_addc(&s, ' ');
	str_add_u64(&s, 1203);
	str_addc(&s, ' ');
	str_add_u64(&s, UINT64_MAX);
	cr_assert_str_eq(s.at, "0 1203 18446744073709551615");
	str_free(&s);
}

Test(str, taking_hands_over)
{
	struct str s = {0};
	char *empty = str_take(&s);

	cr_assert_str_eq(empty, "");
	str_add(&s, "张三");
	char *text = str_take(&s);
	cr_assert_str_eq(text, "张三");
	cr_assert_eq(s.n, 0);
	mem_free(empty);
	mem_free(text);
}

Test(str, spans)
{
	cr_assert(span_is(span_trim(span_of(" \t a b \r\n")), "a b"));
	cr_assert_eq(span_trim(span_of("   ")).n, 0);
	cr_assert(span_starts(span_of("abc"), "ab"));
	cr_assert_not(span_starts(span_of("a"), "ab"));
	cr_assert_eq(span_of(NULL).n, 0);
	cr_assert(text_eq(NULL, ""));
	cr_assert(text_blank(NULL));
	cr_assert_not(text_blank(" x "));
	cr_assert(text_ends("a.csv", ".csv"));
	cr_assert_not(text_ends("csv", ".csv"));
	cr_assert_not(text_starts(NULL, "a"));
}

Test(str, numbers_are_digits_only)
{
	uint64_t v;

	cr_assert(text_to_u64("18446744073709551615", &v));
	cr_assert_eq(v, UINT64_MAX);
	cr_assert_not(text_to_u64("18446744073709551616", &v));
	cr_assert_not(text_to_u64("", &v));
	cr_assert_not(text_to_u64("-1", &v));
	cr_assert_not(text_to_u64("1 ", &v));
	cr_assert_not(text_to_u64(NULL, &v));
}

Test(vec, inserts_and_removes_at_both_ends)
{
	VEC(int) v = {0};
	int *p, sum = 0;

	for (int i = 0; i < 100; i++)
		vec_insert(&v, 0, i);
	vec_remove(&v, 0);
	vec_remove(&v, v.n - 1);
	vec_insert(&v, v.n, 7);
	cr_assert_eq(v.n, 99);
	cr_assert_eq(v.at[0], 98);
	cr_assert_eq(*vec_last(&v), 7);
	vec_each (p, &v)
		sum += *p;
	cr_assert_eq(sum, 98 * 99 / 2 + 7);
	vec_free(&v);
	vec_each (p, &v)
		sum++;
	cr_assert_eq(sum, 98 * 99 / 2 + 7);
}
