#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/store/kv.h>
#include <binggui/table/chain.h>
#include <binggui/table/entry.h>

static void make(struct str *out)
{
	const struct journal_entry head = {
		.time_ms = 1579000000123,
		.user = "王五",
		.action = "save",
		.reason = NULL,
		.table = 300,
		.record = (uint64_t)3 << 40 | 77,
		.base = 4,
		.version = UINT32_MAX,
		.batch = UINT64_MAX,
		.previous = 127,
		.undoes = 128,
	};

	entry_start(out, &head);
	entry_field(out, 1, "旧", "新\n二");
	entry_field(out, UINT16_MAX, "", NULL);
}

Test(entry, comes_back_as_it_went)
{
	struct journal_entry j;
	struct str bytes = {0};
	struct entry_peek p;

	make(&bytes);
	cr_assert(entry_read(&j, 9, bytes.at, bytes.n));
	cr_assert_eq(j.seq, 9);
	cr_assert_eq(j.time_ms, 1579000000123);
	cr_assert_str_eq(j.user, "王五");
	cr_assert_str_eq(j.reason, "");
	cr_assert_eq(j.table, 300);
	cr_assert_eq(j.record, (uint64_t)3 << 40 | 77);
	cr_assert_eq(j.version, UINT32_MAX);
	cr_assert_eq(j.batch, UINT64_MAX);
	cr_assert_eq(j.undoes, 128);
	cr_assert_eq(j.n, 2);
	cr_assert_str_eq(j.at[0].new, "新\n二");
	cr_assert_eq(j.at[1].field, UINT16_MAX);
	cr_assert(entry_peek(&p, bytes.at, bytes.n));
	cr_assert(span_is(p.user, "王五"));
	cr_assert_eq(p.previous, 127);
	journal_entry_free(&j);
	journal_entry_free(&j);
	journal_entry_free(NULL);
	str_free(&bytes);
}

Test(entry, cut_or_garbled_bytes_are_refused_or_at_least_end)
{
	struct journal_entry j;
	struct str bytes = {0};
	struct entry_peek p;

	make(&bytes);
	cr_assert_not(entry_read(&j, 1, NULL, 0));
	cr_assert_not(entry_peek(&p, "", 0));
	for (size_t n = 0; n < bytes.n; n++) {
		char *cut = mem_dup(bytes.at, n); /* so that ASan sees a byte too far */
		if (entry_read(&j, 1, cut, n))
			journal_entry_free(&j);
		entry_peek(&p, cut, n);
		mem_free(cut);
	}
	for (size_t i = 0; i < bytes.n * 8; i++) {
		bytes.at[i / 8] ^= (char)(1 << i % 8);
		if (entry_read(&j, 1, bytes.at, bytes.n))
			journal_entry_free(&j);
		bytes.at[i / 8] ^= (char)(1 << i % 8);
	}
	str_free(&bytes);
}

/* ---- the chain ----------------------------------------------------------------------------------- */

struct adding {
	size_t n;
	bool anchor;
	struct chain chain;
};

static enum kv_status add(struct kv_txn *txn, void *context)
{
	struct adding *a = context;
	const struct journal_entry head = {.user = "王五", .action = "login"};
	enum kv_status s = chain_begin(&a->chain, txn, 5);

	for (size_t i = 0; s == KV_OK && i < a->n; i++) {
		chain_start(&a->chain, &head);
		s = chain_add(&a->chain);
	}
	if (a->anchor)
		chain_anchor(&a->chain);
	return s == KV_OK ? chain_end(&a->chain) : s;
}

struct heads {
	struct chain_head last, anchored;
};

static enum kv_status look(struct kv_txn *txn, void *context)
{
	struct heads *h = context;
	enum kv_status s = chain_head(txn, 5, &h->last);

	return s == KV_OK ? chain_anchored(txn, 5, &h->anchored) : s;
}

static struct heads heads_of(struct kv *kv)
{
	struct heads h;
	struct err e = {0};

	cr_assert(kv_run(kv, false, look, &h, &e), "%s", e.text);
	return h;
}

Test(chain, numbers_have_no_gaps_and_the_head_is_written_now_and_then)
{
	struct err e = {0};
	const struct kv_options o = {.create = true};
	struct kv *kv = kv_open("mem:", &o, &e);
	struct adding a = {.n = 0};

	cr_assert_eq(heads_of(kv).last.seq, 0);
	cr_assert(kv_run(kv, true, add, &a, &e));
	cr_assert_eq(heads_of(kv).anchored.seq, 0); /* nothing added */
	a.n = 3;
	cr_assert(kv_run(kv, true, add, &a, &e));
	cr_assert_eq(a.chain.first, 1);
	cr_assert_eq(heads_of(kv).last.seq, 3);
	cr_assert_eq(heads_of(kv).anchored.seq, 0);
	a.anchor = true;
	cr_assert(kv_run(kv, true, add, &a, &e));
	cr_assert_eq(a.chain.first, 4);
	struct heads h = heads_of(kv);
	cr_assert_eq(h.last.seq, 6);
	cr_assert_eq(h.anchored.seq, 6);
	cr_assert_eq(memcmp(h.last.hash, h.anchored.hash, HASH_BYTES), 0);
	a.anchor = false;
	a.n = 200;
	cr_assert(kv_run(kv, true, add, &a, &e));
	cr_assert_eq(heads_of(kv).anchored.seq, 206);
	chain_free(&a.chain);
	kv_close(kv);
}

Test(chain, a_value_too_short_has_no_parts)
{
	uint8_t hash[HASH_BYTES];
	struct kv_bytes bytes;

	cr_assert_not(chain_split((struct kv_bytes){"short", 5}, hash, &bytes));
	cr_assert(chain_split((struct kv_bytes){"0123456789abcdef", 16}, hash, &bytes));
	cr_assert_eq(bytes.n, 0);
}

Test(chain, place_and_predecessor_are_part_of_the_hash)
{
	uint8_t one[HASH_BYTES], other[HASH_BYTES], before[HASH_BYTES] = {0};
	const struct kv_bytes bytes = {"abc", 3};

	chain_hash(one, before, 1, 1, bytes);
	chain_hash(other, before, 1, 2, bytes);
	cr_assert_neq(memcmp(one, other, HASH_BYTES), 0);
	chain_hash(other, before, 2, 1, bytes);
	cr_assert_neq(memcmp(one, other, HASH_BYTES), 0);
	before[0] = 1;
	chain_hash(other, before, 1, 1, bytes);
	cr_assert_neq(memcmp(one, other, HASH_BYTES), 0);
}
