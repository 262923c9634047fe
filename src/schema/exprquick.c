#include <binggui/schema/exprquick.h>

#include <string.h>

#include <binggui/schema/def.h>
#include <binggui/schema/exprvalue.h>
#include <binggui/schema/type_date.h>
#include <binggui/schema/type_text.h>

static bool is_plain_field(const struct expr *x)
{
	const struct def_field *f = x->kind == EXPR_FIELD && x->n_path == 1 ? x->path[0] : NULL;

	return f && f->type && f->type != &type_computed && !f->multiple && !f->target &&
	       !x->scope && !x->of;
}

/* As exprvalue_of_field() tells the kinds of values apart. */
static bool is_text(const struct def_field *f)
{
	const char *name = f->type->name;

	return *name != 'd' && *name != 'm' && strcmp(name, "number");
}

static bool are_literals(const struct expr *x)
{
	while (x && x->kind == EXPR_LITERAL)
		x = x->next;
	return !x;
}

static bool is_day_or_nothing(const struct expr *x)
{
	if (x->kind == EXPR_LITERAL)
		return x->is_date || !*x->text;
	return x->kind == EXPR_VALUE && x->value == VALUE_DATE && x->is_date;
}

enum exprquick exprquick_of(const struct expr *x)
{
	if ((x->kind != EXPR_COMPARE && x->kind != EXPR_IN) || x->memo || !is_plain_field(x->left))
		return QUICK_NO;
	const struct def_field *f = x->left->path[0];
	bool equals = x->kind == EXPR_IN || x->op == OP_EQUAL || x->op == OP_UNEQUAL;
	if (is_text(f))
		return equals && are_literals(x->right) ? QUICK_TEXT : QUICK_NO;
	bool compares = x->kind == EXPR_COMPARE && x->op != OP_LIKE && x->op != OP_UNLIKE;
	return f->type == &type_date && compares && is_day_or_nothing(x->right) ? QUICK_DATE
										: QUICK_NO;
}

static bool was_label(const struct def_code *code, const char *text)
{
	for (size_t i = 0; i < code->also.n; i++)
		if (!strcmp(code->also.at[i], text))
			return true;
	return false;
}

static bool is_one_of(const char *text, const struct expr *literals)
{
	for (const struct expr *one = literals; one; one = one->next)
		if (!strcmp(text, one->text) ||
			(one->code && one->code->also.n && was_label(one->code, text)))
			return true;
	return false;
}

static bool test_date(const char *text, const struct expr *x)
{
	const struct expr *right = x->right;
	bool not_equal = x->op == OP_UNEQUAL,
	     nothing = right->kind == EXPR_LITERAL && !*right->text;
	enum expr_op op = not_equal ? OP_EQUAL : x->op;
	struct date d;
	int32_t first, last;

	if (!date_parse(&d, text) || !type_date_span(d, &first, &last))
		return (op == OP_EQUAL && nothing) != not_equal;
	return (!nothing && exprvalue_days(op, first, last, right->first, right->last)) !=
	       not_equal;
}

bool exprquick_test(const struct expr *x, const struct record *r)
{
	const char *text = record_field(r, x->left->path[0]);

	if (x->quick == QUICK_DATE)
		return test_date(text, x);
	return is_one_of(text, x->right) == (x->kind == EXPR_IN || x->op == OP_EQUAL);
}

bool exprquick_all(const struct expr *x)
{
	if (x->kind == EXPR_AND || x->kind == EXPR_OR)
		return exprquick_all(x->left) && exprquick_all(x->right);
	return x->kind == EXPR_NOT ? exprquick_all(x->left) : x->quick != QUICK_NO;
}
