#ifndef BINGGUI_TEXT_XLSX_PART_H
#define BINGGUI_TEXT_XLSX_PART_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/err.h>
#include <binggui/base/str.h>

/*
 * What all parts of a workbook have in common.  A reader of one part is a
 * table of functions: xlsx_read opens the zip and the XML and calls them with
 * local names (elements of foreign namespaces are left out; attributes are
 * name, value, …, NULL, and those with a prefix are "namespace|name").
 * False stops the reading; `e` holds the sentence then.
 */
struct xlsx_part {
	bool (*start)(void *context, const char *name, const char **attributes, struct err *e);
	bool (*end)(void *context, const char *name, struct err *e);
	void (*text)(void *context, const char *text, size_t n); /* NULL: not wanted */
};

const char *xlsx_part_attribute(const char **attributes, const char *name); /* NULL if absent */
const char *xlsx_part_relation(const char **attributes);        /* r:id, NULL if absent */
bool xlsx_part_true(const char **attributes, const char *name); /* "1", "true" */

#define XLSX_ROWS    1048576
#define XLSX_COLUMNS 16384

/* "B5": row 5, column 1 (from 0); false if it is no address of a cell. */
bool xlsx_part_cell(const char *address, size_t *row, size_t *column);
bool xlsx_part_range(const char *range, size_t rows[2], size_t columns[2]); /* "A1:C2", "A1" */

/* _x000D_ and the like become the characters they stand for; NUL and halves of pairs U+FFFD. */
void xlsx_part_unescape(struct str *s);

#endif
