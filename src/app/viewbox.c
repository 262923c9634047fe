#include <binggui/app/viewbox.h>

#include <binggui/app/remember.h>
#include <binggui/base/vec.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

/* What stands in the picker besides the views: the default before them, these behind. */
enum { BEFORE = 1, KEEP = 0, THROW_AWAY = 1 };

void viewbox_free(struct viewbox *b)
{
	look_free(&b->now);
	shelf_free(&b->shelf);
	str_free(&b->name);
}

static void store(struct viewbox *b, const char *said)
{
	struct str text = {0};
	struct err e = {0};

	shelf_write(&b->shelf, &text);
	if (remember_set(b->app, "views", b->table, str_c(&text), &e))
		stack_say(b->app->stack, ROLE_GOOD, said, str_c(&b->name));
	else
		stack_say(b->app->stack, ROLE_PROBLEM, "%s", e.text);
	str_free(&text);
}

/* ---- keeping one ----------------------------------------------------------------------------- */

static void keep(struct viewbox *b)
{
	if (shelf_put(&b->shelf, str_c(&b->name), &b->now))
		store(b, "已存为视图“%s”，按 Ctrl-O 取用");
	else
		stack_say(b->app->stack, ROLE_NOTICE, "最多存 %d 个视图，请先删去不用的",
			SHELF_VIEWS);
}

static void replace_answered(void *x, bool yes)
{
	if (yes)
		keep(x);
}

static void named(void *x, const char *typed)
{
	struct viewbox *b = x;

	if (!typed)
		return;
	shelf_name(&b->name, typed);
	if (!b->name.n)
		stack_say(b->app->stack, ROLE_NOTICE, "没有写名称，视图没有存");
	else if (shelf_find(&b->shelf, str_c(&b->name)))
		prompt_yes(b->app->stack, "这个名称已有视图，换成现在的样子吗？", str_c(&b->name),
			NULL, replace_answered, b);
	else
		keep(b);
}

/* ---- throwing one away ----------------------------------------------------------------------- */

static void thrown_answered(void *x, bool yes)
{
	struct viewbox *b = x;

	if (!yes)
		return;
	shelf_remove(&b->shelf, str_c(&b->name));
	store(b, "已删去视图“%s”");
}

static void throw_away(void *x, size_t index)
{
	struct viewbox *b = x;

	if (index == PICKER_NONE)
		return;
	str_set(&b->name, b->shelf.at[index].name);
	prompt_yes(b->app->stack, "删去这个视图？", str_c(&b->name), NULL, thrown_answered, b);
}

static void ask_which(struct viewbox *b)
{
	VEC(struct picker_item) items = {0};

	for (size_t i = 0; i < b->shelf.n; i++)
		vec_push(&items, ((struct picker_item){b->shelf.at[i].name, NULL}));
	picker_items(b->app->stack, "删去哪个视图", items.at, items.n, 0, NULL, throw_away, b);
	vec_free(&items);
}

/* ---- picking one ----------------------------------------------------------------------------- */

static void picked(void *x, size_t index)
{
	struct viewbox *b = x;
	size_t behind = index - BEFORE - b->shelf.n;

	if (index == PICKER_NONE)
		return;
	if (index < BEFORE) {
		struct look fresh = {0};
		look_default(&fresh, b->table);
		b->done(b->x, &fresh, "默认");
		look_free(&fresh);
	} else if (index - BEFORE < b->shelf.n) {
		const struct shelf_view *v = &b->shelf.at[index - BEFORE];
		b->done(b->x, &v->look, v->name);
	} else if (behind == KEEP) {
		prompt_line(b->app->stack, "存为视图", "名称", NULL, named, b);
	} else if (behind == THROW_AWAY) {
		ask_which(b);
	}
}

static void pick(struct viewbox *b)
{
	VEC(struct picker_item) items = {0};
	size_t at = 0;

	vec_push(&items, ((struct picker_item){"默认：登记簿原来的列和次序，全部记录", NULL}));
	for (size_t i = 0; i < b->shelf.n; i++) {
		if (look_same(&b->shelf.at[i].look, &b->now))
			at = i + BEFORE;
		vec_push(&items, ((struct picker_item){b->shelf.at[i].name, NULL}));
	}
	vec_push(&items, ((struct picker_item){"把现在的列、次序和筛选存为视图…", NULL}));
	if (b->shelf.n)
		vec_push(&items, ((struct picker_item){"删去一个视图…", NULL}));
	picker_items(b->app->stack, "视图", items.at, items.n, at, NULL, picked, b);
	vec_free(&items);
}

void viewbox_push(struct viewbox *b, struct app *app, const struct def_table *t,
	const struct look *now, viewbox_done *done, void *x)
{
	struct str text = {0};
	struct err e = {0};

	b->app = app;
	b->table = t;
	b->done = done;
	b->x = x;
	look_copy(&b->now, now);
	if (remember_get(app, "views", t, &text, &e)) {
		shelf_read(&b->shelf, t, str_c(&text));
		pick(b);
	} else {
		stack_say(app->stack, ROLE_PROBLEM, "%s", e.text);
	}
	str_free(&text);
}
