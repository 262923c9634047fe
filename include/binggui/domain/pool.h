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
	struct record **people;                      /* of each seeker */
	const struct record *post, *seeker, *person; /* at hand */
	struct record pair;  /* to be tested: conditions over the two at hand */
	struct expr_env env; /* follows to those at hand */
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

/* Puts a post and a seeker at hand (places in the sides). */
void pool_take(struct pool *p, size_t post, size_t seeker);

/* How many people can still be sent to a post. */
uint32_t pool_seats(struct pool *p, size_t post);

/* The place of an id; false if it is not there. */
bool pool_find(const struct pool_side *s, uint64_t id, size_t *at);

#endif
