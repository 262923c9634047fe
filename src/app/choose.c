#include <binggui/app/choose.h>

#include <string.h>

#include <binggui/app/rows.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
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
	VEC(const char *) labels; /* of a list at hand; owned by the definitions or static */
	struct rows rows;         /* of a reference */
};

static void choice_free(struct choice *c)
{
	rows_close(&c->rows);
	vec_free(&c->labels);
	mem_free(c);
}

static struct choice *choice_new(
	struct app *app, struct form *form, size_t place, const struct def_field *f)
{
	struct choice *c = mem_new0(struct choice);

	*c = (struct choice){.app = app, .form = form, .place = place, .field = f};
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

static void pick_label(struct choice *c, const struct picker_item *items, size_t n)
{
	struct str now = {0};
	size_t at = 0;

	form_text(c->form, c->place, &now);
	for (size_t i = 0; i < n; i++)
		if (text_eq(items[i].label, str_c(&now)))
			at = i;
	picker_items(c->app->stack, c->field->label, items, n, at, NULL, label_picked, c);
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
	picker_model(c->app->stack, c->field->label, &rows_model, &c->rows, columns, n, NULL,
		record_picked, c);
}

void choose_value(struct app *app, struct form *form, size_t place, const struct def_field *f)
{
	const char *type = f->type->name;

	if (f->codes) {
		pick_code(choice_new(app, form, place, f));
	} else if (f->target) {
		pick_record(choice_new(app, form, place, f));
	} else if (strcmp(type, "yesno") == 0) {
		pick_yesno(choice_new(app, form, place, f));
	} else if (strcmp(type, "date") == 0) {
		char today[DATE_TEXT];
		date_format(app_today(app), today);
		form_choice(form, place, today, NULL);
	} else {
		stack_say(app->stack, ROLE_NORMAL, "这一项没有可选的内容，请直接填写");
	}
}
