#include <binggui/table/merge.h>

#include <string.h>

#include <binggui/base/str.h>
#include <binggui/base/vec.h>
#include <binggui/schema/type.h>

static bool has_type(const struct def_field *f, const char *type)
{
	return text_eq(f->type_name, type);
}

static const struct def_field *first_of_type(const struct def_table *t, const char *type)
{
	for (size_t i = 0; i < t->n; i++)
		if (has_type(t->fields[i], type))
			return t->fields[i];
	return NULL;
}

const struct def_field *merge_leader(const struct def_table *t, const struct def_field *f)
{
	const struct def_field *leader = NULL;

	if (f->from && *f->from)
		leader = def_field(t, f->from);
	else if (has_type(f, "name") && f == first_of_type(t, "name"))
		leader = first_of_type(t, "idno");
	return leader ? leader : f;
}

bool merge_same(const struct record *a, const struct record *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (a->at[i].field != b->at[i].field || strcmp(a->at[i].text, b->at[i].text))
			return false;
	return true;
}

struct sides {
	const struct def_table *table;
	const struct record *base, *theirs, *mine;
};

static bool differs(const struct record *a, const struct record *b, uint16_t field)
{
	return strcmp(record_get(a, field), record_get(b, field)) != 0;
}

/* Whether anything in the group of that leader differs between two records. */
static bool group_differs(const struct sides *s, const struct def_field *leader,
	const struct record *a, const struct record *b)
{
	for (size_t i = 0; i < s->table->n; i++) {
		const struct def_field *f = s->table->fields[i];
		if (merge_leader(s->table, f) == leader && differs(a, b, f->number))
			return true;
	}
	return false;
}

/* Brings my change of one field in, unless the other side has touched its group. */
static bool merge_field(const struct sides *s, const struct def_field *f, struct record *out,
	struct merge_clashes *clashes)
{
	const struct def_field *leader = merge_leader(s->table, f);

	if (!group_differs(s, leader, s->base, s->mine))
		return true;
	if (!group_differs(s, leader, s->base, s->theirs)) {
		record_set(out, f->number, record_field(s->mine, f));
		return true;
	}
	vec_push(clashes, f);
	return false;
}

/* Fields no definition knows: what I changed goes in unless they did too. */
static void merge_unknown(const struct sides *s, uint16_t field, struct record *out)
{
	for (size_t i = 0; i < s->table->n; i++)
		if (s->table->fields[i]->number == field)
			return;
	if (differs(s->base, s->mine, field) && !differs(s->base, s->theirs, field))
		record_set(out, field, record_get(s->mine, field));
}

bool merge_records(const struct def_table *t, const struct record *base,
	const struct record *theirs, const struct record *mine, struct record *out,
	struct merge_clashes *clashes)
{
	const struct sides s = {t, base, theirs, mine};
	bool clean = true;

	record_copy(out, theirs);
	for (size_t i = 0; i < t->n; i++)
		if (differs(theirs, mine, t->fields[i]->number))
			clean &= merge_field(&s, t->fields[i], out, clashes);
	for (size_t i = 0; i < base->n; i++)
		merge_unknown(&s, base->at[i].field, out);
	for (size_t i = 0; i < mine->n; i++)
		merge_unknown(&s, mine->at[i].field, out);
	if (!clean)
		record_free(out);
	return clean;
}
