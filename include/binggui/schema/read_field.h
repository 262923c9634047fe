#ifndef BINGGUI_SCHEMA_READ_FIELD_H
#define BINGGUI_SCHEMA_READ_FIELD_H

#include <binggui/schema/def.h>
#include <binggui/schema/yaml.h>

/*
 * Adds one field to the table: everything that can be told without knowing
 * other fields, tables and code lists (schema/read_links does the rest).
 */
void read_field(struct def_table *t, const struct yaml_node *node, struct faults *faults);

#endif
