#ifndef BINGGUI_UI_PAINT_H
#define BINGGUI_UI_PAINT_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/ui/canvas.h>
#include <binggui/ui/keymap.h>

/*
 * What all screens have in common.  The frame is title, body, message line and
 * key bar; on a terminal too low for all of them the body wins.
 */
struct frame {
	int title, message, bar; /* rows; -1 = no room */
	struct rect body;
};
struct frame paint_frame(const struct canvas *c);

/* left and right end of the title bar; the right one goes first when it gets narrow. */
void paint_title(struct canvas *c, int row, const char *left, const char *right);
void paint_message(struct canvas *c, int row, enum role role, const char *text);
void paint_keys(struct canvas *c, int row, const struct keymap *m, const char *context);

/*
 * A box in the middle, `rows` x `cols` inside at most; returns the inside (smaller on a small
 * canvas).
 */
struct rect paint_dialog(struct canvas *c, int rows, int cols, const char *title);

/* Text broken into lines of `columns`, at '\n' and where it does not fit; returns the lines. */
int paint_text(struct canvas *c, struct rect r, enum role role, const char *text, int from_line);
int paint_text_lines(const char *text, int columns, int ambiguous);

/* "[#####.....]  45%  590/1,326"; all = 0: the count alone. */
void paint_progress(struct canvas *c, int row, int col, int columns, uint64_t done, uint64_t all);

/* "1,326" */
#define PAINT_COUNT 32
void paint_count(uint64_t n, char out[PAINT_COUNT]);

#endif
