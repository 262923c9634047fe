#include <binggui/app/row.h>

#include <string.h>

#include <binggui/schema/exprmoney.h>

static bool computed(const struct def_field *f)
{
	return f->computed != NULL;
}

static void compute(
	struct archive *a, const struct def_field *f, const struct record *r, struct str *out)
{
	expr_value(f->computed, r, &a->env, out);
}

void row_value(struct archive *a, const struct def_field *f, const struct record *r, bool reveal,
	struct str *out)
{
	if (computed(f)) {
		compute(a, f, r, out);
		if (exprmoney_field(f))
			exprmoney_show(out);
		return;
	}
	const char *value = record_field(r, f);
	if (!*value)
		str_clear(out);
	else if (reveal)
		type_format(f, &a->types, value, out);
	else
		type_format_masked(f, &a->types, value, out);
}

void row_stored(struct archive *a, const struct def_field *f, const struct record *r, bool reveal,
	struct str *out)
{
	if (computed(f)) {
		compute(a, f, r, out);
		return;
	}
	const char *value = record_field(r, f);
	if (*value && f->class == CLASS_SECRET && !reveal)
		type_format_masked(f, &a->types, value, out);
	else
		str_set(out, value);
}

void row_json(struct archive *a, const struct def_table *t, const struct record *r,
	const struct def_field *const *fields, size_t n, bool reveal, struct json *j)
{
	struct str value = {0};
	char id[32];

	record_id_text(r->id, id);
	json_open(j, '{');
	json_pair(j, "id", id);
	json_pair_number(j, "version", r->version);
	json_key(j, "values");
	json_open(j, '{');
	for (size_t i = 0; i < (fields ? n : t->n); i++) {
		const struct def_field *f = fields ? fields[i] : t->fields[i];
		row_stored(a, f, r, reveal, &value);
		if (fields || value.n)
			json_pair(j, f->name, str_c(&value));
	}
	json_close(j, '}');
	json_close(j, '}');
	str_free(&value);
}
