#ifndef BINGGUI_TABLE_WRITER_H
#define BINGGUI_TABLE_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/schema/record.h>
#include <binggui/table/archive.h>
#include <binggui/table/chain.h>
#include <binggui/table/counter.h>
#include <binggui/table/find.h>

/*
 * Puts records down within one transaction, each with all that hangs on it:
 * journal entry, index entries, find block, counters.  What several records
 * of one call share (head of the journal, counters, the block in hand, the
 * buffers) is read once and written once, at the end.
 */
enum {
	WRITER_RECORD_MAX = 31 * 1024
}; /* bytes of a record: old and new fit into one journal entry */

struct writer {
	struct archive *archive;
	struct kv_txn *txn;
	struct chain chain;
	struct find_writer find;
	struct {
		struct counter *at;
		size_t n, cap;
	} counters;
	struct str bytes; /* of the record being written */
};

/* What the journal says of a save beside the record. */
struct writer_note {
	const char *action;
	const char *reason;
	uint64_t batch, undoes, save; /* as in struct journal_entry */
	int64_t time_ms;
	uint32_t base; /* the version the editor saw */
};

/* A zero-filled writer may be begun again and again (a transaction that runs twice) and is freed once. */
enum kv_status writer_begin(struct writer *w, struct archive *a, struct kv_txn *txn);
void writer_free(struct writer *w);

enum kv_status writer_new_id(struct writer *w, const struct def_table *t, uint64_t *id);

/*
 * Stores `new` (id set) over `old` (NULL = there was none); gives it its
 * version and its entry.  KV_LIMIT if it is larger than WRITER_RECORD_MAX (nothing was written then).
 */
enum kv_status writer_put(struct writer *w, const struct def_table *t, const struct record *old,
	struct record *new, const struct writer_note *note);

/* An entry that changes nothing; t may be NULL. */
enum kv_status writer_note(
	struct writer *w, const struct def_table *t, uint64_t id, const struct writer_note *note);

enum kv_status writer_end(struct writer *w);

#endif
