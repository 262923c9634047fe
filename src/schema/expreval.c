#include <binggui/schema/expreval.h>

#include <stdint.h>

#include <binggui/base/map.h>
#include <binggui/base/mem.h>
#include <binggui/schema/exprcompare.h>
#include <binggui/schema/exprgather.h>
#include <binggui/schema/exprquick.h>
#include <binggui/schema/exprrelated.h>
#include <binggui/schema/exprsum.h>
#include <binggui/schema/exprwithin.h>
#include <binggui/schema/type_text.h>
#include <binggui/text/utf8.h>

/* Computed fields may use computed fields; a circle ends here with no value. */
enum { COMPUTED_DEPTH = 12, MEMO_MOST = 100000 };

static struct date today(struct expreval ev)
{
	return ev.env && ev.env->types ? ev.env->types->today : (struct date){0};
}

/* The first or last day of the period asked for; without one both are today. */
static struct date period(struct expreval ev, enum expr_kind end)
{
	struct date d = {0};

	if (ev.env)
		d = end == EXPR_SINCE ? ev.env->since : ev.env->until;
	return date_none(d) ? today(ev) : d;
}

/* Whether evaluating x may follow references, which ends the life of texts and records got before. */
static bool follows(const struct expr *x)
{
	if (x->kind == EXPR_FIELD)
		return x->n_path > 1 || x->path[0]->computed;
	if (x->kind == EXPR_HAS || x->kind == EXPR_COUNT || exprrelated_gathers(x->kind))
		return true;
	for (const struct expr *right = x->right; right; right = right->next)
		if (follows(right))
			return true;
	return x->left && follows(x->left);
}

/* ---- values -------------------------------------------------------------------------------------- */

/* A computed field of r.  A record that was followed to is gone when the formula follows: it gets a copy. */
static struct exprvalue computed_value(
	struct expreval ev, const struct def_field *f, const struct record *r, bool followed)
{
	if (!f->computed || ev.depth >= COMPUTED_DEPTH)
		return (struct exprvalue){.field = f};
	ev.depth++;
	if (!followed || f->computed->kind == EXPR_FIELD || !follows(f->computed))
		return expreval(ev, f->computed, r);
	struct record kept = {0};
	record_copy(&kept, r);
	struct exprvalue v = expreval(ev, f->computed, &kept); /* no text: those come from fields */
	record_free(&kept);
	return v;
}

/* The record a field or related records are of. */
static const struct record *record_of(
	struct expreval ev, const struct expr *x, const struct record *r)
{
	if (x->of)
		return x->of;
	return x->scope ? ev.records[x->scope - 1] : r;
}

static struct exprvalue field_value(
	struct expreval ev, const struct expr *x, const struct record *r)
{
	r = record_of(ev, x, r);
	for (size_t i = 0; i + 1 < x->n_path && r; i++)
		r = exprfollow(ev, x->path[i], record_field(r, x->path[i]));
	const struct def_field *f = x->path[x->n_path - 1];
	if (!r)
		return (struct exprvalue){.field = f};
	if (f->type != &type_computed)
		return exprvalue_of_field(f, record_field(r, f));
	return computed_value(ev, f, r, x->n_path > 1);
}

/* ---- arithmetic ---------------------------------------------------------------------------------- */

static struct exprvalue sum(struct expreval ev, const struct expr *x, const struct record *r)
{
	bool minus = x->kind == EXPR_SUBTRACT;
	struct exprvalue a = expreval(ev, x->left, r);

	if (x->right->kind == EXPR_SPAN)
		return exprsum_span(&a, x->right, minus);
	struct exprvalue b = expreval(ev, x->right, r);
	return exprsum(&a, &b, minus);
}

/* years(a) and days(a): from a until today, or from a to b. */
static struct exprvalue elapsed(struct expreval ev, const struct expr *x, const struct record *r)
{
	struct exprvalue a = expreval(ev, x->left, r);
	struct exprvalue b = x->right ? expreval(ev, x->right, r) : exprvalue_of_date(today(ev));

	return exprsum_elapsed(&a, &b, x->kind == EXPR_YEARS);
}

/* An amount of 元 per unit as of one month; none where the unit has no month (计件, 面议). */
static struct exprvalue monthly(struct expreval ev, const struct expr *x, const struct record *r)
{
	struct exprvalue amount = expreval(ev, x->left, r);
	int64_t number;

	if (!exprvalue_number(&amount, &number))
		return (struct exprvalue){0};
	struct exprvalue unit = expreval(ev, x->right, r);
	return exprsum_monthly(number, &unit);
}

/* ---- related records ----------------------------------------------------------------------------- */

struct related {
	struct expreval ev;
	const struct expr *x;
	struct exprgather gather;
	size_t count, enough;
};

static bool related_row(void *context, const struct record *r)
{
	struct related *l = context;

	if (l->x->left && !expreval_test(l->ev, l->x->left, r))
		return true;
	if (l->x->right) {
		struct exprvalue v = expreval(l->ev, l->x->right, r);
		exprgather_take(&l->gather, &v);
	}
	return ++l->count < l->enough;
}

/* How many records that refer to r satisfy the condition, as far as `enough`. */
static size_t related(struct related *l, const struct record *r)
{
	const struct expr_env *env = l->ev.env;
	bool all = !l->x->left && !l->x->right;

	r = record_of(l->ev, l->x, r);
	if (!env || !env->each || !r)
		return 0;
	size_t offered = env->each(
		env->context, l->x->table, l->x->by, r, l->enough, all ? NULL : related_row, l);
	return all ? offered : l->count;
}

static bool has(struct expreval ev, const struct expr *x, const struct record *r)
{
	return related(&(struct related){.ev = ev, .x = x, .enough = 1}, r) > 0;
}

static struct exprvalue gathered(struct expreval ev, const struct expr *x, const struct record *r)
{
	struct related l = {.ev = ev, .x = x, .gather = {.kind = x->kind}, .enough = SIZE_MAX};
	size_t n = related(&l, r);

	return x->kind == EXPR_COUNT ? exprvalue_of_number((int64_t)n * EXPR_ONE)
				     : exprgather_value(&l.gather);
}

static size_t characters(struct span s)
{
	const char *at = s.at, *end = s.at + s.n;
	size_t n = 0;

	for (; at < end; n++)
		utf8_next(&at, end);
	return n;
}

struct exprvalue expreval(struct expreval ev, const struct expr *x, const struct record *r)
{
	struct exprvalue v;

	switch (x->kind) {
	case EXPR_FIELD:
		return field_value(ev, x, r);
	case EXPR_LITERAL:
	case EXPR_VALUE:
		return exprvalue_of_literal(x);
	case EXPR_TODAY:
		return exprvalue_of_date(today(ev));
	case EXPR_SINCE:
	case EXPR_UNTIL:
		return exprvalue_of_date(period(ev, x->kind));
	case EXPR_ADD:
	case EXPR_SUBTRACT:
		return sum(ev, x, r);
	case EXPR_NEGATE:
		v = expreval(ev, x->left, r);
		return exprvalue_number(&v, &v.number) ? exprvalue_of_number(-v.number)
						       : (struct exprvalue){0};
	case EXPR_YEARS:
	case EXPR_DAYS:
		return elapsed(ev, x, r);
	case EXPR_LENGTH:
		v = expreval(ev, x->left, r);
		return exprvalue_of_number((int64_t)characters(v.text) * EXPR_ONE);
	case EXPR_MONTHLY:
		return monthly(ev, x, r);
	case EXPR_COUNT:
	case EXPR_SUM:
	case EXPR_LAST:
	case EXPR_FIRST:
		return gathered(ev, x, r);
	case EXPR_SPAN:
		return (struct exprvalue){0};
	default:
		return (struct exprvalue){
			.kind = VALUE_TEXT, .text = span_of(expreval_test(ev, x, r) ? "是" : "否")};
	}
}

/* ---- conditions ---------------------------------------------------------------------------------- */

static bool compare_values(struct expreval ev, const struct expr *x, const struct exprvalue *a,
	const struct exprvalue *b)
{
	return x->kind == EXPR_WITHIN
		       ? exprwithin(ev, a, b)
		       : exprcompare(ev, x->kind == EXPR_IN ? OP_EQUAL : x->op, a, b);
}

/* A reference beside something known: of many records a few are referred to, each is looked at once. */
static bool compare_known(struct expreval ev, const struct expr *x, const struct exprvalue *a)
{
	static char yes, no;
	const void *known = map_getn(x->memo, a->text.at, a->text.n);

	if (known)
		return known == &yes;
	/* A copy: following may take the text away. */
	char *text = mem_strndup(a->text.at, a->text.n);
	struct exprvalue left = *a, right = exprvalue_of_literal(x->right);
	left.text.at = text;
	bool holds = compare_values(ev, x, &left, &right);
	if (x->memo->n < MEMO_MOST)
		map_putn(x->memo, text, left.text.n, holds ? &yes : &no);
	mem_free(text);
	return holds;
}

/* What stands left is evaluated before and kept while the right side is. */
static bool compare(struct expreval ev, const struct expr *x, const struct exprvalue *left,
	const struct expr *right, const struct record *r)
{
	struct exprvalue a = *left;
	char *kept = NULL;

	if (x->memo && a.text.n)
		return compare_known(ev, x, left);
	if (a.text.n && follows(right))
		a.text.at = kept = mem_strndup(a.text.at, a.text.n);
	struct exprvalue b = expreval(ev, right, r);
	bool holds = compare_values(ev, x, &a, &b);
	mem_free(kept);
	return holds;
}

static bool test_in(struct expreval ev, const struct expr *x, const struct record *r)
{
	struct exprvalue left = expreval(ev, x->left, r);

	for (const struct expr *one = x->right; one; one = one->next) {
		if (compare(ev, x, &left, one, r))
			return true;
		/* What was followed may have taken the left side's text away. */
		if (one->next && (follows(one) || follows(x->left)))
			left = expreval(ev, x->left, r);
	}
	return false;
}

bool expreval_test(struct expreval ev, const struct expr *x, const struct record *r)
{
	struct exprvalue v;

	if (x->quick)
		return exprquick_test(x, r);
	switch (x->kind) {
	case EXPR_AND:
		return expreval_test(ev, x->left, r) && expreval_test(ev, x->right, r);
	case EXPR_OR:
		return expreval_test(ev, x->left, r) || expreval_test(ev, x->right, r);
	case EXPR_NOT:
		return !expreval_test(ev, x->left, r);
	case EXPR_COMPARE:
	case EXPR_WITHIN:
		v = expreval(ev, x->left, r);
		return compare(ev, x, &v, x->right, r);
	case EXPR_IN:
		return test_in(ev, x, r);
	case EXPR_HAS:
		return has(ev, x, r);
	default:
		v = expreval(ev, x, r);
		return exprvalue_truth(&v);
	}
}
