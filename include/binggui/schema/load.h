#ifndef BINGGUI_SCHEMA_LOAD_H
#define BINGGUI_SCHEMA_LOAD_H

#include <binggui/base/err.h>
#include <binggui/schema/def.h>
#include <binggui/schema/yaml.h>

/*
 * Reads the definitions.  Every fault of every file is collected; the result
 * is NULL if there is any (warnings do not exist: a definition is right or
 * refused).  What is checked beside the YAML: unknown keys and types, field
 * names, references to tables, fields and codes that exist, `from`, `sort`,
 * `columns`, `book`, pictures (every {field} known, drawn at most once a form,
 * braces closed, nothing beyond 78 columns, at most 18 rows a page, fields not overlapping), formulas and rules
 * (with the column inside the expression), one table per file, no two alike.
 */
struct defs *load_dir(const char *dir, struct faults *faults,
	struct err *e); /* all *.yaml; e for the directory itself */
struct defs *load_sources(const struct def_source *sources, size_t n, struct faults *faults);

#endif
