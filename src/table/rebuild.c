#include <binggui/table/rebuild.h>

#include <string.h>

#include <binggui/base/vec.h>
#include <binggui/table/counter.h>
#include <binggui/table/find.h>
#include <binggui/table/index.h>
#include <binggui/table/space.h>

enum { STEP = 500 }; /* records or keys a transaction */

/* ---- what they were made for ------------------------------------------------------------------- */

static void find_signature(struct str *out, const struct def_table *t)
{
	str_set(out, "5;"); /* of this way to make blocks */
	for (size_t i = 0; i < t->n; i++) {
		const struct def_field *f = t->fields[i];
		if (f->find == FIND_NO)
			continue;
		str_add_u64(out, f->number);
		str_addc(out, ' ');
		str_add_u64(out, f->find);
		str_addc(out, ';');
	}
}

static const struct mark {
	const char *name;
	enum rebuild_part part;
	void (*signature)(struct str *out, const struct def_table *t);
} marks[] = {
	{"indexed", REBUILD_INDEX, index_signature},
	{"found", REBUILD_FIND, find_signature},
};
enum { MARKS = sizeof marks / sizeof *marks };

enum kv_status rebuild_needed(struct kv_txn *txn, const struct def_table *t, unsigned *parts)
{
	struct str now = {0};
	enum kv_status s = KV_OK;

	*parts = 0;
	for (size_t i = 0; s == KV_OK && i < MARKS; i++) {
		struct kv_bytes made;
		struct key k;
		space_meta2(&k, marks[i].name, t->name);
		marks[i].signature(&now, t);
		s = kv_get(txn, key_of(&k), &made);
		if (s == KV_OK && made.n == now.n && !memcmp(made.at, now.at, now.n))
			continue;
		*parts |= marks[i].part;
		s = s == KV_NOTFOUND ? KV_OK : s;
	}
	str_free(&now);
	return s;
}

static enum kv_status put_mark(struct kv_txn *txn, const struct def_table *t, const struct mark *m)
{
	struct str now = {0};
	struct key k;

	space_meta2(&k, m->name, t->name);
	m->signature(&now, t);
	enum kv_status s = kv_put(txn, key_of(&k), (struct kv_bytes){now.at, now.n});
	str_free(&now);
	return s;
}

enum kv_status rebuild_mark(struct kv_txn *txn, const struct def_table *t)
{
	enum kv_status s = KV_OK;

	for (size_t i = 0; s == KV_OK && i < MARKS; i++)
		s = put_mark(txn, t, &marks[i]);
	return s;
}

/* ---- one step ---------------------------------------------------------------------------------- */

struct rebuild {
	struct archive *archive;
	const struct def_table *table;
	unsigned parts;
	uint64_t next; /* the id to go on from, once a step is through */
	uint64_t reached;
	bool more;
	struct find_writer find;
	struct {
		struct record *at;
		size_t n, cap;
	} records;
	struct err *err;
};

static enum kv_status unmark(struct kv_txn *txn, void *context)
{
	const struct rebuild *r = context;
	struct key k;

	for (size_t i = 0; i < MARKS; i++) {
		if (!(r->parts & marks[i].part))
			continue;
		space_meta2(&k, marks[i].name, r->table->name);
		enum kv_status s = kv_del(txn, key_of(&k));
		if (s != KV_OK && s != KV_NOTFOUND)
			return s;
	}
	return KV_OK;
}

static enum kv_status mark(struct kv_txn *txn, void *context)
{
	const struct rebuild *r = context;
	enum kv_status s = KV_OK;

	for (size_t i = 0; s == KV_OK && i < MARKS; i++)
		if (r->parts & marks[i].part)
			s = put_mark(txn, r->table, &marks[i]);
	return s;
}

struct doomed {
	struct key keys[STEP];
	size_t n;
};

static enum kv_status see_doomed(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct doomed *d = context;
	struct key *k = &d->keys[d->n++];

	(void)value;
	k->n = key.n;
	memcpy(k->at, key.at, key.n);
	return KV_OK;
}

static enum kv_status clear_space(struct kv_txn *txn, struct rebuild *r, uint8_t space)
{
	struct doomed *d = mem_new(struct doomed);
	struct space_range range;

	d->n = 0;
	space_of_table(&range, space, r->table->number);
	enum kv_status s =
		kv_scan(txn, key_of(&range.low), key_of(&range.high), STEP, false, see_doomed, d);
	for (size_t i = 0; s == KV_OK && i < d->n; i++)
		s = kv_del(txn, key_of(&d->keys[i]));
	if (s == KV_OK && d->n == STEP)
		r->more = true;
	mem_free(d);
	return s;
}

static enum kv_status clear_index(struct kv_txn *txn, void *context)
{
	struct rebuild *r = context;

	r->more = false;
	enum kv_status s = clear_space(txn, r, SPACE_UNIQUE);
	return s == KV_OK ? clear_space(txn, r, SPACE_INDEX) : s;
}

static enum kv_status clear_find(struct kv_txn *txn, void *context)
{
	const struct rebuild *r = context;

	return find_clear(txn, r->table);
}

static enum kv_status take_record(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct rebuild *r = context;
	struct record one = {0};

	r->reached = space_last_id(key);
	r->more = true;
	if (record_decode(&one, r->reached, value.at, value.n) && !one.voided)
		vec_push(&r->records, one);
	else
		record_free(&one); /* a damaged one stands in no index: check tells of it */
	return KV_OK;
}

static void forget_records(struct rebuild *r)
{
	for (size_t i = 0; i < r->records.n; i++)
		record_free(&r->records.at[i]);
	vec_clear(&r->records);
}

static enum kv_status index_one(struct kv_txn *txn, struct rebuild *r, const struct record *one)
{
	struct index_clash clash;
	char id[32], other[32];
	size_t from = 0;
	enum kv_status s = index_clash(txn, r->table, NULL, one, &from, &clash);

	if (s != KV_OK)
		return s;
	if (!clash.field)
		return index_change(txn, r->table, NULL, one);
	record_id_text(one->id, id);
	record_id_text(clash.id, other);
	err_set(r->err, ERR_CHECK,
		"《%s》的“%s”要求不重复，但记录 %s 与 %s 相同，请先改正其中一条，或取消这一要求",
		r->table->title, clash.field->label, other, id);
	return KV_STOP;
}

static enum kv_status fill(struct kv_txn *txn, void *context)
{
	struct rebuild *r = context;
	struct space_range range;
	struct key low;

	forget_records(r);
	r->more = false;
	r->reached = r->next;
	find_drop(&r->find);
	find_begin(&r->find, r->archive, txn);
	space_of_table(&range, SPACE_RECORD, r->table->number);
	space_record(&low, r->table->number, r->next);
	enum kv_status s =
		kv_scan(txn, key_of(&low), key_of(&range.high), STEP, false, take_record, r);
	for (size_t i = 0; s == KV_OK && i < r->records.n; i++) {
		const struct record *one = &r->records.at[i];
		if (r->parts & REBUILD_INDEX)
			s = index_one(txn, r, one);
		if (s == KV_OK && r->parts & REBUILD_FIND)
			s = find_change(&r->find, r->table, NULL, one);
	}
	return s == KV_OK ? find_end(&r->find) : s;
}

static bool fill_all(struct rebuild *r, struct err *e)
{
	do {
		if (!kv_run(r->archive->kv, true, fill, r, e))
			return false;
		r->next = r->reached + 1;
	} while (r->more);
	return true;
}

static bool clear_all(struct rebuild *r, struct err *e)
{
	if (!kv_run(r->archive->kv, true, unmark, r, e))
		return false;
	do {
		r->more = false;
		if (r->parts & REBUILD_INDEX && !kv_run(r->archive->kv, true, clear_index, r, e))
			return false;
	} while (r->more);
	return !(r->parts & REBUILD_FIND) || kv_run(r->archive->kv, true, clear_find, r, e);
}

/* ---- counters ---------------------------------------------------------------------------------- */

struct tally {
	uint16_t station;
	struct counter counter;
};

static enum kv_status count_record(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct tally *t = context;
	uint64_t id = space_last_id(key);
	uint64_t sequence = id & (((uint64_t)1 << RECORD_STATION_SHIFT) - 1);

	if (!record_peek_voided(value.at, value.n))
		t->counter.live++;
	if (id >> RECORD_STATION_SHIFT == t->station && sequence > t->counter.last)
		t->counter.last = sequence;
	return KV_OK;
}

/* The last number given never goes back: a record may have been the last and be lost. */
static enum kv_status recount(struct kv_txn *txn, void *context)
{
	const struct rebuild *r = context;
	struct tally t = {.station = r->archive->station};
	struct space_range range;
	struct counter was;

	enum kv_status s = counter_read(&was, txn, r->table);
	if (s != KV_OK)
		return s;
	t.counter = (struct counter){.table = r->table, .last = was.last, .changed = true};
	space_of_table(&range, SPACE_RECORD, r->table->number);
	s = kv_scan(txn, key_of(&range.low), key_of(&range.high), 0, false, count_record, &t);
	return s == KV_OK ? counter_write(&t.counter, txn) : s;
}

bool rebuild_table(struct archive *a, const struct def_table *t, unsigned parts, struct err *e)
{
	struct err mine;
	struct rebuild r = {.archive = a, .table = t, .parts = parts, .err = e ? e : &mine};
	bool ok = true;

	if (parts & (REBUILD_INDEX | REBUILD_FIND))
		ok = clear_all(&r, r.err) && fill_all(&r, r.err) &&
		     kv_run(a->kv, true, mark, &r, r.err);
	if (ok && parts & REBUILD_COUNTER)
		ok = kv_run(a->kv, true, recount, &r, r.err);
	forget_records(&r);
	vec_free(&r.records);
	find_drop(&r.find);
	return ok;
}
