#ifndef BINGGUI_TABLE_HASH_H
#define BINGGUI_TABLE_HASH_H

#include <stddef.h>
#include <stdint.h>

#include <binggui/base/str.h>

/*
 * BLAKE2b with 128 bits, of libsodium.  It finds what was changed; it keeps
 * no secret.
 */
enum { HASH_BYTES = 16 };

/* Of the parts one behind the other: where one ends and the next begins is not part of it. */
void hash_parts(uint8_t out[HASH_BYTES], const struct span *parts, size_t n);

#endif
