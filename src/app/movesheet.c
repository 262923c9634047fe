#include <binggui/app/movesheet.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/type.h>

enum { FIELD_COLUMN = 20, FIELD_WIDTH = 56, LONG_ROWS = 3, FIRST_ROW = 1 };

static const struct def_field *asked(const struct def_ask *ask)
{
	return ask->own ? ask->own : ask->log;
}

enum {
	OF_LOG = 0x4000
}; /* fields of the log have numbers of their own: drafts keep them by number */

/* Its own name and obligation, and a number that no other field of the sheet has; all else is the field's. */
static void copy_field(struct movesheet *s, size_t i)
{
	const struct def_ask *ask = &s->move->ask.at[i];
	struct def_field *f = &s->copies[i];

	*f = *asked(ask);
	f->number = (uint16_t)(ask->own ? ask->own->number : OF_LOG | ask->log->number);
	f->required = ask->needed;
	f->unique = false;
	f->readonly = false;
	f->by = 0;
	f->from = NULL;
	f->computed = f->fill = NULL;
	s->fields[i] = f;
	map_put(&s->table.by_name, f->name, f);
}

static void draw(struct movesheet *s)
{
	size_t row = FIRST_ROW;

	for (size_t i = 0; i < s->table.n; i++) {
		const struct def_field *f = s->fields[i];
		size_t rows = f->type == type_by_name("longtext") ? LONG_ROWS : 1;
		struct def_item *label = vec_add(&s->form);
		*label = (struct def_item){
			.kind = ITEM_TEXT, .row = row, .column = 2, .text = f->label};
		struct def_item *field = vec_add(&s->form);
		*field = (struct def_item){.kind = ITEM_FIELD,
			.row = row,
			.column = FIELD_COLUMN,
			.width = FIELD_WIDTH,
			.height = rows,
			.field = f};
		row += rows;
	}
	s->form.rows = row;
}

void movesheet_make(struct movesheet *s, const struct def_table *t, const struct def_move *m)
{
	*s = (struct movesheet){.move = m};
	s->copies = mem_array(m->ask.n + 1, sizeof *s->copies);
	s->fields = mem_array(m->ask.n + 1, sizeof *s->fields);
	s->table = (struct def_table){.name = t->name,
		.title = t->title,
		.shows = t->shows,
		.fields = s->fields,
		.n = m->ask.n,
		.number = t->number,
		.n_forms = 1};
	for (size_t i = 0; i < m->ask.n; i++)
		copy_field(s, i);
	draw(s);
	s->form.title = m->name;
	s->table.forms = &s->form;
}

void movesheet_free(struct movesheet *s)
{
	map_free(&s->table.by_name);
	vec_free(&s->form);
	mem_free(s->copies);
	mem_free(s->fields);
	*s = (struct movesheet){0};
}

void movesheet_begin(
	const struct movesheet *s, const struct record *base, const char *today, struct record *out)
{
	for (size_t i = 0; i < s->table.n; i++) {
		const struct def_ask *ask = &s->move->ask.at[i];
		const char *has = ask->own && !ask->log ? record_field(base, ask->own) : "";
		bool date = asked(ask)->type == type_by_name("date");
		record_set(out, s->fields[i]->number, !*has && date && ask->needed ? today : has);
	}
}

void movesheet_take(const struct movesheet *s, const struct record *filled, struct record *record,
	struct record *log)
{
	for (size_t i = 0; i < s->table.n; i++) {
		const struct def_ask *ask = &s->move->ask.at[i];
		const char *value = record_field(filled, s->fields[i]);
		if (ask->own)
			record_set(record, ask->own->number, value);
		if (ask->log)
			record_set(log, ask->log->number, value);
	}
}

const struct def_field *movesheet_field(const struct movesheet *s, const struct def_field *f)
{
	for (size_t i = 0; f && i < s->table.n; i++)
		if (s->move->ask.at[i].own == f || s->move->ask.at[i].log == f)
			return s->fields[i];
	return NULL;
}
