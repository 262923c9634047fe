#include <binggui/app/namelist.h>

#include <string.h>

#include <binggui/app/book.h>
#include <binggui/app/row.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/table.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/stack.h>

struct namelist {
	struct app *app;
	const struct def_table *person;
	char *title, *empty;
	struct namelist_rows rows;
	size_t n_notes;
	struct listview list;
};

static const struct listview_column who[] = {
	{"姓名", 12, LISTVIEW_LEFT},
	{"性", 2, LISTVIEW_LEFT},
	{"龄", 3, LISTVIEW_RIGHT},
	{"户籍村(社区)", 0, LISTVIEW_LEFT},
};
enum { WHO = sizeof who / sizeof *who };

static const struct listview_model model;
static const struct screen_ops namelist_screen;

void namelist_add(struct namelist_rows *rows, uint64_t person)
{
	struct namelist_row r = {.person = person};

	vec_push(rows, r);
}

void namelist_free(struct namelist_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
		for (size_t k = 0; k < NAMELIST_NOTES; k++)
			mem_free(rows->at[i].notes[k]);
	vec_free(rows);
}

static void screen_free(void *x)
{
	struct namelist *s = x;

	listview_free(&s->list);
	namelist_free(&s->rows);
	mem_free(s->title);
	mem_free(s->empty);
	mem_free(s);
}

void namelist_push(struct app *app, const char *title, const char *empty,
	const struct namelist_note *notes, size_t n_notes, struct namelist_rows *rows)
{
	struct listview_column columns[WHO + NAMELIST_NOTES];
	struct namelist *s = mem_new0(struct namelist);

	memcpy(columns, who, sizeof who);
	for (size_t i = 0; i < n_notes; i++)
		columns[WHO + i] =
			(struct listview_column){notes[i].label, notes[i].width, LISTVIEW_LEFT};
	s->app = app;
	s->person = defs_table(app->archive->defs, "person");
	s->title = mem_strdup(title);
	s->empty = mem_strdup(empty);
	s->rows = *rows;
	*rows = (struct namelist_rows){0};
	s->n_notes = n_notes;
	listview_init(&s->list, &model, s, columns, WHO + n_notes);
	s->list.empty = s->empty;
	stack_push(app->stack, &namelist_screen, s);
}

static size_t count(void *x, bool *more)
{
	(void)more;
	return ((struct namelist *)x)->rows.n;
}

static void value(struct namelist *s, const struct record *r, const char *name, struct str *out)
{
	const struct def_field *f = def_field(s->person, name);

	if (f)
		row_value(s->app->archive, f, r, false, out);
}

static void row(void *x, size_t index, struct str *cells)
{
	struct namelist *s = x;
	const struct namelist_row *n = &s->rows.at[index];
	struct record r = {0};
	struct str village = {0};
	struct err e = {0};

	if (!table_get(s->app->archive, s->person, n->person, &r, &e)) {
		str_set(&cells[0], "（读不出）");
		return;
	}
	value(s, &r, "name", &cells[0]);
	value(s, &r, "sex", &cells[1]);
	value(s, &r, "age", &cells[2]);
	value(s, &r, "town", &cells[3]);
	value(s, &r, "village", &village);
	str_addf(&cells[3], "%s%s", cells[3].n ? " " : "", str_c(&village));
	for (size_t i = 0; i < s->n_notes; i++)
		str_set(&cells[WHO + i], n->notes[i]);
	record_free(&r);
	str_free(&village);
}

static const struct listview_model model = {
	.count = count,
	.row = row,
};

static void title(void *x, struct str *out)
{
	str_add(out, ((struct namelist *)x)->title);
}

static void paint(void *x, struct canvas *c, struct rect body)
{
	listview_paint(&((struct namelist *)x)->list, c, body);
}

static bool key(void *x, const struct press *k)
{
	return listview_key(&((struct namelist *)x)->list, k);
}

static bool command(void *x, const char *what)
{
	struct namelist *s = x;
	size_t index;

	if (strcmp(what, "open") != 0)
		return false;
	if (listview_current(&s->list, &index))
		book_push(s->app, s->person, s->rows.at[index].person);
	else
		stack_say(s->app->stack, ROLE_NOTICE, "这里没有人");
	return true;
}

static const struct screen_ops namelist_screen = {
	.context = "namelist",
	.title = title,
	.paint = paint,
	.key = key,
	.command = command,
	.free = screen_free,
};
