#include <binggui/table/view.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/listing.h>
#include <binggui/table/search.h>
#include <binggui/table/window.h>

/*
 * Three ways to know what stands at a position:
 *
 *	walked   nothing typed, no condition, an order that an index keeps: a window on the index
 *	found    something typed: a window on the hits
 *	listed   nothing typed, a condition or an order without an index: all ids in order
 */
struct view {
	struct archive *archive;
	const struct def_table *table;
	const struct def_field *sort; /* NULL = by id */
	bool descending;
	struct expr *where;
	char *typed;
	struct search *search; /* for what was typed */
	struct window window;  /* walked and found; its count is the view's in all three cases */
	struct ids accepted;   /* what satisfies the condition, by id */
	struct ids listed;     /* the same in order */
	bool is_accepted, is_listed; /* they are up to date */
};

/* ---- what is known --------------------------------------------------------------------------- */

static bool lists(const struct view *v)
{
	return !v->search && (v->where || !listing_walkable(v->table, v->sort));
}

static bool accepts(void *context, uint64_t id)
{
	const struct view *v = context;

	return listing_has(&v->accepted, id);
}

static bool move(struct view *v, size_t position, struct err *e)
{
	const struct window_list l = {
		.archive = v->archive,
		.table = v->table,
		.search = v->search,
		.accept = v->where ? accepts : NULL,
		.context = v,
		.sort = v->sort,
		.descending = v->descending,
	};

	return window_move(&v->window, &l, position, e);
}

static bool accept_all(struct view *v, struct err *e)
{
	v->is_accepted =
		v->is_accepted || listing_make(v->archive, v->table, v->where, &v->accepted, e);
	return v->is_accepted;
}

static bool list_all(struct view *v, struct err *e)
{
	v->is_listed = v->is_listed ||
		       (accept_all(v, e) && listing_order(v->archive, v->table, v->sort,
						    v->descending, &v->accepted, &v->listed, e));
	v->window.count = v->is_listed ? v->listed.n : 0;
	return v->is_listed;
}

/* Finds out how many rows there are, and for a search its first ones. */
static bool restart(struct view *v, struct err *e)
{
	window_clear(&v->window);
	v->window.count = 0;
	if (v->search)
		return (!v->where || accept_all(v, e)) && move(v, 0, e);
	if (lists(v))
		return list_all(v, e);
	v->window.count = (size_t)archive_count(v->archive, v->table);
	return true;
}

static void forget_order(struct view *v)
{
	vec_free(&v->listed);
	v->is_listed = false;
}

static void forget_condition(struct view *v)
{
	forget_order(v);
	vec_free(&v->accepted);
	v->is_accepted = false;
}

/* ---- the view -------------------------------------------------------------------------------- */

struct view *view_open(struct archive *a, const struct def_table *t, struct err *e)
{
	struct view *v = mem_new0(struct view);

	v->archive = a;
	v->table = t;
	v->sort = t->list.sort;
	v->descending = t->list.descending;
	if (restart(v, e))
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
	forget_condition(v);
	mem_free(v);
}

/* The ids as they are are put aside and come back where finding out the new ones fails or is stopped. */
static bool begin_anew(struct view *v, const struct view *before, struct err *e)
{
	if (restart(v, e))
		return true;
	struct expr *where = v->where;
	struct window window = v->window;
	if (v->accepted.at != before->accepted.at)
		vec_free(&v->accepted);
	vec_free(&v->listed);
	*v = *before;
	v->window = window;
	if (where != v->where)
		expr_free(where);
	restart(v, NULL);
	return false;
}

bool view_sort(struct view *v, const struct def_field *f, bool descending, struct err *e)
{
	struct view before = *v;

	v->sort = f;
	v->descending = descending;
	v->listed = (struct ids){0};
	v->is_listed = false;
	/* Who satisfies the condition is the same; if it was not known it is found out now. */
	if (!before.is_accepted)
		before.accepted = v->accepted = (struct ids){0};
	if (!begin_anew(v, &before, e))
		return false;
	vec_free(&before.listed);
	return true;
}

bool view_filter(struct view *v, const char *condition, struct err *e)
{
	struct expr *where = NULL;

	if (!text_blank(condition)) {
		where = expr_parse(condition, v->table, v->archive->defs, e);
		if (!where)
			return false;
	}
	struct view before = *v;
	v->where = where;
	v->accepted = v->listed = (struct ids){0};
	v->is_accepted = v->is_listed = false;
	if (!begin_anew(v, &before, e))
		return false;
	expr_free(before.where);
	vec_free(&before.accepted);
	vec_free(&before.listed);
	return true;
}

static bool search_again(struct view *v, const char *typed, struct err *e)
{
	struct search *search = NULL;

	if (!text_blank(typed)) {
		search = search_open(v->archive, v->table, typed, e);
		if (!search)
			return false;
	}
	search_close(v->search);
	v->search = search;
	char *kept = mem_strdup(typed);
	mem_free(v->typed);
	v->typed = kept;
	return true;
}

bool view_find(struct view *v, const char *typed, struct err *e)
{
	return search_again(v, typed, e) && restart(v, e);
}

bool view_refresh(struct view *v, struct err *e)
{
	forget_condition(v);
	return search_again(v, v->typed, e) &&
	       restart(v, e); /* places may be called differently now */
}

size_t view_count(const struct view *v)
{
	return v->window.count;
}

bool view_id(struct view *v, size_t position, uint64_t *id, struct err *e)
{
	if (position >= v->window.count)
		return err_set(e, ERR_NOTFOUND, "列表只有 %zu 行，没有第 %zu 行", v->window.count,
			position + 1);
	if (lists(v)) {
		*id = v->listed.at[position];
		return true;
	}
	if (!window_holds(&v->window, position) && !move(v, position, e))
		return false;
	if (!window_holds(&v->window, position))
		return err_set(e, ERR_NOTFOUND, "列表刚刚被别人改动，请按 Ctrl-L 重画");
	*id = v->window.id[position - v->window.first];
	return true;
}

bool view_position(struct view *v, uint64_t id, size_t *position)
{
	const uint64_t *at = lists(v) ? v->listed.at : v->window.id;
	size_t n = lists(v) ? v->listed.n : v->window.n;

	for (size_t i = 0; i < n; i++) {
		if (at[i] == id) {
			*position = i + (lists(v) ? 0 : v->window.first);
			return true;
		}
	}
	return false;
}
