#ifndef BINGGUI_SCHEMA_EXPRRELATED_H
#define BINGGUI_SCHEMA_EXPRRELATED_H

#include <stdbool.h>

#include <binggui/base/str.h>
#include <binggui/schema/def.h>
#include <binggui/schema/exprtree.h>

/*
 * What the words in has(visit by person: …) and sum(fund_move.amount) mean.
 * All are found by name or by their Chinese name.  Failing ones leave a Chinese
 * sentence without its place in why (replaced).
 */

/* `visit`, or `visit.date` where a value is gathered: sets x->table, and x->right to the value. */
bool exprrelated_table(struct expr *x, const char *name, const struct defs *d, struct str *why);

/*
 * Sets x->by: the reference of x->table to t.  It is the one that is named, or if
 * name is NULL the owner, or else the only one an index is kept of.
 */
bool exprrelated_by(struct expr *x, const char *name, const struct def_table *t, struct str *why);

/* sum has sum(fund_move.amount): whether it gathers a value. */
bool exprrelated_gathers(enum expr_kind kind);

#endif
