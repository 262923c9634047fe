#include <unit/table/sample.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/vec.h>
#include <binggui/table/journal.h>
#include <binggui/table/opening.h>
#include <binggui/table/space.h>

/* person.yaml with one text replaced by another; static. */
static const char *with(const char *old, const char *new)
{
	static char yaml[8192];
	const char *at = strstr(sample_person_yaml, old);

	cr_assert_not_null(at, "%s", old);
	snprintf(yaml, sizeof yaml, "%.*s%s%s", (int)(at - sample_person_yaml), sample_person_yaml,
		new, at + strlen(old));
	return yaml;
}

Test(opening, a_missing_or_foreign_store_is_told)
{
	struct sample s;
	struct err e = {0};
	struct archive_options o = {0};

	sample_make(&s, "mem");
	o.defs = s.defs;
	cr_assert_null(archive_open("mem:nothere", &o, &e));
	cr_assert_eq(e.code, ERR_NOINPUT);
	cr_assert_null(archive_open("mem:", &o, &e)); /* empty: nobody made it */
	cr_assert_eq(e.code, ERR_STORE);
	cr_assert_null(archive_open("bad", &o, &e));
	cr_assert_null(archive_open(NULL, NULL, NULL));
	archive_close(NULL);
	sample_free(&s);
}

Test(opening, a_store_is_not_made_twice)
{
	struct sample s;
	struct err e = {0};

	sample_make(&s, "mem");
	const struct archive_options o = {.defs = s.defs, .create = true};
	cr_assert_null(archive_open(s.url, &o, &e));
	cr_assert_eq(e.code, ERR_USAGE);
	sample_free(&s);
}

static enum kv_status make_newer(struct kv_txn *txn, void *context)
{
	struct key k;
	uint8_t value[8];

	(void)context;
	space_meta(&k, "format");
	space_number(value, ARCHIVE_FORMAT + 1);
	return kv_put(txn, key_of(&k), (struct kv_bytes){value, 8});
}

Test(opening, a_newer_store_is_refused)
{
	struct sample s;
	struct err e = {0};

	sample_make(&s, "mem");
	cr_assert(kv_run(s.a->kv, true, make_newer, NULL, &e));
	cr_assert_not(sample_try_reopen(&s, NULL, &e));
	cr_assert_eq(e.code, ERR_STORE);
	cr_assert_not_null(strstr(e.text, "升级"));
	sample_free(&s);
}

Test(opening, numbers_stay_and_an_old_store_is_opened_without_writing)
{
	struct sample s;

	sample_make(&s, "lmdb");
	uint16_t number = def_field(s.person, "village")->number;
	uint64_t id = sample_add(s.a, s.person, "name", "张三", NULL), tick = archive_tick(s.a);
	cr_assert_gt(number, 0);
	sample_reopen(&s, NULL);
	cr_assert_eq(def_field(s.person, "village")->number, number);
	cr_assert_eq(archive_tick(s.a), tick);
	cr_assert_eq(s.a->station, 3);
	cr_assert_str_eq(sample_value(s.a, s.person, id, "name"), "张三");
	sample_free(&s);
}

Test(opening, a_new_field_needs_nothing_and_old_values_survive_its_going)
{
	struct sample s;
	struct err e = {0};

	sample_make(&s, "mem");
	uint64_t id = sample_add(s.a, s.person, "name", "张三", "count", "5", NULL);
	sample_reopen(&s, with("  note: {", "  extra: {label: 另记, type: text}\n  note: {"));
	cr_assert_eq(sample_edit(s.a, s.person, id, "extra", "新的", &e), CHANGE_SAVED);
	sample_reopen(&s, NULL); /* the field is gone again */
	cr_assert_eq(sample_edit(s.a, s.person, id, "note", "备", &e), CHANGE_SAVED);
	sample_reopen(&s, with("  note: {", "  extra: {label: 另记, type: text}\n  note: {"));
	cr_assert_str_eq(sample_value(s.a, s.person, id, "extra"), "新的");
	cr_assert_str_eq(sample_value(s.a, s.person, id, "count"), "5");
	sample_sound(s.a);
	sample_free(&s);
}

static void becomes_indexed(const char *engine)
{
	struct sample s;
	struct ids ids = {0};
	struct err e = {0};
	char phone[16];

	sample_make(&s, engine);
	for (int i = 0; i < 1203; i++) { /* more than two steps */
		snprintf(phone, sizeof phone, "1990000%04d", i % 10);
		sample_add(s.a, s.person, "name", "张三", "phone", phone, NULL);
	}
	const struct def_field *f = def_field(s.person, "phone");
	cr_assert_not(table_by_index(s.a, s.person, f, "19900000003", 0, &ids, &e));
	sample_reopen(&s, with("phone, find: tail", "phone, index: yes, find: tail"));
	f = def_field(s.person, "phone");
	cr_assert(table_by_index(s.a, s.person, f, "19900000003", 0, &ids, &e), "%s", e.text);
	cr_assert_eq(ids.n, 120);
	for (size_t i = 1; i < ids.n; i++)
		cr_assert_lt(ids.at[i - 1], ids.at[i]);
	cr_assert(table_by_index(s.a, s.person, f, "19900000003", 7, &ids, &e));
	cr_assert_eq(ids.n, 7);
	sample_sound(s.a);
	sample_reopen(&s, NULL); /* and no longer */
	sample_sound(s.a);
	vec_free(&ids);
	sample_free(&s);
}
Test(opening, a_field_that_became_indexed_is)
{
	becomes_indexed("mem");
	becomes_indexed("lmdb");
}

Test(opening, a_field_that_became_found_is)
{
	struct sample s;

	sample_make(&s, "mem");
	for (int i = 0; i < 600; i++)
		sample_add(s.a, s.person, "name", "张三", "note", "一", NULL);
	sample_reopen(&s, with("find: tail, class: secret}\n  sex", "class: secret}\n  sex"));
	sample_sound(s.a);
	sample_reopen(&s, NULL);
	sample_sound(s.a);
	sample_free(&s);
}

Test(opening, a_field_that_became_unique_with_doubles_is_told)
{
	struct sample s;
	struct err e = {0};

	sample_make(&s, "mem");
	sample_add(s.a, s.person, "name", "张三", "phone", "19900000001", NULL);
	uint64_t two = sample_add(s.a, s.person, "name", "李四", "phone", "19900000001", NULL);
	cr_assert_not(sample_try_reopen(&s, with("phone, find", "phone, unique: yes, find"), &e));
	cr_assert_eq(e.code, ERR_CHECK);
	cr_assert_not_null(strstr(e.text, "电话"));
	cr_assert_not_null(strstr(e.text, "3-1"));
	cr_assert_not_null(strstr(e.text, "3-2"));
	sample_reopen(&s, NULL); /* as before, it opens */
	sample_sound(s.a);
	cr_assert_eq(sample_edit(s.a, s.person, two, "phone", "19900000002", &e), CHANGE_SAVED);
	sample_reopen(&s, with("phone, find", "phone, unique: yes, find"));
	sample_sound(s.a);
	sample_free(&s);
}

Test(opening, the_definitions_kept_are_the_last_good_ones)
{
	struct sample s;
	struct err e = {0};

	sample_make(&s, "lmdb");
	sample_add(s.a, s.person, "name", "张三", NULL);
	sample_reopen(&s, with("title: 对象档案", "title: 新档案"));
	archive_close(s.a);
	const struct archive_options o = {.user = "赵六"};
	s.a = archive_open(s.url, &o, &e);
	cr_assert_not_null(s.a, "%s", e.text);
	cr_assert_str_eq(defs_table(s.a->defs, "person")->title, "新档案");
	cr_assert_eq(archive_count(s.a, defs_table(s.a->defs, "person")), 1);
	cr_assert(s.a->owns_defs);
	sample_sound(s.a);
	sample_free(&s);
}

Test(opening, settings_belong_to_the_store)
{
	struct sample s;
	struct str out = {0};
	struct err e = {0};

	sample_make(&s, "mem");
	cr_assert(archive_setting(s.a, "county", &out, &e));
	cr_assert_str_eq(str_c(&out), "");
	cr_assert(archive_set(s.a, "county", "镇坪县", &e));
	sample_reopen(&s, NULL);
	cr_assert(archive_setting(s.a, "county", &out, &e));
	cr_assert_str_eq(str_c(&out), "镇坪县");
	cr_assert(archive_set(s.a, "county", NULL, &e));
	cr_assert(archive_set(s.a, "county", "", &e));
	cr_assert(archive_setting(s.a, "county", &out, &e));
	cr_assert_str_eq(str_c(&out), "");
	str_free(&out);
	sample_free(&s);
}

Test(opening, read_only_reads_and_refuses_to_write)
{
	struct sample s;
	struct err e = {0};

	sample_make(&s, "lmdb");
	uint64_t id = sample_add(s.a, s.person, "name", "张三", NULL);
	archive_close(s.a);
	const struct archive_options o = {.defs = s.defs, .read_only = true};
	s.a = archive_open(s.url, &o, &e);
	cr_assert_not_null(s.a, "%s", e.text);
	cr_assert_str_eq(sample_value(s.a, s.person, id, "name"), "张三");
	sample_edit(s.a, s.person, id, "name", "张四", &e);
	cr_assert_eq(e.code, ERR_DENIED);
	sample_free(&s);
}

Test(opening, a_long_name_of_a_user_is_cut_between_characters)
{
	struct sample s;
	struct err e = {0};

	sample_make(&s, "mem");
	const struct archive_options o = {
		.defs = s.defs, .user = "一二三四五六七八九十一二三四五六七八九十一二三四五"};
	struct archive *a = archive_open(s.url, &o, &e);
	cr_assert_not_null(a);
	cr_assert_str_eq(a->user, "一二三四五六七八九十一二三四五六七八九十一");
	archive_close(a);
	sample_free(&s);
}
