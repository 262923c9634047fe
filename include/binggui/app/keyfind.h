#ifndef BINGGUI_APP_KEYFIND_H
#define BINGGUI_APP_KEYFIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/app/app.h>
#include <binggui/app/rows.h>
#include <binggui/domain/roll.h>
#include <binggui/ui/listview.h>

/*
 * Whom the next visit was paid to: while nothing is typed, those of the campaign's list who are
 * still to be visited, in the order one walks, beginning behind the last one keyed; else who answers
 * what was typed.  A household or a unit instead of a person on demand.
 */
enum keyfind_kind { KEYFIND_PERSON, KEYFIND_HOUSEHOLD, KEYFIND_OTHER };

struct keyfind {
	struct app *app;
	enum keyfind_kind kind;
	struct rows people, households;
	struct roll roll; /* of the campaign; archive NULL = none */
	struct {
		size_t *at;
		size_t n, cap;
	} open; /* lines of the roll still open, the next one first */
	struct str query;
	uint64_t last; /* person keyed last; 0 = none */
	struct listview list;
};

bool keyfind_open(struct keyfind *f, struct app *app, struct err *e);
void keyfind_close(struct keyfind *f);

/* The list of a campaign (0 = none) is read; the queue begins with its first open line. */
bool keyfind_campaign(struct keyfind *f, uint64_t campaign, struct err *e);

void keyfind_turn(struct keyfind *f); /* person, household, unit, person … */

/* What the cursor is on: a record's id; 0 = nobody, or a unit (its name is the query). */
uint64_t keyfind_current(struct keyfind *f);

/* A visit to that person was saved: the queue goes on behind him. */
void keyfind_saved(struct keyfind *f, uint64_t person, struct err *e);

/* One was changed or voided: his line is looked at again, the queue stays where it was. */
void keyfind_look(struct keyfind *f, uint64_t person, struct err *e);

/* The query is emptied and the cursor goes to the next one. */
void keyfind_reset(struct keyfind *f);

/* 未走访 已走访 免访; "" without a campaign, 不在名单 for others. */
const char *keyfind_state(const struct keyfind *f, uint64_t person);

#endif
