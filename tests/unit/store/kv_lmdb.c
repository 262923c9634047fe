#include "scratch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>

#include <binggui/base/file.h>
#include <binggui/base/mem.h>

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

TestSuite(kv_lmdb, .init = set_up, .fini = tear_down);

static int count_fds(bool inherited_only)
{
	char path[64], to[256];
	int n = 0;

	for (int fd = 0; fd < 256; fd++) {
		snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
		ssize_t len = readlink(path, to, sizeof to - 1);
		if (len < 0)
			continue;
		to[len] = '\0';
		if (strncmp(to, dir, strlen(dir)) == 0)
			n += !inherited_only || !(fcntl(fd, F_GETFD) & FD_CLOEXEC);
	}
	return n;
}

Test(kv_lmdb, its_files_are_closed_on_exec)
{
	struct kv *kv = scratch_open(url);

	put(kv, "a", "1");
	cr_assert_geq(count_fds(false), 2, "data and lock");
	cr_assert_eq(count_fds(true), 0);
	kv_close(kv);
	kv = kv_open(url, &(struct kv_options){.read_only = true}, NULL);
	cr_assert_geq(count_fds(false), 2);
	cr_assert_eq(count_fds(true), 0);
	kv_close(kv);
	cr_assert_eq(count_fds(false), 0);
}

static int open_it(void *context)
{
	struct err e = {0};
	struct kv *kv = kv_open(url, NULL, &e);

	(void)context;
	if (!kv)
		return (int)e.code;
	struct kv_txn *t;
	struct kv_bytes value;
	bool ok = kv_begin(kv, false, &t) == KV_OK && kv_get(t, B("a"), &value) == KV_OK;
	kv_close(kv);
	return ok ? 0 : 250;
}

Test(kv_lmdb, is_opened_once_in_a_process)
{
	char link[160], through[192];
	struct err e = {0};
	struct kv *kv = scratch_open(url);

	put(kv, "a", "1");
	cr_assert_null(kv_open(url, NULL, &e));
	cr_assert_eq(e.code, ERR_BUSY);
	cr_assert(strstr(e.text, "已经打开"), "%s", e.text);
	snprintf(link, sizeof link, "%s/self", dir);
	cr_assert_eq(symlink(".", link), 0);
	snprintf(through, sizeof through, "%s/self", url);
	cr_assert_null(kv_open(through, NULL, &e), "by another name");
	cr_assert_eq(in_child(open_it, NULL), 0, "but a child has its own");
	put(kv, "a", "2");
	kv_close(kv);
	kv = scratch_open(through);
	cr_assert(holds(kv, "a", "2"));
	kv_close(kv);
}

static int save_and_open(void *context)
{
	(void)context;
	struct kv *kv = kv_open(url, NULL, NULL);
	if (!kv)
		return 1;
	put(kv, "child", "1");
	kv_close(kv);
	return 0;
}

/* Had the refused open touched the lock file, closing it would have dropped the lock LMDB holds. */
Test(kv_lmdb, a_refused_second_open_keeps_the_locks)
{
	struct kv *kv = scratch_open(url);
	struct kv_txn *reader;

	put(kv, "a", "1");
	reader = begin(kv, false);
	cr_assert_null(kv_open(url, NULL, NULL));
	cr_assert_null(kv_open(url, &CREATE, NULL));
	cr_assert_eq(in_child(save_and_open, NULL), 0);
	struct kv_stat stat;
	cr_assert(kv_stat(kv, &stat, NULL));
	cr_assert_geq(stat.readers, 1, "a reset lock file would have forgotten the reader");
	cr_assert(value_is(reader, "child", NULL));
	kv_abort(reader);
	cr_assert(holds(kv, "child", "1"));
	kv_close(kv);
}

Test(kv_lmdb, a_failed_open_leaves_nothing_open)
{
	char path[192];
	struct err e;

	snprintf(path, sizeof path, "%s/data.mdb", dir);
	for (int i = 0; i < 3; i++) {
		cr_assert(file_write(
			path, "rubbish, long enough to be read as a page", i * 20u, 0600, &e));
		cr_assert_null(kv_open(url, &CREATE, &e));
		cr_assert_eq(e.code, ERR_STORE, "%s", e.text);
	}
	cr_assert_eq(unlink(path), 0);
	cr_assert_eq(mkdir(path, 0700), 0);
	cr_assert_null(kv_open(url, &CREATE, &e));
	cr_assert_eq(rmdir(path), 0);
	cr_assert_null(kv_open(url, NULL, &e));
	cr_assert_eq(e.code, ERR_NOINPUT);
	cr_assert_eq(count_fds(false), 0);
	kv_close(scratch_open(url));
	snprintf(path, sizeof path, "%s/lock.mdb", dir);
	cr_assert_eq(unlink(path), 0);
	cr_assert_eq(mkdir(path, 0700), 0);
	cr_assert_null(kv_open(url, NULL, &e));
	cr_assert(*e.text);
	cr_assert_eq(count_fds(false), 0);
}

Test(kv_lmdb, a_lost_or_odd_lock_file_is_made_anew)
{
	char path[192];
	struct kv *kv = scratch_open(url);

	put(kv, "a", "1");
	kv_close(kv);
	snprintf(path, sizeof path, "%s/lock.mdb", dir);
	cr_assert_eq(unlink(path), 0);
	cr_assert_eq(in_child(open_it, NULL), 0);
	cr_assert_eq(truncate(path, 0), 0);
	cr_assert_eq(in_child(open_it, NULL), 0);
	cr_assert_eq(truncate(path, 100), 0);
	cr_assert_eq(in_child(open_it, NULL), 0);
	char junk[40000];
	memset(junk, 0x5A, sizeof junk);
	cr_assert(file_write(path, junk, sizeof junk, 0600, NULL));
	cr_assert_eq(in_child(open_it, NULL), 0);
}

Test(kv_lmdb, no_signal_is_taken_but_those_of_damage)
{
	static const int signals[] = {SIGPIPE, SIGTERM, SIGHUP, SIGXFSZ, SIGABRT};
	struct sigaction before[5], after;
	struct kv *kv;

	for (size_t i = 0; i < 5; i++)
		sigaction(signals[i], NULL, &before[i]);
	kv = scratch_open(url);
	put(kv, "a", "1");
	for (size_t i = 0; i < 5; i++) {
		sigaction(signals[i], NULL, &after);
		cr_expect_eq(after.sa_handler, before[i].sa_handler);
	}
	kv_close(kv);
}

/* ---- the map ---- */

struct load {
	int from, n;
	size_t size;
	int runs;
};

static enum kv_status write_load(struct kv_txn *t, void *context)
{
	static uint8_t value[KV_VALUE_MAX];
	struct load *load = context;
	char key[16];

	load->runs++;
	for (int i = load->from; i < load->from + load->n; i++) {
		snprintf(key, sizeof key, "%08d", i);
		enum kv_status status = kv_put(t, B(key), (struct kv_bytes){value, load->size});
		if (status != KV_OK)
			return status;
	}
	return KV_OK;
}

static uint64_t map_bytes(struct kv *kv)
{
	struct kv_stat stat = {0};

	cr_assert(kv_stat(kv, &stat, NULL));
	return stat.map_bytes;
}

Test(kv_lmdb, the_map_has_its_first_size)
{
	struct kv *kv = scratch_open(url);

	cr_assert_eq(map_bytes(kv), (uint64_t)64 << 20);
	kv_close(kv);
	kv = kv_open(url, &(struct kv_options){.map_size = 200000001}, NULL);
	cr_assert_geq(map_bytes(kv), 200000001);
	cr_assert_eq(map_bytes(kv) % (uint64_t)sysconf(_SC_PAGESIZE), 0);
	kv_close(kv);
}

Test(kv_lmdb, the_map_grows_unseen)
{
	struct kv *kv = kv_open(url, &(struct kv_options){.create = true, .map_size = 1}, NULL);
	struct load all = {0, 640, KV_VALUE_MAX, 0};
	struct err e = {0};

	cr_assert_lt(map_bytes(kv), 100000);
	for (int i = 0; i < 20; i++) {
		struct load few = {i * 100, 100, 900, 0};
		cr_assert(kv_run(kv, true, write_load, &few, &e), "%s", e.text);
	}
	cr_assert(kv_run(kv, true, write_load, &all, &e), "%s", e.text);
	cr_assert_gt(all.runs, 4, "it was run again for every doubling");
	cr_assert_geq(map_bytes(kv), (uint64_t)40 << 20);
	cr_assert(kv_admin(kv, KV_CHECK, NULL, &e), "%s", e.text);
	struct kv_stat stat;
	cr_assert(kv_stat(kv, &stat, NULL));
	cr_assert_eq(stat.entries, 2000);
	kv_close(kv);
	kv = kv_open(url, NULL, &e);
	cr_assert_not_null(kv, "%s", e.text);
	cr_assert(kv_admin(kv, KV_CHECK, NULL, &e), "%s", e.text);
	kv_close(kv);
}

Test(kv_lmdb, the_map_does_not_grow_under_a_reader)
{
	struct kv *kv = kv_open(url, &(struct kv_options){.create = true, .map_size = 65536}, NULL);
	struct load load = {0, 100, 9000, 0};
	struct err e = {0};

	put(kv, "a", "1");
	struct kv_txn *reader = begin(kv, false);
	cr_assert_not(kv_run(kv, true, write_load, &load, &e));
	cr_assert_eq(e.code, ERR_BUSY, "%s", e.text);
	cr_assert_eq(load.runs, 1);
	cr_assert(value_is(reader, "a", "1"));
	kv_abort(reader);
	cr_assert(kv_run(kv, true, write_load, &load, &e), "%s", e.text);
	kv_close(kv);
}

Test(kv_lmdb, the_map_grows_for_those_without_run_too)
{
	struct kv *kv = kv_open(url, &(struct kv_options){.create = true, .map_size = 1}, NULL);
	struct load load = {0, 100, 900, 0};
	enum kv_status status = KV_FULL;

	for (int tries = 0; tries < 10 && status == KV_FULL; tries++) {
		struct kv_txn *t = begin(kv, true);
		status = write_load(t, &load);
		if (status == KV_OK)
			status = kv_commit(t);
		else
			kv_abort(t);
	}
	cr_assert_eq(status, KV_OK);
	kv_close(kv);
}

static int grow_it(void *context)
{
	struct load load = {0, 400, KV_VALUE_MAX, 0};
	struct kv *kv = kv_open(url, NULL, NULL);

	(void)context;
	if (!kv || !kv_run(kv, true, write_load, &load, NULL))
		return 1;
	kv_close(kv);
	return 0;
}

Test(kv_lmdb, anothers_growth_is_followed)
{
	struct kv *kv =
		kv_open(url, &(struct kv_options){.create = true, .map_size = 1 << 20}, NULL);
	struct kv_txn *t;

	put(kv, "a", "1");
	struct kv_txn *reader = begin(kv, false);
	uint64_t before = map_bytes(kv);
	cr_assert_eq(in_child(grow_it, NULL), 0);
	cr_assert(value_is(reader, "a", "1"));
	cr_assert_eq(
		kv_begin(kv, false, &t), KV_CONFLICT, "not while the reader looks into the map");
	struct err e = {0};
	struct load load = {500, 1, 10, 0};
	cr_assert_not(kv_run(kv, true, write_load, &load, &e));
	cr_assert_eq(e.code, ERR_BUSY);
	kv_abort(reader);
	cr_assert(holds(kv, "00000399", NULL) == false);
	cr_assert_gt(map_bytes(kv), before);
	put(kv, "b", "2");
	cr_assert(kv_admin(kv, KV_CHECK, NULL, &e), "%s", e.text);
	char to[192];
	snprintf(to, sizeof to, "%s/backup", dir);
	cr_assert(kv_admin(kv, KV_BACKUP, to, &e), "%s", e.text);
	kv_close(kv);
}

Test(kv_lmdb, a_backup_follows_anothers_growth)
{
	struct kv *kv =
		kv_open(url, &(struct kv_options){.create = true, .map_size = 1 << 20}, NULL);
	struct err e = {0};
	char to[192];

	cr_assert_eq(in_child(grow_it, NULL), 0);
	snprintf(to, sizeof to, "%s/backup", dir);
	cr_assert(kv_admin(kv, KV_BACKUP, to, &e), "%s", e.text);
	cr_assert_eq(count_fds(true), 0);
	kv_close(kv);
	snprintf(url, sizeof url, "lmdb:%s/backup", dir);
	kv = kv_open(url, NULL, &e);
	cr_assert_not_null(kv, "%s", e.text);
	struct kv_stat stat;
	cr_assert(kv_stat(kv, &stat, NULL));
	cr_assert_eq(stat.entries, 400);
	kv_close(kv);
}

Test(kv_lmdb, what_cannot_be_addressed_is_told)
{
	struct kv *kv =
		kv_open(url, &(struct kv_options){.create = true, .map_size = 1 << 20}, NULL);
	struct load load = {0, 2000, KV_VALUE_MAX, 0};
	struct err e = {0};
	char text[64] = "";
	FILE *f = fopen("/proc/self/statm", "r");

	cr_assert_not_null(fgets(text, sizeof text, f));
	fclose(f);
	rlim_t now = (rlim_t)strtoul(text, NULL, 10) * (rlim_t)sysconf(_SC_PAGESIZE);
	struct rlimit limit = {now + ((rlim_t)48 << 20), now + ((rlim_t)48 << 20)};
	put(kv, "a", "1");
	cr_assert_eq(setrlimit(RLIMIT_AS, &limit), 0);
	cr_assert_not(kv_run(kv, true, write_load, &load, &e));
	cr_assert_eq(e.code, ERR_FULL, "%s", e.text);
	cr_assert(strstr(e.text, "上限"), "%s", e.text);
	cr_assert(holds(kv, "a", "1"));
	put(kv, "a", "2");
	kv_close(kv);
}
