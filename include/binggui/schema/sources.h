#ifndef BINGGUI_SCHEMA_SOURCES_H
#define BINGGUI_SCHEMA_SOURCES_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/err.h>
#include <binggui/schema/def.h>

/* The files that definitions are read from: all *.yaml of a directory, in the order of their names. */
#define SOURCES_SUFFIX ".yaml"

struct sources {
	struct def_source *at;
	size_t n, cap;
};

/* Fills an empty list; also on false it is to be freed. */
bool sources_read(struct sources *s, const char *dir, struct err *e);
void sources_free(struct sources *s);

/* Whether the directory holds just these n files, byte for byte. */
bool sources_same(const struct def_source *at, size_t n, const char *dir);

#endif
