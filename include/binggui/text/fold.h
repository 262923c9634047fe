#ifndef BINGGUI_TEXT_FOLD_H
#define BINGGUI_TEXT_FOLD_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/base/str.h>

/*
 * Bringing text that means the same to the same characters.  All functions
 * replace `out`, which may not be where `text` lives; text is UTF-8 of any
 * quality (undecodable bytes pass through unchanged).
 */

/*
 * What import and typing do to every cell: private-use characters of old fonts
 * become their Unicode ones (U+E863 -> 䶮, names/gbk_pua_map), CR/TAB/NBSP/U+3000
 * become blanks, zero-width characters, BOM, soft hyphen and bidi controls go,
 * C0/C1 controls go, blanks at both ends go, runs of blanks become one.
 */
void fold_clean(struct str *out, const char *text);

/* fold_clean, keeping line breaks (as \n) for long text. */
void fold_clean_lines(struct str *out, const char *text);

/* Full-width ASCII (U+FF01..FF5E) to ASCII and U+3000 to a blank; the rest as it is. */
void fold_ascii(struct str *out, const char *text);
uint32_t fold_ascii_char(uint32_t c);

/*
 * A person's name: fold_clean and fold_ascii; any of the middle dots people
 * type (• ‧ ・ ･ ． . ᐧ …, middle_dot_variants) between two hanzi becomes U+00B7; blanks between
 * hanzi go; pinyin in brackets right behind a hanzi, which web pages leave,
 * goes (個(gè)).  Case of Latin letters stays.
 */
void fold_name(struct str *out, const char *text);

/*
 * The key by which texts find each other: fold_name, then traditional to
 * simplified by Unihan's single variants (never the ambiguous ones like 著, 乾),
 * ASCII letters lower, middle dots and blanks removed.
 */
void fold_find(struct str *out, const char *text);
uint32_t fold_simplified(uint32_t c); /* c itself where there is no single simplified form */

bool fold_is_hanzi(uint32_t c); /* unified, extension and compatibility ideographs, 〇 */
uint32_t fold_pua(uint32_t c);  /* c itself if it is not one of the 80 */
bool fold_is_control(
	uint32_t c); /* C0, DEL, C1, zero-width, bidi, BOM, line and paragraph separator */

#endif
