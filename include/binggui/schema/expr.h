#ifndef BINGGUI_SCHEMA_EXPR_H
#define BINGGUI_SCHEMA_EXPR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/base/str.h>
#include <binggui/schema/def.h>
#include <binggui/schema/exprenv.h>
#include <binggui/schema/exprscope.h>
#include <binggui/schema/record.h>

/*
 * The one language for conditions and computed values (design §2):
 *
 *	class12 = 退役士兵 and age >= 60 and not has(service: discharged < 2000)
 *	village.name ~ 坪   sex in (男, 女)   birth < today-60y   phone1 = ""
 *
 * Operators, loosest first: or, and, not, comparisons (= != < <= > >= ~ !~ in
 * not in, within, not within), + -, unary -.  Fields by name, by Chinese label, or by a label in
 * quotes.  A bare word on the right of a comparison is a code of the field on
 * the left, else a field, else text; quotes make it text.  A field alone holds
 * if it is neither empty nor 否 nor 0.
 *
 * Dates compare by day, a partial date as a span: `birth = 1986` holds for any
 * day of 1986, and a partial date in the record satisfies only what all its days
 * would.  An empty value satisfies = "", != and !~ and nothing else.  Money is
 * in 元.  A reference equals (~ contains) its canonical text or the name of the
 * record it points to.  Of several values one must fit.
 *
 * `village within 城关镇`: the record a reference points to, or one above it by
 * its table's `tree:`, is the one on the right: a key, a name, or a reference.
 *
 * Constants: today, today-90d, today-6m, today-60y (天 月 年, w); since and
 * until (自 至), the period asked for, unless the table has a field of that name.
 * A date may be moved by days(…) too.  Functions:
 * years(date), days(date) until today, years(a, b), days(a, b) between two,
 * length(text), has(table: condition), count(table: condition) over the records
 * that refer to this one through the table's owner field.  Chinese 且 或 非 and
 * full-width punctuation are accepted.
 */
struct expr;

/* Parses against a table's fields.  NULL with a sentence that names the column (第7列) in characters. */
struct expr *expr_parse(
	const char *text, const struct def_table *t, const struct defs *d, struct err *e);
void expr_free(struct expr *x);

/* NULL holds for every record. */
bool expr_test(const struct expr *x, const struct record *r, const struct expr_env *env);
/* Canonical text, money in 元, conditions as 是 or 否; replaces out. */
void expr_value(
	const struct expr *x, const struct record *r, const struct expr_env *env, struct str *out);

/*
 * Conditions over several records: `post.age_min <= seeker.age`.  Scopes and records
 * stand in the same order; a path that begins with no scope's name is of the first.
 * Inside has(…) the related record's fields go without a name.
 */
struct expr *expr_parse_scope(const char *text, const struct expr_scope *scopes, size_t n,
	const struct defs *d, struct err *e);
bool expr_test_scope(
	const struct expr *x, const struct record *const *records, const struct expr_env *env);
void expr_value_scope(const struct expr *x, const struct record *const *records,
	const struct expr_env *env, struct str *out);

/*
 * The condition as it is for known records, a new one: everything that depends only on
 * them, on today and on the period is worked out once.  Records that are NULL stay open;
 * if it is a single one, the result is an ordinary condition on its table (expr_test,
 * query_run, expr_bound), whichever scope it was.  With one scope and {NULL} only today
 * and the period are fixed.  It holds for the same records as the one it was made from,
 * as long as the day and the trees that `within` climbs do not change, and the known
 * records stay where they are: made for a walk over many records, not to be kept.
 */
struct expr *expr_bind(const struct expr *x, const struct record *const *records, size_t n,
	const struct expr_env *env);

/*
 * What an index can use: if the condition requires `field = value` (or a range),
 * one such term; false if there is none.  low/high are canonical texts, "" =
 * open; a record outside them cannot satisfy the condition, one inside may not.
 * Terms with today, since or until bound nothing: there is no today here.
 */
bool expr_bound(
	const struct expr *x, const struct def_field **field, struct str *low, struct str *high);

#endif
