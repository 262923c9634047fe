#ifndef BINGGUI_APP_CLAUSE_H
#define BINGGUI_APP_CLAUSE_H

#include <stddef.h>

#include <binggui/schema/def.h>

enum clause_wants {
	CLAUSE_FIELD,
	CLAUSE_OPERATOR,
	CLAUSE_VALUE,
	CLAUSE_JOIN, /* and, or */
	CLAUSE_TABLE,
};

/*
 * How far a condition has come that is still being written: what is wanted at its end.
 * Forgiving where expr_parse is strict, for it only has to guess.
 */
enum { CLAUSE_DEPTH = 16 };

struct clause {
	const struct def_table *table; /* whose fields are wanted */
	const struct def_field *field; /* that is being compared; NULL = none or a computed value */
	enum clause_wants wants;
	size_t from;   /* where the word begins that is being typed, in characters */
	char *partial; /* that word; "" = none */
};

void clause_read(
	struct clause *out, const struct def_table *t, const struct defs *d, const char *before);
void clause_free(struct clause *c);

/* The field a dotted path means from t on, by names or labels; NULL if none. */
const struct def_field *clause_path(const struct def_table *t, const char *path);

#endif
