#ifndef BINGGUI_DOMAIN_PLACEMENT_H
#define BINGGUI_DOMAIN_PLACEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/base/str.h>
#include <binggui/domain/pool.h>
#include <binggui/table/table.h>

/*
 * Everybody who looks for work and all posts at once (domain/assign): as many people
 * placed as can be, and among those ways the best scores; nobody against a hard
 * condition, no post beyond its seats.
 */
struct placement_post {
	size_t at; /* in the pool */
	uint32_t seats, placed;
	size_t fits;      /* people who fit */
	uint32_t *broken; /* of those who do not: at which hard condition first */
};
struct placement_person {
	size_t at;
	size_t post; /* place in the pool; SIZE_MAX = none */
	int32_t score;
	size_t fits; /* posts with seats that fit */
	uint32_t *broken;
};
struct placement {
	struct pool *pool;
	struct placement_post *posts;     /* as many as the pool has */
	struct placement_person *persons; /* the same */
	size_t placed, seats;
	int64_t score;
	uint32_t *counts; /* behind `broken` */
};
void placement_free(struct placement *p);

/*
 * posts NULL: all open ones.  False with ERR_STOPPED if progress said stop, or if
 * the store fails; `out` is replaced.
 */
struct placement_options {
	const struct ids *posts;
	bool (*progress)(void *context, size_t done, size_t all); /* may be NULL */
	void *context;
};
bool placement_make(struct archive *a, const struct placement_options *options,
	struct placement *out, struct err *e);

/* The open posts of a fair or a base (the record `id` of the group's table), appended. */
bool placement_posts(struct archive *a, const struct match_group *group, uint64_t id,
	struct ids *out, struct err *e);

/* "年龄 12，证书 3": the hard conditions by how many broke them first; replaces out. */
void placement_why(const struct def_match *m, const uint32_t *broken, struct str *out);

#endif
