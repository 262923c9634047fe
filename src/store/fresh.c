#include <binggui/store/fresh.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <binggui/base/file.h>

static const char prefix[] = "new-";

/* In the order in which they are shown: with the last one the store is there. */
static const char *const files[] = {"lock.mdb", "data.mdb"};

void fresh_drop(const char *within)
{
	struct str path = {0};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		file_join(&path, within, files[i]);
		unlink(str_c(&path));
	}
	rmdir(within);
	str_free(&path);
}

/* Whose name tells of a process that is no more. */
static bool is_left(const char *name)
{
	char *end;

	if (strncmp(name, prefix, sizeof prefix - 1))
		return false;
	long pid = strtol(name + sizeof prefix - 1, &end, 10);
	return !*end && pid > 0 && (pid == getpid() || (kill((pid_t)pid, 0) && errno == ESRCH));
}

static bool drop_left(const char *dir, struct err *e)
{
	struct file_names names = {0};
	struct str path = {0};

	if (!file_list(dir, NULL, &names, e))
		return false;
	for (size_t i = 0; i < names.n; i++) {
		file_join(&path, dir, names.at[i]);
		if (is_left(names.at[i]) && file_is_dir(str_c(&path)))
			fresh_drop(str_c(&path));
	}
	file_names_free(&names);
	str_free(&path);
	return true;
}

bool fresh_begin(const char *dir, struct str *out, struct err *e)
{
	char name[32] = "";
	struct stat st;

	if (!drop_left(dir, e))
		return false;
	snprintf(name, sizeof name, "%s%ld", prefix, (long)getpid());
	file_join(out, dir, name);
	if (mkdir(str_c(out), 0700) != 0)
		return err_sys(e, errno, "建不了目录 %s", str_c(out));
	if (stat(dir, &st) == 0 && st.st_mode & (S_ISGID | S_IWGRP))
		chmod(str_c(out), st.st_mode & 07777); /* or its files would not be the group's */
	return true;
}

static void sync_dir(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}

/* link() rather than rename(): it does not replace what somebody else was first with. */
bool fresh_show(const char *dir, const char *within, struct err *e)
{
	struct str from = {0}, to = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < sizeof files / sizeof *files; i++) {
		bool last = i + 1 == sizeof files / sizeof *files;
		file_join(&from, within, files[i]);
		file_join(&to, dir, files[i]);
		ok = link(str_c(&from), str_c(&to)) == 0 || (errno == EEXIST && !last);
	}
	if (!ok)
		err_sys(e, errno, "建好的数据库放不进 %s", dir);
	sync_dir(dir);
	str_free(&from);
	str_free(&to);
	return ok;
}
