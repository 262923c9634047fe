#ifndef BINGGUI_DOMAIN_VISITING_H
#define BINGGUI_DOMAIN_VISITING_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/schema/record.h>
#include <binggui/table/archive.h>
#include <binggui/table/change.h>
#include <binggui/table/table.h>

/*
 * A visit and what goes with it.
 *
 * Whoever saves a visit that names a campaign and a person marks that person's
 * line in the campaign's list as 已走访, with a link to the visit, in the same save;
 * voiding the visit, or giving it another person or campaign, opens the line again
 * unless another visit closes it.  A visit at which nobody was met (未遇) closes
 * nothing: somebody has to go there again.  A visit that names a household and no person closes
 * the lines of all who live in it.
 */
void visiting_follow(
	struct archive *a); /* from now on, at every door (archive.join); with referring_keep() */

/* Whether a visit counts as done: live, and somebody was met. */
bool visiting_counts(const struct def_table *visit, const struct record *r);

/* The live line of a person (a reference) in a campaign's list; false without an error if there is none. */
bool visiting_target(struct archive *a, const char *campaign, const char *person,
	struct record *out, struct err *e);

/* Visits of a person on a day, by id; `except` is left out (0 = none). */
bool visiting_on_day(struct archive *a, const char *person, const char *date, uint64_t except,
	struct ids *out, struct err *e);

/*
 * One visit as it is keyed in: the visit, the money or goods brought (an aid record) and the want
 * that became a case, saved as one.  The bases are what is stored, version 0 = new.
 * Zero-filled is a new visit.
 */
struct visiting {
	struct record visit, visit_base;
	struct record aid, aid_base;
	struct record claim; /* the case to be made */
	bool opens_case;
};
void visiting_free(struct visiting *v);

/* A stored visit with the aid record made from it. */
bool visiting_load(struct archive *a, uint64_t visit, struct visiting *out, struct err *e);

/*
 * Completes aid and case from the visit (person, day, who went, campaign) and saves them all.  An
 * aid record without money and goods is not made, or is voided.  `problems` (may be NULL;
 * replaced) gets what is wrong with the fields of visit, aid and case; after a save only warnings.
 */
bool visiting_save(struct archive *a, struct visiting *v, const struct save_options *options,
	struct problems *problems, struct err *e);

/* Voids the visit and its aid in one save. */
bool visiting_void(struct archive *a, uint64_t visit, struct err *e);

#endif
