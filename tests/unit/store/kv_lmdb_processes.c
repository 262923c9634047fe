#include "scratch.h"

#include <signal.h>

/* Several processes on one store, some of which are killed. */

static char url[160];
static const char *dir;

static void set_up(void)
{
	dir = scratch_make();
	snprintf(url, sizeof url, "lmdb:%s", dir);
}

static void tear_down(void)
{
	scratch_remove(dir);
}

TestSuite(kv_lmdb_processes, .init = set_up, .fini = tear_down);

/* A child that runs fn, says so through a pipe when fn calls ready(), and waits to be killed. */
struct held {
	pid_t pid;
	int pipe[2];
};

static void ready(struct held *h)
{
	if (write(h->pipe[1], "!", 1) != 1)
		_exit(9);
	for (;;)
		pause();
}

static void hold(struct held *h, void (*fn)(struct held *))
{
	char c;

	cr_assert_eq(pipe(h->pipe), 0);
	h->pid = fork_child();
	if (h->pid == 0) {
		fn(h);
		_exit(8);
	}
	cr_assert_eq(read(h->pipe[0], &c, 1), 1);
}

static void kill_held(struct held *h)
{
	cr_assert_eq(kill(h->pid, SIGKILL), 0);
	cr_assert_eq(waitpid(h->pid, NULL, 0), h->pid);
	close(h->pipe[0]);
	close(h->pipe[1]);
}

static void hold_reader(struct held *h)
{
	struct kv *kv = kv_open(url, NULL, NULL);
	struct kv_txn *t;
	struct kv_bytes value;

	if (!kv || kv_begin(kv, false, &t) != KV_OK || kv_get(t, B("a"), &value) != KV_OK)
		_exit(7);
	ready(h);
}

static void hold_idle(struct held *h)
{
	struct kv *kv = kv_open(url, NULL, NULL);

	if (!kv || !holds(kv, "a", "1"))
		_exit(7);
	ready(h);
}

static void hold_writer(struct held *h)
{
	struct kv *kv = kv_open(url, NULL, NULL);
	struct kv_txn *t;

	if (!kv || kv_begin(kv, true, &t) != KV_OK || kv_put(t, B("a"), B("half")) != KV_OK)
		_exit(7);
	ready(h);
}

static uint64_t file_bytes(struct kv *kv)
{
	struct kv_stat stat = {0};

	cr_assert(kv_stat(kv, &stat, NULL));
	return stat.file_bytes;
}

static void save_many(struct kv *kv, int n)
{
	static char value[4000];
	char key[32];

	for (int i = 0; i < n; i++) {
		snprintf(key, sizeof key, "k%d", i % 50);
		struct kv_txn *t = begin(kv, true);
		cr_assert_eq(kv_put(t, B(key), (struct kv_bytes){value, sizeof value}), KV_OK);
		cr_assert_eq(kv_commit(t), KV_OK);
	}
}

static uint64_t growth(struct kv *kv, int n)
{
	uint64_t before = file_bytes(kv);

	save_many(kv, n);
	return file_bytes(kv) - before;
}

enum { SAVES = 2000, MIB = 1 << 20 };

Test(kv_lmdb_processes, a_killed_reader_is_forgotten)
{
	struct kv *kv = scratch_open(url);
	struct held h;

	put(kv, "a", "1");
	save_many(kv, 100);
	hold(&h, hold_reader);
	save_many(kv, 10);
	kill_held(&h);
	cr_assert(kv_admin(kv, KV_REAP, NULL, NULL));
	cr_assert_leq(growth(kv, SAVES), MIB);
	kv_close(kv);
}

Test(kv_lmdb_processes, opening_forgets_killed_readers_too)
{
	struct kv *kv = scratch_open(url);
	struct held h;

	put(kv, "a", "1");
	save_many(kv, 100);
	hold(&h, hold_reader);
	save_many(kv, 10);
	kill_held(&h);
	kv_close(kv);
	kv = scratch_open(url);
	cr_assert_leq(growth(kv, SAVES), MIB);
	kv_close(kv);
}

/* The same with the reader alive shows that the measure measures. */
Test(kv_lmdb_processes, a_living_reader_keeps_its_pages)
{
	struct kv *kv = scratch_open(url);
	struct held h;

	put(kv, "a", "1");
	save_many(kv, 100);
	hold(&h, hold_reader);
	cr_assert(kv_admin(kv, KV_REAP, NULL, NULL));
	cr_assert_gt(growth(kv, 500), MIB);
	kill_held(&h);
	kv_close(kv);
}

Test(kv_lmdb_processes, idle_sessions_keep_nothing)
{
	struct kv *kv = scratch_open(url);
	struct held h[8];

	put(kv, "a", "1");
	save_many(kv, 100);
	for (int i = 0; i < 8; i++)
		hold(&h[i], hold_idle);
	cr_assert_leq(growth(kv, SAVES), MIB);
	for (int i = 0; i < 8; i++)
		kill_held(&h[i]);
	kv_close(kv);
}

Test(kv_lmdb_processes, after_a_killed_writer_the_next_goes_on)
{
	struct kv *kv = scratch_open(url);
	struct err e = {0};

	put(kv, "a", "1");
	for (int i = 0; i < 5; i++) {
		struct held h;
		hold(&h, hold_writer);
		kill_held(&h);
		put(kv, "b", "2");
		cr_assert(holds(kv, "a", "1"), "nothing of what it had begun");
	}
	cr_assert(kv_admin(kv, KV_CHECK, NULL, &e), "%s", e.text);
	kv_close(kv);
}

Test(kv_lmdb_processes, a_writer_waits_for_anothers_end)
{
	struct kv *kv = scratch_open(url);
	struct held h;

	put(kv, "a", "1");
	hold(&h, hold_writer);
	pid_t waiter = fork_child();
	if (waiter == 0) {
		struct kv *mine = kv_open(url, NULL, NULL);
		if (!mine)
			_exit(1);
		put(mine, "w", "1");
		kv_close(mine);
		_exit(0);
	}
	cr_assert(holds(kv, "w", NULL), "readers go on meanwhile");
	kill_held(&h);
	int status;
	cr_assert_eq(waitpid(waiter, &status, 0), waiter);
	cr_assert_eq(status, 0);
	cr_assert(holds(kv, "w", "1"));
	kv_close(kv);
}

static enum kv_status add_one(struct kv_txn *t, void *context)
{
	struct kv_bytes value;
	uint64_t n = 0;
	enum kv_status status = kv_get(t, B("n"), &value);

	(void)context;
	if (status == KV_OK)
		memcpy(&n, value.at, sizeof n);
	else if (status != KV_NOTFOUND)
		return status;
	n++;
	return kv_put(t, B("n"), (struct kv_bytes){&n, sizeof n});
}

enum { COUNTERS = 4, EACH = 250 };

static int count_up(void *context)
{
	struct kv *kv = kv_open(url, &CREATE, NULL);

	(void)context;
	if (!kv)
		return 1;
	for (int i = 0; i < EACH; i++)
		if (!kv_run(kv, true, add_one, NULL, NULL))
			return 2;
	kv_close(kv);
	return 0;
}

/* All begin at once with a store that is not there yet. */
Test(kv_lmdb_processes, no_update_is_lost_among_processes)
{
	pid_t pids[COUNTERS];
	int status;

	for (int i = 0; i < COUNTERS; i++)
		if ((pids[i] = fork_child()) == 0)
			_exit(count_up(NULL));
	for (int i = 0; i < COUNTERS; i++) {
		cr_assert_eq(waitpid(pids[i], &status, 0), pids[i]);
		cr_expect_eq(status, 0);
	}
	struct kv *kv = scratch_open(url);
	struct kv_txn *t = begin(kv, false);
	struct kv_bytes value;
	uint64_t n = 0;
	cr_assert_eq(kv_get(t, B("n"), &value), KV_OK);
	memcpy(&n, value.at, sizeof n);
	cr_assert_eq(n, COUNTERS * EACH);
	kv_abort(t);
	kv_close(kv);
}

Test(kv_lmdb_processes, a_commit_elsewhere_shows_in_stat)
{
	struct kv *kv = scratch_open(url);
	struct kv_stat before, after;

	cr_assert(kv_stat(kv, &before, NULL));
	cr_assert_eq(in_child(count_up, NULL), 0);
	cr_assert(kv_stat(kv, &after, NULL));
	cr_assert_eq(after.last_txn, before.last_txn + EACH);
	kv_close(kv);
}

/* A copy made while others write is one state: every n has its twin. */
static enum kv_status add_twins(struct kv_txn *t, void *context)
{
	static char value[3000];
	char key[32];
	int *i = context;

	snprintf(key, sizeof key, "a%08d", *i);
	enum kv_status status = kv_put(t, B(key), (struct kv_bytes){value, sizeof value});
	key[0] = 'b';
	return status == KV_OK ? kv_put(t, B(key), B("twin")) : status;
}

static void keep_adding(struct held *h)
{
	struct kv *kv = kv_open(url, NULL, NULL);

	for (int i = 0; kv; i++) {
		if (!kv_run(kv, true, add_twins, &i, NULL))
			_exit(6);
		if (i == 20 && write(h->pipe[1], "!", 1) != 1)
			_exit(5);
	}
}

struct twins {
	struct kv_txn *t;
	int n;
};

static enum kv_status twin_row(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct twins *x = context;
	char twin[32] = "b";

	(void)value;
	memcpy(twin + 1, (const char *)key.at + 1, key.n - 1);
	x->n++;
	return kv_get(x->t, (struct kv_bytes){twin, key.n}, &value);
}

Test(kv_lmdb_processes, a_backup_while_others_write_is_one_state)
{
	struct kv *kv = scratch_open(url);
	struct held h;
	struct err e = {0};

	hold(&h, keep_adding);
	for (int i = 0; i < 5; i++) {
		char to[192], copy_url[200];
		snprintf(to, sizeof to, "%s/backup%d", dir, i);
		cr_assert(kv_admin(kv, KV_BACKUP, to, &e), "%s", e.text);
		snprintf(copy_url, sizeof copy_url, "lmdb:%s", to);
		struct kv *copy = kv_open(copy_url, NULL, &e);
		cr_assert_not_null(copy, "%s", e.text);
		struct twins x = {begin(copy, false), 0};
		cr_assert_eq(kv_scan(x.t, B("a"), B("b"), 0, false, twin_row, &x), KV_OK);
		cr_assert_geq(x.n, 20);
		kv_close(copy);
	}
	cr_assert(kv_admin(kv, KV_CHECK, NULL, &e), "%s", e.text);
	kill_held(&h);
	kv_close(kv);
}
