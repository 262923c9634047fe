#ifndef BINGGUI_TABLE_REBUILD_H
#define BINGGUI_TABLE_REBUILD_H

#include <stdbool.h>

#include <binggui/base/err.h>
#include <binggui/table/archive.h>

/*
 * Indexes, find blocks and counters made again from the records, in small
 * transactions so that nobody else's save waits.  What they were last made for
 * stands in the settings ("indexed/TABLE", "found/TABLE"): it differs
 * when a definition has since declared a field `index`, `unique` or `find`.
 * Broken off, it is begun again at the next opening.
 */
enum rebuild_part { REBUILD_INDEX = 1, REBUILD_FIND = 2, REBUILD_COUNTER = 4 };

/* Which of index and find blocks do not fit the definition any more. */
enum kv_status rebuild_needed(struct kv_txn *txn, const struct def_table *t, unsigned *parts);
/* Notes down that they fit: for a table without records. */
enum kv_status rebuild_mark(struct kv_txn *txn, const struct def_table *t);

/* False with a sentence: the store fails, or two live records share a value that must be unique. */
bool rebuild_table(struct archive *a, const struct def_table *t, unsigned parts, struct err *e);

#endif
