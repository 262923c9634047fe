#include <binggui/app/editor.h>

#include <string.h>

#include <binggui/app/answers.h>
#include <binggui/app/drafting.h>
#include <binggui/app/filling.h>
#include <binggui/app/mistakes.h>
#include <binggui/app/movebox.h>
#include <binggui/app/printing.h>
#include <binggui/app/rekeying.h>
#include <binggui/app/saving.h>
#include <binggui/app/timeline.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/guard.h>
#include <binggui/table/table.h>
#include <binggui/ui/formview.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

struct editor {
	struct app *app;
	struct filling filling;
	struct drafting drafting;
	struct mistakes mistakes;
	struct saving saving;
	struct rekeying rekeying;
	struct printing printing;
	uint64_t seen; /* archive_tick() when base was looked at last */
};

static const struct screen_ops editor_ops;

static const struct def_table *table_of(const struct editor *s)
{
	return s->filling.table;
}

/* ---- life ------------------------------------------------------------------------------------ */

static void editor_free(void *x)
{
	struct editor *s = x;

	drafting_free(&s->drafting);
	saving_free(&s->saving);
	mistakes_free(&s->mistakes);
	rekeying_free(&s->rekeying);
	printing_free(&s->printing);
	filling_close(&s->filling);
	mem_free(s);
}

static struct editor *editor_new(struct app *app, const struct def_table *t)
{
	struct editor *s = mem_new0(struct editor);

	s->app = app;
	s->filling.app = app;
	s->filling.table = t;
	s->drafting.filling = &s->filling;
	s->rekeying.filling = &s->filling;
	s->saving.filling = &s->filling;
	s->saving.drafting = &s->drafting;
	s->saving.mistakes = &s->mistakes;
	s->saving.open = editor_push;
	return s;
}

/* The form stands; the stack owns it from now on. */
static void show(struct editor *s)
{
	filling_open(&s->filling);
	s->mistakes.form = s->filling.form;
	s->mistakes.stack = s->app->stack;
	stack_push(s->app->stack, &editor_ops, s);
}

/* A new record starts at the first field that is not filled in already. */
static void skip_pinned(struct editor *s)
{
	struct form *form = s->filling.form;

	for (size_t i = 0; i < form_count(form); i++)
		if (!(form_flags(form, i) & (FORM_PINNED | FORM_READONLY)) && form_go(form, i))
			return;
}

/* Records that only moves make are not begun by hand: told before anything is typed. */
static bool may_begin(struct app *app, const struct def_table *t)
{
	struct str why = {0};
	bool may = guard_added(app->archive, t, &why);

	if (!may)
		stack_say(app->stack, ROLE_PROBLEM, "%s", str_c(&why));
	str_free(&why);
	return may;
}

static void push_new(struct app *app, const struct def_table *t)
{
	if (!may_begin(app, t))
		return;
	struct editor *s = editor_new(app, t);

	s->drafting.slot = answers_claim_slot(app, t, false);
	filling_begin(&s->filling);
	show(s);
	skip_pinned(s);
	drafting_offer(&s->drafting);
}

void editor_push(struct app *app, const struct def_table *t, uint64_t id)
{
	if (!id) {
		push_new(app, t);
		return;
	}
	struct editor *s = editor_new(app, t);
	struct err e = {0};
	if (!table_get(app->archive, t, id, &s->filling.base, &e)) {
		stack_say(app->stack, ROLE_PROBLEM, "%s", e.text);
		editor_free(s);
		return;
	}
	record_copy(&s->filling.work, &s->filling.base);
	show(s);
	drafting_offer(&s->drafting);
}

void editor_push_draft(struct app *app, const struct draft *d)
{
	if (d->record) {
		editor_push(app, d->table, d->record);
		return;
	}
	struct editor *s = editor_new(app, d->table);
	s->drafting.slot = d->slot;
	answers_keep_slot(app, d->table, d->slot);
	filling_begin(&s->filling);
	show(s);
	drafting_offer(&s->drafting);
}

/* Everything but what tells records apart, follows from that, or was to be keyed twice. */
static void push_copy(struct app *app, const struct def_table *t, const struct record *from)
{
	static const struct record none;

	if (!may_begin(app, t))
		return;
	struct editor *s = editor_new(app, t);

	s->drafting.slot = answers_claim_slot(app, t, true);
	for (size_t i = 0; i < t->n; i++) {
		const struct def_field *f = t->fields[i];
		if (!f->unique && !f->computed && !f->verify && !f->by && !(f->from && *f->from))
			record_set(&s->filling.work, f->number, record_field(from, f));
	}
	show(s);
	filling_rebase(&s->filling, &none);
	drafting_touch(&s->drafting);
	stack_say(
		app->stack, ROLE_GOOD, "已照样填好；证件号码等各人不同的项没有复制，请核对每一项");
}

void editor_push_from(struct app *app, const struct def_table *t, const struct record *first)
{
	if (!may_begin(app, t))
		return;
	struct editor *s = editor_new(app, t);

	s->drafting.slot = answers_claim_slot(app, t, true);
	filling_begin(&s->filling);
	for (size_t i = 0; i < first->n; i++)
		record_set(&s->filling.work, first->at[i].field, first->at[i].text);
	show(s);
}

bool editor_void(struct app *app, const struct def_table *t, uint64_t id, struct err *e)
{
	struct record base = {0}, work = {0};

	bool ok = table_get(app->archive, t, id, &base, e);
	record_copy(&work, &base);
	struct change c = {.table = t, .base = &base, .record = &work, .void_it = true};
	ok = ok && table_save(app->archive, &c, 1, &(struct save_options){.action = "void"}, e);
	change_free(&c);
	record_free(&base);
	record_free(&work);
	return ok;
}

/* ---- commands -------------------------------------------------------------------------------- */

static bool choose_command(struct editor *s)
{
	size_t focus = form_focus(s->filling.form);
	struct str why = {0};

	if (!form_choose(s->filling.form)) {
		bool told = focus != FORM_NONE && !filling_open_to(&s->filling, focus, &why);
		stack_say(s->app->stack, ROLE_NORMAL, "%s", told ? str_c(&why) : "这一项不能改");
	}
	str_free(&why);
	return true;
}

static void went(void *x, size_t index)
{
	struct editor *s = x;

	if (index != PICKER_NONE)
		form_go(s->filling.form, index);
}

static bool goto_command(struct editor *s)
{
	VEC(struct picker_item) items = {0};

	for (size_t i = 0; i < form_count(s->filling.form); i++) {
		struct picker_item item = {form_label(s->filling.form, i), NULL};
		vec_push(&items, item);
	}
	size_t focus = form_focus(s->filling.form);
	picker_items(s->app->stack, "到哪一项", items.at, items.n, focus == FORM_NONE ? 0 : focus,
		NULL, went, s);
	vec_free(&items);
	return true;
}

static bool history_command(struct editor *s)
{
	if (s->filling.base.id)
		timeline_push(s->app, table_of(s), s->filling.base.id);
	else
		stack_say(s->app->stack, ROLE_NORMAL, "还没有存盘，没有历史");
	return true;
}

/* Nothing of this form may be lost by going to another one. */
static bool is_saved(struct editor *s, const char *what)
{
	form_settle(s->filling.form);
	if (!form_changed(s->filling.form))
		return true;
	stack_say(s->app->stack, ROLE_NOTICE, "先按 F2 存盘，再%s", what);
	return false;
}

static bool move_command(struct editor *s)
{
	if (!s->filling.base.version)
		stack_say(s->app->stack, ROLE_NOTICE, "先填好这一条并按 F2 存盘，再办理");
	else if (is_saved(s, "办理"))
		movebox_push(s->app, table_of(s), s->filling.base.id);
	return true;
}

static bool print_command(struct editor *s)
{
	uint64_t id = s->filling.base.id;

	if (!s->filling.base.version)
		stack_say(s->app->stack, ROLE_NOTICE, "先填好这一条并按 F2 存盘，再打印");
	else if (is_saved(s, "打印"))
		printing_push(
			&s->printing, s->app, table_of(s), &(struct ids){.at = &id, .n = 1}, true);
	return true;
}

static bool help_command(struct editor *s)
{
	size_t focus = form_focus(s->filling.form);
	struct str text = {0};

	if (focus == FORM_NONE)
		return false;
	filling_help(s->filling.fields[focus], &text);
	prompt_text(s->app->stack, form_label(s->filling.form, focus), str_c(&text), NULL, NULL);
	str_free(&text);
	return true;
}

static void void_answered(void *x, bool yes)
{
	struct editor *s = x;
	struct err e = {0};

	if (!yes)
		return;
	if (editor_void(s->app, table_of(s), s->filling.base.id, &e)) {
		stack_say(s->app->stack, ROLE_GOOD, "已作废；在历史中可以撤销");
		stack_pop(s->app->stack);
	} else {
		stack_say(s->app->stack, ROLE_PROBLEM, "%s", e.text);
	}
}

static bool void_command(struct editor *s)
{
	struct press start = press_f(8);

	if (s->filling.base.id)
		prompt_yes(s->app->stack, "作废这条记录？", "记录留在历史中，可以撤销。", &start,
			void_answered, s);
	return true;
}

static bool new_command(struct editor *s)
{
	struct app *app = s->app;
	const struct def_table *t = table_of(s);

	if (!is_saved(s, "新建下一条"))
		return true;
	stack_pop(app->stack);
	drafting_drop(&s->drafting);
	drafting_saved(&s->drafting); /* its slot is free for the next */
	push_new(app, t);
	return true;
}

static bool copy_command(struct editor *s)
{
	struct app *app = s->app;
	const struct def_table *t = table_of(s);
	struct record from = {0};

	if (!s->filling.base.version)
		stack_say(s->app->stack, ROLE_NOTICE, "先填好这一条并按 F2 存盘，再照样新建");
	if (!s->filling.base.version || !is_saved(s, "照样新建"))
		return true;
	record_copy(&from, &s->filling.base);
	stack_pop(app->stack);
	push_copy(app, t, &from);
	record_free(&from);
	return true;
}

static bool save_command(struct editor *s)
{
	saving_start(&s->saving);
	return true;
}

static bool verify_command(struct editor *s)
{
	rekeying_start(&s->rekeying);
	return true;
}

static bool problems_command(struct editor *s)
{
	saving_check(&s->saving);
	if (!mistakes_show(&s->mistakes))
		stack_say(s->app->stack, ROLE_GOOD, "没有发现问题");
	return true;
}

static bool pin_command(struct editor *s)
{
	struct str text = {0};

	filling_pin(&s->filling, &text);
	stack_say(s->app->stack, ROLE_NORMAL, "%s", str_c(&text));
	str_free(&text);
	return true;
}

static bool reveal_command(struct editor *s)
{
	if (!filling_reveal(&s->filling))
		stack_say(s->app->stack, ROLE_NORMAL, "光标所在的项没有遮盖");
	return true;
}

static bool undo_command(struct editor *s)
{
	if (!filling_undo(&s->filling))
		stack_say(s->app->stack, ROLE_NORMAL,
			"没有可撤销的填写；撤销已存盘的改动请按 Ctrl-N");
	drafting_touch(&s->drafting);
	return true;
}

static bool editor_command(void *x, const char *command)
{
	static const struct {
		const char *name;
		bool (*run)(struct editor *s);
	} commands[] = {
		{"save", save_command},
		{"choose", choose_command},
		{"goto", goto_command},
		{"history", history_command},
		{"move", move_command},
		{"print", print_command},
		{"help", help_command},
		{"void", void_command},
		{"new", new_command},
		{"copy", copy_command},
		{"problems", problems_command},
		{"pin", pin_command},
		{"reveal", reveal_command},
		{"verify", verify_command},
		{"undo", undo_command},
	};

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strcmp(commands[i].name, command) == 0)
			return commands[i].run(x);
	return false;
}

/* ---- the screen ------------------------------------------------------------------------------ */

static void editor_title(void *x, struct str *out)
{
	struct editor *s = x;
	struct str title = {0};

	if (s->filling.base.id)
		table_title(s->app->archive, table_of(s), &s->filling.base, &title);
	str_addf(out, "%s  %s%s", table_of(s)->title, s->filling.base.id ? str_c(&title) : "新建",
		form_changed(s->filling.form) ? "  *未存盘" : "");
	if (s->filling.base.voided)
		str_add(out, "  （已作废）");
	str_free(&title);
}

static void editor_paint(void *x, struct canvas *c, struct rect body)
{
	form_paint(((struct editor *)x)->filling.form, c, body);
}

static bool editor_key(void *x, const struct press *k)
{
	struct editor *s = x;

	bool used = filling_key(&s->filling, k);
	if (used && (form_changed(s->filling.form) || s->drafting.kept))
		drafting_touch(&s->drafting);
	if (!used && k->kind == PRESS_ENTER)
		stack_say(s->app->stack, ROLE_NORMAL, "已是最后一项：F2 存盘，F7 新建下一条");
	return used || k->kind == PRESS_ENTER;
}

static enum role editor_message(void *x, struct str *out)
{
	return form_message(((struct editor *)x)->filling.form, out) ? ROLE_PROBLEM : ROLE_DIM;
}

/* A form in which nothing was typed shows what is stored, whoever has saved it. */
static void follow(struct editor *s)
{
	struct filling *f = &s->filling;
	struct record now = {0};
	struct err e = {0};
	uint64_t tick = archive_tick(s->app->archive);

	if (tick == s->seen || !f->base.version || form_changed(f->form))
		return;
	s->seen = tick;
	if (table_get(s->app->archive, f->table, f->base.id, &now, &e) &&
		now.version != f->base.version) {
		record_copy(&f->base, &now);
		record_copy(&f->work, &now);
		filling_load(f);
		stack_say(s->app->stack, ROLE_NOTICE, "这条记录刚改过，已换成最新的内容（第%u版）",
			now.version);
		stack_mark(s->app->stack);
	}
	record_free(&now);
}

static void editor_tick(void *x, int64_t now_ms)
{
	struct editor *s = x;

	if (stack_top(s->app->stack) == s)
		follow(s);
	filling_cover(&s->filling);
	drafting_tick(&s->drafting, now_ms);
}

static void leave_answered(void *x, bool yes)
{
	struct editor *s = x;

	if (!yes)
		return;
	drafting_drop(&s->drafting);
	stack_pop(s->app->stack);
}

static bool editor_leave(void *x)
{
	struct editor *s = x;

	form_settle(s->filling.form);
	if (!form_changed(s->filling.form)) {
		drafting_drop(&s->drafting);
		return true;
	}
	struct press start = press_of(PRESS_ESC);
	prompt_yes(s->app->stack, "放弃没有存盘的修改？", "按 F2 可以先存盘。", &start,
		leave_answered, s);
	return false;
}

static void editor_hangup(void *x)
{
	drafting_keep(&((struct editor *)x)->drafting);
}

static const struct screen_ops editor_ops = {
	.context = "form",
	.title = editor_title,
	.paint = editor_paint,
	.key = editor_key,
	.command = editor_command,
	.message = editor_message,
	.tick = editor_tick,
	.leave = editor_leave,
	.hangup = editor_hangup,
	.free = editor_free,
};
