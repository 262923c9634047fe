#include <binggui/domain/demands.h>

#include <stdio.h>
#include <string.h>

#include <binggui/domain/codeword.h>
#include <binggui/text/agerange.h>
#include <binggui/text/fold.h>
#include <binggui/text/numeral.h>
#include <binggui/text/scan.h>
#include <binggui/text/utf8.h>

void demands_free(struct demands *d)
{
	for (size_t i = 0; i < DEMANDS_MOST; i++)
		str_free(&d->values[i]);
}

enum { BRIEF = 12 }; /* characters */

struct demand {
	struct demands *out;
	const struct def_fields *fields;
	const struct def_field *column;
	bool any;
	bool brief; /* a few words, as in 3-5年/本科: what stands in them stands for itself */
};

static void put(struct demand *d, size_t i, const char *value)
{
	if (!d->out->values[i].n)
		str_set(&d->out->values[i], value);
	d->any = true;
}

static void put_number(struct demand *d, size_t i, int n)
{
	char text[16];

	if (n <= 0)
		return;
	snprintf(text, sizeof text, "%d", n);
	put(d, i, text);
}

static bool is_number(const struct def_field *f)
{
	return text_eq(f->type_name, "number");
}

static bool is_age(const struct def_field *f)
{
	return is_number(f) && strstr(f->label, "年龄");
}

/* ---- ages ------------------------------------------------------------------------------------ */

static void take_ages(struct demand *d, const char *text)
{
	struct agerange a;

	if (!agerange_parse(&a, text) || a.reversed)
		return;
	for (size_t i = 0; i < d->fields->n; i++) {
		const struct def_field *f = d->fields->at[i];
		if (!is_age(f))
			continue;
		if (strstr(f->label, "女"))
			put_number(d, i, a.women_to != a.to ? a.women_to : 0);
		else
			put_number(d, i, strstr(f->label, "下限") ? a.from : a.to);
	}
}

static bool says_age(const char *piece)
{
	return strstr(piece, "岁") || strstr(piece, "年龄");
}

/* ---- experience ------------------------------------------------------------------------------ */

/* The first number in front of 年: 3-4年经验 asks for three. */
static int years_in(const char *piece)
{
	struct scan s;
	int first = -1;

	scan_read(&s, piece);
	for (size_t i = 0; i < s.n; i++) {
		uint64_t n = 0;
		size_t end = i;
		if (s.at[i] == 0x5E74 && first >= 0) /* 年 */
			return first;
		while (end < s.n && s.at[end] >= '0' && s.at[end] <= '9' && n < 100)
			n = n * 10 + (s.at[end++] - '0');
		if (end == i && !numeral_read(&s, i, &end, &n))
			continue;
		first = first < 0 && n <= 40 ? (int)n : first;
		i = end - 1;
	}
	return -1;
}

/* 1-3年, 3年以上, 5~10年 and nothing else. */
static bool is_years(const char *piece)
{
	const char *at = piece + strspn(piece, "0123456789");
	bool any = at > piece;

	while (!text_starts(at, "年")) {
		size_t n = strspn(at, "0123456789-~ ");
		n = n ? n : text_starts(at, "至") || text_starts(at, "到") ? strlen("至") : 0;
		if (!n)
			return false;
		at += n;
	}
	at += strlen("年");
	return any && (!*at || text_eq(at, "以上") || text_eq(at, "以下") || text_eq(at, "及以上"));
}

/* 3-5年, perhaps with more behind it. */
static bool begins_with_years(const char *piece)
{
	size_t n = strspn(piece, "0123456789-~ ");

	return n && text_starts(piece + n, "年");
}

static void take_experience(struct demand *d, size_t i, const char *piece)
{
	bool own = d->column == d->fields->at[i];
	bool said = strstr(piece, "经验") || strstr(piece, "工作") || strstr(piece, "从业") ||
		    strstr(piece, "年以上");
	bool bare = (d->column && d->column->codes && is_years(piece)) || /* 1-3年 under 学历 */
		    (d->brief && !d->column && begins_with_years(piece)); /* 3-5年本科 */
	bool none = strstr(piece, "应届") || strstr(piece, "在校") || strstr(piece, "无需经验") ||
		    strstr(piece, "无经验") || strstr(piece, "不要求") ||
		    strstr(piece, "经验不限") || strstr(piece, "不限经验") ||
		    strstr(piece, "无工作经验");
	int years = says_age(piece) ? -1 : years_in(piece);
	char text[16];

	if (strstr(piece, "学历") || (!own && !said && !none && !bare))
		return;
	if (years >= 0 && (strstr(piece, "以下") || strstr(piece, "以内")))
		years = 0;
	if (years < 0 && own && strstr(piece, "不限"))
		d->any = true; /* nothing is asked for, and nothing is to be told */
	if (years < 0 && !none)
		return;
	snprintf(text, sizeof text, "%d", none && years < 0 ? 0 : years);
	put(d, i, text);
}

/* ---- codes ----------------------------------------------------------------------------------- */

/* The first code of the list that has a word in the text; one-character words only as the whole. */
static const struct def_code *code_in(const struct def_codes *codes, const char *folded)
{
	const struct def_code *found = NULL;
	const char *word;
	void *code;

	for (size_t i = 0; map_each(&codes->words, &i, &word, &code);)
		if (utf8_count(word) >= 2 && (unsigned char)*word >= 0x80 && strstr(folded, word) &&
			(!found || (const struct def_code *)code < found) &&
			!text_starts(word, "不限") && !text_eq(word, "无要求"))
			found = code;
	return found;
}

static void take_code(struct demand *d, size_t i, const char *piece)
{
	const struct def_field *f = d->fields->at[i];
	struct str folded = {0};
	bool rest;

	if (strstr(piece, "优先") || strstr(piece, "均可"))
		return;
	const struct def_code *code = codeword_find(f->codes, piece, &rest);
	if (!code || rest) {
		fold_find(&folded, piece);
		code = code_in(f->codes, str_c(&folded));
	}
	if (code && !(text_eq(piece, "不限") && d->column != f) && !text_eq(piece, "无"))
		put(d, i, code->label);
	str_free(&folded);
}

/* ---- pieces ---------------------------------------------------------------------------------- */

static void take_piece(struct demand *d, const char *piece)
{
	if (!*piece)
		return;
	if (says_age(piece) || (d->column && is_age(d->column)))
		take_ages(d, piece);
	for (size_t i = 0; i < d->fields->n; i++) {
		const struct def_field *f = d->fields->at[i];
		if (f->codes)
			take_code(d, i, piece);
		else if (is_number(f) && !is_age(f))
			take_experience(d, i, piece);
	}
}

static size_t between(const char *at)
{
	static const char *const marks[] = {
		"，", ",", "；", ";", "。", "\n", "、", " ", "|", "/", ":", "："};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (text_starts(at, marks[i]))
			return strlen(marks[i]);
	return 0;
}

static void take_pieces(struct demand *d, const char *text)
{
	struct str piece = {0};

	for (const char *at = text;; at++) {
		size_t gap = *at ? between(at) : 0;
		if (*at && !gap) {
			str_addc(&piece, *at);
			continue;
		}
		take_piece(d, str_c(&piece));
		str_clear(&piece);
		if (!*at)
			break;
		at += gap - 1;
	}
	str_free(&piece);
}

bool demands_read(struct demands *d, const struct def_fields *fields,
	const struct def_field *column, const char *text)
{
	struct demand all = {.out = d, .fields = fields, .column = column};
	struct str plain = {0};

	*d = (struct demands){0};
	if (fields->n > DEMANDS_MOST)
		return false;
	fold_ascii(&plain, text);
	all.brief = utf8_count(str_c(&plain)) <= BRIEF;
	if (says_age(str_c(&plain)) && utf8_count(str_c(&plain)) <= 40)
		take_ages(&all, str_c(&plain)); /* 男50岁以下，女45岁以下 is one */
	take_piece(&all, all.brief ? str_c(&plain) : "");
	take_pieces(&all, str_c(&plain));
	str_free(&plain);
	return all.any;
}
