#include <binggui/app/home.h>

#include <string.h>

#include <binggui/app/batches.h>
#include <binggui/app/browse.h>
#include <binggui/app/importer.h>
#include <binggui/base/mem.h>
#include <binggui/table/draft.h>
#include <binggui/text/utf8.h>
#include <binggui/ui/list.h>
#include <binggui/ui/paint.h>
#include <binggui/ui/stack.h>

struct home {
	struct app *app;
	const struct defs *defs;
	struct list list;
	char digits[4]; /* of a number being typed */
	size_t n_drafts;
};

static const struct screen_ops home_screen;

static void count_drafts(struct home *h)
{
	struct draft_list drafts = {0};
	struct err e = {0};

	h->n_drafts = draft_list(h->app->archive, &drafts, &e) ? drafts.n : 0;
	draft_list_free(&drafts);
}

void home_push(struct app *app)
{
	struct home *h = mem_new0(struct home);

	h->app = app;
	h->defs = app->archive->defs;
	list_set_count(&h->list, h->defs->n_menu);
	count_drafts(h);
	stack_push(app->stack, &home_screen, h);
}

bool home_go(struct app *app, const char *what)
{
	const struct def_table *t = defs_table(app->archive->defs, what);

	if (t)
		browse_push(app, t, NULL);
	else if (strcmp(what, "import") == 0)
		importer_push(app);
	else if (strcmp(what, "batches") == 0)
		batches_push(app);
	else if (strcmp(what, "quit") == 0)
		stack_end(app->stack);
	else
		return false;
	return true;
}

static bool go(struct home *h, size_t index)
{
	const struct def_menu_item *item = &h->defs->menu[index];

	if (!home_go(h->app, item->table && *item->table ? item->table : item->command))
		stack_say(h->app->stack, ROLE_PROBLEM, "菜单“%s”指向的内容不存在，请检查 home.yaml",
			item->label);
	return true;
}

/* ---- painting -------------------------------------------------------------------------------- */

static void paint_item(const struct home *h, struct canvas *c, int row, int col, size_t i)
{
	const struct def_menu_item *item = &h->defs->menu[i];
	const struct def_table *t =
		item->table && *item->table ? defs_table(h->defs, item->table) : NULL;
	char count[PAINT_COUNT];
	struct str number = {0};

	str_addf(&number, "%2zu", i + 1);
	if (i == h->list.cursor) {
		canvas_fill(c, row, col, 1, ROLE_MARK, canvas_pointer(c));
		canvas_cursor(c, row, col);
	}
	canvas_text(c, row, col + 2, 3, ROLE_LABEL, str_c(&number));
	canvas_text(c, row, col + 6, 24, ROLE_NORMAL, item->label);
	if (t) {
		paint_count(archive_count(h->app->archive, t), count);
		canvas_right(c, row, col + 30, 10, ROLE_DIM, count);
	}
	str_free(&number);
}

static void home_paint(void *x, struct canvas *c, struct rect body)
{
	struct home *h = x;
	int col = body.col + (body.cols > 60 ? 16 : 2), row = body.row + 1;

	canvas_text(c, row, col + 2, body.cols - col, ROLE_BOLD,
		"键入姓名、拼音首字母或证件尾号，直接找人");
	list_set_rows(&h->list, body.rows > 4 ? (size_t)body.rows - 4 : 1);
	for (size_t i = 0; i < list_seen(&h->list); i++)
		paint_item(h, c, row + 2 + (int)i, col, h->list.top + i);
}

static enum role home_message(void *x, struct str *out)
{
	const struct home *h = x;

	if (h->n_drafts)
		str_addf(out, "有 %zu 份没存盘的草稿：打开原来的记录（或新建）时会问是否接着填",
			h->n_drafts);
	else
		str_add(out, "按数字或 Enter 进入");
	return h->n_drafts ? ROLE_NOTICE : ROLE_DIM;
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
	if (number < 1 || number > h->list.count) {
		h->digits[0] = '\0';
		return true;
	}
	list_go(&h->list, number - 1);
	if (number * 10 <= h->list.count)
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

static bool home_command(void *x, const char *command)
{
	struct home *h = x;

	h->digits[0] = '\0';
	if (strcmp(command, "open") == 0)
		return go(h, h->list.cursor);
	if (strcmp(command, "back") == 0)
		return true; /* Esc at home leads nowhere; F10 leaves */
	return home_go(h->app, command);
}

static void home_resume(void *x)
{
	struct home *h = x;

	h->digits[0] = '\0';
	count_drafts(h);
}

static const struct screen_ops home_screen = {
	.name = "主菜单",
	.context = "home",
	.paint = home_paint,
	.key = home_key,
	.command = home_command,
	.message = home_message,
	.resume = home_resume,
	.free = mem_free,
};
