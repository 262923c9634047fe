#include <binggui/schema/exprreader.h>

#include <strings.h>

#include <binggui/base/mem.h>

/* More is a slip or an attack; both bounds keep the stack small. */
enum { DEPTH_MAX = 60, NODES_MAX = 1000 };

const struct lex_token *reader_token(const struct exprreader *r)
{
	return &r->lex.at[r->at];
}

const struct lex_token *reader_following(const struct exprreader *r)
{
	return reader_token(r)->kind == LEX_END ? reader_token(r) : reader_token(r) + 1;
}

bool reader_is_sign(const struct lex_token *t, const char *sign)
{
	return t->kind == LEX_SIGN && text_eq(t->text, sign);
}

bool reader_take_sign(struct exprreader *r, const char *sign)
{
	if (!reader_is_sign(reader_token(r), sign))
		return false;
	r->at++;
	return true;
}

bool reader_is_word(
	const struct lex_token *t, const char *latin, const char *hanzi, const char *longer)
{
	return t->kind == LEX_NAME && (strcasecmp(t->text, latin) == 0 || text_eq(t->text, hanzi) ||
					      text_eq(t->text, longer));
}

bool reader_is_and(const struct lex_token *t)
{
	return reader_is_word(t, "and", "且", "并且");
}

bool reader_is_or(const struct lex_token *t)
{
	return reader_is_word(t, "or", "或", "或者");
}

bool reader_is_not(const struct lex_token *t)
{
	return reader_is_word(t, "not", "非", "不");
}

/* Frees what was read and tells the sentence with the column of token t; always NULL. */
struct expr *reader_fail(
	struct exprreader *r, const struct lex_token *t, struct expr *x, const char *said)
{
	exprtree_free(x);
	err_set(r->err, ERR_DATA, "第%zu列：%s", t->column, said);
	return NULL;
}

/* Frees what was read when the reason has been told already; always NULL. */
struct expr *reader_drop(struct expr *x)
{
	exprtree_free(x);
	return NULL;
}

struct expr *reader_fail_why(
	struct exprreader *r, const struct lex_token *t, struct expr *x, struct str *why)
{
	reader_fail(r, t, x, str_c(why));
	str_free(why);
	return NULL;
}

struct expr *reader_node(
	struct exprreader *r, enum expr_kind kind, struct expr *left, struct expr *right)
{
	struct expr *x = mem_new0(struct expr);

	x->kind = kind;
	x->left = left;
	x->right = right;
	r->nodes++;
	return x;
}

bool reader_too_much(struct exprreader *r)
{
	return r->depth > DEPTH_MAX || r->nodes > NODES_MAX;
}
