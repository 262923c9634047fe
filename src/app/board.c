#include <binggui/app/board.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <binggui/app/book.h>
#include <binggui/app/handing.h>
#include <binggui/app/mine.h>
#include <binggui/app/pairdesk.h>
#include <binggui/app/planbox.h>
#include <binggui/app/remember.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/text/width.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/paint.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/stack.h>

enum { FOOT_ROWS = 3, TALL = 14 /* from so many rows on the foot has all of them */ };

struct board {
	struct app *app;
	struct pairdesk desk;
	size_t area; /* PAIR_NONE = everywhere */
	char area_code[32];
	bool only_gaps;
	enum pair_tier tier;        /* the column one stands in */
	struct pair_indices people; /* of the area */
	struct pair_indices rows;   /* of those, what is shown */
	struct str query;
	struct listview list;
	struct pair_indices areas; /* offered last */
};

static const struct screen_ops board_screen;
static const struct listview_model board_model;

static void say_failed(struct board *b, const struct err *e)
{
	stack_say(b->app->stack, ROLE_PROBLEM, "%s", e->text);
}

static void board_free(void *x)
{
	struct board *b = x;

	listview_free(&b->list);
	pairdesk_free(&b->desk);
	vec_free(&b->people);
	vec_free(&b->rows);
	vec_free(&b->areas);
	str_free(&b->query);
	mem_free(b);
}

/* ---- what is shown --------------------------------------------------------------------------- */

static bool has_gap(const struct pair_person *one)
{
	for (int tier = 0; tier < PAIR_TIERS; tier++)
		if (one->pair[tier] == PAIR_NONE)
			return true;
	return false;
}

static void choose_rows(struct board *b)
{
	vec_clear(&b->rows);
	for (size_t i = 0; i < b->people.n; i++) {
		const struct pair_person *one = &b->desk.pairing.people.at[b->people.at[i]];
		const struct picker_item item = {one->name, NULL};
		if ((!b->only_gaps || has_gap(one)) &&
			(!b->query.n || picker_match(&item, 0, str_c(&b->query))))
			vec_push(&b->rows, b->people.at[i]);
	}
}

/* Person under the cursor; PAIR_NONE if there is nobody. */
static size_t current(const struct board *b)
{
	size_t index;

	return listview_current(&b->list, &index) ? b->rows.at[index] : PAIR_NONE;
}

/* The cursor stays on its person, or where he was. */
static void show_rows(struct board *b, uint64_t id)
{
	choose_rows(b);
	listview_refresh(&b->list);
	for (size_t i = 0; id && i < b->rows.n; i++)
		if (b->desk.pairing.people.at[b->rows.at[i]].id == id)
			list_go(&b->list.list, i);
}

static bool look_again(struct board *b, struct err *e)
{
	size_t at = current(b);
	uint64_t id = at == PAIR_NONE ? 0 : b->desk.pairing.people.at[at].id;

	vec_clear(&b->rows);
	vec_clear(&b->people);
	bool ok = pairdesk_load(&b->desk, e);
	if (ok) {
		b->area = pairing_area(&b->desk.pairing, b->area_code);
		pairing_people(&b->desk.pairing, b->area, &b->people);
	}
	show_rows(b, id);
	return ok;
}

static void refresh(void *x)
{
	struct board *b = x;
	struct err e = {0};

	if (pairdesk_stale(&b->desk) && !look_again(b, &e))
		say_failed(b, &e);
}

static void show_columns(struct board *b)
{
	static const char *const plain[] = {"县级", "镇级", "村级"}, *const here[] = {"[县级]",
									     "[镇级]", "[村级]"};
	struct listview_column columns[2 + PAIR_TIERS] = {
		{"姓名", 10, LISTVIEW_LEFT}, {"村(社区)", 10, LISTVIEW_LEFT}};

	for (int i = 0; i < PAIR_TIERS; i++)
		columns[2 + i] = (struct listview_column){
			i == (int)b->tier ? here[i] : plain[i], 0, LISTVIEW_LEFT};
	listview_set_columns(&b->list, columns, 2 + PAIR_TIERS);
}

static size_t model_count(void *model, bool *more)
{
	(void)more;
	return ((struct board *)model)->rows.n;
}

/* "赵镇", "赵镇!超" where the limit is passed, "赵镇!离岗" …, "── 缺". */
static void place_text(
	const struct board *b, const struct pair_person *one, enum pair_tier tier, struct str *out)
{
	const struct pairing *p = &b->desk.pairing;
	const struct pair_open *o =
		one->pair[tier] == PAIR_NONE ? NULL : &p->opens.at[one->pair[tier]];

	if (!o) {
		str_add(out, "── 缺");
		return;
	}
	enum pair_why why = pairing_fault(p, o);
	str_add(out, o->staff == PAIR_NONE ? "（作废）" : p->staff.at[o->staff].name);
	if (why == PAIR_OFF_DUTY)
		str_add(out, "!离岗");
	else if (why != PAIR_FINE)
		str_add(out, "!不符");
	else if (pair_overloaded(&p->staff.at[o->staff]))
		str_add(out, "!超");
}

static void model_row(void *model, size_t index, struct str *cells)
{
	const struct board *b = model;
	const struct pair_person *one = &b->desk.pairing.people.at[b->rows.at[index]];

	str_set(&cells[0], one->name);
	str_set(&cells[1],
		one->area == PAIR_NONE ? "（不明）" : b->desk.pairing.areas.at[one->area].name);
	for (int tier = 0; tier < PAIR_TIERS; tier++) {
		bool here = tier == (int)b->tier && index == b->list.list.cursor;
		str_add(&cells[2 + tier], here ? "[" : " ");
		place_text(b, one, (enum pair_tier)tier, &cells[2 + tier]);
		str_add(&cells[2 + tier], here ? "]" : "");
	}
}

static char model_mark(void *model, size_t index)
{
	const struct board *b = model;

	return has_gap(&b->desk.pairing.people.at[b->rows.at[index]]) ? '!' : ' ';
}

static void model_find(void *model, const char *query)
{
	struct board *b = model;

	str_set(&b->query, query);
	choose_rows(b);
}

static const struct listview_model board_model = {
	.count = model_count,
	.row = model_row,
	.mark = model_mark,
	.find = model_find,
};

static void board_title(void *x, struct str *out)
{
	const struct board *b = x;

	str_addf(out, "结对与网格：%s",
		b->area == PAIR_NONE ? "全部" : b->desk.pairing.areas.at[b->area].name);
	if (b->only_gaps)
		str_add(out, "  只看有空缺的");
}

/* Whole words, line by line, as many as have room; "…" if there are more. */
static void paint_words(
	struct canvas *c, struct rect r, const char *lead, const struct str *words, size_t n)
{
	int row = 0, col = canvas_text(c, r.row, r.col, r.cols, ROLE_LABEL, lead);

	for (size_t i = 0; i < n; i++) {
		int width = (int)width_text(str_c(&words[i]), c->ambiguous);
		bool last = row + 1 == r.rows;
		if (col + width + (last && i + 1 < n ? 3 : 0) > r.cols && last) {
			canvas_text(c, r.row + row, r.col + col, r.cols - col, ROLE_DIM, "…");
			return;
		}
		if (col + width > r.cols) {
			row++;
			col = 0;
		}
		canvas_text(
			c, r.row + row, r.col + col, r.cols - col, ROLE_NORMAL, str_c(&words[i]));
		col += width + 2;
	}
}

/* Who suits the place one stands on, best first, each with load and limit. */
static void paint_foot(struct board *b, struct canvas *c, struct rect r)
{
	struct pair_indices all = {0};
	VEC(struct str) words = {0};
	struct str lead = {0};
	size_t at = current(b);

	if (at == PAIR_NONE)
		return;
	pairing_candidates(&b->desk.pairing, at, b->tier, &all);
	str_addf(&lead, "%s级可选：", pair_tier_name(b->tier));
	if (!all.n)
		str_add(&lead, pair_why_text(pairing_why(&b->desk.pairing, at, b->tier)));
	for (size_t i = 0; i < all.n; i++)
		pairdesk_load_text(&b->desk.pairing.staff.at[all.at[i]], vec_add(&words));
	paint_words(c, r, str_c(&lead), words.at, words.n);
	for (size_t i = 0; i < words.n; i++)
		str_free(&words.at[i]);
	vec_free(&words);
	vec_free(&all);
	str_free(&lead);
}

static void board_paint(void *x, struct canvas *c, struct rect body)
{
	struct board *b = x;
	int foot = body.rows >= TALL ? FOOT_ROWS : 1;

	b->list.empty = b->query.n     ? "没有找到；Esc 清空，换个写法再找"
			: b->only_gaps ? "都配齐了；F5 看全部"
				       : "这里没有在档的人；F3 换一个区划";
	if (body.rows > foot + 3) {
		struct rect r = {body.row + body.rows - foot, body.col + 1, foot, body.cols - 2};
		paint_foot(b, c, r);
		body.rows -= foot;
	}
	listview_paint(&b->list, c, body);
}

static enum role board_message(void *x, struct str *out)
{
	const struct board *b = x;
	size_t gaps = 0, over = 0;

	for (size_t i = 0; i < b->people.n; i++)
		for (int tier = 0; tier < PAIR_TIERS; tier++)
			gaps += b->desk.pairing.people.at[b->people.at[i]].pair[tier] == PAIR_NONE;
	for (size_t i = 0; i < b->desk.pairing.staff.n; i++)
		over += pair_overloaded(&b->desk.pairing.staff.at[i]);
	str_addf(out, "在档 %zu 人，缺 %zu 处", b->people.n, gaps);
	if (over)
		str_addf(out, "，超限 %zu 人", over);
	str_add(out, "；← → 换级，Enter 选人");
	return gaps || over ? ROLE_NOTICE : ROLE_DIM;
}

/* ---- doing ------------------------------------------------------------------------------------ */

static void choose(struct board *b)
{
	size_t at = current(b);

	if (at != PAIR_NONE)
		pairdesk_choose(&b->desk, at, b->tier);
}

static void move(struct board *b)
{
	size_t at = current(b);

	if (at != PAIR_NONE && b->desk.pairing.people.at[at].pair[b->tier] == PAIR_NONE)
		stack_say(b->app->stack, ROLE_NOTICE, "这里还没有人，按 Enter 选人");
	else
		choose(b);
}

static void end(struct board *b)
{
	size_t at = current(b);

	if (at != PAIR_NONE)
		pairdesk_end(&b->desk, at, b->tier);
}

static void undo(struct board *b)
{
	pairdesk_undo(&b->desk);
}

static void done(void *x, uint64_t batch)
{
	struct board *b = x;

	pairdesk_note(&b->desk, batch);
	refresh(b);
}

static void fill(struct board *b)
{
	struct planbox_ask ask = {0};

	snprintf(ask.area, sizeof ask.area, "%s", b->area == PAIR_NONE ? "" : b->area_code);
	planbox_push(b->app, &ask, done, b);
}

static void hand_over(struct board *b)
{
	handing_push(b->app, b->area == PAIR_NONE ? "" : b->area_code, done, b);
}

/* ---- where ----------------------------------------------------------------------------------- */

static void go_to(struct board *b, size_t area)
{
	struct err e = {0};

	b->area = area;
	snprintf(b->area_code, sizeof b->area_code, "%s",
		area == PAIR_NONE ? "" : b->desk.pairing.areas.at[area].code);
	pairing_people(&b->desk.pairing, area, &b->people);
	listview_set_query(&b->list, "");
	show_rows(b, 0);
	list_go(&b->list.list, 0);
	const struct def_table *t = defs_table(b->app->archive->defs, "pairing");
	if (!remember_set(b->app, "board", t, *b->area_code ? b->area_code : "*", &e))
		say_failed(b, &e);
	b->desk.tick = archive_tick(b->app->archive); /* that was us */
}

static void area_picked(void *x, size_t index)
{
	struct board *b = x;

	if (index != PICKER_NONE)
		go_to(b, index ? b->areas.at[index - 1] : PAIR_NONE);
}

static int by_code(const void *one, const void *other, void *context)
{
	const struct pairing *p = context;

	return strcmp(
		p->areas.at[*(const size_t *)one].code, p->areas.at[*(const size_t *)other].code);
}

static void choose_area(struct board *b)
{
	const struct pairing *p = &b->desk.pairing;
	VEC(struct picker_item) items = {0};
	size_t at = 0;

	vec_clear(&b->areas);
	for (size_t i = 0; i < p->areas.n; i++)
		vec_push(&b->areas, i);
	if (b->areas.n)
		qsort_r(b->areas.at, b->areas.n, sizeof *b->areas.at, by_code, (void *)p);
	vec_push(&items, ((struct picker_item){"全部", NULL}));
	for (size_t i = 0; i < b->areas.n; i++) {
		const struct pair_area *a = &p->areas.at[b->areas.at[i]];
		if (b->areas.at[i] == b->area)
			at = i + 1;
		vec_push(&items, ((struct picker_item){a->name, a->code}));
	}
	picker_items(b->app->stack, "看哪里", items.at, items.n, at, NULL, area_picked, b);
	vec_free(&items);
}

/* Where one was last; else what whoever sits there works for. */
static bool first_area(struct board *b, struct err *e)
{
	const struct def_table *t = defs_table(b->app->archive->defs, "pairing");
	struct str kept = {0};

	if (!t)
		return err_set(e, ERR_CONFIG, "没有登记簿 pairing，不能结对");
	bool ok = remember_get(b->app, "board", t, &kept, e);
	if (!kept.n)
		mine_area(b->app, &kept);
	snprintf(b->area_code, sizeof b->area_code, "%s", str_c(&kept));
	str_free(&kept);
	return ok;
}

/* ---- the screen ------------------------------------------------------------------------------ */

void board_push(struct app *app)
{
	struct board *b = mem_new0(struct board);
	struct err e = {0};

	b->app = app;
	listview_init(&b->list, &board_model, b, NULL, 0);
	b->desk = (struct pairdesk){.app = app, .changed = refresh, .x = b};
	if (!pairdesk_load(&b->desk, &e) || !first_area(b, &e) || !look_again(b, &e)) {
		say_failed(b, &e);
		board_free(b);
		return;
	}
	show_columns(b);
	b->list.hint = "键入姓名查找";
	stack_push(app->stack, &board_screen, b);
}

static void go_tier(struct board *b, int by)
{
	int tier = (int)b->tier + by;

	if (tier < 0 || tier >= PAIR_TIERS)
		return;
	b->tier = (enum pair_tier)tier;
	show_columns(b);
}

static bool board_key(void *x, const struct press *k)
{
	struct board *b = x;

	if (k->kind == PRESS_LEFT || k->kind == PRESS_RIGHT) {
		go_tier(b, k->kind == PRESS_LEFT ? -1 : 1);
		return true;
	}
	return listview_key(&b->list, k);
}

static void filter(struct board *b)
{
	size_t at = current(b);

	b->only_gaps = !b->only_gaps;
	show_rows(b, at == PAIR_NONE ? 0 : b->desk.pairing.people.at[at].id);
}

static void open_book(struct board *b)
{
	size_t at = current(b);

	if (at != PAIR_NONE)
		book_push(b->app, defs_table(b->app->archive->defs, "person"),
			b->desk.pairing.people.at[at].id);
}

static bool board_command(void *x, const char *command)
{
	static const struct {
		const char *name;
		void (*run)(struct board *b);
	} commands[] = {
		{"open", choose},
		{"choose", choose},
		{"goto", choose_area},
		{"filter", filter},
		{"move", move},
		{"fill", fill},
		{"void", end},
		{"handover", hand_over},
		{"book", open_book},
		{"undo", undo},
	};

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strcmp(commands[i].name, command) == 0) {
			commands[i].run(x);
			return true;
		}
	return false;
}

static void board_tick(void *x, int64_t now_ms)
{
	struct board *b = x;

	(void)now_ms;
	if (stack_top(b->app->stack) == b && pairdesk_stale(&b->desk)) {
		refresh(b);
		stack_mark(b->app->stack);
	}
}

static void board_resume(void *x)
{
	refresh(x);
}

static const struct screen_ops board_screen = {
	.context = "board",
	.title = board_title,
	.paint = board_paint,
	.key = board_key,
	.command = board_command,
	.message = board_message,
	.tick = board_tick,
	.resume = board_resume,
	.free = board_free,
};
