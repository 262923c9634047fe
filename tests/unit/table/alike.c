#include <criterion/criterion.h>

#include <binggui/base/vec.h>
#include <binggui/table/alike.h>

#include "sample.h"

struct rule {
	struct def_field *fields[2];
	struct def_unique unique;
	size_t first;
	struct ids ids;
};

static void list(struct sample *s, struct rule *rule, uint64_t id)
{
	struct record r = {0};
	struct err e;

	cr_assert(table_get(s->a, s->person, id, &r, &e), "%s", e.text);
	cr_assert(alike_list(s->a, s->person, &rule->unique, &r, &rule->first, &rule->ids, &e),
		"%s", e.text);
	record_free(&r);
}

/* By the village alone too many would have to be read; by the tag there are few. */
Test(alike, others_that_agree_in_all)
{
	static const char village[] = "610927100201";
	struct sample s;
	struct rule rule = {0};
	uint64_t twin = 0, last = 0, gone = 0;

	sample_make(&s, "mem");
	sample_areas(&s);
	rule.fields[0] = def_field(s.person, "village");
	rule.fields[1] = def_field(s.person, "tags");
	rule.unique.fields.at = (void *)rule.fields;
	rule.unique.fields.n = 2;
	for (int i = 0; i < 100; i++) {
		uint64_t id = sample_add(s.a, s.person, "name", "张三", "village", village, "tags",
			i % 50 ? "独居" : "党员", NULL);
		twin = i == 0 ? id : twin;
		last = i == 50 ? id : last;
		gone = i == 51 ? id : gone;
	}
	list(&s, &rule, last);
	cr_assert_eq(rule.ids.n, 1);
	cr_expect_eq(rule.ids.at[0], twin, "itself is no other");
	cr_expect_eq(rule.first, 1, "the field that led to few is asked first the next time");
	list(&s, &rule, gone);
	cr_expect_eq(rule.ids.n, 97, "also where every field leads to many");
	vec_free(&rule.ids);
	sample_free(&s);
}

/* A changed and a voided one agree no more. */
Test(alike, what_is_no_more)
{
	struct sample s;
	struct rule rule = {0};
	struct err e;

	sample_make(&s, "mem");
	sample_areas(&s);
	rule.fields[0] = def_field(s.person, "village");
	rule.fields[1] = def_field(s.person, "name");
	rule.unique.fields.at = (void *)rule.fields;
	rule.unique.fields.n = 2;
	uint64_t a = sample_add(s.a, s.person, "name", "张三", "village", "610927100201", NULL);
	uint64_t b = sample_add(s.a, s.person, "name", "张三", "village", "610927100201", NULL);
	list(&s, &rule, a);
	cr_assert_eq(rule.ids.n, 1);
	cr_expect_eq(rule.ids.at[0], b);
	sample_edit(s.a, s.person, b, "name", "张三丰", &e);
	list(&s, &rule, a);
	cr_expect_eq(rule.ids.n, 0);
	vec_free(&rule.ids);
	sample_free(&s);
}
