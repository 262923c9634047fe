#ifndef BINGGUI_STORE_KV_H
#define BINGGUI_STORE_KV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>

/*
 * The seam of the store: an ordered map from bytes to bytes with transactions.
 * It fits LMDB today and a distributed SQL engine tomorrow (trust.md C.4), so:
 *
 *   - keys are 1..400 bytes in memcmp order, values 0..64 KiB;
 *   - a transaction is short (no key press, no file, no clock inside) and may be
 *     run again by kv_run();
 *   - a write transaction guards first, in key order, then reads and writes;
 *   - one kv per path and process; not used across fork().
 *
 * Engines: "lmdb:/directory" and "mem:" (for tests; "mem:NAME" is shared by the
 * opens of one process, as two processes share a directory).
 */
struct kv;
struct kv_txn;

struct kv_bytes {
	const void *at;
	size_t n;
};

enum kv_status {
	KV_OK,
	KV_NOTFOUND,
	KV_CONFLICT, /* run the transaction again */
	KV_MAYBE,    /* the commit's outcome is unknown: look for your op_id */
	KV_FULL,     /* no room on the disk; nothing was changed */
	KV_LIMIT,    /* key, value or transaction too large, or a broken rule of use */
	KV_IO,       /* the engine is unusable: close and reopen */
	KV_DENIED,   /* no permission, or opened read-only */
	KV_STOP,     /* returned by a callback: abort without failure */
};

enum { KV_KEY_MAX = 400, KV_VALUE_MAX = 65536 };

struct kv_options {
	bool read_only;
	bool create;     /* make the store if there is none; without it a missing one is ERR_NOINPUT */
	size_t map_size; /* LMDB: first size of the map in bytes, 0 = default (grows by itself) */
};

/*
 * Opens a store.  NULL with a sentence when: there is none, it is damaged (a
 * data file of size 0, or shorter than its last page), it lies on nfs, cifs,
 * smb, 9p, fuse or vfat, permission is missing, it is already open in this
 * process.  In a directory owned by a group with group write (setgid or mode
 * g+w), files are made group-readable and -writable whatever the umask; else
 * they are 0600.
 */
struct kv *kv_open(const char *url, const struct kv_options *options, struct err *e);
void kv_close(struct kv *kv); /* NULL is fine; open transactions are aborted */

/* A transaction.  Reads see one state from begin to end; a second write transaction waits. */
enum kv_status kv_begin(struct kv *kv, bool write, struct kv_txn **out);

/* value->at stays valid until the next write in t or the end of t, whichever is first. */
enum kv_status kv_get(struct kv_txn *t, struct kv_bytes key, struct kv_bytes *value);

/*
 * Calls `row` for keys in [low, high), ascending, or descending if `backwards`,
 * until it returns something other than KV_OK (KV_STOP ends the scan with
 * KV_OK; anything else is passed on) or `max` rows were seen (0 = no limit).
 * The row function may not write in t.  high.n == 0 means "to the end".
 */
typedef enum kv_status kv_row(void *context, struct kv_bytes key, struct kv_bytes value);
enum kv_status kv_scan(struct kv_txn *t, struct kv_bytes low, struct kv_bytes high, size_t max,
	bool backwards, kv_row *row, void *context);

enum kv_status kv_put(struct kv_txn *t, struct kv_bytes key, struct kv_bytes value); /* insert or replace */
enum kv_status kv_del(struct kv_txn *t, struct kv_bytes key); /* KV_NOTFOUND if it was not there */

/* Any two transactions that guard or write the same key conflict (no work on engines with one writer). */
enum kv_status kv_guard(struct kv_txn *t, struct kv_bytes key);

enum kv_status kv_commit(struct kv_txn *t); /* durable on KV_OK; t is gone in any case */
void kv_abort(struct kv_txn *t);            /* NULL is fine */

/*
 * Runs fn in a transaction and commits when it returns KV_OK; runs it again on
 * KV_CONFLICT (a few times) and after the map had to grow, so fn must be
 * repeatable and touch nothing outside.  False with a sentence on any other
 * status (磁盘已满 …); fn may put a sentence of its own into `e` before it
 * returns KV_STOP: then nothing is committed and the result is false if e has
 * a code, true otherwise.
 */
typedef enum kv_status kv_fn(struct kv_txn *t, void *context);
bool kv_run(struct kv *kv, bool write, kv_fn *fn, void *context, struct err *e);

/* Turns a status into a Chinese sentence (with the store's path and the system's reason); always false. */
bool kv_error(struct kv *kv, enum kv_status status, struct err *e);

enum kv_admin {
	KV_REAP,   /* forget readers that died; arg unused */
	KV_BACKUP, /* a consistent copy while others write; arg = new directory */
	KV_CHECK,  /* walk every key and value; KV_IO if the engine finds damage */
	KV_SYNC,   /* make everything durable now */
};
bool kv_admin(struct kv *kv, enum kv_admin what, const char *arg, struct err *e);

struct kv_stat {
	uint64_t entries;
	uint64_t file_bytes;
	uint64_t map_bytes;
	uint64_t last_txn;   /* grows with every commit by anybody: cheap to ask whether anything changed */
	unsigned readers;
};
bool kv_stat(struct kv *kv, struct kv_stat *out, struct err *e);

/* What an engine supplies; kv.c checks limits and rules and runs on this table. */
struct kv_engine {
	const char *name; /* the url's scheme */
	void *(*open)(const char *path, const struct kv_options *options, struct err *e);
	void (*close)(void *env);
	enum kv_status (*begin)(void *env, bool write, void **txn);
	enum kv_status (*get)(void *txn, struct kv_bytes key, struct kv_bytes *value);
	enum kv_status (*scan)(void *txn, struct kv_bytes low, struct kv_bytes high, size_t max,
		bool backwards, kv_row *row, void *context);
	enum kv_status (*put)(void *txn, struct kv_bytes key, struct kv_bytes value);
	enum kv_status (*del)(void *txn, struct kv_bytes key);
	enum kv_status (*commit)(void *txn);
	void (*abort)(void *txn);
	enum kv_status (*admin)(void *env, enum kv_admin what, const char *arg, struct err *e);
	enum kv_status (*stat)(void *env, struct kv_stat *out);
	bool (*grow)(void *env);               /* after KV_FULL from the map: bigger if possible; false = the disk is full */
	int (*last_errno)(const void *env);    /* the system's reason for the last KV_IO/KV_FULL/KV_DENIED, 0 = none */
};

#endif
