#ifndef BINGGUI_UI_LIST_H
#define BINGGUI_UI_LIST_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Where one stands in a list: arithmetic only.  However it is called,
 * cursor < count (0 in an empty list) and the cursor's row is among the rows
 * seen.  Zero-filled is an empty list.
 */
struct list {
	size_t count;
	size_t cursor;
	size_t top;  /* first row seen */
	size_t rows; /* rows seen at a time */
};

void list_set_count(struct list *l, size_t count); /* the cursor stays if it can */
void list_set_rows(struct list *l, size_t rows);
void list_go(struct list *l, size_t index); /* SIZE_MAX: the last */
void list_move(struct list *l, long by);
void list_page(
	struct list *l, int pages);     /* the cursor keeps its place on the screen while it can */
size_t list_seen(const struct list *l); /* rows to paint: top .. top + list_seen() - 1 */

#endif
