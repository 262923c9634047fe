#ifndef BINGGUI_STORE_METAPAGE_H
#define BINGGUI_STORE_METAPAGE_H

#include <stdbool.h>

#include <binggui/base/err.h>

/*
 * A look at an LMDB 0.9 data file before LMDB maps it.  LMDB trusts its two meta
 * pages: a page size or a last page that damage has changed, or a file cut
 * short, is a SIGBUS or SIGSEGV inside it.  Reads with pread only.
 */
enum metapage_state {
	METAPAGE_GOOD,
	METAPAGE_EMPTY,   /* size 0: LMDB would make a new store of it */
	METAPAGE_SHORT,   /* ends before its last page */
	METAPAGE_FOREIGN, /* no LMDB file, or one of another word size or version */
	METAPAGE_DAMAGED, /* a meta page says something impossible */
	METAPAGE_UNREAD,  /* the system could not read it: errno */
};

enum metapage_state metapage_look(int fd);

/* Whether the whole tree below the newer meta page is sound (pagewalk). */
bool metapage_tree_is_good(int fd);

/* True if good; else a sentence about the file at `path`. */
bool metapage_check(int fd, const char *path, struct err *e);

#endif
