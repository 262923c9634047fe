#ifndef BINGGUI_DOMAIN_MATCHER_H
#define BINGGUI_DOMAIN_MATCHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/base/str.h>
#include <binggui/domain/pool.h>

/*
 * Which post for whom, by what match.yaml declares: a pair fits if all hard
 * conditions hold; its score is the sum of the parts that hold.  Best first; of equal
 * scores the smaller id first.  A pair that breaks one hard condition only is a near miss.
 */
struct matcher_hit {
	uint64_t id; /* of the post, or of the seeker: whichever was looked for */
	uint64_t person;
	size_t post, seeker; /* places in the pool */
	int32_t score;
	size_t broken; /* the hard condition; as many as there are = it fits */
};
struct matcher_hits {
	struct matcher_hit *at;
	size_t n, cap;
};

struct matcher_found {
	struct matcher_hits fitting, near; /* at most `limit` each */
	size_t looked, fits;               /* pairs looked at; those of them that fit */
	size_t *broken;                    /* how many pairs fail first at each hard condition */
	size_t full;                       /* posts that would fit but have no seat left */
};
void matcher_found_free(struct matcher_found *f);

/* The best posts of the pool for a seeker, or the best seekers for a post (places). */
void matcher_posts(struct pool *p, size_t seeker, size_t limit, struct matcher_found *out);
void matcher_people(struct pool *p, size_t post, size_t limit, struct matcher_found *out);

/*
 * How a pair stands, one side of it bound (pool_bind): true if it fits; *score is the sum
 * of its parts.
 */
bool matcher_judge(struct pool *p, size_t post, size_t seeker, size_t *broken, int32_t *score);

/* A part of a score, or (points 0, lack) what is missing; what could mend it stands behind. */
struct matcher_reason {
	const char *code;
	int32_t points;
	bool lack;
	char *text;
	char *mend; /* lines; "" = nothing here can */
};
struct matcher_reasons {
	struct matcher_reason *at;
	size_t n, cap;
	int32_t score;
};
void matcher_reasons_free(struct matcher_reasons *r);

/* Everything that counts for a pair and everything it lacks; out is replaced. */
void matcher_explain(struct pool *p, size_t post, size_t seeker, struct matcher_reasons *out);

/* The slip that goes with a referral, as match.yaml draws it; out is replaced. */
bool matcher_slip(
	struct archive *a, uint64_t post, uint64_t seeker, struct str *out, struct err *e);

/*
 * The live seeker record of a person: one that `where` lets in, else the newest.
 * ERR_NOTFOUND with a sentence if he has none.
 */
bool matcher_seeker_of(struct archive *a, uint64_t person, uint64_t *seeker, struct err *e);

#endif
