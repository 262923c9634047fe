#ifndef BINGGUI_TABLE_GATE_H
#define BINGGUI_TABLE_GATE_H

#include <stdbool.h>

#include <binggui/base/date.h>
#include <binggui/base/str.h>
#include <binggui/schema/check.h>
#include <binggui/schema/record.h>
#include <binggui/table/archive.h>

/*
 * What a record must pass before it is put down: `fill:` is worked out, and a state is one that a
 * record may begin with or that a move leads to, with what the move needs, forbids and sets.
 *
 *	flow-start   a new record in a state none may begin with    flow-empty   the state was taken away
 *	flow-move    no move leads there, or not from here          flow-need    a field of it is empty
 *	flow-forbid  its own sentence
 *
 * Conditions see the record as it will be, but still in its old state.
 */
struct gate {
	struct archive *archive;
	const struct def_table *table;
	const struct record *old;    /* as stored; NULL = a new record */
	struct record *record;       /* the caller's, changed: state, filled and set fields */
	const char *move;            /* by name; NULL = by the state that record has */
	const struct record *log;    /* values for the log; may be NULL */
	struct problems *problems;   /* added to */
	const struct def_move *took; /* the move it was, NULL = none */
};

/* Whether records of that table have anything to pass. */
bool gate_stands(const struct def_table *t);

/* False: problems say why. */
bool gate_pass(struct gate *g);

/* Only what `fill:` says; false: problems say why. */
bool gate_fill(struct gate *g);

/*
 * Whether the move is open to the record as it is; why (replaced) is the sentence if not.  What
 * depends on a field that the move asks for is left open.
 */
bool gate_open(struct archive *a, const struct def_table *t, const struct record *r,
	const struct def_move *m, struct str *why);

/*
 * The day a move was done (NULL: the record was made), where none was given for the log: what the record is
 * counted under, if it is made with it or was asked for it (an old list keyed in today was not hung
 * today); else today.
 */
void gate_day(const struct archive *a, const struct def_table *t, const struct record *r,
	const struct def_move *move, char day[DATE_TEXT]);

/* The state a record is in: one without is where a new one begins. */
const char *gate_state(const struct def_table *t, const struct record *r);

/* A value of field f worked out on r, canonical, into out (replaced); false with a sentence in why. */
bool gate_value(struct archive *a, const struct def_field *f, const struct expr *x,
	const struct record *r, struct str *out, struct str *why);

#endif
