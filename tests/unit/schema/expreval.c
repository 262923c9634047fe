#include <criterion/criterion.h>

#include "exprworld.h"

static void expect(struct exprworld *w, const char *const (*rows)[2], size_t n)
{
	struct str out = {0};

	for (size_t i = 0; i < n; i++)
		cr_expect_str_eq(
			exprworld_value(w, rows[i][0], &out), rows[i][1], "%s", rows[i][0]);
	str_free(&out);
}

Test(expreval, the_period_asked_for)
{
	static const char *const year[][2] = {{"since", "2023-01-01"}, {"至", "2023-12-31"},
		{"until - since", "364"}, {"自 + 1m", "2023-02-01"}, {"years(birth, until)", "37"},
		{"birth < since", "是"}, {"today", "2024-08-01"}};
	static const char *const none[][2] = {
		{"since", "2024-08-01"}, {"until", "2024-08-01"}, {"until - 1d", "2024-07-31"}};
	struct exprworld w;

	exprworld_open(&w);
	expect(&w, none, 3);
	w.env.since = (struct date){2023, 1, 1};
	w.env.until = (struct date){2023, 12, 31};
	expect(&w, year, sizeof year / sizeof *year);
	exprworld_close(&w);
}

/* A register may have a column that is called so. */
Test(expreval, a_field_called_since_goes_before)
{
	static const char *const rows[][2] = {{"since", "1999"}, {"自", "2024-08-01"}};
	struct exprworld w;

	exprworld_open(&w);
	struct def_field *f = def_new_field(w.person, "since");
	f->type = def_field(w.person, "birth")->type;
	f->number = 99;
	record_set(&w.p, 99, "1999");
	expect(&w, rows, 2);
	exprworld_close(&w);
}

Test(expreval, dates_moved_by_days_that_were_counted)
{
	static const char *const rows[][2] = {{"birth + days(paused, today)", "1986-03-22"},
		{"birth - days(paused)", "1986-03-02"}, {"days(paused) + birth", "1986-03-22"},
		{"birth + (days(paused) + days(paused))", "1986-04-01"},
		{"birth + -days(paused)", "1986-03-02"}, {"birth + days(spouse.birth)", ""},
		{"birth + days(paused) + 1m", "1986-04-22"},
		{"today < birth + days(paused)", "否"}};
	struct exprworld w;
	struct err e;

	exprworld_open(&w);
	exprworld_set(w.person, &w.p, "paused", "2024-07-22");
	expect(&w, rows, sizeof rows / sizeof *rows);
	cr_expect_str_eq(exprworld_refusal(&w, "birth + people > 1", &e),
		"第7列：日期加减要带单位，如 90d 6m 60y");
	cr_expect_str_eq(exprworld_refusal(&w, "birth + 5 > today", &e),
		"第7列：日期加减要带单位，如 90d 6m 60y");
	exprworld_close(&w);
}
