#ifndef TESTS_UNIT_TABLE_CROWD_H
#define TESTS_UNIT_TABLE_CROWD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <unit/table/sample.h>

/*
 * Many people in the sample county, held in memory as well: what a list shows
 * is compared with what an array sorted by qsort shows.
 */
struct crowd {
	struct sample s;
	struct record *at; /* as stored */
	size_t n;
	uint64_t seed;
};

void crowd_make(struct crowd *c, size_t n);
void crowd_free(struct crowd *c);
size_t crowd_pick(struct crowd *c, size_t n); /* a number below n */

/* Saves another name, village, note or state for some of them. */
void crowd_change(struct crowd *c, size_t times);

/* The ids of those alive that satisfy a condition (NULL = all), sorted by a field (NULL = by id). */
void crowd_list(struct crowd *c, const char *where, const struct def_field *sort, bool descending,
	struct ids *out);

/* Whether somebody is found by what is typed: worked out from the record itself. */
bool crowd_finds(const struct crowd *c, const struct record *r, const char *typed);

#endif
