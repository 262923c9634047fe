#ifndef BINGGUI_APP_KEYKEEP_H
#define BINGGUI_APP_KEYKEEP_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/app/keyentry.h>
#include <binggui/table/draft.h>

/*
 * What is being keyed survives: the line as a draft within two seconds of a pause and on
 * hang-up, the head and what is pinned in the user's settings.  The draft is one of the register of visits;
 * what it holds of the aid record stands beside, where the plain form does not look.
 */
struct keykeep {
	struct keyentry *entry;
	uint32_t slot; /* of drafts of new visits */
	bool kept;     /* the store has one */
	int64_t now, touched;
};

void keykeep_begin(struct keykeep *k, struct keyentry *entry);
void keykeep_end(struct keykeep *k);

void keykeep_touch(struct keykeep *k);
void keykeep_tick(struct keykeep *k, int64_t now_ms);
void keykeep_now(struct keykeep *k);   /* the line, if anything was typed */
void keykeep_drop(struct keykeep *k);  /* the line was given up */
void keykeep_saved(struct keykeep *k); /* its draft went with the save */

/* The head and the pins of the line, for the next time; and back.  A day kept on another day is not today's. */
void keykeep_put_head(struct keykeep *k);
bool keykeep_take_head(struct keykeep *k);

/* Whether a draft was begun here; the newest of them, false if there is none. */
bool keykeep_owns(const struct draft *d);
bool keykeep_find(struct keykeep *k, struct draft *out);

/* Takes it up: whom, and all that was typed. */
bool keykeep_take(struct keykeep *k, const struct draft *d, struct err *e);

#endif
