#include <stdio.h>
#include <figures/ledger.h>

#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/table.h>

static const char first[] = "2019-01-01", last[] = "2020-04-30";

struct reading {
	struct ledgers *ledgers;
	const struct def_table *table;
	struct ledger *ledger;
};

static bool take(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct reading *r = context;
	struct ledger_row *row = vec_add(r->ledger);

	row->of = r->ledgers;
	row->table = r->table;
	record_id_text(id, row->id);
	return record_decode(&row->record, id, bytes, n);
}

static void file(struct ledger *l)
{
	for (size_t i = 0; i < l->n; i++) {
		struct ledger_row *row = &l->at[i];
		const struct def_field *key = row->table->key;
		map_put(&l->by_reference, key ? record_field(&row->record, key) : row->id, row);
	}
}

void ledgers_read(struct ledgers *l, struct county *c)
{
	struct err e = {0};

	*l = (struct ledgers){c, mem_array(c->defs->n, sizeof *l->at)};
	for (size_t i = 0; i < c->defs->n; i++) {
		struct reading r = {l, c->defs->tables[i], &l->at[i]};
		cr_assert(table_scan(c->archive, r.table, take, &r, &e), "%s", e.text);
		file(r.ledger);
	}
}

void ledgers_free(struct ledgers *l)
{
	for (size_t i = 0; i < l->county->defs->n; i++) {
		for (size_t k = 0; k < l->at[i].n; k++)
			record_free(&l->at[i].at[k].record);
		vec_free(&l->at[i]);
		map_free(&l->at[i].by_reference);
	}
	mem_free(l->at);
}

const struct ledger *ledger_of(struct ledgers *l, const char *table)
{
	for (size_t i = 0; i < l->county->defs->n; i++)
		if (strcmp(l->county->defs->tables[i]->name, table) == 0)
			return &l->at[i];
	cr_assert_fail("no register %s", table);
	return NULL;
}

const char *of(const struct ledger_row *r, const char *field)
{
	const struct def_field *f = r ? def_field(r->table, field) : NULL;

	cr_assert(!r || f, "no field %s", field);
	return r ? record_field(&r->record, f) : "";
}

const struct ledger_row *to(const struct ledger_row *r, const char *field)
{
	const struct def_field *f = r ? def_field(r->table, field) : NULL;

	if (!f || !*of(r, field))
		return NULL;
	return map_get(&ledger_of(r->of, f->target->name)->by_reference, of(r, field));
}

bool is(const struct ledger_row *r, const char *field, const char *value)
{
	return strcmp(of(r, field), value) == 0;
}

bool among(const struct ledger_row *r, const char *field, const char *values)
{
	char all[256], *rest = all;

	snprintf(all, sizeof all, "%s", values);
	for (char *one; (one = strtok_r(rest, " ", &rest));)
		if (is(r, field, one))
			return true;
	return false;
}

bool within(const char *date)
{
	return strcmp(date, first) >= 0 && strcmp(date, last) <= 0;
}

bool not_after(const char *date)
{
	return strcmp(date, last) <= 0;
}

bool after(const char *date)
{
	return strcmp(date, last) > 0;
}
