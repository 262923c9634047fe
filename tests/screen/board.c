#include <criterion/criterion.h>
#include <string.h>

#include <binggui/table/table.h>
#include <lib/golden.h>
#include <lib/world.h>

/* The board of a small town: filled, assigned, moved, ended, handed over, taken back. */

static struct world w;

static uint64_t put(const char *table, const char *const *values)
{
	const struct def_table *t = defs_table(w.app.archive->defs, table);
	struct record r = {0};
	struct change c = {.table = t, .record = &r};
	struct err e = {0};

	for (; *values; values += 2)
		record_set(&r, def_field(t, values[0])->number, values[1]);
	cr_assert(table_save(w.app.archive, &c, 1, NULL, &e), "%s", e.text);
	uint64_t id = r.id;
	change_free(&c);
	record_free(&r);
	return id;
}

static void staff(const char *name, const char *tier, const char *station, const char *limit)
{
	const char *const values[] = {"name", name, "unit", "城关镇退役军人服务站", "tier", tier,
		"kind", "专干", "station", station, "max_pairs", limit, NULL};

	put("staff", values);
}

static void open_world(void)
{
	world_open(&w, 24, 80);
	world_people(&w);
	staff("陈县", "县", "", "");
	staff("赵镇", "镇", "610927100000", "1");
	staff("孙镇", "镇", "610927100000", "");
	staff("周村", "村", "610927100200", "");
	world_keys(&w, "Ctrl-P <text 结对与网格> Enter");
}

static void close_world(void)
{
	world_close(&w);
}

TestSuite(board, .init = open_world, .fini = close_world);

#define SEES(text)     cr_assert(world_sees(&w, text), "no “%s” in\n%s", text, world_text(&w))
#define SEES_NOT(text) cr_assert_not(world_sees(&w, text), "“%s” in\n%s", text, world_text(&w))

Test(board, shows_gaps_and_who_could_fill_them)
{
	golden("board", world_text(&w));
	world_keys(&w, "<size 16x60>");
	golden("board-60x16", world_text(&w));
	world_keys(&w, "<size 24x80> Right");
	SEES("[镇级]");
	SEES("赵镇 0/1");
	world_keys(&w, "<text zsf>");
	SEES("张三丰");
	SEES_NOT("单田芳");
	world_keys(&w, "Esc Right");
	SEES("[村级]");
}

Test(board, a_plan_is_shown_applied_and_taken_back)
{
	world_keys(&w, "F7");
	golden("board-plan", world_text(&w));
	world_keys(&w, "F5");
	SEES("只看没有办法的");
	world_keys(&w, "F5");
	golden("board-plan-loads", world_text(&w));
	world_keys(&w, "<size 16x60>");
	golden("board-plan-60x16", world_text(&w));
	world_keys(&w, "<size 24x80> F2");
	SEES("Ctrl-Z 整个撤销");
	golden("board-filled", world_text(&w));
	world_keys(&w, "F5");
	SEES("只看有空缺的");
	SEES_NOT("张三丰");
	world_keys(&w, "F5 Ctrl-Z");
	SEES("整个撤销刚才的补齐或移交");
	world_keys(&w, "y");
	SEES("已撤销");
	world_keys(&w, "Up");
	SEES("缺 18 处");
}

Test(board, esc_leaves_a_plan_unwritten)
{
	world_keys(&w, "F7 Esc");
	SEES("缺 18 处");
	cr_assert_eq(archive_count(w.app.archive, defs_table(w.app.archive->defs, "pairing")), 0);
}

Test(board, one_is_assigned_moved_and_ended)
{
	world_keys(&w, "<text zsf> Right Enter");
	golden("board-pick", world_text(&w));
	world_keys(&w, "1");
	world_keys(&w, "Enter");
	SEES("张三丰的镇级：赵镇");
	SEES("[赵镇]");
	SEES("赵镇 1/1满");
	world_keys(&w, "F6");
	SEES("换成谁");
	world_keys(&w, "Enter");
	SEES("结束原因");
	world_keys(&w, "Enter");
	SEES("[孙镇]");
	world_keys(&w, "Ctrl-Z");
	SEES("[赵镇]");
	world_keys(&w, "F8 Enter");
	SEES("结对已结束");
	SEES("[── 缺]");
	world_keys(&w, "Ctrl-Z Ctrl-Z");
	SEES("[── 缺]");
	world_keys(&w, "Ctrl-Z");
	SEES("没有做过什么");
}

Test(board, what_cannot_be_is_said)
{
	world_keys(&w, "<text zzm> Right Enter");
	SEES("没有可选的人：当地没有这一级的人");
	world_keys(&w, "F8");
	SEES("不用结束");
	world_keys(&w, "F6");
	SEES("按 Enter 选人");
}

Test(board, a_leaving_colleague_hands_over)
{
	world_keys(&w, "F9");
	SEES("没有人名下有结对");
	world_keys(&w, "F7 F2 F9 <text 赵镇>");
	golden("board-leaving", world_text(&w));
	world_keys(&w, "Enter");
	SEES("交给谁");
	world_keys(&w, "Enter");
	SEES("原因");
	world_keys(&w, "Enter");
	golden("board-handover", world_text(&w));
	world_keys(&w, "F2");
	SEES("新结对 1 条，结束 1 条");
}

Test(board, the_grid_unit_is_chosen_and_kept)
{
	world_keys(&w, "F3 <text xhc>");
	SEES("新华村");
	world_keys(&w, "Enter");
	SEES("结对与网格：新华村");
	SEES("单田芳");
	SEES_NOT("张三丰");
	world_keys(&w, "Esc Ctrl-P <text 结对与网格> Enter");
	SEES("结对与网格：新华村");
	world_keys(&w, "F2");
	SEES("单田芳");
	SEES("一册");
}

Test(board, one_who_works_here_begins_in_the_area_of_the_own_station)
{
	staff("测试员", "镇", "610927103200", "");
	world_keys(&w, "Esc Ctrl-P <text 结对与网格> Enter");
	SEES("尉迟恭");
	SEES_NOT("张三丰");
}

Test(board, overload_and_wrong_places_are_marked_in_words)
{
	world_keys(&w, "F7 F2");
	struct err e = {0};
	const struct def_table *t = defs_table(w.app.archive->defs, "staff");
	struct record base = {0}, r = {0};
	cr_assert(table_get(w.app.archive, t, UINT64_C(1) << 40 | 2, &base, &e), "%s", e.text);
	record_copy(&r, &base);
	record_set(&r, def_field(t, "max_pairs")->number, "0");
	struct change c = {.table = t, .base = &base, .record = &r};
	cr_assert(table_save(w.app.archive, &c, 1, NULL, &e), "%s", e.text);
	change_free(&c);
	record_free(&base);
	record_free(&r);
	world_keys(&w, "Right");
	SEES("赵镇!超");
	SEES("超限 1 人");
}
