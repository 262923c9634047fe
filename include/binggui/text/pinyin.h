#ifndef BINGGUI_TEXT_PINYIN_H
#define BINGGUI_TEXT_PINYIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/str.h>

/*
 * Readings without tones ("zhang", "lv" for lü), every one that a character
 * has (kMandarin, kTGHZ2013, kXHC1983, kHanyuPinlu) and, at the head of a
 * name, the surname reading (单 shan, 万俟 moqi) added in front.
 */
#define PINYIN_MAX 12 /* readings of one character at most */

/* Readings of c into out[], commonest first; static strings; returns how many (0 for what is not hanzi). */
size_t pinyin_of(uint32_t c, const char *out[PINYIN_MAX]);

/* Bit 0 = a … bit 25 = z: first letters of all readings of c; for a Latin letter its own bit. */
uint32_t pinyin_initials(uint32_t c);

/* Surname readings of a name: how many characters the surname has (0 = none special) and their readings. */
size_t pinyin_surname(const char *name, const char *out[4]);

/*
 * Whether `typed` (ASCII lower-case letters) spells the name from some
 * character on: each character by its initial, by a start of a reading, or in
 * full; "zsf", "zhangsf", "zhsf", "sanf" all find 张三丰.  Latin letters and
 * digits in the name stand for themselves, dots and blanks are passed over, u
 * does for ü.  Nothing typed finds everything, more than 63 letters nothing.
 * *at gets the index (in characters) where the match begins (may be NULL).
 */
bool pinyin_match(const char *name, const char *typed, size_t *at);

/* The likeliest initials of a name ("zsf"), surnames respected: the mnemonic code shown on screens. */
void pinyin_code(struct str *out, const char *name);

/*
 * A key whose memcmp order is dictionary order by pinyin (CLDR zh collation;
 * surname readings respected; digits and Latin before hanzi).  Appends 2 bytes
 * a character for at most max_chars characters; ends with no terminator.
 */
void pinyin_sort_key(struct str *out, const char *text, size_t max_chars);

#endif
