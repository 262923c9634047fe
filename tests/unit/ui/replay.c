#include <binggui/ui/replay.h>

#include <string.h>

#include <criterion/criterion.h>

static bool note(void *x, const struct press *k)
{
	struct str *log = x;
	char name[PRESS_NAME];
	press_name(k, name);
	str_addf(log, "%s", name);
	if (k->kind == PRESS_PASTE)
		str_addf(log, "(%.*s)", (int)k->n, k->text);
	str_add(log, " ");
	return true;
}

static void paint(void *x, struct canvas *c, struct rect body)
{
	(void)x;
	canvas_text(c, body.row, 3, 20, ROLE_PROBLEM, "张三");
	canvas_cursor(c, body.row, 5);
}

static const struct screen_ops ops = {.name = "记录", .key = note, .paint = paint};

static void script(const char *keys, const char *wanted)
{
	struct str log = {0};
	struct err e = {0};
	struct replay *r = replay_open(16, 60);
	struct stack *s = stack_new(replay_term(r), NULL);
	stack_push(s, &ops, &log);
	replay_attach(r, s);
	bool ok = replay_keys(r, keys, &e);
	cr_assert_eq(ok, wanted != NULL, "%s", keys);
	cr_assert_str_eq(str_c(&log), wanted ? wanted : "", "%s", keys);
	if (!ok)
		cr_assert_eq(e.code, ERR_DATA);
	stack_free(s);
	replay_close(r);
	str_free(&log);
}

Test(replay, scripts)
{
	script("zsf Enter F2", "z s f Enter F2 ");
	script("  张三\tCtrl-P\nSpace ", "张 三 Ctrl-P Space ");
	script("up end f2", "u p e n d f 2 ");
	script("<text F2 a>", "F 2 Space a ");
	script("<paste a\\nb>", "Paste(a\nb) ");
	script("< a", "< a ");
	script("a<b", "a < b ");
	script("<size 10x40> <wait 5> x", "x ");
	script("", "");
}

Test(replay, wrong_scripts_press_nothing)
{
	script("x <nonsense>", NULL);
	script("x <size 3>", NULL);
	script("x <size 3x>", NULL);
	script("x <size 0x5>", NULL);
	script("x <wait>", NULL);
	script("x <bad zz>", NULL);
	script("x <bad 100>", NULL);
	script("x <>", NULL);
}

Test(replay, screen)
{
	struct str log = {0};
	int row, col;
	struct replay *r = replay_open(16, 60);
	struct stack *s = stack_new(replay_term(r), NULL);
	stack_push(s, &ops, &log);
	replay_attach(r, s);
	cr_assert_str_eq(replay_row(r, 1), "   张三");
	cr_assert_str_eq(replay_row(r, 99), "");
	cr_assert(strncmp(replay_text(r), " 记录\n   张三\n\n", strlen(" 记录\n   张三\n\n")) == 0);
	cr_assert(replay_sees(r, "张三"));
	cr_assert_not(replay_sees(r, "李四"));
	replay_cursor(r, &row, &col);
	cr_assert(row == 1 && col == 5);
	cr_assert_eq(replay_role(r, 1, 3), ROLE_PROBLEM);
	cr_assert_eq(replay_role(r, 99, 3), ROLE_NORMAL);
	stack_free(s);
	replay_close(r);
	replay_close(NULL);
	str_free(&log);
}

Test(replay, without_a_stack)
{
	int row, col;
	struct replay *r = replay_open(2, 10);
	cr_assert(replay_keys(r, "x Enter <size 3x5>", NULL));
	replay_cursor(r, &row, &col);
	cr_assert(row == 1 && col == 9);
	cr_assert_not(replay_ended(r));
	replay_close(r);
}
