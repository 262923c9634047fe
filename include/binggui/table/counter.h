#ifndef BINGGUI_TABLE_COUNTER_H
#define BINGGUI_TABLE_COUNTER_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/schema/def.h>
#include <binggui/store/kv.h>

/*
 * A table's two numbers, under one key ("id/NAME" of the settings): the last
 * sequence number given to a record here, and how many records are alive.
 */
struct counter {
	const struct def_table *table;
	uint64_t last, live;
	bool changed;
	bool sure; /* that no record has a number above last */
};

enum kv_status counter_read(struct counter *c, struct kv_txn *txn,
	const struct def_table *t);                                  /* zeros if there is none */
enum kv_status counter_write(struct counter *c, struct kv_txn *txn); /* if it was changed */

#endif
