#include <unit/table/crowd.h>

#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/vec.h>
#include <binggui/table/view.h>
#include <binggui/table/window.h>

/* More than a few windows, whatever their size is in this build. */
enum { CROWD = WINDOW_ROWS < 100 ? 150 : 2 * WINDOW_ROWS + 333 };

static uint64_t row(struct view *v, size_t position)
{
	struct err e = {0};
	uint64_t id = 0;

	cr_assert(view_id(v, position, &id, &e), "%zu of %zu: %s", position, view_count(v), e.text);
	return id;
}

static void expect(struct view *v, const struct ids *list, size_t position)
{
	cr_assert_eq(row(v, position), list->at[position], "%zu of %zu", position, list->n);
}

/* The ways people move through a list, then jumps. */
static void roam(struct crowd *c, struct view *v, const struct ids *list)
{
	struct err e = {0};
	uint64_t id;
	size_t n = list->n, at;

	cr_assert_eq(view_count(v), n);
	cr_assert_not(view_id(v, n, &id, &e));
	cr_assert_eq(e.code, ERR_NOTFOUND);
	for (size_t i = 0; i < n; i++)
		expect(v, list, i);
	for (size_t i = n; i-- > 0;)
		expect(v, list, i);
	for (size_t top = 0; top < n; top += 20)
		for (size_t i = top; i < n && i < top + 20; i++)
			expect(v, list, i);
	for (size_t turn = 0; turn < 60 && n; turn++) {
		size_t top = turn % 3 == 0 ? 0 : turn % 3 == 1 ? n - 1 : crowd_pick(c, n);
		for (size_t i = top; i < n && i < top + 5; i++)
			expect(v, list, i);
		expect(v, list, top);
		cr_assert(view_position(v, list->at[top], &at));
		cr_assert_eq(at, top);
	}
	cr_assert_not(view_position(v, 12345, &at));
}

Test(view, every_row_in_every_order)
{
	static const char *const sorts[] = {"name", "village", "count", NULL};
	static const char *const filters[] = {NULL, "count < 20", "village = 610927100201",
		"village.name ~ 新", "count = 7 and not name ~ 张", "count > 1000"};
	struct ids list = {0};
	struct crowd c;
	struct err e = {0};

	crowd_make(&c, CROWD);
	crowd_change(&c, 100);
	struct view *v = view_open(c.s.a, c.s.person, &e);
	cr_assert_not_null(v, "%s", e.text);
	crowd_list(&c, NULL, def_field(c.s.person, "name"), false, &list);
	roam(&c, v, &list); /* in the list's declared order */
	for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++) {
		const struct def_field *f = sorts[i] ? def_field(c.s.person, sorts[i]) : NULL;
		for (int descending = 0; descending < 2; descending++) {
			cr_assert(view_sort(v, f, descending, &e), "%s", e.text);
			for (size_t k = 0; k < sizeof filters / sizeof *filters; k++) {
				cr_assert(view_filter(v, filters[k], &e), "%s", e.text);
				crowd_list(&c, filters[k], f, descending, &list);
				roam(&c, v, &list);
			}
			cr_assert(view_filter(v, "", &e));
		}
	}
	view_close(v);
	vec_free(&list);
	crowd_free(&c);
}

/* What is found, narrowed by a condition: the same people whichever way one gets there. */
static void find_all(struct crowd *c, struct view *v, const char *where, const char *typed)
{
	struct ids all = {0}, found = {0}, list = {0};

	crowd_list(c, where, NULL, false, &all);
	for (size_t i = 0; i < all.n; i++)
		for (size_t k = 0; k < c->n; k++)
			if (c->at[k].id == all.at[i] && crowd_finds(c, &c->at[k], typed))
				vec_push(&found, all.at[i]);
	cr_assert_eq(view_count(v), found.n, "%s %s: %zu, not %zu", where ? where : "", typed,
		view_count(v), found.n);
	for (size_t i = 0; i < found.n; i++)
		vec_push(&list, row(v, i));
	roam(c, v, &list);
	for (size_t i = 0; i < found.n; i++) {
		size_t there = 0;
		for (size_t k = 0; k < list.n; k++)
			there += list.at[k] == found.at[i];
		cr_assert_eq(there, 1);
	}
	vec_free(&all);
	vec_free(&found);
	vec_free(&list);
}

Test(view, finding_within_a_condition)
{
	static const char *const typed[] = {"z", "zs", "zsf", "新华", "4", "新华 4", "qqq"};
	static const char *const filters[] = {NULL, "count < 20", "count > 1000"};
	struct crowd c;
	struct err e = {0};

	crowd_make(&c, CROWD);
	crowd_change(&c, 50);
	struct view *v = view_open(c.s.a, c.s.person, &e);
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		cr_assert(view_find(v, typed[i], &e), "%s", e.text);
		for (size_t k = 0; k < sizeof filters / sizeof *filters; k++) {
			cr_assert(view_filter(v, filters[k], &e), "%s", e.text);
			find_all(&c, v, filters[k], typed[i]);
		}
		cr_assert(view_filter(v, NULL, &e));
	}
	view_close(v);
	crowd_free(&c);
}

Test(view, changes_are_seen_after_a_refresh)
{
	struct ids list = {0};
	struct crowd c;
	struct err e = {0};

	crowd_make(&c, 120);
	const struct def_field *f = def_field(c.s.person, "village");
	struct view *v = view_open(c.s.a, c.s.person, &e);
	cr_assert(view_sort(v, f, false, &e));
	for (int round = 0; round < 25; round++) {
		const char *where = round % 2 ? "count < 20" : NULL,
			   *typed = round % 3 ? NULL : "z";
		cr_assert(view_filter(v, where, &e));
		cr_assert(view_find(v, typed, &e));
		crowd_change(&c, 20);
		cr_assert(view_refresh(v, &e), "%s", e.text);
		crowd_list(&c, where, f, false, &list);
		if (typed)
			find_all(&c, v, where, typed);
		else
			roam(&c, v, &list);
	}
	view_close(v);
	vec_free(&list);
	crowd_free(&c);
}

/* Rows that go while somebody looks are an answer, never a wrong row or a crash. */
Test(view, a_list_that_shrinks_meanwhile)
{
	struct crowd c;
	struct err e = {0};
	uint64_t id;

	crowd_make(&c, 120);
	struct view *v = view_open(c.s.a, c.s.person, &e);
	cr_assert_eq(view_count(v), 120);
	row(v, 60);
	for (size_t i = 0; i < c.n; i++)
		cr_assert_eq(
			sample_edit(c.s.a, c.s.person, c.at[i].id, "note", "x", &e), CHANGE_SAVED);
	for (size_t i = 0; i < c.n; i++) {
		struct record base = {0}, r = {0};
		cr_assert(table_get(c.s.a, c.s.person, c.at[i].id, &base, &e));
		record_copy(&r, &base);
		struct change change = {
			.table = c.s.person, .base = &base, .record = &r, .void_it = true};
		cr_assert(table_save(c.s.a, &change, 1, NULL, &e), "%s", e.text);
		change_free(&change);
		record_free(&base);
		record_free(&r);
	}
	for (size_t i = 0; i < 120; i++)
		if (!view_id(v, i, &id, &e))
			cr_assert_eq(e.code, ERR_NOTFOUND);
	cr_assert(view_refresh(v, &e));
	cr_assert_eq(view_count(v), 0);
	cr_assert_not(view_id(v, 0, &id, &e));
	view_close(v);
	view_close(NULL);
	crowd_free(&c);
}

Test(view, what_is_wrong_is_told_and_changes_nothing)
{
	struct crowd c;
	struct err e = {0};

	crowd_make(&c, 20);
	struct view *v = view_open(c.s.a, c.s.person, &e);
	cr_assert_not(view_filter(v, "nonsense = 1", &e));
	cr_assert_eq(e.code, ERR_DATA);
	cr_assert_eq(view_count(v), 20);
	cr_assert(view_filter(v, "  ", &e));
	cr_assert(view_find(v, "   ", &e));
	cr_assert(view_find(v, NULL, &e));
	cr_assert(view_find(v, "·", &e)); /* says nothing: everybody */
	cr_assert_eq(view_count(v), 20);
	view_close(v);
	crowd_free(&c);
}

/* Esc on a long walk. */
static bool never(void *context, uint64_t done, uint64_t all)
{
	(void)done;
	++*(size_t *)context;
	cr_expect_gt(all, 0);
	return false;
}

Test(view, who_stops_a_filter_or_an_order_has_the_list_as_it_was)
{
	struct crowd c;
	struct ids list = {0};
	struct err e = {0};
	size_t asked = 0;

	crowd_make(&c, 2500); /* more than are walked over between two questions */
	struct view *v = view_open(c.s.a, c.s.person, &e);
	const struct def_field *count = def_field(c.s.person, "count");
	cr_assert(view_filter(v, "count < 20", &e) && view_sort(v, count, true, &e), "%s", e.text);
	crowd_list(&c, "count < 20", count, true, &list);
	roam(&c, v, &list);
	c.s.a->pace = never;
	c.s.a->pace_context = &asked;
	cr_assert_not(view_filter(v, "note ~ 一", &e));
	cr_assert_eq(e.code, ERR_STOPPED);
	cr_assert_not(view_sort(v, def_field(c.s.person, "note"), false, &e));
	cr_assert_eq(e.code, ERR_STOPPED);
	cr_assert_eq(asked, 2, "it is not asked again after it was stopped");
	c.s.a->pace = NULL;
	roam(&c, v, &list);
	cr_assert(view_filter(v, NULL, &e));
	vec_free(&list);
	crowd_list(&c, NULL, count, true, &list);
	roam(&c, v, &list);
	view_close(v);
	vec_free(&list);
	crowd_free(&c);
}

Test(view, a_field_of_several_values_sorts_each_record_once)
{
	struct crowd c;
	struct err e = {0};

	crowd_make(&c, 10);
	for (size_t i = 0; i < 10; i += 2)
		sample_edit(c.s.a, c.s.person, c.at[i].id, "tags", "党员\n低保", &e);
	struct view *v = view_open(c.s.a, c.s.person, &e);
	cr_assert(view_sort(v, def_field(c.s.person, "tags"), false, &e));
	cr_assert_eq(view_count(v), 10);
	for (size_t i = 0; i < 10; i++)
		for (size_t k = 0; k < i; k++)
			cr_assert_neq(row(v, i), row(v, k));
	view_close(v);
	crowd_free(&c);
}

Test(view, an_empty_table)
{
	struct sample s;
	struct err e = {0};
	uint64_t id;
	size_t at;

	sample_make(&s, "mem");
	struct view *v = view_open(s.a, s.visit, &e);
	cr_assert_not_null(v);
	cr_assert_eq(view_count(v), 0);
	cr_assert_not(view_id(v, 0, &id, &e));
	cr_assert_not(view_position(v, 1, &at));
	cr_assert(view_find(v, "z", &e));
	cr_assert_eq(view_count(v), 0);
	cr_assert(view_filter(v, "date > 2000", &e), "%s", e.text);
	cr_assert_eq(view_count(v), 0);
	view_close(v);
	sample_free(&s);
}
