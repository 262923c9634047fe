#ifndef BINGGUI_DOMAIN_CHAPTERS_H
#define BINGGUI_DOMAIN_CHAPTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/table/archive.h>
#include <binggui/table/table.h>

/*
 * The registers that make up one record's book (`book:` of its table), and what in
 * each of them belongs to it: the records that hang on it, those that name it in an
 * indexed reference (the rounds of honours a person was put forward in), and those that
 * belong to what it refers to itself (the plaque of a person's household).
 */
struct chapter {
	const struct def_table *table;
	const struct def_field
		*link;               /* the reference by which the register's records belong here */
	const struct def_field *via; /* of the record: what the link points to; NULL = the record */
	struct ids ids;              /* newest first: by the register's `day:`, else by id */
};
struct chapters {
	struct chapter *at; /* in the order of `book:` */
	size_t n, cap;
};
void chapters_free(struct chapters *c);

/* The chapters without their records; names that do not lead here are left out. */
void chapters_make(struct chapters *c, const struct defs *d, const struct def_table *t);

/* Reads which records each chapter holds; false with the failure, what was read before stays. */
bool chapters_read(struct chapters *c, struct archive *a, const struct def_table *t,
	const struct record *r, struct err *e);

/* What the link of a new record in that chapter holds (replaces out); "" if there is nothing to belong to. */
void chapter_reference(const struct chapter *c, const struct def_table *t, const struct record *r,
	struct str *out);

#endif
