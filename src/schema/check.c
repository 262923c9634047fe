#include <binggui/schema/check.h>

#include <stdarg.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/type_date.h>
#include <binggui/schema/type_idno.h>
#include <binggui/text/idno.h>

void problem_add(struct problems *p, const struct def_field *f, enum def_level level,
	const char *code, const char *format, ...)
{
	struct str text = {0};
	va_list args;

	va_start(args, format);
	str_addv(&text, format, args);
	va_end(args);
	struct problem one = {f, level, code, mem_strdup(str_c(&text))};
	vec_push(p, one);
	str_free(&text);
}

void problems_free(struct problems *p)
{
	for (size_t i = 0; i < p->n; i++)
		mem_free(p->at[i].text);
	vec_free(p);
}

size_t problems_errors(const struct problems *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++)
		n += p->at[i].level == LEVEL_ERROR;
	return n;
}

/* ---- one field ----------------------------------------------------------------------------------- */

/* Identity numbers have codes of their own; a region that our list lacks is only a warning. */
static void check_idno(const struct def_field *f, const char *value, const struct type_context *c,
	struct problems *out)
{
	struct str why = {0};
	const char *code = type_idno_fault(value, c ? c->today : (struct date){0}, NULL, &why);

	if (code)
		problem_add(out, f, text_eq(code, "id-region-unknown") ? LEVEL_WARN : LEVEL_ERROR,
			code, "“%s”%s", f->label, str_c(&why));
	else if (!type_check(f, c, value, &why))
		problem_add(out, f, LEVEL_ERROR, "type", "%s", str_c(&why));
	str_free(&why);
}

static void check_value(const struct def_field *f, const char *value, const struct type_context *c,
	struct problems *out)
{
	struct str why = {0};

	if (f->type == &type_idno && !f->multiple)
		check_idno(f, value, c, out);
	else if (!type_check(f, c, value, &why))
		problem_add(out, f, LEVEL_ERROR, "type", "%s", str_c(&why));
	str_free(&why);
}

/* ---- derived from the identity number ------------------------------------------------------------ */

/* What the identity number in the field's `from` says about it, in canonical text; false if nothing. */
static bool derived(const struct def_table *t, const struct def_field *f, const struct record *r,
	const struct type_context *c, struct str *out)
{
	const struct def_field *from = f->from ? def_field(t, f->from) : NULL;
	struct idno id;
	char birth[DATE_TEXT];

	str_clear(out);
	if (!from || !*record_field(r, from))
		return false;
	idno_parse(&id, record_field(r, from), false, c ? c->today : (struct date){0});
	if (id.fault != IDNO_OK && id.fault != IDNO_REGION)
		return false;
	if (f->type == &type_date && date_full(id.birth)) {
		date_format(id.birth, birth);
		str_set(out, birth);
	} else if (f->codes && id.sex) {
		const struct def_code *code = def_code_find(f->codes, id.sex == 'M' ? "男" : "女");
		str_set(out, code ? code->label : "");
	}
	return out->n > 0;
}

/* A partial date agrees with the day it leaves open. */
static bool agrees(const struct def_field *f, const char *value, const char *says)
{
	struct date known, full;
	int32_t first, last;

	if (text_eq(value, says))
		return true;
	if (f->type != &type_date || !date_parse(&known, value) || !date_parse(&full, says))
		return false;
	return type_date_span(known, &first, &last) && date_days(full) >= first &&
	       date_days(full) <= last;
}

static void check_from(const struct def_table *t, const struct def_field *f, const struct record *r,
	const struct type_context *c, struct problems *out)
{
	const char *value = record_field(r, f);
	struct str says = {0}, shown = {0};

	if (*value && derived(t, f, r, c, &says) && !agrees(f, value, says.at)) {
		const struct def_field *from = def_field(t, f->from);
		type_format(f, c, value, &shown);
		problem_add(out, f, LEVEL_WARN,
			f->type == &type_date ? "birth-mismatch" : "sex-mismatch",
			"“%s”是%s，与%s推出的%s不符；请核对", f->label, str_c(&shown), from->label,
			says.at);
	}
	str_free(&says);
	str_free(&shown);
}

/* ---- the record ---------------------------------------------------------------------------------- */

static void check_rules(const struct def_table *t, const struct def_field *f,
	const struct record *r, const struct expr_env *env, struct problems *out)
{
	for (size_t i = 0; i < t->n_rules; i++) {
		const struct def_rule *rule = &t->rules[i];
		if (rule->field == f && rule->when && expr_test(rule->when, r, env))
			problem_add(out, f, rule->level, rule->code, "%s", rule->say);
	}
}

void check_record(const struct def_table *t, const struct record *r, const struct expr_env *env,
	struct problems *out)
{
	const struct type_context *c = env ? env->types : NULL;

	for (size_t i = 0; i < t->n; i++) {
		const struct def_field *f = t->fields[i];
		const char *value = record_field(r, f);
		if (f->required && !*value)
			problem_add(out, f, LEVEL_ERROR, "required", "“%s”必须填写", f->label);
		if (*value)
			check_value(f, value, c, out);
		if (f->from)
			check_from(t, f, r, c, out);
		check_rules(t, f, r, env, out);
	}
	check_rules(t, NULL, r, env, out);
}

static void set_initial(const struct def_field *f, struct record *r, const struct type_context *c)
{
	char today[DATE_TEXT] = "";

	if (f->type == &type_date && text_eq(f->initial, "today")) {
		if (c)
			date_format(c->today, today);
		record_set(r, f->number, today);
	} else {
		record_set(r, f->number, f->initial);
	}
}

void check_derive(const struct def_table *t, struct record *r, const struct type_context *c)
{
	struct str says = {0};

	for (size_t i = 0; i < t->n; i++) {
		const struct def_field *f = t->fields[i];
		bool initial = r->version == 0 && f->initial && *f->initial;
		if ((!f->from && !initial) || *record_field(r, f))
			continue;
		if (f->from && derived(t, f, r, c, &says))
			record_set(r, f->number, says.at);
		else if (initial)
			set_initial(f, r, c);
	}
	str_free(&says);
}
