#include <binggui/store/mapsize.h>

#include <stdbool.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#define MIB ((size_t)1 << 20)

#if SIZE_MAX > 0xFFFFFFFF
static const size_t limit = MIB << 24;
#else
static const size_t limit = MIB * 512;
#endif

size_t mapsize_fit(size_t wanted)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	if (wanted == 0)
		wanted = 64 * MIB;
	if (wanted > limit)
		wanted = limit;
	return (wanted + page - 1) / page * page;
}

/* Asked beforehand, because LMDB gives its old map up before it asks for the new one. */
static bool addressable(size_t size)
{
	void *p = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (p == MAP_FAILED)
		return false;
	munmap(p, size);
	return true;
}

size_t mapsize_next(size_t now)
{
	size_t size = mapsize_fit(now > limit / 2 ? limit : now * 2);

	return size > now && addressable(size) ? size : 0;
}
