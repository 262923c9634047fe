#ifndef BINGGUI_SCHEMA_KEPT_H
#define BINGGUI_SCHEMA_KEPT_H

#include <stdbool.h>

#include <binggui/schema/def.h>

/*
 * Definitions as they are once loaded, kept in a file of the user's cache: reading them is most of
 * what starting the program costs, and what is mapped costs no memory of one's own.
 *
 * They are good only for the program that wrote them and for a directory whose files are, byte for
 * byte, what they were read from.  Whatever is wrong with the file, it is as if there were none.
 */

/* NULL if there are none that fit; else as load_dir() gives them, freed by defs_free(). */
struct defs *kept_open(const char *path, const char *dir);

/* Replaces the file; without it all is only slower. */
bool kept_write(const char *path, const struct defs *d);

#endif
