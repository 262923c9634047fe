#ifndef BINGGUI_APP_AREASPLIT_H
#define BINGGUI_APP_AREASPLIT_H

#include <binggui/app/app.h>
#include <binggui/table/table.h>

/*
 * Who goes when a village is split: its people, to be marked.  `done` gets their ids (valid
 * during the call) after the screen has been popped; NULL if it was left.  It is called
 * exactly once.
 */
typedef void areasplit_done(void *x, const struct ids *people);
void areasplit_push(
	struct app *app, const char *code, const char *title, areasplit_done *done, void *x);

#endif
