#ifndef BINGGUI_TABLE_SEQUEL_H
#define BINGGUI_TABLE_SEQUEL_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/schema/check.h>
#include <binggui/schema/record.h>
#include <binggui/table/archive.h>
#include <binggui/table/change.h>

/*
 * What a save brings with it: the record in the flow's log, and what a move does to others, which
 * may be moves themselves.  All of it goes into the transaction of the save (table/save), within
 * archive_within().
 */
struct sequel {
	struct archive *archive;
	struct problems *problems;      /* added to: then nothing of the save may be kept */
	struct change_effects *effects; /* added to: what was put down */
	/* Puts a record down (old: as it was, NULL = a new one, which gets its id); false stops everything. */
	bool (*put)(void *context, const struct def_table *t, const struct record *old,
		struct record *new, const struct def_move *move);
	void *context;
	struct err *err; /* where false came from the store */
	unsigned depth;
};

/*
 * A record was put down: r as it is now, by that move (NULL: it was made).  False if something was
 * refused (problems) or could not be read or put.
 */
bool sequel_run(struct sequel *s, const struct def_table *t, const struct record *r,
	const struct def_move *move, const struct record *log);

#endif
