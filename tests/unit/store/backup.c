#include "scratch.h"

#include <errno.h>

#include <binggui/base/file.h>
#include <binggui/store/backup.h>

struct script {
	int write_rc;
	bool verified;
	int calls;
};

static int write_text(int fd, void *context)
{
	struct script *s = context;

	s->calls++;
	if (write(fd, "text", 4) != 4)
		return EIO;
	return s->write_rc;
}

static bool verify(const char *dir, void *context, struct err *e)
{
	struct script *s = context;

	s->calls += 10;
	cr_assert(file_is_dir(dir));
	return s->verified ? true : err_set(e, ERR_STORE, "不一致");
}

static bool make(struct script *s, const char *dir, struct err *e)
{
	const struct backup b = {write_text, verify, s};

	return backup_make(&b, dir, "data", e);
}

Test(backup, is_written_and_verified)
{
	const char *dir = scratch_make();
	struct script s = {0, true, 0};
	char to[128], file[160];
	struct stat st;

	snprintf(to, sizeof to, "%s/new/deep", dir);
	snprintf(file, sizeof file, "%s/data", to);
	mode_t before = umask(0);
	cr_assert(make(&s, to, NULL));
	umask(before);
	cr_assert_eq(s.calls, 11);
	cr_assert(stat(file, &st) == 0 && st.st_size == 4 && (st.st_mode & 0777) == 0600);
	cr_assert(stat(to, &st) == 0 && (st.st_mode & 0777) == 0700);
	scratch_remove(dir);
}

Test(backup, never_replaces_one)
{
	const char *dir = scratch_make();
	struct script s = {0, true, 0};
	struct err e = {0};

	cr_assert(make(&s, dir, &e), "an empty directory will do");
	cr_assert_not(make(&s, dir, &e));
	cr_assert(strstr(e.text, "已经存在"), "%s", e.text);
	cr_assert_eq(s.calls, 11);
	scratch_remove(dir);
}

Test(backup, a_failed_one_leaves_nothing)
{
	const char *dir = scratch_make();
	struct script full = {ENOSPC, true, 0}, bad = {0, false, 0};
	char to[128], file[160];
	struct err e = {0};

	snprintf(to, sizeof to, "%s/new", dir);
	snprintf(file, sizeof file, "%s/data", dir);
	cr_assert_not(make(&full, to, &e));
	cr_assert_eq(e.code, ERR_FULL);
	cr_assert_eq(full.calls, 1);
	cr_assert_not(file_exists(to));
	cr_assert_not(make(&bad, to, &e));
	cr_assert_str_eq(e.text, "不一致");
	cr_assert_not(file_exists(to));
	cr_assert_not(make(&bad, dir, &e));
	cr_assert_not(file_exists(file));
	cr_assert(file_exists(dir), "a directory that was there stays");
	cr_assert_not(make(&bad, "/proc/no/such", &e));
	scratch_remove(dir);
}
