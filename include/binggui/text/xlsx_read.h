#ifndef BINGGUI_TEXT_XLSX_READ_H
#define BINGGUI_TEXT_XLSX_READ_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/err.h>
#include <binggui/text/cell.h>

/*
 * Reads every sheet of an Office Open XML workbook held in memory: shared and
 * inline strings (rich text joined, phonetic hints left out), numbers, dates by
 * style (built-in and custom formats, 1900 and 1904), booleans, errors, the
 * cached values of formulas, merged ranges (each cell gets the first one's
 * text and CELL_MERGED), hidden rows and sheets.  Sheets come in tab order.
 * Refuses zip bombs, entities and damaged parts with a sentence; what was read
 * until then is in `out`, for the caller to close (sheet_parse does).
 */
bool xlsx_read(struct book *out, const char *bytes, size_t n, const struct sheet_options *options,
	struct err *e);

#endif
