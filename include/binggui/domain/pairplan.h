#ifndef BINGGUI_DOMAIN_PAIRPLAN_H
#define BINGGUI_DOMAIN_PAIRPLAN_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/vec.h>
#include <binggui/domain/pairing.h>

/*
 * What is to become of pairs: shown first, written by pairsave.  A plan borrows the
 * pairing it was made from and addresses it by index.
 */
struct pair_step {
	size_t person; /* PAIR_NONE: the person's record is void; then the pair is only ended */
	enum pair_tier tier;
	size_t old;        /* index into opens: the pair it ends; PAIR_NONE = none */
	size_t staff;      /* who takes the person from now on; PAIR_NONE = nobody (why says why) */
	enum pair_why why; /* PAIR_FINE with a staff */
	bool end; /* nobody follows, and the old pair ends all the same (the person is gone) */
};

struct pair_plan {
	const struct pairing *pairing;
	VEC(struct pair_step) steps;
	size_t found; /* steps with a staff */
	size_t ended; /* steps that only end */
	size_t *load; /* of each staff afterwards */
};
void pair_plan_free(struct pair_plan *plan);

/*
 * Somebody for every gap of the people on file in the area (PAIR_NONE = everywhere):
 * as many gaps as can be filled, the loads of all staff then as even as possible, no limit
 * exceeded, standing pairs untouched.  Steps by person (as pairing_people orders), then level;
 * gaps nobody can fill are among them.  Replaces plan.
 */
void pair_plan_fill(struct pair_plan *plan, const struct pairing *p, size_t area);

/*
 * Every open pair of a colleague who leaves goes to `to`, or with PAIR_NONE to whoever suits,
 * spread as evenly as possible.  Pairs of people who are no longer on file are ended;
 * what nobody can take stays where it is and is listed with the reason.
 */
void pair_plan_handover(struct pair_plan *plan, const struct pairing *p, size_t from, size_t to);

/* One step: person gets staff on that level, in the place of whoever stands there; why says what is against it. */
void pair_plan_one(struct pair_plan *plan, const struct pairing *p, size_t person,
	enum pair_tier tier, size_t staff);

/* One step: an open pair ends and nobody follows. */
void pair_plan_end(struct pair_plan *plan, const struct pairing *p, size_t open);

#endif
