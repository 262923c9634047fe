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

/* ---- what is referred to stays --------------------------------------------------------------- */

static bool is_among(const struct change *changes, size_t n, const struct referrer *r)
{
	for (size_t i = 0; i < n; i++)
		if (changes[i].table == r->table && changes[i].record->id == r->id)
			return true;
	return false;
}

/* Those that are not saved along; the first registers are named: "对象档案 276 条、服务站 1 条". */
static size_t count_others(
	const struct referring *all, const struct change *changes, size_t n, struct str *out)
{
	enum { NAMED = 2 };
	size_t sum = 0, of_table = 0, tables = 0;

	for (size_t i = 0; i < all->n; i++) {
		bool last = i + 1 == all->n || all->at[i + 1].table != all->at[i].table;
		of_table += !is_among(changes, n, &all->at[i]);
		if (!last || !of_table)
			continue;
		if (tables++ < NAMED)
			str_addf(out, "%s%s %zu 条", sum ? "、" : "", all->at[i].table->title,
				of_table);
		sum += of_table;
		of_table = 0;
	}
	str_add(out, tables > NAMED ? "等" : "");
	return sum;
}

static bool tell_kept(struct archive *a, const struct change *c, bool gone, size_t n,
	const char *others, struct err *e)
{
	struct str title = {0};

	table_title(a, c->table, c->base, &title);
	err_set(e, ERR_CHECK, "“%s”有 %zu 条记录写着，%s%s；请先改%s", str_c(&title), n,
		gone ? "" : c->table->key->label, gone ? "不能作废" : "不能改", others);
	str_free(&title);
	return false;
}

bool referring_keep(struct archive *a, const struct change *changes, size_t n, struct err *e)
{
	struct referring all = {0};
	struct str others = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < n; i++) {
		const struct change *c = &changes[i];
		if (!c->table->key || !c->base || !c->base->id || c->base->voided)
			continue;
		bool gone = c->void_it || c->record->voided;
		if (!gone && text_eq(record_field(c->base, c->table->key),
				     record_field(c->record, c->table->key)))
			continue;
		str_clear(&others);
		ok = referring_find(a, c->table, c->base, &all, e);
		size_t left = ok ? count_others(&all, changes, n, &others) : 0;
		ok = ok && (!left || tell_kept(a, c, gone, left, str_c(&others), e));
	}
	referring_free(&all);
	str_free(&others);
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
