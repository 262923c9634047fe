#include <binggui/ui/stack.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/ui/paint.h>

#define IDLE_MS    500 /* a tick at least so often */
#define OVERDUE_MS 200 /* painted at least so often, however much is typed ahead */

struct screen {
	const struct screen_ops *ops;
	void *x;
};

struct stack {
	struct term *term;
	const struct keymap *map;
	VEC(struct screen) screens; /* topmost last */
	VEC(struct screen) popped;  /* freed when no handler runs any more */
	int busy;                   /* handlers running */
	bool resting;               /* this turn came by itself */
	bool marked, ended, lost;
	int64_t painted;
	struct str said, left, right;
	enum role said_role;
	bool (*command)(void *x, const char *command);
	void *command_x;
	void (*idle)(void *x);
	void *idle_x;
	int min_cols, min_rows;
};

struct stack *stack_new(struct term *term, const struct keymap *map)
{
	struct stack *s = mem_new0(struct stack);
	s->term = term;
	s->map = map;
	s->painted =
		term_now(term); /* what was typed ahead of the first screen is done before it */
	s->min_cols = 60;
	s->min_rows = 16;
	s->marked = true;
	return s;
}

static void release(const struct screen *screen)
{
	if (screen->ops->free)
		screen->ops->free(screen->x);
}

static void free_popped(struct stack *s)
{
	while (!s->busy && s->popped.n) {
		struct screen screen = *vec_last(&s->popped);
		s->popped.n--;
		release(&screen);
	}
}

void stack_free(struct stack *s)
{
	if (!s)
		return;
	while (s->screens.n) {
		struct screen screen = *vec_last(&s->screens);
		s->screens.n--;
		release(&screen);
	}
	s->busy = 0;
	free_popped(s);
	vec_free(&s->screens);
	vec_free(&s->popped);
	str_free(&s->said);
	str_free(&s->left);
	str_free(&s->right);
	mem_free(s);
}

/* ---- the screens ----------------------------------------------------------------------------- */

void stack_push(struct stack *s, const struct screen_ops *ops, void *x)
{
	vec_push(&s->screens, ((struct screen){ops, x}));
	s->marked = true;
}

/* Takes the topmost away; who was below does not learn of it yet. */
static void take_off(struct stack *s)
{
	if (!s->screens.n)
		return;
	vec_push(&s->popped, *vec_last(&s->screens));
	s->screens.n--;
	s->marked = true;
}

static void resume(struct stack *s)
{
	if (!s->screens.n)
		return;
	struct screen top = *vec_last(&s->screens);
	s->busy++;
	if (top.ops->resume)
		top.ops->resume(top.x);
	s->busy--;
}

void stack_pop(struct stack *s)
{
	take_off(s);
	resume(s);
	free_popped(s);
}

void stack_pop_to(struct stack *s, void *x)
{
	bool changed = false;
	while (s->screens.n && vec_last(&s->screens)->x != x) {
		take_off(s);
		changed = true;
	}
	if (changed)
		resume(s);
	free_popped(s);
}

void stack_replace(struct stack *s, const struct screen_ops *ops, void *x)
{
	take_off(s);
	stack_push(s, ops, x);
	free_popped(s);
}

void *stack_top(const struct stack *s)
{
	return s->screens.n ? vec_last(&s->screens)->x : NULL;
}

const struct screen_ops *stack_top_ops(const struct stack *s)
{
	return s->screens.n ? vec_last(&s->screens)->ops : NULL;
}

const struct screen_ops *stack_base_ops(const struct stack *s)
{
	size_t i = s->screens.n;

	while (i > 1 && s->screens.at[i - 1].ops->overlay)
		i--;
	return i ? s->screens.at[i - 1].ops : NULL;
}

size_t stack_depth(const struct stack *s)
{
	return s->screens.n;
}

struct term *stack_term(const struct stack *s)
{
	return s->term;
}

const struct keymap *stack_keymap(const struct stack *s)
{
	return s->map;
}

void stack_mark(struct stack *s)
{
	s->marked = true;
}

void stack_say(struct stack *s, enum role role, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	str_clear(&s->said);
	str_addv(&s->said, format, args);
	va_end(args);
	s->said_role = role;
	s->marked = true;
}

const char *stack_said(const struct stack *s)
{
	return str_c(&s->said);
}

void stack_set_title(struct stack *s, const char *left, const char *right)
{
	str_clear(&s->left);
	str_add(&s->left, left ? left : "");
	str_clear(&s->right);
	str_add(&s->right, right ? right : "");
	s->marked = true;
}

void stack_on_command(struct stack *s, bool (*command)(void *x, const char *command), void *x)
{
	s->command = command;
	s->command_x = x;
}

void stack_on_idle(struct stack *s, void (*idle)(void *x), void *x)
{
	s->idle = idle;
	s->idle_x = x;
}

void stack_set_minimum(struct stack *s, int cols, int rows)
{
	s->min_cols = cols;
	s->min_rows = rows;
}

void stack_end(struct stack *s)
{
	s->ended = true;
}

/* ---- keys and commands ----------------------------------------------------------------------- */

static bool go_back(struct stack *s, struct screen top)
{
	if (!top.ops->leave || top.ops->leave(top.x)) {
		/* leave may have popped it already. */
		if (stack_top(s) == top.x)
			stack_pop(s);
	}
	return true;
}

static bool run_command(struct stack *s, const char *command)
{
	struct screen top = {0};
	if (s->screens.n)
		top = *vec_last(&s->screens);
	if (top.ops && top.ops->command && top.ops->command(top.x, command))
		return true;
	if (s->command && s->command(s->command_x, command))
		return true;
	if (text_eq(command, "redraw")) {
		term_redraw(s->term);
		return true;
	}
	return text_eq(command, "back") && top.ops && go_back(s, top);
}

bool stack_command(struct stack *s, const char *command)
{
	s->marked = true;
	s->busy++;
	bool done = run_command(s, command);
	s->busy--;
	free_popped(s);
	return done;
}

static void hang_up(struct stack *s)
{
	for (size_t i = s->screens.n; i-- > 0;)
		if (s->screens.at[i].ops->hangup)
			s->screens.at[i].ops->hangup(s->screens.at[i].x);
	s->lost = true;
}

static void pressed(struct stack *s, const struct press *k)
{
	struct screen top = *vec_last(&s->screens);
	str_clear(&s->said);
	if (top.ops->key && top.ops->key(top.x, k))
		return;
	const char *command = s->map ? keymap_command(s->map, top.ops->context, k) : NULL;
	if (command)
		run_command(s, command);
	else if (k->kind == PRESS_BAD)
		stack_say(s, ROLE_PROBLEM, "收到不能识别的字节，请把终端的字符编码设为 UTF-8");
}

bool stack_resting(const struct stack *s)
{
	return s->resting;
}

static void tick(struct stack *s)
{
	int64_t now = term_now(s->term);
	for (size_t i = 0; i < s->screens.n; i++)
		if (s->screens.at[i].ops->tick)
			s->screens.at[i].ops->tick(s->screens.at[i].x, now);
}

static void turn(struct stack *s, const struct press *k)
{
	s->busy++;
	if (k->kind == PRESS_HANGUP)
		hang_up(s);
	else if (k->kind != PRESS_IDLE && k->kind != PRESS_RESIZE)
		pressed(s, k);
	s->resting = k->kind == PRESS_IDLE;
	if (!s->resting)
		s->marked = true;
	bool marked = s->marked;
	if (!s->lost)
		tick(s);
	if (k->kind == PRESS_IDLE && term_canvas(s->term)->slow)
		s->marked = marked; /* what came by itself is painted with the next key */
	if (k->kind == PRESS_IDLE && s->idle)
		s->idle(s->idle_x);
	s->busy--;
	free_popped(s);
}

/* ---- painting -------------------------------------------------------------------------------- */

static void paint_top_line(struct stack *s, struct canvas *c, int row, const struct screen *base)
{
	struct str title = {0};
	struct str line = {0};
	if (base->ops->title)
		base->ops->title(base->x, &title);
	else
		str_add(&title, base->ops->name ? base->ops->name : "");
	str_add(&line, str_c(&s->left));
	if (s->left.n && title.n)
		str_add(&line, "  ");
	str_add(&line, str_c(&title));
	paint_title(c, row, str_c(&line), str_c(&s->right));
	str_free(&title);
	str_free(&line);
}

static void paint_message_line(struct stack *s, struct canvas *c, int row, const struct screen *top)
{
	struct str text = {0};
	enum role role = ROLE_NORMAL;
	if (s->said.n) {
		role = s->said_role;
		str_add(&text, str_c(&s->said));
	} else if (top->ops->message) {
		role = top->ops->message(top->x, &text);
	}
	paint_message(c, row, role, str_c(&text));
	str_free(&text);
}

static void paint_screens(struct stack *s, struct canvas *c)
{
	struct frame f = paint_frame(c);
	size_t base = s->screens.n - 1;
	const struct screen *top = vec_last(&s->screens);
	while (base > 0 && s->screens.at[base].ops->overlay)
		base--;
	if (f.title >= 0)
		paint_top_line(s, c, f.title, &s->screens.at[base]);
	for (size_t i = base; i < s->screens.n; i++)
		if (s->screens.at[i].ops->paint)
			s->screens.at[i].ops->paint(s->screens.at[i].x, c, f.body);
	if (f.message >= 0)
		paint_message_line(s, c, f.message, top);
	if (f.bar >= 0)
		paint_keys(c, f.bar, s->map, top->ops->context);
}

static void paint_too_small(const struct stack *s, struct canvas *c)
{
	struct str text = {0};
	str_addf(&text, "窗口太小，请放大到 %d 列 %d 行以上；输入的内容都在。", s->min_cols,
		s->min_rows);
	paint_text(c, (struct rect){0, 0, c->rows, c->cols}, ROLE_NORMAL, str_c(&text), 0);
	canvas_cursor(c, 0, 0);
	str_free(&text);
}

void stack_paint(struct stack *s)
{
	struct canvas *c = term_canvas(s->term);
	canvas_clear(c);
	s->busy++;
	if (c->cols < s->min_cols || c->rows < s->min_rows)
		paint_too_small(s, c);
	else if (s->screens.n)
		paint_screens(s, c);
	s->busy--;
	s->marked = false;
	s->painted = term_now(s->term);
	term_commit(s->term);
}

/* ---- the loop -------------------------------------------------------------------------------- */

static bool over(const struct stack *s)
{
	return s->ended || s->lost || !s->screens.n;
}

bool stack_run(struct stack *s)
{
	struct press k;
	while (!over(s)) {
		bool overdue = term_now(s->term) - s->painted >= OVERDUE_MS;
		if (s->marked && (overdue || !term_pending(s->term)))
			stack_paint(s);
		term_read(s->term, IDLE_MS, &k);
		turn(s, &k);
	}
	return !s->lost;
}

bool stack_drain(struct stack *s)
{
	struct press k;
	while (!over(s) && term_pending(s->term)) {
		term_read(s->term, 0, &k);
		turn(s, &k);
	}
	if (s->marked && !over(s))
		stack_paint(s);
	return !over(s);
}
