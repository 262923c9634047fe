#include <binggui/schema/exprbound.h>

#include <binggui/schema/record.h>
#include <binggui/schema/type_date.h>
#include <binggui/schema/type_number.h>

enum { FEN = 10000 }; /* millionths of a 元 */

/* The field of a term `field op literal` that an index is kept of; NULL if the term is another. */
static const struct def_field *bounded(const struct expr *x)
{
	if (x->kind != EXPR_COMPARE || x->op == OP_UNEQUAL || x->op == OP_LIKE ||
		x->op == OP_UNLIKE)
		return NULL;
	if (x->left->kind != EXPR_FIELD || x->left->n_path != 1 ||
		(x->right->kind != EXPR_LITERAL && x->right->kind != EXPR_VALUE))
		return NULL;
	const struct def_field *f = x->left->path[0];
	if (!(f->index || f->unique) || !x->right->constant || !*x->right->text)
		return NULL;
	/* A reference may be named by what it shows; only what can be nothing but canonical may be looked up. */
	uint64_t id;
	bool exact = x->right->kind == EXPR_VALUE;
	if (f->target && !exact && (f->target->key || !record_id_parse(x->right->text, &id)))
		return NULL;
	/* Indexes keep texts in the order of pinyin, conditions compare them by their bytes. */
	bool ranges = f->type == &type_date || f->type == &type_number || f->type == &type_money;
	return x->op != OP_EQUAL && (f->multiple || !ranges) ? NULL : f;
}

/* The least precise date that begins on a day: it sorts before all others of that day. */
static void first_text(int32_t day, struct str *out)
{
	struct date d = date_from_days(day);
	char text[DATE_TEXT];

	d.month = d.month == 1 && d.day == 1 ? 0 : d.month;
	d.day = d.day == 1 ? 0 : d.day;
	date_format(d, text);
	str_set(out, text);
}

static void last_text(int32_t day, struct str *out)
{
	char text[DATE_TEXT];

	date_format(date_from_days(day), text);
	str_set(out, text);
}

static void date_bounds(const struct expr *x, struct str *low, struct str *high)
{
	int32_t first = x->right->first, last = x->right->last;

	if (x->op == OP_EQUAL || x->op == OP_MORE_EQUAL)
		first_text(first, low);
	else if (x->op == OP_MORE)
		first_text(last + 1, low);
	if (x->op == OP_EQUAL || x->op == OP_LESS_EQUAL)
		last_text(last, high);
	else if (x->op == OP_LESS)
		last_text(first - 1, high);
}

/* Number literals in the form their field stores: 分 for money. */
static void number_bounds(const struct expr *x, bool money, struct str *low, struct str *high)
{
	struct str text = {0};

	if (money)
		str_addf(&text, "%lld", (long long)(x->right->number / FEN));
	else
		type_number_write(&text, x->right->number);
	if (x->op != OP_LESS && x->op != OP_LESS_EQUAL)
		str_set(low, text.at);
	if (x->op != OP_MORE && x->op != OP_MORE_EQUAL)
		str_set(high, text.at);
	str_free(&text);
}

/* How few records a term leaves: equality on a unique field, equality, a range; 0 = no use. */
static unsigned worth(const struct expr *x)
{
	const struct def_field *f = bounded(x);

	if (!f)
		return 0;
	return x->op != OP_EQUAL ? 1 : f->unique ? 3 : 2;
}

/* The best term of the AND chain. */
static const struct expr *best_term(const struct expr *x)
{
	if (x->kind != EXPR_AND)
		return worth(x) ? x : NULL;
	const struct expr *a = best_term(x->left), *b = best_term(x->right);
	if (!a || !b)
		return a ? a : b;
	return worth(b) > worth(a) ? b : a;
}

/* Fills whichever end of the range is still open from other terms on the same field. */
static void narrow(
	const struct expr *x, const struct def_field *f, struct str *low, struct str *high)
{
	struct str from = {0}, to = {0};

	if (x->kind == EXPR_AND) {
		narrow(x->left, f, low, high);
		narrow(x->right, f, low, high);
		return;
	}
	if (bounded(x) != f)
		return;
	if (f->type == &type_date)
		date_bounds(x, &from, &to);
	else if (f->type == &type_number || f->type == &type_money)
		number_bounds(x, f->type == &type_money, &from, &to);
	else
		str_set(&from, x->right->text), str_set(&to, x->right->text);
	if (!low->n && from.n)
		str_add(low, from.at);
	if (!high->n && to.n)
		str_add(high, to.at);
	str_free(&from);
	str_free(&to);
}

bool exprbound(
	const struct expr *x, const struct def_field **field, struct str *low, struct str *high)
{
	const struct expr *best = x ? best_term(x) : NULL;

	str_clear(low);
	str_clear(high);
	if (!best)
		return false;
	*field = bounded(best);
	narrow(best, *field, low, high);
	if (best->op != OP_EQUAL)
		narrow(x, *field, low, high);
	return low->n || high->n;
}
