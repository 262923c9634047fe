#ifndef BINGGUI_DOMAIN_OWING_H
#define BINGGUI_DOMAIN_OWING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/date.h>
#include <binggui/base/err.h>
#include <binggui/base/str.h>
#include <binggui/table/archive.h>

/*
 * Visits that are owed by the frequencies declared (走访频次): people on file whom a
 * frequency means and who were met, or their family, fewer times within its period up to today than
 * it asks for; and those for whom that will be so within its days of warning.  Who falls under
 * several stands under the one that is owed longest.
 */
struct owing_line {
	uint64_t person, plan;
	size_t visits, times; /* within the period; asked for */
	struct date last;     /* of his newest visit; none = never visited */
	struct date due;      /* by when the next one is owed; none = it cannot be told */
	int days;             /* days overdue; negative: so many days are left */
};

struct owing {
	struct owing_line *at; /* longest overdue first, never visited before all */
	size_t n, cap;
	size_t overdue; /* how many of them are owed now; the rest is due soon */
	struct str bad; /* frequencies that could not be read, a sentence a line; the others were */
};

/*
 * `where` is a condition for persons, NULL or "" = everybody.  A frequency whose condition cannot be
 * read is told in `bad` and owes nothing.  A visit to a household is one to everybody who lives in it.
 */
bool owing_load(struct owing *o, struct archive *a, const char *where, struct err *e);
void owing_free(struct owing *o);

#endif
