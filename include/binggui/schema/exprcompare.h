#ifndef BINGGUI_SCHEMA_EXPRCOMPARE_H
#define BINGGUI_SCHEMA_EXPRCOMPARE_H

#include <stdbool.h>

#include <binggui/schema/exprfollow.h>
#include <binggui/schema/exprtree.h>
#include <binggui/schema/exprvalue.h>

/*
 * a op b, all operators: of several values one must fit (none for != and !~), and
 * a reference also equals the name of the record it points to.
 */
bool exprcompare(
	struct expreval ev, enum expr_op op, const struct exprvalue *a, const struct exprvalue *b);

#endif
