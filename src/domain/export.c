#include <binggui/domain/export.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/file.h>
#include <binggui/base/mem.h>
#include <binggui/table/journal.h>
#include <binggui/table/table.h>
#include <binggui/text/charset.h>
#include <binggui/text/csv.h>
#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>
#include <binggui/text/xlsx_write.h>

enum {
	ROUNDED_DIGITS = 12, /* from so many on a spreadsheet shows 6.1E+17 */
	NUMBER_DIGITS = 9,   /* a computed value up to so many is a number and no code */
	FILE_MODE = 0660,
};

/* Where cells go, whatever the file becomes. */
struct sink {
	const struct export_plan *x;
	struct str *csv; /* or */
	struct xlsx_writer *xlsx;
	size_t row; /* of the workbook's sheet */
	struct str cell, neutral;
};

/* ---- cells ----------------------------------------------------------------------------------- */

static bool begins_formula(const char *text)
{
	static const char *const starts[] = {
		"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (text_starts(text, starts[i]))
			return true;
	return false;
}

static bool loses_digits(const char *text)
{
	size_t n = strspn(text, "0123456789");

	return !text[n] && (n >= ROUNDED_DIGITS || (n > 1 && *text == '0'));
}

void export_neutral(struct str *out, const char *text)
{
	str_clear(out);
	if (begins_formula(text) || loses_digits(text))
		str_addc(out, '\'');
	str_add(out, text);
}

static bool is_masked(const struct export_plan *x, const struct def_field *f)
{
	return f->class == CLASS_SECRET && text_blank(x->reveal);
}

static void cell_text(const struct export_plan *x, const struct def_field *f,
	const struct record *r, struct str *out)
{
	const char *value = record_field(r, f);

	str_clear(out);
	if (f->computed)
		expr_value(f->computed, r, &x->archive->env, out);
	else if (*value && is_masked(x, f))
		type_format_masked(f, &x->archive->types, value, out);
	else if (*value)
		type_format(f, &x->archive->types, value, out);
}

/* Whether a sum may be made of it; what is only written in digits is no number. */
static bool cell_number(
	const struct def_field *f, const struct record *r, const char *shown, double *out)
{
	const char *text = f->computed ? shown : record_field(r, f);
	bool number = text_eq(f->type_name, "number"), money = text_eq(f->type_name, "money");
	size_t n = strspn(text, "-0123456789.");

	if (!n || text[n] || f->multiple || !(number || money || f->computed))
		return false;
	if (f->computed && (n > NUMBER_DIGITS || (n > 1 && *text == '0') || strchr(text + 1, '-')))
		return false;
	char *end;
	*out = strtod(text, &end);
	if (money)
		*out /= 100;
	return !*end;
}

/* Nothing leaves that could steer a terminal or turn the order of letters round. */
static void clean(struct str *s)
{
	const char *at = str_c(s), *end = at + s->n;
	struct str out = {0};

	while (at < end) {
		const char *from = at;
		uint32_t c = utf8_next(&at, end);
		if (c & UTF8_BAD)
			str_add(&out, "\xEF\xBF\xBD");
		else if (c == '\n' || c == '\t' || !fold_is_control(c))
			str_addn(&out, from, (size_t)(at - from));
	}
	str_free(s);
	*s = out;
}

static bool put_cell(struct sink *k, size_t column, const struct record *r, struct err *e)
{
	const struct def_field *f = k->x->fields[column];
	double number;

	if (r)
		cell_text(k->x, f, r, &k->cell);
	else
		str_set(&k->cell, f->label);
	clean(&k->cell);
	if (k->csv) {
		export_neutral(&k->neutral, str_c(&k->cell));
		csv_add_cell(k->csv, str_c(&k->neutral), ',', column);
		return true;
	}
	if (!k->cell.n)
		return true;
	if (r && !is_masked(k->x, f) && cell_number(f, r, str_c(&k->cell), &number))
		return xlsx_write_number(k->xlsx, k->row, column, number, e);
	return xlsx_write_text(k->xlsx, k->row, column, str_c(&k->cell), e);
}

static bool put_row(struct sink *k, const struct record *r, struct err *e)
{
	bool ok = true;

	for (size_t i = 0; ok && i < k->x->n_fields; i++)
		ok = put_cell(k, i, r, e);
	if (k->csv)
		csv_end_row(k->csv);
	k->row++;
	return ok;
}

static bool put_all(struct sink *k, size_t *rows, struct err *e)
{
	const struct export_plan *x = k->x;
	bool ok = put_row(k, NULL, e);

	for (size_t i = 0; ok && i < x->n_ids; i++) {
		struct record r = {0};
		if (x->progress && !x->progress(x->context, i, x->n_ids))
			return err_set(e, ERR_STOPPED, "已中止，没有写出文件");
		ok = table_get(x->archive, x->table, x->ids[i], &r, e);
		if (ok && !r.voided) {
			ok = put_row(k, &r, e);
			++*rows;
		}
		record_free(&r);
	}
	return ok;
}

static void sink_free(struct sink *k)
{
	str_free(&k->cell);
	str_free(&k->neutral);
}

/* ---- files ----------------------------------------------------------------------------------- */

static bool write_csv(const struct export_plan *x, size_t *rows, struct err *e)
{
	struct str text = {0}, bytes = {0};
	struct sink k = {.x = x, .csv = &text};
	size_t lost;

	if (x->format == EXPORT_CSV)
		str_add(&text, "\xEF\xBB\xBF");
	bool ok = put_all(&k, rows, e);
	if (ok && x->format == EXPORT_CSV_GB18030) {
		ok = charset_encode(&bytes, CHARSET_GB18030, str_c(&text), text.n, &lost, e);
		ok = ok && file_write(x->path, str_c(&bytes), bytes.n, FILE_MODE, e);
	} else if (ok) {
		ok = file_write(x->path, str_c(&text), text.n, FILE_MODE, e);
	}
	sink_free(&k);
	str_free(&text);
	str_free(&bytes);
	return ok;
}

static void set_widths(const struct export_plan *x, struct xlsx_writer *w)
{
	size_t *widths = mem_array(x->n_fields, sizeof *widths);

	for (size_t i = 0; i < x->n_fields; i++) {
		size_t width = x->widths ? x->widths[i] : 0;
		widths[i] = (width ? width : x->fields[i]->type->width) + 2;
	}
	xlsx_write_widths(w, widths, x->n_fields);
	xlsx_write_freeze(w, 1);
	mem_free(widths);
}

static bool write_xlsx(const struct export_plan *x, size_t *rows, struct err *e)
{
	struct sink k = {.x = x, .xlsx = xlsx_write_open(x->path, e)};
	bool ok = k.xlsx && xlsx_write_sheet(k.xlsx, x->table->title, e);

	if (ok)
		set_widths(x, k.xlsx);
	ok = ok && put_all(&k, rows, e);
	sink_free(&k);
	if (ok)
		return xlsx_write_close(k.xlsx, e);
	xlsx_write_drop(k.xlsx);
	return false;
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* Who took what away, and why; the labels say which fields were in it. */
static bool note(const struct export_plan *x, struct err *e)
{
	bool revealed = !text_blank(x->reveal) && export_secret(x->fields, x->n_fields);
	struct str reason = {0};

	str_addf(&reason, "%zu 条到 %s；", x->n_ids, x->path);
	if (!text_blank(x->condition))
		str_addf(&reason, "条件：%s；", x->condition);
	str_add(&reason, "字段：");
	for (size_t i = 0; i < x->n_fields; i++)
		str_addf(&reason, "%s%s", i ? "、" : "", x->fields[i]->label);
	if (revealed)
		str_addf(&reason, "；含保密项全文，原因：%s", x->reveal);
	bool ok = journal_note(x->archive, "export", x->table, 0, str_c(&reason), e);
	str_free(&reason);
	return ok;
}

bool export_run(const struct export_plan *x, size_t *rows, struct err *e)
{
	*rows = 0;
	if (!x->n_fields)
		return err_set(e, ERR_USAGE, "没有要导出的字段");
	if (!note(x, e))
		return false;
	return x->format == EXPORT_XLSX ? write_xlsx(x, rows, e) : write_csv(x, rows, e);
}

bool export_format(const char *path, const char *encoding, enum export_format *out, struct err *e)
{
	enum charset charset = CHARSET_UTF8;

	if (text_ends(path, ".xlsx") || text_ends(path, ".XLSX")) {
		*out = EXPORT_XLSX;
		return true;
	}
	if (!text_ends(path, ".csv") && !text_ends(path, ".CSV"))
		return err_set(e, ERR_USAGE, "文件名 %s 应以 .xlsx 或 .csv 结尾", path);
	if (encoding && *encoding && !charset_by_name(encoding, &charset))
		return err_set(e, ERR_USAGE, "不认识编码“%s”；可用 UTF-8 或 GB18030", encoding);
	if (charset != CHARSET_UTF8 && charset != CHARSET_GB18030)
		return err_set(e, ERR_USAGE, "导出的编码只能是 UTF-8 或 GB18030");
	*out = charset == CHARSET_UTF8 ? EXPORT_CSV : EXPORT_CSV_GB18030;
	return true;
}

bool export_secret(const struct def_field *const *fields, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (fields[i]->class == CLASS_SECRET)
			return true;
	return false;
}
