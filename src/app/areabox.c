#include <binggui/app/areabox.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/app/areasplit.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/areachange.h>
#include <binggui/table/query.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

struct choice {
	uint64_t id;
	char *code, *name;
};

struct areabox {
	struct app *app;
	const struct def_table *area;
	VEC(struct choice) areas; /* that are there, by code */
	VEC(size_t) rows;         /* of those, what is found */
	struct str query;
	struct listview list;
	/* The change that is being asked for. */
	VEC(size_t) offered;
	size_t old;
	struct areachange change;
	struct areachange_plan plan;
	char *code, *name; /* of what it becomes */
	struct str words;  /* 新华村并入蔬菜村 */
};

static const struct screen_ops areabox_screen;
static const struct listview_model areabox_model;

static void forget(struct areabox *b)
{
	areachange_free(&b->change);
	areachange_plan_free(&b->plan);
	vec_clear(&b->offered);
	mem_free(b->code);
	mem_free(b->name);
	b->code = b->name = NULL;
	str_clear(&b->words);
}

static void free_areas(struct areabox *b)
{
	for (size_t i = 0; i < b->areas.n; i++) {
		mem_free(b->areas.at[i].code);
		mem_free(b->areas.at[i].name);
	}
	vec_clear(&b->areas);
}

static void areabox_free(void *x)
{
	struct areabox *b = x;

	forget(b);
	free_areas(b);
	vec_free(&b->areas);
	vec_free(&b->rows);
	vec_free(&b->offered);
	str_free(&b->query);
	str_free(&b->words);
	listview_free(&b->list);
	mem_free(b);
}

static void say_failed(struct areabox *b, const struct err *e)
{
	stack_say(b->app->stack, ROLE_PROBLEM, "%s", e->text);
}

/* ---- the areas that are there ---------------------------------------------------------------- */

static bool take(void *context, const struct record *r)
{
	struct areabox *b = context;
	const struct def_field *end = def_field(b->area, "valid_to");

	if (!end || !*record_field(r, end))
		vec_push(&b->areas,
			((struct choice){r->id, mem_strdup(record_field(r, b->area->key)),
				mem_strdup(record_field(r, def_field(b->area, "name")))}));
	return true;
}

static int by_code(const void *one, const void *other)
{
	return strcmp(((const struct choice *)one)->code, ((const struct choice *)other)->code);
}

static void model_find(void *model, const char *query)
{
	struct areabox *b = model;

	str_set(&b->query, query);
	vec_clear(&b->rows);
	for (size_t i = 0; i < b->areas.n; i++) {
		const struct picker_item item = {b->areas.at[i].name, b->areas.at[i].code};
		if (!b->query.n || picker_match(&item, 0, str_c(&b->query)))
			vec_push(&b->rows, i);
	}
}

static bool read_areas(struct areabox *b, struct err *e)
{
	free_areas(b);
	bool ok = query_run(b->app->archive, b->area, NULL, take, b, e);
	if (b->areas.n)
		qsort(b->areas.at, b->areas.n, sizeof *b->areas.at, by_code);
	struct str query = {0};
	str_set(&query, str_c(&b->query));
	model_find(b, str_c(&query));
	str_free(&query);
	listview_refresh(&b->list);
	return ok;
}

/* 0 county, 1 town, 2 village or community. */
static int level_of(const char *code)
{
	return text_ends(code, "000000") ? 0 : text_ends(code, "000") ? 1 : 2;
}

static size_t model_count(void *model, bool *more)
{
	(void)more;
	return ((struct areabox *)model)->rows.n;
}

static void model_row(void *model, size_t index, struct str *cells)
{
	const struct areabox *b = model;
	const struct choice *c = &b->areas.at[b->rows.at[index]];

	str_set(&cells[0], c->code);
	str_addf(&cells[1], "%s%s", level_of(c->code) < 2 ? "" : "  ", c->name);
}

static const struct listview_model areabox_model = {
	.count = model_count,
	.row = model_row,
	.find = model_find,
};

/* ---- the last question ----------------------------------------------------------------------- */

static void confirmed(void *x, bool yes)
{
	struct areabox *b = x;
	struct err e = {0};

	if (!yes)
		stack_say(b->app->stack, ROLE_NORMAL, "没有变更，什么都没有改");
	else if (areachange_apply(&b->change, &b->plan, &e) && read_areas(b, &e))
		stack_say(b->app->stack, ROLE_GOOD,
			"%s，随之改了 %zu 条；在“导入历史与撤销”里可以撤销", str_c(&b->words),
			b->plan.moves.n);
	else
		say_failed(b, &e);
	forget(b);
}

static void ask_whether(struct areabox *b)
{
	struct str details = {0}, moves = {0}, question = {0};
	struct press start = press_f(2);
	struct err e = {0};

	b->change.code = b->code;
	b->change.name = b->name;
	if (!areachange_make_plan(&b->change, &b->plan, &e)) {
		say_failed(b, &e);
		return;
	}
	areachange_text(&b->plan, &moves);
	str_addf(&question, "%s？", str_c(&b->words));
	str_addf(&details, "随之要改：%s。\n%s以后可以在“导入历史与撤销”里整个撤销。",
		moves.n ? str_c(&moves) : "没有别的记录",
		b->change.kind == AREA_MERGED ? "旧的注明终止日期和去向，不再供选用。\n" : "");
	prompt_yes(b->app->stack, str_c(&question), str_c(&details), &start, confirmed, b);
	str_free(&details);
	str_free(&moves);
	str_free(&question);
}

/* ---- what it becomes ------------------------------------------------------------------------- */

static void people_marked(void *x, const struct ids *people)
{
	struct areabox *b = x;

	if (!people)
		return;
	for (size_t i = 0; i < people->n; i++)
		vec_push(&b->change.people, people->at[i]);
	str_clear(&b->words);
	str_addf(&b->words, "%s的 %zu 人分到%s", b->areas.at[b->old].name, people->n,
		b->name ? b->name : b->code);
	ask_whether(b);
}

static void go_on(struct areabox *b, const char *target)
{
	const struct choice *old = &b->areas.at[b->old];
	struct str title = {0};

	if (b->change.kind == AREA_MERGED) {
		str_addf(&b->words, "%s并入%s", old->name, target);
		ask_whether(b);
		return;
	}
	str_addf(&title, "%s分到%s的人", old->name, target);
	areasplit_push(b->app, old->code, str_c(&title), people_marked, b);
	str_free(&title);
}

static void name_given(void *x, const char *text)
{
	struct areabox *b = x;

	if (!text || text_blank(text))
		return;
	b->name = mem_strdup(text);
	if (b->change.kind != AREA_RENAMED) {
		go_on(b, b->name);
		return;
	}
	str_addf(&b->words, "%s更名为%s", b->areas.at[b->old].name, text);
	ask_whether(b);
}

static void code_given(void *x, const char *text)
{
	struct areabox *b = x;

	if (!text || text_blank(text))
		return;
	b->code = mem_strdup(text);
	prompt_line(b->app->stack, "新设的区划", "名称", NULL, name_given, b);
}

static void target_picked(void *x, size_t index)
{
	struct areabox *b = x;

	if (index == PICKER_NONE)
		return;
	if (index == 0) {
		prompt_line(b->app->stack, "新设的区划", "12位区划代码", NULL, code_given, b);
	} else {
		const struct choice *to = &b->areas.at[b->offered.at[index - 1]];
		b->code = mem_strdup(to->code);
		go_on(b, to->name);
	}
}

/* ---- the screen ------------------------------------------------------------------------------ */

/* Begins a change of the area under the cursor; false if there is none. */
static bool begin(struct areabox *b, enum areachange_kind kind)
{
	size_t index;

	if (!listview_current(&b->list, &index))
		return false;
	forget(b);
	b->old = b->rows.at[index];
	b->change.archive = b->app->archive;
	b->change.kind = kind;
	b->change.day = app_today(b->app);
	vec_push(&b->change.old, b->areas.at[b->old].id);
	return true;
}

/* Another one of the same level, or a new one. */
static void offer(struct areabox *b, const char *title)
{
	VEC(struct picker_item) items = {0};
	const struct choice *old = &b->areas.at[b->old];

	vec_push(&items, ((struct picker_item){"新设一个", NULL}));
	for (size_t i = 0; i < b->areas.n; i++) {
		const struct choice *c = &b->areas.at[i];
		if (i == b->old || level_of(c->code) != level_of(old->code))
			continue;
		vec_push(&b->offered, i);
		vec_push(&items, ((struct picker_item){c->name, c->code}));
	}
	picker_items(b->app->stack, title, items.at, items.n, 0, NULL, target_picked, b);
	vec_free(&items);
}

static void rename_it(struct areabox *b)
{
	if (!begin(b, AREA_RENAMED))
		return;
	const struct choice *old = &b->areas.at[b->old];
	b->code = mem_strdup(old->code);
	prompt_line(b->app->stack, "更名", "新名称", old->name, name_given, b);
}

static void merge(struct areabox *b)
{
	struct str title = {0};

	if (!begin(b, AREA_MERGED))
		return;
	str_addf(&title, "%s并到哪里", b->areas.at[b->old].name);
	offer(b, str_c(&title));
	str_free(&title);
}

static void split(struct areabox *b)
{
	struct str title = {0};

	if (!begin(b, AREA_SPLIT))
		return;
	if (level_of(b->areas.at[b->old].code) < 2) {
		stack_say(b->app->stack, ROLE_NOTICE, "分出的是村或社区里的人，请先选一个村");
		return;
	}
	str_addf(&title, "%s的一部分人分到哪里", b->areas.at[b->old].name);
	offer(b, str_c(&title));
	str_free(&title);
}

static void areabox_paint(void *x, struct canvas *c, struct rect body)
{
	listview_paint(&((struct areabox *)x)->list, c, body);
}

static enum role areabox_message(void *x, struct str *out)
{
	(void)x;
	str_add(out, "选一个镇或村：F4 更名，F6 并到别处，F7 分出一部分人");
	return ROLE_DIM;
}

static bool areabox_key(void *x, const struct press *k)
{
	return listview_key(&((struct areabox *)x)->list, k);
}

static bool areabox_command(void *x, const char *command)
{
	if (strcmp(command, "rename") == 0)
		rename_it(x);
	else if (strcmp(command, "merge") == 0)
		merge(x);
	else if (strcmp(command, "split") == 0)
		split(x);
	else
		return false;
	return true;
}

void areabox_push(struct app *app)
{
	static const struct listview_column columns[] = {
		{"区划代码", 12, LISTVIEW_LEFT}, {"名称", 0, LISTVIEW_LEFT}};
	struct areabox *b = mem_new0(struct areabox);
	struct err e = {0};

	b->app = app;
	b->area = defs_table(app->archive->defs, "area");
	listview_init(&b->list, &areabox_model, b, columns, 2);
	bool ok = (b->area && b->area->key) ||
		  err_set(&e, ERR_CONFIG, "没有登记簿 area，不能变更区划");
	if (!ok || !read_areas(b, &e)) {
		say_failed(b, &e);
		areabox_free(b);
		return;
	}
	b->list.hint = "键入名称、拼音首字母或代码查找";
	stack_push(app->stack, &areabox_screen, b);
}

static const struct screen_ops areabox_screen = {
	.name = "区划变更",
	.context = "area-change",
	.paint = areabox_paint,
	.key = areabox_key,
	.command = areabox_command,
	.message = areabox_message,
	.free = areabox_free,
};
