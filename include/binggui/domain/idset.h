#ifndef BINGGUI_DOMAIN_IDSET_H
#define BINGGUI_DOMAIN_IDSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What was counted: records told apart by the number of their table and their id, each
 * with the parts of a figure in which it was met.  Zero-filled is empty.
 */
struct idset_one {
	uint64_t id;
	uint32_t table; /* def_table.number; 0 = no record */
	uint32_t parts; /* bit k: it was met in part k */
	uint32_t times; /* how often it was met in the first part */
};
struct idset {
	struct idset_one *at; /* in no order until idset_sort() */
	size_t n;
	size_t cap;
	uint32_t *index; /* open addressing: place + 1, 0 = free; NULL while they come in order */
	size_t n_index;
};

void idset_free(struct idset *s);

/* True if it was not there yet. */
bool idset_add(struct idset *s, uint32_t table, uint64_t id, uint32_t parts);

/* The parts it was met in; 0 if it is not there. */
uint32_t idset_parts(struct idset *s, uint32_t table, uint64_t id);

/* By table and id; nothing may be added afterwards. */
void idset_sort(struct idset *s);

/* In a sorted one; NULL if it is not there. */
const struct idset_one *idset_find(const struct idset *s, uint32_t table, uint64_t id);

/* Keeps only what was met in one of these parts at least. */
void idset_keep(struct idset *s, uint32_t parts);

#endif
