#include <string.h>

#include <criterion/criterion.h>

#include <binggui/schema/type_number.h>

static const struct def_field field = {.label = "人数"};

static bool read_as(const struct type *t, const char *typed, struct str *out, struct str *why)
{
	str_clear(out);
	return t->parse(&field, NULL, typed, out, why);
}

Test(type_number, forgiving_but_exact)
{
	static const char *const pairs[][2] = {{"12", "12"}, {"０１２", "12"}, {"-0.50", "-0.5"},
		{"+3", "3"}, {"-0", "0"}, {"1,234,567.8", "1234567.8"}, {" 1 2 ", "12"},
		{".5", "0.5"}, {"5.", "5"}, {"000", "0"}, {"", ""}, {"  ", ""},
		{"999999999999.999999", "999999999999.999999"}, {"−3", "-3"},
		{"0000000000000000001", "1"}};
	struct str out = {0}, why = {0};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		cr_expect(read_as(&type_number, pairs[i][0], &out, &why), "%s", pairs[i][0]);
		cr_expect_str_eq(str_c(&out), pairs[i][1]);
	}
	str_free(&out);
	str_free(&why);
}

Test(type_number, never_guesses)
{
	static const char *const bad[] = {"三", "1,23", "1,2345", ",1", "1.2.3", "3人", "1e5",
		"--1", "-", ".", "1234567890123", "0.1234567", "12\x01?", "1,", "\xff"};
	struct str out = {0}, why = {0};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		cr_expect_not(read_as(&type_number, bad[i], &out, &why), "%s gives %s", bad[i],
			str_c(&out));
		cr_expect_gt(why.n, 0);
	}
	str_free(&out);
	str_free(&why);
}

Test(type_number, values)
{
	struct str out = {0}, why = {0};
	int64_t v = 0;

	cr_assert(type_number_read("-3.25", &v));
	cr_assert_eq(v, -3250000);
	cr_assert_not(type_number_read("", &v));
	cr_assert_not(type_number_read("3.", &v) && v != 3 * TYPE_NUMBER_ONE);
	cr_assert_not(type_number_read("x", &v));
	cr_assert_not(type_number_read(NULL, &v));
	cr_assert_not(type_number_read("1234567890123", &v));
	type_number_write(&out, -3250000);
	cr_assert_str_eq(out.at, "-3.25");
	type_number_write(&out, 0);
	cr_assert_str_eq(out.at, "0");
	type_number_write(&out, INT64_MIN);
	cr_assert_str_eq(out.at, "-9223372036854.775808");
	cr_assert(type_number.check(&field, NULL, "3.5", &why));
	cr_assert_not(type_number.check(&field, NULL, "三", &why));
	str_free(&out);
	str_free(&why);
}

Test(type_number, money)
{
	struct str out = {0}, why = {0};
	int64_t fen = 0;

	cr_assert(read_as(&type_money, "1,234.5元", &out, &why));
	cr_assert_str_eq(out.at, "123450");
	cr_assert(read_as(&type_money, "2.2万", &out, &why));
	cr_assert_str_eq(out.at, "2200000");
	cr_assert(read_as(&type_money, " ", &out, &why));
	cr_assert_eq(out.n, 0);
	cr_assert_not(read_as(&type_money, "很多", &out, &why));
	cr_assert_not(read_as(&type_money, "1.234", &out, &why));
	type_money.format(&field, NULL, "-123450", &out);
	cr_assert_str_eq(out.at, "-1,234.50");
	type_money.format(&field, NULL, "坏", &out);
	cr_assert_str_eq(out.at, "坏");
	cr_assert(type_money_read("-5", &fen));
	cr_assert_eq(fen, -5);
	cr_assert_not(type_money_read("5.5", &fen));
	cr_assert_not(type_money_read("-", &fen));
	cr_assert_not(type_money_read("9999999999999999999", &fen));
	cr_assert(type_money.check(&field, NULL, "5", &why));
	cr_assert_not(type_money.check(&field, NULL, "5.5", &why));
	str_free(&out);
	str_free(&why);
}

Test(type_number, keys_sort_as_numbers_do)
{
	static const char *const rising[] = {
		"-999999999999", "-12", "-2.5", "0", "0.000001", "3", "12", "999999999999"};
	struct str last = {0}, key = {0};

	for (size_t i = 0; i < sizeof rising / sizeof *rising; i++) {
		str_clear(&key);
		type_number.key(&field, rising[i], &key);
		cr_assert_eq(key.n, 8);
		if (i)
			cr_expect_lt(memcmp(last.at, key.at, 8), 0, "%s", rising[i]);
		str_clear(&last);
		str_addn(&last, key.at, key.n);
	}
	str_clear(&key);
	type_money.key(&field, "-1", &key);
	type_money.key(&field, "1", &key);
	cr_assert_lt(memcmp(key.at, key.at + 8, 8), 0);
	str_free(&last);
	str_free(&key);
}
