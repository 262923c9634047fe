#ifndef BINGGUI_DOMAIN_EACHNEW_H
#define BINGGUI_DOMAIN_EACHNEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/domain/bulk.h>
#include <binggui/table/archive.h>

/*
 * One new record of a register for each of many (an insurance paid for all who are sixty, a
 * yearly confirmation, a list of those who go away together): the same values, each held against
 * the rules by itself, all under one batch, so that they can be undone whole.
 */
struct eachnew {
	struct archive *archive;
	const struct def_table *from, *into;
	const struct def_field *by;  /* the reference of `into` to `from` (eachnew_by) */
	const struct record *values; /* of `into`, but for that reference */
	const uint64_t *ids;         /* of `from` */
	size_t n;
	bool (*progress)(void *context, size_t done, size_t all); /* NULL; false stops */
	void *context;
};

/* The owner if it is that table, else the first reference to it; NULL if there is none. */
const struct def_field *eachnew_by(const struct def_table *into, const struct def_table *from);

/*
 * `changed` of out is how many were made; failures name whom there is none for and why.
 * False only if the store fails; what was made before is in `out` all the same.
 */
bool eachnew_run(const struct eachnew *x, struct bulk_result *out, struct err *e);

#endif
