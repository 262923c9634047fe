#include "scratch.h"

#include <errno.h>

#include <binggui/base/mem.h>
#include <binggui/base/str.h>
#include <binggui/store/kv_mem.h>

/* One suite for all engines: what holds on one holds on the other. */
struct bench {
	struct kv *kv;
	char url[128];
	char other[128]; /* a second store's address */
	const char *dir;
};

static void bench_open(struct bench *b, bool lmdb)
{
	b->dir = scratch_make();
	snprintf(b->url, sizeof b->url, lmdb ? "lmdb:%s/a" : "mem:%s/a", b->dir);
	snprintf(b->other, sizeof b->other, lmdb ? "lmdb:%s/b" : "mem:%s/b", b->dir);
	b->kv = scratch_open(b->url);
}

static void bench_close(struct bench *b)
{
	kv_close(b->kv);
	scratch_remove(b->dir);
	kv_mem_forget(b->url + 4);
	kv_mem_forget(b->other + 4);
}

static void bench_run(bool lmdb, void (*test)(struct bench *))
{
	struct bench b = {0};

	bench_open(&b, lmdb);
	test(&b);
	bench_close(&b);
}

#define CONFORMS(name)                                                                             \
	static void name(struct bench *b);                                                         \
	Test(kv_on_mem, name)                                                                      \
	{                                                                                          \
		bench_run(false, name);                                                            \
	}                                                                                          \
	Test(kv_on_lmdb, name)                                                                     \
	{                                                                                          \
		bench_run(true, name);                                                             \
	}                                                                                          \
	static void name(struct bench *b)

static enum kv_status add_row(void *context, struct kv_bytes key, struct kv_bytes value)
{
	str_addf(context, "%.*s=%.*s ", (int)key.n, (const char *)key.at, (int)value.n,
		(const char *)value.at);
	return KV_OK;
}

/* ---- opening ---- */

Test(kv, a_bad_address_is_refused)
{
	static const char *const urls[] = {
		"", "lmdb", "/tmp", "pg:x", "LMDB:/tmp", ":", "memo:", "lmdb:"};
	struct err e;

	for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
		err_clear(&e);
		cr_expect_null(kv_open(urls[i], &CREATE, &e), "%s", urls[i]);
		cr_expect_eq(e.code, ERR_CONFIG, "%s", urls[i]);
		cr_expect(*e.text);
	}
	cr_expect_null(kv_open(NULL, NULL, &e));
	cr_expect_null(kv_open(NULL, NULL, NULL));
}

Test(kv, null_is_closed_and_aborted)
{
	kv_close(NULL);
	kv_abort(NULL);
	cr_assert_eq(kv_commit(NULL), KV_LIMIT);
	cr_assert_eq(kv_get(NULL, B("a"), &(struct kv_bytes){0}), KV_LIMIT);
	cr_assert_eq(kv_put(NULL, B("a"), B("b")), KV_LIMIT);
	cr_assert_eq(kv_del(NULL, B("a")), KV_LIMIT);
	cr_assert_eq(kv_guard(NULL, B("a")), KV_LIMIT);
	cr_assert_eq(kv_scan(NULL, ALL, ALL, 0, false, add_row, NULL), KV_LIMIT);
}

static enum kv_status get_a(struct kv_txn *t, void *context)
{
	struct kv_bytes value;

	*(enum kv_status *)context = kv_get(t, B("a"), &value);
	return KV_OK;
}

CONFORMS(reads_within_a_transaction_see_what_it_wrote)
{
	struct err e = {0};
	enum kv_status found = KV_OK;
	struct kv *kv = kv_open(b->other, &CREATE, &e);
	struct kv_txn *t;

	cr_assert(kv, "%s", e.text);
	cr_assert_eq(kv_begin(kv, true, &t), KV_OK);
	cr_assert_eq(kv_put(t, B("a"), B("1")), KV_OK);
	kv_within(kv, t);
	cr_assert(kv_run(kv, false, get_a, &found, &e));
	cr_expect_eq(found, KV_OK);
	kv_within(kv, NULL);
	cr_assert(kv_run(kv, false, get_a, &found, &e));
	cr_expect_eq(found, KV_NOTFOUND, "others see it only when it is through");
	kv_abort(t);
	kv_close(kv);
}

CONFORMS(a_missing_store_is_not_made_unasked)
{
	struct err e = {0};

	cr_assert_null(kv_open(b->other, NULL, &e));
	cr_assert_eq(e.code, ERR_NOINPUT, "%s", e.text);
	cr_assert_null(
		kv_open(b->other, &(struct kv_options){.read_only = true, .create = true}, &e));
	cr_assert_eq(e.code, ERR_NOINPUT);
	cr_assert_null(kv_open(b->other, NULL, NULL));
}

CONFORMS(what_was_committed_is_there_after_reopening)
{
	put(b->kv, "a", "1");
	kv_close(b->kv);
	b->kv = kv_open(b->url, NULL, NULL);
	cr_assert_not_null(b->kv);
	cr_assert(holds(b->kv, "a", "1"));
	put(b->kv, "b", "2");
	kv_close(b->kv);
	b->kv = scratch_open(b->url);
	cr_assert(holds(b->kv, "a", "1"));
	cr_assert(holds(b->kv, "b", "2"));
}

CONFORMS(a_read_only_store_is_read)
{
	struct kv_txn *t;
	struct err e = {0};

	put(b->kv, "a", "1");
	kv_close(b->kv);
	b->kv = kv_open(b->url, &(struct kv_options){.read_only = true}, &e);
	cr_assert_not_null(b->kv, "%s", e.text);
	cr_assert(holds(b->kv, "a", "1"));
	cr_assert_eq(kv_begin(b->kv, true, &t), KV_DENIED);
	cr_assert_null(t);
	cr_assert_not(kv_error(b->kv, KV_DENIED, &e));
	cr_assert_eq(e.code, ERR_DENIED);
	cr_assert(strstr(e.text, "只读"));
	cr_assert(kv_admin(b->kv, KV_CHECK, NULL, &e), "%s", e.text);
	cr_assert(kv_admin(b->kv, KV_SYNC, NULL, &e), "%s", e.text);
	cr_assert(kv_admin(b->kv, KV_REAP, NULL, &e), "%s", e.text);
}

CONFORMS(closing_aborts_what_is_open)
{
	struct kv_txn *t = begin(b->kv, true);

	begin(b->kv, false);
	begin(b->kv, false);
	cr_assert_eq(kv_put(t, B("a"), B("1")), KV_OK);
	kv_close(b->kv);
	b->kv = scratch_open(b->url);
	cr_assert(holds(b->kv, "a", NULL));
	put(b->kv, "a", "2");
}

/* ---- single keys ---- */

CONFORMS(an_empty_store_has_nothing)
{
	struct kv_txn *t = begin(b->kv, true);
	struct str got = {0};

	cr_assert(value_is(t, "a", NULL));
	cr_assert_eq(kv_del(t, B("a")), KV_NOTFOUND);
	cr_assert_eq(kv_scan(t, ALL, ALL, 0, false, add_row, &got), KV_OK);
	cr_assert_eq(kv_scan(t, ALL, ALL, 0, true, add_row, &got), KV_OK);
	cr_assert_eq(kv_scan(t, B("a"), B("z"), 0, true, add_row, &got), KV_OK);
	cr_assert_eq(got.n, 0);
	cr_assert_eq(kv_commit(t), KV_OK);
}

CONFORMS(put_inserts_and_replaces)
{
	struct kv_txn *t = begin(b->kv, true);

	cr_assert_eq(kv_put(t, B("k"), B("one")), KV_OK);
	cr_assert(value_is(t, "k", "one"));
	cr_assert_eq(kv_put(t, B("k"), B("another one")), KV_OK);
	cr_assert(value_is(t, "k", "another one"));
	cr_assert_eq(kv_put(t, B("k"), B("")), KV_OK);
	cr_assert(value_is(t, "k", ""));
	cr_assert_eq(kv_commit(t), KV_OK);
	cr_assert(holds(b->kv, "k", ""));
	put(b->kv, "k", "three");
	cr_assert(holds(b->kv, "k", "three"));
}

CONFORMS(del_removes)
{
	put(b->kv, "a", "1");
	put(b->kv, "b", "2");
	struct kv_txn *t = begin(b->kv, true);
	cr_assert_eq(kv_del(t, B("a")), KV_OK);
	cr_assert_eq(kv_del(t, B("a")), KV_NOTFOUND);
	cr_assert(value_is(t, "a", NULL));
	cr_assert_eq(kv_put(t, B("a"), B("3")), KV_OK);
	cr_assert_eq(kv_del(t, B("b")), KV_OK);
	cr_assert_eq(kv_commit(t), KV_OK, "a key that was not there dooms nothing");
	cr_assert(holds(b->kv, "a", "3"));
	cr_assert(holds(b->kv, "b", NULL));
}

CONFORMS(keys_are_any_bytes)
{
	static const struct kv_bytes keys[] = {{"\0", 1}, {"\0\0", 2}, {"\0\xFF", 2}, {"a\0", 2},
		{"a", 1}, {"\xFF\xFF", 2}, {"\xFF", 1}};
	enum { N = sizeof keys / sizeof *keys };
	struct kv_txn *t = begin(b->kv, true);
	struct kv_bytes value;

	for (size_t i = 0; i < N; i++)
		cr_assert_eq(kv_put(t, keys[i], (struct kv_bytes){&i, sizeof i}), KV_OK);
	cr_assert_eq(kv_commit(t), KV_OK);
	t = begin(b->kv, false);
	for (size_t i = 0; i < N; i++) {
		cr_assert_eq(kv_get(t, keys[i], &value), KV_OK);
		cr_assert_eq(value.n, sizeof i);
		cr_assert_eq(memcmp(value.at, &i, sizeof i), 0);
	}
	kv_abort(t);
}

CONFORMS(limits_of_keys)
{
	char long_key[KV_KEY_MAX + 1];
	struct kv_txn *t = begin(b->kv, true);
	struct kv_bytes value, fits = {long_key, KV_KEY_MAX}, over = {long_key, KV_KEY_MAX + 1};

	memset(long_key, 'k', sizeof long_key);
	cr_assert_eq(kv_put(t, fits, B("v")), KV_OK);
	cr_assert_eq(kv_get(t, fits, &value), KV_OK);
	cr_assert_eq(kv_put(t, over, B("v")), KV_LIMIT);
	cr_assert_eq(kv_get(t, over, &value), KV_LIMIT);
	cr_assert_eq(kv_del(t, over), KV_LIMIT);
	cr_assert_eq(kv_guard(t, over), KV_LIMIT);
	cr_assert_eq(kv_guard(t, fits), KV_OK);
	cr_assert_eq(kv_scan(t, over, ALL, 0, false, add_row, NULL), KV_LIMIT);
	cr_assert_eq(kv_scan(t, ALL, over, 0, false, add_row, NULL), KV_LIMIT);
	cr_assert_eq(kv_put(t, ALL, B("v")), KV_LIMIT);
	cr_assert_eq(kv_get(t, ALL, &value), KV_LIMIT);
	cr_assert_eq(kv_del(t, ALL), KV_LIMIT);
	cr_assert_eq(kv_guard(t, ALL), KV_LIMIT);
	cr_assert_eq(kv_commit(t), KV_OK, "what was refused beforehand dooms nothing");
	t = begin(b->kv, false);
	cr_assert_eq(kv_get(t, fits, &value), KV_OK);
	kv_abort(t);
}

CONFORMS(limits_of_values)
{
	static const size_t sizes[] = {0, 1, 1999, 2040, 4096, 12000, 65535, KV_VALUE_MAX};
	uint8_t *big = mem_alloc(KV_VALUE_MAX + 1);
	struct kv_txn *t = begin(b->kv, true);
	struct kv_bytes value;

	for (size_t i = 0; i <= KV_VALUE_MAX; i++)
		big[i] = (uint8_t)(i * 7 + i / 251);
	for (uint8_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		cr_assert_eq(kv_put(t, (struct kv_bytes){&i, 1}, (struct kv_bytes){big, sizes[i]}),
			KV_OK);
	cr_assert_eq(kv_put(t, B("x"), (struct kv_bytes){big, KV_VALUE_MAX + 1}), KV_LIMIT);
	cr_assert_eq(kv_commit(t), KV_OK);
	t = begin(b->kv, false);
	for (uint8_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		cr_assert_eq(kv_get(t, (struct kv_bytes){&i, 1}, &value), KV_OK);
		cr_assert_eq(value.n, sizes[i]);
		cr_assert(value.n == 0 || memcmp(value.at, big, value.n) == 0);
	}
	cr_assert(value_is(t, "x", NULL));
	kv_abort(t);
	mem_free(big);
}

CONFORMS(what_the_store_gave_may_be_written)
{
	char big[8000], from[16], to[16];
	struct kv_bytes value;

	memset(big, 'v', sizeof big);
	struct kv_txn *t = begin(b->kv, true);
	for (int i = 0; i < 50; i++) {
		snprintf(from, sizeof from, "%02d", i);
		cr_assert_eq(
			kv_put(t, B(from), (struct kv_bytes){big, (size_t)(i * 150 + 1)}), KV_OK);
	}
	cr_assert_eq(kv_commit(t), KV_OK);
	t = begin(b->kv, true);
	for (int i = 0; i < 50; i++) { /* every value one longer, from its neighbour */
		snprintf(from, sizeof from, "%02d", (i + 1) % 50);
		snprintf(to, sizeof to, "%02d", i);
		cr_assert_eq(kv_get(t, B(from), &value), KV_OK);
		cr_assert_eq(kv_put(t, B(to), value), KV_OK);
		cr_assert_eq(kv_get(t, B(to), &value), KV_OK);
		cr_assert_eq(kv_put(t, B(to), (struct kv_bytes){value.at, value.n / 2}), KV_OK);
	}
	cr_assert_eq(kv_commit(t), KV_OK);
	t = begin(b->kv, false);
	for (int i = 0; i < 49; i++) {
		snprintf(to, sizeof to, "%02d", i);
		cr_assert_eq(kv_get(t, B(to), &value), KV_OK);
		cr_assert_eq(value.n, (size_t)((i + 1) * 150 + 1) / 2);
		cr_assert_eq(memcmp(value.at, big, value.n), 0);
	}
	kv_abort(t);
}

/* ---- transactions ---- */

CONFORMS(abort_discards_and_commit_publishes)
{
	put(b->kv, "a", "old");
	struct kv_txn *t = begin(b->kv, true);
	cr_assert_eq(kv_put(t, B("a"), B("new")), KV_OK);
	cr_assert_eq(kv_put(t, B("b"), B("new")), KV_OK);
	cr_assert(value_is(t, "a", "new"));
	cr_assert(holds(b->kv, "a", "old"), "others do not see it before the commit");
	kv_abort(t);
	cr_assert(holds(b->kv, "a", "old"));
	cr_assert(holds(b->kv, "b", NULL));
}

CONFORMS(readers_keep_the_state_they_began_with)
{
	enum { N = 6 };
	struct kv_txn *reader[N];
	char text[2] = "0";

	for (int i = 0; i < N; i++) {
		text[0] = (char)('0' + i);
		put(b->kv, "k", text);
		put(b->kv, text, "here");
		reader[i] = begin(b->kv, false);
	}
	struct kv_txn *t = begin(b->kv, true);
	cr_assert_eq(kv_del(t, B("k")), KV_OK);
	cr_assert_eq(kv_commit(t), KV_OK);
	for (int i = 0; i < N; i++) {
		struct str seen = {0};
		text[0] = (char)('0' + i);
		cr_assert(value_is(reader[i], "k", text));
		cr_assert_eq(kv_scan(reader[i], ALL, ALL, 0, false, add_row, &seen), KV_OK);
		cr_assert_eq(seen.n, (size_t)(i + 1) * 7 + 4, "%s", str_c(&seen));
		str_free(&seen);
	}
	for (int i = N; i-- > 0;)
		cr_assert_eq(kv_commit(reader[i]), KV_OK);
	cr_assert(holds(b->kv, "k", NULL));
}

CONFORMS(one_writer_at_a_time)
{
	struct kv_txn *t = begin(b->kv, true), *second;

	cr_assert_eq(kv_begin(b->kv, true, &second), KV_LIMIT);
	cr_assert_null(second);
	kv_abort(t);
	t = begin(b->kv, true);
	cr_assert_eq(kv_commit(t), KV_OK);
	t = begin(b->kv, true);
	kv_abort(t);
}

CONFORMS(a_reader_does_not_write)
{
	struct kv_txn *t = begin(b->kv, false);

	cr_assert_eq(kv_put(t, B("a"), B("1")), KV_LIMIT);
	cr_assert_eq(kv_del(t, B("a")), KV_LIMIT);
	cr_assert_eq(kv_guard(t, B("a")), KV_LIMIT);
	cr_assert_eq(kv_commit(t), KV_OK);
	cr_assert(holds(b->kv, "a", NULL));
}

CONFORMS(after_its_end_a_transaction_is_refused)
{
	struct kv_bytes value;

	for (int round = 0; round < 4; round++) {
		struct kv_txn *t = begin(b->kv, round % 2);
		if (round < 2)
			kv_abort(t);
		else
			cr_assert_eq(kv_commit(t), KV_OK);
		cr_assert_eq(kv_get(t, B("a"), &value), KV_LIMIT);
		cr_assert_eq(kv_put(t, B("a"), B("1")), KV_LIMIT);
		cr_assert_eq(kv_del(t, B("a")), KV_LIMIT);
		cr_assert_eq(kv_guard(t, B("a")), KV_LIMIT);
		cr_assert_eq(kv_scan(t, ALL, ALL, 0, false, add_row, NULL), KV_LIMIT);
		cr_assert_eq(kv_commit(t), KV_LIMIT);
		kv_abort(t);
	}
}

CONFORMS(guards_do_not_hinder)
{
	struct kv_txn *t = begin(b->kv, true);

	cr_assert_eq(kv_guard(t, B("a")), KV_OK);
	cr_assert_eq(kv_guard(t, B("b")), KV_OK);
	cr_assert_eq(kv_put(t, B("a"), B("1")), KV_OK);
	cr_assert_eq(kv_commit(t), KV_OK);
	cr_assert(holds(b->kv, "a", "1"));
	cr_assert(holds(b->kv, "b", NULL));
}

/* ---- scans ---- */

CONFORMS(scans_have_bounds_directions_and_limits)
{
	static const struct {
		const char *low, *high;
		size_t max;
		const char *up, *down;
	} cases[] = {
		{"", "", 0, "a=1 ab=2 abc=3 b=4 bb=5 d=6 ", "d=6 bb=5 b=4 abc=3 ab=2 a=1 "},
		{"", "", 1, "a=1 ", "d=6 "},
		{"", "", 3, "a=1 ab=2 abc=3 ", "d=6 bb=5 b=4 "},
		{"", "", 6, "a=1 ab=2 abc=3 b=4 bb=5 d=6 ", "d=6 bb=5 b=4 abc=3 ab=2 a=1 "},
		{"", "", 99, "a=1 ab=2 abc=3 b=4 bb=5 d=6 ", "d=6 bb=5 b=4 abc=3 ab=2 a=1 "},
		{"a", "", 2, "a=1 ab=2 ", "d=6 bb=5 "},
		{"a", "b", 0, "a=1 ab=2 abc=3 ", "abc=3 ab=2 a=1 "},
		{"a", "b", 2, "a=1 ab=2 ", "abc=3 ab=2 "},
		{"aa", "b", 0, "ab=2 abc=3 ", "abc=3 ab=2 "},
		{"ab", "abd", 0, "ab=2 abc=3 ", "abc=3 ab=2 "},
		{"ab", "abc", 0, "ab=2 ", "ab=2 "},
		{"abc", "abc", 0, "", ""},
		{"b", "a", 0, "", ""},
		{"z", "a", 0, "", ""},
		{"bb", "bc", 0, "bb=5 ", "bb=5 "},
		{"bc", "c", 0, "", ""},
		{"c", "", 0, "d=6 ", "d=6 "},
		{"d", "", 0, "d=6 ", "d=6 "},
		{"d", "e", 0, "d=6 ", "d=6 "},
		{"da", "", 0, "", ""},
		{"", "a", 0, "", ""},
		{"", "0", 0, "", ""},
		{"", "aa", 0, "a=1 ", "a=1 "},
		{"", "b", 0, "a=1 ab=2 abc=3 ", "abc=3 ab=2 a=1 "},
		{"", "z", 2, "a=1 ab=2 ", "d=6 bb=5 "},
		{"0", "9", 0, "", ""},
		{"0", "z", 1, "a=1 ", "d=6 "},
		{"e", "z", 0, "", ""},
	};
	static const char *const keys[] = {"bb=5", "a=1", "d=6", "abc=3", "b=4", "ab=2"};
	struct kv_txn *t = begin(b->kv, true);

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		struct kv_bytes key = {keys[i], strcspn(keys[i], "=")};
		cr_assert_eq(kv_put(t, key, B(keys[i] + key.n + 1)), KV_OK);
	}
	for (int reader = 0; reader < 2; reader++) {
		for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
			for (int down = 0; down < 2; down++) {
				struct str got = {0};
				cr_expect_eq(kv_scan(t, B(cases[i].low), B(cases[i].high),
						     cases[i].max, down, add_row, &got),
					KV_OK);
				cr_expect_str_eq(
					str_c(&got), down ? cases[i].down : cases[i].up, "%zu", i);
				str_free(&got);
			}
		cr_assert_eq(kv_commit(t), KV_OK);
		t = begin(b->kv, false);
	}
	kv_abort(t);
}

struct ending {
	int left;
	enum kv_status with;
	int seen;
};

static enum kv_status end_row(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct ending *x = context;

	(void)key, (void)value;
	x->seen++;
	return --x->left ? KV_OK : x->with;
}

CONFORMS(a_row_ends_its_scan)
{
	static const enum kv_status others[] = {
		KV_NOTFOUND, KV_CONFLICT, KV_MAYBE, KV_FULL, KV_LIMIT, KV_IO, KV_DENIED};
	char key[2] = "a";

	for (; *key < 'k'; (*key)++)
		put(b->kv, key, "v");
	struct kv_txn *t = begin(b->kv, false);
	for (int down = 0; down < 2; down++) {
		struct ending stop = {3, KV_STOP, 0};
		cr_expect_eq(kv_scan(t, ALL, ALL, 0, down, end_row, &stop), KV_OK);
		cr_expect_eq(stop.seen, 3);
		for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
			struct ending other = {2, others[i], 0};
			cr_expect_eq(kv_scan(t, ALL, ALL, 5, down, end_row, &other), others[i]);
			cr_expect_eq(other.seen, 2);
		}
		struct ending last = {10, KV_IO, 0};
		cr_expect_eq(kv_scan(t, ALL, ALL, 0, down, end_row, &last), KV_IO);
		struct ending beyond = {4, KV_IO, 0};
		cr_expect_eq(kv_scan(t, ALL, ALL, 3, down, end_row, &beyond), KV_OK);
		cr_expect_eq(beyond.seen, 3);
	}
	kv_abort(t);
}

struct nest {
	struct kv_txn *t;
	struct str out;
	int depth;
};

static enum kv_status nest_row(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct nest *x = context;
	struct kv_bytes again;

	cr_assert_eq(kv_get(x->t, key, &again), KV_OK);
	cr_assert_eq(kv_order(again, value), 0);
	str_addf(&x->out, "%d%.*s ", x->depth, (int)key.n, (const char *)key.at);
	if (x->depth == 2)
		return KV_OK;
	x->depth++;
	enum kv_status status = kv_scan(x->t, ALL, key, 0, x->depth % 2, nest_row, x);
	x->depth--;
	return status;
}

CONFORMS(scans_and_gets_may_be_nested)
{
	struct nest x = {0};

	put(b->kv, "a", "1");
	put(b->kv, "b", "2");
	put(b->kv, "c", "3");
	for (int write = 0; write < 2; write++) {
		str_clear(&x.out);
		x.t = begin(b->kv, write);
		cr_assert_eq(kv_scan(x.t, ALL, ALL, 0, false, nest_row, &x), KV_OK);
		cr_assert_str_eq(x.out.at, "0a 0b 1a 0c 1b 2a 1a ");
		kv_abort(x.t);
	}
	str_free(&x.out);
}

static enum kv_status writing_row(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct kv_txn *t = context;

	(void)value;
	cr_assert_eq(kv_put(t, B("x"), B("y")), KV_LIMIT);
	cr_assert_eq(kv_del(t, key), KV_LIMIT);
	cr_assert_eq(kv_guard(t, key), KV_LIMIT);
	return KV_OK;
}

CONFORMS(nothing_is_written_during_a_scan)
{
	put(b->kv, "a", "1");
	put(b->kv, "b", "2");
	struct kv_txn *t = begin(b->kv, true);
	cr_assert_eq(kv_scan(t, ALL, ALL, 0, false, writing_row, t), KV_OK);
	cr_assert_eq(kv_put(t, B("c"), B("3")), KV_OK, "afterwards it may be");
	cr_assert_eq(kv_commit(t), KV_OK);
	cr_assert(holds(b->kv, "a", "1"));
	cr_assert(holds(b->kv, "x", NULL));
	cr_assert(holds(b->kv, "c", "3"));
}

static enum kv_status ending_row(void *context, struct kv_bytes key, struct kv_bytes value)
{
	(void)key, (void)value;
	kv_abort(context);
	return kv_commit(context);
}

CONFORMS(a_scan_outlives_the_attempt_to_end_its_transaction)
{
	put(b->kv, "a", "1");
	struct kv_txn *t = begin(b->kv, true);
	cr_assert_eq(kv_put(t, B("b"), B("2")), KV_OK);
	cr_assert_eq(kv_scan(t, ALL, ALL, 0, false, ending_row, t), KV_LIMIT);
	cr_assert_eq(kv_commit(t), KV_LIMIT);
	cr_assert(holds(b->kv, "b", NULL));
	put(b->kv, "b", "3");
}

struct other {
	struct kv *kv;
	int n;
};

static enum kv_status other_row(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct other *x = context;
	struct kv_txn *t = begin(x->kv, true);

	(void)value;
	x->n++;
	cr_assert_eq(kv_del(t, key), KV_OK);
	cr_assert_eq(kv_put(t, B("zz"), key), KV_OK, "a key of one transaction written by another");
	return kv_commit(t);
}

CONFORMS(another_transaction_deletes_what_a_scan_is_reading)
{
	char key[16];

	for (int i = 0; i < 200; i++) {
		snprintf(key, sizeof key, "%03d", i);
		put(b->kv, key, key);
	}
	struct other x = {b->kv, 0};
	struct kv_txn *t = begin(b->kv, false);
	cr_assert_eq(kv_scan(t, ALL, ALL, 0, false, other_row, &x), KV_OK);
	cr_assert_eq(x.n, 200);
	kv_abort(t);
	cr_assert(holds(b->kv, "zz", "199"));
	cr_assert(holds(b->kv, "000", NULL));
}

/* ---- kv_run ---- */

struct job {
	int runs;
	enum kv_status returns;
	struct err *e;
	const char *says;
};

static enum kv_status do_job(struct kv_txn *t, void *context)
{
	struct job *job = context;

	job->runs++;
	kv_put(t, B("job"), B("done"));
	if (job->says)
		err_set(job->e, ERR_CHECK, "%s", job->says);
	return job->returns;
}

CONFORMS(run_commits_what_returned_ok)
{
	struct err e = {ERR_IO, "old"};
	struct job job = {0, KV_OK, &e, NULL};

	cr_assert(kv_run(b->kv, true, do_job, &job, &e));
	cr_assert_eq(job.runs, 1);
	cr_assert_eq(e.code, ERR_OK);
	cr_assert(holds(b->kv, "job", "done"));
	cr_assert(kv_run(b->kv, true, do_job, &job, NULL));
}

CONFORMS(run_stops_with_and_without_a_sentence)
{
	struct err e = {ERR_IO, "old"};
	struct job job = {0, KV_STOP, &e, NULL};

	cr_assert(kv_run(b->kv, true, do_job, &job, &e));
	cr_assert(holds(b->kv, "job", NULL));
	job.says = "必填";
	cr_assert_not(kv_run(b->kv, true, do_job, &job, &e));
	cr_assert_str_eq(e.text, "必填");
	cr_assert_eq(e.code, ERR_CHECK);
	cr_assert(holds(b->kv, "job", NULL));
	cr_assert_eq(job.runs, 2);
	job.says = NULL;
	cr_assert(kv_run(b->kv, true, do_job, &job, NULL));
}

CONFORMS(run_tells_every_other_status)
{
	static const struct {
		enum kv_status status;
		enum err_code code;
		int runs;
	} cases[] = {
		{KV_NOTFOUND, ERR_NOTFOUND, 1},
		{KV_CONFLICT, ERR_BUSY, 7},
		{KV_MAYBE, ERR_IO, 1},
		{KV_FULL, ERR_FULL, 1},
		{KV_LIMIT, ERR_BUG, 1},
		{KV_IO, ERR_IO, 1},
		{KV_DENIED, ERR_DENIED, 1},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct err e = {0};
		struct job job = {0, cases[i].status, &e, NULL};
		cr_expect_not(kv_run(b->kv, true, do_job, &job, &e));
		cr_expect_eq(e.code, cases[i].code, "%d", cases[i].status);
		cr_expect(strstr(e.text, b->dir), "%s", e.text);
		cr_expect_eq(job.runs, cases[i].runs, "%d ran %d", cases[i].status, job.runs);
		job.says = "自己的话";
		cr_expect_not(kv_run(b->kv, true, do_job, &job, &e));
		cr_expect_str_eq(e.text, "自己的话");
		cr_expect_not(kv_run(b->kv, true, do_job, &job, NULL));
	}
	cr_assert(holds(b->kv, "job", NULL));
}

static enum kv_status ignorant_job(struct kv_txn *t, void *context)
{
	(void)context;
	kv_put(t, B("job"), B("done"));
	return KV_OK;
}

CONFORMS(a_reading_run_writes_nothing)
{
	cr_assert(kv_run(b->kv, false, ignorant_job, NULL, NULL));
	cr_assert(holds(b->kv, "job", NULL));
}

CONFORMS(run_refuses_to_write_inside_a_write)
{
	struct err e = {0};
	struct kv_txn *t = begin(b->kv, true);

	cr_assert_not(kv_run(b->kv, true, ignorant_job, NULL, &e));
	cr_assert_eq(e.code, ERR_BUG);
	cr_assert(kv_run(b->kv, false, ignorant_job, NULL, &e));
	kv_abort(t);
}

Test(kv, full_says_that_nothing_is_lost)
{
	struct kv *kv = scratch_open("mem:");
	struct err e = {0};

	cr_assert_not(kv_error(kv, KV_FULL, &e));
	cr_assert_eq(e.code, ERR_FULL);
	cr_assert(strstr(e.text, "磁盘已满"));
	cr_assert(strstr(e.text, "录入的内容没有丢"));
	cr_assert_not(kv_error(kv, KV_STOP, &e));
	cr_assert_eq(e.code, ERR_STOPPED);
	cr_assert_not(kv_error(kv, KV_OK, &e));
	cr_assert_eq(e.code, ERR_BUG);
	cr_assert_not(kv_error(kv, KV_IO, NULL));
	kv_close(kv);
}

/* ---- fork ---- */

static int child_of(void *context)
{
	struct bench *b = context;
	struct kv_txn *t;
	struct kv_bytes value;
	struct kv_stat stat;
	struct err e = {0};

	if (kv_begin(b->kv, false, &t) != KV_LIMIT || kv_begin(b->kv, true, &t) != KV_LIMIT)
		return 1;
	if (kv_run(b->kv, true, ignorant_job, NULL, &e) || e.code != ERR_BUG)
		return 2;
	if (kv_admin(b->kv, KV_REAP, NULL, &e) || kv_stat(b->kv, &stat, &e))
		return 3;
	kv_close(b->kv);
	(void)value;
	return 0;
}

CONFORMS(a_child_is_refused_and_harms_nothing)
{
	put(b->kv, "a", "1");
	struct kv_txn *reader = begin(b->kv, false);
	cr_assert_eq(in_child(child_of, b), 0);
	cr_assert(value_is(reader, "a", "1"));
	kv_abort(reader);
	put(b->kv, "a", "2");
	cr_assert(holds(b->kv, "a", "2"));
}

struct inherited {
	struct kv_txn *read, *write;
};

static int child_with(void *context)
{
	struct inherited *x = context;
	struct kv_bytes value;

	if (kv_get(x->read, B("a"), &value) != KV_LIMIT ||
		kv_put(x->write, B("a"), B("9")) != KV_LIMIT)
		return 1;
	if (kv_scan(x->read, ALL, ALL, 0, false, add_row, NULL) != KV_LIMIT)
		return 2;
	if (kv_commit(x->write) != KV_LIMIT || kv_del(x->write, B("a")) != KV_LIMIT)
		return 3;
	kv_abort(x->read);
	kv_abort(x->write);
	return 0;
}

CONFORMS(a_child_cannot_use_inherited_transactions)
{
	put(b->kv, "a", "1");
	struct inherited x = {begin(b->kv, false), begin(b->kv, true)};
	cr_assert_eq(in_child(child_with, &x), 0);
	cr_assert_eq(kv_put(x.write, B("a"), B("2")), KV_OK);
	cr_assert_eq(kv_commit(x.write), KV_OK);
	cr_assert(value_is(x.read, "a", "1"));
	kv_abort(x.read);
}

/* ---- care ---- */

CONFORMS(stat_counts)
{
	struct kv_stat before, after;

	cr_assert(kv_stat(b->kv, &before, NULL));
	cr_assert_eq(before.entries, 0);
	put(b->kv, "a", "1");
	put(b->kv, "b", "1");
	put(b->kv, "a", "2");
	cr_assert(kv_stat(b->kv, &after, NULL));
	cr_assert_eq(after.entries, 2);
	cr_assert_eq(after.last_txn, before.last_txn + 3);
	cr_assert(holds(b->kv, "a", "2"));
	struct kv_txn *t = begin(b->kv, true);
	cr_assert_eq(kv_put(t, B("c"), B("1")), KV_OK);
	kv_abort(t);
	before = after;
	cr_assert(kv_stat(b->kv, &after, NULL));
	cr_assert_eq(after.last_txn, before.last_txn, "neither a read nor an abort counts");
	cr_assert_eq(after.entries, 2);
}

CONFORMS(care_is_taken)
{
	struct err e = {0};
	char key[16];

	for (int i = 0; i < 300; i++) {
		snprintf(key, sizeof key, "%d", i);
		put(b->kv, key, "some value that is not too short for a page to fill");
	}
	struct kv_txn *t = begin(b->kv, false);
	cr_assert(kv_admin(b->kv, KV_CHECK, NULL, &e), "%s", e.text);
	cr_assert(kv_admin(b->kv, KV_REAP, NULL, &e), "%s", e.text);
	cr_assert(kv_admin(b->kv, KV_SYNC, NULL, &e), "%s", e.text);
	kv_abort(t);
	t = begin(b->kv, true);
	cr_assert_not(kv_admin(b->kv, KV_CHECK, NULL, &e), "not inside a write");
	cr_assert_not(kv_admin(b->kv, KV_BACKUP, b->other + 4, &e));
	kv_abort(t);
}

CONFORMS(a_backup_is_a_store)
{
	struct err e = {0};

	for (char key[2] = "a"; *key <= 'z'; (*key)++)
		put(b->kv, key, "v");
	struct kv_txn *reader = begin(b->kv, false);
	const char *to = strchr(b->other, ':') + 1;
	cr_assert(kv_admin(b->kv, KV_BACKUP, to, &e), "%s", e.text);
	kv_abort(reader);
	put(b->kv, "a", "changed later");
	struct kv *copy = kv_open(b->other, NULL, &e);
	cr_assert_not_null(copy, "%s", e.text);
	cr_assert(holds(copy, "a", "v"));
	cr_assert(holds(copy, "z", "v"));
	put(copy, "a", "of the copy");
	kv_close(copy);
	cr_assert(holds(b->kv, "a", "changed later"));
	cr_assert_not(kv_admin(b->kv, KV_BACKUP, to, &e), "it never replaces one");
	cr_assert(*e.text);
	cr_assert_not(kv_admin(b->kv, KV_BACKUP, "", &e));
	cr_assert_not(kv_admin(b->kv, KV_BACKUP, NULL, &e));
}

/* ---- many ---- */

static uint32_t seed;

static uint32_t dice(uint32_t n)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % n;
}

enum { MODEL = 700 };

struct model {
	uint8_t present[MODEL];
	uint16_t size[MODEL];
};

static size_t model_key(char out[24], uint32_t i)
{
	return (size_t)snprintf(out, 24, "%s%u", i % 3 ? "key-" : "k", i * 7919 % 1000);
}

static void model_write(struct kv_txn *t, struct model *m, const uint8_t *junk)
{
	char key[24];
	uint32_t i = dice(MODEL);
	struct kv_bytes k = {key, model_key(key, i)};

	if (dice(3) == 0) {
		cr_assert_eq(kv_del(t, k), m->present[i] ? KV_OK : KV_NOTFOUND);
		m->present[i] = 0;
		return;
	}
	m->present[i] = 1;
	m->size[i] = (uint16_t)(dice(20) ? dice(300) : dice(9000));
	cr_assert_eq(kv_put(t, k, (struct kv_bytes){junk + i, m->size[i]}), KV_OK);
}

static void model_check(struct kv_txn *t, const struct model *m, const uint8_t *junk)
{
	struct kv_bytes value;
	char key[24];

	for (uint32_t i = 0; i < MODEL; i++) {
		struct kv_bytes k = {key, model_key(key, i)};
		enum kv_status status = kv_get(t, k, &value);
		cr_assert_eq(status, m->present[i] ? KV_OK : KV_NOTFOUND);
		if (status == KV_OK) {
			cr_assert_eq(value.n, m->size[i]);
			cr_assert(value.n == 0 || memcmp(value.at, junk + i, value.n) == 0);
		}
	}
}

struct order_seen {
	char last[24];
	size_t n_last, n;
	bool down;
};

static enum kv_status ordered_row(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct order_seen *o = context;
	int c = kv_order((struct kv_bytes){o->last, o->n_last}, key);

	(void)value;
	if (o->n++)
		cr_assert(o->down ? c > 0 : c < 0);
	memcpy(o->last, key.at, key.n);
	o->n_last = key.n;
	return KV_OK;
}

static void model_scan(struct kv_txn *t, const struct model *m)
{
	size_t n = 0;

	for (uint32_t i = 0; i < MODEL; i++)
		n += m->present[i];
	for (int down = 0; down < 2; down++) {
		struct order_seen o = {.down = down};
		cr_assert_eq(kv_scan(t, ALL, ALL, 0, down, ordered_row, &o), KV_OK);
		cr_assert_eq(o.n, n);
	}
}

/* Random transactions, some aborted, with readers left open that must keep seeing their own state. */
CONFORMS(random_work_agrees_with_a_model)
{
	enum { READERS = 4, ROUNDS = 400 };
	struct kv_txn *readers[READERS] = {0};
	struct model *seen = mem_array(READERS, sizeof *seen), *now = mem_new0(struct model),
		     *next = mem_new0(struct model);
	uint8_t *junk = mem_alloc(MODEL + 9000);

	seed = 12345;
	for (size_t i = 0; i < MODEL + 9000; i++)
		junk[i] = (uint8_t)dice(256);
	for (int round = 0; round < ROUNDS; round++) {
		struct kv_txn *t = begin(b->kv, true);
		*next = *now;
		for (uint32_t n = dice(40); n > 0; n--)
			model_write(t, next, junk);
		if (round % 50 == 0)
			model_check(t, next, junk);
		if (dice(4) == 0) {
			kv_abort(t);
		} else {
			cr_assert_eq(kv_commit(t), KV_OK);
			*now = *next;
		}
		uint32_t r = dice(READERS);
		if (round % 5 == 0) {
			if (readers[r]) {
				model_check(readers[r], &seen[r], junk);
				model_scan(readers[r], &seen[r]);
				kv_abort(readers[r]);
			}
			readers[r] = begin(b->kv, false);
			seen[r] = *now;
		}
	}
	for (int r = 0; r < READERS; r++)
		kv_abort(readers[r]);
	struct err e = {0};
	cr_assert(kv_admin(b->kv, KV_CHECK, NULL, &e), "%s", e.text);
	mem_free(seen);
	mem_free(now);
	mem_free(next);
	mem_free(junk);
}

static enum kv_status copy_row(void *context, struct kv_bytes key, struct kv_bytes value)
{
	str_addn(context, key.at, key.n);
	str_addc(context, '\0');
	str_addn(context, value.at, value.n);
	str_addc(context, '\n');
	return KV_OK;
}

static void same_work(struct kv *kv, struct str *out)
{
	char key[24] = "";

	seed = 777;
	for (int round = 0; round < 60; round++) {
		struct kv_txn *t = begin(kv, true);
		for (int i = 0; i < 60; i++) {
			uint32_t k = dice(900);
			struct kv_bytes name = {key, model_key(key, k)};
			enum kv_status status =
				dice(3) ? kv_put(t, name, (struct kv_bytes){key, dice(24)})
					: kv_del(t, name);
			str_addf(out, "%d", status);
		}
		cr_assert_eq(kv_commit(t), KV_OK);
		t = begin(kv, false);
		uint32_t from = dice(900), to = dice(900);
		struct kv_bytes low = {key, model_key(key, from)};
		char end[24];
		struct kv_bytes high = {end, model_key(end, to)};
		kv_scan(t, low, high, dice(50), dice(2), copy_row, out);
		kv_scan(t, ALL, high, dice(50), dice(2), copy_row, out);
		kv_scan(t, low, ALL, dice(50), dice(2), copy_row, out);
		kv_commit(t);
	}
}

Test(kv, both_engines_answer_the_same)
{
	struct bench a = {0}, b = {0};
	struct str from_a = {0}, from_b = {0};

	bench_open(&a, true);
	same_work(a.kv, &from_a);
	bench_close(&a);
	bench_open(&b, false);
	same_work(b.kv, &from_b);
	bench_close(&b);
	cr_assert_gt(from_a.n, 10000);
	cr_assert_eq(from_a.n, from_b.n);
	cr_assert_eq(memcmp(from_a.at, from_b.at, from_a.n), 0);
	str_free(&from_a);
	str_free(&from_b);
}

/* 1: first to last, 2: last to first, 3: scattered. */
static uint32_t in_order(int kind, uint32_t i, uint32_t n)
{
	return kind == 1 ? i : kind == 2 ? n - 1 - i : (uint32_t)((uint64_t)i * 48271 % n);
}

CONFORMS(a_hundred_thousand_entries)
{
	enum { N = 100003 };
	char key[16];

	for (int kind = 1; kind <= 3; kind++) {
		struct kv_txn *t = begin(b->kv, true);
		for (uint32_t i = 0; i < N; i++) {
			int n = snprintf(key, sizeof key, "%d-%06u", kind, in_order(kind, i, N));
			cr_assert_eq(kv_put(t, (struct kv_bytes){key, (size_t)n}, B("v")), KV_OK);
		}
		cr_assert_eq(kv_commit(t), KV_OK);
	}
	struct kv_stat stat;
	cr_assert(kv_stat(b->kv, &stat, NULL));
	cr_assert_eq(stat.entries, 3 * N);
	struct ending all = {0, KV_OK, 0};
	struct kv_txn *t = begin(b->kv, false);
	cr_assert_eq(kv_scan(t, ALL, ALL, 0, false, end_row, &all), KV_OK);
	cr_assert_eq(all.seen, 3 * N);
	kv_abort(t);
}
