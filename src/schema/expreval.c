#include <binggui/schema/expreval.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/schema/exprcompare.h>
#include <binggui/schema/exprfollow.h>
#include <binggui/schema/exprwithin.h>
#include <binggui/schema/type_text.h>
#include <binggui/text/utf8.h>

/* Computed fields may use computed fields; a circle ends here with no value. */
enum { COMPUTED_DEPTH = 12, DAYS_MAX = 4000000 };

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

/* Whether evaluating x may follow references, which ends the life of texts got before. */
static bool follows(const struct expr *x)
{
	switch (x->kind) {
	case EXPR_LITERAL:
	case EXPR_TODAY:
	case EXPR_SINCE:
	case EXPR_UNTIL:
		return false;
	default:
		return x->kind != EXPR_FIELD || x->n_path > 1 || x->path[0]->computed;
	}
}

/* ---- values -------------------------------------------------------------------------------------- */

static struct exprvalue field_value(
	struct expreval ev, const struct expr *x, const struct record *r)
{
	for (size_t i = 0; i + 1 < x->n_path && r; i++)
		r = exprfollow(ev, x->path[i], record_field(r, x->path[i]));
	const struct def_field *f = x->path[x->n_path - 1];
	if (!r)
		return (struct exprvalue){.field = f};
	if (f->type != &type_computed)
		return exprvalue_of_field(f, record_field(r, f));
	if (!f->computed || ev.depth >= COMPUTED_DEPTH)
		return (struct exprvalue){.field = f};
	ev.depth++;
	return expreval(ev, f->computed, r);
}

/* ---- arithmetic ---------------------------------------------------------------------------------- */

static struct exprvalue shift_date(struct date d, int64_t days, int months)
{
	struct date full =
		date_from_days(date_days(d)); /* a partial one counts from its first day */

	if (months)
		full = date_add_months(full, months);
	if (days > DAYS_MAX || days < -DAYS_MAX)
		return (struct exprvalue){0};
	if (days)
		full = date_from_days(date_days(full) + (int32_t)days);
	return exprvalue_of_date(date_valid(full) ? full : (struct date){0});
}

/* A date and a number of days, whichever stands first; or a date less a date. */
static struct exprvalue date_sum(const struct exprvalue *a, const struct exprvalue *b, int sign)
{
	struct date from, to;
	int64_t days;

	if (exprvalue_date(a, &from) && exprvalue_date(b, &to))
		return sign > 0 ? (struct exprvalue){0}
				: exprvalue_of_number(
					  (int64_t)(date_days(from) - date_days(to)) * EXPR_ONE);
	if (a->kind == VALUE_DATE && exprvalue_number(b, &days))
		return shift_date(a->date, sign * (days / EXPR_ONE), 0);
	if (b->kind == VALUE_DATE && sign > 0 && exprvalue_number(a, &days))
		return shift_date(b->date, days / EXPR_ONE, 0);
	return (struct exprvalue){0};
}

static struct exprvalue sum(struct expreval ev, const struct expr *x, const struct record *r)
{
	int sign = x->kind == EXPR_ADD ? 1 : -1;
	struct exprvalue a = expreval(ev, x->left, r);
	struct date from;
	int64_t m, n, result;

	if (x->right->kind == EXPR_SPAN)
		return exprvalue_date(&a, &from)
			       ? shift_date(from, sign * x->right->days, sign * x->right->months)
			       : (struct exprvalue){0};
	struct exprvalue b = expreval(ev, x->right, r);
	if (a.kind == VALUE_DATE || b.kind == VALUE_DATE)
		return date_sum(&a, &b, sign);
	if (!exprvalue_number(&a, &m) || !exprvalue_number(&b, &n))
		return (struct exprvalue){0};
	bool over = sign > 0 ? __builtin_add_overflow(m, n, &result)
			     : __builtin_sub_overflow(m, n, &result);
	return over ? (struct exprvalue){0} : exprvalue_of_number(result);
}

/* years(a) and days(a): from a until today, or from a to b. */
static struct exprvalue elapsed(struct expreval ev, const struct expr *x, const struct record *r)
{
	struct exprvalue a = expreval(ev, x->left, r);
	struct exprvalue b = x->right ? expreval(ev, x->right, r) : exprvalue_of_date(today(ev));
	struct date from, to;

	if (!exprvalue_date(&a, &from) || !exprvalue_date(&b, &to))
		return (struct exprvalue){0};
	if (x->kind == EXPR_DAYS)
		return exprvalue_of_number((int64_t)(date_days(to) - date_days(from)) * EXPR_ONE);
	int age = date_age(from, to);
	return age < 0 ? (struct exprvalue){0} : exprvalue_of_number(age * EXPR_ONE);
}

static size_t characters(struct span s)
{
	const char *at = s.at, *end = s.at + s.n;
	size_t n = 0;

	for (; at < end; n++)
		utf8_next(&at, end);
	return n;
}

static size_t related(
	struct expreval ev, const struct expr *x, const struct record *r, size_t enough)
{
	if (!ev.env || !ev.env->related)
		return 0;
	return ev.env->related(ev.env->context, x->table, x->owner->target, r, x->left, enough);
}

struct exprvalue expreval(struct expreval ev, const struct expr *x, const struct record *r)
{
	struct exprvalue v;

	switch (x->kind) {
	case EXPR_FIELD:
		return field_value(ev, x, r);
	case EXPR_LITERAL:
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
	case EXPR_COUNT:
		return exprvalue_of_number((int64_t)related(ev, x, r, SIZE_MAX) * EXPR_ONE);
	case EXPR_SPAN:
		return (struct exprvalue){0};
	default:
		return (struct exprvalue){
			.kind = VALUE_TEXT, .text = span_of(expreval_test(ev, x, r) ? "是" : "否")};
	}
}

/* ---- conditions ---------------------------------------------------------------------------------- */

/* What stands left is evaluated before and kept while the right side is. */
static bool compare(struct expreval ev, const struct expr *x, const struct exprvalue *left,
	const struct expr *right, const struct record *r)
{
	struct exprvalue a = *left;
	char *kept = NULL;

	if (a.text.n && follows(right))
		a.text.at = kept = mem_strndup(a.text.at, a.text.n);
	struct exprvalue b = expreval(ev, right, r);
	bool holds = x->kind == EXPR_WITHIN
			     ? exprwithin(ev, &a, &b)
			     : exprcompare(ev, x->kind == EXPR_IN ? OP_EQUAL : x->op, &a, &b);
	mem_free(kept);
	return holds;
}

static bool test_in(struct expreval ev, const struct expr *x, const struct record *r)
{
	for (const struct expr *one = x->right; one; one = one->next) {
		struct exprvalue left = expreval(ev, x->left, r);
		if (compare(ev, x, &left, one, r))
			return true;
	}
	return false;
}

bool expreval_test(struct expreval ev, const struct expr *x, const struct record *r)
{
	struct exprvalue v;

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
		return related(ev, x, r, 1) > 0;
	default:
		v = expreval(ev, x, r);
		return exprvalue_truth(&v);
	}
}
