#ifndef BINGGUI_SCHEMA_LINKING_H
#define BINGGUI_SCHEMA_LINKING_H

#include <binggui/base/map.h>
#include <binggui/schema/def.h>
#include <binggui/schema/nearest.h>
#include <binggui/schema/yaml.h>

/*
 * What the second reading (schema/read_links, read_law, read_flow) needs at every step: names
 * become what they name, conditions become trees, and what is wrong is told at its place.
 */
struct linking {
	struct defs *defs;
	struct faults *faults;
	struct map
		unreadable; /* names of files that could not be read: what is missing may be in them */
};

/* Tells that there is no such `what`, with the nearest name as a hint: “x”没有；是不是“y”？ */
void linking_missing(struct linking *l, const struct yaml_node *node, const char *what,
	const char *name, const struct nearest *near);

/* The table of that name; NULL with a fault, unless its file is among the unreadable. */
struct def_table *linking_table(struct linking *l, const char *name, const struct yaml_node *node);
/* The field of that name; NULL with a fault. */
struct def_field *linking_field(struct linking *l, const struct def_table *t, const char *name,
	const struct yaml_node *node);

/* The condition at node, read on t; `what` it is called if it is wrong.  NULL with a fault. */
struct expr *linking_expr(struct linking *l, const struct def_table *t,
	const struct yaml_node *node, const char *what);
/* A value for field f, worked out on a record of t: a bare word may be a code of f. */
struct expr *linking_value(struct linking *l, const struct def_table *t,
	const struct yaml_node *node, const struct def_field *f);

/* The node of the i-th word read by expect_words, which takes one word for a list. */
const struct yaml_node *linking_item(const struct yaml_node *node, size_t i);

#endif
