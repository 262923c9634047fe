#include <binggui/domain/headword.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>

static uint32_t header_char(uint32_t c)
{
	static const char openers[] = "【〔[{「『《〈<", closers[] = "】〕]}」』》〉>";
	static const char dropped[] = "*:\"'“”‘’※★☆▲●◆_";
	char utf8[5] = {0};

	utf8[utf8_put(utf8, c)] = '\0';
	if (strstr(openers, utf8))
		return '(';
	if (strstr(closers, utf8))
		return ')';
	if (strstr(dropped, utf8))
		return 0;
	return c == '\\' || c == '|' ? '/' : c;
}

void headword_fold(struct str *out, const char *header)
{
	struct str folded = {0};

	fold_find(&folded, header);
	str_clear(out);
	const char *at = str_c(&folded), *end = at + folded.n;
	while (at < end) {
		uint32_t c = utf8_next(&at, end);
		if (!(c & UTF8_BAD))
			c = header_char(c);
		if (c)
			utf8_add(out, c);
	}
	str_free(&folded);
}

/* ---- the ways to read one -------------------------------------------------------------------- */

static void add_variant(struct headwords *v, const char *text, size_t n)
{
	if (n)
		vec_push(v, mem_strndup(text, n));
}

static void add_unbracketed(struct headwords *v, const char *text)
{
	struct str without = {0}, inner = {0};
	int depth = 0;

	for (const char *c = text; *c; c++) {
		if (*c == '(')
			depth++;
		else if (*c == ')')
			depth -= depth > 0;
		else {
			str_addc(&inner, *c);
			if (!depth)
				str_addc(&without, *c);
		}
	}
	add_variant(v, str_c(&without), without.n);
	add_variant(v, str_c(&inner), inner.n);
	str_free(&without);
	str_free(&inner);
}

static void add_parts(struct headwords *v, const char *text)
{
	static const char *const between[] = {"/", "、", "或", "及", "和", ",", ";"};
	const char *start = text, *at = text;

	while (*at) {
		size_t gap = 0;
		for (size_t i = 0; i < sizeof between / sizeof *between && !gap; i++)
			if (text_starts(at, between[i]))
				gap = strlen(between[i]);
		if (gap && at > start)
			add_variant(v, start, (size_t)(at - start));
		at += gap ? gap : 1;
		if (gap)
			start = at;
	}
	if (start > text)
		add_variant(v, start, strlen(start));
}

static void add_unprefixed(struct headwords *v)
{
	static const char *const prefixes[] = {
		"退役军人", "优抚对象", "本人", "对象", "人员", "个人", "军人"};

	for (size_t i = 0, n = v->n; i < n; i++)
		for (size_t p = 0; p < sizeof prefixes / sizeof *prefixes; p++)
			if (text_starts(v->at[i], prefixes[p])) {
				const char *rest = v->at[i] + strlen(prefixes[p]);
				add_variant(v, rest, strlen(rest));
			}
}

/* 姓名Name: without the translation behind it. */
static void add_untranslated(struct headwords *v, const char *header)
{
	size_t n = strlen(header);

	while (n && (unsigned char)header[n - 1] < 0x80 &&
		strchr("abcdefghijklmnopqrstuvwxyz.", header[n - 1]))
		n--;
	if (n && header[n] && (unsigned char)header[n - 1] >= 0x80)
		add_variant(v, header, n);
}

/* 发放金额：元, 金额/元: the unit behind it. */
static void add_unitless(struct headwords *v, const char *header)
{
	static const char *const units[] = {"万元", "千元", "元"};

	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (text_ends(header, units[i])) {
			size_t n = strlen(header) - strlen(units[i]);
			add_variant(v, header, n && header[n - 1] == '/' ? n - 1 : n);
			return;
		}
}

void headwords_make(struct headwords *v, const char *header)
{
	add_variant(v, header, strlen(header));
	add_unitless(v, header);
	add_untranslated(v, header);
	if (strchr(header, '('))
		add_unbracketed(v, header);
	for (size_t i = 0, n = v->n; i < n; i++)
		add_parts(v, v->at[i]);
	add_unprefixed(v);
}

void headwords_free(struct headwords *v)
{
	for (size_t i = 0; i < v->n; i++)
		mem_free(v->at[i]);
	vec_free(v);
}
