#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/schema/expr.h>

#include "exprworld.h"

Test(expr, words)
{
	exprworld_all(
		(const char *const[]){"sex = 男", "sex = 男性", "sex = 1", "性别＝男", "sex != 女",
			"sex in (女, 男)", "sex in (男性)", "name = 买买提·艾力",
			"name = \"买买提•艾力\"", "name ~ 艾力", "name ~ 買買提", "note ~ 瓦房",
			"phone = '199 0000 1234'", "phone ~ 1234", "phone !~ 9999", "note !~ 楼",
			"focus", "focus = 是", "focus = yes", "not (sex = 女)",
			"name ~ \"买提·艾\"", "sex not in (女)", "name = \"买买提·艾力\"", NULL},
		(const char *const[]){"sex = 女", "sex != 男", "sex in (女)", "name = 艾力",
			"note ~ 楼", "phone !~ 1234", "focus = 否", "not focus", "sex not in (男)",
			NULL});
}

Test(expr, empty_values)
{
	exprworld_all((const char *const[]){"spouse = \"\"", "sex != \"\"", "spouse != 某人",
			      "not spouse", "spouse !~ 某", "length(spouse) = 0", NULL},
		(const char *const[]){"spouse != \"\"", "sex = \"\"", "spouse", "spouse ~ 某",
			"spouse = 某人", NULL});
}

Test(expr, numbers_and_money)
{
	exprworld_all(
		(const char *const[]){"people = 3", "people = 3.0", "people >= 3", "people < 3.5",
			"3 < people + 1", "people - 1 = 2", "-people = -3", "income = 12345.5",
			"income > 1.2万", "income < 20000", "people + people = 6",
			"length(name) = 6", "length(note) > 5", "people", "1 < 2", NULL},
		(const char *const[]){"people = 4", "people > 3", "income > 12345.5",
			"income = 1234550", "people - 3", "2 < 1", NULL});
}

Test(expr, dates_are_spans)
{
	exprworld_all(
		(const char *const[]){"birth = 1986", "birth = 1986-03", "birth = 1986-03-12",
			"birth > 1985", "birth < 1987", "birth <= 1986", "birth >= 1986",
			"birth < 1986-04", "birth > 1986-02", "birth = \"1986年3月\"",
			"birth < today", "birth < today-38y", "birth > today-39y",
			"birth >= 1986-03-12", "today = 2024-08-01", "birth + 10d = 1986-03-22",
			"birth + 1m = 1986-04-12", "birth - 3y = 1983", "today - birth > 14000",
			"birth != 1987", "birth in (1985, 1986)", "birth < today - 30年", NULL},
		(const char *const[]){"birth < 1986", "birth > 1986", "birth = 1985",
			"birth > 1986-03", "birth = 1986-03-13", "birth != 1986",
			"birth < today-39y", NULL});
}

/* Services 1970-12…1975, 2004…2009, 1986…1986 (months unknown). */
Test(expr, partial_dates_decide_only_what_is_sure)
{
	exprworld_all((const char *const[]){"count(service: enlisted = 1970) = 1",
			      "count(service: enlisted = 1970-12) = 1",
			      "count(service: discharged < enlisted) = 0",
			      "count(service: discharged = 1986) = 1",
			      "count(service: discharged <= 1986) = 2",
			      "count(service: discharged >= 1986-01) = 2",
			      "count(service: discharged > 1985) = 2",
			      "count(service: discharged > 1986) = 1", NULL},
		(const char *const[]){"has(service: enlisted = 1970-12-01)",
			"has(service: discharged = 1986-01)",
			"has(service: discharged > 1986-01 and discharged < 1987)", NULL});
}

Test(expr, functions)
{
	exprworld_all(
		(const char *const[]){"age = 38", "age >= 38", "years(birth) = 38",
			"years(birth, 2006-03-11) = 19", "days(birth) > 14000", "days(today) = 0",
			"years(birth, today) = age", "has(service)", "has(服役: 部队 = \"\")",
			"count(service) = 3", "has(service: years(enlisted, discharged) >= 5)",
			"years(birth) - 8 = 30", NULL},
		(const char *const[]){
			"age < 38", "has(service: unit ~ 军)", "years(today+1d) = 0", NULL});
}

Test(expr, references)
{
	exprworld_all((const char *const[]){"village.name = 新华村", "village.name ~ 新华",
			      "village.parent.name = 城关镇", "village = 610927100201",
			      "village = 新华村", "village ~ 新华", "village ~ 610927",
			      "town = 城关镇", "乡镇 ~ 城关", "\"户籍村(社区)\" = 新华村",
			      "village in (瓦房村, 新华村)", "village.parent = 城关镇",
			      "village.code = village", "town != village.name", "village", NULL},
		(const char *const[]){"village = 瓦房村", "village.name = 新华", "village = 新",
			"spouse.name = x", "spouse.village.name ~ 新",
			"village.parent.parent.name != \"\"", NULL});
}

Test(expr, several_values)
{
	exprworld_all((const char *const[]){"tags = 独居", "tags = 大病", "tags in (高龄, 大病)",
			      "tags ~ 病", "tags != 高龄", "tags", NULL},
		(const char *const[]){"tags = 高龄", "tags != 独居", "tags !~ 病", NULL});
}

Test(expr, and_or_not)
{
	exprworld_all((const char *const[]){"sex = 男 and age >= 38", "sex = 女 or age >= 38",
			      "sex = 男 or sex = 女 and age < 3",
			      "(sex = 男 or sex = 女) and age > 3", "not sex = 女 and not age < 3",
			      "性别 = 男 且 年龄 >= 38", "非 sex = 女", "sex = 女 或 sex = 男",
			      "（sex ＝ 男）", "not not sex = 男", "sex = 男 AND age > 3", NULL},
		(const char *const[]){"sex = 女 and age >= 38", "sex = 男 and age < 38",
			"not (sex = 男 or age < 3)", "(sex = 男 or sex = 女) and age < 3", NULL});
}

Test(expr, without_an_environment)
{
	struct exprworld w;
	const char *const texts[] = {"age > 3", "village.name = 新华村", "has(service)",
		"birth < today", "village = 新华村"};

	exprworld_open(&w);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct expr *x = expr_parse(texts[i], w.person, w.d, NULL);
		struct expr_env empty = {0};
		cr_expect_not(expr_test(x, &w.p, NULL), "%s", texts[i]);
		cr_expect_not(expr_test(x, &w.p, &empty), "%s", texts[i]);
		expr_free(x);
	}
	cr_assert(expr_test(NULL, &w.p, NULL), "no condition holds for all");
	expr_free(NULL);
	exprworld_close(&w);
}

Test(expr, values)
{
	static const char *const rows[][2] = {{"age", "38"}, {"town", "城关镇"},
		{"birth + 60y", "2046-03-12"}, {"income", "12345.5"}, {"people - 3.5", "-0.5"},
		{"name", "买买提·艾力"}, {"sex = 男", "是"}, {"sex = 女", "否"}, {"spouse", ""},
		{"count(service)", "3"}, {"today - 1d", "2024-07-31"}, {"birth", "1986-03-12"},
		{"spouse.name", ""}, {"years(spouse.birth)", ""}, {"today + 9999y", ""},
		{"age + name", NULL}};
	struct exprworld w;
	struct str out = {0};

	exprworld_open(&w);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct expr *x = expr_parse(rows[i][0], w.person, w.d, NULL);
		cr_expect_eq(!x, !rows[i][1], "%s", rows[i][0]);
		if (!x)
			continue;
		expr_value(x, &w.p, &w.env, &out);
		cr_expect_str_eq(str_c(&out), rows[i][1], "%s", rows[i][0]);
		expr_free(x);
	}
	expr_value(NULL, &w.p, &w.env, &out);
	cr_assert_eq(out.n, 0);
	str_free(&out);
	exprworld_close(&w);
}

Test(expr, what_an_index_can_use)
{
	static const char *const rows[][4] = {{"sex = 男性", "sex", "男", "男"},
		{"people = 3", NULL, NULL, NULL},
		{"sex = 男 and name = 张三", "name", "张三", "张三"},
		{"name = 张三 and sex = 男", "name", "张三", "张三"},
		{"birth = 1986", "birth", "1986", "1986-12-31"},
		{"birth < 1986", "birth", "", "1985-12-31"},
		{"birth <= 1986-02", "birth", "", "1986-02-28"},
		{"birth > 1986", "birth", "1987", ""}, {"birth > 1986-11", "birth", "1986-12", ""},
		{"birth >= 1986-11-02", "birth", "1986-11-02", ""},
		{"birth >= 1950 and birth < 1960", "birth", "1950", "1959-12-31"},
		{"birth > 1950 and sex = 女", "sex", "女", "女"},
		{"birth > 1950 and people = 3", "birth", "1951", ""},
		{"income > 100", "income", "10000", ""},
		{"income >= 100 and income <= 200", "income", "10000", "20000"},
		{"sex = 男 or age > 3", NULL, NULL, NULL}, {"not sex = 男", NULL, NULL, NULL},
		{"sex != 男", NULL, NULL, NULL}, {"name ~ 张", NULL, NULL, NULL},
		{"name > 张", NULL, NULL, NULL}, {"sex = \"\"", NULL, NULL, NULL},
		{"birth < today", NULL, NULL, NULL}, {"spouse = 3-1027", NULL, NULL, NULL},
		{"spouse = \"3-1027\"", "spouse", "3-1027", "3-1027"},
		{"spouse = 张三", NULL, NULL, NULL},
		{"(sex = 男 or sex = 女) and birth = 1986", "birth", "1986", "1986-12-31"}};
	struct exprworld w;
	struct str low = {0}, high = {0};

	exprworld_open(&w);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct err e = {0};
		struct expr *x = expr_parse(rows[i][0], w.person, w.d, &e);
		const struct def_field *f = NULL;
		if (!x && i == 22)
			continue;
		cr_assert_not_null(x, "%s: %s", rows[i][0], e.text);
		bool bound = expr_bound(x, &f, &low, &high);
		cr_expect_eq(bound, rows[i][1] != NULL, "%s", rows[i][0]);
		if (bound && rows[i][1]) {
			cr_expect_str_eq(f->name, rows[i][1]);
			cr_expect_str_eq(str_c(&low), rows[i][2], "%s", rows[i][0]);
			cr_expect_str_eq(str_c(&high), rows[i][3], "%s", rows[i][0]);
		}
		expr_free(x);
	}
	const struct def_field *f;
	cr_assert_not(expr_bound(NULL, &f, &low, &high));
	str_free(&low);
	str_free(&high);
	exprworld_close(&w);
}

/* What is left out by a bound may not satisfy the condition. */
Test(expr, bounds_never_lose_a_record)
{
	static const char *const dates[] = {"1985", "1985-12", "1985-12-31", "1986", "1986-01",
		"1986-01-01", "1986-11", "1986-11-01", "1986-11-02", "1986-12", "1986-12-31",
		"1987", "1987-01-01"};
	static const char *const ops[] = {"=", "<", "<=", ">", ">="};
	struct exprworld w;
	struct str low = {0}, high = {0}, key = {0}, from = {0}, to = {0};

	exprworld_open(&w);
	struct def_field *birth = def_field(w.person, "birth");
	for (size_t o = 0; o < 5; o++)
		for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
			for (size_t j = 0; j < sizeof dates / sizeof *dates; j++) {
				char text[64];
				const struct def_field *f;
				snprintf(text, sizeof text, "birth %s %s", ops[o], dates[i]);
				struct expr *x = expr_parse(text, w.person, w.d, NULL);
				cr_assert(expr_bound(x, &f, &low, &high));
				exprworld_set(w.person, &w.p, "birth", dates[j]);
				str_clear(&key);
				str_clear(&from);
				str_clear(&to);
				type_key(birth, dates[j], &key);
				type_key(birth, str_c(&low), &from);
				type_key(birth, str_c(&high), &to);
				bool inside = (!from.n || memcmp(key.at, from.at, 5) >= 0) &&
					      (!to.n || memcmp(key.at, to.at, 5) <= 0);
				if (expr_test(x, &w.p, &w.env))
					cr_expect(inside, "%s loses %s", text, dates[j]);
				expr_free(x);
			}
	str_free(&low);
	str_free(&high);
	str_free(&key);
	str_free(&from);
	str_free(&to);
	exprworld_close(&w);
}
