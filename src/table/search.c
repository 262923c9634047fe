#include <binggui/table/search.h>

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

/* ---- what references stand for --------------------------------------------------------------- */

enum {
	REFS_MAX = 8192, /* a word that names more records than this says too little about any */
	REFS_DEEP = 2,   /* a service record by its person, and by that person's village */
};

struct refs {
	uint64_t *at;
	size_t n;
	bool too_many;
};

static struct search *open_deep(struct archive *a, const struct def_table *t, const char *typed,
	unsigned deep, struct err *e);

static bool add_ref(struct archive *a, const struct def_table *target, uint64_t id,
	struct refs *refs, struct err *e)
{
	struct record r = {0};
	struct str text = {0};
	bool ok = table_get(a, target, id, &r, e);

	if (ok) {
		table_reference(target, &r, &text);
		refs->at[refs->n++] = find_reference(str_c(&text));
	}
	str_free(&text);
	record_free(&r);
	return ok;
}

static bool add_refs(struct archive *a, const struct def_table *target, const char *word,
	unsigned deep, struct refs *refs, struct err *e)
{
	struct search *inner = open_deep(a, target, word, deep, e);
	struct search_hit *hits = mem_array(REFS_MAX, sizeof *hits);
	const struct search_ask ask = {.max = REFS_MAX};
	size_t n = 0, all = 0;
	bool ok = inner && search_run(a, inner, &ask, hits, &n, &all, e);

	if (all > REFS_MAX) {
		refs->too_many = true;
		n = 0;
	}
	refs->at = mem_resize(refs->at, (refs->n + n) * sizeof *refs->at);
	for (size_t i = 0; ok && i < n; i++)
		ok = add_ref(a, target, hits[i].id, refs, e);
	search_close(inner);
	mem_free(hits);
	return ok;
}

/* Whether words of this kind are looked for in what the table refers to. */
static bool refers(const struct search *q, enum find_word_kind kind)
{
	size_t own = kind == WORD_DIGITS ? q->plan.n_numbers + q->plan.n_texts : q->plan.n_texts;

	return q->plan.n_refs && (kind == WORD_HANZI || own == 0);
}

/* *vague: the table has nothing but references, and the word means too many records. */
static bool find_refs(struct archive *a, struct search *q, struct find_word *w, unsigned deep,
	bool *vague, struct err *e)
{
	struct refs refs = {0};
	struct str text = {0};
	bool ok = true;

	find_word_text(w, &text);
	for (size_t i = 0; ok && i < q->plan.n_refs; i++) {
		const struct def_table *target = q->plan.refs[i]->target;
		if (target && target != q->table && find_has(target))
			ok = add_refs(a, target, str_c(&text), deep - 1, &refs, e);
	}
	*vague = refs.too_many && !q->plan.n_texts;
	find_word_refs(w, refs.at, refs.n);
	str_free(&text);
	return ok;
}

static struct search *open_deep(struct archive *a, const struct def_table *t, const char *typed,
	unsigned deep, struct err *e)
{
	struct search *q = mem_new0(struct search);
	struct find_word words[WORDS_MAX];
	bool ok = true;

	q->table = t;
	find_plan(&q->plan, t);
	size_t n = find_words(words, typed);
	for (size_t i = 0; i < n; i++) {
		bool vague = false;
		if (ok && deep && refers(q, words[i].kind))
			ok = find_refs(a, q, &words[i], deep, &vague, e);
		if (ok && !vague)
			q->words[q->n++] = words[i];
		else
			find_word_free(&words[i]);
	}
	if (ok)
		return q;
	search_close(q);
	return NULL;
}

struct search *search_open(
	struct archive *a, const struct def_table *t, const char *typed, struct err *e)
{
	return open_deep(a, t, typed, REFS_DEEP, e);
}

void search_close(struct search *q)
{
	if (!q)
		return;
	for (size_t i = 0; i < q->n; i++)
		find_word_free(&q->words[i]);
	mem_free(q);
}

/* ---- the best -------------------------------------------------------------------------------- */

/* A heap whose root is the worst of them, so that most candidates cost one comparison. */
struct best {
	struct search_hit *at;
	size_t n, max;
	const struct search_hit *from;
	bool backwards; /* the last ones are the best */
};

static bool before(const struct search_hit *a, const struct search_hit *b)
{
	return a->rank != b->rank ? a->rank < b->rank : a->id < b->id;
}

static bool worse(const struct best *b, const struct search_hit *x, const struct search_hit *y)
{
	return b->backwards ? before(x, y) : before(y, x);
}

/* Lets the hit at i of a heap of n go down to its place. */
static void sink(const struct best *b, size_t n, size_t i)
{
	struct search_hit hit = b->at[i];

	for (;;) {
		size_t child = 2 * i + 1;
		if (child + 1 < n && worse(b, &b->at[child + 1], &b->at[child]))
			child++;
		if (child >= n || !worse(b, &b->at[child], &hit))
			break;
		b->at[i] = b->at[child];
		i = child;
	}
	b->at[i] = hit;
}

static void rise(const struct best *b, size_t i)
{
	struct search_hit hit = b->at[i];

	for (; i && worse(b, &hit, &b->at[(i - 1) / 2]); i = (i - 1) / 2)
		b->at[i] = b->at[(i - 1) / 2];
	b->at[i] = hit;
}

static void best_add(struct best *b, struct search_hit hit)
{
	if (b->max == 0 || (b->from && worse(b, b->from, &hit)))
		return;
	if (b->n < b->max) {
		b->at[b->n++] = hit;
		rise(b, b->n - 1);
	} else if (worse(b, &b->at[0], &hit)) {
		b->at[0] = hit;
		sink(b, b->n, 0);
	}
}

static void best_sort(const struct best *b)
{
	for (size_t n = b->n; n > 1; n--) {
		struct search_hit worst = b->at[0];
		b->at[0] = b->at[n - 1];
		b->at[n - 1] = worst;
		sink(b, n - 1, 0);
	}
}

/* ---- a run over all blocks ------------------------------------------------------------------- */

struct run {
	const struct search *q;
	const struct search_ask *ask;
	struct best best;
	size_t all;
	bool damaged;
};

static enum find_quality match(const struct run *run, const struct find_page *page, size_t i)
{
	enum find_quality worst = QUALITY_WHOLE;

	for (size_t k = 0; k < run->q->n && worst != QUALITY_NONE; k++) {
		enum find_quality one = find_word_match(&run->q->words[k], &run->q->plan, page, i);
		worst = one > worst ? one : worst;
	}
	return worst;
}

/* Whether a hit of that quality could be among the best: else no more of the row is read. */
static bool promising(const struct best *b, enum find_quality quality)
{
	uint64_t rank = (uint64_t)quality << 62;

	return b->backwards || b->n < b->max || (b->n && rank <= b->at[0].rank);
}

static void run_row(
	struct run *run, const struct find_page *page, size_t i, enum find_quality quality)
{
	const struct search_ask *ask = run->ask;

	if (quality == QUALITY_PERHAPS)
		quality = match(run, page, i);
	if (quality == QUALITY_NONE)
		return;
	if (ask->accept && !ask->accept(ask->context, find_u64(page->id, i)))
		return;
	run->all++;
	if (!promising(&run->best, quality))
		return;
	uint64_t rank = (uint64_t)quality << 62 | find_u64(page->rank, i) >> 2;
	best_add(&run->best, (struct search_hit){rank, find_u64(page->id, i)});
}

static enum kv_status run_block(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct run *run = context;
	const struct search *q = run->q;
	struct find_page page;
	uint8_t worst[FIND_ROOM] = {QUALITY_WHOLE};
	uint16_t rows[FIND_ROOM];
	size_t n = 0;

	(void)key;
	if (!find_page(&page, &q->plan, value.at, value.n)) {
		run->damaged = true;
		return KV_STOP;
	}
	for (size_t k = 0; k < q->n; k++)
		find_word_sift(&q->words[k], &q->plan, &page, worst);
	for (size_t i = 0; i < page.n; i++) { /* no branch: which rows pass is as good as random */
		rows[n] = (uint16_t)i;
		n += worst[i] != QUALITY_NONE;
	}
	for (size_t i = 0; i < n; i++)
		run_row(run, &page, rows[i], worst[rows[i]]);
	return KV_OK;
}

static enum kv_status touch_block(void *context, struct kv_bytes key, struct kv_bytes value)
{
	volatile const uint8_t *at = value.at;

	(void)context, (void)key;
	for (size_t i = 0; i < value.n; i += 4096)
		(void)at[i];
	return KV_OK;
}

void search_warm(struct archive *a, const struct def_table *t)
{
	struct key low, high;
	struct kv_txn *txn;

	find_key(&low, t, 0);
	find_key(&high, t, UINT64_MAX);
	if (kv_begin(a->kv, false, &txn) != KV_OK)
		return; /* the search itself will tell */
	kv_scan(txn, key_of(&low), key_of(&high), 0, false, touch_block, NULL);
	kv_abort(txn);
}

bool search_run(struct archive *a, const struct search *q, const struct search_ask *ask,
	struct search_hit *hits, size_t *n, size_t *all, struct err *e)
{
	struct run run = {.q = q, .ask = ask};
	struct key low, high;
	struct kv_txn *txn;

	*n = *all = 0;
	run.best = (struct best){
		.at = hits, .max = ask->max, .from = ask->from, .backwards = ask->backwards};
	find_key(&low, q->table, 0);
	find_key(&high, q->table, UINT64_MAX);
	enum kv_status s = kv_begin(a->kv, false, &txn);
	if (s == KV_OK) {
		s = kv_scan(txn, key_of(&low), key_of(&high), 0, false, run_block, &run);
		kv_abort(txn);
	}
	if (s != KV_OK)
		return kv_error(a->kv, s, e);
	if (run.damaged)
		return err_set(e, ERR_STORE,
			"《%s》的查找数据已损坏，请运行 binggui check --repair 修复",
			q->table->title);
	best_sort(&run.best);
	*n = run.best.n;
	*all = run.all;
	return true;
}
