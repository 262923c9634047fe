#ifndef BINGGUI_DOMAIN_ASSIGN_H
#define BINGGUI_DOMAIN_ASSIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Who goes to which post, seen as a whole: as many people placed as can be, and
 * among those ways the one whose scores add up to most.  A post takes as many
 * people as it has seats, a person one post at most, and only pairs that are given
 * are possible.  The result does not depend on the order of the pairs; where two
 * ways are equally good, earlier people keep a place and earlier posts are filled.
 *
 * Successive shortest paths with potentials, a person at a time: each path is a
 * Dijkstra over the posts whose steps move somebody already placed to another post
 * (or off it, at a price above all scores together).
 */
struct assign_pair {
	uint32_t person, post; /* counted from 0 */
	int32_t score;
};

struct assign {
	size_t persons, posts;
	const uint32_t *seats;           /* of each post */
	const struct assign_pair *pairs; /* of two for the same person and post the better counts */
	size_t n;
	bool (*progress)(void *context, size_t done, size_t all); /* NULL; false stops */
	void *context;
};

enum { ASSIGN_NONE = UINT32_MAX }; /* no post */

struct assign_result {
	uint32_t *post; /* of each person, or ASSIGN_NONE */
	size_t placed;
	int64_t score;
};
void assign_result_free(struct assign_result *r);

/* `out` is replaced.  False if progress said stop: then nobody is placed. */
bool assign_best(const struct assign *a, struct assign_result *out);

#endif
