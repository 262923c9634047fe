#include <criterion/criterion.h>
#include <stdio.h>

#include <binggui/text/datepart.h>

/* "1986Y 11M": a number is itself, the rest one letter each. */
static const char *split(const char *text, char out[200])
{
	static const char letters[] = "NYMDn?-~:cEOVi";
	struct dateparts parts;
	struct scan s;
	int n = 0;

	scan_read(&s, text);
	datepart_split(&parts, &s);
	if (parts.odd)
		return "odd";
	out[0] = '\0';
	for (size_t i = 0; i < parts.n; i++) {
		const struct datepart *p = &parts.at[i];
		if (p->kind == PART_NUMBER)
			n += snprintf(out + n, 200 - (size_t)n, "%lld/%d", (long long)p->value,
				p->digits);
		else if (p->kind == PART_NAME)
			n += snprintf(out + n, 200 - (size_t)n, "n%lld", (long long)p->value);
		else
			n += snprintf(out + n, 200 - (size_t)n, "%c",
				p->kind == PART_MARK ? p->mark : letters[p->kind]);
	}
	return out;
}

Test(datepart, pieces)
{
	static const struct {
		const char *text, *expected;
	} samples[] = {
		{"1986-11-02", "1986/4-11/2-2/2"},
		{"1986年11月2日", "1986/4Y11/2M2/1D"},
		{"1986 . 11", "1986/4.11/2"},
		{"1986..11", "1986/4.11/2"},
		{"1986 11", "1986/4 11/2"},
		{"一九八六年十一月", "1986/4Y11/0M"},
		{"二十", "20/0"},
		{"三十一", "31/0"},
		{"廿三", "23/0"},
		{"二OO八", "2008/4"},
		{"元年", "1/0Y"},
		{"民国元年", "E1/0Y"},
		{"至今", "O"},
		{"1986至1990", "1986/4~1990/4"},
		{"Nov-86", "n11-86/2"},
		{"1986年底", "1986/4YV"},
		{"1986-11-02T08:00", "1986/4-11/2-2/2c8/2:0/2"},
		{"公元1986年", "1986/4Y"},
		{"1986年 星期日", "1986/4Y"},
		{"张三", "odd"},
		{"", ""},
	};
	char out[200];

	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
		cr_expect_str_eq(split(samples[i].text, out), samples[i].expected, "%s: %s",
			samples[i].text, split(samples[i].text, out));
}

Test(datepart, too_many_pieces_are_odd)
{
	char out[200];

	cr_assert_str_eq(split("1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1", out), "odd");
}
