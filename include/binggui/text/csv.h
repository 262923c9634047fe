#ifndef BINGGUI_TEXT_CSV_H
#define BINGGUI_TEXT_CSV_H

#include <stddef.h>

#include <binggui/base/str.h>
#include <binggui/text/cell.h>

/*
 * Comma (or ; or TAB) separated records, RFC 4180 and what people make of it:
 * line breaks and doubled quotes in quoted cells, CR LF, LF or CR, ragged rows,
 * no final newline, ="…" kept as written.  Malformed quotes are read the way
 * spreadsheets read them and flagged on the row, except that one nobody closed
 * does not take the records behind it into its cell.  A NUL byte becomes U+FFFD;
 * NUL bytes and ^Z at the very end, a BOM and a first line "sep=;" are no text.
 */

/* The separator that splits the first records most evenly, or that a first line "sep=;" names. */
char csv_separator(const char *text, size_t n);

/* Reads UTF-8 text into rows of `out` (appended; they are numbered on). */
void csv_parse(struct sheet *out, const char *text, size_t n, char separator);

/* Adds one cell, ends one record; quoted where needed, never neutralised (export does that). */
void csv_add_cell(struct str *out, const char *text, char separator, size_t column);
void csv_end_row(struct str *out); /* CR LF */

#endif
