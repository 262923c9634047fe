#ifndef BINGGUI_STORE_FRESH_H
#define BINGGUI_STORE_FRESH_H

#include <stdbool.h>

#include <binggui/base/err.h>
#include <binggui/base/str.h>

/*
 * A store that is made where nobody looks and shown when it is whole.  Nobody misses what a power
 * cut leaves of it, so that a large one may be filled without waiting for the disk (kv_options.lazy).
 */

/* In `dir`, which is there, a directory to make the store in (replaces out).  What runs that died have left there is removed. */
bool fresh_begin(const char *dir, struct str *out, struct err *e);

/* The store, which is durable and closed, becomes that of `dir`; refused if it has got one meanwhile. */
bool fresh_show(const char *dir, const char *within, struct err *e);

void fresh_drop(const char *within); /* shown or given up */

#endif
