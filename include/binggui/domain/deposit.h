#ifndef BINGGUI_DOMAIN_DEPOSIT_H
#define BINGGUI_DOMAIN_DEPOSIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/domain/finding.h>
#include <binggui/domain/lexicon.h>
#include <binggui/schema/record.h>
#include <binggui/table/archive.h>

/*
 * What the values of one row add to the archive.  Nothing that is stored is ever
 * replaced: empty fields are filled, missing related records are made, and
 * a value that differs from the stored one is a conflict to be told (dup-conflict).
 *
 * A related record of the row is one that is there already if none of its
 * values contradicts it (1986-11 and 1986-11-02 agree); of identities the class
 * decides.  If all that are there contradict it, that is a conflict too and no record is made: whether
 * somebody served twice or one paper is wrong, only the clerk can know.
 */
struct deposit_part {
	const struct def_table *table;
	struct record base;   /* as stored; id 0 = a new record */
	struct record record; /* as it shall be */
	bool changed;
	bool owned; /* its owner is the first part */
	const struct def_field
		*via; /* the first part refers to it by this field; NULL = it does not */
};

struct deposit {
	struct deposit_part *at; /* the main record first */
	size_t n, cap;
	bool changes; /* any part is new or changed */
};

/*
 * A household of the row is the one with its number, else the one the person has
 * already; without either it cannot be told from others and nothing is made of it.
 *
 * `values` by slot number, NULL or "" = none; `id` of the stored main record,
 * 0 = a new one; `owner` of a table that hangs on another, else 0.  Conflicts are added to `conflicts` (may be NULL).
 */
bool deposit_make(struct deposit *d, struct archive *a, const struct lexicon *l,
	const char *const *values, uint64_t id, uint64_t owner, struct findings *conflicts,
	struct err *e);
/*
 * Of the records that hang on `owner`, the one that the values speak of (of a
 * table imported by itself): 0 if there is none.
 */
bool deposit_match(struct archive *a, const struct lexicon *l, const char *const *values,
	uint64_t owner, uint64_t *id, struct err *e);

void deposit_free(struct deposit *d);

/* Whether two canonical values of a field can both be true: equal, or dates that agree as far as both are known. */
bool deposit_agree(const struct def_field *f, const char *a, const char *b);

#endif
