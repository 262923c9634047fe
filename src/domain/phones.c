#include <binggui/domain/phones.h>

#include <string.h>

#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>

/* Characters that a single number may hold between its digits. */
static bool joins(uint32_t c)
{
	return c == '-' || c == '+' || c == 0x2010 || c == 0x2011 || c == 0x2013 || c == 0x2014 ||
	       c == 0x2212 || c == '.';
}

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool is_mark(uint32_t c)
{
	return c == ' ' || c == '/' || c == ',' || c == ';' || c == ':' || c == '(' || c == ')' ||
	       c == '\\' || c == '|' || c == '\n' || c == 0x3001 || c == 0x3002 || c == 0x6216;
}

static void take(struct phones *out, const struct def_field *f, const struct type_context *c,
	const char *piece)
{
	struct str value = {0}, why = {0};

	if (!strpbrk(piece, "0123456789"))
		return;
	if (!f->type->parse(f, c, piece, &value, &why) || !value.n)
		out->bad = true;
	else if (out->n == sizeof out->at / sizeof *out->at)
		out->more = true;
	else {
		bool known = false;
		for (size_t i = 0; i < out->n; i++)
			known |= text_eq(str_c(&out->at[i]), value.at);
		if (!known)
			str_set(&out->at[out->n++], value.at);
	}
	str_free(&value);
	str_free(&why);
}

static void split(struct phones *out, const struct def_field *f, const struct type_context *c,
	const char *text)
{
	struct str piece = {0};
	const char *at = text, *end = at + strlen(at);

	while (at < end) {
		uint32_t ch = utf8_next(&at, end);
		if (is_digit(ch) || (joins(ch) && (piece.n || ch == '+'))) {
			utf8_add(&piece, ch);
			continue;
		}
		out->words |= !is_mark(ch);
		take(out, f, c, str_c(&piece));
		str_clear(&piece);
	}
	take(out, f, c, str_c(&piece));
	str_free(&piece);
}

/* Without what only says China in brackets, (+86), and the .0 of a number that was a figure once. */
static void plain_number(struct str *text)
{
	static const char *const fronts[] = {"(+86)", "(86)", "(0086)", "(+0086)"};
	size_t n = strspn(str_c(text), "0123456789");

	if (n >= 7 && text_eq(text->at + n, ".0"))
		str_cut(text, n);
	for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
		if (text_starts(str_c(text), fronts[i])) {
			memset(text->at, ' ', strlen(fronts[i]));
			return;
		}
}

void phones_read(struct phones *out, const struct def_field *f, const struct type_context *c,
	const char *text)
{
	struct str clean = {0}, folded = {0}, value = {0}, why = {0};

	*out = (struct phones){0};
	fold_clean(&clean, text);
	fold_ascii(&folded, str_c(&clean));
	plain_number(&folded);
	if (f->type->parse(f, c, str_c(&folded), &value, &why)) {
		if (value.n)
			str_set(&out->at[out->n++], value.at);
	} else {
		split(out, f, c, str_c(&folded));
		if (!out->n)
			out->bad = true;
	}
	str_free(&clean);
	str_free(&folded);
	str_free(&value);
	str_free(&why);
}

void phones_free(struct phones *p)
{
	for (size_t i = 0; i < sizeof p->at / sizeof *p->at; i++)
		str_free(&p->at[i]);
	*p = (struct phones){0};
}
