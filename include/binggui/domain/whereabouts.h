#ifndef BINGGUI_DOMAIN_WHEREABOUTS_H
#define BINGGUI_DOMAIN_WHEREABOUTS_H

#include <stdbool.h>

#include <binggui/schema/expr.h>
#include <binggui/table/archive.h>

/*
 * Whether records lie within an area: by the `place:` of their register, else by that of
 * their owner.  Remembers what it found out about areas and owners, so that a walk over many
 * records costs few reads; make a new one when the store has changed.
 */
struct whereabouts;

/* `area` is what a reference to it holds (its code). */
struct whereabouts *whereabouts_new(struct archive *a, const char *area);
void whereabouts_free(struct whereabouts *w); /* NULL is fine */

/* `place` goes before the register's own; NULL = its own. */
bool whereabouts_within(struct whereabouts *w, const struct def_table *t, const struct record *r,
	const struct expr *place);

/* The same, remembered for those that hang on this record: a walk over owners goes first. */
bool whereabouts_note(struct whereabouts *w, const struct def_table *t, const struct record *r);

/* Whether the whereabouts of `t` are those of a record of `owner`. */
bool whereabouts_through(const struct def_table *t, const struct def_table *owner);

/* Whether records of the register can be said to lie anywhere. */
bool whereabouts_known(const struct def_table *t);

#endif
