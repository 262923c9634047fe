#include <binggui/ui/prompt.h>

#include <string.h>

#include <criterion/criterion.h>

#include <binggui/ui/replay.h>

/* What the prompts answer. */
struct world {
	struct str log;
	struct stack *stack;
	struct keymap *map;
	struct replay *replay;
};

static void line_done(void *x, const char *text)
{
	struct world *w = x;
	str_addf(&w->log, "line:%s ", text ? text : "(none)");
	cr_assert_eq(stack_depth(w->stack), 1, "it has been popped already");
}

static void yes_done(void *x, bool yes)
{
	str_add(&((struct world *)x)->log, yes ? "yes " : "no ");
}

static void text_done(void *x)
{
	str_add(&((struct world *)x)->log, "closed ");
}

static const struct screen_ops ground = {.name = "底"};

static void open_world(struct world *w)
{
	*w = (struct world){.map = keymap_new(), .replay = replay_open(24, 80)};
	keymap_bind(w->map, "common", "F10", "back", "返回", NULL);
	w->stack = stack_new(replay_term(w->replay), w->map);
	stack_push(w->stack, &ground, NULL);
	replay_attach(w->replay, w->stack);
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
	str_clear(&w->log);
	cr_assert(replay_keys(w->replay, script, NULL));
	cr_assert_str_eq(str_c(&w->log), wanted, "%s: %s", script, str_c(&w->log));
}

Test(prompt, line)
{
	struct world w;
	int row, col;
	open_world(&w);
	prompt_line(w.stack, "跳到", "日期", "2020", line_done, &w);
	keys(&w, "Backspace 1", "");
	cr_assert_str_eq(replay_row(w.replay, 10),
		"        ┌ 跳到 ────────────────────────────────────────────────────────┐");
	cr_assert_str_eq(replay_row(w.replay, 11),
		"        │ 日期 2021                                                    │");
	replay_cursor(w.replay, &row, &col);
	cr_assert(row == 11 && col == 19);
	keys(&w, "Enter", "line:2021 ");
	prompt_line(w.stack, "我是谁", "姓名", "root", line_done, &w);
	keys(&w, "张三 Enter", "line:张三 ");
	prompt_line(w.stack, "文件", NULL, "a.csv", line_done, &w);
	keys(&w, "Home b Enter", "line:ba.csv ");
	prompt_line(w.stack, "", NULL, NULL, line_done, &w);
	keys(&w, "张三 Esc", "line:(none) ");
	prompt_line(w.stack, "", NULL, NULL, line_done, &w);
	keys(&w, "x F10", "line:(none) ");
	prompt_line(w.stack, "", NULL, NULL, line_done, &w);
	keys(&w, "<paste a\\nb> Enter", "line:a b ");
	close_world(&w);
}

Test(prompt, secret)
{
	struct world w;
	open_world(&w);
	prompt_secret(w.stack, "口令", "口令", line_done, &w);
	keys(&w, "abc", "");
	cr_assert(replay_sees(w.replay, "***"));
	cr_assert_not(replay_sees(w.replay, "abc"));
	keys(&w, "Enter", "line:abc ");
	close_world(&w);
}

Test(prompt, yes)
{
	static const struct {
		const char *key, *answer;
	} cases[] = {{"y", "yes "}, {"Y", "yes "}, {"1", "yes "}, {"１", "yes "}, {"是", "yes "},
		{"n", "no "}, {"0", "no "}, {"否", "no "}, {"Enter", "no "}, {"Esc", "no "},
		{"F10", "no "}, {"F8", ""}, {"x", ""}, {"Space", ""}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct world w;
		struct press start = press_f(8);
		open_world(&w);
		prompt_yes(w.stack, "作废张三的档案？", "作废后不再统计。", &start, yes_done, &w);
		keys(&w, cases[i].key, cases[i].answer);
		close_world(&w);
	}
}

Test(prompt, the_key_that_asked_never_says_yes)
{
	struct world w;
	struct press start = press_char('1');
	open_world(&w);
	prompt_yes(w.stack, "删？", "", &start, yes_done, &w);
	keys(&w, "1 １", "");
	cr_assert_not(replay_sees(w.replay, "1 是"));
	keys(&w, "y", "yes ");
	close_world(&w);
}

Test(prompt, yes_is_seen)
{
	struct world w;
	open_world(&w);
	prompt_yes(w.stack, "作废张三的档案？", "作废后不再统计。\n可以恢复。", NULL, yes_done, &w);
	keys(&w, "x", "");
	cr_assert(replay_sees(w.replay, "作废张三的档案？"));
	cr_assert(replay_sees(w.replay, "可以恢复。"));
	cr_assert(replay_sees(w.replay, "1 是（y）    0 否（回车、Esc）"));
	close_world(&w);
}

Test(prompt, typed)
{
	struct world w;
	open_world(&w);
	prompt_typed(w.stack, "合并两份档案？", "不能撤回。", "张三", yes_done, &w);
	keys(&w, "李四 Enter", "");
	cr_assert(replay_sees(w.replay, "没有执行"));
	keys(&w, "Ctrl-U 張三 Enter", "yes ");
	prompt_typed(w.stack, "合并？", "", "1234", yes_done, &w);
	keys(&w, "Enter １２３４ Enter", "yes ");
	prompt_typed(w.stack, "合并？", "", "", yes_done, &w);
	keys(&w, "Enter", "");
	keys(&w, "Esc", "no ");
	close_world(&w);
}

Test(prompt, text_scrolls)
{
	struct world w;
	struct str text = {0};
	open_world(&w);
	for (int i = 1; i <= 100; i++)
		str_addf(&text, "第%d行\n", i);
	prompt_text(w.stack, "帮助", str_c(&text), text_done, &w);
	keys(&w, "x", "");
	cr_assert(replay_sees(w.replay, "第1行"));
	keys(&w, "Down", "");
	cr_assert_not(replay_sees(w.replay, "第1行 "));
	keys(&w, "PgDn PgDn PgDn PgDn PgDn PgDn PgDn", "");
	cr_assert(replay_sees(w.replay, "第100行"));
	keys(&w, "PgUp Up", "");
	cr_assert_not(replay_sees(w.replay, "第100行"));
	keys(&w, "Enter", "closed ");
	prompt_text(w.stack, NULL, NULL, NULL, NULL);
	keys(&w, "Esc", "");
	prompt_text(w.stack, NULL, "短", text_done, &w);
	keys(&w, "F10", "closed ");
	str_free(&text);
	close_world(&w);
}

Test(prompt, every_size)
{
	struct world w;
	open_world(&w);
	stack_set_minimum(w.stack, 0, 0);
	for (int kind = 0; kind < 4; kind++) {
		if (kind == 0)
			prompt_line(w.stack, "标题", "说明", "文字", NULL, NULL);
		else if (kind == 1)
			prompt_yes(w.stack, "真的？", "很长的说明很长的说明", NULL, NULL, NULL);
		else if (kind == 2)
			prompt_typed(w.stack, "真的？", "说明", "张三", NULL, NULL);
		else
			prompt_text(w.stack, "标题", "一\n二\n三", NULL, NULL);
		for (int rows = 1; rows < 12; rows++)
			for (int cols = 1; cols < 70; cols += 3) {
				term_set_size(replay_term(w.replay), rows, cols);
				cr_assert(stack_drain(w.stack));
			}
		cr_assert_eq(stack_depth(w.stack), 2);
		stack_pop(w.stack);
	}
	close_world(&w);
}

/* Left unanswered they go with the stack and answer nothing. */
Test(prompt, unanswered)
{
	struct world w;
	open_world(&w);
	prompt_line(w.stack, "", "", "", line_done, &w);
	prompt_yes(w.stack, "", "", NULL, yes_done, &w);
	stack_free(w.stack);
	cr_assert_eq(w.log.n, 0);
	w.stack = NULL;
	close_world(&w);
}
