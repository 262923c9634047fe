#ifndef BINGGUI_APP_COLUMNBOX_H
#define BINGGUI_APP_COLUMNBOX_H

#include <binggui/app/app.h>
#include <binggui/app/look.h>

/*
 * Choosing columns, their order and widths: all fields of the table, those shown
 * first.  `done` gets the look when it is taken (valid during the call); Esc
 * leaves everything as it was.
 */
typedef void columnbox_done(void *x, const struct look *chosen);

void columnbox_push(struct app *app, const struct def_table *t, const struct look *now,
	columnbox_done *done, void *x);

#endif
