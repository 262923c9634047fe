#ifndef BINGGUI_TABLE_TABLE_H
#define BINGGUI_TABLE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/schema/check.h>
#include <binggui/schema/record.h>
#include <binggui/table/archive.h>

/*
 * The one door to records.  Reads copy.  A save is one transaction that writes
 * records, indexes, find blocks, counters and journal entries, and removes the
 * draft it came from; it is durable when the call returns true.
 */

/* ERR_NOTFOUND if there is none (voided ones are found: look at out->voided), ERR_STORE if its checksum fails. */
bool table_get(struct archive *a, const struct def_table *t, uint64_t id, struct record *out,
	struct err *e);

/* The live record with that canonical value in a unique field; false without an error if there is none. */
bool table_by_unique(struct archive *a, const struct def_table *t, const struct def_field *f,
	const char *value, uint64_t *id, struct err *e);

/* The record a stored reference means (natural key or "3-1027"). */
bool table_by_reference(struct archive *a, const struct def_table *target, const char *reference,
	struct record *out, struct err *e);

/* What a reference to r holds: its natural key or its id text; replaces out. */
void table_reference(const struct def_table *t, const struct record *r, struct str *out);

/* r as `shows:` says, references and codes in words, secrets masked; replaces out. */
void table_title(struct archive *a, const struct def_table *t, const struct record *r, struct str *out);

/* Ids of live records whose indexed (or owner) field has that canonical value, ascending; at most max (0 = all). */
struct ids {
	uint64_t *at;
	size_t n, cap;
};
bool table_by_index(struct archive *a, const struct def_table *t, const struct def_field *f,
	const char *value, size_t max, struct ids *out, struct err *e);

/* Walks live records by id; the callback sees bytes valid only during the call (record_peek) and may not save. False stops. */
typedef bool table_row(void *context, uint64_t id, const void *bytes, size_t n);
bool table_scan(struct archive *a, const struct def_table *t, table_row *row, void *context,
	struct err *e);

enum change_result {
	CHANGE_NONE,      /* not tried yet */
	CHANGE_SAVED,
	CHANGE_MERGED,    /* somebody else had saved other fields meanwhile: both are in */
	CHANGE_UNCHANGED, /* nothing differs from what is stored: nothing was written */
	CHANGE_CONFLICT,  /* the same fields were saved by somebody else: `theirs` and `clashes` say what */
	CHANGE_REFUSED,   /* see `problems`: breaks the definition, or a unique value is taken */
};

/* A reference to a record that is made in the same call: its `field` gets that record's reference. */
struct change_link {
	const struct def_field *field;
	size_t to; /* index into the array of changes, before this one */
};

struct change {
	const struct def_table *table;
	const struct record *base; /* as the editor saw it; NULL = a new record */
	struct record *record;     /* what shall be stored; gets id, version, entry and merged values */
	bool void_it;              /* 作废 */
	struct change_link links[3];
	size_t n_links;
	enum change_result result;
	struct problems problems;
	struct record theirs;      /* with CHANGE_CONFLICT: what is stored now */
	struct { const struct def_field **at; size_t n, cap; } clashes;
};
void change_free(struct change *c); /* problems, theirs, clashes; not base and record */

struct save_options {
	const char *reason;   /* journalled; NULL = none */
	uint64_t batch;       /* the import these belong to; 0 = none */
	const char *action;   /* journal word: NULL = "save"; "undo", "merge", "import" … */
	bool skip_check;      /* the caller has run check_record itself (import) */
	bool with_draft;      /* remove this user's draft of each record in the same transaction */
	bool allow_warnings;  /* LEVEL_WARN never refuses; this only says they were shown */
};

/*
 * Saves all of them or none: false if any is CONFLICT or REFUSED (e then is
 * ERR_CONFLICT or ERR_CHECK with the first reason) or if the store fails
 * (nothing is written, what was typed is still the caller's).  Records are checked
 * by check_record against their definition first unless told otherwise.
 */
bool table_save(struct archive *a, struct change *changes, size_t n, const struct save_options *options,
	struct err *e);

#endif
