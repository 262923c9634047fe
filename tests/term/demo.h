#ifndef BINGGUI_TESTS_DEMO_H
#define BINGGUI_TESTS_DEMO_H

/*
 * A small program of its own for the tests of the terminal: what a child of
 * vt_start runs.  Its keys in the list: F2 a form, F10 or Esc back, q ends, p asks, x
 * crashes, t leaves by exit().  Ctrl-Y sends a byte of 0 to the terminal, in the form as well:
 * what came before it was painted before it.
 */
struct demo {
	const char *hostile; /* stands in a cell and in the title; NULL = none */
	int notify;          /* where "hangup" is written to; 0 = nowhere */
	int escape_ms, line_ms, ambiguous;
	int ascii;
	int legacy_lines;
	int stays; /* the list cannot be left by F10 */
};

/* 1,326 people in a list; a number in the find box leaves so many. */
int demo_list(void *x);

/* Writes the name of the key pressed last in row 2. */
int demo_keys(void *x);

#endif
