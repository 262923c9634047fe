#ifndef BINGGUI_SCHEMA_READ_FLOW_H
#define BINGGUI_SCHEMA_READ_FLOW_H

#include <binggui/schema/linking.h>

/* `flow:` of a register, in the second reading. */
void read_flow(struct linking *l, struct def_table *t, const struct yaml_node *root);

/* What its moves do to others; once every table's own flow is read. */
void read_flow_effects(struct linking *l, struct def_table *t, const struct yaml_node *root);

#endif
