#include <binggui/table/index.h>

#include <string.h>

#include <binggui/schema/type.h>

bool index_kept(const struct def_table *t, const struct def_field *f)
{
	return f->index || f == t->owner || f == t->list.sort;
}

static void start(
	struct key *k, uint8_t space, const struct def_table *t, const struct def_field *f)
{
	key_start(k, space);
	key_u16(k, t->number);
	key_u16(k, f->number);
}

void index_field(struct key *k, const struct def_table *t, const struct def_field *f)
{
	start(k, SPACE_INDEX, t, f);
}

void index_value(
	struct key *k, const struct def_table *t, const struct def_field *f, const char *value)
{
	struct str bytes = {0};

	index_field(k, t, f);
	key_room(k, sizeof(uint64_t));
	if (*value)
		type_key(f, value, &bytes);
	key_bytes(k, str_c(&bytes), bytes.n);
	key_room(k, 0);
	str_free(&bytes);
}

void index_entry(struct key *k, const struct def_table *t, const struct def_field *f,
	const char *value, uint64_t id)
{
	index_value(k, t, f, value);
	key_u64(k, id);
}

bool index_id(struct kv_bytes key, uint64_t *id)
{
	if (key.n < 3 + sizeof *id) /* the shortest is a record's: space, table, id */
		return false;
	struct kv_bytes tail = {(const uint8_t *)key.at + key.n - sizeof *id, sizeof *id};
	struct key_reader r = key_read(tail);
	return key_get_u64(&r, id);
}

void index_unique(
	struct key *k, const struct def_table *t, const struct def_field *f, const char *value)
{
	start(k, SPACE_UNIQUE, t, f);
	key_text(k, value);
}

bool index_unique_id(struct kv_bytes value, uint64_t *id)
{
	struct key_reader r = key_read(value);

	return value.n == sizeof *id && key_get_u64(&r, id);
}

/* A record's value as its indexes see it; NULL if the record has no entries. */
static const char *value_of(const struct record *r, const struct def_field *f)
{
	return r && !r->voided ? record_field(r, f) : NULL;
}

static enum kv_status move_entry(struct kv_txn *txn, const struct def_table *t,
	const struct def_field *f, const char *old, const char *new, uint64_t id)
{
	enum kv_status s = KV_OK;
	struct key k;

	if (old) {
		index_entry(&k, t, f, old, id);
		s = kv_del(txn, key_of(&k));
		s = s == KV_NOTFOUND ? KV_OK : s;
	}
	if (s == KV_OK && new) {
		index_entry(&k, t, f, new, id);
		s = kv_put(txn, key_of(&k), (struct kv_bytes){"", 0});
	}
	return s;
}

static enum kv_status take(struct kv_txn *txn, const struct key *k, uint64_t id, uint64_t *holder)
{
	struct kv_bytes found;
	uint8_t bytes[sizeof id];

	enum kv_status s = kv_get(txn, key_of(k), &found);
	if (s == KV_OK && index_unique_id(found, holder) && *holder != id)
		return KV_STOP;
	if (s != KV_OK && s != KV_NOTFOUND)
		return s;
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (uint8_t)(id >> (56 - 8 * i));
	return kv_put(txn, key_of(k), (struct kv_bytes){bytes, sizeof bytes});
}

static enum kv_status move_unique(struct kv_txn *txn, const struct def_table *t,
	const struct def_field *f, const char *old, const char *new, uint64_t id, uint64_t *holder)
{
	enum kv_status s = KV_OK;
	struct key k;

	if (old && *old) {
		index_unique(&k, t, f, old);
		s = kv_del(txn, key_of(&k));
		s = s == KV_NOTFOUND ? KV_OK : s;
	}
	if (s == KV_OK && new &&*new) {
		index_unique(&k, t, f, new);
		s = take(txn, &k, id, holder);
	}
	return s;
}

enum kv_status index_change(struct kv_txn *txn, const struct def_table *t, const struct record *old,
	const struct record *new, const struct def_field **taken, uint64_t *holder)
{
	uint64_t id = new ? new->id : old->id;
	enum kv_status s = KV_OK;

	for (size_t i = 0; s == KV_OK && i < t->n; i++) {
		const struct def_field *f = t->fields[i];
		if (!f->unique && !index_kept(t, f))
			continue;
		const char *a = value_of(old, f), *b = value_of(new, f);
		if (a && b && strcmp(a, b) == 0)
			continue;
		if (f->unique && (s = move_unique(txn, t, f, a, b, id, holder)) == KV_STOP)
			*taken = f;
		if (s == KV_OK && index_kept(t, f))
			s = move_entry(txn, t, f, a, b, id);
	}
	return s;
}
