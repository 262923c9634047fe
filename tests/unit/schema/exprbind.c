#include <criterion/criterion.h>

#include <binggui/schema/exprtree.h>

#include "exprworld.h"

static void open_world(struct exprworld *w)
{
	exprworld_open(w);
	w->area->tree = def_field(w->area, "parent");
	exprworld_set(w->person, &w->p, "wanted", "610927200000\n610927100201");
	exprworld_set(w->service, &w->services[0], "place", "610927100000");
	exprworld_set(w->service, &w->services[1], "place", "610927200000");
	exprworld_set(w->service, &w->services[0], "kinds", "独居\n高龄");
	exprworld_set(w->service, &w->services[1], "kinds", "高龄");
	exprworld_set(w->service, &w->services[0], "pay", "1234550");
	exprworld_set(w->service, &w->services[0], "unit", "家住瓦房");
	exprworld_set(w->service, &w->services[0], "years", "38");
	exprworld_set(w->service, &w->services[0], "sexes", "男\n女");
	exprworld_set(w->service, &w->services[1], "sexes", "女");
}

static struct expr *parse(struct exprworld *w, const char *text)
{
	struct expr_scope scopes[] = {{"job", w->service}, {"seeker", w->person}};
	struct err e = {0};
	struct expr *x = expr_parse_scope(text, scopes, 2, w->d, &e);

	cr_assert_not_null(x, "%s: %s", text, e.text);
	return x;
}

/* Of a service (which here offers something) and a person. */
static const char *const both[] = {"seeker.age >= 18 and years >= seeker.age", "years = seeker.age",
	"kinds = seeker.tags", "seeker.tags = kinds", "kinds != seeker.tags",
	"seeker.tags in (kinds)", "kinds in (seeker.tags, 大病)", "seeker.sex in (sexes)",
	"seeker.sex in (sexes, 男)", "job.sexes = seeker.sex", "seeker.sex = sexes",
	"seeker.wanted within place", "place within seeker.wanted", "place within seeker.village",
	"seeker.village within place", "seeker.village.parent within job.place",
	"place within 城关镇", "place = seeker.wanted", "place = seeker.village",
	"place in (seeker.village.parent)", "pay >= seeker.income", "seeker.income <= pay",
	"pay < seeker.income + 1", "seeker.income - 5 < pay - 3", "enlisted > seeker.birth",
	"seeker.birth < enlisted", "seeker.birth <= enlisted", "enlisted = seeker.birth",
	"seeker.birth = enlisted", "enlisted + 10y > seeker.birth + 1d",
	"enlisted - seeker.birth > 100", "years(seeker.birth, enlisted) > 3", "unit ~ seeker.name",
	"seeker.note ~ unit", "seeker.note !~ unit", "unit = seeker.note", "unit != seeker.note",
	"seeker.focus and enlisted < 2000", "not seeker.focus or enlisted < 2000",
	"seeker.focus or pay > 0",
	"(seeker.sex = 女 or pay > 1) and not (seeker.sex = 男 and pay < 1)",
	"pay = \"\" or seeker.spouse = \"\"", "pay = seeker.spouse.income",
	"unit = seeker.spouse.name", "has(service by witness)",
	"length(seeker.name) = 6 and length(unit) = 4", "seeker.town = place.name",
	"place.name = seeker.village.parent.name", "enlisted < today-30y", "discharged >= since",
	"服役.津贴 > 1", "对象档案.年龄 > 18 and 津贴 > 1", "count(service by witness) > 2",
	"count(service by witness: pay > seeker.people) = 1",
	"has(service by witness: pay < job.years and enlisted > seeker.birth)",
	"sum(service.pay by witness: kinds = seeker.tags) > 100", "seeker.tags ~ kinds",
	"kinds ~ seeker.tags", "seeker.place within place", "(seeker.age + years) > 40",
	"-seeker.age + years > -1", "seeker.people in (1, years, 3)", "years in (seeker.age, 4)"};

/* Whatever is bound, a condition holds for the same records as before. */
Test(exprbind, means_the_same)
{
	struct exprworld w;

	open_world(&w);
	for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
		struct expr *x = parse(&w, both[i]);
		const struct record *of_person[] = {NULL, &w.p}, *nothing[] = {NULL, NULL};
		struct expr *person = expr_bind(x, of_person, 2, &w.env);
		struct expr *neither = expr_bind(x, nothing, 2, &w.env);
		for (size_t k = 0; k < 3; k++) {
			const struct record *pair[] = {&w.services[k], &w.p};
			const struct record *of_service[] = {&w.services[k], NULL};
			bool yes = expr_test_scope(x, pair, &w.env);
			cr_expect_eq(
				expr_test(person, pair[0], &w.env), yes, "%s, %zu", both[i], k);
			cr_expect_eq(
				expr_test_scope(neither, pair, &w.env), yes, "%s, %zu", both[i], k);
			struct expr *service = expr_bind(x, of_service, 2, &w.env);
			cr_expect_eq(expr_test(service, &w.p, &w.env), yes, "%s, %zu", both[i], k);
			struct expr *all = expr_bind(x, pair, 2, &w.env);
			cr_expect_eq(expr_test(all, NULL, NULL), yes, "%s, %zu", both[i], k);
			expr_free(service);
			expr_free(all);
		}
		expr_free(neither);
		expr_free(person);
		expr_free(x);
	}
	exprworld_close(&w);
}

static struct expr *bound(struct exprworld *w, const char *text, bool job)
{
	const struct record *records[] = {job ? &w->services[0] : NULL, job ? NULL : &w->p};
	struct expr *x = parse(w, text);
	struct expr *made = expr_bind(x, records, 2, &w->env);

	expr_free(x);
	return made;
}

Test(exprbind, what_is_known_is_decided)
{
	static const struct {
		const char *text;
		int holds; /* -1: it stays open */
	} rows[] = {{"seeker.sex = 女 and pay > 1", 0}, {"seeker.sex = 男 or pay > 1", 1},
		{"not (seeker.sex = 男 or pay > 1)", 0}, {"seeker.sex in (女, sexes)", -1},
		{"seeker.sex in (男, sexes)", 1}, {"seeker.sex in (女)", 0},
		{"seeker.sex = 男 and pay > 1", -1}, {"today > 2024-07", 1},
		{"seeker.spouse.village within place", 0}};
	struct exprworld w;

	open_world(&w);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct expr *x = bound(&w, rows[i].text, false);
		cr_expect_eq(x->kind == EXPR_VALUE, rows[i].holds >= 0, "%s", rows[i].text);
		if (x->kind == EXPR_VALUE)
			cr_expect_eq(expr_test(x, NULL, NULL), rows[i].holds, "%s", rows[i].text);
		expr_free(x);
	}
	exprworld_close(&w);
}

/* What is known of the one bounds the other: an index of its table can be asked. */
Test(exprbind, bounds)
{
	static const struct {
		const char *text;
		bool job; /* the job is known, else the person */
		const char *field, *low, *high;
	} rows[] = {{"seeker.sex = sexes", true, NULL, "", ""},
		{"years > 1 and place = seeker.village", false, "place", "610927100201",
			"610927100201"},
		{"seeker.village = place", false, "place", "610927100201", "610927100201"},
		{"seeker.birth > enlisted", true, "birth", "1971", ""},
		{"seeker.birth < today - 20y", true, "birth", "", "2004-07-31"},
		{"seeker.birth >= since and seeker.birth <= until", true, "birth", "2023",
			"2023-12-31"},
		{"pay <= seeker.income", true, "income", "1234550", ""},
		{"enlisted < seeker.birth", true, NULL, "", ""},
		{"seeker.wanted within place", false, NULL, "", ""}};
	struct str low = {0}, high = {0};
	struct exprworld w;

	open_world(&w);
	w.env.since = (struct date){2023, 1, 1};
	w.env.until = (struct date){2023, 12, 31};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct def_field *f = NULL;
		struct expr *x = bound(&w, rows[i].text, rows[i].job);
		bool found = expr_bound(x, &f, &low, &high);
		cr_expect_eq(found, rows[i].field != NULL, "%s", rows[i].text);
		if (found && rows[i].field)
			cr_expect_str_eq(f->name, rows[i].field, "%s", rows[i].text);
		cr_expect_str_eq(str_c(&low), rows[i].low, "%s", rows[i].text);
		cr_expect_str_eq(str_c(&high), rows[i].high, "%s", rows[i].text);
		expr_free(x);
	}
	str_free(&low);
	str_free(&high);
	exprworld_close(&w);
}

/* Over many records of one village the way up is gone once. */
Test(exprbind, within_is_looked_up_once)
{
	struct exprworld w;
	struct err e = {0};
	const struct record *none = NULL;

	open_world(&w);
	struct expr *x = expr_parse("village within 城关镇", w.person, w.d, &e);
	struct expr *fixed = expr_bind(x, &none, 1, &w.env);
	for (int i = 0; i < 3; i++)
		cr_assert(expr_test(fixed, &w.p, &w.env));
	w.env.follow = NULL;
	cr_assert(expr_test(fixed, &w.p, &w.env), "nobody is asked any more");
	cr_assert_not(expr_test(x, &w.p, &w.env));
	expr_free(fixed);
	expr_free(x);
	cr_assert_null(expr_bind(NULL, &none, 1, &w.env));
	exprworld_close(&w);
}

Test(exprbind, several_scopes)
{
	struct exprworld w;
	struct err e = {0};
	struct str out = {0};

	open_world(&w);
	struct expr_scope scopes[] = {{"job", w.service}, {"seeker", w.person}, {"town", w.area}};
	const struct record *records[] = {&w.services[0], &w.p, &w.town};
	const struct record *two[] = {NULL, &w.p, NULL}, *one[] = {&w.services[0], &w.p, NULL};
	struct expr *x = expr_parse_scope(
		"place = town.code and seeker.village.parent = town.code and years > 1", scopes, 3,
		w.d, &e);
	cr_assert_not_null(x, "%s", e.text);
	struct expr *open_two = expr_bind(x, two, 3, &w.env);
	struct expr *open_one = expr_bind(open_two, one, 3, &w.env);
	cr_expect(expr_test_scope(x, records, &w.env));
	cr_expect(expr_test_scope(open_two, records, NULL));
	cr_expect(expr_test(open_one, &w.town, NULL));
	cr_expect_not(expr_test(open_one, &w.village, NULL));
	expr_free(open_one);
	expr_free(open_two);
	expr_free(x);
	x = expr_parse_scope("years - seeker.people", scopes, 3, w.d, &e);
	expr_value_scope(x, records, &w.env, &out);
	cr_expect_str_eq(str_c(&out), "35");
	expr_free(x);
	str_free(&out);
	exprworld_close(&w);
}
