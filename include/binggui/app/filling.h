#ifndef BINGGUI_APP_FILLING_H
#define BINGGUI_APP_FILLING_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/app/app.h>
#include <binggui/schema/check.h>
#include <binggui/schema/record.h>
#include <binggui/table/draft.h>
#include <binggui/ui/form.h>

/*
 * A record being filled in: the bridge between a form, which knows texts, and
 * a record, which knows canonical values.  `work` follows the form whenever a field is left.
 */
struct filling {
	struct app *app;
	const struct def_table *table;
	struct form *form;
	const struct def_field **fields; /* of each form field */
	struct record work;
};

/* Draws the table's forms; work must be set before (a copy of the record, or empty). */
void filling_open(struct filling *f);
void filling_close(struct filling *f); /* form and work */

void filling_load(struct filling *f); /* work into the form; everything is clean then */
void filling_show(struct filling *f, const struct problems *p); /* beside the fields */

/* What differs from what was loaded, as typed: into d->typed (replaced). */
void filling_draft(const struct filling *f, struct draft *d);
void filling_take_draft(struct filling *f, const struct draft *d);

/* The form field that shows a field and can be focused; FORM_NONE if none does. */
size_t filling_place(const struct filling *f, const struct def_field *field);

/* Remembers every answer given, for `=` in the next record. */
void filling_remember(const struct filling *f);

/* What F1 says about a field: meaning, where to find it, example; replaces out. */
void filling_help(const struct def_field *field, struct str *out);

#endif
