#ifndef BINGGUI_APP_FROZENVIEW_H
#define BINGGUI_APP_FROZENVIEW_H

#include <binggui/app/app.h>

/*
 * Sheets that were frozen: the list of them, newest first, and one of them as it was,
 * with what each figure meant then and the names that stood behind it.
 */

/* Offers them, of that sheet or (NULL) of all; says how one is made if there is none. */
void frozenview_list(struct app *app, const char *sheet);

/* Pushes itself on app->stack. */
void frozenview_push(struct app *app, uint64_t run);

#endif
