#include "scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>

#include <binggui/base/file.h>
#include <binggui/store/place.h>

static mode_t mode_of(const char *dir, const char *name)
{
	char path[256];
	struct stat st;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	cr_assert_eq(lstat(path, &st), 0, "%s", path);
	return st.st_mode & 07777;
}

static void expect_modes(mode_t dir_mode, mode_t mask, mode_t files)
{
	const char *dir = scratch_make();
	char url[128];

	snprintf(url, sizeof url, "lmdb:%s", dir);
	cr_assert_eq(chmod(dir, dir_mode), 0);
	mode_t before = umask(mask);
	struct kv *kv = scratch_open(url);
	put(kv, "a", "1");
	kv_close(kv);
	umask(before);
	cr_expect_eq(mode_of(dir, "data.mdb"), files, "%o", mode_of(dir, "data.mdb"));
	cr_expect_eq(mode_of(dir, "lock.mdb"), files, "%o", mode_of(dir, "lock.mdb"));
	scratch_remove(dir);
}

Test(place, files_have_their_rights_whatever_the_umask)
{
	expect_modes(0700, 0077, 0600);
	expect_modes(0700, 0000, 0600);
	expect_modes(0755, 0022, 0600);
	expect_modes(02770, 0077, 0660);
	expect_modes(02750, 0022, 0660);
	expect_modes(0770, 0077, 0660);
	expect_modes(0770, 0777, 0660);
}

Test(place, a_directory_made_below_a_groups_is_the_groups)
{
	const char *dir = scratch_make();
	char url[128];

	cr_assert_eq(chmod(dir, 02770), 0);
	snprintf(url, sizeof url, "lmdb:%s/new/store", dir);
	mode_t before = umask(0077);
	kv_close(scratch_open(url));
	umask(before);
	cr_expect_eq(mode_of(dir, "new/store"), 02770);
	cr_expect_eq(mode_of(dir, "new/store/data.mdb"), 0660);
	scratch_remove(dir);
}

Test(place, a_directory_of_ones_own_stays_so)
{
	const char *dir = scratch_make();
	char url[128];

	snprintf(url, sizeof url, "lmdb:%s/new", dir);
	kv_close(scratch_open(url));
	cr_expect_eq(mode_of(dir, "new"), 0700);
	scratch_remove(dir);
}

Test(place, lost_rights_are_given_back)
{
	const char *dir = scratch_make();
	char url[128], path[128];

	snprintf(url, sizeof url, "lmdb:%s", dir);
	cr_assert_eq(chmod(dir, 02770), 0);
	kv_close(scratch_open(url));
	snprintf(path, sizeof path, "%s/lock.mdb", dir);
	cr_assert_eq(chmod(path, 0600), 0);
	snprintf(path, sizeof path, "%s/data.mdb", dir);
	cr_assert_eq(chmod(path, 0600), 0);
	kv_close(scratch_open(url));
	cr_expect_eq(mode_of(dir, "data.mdb"), 0660);
	cr_expect_eq(mode_of(dir, "lock.mdb"), 0660);
	scratch_remove(dir);
}

Test(place, nothing_is_left_beside)
{
	const char *dir = scratch_make();
	struct file_names names = {0};
	char url[128];

	snprintf(url, sizeof url, "lmdb:%s", dir);
	kv_close(scratch_open(url));
	cr_assert(file_list(dir, NULL, &names, NULL));
	cr_assert_eq(names.n, 2);
	cr_assert_str_eq(names.at[0], "data.mdb");
	cr_assert_str_eq(names.at[1], "lock.mdb");
	file_names_free(&names);
	scratch_remove(dir);
}

struct user {
	uid_t uid;
	gid_t gid, also;
	const char *url;
	struct kv_options options;
	mode_t mask;
};

static bool become(const struct user *u)
{
	umask(u->mask);
	return setgroups(1, &u->also) == 0 && setgid(u->gid) == 0 && setuid(u->uid) == 0;
}

/* 0, or the code of the sentence. */
static int open_as(void *context)
{
	const struct user *u = context;
	struct err e = {0};

	if (!become(u))
		return 250;
	struct kv *kv = kv_open(u->url, &u->options, &e);
	if (!kv)
		return *e.text ? (int)e.code : 251;
	struct kv_txn *t;
	struct kv_bytes value;
	if (u->options.read_only) {
		if (kv_begin(kv, false, &t) != KV_OK || kv_get(t, B("a"), &value) != KV_OK)
			return 252;
	} else if (kv_begin(kv, true, &t) != KV_OK || kv_put(t, B("a"), B("1")) != KV_OK ||
		   kv_commit(t) != KV_OK) {
		return 253;
	}
	kv_close(kv);
	return 0;
}

static void need_root(void)
{
	if (geteuid() != 0)
		cr_skip_test("needs root to become somebody else");
}

Test(place, a_colleague_of_the_group_can_open_it_too)
{
	need_root();
	const char *dir = scratch_make();
	char url[128];
	snprintf(url, sizeof url, "lmdb:%s", dir);
	struct user first = {54321, 54321, 54999, url, CREATE, 0077};
	struct user second = {54322, 54322, 54999, url, {0}, 0077};
	struct user stranger = {54323, 54323, 54323, url, {0}, 0022};
	cr_assert_eq(chown(dir, 0, 54999), 0);
	for (int setgid_dir = 0; setgid_dir < 2; setgid_dir++) {
		cr_assert_eq(chmod(dir, setgid_dir ? 02770 : 0770), 0);
		cr_expect_eq(in_child(open_as, &first), 0);
		cr_expect_eq(in_child(open_as, &second), 0);
		cr_expect_eq(in_child(open_as, &first), 0);
		cr_expect_eq(in_child(open_as, &stranger), ERR_DENIED);
		char path[160];
		snprintf(path, sizeof path, "%s/data.mdb", dir);
		cr_assert_eq(unlink(path), 0);
		snprintf(path, sizeof path, "%s/lock.mdb", dir);
		cr_assert_eq(unlink(path), 0);
	}
	scratch_remove(dir);
}

Test(place, missing_rights_are_told)
{
	need_root();
	const char *dir = scratch_make();
	char url[128], data[160], lock[160];
	snprintf(url, sizeof url, "lmdb:%s", dir);
	snprintf(data, sizeof data, "%s/data.mdb", dir);
	snprintf(lock, sizeof lock, "%s/lock.mdb", dir);
	struct kv *kv = scratch_open(url);
	put(kv, "a", "0");
	kv_close(kv);
	struct user writer = {54321, 54321, 54321, url, {0}, 0022};
	struct user reader = {54321, 54321, 54321, url, {.read_only = true}, 0022};
	cr_expect_eq(in_child(open_as, &writer), ERR_DENIED, "a directory of somebody else's");
	cr_assert_eq(chmod(dir, 0755), 0);
	cr_expect_eq(in_child(open_as, &reader), ERR_DENIED, "his files");
	cr_assert_eq(chmod(data, 0644), 0);
	cr_expect_eq(in_child(open_as, &writer), ERR_DENIED, "may be read, not written");
	cr_expect_eq(in_child(open_as, &reader), ERR_DENIED, "the lock file may not be written");
	cr_assert_eq(chmod(lock, 0666), 0);
	cr_expect_eq(in_child(open_as, &reader), 0, "a reader needs no more");
	cr_expect_eq(in_child(open_as, &writer), ERR_DENIED);
	cr_assert_eq(unlink(lock), 0);
	cr_expect_eq(in_child(open_as, &reader), ERR_DENIED, "cannot make a lock file here");
	scratch_remove(dir);
}

Test(place, odd_paths_are_refused_with_a_sentence)
{
	const char *dir = scratch_make();
	static const char *const tails[] = {"/file", "/file/sub", "/loop", "/no/such/place"};
	char url[160], path[160];

	snprintf(path, sizeof path, "%s/file", dir);
	cr_assert(file_write(path, "x", 1, 0600, NULL));
	snprintf(path, sizeof path, "%s/loop", dir);
	cr_assert_eq(symlink("loop", path), 0);
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
		for (int create = 0; create < 2; create++) {
			struct err e = {0};
			struct kv_options options = {.create = create};
			snprintf(url, sizeof url, "lmdb:%s%s", dir, tails[i]);
			struct kv *kv = kv_open(url, &options, &e);
			cr_expect_eq(kv != NULL, i == 3 && create, "%s", url);
			cr_expect(kv || *e.text);
			kv_close(kv);
		}
	scratch_remove(dir);
}

Test(place, a_place_without_room_is_full)
{
	const char *dir = scratch_make();
	struct place p = {.dir = (char *)(uintptr_t)dir};

	cr_expect_not(place_full(&p));
	p.dir = (char *)(uintptr_t) "/no/such/place";
	cr_expect_not(place_full(&p), "what cannot be asked is not called full");
	scratch_remove(dir);
	place_close(&(struct place){0});
}
