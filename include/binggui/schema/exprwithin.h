#ifndef BINGGUI_SCHEMA_EXPRWITHIN_H
#define BINGGUI_SCHEMA_EXPRWITHIN_H

#include <stdbool.h>

#include <binggui/base/str.h>
#include <binggui/schema/exprfollow.h>
#include <binggui/schema/exprvalue.h>

/*
 * a within b: whether the record that a refers to is b, or one above it by its
 * table's `tree:` is.  A circle in the tree ends after 16 steps.  Of several
 * values one must fit.
 */
bool exprwithin(struct expreval ev, const struct exprvalue *a, const struct exprvalue *b);

/* The references in text (values of f, one a line) and all above them, one a line; appended. */
void exprwithin_above(
	struct expreval ev, const struct def_field *f, const char *text, struct str *out);

#endif
