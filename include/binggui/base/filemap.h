#ifndef BINGGUI_BASE_FILEMAP_H
#define BINGGUI_BASE_FILEMAP_H

#include <stddef.h>
#include <stdint.h>

/*
 * A file as memory.  It may be written to; the file does not see that, and other processes share
 * every page that is not.  The file is only ever to be replaced as a whole (file_write), never changed.
 * Where a server could take it away meanwhile it is read instead.
 */
struct filemap {
	char *at;
	size_t n;
};

/*
 * NULL if there is no such file, if it is not a plain one of at most `most` bytes that belongs to whoever
 * runs the program and that nobody else may write to.  It comes to lie at `wanted` if nothing else lies there.
 */
struct filemap *filemap_open(const char *path, size_t most, uint64_t wanted);
void filemap_close(struct filemap *m); /* NULL is fine */

#endif
