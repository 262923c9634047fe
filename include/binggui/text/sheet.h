#ifndef BINGGUI_TEXT_SHEET_H
#define BINGGUI_TEXT_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/err.h>
#include <binggui/text/cell.h>

/*
 * A file of rows: CSV in any encoding, or xlsx.  The rows and their cells are
 * described in cell.h.
 *
 * sheet_open reads a file whole.  The kind is told by its content (PK zip =
 * xlsx; an old .xls, a workbook behind a password, or a web page, XML or PDF
 * under such a name is refused with a sentence that says to save it as xlsx).
 * An empty file is one sheet without rows.  On false nothing is left to free.
 */
bool sheet_open(
	struct book *out, const char *path, const struct sheet_options *options, struct err *e);
bool sheet_parse(struct book *out, const char *bytes, size_t n, const struct sheet_options *options,
	struct err *e);
void sheet_close(struct book *b);

/* Text of a cell, "" beyond the row's end. */
const char *sheet_text(const struct row *r, size_t column);
const struct cell *sheet_cell(
	const struct row *r, size_t column); /* a static empty cell beyond the end */
bool sheet_row_blank(const struct row *r);   /* nothing but blanks, of any kind */

#endif
