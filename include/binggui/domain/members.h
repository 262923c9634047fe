#ifndef BINGGUI_DOMAIN_MEMBERS_H
#define BINGGUI_DOMAIN_MEMBERS_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/base/date.h>
#include <binggui/base/err.h>
#include <binggui/table/archive.h>
#include <binggui/table/table.h>

/*
 * Who lives in a household.  Whoever visits a household visits everybody of the register who lives
 * in it: a visit that names a household and no person counts for each of them.
 */

/* The live persons whose household that is (a reference), in the order of their ids; replaces out. */
bool members_of(struct archive *a, const char *household, struct ids *out, struct err *e);

/* Days on which households were visited, gathered in a walk over the visits. */
struct members_days {
	struct members_day {
		char *household;
		int32_t day; /* date_days */
	} * at;
	size_t n, cap;
};
void members_visited(struct members_days *m, const char *household, size_t bytes, struct date day);
void members_free(struct members_days *m);

/* Calls `take` for every person and day; outside of any walk.  False: e says why. */
typedef void members_take(void *x, uint64_t person, int32_t day);
bool members_each(struct archive *a, const struct members_days *m, members_take *take, void *x,
	struct err *e);

#endif
