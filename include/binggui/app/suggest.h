#ifndef BINGGUI_APP_SUGGEST_H
#define BINGGUI_APP_SUGGEST_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/app/clause.h>
#include <binggui/schema/def.h>

/*
 * What can be written next in a condition (schema/expr.h): fields that fit what has
 * been typed of them, operators behind a field, the codes of a field behind its
 * operator, and how it can go on behind a value.
 */
struct suggestion {
	char *text; /* what goes into the condition, quoted if need be */
	char *note; /* what it means */
};

struct suggestions {
	struct suggestion *at; /* the best first */
	size_t n, cap;
	enum clause_wants kind;
	size_t from; /* the character from which on a suggestion takes the place of what stands there */
};

/* `before` is the condition as far as the cursor.  Replaces out. */
void suggest(struct suggestions *out, const struct def_table *t, const struct defs *d,
	const char *before);
void suggest_free(struct suggestions *s);

const char *suggest_title(enum clause_wants kind); /* 字段, 比较 … */

#endif
