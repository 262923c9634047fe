#ifndef BINGGUI_BASE_MAP_H
#define BINGGUI_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A hash map from byte strings to pointers, in insertion order when walked.
 * Keys are copied; values stay the caller's.  A zero-filled map is empty.
 */
struct map {
	struct map_slot *slots; /* insertion order; removed ones keep their place with key NULL */
	size_t n_slots, cap_slots;
	uint32_t *index; /* open addressing: slot number + 1, 0 = free */
	size_t n_index;
	size_t n; /* live entries */
};

struct map_slot {
	char *key;
	size_t n_key;
	void *value;
};

void map_free(struct map *m); /* frees keys, not values; leaves an empty map */
void *map_get(const struct map *m, const char *key);            /* NULL if absent */
void *map_getn(const struct map *m, const void *key, size_t n); /* key of n bytes */
bool map_has(const struct map *m, const char *key);
void *map_put(struct map *m, const char *key, void *value); /* the value replaced, or NULL */
void *map_putn(struct map *m, const void *key, size_t n, void *value);
void *map_del(struct map *m, const char *key); /* the value removed, or NULL */

/* for (size_t i = 0; map_each(m, &i, &key, &value); ) ; the map may not change meanwhile. */
bool map_each(const struct map *m, size_t *i, const char **key, void **value);

#endif
