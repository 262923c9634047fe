#include <unit/table/sample.h>

#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/batch.h>
#include <binggui/table/journal.h>

/* Imports n people, `a_call` in each save, and sets 导入 on the record `id` (0 = none). */
static void import(struct sample *s, struct batch *b, size_t n, size_t a_call, uint64_t id)
{
	struct record *r = mem_array(n, sizeof *r);
	struct change *c = mem_array(a_call, sizeof *c);
	struct err e = {0};
	char id_no[19];

	cr_assert(batch_begin(s->a, "person", "花名册.xlsx", b, &e), "%s", e.text);
	const struct save_options how = {.batch = b->id, .action = "import", .skip_check = true};
	for (size_t i = 0; i < n; i++) {
		sample_idno((unsigned)(b->id * 10000 + i), id_no);
		sample_set(s->person, &r[i], "name", "张三");
		sample_set(s->person, &r[i], "id_no", id_no);
	}
	for (size_t at = 0; at < n; at += a_call) {
		for (size_t i = 0; i < a_call; i++)
			c[i] = (struct change){.table = s->person, .record = &r[at + i]};
		cr_assert(table_save(s->a, c, a_call, &how, &e), "%s", e.text);
	}
	if (id) {
		struct record base = {0}, mine = {0};
		cr_assert(table_get(s->a, s->person, id, &base, &e));
		record_copy(&mine, &base);
		sample_set(s->person, &mine, "note", "导入");
		struct change one = {.table = s->person, .base = &base, .record = &mine};
		cr_assert(table_save(s->a, &one, 1, &how, &e));
		sample_set(s->person, &mine, "phone", "19900000004"); /* twice in the same batch */
		record_free(&base);
		cr_assert(table_get(s->a, s->person, id, &base, &e));
		cr_assert(table_save(s->a, &one, 1, &how, &e));
		change_free(&one);
		record_free(&base);
		record_free(&mine);
	}
	for (size_t i = 0; i < n; i++)
		record_free(&r[i]);
	mem_free(r);
	mem_free(c);
}

static void undoes_all(const char *engine)
{
	struct sample s;
	struct batch b;
	struct batch_list l = {0};
	struct batch_kept kept = {0};
	struct err e = {0};

	sample_make(&s, engine);
	uint64_t id = sample_add(s.a, s.person, "name", "李四", "note", "原来", NULL);
	import(&s, &b, 1200, 400, id);
	cr_assert_eq(archive_count(s.a, s.person), 1201);
	cr_assert(batch_end(s.a, &b, BATCH_DONE, "新增1200", &e));
	cr_assert_eq(b.records, 1201);
	cr_assert(batch_undo(s.a, b.id, NULL, NULL, &kept, &e), "%s", e.text);
	cr_assert_eq(kept.n, 0);
	cr_assert_eq(archive_count(s.a, s.person), 1);
	cr_assert_str_eq(sample_value(s.a, s.person, id, "note"), "原来");
	cr_assert_str_eq(sample_value(s.a, s.person, id, "phone"), "");
	cr_assert(batch_list(s.a, &l, &e));
	cr_assert_eq(l.n, 1);
	cr_assert_eq(l.at[0].state, BATCH_UNDONE);
	cr_assert_str_eq(l.at[0].summary, "新增1200");
	cr_assert_str_eq(l.at[0].file, "花名册.xlsx");
	uint64_t last = journal_last(s.a);
	cr_assert(batch_undo(s.a, b.id, NULL, NULL, &kept, &e)); /* again: nothing more to do */
	cr_assert_eq(journal_last(s.a), last);
	sample_sound(s.a);
	batch_list_free(&l);
	batch_free(&b);
	vec_free(&kept);
	sample_free(&s);
}
Test(batch, undo_takes_everything_back)
{
	undoes_all("mem");
	undoes_all("lmdb");
}

Test(batch, what_somebody_changed_since_is_kept)
{
	struct sample s;
	struct batch b;
	struct batch_kept kept = {0};
	struct err e = {0};
	uint64_t first = (uint64_t)3 << RECORD_STATION_SHIFT | 1;

	sample_make(&s, "mem");
	import(&s, &b, 10, 10, 0);
	cr_assert(batch_end(s.a, &b, BATCH_DONE, NULL, &e));
	cr_assert_eq(sample_edit(s.a, s.person, first + 4, "note", "核实", &e), CHANGE_SAVED);
	cr_assert(batch_undo(s.a, b.id, NULL, NULL, &kept, &e));
	cr_assert_eq(kept.n, 1);
	cr_assert_eq(kept.at[0].id, first + 4);
	cr_assert_eq(kept.at[0].table, s.person, "ids are a register's own");
	cr_assert_eq(archive_count(s.a, s.person), 1);
	sample_sound(s.a);
	vec_free(&kept);
	batch_free(&b);
	sample_free(&s);
}

static bool stop_early(void *context, size_t done, size_t all)
{
	cr_assert_leq(done, all);
	return ++*(int *)context < 2;
}

Test(batch, undo_can_be_stopped_and_continued)
{
	struct sample s;
	struct batch b;
	struct batch_kept kept = {0};
	struct err e = {0};
	int calls = 0;

	sample_make(&s, "mem");
	import(&s, &b, 2000, 500, 0);
	/* never ended: the program died in the middle of it */
	cr_assert_not(batch_undo(s.a, b.id, stop_early, &calls, &kept, &e));
	cr_assert_eq(e.code, ERR_STOPPED);
	cr_assert_eq(archive_count(s.a, s.person), 1000);
	sample_reopen(&s, NULL);
	cr_assert(batch_undo(s.a, b.id, NULL, NULL, &kept, &e), "%s", e.text);
	cr_assert_eq(kept.n, 0);
	cr_assert_eq(archive_count(s.a, s.person), 0);
	sample_sound(s.a);
	vec_free(&kept);
	batch_free(&b);
	sample_free(&s);
}

Test(batch, two_batches_do_not_touch_each_other)
{
	struct sample s;
	struct batch one, two;
	struct batch_list l = {0};
	struct err e = {0};

	sample_make(&s, "mem");
	import(&s, &one, 20, 10, 0);
	cr_assert(batch_end(s.a, &one, BATCH_DONE, "", &e));
	import(&s, &two, 30, 10, 0);
	cr_assert(batch_end(s.a, &two, BATCH_STOPPED, "", &e));
	cr_assert_eq(two.id, one.id + 1);
	cr_assert(batch_undo(s.a, one.id, NULL, NULL, NULL, &e));
	cr_assert_eq(archive_count(s.a, s.person), 30);
	cr_assert(batch_list(s.a, &l, &e));
	cr_assert_eq(l.n, 2);
	cr_assert_eq(l.at[0].id, two.id);
	cr_assert_eq(l.at[0].state, BATCH_STOPPED);
	cr_assert_not(batch_undo(s.a, 77, NULL, NULL, NULL, &e));
	cr_assert_eq(e.code, ERR_NOTFOUND);
	batch_list_free(&l);
	batch_free(&one);
	batch_free(&two);
	batch_free(NULL);
	sample_free(&s);
}
