#include <binggui/table/window.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/table/index.h>

enum { STRIDE = 16 * WINDOW_ROWS }; /* hits taken at once on the way to a far one */

void window_clear(struct window *w)
{
	w->first = w->n = 0;
}

bool window_holds(const struct window *w, size_t position)
{
	return position >= w->first && position - w->first < w->n;
}

/* Rows from a place on (it included), the first `skip` of them left out. */
struct walk {
	const struct window_list *list;
	const struct window_place *from; /* NULL = from the end of the list */
	bool backwards;
	size_t skip, max;
	size_t count; /* of all hits */
	size_t n;     /* of what came */
	uint64_t id[WINDOW_ROWS];
	struct window_place head, tail;
};

/* ---- an index -------------------------------------------------------------------------------- */

static void order_range(const struct window_list *l, struct space_range *r)
{
	if (l->sort)
		space_of_field(r, SPACE_INDEX, l->table->number, l->sort->number);
	else
		space_of_table(r, SPACE_RECORD, l->table->number);
}

static void keep_key(struct window_place *p, struct kv_bytes key)
{
	p->key.n = key.n;
	p->key.room = 0;
	p->key.cut = false;
	memcpy(p->key.at, key.at, key.n);
}

static enum kv_status take_row(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct walk *w = context;
	uint64_t id;

	if (!index_id(key, &id))
		return KV_IO;
	if (!w->list->sort && record_peek_voided(value.at, value.n))
		return KV_OK;
	if (w->skip) {
		w->skip--;
		return KV_OK;
	}
	if (w->n == 0)
		keep_key(&w->head, key);
	keep_key(&w->tail, key);
	w->id[w->n++] = id;
	return w->n < w->max ? KV_OK : KV_STOP;
}

static bool walk_index(struct walk *w, struct err *e)
{
	const struct window_list *l = w->list;
	bool down = w->backwards != l->descending;
	struct space_range range;
	struct kv_txn *txn;

	order_range(l, &range);
	if (w->from && down)
		key_after(
			&range.high, &w->from->key); /* it ends in an id: no other key starts so */
	else if (w->from)
		range.low = w->from->key;
	enum kv_status s = kv_begin(l->archive->kv, false, &txn);
	if (s == KV_OK) {
		s = kv_scan(txn, key_of(&range.low), key_of(&range.high), 0, down, take_row, w);
		kv_abort(txn);
	}
	return s == KV_OK || kv_error(l->archive->kv, s, e);
}

/* ---- a search -------------------------------------------------------------------------------- */

static bool ask_hits(struct walk *w, const struct search_hit *from, size_t max,
	struct search_hit *hits, size_t *n, struct err *e)
{
	const struct window_list *l = w->list;
	const struct search_ask ask = {from, w->backwards, max, l->accept, l->context};

	return search_run(l->archive, l->search, &ask, hits, n, &w->count, e);
}

static void keep_hits(struct walk *w, const struct search_hit *hits, size_t n)
{
	for (; w->skip < n && w->n < w->max; w->n++, w->skip++) {
		w->id[w->n] = hits[w->skip].id;
		w->tail.hit = hits[w->skip];
		if (w->n == 0)
			w->head.hit = hits[w->skip];
	}
}

/* A far row is reached in strides, so that memory stays small however many hits there are. */
static bool walk_search(struct walk *w, struct err *e)
{
	size_t room = w->skip < STRIDE ? w->skip + w->max : STRIDE + WINDOW_ROWS, n = 0;
	struct search_hit *hits = mem_array(room, sizeof *hits), place;
	const struct search_hit *from = w->from ? &w->from->hit : NULL;
	bool ok = true;

	while (w->skip >= STRIDE) {
		ok = ask_hits(w, from, STRIDE, hits, &n, e);
		if (!ok || n < STRIDE) /* the list is not that long any more */
			break;
		place = hits[n - 1];
		from = &place;
		w->skip -= n - 1;
	}
	if (ok && w->skip < STRIDE)
		ok = ask_hits(w, from, w->skip + w->max, hits, &n, e);
	if (ok)
		keep_hits(w, hits, n);
	mem_free(hits);
	return ok;
}

/* ---- moving ---------------------------------------------------------------------------------- */

static void turn_round(struct walk *w)
{
	struct window_place swap = w->head;

	for (size_t i = 0; i < w->n / 2; i++) {
		uint64_t id = w->id[i];
		w->id[i] = w->id[w->n - 1 - i];
		w->id[w->n - 1 - i] = id;
	}
	w->head = w->tail;
	w->tail = swap;
}

/* The shortest way to the rows [low, low + max). */
static void find_way(const struct window *w, size_t low, size_t max, struct walk *out)
{
	size_t end = w->first + w->n, high = low + max, best = low;

	*out = (struct walk){.list = out->list, .skip = low, .max = max};
	if (w->count >= high && w->count - high < best) {
		out->backwards = true;
		out->skip = best = w->count - high;
	}
	if (w->n && low >= w->first && low - w->first < best) {
		out->backwards = false;
		out->from = &w->head;
		out->skip = best = low - w->first;
	}
	if (w->n && high <= end && end - high < best) {
		out->backwards = true;
		out->from = &w->tail;
		out->skip = end - high;
	}
}

static size_t first_row(const struct window *w, size_t position)
{
	size_t before = position < w->first ? WINDOW_ROWS - 1 - WINDOW_MARGIN : WINDOW_MARGIN;

	return position > before ? position - before : 0;
}

bool window_move(struct window *w, const struct window_list *l, size_t position, struct err *e)
{
	struct walk *walk = mem_new0(struct walk);
	size_t low = first_row(w, position), max = WINDOW_ROWS;

	if (l->search && position < WINDOW_MARGIN)
		max = WINDOW_MARGIN; /* while somebody types, only the first page is seen */
	if (w->count > low && w->count - low < max)
		max = w->count - low;
	walk->list = l;
	find_way(w, low, max, walk);
	bool ok = l->search ? walk_search(walk, e) : walk_index(walk, e);
	if (ok) {
		if (walk->backwards)
			turn_round(walk);
		w->first = walk->backwards ? low + max - walk->n : low;
		w->n = walk->n;
		memcpy(w->id, walk->id, walk->n * sizeof walk->id[0]);
		w->head = walk->head;
		w->tail = walk->tail;
		if (l->search)
			w->count = walk->count;
	}
	mem_free(walk);
	return ok;
}
