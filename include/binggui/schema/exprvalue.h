#ifndef BINGGUI_SCHEMA_EXPRVALUE_H
#define BINGGUI_SCHEMA_EXPRVALUE_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/base/date.h>
#include <binggui/base/str.h>
#include <binggui/schema/def.h>
#include <binggui/schema/exprtree.h>

/*
 * Values while a condition is evaluated, and how they compare.  Nothing here
 * allocates, except that two fields are compared by ~.
 */
enum exprvalue_kind { VALUE_NONE, VALUE_TEXT, VALUE_NUMBER, VALUE_DATE };

struct exprvalue {
	enum exprvalue_kind kind;
	const struct def_field *field; /* whose value it is, or NULL */
	const struct expr *
		literal; /* it is written in the condition, or NULL: then every reading of it counts */
	bool several;    /* text is of several values, one a line */
	struct span text; /* points into a record or the tree */
	int64_t number;   /* millionths */
	struct date date;
};

struct exprvalue exprvalue_of_number(int64_t millionths);
struct exprvalue exprvalue_of_date(struct date d);
struct exprvalue exprvalue_of_literal(
	const struct expr *x); /* what was written, or worked out before */
/* A canonical text as its field's type understands it; money in 元. */
struct exprvalue exprvalue_of_field(const struct def_field *f, const char *text);

bool exprvalue_number(const struct exprvalue *v, int64_t *out); /* false if it is none */
bool exprvalue_date(const struct exprvalue *v, struct date *out);
bool exprvalue_truth(const struct exprvalue *v); /* neither empty nor 否 nor 0 */

/*
 * One value against one other by = < <= > >= or ~.  Partial dates are spans: it
 * holds only if it holds for every day the left one can mean.
 */
bool exprvalue_compare(enum expr_op op, const struct exprvalue *a, const struct exprvalue *b);

/* The same for the first and last day the left one, and the right one, can mean. */
bool exprvalue_days(enum expr_op op, int32_t first, int32_t last, int32_t from, int32_t to);

/* Whether the text contains (or, if whole, is) what `folded`, made by fold_find, says. */
bool exprvalue_found(struct span text, const char *folded, bool whole);

#endif
