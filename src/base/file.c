#include <binggui/base/file.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>

static bool read_all(int fd, const char *path, size_t max, struct str *out, struct err *e)
{
	struct stat st;
	size_t room =
		65536; /* of a file whose size is known as much as it needs, and one to see its end */

	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 &&
		(size_t)st.st_size <= max)
		room = (size_t)st.st_size + 1;
	for (;;) {
		str_reserve(out, room);
		ssize_t n = read(fd, out->at + out->n, room);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_sys(e, errno, "读取文件 %s 失败", path);
		if (n == 0)
			return true;
		out->n += (size_t)n;
		out->at[out->n] = '\0';
		if (out->n > max)
			return err_set(e, ERR_DATA, "文件 %s 太大（超过 %zu 字节），请拆分后再试",
				path, max);
	}
}

bool file_read(const char *path, size_t max, struct str *out, struct err *e)
{
	str_clear(out);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_sys(e, errno, "打不开文件 %s", path);
	bool ok = read_all(fd, path, max, out, e);
	close(fd);
	return ok;
}

static bool write_all(int fd, const char *at, size_t n)
{
	while (n) {
		ssize_t wrote = write(fd, at, n);
		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote < 0)
			return false;
		at += wrote;
		n -= (size_t)wrote;
	}
	return true;
}

static void dir_of(struct str *out, const char *path)
{
	const char *slash = strrchr(path, '/');

	str_clear(out);
	if (!slash)
		str_add(out, ".");
	else
		str_addn(out, path, slash == path ? 1 : (size_t)(slash - path));
}

/* A rename is safe on disk only once its directory is. */
static bool sync_dir(const char *path)
{
	struct str dir = {0};

	dir_of(&dir, path);
	int fd = open(dir.at, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	str_free(&dir);
	if (fd < 0)
		return false;
	bool ok = fsync(fd) == 0 || errno == EINVAL;
	close(fd);
	return ok;
}

/* A device or a pipe is written to as it is: a rename would put a file in its place. */
static bool is_stream(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

static bool write_stream(const char *path, const void *bytes, size_t n, struct err *e)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	bool ok = fd >= 0 && write_all(fd, bytes, n);
	int why = errno;

	if (fd >= 0 && close(fd) != 0 && ok)
		ok = false, why = errno;
	return ok || err_sys(e, why, "写文件 %s 失败", path);
}

bool file_write(const char *path, const void *bytes, size_t n, unsigned mode, struct err *e)
{
	if (is_stream(path))
		return write_stream(path, bytes, n, e);

	struct str beside = {0};

	str_addf(&beside, "%s.%ld.new", path, (long)getpid());
	int fd = open(
		beside.at, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, (mode_t)mode);
	bool ok = fd >= 0 && write_all(fd, bytes, n) && fsync(fd) == 0;
	int why = errno;
	if (fd >= 0 && close(fd) != 0 && ok)
		ok = false, why = errno;
	if (ok && (rename(beside.at, path) != 0 || !sync_dir(path)))
		ok = false, why = errno;
	if (!ok) {
		unlink(beside.at);
		err_sys(e, why, "写文件 %s 失败", path);
	}
	str_free(&beside);
	return ok;
}

bool file_exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

bool file_is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool file_make_dirs(const char *path, unsigned mode, struct err *e)
{
	char *copy = mem_strdup(path);
	bool ok = true;

	for (char *p = copy + 1; ok && *copy; p++) {
		char c = *p;
		if (c != '/' && c != '\0')
			continue;
		*p = '\0';
		if (mkdir(copy, (mode_t)mode) != 0 && !file_is_dir(copy))
			ok = err_sys(e, errno, "建不了目录 %s", copy);
		*p = c;
		if (!c)
			break;
	}
	mem_free(copy);
	return ok;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

bool file_list(const char *dir, const char *suffix, struct file_names *out, struct err *e)
{
	DIR *d = opendir(dir);

	if (!d)
		return err_sys(e, errno, "打不开目录 %s", dir);
	for (struct dirent *entry; (entry = readdir(d));)
		if (entry->d_name[0] != '.' && (!suffix || text_ends(entry->d_name, suffix)))
			vec_push(out, mem_strdup(entry->d_name));
	closedir(d);
	if (out->n)
		qsort(out->at, out->n, sizeof *out->at, by_bytes);
	return true;
}

void file_names_free(struct file_names *names)
{
	for (size_t i = 0; i < names->n; i++)
		mem_free(names->at[i]);
	vec_free(names);
}

void file_join(struct str *out, const char *dir, const char *name)
{
	str_clear(out);
	str_add(out, dir);
	if (out->n && out->at[out->n - 1] != '/')
		str_addc(out, '/');
	str_add(out, name);
}

uint64_t file_free_bytes(const char *path)
{
	struct statvfs fs;

	if (statvfs(path, &fs) != 0)
		return UINT64_MAX;
	return (uint64_t)fs.f_bavail * fs.f_frsize;
}
