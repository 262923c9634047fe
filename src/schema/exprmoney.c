#include <binggui/schema/exprmoney.h>

#include <binggui/schema/exprtree.h>
#include <binggui/schema/type_number.h>
#include <binggui/text/money.h>

enum { DEPTH = 8 }; /* formulas that use formulas */

static bool is_money(const struct expr *x, int depth);

static bool field_is_money(const struct def_field *f, int depth)
{
	if (!f)
		return false;
	if (f->computed)
		return depth < DEPTH && is_money(f->computed, depth + 1);
	return f->type == &type_money;
}

static bool is_money(const struct expr *x, int depth)
{
	switch (x->kind) {
	case EXPR_FIELD:
		return x->n_path && field_is_money(x->path[x->n_path - 1], depth);
	case EXPR_SUM:
	case EXPR_LAST:
	case EXPR_FIRST:
		return is_money(x->right, depth);
	case EXPR_ADD:
	case EXPR_SUBTRACT:
		return is_money(x->left, depth) || is_money(x->right, depth);
	case EXPR_NEGATE:
	case EXPR_MONTHLY:
		return is_money(x->left, depth);
	default:
		return false;
	}
}

bool exprmoney_field(const struct def_field *f)
{
	return field_is_money(f, 0);
}

void exprmoney_show(struct str *value)
{
	int64_t fen;

	if (value->n && money_parse(&fen, str_c(value)))
		money_format(value, fen);
}
