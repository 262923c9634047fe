#ifndef BINGGUI_DOMAIN_REFERRAL_H
#define BINGGUI_DOMAIN_REFERRAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/domain/placement.h>
#include <binggui/table/archive.h>

/*
 * Sending somebody to a post: a record of the register that match.yaml names, and
 * what it says becomes of the seeker, in one save.
 */

/*
 * Makes one; *id is the referral's.  ERR_CHECK with the sentence if he was sent to that
 * post already or if a definition refuses it.
 */
bool referral_make(struct archive *a, uint64_t post, uint64_t seeker, uint64_t batch, uint64_t *id,
	struct err *e);

/* All that were placed, under one batch; those refused are listed. */
struct referral_refusal {
	size_t person; /* place in the placement */
	char *why;
};
struct referral_result {
	size_t made;
	uint64_t batch;
	struct {
		struct referral_refusal *at;
		size_t n, cap;
	} refused;
	bool stopped;
};
void referral_result_free(struct referral_result *r);

/* False if the store fails; what was saved before is in `out` all the same. */
bool referral_make_all(struct archive *a, const struct placement *p, const char *name,
	bool (*progress)(void *context, size_t done, size_t all), void *context,
	struct referral_result *out, struct err *e);

#endif
