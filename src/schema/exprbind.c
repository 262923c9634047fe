#include <binggui/schema/exprbind.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/schema/expreval.h>
#include <binggui/schema/exprquick.h>
#include <binggui/schema/exprrelated.h>
#include <binggui/schema/exprscope.h>
#include <binggui/schema/exprwithin.h>
#include <binggui/schema/type_date.h>
#include <binggui/schema/type_number.h>
#include <binggui/schema/type_text.h>

/* The records a part depends on, a bit each; this one is the related one inside has(…). */
enum { AT_HAND = 1 << EXPR_SCOPES };

struct binding {
	struct expreval ev;
	unsigned bound; /* records that are known */
	unsigned only;  /* the one scope that stays open, from 1; 0 = none, or several */
};

static bool is_related(const struct expr *x)
{
	return x->kind == EXPR_HAS || x->kind == EXPR_COUNT || exprrelated_gathers(x->kind);
}

static unsigned own(const struct expr *x, bool inside)
{
	if (x->of)
		return 0;
	if (x->scope)
		return 1u << (x->scope - 1);
	return inside ? AT_HAND : 1u;
}

static unsigned depends(const struct expr *x, bool inside)
{
	unsigned all = 0;

	if (x->kind == EXPR_FIELD)
		return own(x, inside);
	bool related = is_related(x);
	if (x->left)
		all |= depends(x->left, inside || related);
	for (const struct expr *right = x->right; right; right = right->next)
		all |= depends(right, inside || related);
	return related ? (all & ~AT_HAND) | own(x, inside) : all;
}

/* ---- nodes --------------------------------------------------------------------------------------- */

/* A node without its children. */
static struct expr *copy_node(const struct expr *x)
{
	struct expr *copy = mem_new0(struct expr);

	*copy = *x;
	copy->left = copy->right = copy->next = NULL;
	copy->memo = NULL;
	copy->path = NULL;
	if (x->n_path) {
		copy->path = mem_resize(NULL, x->n_path * sizeof *x->path);
		memcpy(copy->path, x->path, x->n_path * sizeof *x->path);
	}
	copy->text = x->text ? mem_strdup(x->text) : NULL;
	copy->folded = x->folded ? mem_strdup(x->folded) : NULL;
	return copy;
}

static char *value_text(const struct exprvalue *v)
{
	char date[DATE_TEXT];
	struct str text = {0};

	if (v->kind == VALUE_DATE) {
		date_format(v->date, date);
		return mem_strdup(date);
	}
	if (v->kind == VALUE_NUMBER) {
		type_number_write(&text, v->number);
		return str_take(&text);
	}
	return v->text.n ? mem_strndup(v->text.at, v->text.n) : mem_strdup("");
}

static struct expr *value_node(const struct exprvalue *v)
{
	struct expr *x = mem_new0(struct expr);

	x->kind = EXPR_VALUE;
	x->value = (int)v->kind;
	x->field = v->field;
	x->several = v->several;
	x->number = v->number;
	x->date = v->date;
	x->is_number = v->kind == VALUE_NUMBER;
	x->is_date = v->kind == VALUE_DATE && type_date_span(v->date, &x->first, &x->last);
	x->constant = !v->several && v->kind != VALUE_NONE;
	x->text = value_text(v);
	x->n_text = strlen(x->text);
	return x;
}

static struct expr *truth(bool yes)
{
	return value_node(
		&(struct exprvalue){.kind = VALUE_TEXT, .text = span_of(yes ? "是" : "否")});
}

static bool is_known(const struct expr *x)
{
	return x->kind == EXPR_VALUE || x->kind == EXPR_LITERAL;
}

static bool holds(const struct expr *x)
{
	struct exprvalue v = exprvalue_of_literal(x);

	return exprvalue_truth(&v);
}

static struct expr *instead(struct expr *x, struct expr *by)
{
	exprtree_free(x);
	return by;
}

/* ---- what becomes simpler ------------------------------------------------------------------------ */

static struct expr *take_left(struct expr *x)
{
	struct expr *left = x->left;

	x->left = NULL;
	return instead(x, left);
}

static struct expr *take_right(struct expr *x)
{
	struct expr *right = x->right;

	x->right = NULL;
	return instead(x, right);
}

/* and, or with one side known. */
static struct expr *simpler_joint(struct expr *x)
{
	bool decides = x->kind == EXPR_OR; /* what one side decides alone if it is so */

	if (is_known(x->left))
		return holds(x->left) == decides ? instead(x, truth(decides)) : take_right(x);
	if (is_known(x->right))
		return holds(x->right) == decides ? instead(x, truth(decides)) : take_left(x);
	if (exprquick_all(x->right) &&
		!exprquick_all(x->left)) { /* what costs little decides first */
		struct expr *left = x->left;
		x->left = x->right;
		x->right = left;
	}
	return x;
}

/* A known value in (…): what is known among the alternatives is decided now. */
static struct expr *simpler_in(const struct binding *b, struct expr *x)
{
	if (!is_known(x->left))
		return x;
	for (struct expr **at = &x->right; *at;) {
		struct expr *one = *at;
		if (!is_known(one)) {
			at = &one->next;
			continue;
		}
		struct expr pair = {.kind = EXPR_IN, .left = x->left, .right = one};
		struct expr *rest = one->next;
		one->next = NULL;
		bool fits = expreval_test(b->ev, &pair, NULL);
		one->next = rest;
		if (fits)
			return instead(x, truth(true));
		*at = rest;
		one->next = NULL;
		exprtree_free(one);
	}
	return x->right ? x : instead(x, truth(false));
}

/* Whether a value is a reference as it is stored: then it tells all of its record. */
static bool is_reference(const struct expr *x)
{
	return x->kind == EXPR_FIELD && x->path[x->n_path - 1]->target;
}

/* A reference beside a name or place: what is found out about one record goes for all that refer to it. */
static struct expr *remembering(struct expr *x)
{
	bool looks =
		x->kind == EXPR_WITHIN || (x->right->kind == EXPR_LITERAL && *x->right->folded);

	if (looks && is_known(x->right) && is_reference(x->left))
		x->memo = mem_new0(struct map);
	return x;
}

/* known within field: the field is the known record or one above it, which are few and known too. */
static struct expr *simpler_within(const struct binding *b, struct expr *x)
{
	const struct expr *goal = x->right;
	struct str above = {0};

	if (!is_known(x->left))
		return remembering(x);
	const struct def_field *f = x->left->field;
	const struct def_field *last =
		goal->kind == EXPR_FIELD ? goal->path[goal->n_path - 1] : NULL;
	if (!f || !f->target || !last || last->target != f->target)
		return x;
	exprwithin_above(b->ev, f, x->left->text, &above);
	if (!above.n)
		return instead(x, truth(false));
	struct exprvalue v = {
		.kind = VALUE_TEXT, .field = f, .several = true, .text = {above.at, above.n}};
	struct expr *known = value_node(&v);
	known->constant = false;
	str_free(&above);
	exprtree_free(x->left);
	x->kind = EXPR_COMPARE;
	x->op = OP_EQUAL;
	x->left = x->right;
	x->right = known;
	return x;
}

/* Numbers and texts compare alike from both sides; an index wants the field on the left. */
static struct expr *simpler_compare(struct expr *x)
{
	static const enum expr_op others[] = {[OP_EQUAL] = OP_EQUAL,
		[OP_UNEQUAL] = OP_UNEQUAL,
		[OP_LESS] = OP_MORE,
		[OP_LESS_EQUAL] = OP_MORE_EQUAL,
		[OP_MORE] = OP_LESS,
		[OP_MORE_EQUAL] = OP_LESS_EQUAL};
	struct expr *left = x->left;
	bool dates = left->kind == EXPR_VALUE && left->is_date;

	if (left->kind == EXPR_FIELD)
		return remembering(x);
	if (left->kind != EXPR_VALUE || dates || x->op == OP_LIKE || x->op == OP_UNLIKE ||
		x->right->kind != EXPR_FIELD)
		return x;
	x->left = x->right;
	x->right = left;
	x->op = others[x->op];
	return x;
}

static struct expr *simpler(const struct binding *b, struct expr *x)
{
	switch (x->kind) {
	case EXPR_AND:
	case EXPR_OR:
		return simpler_joint(x);
	case EXPR_NOT:
		return is_known(x->left) ? instead(x, truth(!holds(x->left))) : x;
	case EXPR_IN:
		return simpler_in(b, x);
	case EXPR_WITHIN:
		return simpler_within(b, x);
	case EXPR_COMPARE:
		return simpler_compare(x);
	default:
		return x;
	}
}

/* ---- binding ------------------------------------------------------------------------------------- */

/*
 * Where the record of a field or of related ones is found now.  The scope that alone
 * stays open becomes the record at hand, or the first from inside has(…).
 */
static void place(const struct binding *b, struct expr *x, bool inside)
{
	unsigned scope = x->scope ? x->scope : 1;

	if (x->scope && x->scope == b->only)
		x->scope = inside;
	else if (is_related(x) && (x->scope || !inside) && b->bound & 1u << (scope - 1))
		x->of = b->ev.records[scope - 1];
}

static struct expr *bind(const struct binding *b, const struct expr *x, bool inside)
{
	if (x->kind == EXPR_LITERAL || x->kind == EXPR_VALUE || x->kind == EXPR_SPAN)
		return copy_node(x);
	if (!(depends(x, inside) & ~b->bound)) {
		struct exprvalue v = expreval(b->ev, x, b->ev.records[0]);
		return value_node(&v);
	}
	struct expr *copy = copy_node(x);
	bool deeper = inside || is_related(x);
	place(b, copy, inside);
	if (x->left)
		copy->left = bind(b, x->left, deeper);
	struct expr **last = &copy->right;
	for (const struct expr *right = x->right; right; right = right->next) {
		*last = bind(b, right, deeper);
		last = &(*last)->next;
	}
	copy = simpler(b, copy);
	copy->quick = (unsigned char)exprquick_of(copy);
	return copy;
}

struct expr *exprbind(const struct expr *x, const struct record *const *records, size_t n,
	const struct expr_env *env)
{
	struct binding b = {.ev = {.env = env, .records = records}};
	size_t open = 0;

	for (size_t i = 0; i < n; i++) {
		b.bound |= records[i] ? 1u << i : 0;
		open += !records[i];
		if (!records[i])
			b.only = (unsigned)i + 1;
	}
	if (open != 1)
		b.only = 0;
	return bind(&b, x, false);
}
