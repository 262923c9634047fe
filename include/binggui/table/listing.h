#ifndef BINGGUI_TABLE_LISTING_H
#define BINGGUI_TABLE_LISTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/schema/expr.h>
#include <binggui/table/archive.h>
#include <binggui/table/table.h>

/*
 * All ids of a table that satisfy a condition, by id or in an order: what a
 * view holds when no index can be walked for it.  8 bytes an id, and while
 * sorting by a field without an index the keys of all of them.
 */

/* Ascending ids of the live records that satisfy `where` (NULL = all); replaces out. */
bool listing_make(struct archive *a, const struct def_table *t, const struct expr *where,
	struct ids *out, struct err *e);

bool listing_has(const struct ids *ascending, uint64_t id);

/* Whether an index keeps the table in the order of this field (NULL = by id), each record once. */
bool listing_walkable(const struct def_table *t, const struct def_field *sort);

/* Puts ascending ids into the order of a field (NULL = by id), equal values by id; replaces out. */
bool listing_order(struct archive *a, const struct def_table *t, const struct def_field *sort,
	bool descending, const struct ids *ascending, struct ids *out, struct err *e);

#endif
