#ifndef BINGGUI_DOMAIN_EVENLOAD_H
#define BINGGUI_DOMAIN_EVENLOAD_H

#include <stddef.h>

/*
 * Who takes whom: demands given to servers so that as many as possible are
 * met, and among all ways to do that the loads are as even as they can be.
 * Demands that the same servers can take are one group, which keeps it fast;
 * a group of one is fine.
 *
 * The loads minimise the sum of their squares, what stands already included.  The
 * load vectors of all greatest assignments are the bases of an integral
 * polymatroid, so these loads are the fairest in every sense at once: the
 * highest is as low as possible, then the second highest, and so on.
 *
 * Ties go to the server that comes first; the same input gives the same answer.
 * Time: demands x (sum of all groups' servers) at the worst.
 */
#define EVENLOAD_FREE ((size_t)-1) /* no limit */

struct evenload_server {
	size_t load;  /* standing; raised by what is given */
	size_t limit; /* never exceeded by what is given; EVENLOAD_FREE = none */
};

struct evenload_group {
	size_t count;          /* demands */
	const size_t *servers; /* who can take them, ascending, each once */
	size_t n;
	size_t *given; /* out, n of them, the caller's: how many each of them gets */
	size_t left;   /* out: demands nobody can take */
};

/* Returns how many demands are met. */
size_t evenload_solve(struct evenload_group *groups, size_t n_groups,
	struct evenload_server *servers, size_t n_servers);

#endif
