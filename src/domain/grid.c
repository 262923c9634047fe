#include <binggui/domain/grid.h>

#include <stdlib.h>

#include <binggui/base/file.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/text/charset.h>
#include <binggui/text/csv.h>
#include <binggui/text/width.h>
#include <binggui/text/xlsx_write.h>

enum { COLUMNS_MAX = 1024, WIDE = 60, GAP = 2, FILE_MODE = 0660 };

void grid_free(struct grid *g)
{
	for (size_t i = 0; i < g->n; i++)
		mem_free(g->at[i].text);
	mem_free(g->at);
	mem_free(g->title);
	*g = (struct grid){0};
}

void grid_title(struct grid *g, const char *title)
{
	mem_free(g->title);
	g->title = mem_strdup(title);
}

static void add(struct grid *g, const char *text, bool number)
{
	struct grid_cell cell = {mem_strdup(text), number && *text, false, g->rows};

	vec_push(g, cell);
}

void grid_text(struct grid *g, const char *text)
{
	add(g, text, false);
}

void grid_number(struct grid *g, const char *digits)
{
	add(g, digits, true);
}

void grid_count(struct grid *g, size_t n)
{
	struct str text = {0};

	str_addf(&text, "%zu", n);
	add(g, str_c(&text), true);
	str_free(&text);
}

void grid_heading(struct grid *g, const char *text)
{
	add(g, text, false);
	vec_last(g)->heading = true;
	g->rows++;
}

void grid_end(struct grid *g)
{
	g->rows++;
}

/* For each cell with the column it stands in. */
typedef bool grid_visit(void *context, const struct grid_cell *cell, size_t column, struct err *e);

static bool each_cell(const struct grid *g, grid_visit *visit, void *context, struct err *e)
{
	size_t column = 0;

	for (size_t i = 0; i < g->n; i++) {
		column = i && g->at[i].row == g->at[i - 1].row ? column + 1 : 0;
		if (column < COLUMNS_MAX && !visit(context, &g->at[i], column, e))
			return false;
	}
	return true;
}

/* ---- widths ---------------------------------------------------------------------------------- */

struct widths {
	size_t at[COLUMNS_MAX], n;
};

static bool measure(void *context, const struct grid_cell *cell, size_t column, struct err *e)
{
	struct widths *w = context;
	size_t width = width_text(cell->text, 1);

	(void)e;
	w->n = column >= w->n ? column + 1 : w->n;
	if (width > w->at[column] && !cell->heading)
		w->at[column] = width > WIDE ? WIDE : width;
	return true;
}

static struct widths *widths_of(const struct grid *g)
{
	struct widths *w = mem_new0(struct widths);

	each_cell(g, measure, w, NULL);
	return w;
}

/* ---- for the eye ----------------------------------------------------------------------------- */

struct printing {
	const struct widths *widths;
	struct str *out;
	size_t row;
};

static void end_line(struct str *out)
{
	while (out->n && out->at[out->n - 1] == ' ')
		str_cut(out, out->n - 1);
	str_addc(out, '\n');
}

static void blanks(struct str *out, size_t n)
{
	while (n--)
		str_addc(out, ' ');
}

static bool print(void *context, const struct grid_cell *cell, size_t column, struct err *e)
{
	struct printing *p = context;
	size_t width = width_text(cell->text, 1), all = p->widths->at[column];
	size_t rest = width < all ? all - width : 0;

	(void)e;
	for (; p->row < cell->row; p->row++)
		end_line(p->out);
	if (cell->number)
		blanks(p->out, rest);
	str_add(p->out, cell->text);
	blanks(p->out, (cell->number ? 0 : rest) + GAP);
	return true;
}

void grid_write_text(const struct grid *g, struct str *out)
{
	struct widths *w = widths_of(g);
	struct printing p = {.widths = w, .out = out};

	each_cell(g, print, &p, NULL);
	for (; p.row < g->rows; p.row++)
		end_line(out);
	mem_free(w);
}

/* ---- files ----------------------------------------------------------------------------------- */

struct csv {
	struct str *text, cell;
	size_t row;
};

static bool put_csv(void *context, const struct grid_cell *cell, size_t column, struct err *e)
{
	struct csv *c = context;

	(void)e;
	for (; c->row < cell->row; c->row++)
		csv_end_row(c->text);
	if (cell->number)
		str_set(&c->cell, cell->text);
	else
		export_neutral(&c->cell, cell->text);
	csv_add_cell(c->text, str_c(&c->cell), ',', column);
	return true;
}

void grid_write_csv(const struct grid *g, struct str *out)
{
	struct csv c = {.text = out};

	each_cell(g, put_csv, &c, NULL);
	for (; c.row < g->rows; c.row++)
		csv_end_row(out);
	str_free(&c.cell);
}

static bool save_csv(
	const struct grid *g, const char *path, enum export_format format, struct err *e)
{
	struct str text = {0}, bytes = {0};
	size_t lost;

	if (format == EXPORT_CSV)
		str_add(&text, "\xEF\xBB\xBF");
	grid_write_csv(g, &text);
	bool ok = format == EXPORT_CSV ||
		  charset_encode(&bytes, CHARSET_GB18030, str_c(&text), text.n, &lost, e);
	const struct str *all = format == EXPORT_CSV ? &text : &bytes;
	ok = ok && file_write(path, str_c(all), all->n, FILE_MODE, e);
	str_free(&text);
	str_free(&bytes);
	return ok;
}

struct xlsx {
	struct xlsx_writer *writer;
	size_t columns;
};

static bool put_xlsx(void *context, const struct grid_cell *cell, size_t column, struct err *e)
{
	const struct xlsx *x = context;
	struct xlsx_writer *w = x->writer;

	if (!*cell->text)
		return true;
	if (cell->heading)
		return xlsx_write_heading(w, cell->row, x->columns, cell->text, e);
	return cell->number ? xlsx_write_number(w, cell->row, column, strtod(cell->text, NULL), e)
			    : xlsx_write_text(w, cell->row, column, cell->text, e);
}

static bool save_xlsx(const struct grid *g, const char *path, struct err *e)
{
	struct xlsx_writer *w = xlsx_write_open(path, e);
	struct widths *widths = widths_of(g);
	bool ok = w && xlsx_write_sheet(w, g->title ? g->title : "统计", e);

	for (size_t i = 0; i < widths->n; i++)
		widths->at[i] += GAP;
	if (ok)
		xlsx_write_widths(w, widths->at, widths->n);
	struct xlsx x = {w, widths->n};
	ok = ok && each_cell(g, put_xlsx, &x, e);
	mem_free(widths);
	if (ok)
		return xlsx_write_close(w, e);
	xlsx_write_drop(w);
	return false;
}

bool grid_save(const struct grid *g, const char *path, enum export_format format, struct err *e)
{
	return format == EXPORT_XLSX ? save_xlsx(g, path, e) : save_csv(g, path, format, e);
}
