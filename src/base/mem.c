#include <binggui/base/mem.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

static struct {
	void (*failed)(void);
	unsigned long countdown; /* 0 = off */
} mem;

static void fail(void)
{
	void (*hook)(void) = mem.failed;

	mem.failed = NULL;
	if (hook)
		hook();
	abort();
}

static void count(void)
{
	if (mem.countdown && --mem.countdown == 0)
		fail();
}

void *mem_alloc(size_t size)
{
	count();
	void *p = malloc(size ? size : 1);
	if (!p)
		fail();
	return p;
}

void *mem_zalloc(size_t size)
{
	return memset(mem_alloc(size), 0, size);
}

void *mem_array(size_t n, size_t size)
{
	if (size && n > SIZE_MAX / size)
		fail();
	return mem_zalloc(n * size);
}

void *mem_resize(void *p, size_t size)
{
	count();
	void *q = realloc(p, size ? size : 1);
	if (!q)
		fail();
	return q;
}

void *mem_dup(const void *p, size_t size)
{
	void *q = mem_alloc(size);
	if (size)
		memcpy(q, p, size);
	return q;
}

char *mem_strdup(const char *s)
{
	return s ? mem_dup(s, strlen(s) + 1) : NULL;
}

char *mem_strndup(const char *s, size_t n)
{
	size_t len = s ? strnlen(s, n) : 0;
	char *copy = mem_alloc(len + 1);

	if (len)
		memcpy(copy, s, len);
	copy[len] = '\0';
	return copy;
}

void mem_free(void *p)
{
	free(p);
}

void mem_give_back(void)
{
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}

void mem_on_failure(void (*hook)(void))
{
	mem.failed = hook;
}

void mem_fail_after(unsigned long n)
{
	mem.countdown = n;
}
