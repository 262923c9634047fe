#include <criterion/criterion.h>

#include <binggui/schema/exprquick.h>
#include <binggui/schema/exprtree.h>

#include "exprworld.h"

static struct expr *bound(struct exprworld *w, const struct def_table *t, const char *text)
{
	const struct record *open = NULL;
	struct err e = {0};
	struct expr *x = expr_parse(text, t, w->d, &e);

	cr_assert_not_null(x, "%s: %s", text, e.text);
	struct expr *made = expr_bind(x, &open, 1, &w->env);
	expr_free(x);
	return made;
}

static bool plainly(
	struct exprworld *w, const struct def_table *t, const char *text, const struct record *r)
{
	struct err e = {0};
	struct expr *x = expr_parse(text, t, w->d, &e);
	bool holds = expr_test(x, r, &w->env);

	expr_free(x);
	return holds;
}

/* The short way says what the long one says, whatever stands in the field. */
Test(exprquick, says_the_same)
{
	static const struct {
		const char *field, *text;
		enum exprquick quick;
	} rows[] = {{"sex", "sex = 男", QUICK_TEXT}, {"sex", "sex != 男", QUICK_TEXT},
		{"sex", "sex = \"\"", QUICK_TEXT}, {"sex", "sex != \"\"", QUICK_TEXT},
		{"sex", "sex in (男, 女)", QUICK_TEXT}, {"sex", "sex not in (男, 女)", QUICK_NO},
		{"sex", "sex ~ 男", QUICK_NO}, {"sex", "sex", QUICK_NO},
		{"birth", "birth = 1986", QUICK_DATE}, {"birth", "birth != 1986", QUICK_DATE},
		{"birth", "birth < 1986-03", QUICK_DATE},
		{"birth", "birth <= 1986-03-12", QUICK_DATE},
		{"birth", "birth > until", QUICK_DATE}, {"birth", "birth >= since", QUICK_DATE},
		{"birth", "birth < today-30y", QUICK_DATE}, {"birth", "birth = \"\"", QUICK_DATE},
		{"birth", "birth != \"\"", QUICK_DATE},
		{"birth", "birth in (1986, 1987)", QUICK_NO}, {"name", "name = 男", QUICK_TEXT},
		{"name", "name in (男, \"\")", QUICK_TEXT}, {"tags", "tags = 独居", QUICK_NO},
		{"income", "income = 12", QUICK_NO},
		{"village", "village = 610927100201", QUICK_NO}};
	static const char *const values[] = {"", "男", "男性", "女", "女性", "别的", "1986",
		"1986-03", "1986-03-12", "1985-12-31", "2023", "2023-06-01", "2030-01-01",
		"1986-13", "独居\n大病", "1200"};
	struct exprworld w;

	exprworld_open(&w);
	w.env.since = (struct date){2023, 1, 1};
	w.env.until = (struct date){2023, 12, 31};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct expr *x = bound(&w, w.person, rows[i].text);
		cr_expect_eq(x->quick, rows[i].quick, "%s", rows[i].text);
		for (size_t k = 0; k < sizeof values / sizeof *values; k++) {
			exprworld_set(w.person, &w.p, rows[i].field, values[k]);
			cr_expect_eq(expr_test(x, &w.p, &w.env),
				plainly(&w, w.person, rows[i].text, &w.p), "%s: %s", rows[i].text,
				values[k]);
		}
		expr_free(x);
	}
	exprworld_close(&w);
}

/* What costs little is asked before what reads other records. */
Test(exprquick, decides_first)
{
	static const struct {
		const char *text;
		bool first, all;
	} rows[] = {{"village.name = 新华村 and sex = 女", true, false},
		{"village.name = 新华村 or (sex = 女 and birth > 1990)", true, false},
		{"has(service by witness) and not sex = 男 and name = \"\"", true, false},
		{"sex = 男 and birth > 1980", true, true},
		{"people > 3 and income > 5", false, false}};
	struct exprworld w;

	exprworld_open(&w);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct expr *x = bound(&w, w.person, rows[i].text);
		cr_expect_eq(exprquick_all(x->left), rows[i].first, "%s", rows[i].text);
		cr_expect_eq(exprquick_all(x), rows[i].all, "%s", rows[i].text);
		cr_expect_eq(expr_test(x, &w.p, &w.env), plainly(&w, w.person, rows[i].text, &w.p));
		expr_free(x);
	}
	exprworld_close(&w);
}
