#include <binggui/app/mergepick.h>

#include <binggui/app/row.h>
#include <binggui/app/rows.h>
#include <binggui/base/mem.h>
#include <binggui/domain/duplicate.h>
#include <binggui/domain/merge.h>
#include <binggui/table/table.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/stack.h>

enum { MAX_COLUMNS = 12, RULE_WIDTH = 24 };

/* One choice under way; freed when the last picker is done. */
struct choice {
	struct app *app;
	const struct def_table *table;
	uint64_t ids[2];
	struct duplicates alike; /* shown above the rows until something is typed */
	bool typed;
	struct rows rows;
	mergebox_done *done;
	void *x;
};

static struct choice *choice_new(struct app *app, const struct def_table *t, uint64_t first,
	uint64_t second, mergebox_done *done, void *x)
{
	struct choice *c = mem_new0(struct choice);

	*c = (struct choice){.app = app, .table = t, .ids = {first, second}, .done = done, .x = x};
	return c;
}

static void choice_free(struct choice *c)
{
	rows_close(&c->rows);
	duplicates_free(&c->alike);
	mem_free(c);
}

static void give_up(struct choice *c, const struct err *e)
{
	stack_say(c->app->stack, ROLE_PROBLEM, "%s", e->text);
	choice_free(c);
}

/* ---- which stays ----------------------------------------------------------------------------- */

static void kept_picked(void *x, size_t index)
{
	struct choice *c = x;

	if (index != PICKER_NONE)
		mergebox_push(c->app, c->table, c->ids[index], c->ids[1 - index], c->done, c->x);
	choice_free(c);
}

/* "张三 新华村 1-27：填了 12 项，名下 3 条" */
static void describe(struct choice *c, const struct merge *m, struct str *out, size_t *weight)
{
	const struct record *r = &m->sides[MERGE_OTHER];
	size_t n = m->related.moves.n + m->related.rivals.n;
	char id[32];

	record_id_text(r->id, id);
	table_title(c->app->archive, c->table, r, out);
	str_addf(out, " %s：填了 %zu 项，名下 %zu 条", id, r->n, n);
	*weight = r->n + n;
}

/* The fuller one has the cursor. */
static void ask_kept(struct choice *c)
{
	struct merge m = {0};
	struct str texts[2] = {{0}};
	size_t weights[2] = {0};
	struct err e = {0};
	bool ok = true;

	for (int i = 0; ok && i < 2; i++) {
		ok = merge_plan(&m, c->app->archive, c->table, c->ids[1 - i], c->ids[i], &e);
		if (ok)
			describe(c, &m, &texts[i], &weights[i]);
	}
	merge_free(&m);
	const struct picker_item items[] = {{str_c(&texts[0]), NULL}, {str_c(&texts[1]), NULL}};
	if (ok)
		picker_items(c->app->stack, "合并成一个人：保留哪一条", items, 2,
			weights[1] > weights[0], NULL, kept_picked, c);
	else
		give_up(c, &e);
	str_free(&texts[0]);
	str_free(&texts[1]);
}

void mergepick_two(struct app *app, const struct def_table *t, uint64_t first, uint64_t second,
	mergebox_done *done, void *x)
{
	ask_kept(choice_new(app, t, first, second, done, x));
}

/* ---- which other ----------------------------------------------------------------------------- */

static size_t alike_shown(const struct choice *c)
{
	return c->typed ? 0 : c->alike.n;
}

static bool id_at(struct choice *c, size_t index, uint64_t *id)
{
	size_t n = alike_shown(c);

	if (index >= n)
		return rows_id(&c->rows, index - n, id);
	*id = c->alike.at[index].id;
	return true;
}

static size_t count(void *model, bool *more)
{
	struct choice *c = model;

	return alike_shown(c) + rows_model.count(&c->rows, more);
}

/* The table's list columns with "why it looks like it" behind the first. */
static void row(void *model, size_t index, struct str *cells)
{
	struct choice *c = model;
	const struct def_list *list = &c->table->list;
	struct record r = {0};
	uint64_t id;

	if (!id_at(c, index, &id) || !table_get(c->app->archive, c->table, id, &r, &c->rows.err)) {
		str_set(&cells[0], "（读不出）");
		return;
	}
	for (size_t i = 0; i < list->n && i < MAX_COLUMNS; i++)
		row_value(c->app->archive, list->at[i].field, &r, false, &cells[i ? i + 1 : 0]);
	if (id == c->ids[0])
		str_set(&cells[1], "（本人）");
	for (size_t i = 0; i < c->alike.n; i++)
		if (c->alike.at[i].id == id)
			str_set(&cells[1], duplicate_label(c->alike.at[i].rule));
	record_free(&r);
}

static char mark(void *model, size_t index)
{
	return index < alike_shown(model) ? '?' : ' ';
}

static void find(void *model, const char *query)
{
	struct choice *c = model;

	c->typed = !text_blank(query);
	rows_model.find(&c->rows, query);
}

static const struct listview_model other_model = {
	.count = count,
	.row = row,
	.mark = mark,
	.find = find,
};

static void other_picked(void *x, size_t index)
{
	struct choice *c = x;

	if (index == PICKER_NONE)
		choice_free(c);
	else if (!id_at(c, index, &c->ids[1]))
		give_up(c, &c->rows.err);
	else
		ask_kept(c);
}

static bool look_for_alike(struct choice *c, struct err *e)
{
	struct record r = {0};
	bool ok = table_get(c->app->archive, c->table, c->ids[0], &r, e) &&
		  duplicate_find(c->app->archive, c->table, &r, &c->alike, e);

	record_free(&r);
	return ok;
}

void mergepick_other(
	struct app *app, const struct def_table *t, uint64_t id, mergebox_done *done, void *x)
{
	struct choice *c = choice_new(app, t, id, 0, done, x);
	struct listview_column columns[MAX_COLUMNS + 1];
	struct err e = {0};

	if (!look_for_alike(c, &e) || !rows_open(&c->rows, app, t, &e)) {
		give_up(c, &e);
		return;
	}
	size_t n = rows_columns(t, columns, MAX_COLUMNS);
	for (size_t i = n; i > 1; i--)
		columns[i] = columns[i - 1];
	columns[1] = (struct listview_column){.label = "为什么像", .width = RULE_WIDTH};
	picker_model(app->stack, c->alike.n ? "和哪一条合并（? 是可能重复的）" : "和哪一条合并",
		&other_model, c, columns, n + 1, NULL, other_picked, c);
}
