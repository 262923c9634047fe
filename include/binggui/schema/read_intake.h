#ifndef BINGGUI_SCHEMA_READ_INTAKE_H
#define BINGGUI_SCHEMA_READ_INTAKE_H

#include <binggui/schema/linking.h>

/* What a register says about being imported, in the second reading: `import: imported: otherwise:` of
 * its fields, `columns:` and `same:`. */
void read_intake(struct linking *l, struct def_table *t, const struct yaml_node *root);

#endif
