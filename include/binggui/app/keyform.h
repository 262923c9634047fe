#ifndef BINGGUI_APP_KEYFORM_H
#define BINGGUI_APP_KEYFORM_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/app/app.h>
#include <binggui/schema/check.h>
#include <binggui/schema/record.h>
#include <binggui/ui/canvas.h>
#include <binggui/ui/form.h>
#include <binggui/ui/press.h>

/*
 * A few fields of several registers on a few rows, keyed at speed: codes by one digit, amounts
 * typed over, pinned fields passed by.  Values are canonical as in a record; the
 * form shows them as everywhere else.
 */
struct keyfield {
	const char *table, *name, *label;
	int row, col, width; /* of the field; the label stands before it at label_col */
	int label_col;
};

struct keyform {
	struct app *app;
	const struct keyfield *plan; /* the caller's, static */
	size_t n;
	const struct def_field **fields;
	struct str *values;
	struct form *form;
	bool touched; /* something was typed since keyform_clean() */
};

/* ERR_CONFIG with a sentence if screens/ lacks one of the fields; nothing is held then. */
bool keyform_open(
	struct keyform *f, struct app *app, const struct keyfield *plan, size_t n, struct err *e);
void keyform_close(struct keyform *f);

const char *keyform_value(const struct keyform *f, size_t i);
void keyform_set(struct keyform *f, size_t i, const char *value); /* counts as loaded */
void keyform_clean(struct keyform *f);

bool keyform_pinned(const struct keyform *f, size_t i);
void keyform_pin(struct keyform *f, size_t i, bool pinned);

/* The next field that is not pinned; false behind the last. */
bool keyform_next(struct keyform *f);
void keyform_go_first(struct keyform *f); /* the first that is not pinned */

/* What is typed goes into the fields; *moved if a digit has answered the field and the focus may go on. */
bool keyform_key(struct keyform *f, const struct press *k, bool *moved);

/* Text as typed, for drafts; and back. */
void keyform_text(const struct keyform *f, size_t i, struct str *out);
void keyform_type(struct keyform *f, size_t i, const char *text);

/* The focus leaves and comes back; false if a text cannot be read: the focus is there then. */
bool keyform_settle(struct keyform *f);

/* What cannot be read gives way to the last value that could. */
void keyform_restore(struct keyform *f);

/* Values into a record of that register and out of it. */
void keyform_store(const struct keyform *f, const struct def_table *t, struct record *r);
void keyform_load(struct keyform *f, const struct def_table *t, const struct record *r);

/* Puts problems beside the fields they speak of; true if one of them has an error, which has the focus then. */
bool keyform_show(struct keyform *f, const struct problems *p);

/* With the cursor in it, or only to be read. */
void keyform_paint(struct keyform *f, struct canvas *c, struct rect r, bool active);

#endif
