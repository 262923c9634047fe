#ifndef BINGGUI_STORE_ENGINE_H
#define BINGGUI_STORE_ENGINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <binggui/base/err.h>

/* The words of the seam, and what an engine behind it supplies.  Users include kv.h. */

struct kv_bytes {
	const void *at;
	size_t n;
};

/* The order of keys: memcmp, a shorter one before its extensions. */
static inline int kv_order(struct kv_bytes a, struct kv_bytes b)
{
	int c = memcmp(a.at, b.at, a.n < b.n ? a.n : b.n);

	return c ? c : (a.n > b.n) - (a.n < b.n);
}

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
	bool create; /* make the store if there is none; without it a missing one is ERR_NOINPUT */
	bool lazy; /* no commit waits for the disk: until KV_SYNC a power cut may destroy the store (store/fresh) */
	size_t map_size; /* LMDB: first size of the map in bytes, 0 = default (grows by itself) */
};

typedef enum kv_status kv_row(void *context, struct kv_bytes key, struct kv_bytes value);

enum kv_admin {
	KV_REAP, /* forget readers that died; arg unused */
	KV_BACKUP, /* a consistent copy while others write, read back; arg = new directory (mem: new name) */
	KV_CHECK, /* read every page, key and value; KV_IO if the engine finds damage */
	KV_SYNC,  /* make everything durable now */
};

struct kv_stat {
	uint64_t entries;
	uint64_t file_bytes;
	uint64_t map_bytes;
	uint64_t
		last_txn; /* grows with every commit by anybody: cheap to ask whether anything changed */
	unsigned readers; /* slots in use, dead ones included until they are reaped */
};

/*
 * kv.c checks the limits and the rules of use and runs on this table, so an
 * engine sees only keys and values of allowed size, no write in a reading
 * transaction or during a scan, at most one write transaction at a time, and no
 * call from behind a fork().
 */
struct kv_engine {
	const char *name; /* the url's scheme */
	void *(*open)(const char *path, const struct kv_options *options, struct err *e);
	void (*close)(void *env); /* no transaction is open */
	enum kv_status (*begin)(void *env, bool write, void **txn);
	enum kv_status (*get)(void *txn, struct kv_bytes key, struct kv_bytes *value);
	enum kv_status (*scan)(void *txn, struct kv_bytes low, struct kv_bytes high, size_t max,
		bool backwards, kv_row *row, void *context); /* may be nested in a row */
	enum kv_status (*put)(void *txn, struct kv_bytes key, struct kv_bytes value);
	enum kv_status (*del)(void *txn, struct kv_bytes key);
	enum kv_status (*commit)(void *txn); /* txn is gone in any case */
	void (*abort)(void *txn);
	enum kv_status (*admin)(void *env, enum kv_admin what, const char *arg, struct err *e);
	enum kv_status (*stat)(void *env, struct kv_stat *out);
	bool (*grow)(
		void *env); /* after KV_FULL from the map: bigger if possible; false = the disk is full */

	/*
	 * The system's reason for the last KV_IO, KV_FULL or KV_DENIED, 0 = none.
	 * EUCLEAN: the store is damaged.  With KV_FULL, ENOMEM: this machine cannot
	 * address more; EBUSY: no room in the map while another transaction is open.
	 */
	int (*last_errno)(const void *env);
};

#endif
