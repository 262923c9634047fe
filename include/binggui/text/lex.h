#ifndef BINGGUI_TEXT_LEX_H
#define BINGGUI_TEXT_LEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/base/str.h>

/*
 * Tokens of the condition language (design §2).  Full-width punctuation is
 * accepted as its ASCII form: ＝ ＜ ＞ （ ） ， 、 ： ； ～ “ ” ‘ ’ ≠ ≤ ≥; 。is not.
 * Columns are counted in characters from 1, so that an error can name them.
 */
enum lex_kind {
	LEX_END,
	LEX_NAME, /* letters, hanzi, digits, _ ; with dots: village.town; also 90d, 2020春节, …001X */
	LEX_NUMBER, /* 12, 12.5, -3 is an operator and a number */
	LEX_DATE,   /* 2019-08, 2019-8-1 (text is canonical); 2019 alone is a number */
	LEX_TEXT,   /* "…" or '…', doubled quotes inside; content kept as typed */
	LEX_SIGN,   /* = != < <= > >= ~ !~ ( ) , : ; + - * / */
	LEX_BAD, /* a character that has no place here, or a quote that never closes (text: all the rest) */
};

struct lex_token {
	enum lex_kind kind;
	char *text;    /* folded: quotes removed, sign in ASCII; owned by the lex */
	size_t column; /* of its first character */
};

/* All tokens of a text, LEX_END last; freed together.  Names like `and` are LEX_NAME. */
struct lex {
	struct lex_token *at;
	size_t n, cap;
};
void lex_read(struct lex *out, const char *text);
void lex_free(struct lex *l);

#endif
