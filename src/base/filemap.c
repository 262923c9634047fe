#include <binggui/base/filemap.h>

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <binggui/base/mem.h>
#include <binggui/base/volume.h>

static bool is_own(const struct stat *st, size_t most)
{
	return S_ISREG(st->st_mode) && st->st_uid == geteuid() &&
	       !(st->st_mode & (S_IWGRP | S_IWOTH)) && st->st_size > 0 &&
	       (uint64_t)st->st_size <= most;
}

static bool is_local(int fd)
{
	struct statfs fs;

	return fstatfs(fd, &fs) == 0 && !volume_unfit((unsigned long)fs.f_type);
}

static bool read_whole(int fd, char *at, size_t n)
{
	while (n) {
		ssize_t got = read(fd, at, n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += got;
		n -= (size_t)got;
	}
	return true;
}

static void *map_at(uint64_t wanted, size_t n, int flags, int fd)
{
	void *at = mmap(
		(void *)(uintptr_t)wanted, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | flags, fd, 0);

	return at == MAP_FAILED ? NULL : at;
}

static void *map(int fd, size_t n, uint64_t wanted)
{
	if (is_local(fd))
		return map_at(wanted, n, 0, fd);
	void *at = map_at(wanted, n, MAP_ANONYMOUS, -1);
	if (!at || read_whole(fd, at, n))
		return at;
	munmap(at, n);
	return NULL;
}

struct filemap *filemap_open(const char *path, size_t most, uint64_t wanted)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct filemap m = {NULL, 0};
	struct stat st;

	if (fd < 0)
		return NULL;
	if (fstat(fd, &st) == 0 && is_own(&st, most)) {
		m.n = (size_t)st.st_size;
		m.at = map(fd, m.n, wanted);
	}
	close(fd);
	return m.at ? mem_dup(&m, sizeof m) : NULL;
}

void filemap_close(struct filemap *m)
{
	if (m)
		munmap(m->at, m->n);
	mem_free(m);
}
