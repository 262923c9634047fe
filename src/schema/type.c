#include <binggui/schema/type.h>

#include <string.h>

#include <binggui/schema/type_code.h>
#include <binggui/schema/type_date.h>
#include <binggui/schema/type_idno.h>
#include <binggui/schema/type_number.h>
#include <binggui/schema/type_phone.h>
#include <binggui/schema/type_text.h>
#include <binggui/text/idno.h>
#include <binggui/text/utf8.h>

static const struct type *const types[] = {
	&type_text,
	&type_longtext,
	&type_name,
	&type_code,
	&type_date,
	&type_number,
	&type_money,
	&type_yesno,
	&type_idno,
	&type_phone,
	&type_ref,
	&type_computed,
};
enum { N_TYPES = sizeof types / sizeof *types };

const struct type *type_by_name(const char *name)
{
	for (size_t i = 0; i < N_TYPES; i++)
		if (text_eq(types[i]->name, name))
			return types[i];
	return NULL;
}

const struct type *type_at(size_t i)
{
	return i < N_TYPES ? types[i] : NULL;
}

/* ---- one value ----------------------------------------------------------------------------------- */

static bool fits(const struct def_field *f, const char *value, struct str *why)
{
	size_t most = f->size ? f->size : f->type->size, n = strlen(value);

	if (n <= most || (n = utf8_count(value)) <= most)
		return true;
	str_clear(why);
	str_addf(why, "“%s”最多 %zu 个字，现在有 %zu 个", f->label, most, n);
	return false;
}

static bool parse_one(const struct def_field *f, const struct type_context *c, const char *typed,
	struct str *out, struct str *why)
{
	return f->type->parse(f, c, typed, out, why) && fits(f, str_c(out), why);
}

static bool check_one(
	const struct def_field *f, const struct type_context *c, const char *value, struct str *why)
{
	return fits(f, value, why) && (!f->type->check || f->type->check(f, c, value, why));
}

/* ---- several values ------------------------------------------------------------------------------ */

/* Cuts the next piece off *at at one of the separators; NULL behind the last.  The piece is the caller's to free. */
static bool next_piece(const char **at, const char *const *separators, struct str *piece)
{
	if (!*at)
		return false;
	const char *end = NULL;
	size_t size = 0;
	for (; *separators; separators++) {
		const char *found = strstr(*at, *separators);
		if (found && (!end || found < end)) {
			end = found;
			size = strlen(*separators);
		}
	}
	str_clear(piece);
	str_addn(piece, *at, end ? (size_t)(end - *at) : strlen(*at));
	*at = end ? end + size : NULL;
	return true;
}

static const char *const lines[] = {"\n", NULL};
static const char *const typed_apart[] = {"、", "；", ";", NULL};

/* Whether a canonical several-line text holds the value already. */
static bool holds(const struct str *values, const char *value)
{
	struct str line = {0};
	bool found = false;

	for (const char *at = str_c(values); !found && next_piece(&at, lines, &line);)
		found = text_eq(str_c(&line), value);
	str_free(&line);
	return found;
}

static void add_value(struct str *all, const struct str *value)
{
	if (!value->n || holds(all, value->at))
		return;
	if (all->n)
		str_addc(all, '\n');
	str_add(all, value->at);
}

/* Adds the values of one line: one whose label contains 、, or several with 、 between them. */
static bool parse_line(const struct def_field *f, const struct type_context *c, const char *line,
	struct str *all, struct str *why)
{
	struct str piece = {0}, value = {0};
	bool whole = f->type == &type_code && parse_one(f, c, line, &value, why), good = true;

	if (whole)
		add_value(all, &value);
	for (const char *at = whole ? NULL : line; good && next_piece(&at, typed_apart, &piece);) {
		good = parse_one(f, c, str_c(&piece), &value, why);
		if (good)
			add_value(all, &value);
	}
	str_free(&piece);
	str_free(&value);
	return good;
}

static bool parse_several(const struct def_field *f, const struct type_context *c,
	const char *typed, struct str *out, struct str *why)
{
	struct str line = {0}, all = {0};
	bool good = true;

	for (const char *at = typed; good && next_piece(&at, lines, &line);)
		good = parse_line(f, c, str_c(&line), &all, why);
	str_set(out, good ? str_c(&all) : "");
	str_free(&line);
	str_free(&all);
	return good;
}

bool type_parse(const struct def_field *f, const struct type_context *c, const char *typed,
	struct str *out, struct str *why)
{
	struct str unasked = {0};
	const char *text = typed ? typed : "";
	struct str *reason = why ? why : &unasked;
	bool good = f->multiple ? parse_several(f, c, text, out, reason)
				: parse_one(f, c, text, out, reason);

	str_free(&unasked);
	return good;
}

bool type_check(
	const struct def_field *f, const struct type_context *c, const char *value, struct str *why)
{
	struct str line = {0}, unasked = {0};
	struct str *reason = why ? why : &unasked;
	bool good = true;

	if (!value || !*value)
		return true;
	if (!f->multiple)
		good = check_one(f, c, value, reason);
	else
		for (const char *at = value; good && next_piece(&at, lines, &line);)
			good = check_one(f, c, str_c(&line), reason);
	str_free(&line);
	str_free(&unasked);
	return good;
}

/* ---- showing ------------------------------------------------------------------------------------- */

typedef void show_one(const struct def_field *f, const struct type_context *c, const char *value,
	struct str *out);

static void show(const struct def_field *f, const struct type_context *c, const char *value,
	struct str *out, show_one *one)
{
	struct str line = {0}, shown = {0};

	str_clear(out);
	if (!value || !*value)
		return;
	if (!f->multiple) {
		one(f, c, value, out);
		return;
	}
	for (const char *at = value; next_piece(&at, lines, &line);) {
		one(f, c, str_c(&line), &shown);
		if (out->n)
			str_add(out, "、");
		str_add(out, str_c(&shown));
	}
	str_free(&line);
	str_free(&shown);
}

void type_format(
	const struct def_field *f, const struct type_context *c, const char *value, struct str *out)
{
	show(f, c, value, out, f->type->format);
}

/* 199****0001: the first three and the last four characters of an ASCII text. */
static void mask_phone(const char *value, struct str *out)
{
	size_t n = strlen(value);

	str_clear(out);
	if (n < 10 || value[strspn(value, "+-0123456789")]) {
		str_add(out, "＊＊＊");
		return;
	}
	str_addn(out, value, 3);
	for (size_t i = 7; i < n; i++)
		str_addc(out, '*');
	str_add(out, value + n - 4);
}

static void mask(
	const struct def_field *f, const struct type_context *c, const char *value, struct str *out)
{
	char id[19];

	(void)c;
	if (f->type == &type_idno) {
		idno_mask(id, value);
		str_set(out, id);
	} else if (f->type == &type_phone) {
		mask_phone(value, out);
	} else {
		str_set(out, "＊＊＊");
	}
}

void type_format_masked(
	const struct def_field *f, const struct type_context *c, const char *value, struct str *out)
{
	show(f, c, value, out, f->class == CLASS_SECRET ? mask : f->type->format);
}

void type_key(const struct def_field *f, const char *value, struct str *out)
{
	if (value && *value)
		f->type->key(f, value, out);
}
