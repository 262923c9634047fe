#include <unit/domain/labour.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static void set_values(const struct def_table *t, const char *values, struct record *r)
{
	while (*values) {
		char name[64], value[512];
		size_t n = strcspn(values, "="), k = strcspn(values + n + 1, "|");
		snprintf(name, sizeof name, "%.*s", (int)n, values);
		snprintf(value, sizeof value, "%.*s", (int)k, values + n + 1);
		for (char *at = value; *at; at++)
			*at = *at == '/' ? '\n' : *at;
		cr_assert(def_field(t, name), "%s.%s", t->name, name);
		record_set(r, def_field(t, name)->number, value);
		values += n + 1 + k;
		values += *values == '|';
	}
}

uint64_t labour_put(struct rig *g, const char *table, const char *values)
{
	const struct def_table *t = defs_table(g->archive->defs, table);
	struct record r = {0};
	struct change c = {.table = t, .record = &r};
	struct err e = {0};

	check_derive(t, &r, &g->archive->types);
	set_values(t, values, &r);
	check_derive(t, &r, &g->archive->types); /* sex and birth of the number just set */
	bool ok = table_save(g->archive, &c, 1, &(struct save_options){0}, &e);
	cr_assert(ok, "%s: %s %s", values, e.text, c.problems.n ? c.problems.at[0].text : "");
	change_free(&c);
	uint64_t id = r.id;
	record_free(&r);
	return id;
}

uint64_t labour_seeker(struct rig *g, const char *name, int order, const char *birth,
	const char *person, const char *seeker)
{
	char values[1024], id[32];

	snprintf(values, sizeof values, "name=%s|id_no=%s%s%s", name, rig_id(birth, order),
		*person ? "|" : "", person);
	record_id_text(labour_put(g, "person", values), id);
	snprintf(values, sizeof values, "person=%s%s%s", id, *seeker ? "|" : "", seeker);
	return labour_put(g, "seeker", values);
}

const char *labour_value(struct rig *g, const char *table, uint64_t id, const char *field)
{
	static char out[512];
	const struct def_table *t = defs_table(g->archive->defs, table);
	struct record r = {0};
	struct err e = {0};

	cr_assert(table_get(g->archive, t, id, &r, &e), "%s", e.text);
	snprintf(out, sizeof out, "%s", record_field(&r, def_field(t, field)));
	record_free(&r);
	return out;
}
