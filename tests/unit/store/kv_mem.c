#include "scratch.h"

#include <binggui/store/kv_mem.h>

Test(kv_mem, a_private_store_is_always_there_and_ones_own)
{
	struct kv *a = kv_open("mem:", NULL, NULL), *b = scratch_open("mem:");

	cr_assert_not_null(a);
	put(a, "k", "1");
	cr_assert(holds(b, "k", NULL));
	kv_close(a);
	a = scratch_open("mem:");
	cr_assert(holds(a, "k", NULL));
	kv_close(a);
	kv_close(b);
}

Test(kv_mem, a_named_store_is_shared)
{
	struct kv *a = scratch_open("mem:x"), *b = kv_open("mem:x", NULL, NULL);

	cr_assert_not_null(b);
	put(a, "k", "1");
	cr_assert(holds(b, "k", "1"));
	struct kv_txn *reader = begin(a, false);
	put(b, "k", "2");
	cr_assert(value_is(reader, "k", "1"));
	kv_abort(reader);
	cr_assert(holds(a, "k", "2"));
	kv_close(a);
	kv_close(b);
	a = kv_open("mem:x", NULL, NULL);
	cr_assert(holds(a, "k", "2"), "kept while nobody has it open");
	kv_mem_forget("x");
	cr_assert(holds(a, "k", "2"), "not forgotten while it is open");
	kv_close(a);
	kv_mem_forget("x");
	kv_mem_forget("x");
	kv_mem_forget("never heard of");
	cr_assert_null(kv_open("mem:x", NULL, NULL));
}

static enum kv_status put_job(struct kv_txn *t, void *context)
{
	return kv_put(t, B("k"), B(context));
}

Test(kv_mem, two_writers_conflict)
{
	struct kv *a = scratch_open("mem:x"), *b = scratch_open("mem:x");
	struct kv_txn *t = begin(a, true), *other;
	struct err e = {0};

	cr_assert_eq(kv_begin(b, true, &other), KV_CONFLICT);
	cr_assert_not(kv_run(b, true, put_job, "2", &e));
	cr_assert_eq(e.code, ERR_BUSY);
	kv_abort(t);
	cr_assert(kv_run(b, true, put_job, "2", &e));
	kv_close(a);
	kv_close(b);
	kv_mem_forget("x");
}

Test(kv_mem, a_fault_comes_once_where_it_was_ordered)
{
	struct kv *kv = scratch_open("mem:");
	struct kv_txn *t;
	struct kv_bytes value;

	put(kv, "k", "1");
	kv_mem_fail(1, KV_IO, false);
	cr_assert_eq(kv_begin(kv, false, &t), KV_IO);
	t = begin(kv, false);
	kv_mem_fail(2, KV_IO, false);
	cr_assert_eq(kv_get(t, B("k"), &value), KV_OK);
	cr_assert_eq(kv_scan(t, ALL, ALL, 0, false, NULL, NULL), KV_IO);
	cr_assert_eq(kv_get(t, B("k"), &value), KV_OK);
	kv_mem_fail(1, KV_LIMIT, false);
	cr_assert_eq(kv_get(t, B("k"), &value), KV_LIMIT);
	kv_abort(t);
	t = begin(kv, true);
	kv_mem_fail(1, KV_FULL, false);
	cr_assert_eq(kv_put(t, B("k"), B("2")), KV_FULL);
	cr_assert_eq(kv_put(t, B("k"), B("3")), KV_FULL, "doomed");
	cr_assert_eq(kv_del(t, B("k")), KV_FULL);
	cr_assert(value_is(t, "k", "1"), "reading goes on");
	cr_assert_eq(kv_commit(t), KV_FULL);
	cr_assert(holds(kv, "k", "1"));
	kv_mem_fail(3, KV_IO, false);
	kv_mem_fail(0, KV_IO, false);
	put(kv, "k", "4");
	cr_assert(holds(kv, "k", "4"));
	kv_close(kv);
}

Test(kv_mem, maybe_is_applied_or_not)
{
	struct kv *kv = scratch_open("mem:");
	struct err e = {0};

	for (int applied = 0; applied < 2; applied++) {
		kv_mem_fail(3, KV_MAYBE, applied);
		cr_assert_not(kv_run(kv, true, put_job, "1", &e));
		cr_assert_eq(e.code, ERR_IO);
		cr_assert(strstr(e.text, "不能确定"), "%s", e.text);
		cr_assert(holds(kv, "k", applied ? "1" : NULL));
	}
	kv_close(kv);
}

Test(kv_mem, conflicts_are_run_again)
{
	struct kv *kv = scratch_open("mem:");

	for (unsigned long n = 1; n <= 3; n++) {
		kv_mem_fail(n, KV_CONFLICT, false);
		cr_assert(kv_run(kv, true, put_job, "1", NULL), "%lu", n);
		cr_assert(holds(kv, "k", "1"));
	}
	kv_close(kv);
}

static enum kv_status three(struct kv_txn *t, void *context)
{
	static const char *const keys[] = {"a", "b", "c"};
	struct kv_bytes value;

	(void)context;
	for (int i = 0; i < 3; i++) {
		char next = '1';
		enum kv_status status = kv_get(t, B(keys[i]), &value);
		if (status == KV_OK)
			next = (char)(*(const char *)value.at + 1);
		else if (status != KV_NOTFOUND)
			return status;
		if ((status = kv_put(t, B(keys[i]), (struct kv_bytes){&next, 1})) != KV_OK)
			return status;
	}
	return KV_OK;
}

static char letter(struct kv *kv, const char *key)
{
	struct kv_txn *t = begin(kv, false);
	struct kv_bytes value;
	char c = kv_get(t, B(key), &value) == KV_OK ? *(const char *)value.at : '0';

	kv_abort(t);
	return c;
}

/* Whatever fails wherever: all three or none, and the answer says which. */
Test(kv_mem, every_fault_at_every_call_leaves_all_or_nothing)
{
	static const enum kv_status faults[] = {
		KV_CONFLICT, KV_FULL, KV_LIMIT, KV_IO, KV_DENIED, KV_MAYBE};

	for (size_t f = 0; f < sizeof faults / sizeof *faults; f++)
		for (unsigned long n = 1; n <= 9; n++)
			for (int applied = 0; applied < 2; applied++) {
				struct kv *kv = scratch_open("mem:");
				struct err e = {0};
				cr_assert(kv_run(kv, true, three, NULL, &e));
				kv_mem_fail(n, faults[f], applied);
				bool ok = kv_run(kv, true, three, NULL, &e);
				kv_mem_fail(0, KV_OK, false);
				char now = letter(kv, "a");
				cr_expect_eq(letter(kv, "b"), now);
				cr_expect_eq(letter(kv, "c"), now);
				if (ok)
					cr_expect_eq(now, '2');
				else if (faults[f] != KV_MAYBE)
					cr_expect_eq(now, '1');
				cr_expect_eq(ok, n == 9 || faults[f] == KV_CONFLICT);
				cr_expect(ok || *e.text);
				kv_close(kv);
			}
}
