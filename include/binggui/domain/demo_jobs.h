#ifndef BINGGUI_DOMAIN_DEMO_JOBS_H
#define BINGGUI_DOMAIN_DEMO_JOBS_H

#include <binggui/domain/demo_county.h>

enum { DEMO_EMPLOYERS = 30, DEMO_POSTS = 46 };
struct demo_market {
	uint64_t employers[DEMO_EMPLOYERS], posts[DEMO_POSTS];
};

/*
 * Four ledgers whose union is 1,081 people, by their place on the ladder: employment 150 to 1080,
 * seekers 0 to 279, ventures 200 to 299 (demo_ventures), trainings 60 to 240 (demo_trainings).
 * Employers, posts, the first two and referrals are made here.
 */
void demo_jobs(struct demo_county *c, struct demo_market *made);

/* The k-th of the ladder; NULL if it is shorter. */
struct demo_person *demo_rung(struct demo_county *c, size_t k);

#endif
