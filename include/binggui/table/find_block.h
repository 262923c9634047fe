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
 *	u32 any[count]          find_mask of every character of every text
 *	u16 end[count]          where a record's text ends in:
 *	u16 text[]              UTF-16 of the folded texts, a 0 behind each
 *	u32 first[count]        the other half of find_mask
 *	per number: u32 tail[count], u32 head[count]
 *	                        the last and first 8 digits, 4 bits a digit, X = A, none = F
 *	per reference: u64 ref[count]   find_reference()
 *	u64 rank[count]         pinyin order of the first text
 *	u64 id[count]
 *	per number: u32 middle[count], u8 length[count]
 *	                        the 8 digits before the tail, and how many there are in all
 *
 * What most keys look at stands in the first 4 KiB of a full block.
 */
#ifndef FIND_BLOCK_SIZE /* tests build small ones */
#define FIND_BLOCK_SIZE 256
#endif
enum {
	FIND_BLOCK = FIND_BLOCK_SIZE,
	FIND_ROOM = (FIND_BLOCK + 15) / 16 * 16, /* of what is held of each: whole vectors */
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

/*
 * What a record's texts must have for a word to stand in them.  Bits 0..25 of
 * `any` are the letters that any character can begin with, those of `first` the
 * ones that find_readings() of each text's first character begin with.
 * FIND_DIGIT: there is a digit.  The bits left over are shared out among all
 * characters, so that hanzi are sifted as well.
 */
struct find_mask {
	uint32_t any, first;
};
enum { FIND_LETTERS = (1 << 26) - 1, FIND_DIGIT = 1 << 26 };
void find_mask_add(struct find_mask *m, uint32_t c, bool first);

/*
 * How a character is likely to be read at the head of a name: its commonest
 * reading and that as a surname (单 dan, shan).  A match by another one
 * (丁 zheng) counts as one inside the name.
 */
enum { FIND_READINGS = 2 };
size_t find_readings(uint32_t c, const char *out[FIND_READINGS]);

/* The digits of a number by which it is found. */
struct find_number {
	uint32_t head, tail, middle;
	uint8_t length;
};

struct find_entry {
	uint64_t id, rank;
	struct find_mask mask;
	struct find_number number[FIND_NUMBERS];
	uint64_t ref[FIND_REFS];
	size_t n_text;
	uint16_t text[FIND_UNITS]; /* what does not fit is not found by */
};
/* What a record can be found by. */
void find_entry(struct find_entry *out, const struct find_plan *p, const struct record *r);

bool find_entry_same(const struct find_entry *a, const struct find_entry *b);

/* A character as UTF-16 (one unit or two) behind n of them. */
size_t find_unit(uint16_t *units, size_t n, uint32_t c);

/* A reference as a number: its digits, or the record id with the top bit set; 0 = none. */
uint64_t find_reference(const char *canonical);

/* The digits of a number, up to 24 of them if it has no more. */
struct find_number find_number(const char *digits);
/* The one at a place (0 = the first); FIND_UNKNOWN where it was not kept. */
enum { FIND_NO_DIGIT = 0xF, FIND_UNKNOWN = 0x10 };
unsigned find_digit(const struct find_number *number, size_t place);
/* What of head or tail the first or last n digits are. */
uint32_t find_head_mask(size_t n);
uint32_t find_tail_mask(size_t n);

/* A block as it lies in the store; pointers go into the bytes and are unaligned. */
struct find_page {
	size_t n;
	const uint8_t *id, *rank, *any, *first;
	const uint8_t *head[FIND_NUMBERS], *tail[FIND_NUMBERS], *middle[FIND_NUMBERS],
		*length[FIND_NUMBERS], *ref[FIND_REFS];
	const uint8_t *end, *text;
	size_t units;
};
/* False if the bytes are no block of that plan (damaged, or the definition has changed). */
bool find_page(struct find_page *out, const struct find_plan *p, const void *bytes, size_t n);
struct find_number find_page_number(const struct find_page *p, size_t k, size_t i);
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

/* The text of record i: its first unit and how many. */
static inline const uint8_t *find_page_text(const struct find_page *p, size_t i, size_t *units)
{
	size_t from = i ? find_u16(p->end, i - 1) : 0, to = find_u16(p->end, i);

	if (from > to || to > p->units) /* damaged: nothing can be found here */
		from = to = 0;
	*units = to - from;
	return p->text + 2 * from;
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
