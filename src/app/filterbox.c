#include <binggui/app/filterbox.h>

#include <string.h>

#include <binggui/app/remember.h>
#include <binggui/app/suggest.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/text/edit.h>
#include <binggui/text/utf8.h>
#include <binggui/ui/editkeys.h>
#include <binggui/ui/list.h>
#include <binggui/ui/paint.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

enum { WIDTH = 72, OFFERS = 8, CONDITION_MAX = 400, KEPT = 30, OFFER_WIDTH = 26 };

struct filterbox {
	struct app *app;
	const struct def_table *table;
	filterbox_apply *apply;
	filterbox_gone *gone; /* NULL = nobody asks */
	char *title;
	void *x;
	struct edit edit;
	struct suggestions offers;
	struct list at;     /* among the offers */
	bool chosen;        /* the cursor was moved there: Enter takes the offer */
	struct str earlier; /* conditions used before, one a line, newest first */
	size_t back;        /* how far back in them; 0 = what is being written */
	char *own;          /* that, while looking back */
	struct err err;     /* why the last Enter did nothing; ERR_OK = it did not fail */
};

static const struct screen_ops filterbox_screen;

static void look(struct filterbox *f)
{
	struct str text = {0};

	edit_text(&f->edit, &text);
	str_cut(&text, utf8_bytes(str_c(&text), f->edit.cursor));
	suggest(&f->offers, f->table, f->app->archive->defs, str_c(&text));
	f->chosen = false;
	f->at = (struct list){0};
	list_set_rows(&f->at, OFFERS);
	list_set_count(&f->at, f->offers.n);
	str_free(&text);
}

static void changed(struct filterbox *f)
{
	err_clear(&f->err);
	f->back = 0;
	look(f);
}

void filterbox_push(struct app *app, const struct def_table *t, const char *initial,
	filterbox_apply *apply, void *x)
{
	filterbox_push_for(app, t, "筛选", initial, apply, NULL, x);
}

void filterbox_push_for(struct app *app, const struct def_table *t, const char *title,
	const char *initial, filterbox_apply *apply, filterbox_gone *gone, void *x)
{
	struct filterbox *f = mem_new0(struct filterbox);
	struct err e = {0};

	*f = (struct filterbox){.app = app,
		.table = t,
		.apply = apply,
		.gone = gone,
		.title = mem_strdup(title),
		.x = x};
	edit_init(&f->edit, initial, CONDITION_MAX, false);
	if (!remember_get(app, "filters", t, &f->earlier, &e))
		stack_say(app->stack, ROLE_PROBLEM, "%s", e.text);
	look(f);
	stack_push(app->stack, &filterbox_screen, f);
}

static void filterbox_free(void *x)
{
	struct filterbox *f = x;
	filterbox_gone *gone = f->gone;
	void *asked = f->x;

	mem_free(f->title);
	edit_free(&f->edit);
	suggest_free(&f->offers);
	str_free(&f->earlier);
	mem_free(f->own);
	mem_free(f);
	if (gone)
		gone(asked);
}

/* ---- conditions used before ------------------------------------------------------------------ */

/* The n-th kept, from 1; false if there are not so many. */
static bool kept(const struct filterbox *f, size_t n, struct str *out)
{
	const char *at = str_c(&f->earlier);

	while (*at && --n)
		at += strcspn(at, "\n") + 1;
	if (!*at)
		return false;
	str_clear(out);
	str_addn(out, at, strcspn(at, "\n"));
	return true;
}

static bool show_kept(struct filterbox *f, size_t back)
{
	struct str text = {0};

	if (f->back == 0) {
		edit_text(&f->edit, &text);
		mem_free(f->own);
		f->own = mem_strdup(str_c(&text));
	}
	if (back == 0)
		str_set(&text, f->own);
	bool is = back == 0 || kept(f, back, &text);
	if (is) {
		edit_set(&f->edit, str_c(&text));
		changed(f);
		f->back = back;
	}
	str_free(&text);
	return is;
}

static void keep(struct filterbox *f, const char *condition)
{
	struct str lines = {0};
	struct err e = {0};

	remember_line(&lines, str_c(&f->earlier), condition, KEPT);
	if (!remember_set(f->app, "filters", f->table, str_c(&lines), &e))
		stack_say(f->app->stack, ROLE_PROBLEM, "%s", e.text);
	str_free(&lines);
}

/* ---- keys ------------------------------------------------------------------------------------ */

/* "第7列：…" */
static size_t named_column(const char *sentence)
{
	size_t column = 0;

	if (!text_starts(sentence, "第"))
		return 0;
	for (sentence += strlen("第"); *sentence >= '0' && *sentence <= '9'; sentence++)
		column = column * 10 + (size_t)(*sentence - '0');
	return text_starts(sentence, "列") ? column : 0;
}

static bool apply(struct filterbox *f)
{
	struct stack *s = f->app->stack;
	struct str text = {0};

	edit_text(&f->edit, &text);
	err_clear(&f->err);
	if (f->apply(f->x, str_c(&text), &f->err)) {
		if (!text_blank(str_c(&text)))
			keep(f, str_c(&text));
		stack_pop(s);
	} else {
		size_t column = named_column(f->err.text);
		if (column)
			f->edit.cursor = column - 1 < f->edit.n ? column - 1 : f->edit.n;
		look(f);
	}
	str_free(&text);
	return true;
}

/* The offer takes the place of the word under way. */
static bool complete(struct filterbox *f)
{
	if (!f->offers.n)
		return true;
	const char *text = f->offers.at[f->at.cursor].text;
	size_t n = strlen(text);
	while (f->edit.cursor > f->offers.from)
		edit_backspace(&f->edit);
	edit_paste(&f->edit, text, n);
	bool more = n && strchr("(:.", text[n - 1]);
	if (!more && (f->edit.cursor >= f->edit.n || f->edit.at[f->edit.cursor] != ' '))
		edit_insert(&f->edit, ' ');
	changed(f);
	return true;
}

static void up(struct filterbox *f)
{
	if (f->back || f->at.cursor == 0)
		show_kept(f, f->back + 1);
	else
		list_move(&f->at, -1);
}

static void down(struct filterbox *f)
{
	if (f->back) {
		show_kept(f, f->back - 1);
	} else {
		list_move(&f->at, +1);
		f->chosen = true;
	}
}

static bool filterbox_key(void *x, const struct press *k)
{
	struct filterbox *f = x;

	if (k->kind == PRESS_UP)
		up(f);
	else if (k->kind == PRESS_DOWN)
		down(f);
	else if (k->kind == PRESS_PGDN || k->kind == PRESS_PGUP) {
		list_page(&f->at, k->kind == PRESS_PGDN ? 1 : -1);
		f->chosen = true;
	} else if (k->kind == PRESS_ENTER || k->kind == PRESS_TAB)
		return false; /* commands */
	else {
		enum editkeys_result done = editkeys_press(&f->edit, k);
		if (done == EDITKEYS_CHANGED)
			changed(f);
		else if (done == EDITKEYS_MOVED)
			look(f);
		return done != EDITKEYS_UNUSED;
	}
	return true;
}

static bool explain(struct filterbox *f)
{
	prompt_text(f->app->stack, "筛选条件怎么写",
		"一项一个条件：字段 比较 值，用空格隔开。\n"
		"    性别 = 男            年龄 >= 60           民族 != 汉族\n"
		"    出生日期 < 1960      采集日期 >= today-90d（90 天内）\n"
		"    曾用名 ~ 张（含有）    联系电话 = \"\"（没有填）\n"
		"    人员状态 in (在档, 迁出)（其中之一）\n"
		"几个条件：且（and）、或（or）、非（not），括号随意加：\n"
		"    性别 = 男 且 (年龄 >= 60 或 政治面貌 = 中共党员)\n"
		"下一级：village.name ~ 坪\n"
		"名下的记录：has(disability: level <= 4)，count(service: ) > 1\n"
		"周岁、天数：years(出生日期) >= 60，days(采集日期) > 365\n\n"
		"Tab 补上选中的一项，↓ 选别的（选了再按 Enter 也是补上），↑ "
		"是以前用过的条件，Ctrl-U 清空。\n"
		"空着按 Enter 就是看全部。符号和数字用全角、半角都可以。",
		NULL, NULL);
	return true;
}

static bool filterbox_command(void *x, const char *command)
{
	struct filterbox *f = x;

	if (strcmp(command, "apply") == 0)
		return f->chosen && f->offers.n ? complete(f) : apply(f);
	if (strcmp(command, "complete") == 0)
		return complete(f);
	if (strcmp(command, "earlier") == 0) {
		if (!show_kept(f, f->back + 1))
			stack_say(f->app->stack, ROLE_NOTICE, "没有更早用过的条件");
		return true;
	}
	return strcmp(command, "help") == 0 && explain(f);
}

/* ---- painting -------------------------------------------------------------------------------- */

static void paint_offer(struct filterbox *f, struct canvas *c, struct rect in, int row, size_t i)
{
	const struct suggestion *s = &f->offers.at[i];

	if (i == f->at.cursor)
		canvas_fill(c, row, in.col, 1, ROLE_MARK, canvas_pointer(c));
	canvas_fit(c, row, in.col + 2, OFFER_WIDTH, ROLE_NORMAL, s->text);
	canvas_text(
		c, row, in.col + 2 + OFFER_WIDTH + 1, in.cols - OFFER_WIDTH - 3, ROLE_DIM, s->note);
}

static void paint_offers(struct filterbox *f, struct canvas *c, struct rect in)
{
	struct str title = {0};

	str_addf(&title, "接下来可写：%s", suggest_title(f->offers.kind));
	if (f->offers.n > OFFERS)
		str_addf(&title, "（%zu 个，键入可缩小）", f->offers.n);
	if (!f->offers.n)
		str_set(&title, "键入要比的内容，空格，然后可写 且、或");
	canvas_text(c, in.row, in.col, in.cols, ROLE_LABEL, str_c(&title));
	list_set_rows(&f->at, in.rows > 1 ? (size_t)in.rows - 1 : 1);
	for (size_t i = 0; in.rows > 1 && i < list_seen(&f->at); i++)
		paint_offer(f, c, in, in.row + 1 + (int)i, f->at.top + i);
	str_free(&title);
}

static void filterbox_paint(void *x, struct canvas *c, struct rect body)
{
	struct filterbox *f = x;
	struct str text = {0};
	size_t at;

	(void)body;
	struct rect in = paint_dialog(c, OFFERS + 3, WIDTH, f->title);
	if (in.rows < 1 || in.cols < 1)
		return;
	edit_view(&f->edit, (size_t)in.cols, c->ambiguous, &text, &at);
	canvas_fit(c, in.row, in.col, in.cols, ROLE_FOCUS, str_c(&text));
	if (in.rows > 1 && f->err.code)
		canvas_text(c, in.row + 1, in.col, in.cols, ROLE_PROBLEM, f->err.text);
	if (in.rows > 2)
		paint_offers(f, c, (struct rect){in.row + 2, in.col, in.rows - 2, in.cols});
	canvas_cursor(c, in.row, in.col + (int)at);
	str_free(&text);
}

static enum role filterbox_message(void *x, struct str *out)
{
	struct filterbox *f = x;

	str_addf(out, "Enter %s  Tab 补全  ↑ 以前的条件  F1 写法",
		f->gone ? "写进表里" : "筛选（空为全部）");
	return ROLE_DIM;
}

static const struct screen_ops filterbox_screen = {
	.name = "筛选",
	.context = "filter",
	.overlay = true,
	.paint = filterbox_paint,
	.key = filterbox_key,
	.command = filterbox_command,
	.message = filterbox_message,
	.free = filterbox_free,
};
