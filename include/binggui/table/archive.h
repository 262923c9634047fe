#ifndef BINGGUI_TABLE_ARCHIVE_H
#define BINGGUI_TABLE_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/schema/def.h>
#include <binggui/schema/expr.h>
#include <binggui/schema/type.h>
#include <binggui/store/kv.h>
#include <binggui/table/space.h>

/*
 * An opened store together with what screens/ declares and with whoever is
 * working in it.  The other modules of this layer take it first.  Opening
 * gives every table and field its number (new ones are written, so adding a
 * field needs no migration) and keeps the texts of the definitions as the last good ones.
 */
struct joined;
struct change;

struct archive {
	struct kv *kv;
	struct defs *defs; /* borrowed from the opener unless loaded from the store (owns_defs) */
	bool owns_defs;
	uint16_t station;        /* prefix of record ids made here */
	char user[64];           /* who saves; journalled */
	char *place;             /* the store's path, for messages */
	int64_t (*now_ms)(void); /* the clock; tests set a fixed one */
	/* What else is saved with these changes (joining.h); NULL = nothing ever.  Asked before every save. */
	bool (*join)(struct archive *a, const struct change *changes, size_t n, struct joined *more,
		struct err *e);
	struct type_context types; /* today, references resolved in this archive */
	struct expr_env env;       /* evaluates conditions against this archive */
	/*
	 * Asked now and then by walks over a whole register and what is made of them (query, a view's
	 * order); false stops them with ERR_STOPPED.  NULL = nobody waits.
	 */
	bool (*pace)(void *context, uint64_t done, uint64_t all);
	void *pace_context;
	struct archive_inner *inner;
};

struct archive_options {
	struct defs *defs; /* NULL: the last good definitions kept in the store */
	const char *user;  /* NULL = "?" */
	struct date today; /* none = the clock's */
	bool create;       /* a new store; refused if there is one */
	bool read_only;
	bool lazy;        /* a new store that is not kept before archive_sync() */
	uint16_t station; /* of a new store; 1 if 0 */
};

/* NULL with a sentence: no store there, damaged, made by a newer program, definitions that contradict stored ones (a field changed from unique with doubles …). */
struct archive *archive_open(const char *url, const struct archive_options *options, struct err *e);
void archive_close(struct archive *a); /* NULL is fine */

/* Makes durable what was saved lazily. */
bool archive_sync(struct archive *a, struct err *e);

/* A number that differs whenever anybody has saved anything: ask it to know whether to look again. */
uint64_t archive_tick(struct archive *a);

/*
 * A walk over many records that follows references: what they lead to is read once and
 * not asked after again until it is let go.  What others save meanwhile shows in archive_tick().
 */
void archive_hold(struct archive *a, bool held);

/*
 * False with the sentence if, since it was last asked, something could not be read while a computed
 * value, a condition or a title was made: those have no place for an error and come out empty.
 */
bool archive_trouble(struct archive *a, struct err *e);

/*
 * Until NULL is given, everything here reads in that write transaction of a->kv and sees what it has
 * written; to be called again after each write, for what was read is remembered in between.
 */
void archive_within(struct archive *a, struct kv_txn *txn);

/* Settings that belong to the store ("county", "mode" 正式库|练习库, …). "" if unset; out is replaced. */
bool archive_setting(struct archive *a, const char *name, struct str *out, struct err *e);
bool archive_set(struct archive *a, const char *name, const char *value, struct err *e);

/* Live records of a table (kept as a counter). */
uint64_t archive_count(struct archive *a, const struct def_table *t);

#endif
