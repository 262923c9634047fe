#include <string.h>

#include <criterion/criterion.h>

#include <binggui/schema/type_date.h>

static const struct def_field field = {.label = "入伍时间"};
static const struct type_context context = {.today = {2024, 8, 1}};

Test(type_date, precision_is_kept)
{
	static const char *const pairs[][2] = {{"1986.11.2", "1986-11-02"}, {"86年11月", "1986-11"},
		{"１９８６", "1986"}, {"t-1", "2024-07-31"}, {"2099-01-01", "2099-01-01"}, {"", ""},
		{"至今", ""}, {"无", ""}};
	struct str out = {0}, why = {0};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		cr_expect(type_date.parse(&field, &context, pairs[i][0], &out, &why), "%s",
			pairs[i][0]);
		cr_expect_str_eq(str_c(&out), pairs[i][1]);
	}
	cr_assert(
		type_date.parse(&field, NULL, "1986-11", &out, &why), "without a context as well");
	str_free(&out);
	str_free(&why);
}

Test(type_date, why_not)
{
	static const char *const pairs[][2] = {
		{"1986-02-30", "“入伍时间”里的日子在日历上没有；请核对"},
		{"02/03/1986", "“入伍时间”有几种读法，程序不猜；请按年月日写全，如 1986-11-02"},
		{"1986.11-1990.12", "“入伍时间”只填一个日期，这里写了起止两个"},
		{"去年", "“入伍时间”看不懂；请写成 1986-11-02、1986-11 或 1986 的样子"}};
	struct str out = {0}, why = {0};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		cr_expect_not(type_date.parse(&field, &context, pairs[i][0], &out, &why), "%s",
			pairs[i][0]);
		cr_expect_str_eq(str_c(&why), pairs[i][1]);
	}
	cr_assert(type_date.check(&field, &context, "1986-11", &why));
	cr_assert_not(type_date.check(&field, &context, "1986-1", &why));
	str_free(&out);
	str_free(&why);
}

Test(type_date, spans)
{
	int32_t first, last;

	cr_assert(type_date_span((struct date){2024, 0, 0}, &first, &last));
	cr_assert_eq(first, date_days((struct date){2024, 1, 1}));
	cr_assert_eq(last, date_days((struct date){2024, 12, 31}));
	cr_assert(type_date_span((struct date){2023, 0, 0}, &first, &last));
	cr_assert_eq(last, date_days((struct date){2023, 12, 31}));
	cr_assert(type_date_span((struct date){2024, 2, 0}, &first, &last));
	cr_assert_eq(last, date_days((struct date){2024, 2, 29}));
	cr_assert(type_date_span((struct date){2024, 2, 3}, &first, &last));
	cr_assert_eq(first, last);
	cr_assert_not(type_date_span((struct date){0}, &first, &last));
}

Test(type_date, keys_sort_by_the_earliest_day)
{
	static const char *const rising[] = {"1949", "1969-12-31", "1970", "1970-01", "1970-01-01",
		"1986-11", "1986-11-01", "1986-11-02", "1986-12", "2099"};
	struct str last = {0}, key = {0};

	for (size_t i = 0; i < sizeof rising / sizeof *rising; i++) {
		str_clear(&key);
		type_date.key(&field, rising[i], &key);
		cr_assert_eq(key.n, 5);
		if (i)
			cr_expect_lt(memcmp(last.at, key.at, 5), 0, "%s", rising[i]);
		str_clear(&last);
		str_addn(&last, key.at, key.n);
	}
	str_free(&last);
	str_free(&key);
}
