#ifndef BINGGUI_SCHEMA_READ_CODES_H
#define BINGGUI_SCHEMA_READ_CODES_H

#include <binggui/schema/def.h>
#include <binggui/schema/yaml.h>

/*
 * Adds the code lists under `codes:` to the definitions.  Those of one table
 * only are filed as "table.name"; table NULL = for all.
 */
void read_codes(
	struct defs *d, const char *table, const struct yaml_node *codes, struct faults *faults);

/* The list a field of the table means by that name: the table's own before the common one; NULL if there is none. */
struct def_codes *read_codes_named(const struct defs *d, const char *table, const char *name);

#endif
