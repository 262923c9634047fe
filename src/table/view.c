#include <binggui/table/view.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/store/key.h>
#include <binggui/table/index.h>
#include <binggui/table/query.h>
#include <binggui/table/search.h>
#include <binggui/table/table.h>

/*
 * Three ways to know what stands at a position:
 *
 *	walked   nothing typed, no condition, an order that an index keeps (or ids): a window
 *	         of neighbours, moved by walking the index from where it stands
 *	found    something typed: a window of best hits, and for each window the
 *	         hit before it, so that going back needs no more than going on
 *	listed   a condition, or an order without an index: all ids in order
 */
#ifndef VIEW_WINDOW
#define VIEW_WINDOW 128
#endif

struct place {
	struct key key; /* of the entry in the order that is walked */
	uint64_t id;
};

struct ordered {
	uint64_t order; /* the first eight bytes of the sort key */
	uint64_t id;
};

struct view {
	struct archive *archive;
	const struct def_table *table;
	const struct def_field *sort; /* NULL = by id */
	bool descending;
	struct expr *where;
	char *typed;
	struct search *search;

	size_t count;
	struct ids listed; /* with a condition: what satisfies it, in order */
	bool is_listed;
	struct ids accepted; /* the same by id, for the search */

	size_t first, n; /* the window: positions [first, first + n) */
	struct place window[VIEW_WINDOW];
	VEC(struct search_hit) before; /* the last hit of each window of finds */
};

/* ---- walked ---------------------------------------------------------------------------------- */

static bool walkable(const struct view *v)
{
	return !v->sort || index_kept(v->table, v->sort);
}

static void order_start(const struct view *v, struct key *k)
{
	if (v->sort) {
		index_field(k, v->table, v->sort);
	} else {
		key_start(k, SPACE_RECORD);
		key_u16(k, v->table->number);
	}
}

struct walk {
	struct view *v;
	struct place *out;
	size_t skip, n, max;
};

static enum kv_status walk_row(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct walk *w = context;
	uint64_t id;

	if (!index_id(key, &id))
		return KV_IO;
	if (!w->v->sort && record_peek_voided(value.at, value.n))
		return KV_OK;
	if (w->skip) {
		w->skip--;
		return KV_OK;
	}
	struct place *p = &w->out[w->n++];
	p->id = id;
	p->key.n = 0;
	p->key.cut = false;
	key_raw(&p->key, key.at, key.n);
	return w->n == w->max ? KV_STOP : KV_OK;
}

/* Walks from `from` (NULL = the end that lies in that direction, exclusive otherwise). */
static bool walk(struct walk *w, const struct key *from, bool backwards, struct err *e)
{
	struct key low, high, all;
	struct kv_txn *txn;

	order_start(w->v, &all);
	low = all;
	key_after(&high, &all);
	if (from && backwards)
		high = *from;
	if (from && !backwards) {
		low = *from;
		uint8_t next = 0; /* the smallest key behind it */
		key_raw(&low, &next, 1);
	}
	enum kv_status s = kv_begin(w->v->archive->kv, false, &txn);
	if (s == KV_OK) {
		s = kv_scan(txn, key_of(&low), key_of(&high), 0, backwards, walk_row, w);
		kv_abort(txn);
	}
	return s == KV_OK || kv_error(w->v->archive->kv, s, e);
}

static void reverse(struct place *at, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		struct place swap = at[i];
		at[i] = at[n - 1 - i];
		at[n - 1 - i] = swap;
	}
}

/* Distances decide from where to walk: the head, the tail, or either edge of the window. */
static bool walk_to(struct view *v, size_t want, struct err *e)
{
	size_t max = v->count - want < VIEW_WINDOW ? v->count - want : VIEW_WINDOW;
	size_t end = v->first + v->n;
	struct place *fresh = mem_array(VIEW_WINDOW, sizeof *fresh);
	struct walk w = {.v = v, .out = fresh, .max = max};
	bool backwards = false;
	const struct key *from = NULL;

	if (v->n && want >= end && want - end <= v->count - want) {
		from = &v->window[v->n - 1].key;
		w.skip = want - end;
	} else if (v->n && want < v->first && v->first - want <= want) {
		from = &v->window[0].key;
		backwards = true;
		w.skip = v->first > want + max ? v->first - want - max : 0;
		w.max = v->first - want - w.skip;
	} else if (v->count - want < want) {
		backwards = true;
		w.skip = v->count - want - max;
	} else {
		w.skip = want;
	}
	bool ok = walk(&w, from, backwards != v->descending, e);
	if (ok && backwards)
		reverse(fresh, w.n);
	if (ok) {
		memcpy(v->window, fresh, w.n * sizeof *fresh);
		v->first = want;
		v->n = w.n;
	}
	mem_free(fresh);
	return ok;
}

/* ---- listed ---------------------------------------------------------------------------------- */

struct listing {
	struct view *v;
	VEC(struct ordered) rows;
};

static bool list_row(void *context, const struct record *r)
{
	struct listing *l = context;
	struct str key = {0};
	uint64_t order = 0;

	if (l->v->sort) {
		const char *value = record_field(r, l->v->sort);
		if (*value)
			type_key(l->v->sort, value, &key);
	}
	for (size_t i = 0; i < 8; i++)
		order = order << 8 | (i < key.n ? (unsigned char)key.at[i] : 0);
	struct ordered row = {order, r->id};
	vec_push(&l->rows, row);
	str_free(&key);
	return true;
}

static int by_order(const void *a, const void *b)
{
	const struct ordered *x = a, *y = b;

	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static int by_id(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static bool list_all(struct view *v, struct err *e)
{
	struct listing l = {.v = v};
	bool ok = query_run(v->archive, v->table, v->where, list_row, &l, e);

	vec_clear(&v->listed);
	vec_clear(&v->accepted);
	if (ok && l.rows.n)
		qsort(l.rows.at, l.rows.n, sizeof *l.rows.at, by_order);
	for (size_t i = 0; ok && i < l.rows.n; i++) {
		size_t k = v->descending ? l.rows.n - 1 - i : i;
		vec_push(&v->listed, l.rows.at[k].id);
		vec_push(&v->accepted, l.rows.at[k].id);
	}
	if (v->accepted.n)
		qsort(v->accepted.at, v->accepted.n, sizeof *v->accepted.at, by_id);
	vec_free(&l.rows);
	v->is_listed = ok;
	return ok;
}

/* ---- found ----------------------------------------------------------------------------------- */

static bool accepts(void *context, uint64_t id)
{
	const struct view *v = context;

	return bsearch(&id, v->accepted.at, v->accepted.n, sizeof id, by_id) != NULL;
}

static bool run_search(struct view *v, const struct search_hit *after, size_t max,
	struct search_hit *hits, size_t *n, struct err *e)
{
	return search_run(v->archive, v->search, after, max, v->where ? accepts : NULL, v, hits, n,
		&v->count, e);
}

static void keep_window(struct view *v, size_t first, const struct search_hit *hits, size_t n)
{
	v->first = first;
	v->n = n;
	for (size_t i = 0; i < n; i++)
		v->window[i].id = hits[i].id;
}

/* A far jump: all hits once, to learn where every window begins. */
static bool survey(struct view *v, struct err *e)
{
	struct search_hit *hits = mem_array(v->count, sizeof *hits);
	size_t n;
	bool ok = run_search(v, NULL, v->count, hits, &n, e);

	vec_clear(&v->before);
	for (size_t i = VIEW_WINDOW - 1; ok && i < n; i += VIEW_WINDOW)
		vec_push(&v->before, hits[i]);
	mem_free(hits);
	return ok;
}

static bool find_to(struct view *v, size_t want, struct err *e)
{
	struct search_hit *hits = mem_array(VIEW_WINDOW, sizeof *hits);
	size_t number = want / VIEW_WINDOW, n = 0;
	bool ok = number <= v->before.n || survey(v, e);

	if (ok && number <= v->before.n)
		ok = run_search(
			v, number ? &v->before.at[number - 1] : NULL, VIEW_WINDOW, hits, &n, e);
	if (ok) {
		keep_window(v, number * VIEW_WINDOW, hits, n);
		if (number == v->before.n && n == VIEW_WINDOW)
			vec_push(&v->before, hits[n - 1]);
	}
	mem_free(hits);
	return ok;
}

/* ---- the view -------------------------------------------------------------------------------- */

struct view *view_open(struct archive *a, const struct def_table *t, struct err *e)
{
	struct view *v = mem_new0(struct view);

	v->archive = a;
	v->table = t;
	v->sort = t->list.sort;
	if (view_refresh(v, e))
		return v;
	view_close(v);
	return NULL;
}

void view_close(struct view *v)
{
	if (!v)
		return;
	expr_free(v->where);
	search_close(v->search);
	mem_free(v->typed);
	vec_free(&v->listed);
	vec_free(&v->accepted);
	vec_free(&v->before);
	mem_free(v);
}

/* Everything known about positions is forgotten; what is asked for stays. */
static bool restart(struct view *v, bool relist, struct err *e)
{
	v->first = v->n = 0;
	vec_clear(&v->before);
	bool lists = v->where || !walkable(v);
	if (!lists) {
		vec_clear(&v->listed);
		vec_clear(&v->accepted);
		v->is_listed = false;
	} else if ((relist || !v->is_listed) && !list_all(v, e)) {
		return false;
	}
	if (v->search)
		return find_to(v, 0, e);
	v->count = lists ? v->listed.n : (size_t)archive_count(v->archive, v->table);
	return true;
}

bool view_refresh(struct view *v, struct err *e)
{
	return restart(v, true, e);
}

bool view_sort(struct view *v, const struct def_field *f, bool descending, struct err *e)
{
	v->sort = f;
	v->descending = descending;
	return restart(v, true, e);
}

bool view_filter(struct view *v, const char *condition, struct err *e)
{
	struct expr *where = NULL;

	if (!text_blank(condition)) {
		where = expr_parse(condition, v->table, v->archive->defs, e);
		if (!where)
			return false;
	}
	expr_free(v->where);
	v->where = where;
	return restart(v, true, e);
}

bool view_find(struct view *v, const char *typed, struct err *e)
{
	struct search *search = NULL;

	if (!text_blank(typed)) {
		search = search_open(v->archive, v->table, typed, e);
		if (!search)
			return false;
	}
	search_close(v->search);
	v->search = search;
	mem_free(v->typed);
	v->typed = mem_strdup(typed);
	return restart(v, false, e);
}

size_t view_count(const struct view *v)
{
	return v->count;
}

static bool in_window(const struct view *v, size_t position)
{
	return position >= v->first && position < v->first + v->n;
}

bool view_id(struct view *v, size_t position, uint64_t *id, struct err *e)
{
	if (position >= v->count)
		return err_set(
			e, ERR_NOTFOUND, "列表只有 %zu 行，没有第 %zu 行", v->count, position + 1);
	if (!v->search && v->is_listed) {
		*id = v->listed.at[position];
		return true;
	}
	if (!in_window(v, position) &&
		!(v->search ? find_to(v, position, e) : walk_to(v, position, e)))
		return false;
	if (!in_window(v, position))
		return err_set(e, ERR_NOTFOUND, "列表刚刚被别人改动，请按 Ctrl-L 重画");
	*id = v->window[position - v->first].id;
	return true;
}

bool view_position(struct view *v, uint64_t id, size_t *position)
{
	if (!v->search && v->is_listed) {
		for (size_t i = 0; i < v->listed.n; i++)
			if (v->listed.at[i] == id)
				return *position = i, true;
		return false;
	}
	for (size_t i = 0; i < v->n; i++)
		if (v->window[i].id == id)
			return *position = v->first + i, true;
	return false;
}
