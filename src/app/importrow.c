#include <binggui/app/importrow.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/type.h>
#include <binggui/text/fold.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/prompt.h>

struct mend {
	struct app *app;
	struct book *book;
	const struct plan *plan;
	size_t sheet, index, column;
	importrow_done *done;
	void *x;
};

static const struct mapping_column *column_of(const struct mend *m, size_t column)
{
	return &m->plan->sheets[m->sheet].mapping.at[column];
}

static struct row *row_of(const struct mend *m)
{
	return &m->book->sheets[m->sheet].rows[m->index];
}

/* Who may see the number types it anew; it is not shown. */
static bool is_secret(const struct mend *m, size_t column)
{
	const struct slot *s = column_of(m, column)->slot;

	return s && s->field && s->field->class == CLASS_SECRET;
}

/* ---- the cell -------------------------------------------------------------------------------- */

/* A row that ends before the column gets blank cells up to it. */
static void widen(const struct mend *m)
{
	struct row *r = row_of(m);
	size_t n = m->column + 1;

	if (r->n >= n)
		return;
	struct cell *cells = cell_pool_take(&m->book->sheets[m->sheet].pool, n * sizeof *cells);
	memcpy(cells, r->cells, r->n * sizeof *cells);
	for (size_t i = r->n; i < n; i++)
		cells[i] = (struct cell){.text = cell_nothing(), .kind = CELL_TEXT};
	r->cells = cells;
	r->n = n;
}

static void cell_typed(void *x, const char *text)
{
	struct mend *m = x;

	if (text) {
		widen(m);
		row_of(m)->cells[m->column] = (struct cell){
			.text = cell_pool_text(&m->book->sheets[m->sheet].pool, text, strlen(text)),
			.kind = CELL_TEXT};
		m->done(m->x, m->sheet, m->index);
	}
	mem_free(m);
}

static void column_picked(void *x, size_t column)
{
	struct mend *m = x;
	struct str title = {0}, now = {0};

	if (column == PICKER_NONE) {
		mem_free(m);
		return;
	}
	m->column = column;
	str_addf(&title, "第 %zu 行：%s", row_of(m)->number, column_of(m, column)->label);
	fold_clean(&now, sheet_text(row_of(m), column));
	prompt_line(m->app->stack, str_c(&title), "改为", is_secret(m, column) ? NULL : str_c(&now),
		cell_typed, m);
	str_free(&title);
	str_free(&now);
}

/* ---- the row --------------------------------------------------------------------------------- */

/* The first column that something is told of; else the first. */
static size_t troubled(const struct mend *m, const struct plan_row *r)
{
	size_t n = m->plan->sheets[m->sheet].mapping.n;

	for (size_t i = 0; i < r->findings.n; i++)
		for (size_t c = 0; c < n; c++) {
			const struct slot *s = column_of(m, c)->slot;
			bool owner = s && s->role == SLOT_OWNER && m->plan->lexicon.owner &&
				     text_eq(r->findings.at[i].field, m->plan->lexicon.owner->path);
			if (s && (owner || text_eq(s->path, r->findings.at[i].field)))
				return c;
		}
	return 0;
}

void importrow_mend(struct app *app, struct book *book, const struct plan *p,
	const struct plan_row *r, importrow_done *done, void *x)
{
	struct mend *m = mem_new0(struct mend);
	VEC(struct picker_item) items = {0};
	struct str title = {0}, clean = {0};

	*m = (struct mend){app, book, p, r->sheet, r->index, 0, done, x};
	size_t n = p->sheets[r->sheet].mapping.n;
	char **labels = mem_array(n + 1, sizeof *labels);
	for (size_t c = 0; c < n; c++) {
		struct str label = {0};
		fold_clean(&clean, sheet_text(row_of(m), c));
		const char *text = !clean.n ? "（空）" : is_secret(m, c) ? "（保密）" : clean.at;
		str_addf(&label, "%s：%s", column_of(m, c)->label, text);
		labels[c] = str_take(&label);
		struct picker_item item = {labels[c], NULL, false};
		vec_push(&items, item);
	}
	str_addf(&title, "改第 %zu 行的哪一格", row_of(m)->number);
	picker_items(app->stack, str_c(&title), items.at, items.n, troubled(m, r), NULL,
		column_picked, m);
	for (size_t c = 0; c < n; c++)
		mem_free(labels[c]);
	mem_free(labels);
	vec_free(&items);
	str_free(&title);
	str_free(&clean);
}

/* ---- what became of it ----------------------------------------------------------------------- */

void importrow_text(
	const struct app *app, const struct plan *p, const struct plan_row *r, struct str *out)
{
	const struct slot *slot;
	const char *text;
	struct str shown = {0};
	bool held = r->outcome == OUTCOME_REPORT; /* perhaps by what elsewhere only warns */

	for (size_t i = 0; i < r->findings.n; i++)
		held &= finding_outcome(r->findings.at[i].code) != OUTCOME_REPORT;
	for (size_t i = 0; i < r->findings.n; i++)
		str_addf(out, "%s：%s\n",
			outcome_label(
				held ? OUTCOME_REPORT : finding_outcome(r->findings.at[i].code)),
			r->findings.at[i].text);
	if (r->findings.n)
		str_addc(out, '\n');
	for (size_t i = 0; plan_each(p, r, &i, &slot, &text);) {
		if (slot->field)
			type_format_masked(slot->field, &app->archive->types, text, &shown);
		else
			str_set(&shown, text);
		str_addf(out, "%s：%s\n", slot->label, str_c(&shown));
	}
	str_free(&shown);
}
