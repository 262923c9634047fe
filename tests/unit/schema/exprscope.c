#include <criterion/criterion.h>

#include <binggui/schema/exprscope.h>

#include "exprworld.h"

Test(exprscope, names)
{
	struct exprworld w;
	const char *rest = NULL;
	struct str why = {0};

	exprworld_open(&w);
	struct expr_scope scopes[] = {{"job", w.service}, {"服役", w.person}};
	cr_expect_eq(exprscope_named(scopes, 2, "job.pay", &rest), 0);
	cr_expect_str_eq(rest, "pay");
	cr_expect_eq(exprscope_named(scopes, 2, "JOB.a.b", &rest), 0);
	cr_expect_str_eq(rest, "a.b");
	cr_expect_eq(exprscope_named(scopes, 2, "对象档案.年龄", &rest), 1, "by the title");
	cr_expect_eq(
		exprscope_named(scopes, 2, "服役.年龄", &rest), 1, "a name goes before a title");
	cr_expect_eq(exprscope_named(scopes, 2, "job", &rest), 2);
	cr_expect_eq(exprscope_named(scopes, 2, "jo.pay", &rest), 2);
	cr_expect_eq(exprscope_named(NULL, 0, "job.pay", &rest), 0);
	exprscope_hint(scopes, 2, "jbo.pay", &why);
	cr_expect_str_eq(str_c(&why), "；是不是“job.pay”？");
	str_free(&why);
	exprscope_hint(scopes, 2, "village.pay", &why);
	exprscope_hint(scopes, 2, "jbo", &why);
	cr_expect_eq(why.n, 0);
	exprworld_close(&w);
}

Test(exprscope, what_is_refused)
{
	static const char *const rows[][2] = {
		{"jbo.pay > 1", "第1列：“服役”里没有字段“jbo”；是不是“job.pay”？"},
		{"seeker.salary_paid > 1", "第1列：“对象档案”里没有字段“salary_paid”"},
		{"pay > seeker.agee", "第7列：“对象档案”里没有字段“agee”；是不是“age”？"},
		{"years = job.sexes", "第7列：这里要与数字比较"},
		{"has(area)", "第5列：“区划”没有字段指向“服役”，也不挂在它下面"},
		{"has(service: seekr.age = 1)",
			"第14列：“服役”里没有字段“seekr”；是不是“seeker.age”？"}};
	struct exprworld w;

	exprworld_open(&w);
	struct expr_scope scopes[] = {{"job", w.service}, {"seeker", w.person}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct err e = {0};
		cr_expect_null(expr_parse_scope(rows[i][0], scopes, 2, w.d, &e));
		cr_expect_str_eq(e.text, rows[i][1], "%s", rows[i][0]);
	}
	exprworld_close(&w);
}
