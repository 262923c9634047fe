#include <binggui/app/movebox.h>

#include <binggui/app/drafting.h>
#include <binggui/app/filling.h>
#include <binggui/app/movesheet.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/flow.h>
#include <binggui/table/gate.h>
#include <binggui/table/table.h>
#include <binggui/ui/formview.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

struct movebox {
	struct app *app;
	const struct def_table *table;
	struct record base;
	struct flow_choices choices;
	const struct def_move *move;
	struct movesheet sheet;
	struct filling filling;
	struct drafting drafting;
};

static const struct screen_ops movebox_ops;

static void movebox_free(void *x)
{
	struct movebox *b = x;

	draft_free(&b->drafting.offered);
	if (b->filling.form)
		filling_close(&b->filling);
	movesheet_free(&b->sheet);
	flow_choices_free(&b->choices);
	record_free(&b->base);
	mem_free(b);
}

/* ---- doing it -------------------------------------------------------------------------------- */

static void tell(struct movebox *b, const struct change *c)
{
	struct str text = {0};

	flow_tell(c, &text);
	stack_say(b->app->stack, c->problems.n ? ROLE_NOTICE : ROLE_GOOD, "%s", str_c(&text));
	str_free(&text);
}

/* Problems of the register's and the log's fields beside those of the page. */
static void show_problems(struct movebox *b, const struct change *c)
{
	struct problems here = {0};

	for (size_t i = 0; i < c->problems.n; i++) {
		const struct problem *p = &c->problems.at[i];
		problem_add(&here, movesheet_field(&b->sheet, p->field), p->level, p->code, "%s",
			p->text);
	}
	filling_show(&b->filling, &here);
	form_go_problem(b->filling.form);
	problems_free(&here);
}

/* True: it is done. */
static bool make_move(struct movebox *b)
{
	struct record typed = {0}, log = {0};
	struct change c;
	struct err e = {0};

	record_copy(&typed, &b->base);
	if (b->filling.form)
		movesheet_take(&b->sheet, &b->filling.work, &typed, &log);
	bool ok = flow_do(b->app->archive, b->table, b->move, &b->base, &typed, &log, &c, &e);
	if (ok) {
		tell(b, &c);
	} else {
		stack_say(b->app->stack, ROLE_PROBLEM, "%s", e.text);
		if (b->filling.form)
			show_problems(b, &c);
	}
	change_free(&c);
	record_free(&typed);
	record_free(&log);
	return ok;
}

static void confirmed(void *x, bool yes)
{
	struct movebox *b = x;

	if (yes)
		make_move(b);
	movebox_free(b);
}

static void confirm(struct movebox *b)
{
	struct str question = {0}, details = {0};

	str_addf(&question, "办理“%s”？", b->move->name);
	const char *state = gate_state(b->table, &b->base);
	if (*b->move->to && !text_eq(b->move->to, state))
		str_addf(&details, "%s从“%s”变为“%s”。", b->table->flow->state->label, state,
			b->move->to);
	else
		str_addf(&details, "%s仍是“%s”。", b->table->flow->state->label, state);
	prompt_yes(b->app->stack, str_c(&question), str_c(&details), NULL, confirmed, b);
	str_free(&question);
	str_free(&details);
}

/* ---- the page -------------------------------------------------------------------------------- */

static void ask(struct movebox *b)
{
	char today[DATE_TEXT];

	date_format(b->app->archive->types.today, today);
	movesheet_make(&b->sheet, b->table, b->move);
	b->filling.app = b->app;
	b->filling.table = &b->sheet.table;
	movesheet_begin(&b->sheet, &b->base, today, &b->filling.work);
	filling_open(&b->filling);
	/* Whose draft it is; what the sheet holds has no versions of its own. */
	b->filling.base.id = b->base.id;
	b->drafting.filling = &b->filling;
	b->drafting.slot = (uint32_t)(b->move - b->table->flow->moves) + 1;
	stack_push(b->app->stack, &movebox_ops, b);
	drafting_offer(&b->drafting);
}

static void movebox_title(void *x, struct str *out)
{
	struct movebox *b = x;
	struct str title = {0};

	table_title(b->app->archive, b->table, &b->base, &title);
	str_addf(out, "%s  %s  办理：%s", b->table->title, str_c(&title), b->move->name);
	str_free(&title);
}

static void movebox_paint(void *x, struct canvas *c, struct rect body)
{
	form_paint(((struct movebox *)x)->filling.form, c, body);
}

static bool movebox_key(void *x, const struct press *k)
{
	struct movebox *b = x;
	bool used = filling_key(&b->filling, k);

	if (used && (form_changed(b->filling.form) || b->drafting.kept))
		drafting_touch(&b->drafting);
	if (!used && k->kind == PRESS_ENTER)
		stack_say(b->app->stack, ROLE_NORMAL, "已是最后一项：按 F2 办理");
	return used || k->kind == PRESS_ENTER;
}

static enum role movebox_message(void *x, struct str *out)
{
	return form_message(((struct movebox *)x)->filling.form, out) ? ROLE_PROBLEM : ROLE_DIM;
}

static void save_command(struct movebox *b)
{
	form_settle(b->filling.form);
	if (form_problems(b->filling.form, true) && form_go_problem(b->filling.form)) {
		stack_say(b->app->stack, ROLE_PROBLEM, "有填得不对的，改好再按 F2");
		return;
	}
	if (!make_move(b))
		return;
	drafting_drop(&b->drafting);
	stack_pop(b->app->stack);
}

static void help_command(struct movebox *b)
{
	size_t focus = form_focus(b->filling.form);
	struct str text = {0};

	if (focus == FORM_NONE)
		return;
	filling_help(b->filling.fields[focus], &text);
	prompt_text(b->app->stack, form_label(b->filling.form, focus), str_c(&text), NULL, NULL);
	str_free(&text);
}

static bool movebox_command(void *x, const char *command)
{
	struct movebox *b = x;

	if (text_eq(command, "save"))
		save_command(b);
	else if (text_eq(command, "choose"))
		form_choose(b->filling.form);
	else if (text_eq(command, "help"))
		help_command(b);
	else if (text_eq(command, "reveal"))
		return filling_reveal(&b->filling);
	else if (text_eq(command, "undo"))
		return filling_undo(&b->filling);
	else
		return false;
	return true;
}

static void leave_answered(void *x, bool yes)
{
	struct movebox *b = x;

	if (!yes)
		return;
	drafting_drop(&b->drafting);
	stack_pop(b->app->stack);
}

static bool movebox_leave(void *x)
{
	struct movebox *b = x;
	struct press start = press_of(PRESS_ESC);

	form_settle(b->filling.form);
	if (!form_changed(b->filling.form)) {
		drafting_drop(&b->drafting);
		return true;
	}
	prompt_yes(
		b->app->stack, "不办了？填的内容不保存", "按 F2 办理。", &start, leave_answered, b);
	return false;
}

static void movebox_tick(void *x, int64_t now_ms)
{
	struct movebox *b = x;

	filling_cover(&b->filling);
	drafting_tick(&b->drafting, now_ms);
}

static void movebox_hangup(void *x)
{
	drafting_keep(&((struct movebox *)x)->drafting);
}

static const struct screen_ops movebox_ops = {
	.name = "办理",
	.context = "move",
	.title = movebox_title,
	.paint = movebox_paint,
	.key = movebox_key,
	.command = movebox_command,
	.message = movebox_message,
	.tick = movebox_tick,
	.leave = movebox_leave,
	.hangup = movebox_hangup,
	.free = movebox_free,
};

/* ---- choosing -------------------------------------------------------------------------------- */

static void picked(void *x, size_t index)
{
	struct movebox *b = x;

	if (index == PICKER_NONE) {
		movebox_free(b);
		return;
	}
	const struct flow_choice *c = &b->choices.at[index];
	b->move = c->move;
	if (!c->open) {
		stack_say(b->app->stack, ROLE_PROBLEM, "%s", c->why);
		movebox_free(b);
	} else if (c->move->ask.n) {
		ask(b);
	} else {
		confirm(b);
	}
}

static void offer(struct movebox *b)
{
	VEC(struct picker_item) items = {0};
	VEC(char *) labels = {0};
	struct str text = {0};

	for (size_t i = 0; i < b->choices.n; i++) {
		const struct flow_choice *c = &b->choices.at[i];
		str_clear(&text);
		if (c->open)
			str_addf(&text, "%s%s%s", c->move->name, *c->move->to ? " → " : "",
				c->move->to);
		else
			str_addf(&text, "%s：%s", c->move->name, c->why);
		vec_push(&labels, mem_strdup(str_c(&text)));
		vec_push(&items, ((struct picker_item){*vec_last(&labels), NULL, !c->open}));
	}
	str_clear(&text);
	str_addf(&text, "办理：现在是“%s”", gate_state(b->table, &b->base));
	picker_items(b->app->stack, str_c(&text), items.at, items.n, 0, NULL, picked, b);
	for (size_t i = 0; i < labels.n; i++)
		mem_free(labels.at[i]);
	vec_free(&labels);
	vec_free(&items);
	str_free(&text);
}

void movebox_push_draft(struct app *app, const struct draft *d)
{
	struct movebox *b = mem_new0(struct movebox);
	struct err e = {0};

	b->app = app;
	b->table = d->table;
	bool ok = table_get(app->archive, d->table, d->record, &b->base, &e);
	if (ok && d->table->flow)
		flow_choices(app->archive, d->table, &b->base, &b->choices);
	for (size_t i = 0; i < b->choices.n; i++)
		if (b->choices.at[i].move - d->table->flow->moves + 1 == (ptrdiff_t)d->slot) {
			picked(b, i);
			return;
		}
	stack_say(app->stack, ROLE_PROBLEM, "%s",
		ok ? "这条记录现在办不了草稿里的那一步；不要了的按 F8 删去" : e.text);
	movebox_free(b);
}

void movebox_push(struct app *app, const struct def_table *t, uint64_t id)
{
	struct movebox *b = mem_new0(struct movebox);
	struct err e = {0};

	b->app = app;
	b->table = t;
	bool ok = table_get(app->archive, t, id, &b->base, &e);
	if (ok && t->flow)
		flow_choices(app->archive, t, &b->base, &b->choices);
	if (b->choices.n) {
		offer(b);
		return;
	}
	if (!ok)
		stack_say(app->stack, ROLE_PROBLEM, "%s", e.text);
	else if (!t->flow)
		stack_say(app->stack, ROLE_NORMAL, "《%s》没有要一步步办理的事，直接改就行",
			t->title);
	else
		stack_say(app->stack, ROLE_NORMAL,
			b->base.voided ? "已作废的记录不能办理" : "“%s”以后没有要办的了",
			gate_state(t, &b->base));
	movebox_free(b);
}
