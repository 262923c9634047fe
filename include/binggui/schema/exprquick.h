#ifndef BINGGUI_SCHEMA_EXPRQUICK_H
#define BINGGUI_SCHEMA_EXPRQUICK_H

#include <stdbool.h>

#include <binggui/schema/exprtree.h>
#include <binggui/schema/record.h>

/*
 * Short ways to what walks over many records ask most: a field of the record itself beside
 * something known, `state = 在册`, `kind in (县, 镇)`, `closed > until`.  What they say is what
 * schema/expreval says of the same comparison.
 */
enum exprquick {
	QUICK_NO,
	QUICK_TEXT, /* a single text or code, equal or not to texts */
	QUICK_DATE, /* a single date beside a date, or beside nothing */
};

/* Whether there is one; x->quick keeps the answer for a tree that does not change any more. */
enum exprquick exprquick_of(const struct expr *x);

/* For an x whose x->quick is not QUICK_NO. */
bool exprquick_test(const struct expr *x, const struct record *r);

/* Whether all of a condition is made of such: it follows no reference and costs next to nothing. */
bool exprquick_all(const struct expr *x);

#endif
