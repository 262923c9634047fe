#ifndef BINGGUI_SCHEMA_PICTURE_H
#define BINGGUI_SCHEMA_PICTURE_H

#include <binggui/schema/def.h>
#include <binggui/schema/yaml.h>

/*
 * A form drawn in a definition file.  What stands in the file stands on the
 * screen: columns are terminal columns (a hanzi is two).  {name      } is a
 * field from brace to brace, both included: `{birth     }` is 12 columns
 * wide.  A field drawn on several rows between the same
 * columns ({note …} repeated below) is one field of several lines.
 * Words that stand two blanks or more apart are items of their own.
 */
enum { PICTURE_COLUMNS = 78, PICTURE_ROWS = 18 };

void picture_read(struct def_form *out, const struct def_table *t, const struct yaml_node *drawing,
	struct faults *faults);

#endif
