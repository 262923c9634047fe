#include <binggui/app/book.h>

#include <string.h>

#include <binggui/app/editor.h>
#include <binggui/app/mergepick.h>
#include <binggui/app/row.h>
#include <binggui/app/timeline.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/table.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/stack.h>

enum { MAX_COLUMNS = 24 };

/* One register: the records in it that belong to the person. */
struct tab {
	const struct def_table *table;
	struct ids ids; /* of the first tab: the person alone */
};

struct book {
	struct app *app;
	const struct def_table *table;
	uint64_t id;
	uint64_t tick; /* archive_tick() when the tabs were right */
	VEC(struct tab) tabs;
	size_t at; /* the tab seen */
	struct listview list;
	bool has_list;
	struct err err;
};

static const struct screen_ops book_screen;
static const struct listview_model page_model, related_model;

/* ---- what is in it --------------------------------------------------------------------------- */

static struct tab *current_tab(const struct book *b)
{
	return &b->tabs.at[b->at];
}

static bool fill_tab(struct book *b, struct tab *t, const char *reference)
{
	vec_clear(&t->ids);
	if (t->table == b->table) {
		vec_push(&t->ids, b->id);
		return true;
	}
	return table_by_index(
		b->app->archive, t->table, t->table->owner, reference, 0, &t->ids, &b->err);
}

static bool load(struct book *b)
{
	struct record person = {0};
	struct str reference = {0};
	struct tab *t;

	b->tick = archive_tick(b->app->archive);
	err_clear(&b->err);
	bool ok = table_get(b->app->archive, b->table, b->id, &person, &b->err);
	if (ok)
		table_reference(b->table, &person, &reference);
	vec_each (t, &b->tabs)
		ok = ok && fill_tab(b, t, str_c(&reference));
	record_free(&person);
	str_free(&reference);
	return ok;
}

static void add_tab(struct book *b, const struct def_table *t)
{
	struct tab tab = {.table = t};

	if (t && (t == b->table || (t->owner && t->owner->target == b->table)))
		vec_push(&b->tabs, tab);
}

/* The person's own fields that hold something: one a row. */
static size_t page_columns(struct listview_column *out)
{
	out[0] = (struct listview_column){.label = "项目", .width = 16};
	out[1] = (struct listview_column){.label = "内容", .width = 0};
	return 2;
}

static size_t related_columns(const struct def_table *t, struct listview_column *out)
{
	size_t n = 0;

	for (size_t i = 0; i < t->list.n && n < MAX_COLUMNS; i++) {
		const struct def_column *c = &t->list.at[i];
		if (c->field == t->owner)
			continue;
		out[n++] = (struct listview_column){.label = c->field->label,
			.width = (int)(c->width ? c->width : c->field->type->width)};
	}
	return n;
}

static void turn(struct book *b, size_t at)
{
	struct listview_column columns[MAX_COLUMNS];

	b->at = at;
	if (b->has_list)
		listview_free(&b->list);
	bool own = current_tab(b)->table == b->table;
	size_t n = own ? page_columns(columns) : related_columns(current_tab(b)->table, columns);
	listview_init(&b->list, own ? &page_model : &related_model, b, columns, n);
	b->list.empty = "还没有记录；F7 新建";
	b->has_list = true;
}

void book_push(struct app *app, const struct def_table *t, uint64_t id)
{
	struct book *b = mem_new0(struct book);

	*b = (struct book){.app = app, .table = t, .id = id};
	add_tab(b, t);
	for (size_t i = 0; i < t->book.n; i++)
		add_tab(b, defs_table(app->archive->defs, t->book.at[i]));
	bool ok = load(b);
	if (!ok)
		stack_say(app->stack, ROLE_PROBLEM, "%s", b->err.text);
	turn(b, 0);
	if (ok)
		stack_push(app->stack, &book_screen, b);
	else
		book_screen.free(b);
}

static void book_free(void *x)
{
	struct book *b = x;
	struct tab *t;

	listview_free(&b->list);
	vec_each (t, &b->tabs)
		vec_free(&t->ids);
	vec_free(&b->tabs);
	mem_free(b);
}

/* ---- models ---------------------------------------------------------------------------------- */

static bool read_record(struct book *b, const struct def_table *t, uint64_t id, struct record *r)
{
	return table_get(b->app->archive, t, id, r, &b->err);
}

/* The n-th field of the person that is not empty, or how many there are. */
static size_t filled(struct book *b, const struct record *r, size_t n, const struct def_field **f,
	struct str *value)
{
	size_t count = 0;

	for (size_t i = 0; i < b->table->n; i++) {
		row_value(b->app->archive, b->table->fields[i], r, false, value);
		if (!value->n)
			continue;
		*f = b->table->fields[i];
		if (count++ == n)
			break;
	}
	return count;
}

static size_t page_count(void *model, bool *more)
{
	struct book *b = model;
	struct record r = {0};
	struct str value = {0};
	const struct def_field *f;
	size_t n = 0;

	(void)more;
	if (read_record(b, b->table, b->id, &r))
		n = filled(b, &r, SIZE_MAX, &f, &value);
	record_free(&r);
	str_free(&value);
	return n;
}

static void page_row(void *model, size_t index, struct str *cells)
{
	struct book *b = model;
	struct record r = {0};
	const struct def_field *f = NULL;

	if (read_record(b, b->table, b->id, &r) && filled(b, &r, index, &f, &cells[1]) && f)
		str_set(&cells[0], f->label);
	record_free(&r);
}

static const struct listview_model page_model = {
	.count = page_count,
	.row = page_row,
};

static size_t related_count(void *model, bool *more)
{
	(void)more;
	return current_tab(model)->ids.n;
}

static void related_row(void *model, size_t index, struct str *cells)
{
	struct book *b = model;
	const struct tab *t = current_tab(b);
	struct record r = {0};
	size_t n = 0;

	if (!read_record(b, t->table, t->ids.at[index], &r))
		str_set(&cells[0], "（读不出）");
	for (size_t i = 0; r.id && i < t->table->list.n && n < MAX_COLUMNS; i++)
		if (t->table->list.at[i].field != t->table->owner)
			row_value(b->app->archive, t->table->list.at[i].field, &r, false,
				&cells[n++]);
	record_free(&r);
}

static const struct listview_model related_model = {
	.count = related_count,
	.row = related_row,
};

/* ---- commands -------------------------------------------------------------------------------- */

static void refresh(struct book *b)
{
	if (archive_tick(b->app->archive) == b->tick)
		return;
	load(b);
	listview_refresh(&b->list);
}

static uint64_t current_id(const struct book *b)
{
	const struct tab *t = current_tab(b);
	size_t index;

	if (t->table == b->table)
		return b->id;
	return listview_current(&b->list, &index) ? t->ids.at[index] : 0;
}

/* A record that belongs to this person already when its form opens. */
static void new_related(struct book *b)
{
	const struct tab *t = current_tab(b);
	struct record person = {0}, first = {0};
	struct str reference = {0};

	if (t->table == b->table) {
		stack_say(b->app->stack, ROLE_NORMAL, "先用 Tab 或 → 选好要新建的登记簿");
		return;
	}
	if (read_record(b, b->table, b->id, &person)) {
		table_reference(b->table, &person, &reference);
		record_set(&first, t->table->owner->number, str_c(&reference));
		editor_push_from(b->app, t->table, &first);
	}
	record_free(&person);
	record_free(&first);
	str_free(&reference);
}

/* The book goes on with whoever stays. */
static void merged(void *x, uint64_t keep, uint64_t other)
{
	struct book *b = x;

	(void)other;
	b->id = keep;
	load(b);
	listview_refresh(&b->list);
}

static bool book_command(void *x, const char *command)
{
	struct book *b = x;
	uint64_t id = current_id(b);

	if (strcmp(command, "new") == 0)
		new_related(b);
	else if (strcmp(command, "open") == 0 && id)
		editor_push(b->app, current_tab(b)->table, id);
	else if (strcmp(command, "history") == 0 && id)
		timeline_push(b->app, current_tab(b)->table, id);
	else if (strcmp(command, "merge") == 0)
		mergepick_other(b->app, b->table, b->id, merged, b);
	else
		return false;
	return true;
}

/* ---- the screen ------------------------------------------------------------------------------ */

static bool book_key(void *x, const struct press *k)
{
	struct book *b = x;
	size_t n = b->tabs.n;

	if (k->kind == PRESS_TAB || k->kind == PRESS_RIGHT)
		turn(b, (b->at + 1) % n);
	else if (k->kind == PRESS_BACKTAB || k->kind == PRESS_LEFT)
		turn(b, (b->at + n - 1) % n);
	else if (k->kind == PRESS_CHAR && press_folded(*k).c >= '1' && press_folded(*k).c < '1' + n)
		turn(b, press_folded(*k).c - '1');
	else
		return listview_key(&b->list, k);
	return true;
}

static void book_title(void *x, struct str *out)
{
	struct book *b = x;
	struct record r = {0};
	struct str title = {0};

	if (read_record(b, b->table, b->id, &r))
		table_title(b->app->archive, b->table, &r, &title);
	str_addf(out, "一人一册  %s", str_c(&title));
	record_free(&r);
	str_free(&title);
}

/* "1 [对象档案]  2 身份 1  3 服役经历 2": the tab seen stands in brackets. */
static void paint_tabs(const struct book *b, struct canvas *c, struct rect r)
{
	struct str text = {0};
	int col = r.col;

	for (size_t i = 0; i < b->tabs.n; i++) {
		const struct tab *t = &b->tabs.at[i];
		bool seen = i == b->at;
		str_clear(&text);
		str_addf(&text, "%zu %s%s%s", i + 1, seen ? "[" : "", t->table->title,
			seen ? "]" : "");
		if (t->table != b->table)
			str_addf(&text, " %zu", t->ids.n);
		str_add(&text, "  ");
		col += canvas_text(c, r.row, col, r.col + r.cols - col,
			seen ? ROLE_BOLD : ROLE_NORMAL, str_c(&text));
	}
	str_free(&text);
}

static void book_paint(void *x, struct canvas *c, struct rect body)
{
	struct book *b = x;

	paint_tabs(b, c, body);
	body.row++;
	body.rows--;
	listview_paint(&b->list, c, body);
}

static enum role book_message(void *x, struct str *out)
{
	const struct book *b = x;

	if (b->err.code)
		str_add(out, b->err.text);
	else
		str_add(out, "Tab 或数字换登记簿；Enter 打开；F7 给这个人新建一条");
	return b->err.code ? ROLE_PROBLEM : ROLE_DIM;
}

static void book_tick(void *x, int64_t now_ms)
{
	struct book *b = x;

	(void)now_ms;
	if (stack_top(b->app->stack) == b)
		refresh(b);
}

static void book_resume(void *x)
{
	refresh(x);
}

static const struct screen_ops book_screen = {
	.context = "book",
	.title = book_title,
	.paint = book_paint,
	.key = book_key,
	.command = book_command,
	.message = book_message,
	.tick = book_tick,
	.resume = book_resume,
	.free = book_free,
};
