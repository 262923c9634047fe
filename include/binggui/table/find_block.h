#ifndef BINGGUI_TABLE_FIND_BLOCK_H
#define BINGGUI_TABLE_FIND_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/str.h>
#include <binggui/schema/record.h>

/*
 * One block of what can be found by: up to FIND_BLOCK records in the order of
 * their ids.  On disk it is arrays side by side, little-endian, so that a scan
 * touches only what it compares:
 *
 *	u16 count, u8 numbers, u8 refs, u32 reserved
 *	u64 id[count]           u64 rank[count]         pinyin order of the first text
 *	u32 mask[count]         find_initials() of every character of every text
 *	u32 head[numbers][count], u32 tail[numbers][count]     8 digits each, 4 bits a digit, X = A, unused = F
 *	u64 ref[refs][count]    find_reference()
 *	u16 end[count]          where a record's text ends in:
 *	u16 text[]              UTF-16 of the folded texts, a 0 behind each
 */
#ifndef FIND_BLOCK_SIZE /* tests build small ones */
#define FIND_BLOCK_SIZE 256
#endif
enum {
	FIND_BLOCK = FIND_BLOCK_SIZE,
	FIND_TEXTS = 4,
	FIND_NUMBERS = 4,
	FIND_REFS = 2,
	FIND_UNITS = 64,
};

/* Which fields of a table can be found by. */
struct find_plan {
	const struct def_field
		*texts[FIND_TEXTS]; /* FIND_TEXT and FIND_PINYIN; the first one ranks */
	const struct def_field *numbers[FIND_NUMBERS];
	const struct def_field *refs[FIND_REFS];
	size_t n_texts, n_numbers, n_refs;
};
void find_plan(struct find_plan *out, const struct def_table *t);

struct find_entry {
	uint64_t id, rank;
	uint32_t mask;
	uint32_t head[FIND_NUMBERS], tail[FIND_NUMBERS];
	uint64_t ref[FIND_REFS];
	size_t n_text;
	uint16_t text[FIND_UNITS]; /* what does not fit is not found by */
};
/* What a record can be found by. */
void find_entry(struct find_entry *out, const struct find_plan *p, const struct record *r);

bool find_entry_same(const struct find_entry *a, const struct find_entry *b);

/* The letters that can stand for a character (bits 0..25), or that it is a digit. */
enum { FIND_DIGIT = 1 << 26 };
uint32_t find_initials(uint32_t c);

/* A character as UTF-16 (one unit or two) behind n of them. */
size_t find_unit(uint16_t *units, size_t n, uint32_t c);

/* A reference as a number: its digits, or the record id with the top bit set; 0 = none. */
uint64_t find_reference(const char *canonical);

/* The first or last eight digits of a number; compare under find_digits_mask(). */
uint32_t find_digits(const char *digits, size_t n, bool tail);
uint32_t find_digits_mask(size_t n, bool tail);

/* A block as it lies in the store; pointers go into the bytes and are unaligned. */
struct find_page {
	size_t n;
	const uint8_t *id, *rank, *mask;
	const uint8_t *head[FIND_NUMBERS], *tail[FIND_NUMBERS], *ref[FIND_REFS];
	const uint8_t *end, *text;
	size_t units;
};
/* False if the bytes are no block of that plan (damaged, or the definition has changed). */
bool find_page(struct find_page *out, const struct find_plan *p, const void *bytes, size_t n);
/* The text of record i: its first unit and how many. */
const uint8_t *find_page_text(const struct find_page *p, size_t i, size_t *units);
/* What it holds of a record; false if it has none with that id. */
bool find_page_entry(const struct find_page *page, const struct find_plan *p, uint64_t id,
	struct find_entry *out);

static inline uint16_t find_u16(const uint8_t *array, size_t i)
{
	const uint8_t *p = array + 2 * i;

	return (uint16_t)(p[0] | p[1] << 8);
}

static inline uint32_t find_u32(const uint8_t *array, size_t i)
{
	const uint8_t *p = array + 4 * i;

	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static inline uint64_t find_u64(const uint8_t *array, size_t i)
{
	return find_u32(array, 2 * i) | (uint64_t)find_u32(array, 2 * i + 1) << 32;
}

/* A block being changed. */
struct find_block {
	uint64_t first; /* the number in its key: no id in it is below */
	struct find_plan plan;
	size_t n;
	bool changed;
	struct find_entry at[FIND_BLOCK + 1]; /* one more, to be split */
};
bool find_block_read(struct find_block *b, uint64_t first, const void *bytes, size_t n);
void find_block_write(const struct find_block *b, struct str *out); /* replaces out */
/* In the order of ids; n grows by 1 if new. */
void find_block_set(struct find_block *b, const struct find_entry *entry);
bool find_block_remove(struct find_block *b, uint64_t id);
/* Drops the first `part` entries, so that the block begins with the next one. */
void find_block_behead(struct find_block *b, size_t part);

#endif
