#ifndef BINGGUI_TABLE_VIEW_H
#define BINGGUI_TABLE_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/schema/expr.h>
#include <binggui/table/archive.h>

/*
 * The rows of a table as a list shows them: in the order of a field, narrowed
 * by a condition and by what is typed (find-as-you-type).  Rows are addressed
 * by position; only what is looked at is fetched, so a million rows cost
 * nothing until somebody looks.  No transaction stays open between calls; when
 * archive_tick() has moved, call view_refresh().
 *
 * Find-as-you-type: words separated by blanks must all match, and need no blank
 * where letters, digits and hanzi meet.  Digits (and a last X) match the tail or
 * the head of `find: tail` fields, or digits in a text; letters match pinyin or
 * initials; hanzi match characters (simplified finds traditional); fields with
 * `find: yes` on a reference match what the referenced record is found by.
 * Best first: a name that begins so before one that contains it (likely readings
 * before rare ones), then by pinyin.
 */
struct view;

struct view *view_open(struct archive *a, const struct def_table *t,
	struct err *e);          /* in the list's declared order */
void view_close(struct view *v); /* NULL is fine */

bool view_sort(struct view *v, const struct def_field *f, bool descending,
	struct err *e); /* NULL = by id */
bool view_filter(struct view *v, const char *condition,
	struct err *e); /* NULL or "" = none; ERR_DATA names the column */
bool view_find(struct view *v, const char *typed, struct err *e); /* NULL or "" = none */
bool view_refresh(struct view *v, struct err *e);

size_t view_count(const struct view *v); /* exact */
bool view_id(struct view *v, size_t position, uint64_t *id, struct err *e);
bool view_position(struct view *v, uint64_t id,
	size_t *position); /* false if it is not on the pages seen last */

#endif
