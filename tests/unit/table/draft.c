#include <unit/table/sample.h>

#include <string.h>

#include <criterion/criterion.h>

#include <binggui/table/draft.h>

static void put(struct sample *s, uint64_t record, uint32_t slot, const char *name, int64_t time_ms)
{
	struct draft d = {
		.table = s->person, .record = record, .slot = slot, .base = 7, .time_ms = time_ms};
	struct err e = {0};

	sample_set(s->person, &d.typed, "name", name);
	cr_assert(draft_put(s->a, &d, &e), "%s", e.text);
	draft_free(&d);
}

static void keeps(const char *engine)
{
	struct sample s;
	struct draft d = {0};
	struct draft_list l = {0};
	struct err e = {0};

	sample_make(&s, engine);
	put(&s, 0, 1, "打了一半", 1000);
	put(&s, 0, 2, "第二个", 3000);
	put(&s, 55, 0, "改了一半\xFF", 2000);
	put(&s, 0, 1, "打了大半", 1500); /* the same one again */
	sample_reopen(&s, NULL);
	cr_assert(draft_list(s.a, &l, &e));
	cr_assert_eq(l.n, 3);
	cr_assert_eq(l.at[0].slot, 2);
	cr_assert_eq(l.at[1].record, 55);
	cr_assert_eq(l.at[2].slot, 1);
	cr_assert(draft_get(s.a, s.person, 0, 1, &d, &e));
	cr_assert_str_eq(record_field(&d.typed, def_field(s.person, "name")), "打了大半");
	cr_assert_eq(d.base, 7);
	cr_assert_eq(d.time_ms, 1500);
	draft_free(&d);
	cr_assert(draft_drop(s.a, s.person, 0, 1, &e));
	uint64_t tick = archive_tick(s.a);
	cr_assert(draft_drop(s.a, s.person, 0, 1, &e)); /* there is none: nothing is written */
	cr_assert_eq(archive_tick(s.a), tick);
	cr_assert_not(draft_get(s.a, s.person, 0, 1, &d, &e));
	cr_assert_eq(e.code, ERR_NOTFOUND);
	draft_list_free(&l);
	sample_free(&s);
}
Test(draft, is_kept_until_it_is_dropped)
{
	keeps("mem");
	keeps("lmdb");
}

Test(draft, everybody_sees_his_own)
{
	struct sample s;
	struct defs *defs;
	struct draft_list l = {0};
	struct err e = {0};

	sample_make(&s, "mem");
	put(&s, 0, 1, "张三", 0);
	struct archive *other = sample_other(&s, "王五六", &defs); /* the same beginning */
	cr_assert(draft_list(other, &l, &e));
	cr_assert_eq(l.n, 0);
	cr_assert(draft_list(s.a, &l, &e));
	cr_assert_eq(l.n, 1);
	cr_assert_gt(l.at[0].time_ms, 0);
	draft_list_free(&l);
	draft_free(NULL);
	archive_close(other);
	defs_free(defs);
	sample_free(&s);
}

Test(draft, what_is_too_long_is_told)
{
	struct sample s;
	struct draft d = {.slot = 1};
	struct str text = {0};
	struct err e = {0};

	sample_make(&s, "mem");
	d.table = s.person;
	for (int i = 0; i < 70000; i++)
		str_addc(&text, 'a');
	sample_set(s.person, &d.typed, "note", str_c(&text));
	cr_assert_not(draft_put(s.a, &d, &e));
	cr_assert_eq(e.code, ERR_CHECK);
	str_free(&text);
	draft_free(&d);
	sample_free(&s);
}
