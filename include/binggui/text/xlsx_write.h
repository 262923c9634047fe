#ifndef BINGGUI_TEXT_XLSX_WRITE_H
#define BINGGUI_TEXT_XLSX_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>

/*
 * Writes one workbook, row after row, in constant memory (libxlsxwriter, opened
 * with dlopen at the first use; a sentence says what to install if it is not there).
 * Text cells are always text: an 18-digit number stays whole, a formula stays
 * letters.
 */
struct xlsx_writer;

struct xlsx_writer *xlsx_write_open(const char *path, struct err *e);
bool xlsx_write_sheet(
	struct xlsx_writer *w, const char *name, struct err *e); /* starts the next sheet */
bool xlsx_write_text(
	struct xlsx_writer *w, size_t row, size_t column, const char *text, struct err *e);
bool xlsx_write_number(
	struct xlsx_writer *w, size_t row, size_t column, double value, struct err *e);
/* A row of its own: one cell over the first columns. */
bool xlsx_write_heading(
	struct xlsx_writer *w, size_t row, size_t columns, const char *text, struct err *e);
void xlsx_write_widths(
	struct xlsx_writer *w, const size_t *columns, size_t n); /* in half-width characters */
void xlsx_write_freeze(struct xlsx_writer *w, size_t rows);      /* the first rows stay in sight */

/* Writes the file and frees w; the file is complete only if true.  w may be NULL. */
bool xlsx_write_close(struct xlsx_writer *w, struct err *e);

/* Gives up: frees w and leaves no file.  w may be NULL. */
void xlsx_write_drop(struct xlsx_writer *w);

#endif
