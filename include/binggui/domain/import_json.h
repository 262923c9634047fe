#ifndef BINGGUI_DOMAIN_IMPORT_JSON_H
#define BINGGUI_DOMAIN_IMPORT_JSON_H

#include <stddef.h>

#include <binggui/base/str.h>
#include <binggui/domain/plan.h>

/*
 * The answer of `binggui import --json`: one object {"file","encoding","header_row","columns":[{"sheet",
 * "column","heading","field","why"}],"rows":[{"row","sheet","outcome","id","problems":[{"field","code",
 * "text"}],"values":{…}}],"counts":{…},"changes":{…}}.  `why` is mapping_name().
 * "id" is the identity number as understood (for tables without one, the record's id), "" if there
 * is none; encoding is "xlsx" for a workbook.  In the values of a table that hangs on another the
 * owner ("person", "employer") is its identity number as understood, the name of one that may be made,
 * else its record's id.
 */
void import_json(struct str *out, const struct plan *p, const char *file); /* replaces out */

/* The same in pieces, for large files: head, every row, tail; each appends to out. */
void import_json_head(struct str *out, const struct plan *p, const char *file);
void import_json_row(struct str *out, const struct plan *p, size_t row); /* its comma included */
void import_json_tail(struct str *out, const struct plan *p);

/* A file that could not be read or has no heading: the same object with "error" and no rows; replaces out. */
void import_json_refused(struct str *out, const char *file, const char *why);

#endif
