#include <binggui/store/place.h>

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <binggui/base/file.h>
#include <binggui/base/mem.h>
#include <binggui/base/str.h>
#include <binggui/base/volume.h>
#include <binggui/store/metapage.h>

/* Less than this left, and a write that "failed" has run out of room. */
enum { ROOM = 1 << 20 };

static struct place *claims; /* by this process or, after fork(), by its parent */

/* Looks at the nearest directory that exists, so that nothing is made where it may not stay. */
static bool fit(const char *dir, struct err *e)
{
	char *path = mem_strdup(dir);
	struct statfs fs;
	int rc;

	while ((rc = statfs(path, &fs)) != 0 && errno == ENOENT && strcmp(path, ".") != 0) {
		char *slash = strrchr(path, '/');
		if (!slash)
			strcpy(path, ".");
		else if (slash == path)
			path[1] = '\0';
		else
			*slash = '\0';
	}
	const char *name = rc == 0 ? volume_unfit((unsigned long)fs.f_type) : NULL;
	mem_free(path);
	if (rc != 0)
		return err_sys(e, errno, "打不开数据目录 %s", dir);
	if (name)
		return err_set(e, ERR_CONFIG,
			"数据目录 %s 在 %s 文件系统上，那里的文件锁和断电保护不可靠；"
			"请把数据目录放到本机的 ext4、xfs 等磁盘上",
			dir, name);
	return true;
}

/* What may not be looked at is not missing. */
static bool missing(const char *path)
{
	struct stat st;

	return stat(path, &st) != 0 && errno == ENOENT;
}

static bool is_shared(const struct stat *st)
{
	return st->st_mode & (S_ISGID | S_IWGRP);
}

/* Below a setgid directory the new one is the group's too, whatever the umask. */
static bool make_dir(const char *dir, struct err *e)
{
	struct stat st;

	if (!file_make_dirs(dir, 0700, e))
		return false;
	if (stat(dir, &st) == 0 && (st.st_mode & S_ISGID) && chmod(dir, 02770) != 0)
		return err_sys(e, errno, "改不了数据目录 %s 的权限", dir);
	return true;
}

static void release(const struct place *p)
{
	for (struct place **at = &claims; *at; at = &(*at)->next)
		if (*at == p) {
			*at = p->next;
			return;
		}
}

void place_opened(struct place *p)
{
	if (p->gate)
		close(p->gate);
	p->gate = 0;
}

void place_close(struct place *p)
{
	place_opened(p);
	if (p->claimed)
		release(p);
	mem_free(p->dir);
	*p = (struct place){0};
}

static char *path_of(const struct place *p, const char *name)
{
	struct str path = {0};

	file_join(&path, p->dir, name);
	return str_take(&path);
}

static bool claimed(const struct stat *st)
{
	const struct place *p = claims;

	while (p && (p->dev != st->st_dev || p->ino != st->st_ino || p->pid != getpid()))
		p = p->next;
	return p != NULL;
}

static bool inspect(const char *path, struct stat *st, struct err *e)
{
	if (stat(path, st) != 0)
		return err_sys(e, errno, "打不开数据库 %s", path);
	if (claimed(st))
		return err_set(e, ERR_BUSY, "数据库 %s 在本程序里已经打开了，不能再打开一次", path);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return err_sys(e, errno, "打不开数据库 %s", path);
	bool ok = metapage_check(fd, path, e);
	close(fd);
	return ok;
}

static bool claim(struct place *p, const char *name, struct err *e)
{
	char *path = path_of(p, name);
	struct stat st;
	bool ok = inspect(path, &st, e);

	mem_free(path);
	if (!ok)
		return false;
	p->claimed = true;
	p->dev = st.st_dev;
	p->ino = st.st_ino;
	p->pid = getpid();
	p->next = claims;
	claims = p;
	return true;
}

/* A failing chown is no harm: the file then belongs to one's own group, as the system wants it. */
static bool give(const struct place *p, int fd)
{
	if (!p->shared)
		return fchmod(fd, 0600) == 0;
	int rc = fchown(fd, (uid_t)-1, p->group);
	(void)rc;
	return fchmod(fd, 0660) == 0;
}

static void sync_dir(const struct place *p)
{
	int fd = open(p->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}

/* link() rather than rename(): who comes second must not replace the first one's file. */
static bool publish(const char *from, const char *to)
{
	return link(from, to) == 0 || errno == EEXIST;
}

/* Success also if somebody else was first. */
static bool make_file(
	const struct place *p, const char *path, place_fill *fill, void *context, struct err *e)
{
	struct str beside = {0};

	str_addf(&beside, "%s.%ld.new", path, (long)getpid());
	unlink(beside.at);
	int fd = open(beside.at, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool ok = fd >= 0 && give(p, fd);
	bool told = ok && fill && !fill(beside.at, context, e);
	ok = ok && !told && fsync(fd) == 0 && publish(beside.at, path);
	if (!ok && !told)
		err_sys(e, errno, "建不了文件 %s", path);
	if (fd >= 0) {
		close(fd);
		unlink(beside.at);
		sync_dir(p);
	}
	str_free(&beside);
	return ok;
}

/* Who cannot open it afterwards will be told so. */
static void mend(const struct place *p, const char *path)
{
	struct stat st;

	if (!p->shared || lstat(path, &st) != 0 || !S_ISREG(st.st_mode) || st.st_uid != geteuid() ||
		(st.st_mode & 0660) == 0660)
		return;
	int rc = lchown(path, (uid_t)-1, p->group);
	rc = chmod(path, (st.st_mode & 0777) | 0660);
	(void)rc;
}

static bool have_data(const struct place *p, const struct place_files *files, struct err *e)
{
	char *path = path_of(p, files->data);
	bool ok = true;

	if (!missing(path))
		mend(p, path);
	else if (files->create)
		ok = make_file(p, path, files->fill, files->context, e);
	else
		ok = err_set(e, ERR_NOINPUT, "目录 %s 里没有数据库，请先建立", p->dir);
	mem_free(path);
	return ok;
}

static bool have_lock(const struct place *p, const struct place_files *files, struct err *e)
{
	char *path = path_of(p, files->lock);
	bool ok = true;

	if (!missing(path))
		mend(p, path);
	else if (!files->read_only)
		ok = make_file(p, path, NULL, NULL, e);
	mem_free(path);
	return ok;
}

static bool have_dir(struct place *p, const char *dir, bool create, struct err *e)
{
	struct stat st;

	if (!*dir)
		return err_set(e, ERR_CONFIG, "数据库地址缺少目录，应写成 lmdb:/目录");
	if (!fit(dir, e) || (create && missing(dir) && !make_dir(dir, e)))
		return false;
	if (stat(dir, &st) != 0)
		return err_sys(e, errno, "打不开数据目录 %s", dir);
	if (!S_ISDIR(st.st_mode))
		return err_set(e, ERR_NOINPUT, "%s 不是目录，请检查数据目录的设置", dir);
	p->dir = mem_strdup(dir);
	p->shared = is_shared(&st);
	p->group = st.st_gid;
	return true;
}

/* Who may not read the directory cannot wait, nor can he be waited for. */
static void close_gate(struct place *p)
{
	int fd = open(p->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc;

	if (fd < 0)
		return;
	while ((rc = flock(fd, LOCK_EX)) != 0 && errno == EINTR)
		continue;
	if (rc == 0 && fd > 0)
		p->gate = fd;
	else
		close(fd);
}

static bool have_all(struct place *p, const struct place_files *files, struct err *e)
{
	close_gate(p);
	return have_data(p, files, e) && claim(p, files->data, e) && have_lock(p, files, e);
}

bool place_open(struct place *p, const char *dir, const struct place_files *files, struct err *e)
{
	*p = (struct place){0};
	if (have_dir(p, dir, files->create, e) && have_all(p, files, e))
		return true;
	place_close(p);
	return false;
}

bool place_open_copy(struct place *p, const char *dir, const char *data, struct err *e)
{
	*p = (struct place){.dir = mem_strdup(dir)};
	if (claim(p, data, e))
		return true;
	place_close(p);
	return false;
}

/* A quota does not show in the free bytes, only in a write. */
static bool refuses(const struct place *p)
{
	static const char block[4096];
	bool full = false;
	int fd = open(p->dir, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);

	if (fd < 0)
		return errno == ENOSPC || errno == EDQUOT;
	for (int i = 0; i < 16 && !full; i++)
		full = write(fd, block, sizeof block) != (ssize_t)sizeof block &&
		       (errno == ENOSPC || errno == EDQUOT);
	close(fd);
	return full;
}

bool place_full(const struct place *p)
{
	return file_free_bytes(p->dir) < ROOM || refuses(p);
}
