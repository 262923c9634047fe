#include <binggui/app/choose.h>

#include <string.h>

#include <binggui/app/filterbox.h>
#include <binggui/app/rows.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/expr.h>
#include <binggui/schema/type.h>
#include <binggui/table/table.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/stack.h>

enum { MAX_COLUMNS = 12 };

/* One choice under way; freed when the picker is done. */
struct choice {
	struct app *app;
	struct form *form;
	size_t place;
	const struct def_field *field;
	struct str typed; /* what stands there and cannot be read: it is looked for */
	VEC(const char *)
	labels; /* of a list at hand; owned by the definitions, static or `texts` */
	VEC(char *) texts;
	struct rows rows; /* of a reference */
};

static void choice_free(struct choice *c)
{
	rows_close(&c->rows);
	vec_free(&c->labels);
	for (size_t i = 0; i < c->texts.n; i++)
		mem_free(c->texts.at[i]);
	vec_free(&c->texts);
	str_free(&c->typed);
	mem_free(c);
}

/* What stands in the field if it is no value of it, into out; else nothing. */
static void unread(struct app *app, struct form *form, size_t place, const struct def_field *f,
	struct str *out)
{
	struct str value = {0}, why = {0};

	str_clear(out);
	if (f->multiple || form_covered(form, place))
		return;
	form_text(form, place, out);
	if (type_parse(f, &app->archive->types, str_c(out), &value, &why))
		str_clear(out);
	str_free(&value);
	str_free(&why);
}

static struct choice *choice_new(
	struct app *app, struct form *form, size_t place, const struct def_field *f)
{
	struct choice *c = mem_new0(struct choice);

	*c = (struct choice){.app = app, .form = form, .place = place, .field = f};
	unread(app, form, place, f, &c->typed);
	return c;
}

/* Several values stay together: what is picked joins them. */
static void fill(struct choice *c, const char *text)
{
	struct str all = {0};

	if (c->field->multiple)
		form_text(c->form, c->place, &all);
	if (all.n)
		str_add(&all, "、");
	str_add(&all, text);
	form_choice(c->form, c->place, str_c(&all), NULL);
	str_free(&all);
}

static void label_picked(void *x, size_t index)
{
	struct choice *c = x;

	if (index != PICKER_NONE)
		fill(c, c->labels.at[index]);
	choice_free(c);
}

/* Whether something of the list answers what was typed. */
static bool answered(const struct choice *c, const struct picker_item *items, size_t n)
{
	for (size_t i = 0; c->typed.n && i < n; i++)
		if (picker_match(&items[i], i + 1, str_c(&c->typed)))
			return true;
	return false;
}

static void pick_label(struct choice *c, const struct picker_item *items, size_t n)
{
	const char *query = answered(c, items, n) ? str_c(&c->typed) : NULL;
	struct str now = {0};
	size_t at = 0;

	form_text(c->form, c->place, &now);
	for (size_t i = 0; i < n; i++)
		if (text_eq(items[i].label, str_c(&now)))
			at = i;
	picker_coded(
		c->app->stack, c->field->label, "助记码", items, n, at, query, label_picked, c);
	str_free(&now);
}

static void pick_code(struct choice *c)
{
	VEC(struct picker_item) items = {0};

	for (size_t i = 0; i < c->field->codes->n; i++) {
		const struct def_code *code = &c->field->codes->at[i];
		if (code->retired)
			continue;
		struct picker_item item = {code->label, code->mnemonic};
		vec_push(&items, item);
		vec_push(&c->labels, code->label);
	}
	pick_label(c, items.at, items.n);
	vec_free(&items);
}

static void pick_yesno(struct choice *c)
{
	static const struct picker_item items[] = {{"是", "s"}, {"否", "f"}};

	vec_push(&c->labels, items[0].label);
	vec_push(&c->labels, items[1].label);
	pick_label(c, items, 2);
}

/* One line of the dates to choose from; `text` is what it stands for. */
static char *date_line(struct date d, int days_ago, const char *text)
{
	static const char *const names[] = {"今天", "昨天", "前天"};
	static const char *const weekdays[] = {"四", "五", "六", "日", "一", "二", "三"};
	struct str line = {0};

	str_add(&line, text);
	if (d.day)
		str_addf(&line, "  星期%s  %s", weekdays[(date_days(d) % 7 + 7) % 7],
			days_ago < 3 ? names[days_ago] : "");
	else
		str_add(&line, d.month ? "  只知道年月" : "  只知道年份");
	return str_take(&line);
}

/* The last days, then month and year alone: what lies further back is typed. */
static void pick_date(struct choice *c)
{
	enum { DAYS = 8, MONTHS = 2, COUNT = DAYS + MONTHS + 1 };
	struct date today = app_today(c->app);
	struct picker_item items[COUNT];

	for (int i = 0; i < COUNT; i++) {
		char text[DATE_TEXT];
		struct date d = today;
		if (i < DAYS)
			d = date_add_days(today, -i);
		else if (i < DAYS + MONTHS)
			d = date_add_months(today, DAYS - i);
		if (i >= DAYS)
			d.day = 0;
		if (i >= DAYS + MONTHS)
			d.month = 0;
		date_format(d, text);
		vec_push(&c->texts, mem_strdup(text));
		items[i] = (struct picker_item){date_line(d, i, text), i ? NULL : "t"};
	}
	for (int i = 0; i < COUNT; i++)
		vec_push(&c->labels, c->texts.at[i]);
	picker_items(c->app->stack, c->field->label, items, COUNT, 0, NULL, label_picked, c);
	for (int i = 0; i < COUNT; i++)
		mem_free((char *)items[i].label);
}

static void record_picked(void *x, size_t index)
{
	struct choice *c = x;
	struct record r = {0};
	struct str reference = {0};
	struct err e = {0};
	uint64_t id;

	if (index != PICKER_NONE && rows_id(&c->rows, index, &id)) {
		if (table_get(c->app->archive, c->rows.table, id, &r, &e)) {
			table_reference(c->rows.table, &r, &reference);
			fill(c, str_c(&reference));
		} else {
			stack_say(c->app->stack, ROLE_PROBLEM, "%s", e.text);
		}
	}
	record_free(&r);
	str_free(&reference);
	choice_free(c);
}

static void pick_record(struct choice *c)
{
	struct listview_column columns[MAX_COLUMNS];
	struct err e = {0};

	if (!rows_open(&c->rows, c->app, c->field->target, &e)) {
		stack_say(c->app->stack, ROLE_PROBLEM, "%s", e.text);
		choice_free(c);
		return;
	}
	size_t n = rows_columns(c->field->target, columns, MAX_COLUMNS);
	const char *query = rows_answer(&c->rows, str_c(&c->typed)) ? str_c(&c->typed) : NULL;
	picker_model(c->app->stack, c->field->label, &rows_model, &c->rows, columns, n, query,
		record_picked, c);
}

/* ---- a condition ----------------------------------------------------------------------------- */

static bool condition_written(void *x, const char *condition, struct err *e)
{
	struct choice *c = x;
	struct expr *read = text_blank(condition) ? NULL
						  : expr_parse(condition, c->field->condition,
							    c->app->archive->defs, e);
	bool good = read || text_blank(condition);

	expr_free(read);
	if (good)
		form_choice(c->form, c->place, condition, NULL);
	return good;
}

static void condition_left(void *x)
{
	choice_free(x);
}

static void write_condition(struct choice *c)
{
	struct str now = {0};

	form_text(c->form, c->place, &now);
	filterbox_push_for(c->app, c->field->condition, c->field->label, str_c(&now),
		condition_written, condition_left, c);
	str_free(&now);
}

void choose_value(struct app *app, struct form *form, size_t place, const struct def_field *f)
{
	const char *type = f->type->name;

	if (f->condition) {
		write_condition(choice_new(app, form, place, f));
	} else if (f->codes) {
		pick_code(choice_new(app, form, place, f));
	} else if (f->target) {
		pick_record(choice_new(app, form, place, f));
	} else if (strcmp(type, "yesno") == 0) {
		pick_yesno(choice_new(app, form, place, f));
	} else if (strcmp(type, "date") == 0) {
		pick_date(choice_new(app, form, place, f));
	} else {
		stack_say(app->stack, ROLE_NORMAL, "这一项没有可选的内容，请直接填写");
	}
}

/* Whether a choice would show something for what was typed. */
static bool would_answer(struct app *app, const struct def_field *f, const char *typed)
{
	struct rows rows = {0};
	struct err e = {0};
	bool any = false;

	if (f->target)
		any = rows_open(&rows, app, f->target, &e) && rows_answer(&rows, typed);
	for (size_t i = 0; f->codes && !any && i < f->codes->n; i++) {
		const struct def_code *code = &f->codes->at[i];
		struct picker_item item = {code->label, code->mnemonic, false};
		any = !code->retired && picker_match(&item, 0, typed);
	}
	rows_close(&rows);
	return any;
}

void choose_left(
	struct app *app, struct form *form, size_t place, const struct def_field *f, bool offer)
{
	struct str typed = {0}, why = {0};

	if (place == FORM_NONE || form_focus(form) == place || !form_problem_severe(form, place))
		return;
	str_add(&why, form_problem_text(form, place));
	unread(app, form, place, f, &typed);
	if (offer && typed.n && would_answer(app, f, str_c(&typed)) && form_go(form, place))
		choose_value(app, form, place, f);
	else if (typed.n || (f->condition && !form_empty(form, place)))
		stack_say(app->stack, ROLE_PROBLEM, "%s", str_c(&why));
	str_free(&typed);
	str_free(&why);
}
