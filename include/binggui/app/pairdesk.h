#ifndef BINGGUI_APP_PAIRDESK_H
#define BINGGUI_APP_PAIRDESK_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/app/app.h>
#include <binggui/base/vec.h>
#include <binggui/domain/pairing.h>

/*
 * The pairing as a screen works on it: asks whom, writes one step, remembers what was
 * done so that it can be taken back.  Part of a screen, which zero-fills it and sets app,
 * changed and x; it must outlive the questions it asks (they lie above the screen).
 */
struct pairdesk_deed { /* a batch, or the entries of one step */
	uint64_t batch, entries[2];
	size_t n_entries;
};

struct pairdesk {
	struct app *app;
	void (*changed)(void *x); /* something was written: the pairing is to be loaded anew */
	void *x;
	struct pairing pairing;
	uint64_t tick;               /* of the archive when it was loaded */
	struct pair_indices choices; /* offered last */
	uint64_t person, staff;      /* whom the questions under way are about */
	enum pair_tier tier;
	VEC(struct pairdesk_deed) deeds;
};
void pairdesk_free(struct pairdesk *d);

/* Reads what is stored now: every index into the pairing becomes invalid. */
bool pairdesk_load(struct pairdesk *d, struct err *e);
bool pairdesk_stale(const struct pairdesk *d); /* somebody has saved since */

/* Asks who of those that suit has the person on that level from now on; and why, if somebody had before. */
void pairdesk_choose(struct pairdesk *d, size_t person, enum pair_tier tier);

/* Asks why, then ends the person's pair on that level. */
void pairdesk_end(struct pairdesk *d, size_t person, enum pair_tier tier);

/* A plan was done elsewhere: undo takes it back next. */
void pairdesk_note(struct pairdesk *d, uint64_t batch);
void pairdesk_undo(struct pairdesk *d); /* what was done last; asks first where it was a plan */

/* "赵镇 3/20", with 满 or !超限 behind; appends. */
void pairdesk_load_text(const struct pair_staff *s, struct str *out);

#endif
