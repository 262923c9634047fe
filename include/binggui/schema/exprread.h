#ifndef BINGGUI_SCHEMA_EXPRREAD_H
#define BINGGUI_SCHEMA_EXPRREAD_H

#include <binggui/base/err.h>
#include <binggui/schema/def.h>
#include <binggui/schema/exprscope.h>
#include <binggui/schema/exprtree.h>

/*
 * Reads a condition into its tree, by recursive descent over text/lex tokens.
 * NULL with one sentence that begins with the column (第7列：…).  Literals are
 * turned into the canonical text of what they are compared with (男性 becomes
 * 男), and comparisons that can never mean anything are refused.
 */
struct expr *exprread(
	const char *text, const struct def_table *t, const struct defs *d, struct err *e);
/* The same over several records, at least one; the names need not outlive the call. */
struct expr *exprread_scopes(const char *text, const struct expr_scope *scopes, size_t n,
	const struct defs *d, struct err *e);
/* A value for field f (of whatever table), worked out on a record of t: a bare word may be a code of f. */
struct expr *exprread_value(const char *text, const struct def_field *f, const struct def_table *t,
	const struct defs *d, struct err *e);

#endif
