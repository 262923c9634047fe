#include <binggui/table/find_spelling.h>

#include <string.h>

#include <binggui/base/vec.h>
#include <binggui/table/find_block.h>
#include <binggui/text/pinyin.h>

/*
 * Spelling: which letters of the word a character can stand for.  A set of
 * positions in the word is a bit set; row[q] of a character is the set of positions
 * reached from position q by its readings, row[n] that from 0 by the likely ones
 * at the head of a name.  Names use a few thousand characters, so each one's row is
 * made once a word and kept.
 */
struct find_spelling {
	char letters[WORD_MAX];
	size_t n;
	VEC(uint32_t) rows;      /* n + 1 of them a character */
	uint16_t index[0x10000]; /* row number + 1 of a character, 0 = not made yet */
};

struct find_spelling *find_spelling_new(const char *letters, size_t n)
{
	struct find_spelling *s = mem_new0(struct find_spelling);

	s->n = n < WORD_MAX ? n : WORD_MAX;
	memcpy(s->letters, letters, s->n);
	return s;
}

void find_spelling_free(struct find_spelling *s)
{
	if (!s)
		return;
	vec_free(&s->rows);
	mem_free(s);
}

static bool same_letter(char reading, char typed)
{
	return reading == typed || (reading == 'v' && typed == 'u');
}

/* From position q, a reading may give its first letter, its first two … as far as they agree. */
static uint32_t reach(const struct find_spelling *s, const char *reading, size_t q)
{
	uint32_t set = 0;

	for (size_t k = 0; reading[k] && q + k < s->n; k++) {
		if (!same_letter(reading[k], s->letters[q + k]))
			break;
		set |= 1u << (q + k + 1);
	}
	return set;
}

/* A Latin letter stands for itself. */
static uint32_t spell_from(
	const struct find_spelling *s, uint32_t c, const char *const *readings, size_t n, size_t q)
{
	uint32_t set = (uint32_t)(unsigned char)s->letters[q] == c ? 1u << (q + 1) : 0;

	for (size_t i = 0; i < n; i++)
		set |= reach(s, readings[i], q);
	return set;
}

static void spell(const struct find_spelling *s, uint32_t c, uint32_t *row)
{
	const char *readings[PINYIN_MAX], *likely[FIND_READINGS];
	size_t n = pinyin_of(c, readings);

	for (size_t q = 0; q < s->n; q++)
		row[q] = spell_from(s, c, readings, n, q);
	row[s->n] = spell_from(s, c, likely, find_readings(c, likely), 0);
}

static void add_row(struct find_spelling *s, uint32_t c)
{
	size_t at = s->rows.n;

	vec_reserve(&s->rows, at + s->n + 1);
	s->rows.n += s->n + 1;
	spell(s, c, s->rows.at + at);
	s->index[c] = (uint16_t)(at / (s->n + 1) + 1);
}

/* The row of a character; `own` is used for those outside the plane that is indexed. */
static const uint32_t *row_of(struct find_spelling *s, uint32_t c, uint32_t own[WORD_MAX + 1])
{
	if (c > 0xFFFF) {
		spell(s, c, own);
		return own;
	}
	if (!s->index[c])
		add_row(s, c);
	return s->rows.at + (s->index[c] - 1u) * (s->n + 1);
}

static uint32_t step(const uint32_t *row, uint32_t set)
{
	uint32_t next = 0;

	for (; set; set &= set - 1)
		next |= row[__builtin_ctz(set)];
	return next;
}

static uint32_t unit_char(const uint8_t *text, size_t *i, size_t n)
{
	uint32_t c = find_u16(text, (*i)++);

	if (c >= 0xD800 && c < 0xDC00 && *i < n)
		c = 0x10000 + ((c - 0xD800) << 10) + (find_u16(text, (*i)++) & 0x3FFu);
	return c;
}

/*
 * Runs the spelling over one text after the other; a 0 ends a text.  What is
 * `anchored` began with its text, what is `floating` anywhere.
 */
enum find_quality find_spelling_match(struct find_spelling *s, const uint8_t *text, size_t n)
{
	enum find_quality best = QUALITY_NONE;
	uint32_t done = 1u << s->n, own[WORD_MAX + 1], c;

	for (size_t i = 0; i < n && best != QUALITY_WHOLE;) {
		uint32_t anchored = 0, floating = 0, begins = 0, contains = 0;
		bool first = true;
		for (; i < n && (c = unit_char(text, &i, n)) != 0; first = false) {
			const uint32_t *row = row_of(s, c, own);
			anchored = first ? row[s->n] : step(row, anchored & ~done);
			floating = step(row, (floating & ~done) | 1);
			begins |= anchored;
			contains |= floating;
		}
		if (begins & done)
			best = find_better(best, anchored & done ? QUALITY_WHOLE : QUALITY_BEGINS);
		else if (contains & done)
			best = find_better(best, QUALITY_CONTAINS);
	}
	return best;
}
