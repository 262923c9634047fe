#ifndef BINGGUI_SCHEMA_READ_MATCH_H
#define BINGGUI_SCHEMA_READ_MATCH_H

#include <binggui/schema/linking.h>

/*
 * `match:` (schema/match.h), once all registers are there and linked.  Every
 * condition, value and sentence is checked here; a second `match:` is a fault.
 */
void read_match(struct linking *l, const struct yaml_node *match);

#endif
