#include <criterion/criterion.h>
#include <string.h>

#include <binggui/text/scan.h>

static const char *folded(const char *text, char out[SCAN_MAX * 4 + 1])
{
	struct scan s;

	scan_read(&s, text);
	scan_text(&s, out, SCAN_MAX * 4 + 1);
	return out;
}

Test(scan, folds_and_unwraps)
{
	static const struct {
		const char *text, *expected;
	} samples[] = {
		{NULL, ""},
		{"", ""},
		{" \t\u3000\u00A0", ""},
		{"１２３Ｘ", "123X"},
		{"　12\t34\n", "12 34"},
		{"'1234", "1234"},
		{"‘1234", "1234"},
		{"=\"1234\"", "1234"},
		{"=\" 1234 \"", "1234"},
		{"=\"", "=\""},
		{"12\u200B34\uFEFF", "1234"},
		{"\x1B[31m", "[31m"},
		{"镇坪𬭩", "镇坪𬭩"},
		{"a\xFFz", "a\xFFz"},
	};
	char out[SCAN_MAX * 4 + 1];

	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
		cr_expect_str_eq(
			folded(samples[i].text, out), samples[i].expected, "case %zu: %s", i, out);
}

Test(scan, long_text_is_cut_and_says_so)
{
	char text[SCAN_MAX + 20];
	struct scan s;

	memset(text, '1', sizeof text);
	text[SCAN_MAX] = '\0';
	scan_read(&s, text);
	cr_assert_eq(s.n, SCAN_MAX);
	cr_assert_not(s.cut);
	memset(text, ' ', sizeof text);
	memset(text, '1', SCAN_MAX);
	text[sizeof text - 1] = '\0';
	scan_read(&s, text);
	cr_assert_not(s.cut, "blanks behind are nothing");
	text[SCAN_MAX] = '1';
	scan_read(&s, text);
	cr_assert(s.cut);
}

Test(scan, drop_and_compare)
{
	struct scan s;
	char out[8];

	scan_read(&s, "1 2 3");
	scan_drop(&s, ' ');
	cr_assert(scan_is(&s, "123"));
	scan_drop(&s, '1');
	scan_drop(&s, '2');
	scan_drop(&s, '3');
	cr_assert_eq(s.n, 0);
	cr_assert(scan_is(&s, ""));
	scan_read(&s, "NuLL");
	cr_assert(scan_is(&s, "null"));
	cr_assert_not(scan_is(&s, "nul"));
	cr_assert_not(scan_is(&s, "nulls"));
	scan_read(&s, "张三丰");
	cr_assert_eq(scan_text(&s, out, sizeof out), 6, "no half characters");
	cr_assert_str_eq(out, "张三");
}
