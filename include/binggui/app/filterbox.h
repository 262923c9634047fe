#ifndef BINGGUI_APP_FILTERBOX_H
#define BINGGUI_APP_FILTERBOX_H

#include <stdbool.h>

#include <binggui/app/app.h>

/*
 * F5: a condition being written, over the list.  Below it stands what can come next; Tab
 * takes it.  Up brings back conditions used before (remember.h).  Enter gives it to
 * `apply`; if that fails, the sentence is shown and the cursor goes to the column it names.
 */
typedef bool filterbox_apply(void *x, const char *condition, struct err *e);

void filterbox_push(struct app *app, const struct def_table *t, const char *initial,
	filterbox_apply *apply, void *x);

#endif
