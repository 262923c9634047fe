#ifndef BINGGUI_TABLE_JOURNAL_H
#define BINGGUI_TABLE_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/table/archive.h>
#include <binggui/table/table.h>

/*
 * The truth: every save appends one entry per record in the same transaction.
 * Entries are numbered per station without gaps and chained by hashes
 * (BLAKE2b-128 over the previous hash and the entry's bytes), so that an entry
 * that was edited, removed, inserted or moved is found by journal_verify().
 * An entry points to the record's entry before it: history walks back.
 */
struct journal_field {
	uint16_t field;
	char *old, *new; /* canonical texts, "" = none */
};

struct journal_entry {
	uint64_t seq;
	int64_t time_ms;
	char *user;
	char *action; /* "save" "create" "void" "import" "undo" "merge" "reveal" "definitions" */
	char *reason;
	uint16_t table;
	uint64_t record;
	uint32_t base, version; /* the version the editor saw, the version made */
	uint64_t batch;
	uint64_t previous; /* this record's entry before, 0 = none */
	struct journal_field *at;
	size_t n, cap;
};
void journal_entry_free(struct journal_entry *j);

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

/* This user's newest entries that can be undone (saves, not undos or reveals), newest first. */
bool journal_mine(struct archive *a, size_t max, struct journal_list *out, struct err *e);

/* Appends an entry that changes nothing: a look at a secret field, an export, a login. */
bool journal_note(struct archive *a, const char *action, const struct def_table *t, uint64_t id,
	const char *reason, struct err *e);

/*
 * Takes one entry back by a new save: each of its fields returns to its old
 * value, a created record is voided.  Fields changed again since are a
 * conflict: false, with the sentence naming them.
 */
bool journal_undo(struct archive *a, uint64_t seq, struct err *e);

/* Walks the whole chain.  `bad` gets the first entry that does not fit (0 = none). */
bool journal_verify(struct archive *a, uint64_t *entries, uint64_t *bad, struct err *e);

#endif
