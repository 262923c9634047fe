#ifndef BINGGUI_TABLE_HOLD_H
#define BINGGUI_TABLE_HOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/schema/check.h>
#include <binggui/schema/record.h>
#include <binggui/table/archive.h>

/*
 * What must be true when a save is through, held against everything in the store: `unique:` of
 * several fields and `keep:`, on the records saved and on those that they refer or referred to.
 * While records are put down, what they touch is noted; at the end it is looked at in the same transaction.
 */
struct held {
	const struct def_table *table;
	uint64_t id;     /* of the record itself, or … */
	char *reference; /* … what refers to it */
	size_t change;   /* whose it is */
	const struct def_field *by;
};
struct hold {
	struct held *at;
	size_t n, cap;
};
void hold_clear(struct hold *h); /* keeps the room */
void hold_free(struct hold *h);

/* Whether a save in that table can break anything. */
bool hold_stands(const struct def_table *t);

/* A record was put down (old: as it was, NULL = none) for the change of that number. */
void hold_note(struct hold *h, size_t change, const struct def_table *t, const struct record *old,
	const struct record *new);

/* One thing that is not so; the sentence is valid during the call. */
typedef void hold_row(void *context, size_t change, const struct def_field *f, enum def_level level,
	const char *code, const char *say);

/* Looks at all that was noted, within archive_within().  False if something could not be read. */
bool hold_look(struct hold *h, struct archive *a, hold_row *row, void *context, struct err *e);

/*
 * What `unique:` of level warn has to say about a record that is not saved yet (added to out).
 * False if something could not be read.
 */
bool hold_warn(struct archive *a, const struct def_table *t, const struct record *r,
	struct problems *out, struct err *e);

/*
 * The pieces of that, for records that are not in the archive yet (rows of one import): whether the
 * rule means the record at all; its date there (what has none is about to get today's); and whether two
 * such dates lie near enough.
 */
bool hold_concerns(struct archive *a, const struct def_unique *u, const struct record *r);
struct date hold_date(const struct archive *a, const struct def_unique *u, const struct record *r);
bool hold_near(const struct def_unique *u, struct date mine, struct date theirs);

#endif
