#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include <binggui/domain/pairsave.h>
#include <binggui/table/batch.h>
#include <binggui/table/table.h>
#include <unit/domain/rig.h>

/* A small town: who lacks whom, who gets whom, who takes over; written as one and taken back as one. */

static struct rig g;
static struct pairing p;
static struct pair_plan plan;
static struct pairsave_result result;

#define COUNTY  "610927000000"
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
	struct err e = {0};

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

static uint64_t person(const char *name, const char *village)
{
	return PUT("person", "name", name, "village", village, "life_state", "在档");
}

static uint64_t staff(const char *name, const char *tier, const char *station, const char *limit)
{
	return PUT("staff", "name", name, "unit", "站", "tier", tier, "kind", "专干", "station",
		station, "max_pairs", limit);
}

static uint64_t pair(uint64_t whom, const char *tier, uint64_t who)
{
	char whom_text[32], who_text[32];

	record_id_text(whom, whom_text);
	record_id_text(who, who_text);
	return PUT("pairing", "person", whom_text, "tier", tier, "staff", who_text, "from",
		"2026-01-01", "kind", "重点联系");
}

static void set(const char *table, uint64_t id, const char *field, const char *value)
{
	const struct def_table *t = defs_table(g.defs, table);
	struct record base = {0}, r = {0};
	struct err e = {0};

	cr_assert(table_get(g.archive, t, id, &base, &e), "%s", e.text);
	record_copy(&r, &base);
	record_set(&r, def_field(t, field)->number, value);
	struct change c = {.table = t, .base = &base, .record = &r};
	/* As a merge leaves it: without what the move of the person would do to the pairs. */
	const struct save_options how = {.skip_check = true, .action = "merge"};
	cr_assert(table_save(g.archive, &c, 1, &how, &e), "%s", e.text);
	change_free(&c);
	record_free(&base);
	record_free(&r);
}

static const char *get(uint64_t id, const char *field)
{
	static char out[64];
	const struct def_table *t = defs_table(g.defs, "pairing");
	struct record r = {0};
	struct err e = {0};

	cr_assert(table_get(g.archive, t, id, &r, &e), "%s", e.text);
	snprintf(out, sizeof out, "%s", r.voided ? "void" : record_field(&r, def_field(t, field)));
	record_free(&r);
	return out;
}

static void load(void)
{
	struct err e = {0};

	pair_plan_free(&plan);
	cr_assert(pairing_load(&p, g.archive, &e), "%s", e.text);
}

static void save(const char *title)
{
	struct err e = {0};
	struct pairsave s = {.plan = &plan, .title = title, .end_reason = "调离", .day = p.today};

	pairsave_result_free(&result);
	cr_assert(pairsave_run(&s, &result, &e), "%s", e.text);
}

static const char *who(uint64_t id, enum pair_tier tier)
{
	size_t open = p.people.at[pairing_person(&p, id)].pair[tier];

	return open == PAIR_NONE ? "" : p.staff.at[p.opens.at[open].staff].name;
}

static enum pair_why why_not(uint64_t id, enum pair_tier tier)
{
	for (size_t i = 0; i < plan.steps.n; i++) {
		const struct pair_step *s = &plan.steps.at[i];
		if (s->person == pairing_person(&p, id) && s->tier == tier)
			return s->why;
	}
	cr_assert(false, "no such step");
	return PAIR_FINE;
}

static void open_rig(void)
{
	rig_open(&g);
}

static void close_rig(void)
{
	pairsave_result_free(&result);
	pair_plan_free(&plan);
	pairing_free(&p);
	rig_close(&g);
}

TestSuite(pairing, .init = open_rig, .fini = close_rig);

Test(pairing, fills_every_gap_with_who_is_in_charge_there)
{
	uint64_t a = person("张三", NEW), b = person("李四", GREEN), c = person("王五", FARAWAY);

	staff("县甲", "县", "", "");
	staff("镇甲", "镇", TOWN, "");
	staff("村甲", "村", NEW, "");
	staff("别处", "镇", FARAWAY, "");
	load();
	pair_plan_fill(&plan, &p, PAIR_NONE);
	cr_assert_eq(plan.steps.n, 9);
	cr_assert_eq(why_not(b, PAIR_VILLAGE), PAIR_NO_STAFF);
	cr_assert_eq(why_not(c, PAIR_VILLAGE), PAIR_NO_STAFF);
	save("补齐");
	cr_assert_eq(result.made, plan.found);
	load();
	cr_assert_str_eq(who(a, PAIR_COUNTY), "县甲");
	cr_assert_str_eq(who(a, PAIR_TOWN), "镇甲");
	cr_assert_str_eq(who(a, PAIR_VILLAGE), "村甲");
	cr_assert_str_eq(who(b, PAIR_TOWN), "镇甲");
	cr_assert_str_eq(who(b, PAIR_VILLAGE), "");
	cr_assert_str_eq(who(c, PAIR_TOWN), "别处");
}

Test(pairing, keeps_what_stands_and_never_exceeds_a_limit)
{
	uint64_t people[7], old;

	for (int i = 0; i < 7; i++) {
		char name[16];
		snprintf(name, sizeof name, "张%d", i);
		people[i] = person(name, NEW);
	}
	uint64_t first = staff("镇甲", "镇", TOWN, "2");
	staff("镇乙", "镇", TOWN, "3");
	old = pair(people[6], "镇", first);
	load();
	pair_plan_fill(&plan, &p, pairing_area(&p, NEW));
	cr_assert_eq(plan.found, 4);
	cr_assert_eq(plan.load[0], 2);
	cr_assert_eq(plan.load[1], 3);
	for (int i = 0, left = 0; i < 6; i++) {
		left += why_not(people[i], PAIR_TOWN) == PAIR_FULL;
		if (i == 5)
			cr_assert_eq(left, 2);
	}
	save("补齐");
	load();
	cr_assert_str_eq(get(old, "to"), "");
	cr_assert_str_eq(who(people[6], PAIR_TOWN), "镇甲");
}

Test(pairing, says_of_each_gap_why_nobody_can_be_found)
{
	uint64_t none = person("无村", ""), odd = person("外村", "999999999999"),
		 left = person("走了", NEW), dead = person("去世", NEW), full = person("满了", NEW);
	uint64_t off = staff("离岗", "村", NEW, "");

	staff("镇满", "镇", TOWN, "0");
	set("staff", off, "active_to", "2026-10");
	set("person", left, "out_date", "2026-11-23");
	set("person", dead, "life_state", "去世");
	load();
	pair_plan_fill(&plan, &p, PAIR_NONE);
	cr_assert_eq(why_not(none, PAIR_TOWN), PAIR_NO_VILLAGE);
	cr_assert_eq(why_not(odd, PAIR_TOWN), PAIR_NO_AREA);
	cr_assert_eq(why_not(left, PAIR_TOWN), PAIR_LEAVING);
	cr_assert_eq(why_not(full, PAIR_TOWN), PAIR_FULL);
	cr_assert_eq(why_not(full, PAIR_VILLAGE), PAIR_OFF_DUTY);
	cr_assert_eq(why_not(full, PAIR_COUNTY), PAIR_NO_STAFF);
	for (size_t i = 0; i < plan.steps.n; i++)
		cr_assert_neq(plan.steps.at[i].person, pairing_person(&p, dead));
	cr_assert_eq(plan.found, 0);
}

Test(pairing, a_plan_is_taken_back_as_one)
{
	struct batch_kept kept = {0};
	struct err e = {0};
	uint64_t a = person("张三", NEW);

	staff("县甲", "县", "", "");
	staff("村甲", "村", NEW, "");
	load();
	pair_plan_fill(&plan, &p, PAIR_NONE);
	save("补齐");
	cr_assert(batch_undo(g.archive, result.batch, NULL, NULL, &kept, &e), "%s", e.text);
	cr_assert_eq(kept.n, 0);
	load();
	cr_assert_eq(p.opens.n, 0);
	cr_assert_str_eq(who(a, PAIR_COUNTY), "");
	vec_free(&kept);
}

Test(pairing, what_a_colleague_leaves_is_spread_evenly_or_told)
{
	uint64_t people[4], olds[4], gone = staff("离开", "镇", TOWN, "");

	for (int i = 0; i < 4; i++) {
		char name[16];
		snprintf(name, sizeof name, "张%d", i);
		people[i] = person(name, i == 3 ? FARAWAY : NEW);
		olds[i] = pair(people[i], "镇", gone);
	}
	set("person", people[2], "life_state", "去世");
	staff("镇甲", "镇", TOWN, "");
	staff("镇乙", "镇", TOWN, "");
	load();
	pair_plan_handover(&plan, &p, pairing_staff(&p, gone), PAIR_NONE);
	cr_assert_eq(plan.found, 2);
	cr_assert_eq(plan.ended, 1);
	cr_assert_eq(why_not(people[3], PAIR_TOWN), PAIR_NO_STAFF);
	cr_assert_eq(plan.load[pairing_staff(&p, gone)], 1);
	save("移交");
	cr_assert_eq(result.made, 2);
	cr_assert_eq(result.ended, 3);
	cr_assert_str_eq(get(olds[0], "to"), "2026-11-23");
	cr_assert_str_eq(get(olds[0], "end_reason"), "调离");
	cr_assert_str_eq(get(olds[2], "end_reason"), "去世");
	cr_assert_str_eq(get(olds[3], "to"), "");
	load();
	cr_assert_str_neq(who(people[0], PAIR_TOWN), who(people[1], PAIR_TOWN));
	size_t fresh = p.people.at[pairing_person(&p, people[0])].pair[PAIR_TOWN];
	cr_assert_str_eq(get(p.opens.at[fresh].id, "kind"), "重点联系");
}

Test(pairing, one_who_takes_over_takes_no_more_than_he_may)
{
	uint64_t gone = staff("离开", "镇", TOWN, ""), to = staff("接手", "镇", NEW, "1");
	uint64_t a = person("张一", NEW), b = person("张二", NEW), c = person("张三", GREEN);

	pair(a, "镇", gone);
	pair(b, "镇", gone);
	pair(c, "镇", gone);
	load();
	pair_plan_handover(&plan, &p, pairing_staff(&p, gone), pairing_staff(&p, to));
	cr_assert_eq(plan.found, 1);
	cr_assert_eq(why_not(c, PAIR_TOWN), PAIR_OUTSIDE);
	cr_assert_eq(
		(why_not(a, PAIR_TOWN) == PAIR_FULL) + (why_not(b, PAIR_TOWN) == PAIR_FULL), 1);
}

Test(pairing, what_is_wrong_with_a_pair_is_named)
{
	uint64_t a = person("张一", NEW), b = person("张二", FARAWAY), c = person("张三", NEW);
	uint64_t one = staff("镇甲", "镇", TOWN, "1");

	pair(a, "镇", one);
	pair(b, "镇", one);
	pair(c, "村", one);
	set("person", a, "life_state", "迁出");
	load();
	cr_assert_eq(pairing_fault(&p, &p.opens.at[0]), PAIR_GONE);
	cr_assert_eq(pairing_fault(&p, &p.opens.at[1]), PAIR_OUTSIDE);
	cr_assert_eq(pairing_fault(&p, &p.opens.at[2]), PAIR_OTHER_TIER);
	cr_assert(pair_overloaded(&p.staff.at[0]));
}

Test(pairing, what_somebody_else_ended_meanwhile_is_left_and_told)
{
	uint64_t gone = staff("离开", "镇", TOWN, ""), a = person("张一", NEW),
		 b = person("张二", NEW);
	uint64_t old = pair(a, "镇", gone);

	pair(b, "镇", gone);
	staff("接手", "镇", TOWN, "");
	load();
	pair_plan_handover(&plan, &p, pairing_staff(&p, gone), PAIR_NONE);
	set("pairing", old, "to", "2026-11-20");
	save("移交");
	cr_assert_eq(result.made, 1);
	cr_assert_eq(result.failures.n, 1);
	cr_assert_str_eq(get(old, "to"), "2026-11-20");
}

Test(pairing, a_gap_somebody_filled_meanwhile_is_not_filled_twice)
{
	uint64_t a = person("张一", NEW), one = staff("镇甲", "镇", TOWN, "");

	person("张二", NEW);
	load();
	pair_plan_fill(&plan, &p, PAIR_NONE);
	cr_assert_eq(plan.found, 2);
	pair(a, "镇", one);
	save("补齐");
	cr_assert_eq(result.made, 1);
	cr_assert_eq(result.failures.n, 1);
	cr_assert(strstr(result.failures.at[0].why, "已有包联人"), "%s", result.failures.at[0].why);
	load();
	cr_assert_eq(p.opens.n, 2);
}

Test(pairing, one_step_without_a_batch_is_known_by_its_entries)
{
	uint64_t a = person("张一", NEW), first = staff("镇甲", "镇", TOWN, "");

	pair(a, "镇", first);
	staff("镇乙", "镇", TOWN, "");
	load();
	pair_plan_one(&plan, &p, 0, PAIR_TOWN, 1);
	save(NULL);
	cr_assert_eq(result.entries.n, 2);
	cr_assert_eq(result.batch, 0);
	load();
	cr_assert_str_eq(who(a, PAIR_TOWN), "镇乙");
	pair_plan_end(&plan, &p, p.people.at[0].pair[PAIR_TOWN]);
	save(NULL);
	load();
	cr_assert_eq(p.opens.n, 0);
}
