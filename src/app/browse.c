#include <binggui/app/browse.h>

#include <string.h>

#include <binggui/app/editor.h>
#include <binggui/app/rows.h>
#include <binggui/app/timeline.h>
#include <binggui/base/mem.h>
#include <binggui/table/table.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

enum { MAX_COLUMNS = 24 };

struct browse {
	struct app *app;
	struct rows rows;
	struct listview list;
	char *filter; /* the condition in force, NULL = none */
};

static const struct screen_ops browse_screen;

void browse_push(struct app *app, const struct def_table *t, const char *typed)
{
	struct listview_column columns[MAX_COLUMNS];
	struct browse *b = mem_new0(struct browse);
	struct err e = {0};

	b->app = app;
	if (!rows_open(&b->rows, app, t, &e)) {
		stack_say(app->stack, ROLE_PROBLEM, "%s", e.text);
		mem_free(b);
		return;
	}
	listview_init(
		&b->list, &rows_model, &b->rows, columns, rows_columns(t, columns, MAX_COLUMNS));
	b->list.hint = "键入查找：汉字、拼音首字母、证件或电话尾号";
	b->list.empty = "没有记录；F7 新建";
	stack_push(app->stack, &browse_screen, b);
	if (typed)
		listview_set_query(&b->list, typed);
}

static void browse_free(void *x)
{
	struct browse *b = x;

	listview_free(&b->list);
	rows_close(&b->rows);
	mem_free(b->filter);
	mem_free(b);
}

static void browse_title(void *x, struct str *out)
{
	const struct browse *b = x;

	str_add(out, b->rows.table->title);
	if (b->filter)
		str_addf(out, "  筛选：%s", b->filter);
}

static void browse_paint(void *x, struct canvas *c, struct rect body)
{
	struct browse *b = x;

	listview_paint(&b->list, c, body);
}

static enum role browse_message(void *x, struct str *out)
{
	const struct browse *b = x;

	str_add(out, b->rows.err.code ? b->rows.err.text : "");
	return ROLE_PROBLEM;
}

static bool current(struct browse *b, uint64_t *id)
{
	size_t index;

	return listview_current(&b->list, &index) && rows_id(&b->rows, index, id);
}

static void refresh(struct browse *b)
{
	if (rows_follow(&b->rows))
		listview_refresh(&b->list);
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

/* ---- commands -------------------------------------------------------------------------------- */

static bool open_record(struct browse *b)
{
	uint64_t id;

	if (current(b, &id))
		editor_push(b->app, b->rows.table, id);
	return true;
}

static bool new_record(struct browse *b)
{
	editor_push(b->app, b->rows.table, 0);
	return true;
}

static bool show_history(struct browse *b)
{
	uint64_t id;

	if (current(b, &id))
		timeline_push(b->app, b->rows.table, id);
	return true;
}

static void filter_typed(void *x, const char *text)
{
	struct browse *b = x;
	struct err e = {0};

	if (!text)
		return;
	if (!view_filter(b->rows.view, text, &e)) {
		stack_say(b->app->stack, ROLE_PROBLEM, "%s", e.text);
		return;
	}
	mem_free(b->filter);
	b->filter = text_blank(text) ? NULL : mem_strdup(text);
	listview_refresh(&b->list);
}

static bool filter(struct browse *b)
{
	prompt_line(b->app->stack, "筛选", "条件（如 sex = 男 and age >= 60，空为全部）", b->filter,
		filter_typed, b);
	return true;
}

static void void_confirmed(void *x, bool yes)
{
	struct browse *b = x;
	uint64_t id;

	if (!yes || !current(b, &id))
		return;
	struct err e = {0};
	if (editor_void(b->app, b->rows.table, id, &e))
		stack_say(b->app->stack, ROLE_GOOD, "已作废；在历史中可以撤销");
	else
		stack_say(b->app->stack, ROLE_PROBLEM, "%s", e.text);
	refresh(b);
}

static bool void_record(struct browse *b)
{
	struct record r = {0};
	struct str title = {0};
	struct err e = {0};
	uint64_t id;

	if (current(b, &id) && table_get(b->app->archive, b->rows.table, id, &r, &e)) {
		table_title(b->app->archive, b->rows.table, &r, &title);
		struct press f8 = press_f(8);
		struct str question = {0};
		str_addf(&question, "作废“%s”？", str_c(&title));
		prompt_yes(b->app->stack, str_c(&question), "记录留在历史中，可以撤销。", &f8,
			void_confirmed, b);
		str_free(&question);
	}
	record_free(&r);
	str_free(&title);
	return true;
}

static bool clear_find(struct browse *b)
{
	listview_set_query(&b->list, "");
	stack_say(b->app->stack, ROLE_NORMAL, "直接键入即可查找");
	return true;
}

static bool browse_command(void *x, const char *command)
{
	static const struct {
		const char *name;
		bool (*run)(struct browse *b);
	} commands[] = {
		{"open", open_record},
		{"new", new_record},
		{"history", show_history},
		{"filter", filter},
		{"void", void_record},
		{"find", clear_find},
	};

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strcmp(commands[i].name, command) == 0)
			return commands[i].run(x);
	return false;
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
	.free = browse_free,
};
