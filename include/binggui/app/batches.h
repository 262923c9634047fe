#ifndef BINGGUI_APP_BATCHES_H
#define BINGGUI_APP_BATCHES_H

#include <binggui/app/app.h>

/* Imports made so far, newest first; Ctrl-Z takes a whole one back. */
void batches_push(struct app *app);

/* 完成, 中止 … */
const char *batches_state(int state);

#endif
