#include <unit/table/sample.h>

#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/vec.h>
#include <binggui/table/draft.h>
#include <binggui/table/journal.h>

static void on_both(void (*test)(struct sample *s))
{
	for (size_t i = 0; i < 2; i++) {
		struct sample s;
		sample_make(&s, sample_engines[i]);
		test(&s);
		sample_sound(s.a);
		sample_free(&s);
	}
}

static void makes_and_reads(struct sample *s)
{
	char id_no[19];
	struct record r = {0};
	struct err e = {0};
	struct str title = {0};

	sample_areas(s);
	sample_idno(7, id_no);
	uint64_t id = sample_add(
		s->a, s->person, "name", "张三丰", "id_no", id_no, "village", "610927100201", NULL);
	cr_assert_eq(id, (uint64_t)3 << RECORD_STATION_SHIFT | 1);
	cr_assert(table_get(s->a, s->person, id, &r, &e));
	cr_assert_eq(r.version, 1);
	cr_assert_eq(r.entry, journal_last(s->a));
	cr_assert_str_eq(record_field(&r, def_field(s->person, "name")), "张三丰");
	table_title(s->a, s->person, &r, &title);
	cr_assert_str_eq(str_c(&title), "张三丰 新华村");
	cr_assert_eq(archive_count(s->a, s->person), 1);
	record_free(&r);
	str_free(&title);
}
Test(save, a_new_record_gets_an_id_and_can_be_read)
{
	on_both(makes_and_reads);
}

Test(save, hard_characters_come_back_as_they_went)
{
	struct sample s;
	struct record r = {0};
	struct err e = {0};

	sample_make(&s, "lmdb");
	uint64_t id = sample_add(s.a, s.person, "name", "㛃䶮𬭩·𠅤", "note",
		"全角１２３\n第二行 \xFF\x1B", NULL);
	sample_reopen(&s, NULL);
	cr_assert(table_get(s.a, s.person, id, &r, &e));
	cr_assert_str_eq(record_field(&r, def_field(s.person, "name")), "㛃䶮𬭩·𠅤");
	cr_assert_str_eq(
		record_field(&r, def_field(s.person, "note")), "全角１２３\n第二行 \xFF\x1B");
	record_free(&r);
	sample_free(&s);
}

Test(save, nothing_there_is_told)
{
	struct sample s;
	struct record r = {0};
	struct err e = {0};
	uint64_t id;

	sample_make(&s, "mem");
	cr_assert_not(table_get(s.a, s.person, 5, &r, &e));
	cr_assert_eq(e.code, ERR_NOTFOUND);
	cr_assert_not(table_by_reference(s.a, s.person, "3-1", &r, &e));
	cr_assert_not(table_by_reference(s.a, s.person, "", &r, &e));
	cr_assert_not(table_by_reference(s.a, s.person, NULL, &r, &e));
	cr_assert_not(table_by_unique(s.a, s.person, def_field(s.person, "id_no"), "", &id, &e));
	cr_assert_eq(e.code, ERR_OK);
	cr_assert(table_save(s.a, NULL, 0, NULL, &e));
	sample_free(&s);
}

static void unchanged_writes_nothing(struct sample *s)
{
	struct err e = {0};
	uint64_t id = sample_add(s->a, s->person, "name", "张三", NULL);
	uint64_t tick = archive_tick(s->a), last = journal_last(s->a);

	cr_assert_eq(sample_edit(s->a, s->person, id, "name", "张三", &e), CHANGE_UNCHANGED);
	cr_assert_eq(archive_tick(s->a), tick);
	cr_assert_eq(journal_last(s->a), last);
	cr_assert_eq(sample_edit(s->a, s->person, id, "name", "张四", &e), CHANGE_SAVED);
	cr_assert_neq(archive_tick(s->a), tick);
}
Test(save, what_does_not_differ_is_not_written)
{
	on_both(unchanged_writes_nothing);
}

/* Two editors with the same base: the first sets one field, the second another (or the same). */
struct two {
	struct record base, mine;
	struct change change;
	struct err e;
};

static bool second_save(struct sample *s, struct two *t, uint64_t id, const char *field,
	const char *theirs, const char *my_field, const char *my_value)
{
	cr_assert(table_get(s->a, s->person, id, &t->base, &t->e));
	record_copy(&t->mine, &t->base);
	sample_set(s->person, &t->mine, my_field, my_value);
	cr_assert_eq(sample_edit(s->a, s->person, id, field, theirs, &t->e), CHANGE_SAVED);
	t->change = (struct change){.table = s->person, .base = &t->base, .record = &t->mine};
	return table_save(s->a, &t->change, 1, NULL, &t->e);
}

static void two_free(struct two *t)
{
	record_free(&t->base);
	record_free(&t->mine);
	change_free(&t->change);
}

static void merges(struct sample *s)
{
	struct two t = {0};
	uint64_t id = sample_add(s->a, s->person, "name", "张三", "note", "旧", NULL);

	cr_assert(second_save(s, &t, id, "phone", "19900000001", "note", "新"), "%s", t.e.text);
	cr_assert_eq(t.change.result, CHANGE_MERGED);
	cr_assert_str_eq(record_field(&t.mine, def_field(s->person, "phone")), "19900000001");
	cr_assert_eq(t.mine.version, 3);
	cr_assert_str_eq(sample_value(s->a, s->person, id, "phone"), "19900000001");
	cr_assert_str_eq(sample_value(s->a, s->person, id, "note"), "新");
	two_free(&t);
}
Test(save, different_fields_merge)
{
	on_both(merges);
}

Test(save, the_same_answer_twice_is_no_conflict)
{
	struct sample s;
	struct two t = {0};

	sample_make(&s, "mem");
	uint64_t id = sample_add(s.a, s.person, "name", "张三", NULL);
	cr_assert(second_save(&s, &t, id, "note", "同", "note", "同"));
	cr_assert_eq(t.change.result, CHANGE_UNCHANGED);
	cr_assert_eq(t.mine.version, 2);
	two_free(&t);
	sample_free(&s);
}

static void conflicts(struct sample *s)
{
	struct two t = {0};
	uint64_t id = sample_add(s->a, s->person, "name", "张三", "note", "旧", NULL);

	cr_assert_not(second_save(s, &t, id, "note", "甲", "note", "乙"));
	cr_assert_eq(t.e.code, ERR_CONFLICT);
	cr_assert_not_null(strstr(t.e.text, "备注"));
	cr_assert_eq(t.change.result, CHANGE_CONFLICT);
	cr_assert_eq(t.change.clashes.n, 1);
	cr_assert_str_eq(t.change.clashes.at[0]->name, "note");
	cr_assert_str_eq(record_field(&t.change.theirs, def_field(s->person, "note")), "甲");
	cr_assert_str_eq(record_field(&t.mine, def_field(s->person, "note")), "乙");
	cr_assert_str_eq(sample_value(s->a, s->person, id, "note"), "甲");
	two_free(&t);
}
Test(save, the_same_field_is_a_conflict_and_nothing_is_overwritten)
{
	on_both(conflicts);
}

Test(save, name_and_number_are_never_mixed_from_two_hands)
{
	struct sample s;
	struct two t = {0};
	char id_no[19];

	sample_make(&s, "mem");
	sample_idno(1, id_no);
	uint64_t id = sample_add(s.a, s.person, "name", "张三", NULL);
	cr_assert_not(second_save(&s, &t, id, "id_no", id_no, "name", "李四"));
	cr_assert_eq(t.change.result, CHANGE_CONFLICT);
	cr_assert_eq(t.change.clashes.n, 2);
	two_free(&t);
	sample_free(&s);
}

static enum change_result void_it(struct sample *s, uint64_t id, struct record *base, struct err *e)
{
	struct record r = {0};

	if (!base->id)
		cr_assert(table_get(s->a, s->person, id, base, e));
	record_copy(&r, base);
	struct change c = {.table = s->person, .base = base, .record = &r, .void_it = true};
	table_save(s->a, &c, 1, NULL, e);
	enum change_result result = c.result;
	change_free(&c);
	record_free(&r);
	return result;
}

static void voids(struct sample *s)
{
	struct record base = {0};
	struct err e = {0};
	struct ids ids = {0};
	char id_no[19];
	uint64_t other;

	sample_areas(s);
	sample_idno(1, id_no);
	uint64_t id = sample_add(
		s->a, s->person, "name", "张三", "id_no", id_no, "village", "610927100201", NULL);
	cr_assert_eq(void_it(s, id, &base, &e), CHANGE_SAVED);
	cr_assert_eq(archive_count(s->a, s->person), 0);
	cr_assert_not(
		table_by_unique(s->a, s->person, def_field(s->person, "id_no"), id_no, &other, &e));
	cr_assert(table_by_index(
		s->a, s->person, def_field(s->person, "village"), "610927100201", 0, &ids, &e));
	cr_assert_eq(ids.n, 0);
	record_free(&base);
	cr_assert_eq(void_it(s, id, &base, &e), CHANGE_UNCHANGED);
	cr_assert(base.voided);
	sample_add(s->a, s->person, "name", "李四", "id_no", id_no,
		NULL); /* its number is free again */
	record_free(&base);
	vec_free(&ids);
}
Test(save, a_voided_record_stands_in_no_index)
{
	on_both(voids);
}

Test(save, a_void_is_neither_lifted_nor_put_over_unseen_edits)
{
	struct sample s;
	struct record base = {0}, r = {0}, again = {0};
	struct err e = {0};

	sample_make(&s, "mem");
	uint64_t id = sample_add(s.a, s.person, "name", "张三", NULL);
	cr_assert(table_get(s.a, s.person, id, &base, &e));
	cr_assert_eq(sample_edit(s.a, s.person, id, "note", "新", &e), CHANGE_SAVED);
	cr_assert_eq(void_it(&s, id, &base, &e), CHANGE_CONFLICT);
	record_copy(&r, &base);
	sample_set(s.person, &r, "phone", "19900000002");
	cr_assert_eq(void_it(&s, id, &again, &e), CHANGE_SAVED);
	struct change c = {.table = s.person, .base = &base, .record = &r};
	cr_assert_not(table_save(s.a, &c, 1, NULL, &e));
	cr_assert_eq(c.result, CHANGE_CONFLICT);
	cr_assert(c.theirs.voided);
	cr_assert_not_null(strstr(e.text, "作废"));
	change_free(&c);
	record_free(&base);
	record_free(&again);
	record_free(&r);
	sample_free(&s);
}

static void refuses_doubles(struct sample *s)
{
	struct record r = {0}, two = {0};
	struct err e = {0};
	char id_no[19], free_no[19];

	sample_areas(s);
	sample_idno(1, id_no);
	sample_idno(2, free_no);
	sample_add(
		s->a, s->person, "name", "张三", "id_no", id_no, "village", "610927100201", NULL);
	uint64_t last = journal_last(s->a);
	sample_set(s->person, &r, "name", "李四");
	sample_set(s->person, &r, "id_no", id_no);
	sample_set(s->person, &two, "name", "赵六");
	struct change c[2] = {
		{.table = s->person, .record = &two}, {.table = s->person, .record = &r}};
	cr_assert_not(table_save(s->a, c, 2, NULL, &e));
	cr_assert_eq(e.code, ERR_CHECK);
	cr_assert_eq(c[0].result, CHANGE_NONE);
	cr_assert_eq(c[1].result, CHANGE_REFUSED);
	cr_assert_str_eq(c[1].problems.at[0].code, "unique");
	cr_assert_not_null(strstr(c[1].problems.at[0].text, "张三 新华村"));
	cr_assert_not_null(strstr(c[1].problems.at[0].text, "3-1"));
	cr_assert_eq(journal_last(s->a), last); /* nothing of the two */
	cr_assert_eq(two.id, 0);
	sample_set(s->person, &r, "id_no", free_no);
	sample_set(s->person, &two, "id_no", free_no);
	cr_assert_not(table_save(s->a, c, 2, NULL, &e)); /* each other's double */
	cr_assert_eq(c[1].result, CHANGE_REFUSED);
	change_free(&c[0]);
	change_free(&c[1]);
	record_free(&r);
	record_free(&two);
}
Test(save, a_unique_value_is_refused_and_names_the_other)
{
	on_both(refuses_doubles);
}

static void links(struct sample *s)
{
	struct record person = {0}, visit = {0};
	struct err e = {0};
	struct ids ids = {0};
	struct str reference = {0};

	sample_set(s->person, &person, "name", "张三");
	sample_set(s->visit, &visit, "date", "2020-01-02");
	struct change c[2] = {
		{.table = s->person, .record = &person},
		{.table = s->visit,
			.record = &visit,
			.links = {{def_field(s->visit, "person"), 0}},
			.n_links = 1},
	};
	cr_assert(table_save(s->a, c, 2, NULL, &e), "%s", e.text);
	table_reference(s->person, &person, &reference);
	cr_assert_str_eq(record_field(&visit, def_field(s->visit, "person")), str_c(&reference));
	cr_assert(table_by_index(
		s->a, s->visit, def_field(s->visit, "person"), str_c(&reference), 0, &ids, &e));
	cr_assert_eq(ids.n, 1);
	cr_assert_eq(ids.at[0], visit.id);
	vec_free(&ids);
	str_free(&reference);
	record_free(&person);
	record_free(&visit);
}
Test(save, records_of_one_call_refer_to_each_other)
{
	on_both(links);
}

static void drafts_go(struct sample *s)
{
	struct draft d = {.table = s->person, .slot = 2}, got = {0};
	struct record r = {0};
	struct change c = {.table = s->person, .record = &r};
	const struct save_options how = {.with_draft = true, .draft_slot = 2};
	struct err e = {0};

	sample_set(s->person, &d.typed, "name", "打了一半");
	cr_assert(draft_put(s->a, &d, &e));
	record_copy(&r, &d.typed);
	cr_assert(table_save(s->a, &c, 1, &how, &e), "%s", e.text);
	cr_assert_not(draft_get(s->a, s->person, 0, 2, &got, &e));
	cr_assert_eq(e.code, ERR_NOTFOUND);
	/* of a stored record, also when nothing differs */
	struct record base = {0};
	record_copy(&base, &r);
	d.record = r.id;
	cr_assert(draft_put(s->a, &d, &e));
	c.base = &base;
	cr_assert(table_save(s->a, &c, 1, &how, &e));
	cr_assert_eq(c.result, CHANGE_UNCHANGED);
	cr_assert_not(draft_get(s->a, s->person, r.id, 0, &got, &e));
	change_free(&c);
	record_free(&r);
	record_free(&base);
	draft_free(&d);
}
Test(save, the_draft_goes_with_the_save)
{
	on_both(drafts_go);
}

Test(save, a_record_too_large_is_refused_in_words)
{
	struct sample s;
	struct record r = {0};
	struct err e = {0};
	struct str text = {0};

	sample_make(&s, "mem");
	for (int i = 0; i < 12000; i++)
		str_add(&text, "长");
	sample_set(s.person, &r, "name", "张三");
	sample_set(s.person, &r, "note", str_c(&text));
	struct change c = {.table = s.person, .record = &r};
	const struct save_options how = {.skip_check = true};
	cr_assert_not(table_save(s.a, &c, 1, &how, &e));
	cr_assert_eq(c.result, CHANGE_REFUSED);
	cr_assert_str_eq(c.problems.at[0].code, "too-large");
	str_cut(&text, 9000 * 3); /* the longest that old and new fit of */
	sample_set(s.person, &r, "note", str_c(&text));
	cr_assert(table_save(s.a, &c, 1, &how, &e), "%s", e.text);
	cr_assert_eq(sample_edit(s.a, s.person, r.id, "note", "短", &e), CHANGE_SAVED);
	change_free(&c);
	record_free(&r);
	str_free(&text);
	sample_free(&s);
}

Test(save, a_record_that_breaks_its_definition_is_refused)
{
	struct sample s;
	struct record r = {0};
	struct err e = {0};

	sample_make(&s, "mem");
	sample_set(s.person, &r, "note", "没有姓名");
	struct change c = {.table = s.person, .record = &r};
	cr_assert_not(table_save(s.a, &c, 1, NULL, &e));
	cr_assert_eq(e.code, ERR_CHECK);
	cr_assert_eq(c.result, CHANGE_REFUSED);
	cr_assert_str_eq(c.problems.at[0].code, "required");
	change_free(&c);
	record_free(&r);
	sample_free(&s);
}

Test(save, a_record_that_is_gone_is_told)
{
	struct sample s;
	struct record base = {.id = 77, .version = 1}, r = {.id = 77};
	struct err e = {0};

	sample_make(&s, "mem");
	sample_set(s.person, &r, "name", "张三");
	struct change c = {.table = s.person, .base = &base, .record = &r};
	cr_assert_not(table_save(s.a, &c, 1, NULL, &e));
	cr_assert_eq(e.code, ERR_NOTFOUND);
	cr_assert_not(table_save(s.a, &c, 1, NULL, NULL));
	change_free(&c);
	record_free(&r);
	sample_free(&s);
}
