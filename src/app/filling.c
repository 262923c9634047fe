#include <binggui/app/filling.h>

#include <string.h>

#include <binggui/app/choose.h>
#include <binggui/app/row.h>
#include <binggui/base/mem.h>
#include <binggui/table/journal.h>
#include <binggui/text/utf8.h>
#include <binggui/ui/stack.h>

/* ---- drawing --------------------------------------------------------------------------------- */

static bool drawn_before(const struct filling *f, size_t n, const struct def_field *field)
{
	for (size_t i = 0; i < n; i++)
		if (f->fields[i] == field)
			return true;
	return false;
}

static unsigned flags_of(const struct def_field *field, bool again)
{
	unsigned flags = 0;

	if (field->computed || again)
		flags |= FORM_STATIC | FORM_READONLY;
	if (field->readonly)
		flags |= FORM_READONLY;
	if (field->required)
		flags |= FORM_REQUIRED;
	if (field->class == CLASS_SECRET)
		flags |= FORM_SECRET;
	if (strcmp(field->type->name, "longtext") == 0)
		flags |= FORM_MULTILINE;
	return flags;
}

static void draw_item(struct filling *f, size_t page, const struct def_item *item)
{
	if (item->kind == ITEM_TEXT) {
		form_add_text(f->form, page, (int)item->row, (int)item->column, item->text);
		return;
	}
	size_t n = form_count(f->form);
	const struct def_field *field = item->field;
	struct form_field_spec spec = {
		.name = field->name,
		.label = field->label,
		.row = (int)item->row,
		.col = (int)item->column,
		.width = (int)item->width,
		.rows = (int)item->height,
		.max = field->size,
		.flags = flags_of(field, drawn_before(f, n, field)),
	};
	form_add_field(f->form, page, &spec);
	f->fields = mem_resize(f->fields, (n + 1) * sizeof *f->fields);
	f->fields[n] = field;
}

/* A table without a drawing still has a form: its fields one below the other. */
static void draw_plain(struct filling *f)
{
	enum { ROWS = 16 };
	size_t page = 0;

	for (size_t i = 0; i < f->table->n; i++) {
		const struct def_field *field = f->table->fields[i];
		if (i % ROWS == 0)
			page = form_add_page(f->form, f->table->title);
		struct def_item label = {.row = i % ROWS, .column = 1, .text = field->label};
		struct def_item item = {.kind = ITEM_FIELD,
			.row = i % ROWS,
			.column = 24,
			.width = 40,
			.height = 1,
			.field = field};
		draw_item(f, page, &label);
		draw_item(f, page, &item);
	}
}

static const struct form_ops filling_form;

void filling_open(struct filling *f)
{
	f->form = form_new(&filling_form, f);
	for (size_t i = 0; i < f->table->n_forms; i++) {
		const struct def_form *drawn = &f->table->forms[i];
		size_t page = form_add_page(f->form, drawn->title);
		for (size_t k = 0; k < drawn->n; k++)
			draw_item(f, page, &drawn->at[k]);
	}
	if (!f->table->n_forms)
		draw_plain(f);
	filling_load(f);
}

void filling_close(struct filling *f)
{
	form_free(f->form);
	mem_free(f->fields);
	record_free(&f->work);
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

void filling_load(struct filling *f)
{
	for (size_t i = 0; i < form_count(f->form); i++) {
		put(f, i, false);
		if (form_flags(f->form, i) & FORM_SECRET)
			form_cover(f->form, i, *record_field(&f->work, f->fields[i]) != '\0');
	}
	form_clear_problems(f->form);
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

/* The focus leaves a changed field: to canonical text and back, or a problem that stays beside it. */
static void leave(void *x, struct form *form, size_t i)
{
	struct filling *f = x;
	const struct def_field *field = f->fields[i];
	struct str typed = {0}, value = {0}, why = {0};

	form_text(form, i, &typed);
	if (!type_parse(field, &f->app->archive->types, str_c(&typed), &value, &why)) {
		form_problem(form, i, true, str_c(&why));
	} else {
		form_problem(form, i, false, NULL);
		record_set(&f->work, field->number, str_c(&value));
		derive(f, field);
		put(f, i, true);
		put_dependents(f, i);
	}
	str_free(&typed);
	str_free(&value);
	str_free(&why);
}

/* An identity number is judged as soon as it is long enough to be whole. */
static void changed(void *x, struct form *form, size_t i)
{
	struct filling *f = x;
	struct str typed = {0}, value = {0}, why = {0};

	if (strcmp(f->fields[i]->type->name, "idno") != 0)
		return;
	form_text(form, i, &typed);
	bool whole = utf8_count(str_c(&typed)) >= 18;
	bool bad = whole &&
		   !type_parse(f->fields[i], &f->app->archive->types, str_c(&typed), &value, &why);
	form_problem(form, i, true, bad ? str_c(&why) : NULL);
	str_free(&typed);
	str_free(&value);
	str_free(&why);
}

void filling_show(struct filling *f, const struct problems *p)
{
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
		if (!form_dirty(f->form, i))
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

static void answer_key(const struct filling *f, size_t i, struct str *out)
{
	str_clear(out);
	str_addf(out, "%s.%s", f->table->name, f->fields[i]->name);
}

static bool last(void *x, struct form *form, size_t i, struct str *out)
{
	const struct filling *f = x;
	struct str key = {0};

	(void)form;
	answer_key(f, i, &key);
	const char *answer = map_get(&f->app->answers, str_c(&key));
	str_free(&key);
	str_set(out, answer);
	return answer != NULL;
}

void filling_remember(const struct filling *f)
{
	struct str key = {0}, text = {0};

	for (size_t i = 0; i < form_count(f->form); i++) {
		form_text(f->form, i, &text);
		if (!text.n || f->fields[i]->class == CLASS_SECRET)
			continue;
		answer_key(f, i, &key);
		mem_free(map_put(&f->app->answers, str_c(&key), mem_strdup(str_c(&text))));
	}
	str_free(&key);
	str_free(&text);
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

static void hint(void *x, struct form *form, size_t i, struct str *out)
{
	const struct filling *f = x;
	const struct def_field *field = f->fields[i];

	(void)form;
	str_addf(out, "%s", field->label);
	if (field->help && *field->help)
		str_addf(out, "：%s", field->help);
	if (field->codes || field->target)
		str_add(out, "（F4 选择）");
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
