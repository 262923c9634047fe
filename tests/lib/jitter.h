#ifndef BINGGUI_TESTS_JITTER_H
#define BINGGUI_TESTS_JITTER_H

#include <stdbool.h>
#include <sys/types.h>

/*
 * Bad luck on order.  With BINGGUI_VT_JITTER=ms every send to a terminal draws lots: the test is
 * late, or the program stands still, or what it shows is seen late, each for up to so
 * long.  A test that waits for what it means passes as ever; one that waits for a text that
 * stood there before, or for a while, falls.  BINGGUI_VT_SEED repeats one order of events.
 */
struct jitter {
	unsigned ms, state; /* ms 0 = off */
	long blind_until;   /* nothing is read before */
};

void jitter_begin(struct jitter *j);

void jitter_before(struct jitter *j); /* the test is late */

/* `program` stands still, or nothing is read for a while; `fd` is not held by whoever wakes it. */
void jitter_after(struct jitter *j, pid_t program, int fd);

/* Nothing is to be read yet; waits for that, but no longer than `ms`. */
bool jitter_blind(const struct jitter *j, int ms);

#endif
