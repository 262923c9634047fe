#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/schema/record.h>

static struct record sample(void)
{
	struct record r = {
		.id = (UINT64_C(3) << RECORD_STATION_SHIFT) + 1027, .version = 7, .entry = 99};

	record_set(&r, 40, "𬭩·㛃");
	record_set(&r, 2, "张三丰");
	record_set(&r, 65535, "一\n二");
	return r;
}

Test(record, values_are_kept_in_order)
{
	struct record r = sample();

	cr_assert_eq(r.n, 3);
	cr_assert_eq(r.at[0].field, 2);
	cr_assert_eq(r.at[2].field, 65535);
	cr_assert_str_eq(record_get(&r, 2), "张三丰");
	cr_assert_str_eq(record_get(&r, 3), "");
	record_set(&r, 2, "李四");
	cr_assert_str_eq(record_get(&r, 2), "李四");
	cr_assert_eq(r.n, 3);
	record_free(&r);
}

Test(record, empty_text_removes)
{
	struct record r = sample();

	record_set(&r, 2, "");
	record_set(&r, 40, NULL);
	record_set(&r, 41, "");
	cr_assert_eq(r.n, 1);
	cr_assert_str_eq(record_get(&r, 2), "");
	record_free(&r);
}

Test(record, a_value_may_be_set_from_itself)
{
	struct record r = sample();

	record_set(&r, 2, record_get(&r, 2) + strlen("张"));
	cr_assert_str_eq(record_get(&r, 2), "三丰");
	record_set(&r, 1, record_get(&r, 40));
	cr_assert_str_eq(record_get(&r, 1), "𬭩·㛃");
	record_free(&r);
}

Test(record, by_definition)
{
	struct record r = sample();
	struct def_field f = {.number = 40};

	cr_assert_str_eq(record_field(&r, &f), "𬭩·㛃");
	record_free(&r);
}

Test(record, copy_is_deep_and_replaces)
{
	struct record r = sample(), c = {0};

	record_set(&c, 9, "old");
	record_copy(&c, &r);
	record_set(&r, 2, "other");
	cr_assert_eq(c.version, 7);
	cr_assert_eq(c.n, 3);
	cr_assert_str_eq(record_get(&c, 2), "张三丰");
	record_copy(&c, &c);
	cr_assert_str_eq(record_get(&c, 2), "张三丰");
	record_free(&r);
	record_free(&c);
	record_free(&c);
	record_free(NULL);
}

Test(record, survives_the_bytes)
{
	struct record r = sample(), back = {0};
	struct str bytes = {0};

	r.voided = true;
	str_add(&bytes, "in front");
	record_encode(&bytes, &r);
	const char *at = bytes.at + strlen("in front");
	size_t n = bytes.n - strlen("in front");
	cr_assert(record_decode(&back, r.id, at, n));
	cr_assert_eq(back.id, r.id);
	cr_assert_eq(back.version, 7);
	cr_assert_eq(back.entry, 99);
	cr_assert(back.voided);
	cr_assert_eq(back.n, 3);
	cr_assert_str_eq(record_get(&back, 65535), "一\n二");
	cr_assert_eq(record_peek_version(at, n), 7);
	cr_assert(record_peek_voided(at, n));
	cr_assert(span_is(record_peek(at, n, 40), "𬭩·㛃"));
	cr_assert_eq(record_peek(at, n, 41).n, 0);
	cr_assert_eq(record_peek(at, n, 1).n, 0);
	record_free(&r);
	record_free(&back);
	str_free(&bytes);
}

static bool reads(struct record_reader *w, const struct record *r)
{
	struct record back = {0};
	struct str bytes = {0};

	record_encode(&bytes, r);
	char *exactly = mem_dup(bytes.at, bytes.n); /* a byte read behind it is noticed */
	bool same = record_read(w, r->id, exactly, bytes.n) &&
		    record_decode(&back, r->id, exactly, bytes.n) && back.n == w->record.n &&
		    w->record.id == back.id && w->record.version == back.version &&
		    w->record.entry == back.entry && w->record.voided == back.voided;
	for (size_t i = 0; same && i < back.n; i++)
		same = w->record.at[i].field == back.at[i].field &&
		       !strcmp(w->record.at[i].text, back.at[i].text);
	mem_free(exactly);
	record_free(&back);
	str_free(&bytes);
	return same;
}

Test(record, one_after_the_other)
{
	struct record r = sample(), none = {.id = 5}, kept = {0};
	struct record_reader w = {0};
	char *longer = mem_zalloc(70001);

	memset(longer, 'x', 70000);
	cr_expect(reads(&w, &none));
	cr_expect(reads(&w, &r));
	record_copy(&kept, &w.record);
	record_set(&r, 3, longer);
	r.voided = true;
	cr_expect(reads(&w, &r));
	cr_expect(reads(&w, &none));
	cr_assert_eq(kept.n, 3, "a copy stays");
	cr_assert_str_eq(record_get(&kept, 40), "𬭩·㛃");
	mem_free(longer);
	record_free(&kept);
	record_free(&r);
	record_reader_free(&w);
}

Test(record, an_empty_one_and_a_long_value)
{
	struct record r = {0}, back = {0};
	struct str bytes = {0};
	char *longer = mem_zalloc(70001);

	record_encode(&bytes, &r);
	cr_assert(record_decode(&back, 5, bytes.at, bytes.n));
	cr_assert_eq(back.n, 0);
	cr_assert_eq(back.id, 5);
	memset(longer, 'x', 70000);
	record_set(&r, 1, longer);
	str_clear(&bytes);
	record_encode(&bytes, &r);
	cr_assert(record_decode(&back, 5, bytes.at, bytes.n));
	cr_assert_str_eq(record_get(&back, 1), longer);
	mem_free(longer);
	record_free(&r);
	record_free(&back);
	str_free(&bytes);
}

Test(record, every_flipped_bit_is_noticed)
{
	struct record r = sample(), back = {0};
	struct record_reader reader = {0};
	struct str bytes = {0};

	record_encode(&bytes, &r);
	cr_assert(record_sound(r.id, bytes.at, bytes.n));
	cr_assert_not(record_sound(r.id + 1, bytes.at, bytes.n));
	for (size_t i = 0; i < bytes.n * 8; i++) {
		bytes.at[i / 8] ^= (char)(1 << i % 8);
		cr_assert_not(record_sound(r.id, bytes.at, bytes.n));
		cr_assert_not(record_decode(&back, 1, bytes.at, bytes.n));
		cr_assert_not(record_read(&reader, r.id, bytes.at, bytes.n));
		cr_assert_eq(back.n, 0);
		record_peek(bytes.at, bytes.n, 40);
		bytes.at[i / 8] ^= (char)(1 << i % 8);
	}
	for (size_t n = 0; n < bytes.n; n++) {
		char *cut = mem_dup(bytes.at, n);
		cr_assert_not(record_decode(&back, 1, cut, n));
		cr_assert_not(record_read(&reader, r.id, cut, n));
		record_peek(cut, n, 65535);
		record_peek_version(cut, n);
		record_peek_voided(cut, n);
		mem_free(cut);
	}
	cr_assert_not(record_decode(&back, 1, NULL, 0));
	cr_assert_eq(record_peek(NULL, 0, 1).n, 0);
	record_reader_free(&reader);
	record_free(&r);
	str_free(&bytes);
}

Test(record, ids)
{
	char text[32];
	uint64_t id = 0;

	record_id_text((UINT64_C(3) << RECORD_STATION_SHIFT) + 1027, text);
	cr_assert_str_eq(text, "3-1027");
	cr_assert(record_id_parse("3-1027", &id));
	cr_assert_eq(id, (UINT64_C(3) << 40) + 1027);
	record_id_text(UINT64_MAX, text);
	cr_assert(record_id_parse(text, &id));
	cr_assert_eq(id, UINT64_MAX);
	const char *bad[] = {"1027", "", "-", "3-", "-3", "3-0", "3-1-1", "x-1", "3- 1",
		"16777216-1", "1-1099511627776", "99999999999999999999999999999-1", "３-１"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		cr_assert_not(record_id_parse(bad[i], &id), "%s", bad[i]);
	cr_assert_not(record_id_parse(NULL, &id));
}

Test(record, several_values_are_picked_in_one_walk)
{
	const uint16_t wanted[] = {2, 5, 7, 9};
	struct record r = {.id = 1};
	struct str bytes = {0};
	struct span got[4];

	record_set(&r, 1, "甲");
	record_set(&r, 2, "乙");
	record_set(&r, 7, "丙");
	record_encode(&bytes, &r);
	record_pick(bytes.at, bytes.n, wanted, 4, got);
	cr_assert(span_is(got[0], "乙"));
	cr_assert_eq(got[1].n, 0);
	cr_assert(span_is(got[2], "丙"));
	cr_assert_eq(got[3].n, 0);
	record_pick(NULL, 0, wanted, 4, got);
	cr_assert_eq(got[0].n, 0);
	record_free(&r);
	str_free(&bytes);
}
