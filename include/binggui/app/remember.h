#ifndef BINGGUI_APP_REMEMBER_H
#define BINGGUI_APP_REMEMBER_H

#include <stdbool.h>

#include <binggui/app/app.h>

/*
 * What the program remembers for a user about a table, in the store's setting
 * "user/NAME/WHAT/TABLE": "list" (layout.h), "views" (shelf.h), "filters" (one a
 * line, newest first).
 */
bool remember_get(struct app *app, const char *what, const struct def_table *t, struct str *out,
	struct err *e); /* replaces out; "" if nothing is kept */
bool remember_set(struct app *app, const char *what, const struct def_table *t, const char *text,
	struct err *e);

/*
 * Puts a line in front of lines kept, once, and drops what is beyond `max`; replaces out.
 */
void remember_line(struct str *out, const char *lines, const char *line, size_t max);

#endif
