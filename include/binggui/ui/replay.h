#ifndef BINGGUI_UI_REPLAY_H
#define BINGGUI_UI_REPLAY_H

#include <stdbool.h>

#include <binggui/base/err.h>
#include <binggui/ui/stack.h>
#include <binggui/ui/term.h>

/*
 * Screens without a terminal: keys in, text out.
 *
 * A script is words separated by blanks.  A word that is a key's name, written
 * exactly so (F2, Enter, Ctrl-P, Space; see press.h), presses it; any other is
 * typed character by character.  In <> stands what is not a key:
 *	<text 张三 F2>   types all of it (blanks and key names too)
 *	<paste 文字>     one paste; \n is a line break
 *	<size 16x60>     rows x columns
 *	<wait 2000>      so many milliseconds pass without a key
 *	<bad FF>         a byte that is no UTF-8
 *	<hangup>         the line is gone
 */
struct replay;

struct replay *replay_open(int rows, int cols);
void replay_close(struct replay *r);
struct term *replay_term(
	struct replay *r); /* what the stack is made with; replay_close frees it, after the stack */
void replay_attach(struct replay *r, struct stack *s);

/* Presses the keys and paints; false if the script is wrong (ERR_DATA), nothing is pressed then. */
bool replay_keys(struct replay *r, const char *script, struct err *e);
bool replay_ended(const struct replay *r); /* the loop would have ended */

/* All rows, each with '\n' and without the blanks at its end; or one row.  Valid until the next call. */
const char *replay_text(struct replay *r);
const char *replay_row(struct replay *r, int row);

bool replay_sees(struct replay *r, const char *text); /* stands in one of the rows */
void replay_cursor(const struct replay *r, int *row, int *col);
enum role replay_role(const struct replay *r, int row, int col); /* ROLE_NORMAL outside */

#endif
