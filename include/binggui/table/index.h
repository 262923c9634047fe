#ifndef BINGGUI_TABLE_INDEX_H
#define BINGGUI_TABLE_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/schema/def.h>
#include <binggui/schema/record.h>
#include <binggui/store/kv.h>
#include <binggui/table/space.h>

/*
 * The two kinds of index a field can declare, for live records only.  A value
 * of several lines stands in them once for each line.
 *
 *	unique   U table field value -> id    value as it is; a long one ends in its hash
 *	plain    I table field key id         key = the type's key bytes: ranges and sorting work
 *
 * Every live record stands in the plain index, with an empty key if it has no value.
 */
bool index_kept(const struct def_table *t,
	const struct def_field
		*f); /* a plain one: `index: yes`, the owner, the field a list is sorted by */

/* The prefix of all plain entries of a field, of those of one value, and the id at a plain entry's end. */
void index_field(struct key *k, const struct def_table *t, const struct def_field *f);
void index_value(
	struct key *k, const struct def_table *t, const struct def_field *f, const char *value);
bool index_id(struct kv_bytes key, uint64_t *id);

/* Whether the entries of one value can be of no other: else the records have to be looked at too. */
bool index_exact(const struct def_field *f, const char *value);

/* The key of a unique value. */
void index_unique(
	struct key *k, const struct def_table *t, const struct def_field *f, const char *value);

/* A unique value of `new` that another live record has. */
struct index_clash {
	const struct def_field *field;
	uint64_t id;
};

/* The first such value from *from on (an index into t->fields; moved behind what was found); clash->field NULL = none. */
enum kv_status index_clash(struct kv_txn *txn, const struct def_table *t, const struct record *old,
	const struct record *new, size_t *from, struct index_clash *clash);

/* Writes what differs between a record as it was (NULL = none) and as it is; `new` carries the id. */
enum kv_status index_change(struct kv_txn *txn, const struct def_table *t, const struct record *old,
	const struct record *new);

/* Calls for every entry a live record must have; for check.  False stops. */
typedef bool index_row(void *context, const struct def_field *f, const struct key *k, bool unique);
void index_entries(
	const struct def_table *t, const struct record *r, index_row *row, void *context);

/* What of the table is indexed, as text: differs when the definition does. */
void index_signature(struct str *out, const struct def_table *t); /* replaces out */

#endif
