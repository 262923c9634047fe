#ifndef BINGGUI_APP_FILLING_H
#define BINGGUI_APP_FILLING_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/app/app.h>
#include <binggui/app/backstep.h>
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
	struct record base;              /* as the user saw it; version 0 = a new record */
	struct record work;
	struct backsteps back;
};

/* Draws the table's forms; base and work must be set before. */
void filling_open(struct filling *f);
void filling_close(struct filling *f); /* form and records */

/* Whether the form field may be typed into; why (replaced) is the sentence if not. */
bool filling_open_to(const struct filling *f, size_t i, struct str *why);
/* A key into the form; what cannot be read in the field it leaves is asked about (choose_left). */
bool filling_key(struct filling *f, const struct press *k);

void filling_load(struct filling *f); /* work into the form; everything is clean then */

/* The same, but what differs from base counts as typed: for copies, merged records, old drafts. */
void filling_rebase(struct filling *f, const struct record *base);

/* What new records begin with: defaults, and what pinned fields hold. */
void filling_begin(struct filling *f);

/* The focused field is pinned, or no longer; a sentence for the message line into out. */
void filling_pin(struct filling *f, struct str *out);

/* Problems beside their fields in place of all that stood there, except where a text could not be read. */
void filling_show(struct filling *f, const struct problems *p);

/* Undo across fields: the last field that was left with a change gets its text back and the focus. */
bool filling_undo(struct filling *f);

/* The focused secret field is uncovered, once that is journalled. */
bool filling_reveal(struct filling *f);
/* Covers every secret the focus has left; after each turn. */
void filling_cover(struct filling *f);

/* What differs from what was loaded, as typed: into d->typed (replaced). */
void filling_draft(const struct filling *f, struct draft *d);
void filling_take_draft(struct filling *f, const struct draft *d);

/* The form field that shows a field and can be focused; FORM_NONE if none does. */
size_t filling_place(const struct filling *f, const struct def_field *field);

/* Remembers every answer given, for `=` and for pinned fields of the next record. */
void filling_remember(const struct filling *f);

/* What F1 says about a field: meaning, where to find it, example; replaces out. */
void filling_help(const struct def_field *field, struct str *out);

#endif
