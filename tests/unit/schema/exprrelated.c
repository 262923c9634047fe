#include <criterion/criterion.h>

#include <binggui/schema/exprrelated.h>

#include "exprworld.h"

static void expect(struct exprworld *w, const char *const (*rows)[2], size_t n)
{
	struct str out = {0};

	for (size_t i = 0; i < n; i++)
		cr_expect_str_eq(
			exprworld_value(w, rows[i][0], &out), rows[i][1], "%s", rows[i][0]);
	str_free(&out);
}

static void pay(struct exprworld *w)
{
	exprworld_set(w->service, &w->services[0], "pay", "150050");
	exprworld_set(w->service, &w->services[1], "pay", "-50");
	exprworld_set(w->service, &w->services[0], "years", "4.5");
	exprworld_set(w->service, &w->services[1], "years", "5");
}

Test(exprrelated, gathered)
{
	static const char *const rows[][2] = {{"sum(service.pay)", "1500"},
		{"sum(service.pay: enlisted < 2000)", "1500.5"}, {"sum(服役.津贴)", "1500"},
		{"sum(\"服役.津贴\")", "1500"}, {"sum(service.years)", "9.5"},
		{"sum(service.pay: enlisted > 2020)", "0"},
		{"last(service.enlisted)", "2004-12-01"}, {"first(service.enlisted)", "1970-12"},
		{"last(service.discharged: enlisted < 1980)", "1975"},
		{"last(service.pay)", "1500.5"}, {"first(service.pay)", "-0.5"},
		{"last(service.enlisted: unit = 某部)", ""}, {"sum(service.served)", "3318"},
		{"first(service.served)", "0"}, {"count(service)", "3"},
		{"count(service by witness)", "3"}, {"count(service by 证明人: pay > 0)", "1"},
		{"count(service 按 witness)", "3"}, {"sum(service.pay) - 100", "1400"},
		{"last(service.enlisted) + 30d", "2004-12-31"},
		{"last(service.enlisted) - first(service.enlisted)", "12419"},
		{"today - last(service.discharged)", "5357"},
		{"years(last(service.discharged))", "14"}, {"sum(service.pay) > 0.1万", "是"},
		{"last(service.enlisted) = 2004", "是"},
		{"last(service.pay: pay < 0) = \"\"", "否"},
		{"last(service.enlisted: unit = 某部) = \"\"", "是"},
		{"has(service by witness: pay < 0 and enlisted >= 2004)", "是"}};
	struct exprworld w;

	exprworld_open(&w);
	pay(&w);
	expect(&w, rows, sizeof rows / sizeof *rows);
	exprworld_close(&w);
}

Test(exprrelated, too_large_a_sum_is_no_value)
{
	static const char *const rows[][2] = {{"sum(service.pay)", ""}};
	struct exprworld w;

	exprworld_open(&w);
	for (size_t i = 0; i < 2; i++)
		exprworld_set(w.service, &w.services[i], "pay", "900000000000000");
	expect(&w, rows, 1);
	exprworld_close(&w);
}

Test(exprrelated, asks_for_no_more_than_it_needs)
{
	struct exprworld w;

	exprworld_open(&w);
	cr_assert(exprworld_holds(&w, "has(service)"));
	cr_assert_eq(w.enough, 1);
	cr_assert_eq(w.by, w.service->owner);
	cr_assert(exprworld_holds(&w, "has(service by witness: enlisted > 1900)"));
	cr_assert_eq(w.offered, 1, "the first that fits is enough");
	cr_assert_eq(w.by, def_field(w.service, "witness"));
	cr_assert(exprworld_holds(&w, "count(service: enlisted > 1900) = 3"));
	cr_assert_eq(w.offered, 3);
	exprworld_close(&w);
}

/* The period and today are the same for the related records. */
Test(exprrelated, inner_conditions_know_the_period)
{
	struct exprworld w;

	exprworld_open(&w);
	w.env.since = (struct date){2004, 1, 1};
	w.env.until = (struct date){2004, 12, 31};
	cr_expect(
		exprworld_holds(&w, "count(service: enlisted >= since and enlisted <= until) = 1"));
	cr_expect(exprworld_holds(&w, "count(service: enlisted < today) = 3"));
	exprworld_close(&w);
}

/* A person seen through a reference: what is worked out about him needs him until the end. */
Test(exprrelated, computed_about_somebody_referred_to)
{
	struct exprworld w;
	struct err e = {0};

	exprworld_open(&w);
	pay(&w);
	exprworld_set(w.person, &w.p, "spouse", "3-1");
	struct def_field *f = def_field(w.person, "town"), *g = def_field(w.person, "place");
	expr_free(f->computed);
	f->computed = expr_parse("last(service.enlisted)", w.person, w.d, &e);
	cr_assert_not_null(f->computed, "%s", e.text);
	cr_expect(exprworld_holds(&w, "spouse.town = 2004-12-01"));
	cr_expect(exprworld_holds(&w, "town > 2004 - 1d and spouse.town < today"));
	expr_free(g->computed);
	g->computed = expr_parse("sum(service.pay) + people", w.person, w.d, &e);
	cr_expect(exprworld_holds(&w, "spouse.place = 1503"));
	expr_free(g->computed);
	g->computed = expr_parse("village.parent.name = 城关镇 and sex = 男", w.person, w.d, &e);
	cr_expect(exprworld_holds(&w, "spouse.place"));
	exprworld_close(&w);
}

Test(exprrelated, what_is_refused)
{
	static const char *const rows[][2] = {
		{"sum(service)", "第5列：这里要写登记簿和它的字段，如 sum(service.amount)"},
		{"last(service)", "第6列：这里要写登记簿和它的字段，如 last(service.date)"},
		{"sum(service.unit)", "第5列：“部队”不是数字或金额，不能这样汇总"},
		{"sum(service.enlisted)", "第5列：“入伍”不是数字或金额，不能这样汇总"},
		{"last(service.unit)", "第6列：“部队”不是日期、数字或金额，不能这样汇总"},
		{"sum(service.pya)", "第5列：“服役”里没有字段“pya”；是不是“pay”？"},
		{"sum(servise.pay)", "第5列：没有登记簿“servise”；是不是“service”？"},
		{"sum(3)", "第5列：括号里先写登记簿和它的字段，如 sum(fund_move.amount)"},
		{"count(service by checker)",
			"第18列：“核对人”没有索引，请在它的定义里写 index: yes"},
		{"count(service by unit)", "第18列：by 后面要是“服役”里指向“对象档案”的字段"},
		{"count(service by person.spouse)",
			"第18列：by 后面要是“服役”里指向“对象档案”的字段"},
		{"count(service by )", "第18列：“服役”里没有字段“)”"},
		{"count(service by", "第17列：“服役”里没有字段“”"},
		{"has(service bye witness)", "第13列：这里缺少右括号“)”"},
		{"has(area)", "第5列：“区划”没有字段指向“对象档案”，也不挂在它下面"},
		{"sum(service.pay) > 男", "第20列：“津贴”要与金额比较，“男”不是"},
		{"has(service) + 1 = 2", "第14列：条件不能加减"},
		{"sun(service.pay)", "第1列：没有这个函数；是不是“sum”？可用的有 years days length "
				     "monthly has count sum last first"}};
	struct exprworld w;
	struct err e;

	exprworld_open(&w);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_str_eq(
			exprworld_refusal(&w, rows[i][0], &e), rows[i][1], "%s", rows[i][0]);
	exprworld_close(&w);
}

Test(exprrelated, which_field_it_hangs_by)
{
	struct exprworld w;
	struct str why = {0};
	struct expr x = {.kind = EXPR_HAS};

	exprworld_open(&w);
	x.table = w.service;
	cr_assert(exprrelated_by(&x, NULL, w.person, &why));
	cr_assert_eq(x.by, w.service->owner);
	w.service->owner = NULL;
	x.by = NULL;
	cr_assert(exprrelated_by(&x, NULL, w.person, &why), "the only one with an index");
	cr_assert_str_eq(x.by->name, "witness");
	def_field(w.service, "person")->index = true;
	x.by = NULL;
	cr_assert_not(exprrelated_by(&x, NULL, w.person, &why));
	cr_assert_str_eq(str_c(&why), "“服役”有2个字段指向“对象档案”：对象、证明人；请写明是哪一个"
				      "，如 service by person");
	def_field(w.service, "person")->index = def_field(w.service, "witness")->index = false;
	x.by = NULL;
	cr_assert_not(exprrelated_by(&x, NULL, w.person, &why));
	cr_assert_str_eq(str_c(&why),
		"“服役”指向“对象档案”的字段“对象”没有索引，请在它的定义里写 index: yes");
	cr_assert_not(exprrelated_table(&x, "person.x", NULL, &why));
	str_free(&why);
	exprworld_close(&w);
}
