#ifndef BINGGUI_UI_FORM_H
#define BINGGUI_UI_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/str.h>
#include <binggui/text/edit.h>
#include <binggui/ui/press.h>

/*
 * Pages of texts and fields to be filled in.  The form knows no types: what was
 * typed is normalised and judged by `ops->leave`, which may change any field.
 *
 * A field has two texts: the one that is edited ("3", "19860102") and the one
 * shown while the focus is elsewhere ("已婚", "1986-01-02"); without the second
 * the first is shown.  formkeys.h is what keys do, formview.h how it looks.
 */
struct form;

enum form_flags {
	FORM_READONLY = 1 << 0,  /* can be looked at, not changed; the focus may stand on it */
	FORM_MULTILINE = 1 << 1, /* Enter breaks the line */
	FORM_SECRET = 1 << 2,    /* covered until revealed; see `reveal` */
	FORM_REQUIRED =
		1 << 3, /* marked while empty; whether it must be filled is the app's to say */
	FORM_STATIC = 1 << 4, /* the focus passes it by: computed values */
	FORM_PINNED = 1 << 5, /* marked: its value stays for the next record */
	/*
	 * One answer (a code, a date, an amount, a reference): what is typed first when the focus
	 * came takes the place of what stands there.  A key that moves or erases keeps it.
	 */
	FORM_WHOLE = 1 << 6,
};

struct form_field_spec {
	const char *name, *label; /* copied */
	int row, col;             /* on the page */
	int width, rows;          /* columns; rows 0 = 1 */
	size_t max;               /* characters at most; 0 = no limit */
	unsigned flags;
};

/* All optional.  `x` is what form_new was given. */
struct form_ops {
	/*
	 * The focus leaves a field whose text has changed: normalise (form_fill), show, judge
	 * (form_problem).
	 */
	void (*leave)(void *x, struct form *f, size_t field);
	/* After every change of the text by the user: for checks while typing. */
	void (*changed)(void *x, struct form *f, size_t field);
	/* The answer given last to this field, into out; false if there is none. */
	bool (*last)(void *x, struct form *f, size_t field, struct str *out);
	/*
	 * The user wants to choose (F4); the screen opens a picker and calls form_choice when done.
	 */
	void (*choose)(void *x, struct form *f, size_t field);
	/* A covered field is to be changed: false = not allowed.  NULL: always allowed. */
	bool (*reveal)(void *x, struct form *f, size_t field);
	/* One line about a field for the message line, into out. */
	void (*hint)(void *x, struct form *f, size_t field, struct str *out);
};

struct form *form_new(const struct form_ops *ops, void *x);
void form_free(struct form *f);

size_t form_add_page(struct form *f, const char *title);
void form_add_text(struct form *f, size_t page, int row, int col, const char *text);
size_t form_add_field(struct form *f, size_t page, const struct form_field_spec *spec);

#define FORM_NONE ((size_t)-1)
size_t form_count(
	const struct form *f); /* fields, in the order added, which is the order of Enter */
size_t form_find(const struct form *f, const char *name); /* FORM_NONE if there is none */
const char *form_name(const struct form *f, size_t field);
const char *form_label(const struct form *f, size_t field);
unsigned form_flags(const struct form *f, size_t field);
void form_set_flags(struct form *f, size_t field, unsigned flags);
size_t form_page_of(const struct form *f, size_t field);
size_t form_pages(const struct form *f);

/* The text to be edited, as loaded: the field is clean afterwards, and undo ends here. */
void form_load(struct form *f, size_t field, const char *text);

/*
 * Changes the text on behalf of the user (one undo step): the field is dirty if it differs from
 * what was loaded.
 */
void form_fill(struct form *f, size_t field, const char *text);

/*
 * Gives back a text of an earlier time: undo within the field ends here, but it
 * stays dirty if it differs from what was loaded.
 */
void form_restore(struct form *f, size_t field, const char *text);

/*
 * What is shown while the focus is elsewhere; NULL = the text itself. Any later change of the text
 * forgets it.
 */
void form_show(struct form *f, size_t field, const char *shown);

void form_text(const struct form *f, size_t field, struct str *out); /* replaces out */
bool form_empty(const struct form *f, size_t field);
bool form_dirty(const struct form *f, size_t field); /* differs from what was loaded */
bool form_changed(const struct form *f);             /* any field is dirty */
void form_set_clean(struct form *f);                 /* saved: what stands there counts as loaded */

/*
 * What is wrong with a field; NULL takes it away. `severe` false: a warning. A change by the user
 * does not take it away.
 */
void form_problem(struct form *f, size_t field, bool severe, const char *text);
const char *form_problem_text(const struct form *f, size_t field); /* NULL if none */
bool form_problem_severe(const struct form *f, size_t field);
void form_clear_problems(struct form *f);
size_t form_problems(const struct form *f, bool severe_only);

/* The focus.  Leaving calls `leave` if the text changed since it came. */
size_t form_focus(const struct form *f); /* FORM_NONE if nothing can have it */
bool form_go(struct form *f, size_t field);
bool form_go_problem(struct form *f);   /* to the first one; false if there is none */
bool form_step(struct form *f, int by); /* next, previous field; false at the ends */
size_t form_page(const struct form *f);
bool form_go_page(struct form *f, size_t page); /* its first field */
void form_settle(struct form *f); /* as if the focus left and came back: before saving */

/* F4: calls `choose` for the focused field; false if it cannot be changed. */
bool form_choose(struct form *f);
/* What was chosen: fills text and shown text, then `leave`. */
void form_choice(struct form *f, size_t field, const char *text, const char *shown);

/*
 * Covered fields: whether `field` is covered now; uncovering is the app's to allow and to journal.
 */
bool form_covered(const struct form *f, size_t field);
void form_cover(struct form *f, size_t field, bool covered);

/*
 * Problem of the focused field, else its hint, for the message line (replaces out); true if it is a
 * problem.
 */
bool form_message(struct form *f, struct str *out);

/* For formkeys and formview. */
struct form_text {
	size_t page;
	int row, col;
	int at_row, at_col; /* where it stands on the screen (formlayout.h) */
	char *text;
};
struct form_field {
	char *name, *label;
	size_t page;
	int row, col, width, rows;
	int at_row, at_col, at_width; /* where it stands on the screen (formlayout.h) */
	unsigned flags;
	struct edit edit;
	char *loaded;  /* the text as loaded */
	char *entered; /* the text when the focus came; NULL while it is elsewhere */
	char *shown;
	char *problem;
	bool severe, covered;
	bool fresh; /* no key has touched the text since the focus came (FORM_WHOLE) */
	size_t top; /* multiline: first line seen */
};
struct form_field *form_at(const struct form *f, size_t field);
struct form_text *form_text_at(const struct form *f, size_t i); /* NULL behind the last */
const char *form_page_title(const struct form *f, size_t page);
int form_page_rows(const struct form *f, size_t page); /* height of what is on it */
const struct form_ops *form_ops(const struct form *f, void **x);
void form_edited(struct form *f,
	size_t field); /* the user changed the text: forgets `shown`, calls `changed` */
/* A key is about to change the focused text: one answer as it stood gives way to what is typed. */
void form_type_over(struct form *f, const struct press *k);

/* Scroll position, kept for formview. */
struct form_scroll {
	int row, col;
};
struct form_scroll *form_scroll(struct form *f);

#endif
