#ifndef BINGGUI_TEXT_MONEY_H
#define BINGGUI_TEXT_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/base/str.h>

/* Money is int64 分.  Canonical text is the plain number of 分 ("12345" is 123.45 元). */

/*
 * "1,234.5", "￥1234.50元", "1.2万", "２０００", "1 234", "-5", "伍佰元整", "三百块": exact, at most
 * two decimals after the unit is applied; anything else is refused.
 */
bool money_parse(int64_t *fen, const char *text);
void money_format(struct str *out, int64_t fen); /* "1,234.50"; replaces out */

#endif
