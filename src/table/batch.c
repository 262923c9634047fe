#include <binggui/table/batch.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/chain.h>
#include <binggui/table/journal.h>
#include <binggui/table/space.h>

/* A batch is kept as the bytes of a record with these fields: its checksum comes with it. */
enum {
	IS_TABLE = 1,
	IS_FILE,
	IS_USER,
	IS_TIME,
	IS_FIRST,
	IS_LAST,
	IS_RECORDS,
	IS_STATE,
	IS_SUMMARY,
};

void batch_free(struct batch *b)
{
	if (!b)
		return;
	mem_free(b->table);
	mem_free(b->file);
	mem_free(b->user);
	mem_free(b->summary);
	*b = (struct batch){0};
}

void batch_list_free(struct batch_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		batch_free(&l->at[i]);
	vec_free(l);
}

/* ---- bytes ------------------------------------------------------------------------------------- */

static void set_number(struct record *r, uint16_t field, uint64_t v)
{
	char text[24];

	snprintf(text, sizeof text, "%" PRIu64, v);
	record_set(r, field, text);
}

static uint64_t get_number(const struct record *r, uint16_t field)
{
	uint64_t v = 0;

	return text_to_u64(record_get(r, field), &v) ? v : 0;
}

static void encode(struct str *out, const struct batch *b)
{
	struct record r = {0};

	record_set(&r, IS_TABLE, b->table);
	record_set(&r, IS_FILE, b->file);
	record_set(&r, IS_USER, b->user);
	record_set(&r, IS_SUMMARY, b->summary);
	set_number(&r, IS_TIME, (uint64_t)b->time_ms);
	set_number(&r, IS_FIRST, b->first);
	set_number(&r, IS_LAST, b->last);
	set_number(&r, IS_RECORDS, b->records);
	set_number(&r, IS_STATE, (uint64_t)b->state);
	str_clear(out);
	record_encode(out, &r);
	record_free(&r);
}

static bool decode(struct batch *b, uint64_t id, struct kv_bytes value)
{
	struct record r = {0};

	*b = (struct batch){.id = id};
	if (!record_decode(&r, id, value.at, value.n))
		return false;
	b->table = mem_strdup(record_get(&r, IS_TABLE));
	b->file = mem_strdup(record_get(&r, IS_FILE));
	b->user = mem_strdup(record_get(&r, IS_USER));
	b->summary = mem_strdup(record_get(&r, IS_SUMMARY));
	b->time_ms = (int64_t)get_number(&r, IS_TIME);
	b->first = get_number(&r, IS_FIRST);
	b->last = get_number(&r, IS_LAST);
	b->records = get_number(&r, IS_RECORDS);
	b->state = (enum batch_state)get_number(&r, IS_STATE);
	record_free(&r);
	return true;
}

/* ---- keeping them ------------------------------------------------------------------------------ */

struct keeping {
	struct archive *archive;
	struct batch *batch;
	struct str bytes;
	bool found, damaged;
};

static enum kv_status put_batch(struct kv_txn *txn, void *context)
{
	struct keeping *k = context;
	struct key key;

	space_batch(&key, k->batch->id);
	encode(&k->bytes, k->batch);
	return kv_put(txn, key_of(&key), (struct kv_bytes){k->bytes.at, k->bytes.n});
}

static enum kv_status see_last(void *context, struct kv_bytes key, struct kv_bytes value)
{
	(void)value;
	*(uint64_t *)context = space_last_id(key);
	return KV_OK;
}

static enum kv_status put_new(struct kv_txn *txn, void *context)
{
	struct keeping *k = context;
	struct space_range r;
	struct chain_head head;
	uint64_t last = 0;

	space_all(&r, SPACE_BATCH);
	enum kv_status s = kv_scan(txn, key_of(&r.low), key_of(&r.high), 1, true, see_last, &last);
	if (s == KV_OK)
		s = chain_head(txn, k->archive->station, &head);
	if (s != KV_OK)
		return s;
	k->batch->id = last + 1;
	k->batch->first = head.seq + 1;
	return put_batch(txn, k);
}

static bool keep(struct archive *a, struct batch *b, kv_fn *fn, struct err *e)
{
	struct keeping k = {.archive = a, .batch = b};
	bool ok = kv_run(a->kv, true, fn, &k, e);

	str_free(&k.bytes);
	return ok;
}

bool batch_begin(
	struct archive *a, const char *table, const char *file, struct batch *out, struct err *e)
{
	*out = (struct batch){
		.table = mem_strdup(table ? table : ""),
		.file = mem_strdup(file ? file : ""),
		.user = mem_strdup(a->user),
		.summary = mem_strdup(""),
		.time_ms = a->now_ms(),
		.state = BATCH_RUNNING,
	};
	if (keep(a, out, put_new, e))
		return true;
	batch_free(out);
	return false;
}

static enum kv_status get_batch(struct kv_txn *txn, void *context)
{
	struct keeping *k = context;
	uint64_t id = k->batch->id;
	struct kv_bytes value;
	struct key key;

	space_batch(&key, id);
	enum kv_status s = kv_get(txn, key_of(&key), &value);
	k->found = s == KV_OK;
	if (k->found)
		k->damaged = !decode(k->batch, id, value);
	return s == KV_NOTFOUND ? KV_OK : s;
}

static bool read_batch(struct archive *a, uint64_t id, struct batch *out, struct err *e)
{
	struct keeping k = {.archive = a, .batch = out};

	*out = (struct batch){.id = id};
	if (!kv_run(a->kv, false, get_batch, &k, e))
		return false;
	if (k.damaged)
		return err_set(e, ERR_STORE, "第 %" PRIu64 " 批导入的登记已损坏", id);
	return k.found || err_set(e, ERR_NOTFOUND, "没有第 %" PRIu64 " 批导入", id);
}

struct listing {
	struct batch_list *out;
};

static enum kv_status see_batch(void *context, struct kv_bytes key, struct kv_bytes value)
{
	const struct listing *l = context;
	struct batch b;

	if (decode(&b, space_last_id(key), value))
		vec_push(l->out, b);
	return KV_OK;
}

static enum kv_status list_batches(struct kv_txn *txn, void *context)
{
	const struct listing *l = context;
	struct space_range r;

	batch_list_free(l->out);
	space_all(&r, SPACE_BATCH);
	return kv_scan(txn, key_of(&r.low), key_of(&r.high), 0, true, see_batch, context);
}

bool batch_list(struct archive *a, struct batch_list *out, struct err *e)
{
	struct listing l = {out};

	return kv_run(a->kv, false, list_batches, &l, e);
}

/* ---- what it saved ----------------------------------------------------------------------------- */

struct touched {
	uint64_t seq;
	uint16_t table;
	uint64_t record;
};

struct gathering {
	struct archive *archive;
	uint64_t batch, low, high; /* entries [low, high) */
	size_t max;                /* entries looked at, 0 = all */
	uint64_t reached;          /* the last entry looked at */
	struct {
		struct touched *at;
		size_t n, cap;
	} found; /* newest first */
};

static enum kv_status see_entry(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct gathering *g = context;
	uint8_t hash[HASH_BYTES];
	struct kv_bytes bytes;
	struct entry_peek p;

	g->reached = space_last_id(key);
	if (!chain_split(value, hash, &bytes) || !entry_peek(&p, bytes.at, bytes.n))
		return KV_OK;
	if (p.batch != g->batch || !p.version || span_is(p.action, "undo"))
		return KV_OK;
	struct touched t = {g->reached, p.table, p.record};
	vec_push(&g->found, t);
	return KV_OK;
}

static enum kv_status gather_entries(struct kv_txn *txn, void *context)
{
	struct gathering *g = context;
	struct key low, high;

	vec_clear(&g->found);
	g->reached = g->low;
	space_journal(&low, g->archive->station, g->low);
	space_journal(&high, g->archive->station, g->high);
	return kv_scan(txn, key_of(&low), key_of(&high), g->max, true, see_entry, g);
}

static bool gather(struct gathering *g, struct err *e)
{
	return kv_run(g->archive->kv, false, gather_entries, g, e);
}

static int by_record(const void *a, const void *b)
{
	const struct touched *x = a, *y = b;

	if (x->table != y->table)
		return x->table < y->table ? -1 : 1;
	return (x->record > y->record) - (x->record < y->record);
}

static uint64_t count_records(struct gathering *g)
{
	uint64_t count = 0;

	if (g->found.n)
		qsort(g->found.at, g->found.n, sizeof *g->found.at, by_record);
	for (size_t i = 0; i < g->found.n; i++)
		count += i == 0 || by_record(&g->found.at[i - 1], &g->found.at[i]) != 0;
	return count;
}

bool batch_end(struct archive *a, struct batch *b, enum batch_state state, const char *summary,
	struct err *e)
{
	struct gathering g = {.archive = a, .batch = b->id, .low = b->first};

	b->last = journal_last(a);
	b->state = state;
	char *text = mem_strdup(summary ? summary : "");
	mem_free(b->summary);
	b->summary = text;
	g.high = b->last + 1;
	bool ok = gather(&g, e);
	b->records = count_records(&g);
	vec_free(&g.found);
	return ok && keep(a, b, put_batch, e);
}

/* ---- undoing it -------------------------------------------------------------------------------- */

enum { STEP = 500 }; /* entries a transaction */

struct undoing {
	struct archive *archive;
	struct batch *batch;
	struct batch_kept *kept;
	struct change *changes;
	struct record *bases, *records; /* of the changes */
	size_t n;
};

static const struct def_table *table_numbered(const struct archive *a, uint16_t number)
{
	for (size_t i = 0; number && i < a->defs->n; i++)
		if (a->defs->tables[i]->number == number)
			return a->defs->tables[i];
	return NULL;
}

static void keep_record(struct undoing *u, const struct def_table *t, uint64_t id)
{
	if (u->kept)
		vec_push(u->kept, ((struct batch_left){t, id}));
}

static int number_of(const struct batch_left *l)
{
	return l->table ? l->table->number : 0;
}

static int by_id(const void *a, const void *b)
{
	const struct batch_left *x = a, *y = b;

	if (x->table != y->table)
		return number_of(x) - number_of(y);
	return (x->id > y->id) - (x->id < y->id);
}

/* A record that the batch saved twice was met twice. */
static void sort_kept(struct batch_kept *kept)
{
	size_t n = 0;

	if (kept->n)
		qsort(kept->at, kept->n, sizeof *kept->at, by_id);
	for (size_t i = 0; i < kept->n; i++)
		if (n == 0 || by_id(&kept->at[n - 1], &kept->at[i]) != 0)
			kept->at[n++] = kept->at[i];
	kept->n = n;
}

/* Takes back what the batch did to r, entry by entry, until one that is not the batch's. */
static bool revert(
	struct undoing *u, const struct def_table *t, uint64_t seq, struct record *r, struct err *e)
{
	struct journal_entry j = {0};
	struct merge_clashes clashes = {0};
	bool ok = true, on = true;

	while (ok && on && seq >= u->batch->first) {
		ok = journal_get(u->archive, seq, &j, e);
		on = ok && j.batch == u->batch->id && journal_revert(t, &j, r, &clashes);
		seq = j.previous;
	}
	journal_entry_free(&j);
	vec_free(&clashes);
	return ok;
}

/* What became of a record since the batch saved it. */
enum since {
	SINCE_NOTHING, /* it is as the batch left it: what came later was taken back again */
	SINCE_OURS,    /* the batch itself saved it again, or it is undone already */
	SINCE_CHANGED,
};

static bool is_same(const struct def_table *t, const struct record *a, const struct record *b)
{
	bool same = a->voided == b->voided;

	for (size_t i = 0; same && i < t->n; i++)
		same = text_eq(record_field(a, t->fields[i]), record_field(b, t->fields[i]));
	return same;
}

/* Steps back from the newest entry to that of the batch. */
static enum since look_since(
	struct undoing *u, const struct def_table *t, const struct record *now, uint64_t until)
{
	struct journal_entry j = {0};
	struct merge_clashes clashes = {0};
	struct record r = {0};
	uint64_t seq = now->entry;
	bool ours = false, on = true;

	record_copy(&r, now);
	while (on && seq > until) {
		on = journal_get(u->archive, seq, &j, NULL);
		ours = on && j.batch == u->batch->id;
		on = on && !ours && journal_revert(t, &j, &r, &clashes);
		seq = j.previous;
	}
	bool same = on && seq == until && is_same(t, &r, now);
	journal_entry_free(&j);
	vec_free(&clashes);
	record_free(&r);
	return ours ? SINCE_OURS : same ? SINCE_NOTHING : SINCE_CHANGED;
}

static bool undo_one(struct undoing *u, const struct touched *what, struct err *e)
{
	const struct def_table *t = table_numbered(u->archive, what->table);
	struct record *base = &u->bases[u->n], *r = &u->records[u->n];

	if (!t) {
		keep_record(u, NULL, what->record); /* no definition knows the table any more */
		return true;
	}
	if (!table_get(u->archive, t, what->record, base, e))
		return false;
	enum since since = look_since(u, t, base, what->seq);
	if (since == SINCE_CHANGED)
		keep_record(u, t, what->record);
	if (since != SINCE_NOTHING)
		return true;
	record_copy(r, base);
	if (!revert(u, t, what->seq, r, e))
		return false;
	u->changes[u->n++] = (struct change){.table = t, .base = base, .record = r};
	return true;
}

static bool save_changes(struct undoing *u, struct err *e)
{
	const struct save_options how = {
		.action = "undo", .batch = u->batch->id, .skip_check = true};

	if (!u->n || table_save(u->archive, u->changes, u->n, &how, e))
		return true;
	if (e->code != ERR_CHECK && e->code != ERR_CONFLICT)
		return false;
	for (size_t i = 0; i < u->n; i++) { /* one by one: only those that cannot be stay */
		if (table_save(u->archive, &u->changes[i], 1, &how, e))
			continue;
		if (e->code != ERR_CHECK && e->code != ERR_CONFLICT)
			return false;
		keep_record(u, u->changes[i].table, u->bases[i].id);
	}
	err_clear(e);
	return true;
}

static void clear_changes(struct undoing *u)
{
	for (size_t i = 0; i < STEP; i++) {
		change_free(&u->changes[i]);
		record_free(&u->bases[i]);
		record_free(&u->records[i]);
	}
	u->n = 0;
}

static bool undo_step(struct undoing *u, struct gathering *g, struct err *e)
{
	bool ok = gather(g, e);

	for (size_t i = 0; ok && i < g->found.n; i++)
		ok = undo_one(u, &g->found.at[i], e);
	ok = ok && save_changes(u, e);
	clear_changes(u);
	g->high = g->reached;
	return ok;
}

/* Where its saves end is noted before the first is taken back: what comes behind are the undoings. */
static bool close_batch(struct archive *a, struct batch *b, struct err *e)
{
	if (b->last)
		return true;
	return batch_end(a, b, BATCH_STOPPED, b->summary, e);
}

static bool undo_all(
	struct undoing *u, bool (*progress)(void *, size_t, size_t), void *context, struct err *e)
{
	struct batch *b = u->batch;
	struct gathering g = {
		.archive = u->archive,
		.batch = b->id,
		.low = b->first,
		.high = b->last + 1,
		.max = STEP,
	};
	size_t all = b->last + 1 > b->first ? (size_t)(b->last + 1 - b->first) : 0;
	bool ok = true;

	while (ok && g.high > g.low) {
		ok = undo_step(u, &g, e);
		if (ok && progress && !progress(context, all - (size_t)(g.high - g.low), all))
			ok = err_set(
				e, ERR_STOPPED, "撤销已停下：已撤销的不变，其余的可以以后继续撤销");
	}
	vec_free(&g.found);
	return ok;
}

bool batch_undo(struct archive *a, uint64_t id,
	bool (*progress)(void *context, size_t done, size_t all), void *context,
	struct batch_kept *kept, struct err *e)
{
	struct err mine;
	struct batch b = {0};
	struct undoing u = {.archive = a, .batch = &b, .kept = kept};

	e = e ? e : &mine;
	err_clear(e);
	u.changes = mem_array(STEP, sizeof *u.changes);
	u.bases = mem_array(STEP, sizeof *u.bases);
	u.records = mem_array(STEP, sizeof *u.records);
	bool ok = read_batch(a, id, &b, e) && close_batch(a, &b, e) &&
		  undo_all(&u, progress, context, e);
	if (kept)
		sort_kept(kept);
	if (ok) {
		b.state = BATCH_UNDONE;
		ok = keep(a, &b, put_batch, e);
	}
	mem_free(u.changes);
	mem_free(u.bases);
	mem_free(u.records);
	batch_free(&b);
	return ok;
}
