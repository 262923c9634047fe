#include <binggui/base/vec.h>

#ifndef VEC_START
#define VEC_START 4 /* most of a definition's many lists hold two or three */
#endif

void *vec_grow_(void *at, size_t *cap, size_t count, size_t size)
{
	size_t want = *cap ? *cap : VEC_START;

	while (want < count)
		want *= 2;
	*cap = want;
	return mem_resize(at, want * size);
}
