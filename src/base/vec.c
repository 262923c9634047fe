#include <binggui/base/vec.h>

#ifndef VEC_START
#define VEC_START 8
#endif

void *vec_grow_(void *at, size_t *cap, size_t count, size_t size)
{
	size_t want = *cap ? *cap : VEC_START;

	while (want < count)
		want *= 2;
	*cap = want;
	return mem_resize(at, want * size);
}
