#ifndef BINGGUI_STORE_MAPSIZE_H
#define BINGGUI_STORE_MAPSIZE_H

#include <stddef.h>

/*
 * How large a map of the data file may be.  Sizes are multiples of this machine's
 * page (4 KiB here, 64 KiB on some Kylin) and at most what it can address: 512 MiB
 * on 32 bits.
 */
size_t mapsize_fit(size_t wanted); /* 0 = the default, 64 MiB */
size_t mapsize_next(size_t now);   /* twice as much; 0 if there are no addresses left for it */

#endif
