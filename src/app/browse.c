#include <binggui/app/browse.h>

#include <string.h>

#include <binggui/app/book.h>
#include <binggui/app/bulkbox.h>
#include <binggui/app/columnbox.h>
#include <binggui/app/eachbox.h>
#include <binggui/app/editor.h>
#include <binggui/app/exportbox.h>
#include <binggui/app/filterbox.h>
#include <binggui/app/importask.h>
#include <binggui/app/look.h>
#include <binggui/app/marks.h>
#include <binggui/app/matching.h>
#include <binggui/app/mergepick.h>
#include <binggui/app/movebox.h>
#include <binggui/app/printing.h>
#include <binggui/app/remember.h>
#include <binggui/app/rows.h>
#include <binggui/app/sortbox.h>
#include <binggui/app/timeline.h>
#include <binggui/app/viewbox.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/table.h>
#include <binggui/ui/paint.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

struct browse {
	struct app *app;
	struct rows rows;
	struct listview list;
	struct look look;   /* what is shown: columns, order, filter */
	struct marks marks; /* some may not be among the rows */
	struct sortbox sorting;
	struct viewbox views;
	struct exportbox exporting;
	struct bulkbox changing;
	struct printing printing;
};

static const struct screen_ops browse_screen;

static void say_failed(struct browse *b, const struct err *e)
{
	stack_say(b->app->stack, ROLE_PROBLEM, "%s", e->text);
}

/* ---- the look -------------------------------------------------------------------------------- */

static void show_columns(struct browse *b)
{
	const struct def_field *fields[LOOK_COLUMNS];
	struct listview_column columns[LOOK_COLUMNS];
	struct str labels[LOOK_COLUMNS] = {0};
	bool ascii = term_canvas(b->app->term)->lines == CANVAS_ASCII;
	size_t n = look_list(&b->look, ascii, labels, columns);

	for (size_t i = 0; i < n; i++)
		fields[i] = b->look.columns.at[i].field;
	rows_show(&b->rows, fields, n);
	listview_set_columns(&b->list, columns, n);
	for (size_t i = 0; i < n; i++)
		str_free(&labels[i]);
}

/* Shows the rows as a look says; false leaves order and filter as they were. */
static bool take(struct browse *b, const struct look *l, struct err *e)
{
	bool sorted = l->sort == b->look.sort && l->descending == b->look.descending;
	bool filtered = text_eq(l->filter, b->look.filter);

	if (!filtered && !rows_filter(&b->rows, l->filter, e))
		return false;
	if (!sorted && !rows_sort(&b->rows, l->sort, l->descending, e))
		return false;
	look_copy(&b->look, l);
	show_columns(b);
	listview_refresh(&b->list);
	if (!sorted || !filtered)
		list_go(&b->list.list, 0);
	return true;
}

/* Columns and order stay for the next time; a filter does not, so that nobody misses records unawares. */
static void remember(struct browse *b)
{
	struct look kept = {0};
	struct str text = {0};
	struct err e = {0};

	look_copy(&kept, &b->look);
	look_set_filter(&kept, NULL);
	look_write(&kept, &text);
	if (!remember_set(b->app, "list", b->rows.table, str_c(&text), &e))
		say_failed(b, &e);
	str_free(&text);
	look_free(&kept);
}

static void look_chosen(void *x, const struct look *chosen)
{
	struct browse *b = x;
	struct err e = {0};

	if (take(b, chosen, &e))
		remember(b);
	else
		say_failed(b, &e);
}

static void view_chosen(void *x, const struct look *chosen, const char *name)
{
	struct browse *b = x;
	struct err e = {0};

	if (!take(b, chosen, &e)) {
		say_failed(b, &e);
		return;
	}
	remember(b);
	stack_say(b->app->stack, ROLE_GOOD, "视图：%s", name);
}

static bool filter_typed(void *x, const char *condition, struct err *e)
{
	struct browse *b = x;
	struct look l = {0};

	look_copy(&l, &b->look);
	look_set_filter(&l, condition);
	bool ok = take(b, &l, e);
	look_free(&l);
	return ok;
}

/* ---- life ------------------------------------------------------------------------------------ */

static void browse_free(void *x)
{
	struct browse *b = x;

	listview_free(&b->list);
	rows_close(&b->rows);
	look_free(&b->look);
	marks_free(&b->marks);
	viewbox_free(&b->views);
	exportbox_free(&b->exporting);
	bulkbox_free(&b->changing);
	printing_free(&b->printing);
	sortbox_free(&b->sorting);
	mem_free(b);
}

static bool open_rows(struct browse *b, const struct def_table *t, struct err *e)
{
	struct str text = {0};
	struct look kept = {0};
	bool ok = rows_open(&b->rows, b->app, t, e) && remember_get(b->app, "list", t, &text, e);

	look_default(&b->look, t);
	b->rows.marks = &b->marks;
	look_read(&kept, t, str_c(&text));
	if (ok && (kept.sort != b->look.sort || kept.descending != b->look.descending))
		ok = rows_sort(&b->rows, kept.sort, kept.descending, e);
	look_copy(&b->look, &kept);
	look_free(&kept);
	str_free(&text);
	return ok;
}

void browse_push(struct app *app, const struct def_table *t, const char *typed)
{
	struct browse *b = mem_new0(struct browse);
	struct err e = {0};

	b->app = app;
	if (!open_rows(b, t, &e)) {
		say_failed(b, &e);
		browse_free(b);
		return;
	}
	listview_init(&b->list, &rows_model, &b->rows, NULL, 0);
	show_columns(b);
	b->list.hint = "键入查找：汉字、拼音首字母、尾号；几个词用空格隔开";
	b->list.empty = "没有记录；F7 新建";
	stack_push(app->stack, &browse_screen, b);
	if (typed)
		listview_set_query(&b->list, typed);
}

/* The list just pushed; NULL if it could not be. */
static struct browse *pushed(struct app *app, const struct def_table *t)
{
	browse_push(app, t, NULL);
	return stack_top_ops(app->stack) == &browse_screen ? stack_top(app->stack) : NULL;
}

void browse_push_filtered(struct app *app, const struct def_table *t, const char *condition)
{
	struct browse *b = pushed(app, t);
	struct err e = {0};

	if (b && !filter_typed(b, condition, &e))
		say_failed(b, &e);
}

void browse_push_view(struct app *app, const struct def_table *t, const char *name)
{
	struct browse *b = pushed(app, t);
	struct shelf shelf = {0};
	struct str text = {0};
	struct err e = {0};

	if (b && remember_get(app, "views", t, &text, &e)) {
		shelf_read(&shelf, t, str_c(&text));
		const struct shelf_view *v = shelf_find(&shelf, name);
		if (v)
			view_chosen(b, &v->look, name);
	}
	shelf_free(&shelf);
	str_free(&text);
}

/* ---- the screen ------------------------------------------------------------------------------ */

static void browse_title(void *x, struct str *out)
{
	const struct browse *b = x;

	str_add(out, b->rows.table->title);
	if (b->marks.n)
		str_addf(out, "  已标记 %zu", b->marks.n);
	look_words(&b->look, b->app->archive->defs, b->rows.table, out);
}

static bool narrowed(const struct browse *b)
{
	return b->look.filter || b->list.query.n;
}

static void browse_paint(void *x, struct canvas *c, struct rect body)
{
	struct browse *b = x;

	b->list.empty = b->list.query.n  ? "没有找到；Esc 清空，换个写法再找"
			: b->look.filter ? "没有符合的；F5 改筛选"
					 : "没有记录；F7 新建";
	listview_paint(&b->list, c, body);
}

static enum role browse_message(void *x, struct str *out)
{
	const struct browse *b = x;
	char found[PAINT_COUNT], all[PAINT_COUNT];

	if (b->rows.err.code) {
		str_add(out, b->rows.err.text);
		return ROLE_PROBLEM;
	}
	if (b->marks.n)
		str_addf(out, "Ctrl-G 批量改  Ctrl-E 导出  Ctrl-T 全标  %sEsc 取消标记",
			b->marks.n == 2 ? "Ctrl-X 合并  " : "");
	else if (narrowed(b)) {
		paint_count(view_count(b->rows.view), found);
		paint_count(archive_count(b->app->archive, b->rows.table), all);
		str_addf(out, "符合 %s 条，共 %s 条%s", found, all,
			b->list.query.n && view_count(b->rows.view) > 1 ? "；最像的在前" : "");
	}
	return ROLE_DIM;
}

static bool current(struct browse *b, uint64_t *id)
{
	size_t index;

	return listview_current(&b->list, &index) && rows_id(&b->rows, index, id);
}

/* The cursor stays on its record, wherever that stands now. */
static void refresh(struct browse *b)
{
	uint64_t id = 0;
	size_t position;
	bool known = current(b, &id);

	if (!rows_follow(&b->rows))
		return;
	stack_mark(b->app->stack);
	listview_refresh(&b->list);
	if (known && view_position(b->rows.view, id, &position))
		list_go(&b->list.list, position);
}

static void browse_tick(void *x, int64_t now_ms)
{
	struct browse *b = x;

	(void)now_ms;
	if (stack_top(b->app->stack) == b)
		refresh(b);
}

static void browse_resume(void *x)
{
	refresh(x);
}

static bool browse_key(void *x, const struct press *k)
{
	struct browse *b = x;

	return listview_key(&b->list, k);
}

/* Esc first lets go of what is marked. */
static bool browse_leave(void *x)
{
	struct browse *b = x;

	if (!b->marks.n)
		return true;
	stack_say(b->app->stack, ROLE_NOTICE, "取消了 %zu 条的标记；再按一次返回", b->marks.n);
	marks_clear(&b->marks);
	return false;
}

/* ---- commands on one record ------------------------------------------------------------------ */

static void new_record(struct browse *b)
{
	editor_push(b->app, b->rows.table, 0);
}

static void void_confirmed(void *x, bool yes)
{
	struct browse *b = x;
	uint64_t id;

	if (!yes || !current(b, &id))
		return;
	struct err e = {0};
	if (editor_void(b->app, b->rows.table, id, &e)) {
		marks_remove(&b->marks, &id, 1);
		stack_say(b->app->stack, ROLE_GOOD, "已作废；在历史中可以撤销");
	} else {
		say_failed(b, &e);
	}
	refresh(b);
}

static void void_record(struct browse *b)
{
	struct record r = {0};
	struct str title = {0}, question = {0};
	struct press f8 = press_f(8);
	struct err e = {0};
	uint64_t id;

	if (current(b, &id) && table_get(b->app->archive, b->rows.table, id, &r, &e)) {
		table_title(b->app->archive, b->rows.table, &r, &title);
		str_addf(&question, "作废“%s”？", str_c(&title));
		prompt_yes(b->app->stack, str_c(&question), "记录留在历史中，可以撤销。", &f8,
			void_confirmed, b);
	}
	record_free(&r);
	str_free(&title);
	str_free(&question);
}

/* ---- commands on the list -------------------------------------------------------------------- */

static void clear_find(struct browse *b)
{
	listview_set_query(&b->list, "");
	stack_say(b->app->stack, ROLE_NORMAL, "直接键入即可查找");
}

static void filter(struct browse *b)
{
	filterbox_push(b->app, b->rows.table, b->look.filter, filter_typed, b);
}

static void sort(struct browse *b)
{
	sortbox_push(&b->sorting, b->app, b->rows.table, &b->look, look_chosen, b);
}

static void columns(struct browse *b)
{
	columnbox_push(b->app, b->rows.table, &b->look, look_chosen, b);
}

static void views(struct browse *b)
{
	viewbox_push(&b->views, b->app, b->rows.table, &b->look, view_chosen, b);
}

/* All rows; false if they cannot be read (told). */
static bool shown(struct browse *b, struct ids *out)
{
	if (rows_all(&b->rows, out))
		return true;
	say_failed(b, &b->rows.err);
	vec_free(out);
	return false;
}

static void mark(struct browse *b)
{
	uint64_t id;

	if (!current(b, &id))
		return;
	marks_toggle(&b->marks, id);
	list_move(&b->list.list, +1);
}

/* All that are shown; if all of them are marked already, none of them. */
static void mark_all(struct browse *b)
{
	struct ids ids = {0};

	if (!shown(b, &ids))
		return;
	if (marks_among(&b->marks, ids.at, ids.n) == ids.n)
		marks_remove(&b->marks, ids.at, ids.n);
	else
		marks_add(&b->marks, ids.at, ids.n);
	vec_free(&ids);
}

/* What is marked and among the rows; if nothing is marked, all rows. */
static bool chosen(struct browse *b, struct ids *out)
{
	if (!shown(b, out))
		return false;
	marks_only(&b->marks, out->at, &out->n);
	return true;
}

static void each_new(struct browse *b)
{
	eachbox_push(b->app, b->rows.table, b->marks.at, b->marks.n);
}

static void print_shown(struct browse *b)
{
	struct ids ids = {0};

	if (chosen(b, &ids))
		printing_push(&b->printing, b->app, b->rows.table, &ids, false);
	vec_free(&ids);
}

static void export_shown(struct browse *b)
{
	struct ids ids = {0};

	if (!chosen(b, &ids))
		return;
	if (ids.n)
		exportbox_push(&b->exporting, b->app, b->rows.table, &b->look, &ids);
	else
		stack_say(b->app->stack, ROLE_NOTICE,
			b->marks.n ? "标记的都不在现在的列表里，没有可导出的" : "没有可导出的记录");
	vec_free(&ids);
}

/* What failed stays marked, to be looked at and tried again. */
static void changed(void *x, const struct bulk_result *result)
{
	struct browse *b = x;

	if (!result->stopped)
		marks_clear(&b->marks);
	for (size_t i = 0; !result->stopped && i < result->failures.n; i++)
		marks_add(&b->marks, &result->failures.at[i].id, 1);
	refresh(b);
}

static void change_marked(struct browse *b)
{
	struct ids ids = {0};

	if (!b->marks.n) {
		stack_say(b->app->stack, ROLE_NOTICE,
			"先按空格或 Ins 标记要改的记录（Ctrl-T 标记列出的全部）");
		return;
	}
	if (!shown(b, &ids))
		return;
	size_t seen = marks_among(&b->marks, ids.at, ids.n);
	bulkbox_push(&b->changing, b->app, b->rows.table, b->marks.at, b->marks.n,
		b->marks.n - seen, changed, b);
	vec_free(&ids);
}

static void merged(void *x, uint64_t keep, uint64_t other)
{
	struct browse *b = x;
	size_t position;

	marks_remove(&b->marks, &keep, 1);
	marks_remove(&b->marks, &other, 1);
	refresh(b);
	if (view_position(b->rows.view, keep, &position))
		list_go(&b->list.list, position);
}

/* The two that are marked; if nothing is, this one and another. */
static void merge(struct browse *b)
{
	uint64_t id;

	if (b->marks.n == 2)
		mergepick_two(b->app, b->rows.table, b->marks.at[0], b->marks.at[1], merged, b);
	else if (b->marks.n)
		stack_say(b->app->stack, ROLE_NOTICE, "合并要正好标记两条，现在标记了 %zu 条",
			b->marks.n);
	else if (current(b, &id))
		mergepick_other(b->app, b->rows.table, id, merged, b);
}

/* What is done with the record under the cursor on a screen of its own. */
static bool record_command(struct browse *b, const char *command)
{
	static const struct {
		const char *name;
		void (*push)(struct app *app, const struct def_table *t, uint64_t id);
	} commands[] = {
		{"open", editor_push},
		{"book", book_push},
		{"history", timeline_push},
		{"move", movebox_push},
		{"match", matching_push},
	};
	uint64_t id;

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strcmp(commands[i].name, command) == 0) {
			if (current(b, &id))
				commands[i].push(b->app, b->rows.table, id);
			return true;
		}
	return false;
}

static void import(struct browse *b)
{
	importask_push(b->app, b->rows.table);
}

static bool browse_command(void *x, const char *command)
{
	static const struct {
		const char *name;
		void (*run)(struct browse *b);
	} commands[] = {
		{"new", new_record},
		{"void", void_record},
		{"find", clear_find},
		{"filter", filter},
		{"sort", sort},
		{"columns", columns},
		{"views", views},
		{"mark", mark},
		{"mark-all", mark_all},
		{"change", change_marked},
		{"merge", merge},
		{"export", export_shown},
		{"import", import},
		{"print", print_shown},
		{"each-new", each_new},
	};

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strcmp(commands[i].name, command) == 0) {
			commands[i].run(x);
			return true;
		}
	return record_command(x, command);
}

static const struct screen_ops browse_screen = {
	.context = "list",
	.title = browse_title,
	.paint = browse_paint,
	.key = browse_key,
	.command = browse_command,
	.message = browse_message,
	.tick = browse_tick,
	.resume = browse_resume,
	.leave = browse_leave,
	.free = browse_free,
};
