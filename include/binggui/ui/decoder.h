#ifndef BINGGUI_UI_DECODER_H
#define BINGGUI_UI_DECODER_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/ui/press.h>

/*
 * From the bytes a terminal sends to key presses.  Pure: no terminal, no clock.
 *
 * UTF-8 is decoded character by character; a byte that cannot be decoded comes
 * out alone as PRESS_BAD and never swallows what follows.  Function keys of
 * xterm, rxvt, PuTTY and the Linux console are known from the start and those of
 * the terminfo entry are learnt.  Esc 1..9 is F1..F9 and Esc 0 is F10.  Unknown
 * control sequences are swallowed whole.  A bracketed paste is one press.
 */
struct decoder;

struct decoder *decoder_new(void);
void decoder_free(struct decoder *d);

/*
 * Adds one key's byte sequence (terminfo); later ones win. False if it cannot be one (empty, no
 * control byte first).
 */
bool decoder_learn(struct decoder *d, const char *bytes, struct press key);

void decoder_feed(struct decoder *d, const char *bytes, size_t n);

/* The next complete press; false if more bytes (or decoder_flush) are needed. */
bool decoder_next(struct decoder *d, struct press *out);

/* What the bytes kept back are waiting for, and about how long that may take. */
enum decoder_wait {
	DECODER_IDLE,     /* nothing is kept back */
	DECODER_ESCAPE,   /* a lone Esc: a sequence or a digit may follow (some 100 ms) */
	DECODER_SEQUENCE, /* a sequence begun (some 10 ms) */
	DECODER_CHAR,     /* a character cut between two reads (half a second) */
	DECODER_PASTE,    /* the end of a paste (seconds) */
};
enum decoder_wait decoder_waits(const struct decoder *d);

/* The time for that is up: what is kept back is all there is.  Ask decoder_next again. */
void decoder_flush(struct decoder *d);

#endif
