#ifndef BINGGUI_TABLE_JOURNAL_H
#define BINGGUI_TABLE_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/table/archive.h>
#include <binggui/table/entry.h>
#include <binggui/table/table.h>

/*
 * The truth: every save appends one entry per record in the same transaction.
 * Entries are numbered per station without gaps and chained by hashes
 * (BLAKE2b-128 over the previous hash and the entry's bytes), so that an entry
 * that was edited, removed, inserted or moved is found by journal_verify().
 * An entry points to the record's entry before it: history walks back.
 * (struct journal_entry stands in table/entry.h.)
 */
bool journal_get(struct archive *a, uint64_t seq, struct journal_entry *out, struct err *e);
uint64_t journal_last(struct archive *a); /* the newest entry's number, 0 = none */

/* A record's entries, newest first, at most max (0 = all). */
struct journal_list {
	struct journal_entry *at;
	size_t n, cap;
};
bool journal_history(struct archive *a, const struct def_table *t, uint64_t id, size_t max,
	struct journal_list *out, struct err *e);
void journal_list_free(struct journal_list *l);

/* This user's newest entries that can be undone (saves, not undos, imports or reveals, nor what was undone or followed from another), newest first. */
bool journal_mine(struct archive *a, size_t max, struct journal_list *out, struct err *e);

/* Appends an entry that changes nothing: a look at a secret field, an export, a login.  t may be NULL. */
bool journal_note(struct archive *a, const char *action, const struct def_table *t, uint64_t id,
	const char *reason, struct err *e);

/*
 * Takes a save back by a new one: each field of its entry returns to its old value, a created
 * record is voided.  What followed from the save (a move's log and effects) goes with it, whichever
 * of its entries is named.  Fields changed again since are a
 * conflict: false, with the sentence naming them.
 */
bool journal_undo(struct archive *a, uint64_t seq, struct err *e);

/*
 * The record as it was before that entry, from the record as it is: true if
 * every field the entry touched still is as it left it; else the fields that
 * are not stand in clashes.  Used by every undo.
 */
bool journal_revert(const struct def_table *t, const struct journal_entry *j, struct record *r,
	struct merge_clashes *clashes);

/* Walks the whole chain.  `bad` gets the first entry that does not fit (0 = none). */
bool journal_verify(struct archive *a, uint64_t *entries, uint64_t *bad, struct err *e);

#endif
