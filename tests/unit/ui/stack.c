#include <binggui/ui/stack.h>

#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/ui/replay.h>

/* A screen that writes down what happens to it. */
struct world {
	struct str log;
	struct stack *stack;
	struct keymap *map;
	struct replay *replay;
	bool stays; /* leave refuses */
};

struct probe {
	struct world *w;
	char name;
};

static void paint(void *x, struct canvas *c, struct rect body)
{
	struct probe *p = x;
	char text[] = {p->name, '\0'};
	canvas_text(c, body.row, p->name - 'a', 1, ROLE_NORMAL, text);
	str_addf(&p->w->log, "paint%c ", p->name);
}

static void push(struct world *w, char name, bool overlay);

static bool key(void *x, const struct press *k)
{
	struct probe *p = x;
	if (press_is_char(k, 'p'))
		push(p->w, p->name + 1, false);
	else if (press_is_char(k, 'o'))
		push(p->w, p->name + 1, true);
	else if (press_is_char(k, 'q'))
		stack_pop(p->w->stack);
	else if (press_is_char(k, 'Q'))
		for (int i = 0; i < 5; i++)
			stack_pop(p->w->stack);
	else if (press_is_char(k, 'r'))
		stack_say(p->w->stack, ROLE_GOOD, "已存盘 %d", 7);
	else if (press_is_char(k, 'e'))
		stack_end(p->w->stack);
	else
		return false;
	str_addf(&p->w->log, "key%c ", p->name); /* p is still there, whatever was popped */
	return true;
}

static bool command(void *x, const char *name)
{
	struct probe *p = x;
	if (strcmp(name, "save") != 0)
		return false;
	str_addf(&p->w->log, "save%c ", p->name);
	return true;
}

static enum role message(void *x, struct str *out)
{
	str_addf(out, "这里是%c", ((struct probe *)x)->name);
	return ROLE_NORMAL;
}

static void tick(void *x, int64_t now)
{
	struct probe *p = x;
	if (now >= 2000)
		str_addf(&p->w->log, "tick%c ", p->name);
}

static void resume(void *x)
{
	struct probe *p = x;
	str_addf(&p->w->log, "resume%c ", p->name);
}

static bool leave(void *x)
{
	return !((struct probe *)x)->w->stays;
}

static void hangup(void *x)
{
	struct probe *p = x;
	str_addf(&p->w->log, "hangup%c ", p->name);
}

static void release(void *x)
{
	struct probe *p = x;
	str_addf(&p->w->log, "free%c ", p->name);
	mem_free(p);
}

#define PROBE                                                                                      \
	.name = "试验", .context = "probe", .paint = paint, .key = key, .command = command,        \
	.message = message, .tick = tick, .resume = resume, .leave = leave, .hangup = hangup,      \
	.free = release
static const struct screen_ops full = {PROBE};
static const struct screen_ops over = {PROBE, .overlay = true};
static const struct screen_ops bare = {.name = "空"};

static void push(struct world *w, char name, bool overlay)
{
	struct probe *p = mem_new0(struct probe);
	*p = (struct probe){w, name};
	stack_push(w->stack, overlay ? &over : &full, p);
}

static void open_world(struct world *w)
{
	*w = (struct world){.map = keymap_new(), .replay = replay_open(24, 80)};
	keymap_bind(w->map, "common", "Esc", "back", "返回", NULL);
	keymap_bind(w->map, "common", "Ctrl-L", "redraw", "", NULL);
	keymap_bind(w->map, "probe", "F2", "save", "存盘", NULL);
	keymap_bind(w->map, "probe", "F9", "other", "", NULL);
	w->stack = stack_new(replay_term(w->replay), w->map);
	push(w, 'a', false);
	replay_attach(w->replay, w->stack);
	str_clear(&w->log);
}

static void close_world(struct world *w)
{
	stack_free(w->stack);
	replay_close(w->replay);
	keymap_free(w->map);
	str_free(&w->log);
}

static void keys(struct world *w, const char *script, const char *wanted)
{
	struct err e = {0};
	str_clear(&w->log);
	cr_assert(replay_keys(w->replay, script, &e), "%s", e.text);
	cr_assert_str_eq(str_c(&w->log), wanted, "%s: %s", script, str_c(&w->log));
}

Test(stack, frame)
{
	struct world w;
	open_world(&w);
	stack_set_title(w.stack, "兵归", "王五 练习库");
	keys(&w, "x", "painta ");
	cr_assert_str_eq(replay_row(w.replay, 0),
		" 兵归  试验                                                         王五 练习库");
	cr_assert_str_eq(replay_row(w.replay, 1), "a");
	cr_assert_str_eq(replay_row(w.replay, 22), "这里是a");
	cr_assert_str_eq(replay_row(w.replay, 23), "F2存盘 Esc返回");
	keys(&w, "r", "keya painta ");
	cr_assert_str_eq(replay_row(w.replay, 22), "已存盘 7");
	cr_assert_eq(replay_role(w.replay, 22, 0), ROLE_GOOD);
	cr_assert_str_eq(stack_said(w.stack), "已存盘 7");
	keys(&w, "x", "painta ");
	cr_assert_str_eq(replay_row(w.replay, 22), "这里是a");
	close_world(&w);
}

Test(stack, commands)
{
	struct world w;
	open_world(&w);
	keys(&w, "F2", "savea painta ");
	keys(&w, "F9 F12", "painta painta ");
	cr_assert(stack_command(w.stack, "save"));
	cr_assert_not(stack_command(w.stack, "nothing"));
	keys(&w, "Ctrl-L", "painta ");
	close_world(&w);
}

static bool everything(void *x, const char *name)
{
	str_addf(&((struct world *)x)->log, "app:%s ", name);
	return strcmp(name, "back") != 0;
}

Test(stack, what_no_screen_wants)
{
	struct world w;
	open_world(&w);
	stack_on_command(w.stack, everything, &w);
	keys(&w, "F2 F9", "savea painta app:other painta ");
	keys(&w, "Esc", "app:back freea ");
	cr_assert(replay_ended(w.replay));
	close_world(&w);
}

Test(stack, push_and_pop)
{
	struct world w;
	open_world(&w);
	keys(&w, "p", "keya paintb ");
	cr_assert_eq(stack_depth(w.stack), 2);
	cr_assert_str_eq(replay_row(w.replay, 1), " b");
	keys(&w, "q", "resumea keyb freeb painta ");
	keys(&w, "p Esc", "keya paintb resumea freeb painta ");
	close_world(&w);
}

Test(stack, popping_more_than_there_is)
{
	struct world w;
	open_world(&w);
	keys(&w, "p Q", "keya paintb resumea keyb freea freeb ");
	cr_assert(replay_ended(w.replay));
	cr_assert_null(stack_top(w.stack));
	cr_assert_null(stack_top_ops(w.stack));
	close_world(&w);
}

Test(stack, overlays_show_what_is_below)
{
	struct world w;
	open_world(&w);
	keys(&w, "o", "keya painta paintb ");
	cr_assert_str_eq(replay_row(w.replay, 1), "ab");
	keys(&w, "p", "keyb paintc ");
	cr_assert_str_eq(replay_row(w.replay, 1), "  c");
	close_world(&w);
}

Test(stack, leave_can_refuse)
{
	struct world w;
	open_world(&w);
	w.stays = true;
	keys(&w, "Esc", "painta ");
	w.stays = false;
	keys(&w, "Esc", "freea ");
	close_world(&w);
}

Test(stack, replace_and_pop_to)
{
	struct world w;
	open_world(&w);
	void *first = stack_top(w.stack);
	push(&w, 'b', false);
	push(&w, 'c', false);
	stack_replace(w.stack, &bare, NULL);
	cr_assert_str_eq(str_c(&w.log), "freec ");
	cr_assert_eq(stack_top_ops(w.stack), &bare);
	stack_pop_to(w.stack, first);
	cr_assert_eq(stack_depth(w.stack), 1);
	stack_pop_to(w.stack, first);
	cr_assert_str_eq(str_c(&w.log), "freec resumea freeb ");
	close_world(&w);
}

static void idle(void *x)
{
	struct world *w = x;
	str_add(&w->log, "idle ");
	stack_on_idle(w->stack, NULL, NULL); /* once is enough */
}

Test(stack, idle_only_while_nothing_is_pressed)
{
	struct world w;
	open_world(&w);
	stack_on_idle(w.stack, idle, &w);
	keys(&w, "x", "painta ");
	keys(&w, "<wait 500>", "idle ");
	keys(&w, "<wait 500>", "");
	close_world(&w);
}

Test(stack, every_screen_ticks)
{
	struct world w;
	open_world(&w);
	keys(&w, "o <wait 1999>", "keya painta paintb ");
	keys(&w, "<wait 1>", "ticka tickb ");
	keys(&w, "x", "ticka tickb painta paintb ");
	close_world(&w);
}

Test(stack, hang_up_asks_nothing)
{
	struct world w;
	open_world(&w);
	w.stays = true;
	keys(&w, "p <hangup> x", "keya paintb hangupb hangupa ");
	cr_assert(replay_ended(w.replay));
	cr_assert_not(stack_run(w.stack));
	close_world(&w);
}

Test(stack, end)
{
	struct world w;
	open_world(&w);
	keys(&w, "e x", "keya ");
	cr_assert(replay_ended(w.replay));
	cr_assert(stack_run(w.stack));
	close_world(&w);
}

/* What is typed ahead is handled before anything is painted. */
Test(stack, paints_once)
{
	struct world w;
	open_world(&w);
	unsigned before = term_commits(replay_term(w.replay));
	for (int i = 0; i < 50; i++) {
		struct press k = press_char('x');
		term_feed(replay_term(w.replay), &k);
	}
	cr_assert(stack_drain(w.stack));
	cr_assert_eq(term_commits(replay_term(w.replay)), before + 1);
	cr_assert(stack_drain(w.stack));
	cr_assert_eq(
		term_commits(replay_term(w.replay)), before + 1, "nothing new: nothing painted");
	stack_mark(w.stack);
	cr_assert(stack_drain(w.stack));
	cr_assert_eq(term_commits(replay_term(w.replay)), before + 2);
	close_world(&w);
}

Test(stack, the_loop)
{
	struct world w;
	open_world(&w);
	struct press k = press_char('e');
	term_feed(replay_term(w.replay), &k);
	cr_assert(stack_run(w.stack));
	cr_assert_eq(stack_term(w.stack), replay_term(w.replay));
	cr_assert_eq(stack_keymap(w.stack), w.map);
	close_world(&w);
}

Test(stack, small_terminals_get_a_sentence)
{
	struct world w;
	open_world(&w);
	keys(&w, "<size 12x40>", "");
	cr_assert_str_eq(replay_row(w.replay, 0), "窗口太小，请放大到 60 列 16 行以上；输入");
	keys(&w, "F2", "savea ");
	for (int rows = 1; rows < 5; rows++)
		for (int cols = 1; cols < 5; cols++) {
			term_set_size(replay_term(w.replay), rows, cols);
			cr_assert(stack_drain(w.stack));
		}
	stack_set_minimum(w.stack, 0, 0);
	for (int rows = 1; rows < 8; rows++) {
		term_set_size(replay_term(w.replay), rows, rows);
		cr_assert(stack_drain(w.stack));
	}
	keys(&w, "<size 24x80>", "painta ");
	close_world(&w);
}

Test(stack, foreign_bytes_and_bare_screens)
{
	struct world w;
	open_world(&w);
	keys(&w, "<bad D5>", "painta ");
	cr_assert(replay_sees(w.replay, "UTF-8"));
	stack_push(w.stack, &bare, NULL);
	keys(&w, "x F2 <wait 5000> <paste x> Esc", "ticka ticka resumea ticka painta ");
	close_world(&w);
	stack_free(NULL);
}
