#include <binggui/text/cell.h>

#include <stdalign.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>

#define BLOCK_BYTES ((size_t)256 << 10)

struct cell_block {
	struct cell_block *next;
	size_t used, size;
	alignas(max_align_t) char bytes[];
};

static struct cell_block *new_block(size_t size)
{
	struct cell_block *b = mem_alloc(sizeof *b + size);

	b->used = 0;
	b->size = size;
	return b;
}

void *cell_pool_take(struct cell_pool *pool, size_t n)
{
	struct cell_block *b = pool->blocks;

	n = (n + alignof(struct cell) - 1) / alignof(struct cell) * alignof(struct cell);
	if (!b || b->size - b->used < n) {
		b = new_block(n > BLOCK_BYTES / 4 ? n : BLOCK_BYTES);
		if (b->size == n &&
			pool->blocks) { /* a large one of its own, behind the open one */
			b->next = pool->blocks->next;
			pool->blocks->next = b;
		} else {
			b->next = pool->blocks;
			pool->blocks = b;
		}
	}
	b->used += n;
	return b->bytes + b->used - n;
}

char *cell_pool_text(struct cell_pool *pool, const char *text, size_t n)
{
	char *copy = cell_pool_take(pool, n + 1);

	if (n)
		memcpy(copy, text, n);
	copy[n] = '\0';
	return copy;
}

void cell_pool_free(struct cell_pool *pool)
{
	struct cell_block *next;

	for (struct cell_block *b = pool->blocks; b; b = next) {
		next = b->next;
		mem_free(b);
	}
	pool->blocks = NULL;
}

char *cell_nothing(void)
{
	static char nothing[1];

	return nothing;
}

struct row *cell_add_row(struct sheet *s, size_t number, const struct cell *cells, size_t n)
{
	if (s->n == s->cap)
		s->rows = vec_grow_(s->rows, &s->cap, s->n + 1, sizeof *s->rows);
	struct row *r = &s->rows[s->n++];

	*r = (struct row){.number = number, .n = n};
	if (n) {
		r->cells = cell_pool_take(&s->pool, n * sizeof *cells);
		memcpy(r->cells, cells, n * sizeof *cells);
	}
	if (n > s->columns)
		s->columns = n;
	return r;
}

struct sheet *cell_add_sheet(struct book *b, const char *name)
{
	if (b->n == b->cap)
		b->sheets = vec_grow_(b->sheets, &b->cap, b->n + 1, sizeof *b->sheets);
	struct sheet *s = &b->sheets[b->n++];

	*s = (struct sheet){.name = mem_strdup(name ? name : "")};
	return s;
}

void cell_free_sheet(struct sheet *s)
{
	mem_free(s->name);
	mem_free(s->rows);
	cell_pool_free(&s->pool);
	*s = (struct sheet){0};
}
