#ifndef BINGGUI_TEXT_EDIT_H
#define BINGGUI_TEXT_EDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/str.h>

/*
 * A line (or lines) of text being edited: characters, a cursor between them,
 * and the part that is seen.  Knows nothing of a screen.  Positions count
 * characters, widths count columns.  A combining mark moves and dies with the
 * character it stands on.
 */
struct edit {
	uint32_t *at; /* characters */
	size_t n, cap;
	size_t cursor;  /* 0..n */
	size_t first;   /* first character seen (one line) */
	size_t max;     /* characters at most; 0 = no limit */
	bool multiline; /* Enter makes a line break; else breaks become blanks */
	struct edit_undo *undo;
	size_t n_undo, cap_undo;
	size_t undo_at; /* steps applied */
	bool typing;    /* the next character joins the last undo step */
};

void edit_init(struct edit *e, const char *text, size_t max, bool multiline);
void edit_free(struct edit *e);
void edit_set(
	struct edit *e, const char *text); /* replaces all, cursor at the end, one undo step */
void edit_text(const struct edit *e, struct str *out); /* UTF-8; replaces out */

bool edit_insert(struct edit *e, uint32_t c); /* false if there is no room, or c is a control */
size_t edit_paste(struct edit *e, const char *text,
	size_t n); /* one undo step; characters taken; controls stripped */
bool edit_backspace(struct edit *e);
bool edit_delete(struct edit *e);
void edit_kill_to_end(struct edit *e);   /* of the line */
void edit_kill_to_start(struct edit *e); /* of the line */
void edit_kill_word(struct edit *e);     /* back to the last blank, or over the hanzi run */

void edit_left(struct edit *e);
void edit_right(struct edit *e);
void edit_home(struct edit *e);
void edit_end(struct edit *e);
bool edit_up(struct edit *e, size_t columns,
	int ambiguous); /* in the wrapped picture; false on the first line */
bool edit_down(struct edit *e, size_t columns, int ambiguous);

bool edit_undo(struct edit *e); /* false if there is nothing */
bool edit_redo(struct edit *e);

/*
 * The part seen in `columns` columns, scrolled so that the cursor is in it:
 * out (replaced) gets UTF-8 text of exactly that many columns, *cursor_column
 * the cursor's.  A wide character never sticks out.
 */
void edit_view(
	struct edit *e, size_t columns, int ambiguous, struct str *out, size_t *cursor_column);

/*
 * The text wrapped at `columns`: one entry per line, in characters [from, to);
 * returns the lines, fills up to max (lines may be NULL then).  The break or
 * blank at which a line ends is in no entry; a cursor on it stands behind the
 * line's last character, which in a full line is column `columns`.
 */
struct edit_line {
	size_t from, to;
};
size_t edit_wrap(
	const struct edit *e, size_t columns, int ambiguous, struct edit_line *lines, size_t max);

#endif
