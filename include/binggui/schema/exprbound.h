#ifndef BINGGUI_SCHEMA_EXPRBOUND_H
#define BINGGUI_SCHEMA_EXPRBOUND_H

#include <stdbool.h>

#include <binggui/base/str.h>
#include <binggui/schema/def.h>
#include <binggui/schema/exprtree.h>

/* What an index can use of a condition: see expr_bound().  x may be NULL. */
bool exprbound(
	const struct expr *x, const struct def_field **field, struct str *low, struct str *high);

#endif
