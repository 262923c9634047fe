#include <binggui/app/names.h>

#include <string.h>

#include <binggui/app/book.h>
#include <binggui/app/counting.h>
#include <binggui/app/editor.h>
#include <binggui/app/exportbox.h>
#include <binggui/app/row.h>
#include <binggui/app/rows.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/table.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/stack.h>

enum { COLUMNS_MAX = 12, TABLE_WIDTH = 12 };

struct names {
	struct app *app;
	struct names_list all;
	size_t slice;                  /* the one that is shown */
	const struct def_table *table; /* all of it is of this one; NULL = of several */
	struct listview list;
	struct exportbox box;
};

static const struct screen_ops names_screen;
static const struct listview_model names_model;

/* ---- making ---------------------------------------------------------------------------------- */

static struct names_slice *add_slice(struct names_list *l, const char *label)
{
	struct names_slice *made = vec_add(l);

	made->label = mem_strdup(label);
	return made;
}

void names_add(struct names_list *l, const char *label, const struct idset *ids)
{
	names_add_part(l, label, ids, 32);
}

void names_add_part(struct names_list *l, const char *label, const struct idset *ids, unsigned bit)
{
	struct names_slice *made = add_slice(l, label);

	for (size_t i = 0; i < ids->n; i++)
		if (bit > 31 || ids->at[i].parts >> bit & 1)
			idset_add(&made->ids, ids->at[i].table, ids->at[i].id, 1);
	idset_sort(&made->ids);
}

void names_free(struct names_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		mem_free(l->at[i].label);
		idset_free(&l->at[i].ids);
	}
	mem_free(l->at);
	mem_free(l->title);
	*l = (struct names_list){0};
}

static void show_slice(struct names *n, size_t slice)
{
	static const struct listview_column mixed[] = {
		{"登记簿", TABLE_WIDTH, LISTVIEW_LEFT},
		{"记录", 0, LISTVIEW_LEFT},
	};
	struct listview_column columns[COLUMNS_MAX];
	const struct idset *ids = &n->all.at[slice].ids;
	bool one = ids->n && ids->at[0].table == ids->at[ids->n - 1].table;

	n->slice = slice;
	n->table = one ? counting_table(n->app->archive, ids->at[0].table) : NULL;
	if (n->table)
		listview_set_columns(
			&n->list, columns, rows_columns(n->table, columns, COLUMNS_MAX));
	else
		listview_set_columns(&n->list, mixed, 2);
	listview_refresh(&n->list);
	list_go(&n->list.list, 0);
}

void names_push(struct app *app, struct names_list *l)
{
	static const struct listview_column first = {"记录", 0, LISTVIEW_LEFT};
	struct names *n = mem_new0(struct names);

	n->app = app;
	n->all = *l;
	*l = (struct names_list){0};
	listview_init(&n->list, &names_model, n, &first, 1);
	n->list.empty = "一条也没有";
	show_slice(n, 0);
	stack_push(app->stack, &names_screen, n);
}

static void free_names(void *x)
{
	struct names *n = x;

	listview_free(&n->list);
	exportbox_free(&n->box);
	names_free(&n->all);
	mem_free(n);
}

/* ---- rows ------------------------------------------------------------------------------------ */

static size_t model_count(void *model, bool *more)
{
	const struct names *n = model;

	(void)more;
	return n->all.n ? n->all.at[n->slice].ids.n : 0;
}

static void model_row(void *model, size_t index, struct str *cells)
{
	struct names *n = model;
	const struct idset_one *one = &n->all.at[n->slice].ids.at[index];
	const struct def_table *t = counting_table(n->app->archive, one->table);
	struct record r = {0};
	struct err e = {0};

	if (!t) {
		str_set(&cells[0], "（按文字计，没有记录）");
		return;
	}
	bool ok = table_get(n->app->archive, t, one->id, &r, &e);
	if (!n->table) {
		str_set(&cells[0], t->title);
		if (ok)
			table_title(n->app->archive, t, &r, &cells[1]);
		else
			str_set(&cells[1], "（读不出）");
	} else if (ok) {
		for (size_t i = 0; i < n->list.n_columns; i++)
			row_value(n->app->archive, t->list.at[i].field, &r, false, &cells[i]);
	} else {
		str_set(&cells[0], "（读不出）");
	}
	record_free(&r);
}

static const struct listview_model names_model = {
	.count = model_count,
	.row = model_row,
};

static const struct idset_one *current(const struct names *n)
{
	size_t index;

	return listview_current(&n->list, &index) ? &n->all.at[n->slice].ids.at[index] : NULL;
}

/* ---- commands -------------------------------------------------------------------------------- */

static void open_current(struct names *n)
{
	const struct idset_one *one = current(n);
	const struct def_table *t = one ? counting_table(n->app->archive, one->table) : NULL;

	if (t && t->book.n)
		book_push(n->app, t, one->id);
	else if (t)
		editor_push(n->app, t, one->id);
}

static void picked(void *x, size_t index)
{
	if (index != PICKER_NONE)
		show_slice(x, index);
}

static void pick_slice(struct names *n)
{
	VEC(struct picker_item) items = {0};
	struct str *counts = mem_array(n->all.n, sizeof *counts);

	for (size_t i = 0; i < n->all.n; i++) {
		str_addf(&counts[i], "%zu", n->all.at[i].ids.n);
		struct picker_item item = {n->all.at[i].label, str_c(&counts[i])};
		vec_push(&items, item);
	}
	picker_items(n->app->stack, "看哪一部分", items.at, items.n, n->slice, NULL, picked, n);
	for (size_t i = 0; i < n->all.n; i++)
		str_free(&counts[i]);
	mem_free(counts);
	vec_free(&items);
}

static void export(struct names *n)
{
	struct look look;
	struct ids ids = {0};

	if (!n->table) {
		stack_say(n->app->stack, ROLE_NOTICE,
			"名单里有几个登记簿的记录，请先用 F5 选一部分再导出");
		return;
	}
	for (size_t i = 0; i < n->all.at[n->slice].ids.n; i++)
		vec_push(&ids, n->all.at[n->slice].ids.at[i].id);
	look = (struct look){0};
	look_default(&look, n->table);
	exportbox_push(&n->box, n->app, n->table, &look, &ids);
	look_free(&look);
}

static bool names_command(void *x, const char *command)
{
	if (strcmp(command, "open") == 0)
		open_current(x);
	else if (strcmp(command, "filter") == 0)
		pick_slice(x);
	else if (strcmp(command, "export") == 0)
		export(x);
	else
		return false;
	return true;
}

static void names_title(void *x, struct str *out)
{
	const struct names *n = x;

	str_addf(out, "%s", n->all.title ? n->all.title : "名单");
	if (n->slice)
		str_addf(out, "：%s", n->all.at[n->slice].label);
}

static enum role names_message(void *x, struct str *out)
{
	const struct names *n = x;

	str_addf(out, "%zu条", model_count(x, NULL));
	if (n->all.n > 1)
		str_add(out, "；F5 只看其中一部分");
	return ROLE_DIM;
}

static void names_paint(void *x, struct canvas *c, struct rect body)
{
	listview_paint(&((struct names *)x)->list, c, body);
}

static bool names_key(void *x, const struct press *k)
{
	return listview_key(&((struct names *)x)->list, k);
}

static const struct screen_ops names_screen = {
	.context = "names",
	.title = names_title,
	.paint = names_paint,
	.key = names_key,
	.command = names_command,
	.message = names_message,
	.free = free_names,
};
