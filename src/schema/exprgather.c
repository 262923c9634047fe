#include <binggui/schema/exprgather.h>

static void add(struct exprgather *g, const struct exprvalue *v)
{
	int64_t number;

	if (exprvalue_number(v, &number))
		g->over |= __builtin_add_overflow(g->total, number, &g->total);
}

static int order(const struct exprvalue *a, const struct exprvalue *b)
{
	if (a->kind == VALUE_DATE)
		return date_cmp(a->date, b->date);
	return (a->number > b->number) - (a->number < b->number);
}

void exprgather_take(struct exprgather *g, const struct exprvalue *v)
{
	if (g->kind == EXPR_SUM) {
		add(g, v);
		return;
	}
	if (v->kind != VALUE_DATE && v->kind != VALUE_NUMBER)
		return;
	if (g->best.kind == VALUE_NONE ||
		(g->best.kind == v->kind &&
			(g->kind == EXPR_LAST ? order(v, &g->best) > 0 : order(v, &g->best) < 0)))
		g->best = (struct exprvalue){.kind = v->kind, .number = v->number, .date = v->date};
}

struct exprvalue exprgather_value(const struct exprgather *g)
{
	if (g->kind != EXPR_SUM)
		return g->best;
	return g->over ? (struct exprvalue){0} : exprvalue_of_number(g->total);
}
