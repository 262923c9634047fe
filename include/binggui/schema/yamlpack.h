#ifndef BINGGUI_SCHEMA_YAMLPACK_H
#define BINGGUI_SCHEMA_YAMLPACK_H

#include <stddef.h>

#include <binggui/base/str.h>
#include <binggui/schema/yaml.h>

/* A tree as bytes, so that a file need not be parsed again: for this machine and version only. */
enum { YAMLPACK_VERSION = 1 };

void yamlpack_write(struct str *out, const struct yaml_node *root); /* appends */
/* NULL if the bytes are no tree; freed by yaml_tree_free.  Its texts point into the bytes. */
struct yaml_node *yamlpack_read(const char *file, const void *bytes, size_t n);

#endif
