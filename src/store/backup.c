#include <binggui/store/backup.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <binggui/base/file.h>
#include <binggui/base/str.h>
#include <binggui/store/survey.h>

static bool fill(const struct backup *b, int fd, const char *path, struct err *e)
{
	int rc = b->write(fd, b->context);

	if (!rc && fsync(fd) != 0)
		rc = errno;
	if (rc)
		return err_sys(e, rc, "写备份 %s 失败", path);
	rc = posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
	rc = survey_file(fd);
	return rc ? err_sys(e, rc, "备份 %s 写完后读不回来，请换一个磁盘", path) : true;
}

static bool make_file(const struct backup *b, const char *dir, const char *path, struct err *e)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd < 0)
		return err_sys(e, errno, "建不了备份文件 %s", path);
	bool ok = fill(b, fd, path, e);
	close(fd);
	ok = ok && b->verify(dir, b->context, e);
	if (!ok)
		unlink(path);
	return ok;
}

static void sync_dir(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}

bool backup_make(const struct backup *b, const char *dir, const char *name, struct err *e)
{
	bool made = !file_exists(dir);
	struct str path = {0};

	if (made && !file_make_dirs(dir, 0700, e))
		return false;
	file_join(&path, dir, name);
	bool ok = make_file(b, dir, path.at, e);
	if (ok)
		sync_dir(dir);
	else if (made)
		rmdir(dir);
	str_free(&path);
	return ok;
}
