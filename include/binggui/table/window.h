#ifndef BINGGUI_TABLE_WINDOW_H
#define BINGGUI_TABLE_WINDOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/store/key.h>
#include <binggui/table/archive.h>
#include <binggui/table/search.h>

/*
 * A run of neighbouring rows of a list too long to hold.  It is moved by
 * walking from wherever the way is shortest: the first row, the last one, or an
 * edge of what is held.  The list is either an index (or the records by id) or the hits
 * of a search.
 */
#ifndef WINDOW_SIZE /* tests build small ones */
#define WINDOW_SIZE 1024
#endif
enum { WINDOW_ROWS = WINDOW_SIZE, WINDOW_MARGIN = WINDOW_SIZE / 8 };

/* What is walked. */
struct window_list {
	struct archive *archive;
	const struct def_table *table;
	const struct search *search; /* NULL: walk the order of `sort` */
	search_accept *accept;       /* with a search: a further condition; NULL = none */
	void *context;
	const struct def_field *sort; /* NULL = by id; else listing_walkable */
	bool descending;
};

/* Where a row stands in the list. */
struct window_place {
	struct search_hit hit; /* of a search */
	struct key key;        /* of an index */
};

struct window {
	size_t count;    /* rows of the list */
	size_t first, n; /* what is held: positions [first, first + n) */
	uint64_t id[WINDOW_ROWS];
	struct window_place head, tail; /* of the first and last row held */
};

/* Forgets the rows held; count is the caller's to set (a search sets it by window_move). */
void window_clear(struct window *w);

bool window_holds(const struct window *w, size_t position);

/*
 * Holds the rows around a position.  False if the store fails; if the list has
 * become shorter than count said, the position is not held afterwards.  A
 * search tells the count anew; asked for position 0, it need not be known before.
 */
bool window_move(struct window *w, const struct window_list *l, size_t position, struct err *e);

#endif
