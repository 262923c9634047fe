#include <binggui/text/pinyin.h>

#include <string.h>

#include <binggui/text/unitables.h>
#include <binggui/text/utf8.h>

#define TYPED_MAX 63 /* letters; one bit each, and one for the end */

static uint16_t set_of(uint32_t c)
{
	if (c >= UNI_HAN)
		return 0;
	return uni_set[uni_set_block[c >> UNI_BITS] * UNI_BLOCK + (c & UNI_REST)];
}

static bool is_hanzi(uint32_t c)
{
	return (c >= 0x3400 && c < 0xA000) || (c >= 0x20000 && c < UNI_HAN);
}

/* ASCII letters and digits, full-width ones too, in lower case; 0 for all else. */
static char plain_letter(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFEE0;
	if (c >= 'A' && c <= 'Z')
		c |= 0x20;
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? (char)c : 0;
}

size_t pinyin_of(uint32_t c, const char *out[PINYIN_MAX])
{
	uint16_t set = set_of(c);
	size_t from = uni_set_from[set];
	size_t n = uni_set_from[set + 1] - from;
	for (size_t i = 0; i < n; i++)
		out[i] = uni_syllable[uni_set_syllable[from + i]];
	return n;
}

uint32_t pinyin_initials(uint32_t c)
{
	uint16_t set = set_of(c);
	if (set)
		return uni_set_initials[set];
	char letter = plain_letter(c);
	return letter >= 'a' ? 1u << (letter - 'a') : 0;
}

/* ---- surnames -------------------------------------------------------------------------------- */

static const struct uni_surname *find_surname(uint32_t a, uint32_t b)
{
	size_t from = 0, to = uni_surname_count;
	while (from < to) {
		size_t mid = (from + to) / 2;
		const struct uni_surname *s = &uni_surname[mid];
		if (s->c[0] == a && s->c[1] == b)
			return s;
		if (s->c[0] < a || (s->c[0] == a && s->c[1] < b))
			from = mid + 1;
		else
			to = mid;
	}
	return NULL;
}

/* The special surname a text begins with, the longer one first; *n gets its characters. */
static const struct uni_surname *surname_at(const char *at, const char *end, size_t *n)
{
	const struct uni_surname *s = NULL;
	*n = 0;
	if (at == end)
		return NULL;
	uint32_t a = utf8_next(&at, end);
	if (at < end)
		s = find_surname(a, utf8_next(&at, end));
	*n = s ? 2 : 1;
	if (!s)
		s = find_surname(a, 0);
	if (!s)
		*n = 0;
	return s;
}

size_t pinyin_surname(const char *name, const char *out[4])
{
	size_t n;
	if (!name)
		return 0;
	const struct uni_surname *s = surname_at(name, name + strlen(name), &n);
	for (size_t i = 0; i < n; i++)
		out[i] = uni_syllable[s->syllable[i]];
	return n;
}

/* ---- matching -------------------------------------------------------------------------------- */

struct typed {
	const char *at;
	size_t n;
};

/* Whether a typed letter is the reading's: ü is v, and u for those who do not know it. */
static bool same_letter(char reading, char typed)
{
	return reading == typed || (reading == 'v' && typed == 'u');
}

/* Bits of the places reached when the letters from place p on spell a start of this reading. */
static uint64_t reach(const char *reading, const struct typed *t, size_t p)
{
	uint64_t bits = 0;
	for (size_t i = 0; reading[i] && p + i < t->n && same_letter(reading[i], t->at[p + i]); i++)
		bits |= 1ull << (p + i + 1);
	return bits;
}

/*
 * Where in the typed letters one may stand after this character, given where
 * one may stand before it: bit p means that p letters are used up.  Marks and
 * dots use none.
 */
static uint64_t advance(uint64_t places, uint32_t c, const struct typed *t)
{
	uint64_t next = 0;
	uint16_t set = set_of(c);
	if (!set) {
		char letter = plain_letter(c);
		if (!letter)
			return is_hanzi(c) ? 0 : places;
		for (size_t p = 0; p < t->n; p++)
			if (places >> p & 1 && t->at[p] == letter)
				next |= 1ull << (p + 1);
		return next;
	}
	for (size_t p = 0; places >> p && p < t->n; p++)
		if (places >> p & 1)
			for (size_t i = uni_set_from[set]; i < uni_set_from[set + 1]; i++)
				next |= reach(uni_syllable[uni_set_syllable[i]], t, p);
	return next;
}

static bool spells(const char *at, const char *end, const struct typed *t)
{
	uint64_t places = 1;
	while (at < end && places) {
		places = advance(places, utf8_next(&at, end), t);
		if (places >> t->n & 1)
			return true;
	}
	return false;
}

/* Cheap answer for nearly all characters: can a match begin here at all? */
static bool may_begin(uint32_t c, char first)
{
	if (first >= 'a' && first <= 'z')
		return pinyin_initials(c) >> (first - 'a') & 1;
	return plain_letter(c) == first && first;
}

bool pinyin_match(const char *name, const char *typed, size_t *at)
{
	struct typed t = {typed, typed ? strlen(typed) : 0};
	if (at)
		*at = 0;
	if (t.n == 0)
		return true;
	if (!name || t.n > TYPED_MAX)
		return false;
	const char *end = name + strlen(name);
	size_t i = 0;
	for (const char *p = name; p < end; i++) {
		const char *start = p;
		if (!may_begin(utf8_next(&p, end), typed[0]) || !spells(start, end, &t))
			continue;
		if (at)
			*at = i;
		return true;
	}
	return false;
}

/* ---- codes and sorting ----------------------------------------------------------------------- */

void pinyin_code(struct str *out, const char *name)
{
	str_clear(out);
	if (!name)
		return;
	const char *surname[4];
	size_t n_surname = pinyin_surname(name, surname);
	const char *end = name + strlen(name);
	for (size_t i = 0; name < end; i++) {
		uint32_t c = utf8_next(&name, end);
		uint16_t set = set_of(c);
		char letter = plain_letter(c);
		if (i < n_surname)
			letter = surname[i][0];
		else if (set)
			letter = uni_syllable[uni_set_syllable[uni_set_from[set]]][0];
		if (letter)
			str_addc(out, letter);
	}
}

/*
 * Two-byte places: blanks and signs, digits, Latin letters, other scripts,
 * then the hanzi of CLDR's order (numbered from 0x4400 by the generator), and
 * behind them the ones whose reading nobody knows.
 */
static uint16_t rank_other(uint32_t c)
{
	char letter = plain_letter(c);
	if (letter)
		return (uint16_t)((letter >= 'a' ? 0x200 : 0x100) + letter);
	if (c < 0x80 || c == 0x3000)
		return c == 0x3000 ? ' ' : (uint16_t)c;
	if (c < 0x3000)
		return (uint16_t)(0x300 + c);
	if (c >= UNI_ALL)
		return 0xFFFF;
	return (uint16_t)(is_hanzi(c) ? 0xF100 + ((c - 0x3400) >> 6) : 0x3300 + (c >> 8));
}

static uint16_t rank_of(uint32_t c)
{
	uint16_t rank = 0;
	if (c < UNI_HAN)
		rank = uni_rank[uni_rank_block[c >> UNI_BITS] * UNI_BLOCK + (c & UNI_REST)];
	return rank ? rank : rank_other(c);
}

void pinyin_sort_key(struct str *out, const char *text, size_t max_chars)
{
	if (!text)
		return;
	const char *end = text + strlen(text);
	size_t n;
	const struct uni_surname *s = surname_at(text, end, &n);
	for (size_t i = 0; text < end && i < max_chars; i++) {
		uint32_t c = utf8_next(&text, end);
		uint16_t rank = i < n ? s->rank[i] : rank_of(c);
		char bytes[2] = {(char)(rank >> 8), (char)(rank & 0xFF)};
		str_addn(out, bytes, 2);
	}
}
