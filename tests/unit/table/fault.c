#include <unit/table/sample.h>

#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/store/kv_mem.h>
#include <binggui/table/batch.h>
#include <binggui/table/draft.h>
#include <binggui/table/journal.h>

/*
 * One save of a new person, a visit of hers and a change of an old record with
 * its draft, with a fault at every call into the store: all of it or nothing.
 */
struct saving {
	struct sample *s;
	uint64_t old;
	struct record person, visit, base, mine;
	struct change c[3];
};

static void prepare(struct saving *w, struct sample *s, uint64_t old, unsigned n)
{
	struct draft d = {.table = s->person, .record = old};
	struct err e = {0};
	char id_no[19], note[16];

	*w = (struct saving){.s = s, .old = old};
	sample_idno(n, id_no);
	snprintf(note, sizeof note, "%u", n);
	sample_set(s->person, &w->person, "name", "张三");
	sample_set(s->person, &w->person, "id_no", id_no);
	sample_set(s->visit, &w->visit, "date", "2020-01-02");
	cr_assert(table_get(s->a, s->person, old, &w->base, &e), "%s", e.text);
	record_copy(&w->mine, &w->base);
	sample_set(s->person, &w->mine, "note", note);
	w->c[0] = (struct change){.table = s->person, .record = &w->person};
	w->c[1] = (struct change){.table = s->visit,
		.record = &w->visit,
		.links = {{def_field(s->visit, "person"), 0}},
		.n_links = 1};
	w->c[2] = (struct change){.table = s->person, .base = &w->base, .record = &w->mine};
	sample_set(s->person, &d.typed, "note", note);
	cr_assert(draft_put(s->a, &d, &e));
	draft_free(&d);
}

static void finish(struct saving *w)
{
	for (size_t i = 0; i < 3; i++)
		change_free(&w->c[i]);
	record_free(&w->person);
	record_free(&w->visit);
	record_free(&w->base);
	record_free(&w->mine);
}

static void check_nothing(struct saving *w, uint64_t people, uint64_t last)
{
	struct sample *s = w->s;
	struct draft d = {0};
	struct err e = {0};

	cr_assert_eq(archive_count(s->a, s->person), people);
	cr_assert_eq(journal_last(s->a), last);
	cr_assert_eq(w->person.id, 0);
	cr_assert_eq(w->visit.n, 1);
	cr_assert_eq(w->mine.version, w->base.version);
	cr_assert_str_eq(sample_value(s->a, s->person, w->old, "note"),
		record_field(&w->base, def_field(s->person, "note")));
	cr_assert(draft_get(s->a, s->person, w->old, 0, &d, &e)); /* what was typed is kept */
	draft_free(&d);
}

static void check_all(struct saving *w, uint64_t people, uint64_t last)
{
	struct sample *s = w->s;
	struct draft d = {0};
	struct err e = {0};

	cr_assert_eq(archive_count(s->a, s->person), people + 1);
	cr_assert_eq(journal_last(s->a), last + 3);
	cr_assert_eq(w->visit.n, 2);
	cr_assert_eq(w->mine.version, w->base.version + 1);
	cr_assert_str_eq(sample_value(s->a, s->person, w->old, "note"),
		record_field(&w->mine, def_field(s->person, "note")));
	cr_assert_not(draft_get(s->a, s->person, w->old, 0, &d, &e));
}

/* How many of the faults made the save fail. */
static unsigned fails_at_every_call(enum kv_status status, bool applied)
{
	const struct save_options how = {.with_draft = true, .skip_check = true};
	unsigned failed = 0;
	struct sample s;

	sample_make(&s, "mem");
	uint64_t old = sample_add(s.a, s.person, "name", "李四", NULL);
	for (unsigned n = 1; n <= 60; n++) {
		struct saving w;
		struct err e = {0};
		prepare(&w, &s, old, n);
		uint64_t people = archive_count(s.a, s.person), last = journal_last(s.a);
		kv_mem_fail(n, status, applied);
		bool ok = table_save(s.a, w.c, 3, &how, &e);
		kv_mem_fail(0, KV_OK, false);
		failed += !ok;
		if (ok)
			check_all(&w, people, last);
		else
			check_nothing(&w, people, last);
		cr_assert_eq(ok, e.code == ERR_OK, "%s", e.text);
		sample_sound(s.a);
		finish(&w);
	}
	sample_free(&s);
	return failed;
}

Test(fault, a_full_disk_leaves_all_as_it_was)
{
	unsigned failed = fails_at_every_call(KV_FULL, false);

	cr_assert_geq(failed, 20);
	cr_assert_lt(failed, 60);
}

Test(fault, an_input_error_leaves_all_as_it_was)
{
	cr_assert_geq(fails_at_every_call(KV_IO, false), 20);
}

Test(fault, a_conflict_is_run_again)
{
	cr_assert_eq(fails_at_every_call(KV_CONFLICT, false), 0);
}

Test(fault, a_commit_of_unknown_outcome_is_looked_up)
{
	/* at the commit it was applied: that is a save; before the commit it is a failure */
	unsigned applied = fails_at_every_call(KV_MAYBE, true);
	unsigned lost = fails_at_every_call(KV_MAYBE, false);

	cr_assert_eq(lost, applied + 1);
}

Test(fault, the_sentence_names_the_disk)
{
	struct sample s;
	struct record r = {0};
	struct err e = {0};

	sample_make(&s, "mem");
	sample_set(s.person, &r, "name", "张三");
	struct change c = {.table = s.person, .record = &r};
	const struct save_options how = {.skip_check = true};
	kv_mem_fail(5, KV_FULL, false);
	cr_assert_not(table_save(s.a, &c, 1, &how, &e));
	cr_assert_eq(e.code, ERR_FULL);
	cr_assert_not_null(strstr(e.text, "磁盘已满"));
	cr_assert(table_save(s.a, &c, 1, &how, &e), "%s", e.text);
	change_free(&c);
	record_free(&r);
	sample_free(&s);
}

/* Undoing an import that fails somewhere goes on where it was. */
Test(fault, the_undoing_of_a_batch_is_continued)
{
	struct sample s;
	struct batch b;
	struct err e = {0};

	sample_make(&s, "mem");
	cr_assert(batch_begin(s.a, "person", "x.csv", &b, &e));
	for (int i = 0; i < 30; i++) {
		struct record r = {0};
		sample_set(s.person, &r, "name", "张三");
		struct change c = {.table = s.person, .record = &r};
		const struct save_options how = {.batch = b.id, .action = "import"};
		cr_assert(table_save(s.a, &c, 1, &how, &e));
		change_free(&c);
		record_free(&r);
	}
	bool done = false;
	for (unsigned n = 1; n < 2000 && !done; n += 7) {
		kv_mem_fail(n, KV_IO, false);
		done = batch_undo(s.a, b.id, NULL, NULL, NULL, &e);
		kv_mem_fail(0, KV_OK, false);
		sample_sound(s.a);
	}
	cr_assert(done);
	cr_assert_eq(archive_count(s.a, s.person), 0);
	batch_free(&b);
	sample_free(&s);
}

/* Opening with new definitions: broken off anywhere, the next opening makes it right. */
Test(fault, an_opening_broken_off_is_made_good)
{
	struct sample s;
	struct err e = {0};
	char yaml[8192];
	const char *at = strstr(sample_person_yaml, "phone, find");

	snprintf(yaml, sizeof yaml, "%.*sphone, index: yes, find%s", (int)(at - sample_person_yaml),
		sample_person_yaml, at + strlen("phone, find"));
	for (unsigned n = 1; n < 400; n += 5) {
		sample_make(&s, "mem");
		for (int i = 0; i < 5; i++)
			sample_add(s.a, s.person, "name", "张三", "phone", "19900000001", NULL);
		kv_mem_fail(n, KV_FULL, false);
		sample_try_reopen(&s, yaml, &e);
		kv_mem_fail(0, KV_OK, false);
		sample_reopen(&s, yaml);
		sample_sound(s.a);
		sample_free(&s);
	}
}
