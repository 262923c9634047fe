#ifndef BINGGUI_TABLE_MERGE_H
#define BINGGUI_TABLE_MERGE_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/schema/def.h>
#include <binggui/schema/record.h>

/*
 * Two people have edited the same record: base is what both saw, theirs is
 * stored, mine is to be stored.  What only one side changed goes in; what both
 * changed alike is no conflict; what both changed differently is, and nobody wins.
 *
 * Fields that say one thing together are never mixed from two hands: a
 * number and what is derived `from` it (sex, birth), and the person's name with them.
 */
struct merge_clashes {
	const struct def_field **at;
	size_t n, cap;
};

/* True: out (replaced) is the merged record, with theirs' id, version and entry.  False: the clashing fields are added to clashes. */
bool merge_records(const struct def_table *t, const struct record *base,
	const struct record *theirs, const struct record *mine, struct record *out,
	struct merge_clashes *clashes);

/* The field that leads the group f belongs to: f itself if it stands alone. */
const struct def_field *merge_leader(const struct def_table *t, const struct def_field *f);

/* Whether any field differs (voided or not is no field). */
bool merge_same(const struct record *a, const struct record *b);

#endif
