#include <binggui/domain/reject.h>

#include <string.h>

#include <binggui/base/file.h>
#include <binggui/text/charset.h>
#include <binggui/text/csv.h>
#include <binggui/text/xlsx_write.h>

/* Where rows go, whatever the file becomes. */
struct sink {
	struct str *csv; /* or */
	char separator;
	struct xlsx_writer *xlsx;
	size_t row; /* of the workbook's sheet */
};

static bool put_row(
	struct sink *k, const struct row *r, size_t width, const char *last, struct err *e)
{
	bool ok = true;

	for (size_t i = 0; ok && i <= width; i++) {
		const char *text = i < width ? sheet_text(r, i) : last;
		if (k->csv)
			csv_add_cell(k->csv, text, k->separator, i);
		else if (*text)
			ok = xlsx_write_text(k->xlsx, k->row, i, text, e);
	}
	if (k->csv)
		csv_end_row(k->csv);
	k->row++;
	return ok;
}

static void reasons(struct str *out, const struct plan_row *r)
{
	str_clear(out);
	for (size_t i = 0; i < r->findings.n; i++)
		str_addf(out, "%s%s", i ? "；" : "", r->findings.at[i].text);
}

static size_t count_rejects(const struct plan *p, size_t sheet)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++)
		n += p->rows[i].sheet == sheet && p->rows[i].outcome == OUTCOME_REPORT;
	return n;
}

static bool put_sheet(struct sink *k, const struct plan *p, size_t sheet, size_t *n, struct err *e)
{
	const struct sheet *s = &p->book->sheets[sheet];
	const struct heading *h = &p->sheets[sheet].heading;
	struct str why = {0};
	bool ok = true;

	for (size_t i = 0; ok && h->found && i <= h->last; i++)
		ok = put_row(k, &s->rows[i], s->columns, i == h->first ? REJECT_COLUMN : "", e);
	for (size_t i = 0; ok && i < p->n; i++) {
		const struct plan_row *r = &p->rows[i];
		if (r->sheet != sheet || r->outcome != OUTCOME_REPORT)
			continue;
		reasons(&why, r);
		ok = put_row(k, &s->rows[r->index], s->columns, str_c(&why), e);
		*n += ok;
	}
	str_free(&why);
	return ok;
}

/* ---- CSV ------------------------------------------------------------------------------------- */

/* In the input's encoding; in UTF-8 with its mark if that lacks a character (Big5 has no 导). */
static bool encode(struct str *out, const struct plan *p, const struct str *text, struct err *e)
{
	enum charset to = p->book->kind == SHEET_CSV ? p->book->encoding : CHARSET_UTF8;
	size_t lost = 0;

	if (to != CHARSET_UTF8 && !charset_encode(out, to, str_c(text), text->n, &lost, e))
		return false;
	if (to != CHARSET_UTF8 && !lost) {
		struct str whole = {0};
		if (to == CHARSET_UTF16LE)
			str_addn(&whole, "\xFF\xFE", 2);
		else if (to == CHARSET_UTF16BE)
			str_addn(&whole, "\xFE\xFF", 2);
		str_addn(&whole, str_c(out), out->n);
		str_free(out);
		*out = whole;
		return true;
	}
	str_clear(out);
	str_add(out, "\xEF\xBB\xBF");
	str_addn(out, str_c(text), text->n);
	return true;
}

static bool write_csv(const struct plan *p, const char *path, size_t *n, struct err *e)
{
	struct str text = {0}, bytes = {0};
	char separator = p->book->kind == SHEET_CSV ? p->book->separator : ',';
	struct sink k = {.csv = &text, .separator = separator};
	bool ok = true;

	for (size_t i = 0; ok && i < p->n_sheets; i++)
		if (count_rejects(p, i))
			ok = put_sheet(&k, p, i, n, e);
	ok = ok && encode(&bytes, p, &text, e) && file_write(path, str_c(&bytes), bytes.n, 0660, e);
	str_free(&text);
	str_free(&bytes);
	return ok;
}

/* ---- xlsx ------------------------------------------------------------------------------------ */

static bool write_xlsx(const struct plan *p, const char *path, size_t *n, struct err *e)
{
	struct sink k = {.xlsx = xlsx_write_open(path, e)};
	bool ok = k.xlsx != NULL;
	struct err late;

	for (size_t i = 0; ok && i < p->n_sheets; i++) {
		if (!count_rejects(p, i))
			continue;
		const char *name = p->book->sheets[i].name;
		k.row = 0;
		ok = xlsx_write_sheet(k.xlsx, *name ? name : "Sheet1", e) &&
		     put_sheet(&k, p, i, n, e);
	}
	bool closed = xlsx_write_close(k.xlsx, ok ? e : &late);
	return ok && closed;
}

bool reject_write(const struct plan *p, const char *path, size_t *n, struct err *e)
{
	*n = 0;
	if (!p->counts[OUTCOME_REPORT])
		return true;
	return text_ends(path, ".xlsx") || text_ends(path, ".XLSX") ? write_xlsx(p, path, n, e)
								    : write_csv(p, path, n, e);
}

void reject_path(struct str *out, const char *file)
{
	const char *slash = strrchr(file, '/'), *dot = strrchr(slash ? slash : file, '.');
	size_t stem = dot && dot > (slash ? slash + 1 : file) ? (size_t)(dot - file) : strlen(file);

	str_clear(out);
	str_addn(out, file, stem);
	str_add(out, "-未导入");
	str_add(out, file + stem);
}
