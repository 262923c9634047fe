#include <binggui/text/datepart.h>

#include <string.h>

#include <binggui/text/utf8.h>

struct word {
	const char *text; /* ASCII letters lower; the longer of two that begin alike comes first */
	enum datepart_kind kind;
	int value;
};

static const struct word words[] = {
	{"至今", PART_OPEN},
	{"至现在", PART_OPEN},
	{"到现在", PART_OPEN},
	{"到目前", PART_OPEN},
	{"现在", PART_OPEN},
	{"目前", PART_OPEN},
	{"迄今", PART_OPEN},
	{"今", PART_OPEN},
	{"现役", PART_OPEN},
	{"在役", PART_OPEN},
	{"在职", PART_OPEN},
	{"在岗", PART_OPEN},
	{"在服役", PART_OPEN},
	{"服役中", PART_OPEN},
	{"present", PART_OPEN},
	{"now", PART_OPEN},
	{"至", PART_BETWEEN},
	{"到", PART_BETWEEN},
	{"~", PART_BETWEEN},
	{"〜", PART_BETWEEN},
	{"∼", PART_BETWEEN},
	{"年份", PART_YEAR},
	{"年", PART_YEAR},
	{"月份", PART_MONTH},
	{"月", PART_MONTH},
	{"日", PART_DAY},
	{"号", PART_DAY},
	{"號", PART_DAY},
	{"中华民国", PART_ERA},
	{"上半年", PART_VAGUE},
	{"下半年", PART_VAGUE},
	{"上旬", PART_VAGUE},
	{"中旬", PART_VAGUE},
	{"下旬", PART_VAGUE},
	{"春季", PART_VAGUE},
	{"夏季", PART_VAGUE},
	{"秋季", PART_VAGUE},
	{"春", PART_VAGUE},
	{"夏", PART_VAGUE},
	{"秋", PART_VAGUE},
	{"底", PART_VAGUE},
	{"末", PART_VAGUE},
	{"初", PART_VAGUE},
	{"中", PART_VAGUE},
	{"民国", PART_ERA},
	{"民國", PART_ERA},
	{"上午", PART_CLOCK},
	{"下午", PART_CLOCK},
	{"am", PART_CLOCK},
	{"pm", PART_CLOCK},
	{"t", PART_CLOCK},
	{"z", PART_CLOCK},
	{"+", PART_CLOCK},
	{":", PART_COLON},
	{"公元", PART_IGNORED},
	{"西元", PART_IGNORED},
	{"january", PART_NAME, 1},
	{"february", PART_NAME, 2},
	{"march", PART_NAME, 3},
	{"april", PART_NAME, 4},
	{"june", PART_NAME, 6},
	{"july", PART_NAME, 7},
	{"august", PART_NAME, 8},
	{"september", PART_NAME, 9},
	{"october", PART_NAME, 10},
	{"november", PART_NAME, 11},
	{"december", PART_NAME, 12},
	{"jan", PART_NAME, 1},
	{"feb", PART_NAME, 2},
	{"mar", PART_NAME, 3},
	{"apr", PART_NAME, 4},
	{"may", PART_NAME, 5},
	{"jun", PART_NAME, 6},
	{"jul", PART_NAME, 7},
	{"aug", PART_NAME, 8},
	{"sept", PART_NAME, 9},
	{"sep", PART_NAME, 9},
	{"oct", PART_NAME, 10},
	{"nov", PART_NAME, 11},
	{"dec", PART_NAME, 12},
};

static uint32_t lower(uint32_t c)
{
	return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

/* Characters of `word` if it stands at i. */
static size_t stands(const struct scan *s, size_t i, const char *word)
{
	const char *at = word, *end = word + strlen(word);
	size_t n = 0;

	while (at < end)
		if (lower(s->at[i + n++]) != utf8_next(&at, end))
			return 0;
	return n;
}

static int hanzi_digit(uint32_t c)
{
	static const uint32_t digits[] = {
		0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};

	for (int i = 0; i < 10; i++)
		if (c == digits[i])
			return i;
	return c == 0x96F6 || c == 0x25CB || c == 0x25EF ? 0 : -1; /* 零 ○ ◯ */
}

static int hanzi_tens(uint32_t c)
{
	return c == 0x5341 ? 10 : c == 0x5EFF ? 20 : c == 0x5345 ? 30 : 0; /* 十 廿 卅 */
}

/* 十一, 二十, 三十一, 七十五, 廿三 */
static size_t read_tens(const struct scan *s, size_t i, struct datepart *out)
{
	size_t start = i;
	int first = hanzi_digit(s->at[i]);
	if (first > 0)
		i++;
	int tens = hanzi_tens(s->at[i]);
	if (!tens || (first > 0 && tens != 10))
		return 0;
	out->value = first > 0 ? first * 10 : tens;
	int last = hanzi_digit(s->at[++i]);
	if (last > 0) {
		out->value += last;
		i++;
	}
	out->digits = 0;
	return i - start;
}

/* 一九八六, 二〇〇八, 二00八, 二OO八 */
static size_t read_row(const struct scan *s, size_t i, struct datepart *out)
{
	size_t n = 0;

	for (;; n++) {
		uint32_t c = s->at[i + n];
		int digit = hanzi_digit(c);
		if (digit < 0 && n && (c == '0' || c == 'O' || c == 'o'))
			digit = 0;
		if (digit < 0 || n > 8)
			break;
		out->value = out->value * 10 + digit;
	}
	out->digits = (int)n;
	return n;
}

static size_t read_digits(const struct scan *s, size_t i, struct datepart *out)
{
	size_t n = 0;

	for (; s->at[i + n] >= '0' && s->at[i + n] <= '9'; n++)
		if (n < 16)
			out->value = out->value * 10 + (int64_t)(s->at[i + n] - '0');
	out->digits = (int)n;
	return n;
}

/* 元年, 元月 */
static size_t read_first(const struct scan *s, size_t i, struct datepart *out)
{
	if (s->at[i] != 0x5143 || (s->at[i + 1] != 0x5E74 && s->at[i + 1] != 0x6708))
		return 0;
	out->value = 1;
	return 1;
}

static size_t read_number(const struct scan *s, size_t i, struct datepart *out)
{
	*out = (struct datepart){.kind = PART_NUMBER};
	size_t n = read_digits(s, i, out);
	if (!n)
		n = read_first(s, i, out);
	if (!n)
		n = read_tens(s, i, out);
	if (!n)
		n = read_row(s, i, out);
	return n;
}

static size_t read_mark(uint32_t c, struct datepart *out)
{
	static const uint32_t dots[] = {'.', 0x3002, 0xFF61, 0xB7, 0x2022, 0x30FB, 0x2027};
	static const uint32_t commas[] = {',', 0x3001, 0xFF64};
	static const uint32_t slashes[] = {'/', '\\', 0x2044, 0x2215};
	static const uint32_t dashes[] = {'-', '_', 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015,
		0x2212, 0x2500, 0x2501, 0x30FC, 0xFE63, 0xFE58};
	static const struct {
		const uint32_t *at;
		size_t n;
		char mark;
	} kinds[] = {{dots, 7, '.'}, {commas, 3, ','}, {slashes, 4, '/'}, {dashes, 14, '-'}};

	for (size_t k = 0; k < 4; k++)
		for (size_t i = 0; i < kinds[k].n; i++)
			if (c == kinds[k].at[i]) {
				*out = (struct datepart){.mark = kinds[k].mark,
					.kind = kinds[k].mark == '-' ? PART_DASH : PART_MARK};
				return 1;
			}
	if (c != ' ')
		return 0;
	*out = (struct datepart){.kind = PART_MARK, .mark = ' '};
	return 1;
}

static size_t read_word(const struct scan *s, size_t i, struct datepart *out)
{
	for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
		size_t n = stands(s, i, words[w].text);
		if (!n)
			continue;
		out->kind = words[w].kind;
		out->value = words[w].value;
		return n;
	}
	return 0;
}

/* 星期五, 周五, (五), Friday is not known */
static size_t read_weekday(const struct scan *s, size_t i)
{
	size_t n = stands(s, i, "星期");
	if (!n)
		n = stands(s, i, "周");
	if (!n)
		return 0;
	int day = hanzi_digit(s->at[i + n]);
	bool sunday = s->at[i + n] == 0x65E5 || s->at[i + n] == 0x5929;
	return (day >= 1 && day <= 6) || sunday ? n + 1 : 0;
}

static bool is_mark(const struct datepart *p)
{
	return p->kind == PART_MARK || p->kind == PART_DASH;
}

static bool is_blank(const struct datepart *p)
{
	return p->kind == PART_MARK && p->mark == ' ';
}

/* Adds a part; a blank beside anything but a number and a repeated mark say nothing. */
static void add(struct dateparts *out, struct datepart part)
{
	struct datepart *last = out->n ? &out->at[out->n - 1] : NULL;

	if (part.kind == PART_IGNORED)
		return;
	if (is_blank(&part) && (!last || last->kind != PART_NUMBER))
		return;
	if (last && is_blank(last) && part.kind != PART_NUMBER && part.kind != PART_NAME)
		last = --out->n ? &out->at[out->n - 1] : NULL;
	if (last && is_mark(last) && is_mark(&part) && last->mark == part.mark)
		return;
	if (out->n == DATEPART_MAX)
		out->odd = true;
	else
		out->at[out->n++] = part;
}

void datepart_split(struct dateparts *out, const struct scan *text)
{
	out->n = 0;
	out->odd = text->cut;
	for (size_t i = 0; i < text->n && !out->odd;) {
		struct datepart part = {.kind = PART_IGNORED};
		size_t n = read_weekday(text, i);
		if (n) {
			i += n;
			continue;
		}
		n = read_number(text, i, &part);
		if (!n)
			n = read_mark(text->at[i], &part);
		if (!n)
			n = read_word(text, i, &part);
		out->odd = !n;
		add(out, part);
		i += n;
	}
	while (out->n && is_blank(&out->at[out->n - 1]))
		out->n--;
}
