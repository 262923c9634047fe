#ifndef BINGGUI_TABLE_GUARD_H
#define BINGGUI_TABLE_GUARD_H

#include <stdbool.h>

#include <binggui/base/str.h>
#include <binggui/schema/check.h>
#include <binggui/schema/record.h>
#include <binggui/table/archive.h>

/*
 * Who may write what: fields and registers that only moves write (`by:`), and fields that stand
 * still while a condition holds (`fixed:`).  Asked before a change is put down, whichever door it
 * comes through; undo and merges, which bring back what was, do not ask.
 *
 *	by-moves   only a move writes it    fixed (or its own code)   its own sentence
 *	condition  a text that shall be a condition (`condition:`) and cannot be read as one
 */
struct guard {
	struct archive *archive;
	const struct def_table *table;
	const struct record *old;    /* as stored; NULL = a new record */
	const struct record *record; /* as it shall be */
	const char *move;            /* by name; NULL = the one between the two states */
	bool ledger; /* an old ledger is entered: what is `by: import` may come along */
	struct problems *problems; /* added to */
};

/* Whether anything of that register is guarded. */
bool guard_stands(const struct def_table *t);

/* False: problems say why. */
bool guard_pass(const struct guard *g);

/*
 * Whether a form may type into the field of that record (version 0 = a new one); why (replaced) is
 * the sentence if not.
 */
bool guard_typed(struct archive *a, const struct def_table *t, const struct record *r,
	const struct def_field *f, struct str *why);

/* Whether a record of the register may be added by hand; why (replaced) is the sentence if not. */
bool guard_added(struct archive *a, const struct def_table *t, struct str *why);

#endif
