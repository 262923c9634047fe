#include "exprworld.h"

#include <criterion/criterion.h>

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
	"  place: {label: 所在地, type: computed, formula: village}\n"
	"  wanted: {label: 意向地, type: ref, table: area, multiple: yes}\n"
	"  paused: {label: 暂停, type: date}\n"
	"  spouse: {label: 配偶, type: ref, table: person, index: yes}\n";
static const char codes_yaml[] =
	"codes:\n"
	"  sex: {title: 性别, list: [{label: 男, gb: \"1\", also: [男性]}, {label: 女, gb: \"2\", "
	"also: [女性]}]}\n"
	"  tag: {title: 标签, list: [独居, 高龄, 大病]}\n";
static const char service_yaml[] =
	"table: service\ntitle: 服役\nowner: person\nfields:\n"
	"  person: {label: 对象, type: ref, table: person}\n"
	"  enlisted: {label: 入伍, type: date}\n"
	"  discharged: {label: 退役, type: date}\n"
	"  unit: {label: 部队, type: text}\n"
	"  witness: {label: 证明人, type: ref, table: person, index: yes}\n"
	"  checker: {label: 核对人, type: ref, table: person}\n"
	"  pay: {label: 津贴, type: money}\n"
	"  years: {label: 年限, type: number}\n"
	"  place: {label: 地点, type: ref, table: area, index: yes}\n"
	"  kinds: {label: 类别, type: code, codes: tag, multiple: yes}\n"
	"  sexes: {label: 性别要求, type: code, codes: sex, multiple: yes}\n"
	"  served: {label: 服役天数, type: computed, formula: \"days(enlisted, discharged)\"}\n"
	"rules: [{when: discharged < enlisted, say: 反了}]\n";
static const char area_yaml[] = "table: area\ntitle: 区划\nkey: code\nfields:\n"
				"  code: {label: 代码, type: text, unique: yes, required: yes}\n"
				"  name: {label: 名称, type: text, find: pinyin}\n"
				"  parent: {label: 上级, type: ref, table: area}\n";

void exprworld_set(const struct def_table *t, struct record *r, const char *field, const char *text)
{
	record_set(r, def_field(t, field)->number, text);
}

static const struct record *follow(
	void *context, const struct def_table *target, const char *reference)
{
	struct exprworld *w = context;

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

static size_t each(void *context, const struct def_table *table, const struct def_field *by,
	const struct record *of, size_t enough, expr_row *row, void *row_context)
{
	struct exprworld *w = context;
	size_t n = 0;

	cr_assert_eq(table, w->service);
	cr_assert(by == w->service->owner || by == def_field(w->service, "witness"));
	cr_assert_str_eq(record_field(of, w->person->fields[0]), "买买提·艾力");
	w->by = by;
	w->enough = enough;
	w->offered = 0;
	if (!row)
		return enough < 3 ? enough : 3;
	/* What was followed to is gone, as it may be in a store. */
	record_free(&w->followed);
	for (bool on = true; on && n < 3; n++)
		on = row(row_context, &w->services[n]);
	w->offered = n;
	return n;
}

static void fill(struct exprworld *w)
{
	static const char *const values[][2] = {{"name", "买买提·艾力"}, {"sex", "男"},
		{"birth", "1986-03-12"}, {"village", "610927100201"}, {"income", "1234550"},
		{"people", "3"}, {"focus", "是"}, {"phone", "19900001234"}, {"tags", "独居\n大病"},
		{"note", "家住瓦房\n有三口人"}};

	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		exprworld_set(w->person, &w->p, values[i][0], values[i][1]);
	exprworld_set(w->area, &w->village, "code", "610927100201");
	exprworld_set(w->area, &w->village, "name", "新华村");
	exprworld_set(w->area, &w->village, "parent", "610927100000");
	exprworld_set(w->area, &w->town, "code", "610927100000");
	exprworld_set(w->area, &w->town, "name", "城关镇");
	exprworld_set(w->service, &w->services[0], "enlisted", "1970-12");
	exprworld_set(w->service, &w->services[0], "discharged", "1975");
	exprworld_set(w->service, &w->services[1], "enlisted", "2004-12-01");
	exprworld_set(w->service, &w->services[1], "discharged", "2009-12-01");
	exprworld_set(w->service, &w->services[2], "enlisted", "1986");
	exprworld_set(w->service, &w->services[2], "discharged", "1986");
}

void exprworld_open(struct exprworld *w)
{
	struct def_source sources[] = {{"person.yaml", (char *)person_yaml, sizeof person_yaml - 1},
		{"service.yaml", (char *)service_yaml, sizeof service_yaml - 1},
		{"area.yaml", (char *)area_yaml, sizeof area_yaml - 1},
		{"codes.yaml", (char *)codes_yaml, sizeof codes_yaml - 1}};
	struct faults faults = {0};

	*w = (struct exprworld){0};
	w->d = load_sources(sources, 4, &faults);
	cr_assert_not_null(w->d, "%s", faults.n ? faults.at[0].text : "");
	w->person = defs_table(w->d, "person");
	w->service = defs_table(w->d, "service");
	w->area = defs_table(w->d, "area");
	for (size_t i = 0; i < w->d->n; i++)
		for (size_t j = 0; j < w->d->tables[i]->n; j++)
			w->d->tables[i]->fields[j]->number = (uint16_t)(j + 1);
	fill(w);
	w->types.today = (struct date){2024, 8, 1};
	w->env =
		(struct expr_env){.types = &w->types, .context = w, .follow = follow, .each = each};
}

void exprworld_close(struct exprworld *w)
{
	record_free(&w->p);
	record_free(&w->village);
	record_free(&w->town);
	record_free(&w->followed);
	for (size_t i = 0; i < 3; i++)
		record_free(&w->services[i]);
	defs_free(w->d);
}

bool exprworld_holds(struct exprworld *w, const char *text)
{
	struct err e = {0};
	struct expr *x = expr_parse(text, w->person, w->d, &e);

	cr_assert_not_null(x, "%s: %s", text, e.text);
	bool yes = expr_test(x, &w->p, &w->env);
	expr_free(x);
	return yes;
}

void exprworld_all(const char *const *yes, const char *const *no)
{
	struct exprworld w;

	exprworld_open(&w);
	for (; *yes; yes++)
		cr_expect(exprworld_holds(&w, *yes), "should hold: %s", *yes);
	for (; *no; no++)
		cr_expect_not(exprworld_holds(&w, *no), "should not hold: %s", *no);
	exprworld_close(&w);
}

const char *exprworld_value(struct exprworld *w, const char *text, struct str *out)
{
	struct err e = {0};
	struct expr *x = expr_parse(text, w->person, w->d, &e);

	cr_assert_not_null(x, "%s: %s", text, e.text);
	expr_value(x, &w->p, &w->env, out);
	expr_free(x);
	return str_c(out);
}

const char *exprworld_refusal(struct exprworld *w, const char *text, struct err *e)
{
	err_clear(e);
	cr_assert_null(expr_parse(text, w->person, w->d, e), "%s", text);
	return e->text;
}
