#ifndef BINGGUI_APP_TIMELINE_H
#define BINGGUI_APP_TIMELINE_H

#include <stdint.h>

#include <binggui/app/app.h>

/* The history of one record: who, when, old and new; undo of one save.  Pushes itself on app->stack. */
void timeline_push(struct app *app, const struct def_table *t, uint64_t id);

#endif
