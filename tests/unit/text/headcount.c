#include <criterion/criterion.h>

#include <binggui/text/headcount.h>

Test(headcount, as_notices_write_it)
{
	static const struct {
		const char *text;
		bool any;
		unsigned n;
		bool exact;
	} rows[] = {
		{"5", true, 5, true},
		{"５人", true, 5, true},
		{"招2人", true, 2, true},
		{"两名", true, 2, true},
		{"十人", true, 10, true},
		{"2-3人", true, 2, false},
		{"10人以上", true, 10, false},
		{"各2名", true, 2, false},
		{"男5女3", true, 8, false},
		{"3名（男2女1）", true, 3, false},
		{"4名（男2女1）", false, 0, false},
		{"3.5", false, 0, false},
		{"若干", true, 0, false},
		{"若干人", true, 0, false},
		{"不限", true, 0, false},
		{"", false, 0, false},
		{"面议", false, 0, false},
		{"2人3天", false, 0, false},
		{"99999999999999999999", false, 0, false},
	};
	struct headcount h;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		cr_expect_eq(headcount_parse(&h, rows[i].text), rows[i].any, "%s", rows[i].text);
		if (!rows[i].any)
			continue;
		cr_expect_eq(h.n, rows[i].n, "%s: %u", rows[i].text, h.n);
		cr_expect_eq(h.exact, rows[i].exact, "%s", rows[i].text);
	}
}
