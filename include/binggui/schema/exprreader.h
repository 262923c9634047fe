#ifndef BINGGUI_SCHEMA_EXPRREADER_H
#define BINGGUI_SCHEMA_EXPRREADER_H

#include <stdbool.h>

#include <binggui/base/err.h>
#include <binggui/base/str.h>
#include <binggui/schema/def.h>
#include <binggui/schema/exprscope.h>
#include <binggui/schema/exprtree.h>
#include <binggui/text/lex.h>

/*
 * Where the reader of a condition stands: its tokens, and the two ways out that
 * all parts of it share.  exproperand and exprread go over it by recursive descent.
 */
struct exprreader {
	struct lex lex;
	size_t at;
	const struct def_table *table;   /* whose fields the words are; another inside has(…) */
	const struct expr_scope *scopes; /* records with a name; NULL = only the one at hand */
	size_t n_scopes;
	unsigned inside; /* how many has(…) deep: there the record at hand is a related one */
	const struct defs *defs;
	struct err *err;
	unsigned depth, nodes;
	/* Reads the condition that begins here: in parentheses, or in has(…). */
	struct expr *(*condition)(struct exprreader *r);
};

const struct lex_token *reader_token(const struct exprreader *r);
const struct lex_token *reader_following(const struct exprreader *r); /* the one behind it */
bool reader_is_sign(const struct lex_token *t, const char *sign);
bool reader_take_sign(struct exprreader *r, const char *sign);
bool reader_is_word(
	const struct lex_token *t, const char *latin, const char *hanzi, const char *longer);
bool reader_is_and(const struct lex_token *t);
bool reader_is_or(const struct lex_token *t);
bool reader_is_not(const struct lex_token *t);

/* Frees what was read and tells the sentence with the column of token t; always NULL. */
struct expr *reader_fail(
	struct exprreader *r, const struct lex_token *t, struct expr *x, const char *said);
struct expr *reader_fail_why(/* the same; frees why too */
	struct exprreader *r, const struct lex_token *t, struct expr *x, struct str *why);
/* Frees what was read when the reason has been told already; always NULL. */
struct expr *reader_drop(struct expr *x);

/* A new node, which owns left and right. */
struct expr *reader_node(
	struct exprreader *r, enum expr_kind kind, struct expr *left, struct expr *right);
bool reader_too_much(struct exprreader *r); /* too deep or too long to go on */

#endif
