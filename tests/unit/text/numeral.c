#include <criterion/criterion.h>

#include <binggui/text/money.h>
#include <binggui/text/numeral.h>

static void expect(const char *text, uint64_t number, size_t end)
{
	struct scan s;
	uint64_t n = 0;
	size_t at = 0;

	scan_read(&s, text);
	cr_assert(numeral_read(&s, 0, &at, &n), "%s", text);
	cr_expect_eq(n, number, "%s is %llu", text, (unsigned long long)n);
	cr_expect_eq(at, end, "%s ends at %zu", text, at);
}

Test(numeral, in_characters)
{
	expect("三百五十", 350, 4);
	expect("十五元", 15, 2);
	expect("二十", 20, 2);
	expect("一千零二十", 1020, 5);
	expect("一千零二", 1002, 4);
	expect("两万三", 23000, 3);
	expect("一百五", 150, 3);
	expect("十三", 13, 2);
	expect("一万零五百", 10500, 5);
	expect("三亿五千万", 350000000, 5);
	expect("贰仟叁佰", 2300, 4);
	expect("壹拾", 10, 2);
	expect("伍佰元整", 500, 2);
	expect("一五〇", 150, 3);
	expect("五", 5, 1);
	expect("零", 0, 1);
}

Test(numeral, what_is_no_number)
{
	static const char *const texts[] = {
		"", "百", "万", "元", "abc", "一二三四五六七八九一二三四五六七"};
	struct scan s;
	uint64_t n;
	size_t at;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		scan_read(&s, texts[i]);
		cr_expect_not(numeral_read(&s, 0, &at, &n), "%s", texts[i]);
	}
}

Test(numeral, money)
{
	static const struct {
		const char *text;
		int64_t fen;
	} good[] = {{"伍佰元整", 50000}, {"叁万贰仟元", 3200000}, {"壹佰零伍元伍角整", 10550},
		{"三百块", 30000}, {"捌角伍分", 85}, {"贰仟元正", 200000}, {"壹仟圆整", 100000},
		{"人民币", -1}, {"伍佰", -1}, {"元整", -1}, {"伍佰元多", -1}, {"五元六元", -1},
		{"五分六元", -1}, {"1万2千元", 1200000}, {"3千5百", 350000}, {"1万2000元", 1200000},
		{"￥：500", 50000}, {"大写：伍佰元整", 50000}, {"￥伍佰元", 50000}, {"￥", -1},
		{"大写：", -1}, {"2万3", -1}, {"2千3万", -1}, {"500（伍佰元整）", 50000},
		{"伍佰元整（￥500.00）", 50000}, {"人民币（大写）：伍佰元整", 50000},
		{"500元（现金）", 50000}, {"500（600元）", -1}, {"500元（含米）", -1},
		{"(500)", -1}, {"1,000", 100000}, {"0.1万元", 100000}, {"￥800.00", 80000},
		{"５００", 50000}};

	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		int64_t fen = -1;
		bool ok = money_parse(&fen, good[i].text);
		cr_expect_eq(ok, good[i].fen >= 0, "%s", good[i].text);
		if (ok)
			cr_expect_eq(fen, good[i].fen, "%s is %lld", good[i].text, (long long)fen);
	}
}
