#ifndef BINGGUI_SCHEMA_READ_LINKS_H
#define BINGGUI_SCHEMA_READ_LINKS_H

#include <binggui/schema/linking.h>

/*
 * The second reading: everything in a file that names something else.  All
 * tables must go through one step before any goes through the next.
 */
/* Code lists, referenced tables, owner, key. */
void read_links_fields(struct linking *l, struct def_table *t, const struct yaml_node *root);
/* Formulas of computed fields, and what fills a field. */
void read_links_formulas(struct linking *l, struct def_table *t, const struct yaml_node *root);
/* from, default, shows, forms, list, book; formulas that go in a circle. */
void read_links_table(struct linking *l, struct def_table *t, const struct yaml_node *root);
/* Tables of the menu. */
void read_links_menu(struct linking *l, const struct yaml_node *menu);

/* Tables and conditions of what is due; once, when all files have been read. */
void read_links_due(struct linking *l, const struct yaml_node *due, size_t *at);

#endif
