#ifndef BINGGUI_UI_PRESS_H
#define BINGGUI_UI_PRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * One thing that happens at the keyboard: a key, a pasted text, or one of the
 * events that reach a screen on the same way (resize, hang-up, idle).  It is
 * called press because a `struct key` is what the store sorts by.
 *
 * Names, as keys.yaml, help and scripts write them (case does not matter when
 * read): F1..F24 Enter Esc Tab BackTab Up Down Left Right Home End PgUp PgDn
 * Ins Del Backspace Space, one character, Ctrl-A..Ctrl-Z, Ctrl-Home and the
 * like, Paste Resize HangUp Idle.
 */
#define PRESS_KINDS(_)                                                                             \
	_(NONE, "None")                                                                            \
	_(CHAR, "Char") /* c: a printable character */                                             \
	_(CTRL, "Ctrl") /* c: 'A'..'Z' or one of @ \ ] ^ _ */                                      \
	_(F, "F")       /* f: 1..24 (Shift-F1 is F13) */                                           \
	_(ENTER, "Enter")                                                                          \
	_(ESC, "Esc")                                                                              \
	_(TAB, "Tab")                                                                              \
	_(BACKTAB, "BackTab")                                                                      \
	_(UP, "Up")                                                                                \
	_(DOWN, "Down")                                                                            \
	_(LEFT, "Left")                                                                            \
	_(RIGHT, "Right")                                                                          \
	_(HOME, "Home")                                                                            \
	_(END, "End")                                                                              \
	_(PGUP, "PgUp")                                                                            \
	_(PGDN, "PgDn")                                                                            \
	_(INS, "Ins")                                                                              \
	_(DEL, "Del")                                                                              \
	_(BACKSPACE, "Backspace")                                                                  \
	_(PASTE, "Paste")   /* text, n: all of it, exactly as it came */                           \
	_(BAD, "Bad")       /* c: a byte that is no UTF-8: the terminal's encoding is another */   \
	_(RESIZE, "Resize") /* the canvas has its new size already */                              \
	_(HANGUP, "HangUp") /* the line is gone; comes again with every read */                    \
	_(IDLE, "Idle")     /* nothing came in the time given */
#define PRESS_ENUM_(id, name) PRESS_##id,
enum press_kind { PRESS_KINDS(PRESS_ENUM_) PRESS_KIND_COUNT };
#undef PRESS_ENUM_

struct press {
	enum press_kind kind;
	bool ctrl;        /* with a named key (Ctrl-Home); letters have a kind of their own */
	int f;            /* PRESS_F */
	uint32_t c;       /* PRESS_CHAR, PRESS_CTRL, PRESS_BAD */
	const char *text; /* PRESS_PASTE: not NUL-terminated; valid until the next read */
	size_t n;
};

#define PRESS_NAME 24 /* bytes that hold any name and its NUL */

/* "Ctrl-P", "F2", "Space", "张"; "" for PRESS_NONE. */
void press_name(const struct press *k, char out[PRESS_NAME]);

/* One name; false if it is none.  Full-width characters count as ASCII. */
bool press_parse(const char *name, struct press *out);

/* The same key; texts of pastes are not compared. */
bool press_same(const struct press *a, const struct press *b);

/* As a command sees it: full-width ASCII typed with an input method folded to ASCII. */
struct press press_folded(struct press k);

struct press press_char(uint32_t c);
struct press press_of(enum press_kind kind);
struct press press_f(int number);

/* Whether this is that plain character, full-width or not. */
bool press_is_char(const struct press *k, uint32_t c);

#endif
