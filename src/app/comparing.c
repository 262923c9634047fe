#include <binggui/app/comparing.h>

#include <string.h>

#include <binggui/app/asking.h>
#include <binggui/app/names.h>
#include <binggui/app/paper.h>
#include <binggui/base/mem.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

struct comparing {
	struct app *app;
	struct comparison c;
	struct listview list;
};

static const struct screen_ops comparing_screen;

static size_t model_count(void *model, bool *more)
{
	(void)more;
	return ((struct comparing *)model)->c.n;
}

static void model_row(void *model, size_t index, struct str *cells)
{
	const struct comparison_line *l = &((struct comparing *)model)->c.at[index];

	str_set(&cells[0], l->title);
	str_set(&cells[1], l->there[0] ? l->text[0] : "没有");
	str_set(&cells[2], l->there[1] ? l->text[1] : "没有");
	str_set(&cells[3], l->difference);
	if (l->more || l->fewer)
		str_addf(&cells[4], "+%zu -%zu", l->more, l->fewer);
}

/* A star where they differ: they need not be read one by one. */
static char model_mark(void *model, size_t index)
{
	const struct comparison_line *l = &((struct comparing *)model)->c.at[index];

	return l->more || l->fewer || (*l->difference && !text_eq(l->difference, "0")) ? '*' : ' ';
}

static const struct listview_model comparing_model = {
	.count = model_count,
	.row = model_row,
	.mark = model_mark,
};

static const struct comparison_line *current(const struct comparing *v)
{
	size_t index;

	return listview_current(&v->list, &index) ? &v->c.at[index] : NULL;
}

static void open_line(struct comparing *v)
{
	const struct comparison_line *l = current(v);
	struct names_list list = {0};
	struct idset more = {0}, fewer = {0}, both = {0};

	if (!l)
		return;
	comparison_ids(l, 1, &more);
	comparison_ids(l, 0, &fewer);
	for (size_t i = 0; i < more.n; i++)
		idset_add(&both, more.at[i].table, more.at[i].id, 1);
	for (size_t i = 0; i < fewer.n; i++)
		idset_add(&both, fewer.at[i].table, fewer.at[i].id, 1);
	list.title = mem_strdup(l->title);
	names_add(&list, "两边不同的", &both);
	names_add(&list, "后一张多出的", &more);
	names_add(&list, "后一张少了的", &fewer);
	if (both.n)
		names_push(v->app, &list);
	else
		stack_say(v->app->stack, ROLE_NOTICE, "“%s”背后的名单两边相同", l->title);
	names_free(&list);
	idset_free(&more);
	idset_free(&fewer);
	idset_free(&both);
}

static void export_given(void *x, const char *typed)
{
	struct comparing *v = x;
	struct grid grid = {0};
	struct str path = {0};
	struct err e = {0};

	if (text_blank(typed))
		return;
	comparison_grid(&v->c, &grid);
	paper_path(&path, typed);
	if (asking_save(v->app->archive, &grid, NULL, str_c(&path), NULL, &e))
		stack_say(v->app->stack, ROLE_GOOD, "已写到 %s", str_c(&path));
	else
		stack_say(v->app->stack, ROLE_PROBLEM, "%s", e.text);
	grid_free(&grid);
	str_free(&path);
}

static bool comparing_command(void *x, const char *command)
{
	struct comparing *v = x;

	if (strcmp(command, "open") == 0)
		open_line(v);
	else if (strcmp(command, "export") == 0)
		prompt_line(v->app->stack, "导出", "文件名，以 .xlsx 或 .csv 结尾", "报表比较.xlsx",
			export_given, v);
	else
		return false;
	return true;
}

/* Which side is which: the columns are too narrow to say it. */
static enum role comparing_message(void *x, struct str *out)
{
	const struct comparing *v = x;

	str_addf(out, "甲：%s；乙：%s", v->c.title[0], v->c.title[1]);
	return ROLE_DIM;
}

static void comparing_paint(void *x, struct canvas *c, struct rect body)
{
	listview_paint(&((struct comparing *)x)->list, c, body);
}

static bool comparing_key(void *x, const struct press *k)
{
	return listview_key(&((struct comparing *)x)->list, k);
}

static void comparing_free(void *x)
{
	struct comparing *v = x;

	listview_free(&v->list);
	comparison_free(&v->c);
	mem_free(v);
}

void comparing_push(struct app *app, struct comparison *c)
{
	static const struct listview_column columns[] = {
		{"项目", 0, LISTVIEW_LEFT},
		{"甲", 12, LISTVIEW_RIGHT},
		{"乙", 12, LISTVIEW_RIGHT},
		{"相差", 9, LISTVIEW_RIGHT},
		{"名单", 11, LISTVIEW_RIGHT},
	};
	struct comparing *v = mem_new0(struct comparing);

	v->app = app;
	v->c = *c;
	*c = (struct comparison){0};
	listview_init(&v->list, &comparing_model, v, columns, sizeof columns / sizeof *columns);
	stack_push(app->stack, &comparing_screen, v);
}

static const struct screen_ops comparing_screen = {
	.name = "报表比较",
	.context = "names",
	.paint = comparing_paint,
	.key = comparing_key,
	.command = comparing_command,
	.message = comparing_message,
	.free = comparing_free,
};
