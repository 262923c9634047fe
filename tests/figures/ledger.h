#ifndef BINGGUI_TESTS_LEDGER_H
#define BINGGUI_TESTS_LEDGER_H

#include <figures/county.h>

#include <binggui/base/map.h>

/*
 * The records of a county taken out of the store and counted by hand: no condition of the figures,
 * no query, only fields compared as texts.
 */
struct ledger_row {
	struct ledgers *of;
	const struct def_table *table;
	struct record record;
	char id[32];
};
struct ledger {
	struct ledger_row *at;
	size_t n, cap;
	struct map by_reference;
};
struct ledgers {
	struct county *county;
	struct ledger *at; /* one a register */
};

void ledgers_read(struct ledgers *l, struct county *c);
void ledgers_free(struct ledgers *l);

const struct ledger *ledger_of(struct ledgers *l, const char *table);
#define ledger_each(l, table, r)                                                                   \
	for (const struct ledger_row *r = ledger_of(l, table)->at,                                 \
				     *end_ = r + ledger_of(l, table)->n;                           \
		r < end_; r++)

const char *of(const struct ledger_row *r, const char *field); /* "" also for a NULL row */
const struct ledger_row *to(const struct ledger_row *r, const char *field); /* what it refers to */
bool is(const struct ledger_row *r, const char *field, const char *value);
bool among(const struct ledger_row *r, const char *field, const char *values); /* "省 市 县" */
bool within(const char *date);    /* from 2019-01-01 to 2020-04-30 */
bool not_after(const char *date); /* until 2020-04-30, or not known */
bool after(const char *date);

#endif
