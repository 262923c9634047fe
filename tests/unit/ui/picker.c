#include <binggui/ui/picker.h>

#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/ui/replay.h>

struct world {
	size_t index;
	int answers;
	struct stack *stack;
	struct replay *replay;
	struct keymap *map;
};

static const struct screen_ops ground = {.name = "底"};
static const struct picker_item marriage[] = {
	{"未婚", "10"}, {"已婚", "20"}, {"丧偶", "30"}, {"离婚", "40"}, {"未说明的婚姻状况", "90"}};

static void done(void *x, size_t index)
{
	struct world *w = x;
	w->index = index;
	w->answers++;
}

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
}

static void choose(const char *query, const char *keys, size_t wanted)
{
	struct world w;
	open_world(&w);
	picker_items(w.stack, "婚姻状况", marriage, 5, 1, query, done, &w);
	cr_assert(replay_keys(w.replay, keys, NULL));
	cr_assert_eq(w.answers, 1, "%s", keys);
	cr_assert_eq(w.index, wanted, "%s: %zu", keys, w.index);
	cr_assert_eq(stack_depth(w.stack), 1);
	close_world(&w);
}

Test(picker, every_way_to_choose)
{
	choose(NULL, "Enter", 1);
	choose(NULL, "Down Enter", 2);
	choose(NULL, "4 Enter", 3);     /* number */
	choose(NULL, "40 Enter", 3);    /* code */
	choose(NULL, "４ Enter", 3);    /* with an input method on */
	choose(NULL, "lh Enter", 3);    /* initials */
	choose(NULL, "lihun Enter", 3); /* pinyin */
	choose(NULL, "离 Enter", 3);
	choose(NULL, "離 Enter", 3);
	choose("so", "Enter", 2);
	choose(NULL, "婚 End Enter", 4);
	choose(NULL, "zzz Enter Ctrl-U 1 Enter", 0);
	choose(NULL, "Esc", PICKER_NONE);
	choose(NULL, "1 Esc Esc", PICKER_NONE);
	choose(NULL, "F10", PICKER_NONE);
}

Test(picker, picture)
{
	struct world w;
	open_world(&w);
	picker_items(w.stack, "婚姻状况", marriage, 5, 0, "", done, &w);
	cr_assert(replay_keys(w.replay, "wh", NULL));
	cr_assert(replay_sees(w.replay, "┌ 婚姻状况 ─"));
	cr_assert(replay_sees(w.replay, "查找：wh"));
	cr_assert(replay_sees(w.replay, "▸    1 未婚"));
	cr_assert_not(replay_sees(w.replay, "丧偶"));
	close_world(&w);
}

Test(picker, ranks)
{
	const struct picker_item item = {"城关镇", "610925100"};
	cr_assert_eq(picker_match(&item, 3, "3"), 1);
	cr_assert_eq(picker_match(&item, 3, "610925100"), 1);
	cr_assert_eq(picker_match(&item, 35, "3"), 2);
	cr_assert_eq(picker_match(&item, 0, "6109"), 2);
	cr_assert_eq(picker_match(&item, 0, "cgz"), 3);
	cr_assert_eq(picker_match(&item, 0, "城关"), 3);
	cr_assert_eq(picker_match(&item, 0, "关镇"), 4);
	cr_assert_eq(picker_match(&item, 0, "gz"), 4);
	cr_assert_eq(picker_match(&item, 0, "x"), 0);
	cr_assert_eq(picker_match(&item, 0, ""), 4);
	cr_assert_eq(picker_match(&item, 0, NULL), 4);
	cr_assert_eq(picker_match(&(struct picker_item){0}, 0, "x"), 0);
}

Test(picker, nothing_to_choose)
{
	struct world w;
	open_world(&w);
	picker_items(w.stack, NULL, NULL, 0, 0, NULL, done, &w);
	cr_assert(replay_keys(w.replay, "Enter Down", NULL));
	cr_assert_eq(w.answers, 0);
	cr_assert(replay_keys(w.replay, "Esc", NULL));
	cr_assert_eq(w.index, PICKER_NONE);
	close_world(&w);
}

static size_t count(void *x, bool *more)
{
	(void)x;
	(void)more;
	return 1000;
}

static void row(void *x, size_t index, struct str *cells)
{
	(void)x;
	str_addf(&cells[0], "第%zu个", index);
}

static const struct listview_model model = {.count = count, .row = row};

Test(picker, a_list_that_is_fetched)
{
	static const struct listview_column column = {"村", 0, LISTVIEW_LEFT};
	struct world w;
	open_world(&w);
	picker_model(w.stack, "户籍村", &model, NULL, &column, 1, NULL, done, &w);
	cr_assert(replay_keys(w.replay, "PgDn", NULL));
	cr_assert(replay_sees(w.replay, "1,000"));
	cr_assert(replay_keys(w.replay, "End Up Enter", NULL));
	cr_assert_eq(w.index, 998);
	close_world(&w);
}
