#ifndef BINGGUI_APP_BROWSE_H
#define BINGGUI_APP_BROWSE_H

#include <binggui/app/app.h>

/*
 * The list of a table: find as you type, filter, open, new, void, history.
 * Pushes itself on app->stack.  `typed` is in the find box already (NULL = nothing).
 */
void browse_push(struct app *app, const struct def_table *t, const char *typed);

#endif
