#ifndef BINGGUI_TEXT_WIDTH_H
#define BINGGUI_TEXT_WIDTH_H

#include <stddef.h>
#include <stdint.h>

#include <binggui/base/str.h>

/*
 * Columns on a terminal.  From EastAsianWidth.txt and UnicodeData.txt: W and F
 * are 2, marks and format characters 0, planes 2 and 3 and private use 2, and
 * ambiguous ones (· — … “ ” ① ★ α) `ambiguous` columns, 1 or 2.
 */

/* -1 for controls (C0, DEL, C1, U+2028/9) and undecodable bytes: they must not reach a terminal. */
int width_char(uint32_t c, int ambiguous);

/* Columns of text; what width_char calls -1 counts as 1, since it is shown as one '?'-like mark. */
size_t width_text(const char *text, int ambiguous);

/* Bytes of the longest start of text that fits into `columns`; *used gets its columns (may be NULL). */
size_t width_clip(const char *text, size_t columns, int ambiguous, size_t *used);

/*
 * Adds text to out as exactly `columns` columns: clipped, then filled with
 * blanks.  A wide character that would stick out is replaced by a blank.
 * Controls and undecodable bytes become U+FFFD.
 */
void width_fit(struct str *out, const char *text, size_t columns, int ambiguous);

#endif
