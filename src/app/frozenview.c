#include <binggui/app/frozenview.h>

#include <string.h>

#include <binggui/app/asking.h>
#include <binggui/app/comparing.h>
#include <binggui/app/counting.h>
#include <binggui/app/editor.h>
#include <binggui/app/names.h>
#include <binggui/app/paper.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/frozen_text.h>
#include <binggui/table/listing.h>
#include <binggui/table/table.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/progress.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

static const char run_table[] = "report_run";

/* A row of the screen: a chapter's heading, or one of its figures. */
struct row {
	const char *chapter;
	const struct frozen_line *line;
};

struct frozenview {
	struct app *app;
	struct frozen frozen;
	struct str area; /* its name */
	struct listview list;
	struct progress progress;
	struct paper paper;
	struct {
		struct row *at;
		size_t n, cap;
	} rows;
	struct str find;
};

static const struct screen_ops frozenview_screen;

/* ---- rows ------------------------------------------------------------------------------------ */

static void make_rows(struct frozenview *v)
{
	const char *chapter = "";

	vec_clear(&v->rows);
	for (size_t i = 0; i < v->frozen.n; i++) {
		const struct frozen_line *l = &v->frozen.at[i];
		const struct picker_item item = {l->title, NULL};
		if (v->find.n && !picker_match(&item, 0, str_c(&v->find)))
			continue;
		if (!v->find.n && !text_eq(chapter, l->chapter))
			vec_push(&v->rows, ((struct row){.chapter = l->chapter}));
		chapter = l->chapter;
		vec_push(&v->rows, ((struct row){.line = l}));
	}
	listview_refresh(&v->list);
}

static size_t model_count(void *model, bool *more)
{
	(void)more;
	return ((struct frozenview *)model)->rows.n;
}

static void model_row(void *model, size_t index, struct str *cells)
{
	const struct row *r = &((struct frozenview *)model)->rows.at[index];

	if (!r->line) {
		str_set(&cells[0], r->chapter);
		return;
	}
	str_addf(&cells[0], "  %s", r->line->title);
	str_set(&cells[1], r->line->text);
	str_set(&cells[2], r->line->value);
	if (!text_eq(r->line->behind, "0"))
		str_set(&cells[3], r->line->behind);
}

static enum role model_role(void *model, size_t index)
{
	return ((struct frozenview *)model)->rows.at[index].line ? ROLE_NORMAL : ROLE_LABEL;
}

static void model_find(void *model, const char *query)
{
	struct frozenview *v = model;

	str_set(&v->find, query);
	make_rows(v);
}

static const struct listview_model frozenview_model = {
	.count = model_count,
	.row = model_row,
	.role = model_role,
	.find = model_find,
};

static const struct frozen_line *current(const struct frozenview *v)
{
	size_t index;

	return listview_current(&v->list, &index) ? v->rows.at[index].line : NULL;
}

/* ---- one line -------------------------------------------------------------------------------- */

static void explain_line(struct frozenview *v, const struct frozen_line *l)
{
	struct str text = {0};

	str_addf(&text, "%s\n\n冻结时的口径：%s\n\n", l->text, l->definition);
	if (*l->value)
		str_addf(&text, "准确数：%s%s，名单 %s 条。", l->value, l->unit, l->behind);
	frozen_text_made(&text, &v->frozen);
	str_add(&text, "，以后档案再改也不变。");
	prompt_text(v->app->stack, l->title, str_c(&text), NULL, NULL);
	str_free(&text);
}

/* The names as they were counted; what was voided since is told as that. */
static void open_line(struct frozenview *v)
{
	const struct frozen_line *l = current(v);
	struct names_list list = {0};
	struct idset ids = {0};
	struct err e = {0};

	if (!l) {
		stack_say(v->app->stack, ROLE_NOTICE, "把光标移到一个数字上");
		return;
	}
	if (!frozen_ids(v->app->archive, l->id, &ids, &e)) {
		stack_say(v->app->stack, ROLE_PROBLEM, "%s", e.text);
	} else if (!ids.n) {
		explain_line(v, l);
	} else {
		list.title = mem_strdup(l->title);
		names_add(&list, "冻结时的名单", &ids);
		names_push(v->app, &list);
	}
	names_free(&list);
	idset_free(&ids);
}

/* ---- what becomes of it ---------------------------------------------------------------------- */

static bool step(void *context, size_t done, size_t all)
{
	return progress_step(&((struct frozenview *)context)->progress, done, all);
}

static void compare(struct frozenview *v)
{
	struct counting now = {0};
	struct comparison c;
	struct err e = {0};
	char id[32];

	record_id_text(v->frozen.id, id);
	progress_begin(&v->progress, v->app->term, "统计");
	if (counting_open(&now, v->app->archive, v->frozen.sheet, &e) &&
		counting_compare(&now, id, &c, step, v, &e))
		comparing_push(v->app, &c);
	else
		stack_say(v->app->stack, e.code == ERR_STOPPED ? ROLE_NOTICE : ROLE_PROBLEM, "%s",
			e.text);
	counting_close(&now);
}

static void print(struct frozenview *v)
{
	struct str text = {0}, name = {0};

	frozen_text_sheet(&text, &v->frozen, str_c(&v->area));
	str_addf(&name, "%s冻结.txt", v->frozen.title);
	paper_ask(&v->paper, v->app, str_c(&name), &text, NULL, NULL);
	str_free(&name);
}

static void export_given(void *x, const char *typed)
{
	struct frozenview *v = x;
	struct grid grid = {0};
	struct str path = {0};
	struct err e = {0};

	if (text_blank(typed))
		return;
	frozen_text_grid(&grid, &v->frozen, str_c(&v->area));
	paper_path(&path, typed);
	if (asking_save(v->app->archive, &grid, NULL, str_c(&path), NULL, &e))
		stack_say(v->app->stack, ROLE_GOOD, "已写到 %s", str_c(&path));
	else
		stack_say(v->app->stack, ROLE_PROBLEM, "%s", e.text);
	grid_free(&grid);
	str_free(&path);
}

static void export(struct frozenview *v)
{
	struct str name = {0};

	str_addf(&name, "%s冻结.xlsx", v->frozen.title);
	prompt_line(v->app->stack, "导出", "文件名，以 .xlsx 或 .csv 结尾", str_c(&name),
		export_given, v);
	str_free(&name);
}

static void open_record(struct frozenview *v)
{
	editor_push(v->app, defs_table(v->app->archive->defs, run_table), v->frozen.id);
}

static bool frozenview_command(void *x, const char *command)
{
	struct frozenview *v = x;
	const struct frozen_line *l = current(v);

	if (strcmp(command, "open") == 0)
		open_line(v);
	else if (strcmp(command, "help") == 0 && l)
		explain_line(v, l);
	else if (strcmp(command, "form") == 0)
		open_record(v);
	else if (strcmp(command, "compare") == 0)
		compare(v);
	else if (strcmp(command, "print") == 0)
		print(v);
	else if (strcmp(command, "export") == 0)
		export(v);
	else
		return false;
	return true;
}

/* ---- the screen ------------------------------------------------------------------------------ */

static void frozenview_title(void *x, struct str *out)
{
	const struct frozenview *v = x;

	str_addf(out, "冻结：%s %s%s%s", v->frozen.title, v->frozen.period, v->area.n ? " " : "",
		str_c(&v->area));
}

static enum role frozenview_message(void *x, struct str *out)
{
	const struct frozenview *v = x;
	const struct frozen_line *l = current(v);

	if (l)
		str_add(out, l->definition);
	else
		frozen_text_made(out, &v->frozen);
	return ROLE_DIM;
}

static void frozenview_paint(void *x, struct canvas *c, struct rect body)
{
	listview_paint(&((struct frozenview *)x)->list, c, body);
}

static bool frozenview_key(void *x, const struct press *k)
{
	return listview_key(&((struct frozenview *)x)->list, k);
}

static void frozenview_free(void *x)
{
	struct frozenview *v = x;

	listview_free(&v->list);
	vec_free(&v->rows);
	paper_free(&v->paper);
	str_free(&v->find);
	str_free(&v->area);
	frozen_free(&v->frozen);
	mem_free(v);
}

void frozenview_push(struct app *app, uint64_t run)
{
	static const struct listview_column columns[] = {
		{"项目", 0, LISTVIEW_LEFT},
		{"表述", 13, LISTVIEW_RIGHT},
		{"准确数", 13, LISTVIEW_RIGHT},
		{"名单", 6, LISTVIEW_RIGHT},
	};
	struct frozenview *v = mem_new0(struct frozenview);
	struct str code = {0};
	struct err e = {0};

	v->app = app;
	listview_init(&v->list, &frozenview_model, v, columns, sizeof columns / sizeof *columns);
	v->list.empty = "没有这样的数字";
	v->list.hint = "输入项目名称查找";
	if (frozen_read(app->archive, run, &v->frozen, &e) &&
		asking_area(app->archive, v->frozen.area, &code, &v->area, &e)) {
		make_rows(v);
		stack_push(app->stack, &frozenview_screen, v);
	} else {
		stack_say(app->stack, ROLE_PROBLEM, "%s", e.text);
		frozenview_free(v);
	}
	str_free(&code);
}

static const struct screen_ops frozenview_screen = {
	.context = "frozen",
	.title = frozenview_title,
	.paint = frozenview_paint,
	.key = frozenview_key,
	.command = frozenview_command,
	.message = frozenview_message,
	.free = frozenview_free,
};

/* ---- which one ------------------------------------------------------------------------------- */

struct offer {
	struct app *app;
	struct ids runs;
};

static void run_picked(void *x, size_t index)
{
	struct offer *o = x;

	if (index != PICKER_NONE)
		frozenview_push(o->app, o->runs.at[index]);
	vec_free(&o->runs);
	mem_free(o);
}

/* "2020-05-06 2019年以来（至2020年4月30日） 城关镇 报市局" */
static char *label_of(struct app *app, const struct frozen *f)
{
	struct str text = {0}, code = {0}, area = {0};
	struct err e = {0};

	asking_area(app->archive, f->area, &code, &area, &e);
	str_addf(&text, "%04d-%02d-%02d %s", f->made_on.year, f->made_on.month, f->made_on.day,
		f->period);
	if (area.n)
		str_addf(&text, " %s", str_c(&area));
	if (*f->note)
		str_addf(&text, " %s", f->note);
	str_free(&code);
	str_free(&area);
	return str_take(&text);
}

static void offer(struct app *app, struct ids *runs, const char *sheet)
{
	struct offer *o = mem_new0(struct offer);
	VEC(struct picker_item) items = {0};

	o->app = app;
	for (size_t i = runs->n; i-- > 0;) { /* the newest first */
		struct frozen f;
		struct err e = {0};
		if (!frozen_read(app->archive, runs->at[i], &f, &e))
			continue;
		if (!sheet || text_eq(f.sheet, sheet)) {
			vec_push(&items, ((struct picker_item){label_of(app, &f)}));
			vec_push(&o->runs, runs->at[i]);
		}
		frozen_free(&f);
	}
	if (items.n) {
		picker_items(app->stack, "冻结的报表", items.at, items.n, 0, NULL, run_picked, o);
	} else {
		stack_say(app->stack, ROLE_NOTICE,
			"还没有冻结的报表；在“统计报表”里按 F2 冻结一张，以后档案再改它也不变");
		mem_free(o);
	}
	for (size_t i = 0; i < items.n; i++)
		mem_free((char *)items.at[i].label);
	vec_free(&items);
}

void frozenview_list(struct app *app, const char *sheet)
{
	const struct def_table *t = defs_table(app->archive->defs, run_table);
	struct ids runs = {0};
	struct err e = {0};

	if (!t)
		stack_say(app->stack, ROLE_NOTICE, "定义文件里没有冻结报表（report_run）");
	else if (!listing_make(app->archive, t, NULL, &runs, &e))
		stack_say(app->stack, ROLE_PROBLEM, "%s", e.text);
	else
		offer(app, &runs, sheet);
	vec_free(&runs);
}
