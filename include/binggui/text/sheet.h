#ifndef BINGGUI_TEXT_SHEET_H
#define BINGGUI_TEXT_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/date.h>
#include <binggui/base/err.h>
#include <binggui/base/str.h>
#include <binggui/text/charset.h>

/*
 * Rows of cells, whatever the file was: CSV in any encoding, or xlsx.  A row
 * keeps the number that a spreadsheet shows for it (1 = first record; a record
 * with line breaks in its cells is one row).  Blank rows are kept.
 */
enum sheet_kind { SHEET_CSV, SHEET_XLSX };

enum cell_kind {
	CELL_TEXT,   /* as written */
	CELL_NUMBER, /* an xlsx number; text holds it in plain decimal as far as a double goes (no exponent below 1e21) */
	CELL_DATE,   /* an xlsx number styled as a date: text is 1986-11-02, or 1986-11 where the style shows no day */
	CELL_BOOL,
	CELL_ERROR,  /* #N/A … */
};

/* What is odd about a cell, beside its text. */
enum cell_flag {
	CELL_LOSSY = 1,     /* contained bytes that could not be decoded (U+FFFD stands there) */
	CELL_MERGED = 2,    /* its text was taken from the merged range's first cell */
	CELL_ROUNDED = 4,   /* a number of 16 or more digits: the last ones are gone */
	CELL_FORMULA = 8,   /* the cached value of a formula */
	CELL_QUOTED = 16,   /* CSV: it stood in quotes */
};

struct cell {
	char *text; /* UTF-8, never NULL; raw (not trimmed or folded) */
	enum cell_kind kind;
	unsigned flags;
};

enum row_flag {
	ROW_HIDDEN = 1,
	ROW_QUOTE_MALFORMED = 2, /* CSV: text behind a closing quote, a quote inside a bare cell, or one never closed */
};

struct row {
	size_t number; /* from 1 */
	struct cell *cells;
	size_t n, cap;
	unsigned flags;
};

struct sheet {
	char *name; /* "" for CSV */
	bool hidden;
	struct row *rows;
	size_t n, cap;
	size_t columns; /* the most cells any row has */
};

struct book {
	enum sheet_kind kind;
	enum charset encoding; /* of a CSV */
	char separator;        /* of a CSV: , ; or TAB */
	size_t n_lossy;        /* places that could not be decoded */
	struct sheet *sheets;
	size_t n, cap;
};

struct sheet_options {
	const char *encoding;                               /* name, or NULL to detect */
	size_t max_bytes;                                   /* of the file, and of an xlsx unpacked; 0 = 512 MiB */
	bool (*progress)(void *context, size_t done, size_t all); /* NULL, or called now and then; false stops */
	void *context;
};

/*
 * Reads a file whole.  The kind is told by its content (PK zip = xlsx; an old
 * .xls or an HTML table saved as .xls is refused with a sentence that says to
 * save it as xlsx).  On false nothing is left to free.
 */
bool sheet_open(struct book *out, const char *path, const struct sheet_options *options, struct err *e);
bool sheet_parse(struct book *out, const char *bytes, size_t n, const struct sheet_options *options,
	struct err *e);
void sheet_close(struct book *b);

/* Text of a cell, "" beyond the row's end. */
const char *sheet_text(const struct row *r, size_t column);
const struct cell *sheet_cell(const struct row *r, size_t column); /* a static empty cell beyond the end */
bool sheet_row_blank(const struct row *r);

#endif
