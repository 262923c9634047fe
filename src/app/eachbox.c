#include <binggui/app/eachbox.h>

#include <binggui/app/failures.h>
#include <binggui/app/filling.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/eachnew.h>
#include <binggui/table/table.h>
#include <binggui/ui/formview.h>
#include <binggui/ui/paint.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/progress.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

struct eachbox {
	struct app *app;
	const struct def_table *from;
	struct ids ids;
	struct {
		const struct def_table **at;
		size_t n, cap;
	} offered;
	const struct def_table *into;
	struct filling filling; /* what all of them get */
	struct progress progress;
};

static const struct screen_ops eachbox_ops;

static void eachbox_free(void *x)
{
	struct eachbox *b = x;

	if (b->filling.form)
		filling_close(&b->filling);
	vec_free(&b->ids);
	vec_free(&b->offered);
	mem_free(b);
}

/* ---- doing it -------------------------------------------------------------------------------- */

static bool step(void *context, size_t done, size_t all)
{
	return progress_step(&((struct eachbox *)context)->progress, done, all);
}

static void tell(struct eachbox *b, const struct bulk_result *r)
{
	struct str text = {0};

	str_addf(&text, "《%s》登记了 %zu 条", b->into->title, r->changed);
	if (r->failures.n)
		str_addf(&text, "，%zu 条没有登记成", r->failures.n);
	if (r->stopped)
		str_add(&text, "；中止了，没轮到的没有登记");
	str_add(&text, "；在“导入历史与撤销”里可以整批撤销");
	stack_say(b->app->stack, r->failures.n || r->stopped ? ROLE_NOTICE : ROLE_GOOD, "%s",
		str_c(&text));
	str_free(&text);
}

static void confirmed(void *x, bool yes)
{
	struct eachbox *b = x;
	struct app *app = b->app;
	const struct def_table *from = b->from;
	struct bulk_result result;
	struct err e = {0};
	const struct eachnew each = {
		.archive = app->archive,
		.from = from,
		.into = b->into,
		.by = eachnew_by(b->into, from),
		.values = &b->filling.work,
		.ids = b->ids.at,
		.n = b->ids.n,
		.progress = step,
		.context = b,
	};

	if (!yes)
		return;
	progress_begin(&b->progress, app->term, "逐条登记");
	bool ok = eachnew_run(&each, &result, &e);
	if (ok)
		tell(b, &result);
	else
		stack_say(app->stack, ROLE_PROBLEM, "登记到一半停下（已登记 %zu 条）：%s",
			result.changed, e.text);
	if (result.changed)
		stack_pop(app->stack); /* b is gone */
	if (result.failures.n)
		failures_push(app, from, &result);
	bulk_result_free(&result);
}

/* What is wrong for the first of them is most likely wrong for all. */
static void check_first(struct eachbox *b)
{
	struct archive *a = b->app->archive;
	struct record whose = {0}, one = {0};
	struct problems problems = {0};
	struct str reference = {0};

	record_copy(&one, &b->filling.work);
	if (table_get(a, b->from, b->ids.at[0], &whose, NULL)) {
		table_reference(b->from, &whose, &reference);
		record_set(&one, eachnew_by(b->into, b->from)->number, str_c(&reference));
		check_record(b->into, &one, &a->env, &problems);
		filling_show(&b->filling, &problems);
	}
	problems_free(&problems);
	record_free(&whose);
	record_free(&one);
	str_free(&reference);
}

static void save_command(struct eachbox *b)
{
	struct str question = {0};
	char count[PAINT_COUNT];

	form_settle(b->filling.form);
	check_first(b);
	if (form_problems(b->filling.form, true) && form_go_problem(b->filling.form)) {
		stack_say(b->app->stack, ROLE_PROBLEM, "有填得不对的，改好再按 F2");
		return;
	}
	paint_count(b->ids.n, count);
	str_addf(&question, "为 %s 条记录在《%s》里各登记一条？", count, b->into->title);
	prompt_yes(b->app->stack, str_c(&question),
		"每条都照表单的规则检查，通不过的不登记，完了列出原因。", NULL, confirmed, b);
	str_free(&question);
}

/* ---- the page -------------------------------------------------------------------------------- */

static void eachbox_title(void *x, struct str *out)
{
	const struct eachbox *b = x;

	str_addf(out, "%s  为标记的 %zu 条各登记一条：“%s”不用填", b->into->title, b->ids.n,
		eachnew_by(b->into, b->from)->label);
}

static void eachbox_paint(void *x, struct canvas *c, struct rect body)
{
	form_paint(((struct eachbox *)x)->filling.form, c, body);
}

static bool eachbox_key(void *x, const struct press *k)
{
	struct eachbox *b = x;
	bool used = filling_key(&b->filling, k);

	if (!used && k->kind == PRESS_ENTER)
		stack_say(b->app->stack, ROLE_NORMAL, "已是最后一项：按 F2 各登记一条");
	return used || k->kind == PRESS_ENTER;
}

static enum role eachbox_message(void *x, struct str *out)
{
	return form_message(((struct eachbox *)x)->filling.form, out) ? ROLE_PROBLEM : ROLE_DIM;
}

static bool eachbox_command(void *x, const char *command)
{
	struct eachbox *b = x;

	if (text_eq(command, "save"))
		save_command(b);
	else if (text_eq(command, "choose"))
		form_choose(b->filling.form);
	else if (text_eq(command, "undo"))
		return filling_undo(&b->filling);
	else
		return false;
	return true;
}

static void leave_answered(void *x, bool yes)
{
	if (yes)
		stack_pop(((struct eachbox *)x)->app->stack);
}

static bool eachbox_leave(void *x)
{
	struct eachbox *b = x;
	struct press start = press_of(PRESS_ESC);

	form_settle(b->filling.form);
	if (!form_changed(b->filling.form))
		return true;
	prompt_yes(b->app->stack, "不登记了？填的内容不保存", "按 F2 各登记一条。", &start,
		leave_answered, b);
	return false;
}

static const struct screen_ops eachbox_ops = {
	.name = "各登记一条",
	.context = "each",
	.title = eachbox_title,
	.paint = eachbox_paint,
	.key = eachbox_key,
	.command = eachbox_command,
	.message = eachbox_message,
	.leave = eachbox_leave,
	.free = eachbox_free,
};

/* ---- which register -------------------------------------------------------------------------- */

static void picked(void *x, size_t index)
{
	struct eachbox *b = x;

	if (index == PICKER_NONE) {
		eachbox_free(b);
		return;
	}
	b->into = b->offered.at[index];
	b->filling.app = b->app;
	b->filling.table = b->into;
	filling_begin(&b->filling);
	filling_open(&b->filling);
	stack_push(b->app->stack, &eachbox_ops, b);
}

void eachbox_push(struct app *app, const struct def_table *from, const uint64_t *ids, size_t n)
{
	if (!n) {
		stack_say(app->stack, ROLE_NOTICE,
			"先按空格或 Ins 标记要登记的（Ctrl-T 标记列出的全部）");
		return;
	}
	struct eachbox *b = mem_new0(struct eachbox);
	const struct defs *d = app->archive->defs;
	VEC(struct picker_item) items = {0};

	b->app = app;
	b->from = from;
	for (size_t i = 0; i < n; i++)
		vec_push(&b->ids, ids[i]);
	for (size_t i = 0; i < d->n; i++) {
		if (!eachnew_by(d->tables[i], from))
			continue;
		vec_push(&b->offered, (const struct def_table *)d->tables[i]);
		vec_push(&items, ((struct picker_item){d->tables[i]->title, NULL}));
	}
	if (b->offered.n) {
		picker_items(app->stack, "在哪个登记簿里各登记一条", items.at, items.n, 0, NULL,
			picked, b);
	} else {
		stack_say(app->stack, ROLE_NOTICE, "没有登记簿引用《%s》", from->title);
		eachbox_free(b);
	}
	vec_free(&items);
}
