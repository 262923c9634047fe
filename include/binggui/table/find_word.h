#ifndef BINGGUI_TABLE_FIND_WORD_H
#define BINGGUI_TABLE_FIND_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/table/find_block.h>
#include <binggui/table/find_spelling.h>

/*
 * One word of what was typed, made ready to be compared a million times.
 * "zsf0823" is two words, as is "张 0823"; all words must match a record.
 *
 *	letters   pinyin, its beginnings and initials (ü is v; u does for it), Latin letters
 *	hanzi     characters, in names or in what a reference of the record is found by
 *	digits    the head or tail of a number (a last X is a digit), or digits in a text
 */
enum find_word_kind { WORD_LETTERS, WORD_HANZI, WORD_DIGITS };
enum { WORDS_MAX = 6 };

struct find_word {
	enum find_word_kind kind;
	size_t n;                  /* letters, UTF-16 units or digits */
	char ascii[WORD_MAX + 1];  /* letters in lower case, or digits */
	uint16_t units[WORD_MAX];  /* hanzi, or digits as they stand in texts */
	struct find_mask mask;     /* what a record's must have */
	struct find_number number; /* digits */
	uint32_t head_mask, tail_mask;
	struct find_spelling *spelling; /* letters */
	uint64_t *refs; /* references it stands for, ascending; set by find_word_refs */
	size_t n_refs;
	uint64_t ref_bits; /* one bit for each of them: most others fail here */
};

/* Splits what was typed (it need not be folded); at most WORDS_MAX words, the rest is ignored. */
size_t find_words(struct find_word out[WORDS_MAX], const char *typed);
void find_word_free(struct find_word *w);
void find_word_text(const struct find_word *w, struct str *out); /* as UTF-8; replaces out */
/* Gives it n references in any order, which it owns from now on, in place of those it had. */
void find_word_refs(struct find_word *w, uint64_t *refs, size_t n);

/*
 * How all rows of the page match, by columns alone: worst[i] becomes that
 * quality if it is worse.  PERHAPS says that find_word_match has to look at the row.
 */
void find_word_sift(const struct find_word *w, const struct find_plan *p,
	const struct find_page *page, uint8_t worst[FIND_ROOM]);

/* How row i of the page matches. */
enum find_quality find_word_match(const struct find_word *w, const struct find_plan *p,
	const struct find_page *page, size_t i);

#endif
