#ifndef BINGGUI_APP_TALLY_H
#define BINGGUI_APP_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/app/app.h>

/*
 * How many records satisfy each condition of `due:` in home.yaml.  Counted while nobody types, a
 * little at a time, and again some seconds after anybody has saved; the numbers before stand until
 * then.
 */
struct tally_line {
	size_t count;
	bool known;
	struct expr *where; /* the line's condition, narrowed to the area of whoever sits here */
	char *condition;    /* the same as text: what the list is opened under */
};

struct tally {
	struct app *app;
	struct tally_line *lines; /* n_due of the definitions */
	size_t at;                /* the line being counted; n_due = all are */
	uint64_t from;            /* id the walk goes on with */
	size_t so_far;
	uint64_t tick;  /* archive_tick() when this round began */
	int64_t rested; /* when the last one ended */
};

void tally_begin(struct tally *t, struct app *app);
void tally_free(struct tally *t);

/* Counts until a key is pressed or a tenth of a second is over, if nobody rests 8 ms; true if a number has changed. */
bool tally_step(struct tally *t, int64_t now_ms, bool resting);

/* Somebody looks: counts anew at once if anything was saved. */
void tally_hurry(struct tally *t);

#endif
