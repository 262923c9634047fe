#include <binggui/text/xlsx_sheet.h>

#include <stdlib.h>
#include <string.h>

#define MAX_GAP    65536u   /* blank rows that are filled in; beyond, rows keep their numbers */
#define MAX_FILLED 2000000u /* cells that only fill a row or repeat a merged one, */
#define PER_CELL   32u      /* and so many more for each that holds something */

static bool is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

static bool too_wide(const struct xlsx_sheet *s, struct err *e)
{
	return err_set(e, ERR_DATA,
		"工作表“%s”第 %zu 行起单元格散得太开或合并区域太大，请删去多余的行列后另存再导入",
		s->out->name, s->row);
}

static bool too_thin(const struct xlsx_sheet *s)
{
	return s->filled / PER_CELL > s->held + MAX_FILLED / PER_CELL;
}

/* ---- rows ----------------------------------------------------------------------------------- */

static bool start_row(struct xlsx_sheet *s, const char **attributes, struct err *e)
{
	const char *r = xlsx_part_attribute(attributes, "r");
	unsigned long number = r ? strtoul(r, NULL, 10) : s->row + 1;

	if (number <= s->row || number > XLSX_ROWS)
		return err_set(e, ERR_DATA,
			"工作表“%s”第 %zu 行之后的行号不对，文件已损坏，请在 Excel 或 WPS "
			"中重新保存",
			s->out->name, s->row);
	if (number - s->row - 1 <= MAX_GAP)
		while (s->row + 1 < number)
			cell_add_row(s->out, ++s->row, NULL, 0);
	s->row = number;
	s->hidden = xlsx_part_true(attributes, "hidden");
	s->in_row = true;
	s->next_column = 0;
	vec_clear(&s->cells);
	return true;
}

static void end_row(struct xlsx_sheet *s)
{
	struct row *row = cell_add_row(s->out, s->row, s->cells.at, s->cells.n);

	row->flags = s->hidden ? ROW_HIDDEN : 0;
	s->in_row = false;
}

/* ---- cells ---------------------------------------------------------------------------------- */

static bool start_cell(struct xlsx_sheet *s, const char **attributes, struct err *e)
{
	const char *address = xlsx_part_attribute(attributes, "r");
	const char *type = xlsx_part_attribute(attributes, "t");
	const char *style = xlsx_part_attribute(attributes, "s");
	size_t row;

	s->column = s->next_column;
	if (address && !xlsx_part_cell(address, &row, &s->column))
		return err_set(e, ERR_DATA,
			"工作表“%s”第 %zu 行有个单元格的地址“%.20s”不对，文件已损坏，请重新保存",
			s->out->name, s->row, address);
	if (s->column >= XLSX_COLUMNS)
		return too_wide(s, e);
	s->next_column = s->column + 1;
	s->type[0] = '\0';
	if (type)
		strncat(s->type, type, sizeof s->type - 1);
	s->style = style ? strtoul(style, NULL, 10) : 0;
	s->in_cell = true;
	s->formula = false;
	str_clear(&s->value);
	return true;
}

static char *keep(struct xlsx_sheet *s, const struct str *text)
{
	return cell_pool_text(&s->out->pool, str_c(text), text->n);
}

static bool shared_string(struct xlsx_sheet *s, struct cell *out, struct err *e)
{
	char *end;
	unsigned long i = strtoul(str_c(&s->value), &end, 10);

	if (end == str_c(&s->value) || i >= s->book->n_strings)
		return err_set(e, ERR_DATA,
			"工作表“%s”第 %zu 行用到的共享文字不存在，文件已损坏，请在 Excel 或 WPS "
			"中重新保存",
			s->out->name, s->row);
	out->text = s->book->strings[i].text;
	out->flags |= s->book->strings[i].flags;
	return true;
}

/* 1986-11-02T00:00:00 */
static void iso_date(struct xlsx_sheet *s, struct cell *out)
{
	size_t day = strcspn(str_c(&s->value), "T");

	out->kind = CELL_DATE;
	str_cut(&s->value, day);
	out->text = keep(s, &s->value);
}

static void number(struct xlsx_sheet *s, struct cell *out)
{
	struct xlsx_style style = {0};

	if (s->style < s->book->n_styles)
		style = s->book->styles[s->style];
	out->kind = xlsx_style_number(
		&s->shown, str_c(&s->value), style, s->book->system_1904, &out->flags);
	out->text = keep(s, &s->shown);
}

static void trim_value(struct str *value)
{
	struct span inner = span_trim((struct span){str_c(value), value->n});

	if (inner.n == value->n)
		return;
	memmove(value->at, inner.at, inner.n);
	str_cut(value, inner.n);
}

static bool read_cell(struct xlsx_sheet *s, struct cell *out, struct err *e)
{
	bool text = is(s->type, "str") || is(s->type, "inlineStr");

	*out = (struct cell){.kind = CELL_TEXT, .flags = s->formula ? CELL_FORMULA : 0};
	if (!text)
		trim_value(&s->value);
	if (!s->value.n && !is(s->type, "s"))
		out->text = keep(s, &s->value);
	else if (is(s->type, "s"))
		return shared_string(s, out, e);
	else if (text) {
		xlsx_part_unescape(&s->value);
		out->text = keep(s, &s->value);
		if (strstr(out->text, "\xEF\xBF\xBD"))
			out->flags |= CELL_LOSSY;
	} else if (is(s->type, "b")) {
		out->kind = CELL_BOOL;
		str_set(&s->shown, str_c(&s->value)[0] == '0' ? "FALSE" : "TRUE");
		out->text = keep(s, &s->shown);
	} else if (is(s->type, "e")) {
		out->kind = CELL_ERROR;
		out->text = keep(s, &s->value);
	} else if (is(s->type, "d")) {
		iso_date(s, out);
	} else {
		number(s, out);
	}
	return true;
}

/* Cells up to `n`, so that the n-th is the next. */
static bool fill(struct xlsx_sheet *s, size_t n, struct err *e)
{
	while (s->cells.n < n) {
		struct cell empty = {.text = cell_nothing(), .kind = CELL_TEXT};
		vec_push(&s->cells, empty);
		s->filled++;
	}
	return !too_thin(s) || too_wide(s, e);
}

static bool end_cell(struct xlsx_sheet *s, struct err *e)
{
	struct cell cell;

	s->in_cell = false;
	if (!s->value.n && !s->formula) /* styled, but empty */
		return true;
	if (!read_cell(s, &cell, e) || !fill(s, s->column, e))
		return false;
	if (s->column < s->cells.n)
		s->cells.at[s->column] = cell;
	else
		vec_push(&s->cells, cell);
	s->held++;
	return true;
}

/* ---- the part ------------------------------------------------------------------------------- */

static void note_merge(struct xlsx_sheet *s, const char **attributes)
{
	struct xlsx_merge merge;

	if (xlsx_part_range(xlsx_part_attribute(attributes, "ref"), merge.rows, merge.columns))
		vec_push(&s->merges, merge);
}

static bool part_start(void *context, const char *name, const char **attributes, struct err *e)
{
	struct xlsx_sheet *s = context;

	if (is(name, "row") && !s->in_row)
		return start_row(s, attributes, e);
	if (is(name, "c") && s->in_row && !s->in_cell)
		return start_cell(s, attributes, e);
	if (is(name, "mergeCell"))
		note_merge(s, attributes);
	if (!s->in_cell)
		return true;
	if (is(name, "rPh"))
		s->phonetic++;
	else if (is(name, "f"))
		s->formula = true;
	else if (is(name, "v") || (is(name, "t") && !s->phonetic))
		s->in_text = true;
	return true;
}

static bool part_end(void *context, const char *name, struct err *e)
{
	struct xlsx_sheet *s = context;

	if (is(name, "v") || is(name, "t"))
		s->in_text = false;
	else if (is(name, "rPh") && s->phonetic)
		s->phonetic--;
	else if (is(name, "c") && s->in_cell)
		return end_cell(s, e);
	else if (is(name, "row") && s->in_row && !s->in_cell)
		end_row(s);
	return true;
}

static void part_text(void *context, const char *at, size_t n)
{
	struct xlsx_sheet *s = context;

	if (s->in_text)
		str_addn(&s->value, at, n);
}

const struct xlsx_part xlsx_sheet_part = {
	.start = part_start,
	.end = part_end,
	.text = part_text,
};

/* ---- afterwards ----------------------------------------------------------------------------- */

/* The first row whose number is at least `number`. */
static size_t find_row(const struct sheet *s, size_t number)
{
	size_t low = 0, high = s->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (s->rows[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void widen(struct sheet *sheet, struct row *row, size_t n)
{
	struct cell *cells = cell_pool_take(&sheet->pool, n * sizeof *cells);

	if (row->n)
		memcpy(cells, row->cells, row->n * sizeof *cells);
	for (size_t i = row->n; i < n; i++)
		cells[i] = (struct cell){.text = cell_nothing(), .kind = CELL_TEXT};
	row->cells = cells;
	row->n = n;
}

/* Gives every cell of a merged range the first one's text, as far as the sheet is used. */
static bool spread(struct xlsx_sheet *s, const struct xlsx_merge *m, size_t columns, struct err *e)
{
	struct sheet *sheet = s->out;
	size_t at = find_row(sheet, m->rows[0]);
	size_t behind = m->columns[1] + 1 < columns ? m->columns[1] + 1 : columns;

	if (at == sheet->n || sheet->rows[at].number != m->rows[0] ||
		m->columns[0] >= sheet->rows[at].n)
		return true;
	struct cell first = sheet->rows[at].cells[m->columns[0]];
	if (!first.text[0])
		return true;
	for (size_t i = at; i < sheet->n && sheet->rows[i].number <= m->rows[1]; i++) {
		struct row *row = &sheet->rows[i];
		if (row->n < behind)
			widen(sheet, row, behind);
		for (size_t c = m->columns[0]; c < behind; c++) {
			if (i == at && c == m->columns[0])
				continue;
			row->cells[c] = first;
			row->cells[c].flags |= CELL_MERGED;
			s->filled++;
		}
		if (too_thin(s))
			return too_wide(s, e);
	}
	return true;
}

bool xlsx_sheet_finish(struct xlsx_sheet *s, struct err *e)
{
	struct sheet *sheet = s->out;
	size_t columns = sheet->columns;

	while (sheet->n && sheet->rows[sheet->n - 1].n == 0)
		sheet->n--;
	for (size_t i = 0; i < s->merges.n; i++)
		if (!spread(s, &s->merges.at[i], columns, e))
			return false;
	return true;
}

void xlsx_sheet_free(struct xlsx_sheet *s)
{
	vec_free(&s->cells);
	vec_free(&s->merges);
	str_free(&s->value);
	str_free(&s->shown);
}
