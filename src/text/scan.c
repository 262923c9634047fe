#include <binggui/text/scan.h>

#include <string.h>

#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>

static bool is_blank(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
	       (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
	       c == 0x205F || c == 0x3000;
}

static void cut_front(struct scan *s, size_t n)
{
	s->n -= n;
	memmove(s->at, s->at + n, (s->n + 1) * sizeof *s->at);
}

static void cut_end(struct scan *s, size_t n)
{
	s->n -= n;
	s->at[s->n] = 0;
}

static void trim(struct scan *s)
{
	size_t front = 0;
	while (s->n && s->at[s->n - 1] == ' ')
		cut_end(s, 1);
	while (front < s->n && s->at[front] == ' ')
		front++;
	cut_front(s, front);
}

/* What a spreadsheet writes around a number that shall stay text. */
static void unwrap(struct scan *s)
{
	if (s->n >= 3 && s->at[0] == '=' && s->at[1] == '"' && s->at[s->n - 1] == '"') {
		cut_end(s, 1);
		cut_front(s, 2);
	}
	while (s->n &&
		(s->at[0] == '\'' || s->at[0] == 0x2018 || s->at[0] == 0x2019 || s->at[0] == '`'))
		cut_front(s, 1);
	trim(s);
}

void scan_read(struct scan *out, const char *text)
{
	const char *at = text ? text : "", *end = at + strlen(at);

	out->n = 0;
	out->cut = false;
	while (at < end) {
		uint32_t c = utf8_next(&at, end);
		if (is_blank(c))
			c = ' ';
		else if (fold_is_control(c))
			continue;
		if (c == ' ' && !out->n)
			continue;
		if (out->n == SCAN_MAX) {
			out->cut = c != ' ' || out->cut;
			continue;
		}
		out->at[out->n++] = fold_ascii_char(c);
	}
	out->at[out->n] = 0;
	trim(out);
	unwrap(out);
}

void scan_drop(struct scan *s, uint32_t c)
{
	size_t kept = 0;
	for (size_t i = 0; i < s->n; i++)
		if (s->at[i] != c)
			s->at[kept++] = s->at[i];
	s->n = kept;
	s->at[kept] = 0;
}

static uint32_t lower(uint32_t c)
{
	return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

bool scan_is(const struct scan *s, const char *text)
{
	const char *end = text + strlen(text);
	size_t i = 0;

	while (text < end && i < s->n)
		if (lower(utf8_next(&text, end)) != lower(s->at[i++]))
			return false;
	return text == end && i == s->n;
}

size_t scan_text(const struct scan *s, char *out, size_t max)
{
	size_t n = 0;
	for (size_t i = 0; i < s->n; i++) {
		char bytes[4];
		size_t wide = utf8_put(bytes, s->at[i]);
		if (n + wide >= max)
			break;
		memcpy(out + n, bytes, wide);
		n += wide;
	}
	out[n] = '\0';
	return n;
}
