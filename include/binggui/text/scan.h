#ifndef BINGGUI_TEXT_SCAN_H
#define BINGGUI_TEXT_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A short cell as a run of characters that a reader of numbers or dates can
 * walk: full-width forms folded to ASCII, every kind of blank (TAB, NBSP,
 * U+3000 …) as ' ', zero-width and control characters gone, blanks at both
 * ends gone, and the wrappers that spreadsheets put around numbers taken off:
 * a leading ' and ="…".
 */
#define SCAN_MAX 96

struct scan {
	uint32_t at[SCAN_MAX + 1]; /* 0 behind the last; an undecodable byte is UTF8_BAD|byte */
	size_t n;
	bool cut; /* the text is longer: no number, no date */
};

void scan_read(struct scan *out, const char *text); /* NULL is the empty text */
void scan_drop(struct scan *s, uint32_t c);         /* removes every c */
bool scan_is(const struct scan *s,
	const char *text); /* equals this UTF-8 text, ASCII letters in any case */

/* Bytes written: as UTF-8, at most max - 1 bytes at a character boundary, NUL-terminated. */
size_t scan_text(const struct scan *s, char *out, size_t max);

#endif
