#ifndef BINGGUI_APP_BROWSE_H
#define BINGGUI_APP_BROWSE_H

#include <binggui/app/app.h>

/*
 * The list of a table: find as you type, filter, open, new, void, history.
 * Pushes itself on app->stack.  `typed` is in the find box already (NULL = nothing).
 */
void browse_push(struct app *app, const struct def_table *t, const char *typed);

/* The same under a condition (NULL or "" = none), which is shown and can be changed with F5. */
void browse_push_filtered(struct app *app, const struct def_table *t, const char *condition);

/* The same as one of the user's named views shows it (shelf.h). */
void browse_push_view(struct app *app, const struct def_table *t, const char *name);

#endif
