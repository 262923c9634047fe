#ifndef BINGGUI_DOMAIN_MERGE_H
#define BINGGUI_DOMAIN_MERGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/base/str.h>
#include <binggui/schema/check.h>
#include <binggui/schema/record.h>
#include <binggui/table/archive.h>

/*
 * Two records that turned out to be the same person become one: `keep` stays, gets
 * what it lacks from `other` and every record that refers to `other`, which is
 * voided.  All of it is one batch, so that batch_undo() is the unmerge: what
 * somebody changed since stays as it is and is listed.
 */
enum merge_side { MERGE_KEEP, MERGE_OTHER, MERGE_OPEN /* not chosen yet */ };

enum merge_kind {
	MERGE_DIFFER,     /* one of the two is chosen */
	MERGE_ONLY_OTHER, /* fills what keep lacks */
	MERGE_ONLY_KEEP,
	MERGE_UNITED, /* several values: those of both */
};

struct merge_field {
	const struct def_field *field;
	enum merge_kind kind;
	enum merge_side chosen;
};

/* A record that refers to other. */
struct merge_move {
	const struct def_table *table;
	uint64_t id;
};

/*
 * Both have a record of which there may be only one: one is chosen, the other voided, or ended as
 * `merged:` of what forbids both says.
 */
struct merge_rival {
	const struct def_table *table;
	uint64_t ids[2]; /* by enum merge_side */
	enum merge_side chosen;
	const struct def_unique *unique; /* what forbids both; NULL = the reference itself */
	enum merge_side older;           /* whose is the older, by the day of the register */
};

/* Whether the other one is ended rather than voided. */
bool merge_ends(const struct merge_rival *r);

struct merge_related {
	struct {
		struct merge_move *at;
		size_t n, cap;
	} moves; /* by table; rivals are not among them */
	struct {
		struct merge_rival *at;
		size_t n, cap;
	} rivals;
};

struct merge {
	struct archive *archive;
	const struct def_table *table;
	struct record sides[2]; /* by enum merge_side, as they were read */
	struct {
		struct merge_field *at;
		size_t n, cap;
	} fields;    /* in which they differ: what is to be chosen comes first */
	size_t same; /* fields that hold the same */
	struct merge_related related;
	uint64_t batch; /* set by merge_apply */
};

/*
 * Reads both and all that refers to other; replaces m.  ERR_USAGE if they are one, one is
 * voided, or one refers to the other (then they are two).
 */
bool merge_plan(struct merge *m, struct archive *a, const struct def_table *t, uint64_t keep,
	uint64_t other, struct err *e);
void merge_free(struct merge *m);

/* Chooses for a field that differs, and for those that say one thing together with it (merge_leader). */
void merge_choose(struct merge *m, size_t field, enum merge_side side);
void merge_choose_rest(struct merge *m, enum merge_side side); /* whatever is still open */
size_t merge_undecided(const struct merge *m);                 /* fields and rivals */

/* keep as it will be; out is replaced.  What is open is as keep has it. */
void merge_result(const struct merge *m, struct record *out);

/* "服役经历 2、身份 1": what moves, by table; "" if nothing.  Replaces out. */
void merge_moves_text(const struct merge *m, struct str *out);

/* What was or will be done, in one Chinese sentence; replaces out. */
void merge_summary(const struct merge *m, struct str *out);

/*
 * Does it.  ERR_USAGE while something is open, ERR_CHECK if the result breaks the
 * definition, ERR_CONFLICT if somebody changed what was planned with: then nothing was written.
 */
bool merge_apply(struct merge *m, struct err *e);

#endif
