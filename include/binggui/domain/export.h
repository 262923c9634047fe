#ifndef BINGGUI_DOMAIN_EXPORT_H
#define BINGGUI_DOMAIN_EXPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/base/str.h>
#include <binggui/table/archive.h>

/*
 * Records written to a file that leaves the program: one sheet, labels on top.
 *
 * An identity number, an account or an area code stays text.  What a
 * spreadsheet would take for a formula does not become one.  Secret fields are masked
 * unless a reason to show them is given.  Every export is a journal
 * entry, written before the file is; the file stands beside and is renamed when it is whole.
 */
enum export_format {
	EXPORT_XLSX,
	EXPORT_CSV,         /* UTF-8 with its mark */
	EXPORT_CSV_GB18030, /* for old spreadsheets */
};

struct export_plan {
	struct archive *archive;
	const struct def_table *table;
	const struct def_field *const *fields;
	const size_t *widths; /* terminal columns of each field; NULL = by type */
	size_t n_fields;
	const uint64_t *ids; /* in the order wanted; voided ones are left out */
	size_t n_ids;
	const char *path;
	enum export_format format;
	const char *condition; /* for the journal; NULL = all */
	const char *reveal;    /* why secret fields are written in full; NULL or "" = masked */
	bool (*progress)(void *context, size_t done, size_t all); /* NULL; false stops */
	void *context;
};

/* *rows gets the records written.  ERR_STOPPED if progress said so; there is no file then. */
bool export_run(const struct export_plan *x, size_t *rows, struct err *e);

/*
 * The format a file's name and an encoding (NULL, UTF-8, GBK, GB18030) ask for;
 * ERR_USAGE for any other ending than .xlsx and .csv.
 */
bool export_format(const char *path, const char *encoding, enum export_format *out, struct err *e);

/* Whether one of the fields is secret. */
bool export_secret(const struct def_field *const *fields, size_t n);

/*
 * A cell as CSV may hold it (replaces out): an apostrophe goes before what begins
 * with = + - @ TAB CR LF, full-width ones too, and before digits a spreadsheet would
 * round or strip of zeros (12 and more, or a 0 in front; the import takes it off these again).
 */
void export_neutral(struct str *out, const char *text);

#endif
