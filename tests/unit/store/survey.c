#include "scratch.h"

#include <errno.h>
#include <fcntl.h>

#include <binggui/store/survey.h>

/* An engine that tells whatever the test wants. */
struct liar {
	const struct kv_bytes *keys;
	size_t n;
	size_t n_value;
	uint64_t claims, txn, step;
	enum kv_status begins;
	int open;
};

static enum kv_status liar_begin(void *env, bool write, void **txn)
{
	struct liar *l = env;

	(void)write;
	l->open += l->begins == KV_OK;
	*txn = l;
	return l->begins;
}

static enum kv_status liar_scan(void *txn, struct kv_bytes low, struct kv_bytes high, size_t max,
	bool backwards, kv_row *row, void *context)
{
	struct liar *l = txn;
	enum kv_status status = KV_OK;

	(void)low, (void)high, (void)max, (void)backwards;
	for (size_t i = 0; i < l->n && status == KV_OK; i++)
		status = row(context, l->keys[i], (struct kv_bytes){"", l->n_value});
	return status;
}

static void liar_abort(void *txn)
{
	struct liar *l = txn;

	l->open--;
}

static enum kv_status liar_stat(void *env, struct kv_stat *out)
{
	struct liar *l = env;

	out->entries = l->claims;
	out->last_txn = l->txn += l->step;
	return KV_OK;
}

static const struct kv_engine liar_engine = {
	.begin = liar_begin, .scan = liar_scan, .abort = liar_abort, .stat = liar_stat};

static enum kv_status survey(struct liar l)
{
	enum kv_status status = survey_walk(&liar_engine, &l);

	cr_assert_eq(l.open, 0);
	return status;
}

Test(survey, believes_what_is_in_order)
{
	const struct kv_bytes keys[] = {B("a"), B("ab"), B("b")};

	cr_expect_eq(survey((struct liar){.keys = keys, .n = 3, .claims = 3}), KV_OK);
	cr_expect_eq(survey((struct liar){.claims = 0}), KV_OK);
	cr_expect_eq(
		survey((struct liar){.keys = keys, .n = 3, .claims = 3, .n_value = KV_VALUE_MAX}),
		KV_OK);
}

Test(survey, finds_what_is_not)
{
	static const char long_key[KV_KEY_MAX + 1];
	const struct kv_bytes twice[] = {B("a"), B("a")}, down[] = {B("b"), B("a")};
	const struct kv_bytes prefix[] = {B("ab"), B("a")}, big[] = {{long_key, sizeof long_key}},
			      none[] = {B("")};

	cr_expect_eq(survey((struct liar){.keys = twice, .n = 2, .claims = 2}), KV_IO);
	cr_expect_eq(survey((struct liar){.keys = down, .n = 2, .claims = 2}), KV_IO);
	cr_expect_eq(survey((struct liar){.keys = prefix, .n = 2, .claims = 2}), KV_IO);
	cr_expect_eq(survey((struct liar){.keys = big, .n = 1, .claims = 1}), KV_IO);
	cr_expect_eq(survey((struct liar){.keys = none, .n = 1, .claims = 1}), KV_IO);
	cr_expect_eq(survey((struct liar){.keys = twice, .n = 1, .claims = 2}), KV_IO);
	cr_expect_eq(survey((struct liar){
			     .keys = twice, .n = 1, .claims = 1, .n_value = KV_VALUE_MAX + 1}),
		KV_IO);
}

Test(survey, passes_on_what_stops_it)
{
	cr_expect_eq(survey((struct liar){.begins = KV_DENIED}), KV_DENIED);
	cr_expect_eq(
		survey((struct liar){.step = 1}), KV_CONFLICT, "somebody commits all the time");
}

Test(survey, reads_a_file_to_its_end)
{
	const char *dir = scratch_make();
	char path[128];

	snprintf(path, sizeof path, "%s/f", dir);
	int fd = open(path, O_RDWR | O_CREAT, 0600);
	cr_assert_eq(survey_file(fd), 0);
	cr_assert_eq(ftruncate(fd, 3 << 20), 0);
	cr_assert_eq(survey_file(fd), 0);
	close(fd);
	cr_assert_eq(survey_file(fd), EBADF);
	fd = open(dir, O_RDONLY);
	cr_assert_eq(survey_file(fd), EISDIR);
	close(fd);
	scratch_remove(dir);
}
