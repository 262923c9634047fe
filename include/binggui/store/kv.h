#ifndef BINGGUI_STORE_KV_H
#define BINGGUI_STORE_KV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/store/engine.h>

/*
 * The seam of the store: an ordered map from bytes to bytes with transactions.
 * It fits LMDB today and a distributed SQL engine tomorrow, so:
 *
 *   - keys are 1..400 bytes in memcmp order, values 0..64 KiB;
 *   - a transaction is short (no key press, no file, no clock inside) and may be
 *     run again by kv_run().  Bulk work commits about 50 ms worth of writes
 *     (some 15,000 puts); a build with -DKV_STRICT refuses more than
 *     KV_WRITES_MAX with KV_LIMIT, others trust the caller;
 *   - a write transaction guards first, in key order, then reads and writes;
 *   - one kv per path and process, one thread; not used across fork(): a child
 *     gets KV_LIMIT from everything and opens its own (kv_close() does nothing
 *     there).
 *
 * A broken rule is KV_LIMIT and changes nothing.  A put or del that failed
 * (KV_NOTFOUND apart) dooms its transaction: kv_commit() will return that status.
 *
 * The module's only state is a count of forks.
 *
 * Engines: "lmdb:/directory" and "mem:" (for tests; "mem:NAME" is shared by the
 * opens of one process, as two processes share a directory).
 */
struct kv;
struct kv_txn;

enum { KV_WRITES_MAX = 20000 };

/*
 * Opens a store.  NULL with a sentence when: there is none, it is damaged (a
 * data file of size 0, or shorter than its last page), it lies on nfs, cifs,
 * smb, 9p, fuse or vfat, permission is missing, it is already open in this
 * process.  In a directory owned by a group with group write (setgid or mode
 * g+w), files are made group-readable and -writable whatever the umask; else
 * they are 0600.  options may be NULL: read and write what exists.
 */
struct kv *kv_open(const char *url, const struct kv_options *options, struct err *e);
void kv_close(struct kv *kv); /* NULL is fine; open transactions are aborted */

/*
 * A transaction.  Reads see one state from begin to end.  A second write
 * transaction waits for another process's, and is KV_LIMIT while this kv has one
 * open (it would wait for itself).
 */
enum kv_status kv_begin(struct kv *kv, bool write, struct kv_txn **out);

/* value->at stays valid until the next write in t or the end of t, whichever is first. */
enum kv_status kv_get(struct kv_txn *t, struct kv_bytes key, struct kv_bytes *value);

/*
 * Calls `row` for keys in [low, high), ascending, or descending if `backwards`,
 * until it returns something other than KV_OK (KV_STOP ends the scan with
 * KV_OK; anything else is passed on) or `max` rows were seen (0 = no limit).
 * The row function may get and scan in t, but neither write in it nor end it.
 * low.n == 0 means "from the start", high.n == 0 "to the end".
 */
enum kv_status kv_scan(struct kv_txn *t, struct kv_bytes low, struct kv_bytes high, size_t max,
	bool backwards, kv_row *row, void *context);

/* Inserts or replaces.  key and value may point to what kv_get or kv_scan returned in t. */
enum kv_status kv_put(struct kv_txn *t, struct kv_bytes key, struct kv_bytes value);
enum kv_status kv_del(struct kv_txn *t, struct kv_bytes key); /* KV_NOTFOUND if it was not there */

/* Any two transactions that guard or write the same key conflict (no work on engines with one writer). */
enum kv_status kv_guard(struct kv_txn *t, struct kv_bytes key);

/* Durable on KV_OK; t is gone in any case (except inside its own scan: KV_LIMIT, and it is doomed). */
enum kv_status kv_commit(struct kv_txn *t);
void kv_abort(struct kv_txn *t); /* NULL is fine */

/*
 * Runs fn in a transaction and commits when it returns KV_OK; runs it again on
 * KV_CONFLICT (a few times) and after the map had to grow, so fn must be
 * repeatable and touch nothing outside.  False with a sentence on any other
 * status (磁盘已满 …); fn may put a sentence of its own into `e` before it
 * returns KV_STOP: then nothing is committed and the result is false if e has
 * a code, true otherwise.  e is cleared before each run of fn.
 */
typedef enum kv_status kv_fn(struct kv_txn *t, void *context);
bool kv_run(struct kv *kv, bool write, kv_fn *fn, void *context, struct err *e);

/*
 * Until NULL is given, kv_run(kv, false, …) reads in t, an open write transaction of this kv: whoever
 * reads that way sees what t has written so far.  What reads with kv_begin() sees the state before t.
 */
void kv_within(struct kv *kv, struct kv_txn *t);

/* Turns a status into a Chinese sentence (with the store's path and the system's reason); always false. */
bool kv_error(struct kv *kv, enum kv_status status, struct err *e);

/*
 * Not while this kv has a write transaction open.  KV_CHECK and KV_BACKUP read
 * everything in one transaction: the file may grow while others write.
 */
bool kv_admin(struct kv *kv, enum kv_admin what, const char *arg, struct err *e);
bool kv_stat(struct kv *kv, struct kv_stat *out, struct err *e);

#endif
