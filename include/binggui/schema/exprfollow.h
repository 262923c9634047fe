#ifndef BINGGUI_SCHEMA_EXPRFOLLOW_H
#define BINGGUI_SCHEMA_EXPRFOLLOW_H

#include <stdbool.h>

#include <binggui/schema/def.h>
#include <binggui/schema/exprenv.h>
#include <binggui/schema/record.h>

/* While a condition is evaluated: what is around it, and the records references point to. */
struct expreval {
	const struct expr_env *env;          /* NULL: nothing can be followed, there is no today */
	const struct record *const *records; /* one for each scope */
	unsigned depth;                      /* computed fields that use computed fields */
};

enum { EXPR_REFERENCE = 256 };

/* The first line of a value, as a reference to follow; false if it is empty or too long. */
bool exprfollow_reference(const char *text, char out[EXPR_REFERENCE]);

/* The record that the first line of a field's text refers to, until the next call; NULL = none. */
const struct record *exprfollow(struct expreval ev, const struct def_field *f, const char *text);

/* Whether one of the fields by which a record is known is (or contains, if part) the folded text. */
bool exprfollow_named(
	const struct def_table *t, const struct record *r, const char *folded, bool part);

#endif
