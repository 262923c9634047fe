#include <binggui/store/kv.h>

#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <time.h>

#include <binggui/base/mem.h>
#include <binggui/store/kv_lmdb.h>
#include <binggui/store/kv_mem.h>
#include <binggui/store/survey.h>

static const struct kv_engine *const engines[] = {&kv_lmdb, &kv_mem};

enum { CONFLICT_RUNS = 6 };

/* Kept by the kv after its end, so that a late use meets `live == false` and not freed memory. */
struct kv_txn {
	struct kv *kv;
	void *txn; /* the engine's */
	struct kv_txn *next;
	bool live;
	bool write;
	bool lent; /* a pointer into the store was given out since the last write */
	unsigned scans;
	unsigned writes;
	enum kv_status doomed; /* KV_OK, or why it may not be committed */
};

struct kv {
	const struct kv_engine *engine;
	void *env;
	char *path; /* without the scheme */
	unsigned forks;
	bool read_only;
	bool writing;
	struct kv_txn *txns;   /* all ever used, live or not */
	struct kv_txn *within; /* where kv_run reads meanwhile, or NULL */
	uint8_t *copy;         /* of a key and value that a put was given from the store itself */
};

static unsigned fork_count; /* a number is cheaper to compare at every get than getpid() */

static void count_fork(void)
{
	fork_count++;
}

static void watch_forks(void)
{
	pthread_atfork(NULL, NULL, count_fork);
}

static const struct kv_engine *engine_of(const char *url, const char **path)
{
	for (size_t i = 0; url && i < sizeof engines / sizeof *engines; i++) {
		size_t n = strlen(engines[i]->name);
		if (strncmp(url, engines[i]->name, n) == 0 && url[n] == ':') {
			*path = url + n + 1;
			return engines[i];
		}
	}
	return NULL;
}

struct kv *kv_open(const char *url, const struct kv_options *options, struct err *e)
{
	static const struct kv_options plain;
	static pthread_once_t watched = PTHREAD_ONCE_INIT;
	const char *path = NULL;
	const struct kv_engine *engine = engine_of(url, &path);

	if (!engine) {
		err_set(e, ERR_CONFIG, "数据库地址 %s 不对，应写成 lmdb:/目录",
			url ? url : "（空）");
		return NULL;
	}
	if (!options)
		options = &plain;
	pthread_once(&watched, watch_forks);
	void *env = engine->open(path, options, e);
	if (!env)
		return NULL;
	struct kv *kv = mem_new0(struct kv);
	kv->engine = engine;
	kv->env = env;
	kv->path = mem_strdup(path);
	kv->forks = fork_count;
	kv->read_only = options->read_only;
	return kv;
}

/* A child of fork() shares locks and files it must not touch. */
static bool foreign(const struct kv *kv)
{
	return kv->forks != fork_count;
}

static void end(struct kv_txn *t)
{
	t->live = false;
	t->txn = NULL;
	if (t->write)
		t->kv->writing = false;
}

void kv_close(struct kv *kv)
{
	if (!kv || foreign(kv))
		return;
	for (struct kv_txn *t = kv->txns, *next; t; t = next) {
		next = t->next;
		if (t->live)
			kv->engine->abort(t->txn);
		mem_free(t);
	}
	kv->engine->close(kv->env);
	mem_free(kv->path);
	mem_free(kv->copy);
	mem_free(kv);
}

static struct kv_txn *spare_txn(struct kv *kv)
{
	struct kv_txn *t = kv->txns;

	while (t && t->live)
		t = t->next;
	if (t)
		return t;
	t = mem_new0(struct kv_txn);
	t->next = kv->txns;
	kv->txns = t;
	return t;
}

enum kv_status kv_begin(struct kv *kv, bool write, struct kv_txn **out)
{
	void *txn = NULL;

	*out = NULL;
	if (foreign(kv) || (write && kv->writing))
		return KV_LIMIT;
	if (write && kv->read_only)
		return KV_DENIED;
	enum kv_status status = kv->engine->begin(kv->env, write, &txn);
	if (status != KV_OK)
		return status;
	struct kv_txn *t = spare_txn(kv);
	*t = (struct kv_txn){.kv = kv, .txn = txn, .next = t->next, .live = true, .write = write};
	kv->writing |= write;
	*out = t;
	return KV_OK;
}

static bool usable(const struct kv_txn *t)
{
	return t && t->live && !foreign(t->kv);
}

static bool key_fits(struct kv_bytes key)
{
	return key.n > 0 && key.n <= KV_KEY_MAX;
}

enum kv_status kv_get(struct kv_txn *t, struct kv_bytes key, struct kv_bytes *value)
{
	if (!usable(t) || !key_fits(key))
		return KV_LIMIT;
	t->lent = true;
	return t->kv->engine->get(t->txn, key, value);
}

enum kv_status kv_scan(struct kv_txn *t, struct kv_bytes low, struct kv_bytes high, size_t max,
	bool backwards, kv_row *row, void *context)
{
	if (!usable(t) || low.n > KV_KEY_MAX || high.n > KV_KEY_MAX)
		return KV_LIMIT;
	t->lent = true;
	t->scans++;
	enum kv_status status =
		t->kv->engine->scan(t->txn, low, high, max, backwards, row, context);
	t->scans--;
	return status;
}

static bool may_write(const struct kv_txn *t, struct kv_bytes key)
{
#ifdef KV_STRICT
	if (t && t->writes >= KV_WRITES_MAX)
		return false;
#endif
	return usable(t) && t->write && !t->scans && key_fits(key);
}

static enum kv_status written(struct kv_txn *t, enum kv_status status)
{
	t->lent = false;
	t->writes++;
	if (status != KV_OK && status != KV_NOTFOUND)
		t->doomed = status;
	return status;
}

/* What the store gave out may move while it is being written, so such bytes are written from a copy. */
static void unlend(struct kv *kv, struct kv_bytes *key, struct kv_bytes *value)
{
	if (!kv->copy)
		kv->copy = mem_alloc(KV_KEY_MAX + KV_VALUE_MAX);
	memcpy(kv->copy, key->at, key->n);
	if (value->n)
		memcpy(kv->copy + KV_KEY_MAX, value->at, value->n);
	key->at = kv->copy;
	value->at = kv->copy + KV_KEY_MAX;
}

enum kv_status kv_put(struct kv_txn *t, struct kv_bytes key, struct kv_bytes value)
{
	if (!may_write(t, key) || value.n > KV_VALUE_MAX)
		return KV_LIMIT;
	if (t->doomed != KV_OK)
		return t->doomed;
	if (t->lent)
		unlend(t->kv, &key, &value);
	return written(t, t->kv->engine->put(t->txn, key, value));
}

enum kv_status kv_del(struct kv_txn *t, struct kv_bytes key)
{
	if (!may_write(t, key))
		return KV_LIMIT;
	if (t->doomed != KV_OK)
		return t->doomed;
	return written(t, t->kv->engine->del(t->txn, key));
}

/* Both engines there are have one writer at a time: only the rules are checked. */
enum kv_status kv_guard(struct kv_txn *t, struct kv_bytes key)
{
	return may_write(t, key) ? KV_OK : KV_LIMIT;
}

enum kv_status kv_commit(struct kv_txn *t)
{
	if (!usable(t))
		return KV_LIMIT;
	if (t->scans)
		return t->doomed = KV_LIMIT;
	if (t->doomed != KV_OK) {
		enum kv_status why = t->doomed;
		kv_abort(t);
		return why;
	}
	enum kv_status status = t->kv->engine->commit(t->txn);
	end(t);
	return status;
}

void kv_abort(struct kv_txn *t)
{
	if (!usable(t))
		return;
	if (t->scans) {
		t->doomed = KV_LIMIT;
		return;
	}
	t->kv->engine->abort(t->txn);
	end(t);
}

void kv_within(struct kv *kv, struct kv_txn *t)
{
	kv->within = t;
}

static enum kv_status run_once(struct kv *kv, bool write, kv_fn *fn, void *context)
{
	struct kv_txn *t;
	if (!write && kv->within && kv->within->live)
		return fn(kv->within, context);
	enum kv_status status = kv_begin(kv, write, &t);

	if (status != KV_OK)
		return status;
	status = fn(t, context);
	if (status == KV_OK)
		return kv_commit(t);
	kv_abort(t);
	return status;
}

static void pause_before(int run)
{
	struct timespec pause = {.tv_nsec = 1000000L << run};

	nanosleep(&pause, NULL);
}

bool kv_run(struct kv *kv, bool write, kv_fn *fn, void *context, struct err *e)
{
	enum kv_status status;

	for (int run = 0;;) {
		err_clear(e);
		status = run_once(kv, write, fn, context);
		if (status == KV_CONFLICT && run < CONFLICT_RUNS)
			pause_before(run++);
		else if (status != KV_FULL || !kv->engine->grow(kv->env))
			break;
	}
	if (status == KV_OK)
		return true;
	if (e && e->code != ERR_OK)
		return false;
	return status == KV_STOP ? true : kv_error(kv, status, e);
}

static bool tell_full(const char *path, int why, struct err *e)
{
	if (why == ENOMEM)
		return err_set(e, ERR_FULL,
			"数据库 %s 已到这台电脑能用的上限；录入的内容没有丢，请换 64 "
			"位系统的电脑使用",
			path);
	if (why == EBUSY)
		return err_set(e, ERR_BUSY, "数据库 %s 正要扩大，请稍后再存一次", path);
	return err_set(e, ERR_FULL,
		"磁盘已满，数据库 %s 存不进去；录入的内容没有丢，请清理磁盘后再存", path);
}

static bool tell_io(const char *path, int why, struct err *e)
{
	if (why == EUCLEAN)
		return err_set(
			e, ERR_STORE, "数据库 %s 已损坏，请停止使用，从最近的备份恢复", path);
	return err_set(e, ERR_IO, "数据库 %s 读写出错：%s；请退出后重新打开，再出错请检查磁盘",
		path, why ? err_reason(why) : "原因不明");
}

bool kv_error(struct kv *kv, enum kv_status status, struct err *e)
{
	const char *path = kv->path;
	int why = kv->engine->last_errno(kv->env);

	switch (status) {
	case KV_NOTFOUND:
		return err_set(e, ERR_NOTFOUND, "数据库 %s 里没有这一条", path);
	case KV_CONFLICT:
		return err_set(e, ERR_BUSY, "数据库 %s 正忙，请稍后再试", path);
	case KV_MAYBE:
		return err_set(e, ERR_IO,
			"数据库 %s "
			"存盘时出错，不能确定是否已存上；请重新打开，查看后再决定是否重存",
			path);
	case KV_FULL:
		return tell_full(path, why, e);
	case KV_IO:
		return tell_io(path, why, e);
	case KV_DENIED:
		if (kv->read_only)
			return err_set(
				e, ERR_DENIED, "数据库 %s 是以只读方式打开的，不能修改", path);
		return err_set(e, ERR_DENIED, "没有权限写数据库 %s，请找管理员", path);
	case KV_STOP:
		return err_set(e, ERR_STOPPED, "已中断，数据库 %s 没有改动", path);
	case KV_LIMIT:
		if (foreign(kv))
			return err_set(
				e, ERR_BUG, "程序出错：子进程不能使用父进程打开的数据库 %s", path);
		return err_set(e, ERR_BUG,
			"程序出错：一条内容太大，或对数据库 %s 的用法不对，没有存", path);
	case KV_OK:
		break;
	}
	return err_set(e, ERR_BUG, "程序出错：数据库 %s 并没有出错", path);
}

/* With a transaction open all the while, so that no page is used again under the eyes of the engine. */
static enum kv_status check(struct kv *kv, struct err *e)
{
	void *pin;
	enum kv_status status = kv->engine->begin(kv->env, false, &pin);

	if (status != KV_OK)
		return status;
	status = kv->engine->admin(kv->env, KV_CHECK, NULL, e);
	if (status == KV_OK && (status = survey_walk(kv->engine, kv->env)) == KV_IO)
		tell_io(kv->path, EUCLEAN, e);
	kv->engine->abort(pin);
	return status;
}

bool kv_admin(struct kv *kv, enum kv_admin what, const char *arg, struct err *e)
{
	err_clear(e);
	if (foreign(kv) || kv->writing || (what == KV_BACKUP && (!arg || !*arg)))
		return kv_error(kv, KV_LIMIT, e);
	enum kv_status status =
		what == KV_CHECK ? check(kv, e) : kv->engine->admin(kv->env, what, arg, e);
	if (status == KV_OK)
		return true;
	return e && e->code != ERR_OK ? false : kv_error(kv, status, e);
}

bool kv_stat(struct kv *kv, struct kv_stat *out, struct err *e)
{
	*out = (struct kv_stat){0};
	if (foreign(kv))
		return kv_error(kv, KV_LIMIT, e);
	enum kv_status status = kv->engine->stat(kv->env, out);
	return status == KV_OK ? true : kv_error(kv, status, e);
}
