#ifndef BINGGUI_TABLE_FIND_H
#define BINGGUI_TABLE_FIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/schema/record.h>
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
enum kv_status find_change(struct find_writer *w, const struct def_table *t, const struct record *old,
	const struct record *new);
enum kv_status find_end(struct find_writer *w); /* writes what is held; frees it */
void find_drop(struct find_writer *w);          /* after a failure: frees it unwritten */

/* Whether the table has any field that can be found by. */
bool find_has(const struct def_table *t);

/* ---- asking ---------------------------------------------------------------------------------- */

struct find_hit {
	uint64_t rank; /* smaller is better: how it matches, then pinyin */
	uint64_t id;
};

/*
 * The best `max` hits behind `after` (NULL = from the first), in order, and how
 * many there are in all.  `accept` (may be NULL) is a further condition on the id.
 */
struct find_query;
struct find_query *find_parse(struct archive *a, const struct def_table *t, const char *typed,
	struct err *e); /* NULL only on failure of the store; typed without a word matches all */
void find_free(struct find_query *q);
typedef bool find_accept(void *context, uint64_t id);
bool find_run(struct archive *a, const struct find_query *q, const struct find_hit *after, size_t max,
	find_accept *accept, void *context, struct find_hit *hits, size_t *n, size_t *all,
	struct err *e);

/* ---- checking -------------------------------------------------------------------------------- */

/* Whether the blocks hold exactly this live record as it is (for verify). */
bool find_holds(struct archive *a, struct kv_txn *txn, const struct def_table *t, const struct record *r);
/* Removes every block of the table (before making them again by find_change). */
enum kv_status find_clear(struct kv_txn *txn, const struct def_table *t);

#endif
