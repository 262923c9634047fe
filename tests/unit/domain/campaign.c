#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include <binggui/base/vec.h>
#include <binggui/domain/campaign.h>
#include <binggui/domain/roll.h>
#include <binggui/domain/visiting.h>
#include <binggui/domain/walksheet.h>
#include <binggui/table/batch.h>
#include <binggui/table/journal.h>
#include <binggui/table/table.h>
#include <unit/domain/rig.h>

/* A campaign from its condition to its last visit: who is on the list, who was visited, who came later. */

static struct rig g;
static struct err e;
static uint64_t zhang, li, wang, campaign;

#define TOWN    "610927100000"
#define NEW     "610927100200" /* two villages of that town */
#define GREEN   "610927100201"
#define FARAWAY "610927103200"

/* Saves a record of field, value, …, NULL; returns its id. */
static uint64_t put(const char *table, const char *const *values)
{
	const struct def_table *t = defs_table(g.defs, table);
	struct record r = {0};
	struct change c = {.table = t, .record = &r};

	for (; *values; values += 2)
		record_set(&r, def_field(t, values[0])->number, values[1]);
	cr_assert(table_save(g.archive, &c, 1, &(struct save_options){.skip_check = true}, &e),
		"%s", e.text);
	uint64_t id = r.id;
	change_free(&c);
	record_free(&r);
	return id;
}
#define PUT(table, ...) put(table, (const char *const[]){__VA_ARGS__, NULL})

static const char *id_text(uint64_t id)
{
	static char text[8][32];
	static int at;

	at = (at + 1) % 8;
	record_id_text(id, text[at]);
	return text[at];
}

static uint64_t person(const char *name, const char *village, const char *birth)
{
	return PUT(
		"person", "name", name, "village", village, "life_state", "在档", "birth", birth);
}

static const char *value(const char *table, uint64_t id, const char *field)
{
	static char text[256];
	const struct def_table *t = defs_table(g.defs, table);
	struct record r = {0};

	cr_assert(table_get(g.archive, t, id, &r, &e), "%s", e.text);
	snprintf(text, sizeof text, "%s", record_field(&r, def_field(t, field)));
	record_free(&r);
	return text;
}

/* An undo brings back whatever was stored before conditions were looked at. */
static const char *action;

static void change(const char *table, uint64_t id, const char *field, const char *to)
{
	const struct def_table *t = defs_table(g.defs, table);
	struct record base = {0}, r = {0};

	cr_assert(table_get(g.archive, t, id, &base, &e), "%s", e.text);
	record_copy(&r, &base);
	record_set(&r, def_field(t, field)->number, to);
	struct change c = {.table = t, .base = &base, .record = &r};
	const struct save_options how = {.skip_check = true, .action = action};
	cr_assert(table_save(g.archive, &c, 1, &how, &e), "%s", e.text);
	change_free(&c);
	record_free(&base);
	record_free(&r);
}

/* The line of a person; the record is the caller's. */
static struct record line_of(uint64_t who)
{
	struct record r = {0};

	cr_assert(visiting_target(g.archive, id_text(campaign), id_text(who), &r, &e),
		"not on the list");
	return r;
}

static const char *line(uint64_t who, const char *field)
{
	struct record r = line_of(who);
	uint64_t id = r.id;

	record_free(&r);
	return value("campaign_target", id, field);
}

static uint64_t visit(uint64_t who, const char *met)
{
	return PUT("visit", "person", id_text(who), "campaign", id_text(campaign), "date",
		"2026-11-20", "met", met, "by", "李卫国");
}

static struct campaign_work work(void)
{
	return (struct campaign_work){.archive = g.archive, .campaign = campaign};
}

static struct campaign_made started(void)
{
	struct campaign_work w = work();
	struct campaign_made made;

	cr_assert(campaign_start(&w, &made, &e), "%s", e.text);
	return made;
}

static void open_rig(void)
{
	rig_open(&g);
	e = (struct err){0};
	visiting_follow(g.archive);
	zhang = person("张三", NEW, "1940-05-01");
	li = person("李四", GREEN, "1950-05-01");
	wang = person("王五", FARAWAY, "1945-05-01");
	person("赵六", NEW, "1990-05-01");
	campaign =
		PUT("campaign", "no", "1", "name", "八一走访", "kind", "八一", "from", "2026-11-01",
			"to", "2026-11-30", "area", TOWN, "who", "age >= 60", "state", "筹备");
}

static void close_rig(void)
{
	rig_close(&g);
}

TestSuite(campaign, .init = open_rig, .fini = close_rig);

static size_t missing(void)
{
	const struct def_table *t = defs_table(g.defs, "campaign");
	struct record r = {0};
	struct ids ids = {0};

	cr_assert(table_get(g.archive, t, campaign, &r, &e));
	cr_assert(campaign_missing(g.archive, &r, &ids, &e), "%s", e.text);
	size_t n = ids.n;
	vec_free(&ids);
	record_free(&r);
	return n;
}

Test(campaign, starting_freezes_who_satisfies_the_condition_within_the_area)
{
	struct campaign_made made = started();

	cr_assert_eq(made.added, 2);
	cr_assert_neq(made.batch, 0);
	cr_assert_str_eq(line(zhang, "state"), "未走访");
	cr_assert_str_eq(line(li, "added_late"), "");
	cr_assert_str_eq(value("campaign", campaign, "state"), "进行");
	cr_assert_str_eq(value("campaign", campaign, "frozen_on"), "2026-11-23");
	struct record r = {0};
	cr_assert_not(visiting_target(g.archive, id_text(campaign), id_text(wang), &r, &e),
		"another town");
	cr_assert_eq(missing(), 0);
}

Test(campaign, the_dead_are_not_on_it_and_the_county_has_those_without_a_village)
{
	uint64_t nowhere = person("无村", "", "1940-05-01");

	change("person", li, "death_date", "2019-01-01");
	change("person", li, "life_state", "去世");
	cr_assert_eq(missing(), 1);
	change("campaign", campaign, "area", "610927000000");
	cr_assert_eq(missing(), 3); /* 张三 王五 无村 */
	started();
	cr_assert_str_eq(line(nowhere, "state"), "未走访");
}

Test(campaign, a_wrong_condition_is_refused_with_its_place)
{
	struct campaign_work w = work();
	struct campaign_made made;

	action = "undo";
	change("campaign", campaign, "who", "age >= 60 and nonsense = 1");
	cr_assert_not(campaign_start(&w, &made, &e));
	cr_assert_eq(e.code, ERR_DATA, "%s", e.text);
	cr_assert(strstr(e.text, "第15列"), "%s", e.text);
	cr_assert_str_eq(value("campaign", campaign, "frozen_on"), "");
	change("campaign", campaign, "who", "age > 200");
	cr_assert_not(campaign_start(&w, &made, &e), "nobody is meant");
	cr_assert_eq(e.code, ERR_CHECK);
}

Test(campaign, the_colleague_of_the_lowest_level_is_responsible)
{
	uint64_t county =
		PUT("staff", "name", "县领导", "unit", "局", "tier", "县", "kind", "科级");
	uint64_t village =
		PUT("staff", "name", "村干部", "unit", "村", "tier", "村", "kind", "村干部");

	PUT("pairing", "person", id_text(zhang), "tier", "县", "staff", id_text(county), "from",
		"2026-01-01");
	PUT("pairing", "person", id_text(zhang), "tier", "村", "staff", id_text(village), "from",
		"2026-01-01");
	PUT("pairing", "person", id_text(li), "tier", "村", "staff", id_text(village), "from",
		"2025-01-01", "to", "2025-12-31");
	PUT("pairing", "person", id_text(li), "tier", "县", "staff", id_text(county), "from",
		"2026-01-01");
	started();
	cr_assert_str_eq(line(zhang, "assigned"), id_text(village));
	cr_assert_str_eq(line(li, "assigned"), id_text(county), "an ended pair counts no more");
}

Test(campaign, later_arrivals_are_told_and_added_knowingly)
{
	struct campaign_work w = work();
	struct campaign_made made;

	started();
	uint64_t late = person("孙后来", NEW, "1950-01-01");
	cr_assert_eq(missing(), 1);
	cr_assert(campaign_add(&w, &late, 1, &made, &e), "%s", e.text);
	cr_assert_eq(made.added, 1);
	cr_assert_str_eq(line(late, "added_late"), "是");
	cr_assert_eq(missing(), 0);
	cr_assert_not(campaign_start(&w, &made, &e), "the list is frozen once");
	cr_assert(strstr(e.text, "已经定了"), "%s", e.text);
}

static bool stop_at_once(void *context, size_t done, size_t all)
{
	(void)context;
	(void)all;
	return done < 1;
}

Test(campaign, what_was_broken_off_goes_on)
{
	struct campaign_work w = work();
	struct campaign_made made;

	w.progress = stop_at_once;
	cr_assert(campaign_start(&w, &made, &e), "%s", e.text);
	cr_assert(made.stopped);
	cr_assert_str_eq(value("campaign", campaign, "state"), "筹备");
	made = started();
	cr_assert_eq(made.added, 1, "%zu", made.added);
	cr_assert_str_eq(value("campaign", campaign, "state"), "进行");
}

Test(campaign, a_list_is_taken_back_as_one)
{
	struct campaign_made made = started();
	struct batch_kept kept = {0};

	cr_assert(batch_undo(g.archive, made.batch, NULL, NULL, &kept, &e), "%s", e.text);
	cr_assert_eq(kept.n, 0);
	cr_assert_eq(missing(), 2);
	vec_free(&kept);
}

/* ---- visits ---------------------------------------------------------------------------------- */

Test(campaign, a_visit_closes_its_line_in_the_same_save_and_voiding_opens_it)
{
	started();
	uint64_t id = visit(zhang, "见到");
	cr_assert_str_eq(line(zhang, "state"), "已走访");
	cr_assert_str_eq(line(zhang, "visit"), id_text(id));
	cr_assert_str_eq(line(li, "state"), "未走访");
	cr_assert(visiting_void(g.archive, id, &e), "%s", e.text);
	cr_assert_str_eq(line(zhang, "state"), "未走访");
	cr_assert_str_eq(line(zhang, "visit"), "");
}

Test(campaign, a_save_that_is_undone_opens_the_line_again)
{
	struct journal_list mine = {0};

	started();
	uint64_t id = visit(zhang, "见到");
	cr_assert(journal_history(g.archive, defs_table(g.defs, "visit"), id, 1, &mine, &e));
	cr_assert(journal_undo(g.archive, mine.at[0].seq, &e), "%s", e.text);
	cr_assert_str_eq(line(zhang, "state"), "未走访");
	journal_list_free(&mine);
}

Test(campaign, another_visit_keeps_the_line_closed)
{
	started();
	uint64_t first = visit(zhang, "见到"), second = visit(zhang, "家属");
	cr_assert_str_eq(line(zhang, "visit"), id_text(first));
	cr_assert(visiting_void(g.archive, first, &e), "%s", e.text);
	cr_assert_str_eq(line(zhang, "state"), "已走访");
	cr_assert_str_eq(line(zhang, "visit"), id_text(second));
}

/* Whoever visits a household has visited all of its members who are on the list. */
Test(campaign, a_visit_to_a_household_closes_the_lines_of_its_members)
{
	const char *house =
		id_text(PUT("household", "household_no", "610927100200001", "village", NEW));
	char home_of[32];

	snprintf(home_of, sizeof home_of, "%s", house);
	change("person", zhang, "household", home_of);
	change("person", li, "household", home_of);
	started();
	uint64_t home = PUT("visit", "household", home_of, "campaign", id_text(campaign), "date",
		"2026-11-20", "met", "见到", "by", "李卫国");
	cr_assert_str_eq(line(zhang, "state"), "已走访");
	cr_assert_str_eq(line(zhang, "visit"), id_text(home));
	cr_assert_str_eq(line(li, "visit"), id_text(home));
	uint64_t own = visit(li, "见到");
	cr_assert(visiting_void(g.archive, home, &e), "%s", e.text);
	cr_assert_str_eq(line(zhang, "state"), "未走访");
	cr_assert_str_eq(line(li, "visit"), id_text(own), "his own visit closes it still");
}

Test(campaign, a_visit_to_the_household_keeps_the_line_of_a_voided_one_closed)
{
	const char *house =
		id_text(PUT("household", "household_no", "610927100200001", "village", NEW));
	char home_of[32];

	snprintf(home_of, sizeof home_of, "%s", house);
	change("person", zhang, "household", home_of);
	started();
	uint64_t own = visit(zhang, "见到");
	uint64_t home = PUT("visit", "household", home_of, "campaign", id_text(campaign), "date",
		"2026-11-21", "met", "家属", "by", "李卫国");
	cr_assert_str_eq(line(zhang, "visit"), id_text(own));
	cr_assert(visiting_void(g.archive, own, &e), "%s", e.text);
	cr_assert_str_eq(line(zhang, "visit"), id_text(home));
}

Test(campaign, nobody_met_closes_nothing)
{
	started();
	uint64_t id = visit(zhang, "未遇");
	cr_assert_str_eq(line(zhang, "state"), "未走访");
	change("visit", id, "met", "家属");
	cr_assert_str_eq(line(zhang, "state"), "已走访");
	change("visit", id, "met", "未遇");
	cr_assert_str_eq(line(zhang, "state"), "未走访");
}

Test(campaign, a_visit_that_was_another_mans_moves_the_mark)
{
	started();
	uint64_t id = visit(zhang, "见到");
	change("visit", id, "person", id_text(li));
	cr_assert_str_eq(line(zhang, "state"), "未走访");
	cr_assert_str_eq(line(li, "state"), "已走访");
	cr_assert_str_eq(line(li, "visit"), id_text(id));
}

Test(campaign, excused_with_a_reason_and_taken_back)
{
	started();
	struct record r = line_of(zhang);
	uint64_t id = r.id;
	record_free(&r);
	cr_assert(campaign_exempt(g.archive, id, "长年在外", &e), "%s", e.text);
	cr_assert_str_eq(line(zhang, "state"), "免访");
	cr_assert_str_eq(line(zhang, "note"), "长年在外");
	cr_assert(campaign_exempt(g.archive, id, "", &e), "%s", e.text);
	cr_assert_str_eq(line(zhang, "state"), "未走访");
	visit(zhang, "见到");
	cr_assert_not(campaign_exempt(g.archive, id, "晚了", &e));
}

Test(campaign, visit_money_and_case_are_one_save)
{
	const struct def_table *visit = defs_table(g.defs, "visit");
	const struct def_table *aid = defs_table(g.defs, "aid");
	struct visiting v = {.opens_case = true};
	struct problems problems = {0};

	started();
	record_set(&v.visit, def_field(visit, "person")->number, id_text(zhang));
	record_set(&v.visit, def_field(visit, "campaign")->number, id_text(campaign));
	record_set(&v.visit, def_field(visit, "date")->number, "2026-11-20");
	record_set(&v.visit, def_field(visit, "by")->number, "李卫国");
	record_set(&v.visit, def_field(visit, "wants")->number, "房子漏雨");
	record_set(&v.aid, def_field(aid, "amount")->number, "50000");
	cr_assert_not(visiting_save(g.archive, &v, &(struct save_options){0}, &problems, &e),
		"money without a source");
	cr_assert(problems_errors(&problems));
	cr_assert_str_eq(line(zhang, "state"), "未走访", "all or nothing");
	record_set(&v.aid, def_field(aid, "source")->number, "县");
	cr_assert(visiting_save(g.archive, &v, &(struct save_options){0}, &problems, &e), "%s",
		e.text);
	cr_assert_str_eq(line(zhang, "state"), "已走访");
	cr_assert_str_eq(value("aid", v.aid.id, "visit"), id_text(v.visit.id));
	cr_assert_str_eq(value("aid", v.aid.id, "scene"), "八一");
	cr_assert_str_eq(value("aid", v.aid.id, "kind"), "慰问金");
	cr_assert_str_eq(value("aid", v.aid.id, "state"), "已发放");
	cr_assert_str_eq(value("aid", v.aid.id, "date"), "2026-11-20");
	cr_assert_str_eq(value("aid", v.aid.id, "town"), TOWN);
	cr_assert_str_eq(value("case", v.claim.id, "content"), "房子漏雨");
	cr_assert_str_eq(value("case", v.claim.id, "channel"), "走访发现");
	struct record r = {0};
	cr_assert(table_by_reference(
		g.archive, defs_table(g.defs, "case"), value("visit", v.visit.id, "case"), &r, &e));
	cr_assert_eq(r.id, v.claim.id);
	record_free(&r);
	visiting_free(&v);
	problems_free(&problems);
}

Test(campaign, a_correction_without_money_takes_the_money_back)
{
	const struct def_table *visit = defs_table(g.defs, "visit");
	const struct def_table *aid = defs_table(g.defs, "aid");
	struct visiting v = {0}, again = {0};

	record_set(&v.visit, def_field(visit, "person")->number, id_text(zhang));
	record_set(&v.visit, def_field(visit, "date")->number, "2026-11-20");
	record_set(&v.aid, def_field(aid, "source")->number, "县");
	record_set(&v.aid, def_field(aid, "amount")->number, "50000");
	cr_assert(visiting_save(g.archive, &v, &(struct save_options){0}, NULL, &e), "%s", e.text);
	uint64_t money = v.aid.id;
	cr_assert(visiting_load(g.archive, v.visit.id, &again, &e), "%s", e.text);
	record_set(&again.aid, def_field(aid, "amount")->number, "");
	cr_assert(visiting_save(g.archive, &again, &(struct save_options){0}, NULL, &e), "%s",
		e.text);
	struct record r = {0};
	cr_assert(table_get(g.archive, aid, money, &r, &e));
	cr_assert(r.voided);
	record_free(&r);
	visiting_free(&v);
	visiting_free(&again);
}

/* ---- the list in memory and on paper --------------------------------------------------------- */

Test(campaign, the_roll_goes_by_village_and_counts_places)
{
	struct roll r;

	change("campaign", campaign, "area", "610927000000");
	started();
	visit(li, "见到");
	cr_assert(roll_load(&r, g.archive, campaign, &e), "%s", e.text);
	cr_assert_eq(r.n, 3);
	cr_assert_str_eq(r.at[0].name, "张三");
	cr_assert_str_eq(r.at[1].name, "李四");
	cr_assert_str_eq(r.at[2].name, "王五");
	struct roll_count all = roll_count(&r, ROLL_ALL);
	struct roll_count town = roll_count(&r, areas_by_code(&r.areas, TOWN));
	cr_assert_eq(all.all, 3);
	cr_assert_eq(all.done, 1);
	cr_assert_eq(town.all, 2);
	cr_assert_eq(town.done, 1);
	cr_assert_eq(roll_next(&r, SIZE_MAX), 0);
	cr_assert_eq(roll_next(&r, 0), 2, "李四 was visited");
	cr_assert_eq(roll_next(&r, 2), 0, "round to the start");
	cr_assert_eq(roll_of(&r, wang), 2);
	struct roll_places places = {0};
	roll_places(&r, ROLL_ALL, &places);
	cr_assert_eq(places.n, 2);
	vec_free(&places);
	roll_free(&r);
}

Test(campaign, a_sheet_to_take_along_has_those_still_to_be_visited)
{
	struct roll r;
	struct str text = {0};
	size_t people;

	change("person", zhang, "live_addr", "新华村三组12号");
	change("person", zhang, "phone1", "19900000001");
	started();
	visit(li, "见到");
	cr_assert(roll_load(&r, g.archive, campaign, &e), "%s", e.text);
	struct walksheet w = {.roll = &r, .title = "八一走访", .area = ROLL_ALL, .columns = 80};
	cr_assert(walksheet_text(&w, &text, &people, &e), "%s", e.text);
	cr_assert_eq(people, 1);
	cr_assert(strstr(text.at, "张三"), "%s", text.at);
	cr_assert(strstr(text.at, "新华村三组12号"), "%s", text.at);
	cr_assert(strstr(text.at, "19900000001"), "%s", text.at);
	cr_assert(strstr(text.at, "签字___"), "%s", text.at);
	cr_assert_not(strstr(text.at, "李四"), "%s", text.at);
	str_free(&text);
	roll_free(&r);
}
