#ifndef BINGGUI_APP_PLANBOX_H
#define BINGGUI_APP_PLANBOX_H

#include <stdint.h>

#include <binggui/app/app.h>

/*
 * What a filling or a handing over would do, shown before it is done: person by person
 * with whoever is to come, what cannot be done with the reason, and the load of
 * each colleague before and after.  F2 does it as one batch.
 */
struct planbox_ask {
	uint64_t from;   /* hands over everything; 0 = the gaps of the area are filled */
	uint64_t to;     /* takes it over; 0 = spread evenly */
	char area[32];   /* code; "" = everywhere */
	char reason[32]; /* of handing over: code of pairing.end_reason */
};

/* Called after the plan was done; `batch` undoes it.  Not called if nothing was. */
typedef void planbox_done(void *x, uint64_t batch);

void planbox_push(struct app *app, const struct planbox_ask *ask, planbox_done *done, void *x);

#endif
