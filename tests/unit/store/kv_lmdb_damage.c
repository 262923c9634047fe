#include "scratch.h"

#include <fcntl.h>

#include <binggui/base/file.h>
#include <binggui/base/str.h>

/* Damaged data files: refused with a sentence, or found by the check; opening never ends in a signal. */

static char url[160], data_path[192];
static const char *dir;
static struct str whole; /* a good data file */

static void set_up(void)
{
	static char value[3000];
	char key[16];

	dir = scratch_make();
	snprintf(url, sizeof url, "lmdb:%s", dir);
	snprintf(data_path, sizeof data_path, "%s/data.mdb", dir);
	struct kv *kv = scratch_open(url);
	for (int i = 0; i < 5; i++) {
		struct kv_txn *t = begin(kv, true);
		for (int j = 0; j < 60; j++) {
			snprintf(key, sizeof key, "%d", j * 5 + i);
			cr_assert_eq(
				kv_put(t, B(key), (struct kv_bytes){value, (size_t)j * 50}), KV_OK);
		}
		cr_assert_eq(kv_commit(t), KV_OK);
	}
	kv_close(kv);
	cr_assert(file_read(data_path, 1 << 26, &whole, NULL));
}

static void tear_down(void)
{
	str_free(&whole);
	scratch_remove(dir);
}

TestSuite(kv_lmdb_damage, .init = set_up, .fini = tear_down);

static void write_data(const void *at, size_t n)
{
	int fd = open(data_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	cr_assert_geq(fd, 0);
	cr_assert_eq(write(fd, at, n), (ssize_t)n);
	close(fd);
}

/* The code of the sentence; 0 if it opened. */
static int open_only(void *context)
{
	struct err e = {0};
	struct kv *kv = kv_open(url, context, &e);

	if (!kv)
		return *e.text && e.code ? (int)e.code : 240;
	kv_close(kv);
	return 0;
}

static enum kv_status sum_row(void *context, struct kv_bytes key, struct kv_bytes value)
{
	const uint8_t *p = value.at;
	unsigned *sum = context;

	(void)key;
	for (size_t i = 0; i < value.n; i++)
		*sum += p[i];
	return KV_OK;
}

/* 0 = everything can be read, 1 = found while reading, else the code of the refusal. */
static int open_and_read(void *context)
{
	struct err e = {0};
	struct kv *kv = kv_open(url, NULL, &e);
	struct kv_txn *t;
	unsigned sum = 0;

	(void)context;
	if (!kv)
		return (int)e.code;
	if (!kv_admin(kv, KV_CHECK, NULL, &e))
		return 1;
	if (kv_begin(kv, false, &t) != KV_OK ||
		kv_scan(t, ALL, ALL, 0, true, sum_row, &sum) != KV_OK)
		return 1;
	kv_abort(t);
	kv_close(kv);
	return 0;
}

Test(kv_lmdb_damage, a_whole_file_is_in_order)
{
	cr_assert_gt(whole.n, 200000);
	cr_assert_eq(in_child(open_and_read, NULL), 0);
}

Test(kv_lmdb_damage, a_file_cut_short_is_refused)
{
	static struct kv_options reading = {.read_only = true}, creating = {.create = true};

	for (size_t n = 0; n < whole.n; n += n < 600 ? 59 : n < 20000 ? 1021 : 9973) {
		write_data(whole.at, n);
		cr_expect_eq(in_child(open_only, NULL), ERR_STORE, "%zu", n);
		cr_expect_eq(in_child(open_only, &reading), ERR_STORE, "%zu", n);
		cr_expect_eq(in_child(open_only, &creating), ERR_STORE, "%zu", n);
	}
	static const size_t edges[] = {1, 16, 152, 4095, 4096, 4097, 4096 + 152, 8191, 8192, 8193};
	for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
		write_data(whole.at, edges[i]);
		cr_expect_eq(in_child(open_only, NULL), ERR_STORE, "%zu", edges[i]);
	}
	write_data(whole.at, whole.n - 1);
	cr_expect_eq(in_child(open_only, NULL), ERR_STORE);
	write_data(whole.at, whole.n);
	cr_expect_eq(in_child(open_and_read, NULL), 0);
}

Test(kv_lmdb_damage, an_empty_file_is_told_as_such)
{
	struct err e = {0};

	write_data("", 0);
	cr_assert_null(kv_open(url, &CREATE, &e));
	cr_assert_eq(e.code, ERR_STORE);
	cr_assert(strstr(e.text, "空的"), "%s", e.text);
	cr_assert(strstr(e.text, data_path), "%s", e.text);
}

Test(kv_lmdb_damage, what_is_no_store_is_refused)
{
	static const size_t sizes[] = {1, 100, 4096, 8192, 12288, 100000, 300000};
	static uint8_t junk[300000];

	srand(7);
	for (int kind = 0; kind < 3; kind++)
		for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
			for (size_t j = 0; j < sizes[i]; j++)
				junk[j] = kind == 0 ? 0 : kind == 1 ? 0xFF : (uint8_t)rand();
			write_data(junk, sizes[i]);
			cr_expect_eq(
				in_child(open_only, NULL), ERR_STORE, "%d %zu", kind, sizes[i]);
		}
}

/* Every byte of both meta pages, in several ways: opening and reading never end in a signal. */
Test(kv_lmdb_damage, a_damaged_first_page_is_found)
{
	static const uint8_t masks[] = {0x01, 0x80, 0xFF, 0x10};
	int refused = 0;

	for (size_t page = 0; page < 2; page++)
		for (size_t at = 0; at < 160; at++) {
			size_t place = page * 4096 + at;
			uint8_t mask = masks[at % sizeof masks];
			whole.at[place] = (char)(whole.at[place] ^ mask);
			write_data(whole.at, whole.n);
			whole.at[place] = (char)(whole.at[place] ^ mask);
			int end = in_child(open_only, NULL);
			cr_expect(end == 0 || end == ERR_STORE, "byte %zu: %d", place, end);
			refused += end != 0;
		}
	cr_expect_gt(refused, 60, "%d", refused);
}

Test(kv_lmdb_damage, a_page_of_rubbish_is_opened_without_harm)
{
	srand(9);
	for (size_t page = 2; page * 4096 < whole.n; page++) {
		char keep[4096];
		memcpy(keep, whole.at + page * 4096, sizeof keep);
		for (size_t i = 0; i < sizeof keep; i++)
			whole.at[page * 4096 + i] = (char)rand();
		write_data(whole.at, whole.n);
		memcpy(whole.at + page * 4096, keep, sizeof keep);
		cr_expect_eq(in_child(open_only, NULL), 0);
	}
}

/* What the check passes can be read, what it does not is told: no signal on either way. */
Test(kv_lmdb_damage, the_check_comes_before_the_harm)
{
	int found = 0, pages = 0;

	srand(9);
	for (int i = 0; i < 700; i++) {
		size_t at = (size_t)rand() % (whole.n - 8192) + 8192;
		uint8_t mask = (uint8_t)(1 << (rand() % 8));
		whole.at[at] = (char)(whole.at[at] ^ mask);
		write_data(whole.at, whole.n);
		whole.at[at] = (char)(whole.at[at] ^ mask);
		int end = in_child(open_and_read, NULL);
		cr_expect(end == 0 || end == 1, "bit at %zu: %d", at, end);
	}
	for (size_t page = 2; page * 4096 < whole.n; page++, pages++) {
		char keep[4096];
		memcpy(keep, whole.at + page * 4096, sizeof keep);
		for (size_t i = 0; i < sizeof keep; i++)
			whole.at[page * 4096 + i] = (char)rand();
		write_data(whole.at, whole.n);
		memcpy(whole.at + page * 4096, keep, sizeof keep);
		int end = in_child(open_and_read, NULL);
		cr_expect(end == 0 || end == 1, "page %zu: %d", page, end);
		found += end == 1;
	}
	cr_expect_gt(found, pages / 2, "%d of %d", found, pages);
}

/* Reading without a check beforehand: what LMDB asserts is told instead of ending the process. */
static int read_only_scan(void *context)
{
	struct kv *kv = kv_open(url, NULL, NULL);
	struct kv_txn *t;
	unsigned sum = 0;
	struct err e = {0};

	(void)context;
	if (!kv || kv_begin(kv, false, &t) != KV_OK)
		return 2;
	enum kv_status status = kv_scan(t, ALL, ALL, 0, false, sum_row, &sum);
	kv_error(kv, status, &e);
	kv_abort(t);
	kv_close(kv);
	return status == KV_IO && e.code == ERR_STORE ? 1 : 0;
}

Test(kv_lmdb_damage, an_assertion_is_told)
{
	int told = 0;

	for (size_t page = 2; page * 4096 < whole.n; page++) {
		char *flags = whole.at + page * 4096 + 10;
		*flags ^= 2; /* a leaf becomes a page of no kind */
		write_data(whole.at, whole.n);
		*flags ^= 2;
		int end = in_child(read_only_scan, NULL);
		cr_expect(end == 0 || end == 1, "page %zu: %d", page, end);
		told += end == 1;
	}
	cr_expect_gt(told, 10);
}
