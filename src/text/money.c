#include <binggui/text/money.h>

#include <stdio.h>

#include <binggui/text/numeral.h>
#include <binggui/text/scan.h>

/* A decimal number as it was written, before a unit moves its point. */
struct amount {
	uint64_t digits; /* all of them, without the point */
	int decimals;
	bool negative;
};

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static size_t word_length(const struct scan *s, size_t i, const uint32_t word[4])
{
	size_t n = 0;
	for (; n < 4 && word[n]; n++)
		if (s->at[i + n] != word[n])
			return 0;
	return n;
}

/* Behind the first word of the list that stands at i; i if none does. */
static size_t skip_word(const struct scan *s, size_t i, const uint32_t words[][4])
{
	for (; words[0][0]; words++) {
		size_t n = word_length(s, i, words[0]);
		if (n)
			return i + n;
	}
	return i;
}

static size_t skip_sign(const struct scan *s, size_t i, struct amount *a)
{
	uint32_t c = s->at[i];
	if (c != '-' && c != '+' && c != 0x2212)
		return i;
	a->negative = c != '+';
	return i + 1;
}

static bool add_digit(struct amount *a, uint32_t c)
{
	if (a->digits > (UINT64_MAX - 9) / 10)
		return false;
	a->digits = a->digits * 10 + (c - '0');
	return true;
}

static bool is_group(const struct scan *s, size_t i)
{
	return is_digit(s->at[i]) && is_digit(s->at[i + 1]) && is_digit(s->at[i + 2]) &&
	       !is_digit(s->at[i + 3]);
}

/* "1234" or, in threes behind the first, "1,234" and "1 234". */
static bool whole(const struct scan *s, size_t *i, struct amount *a)
{
	size_t start = *i;
	uint32_t mark = 0;

	for (;; (*i)++) {
		uint32_t c = s->at[*i];
		if (is_digit(c)) {
			if (!add_digit(a, c))
				return false;
			continue;
		}
		if ((c != ',' && c != ' ' && c != '\'' && c != 0x2019) || (mark && c != mark) ||
			!is_group(s, *i + 1))
			break;
		if (*i == start || (!mark && *i - start > 3))
			return false;
		mark = c;
	}
	return *i > start || (s->at[*i] == '.' && is_digit(s->at[*i + 1])); /* .5 */
}

static bool fraction(const struct scan *s, size_t *i, struct amount *a)
{
	if (s->at[*i] != '.')
		return true;
	size_t start = ++*i;
	for (; is_digit(s->at[*i]); (*i)++, a->decimals++)
		if (!add_digit(a, s->at[*i]))
			return false;
	return *i > start;
}

/* 千 万 百万 亿: how many places the point moves to the right. */
static size_t unit(const struct scan *s, size_t i, int *places)
{
	for (;; i++) {
		switch (s->at[i]) {
		case 0x5341: /* 十 */
		case 0x62FE: /* 拾 */
			*places += 1;
			break;
		case 0x767E: /* 百 */
		case 0x4F70: /* 佰 */
			*places += 2;
			break;
		case 0x5343: /* 千 */
		case 0x4EDF: /* 仟 */
			*places += 3;
			break;
		case 0x4E07: /* 万 */
		case 0x842C: /* 萬 */
			*places += 4;
			break;
		case 0x4EBF: /* 亿 */
		case 0x5104: /* 億 */
			*places += 8;
			break;
		default:
			return i;
		}
	}
}

/* digits * 10^places, exactly, into *fen. */
static bool scale(struct amount a, int places, int64_t *fen)
{
	for (; places < 0; places++) {
		if (a.digits % 10)
			return false;
		a.digits /= 10;
	}
	for (; places > 0 && a.digits; places--) {
		if (a.digits > (uint64_t)INT64_MAX / 10)
			return false;
		a.digits *= 10;
	}
	if (a.digits > (uint64_t)INT64_MAX)
		return false;
	*fen = a.negative ? -(int64_t)a.digits : (int64_t)a.digits;
	return true;
}

static size_t skip_blanks(const struct scan *s, size_t i)
{
	while (s->at[i] == ' ')
		i++;
	return i;
}

/* 人民币 RMB CNY ¥ */
static const uint32_t before[][4] = {
	{0x4EBA, 0x6C11, 0x5E01}, {'R', 'M', 'B'}, {'C', 'N', 'Y'}, {0xA5}, {0xFFE5}, {0}};
/* 元整 圆整 元正 元 圆 圓 块钱 块 RMB CNY */
static const uint32_t behind[][4] = {{0x5143, 0x6574}, {0x5706, 0x6574}, {0x5143, 0x6B63}, {0x5143},
	{0x5706}, {0x5713}, {0x5757, 0x94B1}, {0x5757}, {'R', 'M', 'B'}, {'C', 'N', 'Y'}, {0}};

/*
 * 1万2千, 3千5百, 1万2000: what stands behind a unit is smaller than it.  Behind a unit a single digit without one
 * (2万3) would be 23000 to who says it and 20003 to who reads it: refused.
 */
static bool add_smaller(const struct scan *s, size_t *i, int places, int64_t *fen)
{
	int64_t more, limit = 100;

	while (places > 0 && is_digit(s->at[*i])) {
		struct amount a = {0};
		int next = 0;
		size_t start = *i;
		if (!whole(s, i, &a) || !fraction(s, i, &a))
			return false;
		bool filled = *i - start == (size_t)places;
		*i = unit(s, *i, &next);
		if (next >= places || (!next && !filled) || !scale(a, next + 2 - a.decimals, &more))
			return false;
		limit = 100;
		for (int k = 0; k < places; k++)
			limit *= 10;
		if (more >= limit || __builtin_add_overflow(*fen, *fen < 0 ? -more : more, fen))
			return false;
		places = next;
	}
	return true;
}

/* 伍佰元整, also behind ¥. */
static bool in_characters(const struct scan *s, size_t from, int64_t *fen)
{
	struct scan rest = *s;

	if (from && s->at[from - 1] != 0xA5 && s->at[from - 1] != 0xFFE5)
		return false;
	rest.n = s->n - from;
	for (size_t i = 0; i + from < SCAN_MAX; i++)
		rest.at[i] = s->at[i + from];
	return numeral_money(&rest, fen);
}

static bool parse_plain(int64_t *fen, const struct scan *read)
{
	struct scan s = *read;
	struct amount a = {0};
	int places = 0;
	int64_t sum;

	size_t i = skip_sign(&s, 0, &a);
	i = skip_word(&s, i, before);
	i = skip_blanks(&s, i + (i && s.at[i] == ':'));
	if (!a.negative)
		i = skip_sign(&s, i, &a);
	if (!whole(&s, &i, &a) || !fraction(&s, &i, &a))
		return in_characters(&s, i, fen);
	i = unit(&s, skip_blanks(&s, i), &places);
	if (!scale(a, places + 2 - a.decimals, &sum) || !add_smaller(&s, &i, places, &sum))
		return false;
	i = skip_word(&s, skip_blanks(&s, i), behind);
	if (i != s.n)
		return false;
	*fen = sum;
	return true;
}

static struct scan part(const struct scan *s, size_t from, size_t to)
{
	struct scan out = {0};

	for (; from < to && out.n < SCAN_MAX; from++)
		out.at[out.n++] = s->at[from];
	return out;
}

/* 500(伍佰元整): written twice, as on receipts, it must be the same; what says how it was paid is no part of it. */
static bool parse_twice(int64_t *fen, const struct scan *s)
{
	static const char *const ways[] = {"现金", "转账", "大写", "小写"};
	size_t open = 0;
	int64_t outside, inside;

	while (open < s->n && s->at[open] != '(')
		open++;
	if (!open || open == s->n || s->at[s->n - 1] != ')')
		return false;
	const struct scan first = part(s, 0, open), second = part(s, open + 1, s->n - 1);
	if (!parse_plain(&outside, &first))
		return false;
	bool same = parse_plain(&inside, &second) && inside == outside;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		same |= scan_is(&second, ways[i]);
	if (same)
		*fen = outside;
	return same;
}

/* Bytes are no matter here: characters of `word` if it stands at i. */
static size_t stands(const struct scan *s, size_t i, const char *word)
{
	struct scan w;

	scan_read(&w, word);
	for (size_t k = 0; k < w.n; k++)
		if (i + k >= s->n || s->at[i + k] != w.at[k])
			return 0;
	return w.n;
}

/* 人民币(大写):伍佰元整, 大写:伍佰元整; 每户500元 is what this one got. */
static struct scan without_heading(const struct scan *s)
{
	static const char *const headings[] = {
		"人民币(大写)", "(大写)", "大写:", "每户", "每人", "每家", "人均", "户均"};

	for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
		size_t n = stands(s, 0, headings[i]);
		if (n && n < s->n)
			return part(s, n + (s->at[n] == ':'), s->n);
	}
	return *s;
}

/* 500元/户, 500元每人, 500元已领。: what is said of the amount behind it. */
static struct scan without_tail(struct scan s)
{
	static const char *const tails[] = {"/户", "/人", "/家", "每户", "每人", "一户", "一人",
		"钱", "已领取", "已领", "已发放", "已发", "(元)", "。", ",", ";", ".-", ".—"};

	for (bool more = true; more;) {
		more = false;
		for (size_t i = 0; !more && i < sizeof tails / sizeof *tails; i++) {
			struct scan w;
			scan_read(&w, tails[i]);
			if (s.n <= w.n || !stands(&s, s.n - w.n, tails[i]))
				continue;
			s = part(&s, 0, s.n - w.n);
			more = true;
		}
	}
	return s;
}

bool money_parse(int64_t *fen, const char *text)
{
	struct scan read;

	scan_read(&read, text);
	if (read.cut)
		return false;
	const struct scan s = without_heading(&read), bare = without_tail(s);
	return parse_plain(fen, &s) || parse_twice(fen, &s) ||
	       (bare.n < s.n && parse_plain(fen, &bare));
}

void money_format(struct str *out, int64_t fen)
{
	uint64_t all = fen < 0 ? 0 - (uint64_t)fen : (uint64_t)fen;
	char digits[24];
	int n = snprintf(digits, sizeof digits, "%llu", (unsigned long long)(all / 100));

	str_clear(out);
	if (fen < 0)
		str_addc(out, '-');
	for (int i = 0; i < n; i++) {
		if (i && (n - i) % 3 == 0)
			str_addc(out, ',');
		str_addc(out, digits[i]);
	}
	str_addf(out, ".%02u", (unsigned)(all % 100));
}
