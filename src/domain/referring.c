#include <binggui/domain/referring.h>

#include <binggui/base/vec.h>
#include <binggui/domain/lines.h>
#include <binggui/table/index.h>
#include <binggui/table/table.h>

struct looking {
	const struct def_field *field;
	const char *reference;
	struct ids *out;
};

static bool look_at(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct looking *l = context;
	struct span value = record_peek(bytes, n, l->field->number);
	struct str lines = {0};

	str_addn(&lines, value.at, value.n);
	if (value.n && lines_has(str_c(&lines), span_of(l->reference)))
		vec_push(l->out, id);
	str_free(&lines);
	return true;
}

static bool find_by_field(struct archive *a, const struct def_table *t, const struct def_field *f,
	const char *reference, struct ids *out, struct err *e)
{
	struct looking l = {f, reference, out};

	vec_clear(out);
	if (index_kept(t, f) || f->unique)
		return table_by_index(a, t, f, reference, 0, out, e);
	return table_scan(a, t, look_at, &l, e);
}

bool referring_find(struct archive *a, const struct def_table *target, const struct record *r,
	struct referring *out, struct err *e)
{
	struct str reference = {0};
	struct ids ids = {0};
	bool ok = true;

	vec_clear(out);
	table_reference(target, r, &reference);
	for (size_t i = 0; i < a->defs->n; i++)
		for (size_t k = 0; ok && k < a->defs->tables[i]->n; k++) {
			const struct def_table *t = a->defs->tables[i];
			const struct def_field *f = t->fields[k];
			if (f->target != target || f->computed)
				continue;
			ok = find_by_field(a, t, f, str_c(&reference), &ids, e);
			for (size_t n = 0; ok && n < ids.n; n++)
				vec_push(out, ((struct referrer){t, f, ids.at[n]}));
		}
	str_free(&reference);
	vec_free(&ids);
	return ok;
}

void referring_free(struct referring *r)
{
	vec_free(r);
}

void referring_change(const struct def_table *target, const struct record *old,
	const struct record *new, const struct def_table *t, struct record *r)
{
	struct str from = {0}, to = {0}, value = {0};

	table_reference(target, old, &from);
	table_reference(target, new, &to);
	for (size_t i = 0; i < t->n; i++) {
		const struct def_field *f = t->fields[i];
		const char *lines = record_field(r, f);
		if (f->target != target || !lines_has(lines, span_of(str_c(&from))))
			continue;
		str_clear(&value);
		while (*lines) {
			struct span line = lines_next(&lines);
			lines_add(&value, span_is(line, str_c(&from)) ? span_of(str_c(&to)) : line);
		}
		record_set(r, f->number, str_c(&value));
	}
	str_free(&from);
	str_free(&to);
	str_free(&value);
}
