#include <criterion/criterion.h>
#include <inttypes.h>

#include <binggui/text/money.h>

Test(money, parses_what_people_write)
{
	static const struct {
		const char *text;
		int64_t fen;
	} samples[] = {
		{"0", 0},
		{"12", 1200},
		{"1,234.5", 123450},
		{"１，２３４．５", 123450},
		{"￥1234.50元", 123450},
		{"¥ 1234.50", 123450},
		{"人民币1200元整", 120000},
		{"RMB 300", 30000},
		{"300 块", 30000},
		{"1.2万", 1200000},
		{"1.2万元", 1200000},
		{"1.2345万元", 1234500},
		{"2千元", 200000},
		{"3百万", 300000000},
		{"0.5亿", 5000000000},
		{"２０００", 200000},
		{"1 234", 123400},
		{"1 234 567.89", 123456789},
		{"12,345,678", 1234567800},
		{"-5", -500},
		{"−5.05", -505},
		{"￥-5", -500},
		{"-￥5", -500},
		{"+5", 500},
		{"1.500", 150},
		{"'800", 80000},
		{"=\"800\"", 80000},
		{"0.01", 1},
		{"92233720368547758.07", INT64_MAX},
		{".5", 50},
		{"1’000", 100000},
		{"1仟元", 100000},
		{"5佰元", 50000},
		{"300块钱", 30000},
		{"500元正", 50000},
		{"500元/户", 50000},
		{"500/人", 50000},
		{"每户500元", 50000},
		{"（大写）伍佰元整", 50000},
		{"五百块钱", 50000},
		{"500元。", 50000},
		{"500.-", 50000},
		{"500元已领", 50000},
		{"500元（伍佰元整）", 50000},
	};

	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		int64_t fen = -1;
		cr_expect(money_parse(&fen, samples[i].text), "%s", samples[i].text);
		cr_expect_eq(fen, samples[i].fen, "%s: %" PRId64, samples[i].text, fen);
	}
}

Test(money, refuses_the_rest)
{
	static const char *const bad[] = {NULL, "", " ", "元", "万", "-", ".", "1.", "1.234",
		"1.2345678万", "12,34", "1,2345", "1234,567", ",123", "1,234 567", "1e5", "5元5角",
		"500元/月", "500元/年", "500元（600元）", "500元×2", "/户", "约500", "5-6", "一千",
		"--5", "5.0.0", "无", "92233720368547758.08", "99999999999999999999", "1亿亿亿",
		"1\xFF", "五百", "1 2", "$5"};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		int64_t fen = 42;
		cr_expect_not(money_parse(&fen, bad[i]), "%s", bad[i] ? bad[i] : "NULL");
		cr_expect_eq(fen, 42);
	}
}

Test(money, formats)
{
	static const struct {
		int64_t fen;
		const char *expected;
	} samples[] = {
		{0, "0.00"},
		{5, "0.05"},
		{-5, "-0.05"},
		{123450, "1,234.50"},
		{99999, "999.99"},
		{100000, "1,000.00"},
		{-123456789, "-1,234,567.89"},
		{INT64_MAX, "92,233,720,368,547,758.07"},
		{INT64_MIN, "-92,233,720,368,547,758.08"},
	};
	struct str out = {0};

	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		money_format(&out, samples[i].fen);
		cr_expect_str_eq(str_c(&out), samples[i].expected);
	}
	str_free(&out);
}
