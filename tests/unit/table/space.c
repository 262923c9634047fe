#include <string.h>

#include <criterion/criterion.h>

#include <binggui/table/hash.h>
#include <binggui/table/space.h>

static int compare(const struct key *a, const struct key *b)
{
	size_t n = a->n < b->n ? a->n : b->n;
	int c = memcmp(a->at, b->at, n);

	return c ? c : (a->n > b->n) - (a->n < b->n);
}

Test(space, keys_lie_in_their_ranges)
{
	struct space_range r;
	struct key k;

	space_record(&k, 7, 1);
	space_of_table(&r, SPACE_RECORD, 7);
	cr_assert(compare(&r.low, &k) < 0 && compare(&k, &r.high) < 0);
	space_of_table(&r, SPACE_RECORD, 8);
	cr_assert(compare(&k, &r.low) < 0);
	space_all(&r, SPACE_RECORD);
	cr_assert(compare(&r.low, &k) < 0 && compare(&k, &r.high) < 0);
	space_field(&k, 7, "name");
	space_of_table(&r, SPACE_FIELD, 7);
	cr_assert(compare(&r.low, &k) < 0 && compare(&k, &r.high) < 0);
	space_of_field(&r, SPACE_INDEX, UINT16_MAX, UINT16_MAX); /* the last there can be */
	cr_assert(compare(&r.low, &r.high) < 0);
}

Test(space, ids_come_back_in_order)
{
	struct key one, two, batch;

	space_record(&one, 7, 255);
	space_record(&two, 7, 256);
	cr_assert(compare(&one, &two) < 0);
	cr_assert_eq(space_last_id(key_of(&two)), 256);
	space_batch(&batch, 9);
	cr_assert_eq(space_last_id(key_of(&batch)), 9);
	cr_assert_eq(space_last_id((struct kv_bytes){"R", 1}), 0);
}

Test(space, the_journal_is_the_last)
{
	static const uint8_t others[] = {SPACE_META, SPACE_SCREENS, SPACE_TABLE, SPACE_FIELD,
		SPACE_RECORD, SPACE_UNIQUE, SPACE_INDEX, SPACE_FIND, SPACE_DRAFT, SPACE_BATCH};

	for (size_t i = 0; i < sizeof others; i++)
		cr_assert_lt(others[i], SPACE_JOURNAL);
}

Test(space, drafts_of_users_with_like_names_are_apart)
{
	struct key one, two, low, high;

	space_draft(&one, "王五", 1, 2, 3);
	space_draft(&two, "王五六", 1, 2, 3);
	key_start(&low, SPACE_DRAFT);
	key_text(&low, "王五");
	key_after(&high, &low);
	cr_assert(compare(&low, &one) < 0 && compare(&one, &high) < 0);
	cr_assert(compare(&two, &low) < 0 || compare(&high, &two) <= 0);
}

Test(space, names_and_chunks)
{
	struct key one, two, meta;

	space_source(&one, "person.yaml", 0);
	space_source(&two, "person.yaml", 1);
	cr_assert(compare(&one, &two) < 0);
	space_meta2(&meta, "id", "person");
	cr_assert_eq(meta.n, 10);
	cr_assert_eq(memcmp(meta.at, "Mid/person", 10), 0);
	space_table(&one, "");
	cr_assert_eq(one.n, 1);
	space_journal(&one, 3, 1);
	cr_assert_eq(space_last_id(key_of(&one)), 1);
}

Test(space, numbers)
{
	uint8_t bytes[8];

	space_number(bytes, 0x0102030405060708);
	cr_assert_eq(bytes[0], 1);
	cr_assert_eq(space_number_of((struct kv_bytes){bytes, 8}), 0x0102030405060708);
	cr_assert_eq(space_number_of((struct kv_bytes){bytes, 7}), 0);
	cr_assert_eq(space_number_of((struct kv_bytes){NULL, 0}), 0);
}

Test(hash, is_blake2b_of_all_parts)
{
	/* BLAKE2b-128 of "abc", from the reference implementation */
	static const uint8_t abc[HASH_BYTES] = {0xcf, 0x4a, 0xb7, 0x91, 0xc6, 0x2b, 0x8d, 0x2b,
		0x21, 0x09, 0xc9, 0x02, 0x75, 0x28, 0x78, 0x16};
	const struct span whole = {"abc", 3}, parts[] = {{"a", 1}, {"", 0}, {"bc", 2}};
	uint8_t one[HASH_BYTES], two[HASH_BYTES];

	hash_parts(one, &whole, 1);
	hash_parts(two, parts, 3);
	cr_assert_eq(memcmp(one, abc, HASH_BYTES), 0);
	cr_assert_eq(memcmp(two, abc, HASH_BYTES), 0);
	hash_parts(two, NULL, 0);
	cr_assert_neq(memcmp(two, abc, HASH_BYTES), 0);
}
