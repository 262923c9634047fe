#ifndef BINGGUI_SCHEMA_READ_BY_H
#define BINGGUI_SCHEMA_READ_BY_H

#include <binggui/schema/linking.h>

/* `by:` of a register and its fields, and `fixed:`; once every flow and its effects are read. */
void read_by(struct linking *l, struct def_table *t, const struct yaml_node *root);

#endif
