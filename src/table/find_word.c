#include <binggui/table/find_word.h>

#include <string.h>

#include <binggui/base/vec.h>
#include <binggui/text/fold.h>
#include <binggui/text/pinyin.h>
#include <binggui/text/utf8.h>

/*
 * Spelling: which letters of the word a character can stand for.  A set of
 * positions in the word is a bit set; row[q] of a character is the set of positions reached from
 * position q by its readings.  Names use a few thousand characters, so each
 * one's row is made once a word and kept.
 */
struct find_spelling {
	VEC(uint32_t) rows;      /* n of them a character */
	uint16_t index[0x10000]; /* row number + 1 of a character, 0 = not made yet */
};

/* ---- words ----------------------------------------------------------------------------------- */

static bool is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool is_gap(uint32_t c)
{
	return c <= ' ' || c == 0x3000 || (c & UTF8_BAD);
}

static enum find_word_kind kind_of(uint32_t c)
{
	if (is_digit(c))
		return WORD_DIGITS;
	return is_letter(c) ? WORD_LETTERS : WORD_HANZI;
}

/* An X right behind digits is a check digit, unless letters go on behind it. */
static bool check_x(const char *at, const char *end)
{
	if (at == end || (*at != 'x' && *at != 'X'))
		return false;
	return at + 1 == end || !is_letter((unsigned char)at[1]);
}

static void finish_letters(struct find_word *w)
{
	w->spelling = mem_new0(struct find_spelling);
	w->mask = 1u << (w->ascii[0] - 'a');
}

static void finish_digits(struct find_word *w)
{
	w->head = find_digits(w->ascii, w->n, false);
	w->tail = find_digits(w->ascii, w->n, true);
	w->head_mask = find_digits_mask(w->n, false);
	w->tail_mask = find_digits_mask(w->n, true);
}

static void add_hanzi(struct find_word *w, uint32_t c)
{
	size_t need = c > 0xFFFF ? 2 : 1;

	if (w->n + need > WORD_MAX)
		return;
	w->mask |= pinyin_initials(c);
	if (c > 0xFFFF) {
		w->units[w->n++] = (uint16_t)(0xD800 + ((c - 0x10000) >> 10));
		c = 0xDC00 + ((c - 0x10000) & 0x3FF);
	}
	w->units[w->n++] = (uint16_t)c;
}

static void add_char(struct find_word *w, uint32_t c)
{
	if (w->kind == WORD_HANZI) {
		add_hanzi(w, c);
	} else if (w->n < WORD_MAX) {
		bool upper = c >= 'A' && c <= 'Z';
		w->ascii[w->n++] = (char)(upper && w->kind == WORD_LETTERS ? c + 32 : c);
	}
}

/* Reads one word from *at; false if nothing but gaps is left. */
static bool next_word(struct find_word *w, const char **at, const char *end)
{
	const char *p = *at;

	*w = (struct find_word){0};
	while (p < end) {
		const char *before = p;
		uint32_t c = fold_ascii_char(utf8_next(&p, end));
		if (is_gap(c)) {
			if (w->n)
				break;
			continue;
		}
		if (w->n && w->kind == WORD_DIGITS && check_x(before, end)) {
			add_char(w, 'X');
			break;
		}
		if (w->n && kind_of(c) != w->kind) {
			p = before;
			break;
		}
		w->kind = kind_of(c);
		add_char(w, c);
	}
	*at = p;
	return w->n > 0;
}

static uint32_t unit_at(const uint16_t *units, size_t *i, size_t n)
{
	uint32_t c = units[(*i)++];

	if (c >= 0xD800 && c < 0xDC00 && *i < n)
		c = 0x10000 + ((c - 0xD800) << 10) + (units[(*i)++] & 0x3FFu);
	return c;
}

void find_word_text(const struct find_word *w, struct str *out)
{
	str_clear(out);
	str_addn(out, w->ascii, strlen(w->ascii));
	for (size_t i = 0; w->kind == WORD_HANZI && i < w->n;)
		utf8_add(out, unit_at(w->units, &i, w->n));
}

/* The records' texts are folded, so the word must be too. */
static void finish_hanzi(struct find_word *w)
{
	struct str raw = {0}, folded = {0};

	find_word_text(w, &raw);
	fold_find(&folded, str_c(&raw));
	*w = (struct find_word){.kind = WORD_HANZI};
	const char *at = str_c(&folded), *end = at + folded.n;
	while (at < end)
		add_hanzi(w, utf8_next(&at, end));
	str_free(&raw);
	str_free(&folded);
}

size_t find_words(struct find_word out[WORDS_MAX], const char *typed)
{
	static void (*const finish[])(struct find_word *) = {
		[WORD_LETTERS] = finish_letters,
		[WORD_HANZI] = finish_hanzi,
		[WORD_DIGITS] = finish_digits,
	};
	const char *at = typed ? typed : "", *end = at + strlen(at);
	size_t n = 0;

	while (n < WORDS_MAX && next_word(&out[n], &at, end)) {
		finish[out[n].kind](&out[n]);
		if (out[n].n) /* a lone dot folds to nothing and says nothing */
			n++;
	}
	return n;
}

void find_word_free(struct find_word *w)
{
	if (w->spelling)
		vec_free(&w->spelling->rows);
	mem_free(w->spelling);
	mem_free(w->refs);
	w->spelling = NULL;
	w->refs = NULL;
}

/* ---- letters --------------------------------------------------------------------------------- */

/* From position q, a reading may give its first letter, its first two … as far as they agree. */
static uint32_t reach(const struct find_word *w, const char *reading, size_t q)
{
	uint32_t set = 0;

	for (size_t k = 0; reading[k] && q + k < w->n && reading[k] == w->ascii[q + k]; k++)
		set |= 1u << (q + k + 1);
	return set;
}

static void spell(const struct find_word *w, uint32_t c, uint32_t *row)
{
	const char *readings[PINYIN_MAX];
	size_t n = pinyin_of(c, readings);
	char latin[2] = {(char)(c < 0x80 ? c : 0), '\0'};

	if (!n && latin[0])
		readings[n++] = latin;
	for (size_t q = 0; q < w->n; q++) {
		row[q] = 0;
		for (size_t i = 0; i < n; i++)
			row[q] |= reach(w, readings[i], q);
	}
}

/* The row of a character; `own` is used for those outside the plane that is indexed. */
static const uint32_t *spelled(const struct find_word *w, uint32_t c, uint32_t own[WORD_MAX])
{
	struct find_spelling *s = w->spelling;

	if (c > 0xFFFF) {
		spell(w, c, own);
		return own;
	}
	if (!s->index[c]) {
		size_t at = s->rows.n;
		vec_reserve(&s->rows, at + w->n);
		s->rows.n += w->n;
		spell(w, c, s->rows.at + at);
		s->index[c] = (uint16_t)(at / w->n + 1);
	}
	return s->rows.at + (s->index[c] - 1u) * w->n;
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

/* Runs the spelling over one text after the other; a 0 ends a text. */
static enum find_quality match_letters(const struct find_word *w, const uint8_t *text, size_t n)
{
	enum find_quality best = QUALITY_NONE;
	uint32_t done = 1u << w->n, own[WORD_MAX];
	uint32_t anchored = 1, floating = 0;
	bool first = true;

	for (size_t i = 0; i < n;) {
		uint32_t c = unit_char(text, &i, n);
		if (c == 0) { /* the next text begins */
			anchored = first = 1;
			floating = 0;
			continue;
		}
		const uint32_t *row = spelled(w, c, own);
		anchored = step(row, anchored & ~done);
		floating = step(row, (floating & ~done) | (first ? 0 : 1u));
		first = false;
		bool ends = i >= n || find_u16(text, i) == 0;
		if (anchored & done)
			best = ends ? QUALITY_WHOLE
				    : (best < QUALITY_BEGINS ? best : QUALITY_BEGINS);
		else if ((floating & done) && best == QUALITY_NONE)
			best = QUALITY_CONTAINS;
		if (best == QUALITY_WHOLE)
			break;
	}
	return best;
}

/* ---- hanzi and digits ------------------------------------------------------------------------ */

static bool has_ref(const struct find_word *w, uint64_t ref)
{
	size_t low = 0, high = w->n_refs;

	while (low < high) {
		size_t mid = (low + high) / 2;
		if (w->refs[mid] == ref)
			return true;
		if (w->refs[mid] < ref)
			low = mid + 1;
		else
			high = mid;
	}
	return false;
}

static bool same_units(const struct find_word *w, const uint8_t *text)
{
	for (size_t k = 0; k < w->n; k++)
		if (find_u16(text, k) != w->units[k])
			return false;
	return true;
}

static enum find_quality match_hanzi(const struct find_word *w, const uint8_t *text, size_t n)
{
	enum find_quality best = QUALITY_NONE;
	bool begins = true;

	for (size_t i = 0; i + w->n <= n; i++) {
		if (same_units(w, text + 2 * i)) {
			bool ends = i + w->n == n || find_u16(text, i + w->n) == 0;
			if (begins)
				return ends ? QUALITY_WHOLE : QUALITY_BEGINS;
			best = QUALITY_CONTAINS;
		}
		begins = find_u16(text, i) == 0;
	}
	return best;
}

static enum find_quality match_digits(const struct find_word *w, const struct find_plan *p,
	const struct find_page *page, size_t i, bool *unsure)
{
	for (size_t k = 0; k < p->n_numbers; k++) {
		bool tail = ((find_u32(page->tail[k], i) ^ w->tail) & w->tail_mask) == 0;
		bool head = ((find_u32(page->head[k], i) ^ w->head) & w->head_mask) == 0;
		if (!tail && !head)
			continue;
		*unsure = w->n > 8;
		return tail ? QUALITY_BEGINS : QUALITY_CONTAINS;
	}
	return QUALITY_NONE;
}

enum find_quality find_word_match(const struct find_word *w, const struct find_plan *p,
	const struct find_page *page, size_t i, bool *unsure)
{
	size_t n;

	*unsure = false;
	if (w->kind == WORD_DIGITS)
		return match_digits(w, p, page, i, unsure);
	for (size_t k = 0; w->n_refs && k < p->n_refs; k++)
		if (has_ref(w, find_u64(page->ref[k], i)))
			return QUALITY_CONTAINS;
	if ((find_u32(page->mask, i) & w->mask) != w->mask)
		return QUALITY_NONE;
	const uint8_t *text = find_page_text(page, i, &n);
	return w->kind == WORD_LETTERS ? match_letters(w, text, n) : match_hanzi(w, text, n);
}
