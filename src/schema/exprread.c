#include <binggui/schema/exprread.h>

#include <string.h>

#include <binggui/schema/exproperand.h>
#include <binggui/schema/exprword.h>
#include <binggui/schema/nearest.h>
#include <binggui/schema/valuetype.h>

/* ---- comparisons --------------------------------------------------------------------------------- */

static bool take_op(struct exprreader *r, enum expr_op *op)
{
	static const struct {
		const char *sign;
		enum expr_op op;
	} ops[] = {{"=", OP_EQUAL}, {"!=", OP_UNEQUAL}, {"<", OP_LESS}, {"<=", OP_LESS_EQUAL},
		{">", OP_MORE}, {">=", OP_MORE_EQUAL}, {"~", OP_LIKE}, {"!~", OP_UNLIKE}};

	for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
		if (reader_take_sign(r, ops[i].sign)) {
			*op = ops[i].op;
			return true;
		}
	return false;
}

static bool orders(enum expr_op op)
{
	return op == OP_LESS || op == OP_LESS_EQUAL || op == OP_MORE || op == OP_MORE_EQUAL;
}

static const char *compare_refusal(const struct expr *a, enum expr_op op, const struct expr *b)
{
	const struct def_field *f = exprword_field(a);
	enum exprword_kind kind = exprword_kind(a);

	if (kind == WORD_TRUTH || exprword_kind(b) == WORD_TRUTH)
		return "它本身就是条件，不能再比较";
	if (kind == WORD_SPAN || exprword_kind(b) == WORD_SPAN)
		return "时间长度不能比较；请写成 today-90d 的样子";
	if (orders(op) && f && f->type && !f->type->ordered)
		return "这个字段没有大小之分，只能用 = != in ~";
	if (op == OP_LIKE || op == OP_UNLIKE)
		return NULL;
	bool empty = b->kind == EXPR_LITERAL && !*b->text && !orders(op);
	if (kind == WORD_NUMBER && !empty && !exproperand_may_be(b, WORD_NUMBER))
		return "这里要与数字比较";
	if (kind == WORD_DATE && !empty && !exproperand_may_be(b, WORD_DATE))
		return "这里要与日期比较，如 2019-08 或 today-90d";
	return NULL;
}

/* a in (x, y): every alternative is a literal or a field. */
static struct expr *read_alternatives(struct exprreader *r, struct expr *left)
{
	struct exprbeside beside = {exprword_field(left), OP_EQUAL, true};
	struct expr *x = reader_node(r, EXPR_IN, left, NULL);
	struct expr **last = &x->right;

	if (!reader_take_sign(r, "("))
		return reader_fail(r, reader_token(r), x, "in 后面要有括号，如 in (男, 女)");
	do {
		const struct lex_token *t = reader_token(r);
		*last = exproperand_sum(r, beside);
		if (!*last)
			return reader_drop(x);
		const char *refusal = compare_refusal(left, OP_EQUAL, *last);
		if (refusal || reader_too_much(r))
			return reader_fail(r, t, x, refusal ? refusal : "条件太长");
		last = &(*last)->next;
	} while (reader_take_sign(r, ","));
	return reader_take_sign(r, ")")
		       ? x
		       : reader_fail(r, reader_token(r), x, "这里应是逗号或右括号“)”");
}

/* Whether a side of `within` is no reference; a computed field may turn out to be one. */
static bool no_reference(const struct expr *x)
{
	const struct def_field *f = exprword_field(x);

	return !f || !(f->target || exprword_kind(x) == WORD_ANY);
}

static const char *within_refusal(const struct expr *a, const struct expr *b)
{
	const struct def_field *f = exprword_field(a), *g = exprword_field(b);

	if (b->kind == EXPR_LITERAL)
		return *b->text ? NULL : "within 后面要写上级的名称或代码";
	if (no_reference(b))
		return "within 后面要是名称、代码或引用字段";
	if (f->target && g->target && f->target != g->target)
		return "within 两边要指向同一个登记簿";
	return NULL;
}

/* village within 城关镇 */
static struct expr *read_within(struct exprreader *r, struct expr *left)
{
	const struct lex_token *t = reader_token(r);

	r->at++;
	if (no_reference(left))
		return reader_fail(r, t, left, "within 前面要是引用字段，如 village within 城关镇");
	const struct lex_token *goal = reader_token(r);
	struct expr *right =
		exproperand_sum(r, (struct exprbeside){exprword_field(left), OP_EQUAL, true});
	if (!right)
		return reader_drop(left);
	const char *refusal = within_refusal(left, right);
	struct expr *x = reader_node(r, EXPR_WITHIN, left, right);
	return refusal ? reader_fail(r, goal, x, refusal) : x;
}

static bool is_in(const struct lex_token *t)
{
	return reader_is_word(t, "in", "属于", "在");
}

static bool is_within(const struct lex_token *t)
{
	return reader_is_word(t, "within", "位于", "位于");
}

static struct expr *read_membership(struct exprreader *r, struct expr *left)
{
	if (is_within(reader_token(r)))
		return read_within(r, left);
	r->at++;
	return read_alternatives(r, left);
}

static struct expr *read_comparison(struct exprreader *r)
{
	struct expr *left = exproperand_sum(r, (struct exprbeside){0});
	const struct lex_token *t = reader_token(r);
	enum expr_op op;

	if (!left)
		return NULL;
	if (is_in(t) || is_within(t))
		return read_membership(r, left);
	const struct lex_token *next = reader_following(r);
	if (reader_is_not(t) && (is_in(next) || is_within(next))) {
		r->at++;
		struct expr *x = read_membership(r, left);
		return x ? reader_node(r, EXPR_NOT, x, NULL) : NULL;
	}
	if (!take_op(r, &op))
		return left;
	struct expr *right =
		exproperand_sum(r, (struct exprbeside){exprword_field(left), op, true});
	if (!right)
		return reader_drop(left);
	struct expr *x = reader_node(r, EXPR_COMPARE, left, right);
	x->op = op;
	const char *refusal = compare_refusal(left, op, right);
	return refusal ? reader_fail(r, t, x, refusal) : x;
}

/* ---- and, or, not -------------------------------------------------------------------------------- */

static struct expr *read_not(struct exprreader *r)
{
	if (!reader_is_not(reader_token(r)))
		return read_comparison(r);
	const struct lex_token *t = reader_token(r);
	r->at++;
	r->depth++;
	struct expr *x =
		reader_too_much(r) ? reader_fail(r, t, NULL, "条件太长或括号太深") : read_not(r);
	r->depth--;
	return x ? reader_node(r, EXPR_NOT, x, NULL) : NULL;
}

static struct expr *read_and(struct exprreader *r)
{
	struct expr *x = read_not(r);

	while (x && reader_is_and(reader_token(r))) {
		r->at++;
		struct expr *y = read_not(r);
		if (!y)
			return reader_drop(x);
		x = reader_node(r, EXPR_AND, x, y);
	}
	return x;
}

static struct expr *read_or(struct exprreader *r)
{
	struct expr *x = read_and(r);

	while (x && reader_is_or(reader_token(r))) {
		r->at++;
		struct expr *y = read_and(r);
		if (!y)
			return reader_drop(x);
		x = reader_node(r, EXPR_OR, x, y);
	}
	return x;
}

/* A word where none may stand: perhaps an operator with a slip in it. */
static struct expr *stray(struct exprreader *r, const struct lex_token *t, struct expr *x)
{
	static const char *const words[] = {"and", "or", "in", "within"};
	struct str why = {0};
	struct nearest near;

	nearest_start(&near, t->kind == LEX_NAME ? t->text : "");
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		nearest_try(&near, words[i]);
	str_add(&why, "这里应是 and 或 or；");
	if (nearest_word(&near))
		str_addf(&why, "是不是“%s”？", nearest_word(&near));
	else
		str_add(&why, "文字中间有空格或符号时请加引号");
	return reader_fail_why(r, t, x, &why);
}

/* Nothing may stand behind what was read. */
static struct expr *read_end(struct exprreader *r, struct expr *x)
{
	const struct lex_token *t = reader_token(r);

	if (!x || t->kind == LEX_END)
		return x;
	if (t->kind == LEX_BAD)
		return reader_fail(r, t, x, "这个字符不能用在条件里；文字请加引号");
	if (reader_is_sign(t, ")"))
		return reader_fail(r, t, x, "多出一个右括号");
	return stray(r, t, x);
}

static struct expr *read_whole(struct exprreader *r, const char *text)
{
	r->condition = read_or;
	lex_read(&r->lex, text);
	struct expr *x = read_end(r, read_or(r));
	lex_free(&r->lex);
	return x;
}

struct expr *exprread(
	const char *text, const struct def_table *t, const struct defs *d, struct err *e)
{
	return read_whole(&(struct exprreader){.table = t, .defs = d, .err = e}, text);
}

struct expr *exprread_scopes(const char *text, const struct expr_scope *scopes, size_t n,
	const struct defs *d, struct err *e)
{
	return read_whole(&(struct exprreader){.table = scopes[0].table,
				  .defs = d,
				  .err = e,
				  .scopes = scopes,
				  .n_scopes = n < EXPR_SCOPES ? n : EXPR_SCOPES},
		text);
}

struct expr *exprread_value(const char *text, const struct def_field *f, const struct def_table *t,
	const struct defs *d, struct err *e)
{
	struct exprreader r = {.table = t, .defs = d, .err = e, .condition = read_or};

	lex_read(&r.lex, text);
	struct expr *x = read_end(&r, exproperand_sum(&r, (struct exprbeside){f, OP_EQUAL, true}));
	lex_free(&r.lex);
	return x;
}
