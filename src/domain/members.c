#include <binggui/domain/members.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>

bool members_of(struct archive *a, const char *household, struct ids *out, struct err *e)
{
	const struct def_table *person = defs_table(a->defs, "person");
	const struct def_field *f = person ? def_field(person, "household") : NULL;

	vec_clear(out);
	return !f || !*household || table_by_index(a, person, f, household, 0, out, e);
}

void members_visited(struct members_days *m, const char *household, size_t bytes, struct date day)
{
	vec_push(m, ((struct members_day){mem_strndup(household, bytes), date_days(day)}));
}

void members_free(struct members_days *m)
{
	for (size_t i = 0; i < m->n; i++)
		mem_free(m->at[i].household);
	vec_free(m);
}

bool members_each(
	struct archive *a, const struct members_days *m, members_take *take, void *x, struct err *e)
{
	struct ids ids = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < m->n; i++) {
		ok = members_of(a, m->at[i].household, &ids, e);
		for (size_t k = 0; ok && k < ids.n; k++)
			take(x, ids.at[k], m->at[i].day);
	}
	vec_free(&ids);
	return ok;
}
