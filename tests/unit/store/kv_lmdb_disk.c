/* LMDB calls the plain names: the large-file ones would not meet it. */
#undef _FILE_OFFSET_BITS
#undef _TIME_BITS

#include "scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <sys/uio.h>

#include <binggui/base/file.h>

/* A disk that is full, or fails at the n-th call.  The calls LMDB makes for the data file are ours here. */

enum fault { NONE, BAD_IO, NO_SPACE, QUOTA, SHORT_WRITE, FAULTS };

static struct {
	enum fault fault;
	unsigned long left; /* the call that fails; 0 = off */
	unsigned long calls;
	bool stays; /* a full disk stays full */
} disk;

static bool is_data(int fd)
{
	char path[64], to[256];

	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	ssize_t n = readlink(path, to, sizeof to - 1);
	return n > 8 && memcmp(to + n - 8, "data.mdb", 8) == 0;
}

static bool fails(int fd)
{
	if (disk.fault == NONE || !is_data(fd))
		return false;
	disk.calls++;
	if (disk.left != 1) {
		disk.left -= disk.left > 1;
		return false;
	}
	disk.left = disk.stays ? 1 : 0;
	errno = disk.fault == BAD_IO ? EIO : disk.fault == QUOTA ? EDQUOT : ENOSPC;
	return true;
}

ssize_t pwrite(int fd, const void *at, size_t n, off_t offset)
{
	if (fails(fd)) {
		if (disk.fault != SHORT_WRITE)
			return -1;
		n /= 2;
	}
	return syscall(SYS_pwrite64, fd, at, n, offset);
}

ssize_t writev(int fd, const struct iovec *v, int n)
{
	if (fails(fd)) {
		if (disk.fault != SHORT_WRITE)
			return -1;
		return syscall(SYS_write, fd, v[0].iov_base, v[0].iov_len / 2);
	}
	return syscall(SYS_writev, fd, v, n);
}

int fdatasync(int fd)
{
	if (fails(fd) && disk.fault != SHORT_WRITE)
		return -1;
	return (int)syscall(SYS_fdatasync, fd);
}

static char url[160];
static const char *dir;

static void set_up(void)
{
	dir = scratch_make();
	snprintf(url, sizeof url, "lmdb:%s", dir);
}

static void tear_down(void)
{
	umount2(dir, MNT_DETACH); /* where a small disk was mounted */
	scratch_remove(dir);
}

TestSuite(kv_lmdb_disk, .init = set_up, .fini = tear_down);

enum { SAVES = 12 };

/* Three keys that must always agree, and some bulk so that several pages are written. */
static enum kv_status save(struct kv_txn *t, void *context)
{
	static const char *const keys[] = {"a", "m", "z"};
	static char bulk[6000];
	int *n = context;

	for (int i = 0; i < 3; i++) {
		enum kv_status status = kv_put(t, B(keys[i]), (struct kv_bytes){n, sizeof *n});
		if (status != KV_OK)
			return status;
	}
	char key[16];
	snprintf(key, sizeof key, "bulk%d", *n % 5);
	return kv_put(t, B(key), (struct kv_bytes){bulk, sizeof bulk});
}

/* The number all three agree on; -1 if they do not. */
static int saved(struct kv *kv)
{
	struct kv_txn *t = begin(kv, false);
	struct kv_bytes value;
	int n[3] = {0};

	for (int i = 0; i < 3; i++)
		if (kv_get(t, B(i == 0 ? "a" : i == 1 ? "m" : "z"), &value) == KV_OK)
			memcpy(&n[i], value.at, sizeof n[i]);
	kv_abort(t);
	return n[0] == n[1] && n[1] == n[2] ? n[0] : -1;
}

struct outcome {
	int acknowledged, tried;
	enum err_code code;
	char text[768];
};

/* Saves until the first failure; then goes on trying as a user would. */
static void run_script(struct kv *kv, struct outcome *o)
{
	struct err e = {0};

	for (o->tried = 1; o->tried <= SAVES; o->tried++) {
		if (!kv_run(kv, true, save, &o->tried, &e))
			break;
		o->acknowledged = o->tried;
	}
	o->code = e.code;
	memcpy(o->text, e.text, sizeof o->text);
}

static void check_outcome(const struct outcome *o, int now, unsigned long n)
{
	bool maybe = strstr(o->text, "不能确定") != NULL;

	cr_expect(now == o->acknowledged || (maybe && now == o->tried),
		"call %lu: %d acknowledged, %d there: %s", n, o->acknowledged, now, o->text);
	if (o->acknowledged == SAVES)
		return;
	if (maybe || disk.fault == BAD_IO)
		cr_expect_eq(o->code, ERR_IO, "%s", o->text);
	else if (disk.fault != SHORT_WRITE) {
		cr_expect_eq(o->code, ERR_FULL, "%s", o->text);
		cr_expect(strstr(o->text, "磁盘已满"), "%s", o->text);
	}
}

/* R3: whatever the n-th call to the disk answers, what was acknowledged is there and nothing by halves. */
Test(kv_lmdb_disk, every_call_may_fail)
{
	for (enum fault fault = BAD_IO; fault < FAULTS; fault++) {
		unsigned long n = 1;
		for (;; n++) {
			struct outcome o = {0};
			struct kv *kv = scratch_open(url);
			int zero = 0;
			struct err e = {0};
			cr_assert(kv_run(kv, true, save, &zero, &e), "%s", e.text);
			disk.fault = fault, disk.left = n, disk.calls = 0;
			run_script(kv, &o);
			bool reached = disk.left == 0;
			disk.left = 0;
			if (o.code == ERR_FULL) { /* the user has made room and saves again */
				cr_expect(kv_run(kv, true, save, &o.tried, &e), "%s", e.text);
				cr_expect_eq(saved(kv), o.tried);
				o.acknowledged = o.tried;
			} else if (o.code != ERR_OK) {
				cr_expect_not(kv_run(kv, true, save, &o.tried, &e),
					"unusable until reopened");
				cr_expect_eq(e.code, ERR_IO);
				cr_expect_not(kv_admin(kv, KV_CHECK, NULL, &e));
			}
			kv_close(kv);
			kv = scratch_open(url);
			check_outcome(&o, saved(kv), n);
			disk.fault = NONE;
			cr_expect(kv_admin(kv, KV_CHECK, NULL, &e), "%s", e.text);
			kv_close(kv);
			if (!reached)
				break;
		}
		cr_expect_gt(n, SAVES * 3, "%lu calls", n);
	}
}

/* ---- a real small disk ---- */

/* Mounts a tmpfs of n bytes on dir, for this test's process alone. */
static bool small_disk(const char *size)
{
	char options[64];

	snprintf(options, sizeof options, "size=%s,mode=0700", size);
	return unshare(CLONE_NEWNS) == 0 &&
	       mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
	       mount("none", dir, "tmpfs", 0, options) == 0;
}

static void need_small_disk(const char *size)
{
	if (!small_disk(size))
		cr_skip_test("cannot mount a tmpfs here");
}

static enum kv_status add_record(struct kv_txn *t, void *context)
{
	static char value[1200];
	int *n = context;
	char key[16];

	snprintf(key, sizeof key, "%08d", *n);
	return kv_put(t, B(key), (struct kv_bytes){value, sizeof value});
}

static int fill_up(struct kv *kv, struct err *e)
{
	int n = 0;

	while (n < 100000 && kv_run(kv, true, add_record, &n, e))
		n++;
	return n;
}

static void check_records(struct kv *kv, int n)
{
	struct kv_stat stat;
	struct err e = {0};

	cr_assert(kv_stat(kv, &stat, &e), "%s", e.text);
	cr_assert_eq(stat.entries, (uint64_t)n);
	cr_assert(kv_admin(kv, KV_CHECK, NULL, &e), "%s", e.text);
}

Test(kv_lmdb_disk, a_full_disk_is_told_and_loses_nothing)
{
	need_small_disk("8m");
	struct err e = {0};
	struct kv *kv = scratch_open(url);
	int n = fill_up(kv, &e);
	cr_assert_gt(n, 2000);
	cr_assert_eq(e.code, ERR_FULL);
	cr_assert(strstr(e.text, "磁盘已满"), "%s", e.text);
	cr_assert(strstr(e.text, "没有丢"), "%s", e.text);
	check_records(kv, n);
	for (int i = 0; i < 20; i++)
		cr_assert_not(kv_run(kv, true, add_record, &n, &e), "it stays full");
	cr_assert_eq(e.code, ERR_FULL);
	kv_close(kv);
	kv = kv_open(url, NULL, &e);
	cr_assert_not_null(kv, "%s", e.text);
	check_records(kv, n);
	cr_assert_not(kv_admin(kv, KV_BACKUP, "/proc/none", &e));
	kv_close(kv);
}

Test(kv_lmdb_disk, after_making_room_saving_goes_on)
{
	need_small_disk("8m");
	struct err e = {0};
	char ballast[192];
	static char megabyte[1 << 20];
	snprintf(ballast, sizeof ballast, "%s/ballast", dir);
	cr_assert(file_write(ballast, megabyte, sizeof megabyte, 0600, NULL));
	struct kv *kv = scratch_open(url);
	int n = fill_up(kv, &e);
	cr_assert_eq(e.code, ERR_FULL);
	cr_assert_eq(unlink(ballast), 0);
	for (int i = 0; i < 100; i++, n++)
		cr_assert(kv_run(kv, true, add_record, &n, &e), "%s", e.text);
	check_records(kv, n);
	kv_close(kv);
}

Test(kv_lmdb_disk, a_backup_onto_a_full_disk_leaves_nothing)
{
	struct err e = {0};
	struct kv *kv = scratch_open(url);
	static char big[KV_VALUE_MAX];
	for (uint8_t i = 0; i < 40; i++) {
		struct kv_txn *t = begin(kv, true);
		cr_assert_eq(
			kv_put(t, (struct kv_bytes){&i, 1}, (struct kv_bytes){big, sizeof big}),
			KV_OK);
		cr_assert_eq(kv_commit(t), KV_OK);
	}
	char to[192], copy[224];
	snprintf(to, sizeof to, "%s/small", dir);
	snprintf(copy, sizeof copy, "%s/copy", to);
	cr_assert_eq(mkdir(to, 0700), 0);
	const char *whole_dir = dir;
	dir = to;
	bool mounted = small_disk("1m");
	dir = whole_dir;
	if (!mounted) {
		kv_close(kv);
		cr_skip_test("cannot mount a tmpfs here");
	}
	cr_assert_not(kv_admin(kv, KV_BACKUP, copy, &e));
	cr_assert_eq(e.code, ERR_FULL, "%s", e.text);
	cr_assert_not(file_exists(copy));
	kv_close(kv);
	cr_assert_eq(umount(to), 0);
}

Test(kv_lmdb_disk, a_store_cannot_be_made_on_a_full_disk)
{
	need_small_disk("16k");
	struct err e = {0};
	char ballast[192];
	static char junk[12288];
	struct file_names names = {0};
	snprintf(ballast, sizeof ballast, "%s/ballast", dir);
	cr_assert(file_write(ballast, junk, sizeof junk, 0600, NULL));
	cr_assert_null(kv_open(url, &CREATE, &e));
	cr_assert_eq(e.code, ERR_FULL, "%s", e.text);
	cr_assert(file_list(dir, NULL, &names, NULL));
	cr_assert_eq(names.n, 1, "only the ballast");
	file_names_free(&names);
}

Test(kv_lmdb_disk, a_read_only_disk_is_read)
{
	need_small_disk("8m");
	struct err e = {0};
	char lock[192];
	struct kv *kv = scratch_open(url);
	put(kv, "a", "1");
	kv_close(kv);
	snprintf(lock, sizeof lock, "%s/lock.mdb", dir);
	cr_assert_eq(unlink(lock), 0);
	cr_assert_eq(mount(NULL, dir, NULL, MS_REMOUNT | MS_RDONLY, NULL), 0);
	cr_assert_null(kv_open(url, NULL, &e));
	cr_assert_eq(e.code, ERR_DENIED, "%s", e.text);
	kv = kv_open(url, &(struct kv_options){.read_only = true}, &e);
	cr_assert_not_null(kv, "%s", e.text);
	cr_assert(holds(kv, "a", "1"));
	cr_assert(kv_admin(kv, KV_CHECK, NULL, &e), "%s", e.text);
	kv_close(kv);
}
