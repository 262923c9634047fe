#include <binggui/schema/authors.h>

#include <binggui/base/vec.h>

enum { TOLD = 4 };

void authors_free(struct authors *a)
{
	vec_free(a);
}

static bool sets(const struct def_sets *s, const struct def_field *f)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->at[i].field == f)
			return true;
	return false;
}

bool authors_writes(const struct def_move *m, const struct def_field *f)
{
	for (size_t i = 0; i < m->ask.n; i++)
		if (m->ask.at[i].own == f)
			return true;
	return sets(&m->set, f);
}

/* As a field of the flow's log: every move writes whose it is, what was done and when. */
static bool logs(const struct def_flow *flow, const struct def_move *m, const struct def_field *f)
{
	if (f == flow->log_owner || f == flow->log_act || f == flow->log_date)
		return true;
	for (size_t i = 0; i < m->ask.n; i++)
		if (m->ask.at[i].log == f)
			return true;
	return false;
}

static bool affects(const struct def_move *m, const struct def_table *t, const struct def_field *f)
{
	for (size_t i = 0; i < m->effects.n; i++) {
		const struct def_effect *e = &m->effects.at[i];
		if (sets(&e->set, f) || (e->make && e->table == t && e->by == f))
			return true;
	}
	return false;
}

static void field_in(const struct def_table *from, const struct def_table *t,
	const struct def_field *f, struct authors *out)
{
	for (size_t i = 0; from->flow && i < from->flow->n; i++) {
		const struct def_move *m = &from->flow->moves[i];
		bool own = from == t && (authors_writes(m, f) || f == from->flow->since);
		bool logged = from->flow->log == t && logs(from->flow, m, f);
		if (own || logged || affects(m, t, f))
			vec_push(out, ((struct author){from, m}));
	}
}

void authors_of_field(const struct defs *d, const struct def_table *t, const struct def_field *f,
	struct authors *out)
{
	field_in(t, t, f, out);
	for (size_t i = 0; i < d->n; i++)
		if (d->tables[i] != t)
			field_in(d->tables[i], t, f, out);
}

static bool makes(const struct def_move *m, const struct def_table *t)
{
	for (size_t i = 0; i < m->effects.n; i++)
		if (m->effects.at[i].make && m->effects.at[i].table == t)
			return true;
	return false;
}

void authors_of_records(const struct defs *d, const struct def_table *t, struct authors *out)
{
	for (size_t i = 0; i < d->n; i++) {
		const struct def_table *from = d->tables[i];
		for (size_t k = 0; from->flow && k < from->flow->n; k++) {
			const struct def_move *m = &from->flow->moves[k];
			if (from->flow->log == t || makes(m, t))
				vec_push(out, ((struct author){from, m}));
		}
	}
}

bool authors_brought(const struct def_table *t, const struct def_field *f)
{
	if (!t->flow || f->fill || t->flow->start.n < 2)
		return false;
	for (size_t i = 0; i < t->flow->n; i++) {
		const struct def_move *m = &t->flow->moves[i];
		if (*m->to && authors_writes(m, f))
			return true;
	}
	return false;
}

void authors_tell(const struct authors *a, const struct def_table *from, struct str *out)
{
	const struct def_table *last = from;

	for (size_t i = 0; i < a->n && i < TOLD; i++) {
		const struct author *one = &a->at[i];
		if (one->table != last)
			str_addf(out, "《%s》的", one->table->title);
		str_addf(out, "“%s”", one->move->name);
		last = one->table;
	}
	if (a->n > TOLD)
		str_add(out, "等");
}
