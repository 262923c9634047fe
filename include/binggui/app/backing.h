#ifndef BINGGUI_APP_BACKING_H
#define BINGGUI_APP_BACKING_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/app/app.h>

/* Backups, and when the last one was made: the store's setting "backup/last", milliseconds. */
int64_t backing_last(struct archive *a); /* 0 = never */

/* A hot backup into a new directory, opened and checked; then remembered. */
bool backing_make(struct archive *a, const char *dir, struct err *e);

/* Asks where to and makes one. */
void backing_ask(struct app *app);

#endif
