#ifndef BINGGUI_DOMAIN_GIVENBEFORE_H
#define BINGGUI_DOMAIN_GIVENBEFORE_H

#include <stddef.h>

#include <binggui/base/map.h>
#include <binggui/domain/finding.h>
#include <binggui/schema/record.h>
#include <binggui/table/archive.h>

/*
 * What a register's `unique:` of level warn says about a row of a file: the same help to the same person
 * in the same period, whether that is in the archive or in a row before.  Start empty ({0}).
 */
struct givenbefore {
	struct map rows; /* rule and values -> the rows that had them */
};
void givenbefore_free(struct givenbefore *g);

/* Whether the register says anything of that kind. */
bool givenbefore_asked(const struct def_table *t);

/*
 * Adds what is to be told of the record of that row, which then counts as a row before.  `stored` false:
 * the archive has no records to compare with.  False if the store fails.
 */
bool givenbefore_row(struct givenbefore *g, struct archive *a, const struct def_table *t,
	const struct record *r, size_t row, bool stored, struct findings *out, struct err *e);

#endif
