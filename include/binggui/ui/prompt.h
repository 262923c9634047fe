#ifndef BINGGUI_UI_PROMPT_H
#define BINGGUI_UI_PROMPT_H

#include <stdbool.h>

#include <binggui/ui/press.h>
#include <binggui/ui/stack.h>

/*
 * Small questions over the screen.  Each is pushed on the stack and answers
 * later: `done` is called exactly once, after the prompt has been popped (so that it
 * may push and pop), unless the stack ends first.  `done` may be NULL.
 */

/*
 * One line; done gets NULL for Esc.  Text is valid during the call.  NULL `initial` = empty; what is
 * typed first takes its place, a key that moves or erases keeps it.
 */
typedef void prompt_line_done(void *x, const char *text);
void prompt_line(struct stack *s, const char *title, const char *label, const char *initial,
	prompt_line_done *done, void *x);
void prompt_secret(struct stack *s, const char *title, const char *label, prompt_line_done *done,
	void *x); /* typed characters are not shown */

/*
 * Yes or no.  Yes is y, 1 or 是; everything that is a way out (Enter, Esc, n, 0, 否) is no.
 * The key that led here (`start`, may be NULL) never says yes, so that pressing it
 * twice does nothing.
 */
typedef void prompt_yes_done(void *x, bool yes);
void prompt_yes(struct stack *s, const char *question, const char *details,
	const struct press *start, prompt_yes_done *done, void *x);

/* For what cannot be taken back: yes only if `expected` (a name, four digits) is typed. */
void prompt_typed(struct stack *s, const char *question, const char *details, const char *expected,
	prompt_yes_done *done, void *x);

/* A text to read, scrolled if it is long; Enter or Esc closes. */
typedef void prompt_text_done(void *x);
void prompt_text(
	struct stack *s, const char *title, const char *text, prompt_text_done *done, void *x);

#endif
