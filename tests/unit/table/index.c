#include <unit/table/sample.h>

#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/index.h>

/* What stands in U and I, held against what index_entries says each record must have, both ways. */
enum { PEOPLE = 60 };

struct entries {
	struct sample *s;
	struct kv_txn *txn;
	struct map must; /* key -> non-NULL */
	size_t n;
};

static bool must_have(void *context, const struct def_field *f, const struct key *k, bool unique)
{
	struct entries *e = context;
	struct kv_bytes value;

	(void)f;
	cr_assert_eq(kv_get(e->txn, key_of(k), &value), KV_OK);
	cr_assert_eq(value.n, unique ? 8 : 0);
	cr_assert_null(map_putn(&e->must, k->at, k->n, e));
	e->n++;
	return true;
}

static enum kv_status is_known(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct entries *e = context;

	(void)value;
	cr_assert_not_null(map_getn(&e->must, key.at, key.n));
	e->n--;
	return KV_OK;
}

static void check(struct sample *s, const struct record *at, size_t n)
{
	struct entries e = {.s = s};
	struct space_range range;

	cr_assert_eq(kv_begin(s->a->kv, false, &e.txn), KV_OK);
	for (size_t i = 0; i < n; i++)
		if (at[i].version && !at[i].voided)
			index_entries(s->person, &at[i], must_have, &e);
	space_of_table(&range, SPACE_UNIQUE, s->person->number);
	cr_assert_eq(
		kv_scan(e.txn, key_of(&range.low), key_of(&range.high), 0, false, is_known, &e),
		KV_OK);
	space_of_table(&range, SPACE_INDEX, s->person->number);
	cr_assert_eq(
		kv_scan(e.txn, key_of(&range.low), key_of(&range.high), 0, false, is_known, &e),
		KV_OK);
	cr_assert_eq(e.n, 0);
	kv_abort(e.txn);
	map_free(&e.must);
}

static size_t pick(uint64_t *seed, size_t n)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(*seed >> 33) % n;
}

static void edit(struct sample *s, struct record *r, size_t who, uint64_t *seed)
{
	static const char *const names[] = {"张三", "李四", "", "㛃䶮𬭩", "买买提·依明"};
	static const char *const tags[] = {"", "党员", "党员\n低保", "低保\n独居\n党员", "独居"};
	static const char *const villages[] = {"", "610927100201", "610927100202"};
	char id_no[19];

	r->version++;
	r->voided = pick(seed, 5) == 0;
	sample_idno((unsigned)(who + 100 * pick(seed, 3)), id_no);
	sample_set(s->person, r, "name", names[pick(seed, 5)]);
	sample_set(s->person, r, "id_no", pick(seed, 4) ? id_no : "");
	sample_set(s->person, r, "village", villages[pick(seed, 3)]);
	sample_set(s->person, r, "tags", tags[pick(seed, 5)]);
}

Test(index, entries_both_ways_after_random_edits)
{
	struct record at[PEOPLE] = {{0}};
	struct sample s;
	uint64_t seed = 11;

	sample_make(&s, "mem");
	for (size_t i = 0; i < PEOPLE; i++)
		at[i].id = i + 1;
	for (int round = 0; round < 3000; round++) {
		size_t i = pick(&seed, PEOPLE);
		struct record old = {0};
		struct kv_txn *txn;
		record_copy(&old, &at[i]);
		edit(&s, &at[i], i, &seed);
		cr_assert_eq(kv_begin(s.a->kv, true, &txn), KV_OK);
		cr_assert_eq(index_change(txn, s.person, old.version ? &old : NULL, &at[i]), KV_OK);
		cr_assert_eq(kv_commit(txn), KV_OK);
		record_free(&old);
		if (round % 50 == 0)
			check(&s, at, PEOPLE);
	}
	check(&s, at, PEOPLE);
	for (size_t i = 0; i < PEOPLE; i++)
		record_free(&at[i]);
	sample_free(&s);
}

Test(index, which_fields_are_kept)
{
	struct sample s;

	sample_make(&s, "mem");
	cr_assert(index_kept(s.person, def_field(s.person, "village")));
	cr_assert(index_kept(s.person, def_field(s.person, "name"))); /* the list is sorted by it */
	cr_assert(index_kept(s.visit, s.visit->owner));
	cr_assert_not(index_kept(s.person, def_field(s.person, "note")));
	cr_assert_not(index_kept(s.person, def_field(s.person, "id_no")));
	sample_free(&s);
}

Test(index, keys_begin_with_their_field_and_end_in_the_id)
{
	struct sample s;
	struct key field, value, other, after;
	uint64_t id = 0;

	sample_make(&s, "mem");
	const struct def_field *f = def_field(s.person, "village");
	index_field(&field, s.person, f);
	index_value(&value, s.person, f, "610927100201");
	index_value(&other, s.person, f, "6109271002011");
	cr_assert(value.n > field.n && memcmp(value.at, field.at, field.n) == 0);
	key_after(&after, &value);
	cr_assert(kv_order(key_of(&value), key_of(&other)) < 0);
	cr_assert(kv_order(key_of(&after), key_of(&other)) <
		  0); /* a longer value is not in its range */
	key_u64(&value, 77);
	cr_assert(index_id(key_of(&value), &id));
	cr_assert_eq(id, 77);
	cr_assert_not(index_id((struct kv_bytes){"I", 1}, &id));
	index_value(&value, s.person, f, "");
	key_u64(&value, 78);
	cr_assert(index_id(key_of(&value), &id));
	cr_assert_eq(id, 78);
	sample_free(&s);
}

Test(index, long_unique_values_differ_by_their_hash)
{
	struct sample s;
	struct key a, b, c;
	char text[2][600];

	sample_make(&s, "mem");
	for (size_t i = 0; i < 2; i++) {
		memset(text[i], 'a', sizeof text[i]);
		text[i][599] = '\0';
	}
	text[1][500] = 'b';
	const struct def_field *f = def_field(s.person, "id_no");
	index_unique(&a, s.person, f, text[0]);
	index_unique(&b, s.person, f, text[1]);
	index_unique(&c, s.person, f, text[0]);
	cr_assert(a.n <= KV_KEY_MAX && !a.cut);
	cr_assert_neq(kv_order(key_of(&a), key_of(&b)), 0);
	cr_assert_eq(kv_order(key_of(&a), key_of(&c)), 0);
	sample_free(&s);
}

Test(index, a_unique_value_that_another_has)
{
	struct sample s;
	struct record one = {.id = 1}, two = {.id = 2};
	struct index_clash clash;
	struct kv_txn *txn;
	char id_no[19];
	size_t from = 0;

	sample_make(&s, "mem");
	sample_idno(1, id_no);
	sample_set(s.person, &one, "id_no", id_no);
	sample_set(s.person, &two, "id_no", id_no);
	cr_assert_eq(kv_begin(s.a->kv, true, &txn), KV_OK);
	cr_assert_eq(index_change(txn, s.person, NULL, &one), KV_OK);
	cr_assert_eq(index_clash(txn, s.person, NULL, &two, &from, &clash), KV_OK);
	cr_assert_eq(clash.id, 1);
	cr_assert_str_eq(clash.field->name, "id_no");
	cr_assert_eq(index_clash(txn, s.person, NULL, &two, &from, &clash), KV_OK);
	cr_assert_null(clash.field);
	from = 0; /* its own value is no clash, nor one it had before, nor that of a voided one */
	cr_assert_eq(index_clash(txn, s.person, NULL, &one, &from, &clash), KV_OK);
	cr_assert_null(clash.field);
	from = 0;
	cr_assert_eq(index_clash(txn, s.person, &two, &two, &from, &clash), KV_OK);
	cr_assert_null(clash.field);
	from = 0;
	two.voided = true;
	cr_assert_eq(index_clash(txn, s.person, NULL, &two, &from, &clash), KV_OK);
	cr_assert_null(clash.field);
	kv_abort(txn);
	record_free(&one);
	record_free(&two);
	sample_free(&s);
}

Test(index, the_signature_follows_the_definition)
{
	struct sample s;
	struct str before = {0}, after = {0};

	sample_make(&s, "mem");
	index_signature(&before, s.person);
	index_signature(&after, s.person);
	cr_assert_str_eq(str_c(&before), str_c(&after));
	def_field(s.person, "note")->index = true;
	index_signature(&after, s.person);
	cr_assert_str_neq(str_c(&before), str_c(&after));
	str_free(&before);
	str_free(&after);
	sample_free(&s);
}

Test(index, a_value_that_only_looks_alike_is_told)
{
	struct sample s;

	sample_make(&s, "mem");
	cr_assert(index_exact(def_field(s.person, "village"), "610927100201"));
	cr_assert_not(
		index_exact(def_field(s.person, "name"), "张三")); /* its key is pinyin first */
	sample_free(&s);
}
