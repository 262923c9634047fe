#ifndef BINGGUI_BASE_BUILDID_H
#define BINGGUI_BASE_BUILDID_H

#include <stddef.h>
#include <stdint.h>

/*
 * What the linker calls this very program: no two builds that differ share it.  What a program keeps
 * for itself alone, in the form it has in its memory, is good only under the same one.
 */
enum { BUILDID_MOST = 32 };

size_t buildid(uint8_t out[BUILDID_MOST]); /* its bytes; 0 if the linker gave none */

#endif
