#include <binggui/text/lex.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>

/* The text as characters, and how far it has been read. */
struct reader {
	struct lex *out;
	uint32_t *c;
	size_t n;
	size_t at;
	struct str token; /* being put together */
};

/* Signs that keyboards and input methods write otherwise than ASCII does. */
static uint32_t plain(uint32_t c)
{
	switch (c) {
	case 0x201C:
	case 0x201D:
		return 0x201D; /* “ closes like ” */
	case 0x2018:
	case 0x2019:
		return 0x2019;
	default:
		return fold_ascii_char(c);
	}
}

/* The character `ahead` places on, folded; 0 behind the end. */
static uint32_t peek(const struct reader *r, size_t ahead)
{
	return r->at + ahead < r->n ? plain(r->c[r->at + ahead]) : 0;
}

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* Letters of any script; signs and punctuation of ASCII and of Chinese text are none. */
static bool is_letter(uint32_t c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
	if (c >= 0x110000 || fold_is_control(c) || c == 0xA0 || c == 0x3000 || c == 0xFFFD)
		return false;
	if (c < 0xC0)
		return c == 0xAA || c == 0xB5 || c == 0xB7 || c == 0xBA;
	if (c == 0xD7 || c == 0xF7 || (c >= 0xFF5F && c <= 0xFF65) || (c >= 0xFFE0 && c <= 0xFFFD))
		return false;
	if ((c >= 0x2000 && c <= 0x2BFF) || (c >= 0x2E00 && c <= 0x2E7F) ||
		(c >= 0xFE10 && c <= 0xFE6F))
		return false;
	return c < 0x3001 || c > 0x303F || (c >= 0x3005 && c <= 0x3007);
}

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x200B ||
	       c == 0xFEFF;
}

/* What may be shown of a character that has no place here. */
static uint32_t harmless(uint32_t c)
{
	return (c & UTF8_BAD) || fold_is_control(c) ? 0xFFFD : c;
}

static void finish(struct reader *r, enum lex_kind kind, size_t column)
{
	struct lex_token token = {kind, mem_strdup(str_c(&r->token)), column};
	vec_push(r->out, token);
	str_clear(&r->token);
}

static void take(struct reader *r, size_t n)
{
	for (; n > 0; n--)
		utf8_add(&r->token, harmless(plain(r->c[r->at++])));
}

/* ---- kinds ----------------------------------------------------------------------------------- */

static size_t digits(const struct reader *r, size_t from)
{
	size_t n = 0;
	while (is_digit(peek(r, from + n)))
		n++;
	return n;
}

static int number(const struct reader *r, size_t from, size_t n)
{
	int value = 0;
	for (size_t i = 0; i < n; i++)
		value = value * 10 + (int)(peek(r, from + i) - '0');
	return value;
}

/* One or two digits worth 1..max at `from`; 0 if something else stands there. */
static int date_part(const struct reader *r, size_t from, int max, size_t *n)
{
	*n = digits(r, from);
	int value = *n <= 2 ? number(r, from, *n) : 0;
	return value <= max ? value : 0;
}

/* 2019-08, 2019-8-1: a year, then one or two parts that can be a month and a day. */
static bool read_date(struct reader *r)
{
	size_t n_month, n_day;
	if (digits(r, 0) != 4 || peek(r, 4) != '-')
		return false;
	int year = number(r, 0, 4);
	int month = date_part(r, 5, 12, &n_month);
	if (!month || is_letter(peek(r, 5 + n_month)))
		return false;
	size_t n = 5 + n_month;
	int day = peek(r, n) == '-' ? date_part(r, n + 1, 31, &n_day) : 0;
	str_addf(&r->token, "%04d-%02d", year, month);
	/* 2019-08-20d is a month less 20 days. */
	if (day && !is_letter(peek(r, n + 1 + n_day))) {
		str_addf(&r->token, "-%02d", day);
		n += 1 + n_day;
	}
	finish(r, LEX_DATE, r->at + 1);
	r->at += n;
	return true;
}

static void read_name(struct reader *r)
{
	size_t column = r->at + 1;
	while (is_letter(peek(r, 0)) || is_digit(peek(r, 0)) ||
		(peek(r, 0) == '.' && (is_letter(peek(r, 1)) || is_digit(peek(r, 1)))))
		take(r, 1);
	finish(r, LEX_NAME, column);
}

/* Digits that go on in letters are a name: 90d, 2020春节, 61092719860101001X. */
static void read_number(struct reader *r)
{
	size_t column = r->at + 1;
	size_t n = digits(r, 0);
	if (is_letter(peek(r, n))) {
		read_name(r);
		return;
	}
	size_t n_fraction = peek(r, n) == '.' ? digits(r, n + 1) : 0;
	take(r, n_fraction ? n + 1 + n_fraction : n);
	finish(r, LEX_NUMBER, column);
}

static bool is_quote(uint32_t c)
{
	return c == '"' || c == '\'' || c == 0x201D || c == 0x2019;
}

/* Length of the text between the quotes, doubled ones included; r->n if it never closes. */
static size_t quoted(const struct reader *r, uint32_t quote)
{
	for (size_t n = 0; r->at + 1 + n < r->n; n++)
		if (peek(r, 1 + n) == quote) {
			if (peek(r, 2 + n) != quote)
				return n;
			n++;
		}
	return r->n;
}

static void read_text(struct reader *r, uint32_t quote)
{
	size_t column = r->at + 1;
	size_t n = quoted(r, quote);
	if (n == r->n) {
		take(r, r->n - r->at);
		finish(r, LEX_BAD, column);
		return;
	}
	/* What stands between the quotes is data: it is kept as it was typed. */
	for (size_t i = 0; i < n; i++) {
		utf8_add(&r->token, r->c[r->at + 1 + i]);
		i += peek(r, 1 + i) == quote;
	}
	r->at += n + 2;
	finish(r, LEX_TEXT, column);
}

/* Two characters that make one sign, and single ones with an ASCII spelling. */
static const struct {
	uint32_t first, second;
	const char *sign;
} signs[] = {
	{'!', '=', "!="},
	{'<', '=', "<="},
	{'>', '=', ">="},
	{'!', '~', "!~"},
	{0x2260, 0, "!="},
	{0x2264, 0, "<="},
	{0x2265, 0, ">="},
	{0x2266, 0, "<="},
	{0x2267, 0, ">="},
	{0x3001, 0, ","},
	{'=', 0, "="},
	{'<', 0, "<"},
	{'>', 0, ">"},
	{'~', 0, "~"},
	{'(', 0, "("},
	{')', 0, ")"},
	{',', 0, ","},
	{':', 0, ":"},
	{';', 0, ";"},
	{'+', 0, "+"},
	{'-', 0, "-"},
	{'*', 0, "*"},
	{'/', 0, "/"},
};

static bool read_sign(struct reader *r)
{
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (signs[i].first != peek(r, 0) ||
			(signs[i].second && signs[i].second != peek(r, 1)))
			continue;
		str_set(&r->token, signs[i].sign);
		finish(r, LEX_SIGN, r->at + 1);
		r->at += signs[i].second ? 2 : 1;
		return true;
	}
	return false;
}

static void read_token(struct reader *r)
{
	uint32_t c = peek(r, 0);
	if (is_quote(c)) {
		read_text(r, c);
	} else if (is_digit(c)) {
		if (!read_date(r))
			read_number(r);
	} else if (is_letter(c)) {
		read_name(r);
	} else if (!read_sign(r)) {
		take(r, 1);
		finish(r, LEX_BAD, r->at);
	}
}

void lex_read(struct lex *out, const char *text)
{
	struct reader r = {.out = out};
	const char *end = text ? text + strlen(text) : text;
	*out = (struct lex){0};
	r.c = mem_array(utf8_count(text) + 1, sizeof *r.c);
	while (text < end)
		r.c[r.n++] = utf8_next(&text, end);
	while (r.at < r.n)
		if (is_blank(peek(&r, 0)))
			r.at++;
		else
			read_token(&r);
	finish(&r, LEX_END, r.n + 1);
	str_free(&r.token);
	mem_free(r.c);
}

void lex_free(struct lex *l)
{
	if (!l)
		return;
	for (size_t i = 0; i < l->n; i++)
		mem_free(l->at[i].text);
	vec_free(l);
}
