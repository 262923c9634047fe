#include <binggui/ui/prompt.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/str.h>
#include <binggui/text/edit.h>
#include <binggui/text/fold.h>
#include <binggui/text/width.h>
#include <binggui/ui/editkeys.h>
#include <binggui/ui/paint.h>

#define WIDTH    60 /* columns inside of a prompt, where there is room */
#define LINE_MAX 256

/* All prompts are one struct; what a kind does not use stays empty. */
struct prompt {
	struct stack *stack;
	char *title, *text;
	char *expected; /* prompt_typed */
	struct edit edit;
	bool secret;
	bool fresh; /* what was given beforehand: typing takes its place, moving keeps it */
	struct press start;
	int top, lines, seen; /* prompt_text: first line, lines in all and on the screen */
	prompt_line_done *line_done;
	prompt_yes_done *yes_done;
	prompt_text_done *text_done;
	void *x;
};

static struct prompt *prompt_new(struct stack *s, const char *title, const char *text, void *x)
{
	struct prompt *p = mem_new0(struct prompt);
	p->stack = s;
	p->title = mem_strdup(title ? title : "");
	p->text = mem_strdup(text ? text : "");
	p->x = x;
	edit_init(&p->edit, "", LINE_MAX, false);
	return p;
}

static void prompt_free(void *x)
{
	struct prompt *p = x;
	mem_free(p->title);
	mem_free(p->text);
	mem_free(p->expected);
	edit_free(&p->edit);
	mem_free(p);
}

/* ---- one line -------------------------------------------------------------------------------- */

static void line_finish(struct prompt *p, bool given)
{
	struct str text = {0};
	prompt_line_done *done = p->line_done;
	void *x = p->x;
	edit_text(&p->edit, &text);
	stack_pop(p->stack);
	if (done)
		done(x, given ? str_c(&text) : NULL);
	str_free(&text);
}

static bool line_edit(struct prompt *p, const struct press *k)
{
	bool typed = k->kind == PRESS_CHAR || k->kind == PRESS_PASTE;
	if (p->fresh && typed)
		edit_set(&p->edit, "");
	bool used = editkeys_press(&p->edit, k) != EDITKEYS_UNUSED;
	p->fresh = p->fresh && !used;
	return used;
}

static bool line_key(void *x, const struct press *k)
{
	struct prompt *p = x;
	if (k->kind == PRESS_ENTER)
		line_finish(p, true);
	else if (k->kind == PRESS_ESC)
		line_finish(p, false);
	else
		return line_edit(p, k);
	return true;
}

static bool line_leave(void *x)
{
	line_finish(x, false);
	return false;
}

static void paint_edit(struct prompt *p, struct canvas *c, int row, int col, int columns)
{
	struct str text = {0};
	size_t at = 0;
	if (columns < 1)
		return;
	if (p->secret) { /* one star a character: the line is longer than what anybody types */
		at = p->edit.cursor < (size_t)columns ? p->edit.cursor : (size_t)columns - 1;
		for (size_t i = 0; i < p->edit.n; i++)
			str_addc(&text, '*');
	} else {
		edit_view(&p->edit, (size_t)columns, c->ambiguous, &text, &at);
	}
	canvas_fit(c, row, col, columns, ROLE_FOCUS, str_c(&text));
	canvas_cursor(c, row, col + (int)at);
	str_free(&text);
}

static void line_paint(void *x, struct canvas *c, struct rect body)
{
	struct prompt *p = x;
	(void)body;
	/* What takes more than half of the line has a line of its own. */
	int label = (int)width_text(p->text, c->ambiguous), half = WIDTH / 2;
	struct rect in = paint_dialog(c, label > half ? 2 : 1, WIDTH, p->title);
	canvas_text(c, in.row, in.col, in.cols, ROLE_LABEL, p->text);
	if (label > half && in.rows > 1) {
		in.row++;
		label = 0;
	}
	label = label > half ? half : label;
	label += label ? 1 : 0;
	paint_edit(p, c, in.row, in.col + label, in.cols - label);
}

static const struct screen_ops line_screen = {
	.name = "输入",
	.context = "prompt",
	.overlay = true,
	.paint = line_paint,
	.key = line_key,
	.leave = line_leave,
	.free = prompt_free,
};

void prompt_line(struct stack *s, const char *title, const char *label, const char *initial,
	prompt_line_done *done, void *x)
{
	struct prompt *p = prompt_new(s, title, label, x);
	edit_free(&p->edit);
	edit_init(&p->edit, initial, LINE_MAX, false);
	p->fresh = p->edit.n > 0;
	p->line_done = done;
	stack_push(s, &line_screen, p);
}

void prompt_secret(
	struct stack *s, const char *title, const char *label, prompt_line_done *done, void *x)
{
	struct prompt *p = prompt_new(s, title, label, x);
	p->secret = true;
	p->line_done = done;
	stack_push(s, &line_screen, p);
}

/* ---- yes or no ------------------------------------------------------------------------------- */

static void yes_finish(struct prompt *p, bool yes)
{
	prompt_yes_done *done = p->yes_done;
	void *x = p->x;
	stack_pop(p->stack);
	if (done)
		done(x, yes);
}

static bool says_yes(const struct prompt *p, const struct press *k)
{
	struct press folded = press_folded(*k);
	if (press_same(&folded, &p->start))
		return false;
	return press_is_char(k, 'y') || press_is_char(k, 'Y') || press_is_char(k, '1') ||
	       press_is_char(k, 0x662F); /* 是 */
}

static bool says_no(const struct press *k)
{
	return k->kind == PRESS_ENTER || k->kind == PRESS_ESC || press_is_char(k, 'n') ||
	       press_is_char(k, 'N') || press_is_char(k, '0') || press_is_char(k, 0x5426); /* 否 */
}

static bool yes_key(void *x, const struct press *k)
{
	struct prompt *p = x;
	if (says_yes(p, k))
		yes_finish(p, true);
	else if (says_no(k))
		yes_finish(p, false);
	else if (k->kind == PRESS_F || k->kind == PRESS_CTRL)
		return false; /* help, and the way back, which is no */
	return true;          /* nothing else means anything before this is answered */
}

static bool yes_leave(void *x)
{
	yes_finish(x, false);
	return false;
}

/* Question in bold, details below it; returns the row behind. */
static int paint_question(struct prompt *p, struct canvas *c, struct rect in)
{
	struct rect rest = in;
	int lines = paint_text(c, in, ROLE_BOLD, p->title, 0);
	rest.row += lines;
	rest.rows = in.rows - lines - 2;
	if (rest.rows > 0)
		lines += paint_text(c, rest, ROLE_NORMAL, p->text, 0);
	return in.row + (lines + 1 < in.rows ? lines + 1 : in.rows - 1);
}

static struct rect question_dialog(struct prompt *p, struct canvas *c)
{
	int cols = WIDTH < c->cols - 4 ? WIDTH : c->cols - 4;
	int lines = paint_text_lines(p->title, cols, c->ambiguous) +
		    paint_text_lines(p->text, cols, c->ambiguous);
	int most = c->rows - 4;
	return paint_dialog(c, lines + 2 < most ? lines + 2 : most, WIDTH, "请确认");
}

static void yes_paint(void *x, struct canvas *c, struct rect body)
{
	struct prompt *p = x;
	(void)body;
	struct rect in = question_dialog(p, c);
	int row = paint_question(p, c, in);
	bool one = !press_is_char(&p->start, '1');
	canvas_text(c, row, in.col, in.cols, ROLE_NORMAL,
		one ? "1 是（y）    0 否（回车、Esc）" : "y 是    0 否（回车、Esc）");
	canvas_cursor(c, row, in.col);
}

static const struct screen_ops yes_screen = {
	.name = "确认",
	.context = "prompt",
	.overlay = true,
	.paint = yes_paint,
	.key = yes_key,
	.leave = yes_leave,
	.free = prompt_free,
};

void prompt_yes(struct stack *s, const char *question, const char *details,
	const struct press *start, prompt_yes_done *done, void *x)
{
	struct prompt *p = prompt_new(s, question, details, x);
	if (start)
		p->start = press_folded(*start);
	p->start.text = NULL;
	p->yes_done = done;
	stack_push(s, &yes_screen, p);
}

/* ---- yes by typing --------------------------------------------------------------------------- */

static bool typed_right(const struct prompt *p)
{
	struct str text = {0};
	struct str typed = {0};
	struct str expected = {0};
	edit_text(&p->edit, &text);
	fold_find(&typed, str_c(&text));
	fold_find(&expected, p->expected);
	bool right = typed.n && text_eq(str_c(&typed), str_c(&expected));
	str_free(&text);
	str_free(&typed);
	str_free(&expected);
	return right;
}

static bool typed_key(void *x, const struct press *k)
{
	struct prompt *p = x;
	if (k->kind == PRESS_ESC)
		yes_finish(p, false);
	else if (k->kind == PRESS_ENTER && typed_right(p))
		yes_finish(p, true);
	else if (k->kind == PRESS_ENTER)
		stack_say(
			p->stack, ROLE_PROBLEM, "输入的不是“%s”，没有执行；Esc 放弃", p->expected);
	else
		return editkeys_press(&p->edit, k) != EDITKEYS_UNUSED;
	return true;
}

static void typed_paint(void *x, struct canvas *c, struct rect body)
{
	struct prompt *p = x;
	struct str label = {0};
	(void)body;
	struct rect in = question_dialog(p, c);
	int row = paint_question(p, c, in);
	str_addf(&label, "要执行请输入“%s”：", p->expected);
	int used = canvas_text(c, row, in.col, in.cols * 2 / 3, ROLE_NORMAL, str_c(&label));
	paint_edit(p, c, row, in.col + used, in.cols - used);
	str_free(&label);
}

static const struct screen_ops typed_screen = {
	.name = "确认",
	.context = "prompt",
	.overlay = true,
	.paint = typed_paint,
	.key = typed_key,
	.leave = yes_leave,
	.free = prompt_free,
};

void prompt_typed(struct stack *s, const char *question, const char *details, const char *expected,
	prompt_yes_done *done, void *x)
{
	struct prompt *p = prompt_new(s, question, details, x);
	p->expected = mem_strdup(expected ? expected : "");
	p->yes_done = done;
	stack_push(s, &typed_screen, p);
}

/* ---- a text to read -------------------------------------------------------------------------- */

static void text_finish(struct prompt *p)
{
	prompt_text_done *done = p->text_done;
	void *x = p->x;
	stack_pop(p->stack);
	if (done)
		done(x);
}

static bool text_leave(void *x)
{
	text_finish(x);
	return false;
}

static void scroll(struct prompt *p, int by)
{
	int last = p->lines > p->seen ? p->lines - p->seen : 0;
	p->top += by;
	p->top = p->top > last ? last : p->top;
	p->top = p->top < 0 ? 0 : p->top;
}

static bool text_key(void *x, const struct press *k)
{
	struct prompt *p = x;
	switch (k->kind) {
	case PRESS_ENTER:
	case PRESS_ESC:
		text_finish(p);
		return true;
	case PRESS_UP:
		scroll(p, -1);
		return true;
	case PRESS_DOWN:
		scroll(p, 1);
		return true;
	case PRESS_PGUP:
		scroll(p, -p->seen);
		return true;
	case PRESS_PGDN:
		scroll(p, p->seen);
		return true;
	default:
		return false;
	}
}

static void text_paint(void *x, struct canvas *c, struct rect body)
{
	struct prompt *p = x;
	(void)body;
	int cols = c->cols - 8 > WIDTH ? c->cols - 8 : WIDTH;
	int most = c->rows - 6 > 1 ? c->rows - 6 : 1;
	p->lines = paint_text_lines(p->text, cols < c->cols - 4 ? cols : c->cols - 4, c->ambiguous);
	struct rect in = paint_dialog(c, p->lines + 1 < most ? p->lines + 1 : most, cols, p->title);
	p->seen = in.rows > 1 ? in.rows - 1 : 1;
	scroll(p, 0);
	struct rect text = {in.row, in.col, p->seen, in.cols};
	paint_text(c, text, ROLE_NORMAL, p->text, p->top);
	canvas_text(c, in.row + in.rows - 1, in.col, in.cols, ROLE_DIM,
		p->lines > p->seen ? "回车关闭  ↑↓ PgUp PgDn 翻看" : "回车关闭");
	canvas_cursor(c, in.row, in.col);
}

static const struct screen_ops text_screen = {
	.name = "说明",
	.context = "prompt",
	.overlay = true,
	.paint = text_paint,
	.key = text_key,
	.leave = text_leave,
	.free = prompt_free,
};

void prompt_text(
	struct stack *s, const char *title, const char *text, prompt_text_done *done, void *x)
{
	struct prompt *p = prompt_new(s, title, text, x);
	p->text_done = done;
	stack_push(s, &text_screen, p);
}
