#include <criterion/criterion.h>
#include <string.h>

#include <binggui/base/vec.h>
#include <binggui/domain/owing.h>
#include <binggui/domain/visitmap.h>
#include <binggui/table/table.h>
#include <unit/domain/rig.h>

/* What the declared frequencies still owe on 2026-11-23, and how far a year's visits reached. */

static struct rig g;
static struct err e;
static struct owing owing;
static uint64_t zhang;

/* An undo brings back whatever was stored before conditions were looked at. */
static const char *action;

static uint64_t put(const char *table, const char *const *values)
{
	const struct def_table *t = defs_table(g.defs, table);
	struct record r = {0};
	struct change c = {.table = t, .record = &r};

	for (; *values; values += 2)
		record_set(&r, def_field(t, values[0])->number, values[1]);
	const struct save_options how = {.skip_check = true, .action = action};
	cr_assert(table_save(g.archive, &c, 1, &how, &e), "%s", e.text);
	uint64_t id = r.id;
	change_free(&c);
	record_free(&r);
	return id;
}
#define PUT(table, ...) put(table, (const char *const[]){__VA_ARGS__, NULL})

static uint64_t person(const char *name, const char *focus)
{
	return PUT("person", "name", name, "village", "610927100200", "life_state", "在档", "focus",
		focus);
}

static void visit(uint64_t who, const char *date, const char *met)
{
	char text[32];

	record_id_text(who, text);
	PUT("visit", "person", text, "date", date, "met", met, "by", "李卫国");
}

static void plan(const char *name, const char *who, const char *every, const char *unit,
	const char *times, const char *warn)
{
	PUT("visit_plan", "name", name, "who", who, "every", every, "unit", unit, "times", times,
		"warn_days", warn);
}

static const struct owing_line *look(uint64_t who)
{
	owing_free(&owing);
	cr_assert(owing_load(&owing, g.archive, NULL, &e), "%s", e.text);
	for (size_t i = 0; i < owing.n; i++)
		if (owing.at[i].person == who)
			return &owing.at[i];
	return NULL;
}

static void open_rig(void)
{
	rig_open(&g);
	e = (struct err){0};
	zhang = person("张三", "是");
	person("李四", "否");
	plan("重点", "focus = 是", "1", "季", "1", "15");
}

static void close_rig(void)
{
	owing_free(&owing);
	rig_close(&g);
}

TestSuite(owing, .init = open_rig, .fini = close_rig);

Test(owing, never_visited_is_owed_and_only_whom_the_condition_means)
{
	const struct owing_line *l = look(zhang);

	cr_assert(l);
	cr_assert_eq(owing.n, 1);
	cr_assert_eq(owing.overdue, 1);
	cr_assert(date_none(l->last));
	cr_assert_eq(l->visits, 0);
}

Test(owing, a_visit_within_the_period_pays_it)
{
	visit(zhang, "2026-10-20", "见到");
	cr_assert_null(look(zhang));
}

/* A household of its own for somebody; its reference. */
static const char *live(uint64_t who)
{
	static char household[32];
	const struct def_table *t = defs_table(g.defs, "person");
	struct record base = {0}, r = {0};

	record_id_text(
		PUT("household", "household_no", "610927100200001", "village", "610927100200"),
		household);
	cr_assert(table_get(g.archive, t, who, &base, &e), "%s", e.text);
	record_copy(&r, &base);
	record_set(&r, def_field(t, "household")->number, household);
	struct change c = {.table = t, .base = &base, .record = &r};
	cr_assert(table_save(g.archive, &c, 1, &(struct save_options){.skip_check = true}, &e));
	change_free(&c);
	record_free(&base);
	record_free(&r);
	return household;
}

Test(owing, a_visit_to_the_household_pays_for_who_lives_there)
{
	uint64_t wang = person("王五", "是");

	const char *home = live(zhang);
	PUT("visit", "household", home, "date", "2026-10-20", "met", "未遇", "by", "李卫国");
	cr_assert(look(zhang));
	PUT("visit", "household", home, "date", "2026-10-21", "met", "见到", "by", "李卫国");
	cr_assert_null(look(zhang));
	cr_assert(look(wang), "who lives elsewhere is owed still");
}

Test(owing, only_those_who_are_asked_for)
{
	person("王五", "是");
	cr_assert(owing_load(&owing, g.archive, "name = 王五", &e), "%s", e.text);
	cr_assert_eq(owing.n, 1);
	cr_assert_neq(owing.at[0].person, zhang);
}

Test(owing, nobody_met_pays_nothing_but_the_family_does)
{
	visit(zhang, "2026-10-20", "未遇");
	cr_assert(look(zhang));
	visit(zhang, "2026-10-21", "家属");
	cr_assert_null(look(zhang));
}

Test(owing, days_overdue_are_counted_from_the_period_after_the_last_visit)
{
	visit(zhang, "2026-08-13", "见到");
	const struct owing_line *l = look(zhang); /* owed from 2026-11-13 on */
	cr_assert(l);
	cr_assert_eq(l->days, 10, "%d", l->days);
	cr_assert_eq(l->visits, 0);
	cr_assert_eq(owing.overdue, 1);
}

Test(owing, soon_due_stands_behind_what_is_owed)
{
	uint64_t wang = person("王五", "是");

	visit(zhang, "2026-08-28", "见到"); /* until 11-28: five days left */
	const struct owing_line *l = look(zhang);
	cr_assert(l);
	cr_assert_eq(l->days, -5, "%d", l->days);
	cr_assert_eq(owing.n, 2);
	cr_assert_eq(owing.overdue, 1);
	cr_assert_eq(owing.at[0].person, wang, "never visited comes first");
}

Test(owing, twice_a_year_needs_two)
{
	uint64_t li = PUT("person", "name", "陈二", "village", "610927100200", "life_state", "在档",
		"focus_kind", "困难");

	plan("困难", "focus_kind = 困难", "1", "年", "2", "0");
	visit(li, "2026-06-01", "见到");
	const struct owing_line *l = look(li);
	cr_assert(l);
	cr_assert_eq(l->visits, 1);
	cr_assert_eq(l->times, 2);
	visit(li, "2026-11-01", "见到");
	cr_assert_null(look(li));
}

Test(owing, a_frequency_that_has_ended_asks_nothing_and_a_wrong_one_is_named)
{
	PUT("visit_plan", "name", "旧的", "who", "name != \"\"", "every", "1", "unit", "月",
		"times", "1", "to", "2025-12-31");
	visit(zhang, "2026-10-20", "见到");
	cr_assert_null(look(zhang));
	action = "undo";
	plan("写错的", "nonsense = 1", "1", "月", "1", "0");
	plan("好的", "name != \"\"", "1", "月", "2", "0");
	owing_free(&owing);
	cr_assert(owing_load(&owing, g.archive, NULL, &e), "%s", e.text);
	cr_assert(strstr(str_c(&owing.bad), "“写错的”的对象条件读不懂，没有算它：第1列"), "%s",
		str_c(&owing.bad));
	cr_assert_gt(owing.n, 0, "the others are asked all the same");
}

/* ---- the map --------------------------------------------------------------------------------- */

Test(owing, the_map_counts_people_once_a_month_and_once_a_year)
{
	struct visitmap m;
	struct ids ids = {0};

	visit(zhang, "2026-10-02", "见到");
	visit(zhang, "2026-10-20", "见到");
	visit(zhang, "2026-03-20", "见到");
	visit(zhang, "2026-02-20", "未遇");
	visit(zhang, "2025-10-20", "见到"); /* thirteen months ago */
	const char *home = live(zhang);
	PUT("visit", "household", home, "date", "2026-05-20", "met", "见到");
	cr_assert(visitmap_load(&m, g.archive, (struct date){2026, 11, 23}, &e), "%s", e.text);
	size_t at = 0;
	while (at < m.places.n && strcmp(visitmap_name(&m, at), "蔬菜村") != 0)
		at++;
	cr_assert_lt(at, m.places.n);
	cr_assert_eq(m.places.at[at].people, 2);
	cr_assert_eq(visitmap_month(&m, 0).month, 12);
	cr_assert_eq(m.places.at[at].visited[10], 1, "October once");
	cr_assert_eq(m.places.at[at].visited[3], 1, "March");
	cr_assert_eq(m.places.at[at].visited[5], 1, "the household in May");
	cr_assert_eq(m.places.at[at].visited[2], 0, "nobody met in February");
	cr_assert_eq(m.places.at[at].visited[VISITMAP_YEAR], 1);
	visitmap_people(&m, at, 10, true, &ids);
	cr_assert_eq(ids.n, 1);
	cr_assert_eq(ids.at[0], zhang);
	visitmap_people(&m, at, 10, false, &ids);
	cr_assert_eq(ids.n, 1);
	cr_assert_neq(ids.at[0], zhang);
	vec_free(&ids);
	visitmap_free(&m);
}
