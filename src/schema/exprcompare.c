#include <binggui/schema/exprcompare.h>

#include <string.h>

#include <binggui/base/mem.h>
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

/* One of several values, as its field's type understands it. */
static struct exprvalue line_value(const struct exprvalue *v, const char *at, size_t n)
{
	struct exprvalue one = {.kind = VALUE_TEXT, .field = v->field, .text = {at, n}};
	char line[LINE_BYTES];

	if (v->kind == VALUE_TEXT || !n || n >= LINE_BYTES)
		return one;
	memcpy(line, at, n);
	line[n] = '\0';
	one = exprvalue_of_field(v->field, line);
	one.text = (struct span){at, n};
	return one;
}

static bool compare(
	struct expreval ev, enum expr_op op, const struct exprvalue *a, const struct exprvalue *b);

static bool compare_lines(struct expreval ev, enum expr_op op, const struct exprvalue *a,
	const struct exprvalue *b, bool left)
{
	struct span text = left ? a->text : b->text;
	const char *at = text.at, *end = at + text.n;

	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t n = (size_t)((stop ? stop : end) - at);
		struct exprvalue one = line_value(left ? a : b, at, n);
		if (left ? compare(ev, op, &one, b) : compare(ev, op, a, &one))
			return true;
		at += n + (stop != NULL);
	}
	return false;
}

/* Of several values one must fit. */
static bool compare(
	struct expreval ev, enum expr_op op, const struct exprvalue *a, const struct exprvalue *b)
{
	if (!a->several && !b->several)
		return compare_one(ev, op, a, b);
	if (!a->several)
		return compare_lines(ev, op, a, b, false);
	/* A reference of the left side may be followed, which may take its text away. */
	struct exprvalue kept = *a;
	char *text = a->field && a->field->target ? mem_strndup(a->text.at, a->text.n) : NULL;
	kept.text.at = text ? text : a->text.at;
	bool holds = compare_lines(ev, op, &kept, b, true);
	mem_free(text);
	return holds;
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
