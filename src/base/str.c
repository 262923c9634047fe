#include <binggui/base/str.h>

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <binggui/base/mem.h>

#ifndef STR_START
#define STR_START 32
#endif

void str_free(struct str *s)
{
	mem_free(s->at);
	*s = (struct str){0};
}

void str_clear(struct str *s)
{
	str_cut(s, 0);
}

void str_reserve(struct str *s, size_t more)
{
	size_t want = s->cap ? s->cap : STR_START;

	while (want < s->n + more + 1)
		want *= 2;
	if (want != s->cap)
		s->at = mem_resize(s->at, s->cap = want);
}

void str_addn(struct str *s, const void *bytes, size_t n)
{
	if (s->cap <= s->n + n)
		str_reserve(s, n);
	if (n)
		memcpy(s->at + s->n, bytes, n);
	s->n += n;
	s->at[s->n] = '\0';
}

void str_add(struct str *s, const char *text)
{
	if (text)
		str_addn(s, text, strlen(text));
}

void str_addc(struct str *s, char c)
{
	str_addn(s, &c, 1);
}

void str_addv(struct str *s, const char *format, va_list args)
{
	va_list again;

	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	if (n > 0) {
		str_reserve(s, (size_t)n);
		vsnprintf(s->at + s->n, (size_t)n + 1, format, again);
		s->n += (size_t)n;
	}
	va_end(again);
}

void str_add_u64(struct str *s, uint64_t number)
{
	char digits[20];
	size_t at = sizeof digits;

	do {
		digits[--at] = (char)('0' + number % 10);
	} while ((number /= 10) != 0);
	str_addn(s, digits + at, sizeof digits - at);
}

void str_addf(struct str *s, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	str_addv(s, format, args);
	va_end(args);
}

void str_set(struct str *s, const char *text)
{
	str_clear(s);
	str_add(s, text);
}

void str_cut(struct str *s, size_t n)
{
	if (n < s->n)
		s->n = n;
	if (s->at)
		s->at[s->n] = '\0';
}

const char *str_c(const struct str *s)
{
	return s->at ? s->at : "";
}

char *str_take(struct str *s)
{
	char *at = s->at ? s->at : mem_strdup("");

	*s = (struct str){0};
	return at;
}

struct span span_of(const char *text)
{
	return (struct span){text, text ? strlen(text) : 0};
}

static bool blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct span span_trim(struct span s)
{
	while (s.n && blank(s.at[0]))
		s.at++, s.n--;
	while (s.n && blank(s.at[s.n - 1]))
		s.n--;
	return s;
}

bool span_eq(struct span a, struct span b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.at, b.at, a.n) == 0);
}

bool span_is(struct span s, const char *text)
{
	return span_eq(s, span_of(text));
}

bool span_starts(struct span s, const char *prefix)
{
	size_t n = strlen(prefix);

	return s.n >= n && memcmp(s.at, prefix, n) == 0;
}

bool text_eq(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

bool text_blank(const char *text)
{
	return span_trim(span_of(text)).n == 0;
}

bool text_starts(const char *text, const char *prefix)
{
	return text && strncmp(text, prefix, strlen(prefix)) == 0;
}

bool text_ends(const char *text, const char *suffix)
{
	size_t n = text ? strlen(text) : 0, m = strlen(suffix);

	return text && n >= m && memcmp(text + n - m, suffix, m) == 0;
}

bool text_to_u64(const char *text, uint64_t *out)
{
	uint64_t value = 0;

	if (!text || !*text)
		return false;
	for (; *text; text++) {
		if (*text < '0' || *text > '9')
			return false;
		uint64_t digit = (uint64_t)(*text - '0');
		if (value > (UINT64_MAX - digit) / 10)
			return false;
		value = value * 10 + digit;
	}
	*out = value;
	return true;
}
