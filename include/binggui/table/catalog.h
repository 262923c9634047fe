#ifndef BINGGUI_TABLE_CATALOG_H
#define BINGGUI_TABLE_CATALOG_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/base/str.h>
#include <binggui/schema/def.h>
#include <binggui/store/kv.h>

/*
 * What the store knows of the definitions: a number for every table and field
 * that ever had a name here, and the texts they were last loaded from.
 */

/* Fills the numbers into defs.  *missing becomes true if a table or field has none yet. */
enum kv_status catalog_read(struct kv_txn *txn, struct defs *d, bool *missing);

/* Gives numbers to all that have none and fills them in; catalog_read comes first. */
enum kv_status catalog_number(struct kv_txn *txn, struct defs *d);

/* Works out, once, the hash of the texts that the store knows them by. */
void catalog_digest(struct defs *d);

/* Whether the texts kept are these; and keeping them (nothing is done for definitions without texts). */
enum kv_status catalog_kept(struct kv_txn *txn, struct defs *d, bool *kept);
enum kv_status catalog_keep(struct kv_txn *txn, struct defs *d);

/* The definitions kept, loaded anew; NULL with a sentence if there are none or they are damaged. */
struct defs *catalog_load(struct kv *kv, struct err *e);

#endif
