#include <binggui/store/key.h>

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static int compare(const struct key *a, const struct key *b)
{
	int c = kv_order(key_of(a), key_of(b));

	return (c > 0) - (c < 0);
}

static int sign(int64_t n)
{
	return (n > 0) - (n < 0);
}

Test(key, starts_with_its_space)
{
	struct key k;

	key_start(&k, 'p');
	cr_assert_eq(k.n, 1);
	cr_assert_eq(k.at[0], 'p');
	cr_assert_not(k.cut);
	cr_assert_eq(key_of(&k).n, 1);
	cr_assert_eq(key_of(&k).at, k.at);
}

Test(key, numbers_are_big_endian)
{
	struct key k;

	key_start(&k, 0);
	key_u8(&k, 0x01);
	key_u16(&k, 0x0203);
	key_u32(&k, 0x04050607);
	key_u64(&k, UINT64_C(0x08090A0B0C0D0E0F));
	cr_assert_eq(k.n, 16);
	for (size_t i = 0; i < 16; i++)
		cr_assert_eq(k.at[i], i);
}

Test(key, numbers_come_back)
{
	static const int64_t values[] = {INT64_MIN, -1, 0, 1, 255, 256, INT64_MAX};
	struct key k;
	uint8_t a;
	uint16_t b;
	uint32_t c;
	uint64_t d;
	int64_t i;

	for (size_t n = 0; n < sizeof values / sizeof *values; n++) {
		key_start(&k, 7);
		key_u16(&k, (uint16_t)values[n]);
		key_u32(&k, (uint32_t)values[n]);
		key_u64(&k, (uint64_t)values[n]);
		key_i64(&k, values[n]);
		struct key_reader r = key_read(key_of(&k));
		cr_assert(key_get_u8(&r, &a) && a == 7);
		cr_assert(key_get_u16(&r, &b) && b == (uint16_t)values[n]);
		cr_assert(key_get_u32(&r, &c) && c == (uint32_t)values[n]);
		cr_assert(key_get_u64(&r, &d) && d == (uint64_t)values[n]);
		cr_assert(key_get_i64(&r, &i) && i == values[n]);
		cr_assert_eq(r.at, r.end);
		cr_assert_not(key_get_u8(&r, &a));
		cr_assert_not(key_get_i64(&r, &i));
	}
}

Test(key, reading_too_much_moves_nothing)
{
	static const uint8_t bytes[3] = {1, 2, 3};
	uint64_t v;
	uint32_t u;
	uint16_t w;

	for (size_t n = 0; n <= 3; n++) {
		struct key_reader r = key_read((struct kv_bytes){bytes, n});
		cr_assert_not(key_get_u64(&r, &v));
		cr_assert_not(key_get_u32(&r, &u));
		cr_assert_eq(r.at, bytes);
		cr_assert_eq(key_get_u16(&r, &w), n >= 2);
		cr_assert_eq(r.at, n >= 2 ? bytes + 2 : bytes);
	}
	struct key_reader r = key_read((struct kv_bytes){NULL, 0});
	cr_assert_not(key_get_u64(&r, &v));
}

Test(key, bytes_are_escaped_and_closed)
{
	static const uint8_t raw[] = {'a', 0, 0, 0xFF, 'b'};
	static const uint8_t made[] = {9, 'a', 0, 0xFF, 0, 0xFF, 0xFF, 'b', 0, 0};
	struct key k;
	uint8_t out[8];
	size_t n;

	key_start(&k, 9);
	key_bytes(&k, raw, sizeof raw);
	cr_assert_eq(k.n, sizeof made);
	cr_assert_arr_eq(k.at, made, sizeof made);
	struct key_reader r = key_read(key_of(&k));
	r.at++;
	cr_assert(key_get_bytes(&r, out, sizeof out, &n));
	cr_assert_eq(n, sizeof raw);
	cr_assert_arr_eq(out, raw, sizeof raw);
	cr_assert_eq(r.at, r.end);
}

Test(key, malformed_bytes_are_refused)
{
	static const struct {
		const char *at;
		size_t n;
	} bad[] = {
		{"", 0}, {"abc", 3}, {"abc\0", 4}, {"abc\0\1x\0\0", 8}, {"\0", 1}, {"\0\xFE\0", 3}};
	char out[16];
	size_t n;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct key_reader r = key_read((struct kv_bytes){bad[i].at, bad[i].n});
		cr_expect_not(key_get_bytes(&r, out, sizeof out, &n), "%zu", i);
		cr_expect_eq((const char *)r.at, bad[i].at);
	}
	struct key_reader r = key_read((struct kv_bytes){"abcd\0\0", 6});
	cr_assert_not(key_get_bytes(&r, out, 3, &n));
	cr_assert(key_get_bytes(&r, out, 4, &n));
	cr_assert_eq(n, 4);
}

Test(key, a_null_text_is_an_empty_one)
{
	struct key a, b;

	key_start(&a, 1);
	key_text(&a, NULL);
	key_start(&b, 1);
	key_text(&b, "");
	cr_assert_eq(compare(&a, &b), 0);
	cr_assert_eq(a.n, 3);
	key_bytes(&a, NULL, 0);
	key_raw(&a, NULL, 0);
	cr_assert_eq(a.n, 5);
}

Test(key, a_long_text_is_cut_and_leaves_room)
{
	char text[1000];
	struct key k;

	memset(text, 'x', sizeof text);
	key_start(&k, 1);
	key_room(&k, 8);
	key_bytes(&k, text, sizeof text);
	cr_assert(k.cut);
	cr_assert_eq(k.n, KV_KEY_MAX - 8);
	key_u64(&k, 42);
	cr_assert_eq(k.n, KV_KEY_MAX);
	struct key_reader r = key_read(key_of(&k));
	uint8_t space;
	uint64_t id;
	size_t n;
	cr_assert(key_get_u8(&r, &space));
	cr_assert(key_get_bytes(&r, text, sizeof text, &n));
	cr_assert_eq(n, KV_KEY_MAX - 8 - 3);
	cr_assert(key_get_u64(&r, &id) && id == 42);
}

Test(key, cutting_never_splits_an_escape)
{
	static const uint8_t zeros[KV_KEY_MAX];
	struct key k;
	uint8_t out[KV_KEY_MAX];
	size_t n;

	for (size_t room = 0; room < 16; room++) {
		key_start(&k, 1);
		key_room(&k, room);
		key_bytes(&k, zeros, sizeof zeros);
		cr_assert(k.cut);
		cr_assert_leq(k.n, KV_KEY_MAX - room);
		struct key_reader r = key_read(key_of(&k));
		r.at++;
		cr_assert(key_get_bytes(&r, out, sizeof out, &n));
		cr_assert_eq(r.at, r.end);
	}
}

Test(key, what_does_not_fit_is_left_out_whole)
{
	uint8_t raw[KV_KEY_MAX];
	struct key k;

	memset(raw, 1, sizeof raw);
	key_start(&k, 1);
	key_raw(&k, raw, KV_KEY_MAX - 4);
	cr_assert_not(k.cut);
	cr_assert_eq(k.n, KV_KEY_MAX - 3);
	key_u32(&k, 7);
	cr_assert(k.cut);
	cr_assert_eq(k.n, KV_KEY_MAX - 3);
	key_u16(&k, 7);
	cr_assert_eq(k.n, KV_KEY_MAX - 1);
	key_bytes(&k, "x", 1);
	cr_assert_eq(k.n, KV_KEY_MAX - 1);
	key_raw(&k, raw, 9);
	cr_assert_eq(k.n, KV_KEY_MAX);
	key_room(&k, 100000);
	key_raw(&k, raw, 1);
	cr_assert_eq(k.n, KV_KEY_MAX);
}

static struct kv_bytes bytes_of(const char *text)
{
	return (struct kv_bytes){text, strlen(text)};
}

Test(key, after_is_the_first_behind_all_extensions)
{
	struct key k, after, longer;

	key_start(&k, 'a');
	key_raw(&k, "b", 1);
	cr_assert(key_after(&after, &k));
	cr_assert_eq(kv_order(key_of(&after), bytes_of("ac")), 0);
	longer = k;
	key_raw(&longer, "\xFF\xFF\xFF", 3);
	cr_assert_lt(compare(&k, &longer), 0);
	cr_assert_lt(compare(&longer, &after), 0);
	cr_assert(key_after(&after, &longer));
	cr_assert_eq(kv_order(key_of(&after), bytes_of("ac")), 0);
	cr_assert(key_after(&k, &k), "in place");
	cr_assert_eq(kv_order(key_of(&k), bytes_of("ac")), 0);
}

Test(key, after_all_ff_there_is_nothing)
{
	struct key k, after;

	key_start(&k, 0xFF);
	cr_assert_not(key_after(&after, &k));
	key_raw(&k, "\xFF\xFF", 2);
	cr_assert_not(key_after(&after, &k));
	k.n = 0;
	cr_assert_not(key_after(&after, &k));
}

struct tuple {
	uint8_t text[6];
	size_t n;
	int64_t number;
	uint32_t id;
};

static int64_t random_number(void)
{
	int64_t n =
		(int64_t)(((uint64_t)rand() << 40) ^ ((uint64_t)rand() << 20) ^ (uint64_t)rand());

	return rand() % 2 ? n % 3 : n;
}

/* Few different bytes, so that equal beginnings are frequent. */
static struct tuple random_tuple(void)
{
	static const uint8_t letters[] = {0, 0, 1, 'a', 'b', 0xFE, 0xFF};
	struct tuple t = {.n = (size_t)rand() % 7, .number = random_number()};

	for (size_t i = 0; i < t.n; i++)
		t.text[i] = letters[(size_t)rand() % sizeof letters];
	t.id = (uint32_t)rand() % 3;
	return t;
}

static int tuple_order(const struct tuple *a, const struct tuple *b)
{
	int c = kv_order((struct kv_bytes){a->text, a->n}, (struct kv_bytes){b->text, b->n});

	if (c)
		return sign(c);
	if (a->number != b->number)
		return a->number < b->number ? -1 : 1;
	return a->id < b->id ? -1 : a->id > b->id;
}

static void encode(struct key *k, const struct tuple *t)
{
	key_start(k, 3);
	key_bytes(k, t->text, t->n);
	key_i64(k, t->number);
	key_u32(k, t->id);
}

Test(key, bytes_are_in_the_order_of_the_parts)
{
	struct key a, b;

	srand(1);
	for (int i = 0; i < 200000; i++) {
		struct tuple x = random_tuple(), y = random_tuple();
		encode(&a, &x);
		encode(&b, &y);
		cr_assert_eq(compare(&a, &b), tuple_order(&x, &y), "pair %d", i);
	}
}

Test(key, random_tuples_come_back)
{
	struct key k;

	srand(2);
	for (int i = 0; i < 50000; i++) {
		struct tuple x = random_tuple(), y = {.n = 0};
		uint8_t space;
		encode(&k, &x);
		struct key_reader r = key_read(key_of(&k));
		cr_assert(key_get_u8(&r, &space));
		cr_assert(key_get_bytes(&r, y.text, sizeof y.text, &y.n));
		cr_assert(key_get_i64(&r, &y.number));
		cr_assert(key_get_u32(&r, &y.id));
		cr_assert_eq(tuple_order(&x, &y), 0);
	}
}

Test(key, garbage_is_read_without_harm)
{
	uint8_t junk[64], out[32];
	size_t n;
	uint64_t v;

	srand(3);
	for (int i = 0; i < 100000; i++) {
		size_t size = (size_t)rand() % sizeof junk;
		for (size_t j = 0; j < size; j++)
			junk[j] = (uint8_t)(rand() % 4 ? rand() : 0);
		struct key_reader r = key_read((struct kv_bytes){junk, size});
		while (key_get_bytes(&r, out, sizeof out, &n))
			cr_assert_leq(n, sizeof out);
		while (key_get_u64(&r, &v))
			cr_assert_leq(r.at, r.end);
	}
}
