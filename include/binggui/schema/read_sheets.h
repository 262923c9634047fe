#ifndef BINGGUI_SCHEMA_READ_SHEETS_H
#define BINGGUI_SCHEMA_READ_SHEETS_H

#include <binggui/base/map.h>
#include <binggui/schema/def.h>
#include <binggui/schema/fault.h>
#include <binggui/schema/figuredef.h>
#include <binggui/schema/nearest.h>
#include <binggui/schema/yaml.h>

/*
 * `sheets:` and `checks:`, once all figures are declared; and the figure or the sheet
 * that a word names, NULL with a fault that tells the nearest one.
 */
struct read_figures {
	struct defs *defs;
	struct faults *faults;
	const struct map
		*unreadable; /* what is missing may be in these files: then it is not told */
};

void read_sheets(struct read_figures *r, const struct yaml_node *sheets); /* NULL is fine */
void read_checks(struct read_figures *r, const struct yaml_node *checks); /* NULL is fine */

const struct def_figure *read_sheets_figure(
	struct read_figures *r, const char *key, const struct yaml_node *node);
const struct def_sheet *read_sheets_sheet(
	struct read_figures *r, const char *key, const struct yaml_node *node);

/* 没有…“x”；是不是“y”？ */
void read_sheets_missing(const struct yaml_node *node, struct faults *faults, const char *what,
	const char *name, const struct nearest *near);

/* Whether {word} of a sheet's text is of the sheet itself: its period, its area, the day. */
bool read_sheets_own_word(const char *word, size_t n);

#endif
