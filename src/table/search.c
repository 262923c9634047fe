#include <binggui/table/search.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/store/key.h>
#include <binggui/table/find.h>
#include <binggui/table/find_block.h>
#include <binggui/table/find_word.h>
#include <binggui/table/table.h>

struct search {
	const struct def_table *table;
	struct find_plan plan;
	struct find_word words[WORDS_MAX];
	size_t n;
};

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

enum { REFS_MAX = 2048 }; /* a word that names more records than this says too little about any */

/* The references a word of hanzi stands for: 蔬菜 is a village as well as part of a name. */
static bool add_refs(
	struct archive *a, struct find_word *w, const struct def_table *target, struct err *e)
{
	struct str text = {0};
	struct search_hit *hits = mem_array(REFS_MAX, sizeof *hits);
	size_t n = 0, all = 0;

	find_word_text(w, &text);
	struct search *inner = search_open(a, target, str_c(&text), e);
	bool ok = inner && search_run(a, inner, NULL, REFS_MAX, NULL, NULL, hits, &n, &all, e);
	if (all > REFS_MAX)
		n = 0;
	w->refs = mem_resize(w->refs, (w->n_refs + n) * sizeof *w->refs);
	for (size_t i = 0; ok && i < n; i++) {
		struct record r = {0};
		ok = table_get(a, target, hits[i].id, &r, e);
		if (ok) {
			table_reference(target, &r, &text);
			w->refs[w->n_refs++] = find_reference(str_c(&text));
		}
		record_free(&r);
	}
	search_close(inner);
	mem_free(hits);
	str_free(&text);
	return ok;
}

static bool add_word_refs(struct archive *a, struct search *q, struct find_word *w, struct err *e)
{
	for (size_t i = 0; i < q->plan.n_refs; i++) {
		const struct def_table *target = q->plan.refs[i]->target;
		if (target && target != q->table && !add_refs(a, w, target, e))
			return false;
	}
	if (w->n_refs)
		qsort(w->refs, w->n_refs, sizeof *w->refs, by_number);
	return true;
}

struct search *search_open(
	struct archive *a, const struct def_table *t, const char *typed, struct err *e)
{
	struct search *q = mem_new0(struct search);

	q->table = t;
	find_plan(&q->plan, t);
	q->n = find_words(q->words, typed);
	for (size_t i = 0; i < q->n; i++) {
		if (q->words[i].kind == WORD_HANZI && !add_word_refs(a, q, &q->words[i], e)) {
			search_close(q);
			return NULL;
		}
	}
	return q;
}

void search_close(struct search *q)
{
	if (!q)
		return;
	for (size_t i = 0; i < q->n; i++)
		find_word_free(&q->words[i]);
	mem_free(q);
}

/* The best hits so far: a heap whose root is the worst of them, so that most candidates cost one comparison. */
struct best {
	struct search_hit *at;
	size_t n, max;
	const struct search_hit *after;
};

static bool worse(const struct search_hit *a, const struct search_hit *b)
{
	return a->rank != b->rank ? a->rank > b->rank : a->id > b->id;
}

static void sink(struct search_hit *at, size_t n, size_t i)
{
	for (;;) {
		size_t child = 2 * i + 1;
		if (child >= n)
			return;
		if (child + 1 < n && worse(&at[child + 1], &at[child]))
			child++;
		if (!worse(&at[child], &at[i]))
			return;
		struct search_hit swap = at[i];
		at[i] = at[child];
		at[child] = swap;
		i = child;
	}
}

static void best_add(struct best *b, struct search_hit hit)
{
	if (b->max == 0 || (b->after && !worse(&hit, b->after)))
		return;
	if (b->n < b->max) {
		size_t i = b->n++;
		for (; i && worse(&hit, &b->at[(i - 1) / 2]); i = (i - 1) / 2)
			b->at[i] = b->at[(i - 1) / 2];
		b->at[i] = hit;
	} else if (worse(&b->at[0], &hit)) {
		b->at[0] = hit;
		sink(b->at, b->n, 0);
	}
}

static void best_sort(struct best *b)
{
	for (size_t n = b->n; n > 1; n--) {
		struct search_hit swap = b->at[0];
		b->at[0] = b->at[n - 1];
		b->at[n - 1] = swap;
		sink(b->at, n - 1, 0);
	}
}

struct run {
	const struct search *q;
	struct kv_txn *txn;
	struct best best;
	search_accept *accept;
	void *context;
	size_t all;
};

/* A number of more than eight digits is compared with the record itself. */
static bool sure(const struct run *run, const struct find_word *w, uint64_t id)
{
	struct kv_bytes bytes;
	struct key k;

	key_start(&k, SPACE_RECORD);
	key_u16(&k, run->q->table->number);
	key_u64(&k, id);
	if (kv_get(run->txn, key_of(&k), &bytes) != KV_OK)
		return false;
	for (size_t i = 0; i < run->q->plan.n_numbers; i++) {
		struct span v = record_peek(bytes.at, bytes.n, run->q->plan.numbers[i]->number);
		if (v.n >= w->n && (memcmp(v.at, w->ascii, w->n) == 0 ||
					   memcmp(v.at + v.n - w->n, w->ascii, w->n) == 0))
			return true;
	}
	return false;
}

static enum find_quality match(const struct run *run, const struct find_page *page, size_t i)
{
	enum find_quality quality = QUALITY_WHOLE;

	for (size_t k = 0; k < run->q->n; k++) {
		const struct find_word *w = &run->q->words[k];
		bool unsure;
		enum find_quality one = find_word_match(w, &run->q->plan, page, i, &unsure);
		if (one == QUALITY_NONE || (unsure && !sure(run, w, find_u64(page->id, i))))
			return QUALITY_NONE;
		if (one > quality)
			quality = one;
	}
	return quality;
}

static enum kv_status run_block(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct run *run = context;
	struct find_page page;

	(void)key;
	if (!find_page(&page, &run->q->plan, value.at, value.n))
		return KV_IO;
	for (size_t i = 0; i < page.n; i++) {
		enum find_quality quality = match(run, &page, i);
		if (quality == QUALITY_NONE)
			continue;
		uint64_t id = find_u64(page.id, i);
		if (run->accept && !run->accept(run->context, id))
			continue;
		run->all++;
		uint64_t rank = (uint64_t)quality << 62 | find_u64(page.rank, i) >> 2;
		best_add(&run->best, (struct search_hit){rank, id});
	}
	return KV_OK;
}

bool search_run(struct archive *a, const struct search *q, const struct search_hit *after,
	size_t max, search_accept *accept, void *context, struct search_hit *hits, size_t *n,
	size_t *all, struct err *e)
{
	struct run run = {.q = q, .accept = accept, .context = context};
	struct key low, high;

	*n = *all = 0;
	run.best = (struct best){.at = hits, .max = max, .after = after};
	find_key(&low, q->table, 0);
	find_key(&high, q->table, UINT64_MAX);
	enum kv_status s = kv_begin(a->kv, false, &run.txn);
	if (s == KV_OK) {
		s = kv_scan(run.txn, key_of(&low), key_of(&high), 0, false, run_block, &run);
		kv_abort(run.txn);
	}
	if (s != KV_OK)
		return kv_error(a->kv, s, e);
	best_sort(&run.best);
	*n = run.best.n;
	*all = run.all;
	return true;
}
