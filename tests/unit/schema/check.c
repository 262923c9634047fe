#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/schema/check.h>
#include <binggui/schema/load.h>

static const char yaml[] =
	"table: person\ntitle: 对象档案\nfields:\n"
	"  name: {label: 姓名, type: name, required: yes, size: 5}\n"
	"  id_no: {label: 公民身份号码, type: idno}\n"
	"  sex: {label: 性别, type: code, codes: sex, from: id_no}\n"
	"  birth: {label: 出生日期, type: date, from: id_no}\n"
	"  age: {label: 年龄, type: computed, formula: years(birth)}\n"
	"  state: {label: 状态, type: code, codes: state, default: 在档}\n"
	"  filed: {label: 建档, type: date, default: today}\n"
	"codes:\n  sex: {title: 性别, list: [男, 女]}\n"
	"  state: {title: 状态, list: [在档, 去世]}\n"
	"rules:\n"
	"  - {when: birth > today, say: 出生日期在今天以后, field: birth, code: date-future}\n"
	"  - {when: age > 100, say: 年龄超过100岁, field: birth, level: warn, code: "
	"age-implausible}\n"
	"  - {when: \"name ~ 某\", say: 名字不全, level: warn}\n";

struct world {
	struct defs *d;
	struct def_table *t;
	struct record r;
	struct problems p;
	struct type_context types;
	struct expr_env env;
};

static void world_open(struct world *w)
{
	struct def_source source = {"person.yaml", (char *)yaml, sizeof yaml - 1};
	struct faults faults = {0};

	*w = (struct world){0};
	w->d = load_sources(&source, 1, &faults);
	cr_assert_not_null(w->d, "%s", faults.n ? faults.at[0].text : "");
	w->t = defs_table(w->d, "person");
	for (size_t i = 0; i < w->t->n; i++)
		w->t->fields[i]->number = (uint16_t)(i + 1);
	w->types.today = (struct date){2024, 8, 1};
	w->env.types = &w->types;
}

static void world_close(struct world *w)
{
	record_free(&w->r);
	problems_free(&w->p);
	defs_free(w->d);
}

static void set(struct world *w, const char *field, const char *value)
{
	record_set(&w->r, def_field(w->t, field)->number, value);
}

/* What is told of the record, as "field code level" words in order. */
static void tells(struct world *w, const char *wanted)
{
	struct str told = {0};

	problems_free(&w->p);
	check_record(w->t, &w->r, &w->env, &w->p);
	for (size_t i = 0; i < w->p.n; i++) {
		const struct problem *p = &w->p.at[i];
		cr_assert(p->text && *p->text);
		str_addf(&told, "%s%s %s%s", i ? ", " : "", p->field ? p->field->name : "-",
			p->code, p->level == LEVEL_WARN ? " warn" : "");
	}
	cr_expect_str_eq(str_c(&told), wanted);
	str_free(&told);
}

Test(check, a_right_record)
{
	struct world w;

	world_open(&w);
	set(&w, "name", "张三丰");
	set(&w, "id_no", "610927198603129137");
	set(&w, "sex", "男");
	set(&w, "birth", "1986-03-12");
	tells(&w, "");
	set(&w, "birth", "1986");
	tells(&w, "");
	set(&w, "birth", "1986-03");
	tells(&w, "");
	cr_assert_eq(problems_errors(&w.p), 0);
	world_close(&w);
}

Test(check, everything_at_once_in_the_order_of_the_fields)
{
	struct world w;

	world_open(&w);
	set(&w, "id_no", "610927198603129131");
	set(&w, "sex", "南");
	set(&w, "birth", "2099-02-30");
	tells(&w, "name required, id_no id-check-digit, sex type, birth type");
	cr_assert_eq(problems_errors(&w.p), 4);
	cr_assert_str_eq(w.p.at[0].text, "“姓名”必须填写");
	cr_assert_str_eq(w.p.at[1].text, "“公民身份号码”第18位校验码应为 7，现在是 1；请逐位核对");
	world_close(&w);
}

Test(check, identity_numbers)
{
	static const char *const rows[][2] = {{"61092719860312913", "id_no id-length"},
		{"61092719860312913A", "id_no id-format"},
		{"610927199702299013", "id_no id-birth-invalid"},
		{"000001198611029017", "id_no id-region-unknown warn"},
		{"000001198611029010", "id_no id-check-digit"},
		{"610927203001019014", "id_no id-birth-invalid"}, {"61092719861102903X", ""}};
	struct world w;

	world_open(&w);
	set(&w, "name", "张三");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		set(&w, "id_no", rows[i][0]);
		tells(&w, rows[i][1]);
	}
	world_close(&w);
}

Test(check, against_the_identity_number)
{
	struct world w;

	world_open(&w);
	set(&w, "name", "张三");
	set(&w, "id_no", "610927198603129137");
	set(&w, "sex", "女");
	set(&w, "birth", "1986-03-13");
	tells(&w, "sex sex-mismatch warn, birth birth-mismatch warn");
	cr_assert_str_eq(w.p.at[0].text, "“性别”是女，与公民身份号码推出的男不符；请核对");
	set(&w, "birth", "1986-04");
	set(&w, "sex", "男");
	tells(&w, "birth birth-mismatch warn");
	set(&w, "id_no", "");
	tells(&w, "");
	world_close(&w);
}

Test(check, rules)
{
	struct world w;

	world_open(&w);
	set(&w, "name", "张某");
	set(&w, "birth", "2024-08-02");
	tells(&w, "birth date-future, - rule warn");
	cr_assert_eq(problems_errors(&w.p), 1);
	set(&w, "birth", "1900-01-01");
	tells(&w, "birth age-implausible warn, - rule warn");
	cr_assert_null(w.p.at[1].field);
	world_close(&w);
}

Test(check, sizes_and_the_empty_record)
{
	struct world w;

	world_open(&w);
	tells(&w, "name required");
	set(&w, "name", "一二三四五六");
	tells(&w, "name type");
	cr_assert_str_eq(w.p.at[0].text, "“姓名”最多 5 个字，现在有 6 个");
	problems_free(&w.p);
	check_record(w.t, &w.r, NULL, &w.p);
	cr_assert_eq(w.p.n, 1, "also without an environment");
	world_close(&w);
}

Test(check, derived_and_default_values)
{
	struct world w;

	world_open(&w);
	set(&w, "id_no", "610927198603129137");
	check_derive(w.t, &w.r, &w.types);
	cr_assert_str_eq(record_field(&w.r, def_field(w.t, "sex")), "男");
	cr_assert_str_eq(record_field(&w.r, def_field(w.t, "birth")), "1986-03-12");
	cr_assert_str_eq(record_field(&w.r, def_field(w.t, "state")), "在档");
	cr_assert_str_eq(record_field(&w.r, def_field(w.t, "filed")), "2024-08-01");
	cr_assert_str_eq(record_field(&w.r, def_field(w.t, "name")), "");
	world_close(&w);
}

Test(check, nothing_typed_is_replaced)
{
	struct world w;

	world_open(&w);
	set(&w, "id_no", "610927198603129137");
	set(&w, "birth", "1985");
	set(&w, "state", "去世");
	w.r.version = 1;
	check_derive(w.t, &w.r, &w.types);
	cr_assert_str_eq(record_field(&w.r, def_field(w.t, "birth")), "1985");
	cr_assert_str_eq(record_field(&w.r, def_field(w.t, "state")), "去世");
	cr_assert_str_eq(
		record_field(&w.r, def_field(w.t, "filed")), "", "defaults are for new records");
	cr_assert_str_eq(record_field(&w.r, def_field(w.t, "sex")), "男");
	set(&w, "sex", "");
	set(&w, "id_no", "610927198603129131");
	check_derive(w.t, &w.r, NULL);
	cr_assert_str_eq(
		record_field(&w.r, def_field(w.t, "sex")), "", "a wrong number says nothing");
	world_close(&w);
}

Test(check, problems_are_collected)
{
	struct problems p = {0};

	problem_add(&p, NULL, LEVEL_ERROR, "a", "%s", "");
	problem_add(&p, NULL, LEVEL_WARN, "b", "%d 个", 3);
	cr_assert_eq(p.n, 2);
	cr_assert_str_eq(p.at[0].text, "");
	cr_assert_str_eq(p.at[1].text, "3 个");
	cr_assert_eq(problems_errors(&p), 1);
	problems_free(&p);
	problems_free(&p);
}
