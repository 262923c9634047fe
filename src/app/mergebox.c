#include <binggui/app/mergebox.h>

#include <stdio.h>
#include <string.h>

#include <binggui/app/history.h>
#include <binggui/app/row.h>
#include <binggui/base/mem.h>
#include <binggui/domain/merge.h>
#include <binggui/table/journal.h>
#include <binggui/table/table.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/paint.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

enum { WHOLE_ROWS = 4 }; /* below the list, where there is room: both values in full */

struct mergebox {
	struct app *app;
	struct merge merge;
	bool revealed;
	struct listview list;
	mergebox_done *done;
	void *x;
};

static const struct screen_ops mergebox_screen;
static const struct listview_model mergebox_model;

static void say_failed(struct mergebox *b, const struct err *e)
{
	stack_say(b->app->stack, ROLE_PROBLEM, "%s", e->text);
}

static void mergebox_free(void *x)
{
	struct mergebox *b = x;

	merge_free(&b->merge);
	listview_free(&b->list);
	mem_free(b);
}

static void init_list(struct mergebox *b)
{
	char ids[2][32], heads[2][64];

	for (int side = 0; side < 2; side++)
		record_id_text(b->merge.sides[side].id, ids[side]);
	snprintf(heads[MERGE_KEEP], sizeof heads[0], "  保留 %s", ids[MERGE_KEEP]);
	snprintf(heads[MERGE_OTHER], sizeof heads[0], "  并入 %s", ids[MERGE_OTHER]);
	const struct listview_column columns[] = {
		{"项目", 14, LISTVIEW_LEFT},
		{heads[MERGE_KEEP], 0, LISTVIEW_LEFT},
		{heads[MERGE_OTHER], 0, LISTVIEW_LEFT},
	};
	listview_init(&b->list, &mergebox_model, b, columns, sizeof columns / sizeof *columns);
	b->list.empty = "两条的内容完全相同；F2 合并";
}

void mergebox_push(struct app *app, const struct def_table *t, uint64_t keep, uint64_t other,
	mergebox_done *done, void *x)
{
	struct mergebox *b = mem_new0(struct mergebox);
	struct err e = {0};

	*b = (struct mergebox){.app = app, .done = done, .x = x};
	bool ok = merge_plan(&b->merge, app->archive, t, keep, other, &e);
	init_list(b);
	if (ok) {
		stack_push(app->stack, &mergebox_screen, b);
	} else {
		say_failed(b, &e);
		mergebox_free(b);
	}
}

/* ---- what is shown --------------------------------------------------------------------------- */

/* A row is something of which each may have one only, or behind those a field. */
static struct merge_rival *rival_at(const struct mergebox *b, size_t index)
{
	return index < b->merge.related.rivals.n ? &b->merge.related.rivals.at[index] : NULL;
}

static struct merge_field *field_at(const struct mergebox *b, size_t index)
{
	return &b->merge.fields.at[index - b->merge.related.rivals.n];
}

static void rival_text(
	const struct mergebox *b, const struct merge_rival *r, int side, struct str *out)
{
	struct record record = {0};
	struct str value = {0};
	struct err e = {0};
	char id[32];

	record_id_text(r->ids[side], id);
	str_set(out, id);
	if (!table_get(b->app->archive, r->table, r->ids[side], &record, &e))
		str_add(out, " （读不出）");
	for (size_t i = 0; record.id && i < r->table->list.n; i++) {
		const struct def_field *f = r->table->list.at[i].field;
		if (f == r->table->owner)
			continue;
		row_value(b->app->archive, f, &record, b->revealed, &value);
		str_addf(out, "%s%s", value.n ? " " : "", str_c(&value));
	}
	record_free(&record);
	str_free(&value);
}

static void value_of(const struct mergebox *b, size_t index, int side, struct str *out)
{
	const struct merge_rival *r = rival_at(b, index);

	if (r) {
		rival_text(b, r, side, out);
		return;
	}
	const struct def_field *f = field_at(b, index)->field;
	history_value(b->app->archive, f, record_field(&b->merge.sides[side], f), b->revealed, out);
}

/* Whether the value of that side goes into what remains. */
static bool remains(const struct mergebox *b, size_t index, enum merge_side side)
{
	const struct merge_rival *r = rival_at(b, index);

	if (r)
		return r->chosen == side;
	const struct merge_field *f = field_at(b, index);
	return f->kind == MERGE_UNITED || f->chosen == side;
}

static bool is_open(const struct mergebox *b, size_t index)
{
	const struct merge_rival *r = rival_at(b, index);

	return (r ? r->chosen : field_at(b, index)->chosen) == MERGE_OPEN;
}

/* Where the second differs from the first in a few places. */
static void add_places(const struct mergebox *b, size_t index, struct str *out)
{
	const struct def_field *f = rival_at(b, index) ? NULL : field_at(b, index)->field;

	if (f && !f->target && !f->codes && (b->revealed || f->class != CLASS_SECRET))
		history_places(record_field(&b->merge.sides[MERGE_KEEP], f),
			record_field(&b->merge.sides[MERGE_OTHER], f), out);
}

static size_t model_count(void *model, bool *more)
{
	const struct mergebox *b = model;

	(void)more;
	return b->merge.related.rivals.n + b->merge.fields.n;
}

static void model_row(void *model, size_t index, struct str *cells)
{
	const struct mergebox *b = model;
	const struct merge_rival *r = rival_at(b, index);
	struct str value = {0};

	str_set(&cells[0], r ? r->table->title : field_at(b, index)->field->label);
	for (int side = 0; side < 2; side++) {
		value_of(b, index, side, &value);
		history_flatten(&value);
		str_addf(&cells[1 + side], "%s%s", remains(b, index, side) ? "* " : "  ",
			str_c(&value));
	}
	add_places(b, index, &cells[2]);
	str_free(&value);
}

static char model_mark(void *model, size_t index)
{
	return is_open(model, index) ? '!' : ' ';
}

static const struct listview_model mergebox_model = {
	.count = model_count,
	.row = model_row,
	.mark = model_mark,
};

static void mergebox_title(void *x, struct str *out)
{
	const struct mergebox *b = x;
	struct str title = {0};

	table_title(b->app->archive, b->merge.table, &b->merge.sides[MERGE_KEEP], &title);
	str_addf(out, "合并两条：%s", str_c(&title));
	str_free(&title);
}

/* "相同 8 项（没有列出）；随之转来：服役经历 2、身份 1" */
static int paint_counts(const struct mergebox *b, struct canvas *c, struct rect r)
{
	struct str moves = {0}, text = {0};

	merge_moves_text(&b->merge, &moves);
	str_addf(&text, "* 是合并后的内容；相同的 %zu 项没有列出；%s%s", b->merge.same,
		moves.n ? "随之转来：" : "没有要转来的记录", str_c(&moves));
	int lines = paint_text(c, r, ROLE_NORMAL, str_c(&text), 0);
	str_free(&moves);
	str_free(&text);
	return lines;
}

static void paint_whole(const struct mergebox *b, struct canvas *c, struct rect r)
{
	static const char *const names[] = {"保留：", "并入："};
	struct str text = {0}, value = {0};
	size_t index;

	if (!listview_current(&b->list, &index))
		return;
	for (int side = 0; side < 2; side++) {
		value_of(b, index, side, &value);
		history_flatten(&value);
		str_addf(&text, "%s%s\n", names[side], str_c(&value));
	}
	paint_text(c, r, ROLE_NORMAL, str_c(&text), 0);
	str_free(&text);
	str_free(&value);
}

static void mergebox_paint(void *x, struct canvas *c, struct rect body)
{
	struct mergebox *b = x;
	int lines = paint_counts(b, c, body);

	body.row += lines;
	body.rows -= lines;
	if (body.rows > 2 * WHOLE_ROWS + 1) {
		struct rect whole = {
			body.row + body.rows - WHOLE_ROWS, body.col, WHOLE_ROWS, body.cols};
		body.rows -= WHOLE_ROWS + 1;
		paint_whole(b, c, whole);
	}
	if (body.rows > 0)
		listview_paint(&b->list, c, body);
}

static enum role mergebox_message(void *x, struct str *out)
{
	const struct mergebox *b = x;
	size_t n = merge_undecided(&b->merge);

	if (n)
		str_addf(out, "还有 %zu 项（!）没有选：← 用左边的，→ 用右边的", n);
	else
		str_add(out, "都选好了：F2 合并，Esc 不合并");
	return n ? ROLE_NOTICE : ROLE_GOOD;
}

/* ---- choosing -------------------------------------------------------------------------------- */

/* On to the next row that is open, so that the arrows alone go through all of them. */
static void go_on(struct mergebox *b, size_t from)
{
	size_t n = model_count(b, NULL);

	for (size_t i = 0; i < n; i++)
		if (is_open(b, (from + i) % n)) {
			list_go(&b->list.list, (from + i) % n);
			return;
		}
}

static bool choose(struct mergebox *b, enum merge_side side)
{
	size_t index;

	if (!listview_current(&b->list, &index))
		return true;
	struct merge_rival *r = rival_at(b, index);
	if (r)
		r->chosen = side;
	else if (field_at(b, index)->kind == MERGE_DIFFER)
		merge_choose(&b->merge, index - b->merge.related.rivals.n, side);
	else
		stack_say(b->app->stack, ROLE_NORMAL,
			field_at(b, index)->kind == MERGE_UNITED
				? "这一项可以有几个，两边的都留"
				: "只有一边有，合并后就用它；合并后可以在表单里改");
	go_on(b, index);
	return true;
}

static bool choose_left(struct mergebox *b)
{
	return choose(b, MERGE_KEEP);
}

static bool choose_right(struct mergebox *b)
{
	return choose(b, MERGE_OTHER);
}

static bool mergebox_key(void *x, const struct press *k)
{
	struct mergebox *b = x;

	if (k->kind == PRESS_LEFT)
		return choose_left(b);
	if (k->kind == PRESS_RIGHT)
		return choose_right(b);
	return listview_key(&b->list, k);
}

static bool swap(struct mergebox *b)
{
	size_t index;

	if (listview_current(&b->list, &index))
		choose(b, remains(b, index, MERGE_KEEP) ? MERGE_OTHER : MERGE_KEEP);
	return true;
}

/* ---- doing it -------------------------------------------------------------------------------- */

static void finish(struct mergebox *b)
{
	struct stack *stack = b->app->stack;
	uint64_t keep = b->merge.sides[MERGE_KEEP].id, other = b->merge.sides[MERGE_OTHER].id;
	size_t moved = b->merge.related.moves.n;
	char ids[2][32];

	for (int side = 0; side < 2; side++)
		record_id_text(b->merge.sides[side].id, ids[side]);
	mergebox_done *done = b->done;
	void *x = b->x;
	stack_pop(stack);
	if (done)
		done(x, keep, other);
	stack_say(stack, ROLE_GOOD, "%s 已合并到 %s，转来 %zu 条；在“导入历史与撤销”里可以撤销",
		ids[MERGE_OTHER], ids[MERGE_KEEP], moved);
}

static void confirmed(void *x, bool yes)
{
	struct mergebox *b = x;
	struct err e = {0};

	if (!yes)
		stack_say(b->app->stack, ROLE_NORMAL, "没有合并，什么都没有改");
	else if (merge_apply(&b->merge, &e))
		finish(b);
	else
		say_failed(b, &e);
}

/* The end of the number that remains; the id of what goes where there is no number. */
static void expected(const struct mergebox *b, struct str *out)
{
	const struct def_table *t = b->merge.table;
	struct record r = {0};
	char id[32];

	record_id_text(b->merge.sides[MERGE_OTHER].id, id);
	str_set(out, id);
	merge_result(&b->merge, &r);
	for (size_t i = 0; i < t->n; i++) {
		const char *number = record_field(&r, t->fields[i]);
		if (text_eq(t->fields[i]->type_name, "idno") && strlen(number) > 4) {
			str_set(out, number + strlen(number) - 4);
			break;
		}
	}
	record_free(&r);
}

static bool save(struct mergebox *b)
{
	size_t n = merge_undecided(&b->merge);
	struct str details = {0}, code = {0};

	if (n) {
		go_on(b, 0);
		stack_say(b->app->stack, ROLE_PROBLEM, "还有 %zu 项没有选，没有合并", n);
		return true;
	}
	merge_summary(&b->merge, &details);
	str_add(&details, "。\n请确认是同一个人。以后可以在“导入历史与撤销”里整个撤销。");
	expected(b, &code);
	prompt_typed(b->app->stack,
		code.n == 4 ? "合并成一个人？请输入保留的身份证号后四位"
			    : "合并成一个人？请输入并入的那条的编号",
		str_c(&details), str_c(&code), confirmed, b);
	str_free(&details);
	str_free(&code);
	return true;
}

static bool note(struct mergebox *b, const struct def_table *t, uint64_t id, struct err *e)
{
	return journal_note(b->app->archive, "reveal", t, id, "合并前比较", e);
}

static bool reveal(struct mergebox *b)
{
	const struct merge *m = &b->merge;
	struct err e = {0};
	bool ok = true;

	if (b->revealed)
		return true;
	for (int side = 0; side < 2; side++) {
		ok = ok && note(b, m->table, m->sides[side].id, &e);
		for (size_t i = 0; i < m->related.rivals.n; i++)
			ok = ok && note(b, m->related.rivals.at[i].table,
					   m->related.rivals.at[i].ids[side], &e);
	}
	b->revealed = ok;
	if (!ok)
		say_failed(b, &e);
	return true;
}

static bool mergebox_command(void *x, const char *command)
{
	static const struct {
		const char *name;
		bool (*run)(struct mergebox *b);
	} commands[] = {
		{"left", choose_left},
		{"right", choose_right},
		{"open", swap},
		{"save", save},
		{"reveal", reveal},
	};

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strcmp(commands[i].name, command) == 0)
			return commands[i].run(x);
	return false;
}

static const struct screen_ops mergebox_screen = {
	.context = "merge",
	.title = mergebox_title,
	.paint = mergebox_paint,
	.key = mergebox_key,
	.command = mergebox_command,
	.message = mergebox_message,
	.free = mergebox_free,
};
