#include <binggui/store/survey.h>

#include <errno.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include <binggui/base/mem.h>
#include <binggui/store/metapage.h>

enum { BLOCK = 1 << 20, TRIES = 100 };

struct walk {
	uint8_t last[KV_KEY_MAX];
	size_t n_last;
	uint64_t n;
};

static enum kv_status see(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct walk *w = context;
	struct kv_bytes last = {w->last, w->n_last};

	if (key.n > KV_KEY_MAX || value.n > KV_VALUE_MAX || kv_order(last, key) >= 0)
		return KV_IO;
	memcpy(w->last, key.at, key.n);
	w->n_last = key.n;
	w->n++;
	return KV_OK;
}

/* A transaction and how many entries it sees: nothing was committed between the two questions. */
static enum kv_status begin(
	const struct kv_engine *engine, void *env, void **txn, struct kv_stat *stat)
{
	for (int i = 0; i < TRIES; i++) {
		struct kv_stat after = {0};
		enum kv_status status = engine->stat(env, stat);
		if (status == KV_OK)
			status = engine->begin(env, false, txn);
		if (status != KV_OK)
			return status;
		status = engine->stat(env, &after);
		if (status == KV_OK && after.last_txn == stat->last_txn)
			return KV_OK;
		engine->abort(*txn);
		if (status != KV_OK)
			return status;
	}
	return KV_CONFLICT;
}

enum kv_status survey_walk(const struct kv_engine *engine, void *env)
{
	struct kv_stat stat = {0};
	struct walk w = {.n = 0};
	void *txn;
	enum kv_status status = begin(engine, env, &txn, &stat);

	if (status != KV_OK)
		return status;
	status = engine->scan(txn, (struct kv_bytes){0}, (struct kv_bytes){0}, 0, false, see, &w);
	engine->abort(txn);
	return status == KV_OK && w.n != stat.entries ? KV_IO : status;
}

int survey_file(int fd)
{
	char *block = mem_alloc(BLOCK);
	ssize_t n;

	for (off_t at = 0; (n = pread(fd, block, BLOCK, at)) > 0 || (n < 0 && errno == EINTR);)
		at += n > 0 ? n : 0;
	int rc = n < 0 ? errno : 0;
	mem_free(block);
	return rc;
}

int survey_data(int fd)
{
	int rc = survey_file(fd);

	return rc || metapage_tree_is_good(fd) ? rc : EUCLEAN;
}
