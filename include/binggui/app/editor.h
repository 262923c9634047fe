#ifndef BINGGUI_APP_EDITOR_H
#define BINGGUI_APP_EDITOR_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/app/app.h>
#include <binggui/schema/record.h>
#include <binggui/table/draft.h>

/*
 * One record in its form.  What is typed is a draft within two seconds of a
 * pause and on hang-up; the draft is offered when the record is opened again and goes with the save.
 */
void editor_push(struct app *app, const struct def_table *t, uint64_t id); /* id 0 = a new record */

/* A new record that begins with these values: the person a related record belongs to. */
void editor_push_from(struct app *app, const struct def_table *t, const struct record *first);

/* Goes on with a draft (the list of them at login): opens its record, or the new one it began. */
void editor_push_draft(struct app *app, const struct draft *d);

/* Voids a record (F8 in a list). */
bool editor_void(struct app *app, const struct def_table *t, uint64_t id, struct err *e);

#endif
