#include <binggui/app/valuebox.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/table.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

enum { MAX_COLUMNS = 12 };

void valuebox_free(struct valuebox *b)
{
	rows_close(&b->rows);
	mem_free(b->labels);
	b->labels = NULL;
	b->n_labels = 0;
}

/* ---- a list at hand -------------------------------------------------------------------------- */

static void label_picked(void *x, size_t index)
{
	struct valuebox *b = x;

	if (index != PICKER_NONE)
		b->done(b->x, b->labels[index]);
}

static void add_label(struct valuebox *b, const char *label)
{
	b->labels = mem_resize(b->labels, (b->n_labels + 1) * sizeof *b->labels);
	b->labels[b->n_labels++] = label;
}

static void pick_code(struct valuebox *b, const char *title)
{
	VEC(struct picker_item) items = {0};

	for (size_t i = 0; i < b->field->codes->n; i++) {
		const struct def_code *code = &b->field->codes->at[i];
		if (code->retired)
			continue;
		vec_push(&items, ((struct picker_item){code->label, code->mnemonic}));
		add_label(b, code->label);
	}
	picker_items(b->app->stack, title, items.at, items.n, 0, NULL, label_picked, b);
	vec_free(&items);
}

static void pick_yesno(struct valuebox *b, const char *title)
{
	static const struct picker_item items[] = {{"是", "s"}, {"否", "f"}};

	add_label(b, items[0].label);
	add_label(b, items[1].label);
	picker_items(b->app->stack, title, items, 2, 0, NULL, label_picked, b);
}

/* ---- a record -------------------------------------------------------------------------------- */

static void record_picked(void *x, size_t index)
{
	struct valuebox *b = x;
	struct record r = {0};
	struct str reference = {0};
	struct err e = {0};
	uint64_t id;

	if (index == PICKER_NONE || !rows_id(&b->rows, index, &id))
		return;
	if (table_get(b->app->archive, b->rows.table, id, &r, &e)) {
		table_reference(b->rows.table, &r, &reference);
		b->done(b->x, str_c(&reference));
	} else {
		stack_say(b->app->stack, ROLE_PROBLEM, "%s", e.text);
	}
	record_free(&r);
	str_free(&reference);
}

static void pick_record(struct valuebox *b, const char *title)
{
	struct listview_column columns[MAX_COLUMNS];
	struct err e = {0};

	if (!rows_open(&b->rows, b->app, b->field->target, &e)) {
		stack_say(b->app->stack, ROLE_PROBLEM, "%s", e.text);
		return;
	}
	size_t n = rows_columns(b->field->target, columns, MAX_COLUMNS);
	picker_model(
		b->app->stack, title, &rows_model, &b->rows, columns, n, NULL, record_picked, b);
}

/* ---- a line ---------------------------------------------------------------------------------- */

static void line_given(void *x, const char *typed)
{
	struct valuebox *b = x;
	struct str value = {0}, why = {0};

	if (!typed)
		return;
	if (!type_parse(b->field, &b->app->archive->types, typed, &value, &why)) {
		prompt_line(b->app->stack, b->field->label, "改成", typed, line_given, b);
		stack_say(b->app->stack, ROLE_PROBLEM, "%s", str_c(&why));
	} else if (!value.n) {
		stack_say(b->app->stack, ROLE_NOTICE, "没有填写，什么都没有改；要清空请选“清空”");
	} else {
		b->done(b->x, str_c(&value));
	}
	str_free(&value);
	str_free(&why);
}

void valuebox_push(struct valuebox *b, struct app *app, const struct def_field *f,
	const char *title, valuebox_done *done, void *x)
{
	valuebox_free(b);
	*b = (struct valuebox){.app = app, .field = f, .done = done, .x = x};
	if (f->codes)
		pick_code(b, title);
	else if (f->target)
		pick_record(b, title);
	else if (text_eq(f->type_name, "yesno"))
		pick_yesno(b, title);
	else
		prompt_line(app->stack, f->label, "改成", NULL, line_given, b);
}
