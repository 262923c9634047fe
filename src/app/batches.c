#include <binggui/app/batches.h>

#include <string.h>

#include <binggui/app/history.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/batch.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/progress.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

struct batches {
	struct app *app;
	struct batch_list all;
	struct listview list;
	struct progress progress;
};

static const struct screen_ops batches_screen;
static const struct listview_model batches_model;

const char *batches_state(int state)
{
	static const char *const words[] = {
		[BATCH_RUNNING] = "未完成",
		[BATCH_DONE] = "完成",
		[BATCH_STOPPED] = "中止",
		[BATCH_UNDONE] = "已撤销",
	};

	return words[state];
}

static bool load(struct batches *b, struct err *e)
{
	batch_list_free(&b->all);
	return batch_list(b->app->archive, &b->all, e);
}

static void batches_free(void *x)
{
	struct batches *b = x;

	listview_free(&b->list);
	batch_list_free(&b->all);
	mem_free(b);
}

void batches_push(struct app *app)
{
	static const struct listview_column columns[] = {
		{"批次", 6, LISTVIEW_RIGHT},
		{"时间", 19, LISTVIEW_LEFT},
		{"操作人", 8, LISTVIEW_LEFT},
		{"状态", 6, LISTVIEW_LEFT},
		{"记录", 7, LISTVIEW_RIGHT},
		{"文件", 0, LISTVIEW_LEFT},
	};
	struct batches *b = mem_new0(struct batches);
	struct err e = {0};

	b->app = app;
	if (!load(b, &e)) {
		stack_say(app->stack, ROLE_PROBLEM, "%s", e.text);
		batch_list_free(&b->all);
		mem_free(b);
		return;
	}
	listview_init(&b->list, &batches_model, b, columns, sizeof columns / sizeof *columns);
	b->list.empty = "还没有导入过";
	stack_push(app->stack, &batches_screen, b);
}

static size_t model_count(void *model, bool *more)
{
	(void)more;
	return ((struct batches *)model)->all.n;
}

static void model_row(void *model, size_t index, struct str *cells)
{
	const struct batch *b = &((struct batches *)model)->all.at[index];
	const char *slash = strrchr(b->file, '/');

	str_addf(&cells[0], "%llu", (unsigned long long)b->id);
	history_time(b->time_ms, &cells[1]);
	str_set(&cells[2], b->user);
	str_set(&cells[3], batches_state((int)b->state));
	str_addf(&cells[4], "%llu", (unsigned long long)b->records);
	str_set(&cells[5], slash ? slash + 1 : b->file);
}

static const struct listview_model batches_model = {
	.count = model_count,
	.row = model_row,
};

static bool step(void *context, size_t done, size_t all)
{
	return progress_step(&((struct batches *)context)->progress, done, all);
}

static const struct batch *current(const struct batches *b)
{
	size_t index;

	return listview_current(&b->list, &index) ? &b->all.at[index] : NULL;
}

void batches_say_left(struct app *app, const struct batch_kept *kept)
{
	const struct batch_left *first = kept->at;
	char id[32];

	record_id_text(first->id, id);
	stack_say(app->stack, ROLE_NOTICE, "已撤销；%zu 条后来又改过，保留不动：%s%s%s %s%s",
		kept->n, first->table ? "《" : "", first->table ? first->table->title : "",
		first->table ? "》" : "", id, kept->n > 1 ? " 等" : "");
}

static void undo_answered(void *x, bool yes)
{
	struct batches *b = x;
	struct batch_kept kept = {0};
	struct err e = {0};
	const struct batch *batch = current(b);

	if (!yes || !batch)
		return;
	progress_begin(&b->progress, b->app->term, "撤销导入");
	bool ok = batch_undo(b->app->archive, batch->id, step, b, &kept, &e) && load(b, &e);
	if (!ok)
		stack_say(b->app->stack, ROLE_PROBLEM, "%s", e.text);
	else if (kept.n)
		batches_say_left(b->app, &kept);
	else
		stack_say(b->app->stack, ROLE_GOOD, "整批已撤销");
	vec_free(&kept);
	listview_refresh(&b->list);
}

static void ask_undo(struct batches *b)
{
	const struct batch *batch = current(b);
	struct press start = {.kind = PRESS_CTRL, .c = 'Z'};
	struct str details = {0};

	if (!batch)
		return;
	str_addf(&details, "%s\n%s", batch->file, batch->summary ? batch->summary : "");
	prompt_yes(b->app->stack, "撤销这一批导入？", str_c(&details), &start, undo_answered, b);
	str_free(&details);
}

static void show_summary(struct batches *b)
{
	const struct batch *batch = current(b);
	struct str text = {0};

	if (!batch)
		return;
	str_addf(&text, "文件：%s\n%s\n\n按 F8 整批撤销。", batch->file,
		batch->summary ? batch->summary : "");
	prompt_text(b->app->stack, "这一批导入", str_c(&text), NULL, NULL);
	str_free(&text);
}

static bool batches_command(void *x, const char *command)
{
	if (strcmp(command, "undo") == 0)
		ask_undo(x);
	else if (strcmp(command, "open") == 0)
		show_summary(x);
	else
		return false;
	return true;
}

static void batches_paint(void *x, struct canvas *c, struct rect body)
{
	listview_paint(&((struct batches *)x)->list, c, body);
}

static bool batches_key(void *x, const struct press *k)
{
	return listview_key(&((struct batches *)x)->list, k);
}

static const struct screen_ops batches_screen = {
	.name = "导入历史与撤销",
	.context = "batches",
	.paint = batches_paint,
	.key = batches_key,
	.command = batches_command,
	.free = batches_free,
};
