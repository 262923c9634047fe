#include <binggui/text/fold.h>

#include <string.h>

#include <binggui/text/pinyin.h>
#include <binggui/text/unitables.h>
#include <binggui/text/utf8.h>

/* ---- characters ------------------------------------------------------------------------------ */

uint32_t fold_pua(uint32_t c)
{
	uint32_t i = c - UNI_PUA_FIRST;
	return i < UNI_PUA_COUNT ? uni_pua[i] : c;
}

uint32_t fold_ascii_char(uint32_t c)
{
	if (c == 0x3000)
		return ' ';
	return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
}

uint32_t fold_simplified(uint32_t c)
{
	if (c >= UNI_HAN)
		return c;
	uint16_t i = uni_simple[uni_simple_block[c >> UNI_BITS] * UNI_BLOCK + (c & UNI_REST)];
	return i ? uni_simple_to[i] : c;
}

bool fold_is_hanzi(uint32_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 ||
	       (c >= 0xF900 && c <= 0xFAD9) || (c >= 0x20000 && c <= 0x323AF);
}

bool fold_is_control(uint32_t c)
{
	if (c < 0x20 || (c >= 0x7F && c <= 0x9F))
		return true;
	return c == 0xAD || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
	       (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
	       (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

static bool is_break(uint32_t c)
{
	return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000 || c == 0x1680 ||
	       (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F;
}

static bool is_dot(uint32_t c)
{
	size_t from = 0, to = uni_dot_count;
	while (from < to) {
		size_t mid = (from + to) / 2;
		if (uni_dot[mid] == c)
			return true;
		if (uni_dot[mid] < c)
			from = mid + 1;
		else
			to = mid;
	}
	return false;
}

/* Dots that are never a decimal point, a hyphen or the end of a sentence. */
static bool is_middle_dot(uint32_t c)
{
	return c != '.' && c != '-' && c != 0x3002 && is_dot(c);
}

/* ---- cleaning -------------------------------------------------------------------------------- */

/* Blanks met but not yet written: those at the ends never are. */
struct gap {
	bool blank;
	size_t breaks;
};

static void write_gap(struct str *out, struct gap *gap)
{
	if (out->n && gap->breaks)
		for (; gap->breaks; gap->breaks--)
			str_addc(out, '\n');
	else if (out->n && gap->blank)
		str_addc(out, ' ');
	*gap = (struct gap){0};
}

/* Bytes of what needs no cleaning: ASCII but blanks and controls, and the hanzi of three bytes. */
static size_t clean_run(const char *at, const char *end)
{
	const unsigned char *p = (const unsigned char *)at, *stop = (const unsigned char *)end;
	while (p < stop) {
		if (*p > ' ' && *p < 0x7F)
			p++;
		else if (*p >= 0xE4 && *p <= 0xE9 && stop - p > 2 && (p[1] & 0xC0) == 0x80 &&
			 (p[2] & 0xC0) == 0x80)
			p += 3;
		else
			break;
	}
	return (size_t)((const char *)p - at);
}

static void clean(struct str *out, const char *text, bool lines)
{
	struct gap gap = {0};
	str_clear(out);
	const char *end = text ? text + strlen(text) : text;
	while (text < end) {
		size_t n = clean_run(text, end);
		if (n) {
			write_gap(out, &gap);
			str_addn(out, text, n);
			text += n;
			continue;
		}
		uint32_t c = fold_pua(utf8_next(&text, end));
		if (is_break(c)) {
			if (c == '\r' && text < end && *text == '\n')
				text++;
			gap.breaks += lines;
			gap.blank = true;
		} else if (is_blank(c)) {
			gap.blank = true;
		} else if (!fold_is_control(c)) {
			write_gap(out, &gap);
			utf8_add(out, c);
		}
	}
}

void fold_clean(struct str *out, const char *text)
{
	clean(out, text, false);
}

void fold_clean_lines(struct str *out, const char *text)
{
	clean(out, text, true);
}

void fold_ascii(struct str *out, const char *text)
{
	str_clear(out);
	const char *end = text ? text + strlen(text) : text;
	while (text < end)
		utf8_add(out, fold_ascii_char(utf8_next(&text, end)));
}

/* ---- names ----------------------------------------------------------------------------------- */

/* The letter behind one that may bear a tone; 0 if it is none. */
static char plain_letter(uint32_t c)
{
	size_t from = 0, to = uni_tone_count;
	while (from < to) {
		size_t mid = (from + to) / 2;
		if (uni_tone[mid].c == c)
			return uni_tone[mid].letter;
		if (uni_tone[mid].c < c)
			from = mid + 1;
		else
			to = mid;
	}
	return 0;
}

static bool is_reading(uint32_t hanzi, const char *word)
{
	const char *readings[PINYIN_MAX];
	for (size_t n = pinyin_of(hanzi, readings); n > 0; n--)
		if (strcmp(readings[n - 1], word) == 0)
			return true;
	return false;
}

/*
 * Bytes of "(gè)" at `at`, which follows a hanzi; 0 if the brackets hold
 * anything but one of its readings, or some syllable with a tone on it.
 */
static size_t bracket_pinyin(uint32_t hanzi, const char *at, const char *end)
{
	const char *p = at;
	char word[8] = {0};
	size_t n = 0;
	bool toned = false;
	if (fold_ascii_char(utf8_next(&p, end)) != '(')
		return 0;
	while (p < end) {
		uint32_t c = fold_ascii_char(utf8_next(&p, end));
		if (c == ')')
			return n && (toned || is_reading(hanzi, word)) ? (size_t)(p - at) : 0;
		bool mark = c >= 0x300 && c <= 0x30C;
		char letter = plain_letter(c);
		if (!mark && (!letter || n == sizeof word - 1))
			return 0;
		toned |= mark || c >= 0x80;
		if (letter)
			word[n++] = letter;
	}
	return 0;
}

/* Blanks and dots between two hanzi: one U+00B7 if there was a dot, else nothing. */
static const char *join(struct str *out, const char *at, const char *end)
{
	const char *p = at;
	bool dot = false;
	while (p < end) {
		const char *before = p;
		uint32_t c = fold_ascii_char(utf8_next(&p, end));
		if (c == ' ' || is_dot(c)) {
			dot |= c != ' ';
			continue;
		}
		if (!fold_is_hanzi(c))
			return at;
		if (dot)
			utf8_add(out, 0xB7);
		return before;
	}
	return at;
}

void fold_name(struct str *out, const char *text)
{
	struct str clean_text = {0};
	fold_clean(&clean_text, text);
	const char *at = str_c(&clean_text);
	const char *end = at + clean_text.n;
	str_clear(out);
	while (at < end) {
		uint32_t c = fold_ascii_char(utf8_next(&at, end));
		utf8_add(out, c);
		if (!fold_is_hanzi(c) || at == end)
			continue;
		at += bracket_pinyin(c, at, end);
		at = at < end ? join(out, at, end) : at;
	}
	str_free(&clean_text);
}

/* Ideographic and other variation selectors change the drawing, not the character. */
static bool is_selector(uint32_t c)
{
	return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

void fold_find(struct str *out, const char *text)
{
	struct str name = {0};
	fold_name(&name, text);
	const char *at = str_c(&name);
	const char *end = at + name.n;
	str_clear(out);
	while (at < end) {
		uint32_t c = fold_simplified(utf8_next(&at, end));
		if (c == ' ' || is_middle_dot(c) || is_selector(c))
			continue;
		utf8_add(out, c >= 'A' && c <= 'Z' ? c | 0x20 : c);
	}
	str_free(&name);
}
