#ifndef BINGGUI_SCHEMA_READ_PAPERS_H
#define BINGGUI_SCHEMA_READ_PAPERS_H

#include <binggui/schema/linking.h>

/* `papers:` of a register, in the second reading; what is wrong in a template is told at its place. */
void read_papers(struct linking *l, struct def_table *t, const struct yaml_node *root);

#endif
