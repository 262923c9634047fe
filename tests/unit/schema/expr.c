#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/schema/expr.h>
#include <binggui/schema/load.h>

static const char person_yaml[] =
	"table: person\ntitle: 对象档案\nfields:\n"
	"  name: {label: 姓名, type: name, unique: yes, find: pinyin}\n"
	"  sex: {label: 性别, type: code, codes: sex, index: yes}\n"
	"  birth: {label: 出生日期, type: date, index: yes}\n"
	"  age: {label: 年龄, type: computed, formula: years(birth)}\n"
	"  village: {label: 户籍村(社区), type: ref, table: area}\n"
	"  income: {label: 收入, type: money, index: yes}\n"
	"  people: {label: 人口, type: number}\n"
	"  focus: {label: 重点, type: yesno}\n"
	"  phone: {label: 电话, type: phone}\n"
	"  tags: {label: 标签, type: code, codes: tag, multiple: yes}\n"
	"  note: {label: 备注, type: longtext}\n"
	"  town: {label: 乡镇, type: computed, formula: village.parent.name}\n"
	"  spouse: {label: 配偶, type: ref, table: person, index: yes}\n"
	"codes:\n"
	"  sex: {title: 性别, list: [{label: 男, gb: \"1\", also: [男性]}, {label: 女, gb: \"2\", "
	"also: [女性]}]}\n"
	"  tag: {title: 标签, list: [独居, 高龄, 大病]}\n";
static const char service_yaml[] = "table: service\ntitle: 服役\nowner: person\nfields:\n"
				   "  person: {label: 对象, type: ref, table: person}\n"
				   "  enlisted: {label: 入伍, type: date}\n"
				   "  discharged: {label: 退役, type: date}\n"
				   "  unit: {label: 部队, type: text}\n"
				   "rules: [{when: discharged < enlisted, say: 反了}]\n";
static const char area_yaml[] = "table: area\ntitle: 区划\nkey: code\nfields:\n"
				"  code: {label: 代码, type: text, unique: yes, required: yes}\n"
				"  name: {label: 名称, type: text, find: pinyin}\n"
				"  parent: {label: 上级, type: ref, table: area}\n";

/* A person, two areas and three services, without a store. */
struct world {
	struct defs *d;
	struct def_table *person, *service, *area;
	struct record p, village, town, services[3];
	struct record followed; /* what follow() gives out: replaced by the next call */
	struct type_context types;
	struct expr_env env;
};

static void set(const struct def_table *t, struct record *r, const char *field, const char *text)
{
	record_set(r, def_field(t, field)->number, text);
}

static const struct record *follow(
	void *context, const struct def_table *target, const char *reference)
{
	struct world *w = context;

	if (target == w->person)
		record_copy(&w->followed, &w->p);
	else if (text_eq(reference, "610927100201"))
		record_copy(&w->followed, &w->village);
	else if (text_eq(reference, "610927100000"))
		record_copy(&w->followed, &w->town);
	else
		return NULL;
	return &w->followed;
}

static size_t related(void *context, const struct def_table *table, const struct def_table *owner,
	const struct record *of, const struct expr *where, size_t enough)
{
	struct world *w = context;
	size_t n = 0;

	cr_assert_eq(table, w->service);
	cr_assert_eq(owner, w->person);
	cr_assert_eq(of, &w->p);
	for (size_t i = 0; i < 3 && n < enough; i++)
		n += !where || expr_test(where, &w->services[i], &w->env);
	return n;
}

static void fill(struct world *w)
{
	static const char *const values[][2] = {{"name", "买买提·艾力"}, {"sex", "男"},
		{"birth", "1986-03-12"}, {"village", "610927100201"}, {"income", "1234550"},
		{"people", "3"}, {"focus", "是"}, {"phone", "19900001234"}, {"tags", "独居\n大病"},
		{"note", "家住瓦房\n有三口人"}};

	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		set(w->person, &w->p, values[i][0], values[i][1]);
	set(w->area, &w->village, "code", "610927100201");
	set(w->area, &w->village, "name", "新华村");
	set(w->area, &w->village, "parent", "610927100000");
	set(w->area, &w->town, "code", "610927100000");
	set(w->area, &w->town, "name", "城关镇");
	set(w->service, &w->services[0], "enlisted", "1970-12");
	set(w->service, &w->services[0], "discharged", "1975");
	set(w->service, &w->services[1], "enlisted", "2004-12-01");
	set(w->service, &w->services[1], "discharged", "2009-12-01");
	set(w->service, &w->services[2], "enlisted", "1986");
	set(w->service, &w->services[2], "discharged", "1986");
}

static void world_open(struct world *w)
{
	struct def_source sources[] = {{"person.yaml", (char *)person_yaml, sizeof person_yaml - 1},
		{"service.yaml", (char *)service_yaml, sizeof service_yaml - 1},
		{"area.yaml", (char *)area_yaml, sizeof area_yaml - 1}};
	struct faults faults = {0};

	*w = (struct world){0};
	w->d = load_sources(sources, 3, &faults);
	cr_assert_not_null(w->d, "%s", faults.n ? faults.at[0].text : "");
	w->person = defs_table(w->d, "person");
	w->service = defs_table(w->d, "service");
	w->area = defs_table(w->d, "area");
	for (size_t i = 0; i < w->d->n; i++)
		for (size_t j = 0; j < w->d->tables[i]->n; j++)
			w->d->tables[i]->fields[j]->number = (uint16_t)(j + 1);
	fill(w);
	w->types.today = (struct date){2024, 8, 1};
	w->env = (struct expr_env){&w->types, w, follow, related};
}

static void world_close(struct world *w)
{
	record_free(&w->p);
	record_free(&w->village);
	record_free(&w->town);
	record_free(&w->followed);
	for (size_t i = 0; i < 3; i++)
		record_free(&w->services[i]);
	defs_free(w->d);
}

static bool holds(struct world *w, const char *text)
{
	struct err e = {0};
	struct expr *x = expr_parse(text, w->person, w->d, &e);

	cr_assert_not_null(x, "%s: %s", text, e.text);
	bool yes = expr_test(x, &w->p, &w->env);
	expr_free(x);
	return yes;
}

static void all(const char *const *yes, const char *const *no)
{
	struct world w;

	world_open(&w);
	for (; *yes; yes++)
		cr_expect(holds(&w, *yes), "should hold: %s", *yes);
	for (; *no; no++)
		cr_expect_not(holds(&w, *no), "should not hold: %s", *no);
	world_close(&w);
}

Test(expr, words)
{
	all((const char *const[]){"sex = 男", "sex = 男性", "sex = 1", "性别＝男", "sex != 女",
		    "sex in (女, 男)", "sex in (男性)", "name = 买买提·艾力",
		    "name = \"买买提•艾力\"", "name ~ 艾力", "name ~ 買買提", "note ~ 瓦房",
		    "phone = '199 0000 1234'", "phone ~ 1234", "phone !~ 9999", "note !~ 楼",
		    "focus", "focus = 是", "focus = yes", "not (sex = 女)", "name ~ \"买提·艾\"",
		    "sex not in (女)", "name = \"买买提·艾力\"", NULL},
		(const char *const[]){"sex = 女", "sex != 男", "sex in (女)", "name = 艾力",
			"note ~ 楼", "phone !~ 1234", "focus = 否", "not focus", "sex not in (男)",
			NULL});
}

Test(expr, empty_values)
{
	all((const char *const[]){"spouse = \"\"", "sex != \"\"", "spouse != 某人", "not spouse",
		    "spouse !~ 某", "length(spouse) = 0", NULL},
		(const char *const[]){"spouse != \"\"", "sex = \"\"", "spouse", "spouse ~ 某",
			"spouse = 某人", NULL});
}

Test(expr, numbers_and_money)
{
	all((const char *const[]){"people = 3", "people = 3.0", "people >= 3", "people < 3.5",
		    "3 < people + 1", "people - 1 = 2", "-people = -3", "income = 12345.5",
		    "income > 1.2万", "income < 20000", "people + people = 6", "length(name) = 6",
		    "length(note) > 5", "people", "1 < 2", NULL},
		(const char *const[]){"people = 4", "people > 3", "income > 12345.5",
			"income = 1234550", "people - 3", "2 < 1", NULL});
}

Test(expr, dates_are_spans)
{
	all((const char *const[]){"birth = 1986", "birth = 1986-03", "birth = 1986-03-12",
		    "birth > 1985", "birth < 1987", "birth <= 1986", "birth >= 1986",
		    "birth < 1986-04", "birth > 1986-02", "birth = \"1986年3月\"", "birth < today",
		    "birth < today-38y", "birth > today-39y", "birth >= 1986-03-12",
		    "today = 2024-08-01", "birth + 10d = 1986-03-22", "birth + 1m = 1986-04-12",
		    "birth - 3y = 1983", "today - birth > 14000", "birth != 1987",
		    "birth in (1985, 1986)", "birth < today - 30年", NULL},
		(const char *const[]){"birth < 1986", "birth > 1986", "birth = 1985",
			"birth > 1986-03", "birth = 1986-03-13", "birth != 1986",
			"birth < today-39y", NULL});
}

/* Services 1970-12…1975, 2004…2009, 1986…1986 (months unknown). */
Test(expr, partial_dates_decide_only_what_is_sure)
{
	all((const char *const[]){"count(service: enlisted = 1970) = 1",
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
	all((const char *const[]){"age = 38", "age >= 38", "years(birth) = 38",
		    "years(birth, 2006-03-11) = 19", "days(birth) > 14000", "days(today) = 0",
		    "years(birth, today) = age", "has(service)", "has(服役: 部队 = \"\")",
		    "count(service) = 3", "has(service: years(enlisted, discharged) >= 5)",
		    "years(birth) - 8 = 30", NULL},
		(const char *const[]){
			"age < 38", "has(service: unit ~ 军)", "years(today+1d) = 0", NULL});
}

Test(expr, references)
{
	all((const char *const[]){"village.name = 新华村", "village.name ~ 新华",
		    "village.parent.name = 城关镇", "village = 610927100201", "village = 新华村",
		    "village ~ 新华", "village ~ 610927", "town = 城关镇", "乡镇 ~ 城关",
		    "\"户籍村(社区)\" = 新华村", "village in (瓦房村, 新华村)",
		    "village.parent = 城关镇", "village.code = village", "town != village.name",
		    "village", NULL},
		(const char *const[]){"village = 瓦房村", "village.name = 新华", "village = 新",
			"spouse.name = x", "spouse.village.name ~ 新",
			"village.parent.parent.name != \"\"", NULL});
}

Test(expr, several_values)
{
	all((const char *const[]){"tags = 独居", "tags = 大病", "tags in (高龄, 大病)", "tags ~ 病",
		    "tags != 高龄", "tags", NULL},
		(const char *const[]){"tags = 高龄", "tags != 独居", "tags !~ 病", NULL});
}

Test(expr, and_or_not)
{
	all((const char *const[]){"sex = 男 and age >= 38", "sex = 女 or age >= 38",
		    "sex = 男 or sex = 女 and age < 3", "(sex = 男 or sex = 女) and age > 3",
		    "not sex = 女 and not age < 3", "性别 = 男 且 年龄 >= 38", "非 sex = 女",
		    "sex = 女 或 sex = 男", "（sex ＝ 男）", "not not sex = 男",
		    "sex = 男 AND age > 3", NULL},
		(const char *const[]){"sex = 女 and age >= 38", "sex = 男 and age < 38",
			"not (sex = 男 or age < 3)", "(sex = 男 or sex = 女) and age < 3", NULL});
}

Test(expr, without_an_environment)
{
	struct world w;
	const char *const texts[] = {"age > 3", "village.name = 新华村", "has(service)",
		"birth < today", "village = 新华村"};

	world_open(&w);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct expr *x = expr_parse(texts[i], w.person, w.d, NULL);
		struct expr_env empty = {0};
		cr_expect_not(expr_test(x, &w.p, NULL), "%s", texts[i]);
		cr_expect_not(expr_test(x, &w.p, &empty), "%s", texts[i]);
		expr_free(x);
	}
	cr_assert(expr_test(NULL, &w.p, NULL), "no condition holds for all");
	expr_free(NULL);
	world_close(&w);
}

Test(expr, values)
{
	static const char *const rows[][2] = {{"age", "38"}, {"town", "城关镇"},
		{"birth + 60y", "2046-03-12"}, {"income", "12345.5"}, {"people - 3.5", "-0.5"},
		{"name", "买买提·艾力"}, {"sex = 男", "是"}, {"sex = 女", "否"}, {"spouse", ""},
		{"count(service)", "3"}, {"today - 1d", "2024-07-31"}, {"birth", "1986-03-12"},
		{"spouse.name", ""}, {"years(spouse.birth)", ""}, {"today + 9999y", ""},
		{"age + name", NULL}};
	struct world w;
	struct str out = {0};

	world_open(&w);
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
	world_close(&w);
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
	struct world w;
	struct str low = {0}, high = {0};

	world_open(&w);
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
	world_close(&w);
}

/* What is left out by a bound may not satisfy the condition. */
Test(expr, bounds_never_lose_a_record)
{
	static const char *const dates[] = {"1985", "1985-12", "1985-12-31", "1986", "1986-01",
		"1986-01-01", "1986-11", "1986-11-01", "1986-11-02", "1986-12", "1986-12-31",
		"1987", "1987-01-01"};
	static const char *const ops[] = {"=", "<", "<=", ">", ">="};
	struct world w;
	struct str low = {0}, high = {0}, key = {0}, from = {0}, to = {0};

	world_open(&w);
	struct def_field *birth = def_field(w.person, "birth");
	for (size_t o = 0; o < 5; o++)
		for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
			for (size_t j = 0; j < sizeof dates / sizeof *dates; j++) {
				char text[64];
				const struct def_field *f;
				snprintf(text, sizeof text, "birth %s %s", ops[o], dates[i]);
				struct expr *x = expr_parse(text, w.person, w.d, NULL);
				cr_assert(expr_bound(x, &f, &low, &high));
				set(w.person, &w.p, "birth", dates[j]);
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
	world_close(&w);
}
