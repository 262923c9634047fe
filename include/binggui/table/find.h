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
 * can be typed about a record is packed into about 50 bytes, 256 records a block, blocks
 * in the order of ids.  A key press reads every block once (mapped memory, 1,000,000 people
 * are 50 MB), most rows fail on a bit mask, the rest are compared.
 *
 * A block is arrays side by side (see find.c): initials masks of the first three
 * characters, ids, pinyin rank, numeric tails, references, then the folded names.
 */

/* ---- keeping the blocks: within the transaction of a save ---------------------------------- */

struct find_writer {
	struct archive *archive;
	struct kv_txn *txn;
	const struct def_table *table; /* of the block held */
	struct find_block *block;      /* changed and not yet written */
};
void find_begin(struct find_writer *w, struct archive *a, struct kv_txn *txn);
/* One record was made (old NULL), changed, or voided (new voided or NULL). */
enum kv_status find_change(struct find_writer *w, const struct def_table *t,
	const struct record *old, const struct record *new);
enum kv_status find_end(struct find_writer *w); /* writes what is held; frees it */
void find_drop(struct find_writer *w);          /* after a failure: frees it unwritten */

/* The key of the block that begins with the record `first`. */
void find_key(struct key *k, const struct def_table *t, uint64_t first);

/* Whether the table has any field that can be found by. */
bool find_has(const struct def_table *t);

/* ---- checking -------------------------------------------------------------------------------- */

/* Whether the blocks hold exactly this live record as it is (for verify). */
bool find_holds(
	struct archive *a, struct kv_txn *txn, const struct def_table *t, const struct record *r);
/* Removes every block of the table (before making them again by find_change). */
enum kv_status find_clear(struct kv_txn *txn, const struct def_table *t);

#endif
