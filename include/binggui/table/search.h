#ifndef BINGGUI_TABLE_SEARCH_H
#define BINGGUI_TABLE_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/table/archive.h>

/*
 * Asks the find blocks (table/find): every block is read once, most rows fail
 * on a bit mask, the rest are compared, the best are kept in a heap.
 *
 * A word also stands for the records that a reference of the table is found by
 * (蔬菜 is a village as well as part of a name): hanzi always, letters and digits where the
 * table has nothing of its own that they could match.
 */
struct search;
/* NULL only on failure of the store; typed without a word matches all. */
struct search *search_open(
	struct archive *a, const struct def_table *t, const char *typed, struct err *e);
void search_close(struct search *q); /* NULL is fine */

/* Hits are ordered by rank, then id; no two are alike. */
struct search_hit {
	uint64_t rank; /* smaller is better: how it matches, then pinyin */
	uint64_t id;
};

typedef bool search_accept(void *context, uint64_t id);

struct search_ask {
	const struct search_hit *from; /* the first one wanted, it included; NULL = from the end */
	bool backwards;                /* from the last hit, or from `from` towards better ones */
	size_t max;
	search_accept *accept; /* a further condition; NULL = none */
	void *context;
};

/*
 * The hits asked for into `hits` (room for max), *n of them, and in *all how
 * many there are whatever `from` and `max`.
 */
bool search_run(struct archive *a, const struct search *q, const struct search_ask *ask,
	struct search_hit *hits, size_t *n, size_t *all, struct err *e);

/*
 * Reads what a key press will read, while nobody waits: a process meets every page
 * of the store for the first time once, and at 1,000,000 people that takes longer
 * than the search itself.
 */
void search_warm(struct archive *a, const struct def_table *t);

#endif
