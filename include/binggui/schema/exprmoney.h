#ifndef BINGGUI_SCHEMA_EXPRMONEY_H
#define BINGGUI_SCHEMA_EXPRMONEY_H

#include <stdbool.h>

#include <binggui/base/str.h>
#include <binggui/schema/def.h>

/*
 * Which formulas come to an amount: an amount itself, its sum, greatest or least over other records,
 * its monthly value, and what is added to or taken from such a one.  Expressions count in 元; what
 * they come to is shown as other amounts are ("5,000.00").
 */
bool exprmoney_field(const struct def_field *f); /* an amount, stored or worked out */

/* What the formula of a money field came to ("5000.5"), as it is shown; other text stays. In place. */
void exprmoney_show(struct str *value);

#endif
