#ifndef BINGGUI_DOMAIN_REFERRING_H
#define BINGGUI_DOMAIN_REFERRING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/schema/record.h>
#include <binggui/table/archive.h>
#include <binggui/table/change.h>

/*
 * The live records that refer to one: those that hang on it and those that name it in any
 * other field, of whatever table.  A table without an index on the field is read whole.
 */
struct referrer {
	const struct def_table *table;
	const struct def_field *field; /* once for each field that does */
	uint64_t id;
};
struct referring {
	struct referrer *at; /* by table and field */
	size_t n, cap;
};
void referring_free(struct referring *r);

bool referring_find(struct archive *a, const struct def_table *target, const struct record *r,
	struct referring *out, struct err *e); /* replaces out */

/*
 * Whether a save leaves nothing that refers to nothing: a record named by its natural key (an area,
 * a station, a household) is not voided and keeps its key while records that are not among the
 * changes name it.  False with a sentence that counts them.
 */
bool referring_keep(struct archive *a, const struct change *changes, size_t n, struct err *e);

/* Whatever in r (of t) refers to `old` refers to `new`, each once. */
void referring_change(const struct def_table *target, const struct record *old,
	const struct record *new, const struct def_table *t, struct record *r);

#endif
