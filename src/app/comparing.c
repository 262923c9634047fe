#include <binggui/app/comparing.h>

#include <string.h>

#include <binggui/app/asking.h>
#include <binggui/app/names.h>
#include <binggui/app/paper.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

struct comparing {
	struct app *app;
	struct comparison c;
	struct listview list;
	bool only; /* the lines that differ */
	struct {
		const struct comparison_line **at;
		size_t n, cap;
	} lines;
};

static const struct screen_ops comparing_screen;

static bool differs(const struct comparison_line *l)
{
	return l->more || l->fewer || l->there[0] != l->there[1] ||
	       (*l->difference && !text_eq(l->difference, "0"));
}

static void make_lines(struct comparing *v)
{
	vec_clear(&v->lines);
	for (size_t i = 0; i < v->c.n; i++)
		if (!v->only || differs(&v->c.at[i]))
			vec_push(&v->lines, &v->c.at[i]);
	listview_refresh(&v->list);
}

static size_t model_count(void *model, bool *more)
{
	(void)more;
	return ((struct comparing *)model)->lines.n;
}

static void model_row(void *model, size_t index, struct str *cells)
{
	const struct comparison_line *l = ((struct comparing *)model)->lines.at[index];

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
	return differs(((struct comparing *)model)->lines.at[index]) ? '*' : ' ';
}

static const struct listview_model comparing_model = {
	.count = model_count,
	.row = model_row,
	.mark = model_mark,
};

static const struct comparison_line *current(const struct comparing *v)
{
	size_t index;

	return listview_current(&v->list, &index) ? v->lines.at[index] : NULL;
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

static void filter(struct comparing *v)
{
	v->only = !v->only;
	make_lines(v);
	stack_say(
		v->app->stack, ROLE_NOTICE, v->only ? "只看两边不同的；再按 F5 看全部" : "看全部");
}

static bool comparing_command(void *x, const char *command)
{
	struct comparing *v = x;

	if (strcmp(command, "open") == 0)
		open_line(v);
	else if (strcmp(command, "filter") == 0)
		filter(v);
	else if (strcmp(command, "export") == 0)
		prompt_line(v->app->stack, "导出", "文件名，以 .xlsx 或 .csv 结尾", "报表比较.xlsx",
			export_given, v);
	else
		return false;
	return true;
}

/* Which side is which: the columns are too narrow to say it, and one line for both. */
static void comparing_title(void *x, struct str *out)
{
	str_addf(out, "比较 甲：%s", ((const struct comparing *)x)->c.title[0]);
}

static enum role comparing_message(void *x, struct str *out)
{
	str_addf(out, "乙：%s", ((const struct comparing *)x)->c.title[1]);
	return ROLE_NORMAL;
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
	vec_free(&v->lines);
	comparison_free(&v->c);
	mem_free(v);
}

void comparing_push(struct app *app, struct comparison *c)
{
	static const struct listview_column columns[] = {
		{"项目", 0, LISTVIEW_LEFT},
		{"甲", 10, LISTVIEW_RIGHT},
		{"乙", 10, LISTVIEW_RIGHT},
		{"相差", 8, LISTVIEW_RIGHT},
		{"名单", 9, LISTVIEW_RIGHT},
	};
	struct comparing *v = mem_new0(struct comparing);

	v->app = app;
	v->c = *c;
	*c = (struct comparison){0};
	listview_init(&v->list, &comparing_model, v, columns, sizeof columns / sizeof *columns);
	v->list.empty = "两边都一样";
	make_lines(v);
	stack_push(app->stack, &comparing_screen, v);
}

static const struct screen_ops comparing_screen = {
	.title = comparing_title,
	.context = "comparing",
	.paint = comparing_paint,
	.key = comparing_key,
	.command = comparing_command,
	.message = comparing_message,
	.free = comparing_free,
};
