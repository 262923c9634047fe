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

static void find_range(struct key *low, struct key *high, const struct def_table *t, uint64_t from)
{
	find_key(low, t, from);
	find_key(high, t, UINT64_MAX);
}

/* ---- keeping the blocks -------------------------------------------------------------------- */

void find_begin(struct find_writer *w, struct archive *a, struct kv_txn *txn)
{
	*w = (struct find_writer){.archive = a, .txn = txn};
}

static enum kv_status flush(struct kv_txn *txn, struct find_held *h)
{
	struct find_block *b = h->block;
	struct str bytes = {0};
	struct key k;

	if (!h->table || !b->changed)
		return KV_OK;
	b->changed = false;
	find_key(&k, h->table, b->first);
	if (b->n == 0) {
		enum kv_status s = kv_del(txn, key_of(&k));
		return s == KV_NOTFOUND ? KV_OK : s;
	}
	find_block_write(b, &bytes);
	enum kv_status s = kv_put(txn, key_of(&k), (struct kv_bytes){bytes.at, bytes.n});
	str_free(&bytes);
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

static enum kv_status first_key(void *context, struct kv_bytes key, struct kv_bytes value)
{
	uint64_t *first = context;

	(void)value;
	return block_first(key, first) ? KV_STOP : KV_IO;
}

/* Reads the block in charge of the id; where there is none yet, a new one is from 0 on. */
static enum kv_status read_block(
	struct kv_txn *txn, struct find_held *h, const struct def_table *t, uint64_t id)
{
	struct key low, high;

	if (!h->block)
		h->block = mem_new(struct find_block);
	struct find_block *b = h->block;
	b->n = 0;
	b->first = 0;
	b->changed = false;
	find_plan(&b->plan, t);
	find_range(&low, &high, t, 0);
	find_key(&high, t, id + 1);
	enum kv_status s = kv_scan(txn, key_of(&low), key_of(&high), 1, true, take_block, b);
	h->limit = UINT64_MAX;
	find_range(&low, &high, t, id + 1);
	if (s == KV_OK)
		s = kv_scan(txn, key_of(&low), key_of(&high), 1, false, first_key, &h->limit);
	h->table = s == KV_OK ? t : NULL;
	return s;
}

/* The place that holds a block of the table, or else may hold one. */
static struct find_held *held_for(struct find_writer *w, const struct def_table *t)
{
	for (size_t i = 0; i < FIND_HELD; i++)
		if (w->held[i].table == t)
			return &w->held[i];
	for (size_t i = 0; i < FIND_HELD; i++)
		if (!w->held[i].table)
			return &w->held[i];
	w->next = (w->next + 1) % FIND_HELD;
	return &w->held[w->next];
}

static enum kv_status hold(
	struct find_writer *w, const struct def_table *t, uint64_t id, struct find_held **out)
{
	struct find_held *h = *out = held_for(w, t);

	if (h->table == t && id >= h->block->first && id < h->limit)
		return KV_OK;
	enum kv_status s = flush(w->txn, h);
	return s == KV_OK ? read_block(w->txn, h, t, id) : s;
}

/* One too many: all before `part` goes to the store, the rest is a new block and stays in hand. */
static enum kv_status split(struct kv_txn *txn, struct find_held *h, size_t part)
{
	struct find_block *b = h->block;
	size_t n = b->n;

	b->n = part;
	enum kv_status s = flush(txn, h);
	b->n = n;
	find_block_behead(b, part);
	return s;
}

static enum kv_status set_entry(
	struct kv_txn *txn, struct find_held *h, const struct find_entry *entry)
{
	struct find_block *b = h->block;

	find_block_set(b, entry);
	if (b->n <= FIND_BLOCK)
		return KV_OK;
	bool at_end = entry->id == b->at[b->n - 1].id; /* records made in a row fill whole blocks */
	return split(txn, h, at_end ? b->n - 1 : b->n / 2);
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

	if (!find_has(t))
		return KV_OK;
	find_plan(&plan, t);
	if (!alive(old) && !alive(new))
		return KV_OK;
	if (alive(old) && alive(new) && same_entry(&plan, old, new))
		return KV_OK;
	struct find_held *h;
	uint64_t id = alive(new) ? new->id : old->id;
	enum kv_status s = hold(w, t, id, &h);
	if (s != KV_OK)
		return s;
	if (!alive(new)) {
		find_block_remove(h->block, id);
		return KV_OK;
	}
	struct find_entry entry;
	find_entry(&entry, &plan, new);
	return set_entry(w->txn, h, &entry);
}

enum kv_status find_end(struct find_writer *w)
{
	enum kv_status s = KV_OK;

	for (size_t i = 0; s == KV_OK && i < FIND_HELD; i++)
		s = flush(w->txn, &w->held[i]);
	find_drop(w);
	return s;
}

void find_drop(struct find_writer *w)
{
	for (size_t i = 0; i < FIND_HELD; i++) {
		mem_free(w->held[i].block);
		w->held[i] = (struct find_held){0};
	}
}

/* ---- checking -------------------------------------------------------------------------------- */

struct holding {
	struct find_plan plan;
	struct find_entry entry; /* as it must be */
	bool found;
};

static enum kv_status look_block(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct holding *h = context;
	struct find_page page;
	struct find_entry there;

	(void)key;
	h->found = find_page(&page, &h->plan, value.at, value.n) &&
		   find_page_entry(&page, &h->plan, h->entry.id, &there) &&
		   find_entry_same(&there, &h->entry);
	return KV_STOP;
}

bool find_holds(
	struct archive *a, struct kv_txn *txn, const struct def_table *t, const struct record *r)
{
	struct holding h = {.found = false};
	struct key low, high;

	(void)a;
	find_plan(&h.plan, t);
	find_entry(&h.entry, &h.plan, r);
	find_key(&low, t, 0);
	find_key(&high, t, r->id + 1);
	kv_scan(txn, key_of(&low), key_of(&high), 1, true, look_block, &h);
	return h.found;
}

static enum kv_status count_block(void *context, struct kv_bytes key, struct kv_bytes value)
{
	uint64_t *count = context;

	(void)key;
	*count += value.n < 2 ? 0 : find_u16(value.at, 0);
	return KV_OK;
}

enum kv_status find_count(struct kv_txn *txn, const struct def_table *t, uint64_t *count)
{
	struct key low, high;

	*count = 0;
	find_range(&low, &high, t, 0);
	return kv_scan(txn, key_of(&low), key_of(&high), 0, false, count_block, count);
}

enum kv_status find_clear(struct kv_txn *txn, const struct def_table *t)
{
	struct key low, high;

	for (;;) {
		uint64_t first = UINT64_MAX;
		find_range(&low, &high, t, 0);
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
