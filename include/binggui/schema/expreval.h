#ifndef BINGGUI_SCHEMA_EXPREVAL_H
#define BINGGUI_SCHEMA_EXPREVAL_H

#include <stdbool.h>

#include <binggui/schema/exprfollow.h>
#include <binggui/schema/exprtree.h>
#include <binggui/schema/exprvalue.h>
#include <binggui/schema/record.h>

/*
 * The value of a part of a condition, for one record.  Its text may point into
 * the record, the tree, or a record that was followed to: then it is gone with
 * the next evaluation that follows.
 */
struct exprvalue expreval(struct expreval ev, const struct expr *x, const struct record *r);

/* Whether a condition, or a value as a condition, holds for a record. */
bool expreval_test(struct expreval ev, const struct expr *x, const struct record *r);

#endif
