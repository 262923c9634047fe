#ifndef BINGGUI_TEXT_XLSX_SHEET_H
#define BINGGUI_TEXT_XLSX_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/err.h>
#include <binggui/base/str.h>
#include <binggui/base/vec.h>
#include <binggui/text/xlsx_book.h>

/* Reads one worksheet part into a sheet. */
struct xlsx_merge {
	size_t rows[2], columns[2]; /* numbers from 1; columns from 0 */
};

struct xlsx_sheet {
	struct sheet *out;
	const struct xlsx_book *book;
	VEC(struct cell) cells; /* of the row that is being read */
	VEC(struct xlsx_merge) merges;
	size_t row;    /* number of that row, or of the last one */
	size_t column; /* of the cell that is being read */
	size_t next_column;
	size_t held, filled; /* cells that hold something; that fill a row or repeat a merged one */
	bool hidden;         /* the row */
	bool in_row, in_cell, in_text, formula;
	int phonetic;
	char type[12];    /* t= of the cell */
	size_t style;     /* s= of the cell */
	struct str value; /* its <v> or <t> */
	struct str shown;
};

extern const struct xlsx_part xlsx_sheet_part; /* context: struct xlsx_sheet */

/* Spreads the merged ranges and cuts blank rows off the end, when the part has been read. */
bool xlsx_sheet_finish(struct xlsx_sheet *s, struct err *e);
void xlsx_sheet_free(struct xlsx_sheet *s); /* not `out` */

#endif
