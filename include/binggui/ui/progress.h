#ifndef BINGGUI_UI_PROGRESS_H
#define BINGGUI_UI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/ui/term.h>

/*
 * For work that may take longer than half a second: nothing is seen before
 * that, then a box with a bar over the screen, painted ten times a second at most.
 * Esc asks to stop; other keys typed meanwhile are dropped.
 */
struct progress {
	struct term *term; /* NULL: nothing is shown, nothing stops it */
	const char *title; /* the caller's */
	int64_t began, painted;
	bool shown, stopped;
};

void progress_begin(struct progress *p, struct term *t, const char *title);

/* False: the user wants to stop (and so it stays).  all = 0: not known. */
bool progress_step(struct progress *p, uint64_t done, uint64_t all);

#endif
