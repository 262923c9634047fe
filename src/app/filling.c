#include <binggui/app/filling.h>

#include <string.h>

#include <binggui/app/answers.h>
#include <binggui/app/choose.h>
#include <binggui/app/layout.h>
#include <binggui/app/row.h>
#include <binggui/base/mem.h>
#include <binggui/table/guard.h>
#include <binggui/table/journal.h>
#include <binggui/text/utf8.h>
#include <binggui/ui/formkeys.h>
#include <binggui/ui/stack.h>

static const struct form_ops filling_form;

void filling_open(struct filling *f)
{
	f->form = form_new(&filling_form, f);
	f->fields = layout_draw(f->form, f->app, f->table);
	filling_load(f);
}

void filling_close(struct filling *f)
{
	form_free(f->form);
	mem_free(f->fields);
	record_free(&f->base);
	record_free(&f->work);
	backsteps_free(&f->back);
	f->form = NULL;
	f->fields = NULL;
}

/* ---- values ---------------------------------------------------------------------------------- */

static void shown_text(const struct filling *f, size_t i, bool masked, struct str *out)
{
	row_value(f->app->archive, f->fields[i], &f->work, !masked, out);
}

/* Puts what the record holds into the form field; `user` = it counts as typed. */
static void put(struct filling *f, size_t i, bool user)
{
	struct str text = {0};

	shown_text(f, i, false, &text);
	if (user)
		form_fill(f->form, i, str_c(&text));
	else
		form_load(f->form, i, str_c(&text));
	if (f->fields[i]->class == CLASS_SECRET) {
		shown_text(f, i, true, &text);
		form_show(f->form, i, str_c(&text));
	}
	str_free(&text);
}

/* All form fields that show what depends on `field`: itself elsewhere, computed ones, those derived from it. */
static void put_dependents(struct filling *f, size_t field)
{
	for (size_t i = 0; i < form_count(f->form); i++) {
		const struct def_field *other = f->fields[i];
		bool derived = other->from && strcmp(other->from, f->fields[field]->name) == 0;
		if (i != field && (derived || form_flags(f->form, i) & FORM_STATIC))
			put(f, i, derived);
	}
}

/* The state of a stored record is changed by what is done with it, not by typing. */
static bool is_moved(const struct filling *f, const struct def_field *field)
{
	return f->base.version && f->table->flow && field == f->table->flow->state;
}

bool filling_open_to(const struct filling *f, size_t i, struct str *why)
{
	const struct def_field *field = f->fields[i];

	str_clear(why);
	if (is_moved(f, field))
		str_add(why, "状态按 F9 办理，不直接改");
	else if (field->computed || field->readonly)
		str_add(why, "这一项由程序算出或填写，不能改");
	return !why->n && guard_typed(f->app->archive, f->table, &f->base, field, why);
}

/* What may be typed can change with what is stored. */
static void lock(struct filling *f)
{
	struct str why = {0};

	for (size_t i = 0; i < form_count(f->form); i++) {
		unsigned flags = form_flags(f->form, i) & ~(unsigned)FORM_READONLY;
		bool again = flags & FORM_STATIC;
		if (again || !filling_open_to(f, i, &why))
			flags |= FORM_READONLY;
		form_set_flags(f->form, i, flags);
	}
	str_free(&why);
}

void filling_load(struct filling *f)
{
	lock(f);
	for (size_t i = 0; i < form_count(f->form); i++) {
		put(f, i, false);
		if (form_flags(f->form, i) & FORM_SECRET)
			form_cover(f->form, i, *record_field(&f->work, f->fields[i]) != '\0');
	}
	form_clear_problems(f->form);
	backsteps_start(&f->back, f->form);
}

void filling_rebase(struct filling *f, const struct record *base)
{
	struct record mine = f->work;

	f->work = (struct record){0};
	record_copy(&f->work, base);
	record_copy(&f->base, base);
	filling_load(f);
	record_free(&f->work);
	f->work = mine;
	for (size_t i = 0; i < form_count(f->form); i++)
		if (strcmp(record_field(base, f->fields[i]), record_field(&mine, f->fields[i])) ||
			form_flags(f->form, i) & FORM_STATIC)
			put(f, i, true);
	form_settle(f->form);
	backsteps_start(&f->back, f->form);
}

/* What follows from a field (sex and birth from the identity number) is worked out anew. */
static void derive(struct filling *f, const struct def_field *field)
{
	bool any = false;

	for (size_t i = 0; i < f->table->n; i++) {
		const struct def_field *other = f->table->fields[i];
		if (!other->from || strcmp(other->from, field->name) != 0)
			continue;
		if (*record_field(&f->work, field))
			record_set(&f->work, other->number, "");
		any = true;
	}
	if (any)
		check_derive(f->table, &f->work, &f->app->archive->types);
}

/* What was typed as a value; false with the reason (why, replaced) if it is none. */
static bool read_typed(
	const struct filling *f, size_t i, const char *typed, struct str *value, struct str *why)
{
	const struct def_field *field = f->fields[i];
	struct archive *a = f->app->archive;
	struct err e = {0};

	if (!type_parse(field, &a->types, typed, value, why))
		return false;
	if (!field->condition || !value->n)
		return true;
	struct expr *x = expr_parse(str_c(value), field->condition, a->defs, &e);
	if (!x) {
		str_clear(why);
		str_addf(why, "条件%s；按 F4 边写边补全", e.text);
	}
	bool good = x != NULL;
	expr_free(x);
	return good;
}

/* The text of a form field into the record; false if it cannot be read: then that stands beside it. */
static bool absorb(struct filling *f, size_t i)
{
	struct str typed = {0}, value = {0}, why = {0};
	const struct def_field *field = f->fields[i];

	form_text(f->form, i, &typed);
	shown_text(f, i, false, &value);
	/* A reference as it is shown need not be a way to write it. */
	bool same = value.n && text_eq(str_c(&typed), str_c(&value));
	bool good = same || read_typed(f, i, str_c(&typed), &value, &why);
	form_problem(f->form, i, !good, good ? NULL : str_c(&why));
	if (good && !same)
		record_set(&f->work, field->number, str_c(&value));
	str_free(&typed);
	str_free(&value);
	str_free(&why);
	return good;
}

/* The focus leaves a changed field: to canonical text and back, or a problem that stays beside it. */
static void leave(void *x, struct form *form, size_t i)
{
	struct filling *f = x;

	(void)form;
	if (absorb(f, i)) {
		derive(f, f->fields[i]);
		put(f, i, true);
		put_dependents(f, i);
	}
	backsteps_note(&f->back, f->form, i);
}

bool filling_key(struct filling *f, const struct press *k)
{
	size_t left = form_focus(f->form);
	bool onwards = k->kind == PRESS_ENTER || k->kind == PRESS_TAB;

	bool used = form_key(f->form, k);
	if (left != FORM_NONE)
		choose_left(f->app, f->form, left, f->fields[left], onwards);
	return used;
}

/* An identity number is judged, and what follows from it shown, as soon as it is long enough to be whole. */
static void changed(void *x, struct form *form, size_t i)
{
	struct filling *f = x;
	struct str typed = {0};

	if (strcmp(f->fields[i]->type->name, "idno") != 0)
		return;
	form_text(form, i, &typed);
	if (utf8_count(str_c(&typed)) < 18) {
		form_problem(form, i, false, NULL);
	} else if (absorb(f, i)) {
		derive(f, f->fields[i]);
		put_dependents(f, i);
	}
	str_free(&typed);
}

/* A text that the record does not hold: its problem is no finding of a check. */
static bool unread(const struct filling *f, size_t i)
{
	struct str typed = {0}, value = {0}, why = {0};

	form_text(f->form, i, &typed);
	bool bad =
		form_problem_severe(f->form, i) && !read_typed(f, i, str_c(&typed), &value, &why);
	str_free(&typed);
	str_free(&value);
	str_free(&why);
	return bad;
}

void filling_show(struct filling *f, const struct problems *p)
{
	for (size_t i = 0; i < form_count(f->form); i++)
		if (!unread(f, i))
			form_problem(f->form, i, false, NULL);
	for (size_t i = 0; i < p->n; i++) {
		size_t place = p->at[i].field ? filling_place(f, p->at[i].field) : FORM_NONE;
		if (place != FORM_NONE && !form_problem_severe(f->form, place))
			form_problem(f->form, place, p->at[i].level == LEVEL_ERROR, p->at[i].text);
	}
}

size_t filling_place(const struct filling *f, const struct def_field *field)
{
	for (size_t i = 0; i < form_count(f->form); i++)
		if (f->fields[i] == field && !(form_flags(f->form, i) & FORM_STATIC))
			return i;
	return FORM_NONE;
}

/* ---- drafts and answers ---------------------------------------------------------------------- */

void filling_draft(const struct filling *f, struct draft *d)
{
	struct str text = {0};

	record_free(&d->typed);
	d->typed.id = f->work.id;
	for (size_t i = 0; i < form_count(f->form); i++) {
		bool pinned = !f->base.version && form_flags(f->form, i) & FORM_PINNED;
		if (!form_dirty(f->form, i) && !pinned)
			continue;
		form_text(f->form, i, &text);
		/* an emptied field is a change too: a blank stands for it */
		record_set(&d->typed, f->fields[i]->number, text.n ? str_c(&text) : " ");
	}
	str_free(&text);
}

void filling_take_draft(struct filling *f, const struct draft *d)
{
	for (size_t i = 0; i < form_count(f->form); i++) {
		const char *text = record_get(&d->typed, f->fields[i]->number);
		if (!*text || form_flags(f->form, i) & FORM_READONLY)
			continue;
		form_fill(f->form, i, strcmp(text, " ") == 0 ? "" : text);
		leave(f, f->form, i);
	}
}

static bool last(void *x, struct form *form, size_t i, struct str *out)
{
	const struct filling *f = x;
	const char *answer = answers_last(f->app, f->table, f->fields[i]);

	(void)form;
	str_set(out, answer);
	return answer != NULL;
}

void filling_remember(const struct filling *f)
{
	struct str text = {0};

	for (size_t i = 0; i < form_count(f->form); i++) {
		form_text(f->form, i, &text);
		if (!(form_flags(f->form, i) & FORM_STATIC))
			answers_remember(f->app, f->table, f->fields[i], str_c(&text));
	}
	str_free(&text);
}

void filling_begin(struct filling *f)
{
	struct str value = {0}, why = {0};

	for (size_t i = 0; i < f->table->n; i++) {
		const struct def_field *field = f->table->fields[i];
		const char *text = answers_pinned(f->app, f->table, field);
		if (text && type_parse(field, &f->app->archive->types, text, &value, &why))
			record_set(&f->work, field->number, str_c(&value));
	}
	check_derive(f->table, &f->work, &f->app->archive->types);
	str_free(&value);
	str_free(&why);
}

void filling_pin(struct filling *f, struct str *out)
{
	size_t i = form_focus(f->form);
	const struct def_field *field = i == FORM_NONE ? NULL : f->fields[i];
	struct str text = {0};

	str_clear(out);
	if (!field || !answers_can_pin(field)) {
		str_add(out, "这一项每条记录都不同，或是保密项，不能固定");
		return;
	}
	bool pinned = form_flags(f->form, i) & FORM_PINNED;
	form_settle(f->form);
	form_text(f->form, i, &text);
	answers_pin(f->app, f->table, field, pinned ? NULL : str_c(&text));
	form_set_flags(f->form, i, form_flags(f->form, i) ^ FORM_PINNED);
	str_addf(out, pinned ? "“%s”不再固定" : "“%s”已固定：新建下一条时自动填上", field->label);
	str_free(&text);
}

/* ---- undo -------------------------------------------------------------------------------------- */

bool filling_undo(struct filling *f)
{
	struct backstep step;

	form_settle(f->form);
	if (!backsteps_take(&f->back, f->form, &step))
		return false;
	for (size_t i = 0; i < step.texts.n; i++) {
		form_restore(f->form, step.texts.at[i].place, step.texts.at[i].text);
		absorb(f, step.texts.at[i].place);
	}
	for (size_t i = 0; i < form_count(f->form); i++)
		if (form_flags(f->form, i) & FORM_STATIC)
			put(f, i, false);
	form_go(f->form, step.place);
	backsteps_settle(&f->back, f->form);
	backstep_free(&step);
	return true;
}

/* ---- asking ---------------------------------------------------------------------------------- */

static void choose(void *x, struct form *form, size_t i)
{
	struct filling *f = x;

	(void)form;
	choose_value(f->app, f->form, i, f->fields[i]);
}

/* Uncovering a secret is journalled before it is seen; if that cannot be written, it stays covered. */
static bool reveal(void *x, struct form *form, size_t i)
{
	struct filling *f = x;
	struct err e = {0};

	(void)form;
	if (f->work.id && !journal_note(f->app->archive, "reveal", f->table, f->work.id,
				  f->fields[i]->label, &e)) {
		stack_say(f->app->stack, ROLE_PROBLEM, "%s", e.text);
		return false;
	}
	return true;
}

bool filling_reveal(struct filling *f)
{
	size_t i = form_focus(f->form);

	if (i == FORM_NONE || !form_covered(f->form, i))
		return false;
	if (reveal(f, f->form, i))
		form_cover(f->form, i, false);
	return true;
}

void filling_cover(struct filling *f)
{
	size_t focus = form_focus(f->form);
	struct str text = {0};

	for (size_t i = 0; i < form_count(f->form); i++) {
		bool open = form_flags(f->form, i) & FORM_SECRET && !form_covered(f->form, i);
		if (i == focus || !open || form_empty(f->form, i) ||
			form_problem_severe(f->form, i))
			continue;
		shown_text(f, i, true, &text);
		form_show(f->form, i, str_c(&text));
		form_cover(f->form, i, true);
	}
	str_free(&text);
}

static void hint(void *x, struct form *form, size_t i, struct str *out)
{
	const struct filling *f = x;
	const struct def_field *field = f->fields[i];

	(void)form;
	str_add(out, field->label);
	if (field->class == CLASS_SECRET && form_covered(f->form, i))
		str_add(out, "（Ctrl-R 显示，会记入流水）");
	else if (is_moved(f, field))
		str_add(out, "（按 F9 办理，不直接改）");
	else if (form_flags(f->form, i) & FORM_MULTILINE)
		str_addf(out, "（%sEnter 换行，Tab 下一项）", field->codes ? "F4 选择，" : "");
	else if (field->condition)
		str_add(out, "（F4 写条件）");
	else if (field->codes || field->target || strcmp(field->type->name, "date") == 0)
		str_add(out, "（F4 选择）");
	if (field->help && *field->help)
		str_addf(out, "：%s", field->help);
}

void filling_help(const struct def_field *field, struct str *out)
{
	const struct {
		const char *label, *text;
	} lines[] = {
		{"含义", field->help},
		{"依据材料", field->document},
		{"例", field->example},
	};

	str_clear(out);
	str_addf(out, "%s\n\n类型：%s%s%s\n", field->label, field->type->label,
		field->required ? "，必填" : "", field->unique ? "，不能重复" : "");
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (lines[i].text && *lines[i].text)
			str_addf(out, "%s：%s\n", lines[i].label, lines[i].text);
	if (field->class == CLASS_SECRET)
		str_add(out, "保密：平时遮盖显示，查看全文会记入日志\n");
}

static const struct form_ops filling_form = {
	.leave = leave,
	.changed = changed,
	.last = last,
	.choose = choose,
	.reveal = reveal,
	.hint = hint,
};
