#ifndef BINGGUI_SCHEMA_NEAREST_H
#define BINGGUI_SCHEMA_NEAREST_H

#include <stddef.h>

/*
 * "Did you mean …": the candidate with the fewest slips from what was typed
 * (a character more, less, other, or two neighbours swapped), if it is near
 * enough to be a slip at all.  Case and the difference between _ and - do not count.
 */
struct nearest {
	const char *typed;
	const char *best; /* the caller's candidate */
	size_t slips;     /* of best */
};

void nearest_start(struct nearest *n, const char *typed);
void nearest_try(
	struct nearest *n, const char *candidate); /* stays the caller's; NULL is passed over */
const char *nearest_word(const struct nearest *n); /* NULL if none is near */

size_t nearest_slips(
	const char *a, const char *b); /* edit distance in characters, of the first 64 */

#endif
