#include <binggui/domain/chapters.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/date.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>

void chapters_free(struct chapters *c)
{
	for (size_t i = 0; i < c->n; i++)
		vec_free(&c->at[i].ids);
	vec_free(c);
}

/* ---- how a register belongs here ------------------------------------------------------------- */

/* A reference that can be looked up: the owner, else the first indexed one to that table. */
static const struct def_field *link_to(const struct def_table *from, const struct def_table *to)
{
	if (from->owner && from->owner->target == to)
		return from->owner;
	for (size_t i = 0; i < from->n; i++) {
		const struct def_field *f = from->fields[i];
		if (f->target == to && (f->index || f->unique) && !f->multiple)
			return f;
	}
	return NULL;
}

static bool find_link(struct chapter *c, const struct def_table *t)
{
	c->link = link_to(c->table, t);
	if (c->link)
		return true;
	const struct def_field *owner = c->table->owner;
	for (size_t i = 0; owner && i < t->n && !c->link; i++)
		if (t->fields[i]->target == owner->target && !t->fields[i]->multiple) {
			c->via = t->fields[i];
			c->link = owner;
		}
	return c->link != NULL;
}

void chapters_make(struct chapters *c, const struct defs *d, const struct def_table *t)
{
	for (size_t i = 0; i < t->book.n; i++) {
		struct chapter one = {.table = defs_table(d, t->book.at[i])};
		if (one.table && find_link(&one, t))
			vec_push(c, one);
	}
}

void chapter_reference(
	const struct chapter *c, const struct def_table *t, const struct record *r, struct str *out)
{
	if (c->via)
		str_set(out, record_field(r, c->via));
	else
		table_reference(t, r, out);
}

/* ---- its records, newest first --------------------------------------------------------------- */

struct dated {
	uint64_t id;
	int32_t day; /* INT32_MIN = not known */
};

static int newer_first(const void *a, const void *b)
{
	const struct dated *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? 1 : -1;
	return (x->id < y->id) - (x->id > y->id);
}

/* A record that cannot be read stays in the chapter: whoever opens it is told. */
static int32_t day_of(struct archive *a, const struct def_table *t, uint64_t id)
{
	struct record r = {0};
	struct err e = {0};
	struct date d = {0};

	if (t->day && table_get(a, t, id, &r, &e))
		date_parse(&d, record_field(&r, t->day));
	record_free(&r);
	return d.year ? date_days(d) : INT32_MIN;
}

static void put_in_order(struct archive *a, struct chapter *c)
{
	struct dated *all = mem_array(c->ids.n, sizeof *all);

	for (size_t i = 0; i < c->ids.n; i++)
		all[i] = (struct dated){c->ids.at[i], day_of(a, c->table, c->ids.at[i])};
	if (c->ids.n)
		qsort(all, c->ids.n, sizeof *all, newer_first);
	for (size_t i = 0; i < c->ids.n; i++)
		c->ids.at[i] = all[i].id;
	mem_free(all);
}

bool chapters_read(struct chapters *c, struct archive *a, const struct def_table *t,
	const struct record *r, struct err *e)
{
	struct str reference = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < c->n; i++) {
		struct chapter *one = &c->at[i];
		vec_clear(&one->ids);
		chapter_reference(one, t, r, &reference);
		if (!reference.n)
			continue;
		ok = table_by_index(a, one->table, one->link, str_c(&reference), 0, &one->ids, e);
		if (ok)
			put_in_order(a, one);
	}
	str_free(&reference);
	return ok;
}
