#ifndef BINGGUI_UI_TTY_H
#define BINGGUI_UI_TTY_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

#include <binggui/base/err.h>

/*
 * The line to the terminal: its modes, the signals that concern it and waiting
 * for bytes.  Knows no screen.  Signals are the process's, so there is one at a time.
 */
struct tty {
	int in, out;
	int wake[2]; /* what the signal handlers write to, and its reading end */
	struct termios saved;
	bool open;
};

/* Remembers the modes and catches WINCH, HUP, TERM, INT.  ERR_IO if these are no terminals. */
bool tty_open(struct tty *t, int in, int out, struct err *e);
void tty_close(struct tty *t); /* modes and signals as they were */

enum tty_event {
	TTY_NOTHING, /* the time is up */
	TTY_INPUT,   /* bytes were read */
	TTY_RESIZE,
	TTY_HANGUP,
};

/* Waits timeout_ms at most (-1: for ever) and reads up to cap bytes. */
enum tty_event tty_wait(struct tty *t, int timeout_ms, char *bytes, size_t cap, size_t *n);

/* What the signals since the last call ask for; t->wake[0] is readable when there is something. */
enum tty_event tty_signalled(struct tty *t);

bool tty_size(const struct tty *t, int *rows, int *cols); /* false if the terminal does not say */
void tty_write(const struct tty *t, const char *bytes);   /* best effort */

/* What tty_rescue() sends to leave the screen; at most 128 bytes, copied. */
void tty_set_farewell(const char *bytes);

/*
 * Puts modes and screen back from wherever the program is; async-signal-safe, harmless when nothing
 * is open.
 */
void tty_rescue(void);

#endif
