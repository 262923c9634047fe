#ifndef BINGGUI_SCHEMA_READ_PLACE_H
#define BINGGUI_SCHEMA_READ_PLACE_H

#include <binggui/schema/linking.h>

/* `place:`, `day:` and `tree:` of a register, in the second reading. */
void read_place(struct linking *l, struct def_table *t, const struct yaml_node *root);

/* A register that says no place belongs where its owner does; once every table's own place is read. */
void read_place_inherited(struct linking *l, struct def_table *t, const struct yaml_node *root);

#endif
