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
 * braces closed, nothing beyond 78 columns, at most 18 rows a page, required
 * fields drawn on some page), formulas and rules (with the column inside the
 * expression), header words and code words that mean two things, one table per
 * file, no two alike.  What may stand in a file that could not be read is not told as missing.
 */
struct defs *load_sources(const struct def_source *sources, size_t n, struct faults *faults);
/*
 * All *.yaml of a directory; faults name the path.  e is set whenever the result
 * is NULL: the directory or a file cannot be read, or how many faults there are (ERR_CONFIG).
 */
struct defs *load_dir(const char *dir, struct faults *faults, struct err *e);
/* The same, taken from the file `kept` (schema/kept) if it holds them; NULL = it is not asked. */
struct defs *load_dir_kept(const char *dir, const char *kept, struct faults *faults, struct err *e);

#endif
