#include <binggui/table/listing.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/vec.h>
#include <binggui/schema/type.h>
#include <binggui/table/index.h>
#include <binggui/table/query.h>
#include <binggui/text/pinyin.h>

static bool add_row(void *context, const struct record *r)
{
	struct ids *out = context;

	vec_push(out, r->id);
	return true;
}

bool listing_make(struct archive *a, const struct def_table *t, const struct expr *where,
	struct ids *out, struct err *e)
{
	vec_clear(out);
	return query_run(a, t, where, add_row, out, e);
}

static int by_id(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

bool listing_has(const struct ids *ascending, uint64_t id)
{
	return ascending->n && bsearch(&id, ascending->at, ascending->n, sizeof id, by_id) != NULL;
}

/* ---- by an index ----------------------------------------------------------------------------- */

bool listing_walkable(const struct def_table *t, const struct def_field *sort)
{
	return !sort || (index_kept(t, sort) && !sort->multiple);
}

struct sieve {
	const struct ids *ascending;
	struct ids *out;
};

static enum kv_status sieve_row(void *context, struct kv_bytes key, struct kv_bytes value)
{
	const struct sieve *s = context;
	uint64_t id;

	(void)value;
	if (!index_id(key, &id))
		return KV_IO;
	if (listing_has(s->ascending, id))
		vec_push(s->out, id);
	return KV_OK;
}

static bool order_by_index(struct archive *a, const struct def_table *t,
	const struct def_field *sort, struct sieve *s, struct err *e)
{
	struct key low, high;
	struct kv_txn *txn;

	index_field(&low, t, sort);
	key_after(&high, &low);
	enum kv_status status = kv_begin(a->kv, false, &txn);
	if (status == KV_OK) {
		status = kv_scan(txn, key_of(&low), key_of(&high), 0, false, sieve_row, s);
		kv_abort(txn);
	}
	return status == KV_OK || kv_error(a->kv, status, e);
}

/* ---- by keys --------------------------------------------------------------------------------- */

struct ordered {
	uint64_t id;
	const char *key; /* while rows are added: only its place in the bytes */
	size_t n;
};

struct sorting {
	struct archive *archive;
	const struct def_field *sort;
	const struct ids *ascending;
	VEC(struct ordered) rows;
	struct str bytes, value;
	struct record_reader reader;
};

/* Numbers before words, and by size. */
static void computed_key(struct sorting *s, const struct record *r)
{
	uint64_t number;

	expr_value(s->sort->computed, r, &s->archive->env, &s->value);
	if (text_to_u64(str_c(&s->value), &number)) {
		struct key k;
		key_start(&k, 0);
		key_u64(&k, number);
		str_addn(&s->bytes, k.at, k.n);
	} else if (s->value.n) {
		str_addc(&s->bytes, 1);
		pinyin_sort_key(&s->bytes, str_c(&s->value), s->value.n);
	}
}

static bool sort_row(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct sorting *s = context;
	const struct record *r = &s->reader.record;
	size_t from = s->bytes.n;

	if (!listing_has(s->ascending, id))
		return true;
	if (record_read(&s->reader, id, bytes, n)) {
		if (s->sort->computed)
			computed_key(s, r);
		else if (*record_field(r, s->sort))
			type_key(s->sort, record_field(r, s->sort), &s->bytes);
	}
	struct ordered row = {id, NULL, s->bytes.n - from};
	vec_push(&s->rows, row);
	return true;
}

static int by_key(const void *a, const void *b)
{
	const struct ordered *x = a, *y = b;
	size_t n = x->n < y->n ? x->n : y->n;
	int c = n ? memcmp(x->key, y->key, n) : 0;

	if (c == 0)
		c = (x->n > y->n) - (x->n < y->n);
	return c ? c : (x->id > y->id) - (x->id < y->id);
}

static bool order_by_keys(struct archive *a, const struct def_table *t,
	const struct def_field *sort, const struct ids *ascending, struct ids *out, struct err *e)
{
	struct sorting s = {.archive = a, .sort = sort, .ascending = ascending};
	bool ok = table_scan(a, t, sort_row, &s, e);
	const char *at = str_c(&s.bytes);

	for (size_t i = 0; i < s.rows.n; at += s.rows.at[i++].n)
		s.rows.at[i].key = at;
	if (s.rows.n)
		qsort(s.rows.at, s.rows.n, sizeof *s.rows.at, by_key);
	for (size_t i = 0; i < s.rows.n; i++)
		vec_push(out, s.rows.at[i].id);
	vec_free(&s.rows);
	str_free(&s.bytes);
	str_free(&s.value);
	record_reader_free(&s.reader);
	return ok;
}

/* ---- either ---------------------------------------------------------------------------------- */

static void reverse(struct ids *ids)
{
	for (size_t i = 0; i < ids->n / 2; i++) {
		uint64_t swap = ids->at[i];
		ids->at[i] = ids->at[ids->n - 1 - i];
		ids->at[ids->n - 1 - i] = swap;
	}
}

bool listing_order(struct archive *a, const struct def_table *t, const struct def_field *sort,
	bool descending, const struct ids *ascending, struct ids *out, struct err *e)
{
	struct sieve s = {ascending, out};
	bool ok = true;

	vec_clear(out);
	vec_reserve(out, ascending->n);
	if (!sort)
		for (size_t i = 0; i < ascending->n; i++)
			vec_push(out, ascending->at[i]);
	else if (listing_walkable(t, sort))
		ok = order_by_index(a, t, sort, &s, e);
	else
		ok = order_by_keys(a, t, sort, ascending, out, e);
	if (descending)
		reverse(out);
	return ok;
}
