#include <criterion/criterion.h>
#include <string.h>

#include <binggui/app/movebox.h>
#include <binggui/base/vec.h>
#include <binggui/table/table.h>
#include <lib/golden.h>
#include <lib/world.h>

/* 办理: what a record allows now, asked for, made and told. */

static struct world w;

static void open_world(void)
{
	world_open(&w, 24, 80);
	world_people(&w);
}

static void close_world(void)
{
	world_close(&w);
}

TestSuite(move, .init = open_world, .fini = close_world);

#define SEES(text)     cr_assert(world_sees(&w, text), "no “%s” in\n%s", text, world_text(&w))
#define SEES_NOT(text) cr_assert(!world_sees(&w, text), "“%s” in\n%s", text, world_text(&w))

static uint64_t zhang(void)
{
	const struct def_table *t = defs_table(w.app.archive->defs, "person");
	struct ids ids = {0};
	struct err e = {0};

	cr_assert(table_by_index(
		w.app.archive, t, def_field(t, "village"), "610927100200", 0, &ids, &e));
	uint64_t id = ids.at[0];
	vec_free(&ids);
	return id;
}

/* A card of that person in a state that it may begin with. */
static uint64_t card_of(uint64_t person, const char *state)
{
	const struct def_table *t = defs_table(w.app.archive->defs, "card");
	struct record r = {0};
	struct err e = {0};
	char owner[32];

	record_id_text(person, owner);
	record_set(&r, t->owner->number, owner);
	record_set(&r, def_field(t, "kind")->number, "退役军人");
	record_set(&r, def_field(t, "state")->number, state);
	struct change c = {.table = t, .record = &r};
	cr_assert(table_save(w.app.archive, &c, 1, &(struct save_options){.skip_check = true}, &e),
		"%s", e.text);
	uint64_t id = r.id;
	change_free(&c);
	record_free(&r);
	return id;
}

Test(move, the_moves_are_numbered)
{
	world_keys(&w, "1 <text zsf> F9");
	golden("move-list", world_text(&w));
}

Test(move, what_is_needed_is_asked_with_today_for_a_date)
{
	world_keys(&w, "1 <text zsf> F9 1 Enter");
	golden("move-page", world_text(&w));
}

Test(move, one_key_ends_a_life_and_all_that_hung_on_it)
{
	uint64_t person = zhang(), card = card_of(person, "已发");

	world_keys(&w, "1 <text zsf> F9 1 Enter Ctrl-U <text 0401> F2");
	SEES("“去世”已办；连带：《优待证》停用 1 条");
	cr_assert_str_eq(world_value(&w, "person", person, "life_state"), "去世");
	cr_assert_str_eq(world_value(&w, "person", person, "death_date"), "2020-04-01");
	cr_assert_str_eq(world_value(&w, "card", card, "state"), "停用");
	cr_assert_str_eq(world_value(&w, "card", card, "reason"), "持证人去世");
	cr_assert_str_eq(world_value(&w, "person_change", person, "act"), "去世");
	world_keys(&w, "Ctrl-N Ctrl-Z y");
	cr_assert_str_eq(world_value(&w, "person", person, "life_state"), "在档");
	cr_assert_str_eq(world_value(&w, "card", card, "state"), "已发", "one key takes all back");
}

Test(move, what_is_missing_or_wrong_is_told_beside_it)
{
	world_keys(&w, "1 <text zsf> F9 1 Enter Ctrl-U F2");
	SEES("要填“去世日期”");
	world_keys(&w, "<text 20200501> F2");
	SEES("去世日期在今天以后");
	world_keys(&w, "Esc y");
	cr_assert_str_eq(world_value(&w, "person", zhang(), "life_state"), "在档");
}

Test(move, a_forbidden_one_says_why)
{
	uint64_t person = zhang();

	card_of(person, "申请");
	world_keys(&w, "1 <text zsf> F9 1 Enter F2 Esc Esc");
	card_of(person, "待领");
	world_keys(&w, "Ctrl-P <text 优待证> Enter F9");
	SEES("发放");
	golden("move-forbidden", world_text(&w));
}

Test(move, the_state_is_not_typed_into_a_stored_record)
{
	world_keys(&w, "1 <text zsf> Enter F6 <text 人员状态> Enter");
	SEES("按 F9 办理，不直接改");
	world_keys(&w, "<text 去世> F2");
	cr_assert_str_eq(world_value(&w, "person", zhang(), "life_state"), "在档");
	world_keys(&w, "F9");
	SEES("现在是“在档”");
}

Test(move, a_register_without_a_flow_says_so)
{
	world_keys(&w, "Ctrl-P <text 行政区划> Enter F9");
	SEES("没有要一步步办理的事");
}

Test(move, the_form_is_saved_first)
{
	world_keys(&w, "1 <text zsf> Enter F6 <text 曾用名> Enter <text 张四> F9");
	SEES("先按 F2 存盘，再办理");
}

/* The line drops while a move is being filled in: it is offered again with the same move. */
Test(move, what_was_typed_is_offered_again)
{
	world_keys(&w, "1 <text zsf> Enter F9 <text 注销> Enter <text 重复建档了> <hangup>");
	world_restart(&w);
	world_keys(&w, "1 <text zsf> Enter F9 <text 注销> Enter");
	SEES("有一份没存盘的草稿");
	world_keys(&w, "y");
	SEES("重复建档了");
	world_keys(&w, "F2");
	cr_assert_str_eq(world_value(&w, "person", zhang(), "life_state"), "注销");
	struct draft_list list = {0};
	struct err e = {0};
	cr_assert(draft_list(w.app.archive, &list, &e), "%s", e.text);
	cr_assert_eq(list.n, 0, "gone with the move");
	draft_list_free(&list);
}

Test(move, a_draft_of_a_move_is_opened_as_that_move)
{
	world_keys(&w, "1 <text zsf> Enter F9 <text 注销> Enter <text 重复建档了> <hangup>");
	world_restart(&w);
	struct draft_list list = {0};
	struct err e = {0};
	cr_assert(draft_list(w.app.archive, &list, &e), "%s", e.text);
	cr_assert_eq(list.n, 1);
	cr_assert(list.at[0].record && list.at[0].slot);
	movebox_push_draft(&w.app, &list.at[0]);
	draft_list_free(&list);
	world_keys(&w, "y");
	SEES("办理：注销");
	SEES("重复建档了");
	world_keys(&w, "Esc y");
	cr_assert(draft_list(w.app.archive, &list, &e), "%s", e.text);
	cr_assert_eq(list.n, 0, "given up");
	draft_list_free(&list);
}
