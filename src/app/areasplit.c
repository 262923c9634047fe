#include <binggui/app/areasplit.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/app/marks.h>
#include <binggui/app/row.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/text/pinyin.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/stack.h>

enum { COLUMNS = 4 };

struct candidate {
	uint64_t id;
	char *texts[COLUMNS]; /* as shown */
	struct str key;       /* to sort by name */
};

struct areasplit {
	struct app *app;
	char *title;
	VEC(struct candidate) all;
	VEC(size_t) rows;
	struct marks marks;
	struct listview list;
	areasplit_done *done; /* NULL once it was called */
	void *x;
};

static const struct screen_ops areasplit_screen;
static const struct listview_model areasplit_model;

static void areasplit_free(void *x)
{
	struct areasplit *b = x;

	if (b->done)
		b->done(b->x, NULL);
	for (size_t i = 0; i < b->all.n; i++) {
		for (int k = 0; k < COLUMNS; k++)
			mem_free(b->all.at[i].texts[k]);
		str_free(&b->all.at[i].key);
	}
	vec_free(&b->all);
	vec_free(&b->rows);
	marks_free(&b->marks);
	listview_free(&b->list);
	mem_free(b->title);
	mem_free(b);
}

/* ---- who lives there ------------------------------------------------------------------------- */

static const char *const fields[COLUMNS] = {"name", "age", "hukou_addr", "household"};

static bool take(struct areasplit *b, uint64_t id, struct err *e)
{
	enum { NAME_CHARS = 12 };
	const struct def_table *t = defs_table(b->app->archive->defs, "person");
	struct record r = {0};
	struct str value = {0};

	if (!table_get(b->app->archive, t, id, &r, e))
		return false;
	struct candidate *one = vec_add(&b->all);
	one->id = id;
	for (int k = 0; k < COLUMNS; k++) {
		const struct def_field *f = def_field(t, fields[k]);
		str_clear(&value);
		if (f)
			row_value(b->app->archive, f, &r, false, &value);
		one->texts[k] = mem_strdup(str_c(&value));
	}
	pinyin_sort_key(&one->key, one->texts[0], NAME_CHARS);
	record_free(&r);
	str_free(&value);
	return true;
}

static int by_name(const void *one, const void *other)
{
	const struct candidate *a = one, *b = other;
	size_t n = a->key.n < b->key.n ? a->key.n : b->key.n;
	int order = n ? memcmp(a->key.at, b->key.at, n) : 0;

	if (!order && a->key.n != b->key.n)
		order = a->key.n < b->key.n ? -1 : 1;
	return order ? order : a->id < b->id ? -1 : 1;
}

static bool read_people(struct areasplit *b, const char *code, struct err *e)
{
	const struct def_table *t = defs_table(b->app->archive->defs, "person");
	struct ids ids = {0};
	bool ok = table_by_index(b->app->archive, t, def_field(t, "village"), code, 0, &ids, e);

	for (size_t i = 0; ok && i < ids.n; i++)
		ok = take(b, ids.at[i], e);
	vec_free(&ids);
	if (b->all.n)
		qsort(b->all.at, b->all.n, sizeof *b->all.at, by_name);
	return ok;
}

static void model_find(void *model, const char *query)
{
	struct areasplit *b = model;

	vec_clear(&b->rows);
	for (size_t i = 0; i < b->all.n; i++) {
		const struct picker_item item = {b->all.at[i].texts[0], NULL};
		if (!*query || picker_match(&item, 0, query) ||
			strstr(b->all.at[i].texts[2], query))
			vec_push(&b->rows, i);
	}
}

void areasplit_push(
	struct app *app, const char *code, const char *title, areasplit_done *done, void *x)
{
	static const struct listview_column columns[COLUMNS] = {
		{"姓名", 12, LISTVIEW_LEFT},
		{"年龄", 4, LISTVIEW_RIGHT},
		{"户籍地址", 0, LISTVIEW_LEFT},
		{"所属户", 16, LISTVIEW_LEFT},
	};
	struct areasplit *b = mem_new0(struct areasplit);
	struct err e = {0};

	*b = (struct areasplit){.app = app, .title = mem_strdup(title), .done = done, .x = x};
	listview_init(&b->list, &areasplit_model, b, columns, COLUMNS);
	if (!read_people(b, code, &e)) {
		stack_say(app->stack, ROLE_PROBLEM, "%s", e.text);
		areasplit_free(b);
		return;
	}
	model_find(b, "");
	listview_refresh(&b->list);
	b->list.hint = "键入姓名或门牌查找";
	b->list.empty = "没有这样的人";
	stack_push(app->stack, &areasplit_screen, b);
}

/* ---- the screen ------------------------------------------------------------------------------ */

static size_t model_count(void *model, bool *more)
{
	(void)more;
	return ((struct areasplit *)model)->rows.n;
}

static const struct candidate *row_at(const struct areasplit *b, size_t index)
{
	return &b->all.at[b->rows.at[index]];
}

static void model_row(void *model, size_t index, struct str *cells)
{
	for (int k = 0; k < COLUMNS; k++)
		str_set(&cells[k], row_at(model, index)->texts[k]);
}

static char model_mark(void *model, size_t index)
{
	struct areasplit *b = model;

	return marks_has(&b->marks, row_at(b, index)->id) ? '*' : ' ';
}

static const struct listview_model areasplit_model = {
	.count = model_count,
	.row = model_row,
	.mark = model_mark,
	.find = model_find,
};

static void areasplit_title(void *x, struct str *out)
{
	str_add(out, ((struct areasplit *)x)->title);
}

static void areasplit_paint(void *x, struct canvas *c, struct rect body)
{
	listview_paint(&((struct areasplit *)x)->list, c, body);
}

static enum role areasplit_message(void *x, struct str *out)
{
	const struct areasplit *b = x;

	str_addf(
		out, "已标记 %zu 人，共 %zu 人；空格标记，F2 把标记的分出去", b->marks.n, b->all.n);
	return ROLE_NOTICE;
}

static bool areasplit_key(void *x, const struct press *k)
{
	return listview_key(&((struct areasplit *)x)->list, k);
}

static void mark(struct areasplit *b)
{
	size_t index;

	if (!listview_current(&b->list, &index))
		return;
	marks_toggle(&b->marks, row_at(b, index)->id);
	list_move(&b->list.list, +1);
}

/* All that are shown; if all of them are marked already, none of them. */
static void mark_all(struct areasplit *b)
{
	struct ids ids = {0};

	for (size_t i = 0; i < b->rows.n; i++)
		vec_push(&ids, row_at(b, i)->id);
	if (marks_among(&b->marks, ids.at, ids.n) == ids.n)
		marks_remove(&b->marks, ids.at, ids.n);
	else
		marks_add(&b->marks, ids.at, ids.n);
	vec_free(&ids);
}

static void finish(struct areasplit *b)
{
	struct ids people = {0};
	areasplit_done *done = b->done;
	void *x = b->x;

	if (!b->marks.n) {
		stack_say(b->app->stack, ROLE_NOTICE, "还没有标记要分出去的人");
		return;
	}
	for (size_t i = 0; i < b->marks.n; i++)
		vec_push(&people, b->marks.at[i]);
	b->done = NULL;
	stack_pop(b->app->stack);
	done(x, &people);
	vec_free(&people);
}

static bool areasplit_command(void *x, const char *command)
{
	if (strcmp(command, "save") == 0)
		finish(x);
	else if (strcmp(command, "mark") == 0)
		mark(x);
	else if (strcmp(command, "mark-all") == 0)
		mark_all(x);
	else
		return false;
	return true;
}

static const struct screen_ops areasplit_screen = {
	.context = "split",
	.title = areasplit_title,
	.paint = areasplit_paint,
	.key = areasplit_key,
	.command = areasplit_command,
	.message = areasplit_message,
	.free = areasplit_free,
};
