#include <binggui/table/find.h>

#include <binggui/base/mem.h>
#include <binggui/store/key.h>
#include <binggui/table/find_block.h>

bool find_has(const struct def_table *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->fields[i]->find != FIND_NO)
			return true;
	return false;
}

void find_key(struct key *k, const struct def_table *t, uint64_t first)
{
	key_start(k, SPACE_FIND);
	key_u16(k, t->number);
	key_u64(k, first);
}

static bool block_first(struct kv_bytes key, uint64_t *first)
{
	struct key_reader r = key_read(key);
	uint8_t space;
	uint16_t table;

	return key_get_u8(&r, &space) && key_get_u16(&r, &table) && key_get_u64(&r, first);
}

/* ---- keeping the blocks -------------------------------------------------------------------- */

void find_begin(struct find_writer *w, struct archive *a, struct kv_txn *txn)
{
	*w = (struct find_writer){.archive = a, .txn = txn};
}

static enum kv_status put_part(struct find_writer *w, size_t from, size_t to, struct str *bytes)
{
	struct find_block *b = w->block;
	struct key k;

	find_key(&k, w->table, from ? b->at[from].id : b->first);
	find_block_write(b, from, to, bytes);
	return kv_put(w->txn, key_of(&k), (struct kv_bytes){bytes->at, bytes->n});
}

/* Writes the block held; one that has grown too large becomes two. */
static enum kv_status flush(struct find_writer *w)
{
	struct find_block *b = w->block;
	struct str bytes = {0};
	enum kv_status s = KV_OK;
	struct key k;

	if (!b || !b->changed)
		return KV_OK;
	size_t half = b->n > FIND_BLOCK ? b->n / 2 : b->n;
	if (b->n == 0) {
		find_key(&k, w->table, b->first);
		s = kv_del(w->txn, key_of(&k));
		s = s == KV_NOTFOUND ? KV_OK : s;
	} else {
		s = put_part(w, 0, half, &bytes);
		if (s == KV_OK && half < b->n)
			s = put_part(w, half, b->n, &bytes);
	}
	str_free(&bytes);
	b->changed = false;
	return s;
}

static enum kv_status take_block(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct find_block *b = context;
	uint64_t first;

	if (!block_first(key, &first) || !find_block_read(b, first, value.at, value.n))
		return KV_IO;
	return KV_STOP;
}

/* Holds the block where the id belongs: the last one that begins at or before it. */
static enum kv_status hold(struct find_writer *w, const struct def_table *t, uint64_t id)
{
	struct key low, high;

	if (!w->block)
		w->block = mem_new0(struct find_block);
	struct find_block *b = w->block;
	b->n = 0;
	b->changed = false;
	b->first = 0;
	w->table = t;
	find_plan(&b->plan, t);
	find_key(&low, t, 0);
	find_key(&high, t, id + 1);
	enum kv_status s = kv_scan(w->txn, key_of(&low), key_of(&high), 1, true, take_block, b);
	if (s == KV_OK && b->first == 0)
		b->first = id; /* there is none before it */
	return s;
}

/* Whether the block held is still the one where the id belongs: nothing but its own or later ids follow it. */
static bool held(const struct find_writer *w, const struct def_table *t, uint64_t id)
{
	const struct find_block *b = w->block;

	if (!b || w->table != t || id < b->first || b->n > FIND_BLOCK)
		return false;
	return b->n && id <= b->at[b->n - 1].id;
}

/* The next record in a row of new ones: no other block can begin between the last id held and it. */
static bool appends(const struct find_writer *w, const struct def_table *t, uint64_t id)
{
	const struct find_block *b = w->block;

	return b && w->table == t && b->n && b->changed && id == b->at[b->n - 1].id + 1;
}

static enum kv_status place(struct find_writer *w, const struct def_table *t, uint64_t id)
{
	bool full = w->block && w->block->n >= FIND_BLOCK;

	if (held(w, t, id) || (appends(w, t, id) && !full))
		return KV_OK;
	bool next = appends(w, t, id);
	enum kv_status s = flush(w);
	if (s != KV_OK || !next)
		return s == KV_OK ? hold(w, t, id) : s;
	w->block->first = id; /* a full block in a row: begin the next one instead of splitting */
	w->block->n = 0;
	return KV_OK;
}

/* The first block of a table is keyed by the smallest id put into it; an earlier one re-keys it. */
static enum kv_status set_entry(struct find_writer *w, const struct find_entry *entry)
{
	find_block_set(w->block, entry);
	if (w->block->n <= FIND_BLOCK)
		return KV_OK;
	if (entry->id != w->block->at[w->block->n - 1].id)
		return flush(
			w); /* grown in the middle: two halves now, and hold() will find them */
	/* grown at the end: the newcomer begins a block of its own */
	w->block->n--;
	enum kv_status s = flush(w);
	w->block->at[0] = *entry;
	w->block->n = 1;
	w->block->first = entry->id;
	w->block->changed = true;
	return s;
}

static bool alive(const struct record *r)
{
	return r && !r->voided;
}

static bool same_entry(const struct find_plan *p, const struct record *a, const struct record *b)
{
	for (size_t i = 0; i < p->n_texts; i++)
		if (!text_eq(record_field(a, p->texts[i]), record_field(b, p->texts[i])))
			return false;
	for (size_t i = 0; i < p->n_numbers; i++)
		if (!text_eq(record_field(a, p->numbers[i]), record_field(b, p->numbers[i])))
			return false;
	for (size_t i = 0; i < p->n_refs; i++)
		if (!text_eq(record_field(a, p->refs[i]), record_field(b, p->refs[i])))
			return false;
	return true;
}

enum kv_status find_change(struct find_writer *w, const struct def_table *t,
	const struct record *old, const struct record *new)
{
	struct find_plan plan;

	find_plan(&plan, t);
	if (!plan.n_texts && !plan.n_numbers && !plan.n_refs)
		return KV_OK;
	if (!alive(old) && !alive(new))
		return KV_OK;
	if (alive(old) && alive(new) && same_entry(&plan, old, new))
		return KV_OK;
	uint64_t id = alive(new) ? new->id : old->id;
	enum kv_status s = place(w, t, id);
	if (s != KV_OK)
		return s;
	if (!alive(new)) {
		find_block_remove(w->block, id);
		return KV_OK;
	}
	struct find_entry entry;
	find_entry(&entry, &plan, new);
	return set_entry(w, &entry);
}

enum kv_status find_end(struct find_writer *w)
{
	enum kv_status s = flush(w);

	find_drop(w);
	return s;
}

void find_drop(struct find_writer *w)
{
	mem_free(w->block);
	w->block = NULL;
}

/* ---- checking -------------------------------------------------------------------------------- */

bool find_holds(
	struct archive *a, struct kv_txn *txn, const struct def_table *t, const struct record *r)
{
	struct find_writer w;
	struct find_entry entry;

	find_begin(&w, a, txn);
	bool ok = hold(&w, t, r->id) == KV_OK;
	find_entry(&entry, &w.block->plan, r);
	bool found = false;
	for (size_t i = 0; ok && i < w.block->n; i++)
		if (w.block->at[i].id == r->id)
			found = find_entry_same(&w.block->at[i], &entry);
	find_drop(&w);
	return found;
}

static enum kv_status first_key(void *context, struct kv_bytes key, struct kv_bytes value)
{
	uint64_t *first = context;

	(void)value;
	return block_first(key, first) ? KV_STOP : KV_IO;
}

enum kv_status find_clear(struct kv_txn *txn, const struct def_table *t)
{
	struct key low, high;
	uint64_t first;

	find_key(&high, t, UINT64_MAX);
	for (;;) {
		first = UINT64_MAX;
		find_key(&low, t, 0);
		enum kv_status s =
			kv_scan(txn, key_of(&low), key_of(&high), 1, false, first_key, &first);
		if (s != KV_OK || first == UINT64_MAX)
			return s;
		find_key(&low, t, first);
		s = kv_del(txn, key_of(&low));
		if (s != KV_OK)
			return s;
	}
}
