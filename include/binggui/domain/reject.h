#ifndef BINGGUI_DOMAIN_REJECT_H
#define BINGGUI_DOMAIN_REJECT_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/err.h>
#include <binggui/domain/plan.h>

#define REJECT_COLUMN "未导入原因"

/*
 * The rows that were not imported, to be mended and imported again: title and
 * header rows as they were, every column, and the reasons behind the last one.
 * A path ending in .xlsx gives a workbook (a sheet per sheet); any other a CSV
 * in the input's encoding (of an xlsx: UTF-8 with BOM).  *n gets the rows written;
 * with none no file is made.
 */
bool reject_write(const struct plan *p, const char *path, size_t *n, struct err *e);

/* "花名册.csv" -> "花名册-未导入.csv" beside it; replaces out. */
void reject_path(struct str *out, const char *file);

#endif
