#include <binggui/app/compare.h>

#include <string.h>

#include <binggui/app/history.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/entry.h>
#include <binggui/table/journal.h>
#include <binggui/table/table.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

struct compare {
	struct app *app;
	const struct def_table *table;
	struct record sides[2];
	VEC(uint16_t) fields; /* that differ; FIELD_VOIDED for the record itself */
	bool revealed;
	struct listview list;
};

static const struct screen_ops compare_screen;
static const struct listview_model compare_model;

static const struct def_field *by_number(const struct def_table *t, uint16_t number)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->fields[i]->number == number)
			return t->fields[i];
	return NULL;
}

static bool differs(const struct compare *s, uint16_t field)
{
	return !text_eq(record_get(&s->sides[0], field), record_get(&s->sides[1], field));
}

/* In the order of the definition, then what no definition knows any more. */
static void find_differences(struct compare *s)
{
	if (s->sides[0].voided != s->sides[1].voided)
		vec_push(&s->fields, FIELD_VOIDED);
	for (size_t i = 0; i < s->table->n; i++)
		if (differs(s, s->table->fields[i]->number))
			vec_push(&s->fields, s->table->fields[i]->number);
	for (int side = 0; side < 2; side++)
		for (size_t i = 0; i < s->sides[side].n; i++) {
			uint16_t field = s->sides[side].at[i].field;
			bool seen = side && *record_get(&s->sides[0], field);
			if (!by_number(s->table, field) && differs(s, field) && !seen)
				vec_push(&s->fields, field);
		}
}

void compare_push(struct app *app, const struct def_table *t, const struct record *older,
	const struct record *newer, const char *const heads[2])
{
	const struct listview_column columns[] = {
		{"项目", 14, LISTVIEW_LEFT},
		{heads[0], 0, LISTVIEW_LEFT},
		{heads[1], 0, LISTVIEW_LEFT},
	};
	struct compare *s = mem_new0(struct compare);

	*s = (struct compare){.app = app, .table = t};
	record_copy(&s->sides[0], older);
	record_copy(&s->sides[1], newer);
	find_differences(s);
	listview_init(&s->list, &compare_model, s, columns, sizeof columns / sizeof *columns);
	s->list.empty = "这两版的内容相同";
	stack_push(app->stack, &compare_screen, s);
}

static void compare_free(void *x)
{
	struct compare *s = x;

	record_free(&s->sides[0]);
	record_free(&s->sides[1]);
	vec_free(&s->fields);
	listview_free(&s->list);
	mem_free(s);
}

static const char *label_of(const struct compare *s, uint16_t field)
{
	const struct def_field *f = by_number(s->table, field);

	if (field == FIELD_VOIDED)
		return "作废";
	return f ? f->label : "（已取消的字段）";
}

static void value_of(const struct compare *s, uint16_t field, int side, struct str *out)
{
	const struct def_field *f = by_number(s->table, field);
	const char *value = record_get(&s->sides[side], field);

	if (field == FIELD_VOIDED)
		str_set(out, s->sides[side].voided ? "是" : "否");
	else
		history_value(s->app->archive, f, value, s->revealed, out);
}

static size_t model_count(void *model, bool *more)
{
	(void)more;
	return ((struct compare *)model)->fields.n;
}

static void model_row(void *model, size_t index, struct str *cells)
{
	const struct compare *s = model;
	uint16_t field = s->fields.at[index];

	str_set(&cells[0], label_of(s, field));
	value_of(s, field, 0, &cells[1]);
	value_of(s, field, 1, &cells[2]);
	history_flatten(&cells[1]);
	history_flatten(&cells[2]);
}

static const struct listview_model compare_model = {
	.count = model_count,
	.row = model_row,
};

static void compare_title(void *x, struct str *out)
{
	const struct compare *s = x;
	struct str title = {0};

	table_title(s->app->archive, s->table, &s->sides[1], &title);
	str_addf(out, "%s  两版比较", str_c(&title));
	str_free(&title);
}

static void compare_paint(void *x, struct canvas *c, struct rect body)
{
	listview_paint(&((struct compare *)x)->list, c, body);
}

static bool compare_key(void *x, const struct press *k)
{
	return listview_key(&((struct compare *)x)->list, k);
}

static bool open(struct compare *s)
{
	struct str text = {0}, value = {0};
	size_t index;

	if (!listview_current(&s->list, &index))
		return true;
	uint16_t field = s->fields.at[index];
	for (int i = 0; i < 2; i++) {
		value_of(s, field, i, &value);
		str_addf(&text, "%s第%u版：\n%s\n", i ? "\n" : "", s->sides[i].version,
			str_c(&value));
	}
	prompt_text(s->app->stack, label_of(s, field), str_c(&text), NULL, NULL);
	str_free(&text);
	str_free(&value);
	return true;
}

static bool reveal(struct compare *s)
{
	struct err e = {0};
	bool any = false;

	for (size_t i = 0; i < s->fields.n; i++) {
		const struct def_field *f = by_number(s->table, s->fields.at[i]);
		any = any || (f && f->class == CLASS_SECRET);
	}
	if (!any) {
		stack_say(s->app->stack, ROLE_NOTICE, "这里没有保密项");
		return true;
	}
	if (!s->revealed)
		s->revealed = journal_note(
			s->app->archive, "reveal", s->table, s->sides[1].id, "两版比较", &e);
	if (!s->revealed)
		stack_say(s->app->stack, ROLE_PROBLEM, "%s", e.text);
	return true;
}

static bool compare_command(void *x, const char *command)
{
	if (strcmp(command, "open") == 0)
		return open(x);
	if (strcmp(command, "reveal") == 0)
		return reveal(x);
	return false;
}

static const struct screen_ops compare_screen = {
	.context = "compare",
	.title = compare_title,
	.paint = compare_paint,
	.key = compare_key,
	.command = compare_command,
	.free = compare_free,
};
