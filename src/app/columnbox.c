#include <binggui/app/columnbox.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/stack.h>

enum { WIDTH_MIN = 2 };

struct columnbox {
	struct app *app;
	const struct def_table *table;
	struct look look;                     /* its columns are the first rows */
	VEC(const struct def_field *) others; /* then these */
	struct listview list;
	columnbox_done *done;
	void *x;
};

static const struct screen_ops columnbox_screen;

/* ---- what is shown --------------------------------------------------------------------------- */

static bool is_shown(const struct columnbox *b, const struct def_field *f)
{
	for (size_t i = 0; i < b->look.columns.n; i++)
		if (b->look.columns.at[i].field == f)
			return true;
	return false;
}

static void find_others(struct columnbox *b)
{
	vec_clear(&b->others);
	for (size_t i = 0; i < b->table->n; i++)
		if (!is_shown(b, b->table->fields[i]))
			vec_push(&b->others, (const struct def_field *)b->table->fields[i]);
	listview_refresh(&b->list);
}

static size_t count(void *model, bool *more)
{
	const struct columnbox *b = model;

	(void)more;
	return b->look.columns.n + b->others.n;
}

static void row(void *model, size_t index, struct str *cells)
{
	const struct columnbox *b = model;
	size_t n = b->look.columns.n;
	struct look_column one = {0};

	if (index < n)
		one = b->look.columns.at[index];
	else
		one.field = b->others.at[index - n];
	if (index < n) {
		str_addf(&cells[0], "%zu", index + 1);
		str_addf(&cells[3], "%zu", look_width(&one));
	}
	str_add(&cells[1], one.field->label);
	str_add(&cells[2], one.field->type->label);
	if (one.field->class == CLASS_SECRET)
		str_add(&cells[2], "，保密");
	if (one.field == b->look.sort)
		str_add(&cells[4], b->look.descending ? "倒序" : "顺序");
}

static char mark(void *model, size_t index)
{
	return index < ((struct columnbox *)model)->look.columns.n ? '*' : ' ';
}

static const struct listview_model columnbox_model = {.count = count, .row = row, .mark = mark};

/* ---- life ------------------------------------------------------------------------------------ */

void columnbox_push(struct app *app, const struct def_table *t, const struct look *now,
	columnbox_done *done, void *x)
{
	static const struct listview_column columns[] = {
		{"次序", 4, LISTVIEW_RIGHT},
		{"字段", 20, LISTVIEW_LEFT},
		{"类型", 14, LISTVIEW_LEFT},
		{"宽度", 4, LISTVIEW_RIGHT},
		{"排序", 0, LISTVIEW_LEFT},
	};
	struct columnbox *b = mem_new0(struct columnbox);

	*b = (struct columnbox){.app = app, .table = t, .done = done, .x = x};
	look_copy(&b->look, now);
	listview_init(&b->list, &columnbox_model, b, columns, sizeof columns / sizeof *columns);
	find_others(b);
	stack_push(app->stack, &columnbox_screen, b);
}

static void columnbox_free(void *x)
{
	struct columnbox *b = x;

	listview_free(&b->list);
	look_free(&b->look);
	vec_free(&b->others);
	mem_free(b);
}

/* ---- commands -------------------------------------------------------------------------------- */

static void say(struct columnbox *b, const char *text)
{
	stack_say(b->app->stack, ROLE_NOTICE, "%s", text);
}

static void hide(struct columnbox *b, size_t i)
{
	if (b->look.columns.n == 1)
		say(b, "至少要有一列");
	else
		vec_remove(&b->look.columns, i);
}

static void show(struct columnbox *b, const struct def_field *f)
{
	if (b->look.columns.n >= LOOK_COLUMNS)
		stack_say(b->app->stack, ROLE_NOTICE, "最多 %d 列，请先去掉别的", LOOK_COLUMNS);
	else
		vec_push(&b->look.columns, ((struct look_column){f, 0}));
}

/* A column that is shown joins the others at their end, so the cursor stays for the next one. */
static void toggle(struct columnbox *b, size_t at)
{
	if (at < b->look.columns.n) {
		hide(b, at);
	} else {
		show(b, b->others.at[at - b->look.columns.n]);
		list_move(&b->list.list, +1);
	}
	find_others(b);
}

static void move(struct columnbox *b, size_t at, int by)
{
	size_t to = at + (size_t)by;

	if (at >= b->look.columns.n) {
		say(b, "先按空格显示这一列，再排次序");
		return;
	}
	if (to >= b->look.columns.n)
		return; /* -1 of the first wraps to there too */
	struct look_column swap = b->look.columns.at[at];
	b->look.columns.at[at] = b->look.columns.at[to];
	b->look.columns.at[to] = swap;
	list_go(&b->list.list, to);
}

static void widen(struct columnbox *b, size_t at, int by)
{
	if (at >= b->look.columns.n)
		return;
	struct look_column *c = &b->look.columns.at[at];
	int width = (int)look_width(c) + by;
	width = width < WIDTH_MIN ? WIDTH_MIN : width > LOOK_WIDTH ? LOOK_WIDTH : width;
	c->width = (size_t)width;
}

static void reset(struct columnbox *b)
{
	struct look fresh = {0};

	look_default(&fresh, b->table);
	vec_free(&b->look.columns);
	b->look.columns.at = fresh.columns.at;
	b->look.columns.n = fresh.columns.n;
	b->look.columns.cap = fresh.columns.cap;
	fresh.columns.at = NULL;
	fresh.columns.n = fresh.columns.cap = 0;
	look_free(&fresh);
	find_others(b);
	list_go(&b->list.list, 0);
	stack_say(b->app->stack, ROLE_GOOD, "列和宽度都是默认的；F2 采用");
}

static void take(struct columnbox *b)
{
	struct look chosen = {0};
	columnbox_done *done = b->done;
	void *x = b->x;

	look_copy(&chosen, &b->look);
	stack_pop(b->app->stack);
	done(x, &chosen);
	look_free(&chosen);
}

static bool columnbox_command(void *x, const char *command)
{
	static const struct {
		const char *name;
		void (*run)(struct columnbox *b, size_t at, int by);
		int by;
	} commands[] = {
		{"up", move, -1},
		{"down", move, +1},
		{"narrower", widen, -1},
		{"wider", widen, +1},
	};
	struct columnbox *b = x;
	size_t at = b->list.list.cursor;

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strcmp(commands[i].name, command) == 0) {
			commands[i].run(b, at, commands[i].by);
			if (commands[i].run == move && b->list.list.cursor == at)
				stack_say(b->app->stack, ROLE_NOTICE,
					"只有显示的列能换次序，到头了就不能再移");
			return true;
		}
	if (strcmp(command, "mark") == 0)
		toggle(b, at);
	else if (strcmp(command, "reset") == 0)
		reset(b);
	else if (strcmp(command, "save") == 0)
		take(b);
	else
		return false;
	return true;
}

/* ---- the screen ------------------------------------------------------------------------------ */

static void columnbox_title(void *x, struct str *out)
{
	str_addf(out, "%s  选列", ((struct columnbox *)x)->table->title);
}

static void columnbox_paint(void *x, struct canvas *c, struct rect body)
{
	listview_paint(&((struct columnbox *)x)->list, c, body);
}

static bool columnbox_key(void *x, const struct press *k)
{
	struct columnbox *b = x;

	if (k->kind == PRESS_LEFT || k->kind == PRESS_RIGHT) {
		widen(b, b->list.list.cursor, k->kind == PRESS_LEFT ? -1 : +1);
		return true;
	}
	return listview_key(&b->list, k);
}

static enum role columnbox_message(void *x, struct str *out)
{
	(void)x;
	str_add(out, "* 显示的列。空格 显隐  ←→ 宽度  F7 F8 次序  F2 采用");
	return ROLE_DIM;
}

static const struct screen_ops columnbox_screen = {
	.context = "columns",
	.title = columnbox_title,
	.paint = columnbox_paint,
	.key = columnbox_key,
	.command = columnbox_command,
	.message = columnbox_message,
	.free = columnbox_free,
};
