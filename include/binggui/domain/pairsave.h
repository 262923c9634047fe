#ifndef BINGGUI_DOMAIN_PAIRSAVE_H
#define BINGGUI_DOMAIN_PAIRSAVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/date.h>
#include <binggui/base/err.h>
#include <binggui/base/vec.h>
#include <binggui/domain/pairplan.h>

/*
 * Writes a plan: ends the old pairs, opens the new ones.  A step is whole or not at all;
 * many of them go in small transactions under one batch, so that batch_undo() takes
 * the plan back as one.  A step somebody else has overtaken is left and listed.
 */
struct pairsave {
	const struct pair_plan *plan;
	const char *
		title; /* the batch's name; NULL = no batch: a single step, undone by its entries */
	const char *end_reason; /* code of pairing.end_reason; people who are gone get their own */
	struct date day;        /* old ones end, new ones begin */
	bool (*progress)(void *context, size_t done, size_t all); /* NULL; false stops */
	void *context;
};

struct pairsave_failure {
	size_t step; /* of the plan */
	char *why;
};

struct pairsave_result {
	size_t made, ended; /* new pairs; old ones that ended */
	VEC(struct pairsave_failure) failures;
	VEC(uint64_t) entries; /* journal entries without a batch, in order */
	uint64_t batch;        /* 0 = none */
	bool stopped;
};
void pairsave_result_free(struct pairsave_result *r);

/* False only if the store fails; what was saved before is in `out` all the same (replaced). */
bool pairsave_run(const struct pairsave *s, struct pairsave_result *out, struct err *e);

#endif
