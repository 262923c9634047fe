#include <binggui/schema/exprread.h>

#include <string.h>
#include <strings.h>

#include <binggui/base/mem.h>
#include <binggui/schema/exprword.h>
#include <binggui/schema/valuetype.h>
#include <binggui/text/lex.h>

/* More is a slip or an attack; both bounds keep the stack small. */
enum { DEPTH_MAX = 60, NODES_MAX = 1000 };

struct reader {
	struct lex lex;
	size_t at;
	const struct def_table *table;
	const struct defs *defs;
	struct err *err;
	unsigned depth, nodes;
};

/* What stands left of a comparison, so that the right side can be read in its terms. */
struct beside {
	const struct def_field *field; /* NULL: it is no field */
	enum expr_op op;
	bool right; /* we are on the right: bare words are text */
};

static struct expr *read_or(struct reader *r);
static struct expr *read_sum(struct reader *r, struct beside beside);

/* ---- tokens -------------------------------------------------------------------------------------- */

static const struct lex_token *token(const struct reader *r)
{
	return &r->lex.at[r->at];
}

static const struct lex_token *following(const struct reader *r)
{
	return token(r)->kind == LEX_END ? token(r) : token(r) + 1;
}

static bool is_sign(const struct lex_token *t, const char *sign)
{
	return t->kind == LEX_SIGN && text_eq(t->text, sign);
}

static bool take_sign(struct reader *r, const char *sign)
{
	if (!is_sign(token(r), sign))
		return false;
	r->at++;
	return true;
}

static bool is_word(
	const struct lex_token *t, const char *latin, const char *hanzi, const char *longer)
{
	return t->kind == LEX_NAME && (strcasecmp(t->text, latin) == 0 || text_eq(t->text, hanzi) ||
					      text_eq(t->text, longer));
}

static bool is_and(const struct lex_token *t)
{
	return is_word(t, "and", "且", "并且");
}

static bool is_or(const struct lex_token *t)
{
	return is_word(t, "or", "或", "或者");
}

static bool is_not(const struct lex_token *t)
{
	return is_word(t, "not", "非", "不");
}

/* Frees what was read and tells the sentence with the column of token t; always NULL. */
static struct expr *fail(
	struct reader *r, const struct lex_token *t, struct expr *x, const char *said)
{
	exprtree_free(x);
	err_set(r->err, ERR_DATA, "第%zu列：%s", t->column, said);
	return NULL;
}

/* Frees what was read when the reason has been told already; always NULL. */
static struct expr *drop(struct expr *x)
{
	exprtree_free(x);
	return NULL;
}

static struct expr *fail_why(
	struct reader *r, const struct lex_token *t, struct expr *x, struct str *why)
{
	fail(r, t, x, str_c(why));
	str_free(why);
	return NULL;
}

static struct expr *node(
	struct reader *r, enum expr_kind kind, struct expr *left, struct expr *right)
{
	struct expr *x = mem_new0(struct expr);

	x->kind = kind;
	x->left = left;
	x->right = right;
	r->nodes++;
	return x;
}

static bool too_much(struct reader *r)
{
	return r->depth > DEPTH_MAX || r->nodes > NODES_MAX;
}

/* ---- words --------------------------------------------------------------------------------------- */

/* 1.2万 comes as two tokens that touch: how many make up the literal. */
static size_t literal_tokens(const struct lex_token *t)
{
	bool touches = t->kind == LEX_NUMBER && t[1].kind == LEX_NAME &&
		       t[1].column == t->column + strlen(t->text);

	return touches ? 2 : 1;
}

static struct expr *read_literal(struct reader *r, struct beside beside)
{
	const struct lex_token *t = token(r);
	struct expr *x = node(r, EXPR_LITERAL, NULL, NULL);
	struct str text = {0}, why = {0};
	size_t n = literal_tokens(t);

	for (size_t i = 0; i < n; i++)
		str_add(&text, t[i].text);
	bool good = exprword_literal(x, str_c(&text), beside.field, beside.op, &why);
	if (!good && t->kind == LEX_NAME)
		exprword_hint(t->text, r->table, &why);
	str_free(&text);
	if (!good)
		return fail_why(r, t, x, &why);
	r->at += n;
	str_free(&why);
	return x;
}

static struct expr *read_field(struct reader *r)
{
	const struct lex_token *t = token(r);
	struct expr *x = node(r, EXPR_FIELD, NULL, NULL);
	struct str why = {0};

	if (!exprword_path(x, t->text, r->table, &why))
		return fail_why(r, t, x, &why);
	r->at++;
	str_free(&why);
	return x;
}

static bool names_field(const struct reader *r, const char *name)
{
	struct expr x = {0};
	bool found = exprword_path(&x, name, r->table, NULL);

	mem_free(x.path);
	return found;
}

/* has(table: condition), count(table) */
static struct expr *read_related(struct reader *r, enum expr_kind kind)
{
	const struct def_table *outer = r->table;
	struct expr *x = node(r, kind, NULL, NULL);
	struct str why = {0};

	r->at += 2;
	const struct lex_token *t = token(r);
	if (t->kind != LEX_NAME)
		return fail(r, t, x, "括号里先写登记簿的名称，如 has(visit: date > 2019)");
	if (!exprword_related(x, t->text, r->table, r->defs, &why))
		return fail_why(r, t, x, &why);
	str_free(&why);
	r->at++;
	if (take_sign(r, ":")) {
		r->table = x->table;
		x->left = read_or(r);
		r->table = outer;
		if (!x->left)
			return drop(x);
	}
	return take_sign(r, ")") ? x : fail(r, token(r), x, "这里缺少右括号“)”");
}

/* Whether a literal (or sum) may be of that kind. */
static bool may_be(const struct expr *x, enum exprword_kind kind)
{
	if (x->kind != EXPR_LITERAL)
		return exprword_kind(x) == WORD_ANY || exprword_kind(x) == kind;
	return kind == WORD_NUMBER ? x->is_number : kind == WORD_DATE ? x->is_date : true;
}

static struct expr *read_date(struct reader *r)
{
	const struct lex_token *t = token(r);
	struct expr *x = read_sum(r, (struct beside){0});

	return x && !may_be(x, WORD_DATE) ? fail(r, t, x, "这里要写日期字段") : x;
}

/* years(a), years(a, b) and their like; the name and ( stand here. */
static struct expr *read_function(struct reader *r, enum expr_kind kind)
{
	struct expr *x = node(r, kind, NULL, NULL);

	r->at += 2;
	x->left = kind == EXPR_LENGTH ? read_sum(r, (struct beside){0}) : read_date(r);
	if (!x->left)
		return drop(x);
	if (kind != EXPR_LENGTH && take_sign(r, ",")) {
		x->right = read_date(r);
		if (!x->right)
			return drop(x);
	}
	return take_sign(r, ")") ? x : fail(r, token(r), x, "这里缺少右括号“)”");
}

static struct expr *read_call(struct reader *r)
{
	static const struct {
		const char *name;
		enum expr_kind kind;
	} functions[] = {{"years", EXPR_YEARS}, {"days", EXPR_DAYS}, {"length", EXPR_LENGTH},
		{"has", EXPR_HAS}, {"count", EXPR_COUNT}};
	const struct lex_token *t = token(r);

	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
		if (strcasecmp(t->text, functions[i].name) != 0)
			continue;
		enum expr_kind kind = functions[i].kind;
		return kind == EXPR_HAS || kind == EXPR_COUNT ? read_related(r, kind)
							      : read_function(r, kind);
	}
	return fail(r, t, NULL, "没有这个函数；可用的有 years days length has count");
}

static bool is_ascii(const char *text)
{
	while (*text && (unsigned char)*text < 0x80)
		text++;
	return !*text;
}

/*
 * On the right of a comparison a word is a code of the field on the left, else a
 * field, else text.  A field's own name goes before a code that has it for its initials.
 */
static bool is_literal(const struct reader *r, const char *word, struct beside beside)
{
	bool field = names_field(r, word);

	if (!beside.right)
		return false;
	return !field || (exprword_is_code(beside.field, word) && !is_ascii(word));
}

static struct expr *read_name(struct reader *r, struct beside beside)
{
	const struct lex_token *t = token(r);

	if (is_sign(following(r), "("))
		return read_call(r);
	if (strcasecmp(t->text, "today") == 0 || text_eq(t->text, "今天")) {
		r->at++;
		return node(r, EXPR_TODAY, NULL, NULL);
	}
	return is_literal(r, t->text, beside) ? read_literal(r, beside) : read_field(r);
}

/* "户籍村(社区)": a label that is no single word may be quoted. */
static struct expr *read_quoted(struct reader *r, struct beside beside)
{
	bool label = !beside.right && *token(r)->text && names_field(r, token(r)->text);

	return label ? read_field(r) : read_literal(r, beside);
}

static struct expr *read_operand(struct reader *r, struct beside beside)
{
	const struct lex_token *t = token(r);

	if (too_much(r))
		return fail(r, t, NULL, "条件太长或括号太深");
	switch (t->kind) {
	case LEX_NAME:
		if (is_and(t) || is_or(t))
			return fail(r, t, NULL, "“且”“或”的两边都要有条件");
		return read_name(r, beside);
	case LEX_TEXT:
		return read_quoted(r, beside);
	case LEX_NUMBER:
	case LEX_DATE:
		return read_literal(r, beside);
	case LEX_END:
		return fail(r, t, NULL, "条件没有写完");
	case LEX_BAD:
		return fail(r, t, NULL,
			*t->text == '"' || *t->text == '\''
				? "引号没有配对"
				: "这个字符不能用在条件里；文字请加引号");
	default:
		break;
	}
	if (!take_sign(r, "("))
		return fail(r, t, NULL, "这里应是字段、数、日期或文字");
	r->depth++;
	struct expr *x = beside.right ? read_sum(r, beside) : read_or(r);
	r->depth--;
	if (x && !take_sign(r, ")"))
		return fail(r, token(r), x, "这里缺少右括号“)”");
	return x;
}

/* ---- sums ---------------------------------------------------------------------------------------- */

static struct expr *read_term(struct reader *r, struct beside beside, bool span)
{
	if (span && token(r)->kind == LEX_NAME) {
		struct expr read = {0};
		if (exprword_span(&read, token(r)->text)) {
			struct expr *x = node(r, EXPR_SPAN, NULL, NULL);
			x->days = read.days;
			x->months = read.months;
			r->at++;
			return x;
		}
	}
	if (!take_sign(r, "-"))
		return read_operand(r, beside);
	r->depth++;
	struct expr *inner =
		too_much(r) ? fail(r, token(r), NULL, "负号太多") : read_term(r, beside, false);
	r->depth--;
	return inner ? node(r, EXPR_NEGATE, inner, NULL) : NULL;
}

/* Why two values cannot be added or subtracted; NULL if they can. */
static const char *sum_refusal(const struct expr *a, const struct expr *b, bool minus)
{
	enum exprword_kind x = exprword_kind(a), y = exprword_kind(b);

	if (x == WORD_TRUTH || y == WORD_TRUTH)
		return "条件不能加减";
	if (x == WORD_TEXT || y == WORD_TEXT)
		return "文字不能加减";
	if (x == WORD_DATE && y == WORD_NUMBER)
		return "日期加减要带单位，如 90d 6m 60y";
	if (x == WORD_DATE && b->kind == EXPR_LITERAL && !b->is_date)
		return "日期加减要带单位，如 90d 6m 60y";
	if (x == WORD_DATE && y == WORD_DATE && !minus)
		return "两个日期不能相加";
	if (y == WORD_SPAN && x != WORD_DATE && x != WORD_ANY)
		return "只有日期才能加减天、月、年";
	return NULL;
}

static struct expr *read_sum(struct reader *r, struct beside beside)
{
	struct expr *x = read_term(r, beside, false);

	while (x && (is_sign(token(r), "+") || is_sign(token(r), "-"))) {
		const struct lex_token *sign = token(r);
		bool minus = is_sign(sign, "-");
		struct beside inner = {.right = beside.right};
		r->at++;
		struct expr *y = read_term(r, inner, true);
		if (!y)
			return drop(x);
		const char *refusal = sum_refusal(x, y, minus);
		x = node(r, minus ? EXPR_SUBTRACT : EXPR_ADD, x, y);
		if (refusal || too_much(r))
			return fail(r, sign, x, refusal ? refusal : "条件太长");
	}
	return x;
}

/* ---- comparisons --------------------------------------------------------------------------------- */

static bool take_op(struct reader *r, enum expr_op *op)
{
	static const struct {
		const char *sign;
		enum expr_op op;
	} ops[] = {{"=", OP_EQUAL}, {"!=", OP_UNEQUAL}, {"<", OP_LESS}, {"<=", OP_LESS_EQUAL},
		{">", OP_MORE}, {">=", OP_MORE_EQUAL}, {"~", OP_LIKE}, {"!~", OP_UNLIKE}};

	for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
		if (take_sign(r, ops[i].sign)) {
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
	if (kind == WORD_NUMBER && !empty && !may_be(b, WORD_NUMBER))
		return "这里要与数字比较";
	if (kind == WORD_DATE && !empty && !may_be(b, WORD_DATE))
		return "这里要与日期比较，如 2019-08 或 today-90d";
	return NULL;
}

/* a in (x, y): every alternative is a literal or a field. */
static struct expr *read_alternatives(struct reader *r, struct expr *left)
{
	struct beside beside = {exprword_field(left), OP_EQUAL, true};
	struct expr *x = node(r, EXPR_IN, left, NULL);
	struct expr **last = &x->right;

	if (!take_sign(r, "("))
		return fail(r, token(r), x, "in 后面要有括号，如 in (男, 女)");
	do {
		const struct lex_token *t = token(r);
		*last = read_sum(r, beside);
		if (!*last)
			return drop(x);
		const char *refusal = compare_refusal(left, OP_EQUAL, *last);
		if (refusal || too_much(r))
			return fail(r, t, x, refusal ? refusal : "条件太长");
		last = &(*last)->next;
	} while (take_sign(r, ","));
	return take_sign(r, ")") ? x : fail(r, token(r), x, "这里应是逗号或右括号“)”");
}

static struct expr *read_comparison(struct reader *r)
{
	struct expr *left = read_sum(r, (struct beside){0});
	const struct lex_token *t = token(r);
	enum expr_op op;

	if (!left)
		return NULL;
	if (is_word(t, "in", "属于", "在")) {
		r->at++;
		return read_alternatives(r, left);
	}
	if (is_not(t) && is_word(following(r), "in", "属于", "在")) {
		r->at += 2;
		struct expr *x = read_alternatives(r, left);
		return x ? node(r, EXPR_NOT, x, NULL) : NULL;
	}
	if (!take_op(r, &op))
		return left;
	struct expr *right = read_sum(r, (struct beside){exprword_field(left), op, true});
	if (!right)
		return drop(left);
	struct expr *x = node(r, EXPR_COMPARE, left, right);
	x->op = op;
	const char *refusal = compare_refusal(left, op, right);
	return refusal ? fail(r, t, x, refusal) : x;
}

/* ---- and, or, not -------------------------------------------------------------------------------- */

static struct expr *read_not(struct reader *r)
{
	if (!is_not(token(r)))
		return read_comparison(r);
	const struct lex_token *t = token(r);
	r->at++;
	r->depth++;
	struct expr *x = too_much(r) ? fail(r, t, NULL, "条件太长或括号太深") : read_not(r);
	r->depth--;
	return x ? node(r, EXPR_NOT, x, NULL) : NULL;
}

static struct expr *read_and(struct reader *r)
{
	struct expr *x = read_not(r);

	while (x && is_and(token(r))) {
		r->at++;
		struct expr *y = read_not(r);
		if (!y)
			return drop(x);
		x = node(r, EXPR_AND, x, y);
	}
	return x;
}

static struct expr *read_or(struct reader *r)
{
	struct expr *x = read_and(r);

	while (x && is_or(token(r))) {
		r->at++;
		struct expr *y = read_and(r);
		if (!y)
			return drop(x);
		x = node(r, EXPR_OR, x, y);
	}
	return x;
}

/* Nothing may stand behind what was read. */
static struct expr *read_end(struct reader *r, struct expr *x)
{
	const struct lex_token *t = token(r);

	if (!x || t->kind == LEX_END)
		return x;
	if (t->kind == LEX_BAD)
		return fail(r, t, x, "这个字符不能用在条件里；文字请加引号");
	if (is_sign(t, ")"))
		return fail(r, t, x, "多出一个右括号");
	return fail(r, t, x, "这里应是 and 或 or；文字中间有空格或符号时请加引号");
}

struct expr *exprread(
	const char *text, const struct def_table *t, const struct defs *d, struct err *e)
{
	struct reader r = {.table = t, .defs = d, .err = e};

	lex_read(&r.lex, text);
	struct expr *x = read_end(&r, read_or(&r));
	lex_free(&r.lex);
	return x;
}

struct expr *exprread_value(const char *text, const struct def_field *f, const struct def_table *t,
	const struct defs *d, struct err *e)
{
	struct reader r = {.table = t, .defs = d, .err = e};

	lex_read(&r.lex, text);
	struct expr *x = read_end(&r, read_sum(&r, (struct beside){f, OP_EQUAL, true}));
	lex_free(&r.lex);
	return x;
}
