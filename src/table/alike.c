#include <binggui/table/alike.h>

#include <binggui/base/vec.h>
#include <binggui/table/index.h>
#include <binggui/table/space.h>

enum { FEW = 64 }; /* others to look at: with more, another field may lead to fewer */

struct alike {
	const struct def_table *table;
	const struct def_unique *unique;
	const struct record *record;
	size_t *first;
	struct ids *out;
};

static enum kv_status add_id(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct ids *out = context;
	uint64_t id;

	(void)value;
	if (index_id(key, &id))
		vec_push(out, id);
	return KV_OK;
}

static enum kv_status list_unique(
	struct kv_txn *txn, const struct alike *k, const struct def_field *f)
{
	struct kv_bytes value;
	struct key key;

	index_unique(&key, k->table, f, record_field(k->record, f));
	enum kv_status s = kv_get(txn, key_of(&key), &value);
	if (s == KV_OK)
		vec_push(k->out, space_number_of(value));
	return s == KV_NOTFOUND ? KV_OK : s;
}

/* What the index of one field says, at most max (0 = all). */
static enum kv_status list_by(
	struct kv_txn *txn, const struct alike *k, const struct def_field *f, size_t max)
{
	struct key low, high;

	vec_clear(k->out);
	if (!index_kept(k->table, f))
		return list_unique(txn, k, f);
	index_value(&low, k->table, f, record_field(k->record, f));
	key_after(&high, &low);
	return kv_scan(txn, key_of(&low), key_of(&high), max, false, add_id, k->out);
}

/* By the first field that leads to few, or else by any. */
static enum kv_status list_some(struct kv_txn *txn, const struct alike *k)
{
	const struct def_field *any = NULL;
	size_t n = k->unique->fields.n;

	vec_clear(k->out);
	for (size_t i = 0; i < n; i++) {
		size_t at = (*k->first + i) % n;
		const struct def_field *f = k->unique->fields.at[at];
		if (!f->unique && !index_kept(k->table, f))
			continue;
		any = any ? any : f;
		enum kv_status s = list_by(txn, k, f, FEW + 1);
		if (s != KV_OK)
			return s;
		if (k->out->n <= FEW) {
			*k->first = at;
			return KV_OK;
		}
	}
	return any ? list_by(txn, k, any, 0) : KV_OK;
}

static bool agrees(const struct alike *k, struct kv_bytes bytes)
{
	for (size_t i = 0; i < k->unique->fields.n; i++) {
		const struct def_field *f = k->unique->fields.at[i];
		if (!span_is(record_peek(bytes.at, bytes.n, f->number), record_field(k->record, f)))
			return false;
	}
	return !record_peek_voided(bytes.at, bytes.n);
}

static enum kv_status list(struct kv_txn *txn, void *context)
{
	const struct alike *k = context;
	struct ids *ids = k->out;
	enum kv_status s = list_some(txn, k);
	size_t kept = 0;

	for (size_t i = 0; s == KV_OK && i < ids->n; i++) {
		struct kv_bytes bytes;
		struct key key;
		if (ids->at[i] == k->record->id)
			continue;
		space_record(&key, k->table->number, ids->at[i]);
		s = kv_get(txn, key_of(&key), &bytes);
		if (s == KV_OK && agrees(k, bytes))
			ids->at[kept++] = ids->at[i];
		s = s == KV_NOTFOUND ? KV_OK : s;
	}
	ids->n = kept;
	return s;
}

bool alike_list(struct archive *a, const struct def_table *t, const struct def_unique *u,
	const struct record *r, size_t *first, struct ids *out, struct err *e)
{
	struct alike k = {t, u, r, first, out};

	return kv_run(a->kv, false, list, &k, e);
}
