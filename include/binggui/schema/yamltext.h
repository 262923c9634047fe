#ifndef BINGGUI_SCHEMA_YAMLTEXT_H
#define BINGGUI_SCHEMA_YAMLTEXT_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/str.h>
#include <binggui/schema/fault.h>

/*
 * The characters of a YAML file before libyaml sees them.  What people really
 * get wrong (GBK, tabs, full-width blanks and punctuation) is told here with
 * its place, and mended in the copy so that reading goes on and further
 * faults are found in the same run.  Lines and columns are from 1, columns in
 * characters of the original.
 */
struct yamltext_mend {
	size_t line, column; /* columns behind this one have moved … */
	size_t moved;        /* … this far to the right */
};
struct yamltext {
	const char *file;
	struct faults *faults;
	struct str text; /* as libyaml is to read it: no BOM, \n at line ends */
	struct {
		size_t *at; /* where each line begins */
		size_t n, cap;
	} lines;
	struct str drawn; /* a byte a line: 1 where it is part of a drawing */
	struct {
		struct yamltext_mend *at;
		size_t n, cap;
	} mends;
	bool told; /* something was told here that may be why libyaml complains */
};

/* False if it cannot be read as text at all; why is among the faults. */
bool yamltext_open(
	struct yamltext *t, const char *file, const char *bytes, size_t n, struct faults *faults);
void yamltext_close(struct yamltext *t);

/* Column in the original file for a line and column of the copy (both from 1). */
size_t yamltext_column(const struct yamltext *t, size_t line, size_t column);

/*
 * Looks from line `first` to line `last` for full-width punctuation where YAML
 * wants its own; tells the first one and mends it in the copy.  False if there is none.
 */
bool yamltext_mend(struct yamltext *t, size_t first, size_t last);

/* Place (in the copy) of the first `wanted` at or behind a place; false if it is not there before the end of line `last`. */
bool yamltext_find(
	const struct yamltext *t, size_t *line, size_t *column, size_t last, const char *wanted);

/* First row and indentation of the drawing whose | stands in line `head`. */
void yamltext_drawing(const struct yamltext *t, size_t head, size_t *row, size_t *indent);

#endif
