#ifndef BINGGUI_APP_DRAFTING_H
#define BINGGUI_APP_DRAFTING_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/app/filling.h>

/*
 * The draft of what is being filled in: kept within two seconds of a pause and
 * on hang-up, offered when the form is opened again, gone with the save.
 */
struct drafting {
	struct filling *filling;
	uint32_t slot;   /* of a new record, else 0 */
	bool kept;       /* the store has it */
	int64_t now;     /* of the last tick */
	int64_t touched; /* when something was changed last; 0 = the draft is up to date */
	struct draft offered;
};
void drafting_free(struct drafting *d);

void drafting_touch(struct drafting *d); /* a key has changed something */
void drafting_tick(struct drafting *d, int64_t now_ms);
void drafting_keep(struct drafting *d); /* now, if anything was changed */
void drafting_drop(struct drafting *d);

/* Asks whether to go on with a draft, if there is one. */
void drafting_offer(struct drafting *d);

/* The record was saved, and its draft with it. */
void drafting_saved(struct drafting *d);

#endif
