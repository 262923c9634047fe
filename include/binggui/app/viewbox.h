#ifndef BINGGUI_APP_VIEWBOX_H
#define BINGGUI_APP_VIEWBOX_H

#include <binggui/app/app.h>
#include <binggui/app/shelf.h>

/*
 * Named views: one is picked, the present look is kept under a name, one is
 * thrown away.  The struct is the list's (zero-filled at first), so that what is
 * under way ends with it.
 */
typedef void viewbox_done(void *x, const struct look *chosen, const char *name);

struct viewbox {
	struct app *app;
	const struct def_table *table;
	struct look now;
	struct shelf shelf;
	struct str name; /* of the view being kept */
	viewbox_done *done;
	void *x;
};

/* `done` gets what was picked (valid during the call); not called for Esc or keeping. */
void viewbox_push(struct viewbox *b, struct app *app, const struct def_table *t,
	const struct look *now, viewbox_done *done, void *x);
void viewbox_free(struct viewbox *b);

#endif
