#include <binggui/app/layout.h>

#include <string.h>

#include <binggui/app/answers.h>
#include <binggui/base/mem.h>

/* A form being drawn. */
struct layout {
	struct app *app;
	const struct def_table *table;
	struct form *form;
	const struct def_field **fields;
};

static bool drawn_before(const struct layout *f, size_t n, const struct def_field *field)
{
	for (size_t i = 0; i < n; i++)
		if (f->fields[i] == field)
			return true;
	return false;
}

bool layout_whole(const struct def_field *f)
{
	static const char *const types[] = {"code", "ref", "date", "money", "number", "yesno"};

	for (size_t i = 0; !f->multiple && i < sizeof types / sizeof *types; i++)
		if (strcmp(f->type->name, types[i]) == 0)
			return true;
	return false;
}

static unsigned flags_of(const struct layout *f, const struct def_field *field, bool again)
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
	if (layout_whole(field))
		flags |= FORM_WHOLE;
	if (!again && answers_pinned(f->app, f->table, field))
		flags |= FORM_PINNED;
	return flags;
}

static void draw_item(struct layout *f, size_t page, const struct def_item *item)
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
		.flags = flags_of(f, field, drawn_before(f, n, field)) |
			 (field->multiple && item->height > 1 ? FORM_MULTILINE : 0),
	};
	form_add_field(f->form, page, &spec);
	f->fields = mem_resize(f->fields, (n + 1) * sizeof *f->fields);
	f->fields[n] = field;
}

/* A table without a drawing still has a form: its fields one below the other. */
static void draw_plain(struct layout *f)
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

const struct def_field **layout_draw(struct form *form, struct app *app, const struct def_table *t)
{
	struct layout f = {.app = app, .table = t, .form = form};

	for (size_t i = 0; i < t->n_forms; i++) {
		const struct def_form *drawn = &t->forms[i];
		size_t page = form_add_page(form, drawn->title);
		for (size_t k = 0; k < drawn->n; k++)
			draw_item(&f, page, &drawn->at[k]);
	}
	if (!t->n_forms)
		draw_plain(&f);
	return f.fields;
}
