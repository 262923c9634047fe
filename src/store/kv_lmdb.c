#include <binggui/store/kv_lmdb.h>

#include <errno.h>
#include <fcntl.h>
#include <lmdb.h>
#include <sys/stat.h>
#include <unistd.h>

#include <binggui/base/date.h>
#include <binggui/base/mem.h>
#include <binggui/store/backup.h>
#include <binggui/store/engine.h>
#include <binggui/store/escape.h>
#include <binggui/store/mapsize.h>
#include <binggui/store/metapage.h>
#include <binggui/store/place.h>
#include <binggui/store/survey.h>

enum { READERS = 512, REAP_MS = 60000, BEGIN_TRIES = 8 };

static const char data_name[] = "data.mdb";

struct lmdb {
	MDB_env *env;
	MDB_dbi dbi;
	int fd; /* LMDB's, of the data file */
	struct place place;
	bool read_only;
	bool dead;        /* KV_IO until opened again */
	bool map_full;    /* the last KV_FULL came from the map */
	int why;          /* errno of the last failure */
	int64_t reaped;   /* in which minute */
	unsigned open;    /* transactions */
	struct txn *idle; /* a reader put to rest: the next one need not look for a slot */
};

struct txn {
	struct lmdb *l;
	MDB_txn *txn;
	MDB_cursor *cursor; /* for the scans of a reader, kept between them */
	bool cursor_bound;  /* to the present run of txn */
	bool cursor_busy;
	bool write;
};

static void on_assert(MDB_env *env, const char *text)
{
	(void)env, (void)text;
	escape_take();
}

static enum kv_status damaged(struct lmdb *l)
{
	l->dead |= escape_stuck();
	l->why = EUCLEAN;
	return KV_IO;
}

/* LMDB calls a short write EIO: a full disk mostly comes as that. */
static bool no_room(const struct lmdb *l, int rc)
{
	return rc == ENOSPC || rc == EDQUOT || (rc == EIO && place_full(&l->place));
}

static enum kv_status status_of(struct lmdb *l, int rc)
{
	switch (rc) {
	case MDB_SUCCESS:
		return KV_OK;
	case MDB_NOTFOUND:
		return KV_NOTFOUND;
	case MDB_MAP_FULL:
		l->map_full = true;
		l->why = 0;
		return KV_FULL;
	case MDB_TXN_FULL:
	case MDB_BAD_VALSIZE:
		return KV_LIMIT;
	case MDB_READERS_FULL:
	case MDB_MAP_RESIZED:
		return KV_CONFLICT;
	case MDB_PAGE_NOTFOUND:
	case MDB_CORRUPTED:
	case MDB_INVALID:
	case MDB_INCOMPATIBLE:
		return damaged(l);
	}
	l->dead |= rc == MDB_PANIC;
	l->why = no_room(l, rc) ? ENOSPC : rc > 0 ? rc : EIO;
	if (l->why == EACCES || l->why == EPERM || l->why == EROFS)
		return KV_DENIED;
	return l->why == ENOSPC ? KV_FULL : KV_IO;
}

static bool tell_open(const char *dir, int rc, struct err *e)
{
	if (rc > 0)
		return err_sys(e, rc, "打不开数据库 %s", dir);
	return err_set(e, ERR_STORE, "数据库 %s 不能用（%s）；请保留原文件，从最近的备份恢复", dir,
		mdb_strerror(rc));
}

/* LMDB itself writes the first pages, beside; place_make() then shows the finished file to everybody. */
static bool fill_data(const char *path, void *map_size, struct err *e)
{
	MDB_env *env;
	int rc = mdb_env_create(&env);

	if (rc)
		return err_sys(e, rc, "建不了数据库 %s", path);
	mdb_env_set_mapsize(env, *(size_t *)map_size);
	rc = mdb_env_open(env, path, MDB_NOSUBDIR | MDB_NOLOCK, 0600);
	mdb_env_close(env);
	return rc ? err_sys(e, rc > 0 ? rc : EIO, "建不了数据库 %s", path) : true;
}

static int open_main(struct lmdb *l)
{
	MDB_txn *txn;
	unsigned flags = 0;
	int rc = mdb_txn_begin(l->env, NULL, MDB_RDONLY, &txn);

	if (rc)
		return rc;
	rc = mdb_dbi_open(txn, NULL, 0, &l->dbi);
	if (!rc)
		rc = mdb_dbi_flags(txn, l->dbi, &flags);
	mdb_txn_abort(txn);
	return rc ? rc : flags ? MDB_INCOMPATIBLE : MDB_SUCCESS;
}

/* LMDB opens its data file without O_CLOEXEC; and its length once more, before a data page is touched. */
static int adopt_file(struct lmdb *l)
{
	int rc = mdb_env_get_fd(l->env, &l->fd);

	if (rc)
		return rc;
	fcntl(l->fd, F_SETFD, FD_CLOEXEC);
	return metapage_look(l->fd) == METAPAGE_GOOD ? MDB_SUCCESS : MDB_CORRUPTED;
}

static int map_at_least(struct lmdb *l, size_t size)
{
	MDB_envinfo info;
	int rc = mdb_env_info(l->env, &info);

	return rc || info.me_mapsize >= size ? rc : mdb_env_set_mapsize(l->env, size);
}

static void reap(struct lmdb *l)
{
	int dead;

	mdb_reader_check(l->env, &dead);
	l->reaped = date_now_ms() / REAP_MS;
}

static bool map(struct lmdb *l, size_t map_size, unsigned flags, struct err *e)
{
	int rc;

	escape_watch();
	if (!(rc = mdb_env_create(&l->env)) && !(rc = mdb_env_set_maxreaders(l->env, READERS)) &&
		!(rc = mdb_env_set_assert(l->env, on_assert)) &&
		!(rc = mdb_env_open(l->env, l->place.dir, flags | MDB_NOTLS, 0600)) &&
		!(rc = adopt_file(l)) && !(rc = map_at_least(l, map_size)))
		rc = open_main(l);
	return rc ? tell_open(l->place.dir, rc, e) : true;
}

static void free_reader(struct txn *t)
{
	if (t->cursor)
		mdb_cursor_close(t->cursor);
	mdb_txn_abort(t->txn);
	mem_free(t);
}

static void do_close(void *env)
{
	struct lmdb *l = env;

	if (l->idle)
		free_reader(l->idle);
	if (l->env)
		mdb_env_close(l->env);
	place_close(&l->place);
	mem_free(l);
}

static bool open_steps(
	struct lmdb *l, const char *dir, const struct kv_options *options, struct err *e)
{
	size_t map_size = mapsize_fit(options->map_size);
	const struct place_files files = {
		.data = data_name,
		.lock = "lock.mdb",
		.create = options->create && !options->read_only,
		.read_only = options->read_only,
		.fill = fill_data,
		.context = &map_size,
	};

	unsigned flags = l->read_only ? MDB_RDONLY : options->lazy ? MDB_NOSYNC : 0;
	return place_open(&l->place, dir, &files, e) && map(l, map_size, flags, e);
}

static void *do_open(const char *path, const struct kv_options *options, struct err *e)
{
	struct lmdb *l = mem_new0(struct lmdb);

	l->read_only = options->read_only;
	if (!open_steps(l, path, options, e)) {
		do_close(l);
		return NULL;
	}
	place_opened(&l->place);
	reap(l);
	return l;
}

static enum kv_status die(struct lmdb *l, int why)
{
	l->dead = true;
	l->why = why;
	return KV_IO;
}

/* Another process has made the map larger: ours follows, unless a transaction of ours still looks into it. */
static enum kv_status follow(struct lmdb *l)
{
	int rc;

	if (l->open)
		return KV_CONFLICT;
	if ((rc = mdb_env_set_mapsize(l->env, 0)))
		return die(l, rc);
	return metapage_look(l->fd) == METAPAGE_GOOD ? KV_OK : die(l, EUCLEAN);
}

static bool do_grow(void *env)
{
	struct lmdb *l = env;
	MDB_envinfo info;

	if (!l->map_full || l->dead || mdb_env_info(l->env, &info))
		return false;
	size_t size = l->open ? 0 : mapsize_next(info.me_mapsize);
	if (!size) {
		l->why = l->open ? EBUSY : ENOMEM;
		return false;
	}
	int rc = mdb_env_set_mapsize(l->env, size);
	if (rc)
		die(l, rc);
	l->map_full = false;
	return rc == MDB_SUCCESS;
}

static enum kv_status start_somehow(struct lmdb *l, bool write, struct txn *t)
{
	enum kv_status status = KV_OK;
	int rc = MDB_SUCCESS;

	for (int i = 0; i < BEGIN_TRIES && status == KV_OK; i++) {
		rc = t->txn ? mdb_txn_renew(t->txn)
			    : mdb_txn_begin(l->env, NULL, write ? 0 : MDB_RDONLY, &t->txn);
		if (rc == MDB_MAP_RESIZED)
			status = follow(l);
		else if (rc == MDB_READERS_FULL && i == 0)
			reap(l);
		else
			break;
	}
	return status == KV_OK ? status_of(l, rc) : status;
}

static struct txn *take_txn(struct lmdb *l, bool write)
{
	struct txn *t = write ? NULL : l->idle;

	if (t) {
		l->idle = NULL;
	} else {
		t = mem_new0(struct txn);
		t->l = l;
		t->write = write;
	}
	return t;
}

/* One reader is kept, with its cursor and its slot; at rest it holds no pages. */
static void leave_txn(struct txn *t)
{
	struct lmdb *l = t->l;

	t->cursor_bound = false;
	if (t->write || !t->txn)
		mem_free(t);
	else if (l->idle)
		free_reader(t);
	else
		l->idle = t;
}

static enum kv_status do_begin(void *env, bool write, void **out)
{
	struct lmdb *l = env;

	if (l->dead)
		return KV_IO;
	if (date_now_ms() / REAP_MS != l->reaped)
		reap(l);
	if (write && l->map_full)
		do_grow(l);
	struct txn *t = take_txn(l, write);
	enum kv_status status = start_somehow(l, write, t);
	if (status != KV_OK) {
		leave_txn(t);
		return status;
	}
	l->open++;
	*out = t;
	return KV_OK;
}

static void do_abort(void *txn)
{
	struct txn *t = txn;
	int rc = MDB_SUCCESS;

	t->l->open--;
	if (t->write)
		ESCAPE_GUARD(rc, (mdb_txn_abort(t->txn), MDB_SUCCESS), MDB_CORRUPTED);
	else
		mdb_txn_reset(t->txn);
	if (rc != MDB_SUCCESS)
		die(t->l, EUCLEAN); /* damage has left what cannot be undone */
	leave_txn(t);
}

static enum kv_status commit_failed(struct lmdb *l, int rc)
{
	MDB_txn *txn;

	if (rc == MDB_MAP_FULL || rc == MDB_TXN_FULL)
		return status_of(l, rc);
	int after = mdb_txn_begin(l->env, NULL, MDB_RDONLY, &txn);
	if (after == MDB_SUCCESS)
		mdb_txn_abort(txn);
	if (after != MDB_PANIC && no_room(l, rc))
		return status_of(l, ENOSPC);
	die(l, rc > 0 ? rc : EUCLEAN);
	/* Writing the meta page failed: which of two states the disk holds is not known. */
	return after == MDB_PANIC ? KV_MAYBE : KV_IO;
}

static enum kv_status do_commit(void *txn)
{
	struct txn *t = txn;
	struct lmdb *l = t->l;

	if (!t->write) {
		do_abort(t);
		return KV_OK;
	}
	int rc;
	ESCAPE_GUARD(rc, mdb_txn_commit(t->txn), MDB_CORRUPTED);
	l->open--;
	leave_txn(t);
	return rc == MDB_SUCCESS ? KV_OK : commit_failed(l, rc);
}

static MDB_val val(struct kv_bytes b)
{
	return (MDB_val){b.n, (void *)(uintptr_t)b.at};
}

static struct kv_bytes bytes(MDB_val v)
{
	return (struct kv_bytes){v.mv_data, v.mv_size};
}

/* A size that damage has changed may lead behind the end of the file. */
static int touched(int rc, const MDB_val *v)
{
	if (rc == MDB_SUCCESS && v->mv_size <= KV_VALUE_MAX)
		escape_touch(v->mv_data, v->mv_size);
	return rc;
}

static enum kv_status do_get(void *txn, struct kv_bytes key, struct kv_bytes *value)
{
	struct txn *t = txn;
	MDB_val k = val(key), v;
	int rc;

	ESCAPE_GUARD(rc, touched(mdb_get(t->txn, t->l->dbi, &k, &v), &v), MDB_CORRUPTED);
	if (rc != MDB_SUCCESS)
		return status_of(t->l, rc);
	if (v.mv_size > KV_VALUE_MAX)
		return damaged(t->l);
	*value = bytes(v);
	return KV_OK;
}

static enum kv_status change(struct txn *t, struct kv_bytes key, MDB_val *v)
{
	MDB_val k = val(key);
	int rc;

	ESCAPE_GUARD(rc,
		v ? mdb_put(t->txn, t->l->dbi, &k, v, 0) : mdb_del(t->txn, t->l->dbi, &k, NULL),
		MDB_CORRUPTED);
	return status_of(t->l, rc);
}

static enum kv_status do_put(void *txn, struct kv_bytes key, struct kv_bytes value)
{
	MDB_val v = val(value);

	return change(txn, key, &v);
}

static enum kv_status do_del(void *txn, struct kv_bytes key)
{
	return change(txn, key, NULL);
}

static int take_cursor(struct txn *t, MDB_cursor **cursor)
{
	int rc = MDB_SUCCESS;

	if (t->write || t->cursor_busy)
		return mdb_cursor_open(t->txn, t->l->dbi, cursor);
	if (!t->cursor)
		rc = mdb_cursor_open(t->txn, t->l->dbi, &t->cursor);
	else if (!t->cursor_bound)
		rc = mdb_cursor_renew(t->txn, t->cursor);
	t->cursor_busy = t->cursor_bound = rc == MDB_SUCCESS;
	*cursor = t->cursor;
	return rc;
}

static void leave_cursor(struct txn *t, MDB_cursor *cursor, bool good)
{
	if (cursor != t->cursor) {
		mdb_cursor_close(cursor);
		return;
	}
	t->cursor_busy = false;
	t->cursor_bound = good; /* else it is set up anew */
}

static int move(MDB_cursor *c, MDB_val *k, MDB_val *v, MDB_cursor_op op)
{
	int rc;

	ESCAPE_GUARD(rc, touched(touched(mdb_cursor_get(c, k, v, op), k), v), MDB_CORRUPTED);
	return rc;
}

static int first(MDB_cursor *c, struct kv_bytes from, bool backwards, MDB_val *k, MDB_val *v)
{
	if (!from.n)
		return move(c, k, v, backwards ? MDB_LAST : MDB_FIRST);
	*k = val(from);
	int rc = move(c, k, v, MDB_SET_RANGE);
	if (!backwards)
		return rc;
	if (rc == MDB_NOTFOUND)
		return move(c, k, v, MDB_LAST);
	return rc ? rc : move(c, k, v, MDB_PREV);
}

static enum kv_status do_scan(void *txn, struct kv_bytes low, struct kv_bytes high, size_t max,
	bool backwards, kv_row *row, void *context)
{
	struct txn *t = txn;
	struct kv_bytes stop = backwards ? low : high;
	MDB_cursor_op step = backwards ? MDB_PREV : MDB_NEXT;
	enum kv_status status = KV_OK;
	MDB_cursor *cursor;
	MDB_val k, v, last = {0};
	int rc = take_cursor(t, &cursor);

	if (rc)
		return status_of(t->l, rc);
	rc = first(cursor, backwards ? high : low, backwards, &k, &v);
	for (; rc == MDB_SUCCESS; last = k, rc = move(cursor, &k, &v, step)) {
		bool onward = !last.mv_size || (backwards ? kv_order(bytes(last), bytes(k))
							  : kv_order(bytes(k), bytes(last))) > 0;
		if (!onward || k.mv_size - 1 >= KV_KEY_MAX || v.mv_size > KV_VALUE_MAX) {
			status = damaged(t->l); /* what does not go onward may never end */
			break;
		}
		if (stop.n && (kv_order(bytes(k), stop) < 0) == backwards)
			break;
		status = row(context, bytes(k), bytes(v));
		if (status != KV_OK || --max == 0)
			break;
	}
	leave_cursor(t, cursor, rc == MDB_SUCCESS || rc == MDB_NOTFOUND);
	return rc != MDB_SUCCESS && rc != MDB_NOTFOUND ? status_of(t->l, rc)
	       : status == KV_STOP                     ? KV_OK
						       : status;
}

static int copy_to(int fd, void *env)
{
	struct lmdb *l = env;
	int rc = mdb_env_copyfd2(l->env, fd, 0);

	if (rc == MDB_MAP_RESIZED && follow(l) == KV_OK)
		rc = mdb_env_copyfd2(l->env, fd, 0);
	return rc >= 0 ? rc : EIO;
}

/* Opened without a lock file: it may lie on a stick whose file system has no locks. */
static bool open_copy(const char *dir, void *context, struct err *e)
{
	struct lmdb *l = mem_new0(struct lmdb);

	(void)context;
	l->read_only = true;
	bool ok = place_open_copy(&l->place, dir, data_name, e) &&
		  map(l, 0, MDB_RDONLY | MDB_NOLOCK, e);
	if (ok && survey_walk(&kv_lmdb, l) != KV_OK)
		ok = err_set(
			e, ERR_IO, "备份 %s 与原数据库不一致，不能使用，请换一个磁盘再备份", dir);
	do_close(l);
	return ok;
}

static enum kv_status do_admin(void *env, enum kv_admin what, const char *arg, struct err *e)
{
	struct lmdb *l = env;
	const struct backup backup = {copy_to, open_copy, l};

	if (l->dead)
		return KV_IO;
	switch (what) {
	case KV_REAP:
		reap(l);
		return KV_OK;
	case KV_BACKUP:
		return backup_make(&backup, arg, data_name, e) ? KV_OK : KV_IO;
	case KV_CHECK:
		return status_of(l, survey_data(l->fd)); /* the caller looks at keys and values */
	case KV_SYNC:
		return l->read_only ? KV_OK : status_of(l, mdb_env_sync(l->env, 1));
	}
	return KV_LIMIT;
}

/* From one state: a commit shows in LMDB's own figures piece by piece while it is being synced. */
static enum kv_status do_stat(void *env, struct kv_stat *out)
{
	struct lmdb *l = env;
	MDB_envinfo info;
	MDB_stat tree;
	struct stat st;
	void *txn;
	enum kv_status status = do_begin(l, false, &txn);

	if (status != KV_OK)
		return status;
	MDB_txn *state = ((struct txn *)txn)->txn;
	int rc = mdb_stat(state, l->dbi, &tree);
	if (!rc && !(rc = mdb_env_info(l->env, &info)) && fstat(l->fd, &st) != 0)
		rc = errno;
	if (!rc)
		*out = (struct kv_stat){tree.ms_entries, (uint64_t)st.st_size, info.me_mapsize,
			mdb_txn_id(state), info.me_numreaders};
	do_abort(txn);
	return status_of(l, rc);
}

static int do_last_errno(const void *env)
{
	return ((const struct lmdb *)env)->why;
}

const struct kv_engine kv_lmdb = {
	.name = "lmdb",
	.open = do_open,
	.close = do_close,
	.begin = do_begin,
	.get = do_get,
	.scan = do_scan,
	.put = do_put,
	.del = do_del,
	.commit = do_commit,
	.abort = do_abort,
	.admin = do_admin,
	.stat = do_stat,
	.grow = do_grow,
	.last_errno = do_last_errno,
};
