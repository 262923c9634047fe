#ifndef BINGGUI_SCHEMA_READ_LAW_H
#define BINGGUI_SCHEMA_READ_LAW_H

#include <binggui/schema/linking.h>

/* `rules:`, `keep:` and `unique:` of a register, in the second reading. */
void read_law(struct linking *l, struct def_table *t, const struct yaml_node *root);

#endif
