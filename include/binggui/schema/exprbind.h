#ifndef BINGGUI_SCHEMA_EXPRBIND_H
#define BINGGUI_SCHEMA_EXPRBIND_H

#include <stddef.h>

#include <binggui/schema/exprenv.h>
#include <binggui/schema/exprtree.h>

/* Partial evaluation: see expr_bind(). */
struct expr *exprbind(const struct expr *x, const struct record *const *records, size_t n,
	const struct expr_env *env);

#endif
