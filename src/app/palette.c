#include <binggui/app/palette.h>

#include <string.h>

#include <binggui/app/browse.h>
#include <binggui/app/home.h>
#include <binggui/app/remember.h>
#include <binggui/app/shelf.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/ui/keymap.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/stack.h>

/* What one entry does: a command or register, or a view of a register. */
struct palette_entry {
	char *label, *what;
	const char *key; /* the keymap's; NULL = none */
	bool here;       /* a command of the screen, which may be named as a register is */
	const struct def_table *view; /* `what` is the name of one of its views */
};

struct palette {
	struct app *app;
	struct {
		struct palette_entry *at;
		size_t n, cap;
	} all;
};

static void add(struct palette *p, const char *label, const char *what, const char *key, bool here,
	const struct def_table *view)
{
	struct palette_entry entry = {mem_strdup(label), mem_strdup(what), key, here, view};

	vec_push(&p->all, entry);
}

static bool has(const struct palette *p, const char *what, bool here)
{
	for (size_t i = 0; i < p->all.n; i++)
		if (!p->all.at[i].view && p->all.at[i].here == here &&
			text_eq(p->all.at[i].what, what))
			return true;
	return false;
}

/* What opens something; two of one name are told apart. */
static void add_place(struct palette *p, const char *label, const char *what)
{
	struct str text = {0};
	bool same = false;

	if (has(p, what, false))
		return;
	str_set(&text, label);
	for (size_t i = 0; i < p->all.n; i++)
		if (!p->all.at[i].here && text_eq(p->all.at[i].label, label))
			same = true;
	if (same)
		str_add(&text, "（登记簿）");
	add(p, str_c(&text), what, NULL, false, NULL);
	str_free(&text);
}

static void palette_free(struct palette *p)
{
	for (size_t i = 0; i < p->all.n; i++) {
		mem_free(p->all.at[i].label);
		mem_free(p->all.at[i].what);
	}
	vec_free(&p->all);
	mem_free(p);
}

/* ---- what there is --------------------------------------------------------------------------- */

static void add_commands(struct palette *p, const char *context)
{
	const struct binding *b;

	for (size_t i = 0; (b = keymap_at(p->app->keymap, context, i)); i++)
		if (*b->label && strcmp(b->command, "palette") != 0 && !has(p, b->command, true))
			add(p, b->label, b->command, b->key, true, NULL);
}

/* The items of a menu and of those within it. */
static void add_items(struct palette *p, const struct def_menu_item *at, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *what = at[i].table && *at[i].table ? at[i].table : at[i].command;
		if (what)
			add_place(p, at[i].label, what);
		add_items(p, at[i].items, at[i].n);
	}
}

static void add_menu(struct palette *p)
{
	const struct defs *d = p->app->archive->defs;

	add_items(p, d->menu, d->n_menu);
	for (size_t i = 0; i < d->n; i++)
		add_place(p, d->tables[i]->title, d->tables[i]->name);
}

static void add_views(struct palette *p, const struct def_table *t)
{
	struct shelf shelf = {0};
	struct str text = {0}, label = {0};
	struct err e = {0};

	if (remember_get(p->app, "views", t, &text, &e))
		shelf_read(&shelf, t, str_c(&text));
	for (size_t i = 0; i < shelf.n; i++) {
		str_clear(&label);
		str_addf(&label, "%s（%s的视图）", shelf.at[i].name, t->title);
		add(p, str_c(&label), shelf.at[i].name, NULL, false, t);
	}
	shelf_free(&shelf);
	str_free(&text);
	str_free(&label);
}

/* ---- choosing -------------------------------------------------------------------------------- */

static void picked(void *x, size_t index)
{
	struct palette *p = x;

	if (index != PICKER_NONE) {
		const struct palette_entry *entry = &p->all.at[index];
		if (entry->view)
			browse_push_view(p->app, entry->view, entry->what);
		else if (entry->here)
			stack_command(p->app->stack, entry->what);
		else
			home_go(p->app, entry->what);
	}
	palette_free(p);
}

static void show(struct palette *p)
{
	VEC(struct picker_item) items = {0};

	for (size_t i = 0; i < p->all.n; i++) {
		struct picker_item item = {p->all.at[i].label, p->all.at[i].key};
		vec_push(&items, item);
	}
	picker_coded(p->app->stack, "命令", "按键", items.at, items.n, 0, NULL, picked, p);
	vec_free(&items);
}

void palette_push(struct app *app)
{
	const char *context = stack_top_ops(app->stack)->context;

	if (text_eq(context, "picker") || text_eq(context, "prompt")) {
		stack_say(app->stack, ROLE_NOTICE, "先答完这一问，或按 Esc 放弃，再用命令");
		return;
	}
	if (!app->archive)
		return;
	struct palette *p = mem_new0(struct palette);
	p->app = app;
	add_commands(p, context ? context : "common");
	add_menu(p);
	for (size_t i = 0; i < app->archive->defs->n; i++)
		add_views(p, app->archive->defs->tables[i]);
	show(p);
}
