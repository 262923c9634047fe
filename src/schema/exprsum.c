#include <binggui/schema/exprsum.h>

#include <stdint.h>

#include <binggui/text/wage.h>

enum { DAYS_MAX = 4000000 }; /* more than the calendar has */

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

struct exprvalue exprsum(const struct exprvalue *a, const struct exprvalue *b, bool minus)
{
	int64_t m, n, result;

	if (a->kind == VALUE_DATE || b->kind == VALUE_DATE)
		return date_sum(a, b, minus ? -1 : 1);
	if (!exprvalue_number(a, &m) || !exprvalue_number(b, &n))
		return (struct exprvalue){0};
	bool over = minus ? __builtin_sub_overflow(m, n, &result)
			  : __builtin_add_overflow(m, n, &result);
	return over ? (struct exprvalue){0} : exprvalue_of_number(result);
}

struct exprvalue exprsum_span(const struct exprvalue *a, const struct expr *span, bool minus)
{
	int sign = minus ? -1 : 1;
	struct date from;

	return exprvalue_date(a, &from) ? shift_date(from, sign * span->days, sign * span->months)
					: (struct exprvalue){0};
}

struct exprvalue exprsum_elapsed(const struct exprvalue *a, const struct exprvalue *b, bool years)
{
	struct date from, to;

	if (!exprvalue_date(a, &from) || !exprvalue_date(b, &to))
		return (struct exprvalue){0};
	if (!years)
		return exprvalue_of_number((int64_t)(date_days(to) - date_days(from)) * EXPR_ONE);
	int age = date_age(from, to);
	return age < 0 ? (struct exprvalue){0} : exprvalue_of_number(age * EXPR_ONE);
}

struct exprvalue exprsum_monthly(int64_t amount, const struct exprvalue *unit)
{
	enum wage_unit u = WAGE_MONTH; /* nothing said is a month */

	if (unit->kind == VALUE_TEXT && unit->text.n)
		for (u = WAGE_MONTH; u < WAGE_UNITS; u++)
			if (span_is(unit->text, wage_unit_name(u)))
				break;
	int64_t fen = amount / (EXPR_ONE / 100), month = wage_month(fen, u);
	return month < 0 ? (struct exprvalue){0} : exprvalue_of_number(month * (EXPR_ONE / 100));
}
