#ifndef BINGGUI_APP_BATCHES_H
#define BINGGUI_APP_BATCHES_H

#include <binggui/app/app.h>
#include <binggui/table/batch.h>

/* Imports made so far, newest first; Ctrl-Z takes a whole one back. */
void batches_push(struct app *app);

/* Says how many records an undo left as they were, and which is the first of them; there is one. */
void batches_say_left(struct app *app, const struct batch_kept *kept);

/* 完成, 中止 … */
const char *batches_state(int state);

#endif
