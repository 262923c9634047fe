#include <binggui/base/map.h>

#include <stdint.h>
#include <string.h>

#include <binggui/base/mem.h>

#ifndef MAP_START
#define MAP_START 16
#endif

static size_t hash(const char *key, size_t n)
{
	uint64_t h = 1469598103934665603u; /* FNV-1a */

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)key[i]) * 1099511628211u;
	return (size_t)(h ^ (h >> 29));
}

/* The place in the index that holds the key, or the free place where it belongs. */
static uint32_t *place(const struct map *m, const char *key, size_t n)
{
	size_t at = hash(key, n) & (m->n_index - 1);

	while (m->index[at]) {
		const struct map_slot *s = &m->slots[m->index[at] - 1];
		if (s->key && s->n_key == n && memcmp(s->key, key, n) == 0)
			break;
		at = (at + 1) & (m->n_index - 1);
	}
	return &m->index[at];
}

/* Twice the room, without the slots that were removed. */
static void rebuild(struct map *m)
{
	size_t live = 0;

	for (size_t i = 0; i < m->n_slots; i++)
		if (m->slots[i].key)
			m->slots[live++] = m->slots[i];
	m->n_slots = live;
	mem_free(m->index);
	m->n_index = MAP_START;
	while (m->n_index < 2 * (live + 1))
		m->n_index *= 2;
	m->index = mem_array(m->n_index, sizeof *m->index);
	for (size_t i = 0; i < live; i++)
		*place(m, m->slots[i].key, m->slots[i].n_key) = (uint32_t)(i + 1);
	m->cap_slots = m->n_index / 2;
	m->slots = mem_resize(m->slots, m->cap_slots * sizeof *m->slots);
}

void map_free(struct map *m)
{
	for (size_t i = 0; i < m->n_slots; i++)
		mem_free(m->slots[i].key);
	mem_free(m->slots);
	mem_free(m->index);
	*m = (struct map){0};
}

void *map_getn(const struct map *m, const void *key, size_t n)
{
	if (!m->n)
		return NULL;
	uint32_t *at = place(m, key, n);
	return *at ? m->slots[*at - 1].value : NULL;
}

void *map_get(const struct map *m, const char *key)
{
	return map_getn(m, key, strlen(key));
}

bool map_has(const struct map *m, const char *key)
{
	return m->n && *place(m, key, strlen(key)) != 0;
}

void *map_putn(struct map *m, const void *key, size_t n, void *value)
{
	if (m->n_slots == m->cap_slots)
		rebuild(m);
	uint32_t *at = place(m, key, n);
	if (*at) {
		void *old = m->slots[*at - 1].value;
		m->slots[*at - 1].value = value;
		return old;
	}
	char *copy = mem_alloc(n + 1);
	memcpy(copy, key, n);
	copy[n] = '\0';
	m->slots[m->n_slots++] = (struct map_slot){.key = copy, .n_key = n, .value = value};
	*at = (uint32_t)m->n_slots;
	m->n++;
	return NULL;
}

void *map_put(struct map *m, const char *key, void *value)
{
	return map_putn(m, key, strlen(key), value);
}

void *map_del(struct map *m, const char *key)
{
	uint32_t *at = m->n ? place(m, key, strlen(key)) : NULL;

	if (!at || !*at)
		return NULL;
	struct map_slot *s = &m->slots[*at - 1];
	mem_free(s->key);
	s->key = NULL; /* the index keeps pointing here, so that probing goes on past it */
	m->n--;
	return s->value;
}

bool map_each(const struct map *m, size_t *i, const char **key, void **value)
{
	while (*i < m->n_slots && !m->slots[*i].key)
		(*i)++;
	if (*i >= m->n_slots)
		return false;
	*key = m->slots[*i].key;
	*value = m->slots[*i].value;
	(*i)++;
	return true;
}
