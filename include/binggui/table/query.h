#ifndef BINGGUI_TABLE_QUERY_H
#define BINGGUI_TABLE_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/schema/expr.h>
#include <binggui/schema/record.h>
#include <binggui/table/archive.h>

/*
 * All live records that satisfy a condition, by id, through an index where the
 * condition has a term that one can answer.  The record is the callee's for the
 * length of the call; false stops.  where NULL = all.
 */
typedef bool query_row(void *context, const struct record *r);
bool query_run(struct archive *a, const struct def_table *t, const struct expr *where,
	query_row *row, void *context, struct err *e);
bool query_count(struct archive *a, const struct def_table *t, const struct expr *where,
	size_t *count, struct err *e);

#endif
