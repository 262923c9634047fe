#include <binggui/domain/ledger.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/domain/deposit.h>
#include <binggui/schema/record.h>
#include <binggui/table/table.h>

/* ---- name and birthday ----------------------------------------------------------------------- */

static uint64_t twin_key(struct span name, struct span birth)
{
	uint64_t h = 1469598103934665603u;

	for (size_t i = 0; i < name.n; i++)
		h = (h ^ (unsigned char)name.at[i]) * 1099511628211u;
	h = (h ^ '\t') * 1099511628211u;
	for (size_t i = 0; i < birth.n; i++)
		h = (h ^ (unsigned char)birth.at[i]) * 1099511628211u;
	h ^= h >> 31;
	return h ? h : 1;
}

static size_t twin_place(const struct twins *t, uint64_t key)
{
	size_t i = (size_t)(key * 0x9E3779B97F4A7C15u >> 20) & (t->cap - 1);

	while (t->at[i] && t->at[i] != key)
		i = (i + 1) & (t->cap - 1);
	return i;
}

static void twins_add(struct twins *t, uint64_t key)
{
	if (2 * (t->n + 1) > t->cap) {
		struct twins old = *t;
		t->cap = old.cap ? 2 * old.cap : 256;
		t->at = mem_array(t->cap, sizeof *t->at);
		for (size_t i = 0; i < old.cap; i++)
			if (old.at[i])
				t->at[twin_place(t, old.at[i])] = old.at[i];
		mem_free(old.at);
	}
	size_t i = twin_place(t, key);
	t->n += !t->at[i];
	t->at[i] = key;
}

static bool twins_have(const struct twins *t, uint64_t key)
{
	return t->n && t->at[twin_place(t, key)] == key;
}

static bool add_stored(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct ledger *l = context;
	struct span name = record_peek(bytes, n, l->name->field->number);
	struct span birth = record_peek(bytes, n, l->birth->field->number);

	(void)id;
	if (name.n && birth.n)
		twins_add(&l->stored, twin_key(name, birth));
	return true;
}

/* The row that was taken for a number. */
struct seen {
	const char *packed;
	size_t row;
};

/* ---- the ledger ------------------------------------------------------------------------------ */

static const struct slot *key_slot(const struct lexicon *l)
{
	const struct slot *id = lexicon_field(l, l->table, "id_no");

	if (id && id->field->unique)
		return id;
	for (size_t i = 0; i < l->n; i++)
		if (l->at[i]->role == SLOT_FIELD && l->at[i]->table == l->table &&
			l->at[i]->field->unique && l->at[i]->field != l->table->owner)
			return l->at[i];
	return NULL;
}

bool ledger_make(struct ledger *l, const struct candidate *c, struct err *e)
{
	const struct lexicon *x = c->lexicon;

	*l = (struct ledger){.key = key_slot(x)};
	l->empty = archive_count(c->archive, x->table) == 0;
	l->values = mem_array(x->n + 1, sizeof *l->values);
	l->name = lexicon_field(x, x->table, "name");
	l->birth = lexicon_field(x, x->table, "birth");
	if (!l->name || !l->birth || l->empty)
		return true;
	return table_scan(c->archive, x->table, add_stored, l, e);
}

void ledger_free(struct ledger *l)
{
	const char *key;
	void *value;

	for (size_t i = 0; map_each(&l->seen, &i, &key, &value);)
		mem_free(value);
	map_free(&l->seen);
	for (size_t i = 0; map_each(&l->others, &i, &key, &value);)
		mem_free(value);
	map_free(&l->others);
	givenbefore_free(&l->given);
	mem_free(l->here.at);
	mem_free(l->stored.at);
	mem_free(l->values);
	*l = (struct ledger){0};
}

static uint64_t twin_of(const struct ledger *l, const struct candidate *c)
{
	const char *name = candidate_get(c, l->name), *birth = candidate_get(c, l->birth);

	return *name && *birth ? twin_key(span_of(name), span_of(birth)) : 0;
}

static bool is_sound_key(const struct candidate *c)
{
	for (size_t i = 0; i < c->findings.n; i++)
		if (c->findings.at[i].code <= FINDING_ID_MASKED)
			return false;
	return true;
}

/* ---- rows of the file ------------------------------------------------------------------------ */

/* What people write in many ways proves nothing when it differs. */
static bool is_free_text(const struct slot *s)
{
	return text_eq(s->field->type_name, "text") || text_eq(s->field->type_name, "longtext");
}

static void tell_repeated(struct candidate *c, const struct ledger *l, const struct seen *first)
{
	struct str fields = {0};
	size_t slot;
	const char *text;

	for (const char *at = first->packed; packed_each(&at, &slot, &text);) {
		const struct slot *s = c->lexicon->at[slot];
		const char *own = candidate_get(c, s);
		if (*own && s->role == SLOT_FIELD && !is_free_text(s) &&
			!deposit_agree(s->field, text, own))
			str_addf(&fields, "%s%s", fields.n ? "、" : "", s->field->label);
	}
	c->held = true;
	if (fields.n)
		finding_add(&c->findings, l->key->path, FINDING_DUP_CONFLICT,
			"与第%zu行是同一%s，而%s不同，请核对是谁的号码", first->row,
			l->key->field->label, fields.at);
	else
		finding_add(&c->findings, l->key->path, FINDING_DUP_IN_FILE, "前面已有同一%s的一行",
			l->key->field->label);
	str_free(&fields);
}

/* ---- the archive ----------------------------------------------------------------------------- */

static void collect_values(struct ledger *l, const struct candidate *c)
{
	for (size_t i = 0; i < c->lexicon->n; i++)
		l->values[i] = c->values[i].n ? c->values[i].at : NULL;
}

/* Where the archive and the roster differ the archive's values stay: those are told. */
static void put_stored(struct candidate *c, const struct record *stored)
{
	for (size_t i = 0; i < c->lexicon->n; i++) {
		const struct slot *s = c->lexicon->at[i];
		if (s->role == SLOT_FIELD && s->table == c->lexicon->table && c->values[i].n)
			candidate_put(c, s, record_field(stored, s->field));
	}
}

static bool check_stored(struct ledger *l, struct candidate *c, uint64_t id, uint64_t owner,
	bool *changes, struct err *e)
{
	struct deposit d;

	collect_values(l, c);
	if (!deposit_make(&d, c->archive, c->lexicon, (const char *const *)l->values, id, owner,
		    &c->findings, e))
		return false;
	const char *stored = l->name ? record_field(&d.at[0].base, l->name->field) : "";
	if (*stored && !text_eq(stored, candidate_get(c, l->name))) {
		c->held = true; /* the conflict was told by the deposit */
		*changes = false;
	} else {
		*changes = d.changes;
		put_stored(c, &d.at[0].record);
	}
	deposit_free(&d);
	return true;
}

static void check_twin(struct ledger *l, struct candidate *c, uint64_t id)
{
	uint64_t twin = twin_of(l, c);

	if (twin && (twins_have(&l->here, twin) || (!id && twins_have(&l->stored, twin))))
		finding_add(&c->findings, l->name->path, FINDING_POSSIBLE_DUPLICATE,
			"另有同名、同一天出生而身份证号不同的人，请核对是不是两个人");
}

/* ---- rows without a number of their own ------------------------------------------------------ */

/* Whom the row is about, if not a record on file: a unit's name, an owner that is still to be made. */
static const char *unfiled(const struct candidate *c)
{
	const struct slot *owner = c->lexicon->owner, *made = lexicon_made(c->lexicon);
	const struct def_field *other = owner ? owner->field->otherwise : NULL;

	if (made)
		return candidate_get(c, made);
	return other ? candidate_get(c, lexicon_field(c->lexicon, c->lexicon->table, other->name))
		     : "";
}

static bool finding_of(const struct findings *f, const char *path)
{
	for (size_t i = 0; i < f->n; i++)
		if (text_eq(f->at[i].field, path))
			return true;
	return false;
}

/*
 * What `same:` names, else all values but the defaults, of the same owner.  False if the row is about
 * nobody who could be told again.
 */
static bool row_key(struct str *key, const struct candidate *c, uint64_t owner)
{
	const struct def_table *t = c->lexicon->table;

	str_clear(key);
	str_addf(key, "%llx\t%s", (unsigned long long)owner, owner ? "" : unfiled(c));
	for (size_t i = 0; i < t->same.n; i++) {
		const struct slot *s = lexicon_field(c->lexicon, t, t->same.at[i]->name);
		const char *value =
			candidate_get(c, s); /* what could not be read differs as written */
		bool refused = !*value && finding_of(&c->findings, s->path);
		str_addf(key, "\t%s", refused ? candidate_cell(c, s)->text : value);
	}
	for (size_t i = 0; !t->same.n && i < c->lexicon->n; i++) {
		const struct slot *s = c->lexicon->at[i];
		if (c->values[i].n && !(s->field && text_eq(s->field->initial, c->values[i].at)))
			str_addf(key, "\t%zu\t%s", i, c->values[i].at);
	}
	return owner || *unfiled(c);
}

static void same_labels(struct str *out, const struct def_table *t)
{
	for (size_t i = 0; i < t->same.n; i++)
		str_addf(out, "%s%s", i ? "、" : "", t->same.at[i]->label);
}

static bool check_repeated(struct ledger *l, struct candidate *c, uint64_t owner)
{
	struct str key = {0}, labels = {0};

	const struct seen *first = row_key(&key, c, owner) ? map_get(&l->seen, str_c(&key)) : NULL;
	if (first) {
		c->held = true;
		same_labels(&labels, c->lexicon->table);
		finding_add(&c->findings, "", FINDING_DUP_IN_FILE, "与第%zu行%s%s相同，已取那一行",
			first->row, labels.n ? "的" : "完全", str_c(&labels));
	}
	str_free(&key);
	str_free(&labels);
	return first != NULL;
}

/* What was given before to the same, as far as the register says how near is too near. */
static bool check_before(struct ledger *l, struct candidate *c, uint64_t owner, struct err *e)
{
	const struct def_table *t = c->lexicon->table;
	struct deposit d;

	if (!givenbefore_asked(t))
		return true;
	collect_values(l, c);
	if (!deposit_make(
		    &d, c->archive, c->lexicon, (const char *const *)l->values, 0, owner, NULL, e))
		return false;
	check_derive(t, &d.at[0].record, &c->archive->types);
	bool ok = givenbefore_row(&l->given, c->archive, t, &d.at[0].record, c->row->number,
		!l->empty, &c->findings, e);
	deposit_free(&d);
	return ok;
}

struct reading_others {
	struct ledger *ledger;
	const struct def_table *table;
	const struct def_field *other;
	struct str key;
};

static bool add_other(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct reading_others *r = context;
	struct span other = record_peek(bytes, n, r->other->number);

	if (!other.n || record_peek(bytes, n, r->table->owner->number).n)
		return true;
	str_clear(&r->key);
	str_add(&r->key, "0\t");
	str_addn(&r->key, other.at, other.n);
	for (size_t i = 0; i < r->table->same.n; i++) {
		struct span value = record_peek(bytes, n, r->table->same.at[i]->number);
		str_addc(&r->key, '\t');
		str_addn(&r->key, value.at, value.n);
	}
	uint64_t *kept = mem_dup(&id, sizeof id);
	mem_free(map_put(&r->ledger->others, r->key.at, kept));
	return true;
}

/* The stored record of a unit that is not on file. */
static bool find_other(struct ledger *l, struct candidate *c, uint64_t *id, struct err *e)
{
	const struct def_table *t = c->lexicon->table;
	struct reading_others r = {l, t, t->owner ? t->owner->otherwise : NULL, {0}};
	struct str key = {0};

	if (!r.other || !t->same.n || l->empty || !*unfiled(c))
		return true;
	if (!l->others_read && !table_scan(c->archive, t, add_other, &r, e)) {
		str_free(&r.key);
		return false;
	}
	l->others_read = true;
	row_key(&key, c, 0);
	const uint64_t *found = map_get(&l->others, key.at);
	*id = found ? *found : 0;
	str_free(&key);
	str_free(&r.key);
	return true;
}

bool ledger_check(struct ledger *l, struct candidate *c, uint64_t owner, uint64_t *id,
	bool *changes, struct err *e)
{
	const char *key = candidate_get(c, l->key);

	*changes = true;
	if (!*key && check_repeated(l, c, owner))
		return true;
	if (!*key && !owner && !find_other(l, c, id, e))
		return false;
	if (!*id && *key && is_sound_key(c)) {
		const struct seen *first = map_get(&l->seen, key);
		if (first) {
			tell_repeated(c, l, first);
			return true;
		}
		if (!l->empty &&
			!table_by_unique(
				c->archive, c->lexicon->table, l->key->field, key, id, e) &&
			e->code != ERR_OK)
			return false;
	}
	if (*id && !check_stored(l, c, *id, owner, changes, e))
		return false;
	if (candidate_outcome(c) <= OUTCOME_WARN)
		check_twin(l, c, *id);
	return *id || candidate_outcome(c) > OUTCOME_WARN || check_before(l, c, owner, e);
}

void ledger_take(struct ledger *l, const struct candidate *c, uint64_t owner, char *packed)
{
	struct str whole = {0};
	const char *key = candidate_get(c, l->key);
	uint64_t twin = l->name && l->birth ? twin_of(l, c) : 0;

	if (!*key)
		key = row_key(&whole, c, owner) ? whole.at : "";
	if (*key) {
		struct seen *first = mem_new(struct seen);
		*first = (struct seen){packed, c->row->number};
		mem_free(map_put(&l->seen, key, first));
	}
	if (twin)
		twins_add(&l->here, twin);
	str_free(&whole);
}
