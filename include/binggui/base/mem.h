#ifndef BINGGUI_BASE_MEM_H
#define BINGGUI_BASE_MEM_H

#include <stddef.h>

/*
 * Memory that never fails to the caller.
 *
 * When the system has none left, the hook installed with mem_on_failure() is
 * called once (the app saves drafts and restores the terminal there) and the
 * process ends.  Sizes are in bytes; a size of 0 still yields a pointer that
 * may be freed.  Everything here is released with mem_free().
 */

void *mem_alloc(size_t size);
void *mem_zalloc(size_t size);              /* filled with zero bytes */
void *mem_array(size_t n, size_t size);     /* n * size, zeroed; overflow counts as failure */
void *mem_resize(void *p, size_t size);     /* p may be NULL; p is invalid afterwards */
void *mem_dup(const void *p, size_t size);  /* p may be NULL if size is 0 */
char *mem_strdup(const char *s);            /* NULL stays NULL */
char *mem_strndup(const char *s, size_t n); /* at most n bytes of s, then NUL */
void mem_free(void *p);                     /* NULL is fine */

/* After much was freed at once: what the C library keeps of it for later goes back to the system. */
void mem_give_back(void);

/* Installs what runs when memory is exhausted; NULL removes it.  The hook must not allocate. */
void mem_on_failure(void (*hook)(void));

/*
 * For tests: let the n-th allocation from now fail (1 = the next); 0 switches it off.
 * The failure hook is expected to longjmp or exit.
 */
void mem_fail_after(unsigned long n);

#define mem_new(type)  ((type *)mem_alloc(sizeof(type)))
#define mem_new0(type) ((type *)mem_zalloc(sizeof(type)))

#endif
