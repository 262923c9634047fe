#ifndef BINGGUI_UI_CANVAS_H
#define BINGGUI_UI_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/str.h>

/*
 * The sheet of cells that screens draw on.  Drawing outside of it is harmless.
 * No control character, no format character and no broken UTF-8 ever gets into
 * a cell, and no half of a wide character is ever left over: what is drawn
 * here can be sent to a terminal as it is.
 */

/* What a cell means, never which colour it has (the terminal decides that). */
#define ROLES(_)                                                                                   \
	_(NORMAL, "normal")   /* text */                                                           \
	_(TITLE, "title")     /* the line on top */                                                \
	_(BAR, "bar")         /* the key bar */                                                    \
	_(LABEL, "label")     /* what a field or column is called */                               \
	_(VALUE, "value")     /* a field that can be filled in */                                  \
	_(FOCUS, "focus")     /* the field the cursor is in */                                     \
	_(PROBLEM, "problem") /* what is wrong; always with a mark or words */                     \
	_(NOTICE, "notice")   /* what should be looked at */                                       \
	_(GOOD, "good")       /* what went well */                                                 \
	_(DIM, "dim")         /* what matters less */                                              \
	_(MARK, "mark")       /* a mark in the gutter */                                           \
	_(BOLD, "bold")                                                                            \
	_(BOX, "box") /* lines */
#define ROLE_ENUM_(id, name) ROLE_##id,
enum role { ROLES(ROLE_ENUM_) ROLE_COUNT };
#undef ROLE_ENUM_
const char *role_name(enum role role);

#define CELL_MARKS 2 /* combining marks kept per cell */

struct canvas_cell {
	uint32_t c;
	uint32_t marks[CELL_MARKS];
	uint8_t role;
	uint8_t width; /* 1, 2; 0 = the right half of the cell before */
};

enum canvas_lines {
	CANVAS_UNICODE, /* ┌─┐ and ▸; +-+ where these are two columns wide */
	CANVAS_ASCII,   /* +-+ and > */
	CANVAS_ACS,     /* the terminal's own line set, one column whatever the encoding */
};

struct canvas {
	int rows, cols;
	struct canvas_cell *at; /* rows * cols */
	int cursor_row,
		cursor_col; /* where the hardware cursor goes; -1 = the lower right corner */
	int ambiguous;      /* columns of an ambiguous character: 1 or 2 */
	enum canvas_lines lines;
	bool slow; /* every cell that changes is waited for: draw what is read, no more */
};

/* A part of the canvas. */
struct rect {
	int row, col, rows, cols;
};

void canvas_init(struct canvas *c, int rows, int cols);
void canvas_free(struct canvas *c);
void canvas_resize(struct canvas *c, int rows, int cols); /* blank afterwards */
void canvas_clear(struct canvas *c);                      /* blank, cursor nowhere */

/*
 * Draws text in at most `columns` columns from row, col (col may be negative); returns the columns
 * drawn.  What does not fit is cut and ends in … (~ where that is wide, or with ASCII lines).
 */
int canvas_text(struct canvas *c, int row, int col, int columns, enum role role, const char *text);

/* The same, then blanks: always exactly `columns` columns. */
void canvas_fit(struct canvas *c, int row, int col, int columns, enum role role, const char *text);
void canvas_right(
	struct canvas *c, int row, int col, int columns, enum role role, const char *text);
void canvas_center(
	struct canvas *c, int row, int col, int columns, enum role role, const char *text);

/* One character `n` times, each in its own columns. */
void canvas_fill(struct canvas *c, int row, int col, int n, enum role role, uint32_t character);
void canvas_blank(struct canvas *c, struct rect r, enum role role);
void canvas_box(struct canvas *c, struct rect r); /* lines along its edges; the inside is blank */

void canvas_cursor(struct canvas *c, int row, int col);

/* Whether n cells from there are blank and mean nothing (an empty field does; those outside do). */
bool canvas_is_blank(const struct canvas *c, int row, int col, int n);

/* NULL outside. */
const struct canvas_cell *canvas_at(const struct canvas *c, int row, int col);

/* A row as text without the blanks at its end (replaces out). */
void canvas_row(const struct canvas *c, int row, struct str *out);

/* '▸' or '>'. */
uint32_t canvas_pointer(const struct canvas *c);

#endif
