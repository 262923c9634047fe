#include <binggui/app/failures.h>

#include <string.h>

#include <binggui/app/editor.h>
#include <binggui/base/mem.h>
#include <binggui/schema/record.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

struct failures {
	struct app *app;
	const struct def_table *table;
	struct bulk_result result; /* only its failures */
	struct listview list;
};

static const struct screen_ops failures_screen;

static size_t count(void *model, bool *more)
{
	(void)more;
	return ((struct failures *)model)->result.failures.n;
}

static void row(void *model, size_t index, struct str *cells)
{
	const struct bulk_failure *f = &((struct failures *)model)->result.failures.at[index];
	char id[32];

	record_id_text(f->id, id);
	str_set(&cells[0], id);
	str_set(&cells[1], f->title);
	str_set(&cells[2], f->why);
}

static char mark(void *model, size_t index)
{
	(void)model;
	(void)index;
	return '!';
}

static const struct listview_model failures_model = {.count = count, .row = row, .mark = mark};

void failures_push(struct app *app, const struct def_table *t, struct bulk_result *result)
{
	static const struct listview_column columns[] = {
		{"编号", 9, LISTVIEW_LEFT},
		{"记录", 20, LISTVIEW_LEFT},
		{"为什么没有改", 0, LISTVIEW_LEFT},
	};
	struct failures *f = mem_new0(struct failures);

	f->app = app;
	f->table = t;
	f->result = *result;
	memset(&result->failures, 0, sizeof result->failures);
	listview_init(&f->list, &failures_model, f, columns, sizeof columns / sizeof *columns);
	stack_push(app->stack, &failures_screen, f);
}

static void failures_free(void *x)
{
	struct failures *f = x;

	listview_free(&f->list);
	bulk_result_free(&f->result);
	mem_free(f);
}

static void failures_title(void *x, struct str *out)
{
	const struct failures *f = x;

	str_addf(out, "%s  没有改成的 %zu 条", f->table->title, f->result.failures.n);
}

static void failures_paint(void *x, struct canvas *c, struct rect body)
{
	listview_paint(&((struct failures *)x)->list, c, body);
}

static bool failures_key(void *x, const struct press *k)
{
	return listview_key(&((struct failures *)x)->list, k);
}

static bool failures_command(void *x, const char *command)
{
	struct failures *f = x;
	size_t index;

	if (!listview_current(&f->list, &index))
		return false;
	const struct bulk_failure *one = &f->result.failures.at[index];
	if (strcmp(command, "open") == 0)
		editor_push(f->app, f->table, one->id);
	else if (strcmp(command, "reason") == 0)
		prompt_text(f->app->stack, one->title, one->why, NULL, NULL);
	else
		return false;
	return true;
}

static enum role failures_message(void *x, struct str *out)
{
	(void)x;
	str_add(out, "这些记录没有动；Enter 打开改正，F4 看全部原因，返回后它们仍标记着");
	return ROLE_NOTICE;
}

static const struct screen_ops failures_screen = {
	.context = "failures",
	.title = failures_title,
	.paint = failures_paint,
	.key = failures_key,
	.command = failures_command,
	.message = failures_message,
	.free = failures_free,
};
