#ifndef BINGGUI_STORE_KV_LMDB_H
#define BINGGUI_STORE_KV_LMDB_H

/*
 * LMDB behind the seam; the only file that knows <lmdb.h>.  Never WRITEMAP
 * (SIGBUS on a full disk), no DUPSORT, no NOSYNC.  Dead readers are reaped at
 * open and, by begin(), when the last time was a minute ago.  The map starts
 * small enough for 32-bit machines and grows; another process's growth is followed.
 * A reader's slot is tied to the transaction, not to the thread (NOTLS), so
 * several read transactions may be open at once.
 *
 * A commit that fails for another reason than room makes the environment
 * unusable: KV_IO until it is opened again (what the kernel did with the pages
 * is unknown, so nothing is tried a second time).
 */
struct kv_engine;
extern const struct kv_engine kv_lmdb;

#endif
