#include <binggui/app/crossview.h>

#include <string.h>

#include <binggui/app/asking.h>
#include <binggui/app/names.h>
#include <binggui/app/paper.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/crosstab.h>
#include <binggui/domain/period.h>
#include <binggui/text/width.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/progress.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

enum { COLUMNS_MAX = 60, LABEL_WIDTH = 16, LABEL_MAX = 24, NUMBER_WIDTH = 8, BAR_WIDTH = 12 };

/* A field as it can be told apart: "birth:year". */
struct choice {
	char *text, *label;
};

struct crossview {
	struct app *app;
	const struct def_table *table;
	struct str down, across, where, area, area_name;
	struct date since, until; /* none = all */
	struct crosstab tab;
	struct listview list;
	struct progress progress;
	struct {
		struct choice *at;
		size_t n, cap;
	} choices; /* of the picker that is open */
	bool choosing_across;
};

static const struct screen_ops crossview_screen;

/* ---- counting -------------------------------------------------------------------------------- */

static bool step(void *context, size_t done, size_t all)
{
	return progress_step(&((struct crossview *)context)->progress, done, all);
}

/* The heading is not cut as long as it leaves room for numbers. */
static int label_width(const char *title)
{
	int width = (int)width_text(title, 1);

	return width < LABEL_WIDTH ? LABEL_WIDTH : width < LABEL_MAX ? width : LABEL_MAX;
}

static void set_columns(struct crossview *v)
{
	const struct crosstab *t = &v->tab;
	struct listview_column columns[COLUMNS_MAX + 3];
	size_t n = 0;

	columns[n++] =
		(struct listview_column){t->down.title, label_width(t->down.title), LISTVIEW_LEFT};
	columns[n++] = (struct listview_column){"合计", NUMBER_WIDTH, LISTVIEW_RIGHT};
	columns[n++] = (struct listview_column){"", BAR_WIDTH, LISTVIEW_LEFT};
	for (size_t i = 0; v->across.n && i < t->across.n && i < COLUMNS_MAX; i++) {
		const char *text = t->across.at[i].text;
		columns[n++] = (struct listview_column){
			*text ? text : "（未填）", NUMBER_WIDTH, LISTVIEW_RIGHT};
	}
	listview_set_columns(&v->list, columns, n);
	listview_refresh(&v->list);
}

static bool count(struct crossview *v)
{
	struct crosstab_ask ask = {
		.archive = v->app->archive,
		.table = v->table,
		.down = str_c(&v->down),
		.across = str_c(&v->across),
		.where = str_c(&v->where),
		.area = str_c(&v->area),
		.since = v->since,
		.until = v->until,
		.progress = step,
		.context = v,
	};
	struct crosstab made;
	struct err e = {0};

	progress_begin(&v->progress, v->app->term, "统计");
	if (!crosstab_run(&made, &ask, &e)) {
		stack_say(v->app->stack, e.code == ERR_STOPPED ? ROLE_NOTICE : ROLE_PROBLEM, "%s",
			e.text);
		return false;
	}
	crosstab_free(&v->tab);
	v->tab = made;
	set_columns(v);
	return true;
}

/* A word is changed only if there is an answer with it. */
static void recount(struct crossview *v, struct str *word, const char *text)
{
	char *before = mem_strdup(str_c(word));

	str_set(word, text);
	if (!count(v))
		str_set(word, before);
	mem_free(before);
}

/* ---- rows: the labels, and the totals below -------------------------------------------------- */

static size_t model_count(void *model, bool *more)
{
	const struct crossview *v = model;

	(void)more;
	return v->tab.down.n ? v->tab.down.n + 1 : 0;
}

static void bar(struct str *out, size_t n, size_t most)
{
	for (size_t i = 0; most && i < (n * BAR_WIDTH + most - 1) / most; i++)
		str_addc(out, '#');
}

static size_t most_of(const struct crosstab *t)
{
	size_t most = 0;

	for (size_t i = 0; i < t->down.n; i++)
		most = t->down.at[i].total > most ? t->down.at[i].total : most;
	return most;
}

static void model_row(void *model, size_t index, struct str *cells)
{
	const struct crossview *v = model;
	const struct crosstab *t = &v->tab;
	bool totals = index == t->down.n;
	const struct crosstab_label *label = totals ? NULL : &t->down.at[index];

	str_set(&cells[0], totals ? "合计" : *label->text ? label->text : "（未填）");
	str_addf(&cells[1], "%zu", totals ? t->records : label->total);
	if (!totals)
		bar(&cells[2], label->total, most_of(t));
	for (size_t i = 3; i < v->list.n_columns; i++)
		str_addf(&cells[i], "%zu",
			totals ? t->across.at[i - 3].total : crosstab_cell(t, index, i - 3));
}

static const struct listview_model crossview_model = {
	.count = model_count,
	.row = model_row,
};

/* ---- names ----------------------------------------------------------------------------------- */

static void add_slice(
	struct crossview *v, struct names_list *list, const char *label, size_t down, size_t across)
{
	struct ids ids = {0};
	struct idset set = {0};

	crosstab_ids(&v->tab, down, across, &ids);
	for (size_t i = 0; i < ids.n; i++)
		idset_add(&set, v->table->number, ids.at[i], 1);
	names_add(list, *label ? label : "（未填）", &set);
	idset_free(&set);
	vec_free(&ids);
}

static void open_row(struct crossview *v)
{
	const struct crosstab *t = &v->tab;
	struct names_list list = {0};
	size_t index;

	if (!listview_current(&v->list, &index))
		return;
	bool totals = index == t->down.n;
	size_t down = totals ? CROSSTAB_ALL : index;
	const char *label = totals ? "合计" : t->down.at[index].text;
	struct str title = {0};
	str_addf(&title, "%s：%s", v->table->title, *label ? label : "（未填）");
	list.title = mem_strdup(str_c(&title));
	str_free(&title);
	add_slice(v, &list, "全部", down, CROSSTAB_ALL);
	for (size_t i = 0; v->across.n && i < t->across.n; i++)
		add_slice(v, &list, t->across.at[i].text, down, i);
	names_push(v->app, &list);
}

/* ---- which fields ---------------------------------------------------------------------------- */

static void forget_choices(struct crossview *v)
{
	for (size_t i = 0; i < v->choices.n; i++) {
		mem_free(v->choices.at[i].text);
		mem_free(v->choices.at[i].label);
	}
	vec_clear(&v->choices);
}

static void add_choice(struct crossview *v, const char *prefix, const struct def_field *f,
	const char *part, const char *words)
{
	struct str text = {0}, label = {0};

	str_addf(&text, "%s%s%s", prefix, f->name, part);
	str_addf(&label, "%s%s", f->label, words);
	struct choice c = {mem_strdup(str_c(&text)), mem_strdup(str_c(&label))};
	vec_push(&v->choices, c);
	str_free(&text);
	str_free(&label);
}

/* What can be told apart at all: not what is different with every record, nor what is secret. */
static void offer(struct crossview *v, const char *prefix, const struct def_field *f)
{
	bool area = f->target && f->target->tree;

	if ((f->unique && !area) || (f->class == CLASS_SECRET && !f->codes) ||
		text_eq(f->type_name, "longtext") || text_eq(f->type_name, "money") ||
		text_eq(f->type_name, "name") || text_eq(f->type_name, "phone"))
		return;
	if (area) {
		add_choice(v, prefix, f, ":town", "（镇）");
		add_choice(v, prefix, f, "", "（村）");
	} else if (text_eq(f->type_name, "date")) {
		add_choice(v, prefix, f, ":year", "（年）");
		add_choice(v, prefix, f, ":month", "（月）");
	} else if (text_eq(f->type_name, "number")) {
		add_choice(v, prefix, f, ":10", "（每10）");
	} else {
		add_choice(v, prefix, f, "", "");
	}
}

static void field_picked(void *x, size_t index)
{
	struct crossview *v = x;

	if (index == PICKER_NONE)
		return;
	recount(v, v->choosing_across ? &v->across : &v->down, v->choices.at[index].text);
}

static void pick_field(struct crossview *v, bool across)
{
	VEC(struct picker_item) items = {0};
	const struct def_table *owner = v->table->owner ? v->table->owner->target : NULL;
	struct str prefix = {0};

	forget_choices(v);
	v->choosing_across = across;
	if (across)
		vec_push(&v->choices, ((struct choice){mem_strdup(""), mem_strdup("不分列")}));
	for (size_t i = 0; i < v->table->n; i++)
		offer(v, "", v->table->fields[i]);
	if (owner)
		str_addf(&prefix, "%s.", v->table->owner->name);
	for (size_t i = 0; owner && i < owner->n; i++)
		offer(v, str_c(&prefix), owner->fields[i]);
	for (size_t i = 0; i < v->choices.n; i++) {
		struct picker_item item = {v->choices.at[i].label, v->choices.at[i].text};
		vec_push(&items, item);
	}
	picker_items(v->app->stack, across ? "列用哪个字段" : "行用哪个字段", items.at, items.n, 0,
		NULL, field_picked, v);
	vec_free(&items);
	str_free(&prefix);
}

static void pick_down(struct crossview *v)
{
	pick_field(v, false);
}

static void pick_across(struct crossview *v)
{
	pick_field(v, true);
}

/* The first field of a register that tells its records apart. */
static void first_fields(struct crossview *v)
{
	forget_choices(v);
	for (size_t i = 0; i < v->table->n; i++)
		offer(v, "", v->table->fields[i]);
	str_set(&v->down, v->choices.n ? v->choices.at[0].text : v->table->fields[0]->name);
	str_clear(&v->across);
	str_clear(&v->where);
	v->since = v->until = (struct date){0};
	str_clear(&v->area);
	str_clear(&v->area_name);
}

static void table_picked(void *x, size_t index)
{
	struct crossview *v = x;

	if (index == PICKER_NONE)
		return;
	v->table = v->app->archive->defs->tables[index];
	first_fields(v);
	count(v);
}

static void pick_table(struct crossview *v)
{
	const struct defs *d = v->app->archive->defs;
	VEC(struct picker_item) items = {0};

	for (size_t i = 0; i < d->n; i++) {
		struct picker_item item = {d->tables[i]->title, d->tables[i]->name};
		vec_push(&items, item);
	}
	picker_items(v->app->stack, "登记簿", items.at, items.n, 0, NULL, table_picked, v);
	vec_free(&items);
}

/* ---- which records --------------------------------------------------------------------------- */

static void where_given(void *x, const char *typed)
{
	struct crossview *v = x;

	if (typed)
		recount(v, &v->where, typed);
}

static void ask_where(struct crossview *v)
{
	prompt_line(v->app->stack, "筛选", "条件，如 life_state = 在档；空着是全部",
		str_c(&v->where), where_given, v);
}

static void area_given(void *x, const char *typed)
{
	struct crossview *v = x;
	struct str area = {0};
	struct err e = {0};

	if (!typed)
		return;
	if (asking_area(v->app->archive, typed, &area, &v->area_name, &e))
		recount(v, &v->area, str_c(&area));
	else
		stack_say(v->app->stack, ROLE_PROBLEM, "%s", e.text);
	str_free(&area);
}

static void ask_area(struct crossview *v)
{
	prompt_line(v->app->stack, "统计区划", "镇或村的名称、代码；空着是全部",
		str_c(&v->area_name), area_given, v);
}

static void period_given(void *x, const char *typed)
{
	struct crossview *v = x;
	struct date since = v->since, until = v->until;
	struct err e = {0};

	if (!typed)
		return;
	v->since = v->until = (struct date){0};
	if (!text_blank(typed) &&
		!period_read(typed, v->app->archive->types.today, &v->since, &v->until, &e))
		stack_say(v->app->stack, ROLE_PROBLEM, "%s", e.text);
	else if (count(v))
		return;
	v->since = since;
	v->until = until;
}

static void ask_period(struct crossview *v)
{
	struct str text = {0};

	if (!date_none(v->since))
		period_text(&text, v->since, v->until);
	prompt_line(v->app->stack, "统计期间", "如 2019 或 2019-01-01..2020-04-30；空着是全部",
		str_c(&text), period_given, v);
	str_free(&text);
}

static void export_given(void *x, const char *typed)
{
	struct crossview *v = x;
	struct grid grid = {0};
	struct str path = {0};
	struct err e = {0};

	if (text_blank(typed))
		return;
	crosstab_grid(&v->tab, &grid);
	paper_path(&path, typed);
	if (asking_save(v->app->archive, &grid, v->table, str_c(&path), NULL, &e))
		stack_say(v->app->stack, ROLE_GOOD, "已写到 %s", str_c(&path));
	else
		stack_say(v->app->stack, ROLE_PROBLEM, "%s", e.text);
	grid_free(&grid);
	str_free(&path);
}

static void ask_export(struct crossview *v)
{
	prompt_line(v->app->stack, "导出", "文件名，以 .xlsx 或 .csv 结尾", "交叉表.xlsx",
		export_given, v);
}

static bool crossview_command(void *x, const char *command)
{
	static const struct {
		const char *name;
		void (*run)(struct crossview *v);
	} commands[] = {
		{"open", open_row},
		{"sheet", pick_table},
		{"down", pick_down},
		{"across", pick_across},
		{"filter", ask_where},
		{"area", ask_area},
		{"period", ask_period},
		{"export", ask_export},
	};

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strcmp(commands[i].name, command) == 0) {
			commands[i].run(x);
			return true;
		}
	return false;
}

/* ---- the screen ------------------------------------------------------------------------------ */

static void crossview_title(void *x, struct str *out)
{
	const struct crossview *v = x;

	str_addf(out, "交叉表：%s 按%s", v->table->title,
		v->tab.down.title ? v->tab.down.title : "");
	if (v->across.n && v->tab.across.title)
		str_addf(out, "、%s", v->tab.across.title);
}

static enum role crossview_message(void *x, struct str *out)
{
	const struct crossview *v = x;
	struct str words = {0};

	if (v->where.n)
		str_addf(out, "条件：%s ", str_c(&v->where));
	if (v->area_name.n)
		str_addf(out, "区划：%s ", str_c(&v->area_name));
	if (!date_none(v->since)) {
		period_words(&words, v->since, v->until);
		str_addf(out, "期间：%s", str_c(&words));
	}
	str_free(&words);
	return ROLE_DIM;
}

static void crossview_paint(void *x, struct canvas *c, struct rect body)
{
	listview_paint(&((struct crossview *)x)->list, c, body);
}

static bool crossview_key(void *x, const struct press *k)
{
	return listview_key(&((struct crossview *)x)->list, k);
}

static void crossview_free(void *x)
{
	struct crossview *v = x;

	listview_free(&v->list);
	crosstab_free(&v->tab);
	forget_choices(v);
	vec_free(&v->choices);
	str_free(&v->down);
	str_free(&v->across);
	str_free(&v->where);
	str_free(&v->area);
	str_free(&v->area_name);
	mem_free(v);
}

void crossview_push(struct app *app)
{
	static const struct listview_column first = {"", 0, LISTVIEW_LEFT};
	const struct defs *d = app->archive->defs;
	struct crossview *v = mem_new0(struct crossview);

	v->app = app;
	v->table = defs_table(d, "person");
	listview_init(&v->list, &crossview_model, v, &first, 1);
	v->list.empty = "没有记录";
	if (v->table && def_field(v->table, "village") && def_field(v->table, "sex")) {
		str_set(&v->down, "village:town");
		str_set(&v->across, "sex");
	} else {
		v->table = v->table ? v->table : d->tables[0];
		first_fields(v);
	}
	if (count(v))
		stack_push(app->stack, &crossview_screen, v);
	else
		crossview_free(v);
}

static const struct screen_ops crossview_screen = {
	.context = "cross",
	.title = crossview_title,
	.paint = crossview_paint,
	.key = crossview_key,
	.command = crossview_command,
	.message = crossview_message,
	.free = crossview_free,
};
