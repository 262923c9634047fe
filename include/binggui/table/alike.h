#ifndef BINGGUI_TABLE_ALIKE_H
#define BINGGUI_TABLE_ALIKE_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/schema/record.h>
#include <binggui/table/reading.h>

/*
 * Ids of the other live records that hold the same as r in all fields of a rule, ascending.
 * They are looked for by an index of one of the fields, of which *first says the one that led to
 * few the last time (0 at first; it is changed): records saved in a row are mostly of a kind.
 */
bool alike_list(struct archive *a, const struct def_table *t, const struct def_unique *u,
	const struct record *r, size_t *first, struct ids *out, struct err *e);

#endif
