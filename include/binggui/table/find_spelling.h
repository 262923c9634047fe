#ifndef BINGGUI_TABLE_FIND_SPELLING_H
#define BINGGUI_TABLE_FIND_SPELLING_H

#include <stddef.h>
#include <stdint.h>

/* Letters that were typed, made ready to be compared with a million texts of find blocks. */
enum { WORD_MAX = 30 }; /* letters, UTF-16 units or digits of a word */

/* How well a record matches, best first.  PERHAPS is only an answer of find_word_sift. */
enum find_quality {
	QUALITY_WHOLE,
	QUALITY_BEGINS,
	QUALITY_CONTAINS,
	QUALITY_PERHAPS,
	QUALITY_NONE,
};

static inline enum find_quality find_better(enum find_quality a, enum find_quality b)
{
	return a < b ? a : b;
}

struct find_spelling;
struct find_spelling *find_spelling_new(const char *letters, size_t n); /* a-z */
void find_spelling_free(struct find_spelling *s);                       /* NULL is fine */

/* How the letters spell the texts of a record: by pinyin, its beginnings and initials. */
enum find_quality find_spelling_match(struct find_spelling *s, const uint8_t *text, size_t n);

#endif
