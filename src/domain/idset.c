#include <binggui/domain/idset.h>

#include <stdlib.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>

enum { SLOTS_FIRST = 64, RUN_BITS = 6 };

void idset_free(struct idset *s)
{
	mem_free(s->at);
	mem_free(s->index);
	*s = (struct idset){0};
}

/* Neighbours stay together in runs, since they mostly come one after the other; the runs are scattered. */
static size_t place_of(const struct idset *s, uint32_t table, uint64_t id)
{
	uint64_t h = (id >> RUN_BITS ^ (uint64_t)table << 48) * UINT64_C(0x9E3779B97F4A7C15);

	h ^= h >> 32;
	return (size_t)(h << RUN_BITS | (id & ((1 << RUN_BITS) - 1))) & (s->n_index - 1);
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

static int in_order(const void *a, const void *b)
{
	const struct idset_one *x = a, *y = b;

	if (x->table != y->table)
		return x->table < y->table ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

/* At most half of the slots taken. */
static void make_index(struct idset *s)
{
	s->n_index = s->n_index ? s->n_index : SLOTS_FIRST;
	while (s->n_index < 2 * (s->n + 1))
		s->n_index *= 4;
	mem_free(s->index);
	s->index = mem_array(s->n_index, sizeof *s->index);
	for (size_t i = 0; i < s->n; i++)
		s->index[slot_of(s, s->at[i].table, s->at[i].id)] = (uint32_t)i + 1;
}

static void push(struct idset *s, struct idset_one one)
{
	if (s->n == s->cap)
		s->at = vec_grow_(s->at, &s->cap, s->n + 1, sizeof *s->at);
	s->at[s->n++] = one;
}

static bool meet_again(struct idset_one *one, uint32_t parts)
{
	one->parts |= parts;
	one->times += parts & 1;
	return false;
}

bool idset_add(struct idset *s, uint32_t table, uint64_t id, uint32_t parts)
{
	const struct idset_one one = {id, table, parts, parts & 1};

	if (!s->index) { /* most walks meet them in order: then nothing need be looked up */
		int order = s->n ? in_order(&one, &s->at[s->n - 1]) : 1;
		if (order == 0)
			return meet_again(&s->at[s->n - 1], parts);
		if (order > 0) {
			push(s, one);
			return true;
		}
		make_index(s);
	} else if (2 * (s->n + 1) > s->n_index) {
		make_index(s);
	}
	size_t slot = slot_of(s, table, id);
	if (s->index[slot])
		return meet_again(&s->at[s->index[slot] - 1], parts);
	push(s, one);
	s->index[slot] = (uint32_t)s->n;
	return true;
}

uint32_t idset_parts(struct idset *s, uint32_t table, uint64_t id)
{
	if (!s->n)
		return 0;
	if (!s->index)
		make_index(s);
	size_t slot = slot_of(s, table, id);
	return s->index[slot] ? s->at[s->index[slot] - 1].parts : 0;
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

const struct idset_one *idset_find(const struct idset *s, uint32_t table, uint64_t id)
{
	const struct idset_one one = {.table = table, .id = id};

	return s->n ? bsearch(&one, s->at, s->n, sizeof one, in_order) : NULL;
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
