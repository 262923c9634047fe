#ifndef BINGGUI_SCHEMA_AUTHORS_H
#define BINGGUI_SCHEMA_AUTHORS_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/str.h>
#include <binggui/schema/def.h>

/*
 * Which moves write a field, or make the records of a register: what `by: moves` leaves to them,
 * and what a refusal names.
 */
struct author {
	const struct def_table *table; /* whose move it is */
	const struct def_move *move;
};
struct authors {
	struct author *at;
	size_t n, cap;
};
void authors_free(struct authors *a);

/* The moves of any register that ask for the field or set it, those of its own register first. */
void authors_of_field(const struct defs *d, const struct def_table *t, const struct def_field *f,
	struct authors *out);

/* The moves of any register that make a record of this one: by their log, or by `make: yes`. */
void authors_of_records(const struct defs *d, const struct def_table *t, struct authors *out);

/* Whether the move itself asks for that field of its own register, or sets it. */
bool authors_writes(const struct def_move *m, const struct def_field *f);

/*
 * Whether a record that is entered in a later state than the first (an old one, keyed in) brings the
 * field: a move that changes the state writes it, and it is not worked out by `fill:`.
 */
bool authors_brought(const struct def_table *t, const struct def_field *f);

/* “恢复”“延期”, or 《救助慰问》的“发放” where it is another register's; appends, a few of them. */
void authors_tell(const struct authors *a, const struct def_table *from, struct str *out);

#endif
