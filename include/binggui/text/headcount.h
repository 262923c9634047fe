#ifndef BINGGUI_TEXT_HEADCOUNT_H
#define BINGGUI_TEXT_HEADCOUNT_H

#include <stdbool.h>

/*
 * How many people are wanted, as notices write it: 5, 招2人, 5名, 两名, 2-3人, 10人以上, 男5女3, 若干.
 * Of a range the least is meant: so many are sure.  若干 and 不限 are no number, and none is invented.
 */
struct headcount {
	unsigned n; /* 0 = not told */
	bool exact; /* nothing else was said: 5, 5人 */
};

/* False if the text says nothing of the kind. */
bool headcount_parse(struct headcount *out, const char *text);

#endif
