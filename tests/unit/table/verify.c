#include <unit/table/sample.h>

#include <string.h>

#include <criterion/criterion.h>

#include <binggui/table/find.h>
#include <binggui/table/index.h>
#include <binggui/table/journal.h>
#include <binggui/table/space.h>
#include <binggui/table/verify.h>

struct harm {
	struct sample *s;
	struct key key;
	const char *value; /* NULL: removed */
	size_t n;
	int flip; /* a byte of the value there, counted from 1; 0 = none */
};

static enum kv_status do_harm(struct kv_txn *txn, void *context)
{
	const struct harm *h = context;
	struct kv_bytes v;
	char copy[4096];

	if (h->flip) {
		cr_assert_eq(kv_get(txn, key_of(&h->key), &v), KV_OK);
		cr_assert_leq(v.n, sizeof copy);
		memcpy(copy, v.at, v.n);
		copy[(size_t)(h->flip - 1) % v.n] ^= 0x10;
		return kv_put(txn, key_of(&h->key), (struct kv_bytes){copy, v.n});
	}
	if (!h->value)
		return kv_del(txn, key_of(&h->key));
	return kv_put(txn, key_of(&h->key), (struct kv_bytes){h->value, h->n});
}

static void harm(struct harm *h)
{
	struct err e = {0};

	cr_assert(kv_run(h->s->a->kv, true, do_harm, h, &e), "%s", e.text);
}

static size_t findings(struct sample *s, bool repair, const char *word, bool repairable)
{
	struct verify v = {0};
	struct err e = {0};

	cr_assert(verify_run(s->a, repair, NULL, NULL, &v, &e), "%s", e.text);
	size_t n = v.n;
	bool told = !word;
	for (size_t i = 0; i < v.n; i++)
		told |= strstr(v.at[i].text, word) && v.at[i].repairable == repairable;
	cr_assert(told, "no finding with %s", word);
	verify_free(&v);
	return n;
}

static uint64_t one_person(struct sample *s, const char *engine)
{
	char id_no[19];

	sample_make(s, engine);
	sample_areas(s);
	sample_idno(1, id_no);
	sample_add(s->a, s->person, "name", "李四", "village", "610927100201", NULL);
	return sample_add(s->a, s->person, "name", "张三", "id_no", id_no, "village",
		"610927100201", "phone", "19900000001", "tags", "党员\n独居", NULL);
}

Test(verify, a_sound_store_has_no_findings)
{
	struct sample s;
	struct verify v = {0};
	struct err e = {0};

	one_person(&s, "lmdb");
	cr_assert(verify_run(s.a, false, NULL, NULL, &v, &e));
	cr_assert_eq(v.n, 0);
	cr_assert_eq(v.records, 10);
	cr_assert_eq(v.entries, 11);
	cr_assert_gt(v.indexes, 10);
	verify_free(&v);
	sample_free(&s);
}

Test(verify, every_flipped_byte_of_a_record_is_found_and_never_shown)
{
	struct sample s;
	struct record r = {0};
	struct err e = {0};
	uint64_t id = one_person(&s, "mem");
	struct harm h = {.s = &s};

	space_record(&h.key, s.person->number, id);
	for (h.flip = 1; h.flip < 90; h.flip++) {
		harm(&h);
		cr_assert_not(table_get(s.a, s.person, id, &r, &e));
		cr_assert_eq(e.code, ERR_STORE);
		cr_assert_not_null(strstr(e.text, "3-2"));
		cr_assert_not_null(strstr(e.text, "binggui check"));
		cr_assert_eq(r.n, 0);
		if (h.flip % 8 == 1)
			cr_assert_geq(findings(&s, false, "已损坏", false), 1);
		harm(&h); /* back */
	}
	sample_sound(s.a);
	sample_free(&s);
}

static void repairs(struct harm *h, const char *word)
{
	harm(h);
	cr_assert_geq(findings(h->s, true, word, true), 1);
	sample_sound(h->s->a);
}

Test(verify, lost_and_wrong_index_entries_are_made_again)
{
	struct sample s;
	uint64_t id = one_person(&s, "mem"), found;
	struct harm h = {.s = &s};
	struct err e = {0};
	char id_no[19];

	sample_idno(1, id_no);
	const struct def_field *f = def_field(s.person, "id_no");
	index_unique(&h.key, s.person, f, id_no);
	repairs(&h, "索引");
	h.value = "\0\0\0\0\0\0\0\1";
	h.n = 8;
	repairs(&h, "索引");
	cr_assert(table_by_unique(s.a, s.person, f, id_no, &found, &e));
	cr_assert_eq(found, id);
	index_unique(&h.key, s.person, f, "61092719400101900X"); /* of nobody */
	repairs(&h, "索引多出");
	h.value = NULL;
	index_value(&h.key, s.person, def_field(s.person, "tags"), "独居");
	key_u64(&h.key, id);
	repairs(&h, "标记");
	sample_free(&s);
}

static enum kv_status lose_blocks(struct kv_txn *txn, void *context)
{
	return find_clear(txn, context);
}

Test(verify, find_blocks_and_counters_are_made_again)
{
	struct sample s;
	struct err e = {0};
	uint64_t last = one_person(&s, "mem");
	struct harm h = {.s = &s};

	cr_assert(kv_run(s.a->kv, true, lose_blocks, (void *)s.person, &e), "%s", e.text);
	cr_assert_geq(findings(&s, true, "查找", true), 1);
	sample_sound(s.a);
	space_meta2(&h.key, "id", "person");
	repairs(&h, "计数");
	cr_assert_eq(archive_count(s.a, s.person), 2);
	cr_assert_eq(sample_add(s.a, s.person, "name", "赵六", NULL), last + 1);
	sample_free(&s);
}

Test(verify, a_record_changed_behind_the_journal_is_found)
{
	struct sample s;
	uint64_t id = one_person(&s, "mem");
	struct record r = {0};
	struct str bytes = {0};
	struct err e = {0};
	struct harm h = {.s = &s};

	cr_assert(table_get(s.a, s.person, id, &r, &e));
	sample_set(s.person, &r, "name", "张四");
	record_encode(&bytes, &r);
	space_record(&h.key, s.person->number, id);
	h.value = bytes.at;
	h.n = bytes.n;
	harm(&h);
	findings(&s, false, "流水", false);
	str_free(&bytes);
	record_free(&r);
	sample_free(&s);
}

Test(verify, a_broken_journal_is_found)
{
	struct sample s;
	struct harm h = {.s = &s, .flip = 30};

	one_person(&s, "mem");
	space_journal(&h.key, 3, 4);
	harm(&h);
	findings(&s, true, "第 4 条", false);
	sample_free(&s);
}

Test(verify, a_value_its_type_refuses_is_found)
{
	struct sample s;
	struct record r = {0};
	struct err e = {0};

	sample_make(&s, "mem");
	sample_set(s.person, &r, "name", "张三");
	sample_set(s.person, &r, "sex", "不详");
	struct change c = {.table = s.person, .record = &r};
	const struct save_options how = {.skip_check = true};
	cr_assert(table_save(s.a, &c, 1, &how, &e));
	findings(&s, false, "性别", false);
	change_free(&c);
	record_free(&r);
	sample_free(&s);
}

static bool stop_at_once(void *context, size_t done, size_t all)
{
	(void)context, (void)done, (void)all;
	return false;
}

Test(verify, can_be_stopped)
{
	struct sample s;
	struct verify v = {0};
	struct err e = {0};

	one_person(&s, "mem");
	cr_assert_not(verify_run(s.a, false, stop_at_once, NULL, &v, &e));
	cr_assert_eq(e.code, ERR_STOPPED);
	verify_free(&v);
	verify_free(&v);
	sample_free(&s);
}
