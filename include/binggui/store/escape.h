#ifndef BINGGUI_STORE_ESCAPE_H
#define BINGGUI_STORE_ESCAPE_H

#include <setjmp.h>
#include <stdbool.h>

/*
 * A way back from a library that would abort: it meets some damage with an
 * assertion, prints under a full screen and ends the process.  Its assertion
 * hook calls escape_take(), and the guarded call yields `otherwise` instead.
 * Nothing of ours lies between the two, so nothing is jumped over.
 */
struct escape {
	bool open;
	jmp_buf back;
};

#define ESCAPE_GUARD(way, result, call, otherwise)                                                 \
	do {                                                                                       \
		(way)->open = true;                                                                \
		if (_setjmp((way)->back) == 0)                                                     \
			(result) = (call);                                                         \
		else                                                                               \
			(result) = (otherwise);                                                    \
		(way)->open = false;                                                               \
	} while (0)

/* Does not come back while a call is guarded. */
static inline void escape_take(struct escape *way)
{
	if (way->open)
		_longjmp(way->back, 1);
}

#endif
