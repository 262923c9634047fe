#ifndef BINGGUI_UI_TERM_H
#define BINGGUI_UI_TERM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/ui/canvas.h>
#include <binggui/ui/press.h>

/*
 * The terminal: a canvas to draw on, keys to read.  One real one at a time in a
 * process (curses allows no more); any number in memory, for tests.
 *
 * A loop draws on term_canvas(), then calls term_commit() once, which sends
 * what has changed.
 */
struct term;

struct term_options {
	const char *term;  /* NULL: $TERM; unknown ones become xterm */
	int ambiguous;     /* columns of ambiguous characters: 1 or 2; 0 = 1 */
	bool ascii;        /* lines as +-| */
	bool no_color;     /* also by a non-empty $NO_COLOR */
	bool slow;         /* a slow line: nothing is painted unless a key was pressed */
	bool legacy_lines; /* lines by the terminal's own line set: for the GBK transcoder */
	int escape_ms;     /* a lone Esc waits so long for a digit (Esc 2 = F2); 0 = 300 */
	int line_ms; /* the bytes of one key lie at most so far apart; less than usual changes nothing */
	int in, out;       /* descriptors; both 0 = 0 and 1 */
	const char *typed; /* what was typed before the terminal was opened */
	size_t n_typed;
};

/*
 * Takes over the terminal: alternate screen, raw, bracketed paste on, and
 * the signals WINCH, HUP and TERM, which become presses.  `o` may be NULL.  The
 * locale's character set must be UTF-8 (it is set to C.UTF-8 if it is not).
 * NULL with ERR_IO if there is no terminal.
 */
struct term *term_open(const struct term_options *o, struct err *e);
struct term *term_memory(int rows, int cols);
void term_close(struct term *t); /* puts the terminal back */

/*
 * Puts the terminal back without freeing anything: for mem_on_failure and the
 * like.  Harmless without a terminal.  Runs by itself at exit() and on the
 * signals of a crash.
 */
void term_rescue(void);

struct canvas *term_canvas(struct term *t); /* the term's; its size changes only within term_read */
void term_commit(struct term *t);
void term_redraw(struct term *t); /* the next commit sends everything (Ctrl-L) */
void term_bell(struct term *t);

/*
 * The next press.  Waits timeout_ms at most (-1: for ever), then it is
 * PRESS_IDLE.  In memory nothing is waited for: an empty queue is PRESS_IDLE at once.
 */
void term_read(struct term *t, int timeout_ms, struct press *out);
bool term_pending(struct term *t); /* whether a press has been typed ahead; never waits */

/*
 * Whether the user asks to stop: takes what was typed ahead, true if an Esc or a hang-up was in it.
 */
bool term_stopped(struct term *t);

int64_t term_now(struct term *t); /* milliseconds of a clock that never goes back */

/* Only in memory. */
void term_feed(struct term *t, const struct press *k);  /* queues a copy, text included */
void term_set_size(struct term *t, int rows, int cols); /* queues PRESS_RESIZE */
void term_pass(struct term *t, int ms);                 /* the clock goes on */
unsigned term_commits(const struct term *t);            /* how often something was committed */

#endif
