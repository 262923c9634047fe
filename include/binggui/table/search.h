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
 */

struct search_hit {
	uint64_t rank; /* smaller is better: how it matches, then pinyin */
	uint64_t id;
};

/*
 * The best `max` hits behind `after` (NULL = from the first), in order, and how
 * many there are in all.  `accept` (may be NULL) is a further condition on the id.
 */
struct search;
struct search *search_open(struct archive *a, const struct def_table *t, const char *typed,
	struct err *e); /* NULL only on failure of the store; typed without a word matches all */
void search_close(struct search *q);
typedef bool search_accept(void *context, uint64_t id);
bool search_run(struct archive *a, const struct search *q, const struct search_hit *after,
	size_t max, search_accept *accept, void *context, struct search_hit *hits, size_t *n,
	size_t *all, struct err *e);

#endif
