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

/*
 * The same for a condition that is written down rather than applied (who belongs to a campaign); `gone`
 * is called once when the box is no more, given up or not.
 */
typedef void filterbox_gone(void *x);
void filterbox_push_for(struct app *app, const struct def_table *t, const char *title,
	const char *initial, filterbox_apply *apply, filterbox_gone *gone, void *x);

#endif
