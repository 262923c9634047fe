#include <binggui/table/find_word.h>

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>

/* ---- words ----------------------------------------------------------------------------------- */

/* ü and its tones are what people type v for. */
static uint32_t plain_char(uint32_t c)
{
	c = fold_ascii_char(c);
	if (c == 0xFC || c == 0xDC || (c >= 0x1D5 && c <= 0x1DC))
		return 'v';
	return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

static bool is_letter(uint32_t c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool is_gap(uint32_t c)
{
	return c <= ' ' || (c & UTF8_BAD);
}

static enum find_word_kind kind_of(uint32_t c)
{
	if (is_digit(c))
		return WORD_DIGITS;
	return is_letter(c) ? WORD_LETTERS : WORD_HANZI;
}

/* An x right behind digits is a check digit, unless letters go on behind it. */
static bool check_digit(uint32_t c, const char *next, const char *end)
{
	return c == 'x' && (next == end || !is_letter(plain_char(utf8_next(&next, end))));
}

static void add_hanzi(struct find_word *w, uint32_t c)
{
	if (w->n + 2 <= WORD_MAX)
		w->n = find_unit(w->units, w->n, c);
}

static void add_ascii(struct find_word *w, uint32_t c)
{
	if (w->n < WORD_MAX)
		w->ascii[w->n++] = (char)c;
}

/* Reads one word from *at, as it was typed; false if nothing but gaps is left. */
static bool next_word(struct find_word *w, const char **at, const char *end)
{
	*w = (struct find_word){0};
	for (const char *p = *at; p < end; *at = p) {
		uint32_t typed = utf8_next(&p, end), c = plain_char(typed);
		if (is_gap(c)) {
			if (w->n)
				break;
			continue;
		}
		if (w->n && w->kind == WORD_DIGITS && check_digit(c, p, end)) {
			add_ascii(w, 'X');
			*at = p;
			break;
		}
		if (w->n && kind_of(c) != w->kind)
			break;
		w->kind = kind_of(c);
		if (w->kind == WORD_HANZI)
			add_hanzi(w, typed);
		else
			add_ascii(w, c);
	}
	return w->n > 0;
}

/* Letters that stand inside a syllable; any other one is a character's first. */
static bool is_inner(char letter)
{
	return strchr("aeiouvhngrm", letter) != NULL;
}

static void finish_letters(struct find_word *w)
{
	w->spelling = find_spelling_new(w->ascii, w->n);
	for (size_t i = 0; i < w->n; i++)
		if (i == 0 || !is_inner(w->ascii[i]))
			w->mask.any |= 1u << (w->ascii[i] - 'a');
}

static void finish_digits(struct find_word *w)
{
	w->mask.any = FIND_DIGIT;
	w->number = find_number(w->ascii);
	w->head_mask = find_head_mask(w->n);
	w->tail_mask = find_tail_mask(w->n);
	for (size_t i = 0; i < w->n; i++)
		w->units[i] = w->ascii[i] == 'X' ? 'x' : (uint16_t)w->ascii[i];
}

/* The records' texts are folded, so the word must be too. */
static void finish_hanzi(struct find_word *w)
{
	struct str raw = {0}, folded = {0};

	find_word_text(w, &raw);
	fold_find(&folded, str_c(&raw));
	w->n = 0;
	for (const char *at = str_c(&folded), *end = at + folded.n; at < end;) {
		uint32_t c = utf8_next(&at, end);
		add_hanzi(w, c);
		find_mask_add(&w->mask, c, false);
	}
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
	find_spelling_free(w->spelling);
	w->spelling = NULL;
	find_word_refs(w, NULL, 0);
}

void find_word_text(const struct find_word *w, struct str *out)
{
	str_set(out, w->ascii);
	for (size_t i = 0; w->kind == WORD_HANZI && i < w->n; i++) {
		uint32_t c = w->units[i];
		if (c >= 0xD800 && c < 0xDC00 && i + 1 < w->n)
			c = 0x10000 + ((c - 0xD800) << 10) + (w->units[++i] & 0x3FFu);
		utf8_add(out, c);
	}
}

/* ---- hanzi and digits ------------------------------------------------------------------------ */

static uint64_t ref_bit(uint64_t ref)
{
	return UINT64_C(1) << (ref * UINT64_C(0x9E3779B97F4A7C15) >> 58);
}

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

void find_word_refs(struct find_word *w, uint64_t *refs, size_t n)
{
	mem_free(w->refs);
	w->refs = refs;
	w->n_refs = n;
	w->ref_bits = 0;
	if (n)
		qsort(refs, n, sizeof *refs, by_number);
	for (size_t i = 0; i < n; i++)
		w->ref_bits |= ref_bit(refs[i]);
}

static bool has_ref(const struct find_word *w, const struct find_plan *p,
	const struct find_page *page, size_t i)
{
	for (size_t k = 0; w->n_refs && k < p->n_refs; k++) {
		uint64_t ref = find_u64(page->ref[k], i);
		if ((w->ref_bits & ref_bit(ref)) &&
			bsearch(&ref, w->refs, w->n_refs, sizeof ref, by_number))
			return true;
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

static enum find_quality match_units(const struct find_word *w, const uint8_t *text, size_t n)
{
	enum find_quality best = QUALITY_NONE;
	bool begins = true;

	for (size_t i = 0; i + w->n <= n; i++) {
		if (same_units(w, text + 2 * i)) {
			bool ends = i + w->n == n || find_u16(text, i + w->n) == 0;
			if (begins && ends)
				return QUALITY_WHOLE;
			best = find_better(best, begins ? QUALITY_BEGINS : QUALITY_CONTAINS);
		}
		begins = find_u16(text, i) == 0;
	}
	return best;
}

/* Whether all digits of the word stand in the number from a place on, as far as it is known. */
static bool has_digits(const struct find_word *w, const struct find_number *number, size_t from)
{
	for (size_t i = 0; i < w->n; i++) {
		unsigned digit = find_digit(number, from + i);
		if (digit != find_digit(&w->number, i) && digit != FIND_UNKNOWN)
			return false;
	}
	return true;
}

static bool in_tail(const struct find_word *w, const struct find_page *page, size_t k, size_t i)
{
	return ((find_u32(page->tail[k], i) ^ w->number.tail) & w->tail_mask) == 0;
}

static bool in_head(const struct find_word *w, const struct find_page *page, size_t k, size_t i)
{
	return ((find_u32(page->head[k], i) ^ w->number.head) & w->head_mask) == 0;
}

/* The tail of a number is what people know it by. */
static enum find_quality match_number(const struct find_word *w, const struct find_plan *p,
	const struct find_page *page, size_t i)
{
	enum find_quality best = QUALITY_NONE;

	for (size_t k = 0; k < p->n_numbers; k++) {
		bool tail = in_tail(w, page, k, i), head = in_head(w, page, k, i);
		if (w->n > 8 && (tail || head)) {
			struct find_number number = find_page_number(page, k, i);
			tail = tail && number.length >= w->n &&
			       has_digits(w, &number, number.length - w->n);
			head = head && has_digits(w, &number, 0);
		}
		if (tail || head)
			best = find_better(best, tail ? QUALITY_BEGINS : QUALITY_CONTAINS);
	}
	return best;
}

static bool has_mask(const struct find_word *w, const struct find_page *page, size_t i)
{
	return (find_u32(page->any, i) & w->mask.any) == w->mask.any &&
	       (find_u32(page->first, i) & w->mask.first) == w->mask.first;
}

static enum find_quality match_text(
	const struct find_word *w, const struct find_page *page, size_t i)
{
	size_t n;

	if (!has_mask(w, page, i))
		return QUALITY_NONE;
	const uint8_t *text = find_page_text(page, i, &n);
	if (w->kind != WORD_LETTERS)
		return match_units(w, text, n);
	enum find_quality best = find_spelling_match(w->spelling, text, n);
	return best == QUALITY_WHOLE && w->n == 1 ? QUALITY_BEGINS : best; /* as the sift says */
}

enum find_quality find_word_match(const struct find_word *w, const struct find_plan *p,
	const struct find_page *page, size_t i)
{
	enum find_quality best = match_text(w, page, i);

	if (best == QUALITY_NONE && w->kind == WORD_DIGITS)
		best = match_number(w, p, page, i);
	if (best == QUALITY_NONE && has_ref(w, p, page, i))
		best = QUALITY_CONTAINS;
	return best;
}

/* ---- sifting --------------------------------------------------------------------------------- */

/* Columns are compared in lanes, which compilers turn into vector instructions. */
enum { LANES = 16 };

struct lanes {
	uint32_t at[LANES];
};

static struct lanes lanes_at(const uint8_t *column, size_t i, size_t n)
{
	struct lanes v;

	if (n - i >= LANES) {
		memcpy(v.at, column + 4 * i, sizeof v.at);
	} else {
		memset(v.at, 0, sizeof v.at);
		memcpy(v.at, column + 4 * i, 4 * (n - i));
	}
	for (size_t k = 0; k < LANES; k++)
		v.at[k] = le32toh(v.at[k]);
	return v;
}

static void sift_letter(const struct find_word *w, const struct find_page *page, uint8_t *found)
{
	uint32_t letter = w->mask.any;

	for (size_t i = 0; i < page->n; i += LANES) {
		const struct lanes any = lanes_at(page->any, i, page->n);
		const struct lanes first = lanes_at(page->first, i, page->n);
		for (size_t k = 0; k < LANES; k++)
			found[i + k] = !(any.at[k] & letter)  ? QUALITY_NONE
				       : first.at[k] & letter ? QUALITY_BEGINS
							      : QUALITY_CONTAINS;
	}
}

static void sift_masks(const struct find_word *w, const struct find_page *page, uint8_t *found)
{
	const struct find_mask m = w->mask;

	for (size_t i = 0; i < page->n; i += LANES) {
		const struct lanes any = lanes_at(page->any, i, page->n);
		for (size_t k = 0; k < LANES; k++)
			found[i + k] =
				(any.at[k] & m.any) == m.any ? QUALITY_PERHAPS : QUALITY_NONE;
	}
	for (size_t i = 0; m.first && i < page->n; i += LANES) {
		const struct lanes first = lanes_at(page->first, i, page->n);
		for (size_t k = 0; k < LANES; k++)
			found[i + k] =
				(first.at[k] & m.first) == m.first ? found[i + k] : QUALITY_NONE;
	}
}

static void sift_column(const uint8_t *column, size_t n, uint32_t value, uint32_t mask,
	uint8_t quality, uint8_t *found)
{
	for (size_t i = 0; i < n; i += LANES) {
		const struct lanes v = lanes_at(column, i, n);
		for (size_t k = 0; k < LANES; k++) {
			uint8_t hit = ((v.at[k] ^ value) & mask) == 0 ? quality : QUALITY_NONE;
			found[i + k] = hit < found[i + k] ? hit : found[i + k];
		}
	}
}

/* Rows with a digit in a text are PERHAPS already and stay so. */
static void sift_numbers(const struct find_word *w, const struct find_plan *p,
	const struct find_page *page, uint8_t *found)
{
	uint8_t of_numbers[FIND_ROOM];
	bool whole = w->n <= 8;

	memset(of_numbers, QUALITY_NONE, sizeof of_numbers);
	for (size_t k = 0; k < p->n_numbers; k++) {
		sift_column(page->head[k], page->n, w->number.head, w->head_mask,
			whole ? QUALITY_CONTAINS : QUALITY_PERHAPS, of_numbers);
		sift_column(page->tail[k], page->n, w->number.tail, w->tail_mask,
			whole ? QUALITY_BEGINS : QUALITY_PERHAPS, of_numbers);
	}
	for (size_t i = 0; i < FIND_ROOM; i++)
		found[i] = found[i] == QUALITY_NONE ? of_numbers[i] : found[i];
}

void find_word_sift(const struct find_word *w, const struct find_plan *p,
	const struct find_page *page, uint8_t worst[FIND_ROOM])
{
	uint8_t found[FIND_ROOM] = {0};

	if (w->kind == WORD_LETTERS && w->n == 1)
		sift_letter(w, page, found);
	else
		sift_masks(w, page, found);
	if (w->kind == WORD_DIGITS)
		sift_numbers(w, p, page, found);
	for (size_t i = 0; w->n_refs && i < page->n; i++)
		if (found[i] == QUALITY_NONE && has_ref(w, p, page, i))
			found[i] = QUALITY_CONTAINS;
	for (size_t i = 0; i < FIND_ROOM; i++)
		worst[i] = found[i] > worst[i] ? found[i] : worst[i];
}
