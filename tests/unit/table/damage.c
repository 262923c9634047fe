#include <unit/table/sample.h>

#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/vec.h>
#include <binggui/table/chain.h>
#include <binggui/table/index.h>
#include <binggui/table/journal.h>
#include <binggui/table/space.h>

/* What damage outside of records does: nothing is shown as another's, nothing is written over. */

static struct sample s;
static uint64_t li, zhang;
static char number[19];

static void set_up(void)
{
	sample_make(&s, "mem");
	sample_areas(&s);
	sample_idno(1, number);
	li = sample_add(s.a, s.person, "name", "李四", "village", "610927100202", NULL);
	zhang = sample_add(
		s.a, s.person, "name", "张三", "id_no", number, "village", "610927100201", NULL);
}

static void tear_down(void)
{
	sample_free(&s);
}

TestSuite(damage, .init = set_up, .fini = tear_down);

struct harm {
	struct key key;
	size_t at;      /* the byte of the value that is changed */
	uint64_t other; /* or: the number the value becomes */
	bool remove;
};

static enum kv_status do_harm(struct kv_txn *txn, void *context)
{
	const struct harm *h = context;
	struct kv_bytes v;
	char copy[4096];

	if (h->remove)
		return kv_del(txn, key_of(&h->key));
	cr_assert_eq(kv_get(txn, key_of(&h->key), &v), KV_OK);
	cr_assert_leq(v.n, sizeof copy);
	memcpy(copy, v.at, v.n);
	if (h->other)
		space_number((uint8_t *)copy, h->other);
	else
		copy[h->at] ^= 1;
	return kv_put(txn, key_of(&h->key), (struct kv_bytes){copy, v.n});
}

static void harm(const struct harm *h)
{
	struct err e = {0};

	cr_assert(kv_run(s.a->kv, true, do_harm, (void *)(uintptr_t)h, &e), "%s", e.text);
}

Test(damage, the_number_of_a_field_is_never_taken_for_another)
{
	struct harm h = {0};
	struct err e = {0};

	h.at = 1;
	space_field(&h.key, s.person->number, "phone");
	harm(&h);
	cr_assert_not(sample_try_reopen(&s, NULL, &e));
	cr_assert_eq(e.code, ERR_STORE, "%s", e.text);
	cr_assert(strstr(e.text, "编号"), "%s", e.text);
}

Test(damage, a_lost_number_is_not_given_out_anew)
{
	struct harm h = {.remove = true};
	struct err e = {0};

	space_field(&h.key, s.person->number, "phone");
	harm(&h);
	cr_assert_not(sample_try_reopen(&s, NULL, &e));
	cr_assert_eq(e.code, ERR_STORE, "%s", e.text);
}

Test(damage, a_new_record_never_takes_the_place_of_an_old_one)
{
	struct harm h = {.other = 1};

	space_meta2(&h.key, "id", s.person->name);
	harm(&h); /* the last one given out was 1, it says */
	uint64_t id = sample_add(s.a, s.person, "name", "王五", NULL);
	cr_assert_gt(id, zhang);
	cr_assert_str_eq(sample_value(s.a, s.person, zhang, "name"), "张三");
	cr_assert_gt(sample_add(s.a, s.person, "name", "王六", NULL), id);
}

Test(damage, an_index_that_leads_to_somebody_else_is_told)
{
	const struct def_field *f = def_field(s.person, "id_no");
	struct harm h = {.other = li};
	struct err e = {0};
	uint64_t id;

	index_unique(&h.key, s.person, f, number);
	harm(&h);
	cr_assert_not(table_by_unique(s.a, s.person, f, number, &id, &e));
	cr_assert_eq(e.code, ERR_STORE, "%s", e.text);
	cr_assert(strstr(e.text, "--repair"), "%s", e.text);
	cr_assert_eq(id, 0);
}

Test(damage, a_reference_that_leads_astray_shows_nothing_and_is_told_once)
{
	const struct def_field *code = s.area->key, *village = def_field(s.person, "village");
	struct harm h = {0};
	struct err e = {0};
	struct str shown = {0};
	struct record r = {0};

	cr_assert(table_by_unique(s.a, s.area, code, "610927100202", &h.other, &e));
	index_unique(&h.key, s.area, code, "610927100201");
	harm(&h);
	cr_assert_not(table_by_reference(s.a, s.area, "610927100201", &r, &e));
	cr_assert_eq(e.code, ERR_STORE);
	cr_assert_eq(r.n, 0);
	cr_assert(archive_trouble(s.a, &e));
	cr_assert_not(
		s.a->types.refs->show(s.a->types.refs->context, village, "610927100201", &shown));
	cr_assert_not(archive_trouble(s.a, &e));
	cr_assert_eq(e.code, ERR_STORE);
	cr_assert(archive_trouble(s.a, &e));
	str_free(&shown);
}

static enum kv_status add_entry(struct kv_txn *txn, void *context)
{
	const struct key *k = context;

	return kv_put(txn, key_of(k), (struct kv_bytes){"", 0});
}

Test(damage, what_belongs_to_another_is_not_listed)
{
	const struct def_field *f = s.visit->owner;
	struct str owner = {0};
	struct record r = {0};
	struct err e = {0};
	struct ids ids = {0};
	struct key k;

	cr_assert(table_get(s.a, s.person, li, &r, &e));
	table_reference(s.person, &r, &owner);
	uint64_t visit = sample_add(s.a, s.visit, "person", str_c(&owner), "content", "慰问",
		"date", "2020-04-01", NULL);
	cr_assert(table_get(s.a, s.person, zhang, &r, &e));
	table_reference(s.person, &r, &owner);
	index_value(&k, s.visit, f, str_c(&owner));
	key_u64(&k, visit);
	cr_assert(kv_run(s.a->kv, true, add_entry, &k, &e));
	cr_assert(table_by_index(s.a, s.visit, f, str_c(&owner), 0, &ids, &e));
	cr_assert_eq(ids.n, 0);
	vec_free(&ids);
	str_free(&owner);
	record_free(&r);
}

Test(damage, history_does_not_show_a_changed_entry)
{
	struct journal_list list = {0};
	struct record r = {0};
	struct err e = {0};
	struct harm h = {.at = HASH_BYTES + 12};

	cr_assert(table_get(s.a, s.person, zhang, &r, &e));
	cr_assert(journal_history(s.a, s.person, zhang, 0, &list, &e), "%s", e.text);
	cr_assert_eq(list.n, 1);
	space_journal(&h.key, s.a->station, r.entry);
	harm(&h);
	cr_assert_not(journal_history(s.a, s.person, zhang, 0, &list, &e));
	cr_assert_eq(e.code, ERR_STORE);
	journal_list_free(&list);
	record_free(&r);
}
