#ifndef BINGGUI_STORE_ESCAPE_H
#define BINGGUI_STORE_ESCAPE_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * A way back from a library that would end the process when it meets damage: by
 * an assertion, whose hook calls escape_take(), or by SIGSEGV or SIGBUS, when it
 * follows a wrong number out of its map or the disk cannot read a mapped page, or
 * when it computes for more than a second: damage can send it round in a circle.
 * The guarded call then yields `otherwise` instead.  Nothing of ours lies between
 * the two, so nothing is jumped over; a signal elsewhere does what it did before.
 * One call at a time, in one thread: where it goes back to is the module's only state.
 */
#define ESCAPE_GUARD(result, call, otherwise)                                                      \
	do {                                                                                       \
		if (_setjmp(*escape_open()) == 0)                                                  \
			(result) = (call);                                                         \
		else                                                                               \
			(result) = (otherwise);                                                    \
		escape_shut();                                                                     \
	} while (0)

/* Once a process (not again in its children), before the first guarded call. */
void escape_watch(void);

jmp_buf *escape_open(void);
void escape_shut(void);

/* Whether a call was ever ended for the time it took: the next may take as long. */
bool escape_stuck(void);

/* Does not come back while a call is guarded. */
void escape_take(void);

/* Within a guarded call: reads a byte of every page of what it yielded, so that it can be read afterwards. */
void escape_touch(const void *at, size_t n);

#endif
