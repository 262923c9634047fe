#include <binggui/domain/givenbefore.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/hold.h>

/* The rows that agree in the fields of a rule. */
struct given {
	struct date date;
	size_t row;
};
struct givens {
	struct given *at;
	size_t n, cap;
};

void givenbefore_free(struct givenbefore *g)
{
	const char *key;
	void *value;

	for (size_t i = 0; map_each(&g->rows, &i, &key, &value);) {
		struct givens *rows = value;
		vec_free(rows);
		mem_free(rows);
	}
	map_free(&g->rows);
}

bool givenbefore_asked(const struct def_table *t)
{
	for (size_t i = 0; i < t->n_uniques; i++)
		if (t->uniques[i].level == LEVEL_WARN)
			return true;
	return false;
}

static struct givens *rows_like(
	struct givenbefore *g, size_t rule, const struct def_unique *u, const struct record *r)
{
	struct str key = {0};

	str_addf(&key, "%zu", rule);
	for (size_t i = 0; i < u->fields.n; i++)
		str_addf(&key, "\t%s", record_field(r, u->fields.at[i]));
	struct givens *rows = map_get(&g->rows, key.at);
	if (!rows) {
		rows = mem_new0(struct givens);
		map_put(&g->rows, key.at, rows);
	}
	str_free(&key);
	return rows;
}

static const char *path_of(const struct def_unique *u)
{
	return (u->ack ? u->ack : u->fields.at[u->fields.n - 1])->name;
}

/* Rules that say how near is too near: what is the same on one day `same:` has told already. */
static void look_above(struct givenbefore *g, struct archive *a, const struct def_table *t,
	const struct record *r, size_t row, struct findings *out)
{
	bool told = false;

	for (size_t i = 0; i < t->n_uniques; i++) {
		const struct def_unique *u = &t->uniques[i];
		if (u->level != LEVEL_WARN || !u->near || !hold_concerns(a, u, r))
			continue;
		struct givens *rows = rows_like(g, i, u, r);
		struct given mine = {hold_date(a, u, r), row};
		for (size_t k = rows->n; k && !told; k--)
			if (hold_near(u, mine.date, rows->at[k - 1].date)) {
				finding_add(out, path_of(u), FINDING_GIVEN_BEFORE,
					"%s（本表第%zu行），请核对", u->say, rows->at[k - 1].row);
				told = true;
			}
		vec_push(rows, mine);
	}
}

bool givenbefore_row(struct givenbefore *g, struct archive *a, const struct def_table *t,
	const struct record *r, size_t row, bool stored, struct findings *out, struct err *e)
{
	struct problems found = {0};
	bool ok = !stored || hold_warn(a, t, r, &found, e);

	for (size_t i = 0; i < found.n; i++)
		finding_add(
			out, found.at[i].field->name, FINDING_GIVEN_BEFORE, "%s", found.at[i].text);
	problems_free(&found);
	look_above(g, a, t, r, row, out);
	return ok;
}
