#include <binggui/app/saving.h>

#include <binggui/app/conflict.h>
#include <binggui/app/history.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/hold.h>
#include <binggui/table/journal.h>
#include <binggui/table/table.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

static struct app *app_of(const struct saving *s)
{
	return s->filling->app;
}

void saving_free(struct saving *s)
{
	duplicates_free(&s->found);
	change_free(&s->clash);
	str_free(&s->before);
}

/* ---- saved ------------------------------------------------------------------------------------- */

size_t saving_check(struct saving *s)
{
	struct filling *f = s->filling;
	struct problems problems = {0};
	struct err e = {0};

	form_settle(f->form);
	check_record(f->table, &f->work, &app_of(s)->archive->env, &problems);
	if (!hold_warn(app_of(s)->archive, f->table, &f->work, &problems, &e))
		stack_say(app_of(s)->stack, ROLE_PROBLEM, "%s", e.text);
	filling_show(f, &problems);
	problems_free(&problems);
	return form_problems(f->form, true);
}

static void take_saved(struct saving *s, const struct change *c)
{
	struct filling *f = s->filling;
	struct str text = {0};
	char id[32];

	filling_remember(f);
	record_copy(&f->base, &f->work);
	filling_load(f);
	drafting_saved(s->drafting);
	saving_check(s); /* what does not forbid saving is still told */
	size_t warnings = form_problems(f->form, false);
	record_id_text(f->base.id, id);
	if (c->result == CHANGE_UNCHANGED)
		str_add(&text, "没有改动，无需存盘");
	else if (c->result == CHANGE_MERGED)
		str_addf(&text, "已存盘 %s；别人刚改过另外的项目，已合在一起", id);
	else
		str_addf(&text, "已存盘 %s（第%u版）", id, f->base.version);
	if (warnings)
		str_addf(&text, "；有 %zu 处提醒，Ctrl-G 查看", warnings);
	stack_say(app_of(s)->stack, c->result == CHANGE_UNCHANGED ? ROLE_NORMAL : ROLE_GOOD, "%s",
		str_c(&text));
	str_free(&text);
}

static void refused(struct saving *s, const struct change *c, const struct err *e)
{
	filling_show(s->filling, &c->problems);
	form_go_problem(s->filling->form);
	stack_say(app_of(s)->stack, ROLE_PROBLEM, "%s", e->text);
}

/* ---- somebody else was faster ------------------------------------------------------------------ */

static void save(struct saving *s, const char *action, const char *reason);

/* Their record is what mine is based on now; where I changed nothing theirs stands, where both did what was chosen. */
static void decided(void *x, const size_t *chosen)
{
	struct saving *s = x;
	struct filling *f = s->filling;
	const struct record *theirs = &s->clash.theirs;

	if (!chosen) {
		stack_say(app_of(s)->stack, ROLE_NOTICE, "没有存盘，填写的内容都还在表单里");
		return;
	}
	const struct record *sides[CONFLICT_SIDES] = {&f->work, theirs, &f->base};
	struct record merged = {0};
	record_copy(&merged, theirs);
	for (size_t i = 0; i < f->table->n; i++) {
		const struct def_field *field = f->table->fields[i];
		const struct def_field *leader = merge_leader(f->table, field);
		if (!text_eq(record_field(&f->work, field), record_field(&f->base, field)))
			record_set(&merged, field->number, record_field(&f->work, field));
		for (size_t k = 0; k < s->clash.clashes.n; k++)
			if (merge_leader(f->table, s->clash.clashes.at[k]) == leader)
				record_set(&merged, field->number,
					record_field(sides[chosen[k]], field));
	}
	record_free(&f->work);
	f->work = merged;
	filling_rebase(f, theirs);
	save(s, "merge", NULL);
}

/* "李四 10:20 存的" */
static void their_label(struct saving *s, struct str *out)
{
	struct filling *f = s->filling;
	struct journal_list newest = {0};
	struct err e = {0};

	str_set(out, "别人存的");
	if (journal_history(app_of(s)->archive, f->table, f->base.id, 1, &newest, &e) && newest.n) {
		str_clear(out);
		str_addf(out, "%s存的", newest.at[0].user);
	}
	journal_list_free(&newest);
}

static void ask_clash(struct saving *s, struct change *c)
{
	struct filling *f = s->filling;
	struct str theirs = {0};

	drafting_keep(s->drafting);
	change_free(&s->clash);
	s->clash = *c;
	*c = (struct change){0};
	their_label(s, &theirs);
	struct conflict conflict = {
		.table = f->table,
		.title = "别人刚改过同样的项目：每一项选用一个",
		.sides = {{"我填写的", &f->work}, {str_c(&theirs), &s->clash.theirs},
			{"原来的", &f->base}},
		.n_sides = 3,
		.fields = s->clash.clashes.at,
		.n = s->clash.clashes.n,
	};
	conflict_push(app_of(s), &conflict, decided, s);
	str_free(&theirs);
}

static void save(struct saving *s, const char *action, const char *reason)
{
	struct filling *f = s->filling;
	struct change c = {
		.table = f->table,
		.base = f->base.version ? &f->base : NULL,
		.record = &f->work,
	};
	struct save_options options = {
		.with_draft = s->drafting->kept,
		.draft_slot = s->drafting->slot,
		.action = action,
		.reason = reason,
	};
	struct err e = {0};

	if (table_save(app_of(s)->archive, &c, 1, &options, &e))
		take_saved(s, &c);
	else if (c.result == CHANGE_CONFLICT && c.clashes.n && !c.theirs.voided)
		ask_clash(s, &c);
	else
		refused(s, &c, &e);
	change_free(&c);
}

/* ---- who else it might be ---------------------------------------------------------------------- */

static void add_reason(const struct saving *s, struct str *out)
{
	char id[32];

	str_add(out, "提醒过可能重复：");
	for (size_t i = 0; i < s->found.n && i < 3; i++) {
		record_id_text(s->found.at[i].id, id);
		str_addf(out, "%s%s %s", i ? "，" : "", id, duplicate_label(s->found.at[i].rule));
	}
}

static void duplicate_picked(void *x, size_t index)
{
	struct saving *s = x;
	struct str reason = {0};

	if (index == PICKER_NONE) {
		stack_say(app_of(s)->stack, ROLE_NOTICE, "没有存盘，填写的内容都还在表单里");
	} else if (index < s->found.n) {
		s->open(app_of(s), s->filling->table, s->found.at[index].id);
	} else {
		add_reason(s, &reason);
		save(s, NULL, str_c(&reason));
		str_free(&reason);
	}
}

static char *duplicate_line(const struct saving *s, const struct duplicate *d)
{
	struct archive *a = app_of(s)->archive;
	struct record r = {0};
	struct str line = {0}, title = {0};
	struct err e = {0};
	char id[32];

	if (table_get(a, s->filling->table, d->id, &r, &e))
		table_title(a, s->filling->table, &r, &title);
	record_id_text(d->id, id);
	str_addf(&line, "看 %s %s：%s", str_c(&title), id, duplicate_label(d->rule));
	record_free(&r);
	str_free(&title);
	return str_take(&line);
}

static void ask_duplicates(struct saving *s)
{
	VEC(struct picker_item) items = {0};
	bool taken = false;

	for (size_t i = 0; i < s->found.n; i++) {
		taken |= s->found.at[i].rule == DUPLICATE_NUMBER;
		vec_push(&items, ((struct picker_item){duplicate_line(s, &s->found.at[i]), NULL}));
	}
	if (!taken) /* a number is never given twice: saving would be refused */
		vec_push(
			&items, ((struct picker_item){mem_strdup("不是同一个人，仍然存盘"), NULL}));
	picker_items(app_of(s)->stack,
		taken ? "这个号码已有记录，没有存盘" : "可能已有这个人，还没有存盘", items.at,
		items.n, 0, NULL, duplicate_picked, s);
	for (size_t i = 0; i < items.n; i++)
		mem_free((char *)items.at[i].label);
	vec_free(&items);
}

/* True if somebody was found and the user is asked. */
static bool look_for_duplicates(struct saving *s)
{
	struct filling *f = s->filling;
	struct err e = {0};

	if (!duplicate_touched(f->table, f->base.version ? &f->base : NULL, &f->work))
		return false;
	if (!duplicate_find(app_of(s)->archive, f->table, &f->work, &s->found, &e)) {
		stack_say(app_of(s)->stack, ROLE_PROBLEM, "%s", e.text);
		return true;
	}
	if (s->found.n)
		ask_duplicates(s);
	return s->found.n > 0;
}

/* ---- what was given before --------------------------------------------------------------------- */

static bool is_told(const struct problems *p, const struct problem *one)
{
	for (size_t i = 0; i < p->n; i++)
		if (text_eq(p->at[i].code, one->code) && text_eq(p->at[i].text, one->text))
			return true;
	return false;
}

static void before_answered(void *x, bool yes)
{
	struct saving *s = x;

	if (yes)
		save(s, NULL, str_c(&s->before));
	else
		stack_say(app_of(s)->stack, ROLE_NOTICE, "没有存盘，填写的内容都还在表单里");
}

/* True if something stands against it that did not before, and the user is asked. */
static bool look_before(struct saving *s)
{
	struct filling *f = s->filling;
	struct archive *a = app_of(s)->archive;
	struct problems now = {0}, was = {0};
	struct err e = {0};

	str_clear(&s->before);
	bool ok = hold_warn(a, f->table, &f->work, &now, &e) &&
		  (!f->base.version || hold_warn(a, f->table, &f->base, &was, &e));
	for (size_t i = 0; ok && i < now.n; i++)
		if (!is_told(&was, &now.at[i]))
			str_addf(&s->before, "%s%s", s->before.n ? "\n" : "", now.at[i].text);
	problems_free(&now);
	problems_free(&was);
	if (ok && !s->before.n)
		return false;
	if (ok)
		prompt_yes(app_of(s)->stack, "还没有存盘。仍然存盘吗？", str_c(&s->before), NULL,
			before_answered, s);
	else
		stack_say(app_of(s)->stack, ROLE_PROBLEM, "%s", e.text);
	return true;
}

/* ---- F2 ---------------------------------------------------------------------------------------- */

static void tell_problems(struct saving *s, size_t n)
{
	form_go_problem(s->filling->form);
	if (n > 1)
		mistakes_show(s->mistakes);
	stack_say(app_of(s)->stack, ROLE_PROBLEM, "有 %zu 处要改正，还没有存盘", n);
}

void saving_start(struct saving *s)
{
	size_t severe = saving_check(s);

	if (severe)
		tell_problems(s, severe);
	else if (!look_for_duplicates(s) && !look_before(s))
		save(s, NULL, NULL);
}
