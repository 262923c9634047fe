#include <binggui/app/rows.h>

#include <binggui/app/row.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/exprmoney.h>
#include <binggui/ui/progress.h>

bool rows_open(struct rows *r, struct app *app, const struct def_table *t, struct err *e)
{
	*r = (struct rows){.app = app, .table = t};
	r->tick = archive_tick(app->archive);
	r->view = view_open(app->archive, t, e);
	return r->view != NULL;
}

void rows_close(struct rows *r)
{
	view_close(r->view);
	mem_free(r->fields);
	r->view = NULL;
	r->fields = NULL;
}

void rows_show(struct rows *r, const struct def_field *const *fields, size_t n)
{
	const struct def_field **own = mem_dup(fields, n * sizeof *fields);

	mem_free(r->fields);
	r->fields = own;
	r->n_fields = n;
}

enum listview_align rows_align(const struct def_field *f)
{
	return exprmoney_field(f) ? LISTVIEW_RIGHT : LISTVIEW_LEFT;
}

size_t rows_columns(const struct def_table *t, struct listview_column *out, size_t max)
{
	size_t n = 0;

	for (; n < t->list.n && n < max; n++) {
		const struct def_column *c = &t->list.at[n];
		out[n] = (struct listview_column){
			.label = c->field->label,
			.width = (int)(c->width ? c->width : c->field->type->width),
			.align = rows_align(c->field),
		};
	}
	return n;
}

/* ---- what may take long ---------------------------------------------------------------------- */

static bool step(void *progress, uint64_t done, uint64_t all)
{
	return progress_step(progress, done, all);
}

static void wait_with(struct rows *r, struct progress *p, const char *title)
{
	progress_begin(p, r->app->term, title);
	r->app->archive->pace = step;
	r->app->archive->pace_context = p;
}

static void wait_no_more(struct rows *r)
{
	r->app->archive->pace = NULL;
	r->app->archive->pace_context = NULL;
}

bool rows_filter(struct rows *r, const char *condition, struct err *e)
{
	struct progress p;

	wait_with(r, &p, "正在筛选");
	bool ok = view_filter(r->view, condition, e);
	wait_no_more(r);
	return ok;
}

bool rows_sort(struct rows *r, const struct def_field *f, bool descending, struct err *e)
{
	struct progress p;

	wait_with(r, &p, "正在排序");
	bool ok = view_sort(r->view, f, descending, e);
	wait_no_more(r);
	return ok;
}

/* ---- following ------------------------------------------------------------------------------- */

bool rows_follow(struct rows *r)
{
	uint64_t tick = archive_tick(r->app->archive);

	if (tick == r->tick)
		return false;
	r->tick = tick;
	err_clear(&r->err);
	return view_refresh(r->view, &r->err);
}

bool rows_id(struct rows *r, size_t index, uint64_t *id)
{
	return view_id(r->view, index, id, &r->err);
}

bool rows_all(struct rows *r, struct ids *out)
{
	size_t n = view_count(r->view);
	uint64_t id;

	for (size_t i = 0; i < n; i++) {
		if (!rows_id(r, i, &id))
			return false;
		vec_push(out, id);
	}
	return true;
}

static size_t count(void *model, bool *more)
{
	const struct rows *r = model;

	(void)more;
	return view_count(r->view);
}

static void fill(struct rows *r, const struct record *record, struct str *cells)
{
	size_t n = r->fields ? r->n_fields : r->table->list.n;

	for (size_t i = 0; i < n; i++)
		row_value(r->app->archive, r->fields ? r->fields[i] : r->table->list.at[i].field,
			record, false, &cells[i]);
}

/* A row that cannot be read says so in its first column; the reason goes to the message line. */
static void row(void *model, size_t index, struct str *cells)
{
	struct rows *r = model;
	struct record record = {0};
	uint64_t id;

	if (!rows_id(r, index, &id) || !table_get(r->app->archive, r->table, id, &record, &r->err))
		str_set(&cells[0], "（读不出）");
	else
		fill(r, &record, cells);
	record_free(&record);
}

static char mark(void *model, size_t index)
{
	struct rows *r = model;
	uint64_t id;

	return r->marks && r->marks->n && rows_id(r, index, &id) && marks_has(r->marks, id) ? '*'
											    : ' ';
}

static void find(void *model, const char *query)
{
	struct rows *r = model;

	err_clear(&r->err);
	view_find(r->view, query, &r->err);
}

bool rows_answer(struct rows *r, const char *query)
{
	bool more = false;

	if (!query || !*query)
		return false;
	find(r, query);
	bool any = count(r, &more) > 0;
	find(r, "");
	return any;
}

const struct listview_model rows_model = {
	.count = count,
	.row = row,
	.mark = mark,
	.find = find,
};
