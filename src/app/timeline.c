#include <binggui/app/timeline.h>

#include <string.h>

#include <binggui/app/compare.h>
#include <binggui/app/history.h>
#include <binggui/app/versions.h>
#include <binggui/base/mem.h>
#include <binggui/table/journal.h>
#include <binggui/table/table.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

struct timeline {
	struct app *app;
	const struct def_table *table;
	uint64_t id;
	struct journal_list entries;
	uint64_t marked; /* the entry to compare with, 0 = none */
	struct listview list;
};

static const struct screen_ops timeline_screen;
static const struct listview_model timeline_model;

static bool load(struct timeline *t, struct err *e)
{
	journal_list_free(&t->entries);
	return journal_history(t->app->archive, t->table, t->id, 0, &t->entries, e);
}

void timeline_push(struct app *app, const struct def_table *table, uint64_t id)
{
	static const struct listview_column columns[] = {
		{"时间", 19, LISTVIEW_LEFT},
		{"操作人", 10, LISTVIEW_LEFT},
		{"做了什么", 12, LISTVIEW_LEFT},
		{"版", 4, LISTVIEW_RIGHT},
		{"改动", 0, LISTVIEW_LEFT},
	};
	struct timeline *t = mem_new0(struct timeline);
	struct err e = {0};

	*t = (struct timeline){.app = app, .table = table, .id = id};
	if (!load(t, &e)) {
		stack_say(app->stack, ROLE_PROBLEM, "%s", e.text);
		journal_list_free(&t->entries);
		mem_free(t);
		return;
	}
	listview_init(&t->list, &timeline_model, t, columns, sizeof columns / sizeof *columns);
	t->list.empty = "没有改动记录";
	stack_push(app->stack, &timeline_screen, t);
}

static void timeline_free(void *x)
{
	struct timeline *t = x;

	listview_free(&t->list);
	journal_list_free(&t->entries);
	mem_free(t);
}

static size_t model_count(void *model, bool *more)
{
	(void)more;
	return ((struct timeline *)model)->entries.n;
}

/* The fields changed, by name, in one line. */
static void add_fields(const struct timeline *t, const struct journal_entry *j, struct str *out)
{
	for (size_t i = 0; i < j->n; i++)
		for (size_t k = 0; k < t->table->n; k++)
			if (t->table->fields[k]->number == j->at[i].field)
				str_addf(out, "%s%s", out->n ? "、" : "",
					t->table->fields[k]->label);
}

static void model_row(void *model, size_t index, struct str *cells)
{
	const struct timeline *t = model;
	const struct journal_entry *j = &t->entries.at[index];

	history_time(j->time_ms, &cells[0]);
	str_set(&cells[1], j->user);
	str_set(&cells[2], history_action(j->action));
	str_addf(&cells[3], "%u", j->version);
	add_fields(t, j, &cells[4]);
}

static char model_mark(void *model, size_t index)
{
	const struct timeline *t = model;

	return t->marked && t->entries.at[index].seq == t->marked ? '*' : ' ';
}

static const struct listview_model timeline_model = {
	.count = model_count,
	.row = model_row,
	.mark = model_mark,
};

static void timeline_title(void *x, struct str *out)
{
	const struct timeline *t = x;
	char id[32];

	record_id_text(t->id, id);
	str_addf(out, "%s %s 的历史", t->table->title, id);
}

static void timeline_paint(void *x, struct canvas *c, struct rect body)
{
	listview_paint(&((struct timeline *)x)->list, c, body);
}

static bool timeline_key(void *x, const struct press *k)
{
	return listview_key(&((struct timeline *)x)->list, k);
}

static const struct journal_entry *current(const struct timeline *t)
{
	size_t index;

	return listview_current(&t->list, &index) ? &t->entries.at[index] : NULL;
}

static void undo_confirmed(void *x, bool yes)
{
	struct timeline *t = x;
	const struct journal_entry *j = current(t);
	struct err e = {0};

	if (!yes || !j)
		return;
	if (journal_undo(t->app->archive, j->seq, &e) && load(t, &e))
		stack_say(t->app->stack, ROLE_GOOD, "已撤销，撤销本身也记在历史里");
	else
		stack_say(t->app->stack, ROLE_PROBLEM, "%s", e.text);
	listview_refresh(&t->list);
}

static const struct journal_entry *marked(const struct timeline *t)
{
	for (size_t i = 0; t->marked && i < t->entries.n; i++)
		if (t->entries.at[i].seq == t->marked)
			return &t->entries.at[i];
	return NULL;
}

/* "第2版 2026-11-23 10:20 张三" */
static void head_of(const struct journal_entry *j, struct str *out)
{
	struct str when = {0};

	history_time(j->time_ms, &when);
	str_cut(&when, strlen("2026-11-23 10:20"));
	str_addf(out, "第%u版 %s %s", j->version, str_c(&when), j->user);
	str_free(&when);
}

static bool compare(
	struct timeline *t, const struct journal_entry *older, const struct journal_entry *newer)
{
	struct record now = {0}, before = {0}, after = {0};
	struct str left = {0}, right = {0};
	struct err e = {0};

	head_of(older, &left);
	head_of(newer, &right);
	if (table_get(t->app->archive, t->table, t->id, &now, &e)) {
		versions_get(&t->entries, &now, older->version, &before);
		versions_get(&t->entries, &now, newer->version, &after);
		const char *const heads[] = {str_c(&left), str_c(&right)};
		compare_push(t->app, t->table, &before, &after, heads);
	} else {
		stack_say(t->app->stack, ROLE_PROBLEM, "%s", e.text);
	}
	str_free(&left);
	str_free(&right);
	record_free(&now);
	record_free(&before);
	record_free(&after);
	return true;
}

static bool open(struct timeline *t, const struct journal_entry *j)
{
	const struct journal_entry *other = marked(t);
	struct str text = {0};

	if (other && other != j)
		return other->version < j->version ? compare(t, other, j) : compare(t, j, other);
	history_entry(t->app->archive, t->table, j, &text);
	prompt_text(t->app->stack, "改动", str_c(&text), NULL, NULL);
	str_free(&text);
	return true;
}

static bool undo(struct timeline *t, const struct journal_entry *j)
{
	const struct press start = {.kind = PRESS_CTRL, .c = 'Z'};
	struct str text = {0};

	history_entry(t->app->archive, t->table, j, &text);
	prompt_yes(t->app->stack, "撤销这一次改动？", str_c(&text), &start, undo_confirmed, t);
	str_free(&text);
	return true;
}

static bool mark(struct timeline *t, const struct journal_entry *j)
{
	t->marked = t->marked == j->seq ? 0 : j->seq;
	if (t->marked)
		stack_say(t->app->stack, ROLE_NORMAL,
			"已标记第%u版；光标移到另一版按 Enter，比较两版", j->version);
	return true;
}

static bool timeline_command(void *x, const char *command)
{
	static const struct {
		const char *name;
		bool (*run)(struct timeline *t, const struct journal_entry *j);
	} commands[] = {
		{"open", open},
		{"undo", undo},
		{"mark", mark},
	};
	const struct journal_entry *j = current(x);

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strcmp(commands[i].name, command) == 0)
			return !j || commands[i].run(x, j);
	return false;
}

static const struct screen_ops timeline_screen = {
	.context = "history",
	.title = timeline_title,
	.paint = timeline_paint,
	.key = timeline_key,
	.command = timeline_command,
	.free = timeline_free,
};
