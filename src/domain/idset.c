#include <binggui/domain/idset.h>

#include <stdlib.h>

#include <binggui/base/mem.h>

enum { SLOTS_FIRST = 64 };

void idset_free(struct idset *s)
{
	mem_free(s->at);
	mem_free(s->index);
	*s = (struct idset){0};
}

static size_t place_of(const struct idset *s, uint32_t table, uint64_t id)
{
	uint64_t h = (id ^ (uint64_t)table << 48) * UINT64_C(0x9E3779B97F4A7C15);

	return (size_t)(h >> 20) & (s->n_index - 1);
}

static size_t slot_of(const struct idset *s, uint32_t table, uint64_t id)
{
	size_t slot = place_of(s, table, id);

	while (s->index[slot]) {
		const struct idset_one *one = &s->at[s->index[slot] - 1];
		if (one->id == id && one->table == table)
			break;
		slot = (slot + 1) & (s->n_index - 1);
	}
	return slot;
}

/* Twice as many slots, at most half of them taken. */
static void grow(struct idset *s)
{
	s->n_index = s->n_index ? s->n_index * 2 : SLOTS_FIRST;
	s->cap = s->n_index / 2;
	mem_free(s->index);
	s->index = mem_array(s->n_index, sizeof *s->index);
	s->at = mem_resize(s->at, s->cap * sizeof *s->at);
	for (size_t i = 0; i < s->n; i++)
		s->index[slot_of(s, s->at[i].table, s->at[i].id)] = i + 1;
}

bool idset_add(struct idset *s, uint32_t table, uint64_t id, uint32_t parts)
{
	if (s->n == s->cap)
		grow(s);
	size_t slot = slot_of(s, table, id);
	if (s->index[slot]) {
		s->at[s->index[slot] - 1].parts |= parts;
		return false;
	}
	s->at[s->n] = (struct idset_one){id, table, parts};
	s->index[slot] = ++s->n;
	return true;
}

static int in_order(const void *a, const void *b)
{
	const struct idset_one *x = a, *y = b;

	if (x->table != y->table)
		return x->table < y->table ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static bool is_sorted(const struct idset *s)
{
	for (size_t i = 1; i < s->n; i++)
		if (in_order(&s->at[i - 1], &s->at[i]) > 0)
			return false;
	return true;
}

void idset_sort(struct idset *s)
{
	if (s->n && !is_sorted(s))
		qsort(s->at, s->n, sizeof *s->at, in_order);
	mem_free(s->index);
	s->index = NULL;
	s->n_index = 0;
}

void idset_keep(struct idset *s, uint32_t parts)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->n; i++)
		if (s->at[i].parts & parts)
			s->at[kept++] = s->at[i];
	s->n = kept;
	mem_free(s->index);
	s->index = NULL;
	s->n_index = 0;
}
