#include <binggui/schema/type_code.h>

#include <string.h>

#include <binggui/schema/nearest.h>
#include <binggui/schema/type_text.h>
#include <binggui/text/fold.h>
#include <binggui/text/scan.h>

/* ---- code -------------------------------------------------------------------------------------- */

static void tell_unknown(const struct def_field *f, const char *typed, struct str *why)
{
	struct nearest near;

	nearest_start(&near, typed);
	for (size_t i = 0; f->codes && i < f->codes->n; i++)
		if (!f->codes->at[i].retired)
			nearest_try(&near, f->codes->at[i].label);
	str_clear(why);
	str_addf(why, "“%s”里没有“%s”", f->label, typed);
	if (nearest_word(&near))
		str_addf(why, "；是不是“%s”？", nearest_word(&near));
	else
		str_add(why, "，或者有几个都像；请从列表中选");
}

static bool parse_code(const struct def_field *f, const struct type_context *c, const char *typed,
	struct str *out, struct str *why)
{
	(void)c;
	fold_clean(out, typed);
	if (!out->n)
		return true;
	const struct def_code *code = def_code_find(f->codes, out->at);
	if (!code) {
		struct str said = {0};
		str_add(&said, out->at);
		tell_unknown(f, said.at, why);
		str_free(&said);
		str_clear(out);
		return false;
	}
	str_set(out, code->label);
	return true;
}

/* The code a stored label stands for, also by the label it had once; NULL if it is none. */
static const struct def_code *stored_code(const struct def_field *f, const char *value)
{
	if (!f->codes)
		return NULL;
	for (size_t i = 0; i < f->codes->n; i++)
		if (text_eq(f->codes->at[i].label, value))
			return &f->codes->at[i];
	for (size_t i = 0; i < f->codes->n; i++)
		for (size_t j = 0; j < f->codes->at[i].also.n; j++)
			if (text_eq(f->codes->at[i].also.at[j], value))
				return &f->codes->at[i];
	return NULL;
}

static void format_code(
	const struct def_field *f, const struct type_context *c, const char *value, struct str *out)
{
	const struct def_code *code = stored_code(f, value);

	(void)c;
	str_set(out, code ? code->label : value);
}

static bool check_code(
	const struct def_field *f, const struct type_context *c, const char *value, struct str *why)
{
	(void)c;
	if (stored_code(f, value))
		return true;
	tell_unknown(f, value, why);
	return false;
}

/* By the label of today, so that a renamed code stays together. */
static void code_key(const struct def_field *f, const char *value, struct str *out)
{
	const struct def_code *code = stored_code(f, value);

	type_text_order(f, code ? code->label : value, out);
}

/* ---- yes or no --------------------------------------------------------------------------------- */

static bool among(const struct scan *s, const char *const *words)
{
	for (; *words; words++)
		if (scan_is(s, *words))
			return true;
	return false;
}

static bool parse_yesno(const struct def_field *f, const struct type_context *c, const char *typed,
	struct str *out, struct str *why)
{
	static const char *const yes[] = {
		"是", "有", "对", "√", "✓", "✔", "☑", "1", "y", "yes", "true", "t", "s", NULL};
	static const char *const no[] = {"否", "无", "不是", "没有", "非", "×", "✗", "✘", "x", "0",
		"n", "no", "false", "f", NULL};
	struct scan s;

	(void)c;
	scan_read(&s, typed);
	str_clear(out);
	if (s.n == 0)
		return true;
	if (among(&s, yes))
		str_set(out, "是");
	else if (among(&s, no))
		str_set(out, "否");
	else {
		str_clear(why);
		str_addf(why, "“%s”只填“是”或“否”", f->label);
	}
	return out->n > 0;
}

static bool check_yesno(
	const struct def_field *f, const struct type_context *c, const char *value, struct str *why)
{
	(void)c;
	if (text_eq(value, "是") || text_eq(value, "否"))
		return true;
	str_clear(why);
	str_addf(why, "“%s”存的“%s”既不是“是”也不是“否”", f->label, value);
	return false;
}

static void yesno_key(const struct def_field *f, const char *value, struct str *out)
{
	(void)f;
	str_addc(out, text_eq(value, "是") ? 2 : 1);
}

/* ---- references -------------------------------------------------------------------------------- */

static bool parse_ref(const struct def_field *f, const struct type_context *c, const char *typed,
	struct str *out, struct str *why)
{
	fold_clean(out, typed);
	if (!out->n || !c || !c->refs || !c->refs->resolve)
		return true;
	struct str clean = *out;
	*out = (struct str){0};
	str_clear(why);
	bool found = c->refs->resolve(c->refs->context, f, clean.at, out, why);
	if (!found) {
		str_clear(out);
		if (!why->n)
			str_addf(why, "“%s”里没有找到“%s”", f->label, clean.at);
	}
	str_free(&clean);
	return found;
}

static void format_ref(
	const struct def_field *f, const struct type_context *c, const char *value, struct str *out)
{
	str_clear(out);
	if (!c || !c->refs || !c->refs->show || !c->refs->show(c->refs->context, f, value, out))
		str_set(out, value);
}

static bool check_ref(
	const struct def_field *f, const struct type_context *c, const char *value, struct str *why)
{
	struct str shown = {0};
	bool there = !c || !c->refs || !c->refs->show ||
		     c->refs->show(c->refs->context, f, value, &shown);

	str_free(&shown);
	if (there)
		return true;
	str_clear(why);
	str_addf(why, "“%s”指向的记录“%s”不存在", f->label, value);
	return false;
}

const struct type type_code = {
	.name = "code",
	.label = "代码",
	.size = 60,
	.width = 10,
	.parse = parse_code,
	.format = format_code,
	.check = check_code,
	.key = code_key,
};

const struct type type_yesno = {
	.name = "yesno",
	.label = "是否",
	.size = 1,
	.width = 4,
	.parse = parse_yesno,
	.format = type_text_format,
	.check = check_yesno,
	.key = yesno_key,
};

const struct type type_ref = {
	.name = "ref",
	.label = "引用",
	.size = 60,
	.width = 16,
	.parse = parse_ref,
	.format = format_ref,
	.check = check_ref,
	.key = type_text_bytes,
};
