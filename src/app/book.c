#include <binggui/app/book.h>

#include <stdio.h>
#include <string.h>

#include <binggui/app/booktext.h>
#include <binggui/app/editor.h>
#include <binggui/app/matching.h>
#include <binggui/app/mergepick.h>
#include <binggui/app/movebox.h>
#include <binggui/app/paper.h>
#include <binggui/app/row.h>
#include <binggui/app/rows.h>
#include <binggui/app/timeline.h>
#include <binggui/base/mem.h>
#include <binggui/domain/chapters.h>
#include <binggui/table/journal.h>
#include <binggui/table/table.h>
#include <binggui/text/width.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/stack.h>

enum { MAX_COLUMNS = 24 };

struct book {
	struct app *app;
	const struct def_table *table;
	uint64_t id;
	uint64_t tick; /* archive_tick() when the chapters were right */
	struct chapters chapters;
	size_t at; /* what is seen: 0 = the person, else a chapter */
	struct listview list;
	bool has_list;
	struct paper paper;
	struct err err;
};

static const struct screen_ops book_screen;
static const struct listview_model page_model, related_model;

/* ---- what is in it --------------------------------------------------------------------------- */

static struct chapter *current(const struct book *b)
{
	return b->at ? &b->chapters.at[b->at - 1] : NULL;
}

static const struct def_table *current_table(const struct book *b)
{
	return b->at ? current(b)->table : b->table;
}

static bool load(struct book *b)
{
	struct record person = {0};

	b->tick = archive_tick(b->app->archive);
	err_clear(&b->err);
	bool ok = table_get(b->app->archive, b->table, b->id, &person, &b->err) &&
		  chapters_read(&b->chapters, b->app->archive, b->table, &person, &b->err);
	record_free(&person);
	return ok;
}

/* The person's own fields that hold something: one a row. */
static size_t page_columns(struct listview_column *out)
{
	out[0] = (struct listview_column){.label = "项目", .width = 16};
	out[1] = (struct listview_column){.label = "内容", .width = 0};
	return 2;
}

static size_t related_columns(const struct chapter *chapter, struct listview_column *out)
{
	const struct def_table *t = chapter->table;
	size_t n = 0;

	for (size_t i = 0; i < t->list.n && n < MAX_COLUMNS; i++) {
		const struct def_column *c = &t->list.at[i];
		if (c->field == chapter->link)
			continue;
		out[n++] = (struct listview_column){.label = c->field->label,
			.width = (int)(c->width ? c->width : c->field->type->width),
			.align = rows_align(c->field)};
	}
	return n;
}

static void turn(struct book *b, size_t at)
{
	struct listview_column columns[MAX_COLUMNS];

	b->at = at;
	if (b->has_list)
		listview_free(&b->list);
	bool own = at == 0;
	size_t n = own ? page_columns(columns) : related_columns(current(b), columns);
	listview_init(&b->list, own ? &page_model : &related_model, b, columns, n);
	b->list.empty = "还没有记录；F7 新建";
	b->has_list = true;
}

/* The place of that register in the book, 0 if it is not in it. */
static size_t place_of(const struct book *b, const struct def_table *t)
{
	for (size_t i = 0; i < b->chapters.n; i++)
		if (b->chapters.at[i].table == t)
			return i + 1;
	return 0;
}

/* The record that this one hangs on, if this one has no book of its own. */
static bool belongs(struct app *app, const struct def_table *t, uint64_t id, uint64_t *owner)
{
	const struct expr_env *env = &app->archive->env;
	struct record r = {0};
	struct err e = {0};
	bool found = false;

	if (t->book.n || !t->owner || !def_words_has(&t->owner->target->book, t->name))
		return false;
	if (table_get(app->archive, t, id, &r, &e)) {
		const struct record *to =
			env->follow(env->context, t->owner->target, record_field(&r, t->owner));
		found = to != NULL;
		*owner = to ? to->id : 0;
	}
	record_free(&r);
	return found;
}

void book_push(struct app *app, const struct def_table *t, uint64_t id)
{
	struct book *b = mem_new0(struct book);
	uint64_t owner;

	*b = (struct book){.app = app, .table = t, .id = id};
	if (belongs(app, t, id, &owner)) {
		b->table = t->owner->target;
		b->id = owner;
	}
	chapters_make(&b->chapters, app->archive->defs, b->table);
	bool ok = load(b);
	if (!ok)
		stack_say(app->stack, ROLE_PROBLEM, "%s", b->err.text);
	turn(b, ok && b->table != t ? place_of(b, t) : 0);
	if (ok)
		stack_push(app->stack, &book_screen, b);
	else
		book_screen.free(b);
}

static void book_free(void *x)
{
	struct book *b = x;

	listview_free(&b->list);
	chapters_free(&b->chapters);
	paper_free(&b->paper);
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
	return current(model)->ids.n;
}

static void related_row(void *model, size_t index, struct str *cells)
{
	struct book *b = model;
	const struct chapter *t = current(b);
	struct record r = {0};
	size_t n = 0;

	if (!read_record(b, t->table, t->ids.at[index], &r))
		str_set(&cells[0], "（读不出）");
	for (size_t i = 0; r.id && i < t->table->list.n && n < MAX_COLUMNS; i++)
		if (t->table->list.at[i].field != t->link)
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
	size_t index;

	if (!b->at)
		return b->id;
	return listview_current(&b->list, &index) ? current(b)->ids.at[index] : 0;
}

/* A record that belongs to this person already when its form opens. */
static void new_related(struct book *b)
{
	const struct chapter *c = current(b);
	struct record person = {0}, first = {0};
	struct str reference = {0};

	if (!c) {
		stack_say(b->app->stack, ROLE_NORMAL, "先用 Tab、→ 或 F6 选好要新建的登记簿");
		return;
	}
	if (read_record(b, b->table, b->id, &person)) {
		chapter_reference(c, b->table, &person, &reference);
		record_set(&first, c->link->number, str_c(&reference));
		if (reference.n)
			editor_push_from(b->app, c->table, &first);
		else
			stack_say(b->app->stack, ROLE_PROBLEM, "先在档案里填上“%s”，再登记%s",
				c->via->label, c->table->title);
	}
	record_free(&person);
	record_free(&first);
	str_free(&reference);
}

static void chapter_picked(void *x, size_t index)
{
	if (index != PICKER_NONE)
		turn(x, index);
}

/* All of them with their counts: more than one line of the screen can hold. */
static void choose_chapter(struct book *b)
{
	struct picker_item *items = mem_array(b->chapters.n + 1, sizeof *items);
	char(*counts)[24] = mem_array(b->chapters.n + 1, sizeof *counts);

	items[0] = (struct picker_item){.label = b->table->title};
	for (size_t i = 0; i < b->chapters.n; i++) {
		snprintf(counts[i], sizeof counts[i], "%zu", b->chapters.at[i].ids.n);
		items[i + 1] = (struct picker_item){b->chapters.at[i].table->title, counts[i]};
	}
	picker_items(
		b->app->stack, "翻到", items, b->chapters.n + 1, b->at, NULL, chapter_picked, b);
	mem_free(items);
	mem_free(counts);
}

static bool journal_print(void *x, const char *path, struct err *e)
{
	struct book *b = x;

	return journal_note(b->app->archive, "print", b->table, b->id, path, e);
}

static void print_book(struct book *b)
{
	struct record r = {0};
	struct str text = {0}, name = {0};

	if (read_record(b, b->table, b->id, &r)) {
		booktext_make(b->app, b->table, &r, &b->chapters, &text);
		booktext_name(b->app, b->table, &r, &name);
		paper_ask(&b->paper, b->app, str_c(&name), &text, journal_print, b);
	}
	record_free(&r);
	str_free(&text);
	str_free(&name);
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
		editor_push(b->app, current_table(b), id);
	else if (strcmp(command, "history") == 0 && id)
		timeline_push(b->app, current_table(b), id);
	else if (strcmp(command, "move") == 0 && id)
		movebox_push(b->app, current_table(b), id);
	else if (strcmp(command, "goto") == 0)
		choose_chapter(b);
	else if (strcmp(command, "print") == 0)
		print_book(b);
	else if (strcmp(command, "merge") == 0)
		mergepick_other(b->app, b->table, b->id, merged, b);
	else if (strcmp(command, "match") == 0)
		matching_push(b->app, b->table, b->id);
	else
		return false;
	return true;
}

/* ---- the screen ------------------------------------------------------------------------------ */

static bool book_key(void *x, const struct press *k)
{
	struct book *b = x;
	size_t n = b->chapters.n + 1;

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

static bool of_person(const struct book *b)
{
	return strcmp(b->table->name, "person") == 0;
}

static void book_title(void *x, struct str *out)
{
	struct book *b = x;
	struct record r = {0};
	struct str title = {0};

	if (read_record(b, b->table, b->id, &r))
		table_title(b->app->archive, b->table, &r, &title);
	str_addf(out, "%s  %s", of_person(b) ? "一人一册" : "一册", str_c(&title));
	record_free(&r);
	str_free(&title);
}

/* "身份 1": a chapter that holds nothing has no number behind it. */
static void tab_text(const struct book *b, size_t i, struct str *out)
{
	const struct chapter *c = i ? &b->chapters.at[i - 1] : NULL;

	str_clear(out);
	str_addf(out, "%s%s", i == b->at ? "[" : "", c ? c->table->title : b->table->title);
	if (c && c->ids.n)
		str_addf(out, " %zu", c->ids.n);
	str_add(out, i == b->at ? "]" : "");
}

/* The first tab so far to the left that the one seen still has room behind it. */
static size_t first_tab(const struct book *b, int ambiguous, size_t room)
{
	struct str text = {0};
	size_t first = b->at, used = 0;

	for (size_t i = b->at + 1; i-- > 0;) {
		tab_text(b, i, &text);
		used += width_text(str_c(&text), ambiguous) + 2;
		if (used > room / 2 && i != b->at)
			break;
		first = i;
	}
	str_free(&text);
	return first;
}

/* "‹ 身份 1  [服役经历 2]  伤残登记  ›": as many as fit around the one seen. */
static void paint_tabs(const struct book *b, struct canvas *c, struct rect r)
{
	struct str text = {0};
	int end = r.col + r.cols - 2, col = r.col + 2;
	size_t first = first_tab(b, c->ambiguous, (size_t)(end - col)), i = first;

	canvas_text(c, r.row, r.col, 1, ROLE_DIM, first ? "<" : " ");
	for (; i <= b->chapters.n; i++) {
		bool empty = i && !b->chapters.at[i - 1].ids.n;
		tab_text(b, i, &text);
		int width = (int)width_text(str_c(&text), c->ambiguous);
		if (col + width > end)
			break;
		canvas_text(c, r.row, col, width,
			i == b->at ? ROLE_BOLD
			: empty    ? ROLE_DIM
				   : ROLE_NORMAL,
			str_c(&text));
		col += width + 2;
	}
	if (i <= b->chapters.n)
		canvas_text(c, r.row, r.col + r.cols - 1, 1, ROLE_DIM, ">");
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
		str_addf(out, "Tab ← → 换登记簿，F6 直接翻到；Enter 打开；F7 %s",
			of_person(b) ? "给这个人新建一条" : "新建相关的一条");
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
