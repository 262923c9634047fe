#ifndef BINGGUI_APP_MARKS_H
#define BINGGUI_APP_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Records somebody has marked, by id: they stay marked whatever is found or filtered
 * meanwhile.  Zero-filled is none.
 */
struct marks {
	uint64_t *at; /* ascending, each once */
	size_t n, cap;
};

void marks_free(struct marks *m);
void marks_clear(struct marks *m);
bool marks_has(const struct marks *m, uint64_t id);
bool marks_toggle(struct marks *m, uint64_t id); /* whether it is marked now */

/* Marks many, or takes the marks of many away; ids in any order. */
void marks_add(struct marks *m, const uint64_t *ids, size_t n);
void marks_remove(struct marks *m, const uint64_t *ids, size_t n);
/* Leaves of these ids only the marked ones, in their order; all if nothing is marked. */
void marks_only(const struct marks *m, uint64_t *ids, size_t *n);
size_t marks_among(const struct marks *m, const uint64_t *ids, size_t n); /* how many of them */

#endif
