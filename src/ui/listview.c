#include <binggui/ui/listview.h>

#include <stdint.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/text/width.h>
#include <binggui/ui/editkeys.h>
#include <binggui/ui/paint.h>

#define GUTTER    2 /* pointer and mark */
#define SHARE_MIN 8 /* a column that shares what is left has at least so many */
#define QUERY_MAX 64
#define SLOW_ROWS 5 /* so many answers are read while one goes on typing */
#define FIND      "查找："

static void free_columns(struct listview *v)
{
	for (size_t i = 0; i < v->n_columns; i++) {
		mem_free((char *)v->columns[i].label);
		str_free(&v->cells[i]);
	}
	mem_free(v->columns);
	mem_free(v->cells);
	v->columns = NULL;
	v->cells = NULL;
	v->n_columns = 0;
}

void listview_set_columns(struct listview *v, const struct listview_column *columns, size_t n)
{
	free_columns(v);
	v->columns = mem_array(n, sizeof *v->columns);
	v->cells = mem_array(n, sizeof *v->cells);
	v->n_columns = n;
	for (size_t i = 0; i < n; i++) {
		v->columns[i] = columns[i];
		v->columns[i].label = mem_strdup(columns[i].label ? columns[i].label : "");
	}
	v->first_column = 0;
}

void listview_init(struct listview *v, const struct listview_model *ops, void *model,
	const struct listview_column *columns, size_t n)
{
	*v = (struct listview){.ops = ops, .model = model};
	edit_init(&v->query, "", QUERY_MAX, false);
	listview_set_columns(v, columns, n);
	list_set_rows(&v->list, 1);
	listview_refresh(v);
}

void listview_free(struct listview *v)
{
	if (!v)
		return;
	free_columns(v);
	edit_free(&v->query);
}

void listview_refresh(struct listview *v)
{
	v->more = false;
	list_set_count(&v->list, v->ops->count ? v->ops->count(v->model, &v->more) : 0);
}

bool listview_current(const struct listview *v, size_t *index)
{
	if (v->list.cursor >= v->list.count)
		return false;
	*index = v->list.cursor;
	return true;
}

void listview_query(const struct listview *v, struct str *out)
{
	edit_text(&v->query, out);
}

/* The best answer stands first, so that is where the cursor goes. */
static void query_changed(struct listview *v)
{
	struct str text = {0};
	listview_query(v, &text);
	if (v->ops->find)
		v->ops->find(v->model, str_c(&text));
	str_free(&text);
	listview_refresh(v);
	list_go(&v->list, 0);
}

void listview_set_query(struct listview *v, const char *query)
{
	edit_free(&v->query);
	edit_init(&v->query, query, QUERY_MAX, false);
	query_changed(v);
}

/* ---- keys ------------------------------------------------------------------------------------ */

static bool find_key(struct listview *v, const struct press *k)
{
	bool empty = v->query.n == 0;
	if (!v->ops->find)
		return false;
	if (k->kind == PRESS_ESC && !empty) {
		listview_set_query(v, "");
		return true;
	}
	bool typed = k->kind == PRESS_CHAR || k->kind == PRESS_PASTE;
	bool erased = k->kind == PRESS_BACKSPACE ||
		      (k->kind == PRESS_CTRL && (k->c == 'U' || k->c == 'W'));
	if ((!typed && !erased) || (empty && (erased || press_is_char(k, ' '))))
		return false;
	if (editkeys_press(&v->query, k) == EDITKEYS_CHANGED)
		query_changed(v);
	v->finding = v->query.n > 0;
	return true;
}

static bool scroll_columns(struct listview *v, int by)
{
	if (by < 0 && v->first_column == 0)
		return false;
	if (by > 0 && (!v->columns_hidden || v->first_column + 2 >= v->n_columns))
		return false;
	v->first_column += (size_t)by;
	return true;
}

bool listview_key(struct listview *v, const struct press *k)
{
	v->finding = false;
	switch (k->kind) {
	case PRESS_UP:
		list_move(&v->list, -1);
		return true;
	case PRESS_DOWN:
		list_move(&v->list, 1);
		return true;
	case PRESS_PGUP:
		list_page(&v->list, -1);
		return true;
	case PRESS_PGDN:
		list_page(&v->list, 1);
		return true;
	case PRESS_HOME:
		list_go(&v->list, 0);
		return true;
	case PRESS_END:
		list_go(&v->list, SIZE_MAX);
		return true;
	case PRESS_LEFT:
		return scroll_columns(v, -1);
	case PRESS_RIGHT:
		return scroll_columns(v, 1);
	default:
		return find_key(v, k);
	}
}

/* ---- painting -------------------------------------------------------------------------------- */

/*
 * What the columns that share get each: the room behind gutter, gaps and fixed columns.  A column
 * that finds no room leaves its own to them.
 */
static int share(const struct listview *v, int room)
{
	int used = -1, shares = 0, seen = 0;

	for (size_t i = 0; i < v->n_columns; i++) {
		int width = v->columns[i].width ? v->columns[i].width : SHARE_MIN;
		if (i > 0 && i <= v->first_column)
			continue;
		if (used + 1 + width > room && seen >= 2)
			break;
		used += 1 + width;
		shares += v->columns[i].width == 0;
		seen++;
	}
	return SHARE_MIN + (shares && room > used ? (room - used) / shares : 0);
}

static void paint_cell(struct canvas *c, int row, int col, int width, enum role role,
	enum listview_align align, const char *text)
{
	if (align == LISTVIEW_RIGHT)
		canvas_right(c, row, col, width, role, text);
	else if (align == LISTVIEW_CENTER)
		canvas_center(c, row, col, width, role, text);
	else
		canvas_fit(c, row, col, width, role, text);
}

/* Paints the cells of a row, or the labels, and says whether not all columns had room. */
static bool paint_cells(
	struct listview *v, struct canvas *c, struct rect r, int row, enum role role, bool labels)
{
	int col = r.col + GUTTER;
	int end = r.col + r.cols;
	int each = share(v, r.cols - GUTTER);
	int painted = 0;
	for (size_t i = 0; i < v->n_columns; i++) {
		const struct listview_column *column = &v->columns[i];
		if (i > 0 && i <= v->first_column)
			continue;
		int width = column->width ? column->width : each;
		int seen = width < end - col ? width : end - col;
		/* half a number is a wrong number: only what else would fill no screen is cut */
		bool cut = seen < width && painted >= 2 && column->width;
		if (seen <= 0 || cut)
			return true;
		painted++;
		paint_cell(c, row, col, seen, role, column->align,
			labels ? column->label : str_c(&v->cells[i]));
		if (seen < width)
			return true;
		col += width + 1;
	}
	return false;
}

static void paint_row(struct listview *v, struct canvas *c, struct rect r, int row, size_t index)
{
	enum role role = v->ops->role ? v->ops->role(v->model, index) : ROLE_NORMAL;
	char mark = v->ops->mark ? v->ops->mark(v->model, index) : ' ';
	for (size_t i = 0; i < v->n_columns; i++)
		str_clear(&v->cells[i]);
	v->ops->row(v->model, index, v->cells);
	paint_cells(v, c, r, row, role, false);
	canvas_fill(c, row, r.col + 1, 1, ROLE_MARK, (uint8_t)mark);
	if (index == v->list.cursor) {
		canvas_fill(c, row, r.col, 1, ROLE_MARK, canvas_pointer(c));
		canvas_cursor(c, row, r.col);
	}
}

static void paint_find(struct listview *v, struct canvas *c, struct rect r)
{
	struct str text = {0};
	size_t at;
	int label = (int)width_text(FIND, c->ambiguous);
	int room = r.cols - label;
	canvas_text(c, r.row, r.col, r.cols, ROLE_LABEL, FIND);
	if (room < 1)
		return;
	if (v->query.n == 0) {
		canvas_fit(c, r.row, r.col + label, room, ROLE_DIM, v->hint ? v->hint : "");
		return;
	}
	edit_view(&v->query, (size_t)room, c->ambiguous, &text, &at);
	canvas_fit(c, r.row, r.col + label, room, ROLE_NORMAL, str_c(&text));
	str_free(&text);
}

/* "12/1,326": as wide as the count asks, so that moving changes a digit and not the line. */
static void paint_position(struct listview *v, struct canvas *c, struct rect r)
{
	char at[PAINT_COUNT];
	char of[PAINT_COUNT];
	struct str text = {0};
	paint_count(v->list.count ? v->list.cursor + 1 : 0, at);
	paint_count(v->list.count, of);
	str_addf(&text, "%*s/%s%s", (int)strlen(of), at, of, v->more ? "+" : "");
	if (v->columns_hidden || v->first_column)
		str_add(&text, "  ←→ 看其他列");
	canvas_fit(c, r.row, r.col + GUTTER, r.cols - GUTTER, ROLE_NORMAL, str_c(&text));
	str_free(&text);
}

/* Takes a line off the top or the bottom for something that is not a row; false if rows need it. */
static bool take_line(struct rect *body, struct rect *line, bool wanted, bool bottom)
{
	if (!wanted || body->rows < 2)
		return false;
	*line = *body;
	line->rows = 1;
	body->rows--;
	if (bottom)
		line->row = body->row + body->rows;
	else
		body->row++;
	return true;
}

/* While somebody types, most answers are gone before they could be read: a slow line is spared them. */
static size_t rows_to_paint(const struct listview *v, const struct canvas *c)
{
	size_t seen = list_seen(&v->list);

	return c->slow && v->finding && seen > SLOW_ROWS ? SLOW_ROWS : seen;
}

static void paint_rows(struct listview *v, struct canvas *c, struct rect body)
{
	size_t seen = rows_to_paint(v, c);
	for (size_t i = 0; i < seen; i++)
		paint_row(v, c, body, body.row + (int)i, v->list.top + i);
	if (seen < list_seen(&v->list))
		canvas_text(c, body.row + (int)seen, body.col + GUTTER, body.cols - GUTTER,
			ROLE_DIM, "↓ 看其余的");
	if (seen)
		return;
	canvas_text(c, body.row, body.col + GUTTER, body.cols - GUTTER, ROLE_DIM,
		v->empty ? v->empty : "没有内容");
	canvas_cursor(c, body.row, body.col);
}

void listview_paint(struct listview *v, struct canvas *c, struct rect r)
{
	struct rect body = r;
	struct rect line;
	struct rect position = {0};
	if (r.rows < 1 || r.cols < 1)
		return;
	bool counted = take_line(&body, &position, true, true);
	if (take_line(&body, &line, v->ops->find != NULL, false))
		paint_find(v, c, line);
	if (take_line(&body, &line, v->n_columns > 0, false))
		v->columns_hidden = paint_cells(v, c, line, line.row, ROLE_LABEL, true);
	list_set_rows(&v->list, (size_t)body.rows);
	listview_refresh(v);
	paint_rows(v, c, body);
	if (counted)
		paint_position(v, c, position);
}
