#ifndef BINGGUI_BASE_VEC_H
#define BINGGUI_BASE_VEC_H

#include <stddef.h>
#include <string.h>

#include <binggui/base/mem.h>

/*
 * A growable array of any element type:
 *
 *	struct lines { VEC(struct line) };      or      VEC(int) numbers = {0};
 *
 * Zero-filled is empty.  `at` points to `n` elements; it moves when the vector
 * grows, so a pointer to an element is invalid after any push or insert.
 * Elements are moved as bytes; what they own stays the owner's to free.
 */
#define VEC(type)                                                                                  \
	struct {                                                                                   \
		type *at;                                                                          \
		size_t n;                                                                          \
		size_t cap;                                                                        \
	}

#define vec_reserve(v, count)                                                                      \
	((v)->cap >= (count) ? (void)0                                                             \
			     : (void)((v)->at = vec_grow_(                                         \
					      (v)->at, &(v)->cap, (count), sizeof *(v)->at)))

#define vec_push(v, element)                                                                       \
	do {                                                                                       \
		vec_reserve(v, (v)->n + 1);                                                        \
		(v)->at[(v)->n++] = (element);                                                     \
	} while (0)

/* A new zeroed last element; yields a pointer to it. */
#define vec_add(v)                                                                                 \
	(vec_reserve(v, (v)->n + 1), memset(&(v)->at[(v)->n], 0, sizeof *(v)->at),                 \
		&(v)->at[(v)->n++])

#define vec_insert(v, index, element)                                                              \
	do {                                                                                       \
		size_t vec_i_ = (index);                                                           \
		vec_reserve(v, (v)->n + 1);                                                        \
		memmove(&(v)->at[vec_i_ + 1], &(v)->at[vec_i_],                                    \
			((v)->n - vec_i_) * sizeof *(v)->at);                                      \
		(v)->at[vec_i_] = (element);                                                       \
		(v)->n++;                                                                          \
	} while (0)

#define vec_remove(v, index)                                                                       \
	do {                                                                                       \
		size_t vec_i_ = (index);                                                           \
		memmove(&(v)->at[vec_i_], &(v)->at[vec_i_ + 1],                                    \
			((v)->n - vec_i_ - 1) * sizeof *(v)->at);                                  \
		(v)->n--;                                                                          \
	} while (0)

#define vec_last(v)  (&(v)->at[(v)->n - 1])
#define vec_clear(v) ((void)((v)->n = 0))
#define vec_free(v)                                                                                \
	do {                                                                                       \
		mem_free((v)->at);                                                                 \
		(v)->at = NULL;                                                                    \
		(v)->n = (v)->cap = 0;                                                             \
	} while (0)

/* for (each pointer p to an element of v) */
#define vec_each(p, v) for ((p) = (v)->at; (p) && (p) < (v)->at + (v)->n; (p)++)

void *vec_grow_(void *at, size_t *cap, size_t count, size_t size); /* for the macros only */

#endif
