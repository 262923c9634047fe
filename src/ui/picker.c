#include <binggui/ui/picker.h>

#include <stdio.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/str.h>
#include <binggui/base/vec.h>
#include <binggui/text/fold.h>
#include <binggui/text/pinyin.h>
#include <binggui/text/width.h>
#include <binggui/ui/paint.h>

#define OWN_COLUMNS 56

/* An item that answers what was typed. */
struct answer {
	size_t index;
	int rank;
};

struct picker {
	struct stack *stack;
	char *title;
	struct listview view;
	picker_done *done;
	void *x;
	/* Only where the items are at hand. */
	struct picker_item *items; /* own copies */
	size_t n;
	VEC(struct answer) answers;
	bool own;
};

/* ---- what answers ---------------------------------------------------------------------------- */

static int rank_code(const char *code, const char *typed)
{
	size_t n = strlen(typed);
	if (!code || strncasecmp(code, typed, n) != 0)
		return 0;
	return code[n] ? 2 : 1;
}

static bool is_letters(const char *typed)
{
	for (; *typed; typed++)
		if (*typed < 'a' || *typed > 'z')
			return false;
	return true;
}

static int rank_label(const char *label, const char *key)
{
	struct str folded = {0};
	size_t at = 0;
	fold_find(&folded, label ? label : "");
	const char *found = strstr(str_c(&folded), key);
	int rank = !found ? 0 : found == str_c(&folded) ? 3 : 4;
	if (!rank && is_letters(key) && pinyin_match(label ? label : "", key, &at))
		rank = at == 0 ? 3 : 4;
	str_free(&folded);
	return rank;
}

int picker_match(const struct picker_item *item, size_t number, const char *query)
{
	struct str key = {0};
	char digits[24] = "";
	int rank = 4;
	fold_find(&key, query ? query : "");
	if (key.n) {
		if (number)
			snprintf(digits, sizeof digits, "%zu", number);
		int by_number = rank_code(number ? digits : NULL, str_c(&key));
		int by_code = rank_code(item->code, str_c(&key));
		int by_label = rank_label(item->label, str_c(&key));
		rank = 0;
		if (by_label)
			rank = by_label;
		if (by_code && (!rank || by_code < rank))
			rank = by_code;
		if (by_number && (!rank || by_number < rank))
			rank = by_number;
	}
	str_free(&key);
	return rank;
}

static void items_find(void *x, const char *query)
{
	struct picker *p = x;
	vec_clear(&p->answers);
	for (size_t i = 0; i < p->n; i++) {
		int rank = picker_match(&p->items[i], i + 1, query);
		size_t at = p->answers.n;
		if (!rank)
			continue;
		while (at > 0 && p->answers.at[at - 1].rank > rank)
			at--;
		vec_insert(&p->answers, at, ((struct answer){i, rank}));
	}
}

static size_t items_count(void *x, bool *more)
{
	(void)more;
	return ((struct picker *)x)->answers.n;
}

static void items_row(void *x, size_t index, struct str *cells)
{
	struct picker *p = x;
	size_t i = p->answers.at[index].index;
	str_addf(&cells[0], "%zu", i + 1);
	str_add(&cells[1], p->items[i].label);
	if (p->view.n_columns > 2)
		str_add(&cells[2], p->items[i].code);
}

static enum role items_role(void *x, size_t index)
{
	struct picker *p = x;
	return p->items[p->answers.at[index].index].dim ? ROLE_DIM : ROLE_NORMAL;
}

static const struct listview_model items_model = {
	.count = items_count,
	.row = items_row,
	.role = items_role,
	.find = items_find,
};

/* ---- the screen ------------------------------------------------------------------------------ */

static void finish(struct picker *p, bool chosen)
{
	picker_done *done = p->done;
	void *x = p->x;
	size_t index;
	if (!chosen || !listview_current(&p->view, &index))
		index = PICKER_NONE;
	else if (p->own)
		index = p->answers.at[index].index;
	p->done = NULL;
	stack_pop(p->stack);
	if (done)
		done(x, index);
}

static bool picker_key(void *x, const struct press *k)
{
	struct picker *p = x;
	size_t index;
	if (listview_key(&p->view, k))
		return true;
	if (k->kind == PRESS_ENTER && !listview_current(&p->view, &index))
		stack_say(p->stack, ROLE_NOTICE, "没有符合的，请改输入或按 Esc");
	else if (k->kind == PRESS_ENTER)
		finish(p, true);
	else if (k->kind == PRESS_ESC)
		finish(p, false);
	else
		return false;
	return true;
}

static bool picker_leave(void *x)
{
	finish(x, false);
	return false;
}

/* As wide as the longest label asks, within the screen; never narrower than OWN_COLUMNS. */
static int own_columns(const struct picker *p, const struct canvas *c)
{
	enum { BESIDE = 8, CODE = 13 }; /* pointer, number and gaps; a code with its gap */
	int most = 0;

	for (size_t i = 0; i < p->n; i++) {
		int width = (int)width_text(p->items[i].label, c->ambiguous);
		most = width > most ? width : most;
	}
	most += BESIDE + (p->view.n_columns > 2 ? CODE : 0);
	if (most > c->cols - 6)
		most = c->cols - 6;
	return most > OWN_COLUMNS ? most : OWN_COLUMNS;
}

static void picker_paint(void *x, struct canvas *c, struct rect body)
{
	struct picker *p = x;
	int most = body.rows - 2;
	int rows = (int)(p->own && p->n < 100 ? p->n : 100) + 3;
	int cols = p->own ? own_columns(p, c) : c->cols - 8;
	struct rect in = paint_dialog(c, rows < most ? rows : most, cols, p->title);
	listview_paint(&p->view, c, in);
}

static void picker_free(void *x)
{
	struct picker *p = x;
	for (size_t i = 0; i < p->n; i++) {
		mem_free((char *)p->items[i].label);
		mem_free((char *)p->items[i].code);
	}
	mem_free(p->items);
	vec_free(&p->answers);
	listview_free(&p->view);
	mem_free(p->title);
	picker_done *done = p->done;
	void *asked = p->x;
	mem_free(p);
	if (done) /* the stack ends: whoever asked may free what belongs to the question */
		done(asked, PICKER_NONE);
}

static enum role picker_message(void *x, struct str *out)
{
	(void)x;
	str_add(out, "输入编号、拼音首字母或文字查找，回车选定，Esc 放弃");
	return ROLE_NORMAL;
}

static const struct screen_ops picker_screen = {
	.name = "选择",
	.context = "picker",
	.overlay = true,
	.paint = picker_paint,
	.key = picker_key,
	.message = picker_message,
	.leave = picker_leave,
	.free = picker_free,
};

static struct picker *picker_new(struct stack *s, const char *title, picker_done *done, void *x)
{
	struct picker *p = mem_new0(struct picker);
	p->stack = s;
	p->title = mem_strdup(title ? title : "");
	p->done = done;
	p->x = x;
	return p;
}

static bool has_codes(const struct picker_item *items, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!text_blank(items[i].code))
			return true;
	return false;
}

void picker_items(struct stack *s, const char *title, const struct picker_item *items, size_t n,
	size_t at, const char *query, picker_done *done, void *x)
{
	picker_coded(s, title, "", items, n, at, query, done, x);
}

void picker_coded(struct stack *s, const char *title, const char *codes,
	const struct picker_item *items, size_t n, size_t at, const char *query, picker_done *done,
	void *x)
{
	const struct listview_column columns[] = {{"编号", 4, LISTVIEW_RIGHT},
		{"名称", 0, LISTVIEW_LEFT}, {codes, 12, LISTVIEW_LEFT}};
	struct picker *p = picker_new(s, title, done, x);
	p->own = true;
	p->n = n;
	p->items = mem_array(n, sizeof *p->items);
	for (size_t i = 0; i < n; i++) {
		p->items[i].label = mem_strdup(items[i].label ? items[i].label : "");
		p->items[i].code = mem_strdup(items[i].code ? items[i].code : "");
		p->items[i].dim = items[i].dim;
	}
	listview_init(&p->view, &items_model, p, columns, has_codes(items, n) ? 3 : 2);
	listview_set_query(&p->view, query ? query : "");
	if (text_blank(query))
		list_go(&p->view.list, at);
	stack_push(s, &picker_screen, p);
}

void picker_model(struct stack *s, const char *title, const struct listview_model *ops, void *model,
	const struct listview_column *columns, size_t n_columns, const char *query,
	picker_done *done, void *x)
{
	struct picker *p = picker_new(s, title, done, x);
	listview_init(&p->view, ops, model, columns, n_columns);
	listview_set_query(&p->view, query ? query : "");
	stack_push(s, &picker_screen, p);
}
