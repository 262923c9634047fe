#ifndef BINGGUI_SCHEMA_EXPRGATHER_H
#define BINGGUI_SCHEMA_EXPRGATHER_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/schema/exprtree.h>
#include <binggui/schema/exprvalue.h>

/* The sum, greatest or least of values that come one by one.  Empty ones do not count. */
struct exprgather {
	enum expr_kind kind; /* EXPR_SUM, EXPR_LAST, EXPR_FIRST; all else is zero at first */
	bool over;           /* the sum is too large to be told */
	int64_t total;
	struct exprvalue best; /* a number or a date: it points nowhere */
};

void exprgather_take(struct exprgather *g, const struct exprvalue *v);
/* A sum of nothing is 0; the last of nothing is no value. */
struct exprvalue exprgather_value(const struct exprgather *g);

#endif
