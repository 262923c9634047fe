#ifndef BINGGUI_TABLE_FIND_H
#define BINGGUI_TABLE_FIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/schema/record.h>
#include <binggui/store/key.h>
#include <binggui/store/kv.h>
#include <binggui/table/archive.h>

/*
 * Find-as-you-type over a whole table without an index to keep in order: what
 * can be typed about a record is packed into about 50 bytes, 256 records a block
 * (table/find_block).  A key press reads every block once (mapped memory,
 * 1,000,000 people are 60 MB), most rows fail on a bit mask, the rest are compared.
 *
 * Blocks lie in the order of ids.  A block's key says from which id on it is in
 * charge, until the next one's; the first is in charge from 0.  Ids come in any order.
 */

/* ---- keeping the blocks: within the transaction of a save ---------------------------------- */

struct find_held {
	const struct def_table *table; /* NULL = nothing is held */
	struct find_block *block;      /* changed and perhaps not yet written */
	uint64_t limit;                /* it is in charge of ids below */
};
enum { FIND_HELD = 4 }; /* tables of one save whose blocks stay in hand */

struct find_writer {
	struct archive *archive;
	struct kv_txn *txn;
	struct find_held held[FIND_HELD];
	size_t next; /* to be given up when all are in use */
};
void find_begin(struct find_writer *w, struct archive *a, struct kv_txn *txn);
/* One record was made (old NULL), changed, or voided (new voided or NULL). */
enum kv_status find_change(struct find_writer *w, const struct def_table *t,
	const struct record *old, const struct record *new);
enum kv_status find_end(struct find_writer *w); /* writes what is held; frees it */
void find_drop(struct find_writer *w);          /* after a failure: frees it unwritten */

/* The key of the block that is in charge from the id `first` on. */
void find_key(struct key *k, const struct def_table *t, uint64_t first);

/* Whether the table has any field that can be found by. */
bool find_has(const struct def_table *t);

/* ---- checking -------------------------------------------------------------------------------- */

/* Whether the blocks hold exactly this live record as it is (for verify). */
bool find_holds(
	struct archive *a, struct kv_txn *txn, const struct def_table *t, const struct record *r);
/* How many records all blocks of the table hold. */
enum kv_status find_count(struct kv_txn *txn, const struct def_table *t, uint64_t *count);
/* Removes every block of the table (before making them again by find_change). */
enum kv_status find_clear(struct kv_txn *txn, const struct def_table *t);

#endif
