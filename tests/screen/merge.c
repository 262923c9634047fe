#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include <binggui/app/book.h>
#include <binggui/table/batch.h>
#include <binggui/table/journal.h>
#include <binggui/table/table.h>
#include <lib/golden.h>
#include <lib/world.h>

/* Two people who turned out to be one: which, side by side, confirmed, and two again. */

static struct world w;
static const uint64_t ZHANG = UINT64_C(1) << 40 | 1;
static uint64_t twin;

static const struct def_table *table(const char *name)
{
	return defs_table(w.app.archive->defs, name);
}

/* A record of that table that belongs to somebody. */
static uint64_t put(const char *name, uint64_t whose, const char *field, const char *value)
{
	const struct def_table *t = table(name);
	struct record r = {0};
	struct change c = {.table = t, .record = &r};
	struct err e = {0};
	char id[32];

	record_id_text(whose, id);
	record_set(&r, def_field(t, "person")->number, id);
	record_set(&r, def_field(t, field)->number, value);
	cr_assert(table_save(w.app.archive, &c, 1, NULL, &e), "%s", e.text);
	uint64_t made = r.id;
	change_free(&c);
	record_free(&r);
	return made;
}

static bool voided(const char *name, uint64_t id)
{
	struct record r = {0};
	struct err e = {0};

	cr_assert(table_get(w.app.archive, table(name), id, &r, &e), "%s", e.text);
	bool is = r.voided;
	record_free(&r);
	return is;
}

static void open_world(void)
{
	char id[19];

	world_open(&w, 24, 80);
	world_people(&w);
	world_id(id, "61242819540101", 903);
	twin = world_person(&w, "张三丰", id, "610927100201", "19900000009");
	put("service", twin, "unit", "某部");
	put("service", twin, "unit", "另一部");
}

static void close_world(void)
{
	world_close(&w);
}

TestSuite(merge, .init = open_world, .fini = close_world);

#define SEES(text)     cr_assert(world_sees(&w, text), "no “%s” in\n%s", text, world_text(&w))
#define SEES_NOT(text) cr_assert_not(world_sees(&w, text), "“%s” in\n%s", text, world_text(&w))

Test(merge, two_that_are_marked_become_one)
{
	world_keys(&w, "1 <text zsf> Ctrl-T");
	SEES("Ctrl-X 合并");
	world_keys(&w, "Ctrl-X");
	golden("merge-which", world_text(&w));
	world_keys(&w, "1");
	world_keys(&w, "Enter");
	SEES("还有 3 项");
	golden("merge", world_text(&w));
	world_keys(&w, "F2");
	SEES("没有合并");
	world_keys(&w, "Left Left Right");
	SEES("都选好了");
	golden("merge-chosen", world_text(&w));
	world_keys(&w, "<size 16x60>");
	golden("merge-small", world_text(&w));
	world_keys(&w, "<size 24x80> F2");
	golden("merge-confirm", world_text(&w));
	world_keys(&w, "<text 1234> Enter");
	SEES("没有执行");
	cr_assert_not(voided("person", twin));
	world_keys(&w, "Ctrl-U <text ９０１７> Enter");
	SEES("导入历史与撤销");
	SEES_NOT("已标记");
	cr_assert(voided("person", twin));
	cr_assert_str_eq(world_value(&w, "person", ZHANG, "phone1"), "19900000009");
	golden("merge-done", world_text(&w));
}

Test(merge, what_was_merged_is_two_again_when_undone)
{
	world_keys(&w, "1 <text zsf> Ctrl-T Ctrl-X 1 Enter Left Left Left F2 <text 9017> Enter");
	cr_assert(voided("person", twin));
	world_keys(&w, "Esc Esc Esc Ctrl-P <text 导入历史> Enter");
	SEES("合并 张三丰");
	world_keys(&w, "Ctrl-Z y");
	SEES("整批已撤销");
	cr_assert_not(voided("person", twin));
}

Test(merge, who_looks_alike_is_offered_first_and_finding_goes_on)
{
	world_keys(&w, "1 <text zsf> Ctrl-X");
	golden("merge-other", world_text(&w));
	world_keys(&w, "<text stf>");
	SEES("单田芳");
	world_keys(&w, "Enter");
	SEES("保留哪一条");
	world_keys(&w, "Esc");
	SEES("对象档案");
	world_keys(&w, "Ctrl-X <text zsf> Enter");
	SEES("同一条记录");
}

Test(merge, from_the_book_which_goes_on_with_whoever_stays)
{
	book_push(&w.app, table("person"), ZHANG);
	world_keys(&w, "Ctrl-X Enter");
	SEES("保留哪一条");
	world_keys(&w, "<text 2> Enter Right Left Left F2 <text 9017> Enter");
	SEES_NOT("保留哪一条");
	SEES("一人一册");
	SEES("新华村");
	SEES("服役经历 2");
	cr_assert(voided("person", ZHANG));
	cr_assert_not(voided("person", twin));
}

Test(merge, of_what_each_may_have_once_one_is_chosen)
{
	uint64_t first = put("disability", ZHANG, "level", "七级");
	uint64_t second = put("disability", twin, "level", "五级");

	world_keys(&w, "1 <text zsf> Ctrl-T Ctrl-X 1 Enter");
	SEES("伤残登记");
	SEES("还有 4 项");
	golden("merge-rival", world_text(&w));
	world_keys(&w, "Right Left Left Left F2");
	SEES("残登记 1-1");
	world_keys(&w, "<text 9017> Enter");
	cr_assert(voided("disability", first));
	cr_assert_not(voided("disability", second));
}

Test(merge, the_arrows_are_not_needed_and_one_side_alone_is_no_choice)
{
	world_keys(&w, "1 <text zsf> Ctrl-T Ctrl-X 1 Enter F5 F4 Enter");
	SEES("都选好了");
	SEES("* 19900000001");
	world_keys(&w, "End Enter");
	SEES("* 19900000009");
	world_keys(&w, "Esc");
	SEES("已标记 2");
	world_keys(&w, "Esc Ctrl-U Ins Ctrl-X");
	SEES("正好标记两条");
}

Test(merge, a_secret_is_shown_only_when_asked_for_and_that_is_journalled)
{
	world_keys(&w, "1 <text zsf> Ctrl-T Ctrl-X 1 Enter");
	SEES_NOT("612428195401019017");
	uint64_t before = journal_last(w.app.archive);
	world_keys(&w, "Ctrl-R");
	SEES("612428195401019017");
	cr_assert_eq(journal_last(w.app.archive), before + 2);
}
