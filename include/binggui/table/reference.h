#ifndef BINGGUI_TABLE_REFERENCE_H
#define BINGGUI_TABLE_REFERENCE_H

#include <binggui/base/str.h>
#include <binggui/schema/def.h>
#include <binggui/schema/record.h>
#include <binggui/store/kv.h>

/*
 * What one record holds to name another: the natural key where its table has
 * one, else the record id ("3-1027").
 */
void reference_make(
	struct str *out, const struct def_table *t, const struct record *r); /* replaces out */

/* The id of the record meant; KV_NOTFOUND if there is none. */
enum kv_status reference_id(
	struct kv_txn *txn, const struct def_table *target, const char *reference, uint64_t *id);

#endif
