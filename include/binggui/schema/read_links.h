#ifndef BINGGUI_SCHEMA_READ_LINKS_H
#define BINGGUI_SCHEMA_READ_LINKS_H

#include <binggui/base/map.h>
#include <binggui/schema/def.h>
#include <binggui/schema/yaml.h>

/*
 * The second reading: everything in a file that names something else.  All
 * tables must go through one step before any goes through the next.
 */
struct read_links {
	struct defs *defs;
	struct faults *faults;
	struct map
		unreadable; /* names of files that could not be read: what is missing may be in them */
};

/* Code lists, referenced tables, owner, key. */
void read_links_fields(struct read_links *l, struct def_table *t, const struct yaml_node *root);
/* Formulas of computed fields. */
void read_links_formulas(struct read_links *l, struct def_table *t, const struct yaml_node *root);
/* Everything else: from, default, shows, forms, list, book, rules; formulas that go in a circle. */
void read_links_table(struct read_links *l, struct def_table *t, const struct yaml_node *root);
/* Tables of the menu. */
void read_links_menu(struct read_links *l, const struct yaml_node *menu);

/* Tables and conditions of what is due; once, when all files have been read. */
void read_links_due(struct read_links *l, const struct yaml_node *due, size_t *at);

#endif
