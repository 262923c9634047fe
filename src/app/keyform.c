#include <binggui/app/keyform.h>

#include <string.h>

#include <binggui/app/answers.h>
#include <binggui/app/choose.h>
#include <binggui/app/layout.h>
#include <binggui/base/mem.h>
#include <binggui/schema/type.h>
#include <binggui/text/width.h>
#include <binggui/ui/formkeys.h>
#include <binggui/ui/formview.h>

static const struct form_ops keyform_ops;

/* ---- life ------------------------------------------------------------------------------------ */

static bool find_fields(struct keyform *f, struct err *e)
{
	const struct defs *d = f->app->archive->defs;

	for (size_t i = 0; i < f->n; i++) {
		const struct def_table *t = defs_table(d, f->plan[i].table);
		f->fields[i] = t ? def_field(t, f->plan[i].name) : NULL;
		if (!f->fields[i])
			return err_set(e, ERR_CONFIG, "screens/ 里没有 %s 的字段 %s，不能集中录入",
				f->plan[i].table, f->plan[i].name);
	}
	return true;
}

static void draw(struct keyform *f)
{
	size_t page = form_add_page(f->form, "");

	for (size_t i = 0; i < f->n; i++) {
		const struct keyfield *p = &f->plan[i];
		struct form_field_spec spec = {
			.name = p->name,
			.label = p->label,
			.row = p->row,
			.col = p->col,
			.width = p->width,
			.max = f->fields[i]->size,
			.flags = layout_whole(f->fields[i]) ? FORM_WHOLE : 0,
		};
		form_add_text(f->form, page, p->row, p->label_col, p->label);
		form_add_field(f->form, page, &spec);
	}
}

bool keyform_open(
	struct keyform *f, struct app *app, const struct keyfield *plan, size_t n, struct err *e)
{
	*f = (struct keyform){.app = app, .plan = plan, .n = n};
	f->fields = mem_array(n, sizeof *f->fields);
	f->values = mem_array(n, sizeof *f->values);
	f->form = form_new(&keyform_ops, f);
	if (!find_fields(f, e)) {
		keyform_close(f);
		return false;
	}
	draw(f);
	return true;
}

void keyform_close(struct keyform *f)
{
	for (size_t i = 0; f->values && i < f->n; i++)
		str_free(&f->values[i]);
	mem_free(f->values);
	mem_free(f->fields);
	form_free(f->form);
	*f = (struct keyform){0};
}

/* ---- values ---------------------------------------------------------------------------------- */

const char *keyform_value(const struct keyform *f, size_t i)
{
	return str_c(&f->values[i]);
}

/* What the field shows of its value. */
static void show(struct keyform *f, size_t i, bool loaded)
{
	struct str text = {0};

	type_format(f->fields[i], &f->app->archive->types, str_c(&f->values[i]), &text);
	if (loaded)
		form_load(f->form, i, str_c(&text));
	else
		form_fill(f->form, i, str_c(&text));
	str_free(&text);
}

void keyform_set(struct keyform *f, size_t i, const char *value)
{
	str_set(&f->values[i], value ? value : "");
	show(f, i, true);
	form_problem(f->form, i, false, NULL);
}

void keyform_clean(struct keyform *f)
{
	f->touched = false;
	form_set_clean(f->form);
	form_clear_problems(f->form);
}

bool keyform_pinned(const struct keyform *f, size_t i)
{
	return form_flags(f->form, i) & FORM_PINNED;
}

void keyform_pin(struct keyform *f, size_t i, bool pinned)
{
	unsigned flags = form_flags(f->form, i) & ~(unsigned)FORM_PINNED;

	form_set_flags(f->form, i, pinned ? flags | FORM_PINNED : flags);
}

/* What was typed becomes a value; what cannot be read stands there with its problem. */
static void leave(void *x, struct form *form, size_t i)
{
	struct keyform *f = x;
	struct str typed = {0}, value = {0}, why = {0};

	form_text(form, i, &typed);
	bool good = type_parse(f->fields[i], &f->app->archive->types, str_c(&typed), &value, &why);
	form_problem(form, i, !good, good ? NULL : str_c(&why));
	f->touched = true;
	if (good) {
		str_set(&f->values[i], str_c(&value));
		show(f, i, false);
	}
	str_free(&typed);
	str_free(&value);
	str_free(&why);
}

void keyform_text(const struct keyform *f, size_t i, struct str *out)
{
	form_text(f->form, i, out);
}

void keyform_type(struct keyform *f, size_t i, const char *text)
{
	form_fill(f->form, i, text);
	leave(f, f->form, i);
}

bool keyform_settle(struct keyform *f)
{
	form_settle(f->form);
	for (size_t i = 0; i < f->n; i++)
		if (form_problem_text(f->form, i) && form_problem_severe(f->form, i)) {
			form_go(f->form, i);
			return false;
		}
	return true;
}

void keyform_restore(struct keyform *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (form_problem_text(f->form, i) && form_problem_severe(f->form, i)) {
			show(f, i, true);
			form_problem(f->form, i, false, NULL);
		}
}

void keyform_store(const struct keyform *f, const struct def_table *t, struct record *r)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->plan[i].table, t->name) == 0)
			record_set(r, f->fields[i]->number, keyform_value(f, i));
}

void keyform_load(struct keyform *f, const struct def_table *t, const struct record *r)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->plan[i].table, t->name) == 0)
			keyform_set(f, i, record_field(r, f->fields[i]));
}

bool keyform_show(struct keyform *f, const struct problems *p)
{
	bool severe = false;

	form_clear_problems(f->form);
	for (size_t k = 0; k < p->n; k++)
		for (size_t i = 0; i < f->n; i++) {
			if (f->fields[i] != p->at[k].field || form_problem_text(f->form, i))
				continue;
			bool error = p->at[k].level == LEVEL_ERROR;
			form_problem(f->form, i, error, p->at[k].text);
			severe = severe || error;
		}
	return severe && form_go_problem(f->form);
}

/* ---- keys ------------------------------------------------------------------------------------ */

bool keyform_next(struct keyform *f)
{
	size_t focus = form_focus(f->form);

	for (size_t i = focus + 1; i < f->n; i++)
		if (!keyform_pinned(f, i))
			return form_go(f->form, i);
	return false;
}

void keyform_go_first(struct keyform *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (!keyform_pinned(f, i)) {
			form_go(f->form, i);
			return;
		}
	form_go(f->form, 0);
}

/* The n-th code that is still offered; NULL if there are not so many. */
static const char *numbered_code(const struct def_codes *codes, uint32_t n)
{
	for (size_t i = 0; i < codes->n; i++)
		if (!codes->at[i].retired && --n == 0)
			return codes->at[i].label;
	return NULL;
}

/* Several values stay together, each once. */
static void answer(struct keyform *f, size_t i, const char *label)
{
	struct str all = {0};

	if (f->fields[i]->multiple)
		form_text(f->form, i, &all);
	if (!strstr(str_c(&all), label)) {
		str_addf(&all, "%s%s", all.n ? "、" : "", label);
		form_choice(f->form, i, str_c(&all), NULL);
	}
	str_free(&all);
}

static bool digit(struct keyform *f, size_t i, const struct press *k, bool *moved)
{
	struct press folded = press_folded(*k);
	const struct def_field *field = f->fields[i];

	if (!field->codes || folded.kind != PRESS_CHAR || folded.c < '1' || folded.c > '9')
		return false;
	const char *label = numbered_code(field->codes, folded.c - '0');
	if (label) {
		answer(f, i, label);
		*moved = !field->multiple;
	}
	return true;
}

bool keyform_key(struct keyform *f, const struct press *k, bool *moved)
{
	size_t i = form_focus(f->form);

	*moved = false;
	if (i == FORM_NONE || k->kind == PRESS_PGUP || k->kind == PRESS_PGDN)
		return false;
	if (digit(f, i, k, moved))
		return true;
	bool used = form_key(f->form, k);
	if (used && form_dirty(f->form, i))
		f->touched = true;
	return used;
}

static void choose(void *x, struct form *form, size_t i)
{
	struct keyform *f = x;

	choose_value(f->app, form, i, f->fields[i]);
}

static bool last(void *x, struct form *form, size_t i, struct str *out)
{
	struct keyform *f = x;
	const struct def_table *t = defs_table(f->app->archive->defs, f->plan[i].table);
	const char *text = answers_last(f->app, t, f->fields[i]);

	(void)form;
	str_set(out, text);
	return text != NULL;
}

/* "见到：1见到 2家属 3未遇" where digits answer; else what the field is for. */
static void hint(void *x, struct form *form, size_t i, struct str *out)
{
	struct keyform *f = x;
	const struct def_field *field = f->fields[i];
	int n = 0;

	(void)form;
	str_addf(out, "%s：", field->label);
	if (!field->codes) {
		if (field->target || strcmp(field->type->name, "date") == 0)
			str_add(out, "（F4 选择）");
		str_add(out, field->help ? field->help : "");
		return;
	}
	for (size_t k = 0; k < field->codes->n && n < 9; k++)
		if (!field->codes->at[k].retired)
			str_addf(out, "%d%s ", ++n, field->codes->at[k].label);
}

/* ---- painting -------------------------------------------------------------------------------- */

static void paint_quiet(struct keyform *f, struct canvas *c, struct rect r)
{
	struct str text = {0};

	for (size_t i = 0; i < f->n; i++) {
		const struct keyfield *p = &f->plan[i];
		int room = r.cols - p->col;
		if (p->row >= r.rows || room < 1)
			continue;
		canvas_text(c, r.row + p->row, r.col + p->label_col, p->col - p->label_col,
			ROLE_LABEL, p->label);
		if (keyform_pinned(f, i))
			canvas_fill(c, r.row + p->row, r.col + p->col - 1, 1, ROLE_MARK, '=');
		type_format_masked(
			f->fields[i], &f->app->archive->types, keyform_value(f, i), &text);
		canvas_fit(c, r.row + p->row, r.col + p->col, room < p->width ? room : p->width,
			ROLE_NORMAL, str_c(&text));
	}
	str_free(&text);
}

void keyform_paint(struct keyform *f, struct canvas *c, struct rect r, bool active)
{
	if (active)
		form_paint(f->form, c, r);
	else
		paint_quiet(f, c, r);
}

static const struct form_ops keyform_ops = {
	.leave = leave,
	.last = last,
	.choose = choose,
	.hint = hint,
};
