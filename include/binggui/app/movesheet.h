#ifndef BINGGUI_APP_MOVESHEET_H
#define BINGGUI_APP_MOVESHEET_H

#include <stddef.h>

#include <binggui/schema/def.h>
#include <binggui/schema/record.h>

/*
 * The page on which a move asks: a register of its own, made of copies of the fields asked for (of
 * the register that moves, of its log), with a form drawn one field below the other.  So everything
 * that fills in a record fills in this one too.
 */
struct movesheet {
	const struct def_move *move;
	struct def_table table;
	struct def_field *copies;
	struct def_field **fields;
	struct def_form form;
};

void movesheet_make(struct movesheet *s, const struct def_table *t, const struct def_move *m);
void movesheet_free(struct movesheet *s);

/* What the page begins with: what the record has (dates that are needed and empty: today). */
void movesheet_begin(const struct movesheet *s, const struct record *base, const char *today,
	struct record *out);

/* What was filled in, into the record and into the values of the log. */
void movesheet_take(const struct movesheet *s, const struct record *filled, struct record *record,
	struct record *log);

/* The field of the page that stands for f (of the register or the log); NULL if none does. */
const struct def_field *movesheet_field(const struct movesheet *s, const struct def_field *f);

#endif
