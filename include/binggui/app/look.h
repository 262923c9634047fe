#ifndef BINGGUI_APP_LOOK_H
#define BINGGUI_APP_LOOK_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/str.h>
#include <binggui/schema/def.h>
#include <binggui/ui/listview.h>

/*
 * How somebody looks at a table: which columns in which order and how wide, in
 * which order the rows, under which condition.  Kept as text, a line each, in
 * the setting "user/NAME/list/TABLE" and in named views (shelf.h):
 *
 *	columns name 10, sex 4, village       fields by name; a width only where one was chosen
 *	sort -birth                           - = descending; # = by id
 *	filter sex = 男
 *
 * Fields that are no longer defined are skipped; a line left out means what the
 * table's definition says, no filter means all rows.
 */
enum { LOOK_COLUMNS = 24, LOOK_WIDTH = 60 };

struct look_column {
	const struct def_field *field;
	size_t width; /* 0 = by type */
};

struct look {
	struct {
		struct look_column *at;
		size_t n, cap;
	} columns;
	const struct def_field *sort; /* NULL = by id */
	bool descending;
	char *filter; /* NULL = none */
};

void look_default(struct look *l, const struct def_table *t); /* l is replaced */
void look_copy(struct look *to, const struct look *from);     /* `to` is replaced */
void look_free(struct look *l);

void look_write(const struct look *l, struct str *out); /* appends its lines */

/* All of it (l is replaced, unknown lines are skipped), or one line; false if that is unknown. */
void look_read(struct look *l, const struct def_table *t, const char *text);
bool look_read_line(struct look *l, const struct def_table *t, const char *line);

void look_set_filter(struct look *l, const char *filter); /* blank = none */

/* Whether both show the same (the filter counts). */
bool look_same(const struct look *a, const struct look *b);

size_t look_width(const struct look_column *c); /* columns on the screen */

/*
 * As a list widget wants it, at most LOOK_COLUMNS; the label of the sorted column gets
 * an arrow (`ascii`: ^ or v) and room for it.  Labels are kept in `labels` (LOOK_COLUMNS
 * strs, the caller's).
 */
size_t look_list(const struct look *l, bool ascii, struct str *labels, struct listview_column *out);

/* "  筛选：年龄 > 60", or what the home screen calls that condition; appends, nothing without a filter. */
void look_words(
	const struct look *l, const struct defs *d, const struct def_table *t, struct str *out);

#endif
