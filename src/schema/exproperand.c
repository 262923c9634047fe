#include <binggui/schema/exproperand.h>

#include <string.h>
#include <strings.h>

#include <binggui/base/mem.h>
#include <binggui/schema/exprrelated.h>
#include <binggui/schema/exprword.h>
#include <binggui/schema/nearest.h>

/* ---- words --------------------------------------------------------------------------------------- */

/* 1.2万 comes as two tokens that touch: how many make up the literal. */
static size_t literal_tokens(const struct lex_token *t)
{
	bool touches = t->kind == LEX_NUMBER && t[1].kind == LEX_NAME &&
		       t[1].column == t->column + strlen(t->text);

	return touches ? 2 : 1;
}

static struct expr *read_literal(struct exprreader *r, struct exprbeside beside)
{
	const struct lex_token *t = reader_token(r);
	struct expr *x = reader_node(r, EXPR_LITERAL, NULL, NULL);
	struct str text = {0}, why = {0};
	size_t n = literal_tokens(t);

	for (size_t i = 0; i < n; i++)
		str_add(&text, t[i].text);
	bool good = exprword_literal(x, str_c(&text), beside.field, beside.op, &why);
	if (!good && t->kind == LEX_NAME)
		exprword_hint(t->text, r->table, &why);
	str_free(&text);
	if (!good)
		return reader_fail_why(r, t, x, &why);
	r->at += n;
	str_free(&why);
	return x;
}

/* A path from the record at hand, or from the scope it begins with.  why may be NULL. */
static bool find_path(
	const struct exprreader *r, struct expr *x, const char *dotted, struct str *why)
{
	const char *rest;
	size_t scope = exprscope_named(r->scopes, r->n_scopes, dotted, &rest);

	if (scope == r->n_scopes)
		return exprword_path(x, dotted, r->table, why);
	x->scope = scope || r->inside ? (unsigned)scope + 1 : 0;
	return exprword_path(x, rest, r->scopes[scope].table, why);
}

static struct expr *read_field(struct exprreader *r)
{
	const struct lex_token *t = reader_token(r);
	struct expr *x = reader_node(r, EXPR_FIELD, NULL, NULL);
	struct str why = {0};

	if (!find_path(r, x, t->text, &why)) {
		if (!strstr(str_c(&why), "是不是"))
			exprscope_hint(r->scopes, r->n_scopes, t->text, &why);
		return reader_fail_why(r, t, x, &why);
	}
	r->at++;
	str_free(&why);
	return x;
}

static bool names_field(const struct exprreader *r, const char *name)
{
	struct expr x = {0};
	bool found = find_path(r, &x, name, NULL);

	mem_free(x.path);
	return found;
}

/* Where records hang: on the record at hand, else on the first scope they can hang on. */
static bool find_by(const struct exprreader *r, struct expr *x, const char *name, struct str *why)
{
	if (exprrelated_by(x, name, r->table, why))
		return true;
	for (size_t i = 0; i < r->n_scopes; i++) {
		struct str other = {0};
		x->by = NULL;
		bool found = exprrelated_by(x, name, r->scopes[i].table, &other);
		str_free(&other);
		x->scope = (unsigned)i + 1;
		if (found)
			return true;
	}
	return false;
}

static struct expr *refuse_table(struct exprreader *r, const struct lex_token *t, struct expr *x)
{
	bool gathers = exprrelated_gathers(x->kind);

	return reader_fail(r, t, x,
		gathers ? "括号里先写登记簿和它的字段，如 sum(fund_move.amount)"
			: "括号里先写登记簿的名称，如 has(visit: date > 2019)");
}

/* The table in has(table …), its value in sum(table.field …), and by which field it hangs here. */
static struct expr *read_relation(struct exprreader *r, struct expr *x)
{
	const struct lex_token *t = reader_token(r);
	struct str why = {0};

	if (t->kind != LEX_NAME && t->kind != LEX_TEXT)
		return refuse_table(r, t, x);
	if (!exprrelated_table(x, t->text, r->defs, &why))
		return reader_fail_why(r, t, x, &why);
	r->at++;
	const char *by = NULL;
	if (reader_is_word(reader_token(r), "by", "按", "按照")) {
		r->at++;
		t = reader_token(r);
		by = t->text ? t->text : "";
		r->at += t->kind != LEX_END;
	}
	if (!find_by(r, x, by, &why))
		return reader_fail_why(r, t, x, &why);
	str_free(&why);
	return x;
}

/* has(table by field: condition), count(table), sum(table.field: condition) */
static struct expr *read_related(struct exprreader *r, enum expr_kind kind)
{
	const struct def_table *outer = r->table;

	r->at += 2;
	struct expr *x = read_relation(r, reader_node(r, kind, NULL, NULL));
	if (!x)
		return NULL;
	if (reader_take_sign(r, ":")) {
		r->table = x->table;
		r->inside++;
		x->left = r->condition(r);
		r->inside--;
		r->table = outer;
		if (!x->left)
			return reader_drop(x);
	}
	return reader_take_sign(r, ")") ? x
					: reader_fail(r, reader_token(r), x, "这里缺少右括号“)”");
}

/* Whether a literal (or sum) may be of that kind. */
bool exproperand_may_be(const struct expr *x, enum exprword_kind kind)
{
	if (x->kind != EXPR_LITERAL)
		return exprword_kind(x) == WORD_ANY || exprword_kind(x) == kind;
	return kind == WORD_NUMBER ? x->is_number : kind == WORD_DATE ? x->is_date : true;
}

static struct expr *read_date(struct exprreader *r)
{
	const struct lex_token *t = reader_token(r);
	struct expr *x = exproperand_sum(r, (struct exprbeside){0});

	return x && !exproperand_may_be(x, WORD_DATE) ? reader_fail(r, t, x, "这里要写日期字段")
						      : x;
}

/* years(a), years(a, b) and their like; the name and ( stand here. */
static struct expr *read_function(struct exprreader *r, enum expr_kind kind)
{
	struct expr *x = reader_node(r, kind, NULL, NULL);

	r->at += 2;
	x->left = kind == EXPR_LENGTH ? exproperand_sum(r, (struct exprbeside){0}) : read_date(r);
	if (!x->left)
		return reader_drop(x);
	if (kind != EXPR_LENGTH && reader_take_sign(r, ",")) {
		x->right = read_date(r);
		if (!x->right)
			return reader_drop(x);
	}
	return reader_take_sign(r, ")") ? x
					: reader_fail(r, reader_token(r), x, "这里缺少右括号“)”");
}

/* monthly(amount, unit) */
static struct expr *read_monthly(struct exprreader *r)
{
	struct expr *x = reader_node(r, EXPR_MONTHLY, NULL, NULL);

	r->at += 2;
	x->left = exproperand_sum(r, (struct exprbeside){0});
	if (!x->left)
		return reader_drop(x);
	if (!reader_take_sign(r, ","))
		return reader_fail(r, reader_token(r), x, "monthly 要写金额和计薪单位两项");
	x->right = exproperand_sum(r, (struct exprbeside){0});
	if (!x->right)
		return reader_drop(x);
	return reader_take_sign(r, ")") ? x
					: reader_fail(r, reader_token(r), x, "这里缺少右括号“)”");
}

static const struct {
	const char *name;
	enum expr_kind kind;
} functions[] = {{"years", EXPR_YEARS}, {"days", EXPR_DAYS}, {"length", EXPR_LENGTH},
	{"monthly", EXPR_MONTHLY}, {"has", EXPR_HAS}, {"count", EXPR_COUNT}, {"sum", EXPR_SUM},
	{"last", EXPR_LAST}, {"first", EXPR_FIRST}};

enum { FUNCTIONS = sizeof functions / sizeof *functions };

static struct expr *no_function(struct exprreader *r, const struct lex_token *t)
{
	struct str why = {0};
	struct nearest near;

	nearest_start(&near, t->text);
	for (size_t i = 0; i < FUNCTIONS; i++)
		nearest_try(&near, functions[i].name);
	str_add(&why, "没有这个函数；");
	if (nearest_word(&near))
		str_addf(&why, "是不是“%s”？", nearest_word(&near));
	str_add(&why, "可用的有");
	for (size_t i = 0; i < FUNCTIONS; i++)
		str_addf(&why, " %s", functions[i].name);
	return reader_fail_why(r, t, NULL, &why);
}

static struct expr *read_call(struct exprreader *r)
{
	const struct lex_token *t = reader_token(r);

	for (size_t i = 0; i < FUNCTIONS; i++) {
		if (strcasecmp(t->text, functions[i].name) != 0)
			continue;
		enum expr_kind kind = functions[i].kind;
		if (kind == EXPR_MONTHLY)
			return read_monthly(r);
		return kind == EXPR_YEARS || kind == EXPR_DAYS || kind == EXPR_LENGTH
			       ? read_function(r, kind)
			       : read_related(r, kind);
	}
	return no_function(r, t);
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
static bool is_literal(const struct exprreader *r, const char *word, struct exprbeside beside)
{
	bool field = names_field(r, word);
	const char *rest;

	if (!beside.right || exprscope_named(r->scopes, r->n_scopes, word, &rest) < r->n_scopes)
		return false;
	return !field || (exprword_is_code(beside.field, word) && !is_ascii(word));
}

/*
 * today, since, until.  A field that is called so goes before since and until,
 * which are words a register may well use.
 */
static struct expr *read_constant(struct exprreader *r)
{
	static const struct {
		const char *latin, *hanzi;
		enum expr_kind kind;
	} constants[] = {{"today", "今天", EXPR_TODAY}, {"since", "自", EXPR_SINCE},
		{"until", "至", EXPR_UNTIL}};
	const struct lex_token *t = reader_token(r);

	for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
		if (reader_is_word(t, constants[i].latin, constants[i].hanzi, constants[i].hanzi)) {
			if (constants[i].kind != EXPR_TODAY && names_field(r, t->text))
				return NULL;
			r->at++;
			return reader_node(r, constants[i].kind, NULL, NULL);
		}
	return NULL;
}

static struct expr *read_name(struct exprreader *r, struct exprbeside beside)
{
	const struct lex_token *t = reader_token(r);

	if (reader_is_sign(reader_following(r), "("))
		return read_call(r);
	struct expr *constant = read_constant(r);
	if (constant)
		return constant;
	return is_literal(r, t->text, beside) ? read_literal(r, beside) : read_field(r);
}

/* "户籍村(社区)": a label that is no single word may be quoted. */
static struct expr *read_quoted(struct exprreader *r, struct exprbeside beside)
{
	bool label =
		!beside.right && *reader_token(r)->text && names_field(r, reader_token(r)->text);

	return label ? read_field(r) : read_literal(r, beside);
}

static struct expr *read_operand(struct exprreader *r, struct exprbeside beside)
{
	const struct lex_token *t = reader_token(r);

	if (reader_too_much(r))
		return reader_fail(r, t, NULL, "条件太长或括号太深");
	switch (t->kind) {
	case LEX_NAME:
		if (reader_is_and(t) || reader_is_or(t))
			return reader_fail(r, t, NULL, "“且”“或”的两边都要有条件");
		return read_name(r, beside);
	case LEX_TEXT:
		return read_quoted(r, beside);
	case LEX_NUMBER:
	case LEX_DATE:
		return read_literal(r, beside);
	case LEX_END:
		return reader_fail(r, t, NULL, "条件没有写完");
	case LEX_BAD:
		return reader_fail(r, t, NULL,
			*t->text == '"' || *t->text == '\''
				? "引号没有配对"
				: "这个字符不能用在条件里；文字请加引号");
	default:
		break;
	}
	if (!reader_take_sign(r, "("))
		return reader_fail(r, t, NULL, "这里应是字段、数、日期或文字");
	r->depth++;
	struct expr *x = beside.right ? exproperand_sum(r, beside) : r->condition(r);
	r->depth--;
	if (x && !reader_take_sign(r, ")"))
		return reader_fail(r, reader_token(r), x, "这里缺少右括号“)”");
	return x;
}

/* ---- sums ---------------------------------------------------------------------------------------- */

static struct expr *read_term(struct exprreader *r, struct exprbeside beside, bool span)
{
	if (span && reader_token(r)->kind == LEX_NAME) {
		struct expr read = {0};
		if (exprword_span(&read, reader_token(r)->text)) {
			struct expr *x = reader_node(r, EXPR_SPAN, NULL, NULL);
			x->days = read.days;
			x->months = read.months;
			r->at++;
			return x;
		}
	}
	if (!reader_take_sign(r, "-"))
		return read_operand(r, beside);
	r->depth++;
	struct expr *inner = reader_too_much(r) ? reader_fail(r, reader_token(r), NULL, "负号太多")
						: read_term(r, beside, false);
	r->depth--;
	return inner ? reader_node(r, EXPR_NEGATE, inner, NULL) : NULL;
}

/* Days that were counted; a bare number beside a date leaves open what it counts. */
static bool counts_days(const struct expr *x)
{
	switch (x->kind) {
	case EXPR_DAYS:
		return true;
	case EXPR_NEGATE:
		return counts_days(x->left);
	case EXPR_ADD:
	case EXPR_SUBTRACT:
		return exprword_kind(x) == WORD_NUMBER;
	default:
		return false;
	}
}

/* Why two values cannot be added or subtracted; NULL if they can. */
static const char *sum_refusal(const struct expr *a, const struct expr *b, bool minus)
{
	enum exprword_kind x = exprword_kind(a), y = exprword_kind(b);

	if (x == WORD_TRUTH || y == WORD_TRUTH)
		return "条件不能加减";
	if (x == WORD_TEXT || y == WORD_TEXT)
		return "文字不能加减";
	if (x == WORD_DATE && y == WORD_NUMBER && !counts_days(b))
		return "日期加减要带单位，如 90d 6m 60y";
	if (x == WORD_DATE && b->kind == EXPR_LITERAL && !b->is_date)
		return "日期加减要带单位，如 90d 6m 60y";
	if (x == WORD_DATE && y == WORD_DATE && !minus)
		return "两个日期不能相加";
	if (y == WORD_SPAN && x != WORD_DATE && x != WORD_ANY)
		return "只有日期才能加减天、月、年";
	return NULL;
}

struct expr *exproperand_sum(struct exprreader *r, struct exprbeside beside)
{
	struct expr *x = read_term(r, beside, false);

	while (x &&
		(reader_is_sign(reader_token(r), "+") || reader_is_sign(reader_token(r), "-"))) {
		const struct lex_token *sign = reader_token(r);
		bool minus = reader_is_sign(sign, "-");
		struct exprbeside inner = {.right = beside.right};
		r->at++;
		struct expr *y = read_term(r, inner, true);
		if (!y)
			return reader_drop(x);
		const char *refusal = sum_refusal(x, y, minus);
		x = reader_node(r, minus ? EXPR_SUBTRACT : EXPR_ADD, x, y);
		if (refusal || reader_too_much(r))
			return reader_fail(r, sign, x, refusal ? refusal : "条件太长");
	}
	return x;
}
