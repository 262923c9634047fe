#ifndef BINGGUI_SCHEMA_EXPRSCOPE_H
#define BINGGUI_SCHEMA_EXPRSCOPE_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/str.h>
#include <binggui/schema/def.h>
#include <binggui/schema/exprtree.h>

/*
 * A condition over several records gives each a name: in `post.age_min <=
 * seeker.age` post and seeker are scopes.  A path that does not begin with the
 * name (or its table's title) of one is a path of the record at hand: of the first
 * scope, or inside has(…) of the related one.
 */
struct expr_scope {
	const char *name;
	const struct def_table *table;
};

enum { EXPR_SCOPES = 16 };

/* The scope that a dotted path begins with, and what follows the dot; n = none does. */
size_t exprscope_named(
	const struct expr_scope *scopes, size_t n, const char *dotted, const char **rest);

/* Adds to why which scope a path may have been meant for, if one is near. */
void exprscope_hint(const struct expr_scope *scopes, size_t n, const char *dotted, struct str *why);

#endif
