#include <binggui/table/query.h>

#include <stdlib.h>

#include <binggui/base/vec.h>
#include <binggui/table/index.h>
#include <binggui/table/table.h>

struct walk {
	struct archive *archive;
	const struct expr *where;
	query_row *row;
	void *context;
	struct record_reader reader; /* of a walk over all */
	struct record record;        /* of one record after the other; used again for every row */
	uint64_t damaged;
};

enum { PACE = 512, SHARE = 4 };

/* False stops the walk. */
static bool offer(struct walk *w, const struct record *r)
{
	if (w->where && !expr_test(w->where, r, &w->archive->env))
		return true;
	return w->row(w->context, r);
}

static bool scanned(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct walk *w = context;

	if (!record_read(&w->reader, id, bytes, n)) {
		w->damaged = id;
		return false;
	}
	return offer(w, &w->reader.record);
}

static bool damaged(uint64_t id, struct err *e)
{
	char text[32];

	record_id_text(id, text);
	return err_set(e, ERR_STORE, "记录 %s 已损坏，请运行 binggui check 查看", text);
}

static enum kv_status collect(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct ids *ids = context;
	uint64_t id;

	(void)value;
	if (!index_id(key, &id))
		return KV_IO;
	vec_push(ids, id);
	return KV_OK;
}

static int by_id(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* Ids of the records an index has between two values: perhaps too many, never too few. */
static bool by_range(struct archive *a, const struct def_table *t, const struct def_field *f,
	const char *low, const char *high, struct ids *out, struct err *e)
{
	struct key from, to, end;
	struct kv_txn *txn;

	if (*low)
		index_value(&from, t, f, low);
	else
		index_field(&from, t, f);
	if (*high)
		index_value(&to, t, f, high);
	else
		index_field(&to, t, f);
	key_after(&end, &to);
	enum kv_status s = kv_begin(a->kv, false, &txn);
	if (s == KV_OK) {
		s = kv_scan(txn, key_of(&from), key_of(&end), 0, false, collect, out);
		kv_abort(txn);
	}
	if (s != KV_OK)
		return kv_error(a->kv, s, e);
	if (out->n)
		qsort(out->at, out->n, sizeof *out->at, by_id);
	return true;
}

static bool walk_ids(
	struct walk *w, const struct def_table *t, const struct ids *ids, struct err *e)
{
	const struct archive *a = w->archive;
	bool on = true;

	for (size_t i = 0; on && i < ids->n; i++) {
		if (i % PACE == PACE - 1 && a->pace && !a->pace(a->pace_context, i, ids->n))
			return err_set(e, ERR_STOPPED, "已中止");
		if (i && ids->at[i] == ids->at[i - 1]) /* it stands there with several values */
			continue;
		if (!table_get(w->archive, t, ids->at[i], &w->record, e))
			return false;
		if (!w->record.voided)
			on = offer(w, &w->record);
	}
	return true;
}

static bool walk_all(struct walk *w, const struct def_table *t, struct err *e)
{
	return table_scan(w->archive, t, scanned, w, e) && (!w->damaged || damaged(w->damaged, e));
}

/* Of many the one after the other is read faster than each by itself. */
static bool are_many(struct archive *a, const struct def_table *t, const struct ids *ids)
{
	return ids->n > PACE && ids->n > archive_count(a, t) / SHARE;
}

bool query_run(struct archive *a, const struct def_table *t, const struct expr *where,
	query_row *row, void *context, struct err *e)
{
	/* Today and the period are known: what depends on them alone is worked out once, and bounds. */
	const struct record *none = NULL;
	struct expr *fixed = expr_bind(where, &none, 1, &a->env);
	struct walk w = {.archive = a, .where = fixed, .row = row, .context = context};
	struct str low = {0}, high = {0};
	const struct def_field *f = NULL;
	struct ids ids = {0};
	bool ok;

	if (fixed && expr_bound(fixed, &f, &low, &high) && index_kept(t, f))
		ok = by_range(a, t, f, str_c(&low), str_c(&high), &ids, e) &&
		     (are_many(a, t, &ids) ? walk_all(&w, t, e) : walk_ids(&w, t, &ids, e));
	else
		ok = walk_all(&w, t, e);
	expr_free(fixed);
	vec_free(&ids);
	str_free(&low);
	str_free(&high);
	record_free(&w.record);
	record_reader_free(&w.reader);
	return ok;
}

static bool count_row(void *context, const struct record *r)
{
	(void)r;
	++*(size_t *)context;
	return true;
}

bool query_count(struct archive *a, const struct def_table *t, const struct expr *where,
	size_t *count, struct err *e)
{
	*count = 0;
	return query_run(a, t, where, count_row, count, e);
}
