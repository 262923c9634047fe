#ifndef BINGGUI_APP_ROWS_H
#define BINGGUI_APP_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/app/app.h>
#include <binggui/app/marks.h>
#include <binggui/table/table.h>
#include <binggui/table/view.h>
#include <binggui/ui/listview.h>

/*
 * A table's view as a list widget asks for it: the model of browse, and of the
 * picker that chooses a reference.
 */
struct rows {
	struct app *app;
	const struct def_table *table;
	struct view *view;
	const struct def_field **fields; /* shown, own array; NULL = the list the table declares */
	size_t n_fields;
	const struct marks *marks; /* somebody else's; NULL = nothing can be marked */
	uint64_t tick;             /* archive_tick() when the view was last right */
	struct err err;            /* why the last look failed; code ERR_OK = it did not */
};

bool rows_open(struct rows *r, struct app *app, const struct def_table *t, struct err *e);
void rows_close(struct rows *r);

/* The table's list columns with labels and widths; at most max; returns how many. */
size_t rows_columns(const struct def_table *t, struct listview_column *out, size_t max);

/* Amounts stand under each other at their right ends. */
enum listview_align rows_align(const struct def_field *f);

/* As view_filter() and view_sort(), with a box that counts where it takes long; Esc leaves all as it was (ERR_STOPPED). */
bool rows_filter(struct rows *r, const char *condition, struct err *e);
bool rows_sort(struct rows *r, const struct def_field *f, bool descending, struct err *e);

/* Looks again if anybody has saved since; true if so. */
bool rows_follow(struct rows *r);

bool rows_id(struct rows *r, size_t index, uint64_t *id);

/* Shows these fields from now on (copied). */
void rows_show(struct rows *r, const struct def_field *const *fields, size_t n);

/* Whether a find would show anything; an empty query answers nothing. */
bool rows_answer(struct rows *r, const char *query);

/* The ids of all rows in their order, appended; false with r->err. */
bool rows_all(struct rows *r, struct ids *out);

extern const struct listview_model rows_model; /* model = struct rows * */

#endif
