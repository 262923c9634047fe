#include <binggui/ui/list.h>

/* Brings cursor and top back to where they may be. */
static void settle(struct list *l)
{
	size_t rows = l->rows ? l->rows : 1;
	if (l->cursor >= l->count)
		l->cursor = l->count ? l->count - 1 : 0;
	if (l->top > l->cursor)
		l->top = l->cursor;
	if (l->cursor - l->top >= rows)
		l->top = l->cursor - rows + 1;
	/* No blank rows at the end while there is something above. */
	if (l->count <= rows)
		l->top = 0;
	else if (l->top > l->count - rows)
		l->top = l->count - rows;
}

void list_set_count(struct list *l, size_t count)
{
	l->count = count;
	settle(l);
}

void list_set_rows(struct list *l, size_t rows)
{
	/* More room: nothing is left out above that could be seen with the cursor. */
	if (rows > l->rows && l->cursor < rows)
		l->top = 0;
	l->rows = rows;
	settle(l);
}

void list_go(struct list *l, size_t index)
{
	l->cursor = index;
	settle(l);
}

/* from + by within 0 .. count - 1, whatever `by` is. */
static size_t moved(size_t from, long by, size_t count)
{
	size_t last = count ? count - 1 : 0;
	if (by < 0) {
		size_t back = (size_t) - (by + 1) + 1;
		return back > from ? 0 : from - back;
	}
	return (size_t)by > last - from ? last : from + (size_t)by;
}

void list_move(struct list *l, long by)
{
	settle(l);
	list_go(l, moved(l->cursor, by, l->count));
}

void list_page(struct list *l, int pages)
{
	settle(l);
	long by = (long)(l->rows ? l->rows : 1) * pages;
	l->top = moved(l->top, by, l->count);
	list_go(l, moved(l->cursor, by, l->count));
}

size_t list_seen(const struct list *l)
{
	size_t left = l->count > l->top ? l->count - l->top : 0;
	return left < l->rows ? left : l->rows;
}
