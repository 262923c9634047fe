#ifndef BINGGUI_APP_MERGEBOX_H
#define BINGGUI_APP_MERGEBOX_H

#include <stdint.h>

#include <binggui/app/app.h>

/*
 * Two records of one person side by side: a value is chosen wherever they differ, what else
 * refers to the second is counted, then both become one (domain/merge).  Pushes
 * itself on app->stack.  `done` (may be NULL) is called once it is done, after the screen has been
 * popped; not if it is given up.
 */
typedef void mergebox_done(void *x, uint64_t keep, uint64_t other);
void mergebox_push(struct app *app, const struct def_table *t, uint64_t keep, uint64_t other,
	mergebox_done *done, void *x);

#endif
