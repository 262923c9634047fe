#ifndef BINGGUI_APP_PROBE_H
#define BINGGUI_APP_PROBE_H

#include <stdbool.h>

#include <binggui/base/str.h>

/*
 * What a terminal tells of itself: something is printed on the cursor's line,
 * the terminal is asked how far the cursor came, and the line is wiped.
 */
struct probe {
	bool hung; /* hung up, or told to end, meanwhile */
	/* Columns; 0 = no answer. */
	int utf8;      /* of two wide characters in UTF-8: 4; where pairs of bytes are one, 6 */
	int ambiguous; /* of an ambiguous character in UTF-8 */
	int ambiguous_pair; /* of one in GBK, GB18030 or Big5 */
	struct str typed;   /* what was typed meanwhile: it goes to the program */
};

/*
 * Asks the terminal at descriptors 0 and 1; waits half a second at most, or line_ms if that is more.
 * Without a terminal, nothing.
 */
void probe_terminal(struct probe *p, int line_ms);
void probe_free(struct probe *p);

/*
 * Takes the first answer, ESC [ row ; column R, out of what was read; false if
 * there is none yet.  What stands around it stays.
 */
bool probe_take_answer(struct str *read, int *column);

#endif
