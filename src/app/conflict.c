#include <binggui/app/conflict.h>

#include <string.h>

#include <binggui/app/history.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/journal.h>
#include <binggui/table/merge.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/paint.h>
#include <binggui/ui/stack.h>

enum {
	UNDECIDED = CONFLICT_SIDES,
	WHOLE_ROWS = 4, /* below the list, for the whole of the value under the cursor */
};

struct side {
	char *label;
	struct record record;
};

struct conflicting {
	struct app *app;
	const struct def_table *table;
	char *title;
	struct side sides[CONFLICT_SIDES];
	size_t n_sides;
	VEC(const struct def_field *) fields;
	size_t *chosen;
	bool revealed;
	struct listview list;
	conflict_done *done;
	void *x;
};

static const struct screen_ops conflict_screen;
static const struct listview_model conflict_model;

void conflict_push(struct app *app, const struct conflict *c, conflict_done *done, void *x)
{
	static const struct listview_column columns[] = {
		{"项目", 14, LISTVIEW_LEFT},
		{"来自", 14, LISTVIEW_LEFT},
		{"内容", 0, LISTVIEW_LEFT},
	};
	struct conflicting *s = mem_new0(struct conflicting);

	*s = (struct conflicting){.app = app,
		.table = c->table,
		.title = mem_strdup(c->title),
		.n_sides = c->n_sides,
		.revealed = c->revealed,
		.done = done,
		.x = x};
	for (size_t i = 0; i < c->n_sides; i++) {
		s->sides[i].label = mem_strdup(c->sides[i].label);
		record_copy(&s->sides[i].record, c->sides[i].record);
	}
	s->chosen = mem_array(c->n, sizeof *s->chosen);
	for (size_t i = 0; i < c->n; i++) {
		vec_push(&s->fields, c->fields[i]);
		s->chosen[i] = UNDECIDED;
	}
	listview_init(&s->list, &conflict_model, s, columns, sizeof columns / sizeof *columns);
	stack_push(app->stack, &conflict_screen, s);
}

static void conflict_free(void *x)
{
	struct conflicting *s = x;

	for (size_t i = 0; i < s->n_sides; i++) {
		mem_free(s->sides[i].label);
		record_free(&s->sides[i].record);
	}
	mem_free(s->title);
	mem_free(s->chosen);
	vec_free(&s->fields);
	listview_free(&s->list);
	mem_free(s);
}

/* ---- what is shown --------------------------------------------------------------------------- */

static void value_of(const struct conflicting *s, size_t field, size_t side, struct str *out)
{
	const struct def_field *f = s->fields.at[field];

	history_value(
		s->app->archive, f, record_field(&s->sides[side].record, f), s->revealed, out);
}

static void add_differences(const struct conflicting *s, size_t field, size_t side, struct str *out)
{
	const struct def_field *f = s->fields.at[field];

	if (side && (s->revealed || f->class != CLASS_SECRET))
		history_places(record_field(&s->sides[0].record, f),
			record_field(&s->sides[side].record, f), out);
}

static size_t model_count(void *model, bool *more)
{
	const struct conflicting *s = model;

	(void)more;
	return s->fields.n * s->n_sides;
}

static void model_row(void *model, size_t index, struct str *cells)
{
	const struct conflicting *s = model;
	size_t field = index / s->n_sides, side = index % s->n_sides;

	if (side == 0)
		str_set(&cells[0], s->fields.at[field]->label);
	str_set(&cells[1], s->sides[side].label);
	value_of(s, field, side, &cells[2]);
	history_flatten(&cells[2]);
	add_differences(s, field, side, &cells[2]);
}

static char model_mark(void *model, size_t index)
{
	const struct conflicting *s = model;

	return s->chosen[index / s->n_sides] == index % s->n_sides ? '*' : ' ';
}

static const struct listview_model conflict_model = {
	.count = model_count,
	.row = model_row,
	.mark = model_mark,
};

static void conflict_title(void *x, struct str *out)
{
	str_add(out, ((struct conflicting *)x)->title);
}

/* The whole value under the cursor below the list, where there is room: a remark has many lines. */
static void paint_whole(const struct conflicting *s, struct canvas *c, struct rect r)
{
	struct str text = {0};
	size_t index;

	if (!listview_current(&s->list, &index))
		return;
	value_of(s, index / s->n_sides, index % s->n_sides, &text);
	paint_text(c, r, ROLE_NORMAL, str_c(&text), 0);
	str_free(&text);
}

static void conflict_paint(void *x, struct canvas *c, struct rect body)
{
	struct conflicting *s = x;
	struct rect list = body, whole = body;

	if (body.rows > 2 * WHOLE_ROWS + 1) {
		list.rows -= WHOLE_ROWS + 1;
		whole.row += list.rows + 1;
		whole.rows = WHOLE_ROWS;
		paint_whole(s, c, whole);
	}
	listview_paint(&s->list, c, list);
}

static size_t undecided(const struct conflicting *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->fields.n; i++)
		n += s->chosen[i] == UNDECIDED;
	return n;
}

static enum role conflict_message(void *x, struct str *out)
{
	size_t n = undecided(x);

	if (n)
		str_addf(out, "还有 %zu 项没有选：Enter 选用光标所在的一行（* 是已选的）", n);
	else
		str_add(out, "都选好了：F2 存盘，Esc 回到表单再看");
	return n ? ROLE_NOTICE : ROLE_GOOD;
}

/* ---- what is done ---------------------------------------------------------------------------- */

static bool conflict_key(void *x, const struct press *k)
{
	return listview_key(&((struct conflicting *)x)->list, k);
}

static void finish(struct conflicting *s, bool decided)
{
	conflict_done *done = s->done;
	void *x = s->x;

	stack_pop(s->app->stack); /* s lives on until the handler has returned */
	if (done)
		done(x, decided ? s->chosen : NULL);
}

/* On to the next field that is open, so that Enter alone goes through all of them. */
static void go_on(struct conflicting *s, size_t field)
{
	for (size_t i = 0; i < s->fields.n; i++) {
		size_t next = (field + i) % s->fields.n;
		if (s->chosen[next] == UNDECIDED) {
			list_go(&s->list.list, next * s->n_sides);
			return;
		}
	}
}

static bool choose(struct conflicting *s)
{
	size_t index;

	if (!listview_current(&s->list, &index))
		return true;
	size_t field = index / s->n_sides;
	const struct def_field *leader = merge_leader(s->table, s->fields.at[field]);
	for (size_t i = 0; i < s->fields.n; i++)
		if (merge_leader(s->table, s->fields.at[i]) == leader)
			s->chosen[i] = index % s->n_sides;
	go_on(s, field);
	return true;
}

static bool save(struct conflicting *s)
{
	if (undecided(s))
		stack_say(s->app->stack, ROLE_PROBLEM, "还有 %zu 项没有选，没有存盘", undecided(s));
	else
		finish(s, true);
	return true;
}

static bool reveal(struct conflicting *s)
{
	const struct record *r = &s->sides[0].record;
	struct err e = {0};
	bool any = false;

	for (size_t i = 0; i < s->fields.n; i++)
		any = any || s->fields.at[i]->class == CLASS_SECRET;
	if (!any)
		stack_say(s->app->stack, ROLE_NOTICE, "这里没有保密项");
	if (s->revealed || !any)
		return true;
	s->revealed = journal_note(s->app->archive, "reveal", s->table, r->id, s->title, &e);
	if (!s->revealed)
		stack_say(s->app->stack, ROLE_PROBLEM, "%s", e.text);
	return true;
}

static bool conflict_command(void *x, const char *command)
{
	static const struct {
		const char *name;
		bool (*run)(struct conflicting *s);
	} commands[] = {
		{"open", choose},
		{"save", save},
		{"reveal", reveal},
	};

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strcmp(commands[i].name, command) == 0)
			return commands[i].run(x);
	return false;
}

static bool conflict_leave(void *x)
{
	finish(x, false);
	return false;
}

static const struct screen_ops conflict_screen = {
	.context = "conflict",
	.title = conflict_title,
	.paint = conflict_paint,
	.key = conflict_key,
	.command = conflict_command,
	.message = conflict_message,
	.leave = conflict_leave,
	.free = conflict_free,
};
