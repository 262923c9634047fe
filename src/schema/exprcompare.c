#include <binggui/schema/exprcompare.h>

#include <string.h>

#include <binggui/schema/exprfollow.h>

enum { LINE_BYTES = 64 };

/* A reference equals a text if the record it points to is found by that text. */
static bool reference_is(struct expreval ev, const struct def_field *f, struct span stored,
	const struct expr *literal, bool part)
{
	char key[EXPR_REFERENCE];

	if (!f->target || stored.n >= EXPR_REFERENCE)
		return false;
	memcpy(key, stored.at, stored.n);
	key[stored.n] = '\0';
	const struct record *to = exprfollow(ev, f, key);
	return to && exprfollow_named(f->target, to, literal->folded, part);
}

/* One value against one value; != and !~ are the caller's business. */
static bool compare_one(
	struct expreval ev, enum expr_op op, const struct exprvalue *a, const struct exprvalue *b)
{
	if (exprvalue_compare(op, a, b))
		return true;
	if ((op != OP_EQUAL && op != OP_LIKE) || !b->literal || !*b->literal->folded || !a->text.n)
		return false;
	return a->field && a->field->target &&
	       reference_is(ev, a->field, a->text, b->literal, op == OP_LIKE);
}

/* A field with several values compares if any of them does. */
static bool compare_lines(
	struct expreval ev, enum expr_op op, const struct exprvalue *a, const struct exprvalue *b)
{
	const char *at = a->text.at, *end = at + a->text.n;
	char line[LINE_BYTES];

	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t n = (size_t)((stop ? stop : end) - at);
		struct exprvalue one = {.kind = VALUE_TEXT, .field = a->field, .text = {at, n}};
		if (n && n < LINE_BYTES && a->kind != VALUE_TEXT) {
			memcpy(line, at, n);
			line[n] = '\0';
			one = exprvalue_of_field(a->field, line);
		}
		if (compare_one(ev, op, &one, b))
			return true;
		at += n + (stop != NULL);
	}
	return false;
}

static enum expr_op mirrored(enum expr_op op)
{
	static const enum expr_op others[] = {
		[OP_EQUAL] = OP_EQUAL,
		[OP_UNEQUAL] = OP_UNEQUAL,
		[OP_LESS] = OP_MORE,
		[OP_LESS_EQUAL] = OP_MORE_EQUAL,
		[OP_MORE] = OP_LESS,
		[OP_MORE_EQUAL] = OP_LESS_EQUAL,
		[OP_LIKE] = OP_LIKE,
		[OP_UNLIKE] = OP_UNLIKE,
	};

	return others[op];
}

static bool compare(
	struct expreval ev, enum expr_op op, const struct exprvalue *a, const struct exprvalue *b)
{
	bool several = a->field && a->field->multiple &&
		       memchr(a->text.at ? a->text.at : "", '\n', a->text.n);

	return several ? compare_lines(ev, op, a, b) : compare_one(ev, op, a, b);
}

bool exprcompare(
	struct expreval ev, enum expr_op op, const struct exprvalue *a, const struct exprvalue *b)
{
	switch (op) {
	case OP_UNEQUAL:
		return !exprcompare(ev, OP_EQUAL, a, b);
	case OP_UNLIKE:
		return !compare(ev, OP_LIKE, a, b);
	case OP_LIKE:
		return compare(ev, op, a, b);
	default: /* what a literal means, the field beside it says */
		return a->literal && !b->literal ? compare(ev, mirrored(op), b, a)
						 : compare(ev, op, a, b);
	}
}
