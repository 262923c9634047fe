#ifndef BINGGUI_TEXT_UNITABLES_H
#define BINGGUI_TEXT_UNITABLES_H

#include <stdint.h>

/*
 * Tables made at build time by src/text/gen from Debian's unicode-data and
 * unicode-cldr-core; read-only, no pointers in them.  Two-level ones are read
 * as block[c >> UNI_BITS] * UNI_BLOCK + (c & UNI_REST).  Only the modules of
 * this layer's own folder read them; others use width, fold, pinyin, charset.
 */
#define UNI_BITS  6
#define UNI_BLOCK (1u << UNI_BITS)
#define UNI_REST  (UNI_BLOCK - 1u)
#define UNI_ALL   0x110000u /* end of what uni_width covers */
#define UNI_HAN   0x33000u  /* end of what the hanzi tables cover */

/* Columns: 0, 1, 2 or one of these. */
enum { UNI_WIDTH_AMBIGUOUS = 3, UNI_WIDTH_NONE = 4 };
extern const uint16_t uni_width_block[UNI_ALL >> UNI_BITS];
extern const uint8_t uni_width[];

/* Readings: a character has a set (0 = none), a set has syllables, commonest first. */
extern const uint16_t uni_set_block[UNI_HAN >> UNI_BITS];
extern const uint16_t uni_set[];
extern const uint32_t uni_set_initials[]; /* bit 0 = a */
extern const uint16_t uni_set_from[];     /* set s: uni_set_syllable[from[s] .. from[s + 1]) */
extern const uint16_t uni_set_syllable[];
extern const char uni_syllable[][8]; /* toneless, NUL-padded */

/* Place in CLDR's pinyin order; 0 = not in it. */
extern const uint16_t uni_rank_block[UNI_HAN >> UNI_BITS];
extern const uint16_t uni_rank[];

/* Surnames read otherwise than the characters are, sorted by their characters. */
struct uni_surname {
	uint32_t c[2]; /* c[1] is 0 for one character */
	uint16_t syllable[2];
	uint16_t rank[2];
};
extern const struct uni_surname uni_surname[];
extern const uint32_t uni_surname_count;

/* Traditional, compatibility and radical forms: index into uni_simple_to (0 = stays). */
extern const uint16_t uni_simple_block[UNI_HAN >> UNI_BITS];
extern const uint16_t uni_simple[];
extern const uint32_t uni_simple_to[];

/* U+E815 + i of old fonts. */
#define UNI_PUA_FIRST 0xE815u
#define UNI_PUA_COUNT 80u
extern const uint32_t uni_pua[UNI_PUA_COUNT];

/* Letters with a tone (and those without, a..z, ü) and the plain letter behind them, sorted. */
struct uni_tone {
	uint16_t c;
	char letter;
};
extern const struct uni_tone uni_tone[];
extern const uint32_t uni_tone_count;

/* Dots that stand for the one between parts of a name, sorted. */
extern const uint16_t uni_dot[];
extern const uint32_t uni_dot_count;

/* One bit for each BMP character of GB2312 level 1 or Big5 level 1. */
extern const uint8_t uni_common[0x10000 / 8];

#endif
