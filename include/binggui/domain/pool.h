#ifndef BINGGUI_DOMAIN_POOL_H
#define BINGGUI_DOMAIN_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/schema/expr.h>
#include <binggui/schema/match.h>
#include <binggui/schema/record.h>
#include <binggui/table/archive.h>
#include <binggui/table/table.h>

/*
 * The posts and the people of one question, in memory: of each record only the
 * values that match.yaml looks at, read in one walk through its table, and whatever
 * else its conditions lead to (areas, employers), read once.  It is a picture of the store
 * at that moment; nothing here changes it.
 */
struct pool_side {
	struct record *at; /* ascending ids; only the fields of match_uses() */
	size_t n, cap;
};

struct pool {
	struct archive *archive;
	const struct def_match *match;
	struct pool_side posts, seekers;
	struct record **people;                 /* of each seeker */
	const struct record *pair[MATCH_SIDES]; /* at hand */
	const struct record *person;            /* of the seeker at hand */
	struct expr_env env;                    /* follows to him at once */
	struct pool_bound *bound;               /* what pool_bind() made; NULL = nothing */
	struct pool_inner *inner;
};

/*
 * ids NULL: all records that the side's `where` lets in; else those named, whatever
 * their state.  Seekers whose person is no longer there are left out.
 * NULL if the store fails, or (ERR_CONFIG) if screens/ has no `match:`.
 */
struct pool *pool_open(
	struct archive *a, const struct ids *posts, const struct ids *seekers, struct err *e);
void pool_close(struct pool *p); /* NULL is fine */

/*
 * The conditions for one post or one seeker (its place), as far as they can be worked out
 * without the other side: for a walk over many.  What holds for all, and what
 * counts for all or for none, is left out of the lists.  Holds until the next pool_bind(); NULL-safe.
 */
struct pool_must {
	size_t of;         /* which hard condition */
	struct expr *rule; /* NULL: all, in */
	struct expr *all, *in;
};
struct pool_part {
	struct expr *when;
	int32_t points;
	int32_t rest; /* the most that it and those behind it can add */
};
struct pool_bound {
	int open;               /* the side that the conditions are over */
	struct pool_must *must; /* in the order declared */
	size_t n_must;
	struct pool_part *part; /* those that can add most first */
	size_t n_part;
	int32_t base; /* what all get */
};
void pool_bind(struct pool *p, int side, size_t at);
void pool_unbind(struct pool *p);

/* Puts a post and a seeker at hand (places in the sides). */
void pool_take(struct pool *p, size_t post, size_t seeker);

/* How many people can still be sent to a post. */
uint32_t pool_seats(struct pool *p, size_t post);

/* The place of an id; false if it is not there. */
bool pool_find(const struct pool_side *s, uint64_t id, size_t *at);

#endif
