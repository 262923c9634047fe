#ifndef BINGGUI_SCHEMA_EXPRWORD_H
#define BINGGUI_SCHEMA_EXPRWORD_H

#include <stdbool.h>

#include <binggui/base/str.h>
#include <binggui/schema/def.h>
#include <binggui/schema/exprtree.h>

/*
 * Words of a condition: what a name means, and what a literal is worth
 * beside the field it is compared with.  Failing ones leave a Chinese
 * sentence without its place in why (replaced).
 */

/* a.b.c from table t: the fields in x->path.  Names or labels; every one but the last is a reference.  why may be NULL. */
bool exprword_path(struct expr *x, const char *dotted, const struct def_table *t, struct str *why);

/* Adds to why which field the word may have been meant for, if one is near. */
void exprword_hint(const char *word, const struct def_table *t, struct str *why);

/* Whether the word can be a code of the field (always false for other fields). */
bool exprword_is_code(const struct def_field *f, const char *word);

/* Fills a literal with everything `text` can be.  f is the field on the other side, or NULL. */
bool exprword_literal(struct expr *x, const char *text, const struct def_field *f, enum expr_op op,
	struct str *why);

/* 90d 6m 60y (天 日 月 年 周 w): sets x->days and x->months. */
bool exprword_span(struct expr *x, const char *text);

/* What a value of that node is, as far as it is known before there is a record. */
enum exprword_kind { WORD_ANY, WORD_TEXT, WORD_NUMBER, WORD_DATE, WORD_SPAN, WORD_TRUTH };
enum exprword_kind exprword_kind(const struct expr *x);

/* The field a value comes from, or NULL; of sum, last and first the one that is gathered. */
const struct def_field *exprword_field(const struct expr *x);

#endif
