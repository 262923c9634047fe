#ifndef BINGGUI_SCHEMA_EXPRSUM_H
#define BINGGUI_SCHEMA_EXPRSUM_H

#include <stdbool.h>

#include <binggui/schema/exprtree.h>
#include <binggui/schema/exprvalue.h>

/* Adding and subtracting values.  What cannot be added, or is too large, has no value. */

/* Numbers; a date and a number of days; a date less a date (days). */
struct exprvalue exprsum(const struct exprvalue *a, const struct exprvalue *b, bool minus);

/* A date moved by a span (90d, 6m): a partial one counts from its first day. */
struct exprvalue exprsum_span(const struct exprvalue *a, const struct expr *span, bool minus);

/* Full years or days from a to b. */
struct exprvalue exprsum_elapsed(const struct exprvalue *a, const struct exprvalue *b, bool years);

/* An amount (millionths of a 元) per 月 年 天 时 as of one month; none for any other unit. */
struct exprvalue exprsum_monthly(int64_t amount, const struct exprvalue *unit);

#endif
