#include <binggui/text/wage.h>

#include <string.h>

#include <binggui/text/numeral.h>
#include <binggui/text/scan.h>
#include <binggui/text/utf8.h>

enum {
	FEN = 100,
	DIGITS_MOST = 12,
	FEWEST = 100,   /* in characters: 五险一金 is no pay */
	LEAST = 10,     /* 元, without a word of what for */
	MOST = 10000000 /* 元 a month */
};

const char *wage_unit_name(enum wage_unit u)
{
	static const char *const names[WAGE_UNITS] = {[WAGE_MONTH] = "月",
		[WAGE_YEAR] = "年",
		[WAGE_DAY] = "天",
		[WAGE_HOUR] = "时",
		[WAGE_PIECE] = "次"};

	return u < WAGE_UNITS ? names[u] : "";
}

int64_t wage_month(int64_t fen, enum wage_unit unit)
{
	if (fen < 0)
		return -1;
	switch (unit) {
	case WAGE_MONTH:
		return fen;
	case WAGE_YEAR:
		return fen / 12;
	case WAGE_DAY:
		return fen * 2175 / 100;
	case WAGE_HOUR:
		return fen * 174;
	default:
		return -1;
	}
}

/* ---- words ----------------------------------------------------------------------------------- */

/* Whether a word stands at `at`; the words here are ASCII in lower case or plain hanzi. */
static size_t word_at(const struct scan *s, size_t at, const char *word)
{
	struct scan w;

	scan_read(&w, word);
	if (!w.n || at + w.n > s->n)
		return 0;
	for (size_t i = 0; i < w.n; i++) {
		uint32_t c = s->at[at + i];
		if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != w.at[i])
			return 0;
	}
	return w.n;
}

static bool has_word(const struct scan *s, const char *word)
{
	for (size_t i = 0; i < s->n; i++)
		if (word_at(s, i, word))
			return true;
	return false;
}

static bool has_one(const struct scan *s, const char *const *words)
{
	for (; *words; words++)
		if (has_word(s, *words))
			return true;
	return false;
}

/* Per what: the first of these that stands anywhere. */
static bool told_unit(const struct scan *s, enum wage_unit *unit)
{
	static const struct {
		const char *word;
		enum wage_unit unit;
	} words[] = {{"/小时", WAGE_HOUR}, {"每小时", WAGE_HOUR}, {"时薪", WAGE_HOUR},
		{"/时", WAGE_HOUR}, {"/h", WAGE_HOUR}, {"/年", WAGE_YEAR}, {"每年", WAGE_YEAR},
		{"年薪", WAGE_YEAR}, {"一年", WAGE_YEAR}, {"年收入", WAGE_YEAR},
		{"年均", WAGE_YEAR}, {"/天", WAGE_DAY}, {"/日", WAGE_DAY}, {"/工", WAGE_DAY},
		{"每天", WAGE_DAY}, {"每日", WAGE_DAY}, {"日薪", WAGE_DAY}, {"日结", WAGE_DAY},
		{"日工资", WAGE_DAY}, {"一天", WAGE_DAY}, {"/件", WAGE_PIECE}, {"/次", WAGE_PIECE},
		{"/单", WAGE_PIECE}, {"/月", WAGE_MONTH}, {"每月", WAGE_MONTH},
		{"月薪", WAGE_MONTH}, {"月均", WAGE_MONTH}, {"月收入", WAGE_MONTH},
		{"月工资", WAGE_MONTH}, {"一个月", WAGE_MONTH}, {"/m", WAGE_MONTH},
		{"元月", WAGE_MONTH}, {"计件", WAGE_PIECE}}; /* 计件，月均5000: by the month */

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (has_word(s, words[i].word)) {
			*unit = words[i].unit;
			return true;
		}
	return false;
}

/* ---- amounts --------------------------------------------------------------------------------- */

struct amount {
	uint64_t digits;
	int decimals;
	uint64_t times; /* 千 1000, 万 10000; 0 = none stands behind it */
};

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static uint64_t magnitude(uint32_t c)
{
	switch (c) {
	case 'k':
	case 'K':
	case 0x5343: /* 千 */
		return 1000;
	case 'w':
	case 'W':
	case 0x4E07: /* 万 */
	case 0x842C:
		return 10000;
	default:
		return 0;
	}
}

/* 4,500: a comma between threes. */
static bool is_comma(const struct scan *s, size_t i)
{
	return s->at[i] == ',' && is_digit(s->at[i + 1]) && is_digit(s->at[i + 2]) &&
	       is_digit(s->at[i + 3]) && !is_digit(s->at[i + 4]);
}

static bool read_digits(const struct scan *s, size_t *i, struct amount *a)
{
	size_t n = 0;

	*a = (struct amount){0};
	for (; is_digit(s->at[*i]) || (n && (is_comma(s, *i) || (s->at[*i] == '.' && !a->decimals &&
									is_digit(s->at[*i + 1]))));
		(*i)++) {
		if (s->at[*i] == ',')
			continue;
		if (s->at[*i] == '.') {
			a->decimals = 1; /* counts one too many until the end */
			continue;
		}
		if (++n > DIGITS_MOST)
			return false;
		a->digits = a->digits * 10 + (s->at[*i] - '0');
		a->decimals += a->decimals > 0;
	}
	a->decimals -= a->decimals > 0;
	return n > 0;
}

/* A number in digits or in characters, with what stands behind it. */
static bool read_amount(const struct scan *s, size_t *i, struct amount *a)
{
	size_t end = *i;

	if (is_digit(s->at[*i])) {
		if (!read_digits(s, i, a))
			return false;
	} else {
		*a = (struct amount){0};
		if (!numeral_read(s, *i, &end, &a->digits) || !a->digits)
			return false;
		*i = end;
	}
	while (s->at[*i] == ' ')
		(*i)++;
	a->times = magnitude(s->at[*i]);
	*i += a->times > 0;
	if (a->times && is_digit(s->at[*i]) && !is_digit(s->at[*i + 1]) && s->at[*i + 1] != '.' &&
		!magnitude(s->at[*i + 1])) { /* 1万5 */
		uint64_t more = (s->at[(*i)++] - '0') * (a->times / 10), all = a->digits * a->times;
		for (int d = 0; d < a->decimals; d++)
			more *= 10;
		*a = (struct amount){all + more, a->decimals, 1};
	}
	return true;
}

static int64_t fen_of(struct amount a, uint64_t times)
{
	uint64_t fen = a.digits * (times ? times : 1) * FEN;

	for (; a.decimals > 0; a.decimals--)
		fen /= 10;
	return (int64_t)fen;
}

/* - — ~ 至 到 between two amounts; 元 may stand before it. */
static size_t skip_between(const struct scan *s, size_t i)
{
	static const char *const signs[] = {
		"-", "--", "—", "——", "–", "―", "~", "～", "至", "到", NULL};
	size_t start = i;

	while (s->at[i] == ' ' || s->at[i] == 0x5143)
		i++;
	if (s->at[i] == '/') /* 3000元/月-5000元/月 */
		while (i < s->n && s->at[i] != '-' && !is_digit(s->at[i]))
			i++;
	for (size_t longest = 2; longest > 0; longest--)
		for (const char *const *w = signs; *w; w++) {
			size_t n = word_at(s, i, *w);
			if (n == longest) {
				i += n;
				while (s->at[i] == ' ' || s->at[i] == 0xA5 || s->at[i] == 0xFFE5)
					i++;
				return i;
			}
		}
	return start;
}

/* 1-1.5万: what stands behind the last goes for both, unless the first is the larger as it stands (8000-1.2万). */
static void share_magnitude(struct amount *a, const struct amount *b)
{
	uint64_t x = a->digits, y = b->digits;

	for (int d = 0; d < b->decimals; d++)
		x *= 10;
	for (int d = 0; d < a->decimals; d++)
		y *= 10;
	if (!a->times && b->times && x <= y)
		a->times = b->times;
}

/* 3000/4000/5000, 第一年4000第二年5000: a second amount that nothing sets apart from the first. */
static bool says_more(const struct scan *s, size_t at)
{
	static const char *const apart[] = {"+", "(", "补", "奖", "提", "薪", "包", "扣", NULL};

	for (; at < s->n; at++) {
		size_t end = at;
		for (const char *const *w = apart; *w; w++)
			if (word_at(s, at, *w))
				return false;
		while (is_digit(s->at[end]))
			end++;
		if (end - at > 2)
			return true;
		at = end > at ? end - 1 : at;
	}
	return false;
}

/* -500, 10年以上, 30?00: digits, but no pay. */
static bool is_no_pay(const struct scan *s, size_t at, size_t end)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->at[i] == '?' || s->at[i] == 0xFFFD || (s->at[i] & UTF8_BAD))
			return true;
	if (at && (s->at[at - 1] == '-' || s->at[at - 1] == 0x2212))
		return true;
	return s->at[end] == 0x5E74 && s->at[end - 1] != 0x5143; /* 年 right behind a number */
}

/* 试用期3500元，转正后4000-5000元: what is paid in the end counts. */
static size_t behind_probation(const struct scan *s)
{
	for (size_t i = 0; has_word(s, "试用") && i < s->n; i++)
		if (i && word_at(s, i, "转正") && i + 2 < s->n && s->at[i + 2] != ')')
			return i;
	return 0;
}

/* Thirteen months' pay and the like stand behind an amount and are none. */
static size_t first_amount(const struct scan *s)
{
	struct amount a;
	size_t i = behind_probation(s);

	for (; i < s->n; i++) {
		size_t end = i;
		while (is_digit(s->at[end]))
			end++;
		if (end > i && s->at[end] == 0x85AA) /* 13薪，8-10K */
			i = end;
		else if (end > i)
			return i;
		if (s->at[i] != 0x4E00 && numeral_read(s, i, &end, &a.digits) && a.digits >= FEWEST)
			return i;
	}
	return i;
}

/* 3000-, 4000多, 4000余元: that and more. */
static bool is_open_above(const struct scan *s, size_t at, size_t next)
{
	return (next > at && next == s->n) || s->at[at] == 0x591A || s->at[at] == 0x4F59;
}

static void read_range(struct wage *w, const struct scan *s, size_t at)
{
	static const char *const least[] = {"以上", "起", "不低于", "不少于", "最低", "至少", "≥",
		"＞", ">", "底薪", "保底", "基本工资", "+", NULL};
	static const char *const most[] = {
		"以下", "以内", "不超过", "不高于", "最高", "≤", "<", NULL};
	struct amount a, b;

	size_t start = at;
	if (!read_amount(s, &at, &a) || is_no_pay(s, start, at))
		return;
	size_t next = skip_between(s, at);
	bool open = is_open_above(s, at, next);
	bool range = next > at && read_amount(s, &next, &b);
	if (says_more(s, range ? next : at))
		return;
	if (range) {
		share_magnitude(&a, &b);
		w->from = fen_of(a, a.times);
		w->to = fen_of(b, b.times);
	} else if (has_one(s, most)) {
		w->to = fen_of(a, a.times);
	} else {
		w->from = fen_of(a, a.times);
		w->to = open || has_one(s, least) ? -1 : w->from;
	}
	w->reversed = w->from > w->to && w->to >= 0;
}

/* 1-1.5, 13800001234: nobody is paid that; what was meant is not guessed. */
static bool is_likely(const struct wage *w)
{
	int64_t most = w->to > w->from ? w->to : w->from, month = wage_month(most, w->unit);

	if (!w->unit_told && most < LEAST * FEN)
		return false;
	return month <= (int64_t)MOST * FEN;
}

/* Without a word: what is paid by the day or the hour is small, a year's pay is told as such. */
static enum wage_unit likely_unit(const struct wage *w)
{
	int64_t most = w->to > w->from ? w->to : w->from;

	return most >= 1000 * FEN ? WAGE_MONTH : most >= 60 * FEN ? WAGE_DAY : WAGE_HOUR;
}

bool wage_parse(struct wage *out, const char *text)
{
	static const char *const week[] = {
		"/周", "每周", "周薪", "一周", NULL}; /* no code of ours */
	static const char *const open[] = {
		"面议", "面谈", "电议", "协商", "详谈", "商谈", "待定", NULL};
	struct scan s;

	*out = (struct wage){.from = -1, .to = -1};
	scan_read(&s, text);
	scan_drop(&s, '[');
	scan_drop(&s, ']');
	scan_drop(&s, '\'');
	if (s.cut || !s.n || has_one(&s, week))
		return false;
	read_range(out, &s, first_amount(&s));
	out->negotiable = out->from < 0 && out->to < 0 && has_one(&s, open);
	out->unit_told = told_unit(&s, &out->unit);
	if (!out->unit_told && !out->negotiable)
		out->unit = likely_unit(out);
	if (out->from < 0 && out->to < 0) /* 计件 without a number says at least by what is paid */
		return out->negotiable || (out->unit_told && out->unit == WAGE_PIECE);
	return is_likely(out);
}
