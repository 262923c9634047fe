#ifndef BINGGUI_DOMAIN_GRID_H
#define BINGGUI_DOMAIN_GRID_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/err.h>
#include <binggui/base/str.h>
#include <binggui/domain/export.h>

/*
 * Rows of cells that are no records: a sheet of figures, a comparison, a cross table.  A cell is
 * text or a number; a number stays one in a workbook, text never becomes a formula.
 * Zero-filled is empty.
 */
struct grid_cell {
	char *text;
	bool number;  /* text is digits, perhaps with a point */
	bool heading; /* over all columns */
	size_t row;
};
struct grid {
	struct grid_cell *at;
	size_t n, cap;
	size_t rows; /* those ended */
	char *title; /* of the workbook's sheet */
};

void grid_free(struct grid *g);
void grid_title(struct grid *g, const char *title);
void grid_text(struct grid *g, const char *text);     /* adds a cell to the row under way */
void grid_number(struct grid *g, const char *digits); /* "" is an empty cell */
void grid_count(struct grid *g, size_t n);
void grid_heading(struct grid *g, const char *text); /* a row of its own, over all columns */
void grid_end(struct grid *g);                       /* ends the row */

/* In columns for the eye, numbers to the right; appends. */
void grid_write_text(const struct grid *g, struct str *out);

/* As CSV, UTF-8 without a mark; appends. */
void grid_write_csv(const struct grid *g, struct str *out);

/* To a file as export does it: .xlsx or .csv by `format`, whole or not at all. */
bool grid_save(const struct grid *g, const char *path, enum export_format format, struct err *e);

#endif
