#include <binggui/app/draftlist.h>

#include <string.h>

#include <binggui/app/editor.h>
#include <binggui/app/history.h>
#include <binggui/app/keying.h>
#include <binggui/app/keykeep.h>
#include <binggui/app/movebox.h>
#include <binggui/base/mem.h>
#include <binggui/table/table.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

struct draftlist {
	struct app *app;
	struct draft_list all;
	struct listview list;
};

static void say(struct draftlist *d, const struct err *e)
{
	stack_say(d->app->stack, ROLE_PROBLEM, "%s", e->text);
}

static void load(struct draftlist *d)
{
	struct err e = {0};

	draft_list_free(&d->all);
	if (!draft_list(d->app->archive, &d->all, &e))
		say(d, &e);
	listview_refresh(&d->list);
}

static void draftlist_free(void *x)
{
	struct draftlist *d = x;

	listview_free(&d->list);
	draft_list_free(&d->all);
	mem_free(d);
}

static const char *deed(const struct draft *d)
{
	return !d->record ? "新建" : d->slot ? "办理" : "修改";
}

/* ---- rows ------------------------------------------------------------------------------------ */

/* Whose record it is; of a new one what was typed first that may be seen. */
static void whose(const struct draftlist *d, const struct draft *draft, struct str *out)
{
	struct record r = {0};
	struct err e = {0};

	if (draft->record && table_get(d->app->archive, draft->table, draft->record, &r, &e))
		table_title(d->app->archive, draft->table, &r, out);
	for (size_t i = 0; !draft->record && i < draft->table->n && !out->n; i++) {
		const struct def_field *f = draft->table->fields[i];
		if (f->class != CLASS_SECRET)
			str_set(out, record_get(&draft->typed, f->number));
	}
	record_free(&r);
}

static size_t model_count(void *model, bool *more)
{
	(void)more;
	return ((struct draftlist *)model)->all.n;
}

static void model_row(void *model, size_t index, struct str *cells)
{
	const struct draftlist *d = model;
	const struct draft *draft = &d->all.at[index];

	history_time(draft->time_ms, &cells[0]);
	str_set(&cells[1], draft->table->title);
	str_set(&cells[2], deed(draft));
	str_addf(&cells[3], "%zu", draft->typed.n);
	whose(d, draft, &cells[4]);
	history_flatten(&cells[4]);
}

static const struct listview_model model = {
	.count = model_count,
	.row = model_row,
};

/* ---- keys ------------------------------------------------------------------------------------ */

static const struct draft *current(const struct draftlist *d)
{
	size_t index;

	return listview_current(&d->list, &index) ? &d->all.at[index] : NULL;
}

static void drop_answered(void *x, bool yes)
{
	struct draftlist *d = x;
	const struct draft *draft = current(d);
	struct err e = {0};

	if (!yes || !draft)
		return;
	if (draft_drop(d->app->archive, draft->table, draft->record, draft->slot, &e))
		stack_say(d->app->stack, ROLE_GOOD, "草稿已删去");
	else
		say(d, &e);
	load(d);
}

static void ask_drop(struct draftlist *d)
{
	const struct draft *draft = current(d);
	struct press start = press_f(8);
	struct str details = {0};

	if (!draft)
		return;
	str_add(&details, draft->table->title);
	str_addf(&details, "，%s：", deed(draft));
	struct str name = {0};
	whose(d, draft, &name);
	str_addf(&details, "%s\n删去以后找不回来；已存盘的记录不受影响。", str_c(&name));
	prompt_yes(d->app->stack, "删去这份草稿？", str_c(&details), &start, drop_answered, d);
	str_free(&name);
	str_free(&details);
}

static bool draftlist_command(void *x, const char *command)
{
	struct draftlist *d = x;
	const struct draft *draft = current(d);

	if (strcmp(command, "open") == 0 && draft && keykeep_owns(draft))
		keying_push_draft(d->app, draft);
	else if (strcmp(command, "open") == 0 && draft && draft->record && draft->slot)
		movebox_push_draft(d->app, draft);
	else if (strcmp(command, "open") == 0 && draft)
		editor_push_draft(d->app, draft);
	else if (strcmp(command, "void") == 0)
		ask_drop(d);
	else
		return false;
	return true;
}

static bool draftlist_key(void *x, const struct press *k)
{
	return listview_key(&((struct draftlist *)x)->list, k);
}

/* ---- the screen ------------------------------------------------------------------------------ */

static void draftlist_paint(void *x, struct canvas *c, struct rect body)
{
	listview_paint(&((struct draftlist *)x)->list, c, body);
}

static enum role draftlist_message(void *x, struct str *out)
{
	const struct draftlist *d = x;

	if (d->all.n)
		str_add(out, "Enter 打开接着填，存盘后草稿就没有了");
	return ROLE_DIM;
}

static void draftlist_resume(void *x)
{
	load(x);
}

static const struct screen_ops draftlist_screen = {
	.name = "没存盘的草稿",
	.context = "drafts",
	.paint = draftlist_paint,
	.key = draftlist_key,
	.command = draftlist_command,
	.message = draftlist_message,
	.resume = draftlist_resume,
	.free = draftlist_free,
};

void draftlist_push(struct app *app)
{
	static const struct listview_column columns[] = {
		{"时间", 19, LISTVIEW_LEFT},
		{"登记簿", 12, LISTVIEW_LEFT},
		{"做什么", 6, LISTVIEW_LEFT},
		{"项数", 4, LISTVIEW_RIGHT},
		{"哪一条", 0, LISTVIEW_LEFT},
	};
	struct draftlist *d = mem_new0(struct draftlist);

	d->app = app;
	listview_init(&d->list, &model, d, columns, sizeof columns / sizeof *columns);
	d->list.empty = "没有草稿：填过的都存盘了";
	load(d);
	stack_push(app->stack, &draftlist_screen, d);
}
