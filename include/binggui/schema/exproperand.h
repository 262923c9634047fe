#ifndef BINGGUI_SCHEMA_EXPROPERAND_H
#define BINGGUI_SCHEMA_EXPROPERAND_H

#include <stdbool.h>

#include <binggui/schema/exprreader.h>
#include <binggui/schema/exprword.h>

/* What stands on one side of a comparison: fields, literals, functions and sums of them. */

/* What stands left of a comparison, so that the right side can be read in its terms. */
struct exprbeside {
	const struct def_field *field; /* NULL: it is no field */
	enum expr_op op;
	bool right; /* we are on the right: bare words are text */
};

/* NULL if it is none: the reason is told. */
struct expr *exproperand_sum(struct exprreader *r, struct exprbeside beside);

/* Whether a literal (or sum) may be of that kind. */
bool exproperand_may_be(const struct expr *x, enum exprword_kind kind);

#endif
