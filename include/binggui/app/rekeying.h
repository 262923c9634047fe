#ifndef BINGGUI_APP_REKEYING_H
#define BINGGUI_APP_REKEYING_H

#include <binggui/app/filling.h>
#include <binggui/base/vec.h>

/*
 * Second keying (复录): another user types the fields marked `verify: yes` once more
 * from the paper, without seeing what is stored.  What is the same is journalled
 * ("verify"); what differs is shown side by side and one of them taken.
 */
struct rekeying {
	struct filling *filling;
	VEC(const struct def_field *) fields; /* to be keyed */
	size_t at;                            /* the one asked now */
	struct record typed;                  /* canonical where it could be read, else as typed */
	VEC(const struct def_field *) differ;
};
void rekeying_free(struct rekeying *k);

void rekeying_start(struct rekeying *k);

#endif
