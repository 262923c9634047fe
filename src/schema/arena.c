#include <binggui/schema/arena.h>

#include <stdalign.h>
#include <string.h>

#include <binggui/base/mem.h>

/*
 * So large that the C library takes it from the system and gives it back there: what lives on
 * after a tree does not lie between holes.  Only what is written to costs memory.
 */
#ifndef ARENA_BLOCK
#define ARENA_BLOCK ((size_t)256 * 1024)
#endif

struct arena_block {
	struct arena_block *older;
	size_t size;
	alignas(max_align_t) char bytes[];
};

static char *take(struct arena *a, size_t size)
{
	if (!a->blocks || size > a->blocks->size - a->used) {
		size_t room = size > ARENA_BLOCK ? size : ARENA_BLOCK;
		struct arena_block *b = mem_alloc(sizeof *b + room);
		b->older = a->blocks;
		b->size = room;
		a->blocks = b;
		a->used = 0;
	}
	char *at = a->blocks->bytes + a->used;
	a->used += size;
	return at;
}

void *arena_alloc(struct arena *a, size_t size)
{
	size_t mask = alignof(max_align_t) - 1;

	a->used = (a->used + mask) & ~mask;
	if (a->blocks && a->used > a->blocks->size)
		a->used = a->blocks->size;
	return memset(take(a, (size + mask) & ~mask), 0, size);
}

char *arena_text(struct arena *a, const void *bytes, size_t n)
{
	char *at = take(a, n + 1);

	if (n)
		memcpy(at, bytes, n);
	at[n] = '\0';
	return at;
}

void arena_free(struct arena *a)
{
	while (a->blocks) {
		struct arena_block *older = a->blocks->older;
		mem_free(a->blocks);
		a->blocks = older;
	}
	a->used = 0;
}
