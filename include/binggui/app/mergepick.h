#ifndef BINGGUI_APP_MERGEPICK_H
#define BINGGUI_APP_MERGEPICK_H

#include <stdint.h>

#include <binggui/app/app.h>
#include <binggui/app/mergebox.h>

/*
 * Which two records are one person, and which of them stays; then mergebox.  `done` as
 * there: not called if it is given up on the way.
 */

/* These two. */
void mergepick_two(struct app *app, const struct def_table *t, uint64_t first, uint64_t second,
	mergebox_done *done, void *x);

/* This one and another that is found: those that look like it are offered first. */
void mergepick_other(
	struct app *app, const struct def_table *t, uint64_t id, mergebox_done *done, void *x);

#endif
