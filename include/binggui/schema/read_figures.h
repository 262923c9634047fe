#ifndef BINGGUI_SCHEMA_READ_FIGURES_H
#define BINGGUI_SCHEMA_READ_FIGURES_H

#include <binggui/schema/read_sheets.h>
#include <binggui/schema/yaml.h>

/*
 * `figures:`, `sheets:` and `checks:` of a file, once every table is linked.  All
 * files go through one step before any goes through the next: figures may stand
 * in another file than the sheet that shows them.
 */
void read_figures_declare(struct read_figures *r, const struct yaml_node *root);
void read_figures_sheets(struct read_figures *r, const struct yaml_node *root);
/* Figures that name others or a sheet; checks. */
void read_figures_link(struct read_figures *r, const struct yaml_node *root);

#endif
