#ifndef TESTS_UNIT_TABLE_OFFICE_H
#define TESTS_UNIT_TABLE_OFFICE_H

#include <stdint.h>

#include <binggui/table/archive.h>
#include <binggui/table/table.h>

/*
 * Registers with everything that is held against others: people who die (which ends pairings and
 * stops cards), cards with a log, pairings of which one is open at a time, a fund that may not be overdrawn.
 */
struct office {
	char url[64];
	struct defs *defs;
	struct archive *a;
	const struct def_table *person, *card, *step, *pairing, *fund, *pay;
};

void office_open(struct office *o);
void office_close(struct office *o);

/* Saves a new record of `field, value, …, NULL`; 0 if it was refused (e says why). */
uint64_t office_add(struct office *o, struct err *e, const struct def_table *t, ...);

/* Reads, sets what is named, saves; `move` may be NULL. */
enum change_result office_set(struct office *o, struct err *e, const struct def_table *t,
	uint64_t id, const char *move, ...);

/* A field of a stored record: a static copy; "作废" for a voided record. */
const char *office_value(
	struct office *o, const struct def_table *t, uint64_t id, const char *field);

size_t office_count(struct office *o, const struct def_table *t);

#endif
