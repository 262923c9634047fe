#ifndef BINGGUI_APP_TICKER_H
#define BINGGUI_APP_TICKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * How far a long command is, on the terminal that it was started from: one line of stderr that is
 * written over and over, nothing if stderr goes elsewhere or the work takes less than half a second.
 */
struct ticker {
	const char *what; /* "练习县：已建" */
	const char *unit; /* "人" */
	int64_t began, shown;
	bool seen;
};

void ticker_begin(struct ticker *t, const char *what, const char *unit);
bool ticker_step(void *ticker, size_t done, size_t all); /* always true; all = 0: not known */
void ticker_end(struct ticker *t);                       /* the line is gone */

#endif
