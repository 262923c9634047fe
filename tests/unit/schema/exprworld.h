#ifndef BINGGUI_TESTS_EXPRWORLD_H
#define BINGGUI_TESTS_EXPRWORLD_H

#include <binggui/schema/expr.h>

/* A person, two areas and three services, without a store, to try conditions on. */
struct exprworld {
	struct defs *d;
	struct def_table *person, *service, *area;
	struct record p, village, town, services[3];
	struct record followed; /* what follow() gives out: replaced by the next call */
	struct type_context types;
	struct expr_env env;
	/* How related records were last asked for. */
	const struct def_field *by;
	size_t enough, offered;
};

void exprworld_open(struct exprworld *w);
void exprworld_close(struct exprworld *w);
void exprworld_set(
	const struct def_table *t, struct record *r, const char *field, const char *text);

/* Whether a condition holds for the person; one that cannot be read fails the test. */
bool exprworld_holds(struct exprworld *w, const char *text);
/* All of `yes` hold for it and none of `no`; both end with NULL. */
void exprworld_all(const char *const *yes, const char *const *no);
/* The value of an expression for the person. */
const char *exprworld_value(struct exprworld *w, const char *text, struct str *out);
/* The sentence with which a condition is refused. */
const char *exprworld_refusal(struct exprworld *w, const char *text, struct err *e);

#endif
