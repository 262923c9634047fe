#ifndef BINGGUI_UI_STACK_H
#define BINGGUI_UI_STACK_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/base/str.h>
#include <binggui/ui/canvas.h>
#include <binggui/ui/keymap.h>
#include <binggui/ui/press.h>
#include <binggui/ui/term.h>

/*
 * Screens, the topmost last, and the loop that drives them: read a press, let
 * the top screen handle it, and when nothing more has been typed ahead paint
 * once.  The stack paints title, message line and key bar; a screen its body.
 */
struct stack;

/*
 * A screen is a const table; a missing entry means the default.  `x` is the
 * screen's own state.  Handlers may push, pop and end at will: a screen that was
 * popped lives on until the handler has returned.
 */
struct screen_ops {
	const char *name;    /* title, if there is no `title` */
	const char *context; /* of the keymap; NULL = "common" */
	bool overlay;        /* the screen below is painted first */
	void (*title)(void *x, struct str *out);
	void (*paint)(void *x, struct canvas *c, struct rect body);
	/* Comes before the keymap: text, arrows.  True: done with. */
	bool (*key)(void *x, const struct press *k);
	/* A command the keymap gives, or the palette.  True: done with. */
	bool (*command)(void *x, const char *command);
	/* What the message line says when nothing else does, into out; the role of it. */
	enum role (*message)(void *x, struct str *out);
	/*
	 * After every turn and when idle, for every screen of the stack: drafts. Marks if something
	 * is to be seen (on a slow line that waits for the next press).
	 */
	void (*tick)(void *x, int64_t now_ms);
	/* Became the topmost again. */
	void (*resume)(void *x);
	/* "back" is about to pop it: false = it stays (and asks). */
	bool (*leave)(void *x);
	/* The line is gone: keep drafts, ask nothing. */
	void (*hangup)(void *x);
	void (*free)(void *x);
};

/* `term` and `map` stay the caller's. */
struct stack *stack_new(struct term *term, const struct keymap *map);
void stack_free(struct stack *s); /* frees the screens, topmost first */

void stack_push(
	struct stack *s, const struct screen_ops *ops, void *x); /* x is the stack's: ops->free */
void stack_pop(struct stack *s);                                 /* the topmost, without asking */
void stack_pop_to(struct stack *s, void *x);                     /* all above the screen of x */
void stack_replace(struct stack *s, const struct screen_ops *ops, void *x);
void *stack_top(const struct stack *s); /* its x; NULL if empty */
const struct screen_ops *stack_top_ops(const struct stack *s);
/* The topmost that is no overlay: the one a question or a help text lies over. */
const struct screen_ops *stack_base_ops(const struct stack *s);
size_t stack_depth(const struct stack *s);
struct term *stack_term(const struct stack *s);
const struct keymap *stack_keymap(const struct stack *s);

void stack_mark(struct stack *s); /* paint at the end of this turn (every press marks by itself) */

/* On the message line until the next press. */
void stack_say(struct stack *s, enum role role, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
const char *stack_said(const struct stack *s); /* "" if nothing */

/* Left end of the title in front of the screen's ("兵归 正式库") and its right end (user, station). */
void stack_set_title(struct stack *s, const char *left, const char *right);

/*
 * Commands no screen wants: help, palette. "back" and "redraw" the stack does itself if this does
 * not.
 */
void stack_on_command(struct stack *s, bool (*command)(void *x, const char *command), void *x);

/* Whether no key led to this turn; where one did, what it changed is still to be painted: be brief. */
bool stack_resting(const struct stack *s);

/* Called whenever nothing has been pressed for half a second: work that would else be waited for. */
void stack_on_idle(struct stack *s, void (*idle)(void *x), void *x);

/*
 * Runs a command as if its key had been pressed: top screen, then the function above, then back and
 * redraw.
 */
bool stack_command(struct stack *s, const char *command);

/*
 * On a smaller terminal only a sentence is shown; keys work all the same. 0, 0: always paint. At
 * first 60 x 16.
 */
void stack_set_minimum(struct stack *s, int cols, int rows);

void stack_end(struct stack *s); /* the loop ends after this handler */

/*
 * Until no screen is left, stack_end, or hang-up (false: the line is gone; every screen has had its
 * `hangup`).
 */
bool stack_run(struct stack *s);

/* Handles what is there without waiting, then paints; false if stack_run would have ended. */
bool stack_drain(struct stack *s);

void stack_paint(struct stack *s); /* everything, and commits */

#endif
