#ifndef BINGGUI_SCHEMA_IMAGE_H
#define BINGGUI_SCHEMA_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/str.h>
#include <binggui/schema/shape.h>

/*
 * A struct with everything that hangs on it, as one block of bytes that works wherever it comes
 * to lie.  At the address it was made for nothing needs to be done to it, so that of a mapped file only
 * the pages are one's own that are written to.
 */

/*
 * Appends the block of `root`, to lie at `address` if that can be had.  False, with out as it was, if something
 * is pointed to that does not hang on root: then there is no such block.
 */
bool image_pack(struct str *out, const struct shape *shape, const void *root, uint64_t address);

/*
 * What was packed: it lies within the block of n bytes, which may be written to, is aligned for
 * anything and was made by this very program.  NULL if the sizes within are not right; other damage is not seen.
 */
void *image_settle(void *block, size_t n);

#endif
