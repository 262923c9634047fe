#ifndef BINGGUI_TABLE_FIND_WORD_H
#define BINGGUI_TABLE_FIND_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/table/find_block.h>

/*
 * One word of what was typed, made ready to be compared a million times.
 * "zsf0823" is two words, as is "张 0823"; all words must match a record.
 */
enum find_word_kind { WORD_LETTERS, WORD_HANZI, WORD_DIGITS };
enum { WORD_MAX = 30, WORDS_MAX = 6 };

/* How well a record matches; a smaller number is better. */
enum find_quality { QUALITY_WHOLE, QUALITY_BEGINS, QUALITY_CONTAINS, QUALITY_NONE };

struct find_word {
	enum find_word_kind kind;
	size_t n;                                  /* letters, UTF-16 units or digits */
	char ascii[WORD_MAX + 1];                  /* letters in lower case, or digits */
	uint16_t units[WORD_MAX];                  /* hanzi */
	uint32_t mask;                             /* initials that a record's mask must have */
	uint32_t head, head_mask, tail, tail_mask; /* digits */
	struct find_spelling *spelling;            /* letters */
	uint64_t *refs;                            /* hanzi: references it stands for, ascending */
	size_t n_refs;
};

/* Splits what was typed (fold_find has been applied to hanzi parts); at most WORDS_MAX words, the rest is ignored. */
size_t find_words(struct find_word out[WORDS_MAX], const char *typed);
void find_word_free(struct find_word *w);
void find_word_text(const struct find_word *w, struct str *out); /* as UTF-8; replaces out */

/*
 * Whether record i of the page matches.  *unsure is set where the page holds
 * too little to tell (a number of more than eight digits): the caller looks into the record.
 */
enum find_quality find_word_match(const struct find_word *w, const struct find_plan *p,
	const struct find_page *page, size_t i, bool *unsure);

#endif
