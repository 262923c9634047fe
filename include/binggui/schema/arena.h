#ifndef BINGGUI_SCHEMA_ARENA_H
#define BINGGUI_SCHEMA_ARENA_H

#include <stddef.h>

/*
 * Memory for many small things that live and end together, such as the nodes
 * of a tree.  A zero-filled arena is empty.
 */
struct arena_block;
struct arena {
	struct arena_block *blocks; /* newest first */
	size_t used;                /* bytes of the newest */
};

void *arena_alloc(struct arena *a, size_t size);                /* zeroed, aligned for anything */
char *arena_text(struct arena *a, const void *bytes, size_t n); /* a copy with a NUL behind it */
void arena_free(struct arena *a); /* everything; leaves an empty arena */

#endif
