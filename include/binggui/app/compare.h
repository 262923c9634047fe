#ifndef BINGGUI_APP_COMPARE_H
#define BINGGUI_APP_COMPARE_H

#include <binggui/app/app.h>
#include <binggui/schema/record.h>

/*
 * Two versions of one record: the fields that differ, both values side by side;
 * Enter shows them in full.  Pushes itself on app->stack; the records are copied.
 * `heads` stand above them: which version, when, by whom.
 */
void compare_push(struct app *app, const struct def_table *t, const struct record *older,
	const struct record *newer, const char *const heads[2]);

#endif
