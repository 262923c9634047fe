#include <unit/table/sample.h>

#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/schema/expr.h>
#include <binggui/schema/type.h>

/* What the typed text resolves to in a reference field; the sentence behind ! if it does not. */
static const char *meant(
	struct sample *s, const struct def_table *t, const char *field, const char *typed)
{
	static char answer[4][800];
	static unsigned turn;
	char *out = answer[turn++ % 4];
	struct str value = {0}, why = {0};
	const struct type_refs *refs = s->a->types.refs;

	bool ok = refs->resolve(refs->context, def_field(t, field), typed, &value, &why);
	snprintf(out, sizeof answer[0], "%s%s", ok ? "" : "!", ok ? str_c(&value) : str_c(&why));
	str_free(&value);
	str_free(&why);
	return out;
}

Test(resolver, a_place_is_found_however_it_is_written)
{
	struct sample s;
	static const char *const ways[] = {"610927100202", "６１０９２７１００２０２", "蔬菜村",
		"蔬菜", "蔬菜村村委会", "蔬菜村村民委员会", "城关镇蔬菜村", "城关蔬菜",
		"镇坪县城关镇蔬菜村", "镇坪县蔬菜村", " 蔬 菜 村 ", "scc"};

	sample_make(&s, "mem");
	sample_areas(&s);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		cr_assert_str_eq(meant(&s, s.person, "village", ways[i]), "610927100202", "%s: %s",
			ways[i], meant(&s, s.person, "village", ways[i]));
	cr_assert_str_eq(meant(&s, s.person, "village", "曙坪镇新建村"), "610927101201");
	cr_assert_str_eq(meant(&s, s.person, "village", "城关镇"), "610927100000");
	cr_assert_str_eq(meant(&s, s.person, "village", ""), "");
	sample_free(&s);
}

Test(resolver, nothing_is_guessed)
{
	struct sample s;

	sample_make(&s, "mem");
	sample_areas(&s);
	const char *several = meant(&s, s.person, "village", "新建村");
	cr_assert_eq(several[0], '!');
	cr_assert_not_null(strstr(several, "曙坪镇新建村"));
	cr_assert_not_null(strstr(several, "城关镇新建村"));
	cr_assert_eq(meant(&s, s.person, "village", "新")[0], '!');
	cr_assert_eq(meant(&s, s.person, "village", "曙坪镇蔬菜村")[0], '!');
	cr_assert_eq(meant(&s, s.person, "village", "610927199999")[0], '!');
	cr_assert_eq(meant(&s, s.person, "village", "\xFF")[0], '!');
	cr_assert_not_null(strstr(meant(&s, s.person, "village", "没有村"), "没有村"));
	sample_free(&s);
}

Test(resolver, what_was_saved_since_is_seen)
{
	struct sample s;
	struct err e = {0};

	sample_make(&s, "mem");
	sample_areas(&s);
	cr_assert_str_eq(meant(&s, s.person, "village", "新华村"), "610927100201");
	sample_add(s.a, s.person, "name", "张三", NULL);
	cr_assert_str_eq(meant(&s, s.person, "village", "新华村"), "610927100201");
	uint64_t id = (uint64_t)3 << RECORD_STATION_SHIFT | 4;
	cr_assert_eq(sample_edit(s.a, s.area, id, "name", "新中华村", &e), CHANGE_SAVED);
	cr_assert_eq(meant(&s, s.person, "village", "新华村")[0], '!');
	cr_assert_str_eq(meant(&s, s.person, "village", "新中华"), "610927100201");
	sample_free(&s);
}

Test(resolver, a_person_is_found_by_number_name_or_id)
{
	struct sample s;
	char id_no[19], text[32];

	sample_make(&s, "lmdb");
	sample_areas(&s);
	sample_idno(5, id_no);
	uint64_t id = sample_add(
		s.a, s.person, "name", "單雄信", "id_no", id_no, "village", "610927100201", NULL);
	record_id_text(id, text);
	cr_assert_str_eq(meant(&s, s.visit, "person", id_no), text);
	cr_assert_str_eq(meant(&s, s.visit, "person", "单雄信"), text);
	cr_assert_str_eq(meant(&s, s.visit, "person", text), text);
	sample_add(s.a, s.person, "name", "单雄信", "village", "610927100202", NULL);
	const char *several = meant(&s, s.visit, "person", "单雄信");
	cr_assert_not_null(strstr(several, "單雄信 新华村"), "%s", several);
	sample_free(&s);
}

Test(resolver, a_reference_shows_its_title_until_it_changes)
{
	struct sample s;
	struct str out = {0};
	struct err e = {0};

	sample_make(&s, "mem");
	sample_areas(&s);
	uint64_t id = sample_add(s.a, s.person, "name", "张三", "village", "610927100201", NULL);
	const struct type_refs *refs = s.a->types.refs;
	const struct def_field *f = def_field(s.visit, "person");
	for (int i = 0; i < 2; i++) {
		cr_assert(refs->show(refs->context, f, "3-1", &out));
		cr_assert_str_eq(str_c(&out), "张三 新华村");
	}
	cr_assert_eq(sample_edit(s.a, s.person, id, "name", "张四", &e), CHANGE_SAVED);
	cr_assert(refs->show(refs->context, f, "3-1", &out));
	cr_assert_str_eq(str_c(&out), "张四 新华村");
	cr_assert_not(refs->show(refs->context, f, "3-99", &out));
	cr_assert_not(refs->show(refs->context, f, "", &out));
	str_free(&out);
	sample_free(&s);
}

static bool holds_in(
	struct sample *s, const struct def_table *t, uint64_t id, const char *condition)
{
	struct err e = {0};
	struct record r = {0};
	struct expr *x = expr_parse(condition, t, s->defs, &e);

	cr_assert_not_null(x, "%s", e.text);
	cr_assert(table_get(s->a, t, id, &r, &e));
	bool yes = expr_test(x, &r, &s->a->env);
	expr_free(x);
	record_free(&r);
	return yes;
}

static bool holds(struct sample *s, uint64_t id, const char *condition)
{
	return holds_in(s, s->person, id, condition);
}

Test(resolver, conditions_see_what_is_referred_to_and_what_refers)
{
	struct sample s;

	sample_make(&s, "mem");
	sample_areas(&s);
	uint64_t id = sample_add(s.a, s.person, "name", "张三", "village", "610927100201", NULL);
	cr_assert(holds(&s, id, "village.name = 新华村"));
	cr_assert(holds(&s, id, "village.parent.name ~ 城关"));
	cr_assert_not(holds(&s, id, "village.name = 蔬菜村"));
	cr_assert_not(holds(&s, id, "has(visit: date >= 2020)"));
	sample_add(s.a, s.visit, "person", "3-1", "date", "2019-12-30", NULL);
	sample_add(s.a, s.visit, "person", "3-1", "date", "2020-01-02", NULL);
	cr_assert(holds(&s, id, "has(visit: date >= 2020)"));
	cr_assert(holds(&s, id, "count(visit) = 2"));
	cr_assert(holds(&s, id, "count(visit: date < 2020) = 1"));
	sample_free(&s);
}

Test(resolver, gathers_over_what_refers_here)
{
	static const char *const yes[] = {"last(visit.date) = 2020-01-02",
		"first(visit.date) = 2019-12-30", "last(visit.date: date < 2020) = 2019-12-30",
		"last(visit.date: date > 2021) = \"\"", "has(visit by person: date < since)",
		"count(visit: date >= since and date <= until) = 1",
		"sum(visit.person.count) = 14"};
	struct sample s;

	sample_make(&s, "mem");
	sample_areas(&s);
	uint64_t id = sample_add(
		s.a, s.person, "name", "张三", "village", "610927100201", "count", "7", NULL);
	sample_add(s.a, s.person, "name", "李四", "village", "610927100201", NULL);
	sample_add(s.a, s.visit, "person", "3-1", "date", "2019-12-30", NULL);
	sample_add(s.a, s.visit, "person", "3-1", "date", "2020-01-02", NULL);
	sample_add(s.a, s.visit, "person", "3-2", "date", "2022-01-02", NULL);
	s.a->env.since = (struct date){2020, 1, 1};
	s.a->env.until = (struct date){2020, 12, 31};
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		cr_expect(holds(&s, id, yes[i]), "%s", yes[i]);
	sample_free(&s);
}

Test(resolver, gathers_by_a_reference_that_is_no_owner)
{
	struct sample s;
	struct record village = {0};
	struct err e = {0};

	sample_make(&s, "mem");
	sample_areas(&s);
	sample_add(s.a, s.person, "name", "张三", "village", "610927100201", "count", "7", NULL);
	sample_add(s.a, s.person, "name", "李四", "village", "610927100201", "count", "2", NULL);
	cr_assert(table_by_reference(s.a, s.area, "610927100201", &village, &e), "%s", e.text);
	cr_expect(holds_in(&s, s.area, village.id, "sum(person.count by village) = 9"));
	cr_expect(holds_in(&s, s.area, village.id, "count(person) = 2"));
	cr_expect_not(holds_in(&s, s.area, village.id, "has(area by parent)"));
	cr_assert(table_by_reference(s.a, s.area, "610927100000", &village, &e), "%s", e.text);
	cr_expect(holds_in(&s, s.area, village.id, "has(area by parent: name = 新华村)"));
	cr_expect_not(holds_in(&s, s.area, village.id, "has(person)"));
	record_free(&village);
	sample_free(&s);
}

/* A person's last visit, seen from another record: worked out on somebody else's record. */
Test(resolver, gathers_about_somebody_referred_to)
{
	struct sample s;
	struct err e = {0};

	sample_make(&s, "mem");
	sample_areas(&s);
	sample_add(s.a, s.person, "name", "张三", "village", "610927100201", NULL);
	sample_add(s.a, s.visit, "person", "3-1", "date", "2019-12-30", NULL);
	uint64_t id = sample_add(s.a, s.visit, "person", "3-1", "date", "2020-01-02", NULL);
	struct def_field *f = def_new_field((struct def_table *)s.person, "last_visit");
	f->type = type_by_name("computed");
	f->computed =
		expr_parse("last(visit.date: person.village.name ~ 新)", s.person, s.defs, &e);
	cr_assert_not_null(f->computed, "%s", e.text);
	cr_expect(holds_in(&s, s.visit, id, "person.last_visit = date"));
	cr_expect(holds_in(&s, s.visit, id, "person.last_visit > 2019 and date = 2020"));
	cr_expect_not(holds_in(&s, s.visit, id, "person.last_visit > date"));
	sample_free(&s);
}

Test(resolver, a_place_within_another)
{
	struct sample s;

	sample_make(&s, "mem");
	sample_areas(&s);
	((struct def_table *)s.area)->tree = def_field(s.area, "parent");
	uint64_t id = sample_add(s.a, s.person, "name", "张三", "village", "610927100201", NULL);
	cr_expect(holds(&s, id, "village within 城关镇"));
	cr_expect(holds(&s, id, "village within 610927000000"));
	cr_expect(holds(&s, id, "village within 新华村"));
	cr_expect(holds(&s, id, "village not within 曙坪镇"));
	sample_free(&s);
}
