#ifndef BINGGUI_SCHEMA_READ_TABLE_H
#define BINGGUI_SCHEMA_READ_TABLE_H

#include <binggui/schema/def.h>
#include <binggui/schema/yaml.h>

/*
 * Adds the table of one file with its fields and its own code lists.  What
 * refers to anything else stays for schema/read_links, which wants the tree
 * again.  NULL if the file gives no usable name.
 */
struct def_table *read_table(struct defs *d, const struct yaml_node *root, struct faults *faults);

#endif
