#include <binggui/ui/formlayout.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/text/width.h>

enum { LEAST = 12 }; /* a field that is cut has at least so many columns: a date, a name */

/* A text or a field of the page; of these two pointers one. */
struct item {
	struct form_text *text;
	struct form_field *field;
	int row, col, end, rows;
};

struct page {
	struct {
		struct item *at;
		size_t n, cap;
	} items; /* by row and column */
	int rows;
	int *first; /* of each row: the first row of the block it is in */
};

static bool before(const struct item *a, const struct item *b)
{
	return a->row != b->row ? a->row < b->row : a->col < b->col;
}

static void add_item(struct page *p, struct item item)
{
	vec_push(&p->items, item);
	for (size_t i = p->items.n - 1; i > 0 && before(&p->items.at[i], &p->items.at[i - 1]);
		i--) {
		p->items.at[i] = p->items.at[i - 1];
		p->items.at[i - 1] = item;
	}
	if (item.row + item.rows > p->rows)
		p->rows = item.row + item.rows;
}

static int read_page(struct page *p, struct form *f, size_t page, int ambiguous)
{
	struct form_text *text;
	struct form_field *field;
	int end = 0;

	for (size_t i = 0; (text = form_text_at(f, i)); i++)
		if (text->page == page) {
			int width = (int)width_text(text->text, ambiguous);
			add_item(p, (struct item){.text = text,
					    .row = text->row,
					    .col = text->col,
					    .end = text->col + width,
					    .rows = 1});
		}
	for (size_t i = 0; (field = form_at(f, i)); i++)
		if (field->page == page)
			add_item(p, (struct item){.field = field,
					    .row = field->row,
					    .col = field->col,
					    .end = field->col + field->width,
					    .rows = field->rows});
	for (size_t i = 0; i < p->items.n; i++)
		end = p->items.at[i].end > end ? p->items.at[i].end : end;
	return end;
}

/* Rows that a field of several rows lies across belong together: nothing is put between them. */
static void find_blocks(struct page *p)
{
	p->first = mem_array((size_t)p->rows, sizeof *p->first);
	for (int i = 0; i < p->rows; i++)
		p->first[i] = i;
	for (size_t i = 0; i < p->items.n; i++) {
		const struct item *it = &p->items.at[i];
		for (int row = it->row + 1; row < it->row + it->rows; row++)
			if (p->first[row] > p->first[it->row])
				p->first[row] = p->first[it->row];
	}
}

static void place(struct item *it, int row, int col, int columns)
{
	int width = it->end - it->col, room = columns - col;

	if (it->text) {
		it->text->at_row = row;
		it->text->at_col = col;
		return;
	}
	it->field->at_row = row;
	it->field->at_col = col;
	it->field->at_width = width > room && room >= LEAST ? room : width;
}

/* The items from i on that stay together: a label and what stands behind it up to the next label. */
static size_t group(const struct page *p, size_t i, int *end)
{
	size_t n = i;
	bool field = false;

	*end = 0;
	for (; n < p->items.n && p->items.at[n].row == p->items.at[i].row; n++) {
		if (n > i && field && p->items.at[n].text && n + 1 < p->items.n &&
			p->items.at[n + 1].row == p->items.at[i].row)
			break; /* another label, with something behind it */
		field = field || p->items.at[n].field;
		*end = p->items.at[n].end;
	}
	return n;
}

/* Places a row that begins at `line`; what does not fit goes to *below, which moves on. */
static size_t place_row(struct page *p, size_t i, int line, int *below, int columns)
{
	int row = p->items.at[i].row, shift = 0, at = line, end;

	for (size_t first = i; i < p->items.n && p->items.at[i].row == row;) {
		size_t n = group(p, i, &end);
		int rows = 1;
		bool beside = i > first || p->items.at[i].col > columns - LEAST;
		if (beside && end - shift > columns) {
			shift = p->items.at[i].col;
			for (size_t k = i; k < n; k++)
				rows = p->items.at[k].rows > rows ? p->items.at[k].rows : rows;
			at = *below;
			*below += rows;
		}
		for (; i < n; i++)
			place(&p->items.at[i], at, p->items.at[i].col - shift, columns);
	}
	return i;
}

static int place_all(struct page *p, int columns)
{
	size_t i = 0;
	int line = 0;

	for (int row = 0; row < p->rows;) {
		int last = row;
		while (last + 1 < p->rows && p->first[last + 1] == p->first[row])
			last++;
		int below = line + last + 1 - row;
		while (i < p->items.n && p->items.at[i].row <= last)
			i = place_row(p, i, line + p->items.at[i].row - row, &below, columns);
		line = below;
		row = last + 1;
	}
	return line;
}

int form_layout(struct form *f, size_t page, int columns, int ambiguous)
{
	struct page p = {0};
	int lines;

	if (read_page(&p, f, page, ambiguous) <= columns) {
		for (size_t i = 0; i < p.items.n; i++)
			place(&p.items.at[i], p.items.at[i].row, p.items.at[i].col, columns);
		lines = p.rows;
	} else {
		find_blocks(&p);
		lines = place_all(&p, columns);
	}
	vec_free(&p.items);
	mem_free(p.first);
	return lines;
}
