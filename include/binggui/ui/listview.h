#ifndef BINGGUI_UI_LISTVIEW_H
#define BINGGUI_UI_LISTVIEW_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/str.h>
#include <binggui/text/edit.h>
#include <binggui/ui/canvas.h>
#include <binggui/ui/list.h>
#include <binggui/ui/press.h>

/*
 * A table on the screen: find box, header, rows, position.  What it shows is
 * asked from a model, and only for the rows that are seen.  Typing finds.
 *
 * The current row has a pointer in the gutter and the hardware cursor and is
 * not reversed: a move then costs some 30 bytes instead of two rows.
 */
enum listview_align { LISTVIEW_LEFT, LISTVIEW_RIGHT, LISTVIEW_CENTER };

struct listview_column {
	const char *label;
	int width; /* columns; 0 = it shares what the others leave (at least 8) */
	enum listview_align align;
};

struct listview_model {
	/* How many rows there are; *more is set (it is false before) if that is not yet all. */
	size_t (*count)(void *model, bool *more);
	/* Fills one empty str per column.  Always index < count. */
	void (*row)(void *model, size_t index, struct str *cells);
	/* A character beside the pointer: '*' marked, '!' has a problem, ' ' none.  May be NULL. */
	char (*mark)(void *model, size_t index);
	/* The role of the row's text; may be NULL.  Never the only sign of anything. */
	enum role (*role)(void *model, size_t index);
	/* What was typed has changed.  NULL: no find box, letters are not handled. */
	void (*find)(void *model, const char *query);
};

struct listview {
	const struct listview_model *ops;
	void *model;
	struct listview_column *columns; /* own copy, labels included */
	size_t n_columns;
	size_t first_column; /* the first one seen behind column 0, which always is */
	struct list list;
	struct edit query;
	struct str *cells; /* n_columns, for one row */
	const char *empty; /* the sentence for no rows; NULL = 没有内容 */
	const char *hint;  /* in the empty find box: what can be typed; NULL = none */
	bool more;
	bool finding;        /* the last press was typed into the find box */
	bool columns_hidden; /* painted last: not all columns had room */
};

/* `ops` must outlive the view; `model` is the caller's. */
void listview_init(struct listview *v, const struct listview_model *ops, void *model,
	const struct listview_column *columns, size_t n);
void listview_free(struct listview *v);
void listview_set_columns(struct listview *v, const struct listview_column *columns, size_t n);

/* The model has changed: asks the count again. */
void listview_refresh(struct listview *v);

/* The current row; false if there is none. */
bool listview_current(const struct listview *v, size_t *index);

/* Sets what is typed in the find box and tells the model. */
void listview_set_query(struct listview *v, const char *query);
void listview_query(const struct listview *v, struct str *out);

/*
 * Up Down PgUp PgDn Home End, Left Right (columns), letters, paste, Backspace,
 * Ctrl-U and, while something is typed, Esc.  False: not for a list.
 */
bool listview_key(struct listview *v, const struct press *k);

/* On a slow line only the best few rows are shown while the query is being typed. */
void listview_paint(struct listview *v, struct canvas *c, struct rect r);

#endif
