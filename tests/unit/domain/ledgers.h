#ifndef BINGGUI_TESTS_LEDGERS_H
#define BINGGUI_TESTS_LEDGERS_H

#include <stdint.h>

#include <binggui/domain/figure.h>
#include <binggui/table/archive.h>

/*
 * A county small enough to count by hand: two towns with a village each, people,
 * staff, aid, employment, seekers, pairs, participations; and figures over them.
 */
struct ledgers {
	struct defs *defs;
	struct archive *archive;
	struct figures figures;
};
void ledgers_open(struct ledgers *l);
void ledgers_close(struct ledgers *l);

/* A new record from `field, value, …, NULL`; its id. */
uint64_t ledgers_add(struct ledgers *l, const char *table, ...);
void ledgers_set(
	struct ledgers *l, const char *table, uint64_t id, const char *field, const char *value);
const char *ledgers_ref(uint64_t id); /* good for 8 further calls */

/* Counts every figure for 2019-01-01..2020-04-30 in an area ("" = everywhere). */
void ledgers_count(struct ledgers *l, const char *area);
const struct figure_value *ledgers_value(struct ledgers *l, const char *key);
const char *ledgers_printed(struct ledgers *l, const char *key); /* good until the next call */

#endif
