#ifndef BINGGUI_TEXT_CELL_H
#define BINGGUI_TEXT_CELL_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/text/charset.h>

/*
 * Rows of cells, whatever the file was: what csv and xlsx_read fill and sheet
 * opens and closes.  A row keeps the number that a spreadsheet shows for it
 * (1 = first record; a record with line breaks in its cells is one row).
 * Blank rows are kept.
 */
enum sheet_kind { SHEET_CSV, SHEET_XLSX };

enum cell_kind {
	CELL_TEXT,   /* as written */
	CELL_NUMBER, /* an xlsx number, in plain decimal (no exponent below 1e21) */
	CELL_DATE,   /* styled as a date: 1986-11-02, or 1986-11 where no day is shown */
	CELL_BOOL,   /* TRUE or FALSE */
	CELL_ERROR,  /* #N/A … */
};

/* What is odd about a cell, beside its text. */
enum cell_flag {
	CELL_LOSSY = 1,   /* contains U+FFFD: bytes that could not be decoded, here or earlier */
	CELL_MERGED = 2,  /* its text was taken from the merged range's first cell */
	CELL_ROUNDED = 4, /* a number of 16 or more digits: the last ones are gone */
	CELL_FORMULA = 8, /* the cached value of a formula */
	CELL_QUOTED = 16, /* CSV: it stood in quotes */
};

struct cell {
	char *text; /* UTF-8, never NULL, raw; cells may share it: not to be changed */
	enum cell_kind kind;
	unsigned flags;
};

enum row_flag {
	ROW_HIDDEN = 1,
	/* CSV: text behind a closing quote, a quote in a bare cell or one never closed */
	ROW_QUOTE_MALFORMED = 2,
};

struct row {
	size_t number;      /* from 1 */
	struct cell *cells; /* in the sheet's pool */
	size_t n;
	unsigned flags;
};

/* Memory that is given back all at once.  Zero-filled is empty. */
struct cell_pool {
	struct cell_block *blocks;
};

struct sheet {
	char *name; /* "" for CSV */
	bool hidden;
	struct row *rows;
	size_t n, cap;
	size_t columns;        /* the most cells any row has */
	struct cell_pool pool; /* private: owns the cells and their text */
};

struct book {
	enum sheet_kind kind;
	enum charset encoding; /* of a CSV */
	char separator;        /* of a CSV: , ; or TAB */
	size_t n_lossy;        /* places that could not be decoded */
	struct sheet *sheets;
	size_t n, cap;
	struct cell_pool pool; /* private: owns text that several sheets share */
};

struct sheet_options {
	const char *encoding; /* name, or NULL to detect */
	size_t max_bytes;     /* of the file, and of an xlsx unpacked; 0 = 512 MiB */
	bool (*progress)(void *context, size_t done,
		size_t all); /* NULL, or called now and then; false stops */
	void *context;
};

/* n bytes that live as long as the pool, suitably aligned, not filled. */
void *cell_pool_take(struct cell_pool *pool, size_t n);
char *cell_pool_text(
	struct cell_pool *pool, const char *text, size_t n); /* a copy, NUL-terminated */
void cell_pool_free(struct cell_pool *pool);

char *cell_nothing(void); /* the empty text, for cells without any */

/* A new last row with a copy of the cells (their text stays where it is, the pool's). */
struct row *cell_add_row(struct sheet *s, size_t number, const struct cell *cells, size_t n);

/* A new last sheet; invalid after the next one is added. */
struct sheet *cell_add_sheet(struct book *b, const char *name);
void cell_free_sheet(struct sheet *s); /* what it owns; leaves an empty sheet */

#endif
