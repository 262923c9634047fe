#include <binggui/app/home.h>

#include <string.h>

#include <binggui/app/areabox.h>
#include <binggui/app/backing.h>
#include <binggui/app/batches.h>
#include <binggui/app/board.h>
#include <binggui/app/browse.h>
#include <binggui/app/campaigns.h>
#include <binggui/app/coverbox.h>
#include <binggui/app/crossview.h>
#include <binggui/app/draftlist.h>
#include <binggui/app/frozenview.h>
#include <binggui/app/importask.h>
#include <binggui/app/keying.h>
#include <binggui/app/owed.h>
#include <binggui/app/owedvisits.h>
#include <binggui/app/placebox.h>
#include <binggui/app/settingsbox.h>
#include <binggui/app/sheetview.h>
#include <binggui/base/mem.h>
#include <binggui/text/utf8.h>
#include <binggui/text/width.h>
#include <binggui/ui/keymap.h>
#include <binggui/ui/list.h>
#include <binggui/ui/paint.h>
#include <binggui/ui/stack.h>

enum {
	BESIDE_COLS = 76, /* from so many on what is owed stands beside the menu */
	MENU_COLS = 38,
	DUE_KEYS = 8, /* commands due-1 … due-8 */
	HEAD_ROWS = 3,
	TEN = 10, /* of ten items the last is 0, so that one key is enough for each */
};

/* A menu's items and, behind those of the main one, what is owed: one list, in one column or two. */
struct home {
	struct app *app;
	const struct defs *defs;
	const struct def_menu_item *items;
	size_t n_items;
	const char *title; /* of a menu within; NULL = the main one */
	struct owed owed;
	struct list list;
	bool beside;    /* as painted last */
	char digits[4]; /* of a number being typed */
};

static const struct screen_ops home_screen, menu_screen;

static void home_free(void *x)
{
	struct home *h = x;

	owed_free(&h->owed);
	mem_free(h);
}

void home_push(struct app *app)
{
	struct home *h = mem_new0(struct home);

	h->app = app;
	h->defs = app->archive->defs;
	h->items = h->defs->menu;
	h->n_items = h->defs->n_menu;
	owed_begin(&h->owed, app);
	list_set_count(&h->list, h->n_items + owed_count(&h->owed));
	stack_push(app->stack, &home_screen, h);
}

static void menu_push(struct app *app, const struct def_menu_item *item)
{
	struct home *h = mem_new0(struct home);

	h->app = app;
	h->defs = app->archive->defs;
	h->items = item->items;
	h->n_items = item->n;
	h->title = item->label;
	list_set_count(&h->list, h->n_items);
	stack_push(app->stack, &menu_screen, h);
}

bool home_go(struct app *app, const char *what)
{
	const struct def_table *t = defs_table(app->archive->defs, what);

	if (t)
		browse_push(app, t, NULL);
	else if (strcmp(what, "import") == 0)
		importask_push(app, NULL);
	else if (strcmp(what, "batches") == 0)
		batches_push(app);
	else if (strcmp(what, "board") == 0)
		board_push(app);
	else if (strcmp(what, "area-change") == 0)
		areabox_push(app);
	else if (strcmp(what, "run") == 0)
		keying_push(app);
	else if (strcmp(what, "campaigns") == 0)
		campaigns_push(app);
	else if (strcmp(what, "coverage") == 0)
		coverbox_push(app);
	else if (strcmp(what, "owed") == 0)
		owedvisits_push(app);
	else if (strcmp(what, "figures") == 0)
		sheetview_push(app, NULL);
	else if (strcmp(what, "frozen") == 0)
		frozenview_list(app, NULL);
	else if (strcmp(what, "cross") == 0)
		crossview_push(app);
	else if (strcmp(what, "drafts") == 0)
		draftlist_push(app);
	else if (strcmp(what, "backup") == 0)
		backing_ask(app);
	else if (strcmp(what, "settings") == 0)
		settingsbox_push(app);
	else if (strcmp(what, "match") == 0)
		placebox_ask(app);
	else if (strcmp(what, "quit") == 0)
		stack_end(app->stack);
	else
		return false;
	return true;
}

static bool go(struct home *h, size_t index)
{
	if (index >= h->n_items) {
		owed_open(&h->owed, index - h->n_items);
		return true;
	}
	const struct def_menu_item *item = &h->items[index];
	if (item->n)
		menu_push(h->app, item);
	else if (!home_go(h->app, item->table && *item->table ? item->table : item->command))
		stack_say(h->app->stack, ROLE_PROBLEM, "菜单“%s”指向的内容不存在，请检查 home.yaml",
			item->label);
	return true;
}

/* ---- painting -------------------------------------------------------------------------------- */

static void paint_pointer(const struct home *h, struct canvas *c, int row, int col, size_t i)
{
	if (i != h->list.cursor)
		return;
	canvas_fill(c, row, col, 1, ROLE_MARK, canvas_pointer(c));
	canvas_cursor(c, row, col);
}

static void paint_item(const struct home *h, struct canvas *c, int row, int col, size_t i)
{
	const struct def_menu_item *item = &h->items[i];
	const struct def_table *t =
		item->table && *item->table ? defs_table(h->defs, item->table) : NULL;
	char count[PAINT_COUNT];
	struct str number = {0};

	str_addf(&number, "%2zu", h->n_items == TEN && i + 1 == TEN ? 0 : i + 1);
	paint_pointer(h, c, row, col, i);
	canvas_text(c, row, col + 2, 3, ROLE_LABEL, str_c(&number));
	canvas_text(c, row, col + 6, 20, ROLE_NORMAL, item->label);
	if (t) {
		paint_count(archive_count(h->app->archive, t), count);
		canvas_right(c, row, col + 26, 9, ROLE_DIM, count);
	}
	if (item->n)
		canvas_fill(c, row, col + 34, 1, ROLE_DIM, canvas_pointer(c));
	str_free(&number);
}

/* "F2" for the first line that is owed; NULL if no key leads there. */
static const char *due_key(const struct home *h, size_t i)
{
	char command[] = "due-0";

	command[4] = (char)('1' + i);
	return i < DUE_KEYS ? keymap_key(h->app->keymap, "home", command) : NULL;
}

static void paint_owed(const struct home *h, struct canvas *c, int row, int col, size_t i)
{
	struct str label = {0}, value = {0};
	const char *key = due_key(h, i);
	enum role role = owed_line(&h->owed, i, &label, &value);

	paint_pointer(h, c, row, col, h->n_items + i);
	canvas_text(c, row, col + 2, 3, ROLE_LABEL, key ? key : "");
	canvas_text(c, row, col + 6, 20, ROLE_NORMAL, str_c(&label));
	canvas_right(c, row, col + 26, 9, role, str_c(&value));
	str_free(&label);
	str_free(&value);
}

/* Items from .. to - 1 one below the other; scrolled so that the cursor is seen. */
static void paint_column(
	const struct home *h, struct canvas *c, struct rect r, size_t from, size_t to)
{
	size_t rows = r.rows > 0 ? (size_t)r.rows : 0, top = from;

	if (h->list.cursor >= from && h->list.cursor < to && h->list.cursor >= from + rows)
		top = h->list.cursor - rows + 1;
	for (size_t i = top; i < to && i - top < rows; i++)
		if (i < h->n_items)
			paint_item(h, c, r.row + (int)(i - top), r.col, i);
		else
			paint_owed(h, c, r.row + (int)(i - top), r.col, i - h->n_items);
}

/* However much is declared, drafts, imports and the backup keep their place at the foot. */
static void paint_due(const struct home *h, struct canvas *c, struct rect r, size_t from, size_t to)
{
	int fixed = (int)owed_fixed();
	struct rect above = r, foot = r;

	if (r.rows >= (int)(to - from) || r.rows <= fixed) {
		paint_column(h, c, r, from, to);
		return;
	}
	above.rows -= fixed;
	foot.row += above.rows;
	foot.rows = fixed;
	paint_column(h, c, above, from, to - owed_fixed());
	paint_column(h, c, foot, to - owed_fixed(), to);
}

/* What has no room is not passed over in silence: End leads to the last of them. */
static void paint_hidden(struct canvas *c, int row, int cols, int hidden)
{
	struct str text = {0};

	str_addf(&text, "还有 %d 行，↑ 看", hidden);
	int width = (int)width_text(str_c(&text), c->ambiguous);
	canvas_text(c, row, cols - width - 1, width, ROLE_DIM, str_c(&text));
	str_free(&text);
}

/* Blank rows above and below what the screen says are there while all lines have room without. */
static int head_rows(const struct home *h, struct rect body)
{
	int needed = (int)(h->list.count - h->n_items), head = HEAD_ROWS;

	while (h->beside && head > 1 && body.rows - head < needed)
		head--;
	return head;
}

static void home_paint(void *x, struct canvas *c, struct rect body)
{
	struct home *h = x;
	size_t n_menu = h->n_items;

	h->beside = !h->title && body.cols >= BESIDE_COLS;
	int head = head_rows(h, body), says = body.row + (head == HEAD_ROWS);
	struct rect left = {body.row + head, body.col, body.rows - head, body.cols};
	canvas_text(c, says, body.col + 2, body.cols - 2, ROLE_BOLD,
		h->title ? h->title : "键入姓名、拼音首字母或证件尾号，直接找人");
	list_set_rows(&h->list, h->list.count);
	if (!h->beside) {
		paint_column(h, c, left, 0, h->list.count);
		return;
	}
	struct rect right = left;
	right.col += MENU_COLS + 4;
	int col = right.col + 2, hidden = (int)(h->list.count - n_menu) - right.rows;
	col += canvas_text(c, says, col, body.cols - col, ROLE_BOLD, "要办的");
	if (h->owed.area.n)
		canvas_text(c, says, col + 2, body.cols - col - 2, ROLE_DIM, str_c(&h->owed.area));
	if (hidden > 0)
		paint_hidden(c, says, body.cols, hidden);
	paint_column(h, c, left, 0, n_menu);
	paint_due(h, c, right, n_menu, h->list.count);
}

static enum role home_message(void *x, struct str *out)
{
	const struct home *h = x;

	if (h->title)
		str_add(out, "按数字或 Enter 进入；键入姓名或拼音首字母直接找人；Esc 返回");
	else if (h->list.cursor >= h->n_items)
		str_add(out, "按 Enter 或前面的功能键打开");
	else
		str_addf(out, "按数字或 Enter 进入%s", h->beside ? "" : "；往下是要办的事");
	return ROLE_DIM;
}

/* ---- keys ------------------------------------------------------------------------------------ */

/* A digit goes at once unless the menu has items of two digits that begin so. */
static bool digit(struct home *h, uint32_t c)
{
	size_t n = strlen(h->digits);
	size_t number = 0;

	if (n + 1 >= sizeof h->digits)
		n = 0;
	h->digits[n] = (char)c;
	h->digits[n + 1] = '\0';
	for (const char *p = h->digits; *p; p++)
		number = number * 10 + (size_t)(*p - '0');
	if (number == 0 && h->n_items == TEN)
		number = TEN;
	if (number < 1 || number > h->n_items) {
		h->digits[0] = '\0';
		return true;
	}
	list_go(&h->list, number - 1);
	if (number * 10 <= h->n_items && h->n_items != TEN)
		return true; /* another digit may follow; Enter goes */
	h->digits[0] = '\0';
	return go(h, number - 1);
}

static bool find_people(struct home *h, const struct press *k)
{
	const struct def_table *t = defs_table(h->defs, "person");
	struct str typed = {0};

	if (!t)
		return false;
	if (k->kind == PRESS_PASTE)
		str_addn(&typed, k->text, k->n);
	else
		utf8_add(&typed, k->c);
	browse_push(h->app, t, str_c(&typed));
	str_free(&typed);
	return true;
}

/* To the other column, as high as one stands. */
static void across(struct home *h)
{
	size_t n = h->n_items, at = h->list.cursor;

	if (h->beside && at < n)
		list_go(&h->list, n + (at < h->list.count - n ? at : h->list.count - n - 1));
	else if (h->beside)
		list_go(&h->list, at - n < n ? at - n : n - 1);
}

static bool home_key(void *x, const struct press *k)
{
	struct home *h = x;
	struct press folded = press_folded(*k);

	switch (folded.kind) {
	case PRESS_UP:
		list_move(&h->list, -1);
		return true;
	case PRESS_DOWN:
		list_move(&h->list, +1);
		return true;
	case PRESS_LEFT:
	case PRESS_RIGHT:
	case PRESS_TAB:
		across(h);
		return true;
	case PRESS_HOME:
		list_go(&h->list, 0);
		return true;
	case PRESS_END:
		list_go(&h->list, SIZE_MAX);
		return true;
	case PRESS_CHAR:
		if (folded.c >= '0' && folded.c <= '9')
			return digit(h, folded.c);
		return folded.c == ' ' || find_people(h, &folded);
	case PRESS_PASTE:
		return find_people(h, k);
	default:
		return false;
	}
}

static bool due_command(struct home *h, const char *command)
{
	uint64_t n;

	if (h->title || !text_starts(command, "due-") || !text_to_u64(command + 4, &n))
		return false;
	if (n >= 1 && n <= owed_count(&h->owed))
		owed_open(&h->owed, (size_t)n - 1);
	return true;
}

static bool home_command(void *x, const char *command)
{
	struct home *h = x;

	h->digits[0] = '\0';
	if (strcmp(command, "open") == 0)
		return go(h, h->list.cursor);
	if (strcmp(command, "back") == 0 && h->title)
		stack_pop(h->app->stack);
	if (strcmp(command, "back") == 0)
		return true; /* Esc at home leads nowhere; F10 leaves */
	return due_command(h, command) || home_go(h->app, command);
}

static void home_resume(void *x)
{
	struct home *h = x;

	h->digits[0] = '\0';
	owed_hurry(&h->owed);
}

/* What is below another screen is not counted: its numbers would be stale when it is seen again. */
static void home_tick(void *x, int64_t now_ms)
{
	struct home *h = x;

	if (stack_top(h->app->stack) == h &&
		owed_step(&h->owed, now_ms, stack_resting(h->app->stack)))
		stack_mark(h->app->stack);
}

static const struct screen_ops home_screen = {
	.name = "主菜单",
	.context = "home",
	.paint = home_paint,
	.key = home_key,
	.command = home_command,
	.message = home_message,
	.tick = home_tick,
	.resume = home_resume,
	.free = home_free,
};

static void menu_resume(void *x)
{
	struct home *h = x;

	h->digits[0] = '\0';
}

static const struct screen_ops menu_screen = {
	.name = "菜单",
	.context = "menu",
	.paint = home_paint,
	.key = home_key,
	.command = home_command,
	.message = home_message,
	.resume = menu_resume,
	.free = home_free,
};
