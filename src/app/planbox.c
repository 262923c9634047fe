#include <binggui/app/planbox.h>

#include <stdio.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/pairsave.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/paint.h>
#include <binggui/ui/progress.h>
#include <binggui/ui/stack.h>

enum look { ALL, LEFT_OVER, LOADS, LOOKS };

struct planbox {
	struct app *app;
	struct planbox_ask ask;
	struct pairing pairing;
	struct pair_plan plan;
	uint64_t tick; /* of the archive when it was planned */
	enum look look;
	VEC(size_t) rows; /* steps, or staff whose load changes */
	struct listview list;
	struct progress progress;
	planbox_done *done;
	void *x;
};

static const struct screen_ops planbox_screen;
static const struct listview_model planbox_model;

static void planbox_free(void *x)
{
	struct planbox *b = x;

	listview_free(&b->list);
	vec_free(&b->rows);
	pair_plan_free(&b->plan);
	pairing_free(&b->pairing);
	mem_free(b);
}

/* ---- the plan -------------------------------------------------------------------------------- */

static size_t left_over(const struct planbox *b)
{
	return b->plan.steps.n - b->plan.found - b->plan.ended;
}

static bool belongs(const struct planbox *b, size_t i)
{
	const struct pair_step *s = &b->plan.steps.at[i];

	return b->look == ALL || (s->staff == PAIR_NONE && !s->end);
}

static void show(struct planbox *b)
{
	static const struct listview_column steps[] =
		{
			{"姓名", 12, LISTVIEW_LEFT},
			{"村(社区)", 14, LISTVIEW_LEFT},
			{"级", 4, LISTVIEW_LEFT},
			{"拟结对", 0, LISTVIEW_LEFT},
		},
					    loads[] = {
						    {"包联人", 12, LISTVIEW_LEFT},
						    {"级", 4, LISTVIEW_LEFT},
						    {"现在", 6, LISTVIEW_RIGHT},
						    {"以后", 6, LISTVIEW_RIGHT},
						    {"上限", 6, LISTVIEW_RIGHT},
						    {"单位", 0, LISTVIEW_LEFT},
					    };

	vec_clear(&b->rows);
	for (size_t i = 0; b->look != LOADS && i < b->plan.steps.n; i++)
		if (belongs(b, i))
			vec_push(&b->rows, i);
	for (size_t i = 0; b->look == LOADS && i < b->pairing.staff.n; i++)
		if (b->plan.load[i] != b->pairing.staff.at[i].load)
			vec_push(&b->rows, i);
	if (b->look == LOADS)
		listview_set_columns(&b->list, loads, sizeof loads / sizeof *loads);
	else
		listview_set_columns(&b->list, steps, sizeof steps / sizeof *steps);
	listview_refresh(&b->list);
	list_go(&b->list.list, 0);
}

static bool make_plan(struct planbox *b, struct err *e)
{
	const struct pairing *p = &b->pairing;

	b->tick = archive_tick(b->app->archive);
	if (!pairing_load(&b->pairing, b->app->archive, e))
		return false;
	if (!b->ask.from) {
		pair_plan_fill(&b->plan, p, pairing_area(p, b->ask.area));
		return true;
	}
	size_t from = pairing_staff(p, b->ask.from);
	size_t to = b->ask.to ? pairing_staff(p, b->ask.to) : PAIR_NONE;
	if (from == PAIR_NONE || (b->ask.to && to == PAIR_NONE))
		return err_set(e, ERR_NOTFOUND, "这位工作人员的记录刚刚作废了");
	pair_plan_handover(&b->plan, p, from, to);
	return true;
}

void planbox_push(struct app *app, const struct planbox_ask *ask, planbox_done *done, void *x)
{
	struct planbox *b = mem_new0(struct planbox);
	struct err e = {0};

	*b = (struct planbox){.app = app, .ask = *ask, .done = done, .x = x};
	bool ok = make_plan(b, &e);
	listview_init(&b->list, &planbox_model, b, NULL, 0);
	if (ok && b->plan.steps.n) {
		show(b);
		stack_push(app->stack, &planbox_screen, b);
		return;
	}
	if (ok)
		stack_say(app->stack, ROLE_GOOD, "%s",
			ask->from ? "他名下没有结对，不用移交" : "三级都配齐了，没有空缺");
	else
		stack_say(app->stack, ROLE_PROBLEM, "%s", e.text);
	planbox_free(b);
}

/* ---- what is shown --------------------------------------------------------------------------- */

static size_t model_count(void *model, bool *more)
{
	(void)more;
	return ((struct planbox *)model)->rows.n;
}

static void limit_text(const struct pair_staff *s, struct str *out)
{
	if (s->limit == PAIR_NONE)
		str_add(out, "不限");
	else
		str_addf(out, "%zu", s->limit);
}

static void load_row(const struct planbox *b, size_t staff, struct str *cells)
{
	const struct pair_staff *s = &b->pairing.staff.at[staff];

	str_set(&cells[0], s->name);
	str_set(&cells[1], pair_tier_name(s->tier));
	str_addf(&cells[2], "%zu", s->load);
	str_addf(&cells[3], "%zu", b->plan.load[staff]);
	limit_text(s, &cells[4]);
	str_set(&cells[5], s->unit);
}

static void step_row(const struct planbox *b, const struct pair_step *s, struct str *cells)
{
	const struct pairing *p = &b->pairing;

	if (s->person == PAIR_NONE) {
		str_set(&cells[0], "（已作废）");
	} else {
		const struct pair_person *one = &p->people.at[s->person];
		str_set(&cells[0], one->name);
		str_set(&cells[1],
			one->area == PAIR_NONE ? "（不明）" : p->areas.at[one->area].name);
	}
	str_set(&cells[2], pair_tier_name(s->tier));
	if (s->staff != PAIR_NONE)
		str_addf(&cells[3], "%s  %s", p->staff.at[s->staff].name,
			p->staff.at[s->staff].unit);
	else if (s->end)
		str_addf(&cells[3], "只结束：%s",
			s->person == PAIR_NONE ? pair_why_text(s->why)
					       : p->people.at[s->person].gone);
	else
		str_addf(&cells[3], "── %s", pair_why_text(s->why));
}

static void model_row(void *model, size_t index, struct str *cells)
{
	const struct planbox *b = model;

	if (b->look == LOADS)
		load_row(b, b->rows.at[index], cells);
	else
		step_row(b, &b->plan.steps.at[b->rows.at[index]], cells);
}

static char model_mark(void *model, size_t index)
{
	const struct planbox *b = model;

	if (b->look == LOADS)
		return ' ';
	const struct pair_step *s = &b->plan.steps.at[b->rows.at[index]];
	return s->staff == PAIR_NONE && !s->end ? '!' : ' ';
}

static const struct listview_model planbox_model = {
	.count = model_count,
	.row = model_row,
	.mark = model_mark,
};

static const char *staff_name(const struct planbox *b, uint64_t id)
{
	size_t staff = id ? pairing_staff(&b->pairing, id) : PAIR_NONE;

	return staff == PAIR_NONE ? "各人" : b->pairing.staff.at[staff].name;
}

static void heading(const struct planbox *b, struct str *out)
{
	size_t area = pairing_area(&b->pairing, b->ask.area);

	if (b->ask.from) {
		str_addf(out, "结对移交：%s", staff_name(b, b->ask.from));
		str_addf(out, " → %s", staff_name(b, b->ask.to));
	} else {
		str_addf(out, "结对补齐：%s",
			area == PAIR_NONE ? "全部" : b->pairing.areas.at[area].name);
	}
}

static void planbox_title(void *x, struct str *out)
{
	static const char *const looks[] = {"", "  只看没有办法的", "  各人名下"};
	const struct planbox *b = x;

	heading(b, out);
	str_add(out, looks[b->look]);
}

static void planbox_paint(void *x, struct canvas *c, struct rect body)
{
	struct planbox *b = x;
	struct str text = {0};

	str_addf(&text, "共 %zu 处：有人 %zu 处", b->plan.steps.n, b->plan.found);
	if (b->plan.ended)
		str_addf(&text, "，只结束 %zu 处", b->plan.ended);
	str_addf(&text, "，没有办法 %zu 处（!）", left_over(b));
	canvas_fit(c, body.row, body.col + 1, body.cols - 1, ROLE_BOLD, str_c(&text));
	str_free(&text);
	body.row++;
	body.rows--;
	b->list.empty = b->look == LEFT_OVER ? "都有办法" : "没有变动";
	listview_paint(&b->list, c, body);
}

static enum role planbox_message(void *x, struct str *out)
{
	const struct planbox *b = x;

	if (b->plan.found + b->plan.ended)
		str_add(out, "还没有写入：F2 照这样办，Esc 不办；F5 换着看");
	else
		str_add(out, "一处也没有办法，没有可办的；Esc 返回");
	return ROLE_NOTICE;
}

/* ---- doing it -------------------------------------------------------------------------------- */

static bool step(void *context, size_t done, size_t all)
{
	return progress_step(&((struct planbox *)context)->progress, done, all);
}

static void finish(struct planbox *b, const struct pairsave_result *r)
{
	struct stack *stack = b->app->stack;
	planbox_done *done = b->done;
	void *x = b->x;
	size_t left = left_over(b) + r->failures.n;

	stack_pop(stack);
	if (done)
		done(x, r->batch);
	if (left || r->stopped)
		stack_say(stack, ROLE_NOTICE,
			"新结对 %zu 条，结束 %zu 条，%s%zu 处没有办成；Ctrl-Z 整个撤销", r->made,
			r->ended, r->stopped ? "中途停下，" : "", left);
	else
		stack_say(stack, ROLE_GOOD, "新结对 %zu 条，结束 %zu 条；Ctrl-Z 整个撤销", r->made,
			r->ended);
}

static void plan_anew(struct planbox *b)
{
	struct err e = {0};

	pair_plan_free(&b->plan);
	if (!make_plan(b, &e)) {
		stack_pop(b->app->stack);
		stack_say(b->app->stack, ROLE_PROBLEM, "%s", e.text);
		return;
	}
	show(b);
	stack_say(b->app->stack, ROLE_NOTICE, "刚刚有人存过盘，方案已经重新算过，请再看一遍");
}

static void carry_out(struct planbox *b)
{
	struct pairsave_result r = {0};
	struct str title = {0};
	struct err e = {0};

	if (!(b->plan.found + b->plan.ended))
		return;
	if (b->tick != archive_tick(b->app->archive)) {
		plan_anew(b);
		return;
	}
	heading(b, &title);
	progress_begin(&b->progress, b->app->term, "结对");
	struct pairsave s = {.plan = &b->plan,
		.title = str_c(&title),
		.end_reason = *b->ask.reason ? b->ask.reason : "调离",
		.day = b->pairing.today,
		.progress = step,
		.context = b};
	if (pairsave_run(&s, &r, &e))
		finish(b, &r);
	else
		stack_say(b->app->stack, ROLE_PROBLEM, "%s", e.text);
	pairsave_result_free(&r);
	str_free(&title);
}

static bool planbox_key(void *x, const struct press *k)
{
	return listview_key(&((struct planbox *)x)->list, k);
}

static bool planbox_command(void *x, const char *command)
{
	struct planbox *b = x;

	if (strcmp(command, "save") == 0) {
		carry_out(b);
	} else if (strcmp(command, "filter") == 0) {
		b->look = (b->look + 1) % LOOKS;
		show(b);
	} else {
		return false;
	}
	return true;
}

static const struct screen_ops planbox_screen = {
	.context = "plan",
	.title = planbox_title,
	.paint = planbox_paint,
	.key = planbox_key,
	.command = planbox_command,
	.message = planbox_message,
	.free = planbox_free,
};
