#include <binggui/text/utf8.h>

#include <string.h>

static bool is_tail(unsigned char b)
{
	return (b & 0xC0) == 0x80;
}

/* Length of the sequence a first byte announces; 0 if no sequence may start with it. */
static size_t announced(unsigned char b)
{
	if (b < 0x80)
		return 1;
	if (b < 0xC2 || b > 0xF4)
		return 0;
	return b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
}

/* Overlong forms, surrogates and what lies above U+10FFFF show in the second byte. */
static bool second_ok(unsigned char first, unsigned char second)
{
	switch (first) {
	case 0xE0:
		return second >= 0xA0;
	case 0xED:
		return second < 0xA0;
	case 0xF0:
		return second >= 0x90;
	case 0xF4:
		return second < 0x90;
	default:
		return true;
	}
}

/* Bytes of the well-formed sequence at p; 0 if there is none. */
static size_t well_formed(const char *p, const char *end)
{
	const unsigned char *b = (const unsigned char *)p;
	size_t n = announced(b[0]);
	if (n == 0 || n > (size_t)(end - p))
		return 0;
	for (size_t i = 1; i < n; i++)
		if (!is_tail(b[i]))
			return 0;
	return n < 3 || second_ok(b[0], b[1]) ? n : 0;
}

uint32_t utf8_next(const char **at, const char *end)
{
	const unsigned char *b = (const unsigned char *)*at;
	if (b[0] <
		0x80) { /* this and the next are nearly all there is, and every letter comes by here */
		*at += 1;
		return b[0];
	}
	if (b[0] > 0xE0 && b[0] < 0xED && end - *at > 2 && is_tail(b[1]) && is_tail(b[2])) {
		*at += 3;
		return (b[0] & 0x0Fu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
	}
	size_t n = well_formed(*at, end);
	*at += n ? n : 1;
	switch (n) {
	case 1:
		return b[0];
	case 2:
		return (b[0] & 0x1Fu) << 6 | (b[1] & 0x3Fu);
	case 3:
		return (b[0] & 0x0Fu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
	case 4:
		return (b[0] & 0x07u) << 18 | (b[1] & 0x3Fu) << 12 | (b[2] & 0x3Fu) << 6 |
		       (b[3] & 0x3Fu);
	default:
		return UTF8_BAD | b[0];
	}
}

uint32_t utf8_prev(const char **at, const char *start)
{
	for (const char *p = *at - 1; p >= start && *at - p <= 4; p--) {
		if (is_tail((unsigned char)*p))
			continue;
		if (well_formed(p, *at) != (size_t)(*at - p))
			break;
		const char *walk = p;
		uint32_t c = utf8_next(&walk, *at);
		*at = p;
		return c;
	}
	--*at;
	return UTF8_BAD | (unsigned char)**at;
}

size_t utf8_put(char out[4], uint32_t c)
{
	if (c & UTF8_BAD) {
		out[0] = (char)(c & 0xFF);
		return 1;
	}
	if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
		c = 0xFFFD;
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	for (size_t i = n; i-- > 1; c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3F));
	out[0] = (char)((n == 2 ? 0xC0 : n == 3 ? 0xE0 : 0xF0) | c);
	return n;
}

void utf8_add(struct str *s, uint32_t c)
{
	char bytes[4];
	str_addn(s, bytes, utf8_put(bytes, c));
}

bool utf8_valid(const char *bytes, size_t n)
{
	const char *end = bytes + n;
	while (bytes < end) {
		size_t step = well_formed(bytes, end);
		if (step == 0)
			return false;
		bytes += step;
	}
	return true;
}

size_t utf8_count(const char *text)
{
	size_t n = 0;
	if (text)
		for (const char *end = text + strlen(text); text < end; n++)
			utf8_next(&text, end);
	return n;
}

size_t utf8_bytes(const char *text, size_t chars)
{
	if (!text)
		return 0;
	const char *at = text;
	const char *end = text + strlen(text);
	while (at < end && chars-- > 0)
		utf8_next(&at, end);
	return (size_t)(at - text);
}
