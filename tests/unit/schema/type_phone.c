#include <string.h>

#include <criterion/criterion.h>

#include <binggui/schema/type_phone.h>

static const struct def_field field = {.label = "电话"};

Test(type_phone, one_number_however_written)
{
	static const char *const pairs[][2] = {{"19900001234", "19900001234"},
		{"199 0000 1234", "19900001234"}, {"199-0000-1234", "19900001234"},
		{"+86 19900001234", "19900001234"}, {"008619900001234", "19900001234"},
		{"8619900001234", "19900001234"}, {"１９９００００１２３４", "19900001234"},
		{"0915-8822001", "09158822001"}, {"(0915)8822001", "09158822001"},
		{"（0915）8822001", "09158822001"}, {"0915 8822001", "09158822001"},
		{"09158822001", "09158822001"}, {"010-62251234", "01062251234"},
		{"029-88220011", "02988220011"}, {"+86-915-8822001", "09158822001"},
		{"0915-8822001-801", "09158822001-801"}, {"0915-8822001转801", "09158822001-801"},
		{"400-800-8820", "4008008820"}, {"+852 2345 6789", "+85223456789"},
		{"'19900001234", "19900001234"}, {"", ""}, {"无", ""},
		{"\xE2\x80\x8B"
		 "19900001234",
			"19900001234"}};
	struct str out = {0}, why = {0};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		cr_expect(type_phone.parse(&field, NULL, pairs[i][0], &out, &why), "%s: %s",
			pairs[i][0], str_c(&why));
		cr_expect_str_eq(str_c(&out), pairs[i][1], "%s", pairs[i][0]);
	}
	str_free(&out);
	str_free(&why);
}

Test(type_phone, why_not)
{
	static const char *const several = "“电话”只填一个号码，这里有几个；其余的请填到别的栏";
	static const char *const pairs[][2] = {{"19900001234、19900001235", several},
		{"19900001234/19900001235", several}, {"19900001234 19900001235", several},
		{"1990000123419900001235", several}, {"19900001234，0915-8822001", several},
		{"19900001234或8822001", several},
		{"1990000123", "“电话”不像手机号：有 10 位，应为 13 到 19 开头的 11 位"},
		{"12345678901", "“电话”不像手机号：有 11 位，应为 13 到 19 开头的 11 位"},
		{"8822001", "“电话”请带上区号，如 0915-8822001"},
		{"张三19900001234", "“电话”里有不是电话号码的文字；只写号码"},
		{"0000000", "“电话”请带上区号，如 0915-8822001"},
		{"99999", "“电话”不是手机号，也不是带区号的固定电话"},
		{"1.99E+10", "“电话”里有不是电话号码的文字；只写号码"},
		{"---", "“电话”里有不是电话号码的文字；只写号码"}};
	struct str out = {0}, why = {0};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		cr_expect_not(type_phone.parse(&field, NULL, pairs[i][0], &out, &why),
			"%s gives %s", pairs[i][0], str_c(&out));
		cr_expect_str_eq(str_c(&why), pairs[i][1], "%s: %s", pairs[i][0], str_c(&why));
	}
	str_free(&out);
	str_free(&why);
}

Test(type_phone, very_long_ones)
{
	struct str typed = {0}, out = {0}, why = {0};

	for (int i = 0; i < 300; i++)
		str_add(&typed, i % 7 ? "1" : "-");
	cr_assert_not(type_phone.parse(&field, NULL, typed.at, &out, &why));
	str_free(&typed);
	str_free(&out);
	str_free(&why);
}

Test(type_phone, shown_and_checked)
{
	struct str out = {0}, why = {0};

	type_phone.format(&field, NULL, "09158822001", &out);
	cr_assert_str_eq(out.at, "0915-8822001");
	type_phone.format(&field, NULL, "01062251234-8", &out);
	cr_assert_str_eq(out.at, "010-62251234-8");
	type_phone.format(&field, NULL, "19900001234", &out);
	cr_assert_str_eq(out.at, "19900001234");
	type_phone.format(&field, NULL, "0", &out);
	cr_assert_str_eq(out.at, "0");
	cr_assert(type_phone.check(&field, NULL, "09158822001-801", &why));
	cr_assert(type_phone.check(&field, NULL, "+85223456789", &why));
	cr_assert_not(type_phone.check(&field, NULL, "0915-8822001", &why));
	cr_assert_not(type_phone.check(&field, NULL, "8822001", &why));
	str_free(&out);
	str_free(&why);
}
