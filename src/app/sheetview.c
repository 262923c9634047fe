#include <binggui/app/sheetview.h>

#include <string.h>

#include <binggui/app/asking.h>
#include <binggui/app/comparing.h>
#include <binggui/app/counting.h>
#include <binggui/app/frozenview.h>
#include <binggui/app/names.h>
#include <binggui/app/paper.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/figure_check.h>
#include <binggui/domain/figure_text.h>
#include <binggui/domain/period.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/progress.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

/* A line of the screen. */
struct line {
	enum { LINE_CHAPTER, LINE_FIGURE, LINE_CHECK, LINE_FOOTING } kind;
	const char *title;
	const struct def_figure *figure;
	const struct def_check *check;
	const struct figure_footing *footing;
};

struct sheetview {
	struct app *app;
	struct counting counting;
	struct listview list;
	struct progress progress;
	struct paper paper;
	struct {
		struct line *at;
		size_t n, cap;
	} lines;
	struct str find;
};

static const struct screen_ops sheetview_screen;
static const struct listview_model sheetview_model;

/* ---- lines ----------------------------------------------------------------------------------- */

static void add_line(struct sheetview *v, struct line line)
{
	struct picker_item item = {line.title, NULL};

	if (!v->find.n || picker_match(&item, 0, str_c(&v->find)))
		vec_push(&v->lines, line);
}

static void add_chapters(struct sheetview *v)
{
	const struct def_sheet *s = v->counting.sheet;

	for (size_t i = 0; i < s->n; i++) {
		if (!v->find.n)
			add_line(v, (struct line){LINE_CHAPTER, .title = s->at[i].title});
		for (size_t k = 0; k < s->at[i].n; k++)
			add_line(v,
				(struct line){LINE_FIGURE, s->at[i].at[k]->title, s->at[i].at[k]});
	}
}

static void add_panel(struct sheetview *v)
{
	const struct def_figures *all = v->app->archive->defs->figures;
	const struct figures *f = &v->counting.figures;

	if (!v->find.n)
		add_line(v, (struct line){LINE_CHAPTER, .title = "核对"});
	for (size_t i = 0; i < all->n_checks; i++)
		if (figuredef_concerns(&all->checks[i], v->counting.sheet))
			add_line(v, (struct line){LINE_CHECK, all->checks[i].title,
					    .check = &all->checks[i]});
	if (!v->find.n && f->n_footings)
		add_line(v, (struct line){LINE_CHAPTER, .title = "金额去重合计"});
	for (size_t i = 0; i < f->n_footings; i++)
		add_line(v, (struct line){LINE_FOOTING, f->footings[i].table->title,
				    .footing = &f->footings[i]});
}

static void make_lines(struct sheetview *v)
{
	vec_clear(&v->lines);
	if (v->counting.counted) {
		add_chapters(v);
		add_panel(v);
	}
	listview_refresh(&v->list);
}

static const struct line *current(const struct sheetview *v)
{
	size_t index;

	return listview_current(&v->list, &index) ? &v->lines.at[index] : NULL;
}

/* ---- counting -------------------------------------------------------------------------------- */

static bool step(void *context, size_t done, size_t all)
{
	return progress_step(&((struct sheetview *)context)->progress, done, all);
}

static bool count(struct sheetview *v)
{
	struct err e = {0};

	progress_begin(&v->progress, v->app->term, "统计");
	bool ok = counting_run(&v->counting, step, v, &e);
	if (!ok)
		stack_say(v->app->stack, e.code == ERR_STOPPED ? ROLE_NOTICE : ROLE_PROBLEM, "%s",
			e.text);
	make_lines(v);
	return ok;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static size_t model_count(void *model, bool *more)
{
	(void)more;
	return ((struct sheetview *)model)->lines.n;
}

static const char *verdict_word(const struct sheetview *v, const struct def_check *c)
{
	struct figure_verdict_of of;

	figure_check(&of, c, &v->counting.figures);
	return of.verdict == VERDICT_HOLDS ? "相符" : of.verdict == VERDICT_BROKEN ? "不符" : "—";
}

static void figure_cells(const struct sheetview *v, const struct def_figure *f, struct str *cells)
{
	const struct figure_value *value = figures_value(&v->counting.figures, f);

	str_addf(&cells[0], "  %s", f->title);
	figure_print(value, &cells[1]);
	if (f->kind != FIGURE_EARLIEST)
		figure_exact(value, &cells[2]);
	figure_share(&v->counting.figures, value, &cells[3]);
}

static void model_row(void *model, size_t index, struct str *cells)
{
	const struct sheetview *v = model;
	const struct line *l = &v->lines.at[index];
	struct str fen = {0};

	switch (l->kind) {
	case LINE_CHAPTER:
		str_set(&cells[0], l->title);
		break;
	case LINE_FIGURE:
		figure_cells(v, l->figure, cells);
		break;
	case LINE_CHECK:
		str_addf(&cells[0], "  %s", l->title);
		str_set(&cells[1], verdict_word(v, l->check));
		break;
	case LINE_FOOTING:
		str_addf(&cells[0], "  %s", l->title);
		str_addf(&cells[1], "%zu笔", l->footing->rows);
		str_addf(&cells[2], "%.2f元", (double)l->footing->fen / 100);
		break;
	}
	str_free(&fen);
}

static char model_mark(void *model, size_t index)
{
	const struct sheetview *v = model;
	const struct line *l = &v->lines.at[index];
	struct figure_verdict_of of = {.verdict = VERDICT_HOLDS};

	if (l->kind == LINE_CHECK)
		figure_check(&of, l->check, &v->counting.figures);
	return of.verdict == VERDICT_BROKEN ? '!' : ' ';
}

static enum role model_role(void *model, size_t index)
{
	const struct sheetview *v = model;

	return v->lines.at[index].kind == LINE_CHAPTER ? ROLE_LABEL : ROLE_NORMAL;
}

static void model_find(void *model, const char *query)
{
	struct sheetview *v = model;

	str_set(&v->find, query);
	make_lines(v);
}

static const struct listview_model sheetview_model = {
	.count = model_count,
	.row = model_row,
	.mark = model_mark,
	.role = model_role,
	.find = model_find,
};

/* ---- one line -------------------------------------------------------------------------------- */

static void say_long(struct sheetview *v, const char *title, struct str *text)
{
	prompt_text(v->app->stack, title, str_c(text), NULL, NULL);
	str_free(text);
}

static void explain_line(struct sheetview *v, const struct line *l)
{
	struct figure_sheet s = counting_sheet(&v->counting);
	struct str text = {0};

	if (l->kind == LINE_FIGURE)
		figure_text_explain(&text, &s, figures_value(s.figures, l->figure));
	else if (l->kind == LINE_CHECK)
		figure_check_text(&text, l->check, s.figures);
	else if (l->kind == LINE_FOOTING)
		figure_text_footing(&text, l->footing);
	if (text.n)
		say_long(v, l->title, &text);
	else
		stack_say(v->app->stack, ROLE_NOTICE, "把光标移到一个数字上");
}

static void show_names(struct sheetview *v, const struct figure_value *value)
{
	struct names_list list = {.title = mem_strdup(value->figure->title)};

	names_add(&list, "全部", &value->ids);
	for (size_t i = 0; value->figure->n_parts > 1 && i < value->figure->n_parts; i++)
		names_add_part(&list, value->parts[i].label, &value->ids, (unsigned)i);
	for (size_t i = 0; i < value->n_groups; i++)
		names_add(&list, *value->groups[i].label ? value->groups[i].label : "（未填）",
			&value->groups[i].ids);
	names_push(v->app, &list);
}

static void open_line(struct sheetview *v)
{
	const struct line *l = current(v);
	const struct figure_value *value =
		l && l->figure ? figures_value(&v->counting.figures, l->figure) : NULL;

	if (value && value->ids.n)
		show_names(v, value);
	else if (l)
		explain_line(v, l);
}

/* ---- what is asked for ----------------------------------------------------------------------- */

static void period_given(void *x, const char *typed)
{
	struct sheetview *v = x;
	struct err e = {0};

	if (!typed)
		return;
	if (!counting_period(&v->counting, typed, &e)) {
		stack_say(v->app->stack, ROLE_PROBLEM, "%s", e.text);
		return;
	}
	count(v);
}

static void ask_period(struct sheetview *v)
{
	struct str text = {0};

	period_text(&text, v->counting.since, v->counting.until);
	prompt_line(v->app->stack, "统计期间", "如 2019 或 2019-01-01..2020-04-30", str_c(&text),
		period_given, v);
	str_free(&text);
}

static void area_given(void *x, const char *typed)
{
	struct sheetview *v = x;
	struct err e = {0};

	if (!typed)
		return;
	if (!counting_area(&v->counting, typed, &e)) {
		stack_say(v->app->stack, ROLE_PROBLEM, "%s", e.text);
		return;
	}
	count(v);
}

static void ask_area(struct sheetview *v)
{
	prompt_line(v->app->stack, "统计区划", "镇或村的名称、代码；空着是全部",
		str_c(&v->counting.area_name), area_given, v);
}

static void sheet_picked(void *x, size_t index)
{
	struct sheetview *v = x;
	const struct def_figures *all = v->app->archive->defs->figures;

	if (index == PICKER_NONE)
		return;
	v->counting.sheet = all->sheets[index];
	count(v);
}

static void pick_sheet(struct sheetview *v)
{
	const struct def_figures *all = v->app->archive->defs->figures;
	VEC(struct picker_item) items = {0};

	for (size_t i = 0; i < all->n_sheets; i++) {
		struct picker_item item = {all->sheets[i]->title, all->sheets[i]->key};
		vec_push(&items, item);
	}
	picker_items(v->app->stack, "报表", items.at, items.n, 0, NULL, sheet_picked, v);
	vec_free(&items);
}

/* ---- what becomes of it ---------------------------------------------------------------------- */

static void freeze_given(void *x, const char *note)
{
	struct sheetview *v = x;
	struct err e = {0};
	char text[32];
	uint64_t id;

	if (!note || !v->counting.counted)
		return;
	if (!counting_freeze(&v->counting, note, &id, &e)) {
		stack_say(v->app->stack, ROLE_PROBLEM, "%s", e.text);
		return;
	}
	record_id_text(id, text);
	stack_say(v->app->stack, ROLE_GOOD, "已冻结为 %s，以后档案再改也不变；F9 看冻结的", text);
}

static void show_text(struct sheetview *v)
{
	struct figure_sheet s = counting_sheet(&v->counting);
	struct str text = {0};

	figure_text_paragraphs(&text, &s);
	if (text.n)
		say_long(v, "成文", &text);
	else
		stack_say(v->app->stack, ROLE_NOTICE, "这张报表没有成文的模板（text:）");
}

static void print(struct sheetview *v)
{
	struct figure_sheet s = counting_sheet(&v->counting);
	struct str text = {0}, name = {0};

	figure_text_sheet(&text, &s);
	str_addc(&text, '\n');
	figure_text_paragraphs(&text, &s);
	str_addf(&name, "%s.txt", s.sheet->title);
	paper_ask(&v->paper, v->app, str_c(&name), &text, NULL, NULL);
	str_free(&name);
}

static void export_given(void *x, const char *typed)
{
	struct sheetview *v = x;
	struct figure_sheet s = counting_sheet(&v->counting);
	struct grid grid = {0};
	struct str path = {0};
	struct err e = {0};

	if (text_blank(typed))
		return;
	figure_text_grid(&grid, &s);
	paper_path(&path, typed);
	if (asking_save(v->app->archive, &grid, NULL, str_c(&path), NULL, &e))
		stack_say(v->app->stack, ROLE_GOOD, "已写到 %s", str_c(&path));
	else
		stack_say(v->app->stack, ROLE_PROBLEM, "%s", e.text);
	grid_free(&grid);
	str_free(&path);
}

static void export(struct sheetview *v)
{
	struct str name = {0};

	str_addf(&name, "%s.xlsx", v->counting.sheet->title);
	prompt_line(v->app->stack, "导出", "文件名，以 .xlsx 或 .csv 结尾", str_c(&name),
		export_given, v);
	str_free(&name);
}

static void compare_given(void *x, const char *typed)
{
	struct sheetview *v = x;
	struct comparison c;
	struct err e = {0};

	if (text_blank(typed))
		return;
	progress_begin(&v->progress, v->app->term, "统计");
	if (counting_compare(&v->counting, typed, &c, step, v, &e))
		comparing_push(v->app, &c);
	else
		stack_say(v->app->stack, e.code == ERR_STOPPED ? ROLE_NOTICE : ROLE_PROBLEM, "%s",
			e.text);
}

static void ask_compare(struct sheetview *v)
{
	prompt_line(v->app->stack, "与什么比较", "期间、区划或冻结报表号", NULL, compare_given, v);
}

static void frozen_list(struct sheetview *v)
{
	frozenview_list(v->app, v->counting.sheet->key);
}

static void ask_freeze(struct sheetview *v)
{
	prompt_line(v->app->stack, "冻结这张报表", "备注（可空）", NULL, freeze_given, v);
}

static bool explain_current(struct sheetview *v)
{
	const struct line *l = current(v);

	if (!l || l->kind == LINE_CHAPTER)
		return false; /* then the keys are told */
	explain_line(v, l);
	return true;
}

static bool sheetview_command(void *x, const char *command)
{
	static const struct {
		const char *name;
		void (*run)(struct sheetview *v);
	} commands[] = {
		{"open", open_line},
		{"freeze", ask_freeze},
		{"text", show_text},
		{"period", ask_period},
		{"area", ask_area},
		{"sheet", pick_sheet},
		{"compare", ask_compare},
		{"frozen", frozen_list},
		{"print", print},
		{"export", export},
	};

	if (strcmp(command, "help") == 0)
		return explain_current(x);
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strcmp(commands[i].name, command) == 0) {
			commands[i].run(x);
			return true;
		}
	return false;
}

/* ---- the screen ------------------------------------------------------------------------------ */

static void sheetview_title(void *x, struct str *out)
{
	const struct sheetview *v = x;
	struct str words = {0};

	period_words(&words, v->counting.since, v->counting.until);
	str_addf(out, "%s %s%s%s", v->counting.sheet->title, str_c(&words),
		v->counting.area.n ? " " : "", str_c(&v->counting.area_name));
	str_free(&words);
}

static enum role sheetview_message(void *x, struct str *out)
{
	struct sheetview *v = x;
	const struct line *l = current(v);

	if (l && l->kind == LINE_FIGURE)
		str_add(out, l->figure->definition);
	else if (l && l->kind == LINE_CHECK)
		figure_check_text(out, l->check, &v->counting.figures);
	else if (l && l->kind == LINE_FOOTING)
		figure_text_footing(out, l->footing);
	return ROLE_DIM;
}

static void sheetview_paint(void *x, struct canvas *c, struct rect body)
{
	listview_paint(&((struct sheetview *)x)->list, c, body);
}

static bool sheetview_key(void *x, const struct press *k)
{
	return listview_key(&((struct sheetview *)x)->list, k);
}

static void sheetview_free(void *x)
{
	struct sheetview *v = x;

	listview_free(&v->list);
	vec_free(&v->lines);
	paper_free(&v->paper);
	str_free(&v->find);
	counting_close(&v->counting);
	mem_free(v);
}

void sheetview_push(struct app *app, const char *sheet)
{
	static const struct listview_column columns[] = {
		{"项目", 0, LISTVIEW_LEFT},
		{"表述", 13, LISTVIEW_RIGHT},
		{"准确数", 13, LISTVIEW_RIGHT},
		{"占比", 6, LISTVIEW_RIGHT},
	};
	struct sheetview *v = mem_new0(struct sheetview);
	struct err e = {0};

	v->app = app;
	listview_init(&v->list, &sheetview_model, v, columns, sizeof columns / sizeof *columns);
	v->list.empty = "没有这样的数字";
	v->list.hint = "输入项目名称查找";
	if (!counting_open(&v->counting, app->archive, sheet, &e)) {
		stack_say(app->stack, ROLE_PROBLEM, "%s", e.text);
		sheetview_free(v);
		return;
	}
	if (count(v))
		stack_push(app->stack, &sheetview_screen, v);
	else
		sheetview_free(v);
}

static const struct screen_ops sheetview_screen = {
	.context = "figures",
	.title = sheetview_title,
	.paint = sheetview_paint,
	.key = sheetview_key,
	.command = sheetview_command,
	.message = sheetview_message,
	.free = sheetview_free,
};
