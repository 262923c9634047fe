#ifndef BINGGUI_APP_MOVEBOX_H
#define BINGGUI_APP_MOVEBOX_H

#include <stdint.h>

#include <binggui/app/app.h>
#include <binggui/table/draft.h>

/*
 * 办理 (F9): the moves this record allows, numbered; those that are forbidden dimmed, with the
 * sentence.  The one chosen asks on a page of its own for what it needs, is made when F2 is pressed,
 * and what it did is told.  A move that asks nothing is confirmed.
 */
void movebox_push(struct app *app, const struct def_table *t, uint64_t id);

/* Goes on with a move that was being filled in: a draft of a record with a slot. */
void movebox_push_draft(struct app *app, const struct draft *d);

#endif
