#ifndef BINGGUI_STORE_PAGEWALK_H
#define BINGGUI_STORE_PAGEWALK_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Reads the tree of an LMDB 0.9 data file page by page, without LMDB, which
 * would end in a signal on many kinds of damage: page numbers and kinds, offsets
 * inside the page, order of keys inside a page, overflow runs inside the file.
 * The caller keeps a transaction open, so that no page is used again meanwhile.
 */
bool pagewalk_check(int fd, uint32_t page_size, uint64_t last_page, uint64_t root, unsigned depth);

#endif
