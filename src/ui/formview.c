#include <binggui/ui/formview.h>

#include <binggui/base/mem.h>
#include <binggui/text/width.h>
#include <binggui/ui/formlayout.h>

#define BESIDE_MIN 8 /* a problem is told beside its field if so many columns are free */

/* Where the page's row 0, column 0 is, and the rows it may use. */
struct view {
	struct form *f;
	struct canvas *c;
	struct rect r;
	int row, col;
};

static bool on_view(const struct view *v, int row)
{
	return row >= v->r.row && row < v->r.row + v->r.rows;
}

static int room_from(const struct view *v, int col)
{
	return v->r.col + v->r.cols - col;
}

/* ---- scrolling ------------------------------------------------------------------------------- */

static int within(int at, int first, int last, int seen)
{
	if (last >= at + seen)
		at = last - seen + 1;
	return first < at ? first : at;
}

/* Scrolls so that the focused field is seen, its label too if there is room. */
static void follow_focus(struct form *f, struct rect r, int lines)
{
	struct form_scroll *s = form_scroll(f);
	const struct form_field *p = form_at(f, form_focus(f));
	int last = lines + 1 - r.rows; /* the last problem's line too */
	if (!p || p->page != form_page(f))
		return;
	s->row = within(s->row, p->at_row, p->at_row + p->rows - 1, r.rows);
	if (s->row > last)
		s->row = last;
	if (s->row < 0)
		s->row = 0;
	s->col = p->at_col + p->at_width <= r.cols
			 ? 0
			 : within(s->col, p->at_col - 1, p->at_col + p->at_width, r.cols);
}

/* ---- fields ---------------------------------------------------------------------------------- */

/* What a field says while it is not being edited. */
static void shown_text(const struct form_field *p, struct str *out)
{
	bool secret = p->flags & FORM_SECRET;
	str_clear(out);
	if (p->shown && (p->covered || !secret)) {
		str_add(out, p->shown);
	} else if (p->covered) {
		for (size_t i = 0; i < p->edit.n; i++)
			str_addc(out, '*');
	} else {
		edit_text(&p->edit, out);
	}
}

static enum role field_role(const struct form_field *p, bool focused)
{
	if (focused)
		return ROLE_FOCUS;
	return p->flags & (FORM_READONLY | FORM_STATIC) ? ROLE_NORMAL : ROLE_VALUE;
}

static void paint_line(const struct view *v, struct form_field *p, bool focused)
{
	struct str text = {0};
	size_t at = 0;
	int row = v->row + p->at_row;
	int col = v->col + p->at_col;
	int width = p->at_width < room_from(v, col) ? p->at_width : room_from(v, col);
	if (width < 1)
		return;
	if (focused && !p->covered)
		edit_view(&p->edit, (size_t)width, v->c->ambiguous, &text, &at);
	else
		shown_text(p, &text);
	canvas_fit(v->c, row, col, width, field_role(p, focused), str_c(&text));
	if (focused)
		canvas_cursor(v->c, row, col + (int)at);
	str_free(&text);
}

/* The line of a wrapped text that the cursor is on. */
static size_t cursor_line(const struct form_field *p, const struct edit_line *lines, size_t n)
{
	size_t at = 0;
	for (size_t i = 0; i < n; i++)
		if (lines[i].from <= p->edit.cursor)
			at = i;
	return at;
}

static void add_range(const struct edit *e, size_t from, size_t to, struct str *out)
{
	struct edit part = {.at = e->at + from, .n = to - from};
	if (to > from)
		edit_text(&part, out);
	else
		str_clear(out);
}

static void paint_wrapped(const struct view *v, struct form_field *p, bool focused,
	const struct edit_line *lines, size_t n)
{
	struct str text = {0};
	size_t here = cursor_line(p, lines, n);
	if (focused)
		p->top = (size_t)within((int)p->top, (int)here, (int)here, p->rows);
	for (int i = 0; i < p->rows; i++) {
		size_t line = p->top + (size_t)i;
		int row = v->row + p->at_row + i;
		str_clear(&text);
		if (line < n)
			add_range(&p->edit, lines[line].from, lines[line].to, &text);
		if (on_view(v, row))
			canvas_fit(v->c, row, v->col + p->at_col, p->at_width,
				field_role(p, focused), str_c(&text));
	}
	if (focused) {
		size_t stop = p->edit.cursor < lines[here].to ? p->edit.cursor : lines[here].to;
		add_range(&p->edit, lines[here].from, stop, &text);
		int used = (int)width_text(str_c(&text), v->c->ambiguous);
		canvas_cursor(v->c, v->row + p->at_row + (int)(here - p->top),
			v->col + p->at_col + (used < p->at_width ? used : p->at_width - 1));
	}
	str_free(&text);
}

static void paint_lines(const struct view *v, struct form_field *p, bool focused)
{
	size_t columns = (size_t)p->at_width;
	size_t n = edit_wrap(&p->edit, columns, v->c->ambiguous, NULL, 0);
	struct edit_line *lines = mem_array(n + 1, sizeof *lines);
	edit_wrap(&p->edit, columns, v->c->ambiguous, lines, n);
	paint_wrapped(v, p, focused, lines, n ? n : 1);
	mem_free(lines);
}

static void paint_mark(const struct view *v, const struct form_field *p)
{
	int row = v->row + p->at_row;
	int col = v->col + p->at_col - 1;
	if (!on_view(v, row))
		return;
	if (p->problem)
		canvas_text(v->c, row, col, 1, p->severe ? ROLE_PROBLEM : ROLE_NOTICE,
			p->severe ? "!" : "?");
	else if ((p->flags & FORM_REQUIRED) && p->edit.n == 0)
		canvas_text(v->c, row, col, 1, ROLE_MARK, "*");
	else if (p->flags & FORM_PINNED)
		canvas_text(v->c, row, col, 1, ROLE_MARK, "=");
}

static void paint_field(const struct view *v, struct form_field *p, bool focused)
{
	if ((p->flags & FORM_MULTILINE) && !p->covered)
		paint_lines(v, p, focused);
	else if (on_view(v, v->row + p->at_row))
		paint_line(v, p, focused);
	paint_mark(v, p);
}

/* The problem's text where nothing else stands: behind the field, or below it. */
static void paint_problem(const struct view *v, const struct form_field *p)
{
	int needed = (int)width_text(p->problem, v->c->ambiguous);
	enum role role = p->severe ? ROLE_PROBLEM : ROLE_NOTICE;
	int row = v->row + p->at_row;
	int col = v->col + p->at_col;
	int behind = col + p->at_width + 1;
	int room = room_from(v, behind);
	int least = needed < BESIDE_MIN ? needed : BESIDE_MIN;
	if (on_view(v, row) && room >= least && canvas_is_blank(v->c, row, behind, room)) {
		canvas_text(v->c, row, behind, room, role, p->problem);
		return;
	}
	row += p->rows;
	room = room_from(v, col);
	needed = needed < room ? needed : room;
	if (on_view(v, row) && needed > 0 && canvas_is_blank(v->c, row, col, needed))
		canvas_text(v->c, row, col, needed, role, p->problem);
}

/* ---- the page -------------------------------------------------------------------------------- */

/* "基本 [联系] 备注": the page seen stands in brackets. */
static void paint_tabs(struct form *f, struct canvas *c, struct rect r)
{
	int col = r.col;
	int end = r.col + r.cols;
	for (size_t i = 0; i < form_pages(f) && col < end; i++) {
		bool here = i == form_page(f);
		struct str title = {0};
		str_addf(&title, here ? "[%s]" : " %s ", form_page_title(f, i));
		col += canvas_text(
			c, r.row, col, end - col, here ? ROLE_BOLD : ROLE_NORMAL, str_c(&title));
		str_free(&title);
	}
}

static void paint_page(const struct view *v, size_t page)
{
	struct form_text *text;
	struct form_field *p;
	size_t focus = form_focus(v->f);
	for (size_t i = 0; (text = form_text_at(v->f, i)); i++)
		if (text->page == page && on_view(v, v->row + text->at_row))
			canvas_text(v->c, v->row + text->at_row, v->col + text->at_col,
				room_from(v, v->col + text->at_col), ROLE_NORMAL, text->text);
	for (size_t i = 0; (p = form_at(v->f, i)); i++)
		if (p->page == page)
			paint_field(v, p, i == focus);
	for (size_t i = 0; (p = form_at(v->f, i)); i++)
		if (p->page == page && p->problem)
			paint_problem(v, p);
}

/* That there is more above or below stands at the edge, where nothing else does. */
static void paint_more(const struct view *v, int row, uint32_t arrow, uint32_t plain)
{
	int col = v->r.col + v->r.cols - 1;

	if (v->c->lines == CANVAS_ASCII || width_char(arrow, v->c->ambiguous) != 1)
		arrow = plain;
	if (canvas_is_blank(v->c, row, col - 1, 2))
		canvas_fill(v->c, row, col, 1, ROLE_DIM, arrow);
}

void form_paint(struct form *f, struct canvas *c, struct rect r)
{
	if (r.rows < 1 || r.cols < 1)
		return;
	if (form_pages(f) > 1 && r.rows > 1) {
		paint_tabs(f, c, r);
		r.row++;
		r.rows--;
	}
	int lines = form_layout(f, form_page(f), r.cols, c->ambiguous);
	follow_focus(f, r, lines);
	struct form_scroll *s = form_scroll(f);
	struct view v = {f, c, r, r.row - s->row, r.col - s->col};
	paint_page(&v, form_page(f));
	if (s->row > 0)
		paint_more(&v, r.row, 0x2191, '^');
	if (s->row + r.rows < lines)
		paint_more(&v, r.row + r.rows - 1, 0x2193, 'v');
}
