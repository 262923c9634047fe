#include <binggui/domain/owner.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/schema/record.h>
#include <binggui/table/table.h>

struct namesake {
	uint64_t id;
	bool several;
};

void owner_free(struct owner *o)
{
	const char *key;
	void *value;

	for (size_t i = 0; map_each(&o->names, &i, &key, &value);)
		mem_free(value);
	map_free(&o->names);
	o->read = false;
}

struct reading_names {
	struct owner *owner;
	const struct def_field *name;
};

static bool add_name(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct reading_names *r = context;
	struct span name = record_peek(bytes, n, r->name->number);

	if (!name.n)
		return true;
	struct namesake *known = map_getn(&r->owner->names, name.at, name.n);
	if (known) {
		known->several = true;
		return true;
	}
	known = mem_new0(struct namesake);
	known->id = id;
	map_putn(&r->owner->names, name.at, name.n, known);
	return true;
}

static bool by_name(
	struct owner *o, struct candidate *c, const struct slot *s, uint64_t *id, struct err *e)
{
	struct reading_names r = {o, s->field};
	const char *name = candidate_get(c, s);

	if (!o->read && !table_scan(c->archive, s->table, add_name, &r, e))
		return false;
	o->read = true;
	const struct namesake *known = map_get(&o->names, name);
	if (!known)
		finding_add(&c->findings, s->path, FINDING_PERSON_UNKNOWN, "档案里没有“%s”", name);
	else if (known->several)
		finding_add(&c->findings, s->path, FINDING_PERSON_AMBIGUOUS,
			"有几个人叫“%s”，请写上身份证号", name);
	else
		*id = known->id;
	return true;
}

static bool check_name(struct candidate *c, const struct slot *s, uint64_t *id, struct err *e)
{
	struct record r = {0};

	if (!table_get(c->archive, s->table, *id, &r, e))
		return false;
	const char *stored = record_field(&r, s->field);
	if (!text_eq(stored, candidate_get(c, s))) {
		finding_add(&c->findings, s->path, FINDING_PERSON_MISMATCH,
			"这个号码在档案里是“%s”的，不是“%s”的", stored, candidate_get(c, s));
		*id = 0;
	}
	record_free(&r);
	return true;
}

bool owner_find(struct owner *o, struct candidate *c, uint64_t *id, struct err *e)
{
	const struct slot *name = NULL, *key = NULL;

	*id = 0;
	for (size_t i = 0; i < c->lexicon->n; i++) {
		const struct slot *s = c->lexicon->at[i];
		if (s->role != SLOT_OWNER || !*candidate_get(c, s))
			continue;
		if (s->field->unique)
			key = key ? key : s;
		else
			name = s;
	}
	if (!key && !name) {
		finding_add(&c->findings, "", FINDING_PERSON_UNKNOWN, "没有写是谁的");
		return true;
	}
	if (!key)
		return by_name(o, c, name, id, e);
	if (!table_by_unique(c->archive, key->table, key->field, candidate_get(c, key), id, e)) {
		if (e->code == ERR_OK)
			finding_add(&c->findings, key->path, FINDING_PERSON_UNKNOWN,
				"档案里没有%s为%s的人", key->field->label, candidate_get(c, key));
		return e->code == ERR_OK;
	}
	return !name || check_name(c, name, id, e);
}
