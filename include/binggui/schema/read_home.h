#ifndef BINGGUI_SCHEMA_READ_HOME_H
#define BINGGUI_SCHEMA_READ_HOME_H

#include <binggui/schema/def.h>
#include <binggui/schema/yaml.h>

/* `menu:` and `due:` of home.yaml and `keys:` of keys.yaml.  Whether the tables exist is schema/read_links' to say. */
void read_home_menu(struct defs *d, const struct yaml_node *menu, struct faults *faults);
void read_home_due(struct defs *d, const struct yaml_node *due, struct faults *faults);
void read_home_keys(struct defs *d, const struct yaml_node *keys, struct faults *faults);

#endif
