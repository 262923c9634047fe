#ifndef BINGGUI_TABLE_INDEX_H
#define BINGGUI_TABLE_INDEX_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/schema/record.h>
#include <binggui/store/key.h>
#include <binggui/store/kv.h>
#include <binggui/table/archive.h>

/*
 * Index entries of records, kept within the transaction of a save.
 *
 *	I table field <type_key bytes> id    of every live record, those without a value too, so that
 *	                                     walking one index lists the whole table in that order
 *	U table field <value> -> id          of every live record that has a value
 *
 * The bytes of I are an order (pinyin, earliest day), not the value: two values
 * may share them, so whoever looks for a value looks into the record too.
 */

/* `index: yes`, the owner field and the field a list is sorted by. */
bool index_kept(const struct def_table *t, const struct def_field *f);

/* Prefix of all entries of a field; of those with one value; one entry. */
void index_field(struct key *k, const struct def_table *t, const struct def_field *f);
void index_value(
	struct key *k, const struct def_table *t, const struct def_field *f, const char *value);
void index_entry(struct key *k, const struct def_table *t, const struct def_field *f,
	const char *value, uint64_t id);
bool index_id(struct kv_bytes key, uint64_t *id); /* of an I key, or of a record's */

void index_unique(
	struct key *k, const struct def_table *t, const struct def_field *f, const char *value);
bool index_unique_id(struct kv_bytes value, uint64_t *id); /* the value of a U entry */

/*
 * Brings the entries from `old` (NULL, or voided = none) to `new` (likewise):
 * only what differs is written.  KV_STOP with *taken set if another live record
 * has a value that must be unique (*holder = its id).
 */
enum kv_status index_change(struct kv_txn *txn, const struct def_table *t, const struct record *old,
	const struct record *new, const struct def_field **taken, uint64_t *holder);

#endif
