#include <binggui/app/editor.h>

#include <string.h>

#include <binggui/app/filling.h>
#include <binggui/app/history.h>
#include <binggui/app/timeline.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/table.h>
#include <binggui/ui/formkeys.h>
#include <binggui/ui/formview.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

enum { DRAFT_PAUSE_MS = 1500 }; /* a draft is kept within two seconds of a pause */

struct editor {
	struct app *app;
	struct filling filling;
	struct record base; /* as it was loaded; version 0 = new */
	uint32_t slot;      /* of the draft of a new record */
	int64_t now;        /* of the last tick */
	int64_t touched;    /* when a key last changed something; 0 = the draft is up to date */
	bool has_draft;
	struct draft offered;
};

static const struct screen_ops editor_ops;

static const struct def_table *table_of(const struct editor *s)
{
	return s->filling.table;
}

/* ---- drafts ---------------------------------------------------------------------------------- */

static void keep_draft(struct editor *s)
{
	struct draft d = {
		.table = table_of(s),
		.record = s->base.id,
		.slot = s->slot,
		.base = s->base.version,
	};
	struct err e = {0};

	if (!form_changed(s->filling.form))
		return;
	filling_draft(&s->filling, &d);
	s->has_draft = draft_put(s->app->archive, &d, &e);
	if (!s->has_draft)
		stack_say(s->app->stack, ROLE_PROBLEM, "草稿没有存下：%s", e.text);
	s->touched = 0;
	record_free(&d.typed);
}

static void drop_draft(struct editor *s)
{
	struct err e = {0};

	if (s->has_draft)
		draft_drop(s->app->archive, table_of(s), s->base.id, s->slot, &e);
	s->has_draft = false;
}

static void draft_answered(void *x, bool yes)
{
	struct editor *s = x;

	if (yes) {
		filling_take_draft(&s->filling, &s->offered);
		stack_say(s->app->stack, ROLE_GOOD, "草稿已放回表单，还没有存盘");
	} else {
		drop_draft(s);
	}
	draft_free(&s->offered);
}

static void offer_draft(struct editor *s)
{
	struct str when = {0}, details = {0};
	struct err e = {0};

	s->has_draft =
		draft_get(s->app->archive, table_of(s), s->base.id, s->slot, &s->offered, &e);
	if (!s->has_draft)
		return;
	history_time(s->offered.time_ms, &when);
	str_addf(&details, "%s 填写过，没有存盘。不要的话这份草稿就删去。", str_c(&when));
	prompt_yes(s->app->stack, "有一份没存盘的草稿，接着填吗？", str_c(&details), NULL,
		draft_answered, s);
	str_free(&when);
	str_free(&details);
}

/* ---- life ------------------------------------------------------------------------------------ */

static void editor_free(void *x)
{
	struct editor *s = x;

	filling_close(&s->filling);
	record_free(&s->base);
	draft_free(&s->offered);
	mem_free(s);
}

static bool load(struct editor *s, uint64_t id, struct err *e)
{
	if (id && !table_get(s->app->archive, table_of(s), id, &s->base, e))
		return false;
	record_copy(&s->filling.work, &s->base);
	if (!id)
		check_derive(table_of(s), &s->filling.work, &s->app->archive->types);
	return true;
}

void editor_push(struct app *app, const struct def_table *t, uint64_t id)
{
	struct editor *s = mem_new0(struct editor);
	struct err e = {0};

	*s = (struct editor){.app = app, .slot = id ? 0 : 1};
	s->filling.app = app;
	s->filling.table = t;
	if (!load(s, id, &e)) {
		stack_say(app->stack, ROLE_PROBLEM, "%s", e.text);
		editor_free(s);
		return;
	}
	filling_open(&s->filling);
	stack_push(app->stack, &editor_ops, s);
	offer_draft(s);
}

/* ---- saving ---------------------------------------------------------------------------------- */

static void take_saved(struct editor *s, const struct change *c)
{
	char id[32];

	filling_remember(&s->filling);
	record_copy(&s->base, &s->filling.work);
	filling_load(&s->filling);
	s->slot = 0;
	s->has_draft = false;
	s->touched = 0;
	record_id_text(s->base.id, id);
	if (c->result == CHANGE_UNCHANGED)
		stack_say(s->app->stack, ROLE_NORMAL, "没有改动，无需存盘");
	else if (c->result == CHANGE_MERGED)
		stack_say(s->app->stack, ROLE_GOOD, "已存盘 %s；别人刚改过另外的项目，已合在一起",
			id);
	else
		stack_say(s->app->stack, ROLE_GOOD, "已存盘 %s（第%u版）", id, s->base.version);
}

static bool save(struct editor *s);

/* The other person's record becomes the base; in the fields that clash, mine stays. */
static void mine_wins(void *x, bool yes)
{
	struct editor *s = x;

	if (yes)
		save(s);
	else
		stack_say(s->app->stack, ROLE_NOTICE, "没有存盘，填写的内容还在表单里");
}

static void rebase(struct editor *s, const struct record *theirs)
{
	struct record *mine = &s->filling.work;

	for (size_t i = 0; i < table_of(s)->n; i++) {
		const struct def_field *f = table_of(s)->fields[i];
		if (text_eq(record_field(mine, f), record_field(&s->base, f)))
			record_set(mine, f->number, record_field(theirs, f));
	}
	record_copy(&s->base, theirs);
	mine->version = theirs->version;
}

static void add_clash(
	struct editor *s, const struct def_field *f, const struct record *theirs, struct str *out)
{
	struct str value = {0};

	type_format_masked(f, &s->app->archive->types, record_field(theirs, f), &value);
	str_addf(out, "%s\n    别人存的：%s\n", f->label, value.n ? str_c(&value) : "空");
	type_format_masked(f, &s->app->archive->types, record_field(&s->filling.work, f), &value);
	str_addf(out, "    我填写的：%s\n", value.n ? str_c(&value) : "空");
	str_free(&value);
}

static void ask_clash(struct editor *s, const struct change *c)
{
	struct str details = {0};

	for (size_t i = 0; i < c->clashes.n; i++)
		add_clash(s, c->clashes.at[i], &c->theirs, &details);
	rebase(s, &c->theirs);
	struct press start = press_f(2);
	prompt_yes(s->app->stack, "别人刚刚改过同样的项目，用我填写的存盘吗？", str_c(&details),
		&start, mine_wins, s);
	str_free(&details);
}

static void refused(struct editor *s, const struct change *c, const struct err *e)
{
	filling_show(&s->filling, &c->problems);
	form_go_problem(s->filling.form);
	stack_say(s->app->stack, ROLE_PROBLEM, "%s", e->text);
}

static bool save(struct editor *s)
{
	struct change c = {
		.table = table_of(s),
		.base = s->base.version ? &s->base : NULL,
		.record = &s->filling.work,
	};
	struct save_options options = {.with_draft = s->has_draft};
	struct err e = {0};

	bool ok = table_save(s->app->archive, &c, 1, &options, &e);
	if (ok && !s->base.version)
		drop_draft(s); /* a new record's draft stands under no id */
	if (ok)
		take_saved(s, &c);
	else if (c.result == CHANGE_CONFLICT)
		ask_clash(s, &c);
	else
		refused(s, &c, &e);
	change_free(&c);
	return true;
}

static bool save_command(struct editor *s)
{
	struct problems problems = {0};

	form_settle(s->filling.form);
	check_record(table_of(s), &s->filling.work, &s->app->archive->env, &problems);
	/* a field that could not be read keeps its own problem; the others are told anew */
	filling_show(&s->filling, &problems);
	problems_free(&problems);
	if (form_problems(s->filling.form, true) == 0)
		return save(s);
	form_go_problem(s->filling.form);
	stack_say(s->app->stack, ROLE_PROBLEM, "有 %zu 处要改正，还没有存盘",
		form_problems(s->filling.form, true));
	return true;
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
	if (!form_choose(s->filling.form))
		stack_say(s->app->stack, ROLE_NORMAL, "这一项不能改");
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
	if (s->base.id)
		timeline_push(s->app, table_of(s), s->base.id);
	else
		stack_say(s->app->stack, ROLE_NORMAL, "还没有存盘，没有历史");
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
	if (editor_void(s->app, table_of(s), s->base.id, &e)) {
		stack_say(s->app->stack, ROLE_GOOD, "已作废；在历史中可以撤销");
		stack_pop(s->app->stack);
	} else {
		stack_say(s->app->stack, ROLE_PROBLEM, "%s", e.text);
	}
}

static bool void_command(struct editor *s)
{
	struct press start = press_f(8);

	if (s->base.id)
		prompt_yes(s->app->stack, "作废这条记录？", "记录留在历史中，可以撤销。", &start,
			void_answered, s);
	return true;
}

static bool new_command(struct editor *s)
{
	if (form_changed(s->filling.form)) {
		stack_say(s->app->stack, ROLE_NOTICE, "先按 F2 存盘，再新建下一条");
		return true;
	}
	struct app *app = s->app;
	const struct def_table *t = table_of(s);
	stack_pop(app->stack);
	editor_push(app, t, 0);
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
		{"help", help_command},
		{"void", void_command},
		{"new", new_command},
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

	if (s->base.id)
		table_title(s->app->archive, table_of(s), &s->base, &title);
	str_addf(out, "%s  %s%s", table_of(s)->title, s->base.id ? str_c(&title) : "新建",
		form_changed(s->filling.form) ? "  *未存盘" : "");
	if (s->base.voided)
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

	if (!form_key(s->filling.form, k))
		return false;
	if (form_changed(s->filling.form))
		s->touched = s->now ? s->now : 1;
	return true;
}

static enum role editor_message(void *x, struct str *out)
{
	return form_message(((struct editor *)x)->filling.form, out) ? ROLE_PROBLEM : ROLE_DIM;
}

static void editor_tick(void *x, int64_t now_ms)
{
	struct editor *s = x;

	s->now = now_ms;
	if (s->touched && now_ms - s->touched >= DRAFT_PAUSE_MS)
		keep_draft(s);
}

static void leave_answered(void *x, bool yes)
{
	struct editor *s = x;

	if (!yes)
		return;
	drop_draft(s);
	stack_pop(s->app->stack);
}

static bool editor_leave(void *x)
{
	struct editor *s = x;

	form_settle(s->filling.form);
	if (!form_changed(s->filling.form)) {
		drop_draft(s);
		return true;
	}
	struct press start = press_of(PRESS_ESC);
	prompt_yes(s->app->stack, "放弃没有存盘的修改？", "按 F2 可以先存盘。", &start,
		leave_answered, s);
	return false;
}

static void editor_hangup(void *x)
{
	keep_draft(x);
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
