#include <binggui/schema/expr.h>

#include <binggui/schema/exprbind.h>
#include <binggui/schema/exprbound.h>
#include <binggui/schema/expreval.h>
#include <binggui/schema/exprread.h>
#include <binggui/schema/exprtree.h>
#include <binggui/schema/type_number.h>

struct expr *expr_parse(
	const char *text, const struct def_table *t, const struct defs *d, struct err *e)
{
	return exprread(text, t, d, e);
}

void expr_free(struct expr *x)
{
	exprtree_free(x);
}

struct expr *expr_parse_scope(const char *text, const struct expr_scope *scopes, size_t n,
	const struct defs *d, struct err *e)
{
	return exprread_scopes(text, scopes, n, d, e);
}

bool expr_test_scope(
	const struct expr *x, const struct record *const *records, const struct expr_env *env)
{
	return !x ||
	       expreval_test((struct expreval){.env = env, .records = records}, x, records[0]);
}

bool expr_test(const struct expr *x, const struct record *r, const struct expr_env *env)
{
	return expr_test_scope(x, &r, env);
}

void expr_value_scope(const struct expr *x, const struct record *const *records,
	const struct expr_env *env, struct str *out)
{
	char text[DATE_TEXT];

	str_clear(out);
	if (!x)
		return;
	struct exprvalue v =
		expreval((struct expreval){.env = env, .records = records}, x, records[0]);
	switch (v.kind) {
	case VALUE_NUMBER:
		type_number_write(out, v.number);
		break;
	case VALUE_DATE:
		date_format(v.date, text);
		str_set(out, text);
		break;
	case VALUE_TEXT:
		str_addn(out, v.text.at, v.text.n);
		break;
	case VALUE_NONE:
		break;
	}
}

void expr_value(
	const struct expr *x, const struct record *r, const struct expr_env *env, struct str *out)
{
	expr_value_scope(x, &r, env, out);
}

struct expr *expr_bind(const struct expr *x, const struct record *const *records, size_t n,
	const struct expr_env *env)
{
	return x ? exprbind(x, records, n, env) : NULL;
}

bool expr_bound(
	const struct expr *x, const struct def_field **field, struct str *low, struct str *high)
{
	return exprbound(x, field, low, high);
}
