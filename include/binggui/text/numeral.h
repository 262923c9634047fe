#ifndef BINGGUI_TEXT_NUMERAL_H
#define BINGGUI_TEXT_NUMERAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/text/scan.h>

/*
 * Numbers written in characters: 三百五十, 一千零二十, 两万三, and as on receipts
 * 贰仟叁佰, 壹拾. Digits one beside the other (一五〇) are read too.
 */

/* The number that begins at `at`, and behind it in *end; false if none does, or it is past 10^15. */
bool numeral_read(const struct scan *s, size_t at, size_t *end, uint64_t *number);

/*
 * A whole amount of money in characters: 伍佰元整, 叁万贰仟元, 壹佰零伍元伍角整, 三百块, 捌角伍分.
 * There must be a unit of money.
 */
bool numeral_money(const struct scan *s, int64_t *fen);

#endif
