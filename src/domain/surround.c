#include <binggui/domain/surround.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/text/fold.h>
#include <binggui/text/money.h>
#include <binggui/text/numeral.h>
#include <binggui/text/scan.h>

void surround_make(struct surround *s, const char *title, const char *name)
{
	*s = (struct surround){0};
	str_set(&s->title, title ? title : "");
	str_set(&s->name, name ? name : "");
}

void surround_section(struct surround *s, const char *text)
{
	str_set(&s->section, text);
}

void surround_free(struct surround *s)
{
	str_free(&s->title);
	str_free(&s->name);
	str_free(&s->section);
}

/* ---- the year -------------------------------------------------------------------------------- */

/* 二〇一九年 -> 2019年 */
static void plain_digits(struct str *out, const char *text)
{
	static const char *const digits[] = {
		"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
	struct str ascii = {0};

	fold_ascii(&ascii, text);
	str_clear(out);
	for (const char *at = str_c(&ascii); *at;) {
		size_t n = 0;
		for (int d = 0; d < 10 && !n; d++)
			if (text_starts(at, digits[d]) || (!d && text_starts(at, "零"))) {
				str_addc(out, (char)('0' + d));
				n = strlen(digits[d]);
			}
		if (!n)
			str_addc(out, *at);
		at += n ? n : 1;
	}
	str_free(&ascii);
}

/* Every year that stands in a text as four digits; -1 if they differ. */
static int year_in(const char *text)
{
	struct str plain = {0};
	int found = 0;

	plain_digits(&plain, text);
	for (const char *at = str_c(&plain); *at && found >= 0;) {
		size_t n = strspn(at, "0123456789");
		int year = (n == 4 || n == 6 || n == 8)
				   ? (int)strtol((char[]){at[0], at[1], at[2], at[3], 0}, NULL, 10)
				   : 0;
		if (year >= 1950 && year <= 2199)
			found = !found || found == year ? year : -1;
		at += n ? n : 1;
	}
	str_free(&plain);
	return found;
}

int surround_year(const struct surround *s)
{
	const struct str *texts[] = {&s->section, &s->title, &s->name};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		int year = year_in(str_c(texts[i]));
		if (year)
			return year > 0 ? year : 0;
	}
	return 0;
}

/* ---- dates ----------------------------------------------------------------------------------- */

/* 2020年3月5日15时, 3月5日 9点半: from the figure of the hour on. */
static void cut_oclock(struct str *text)
{
	static const char *const words[] = {"时", "点"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		char *word = text->n ? strstr(text->at, words[i]) : NULL, *at = word;
		while (at && at > text->at && at[-1] >= '0' && at[-1] <= '9')
			at--;
		if (word && at < word && at > text->at)
			str_cut(text, (size_t)(at - text->at));
	}
}

/* Without what says only the hour: 1月15日上午, 7月28日（周日）. */
static void cut_hour(struct str *text)
{
	static const char *const hours[] = {
		"上午", "下午", "中午", "晚上", "早上", "凌晨", "晚", "周", "星期", "(", "（"};

	for (size_t i = 0; i < sizeof hours / sizeof *hours; i++) {
		char *at = text->n ? strstr(text->at, hours[i]) : NULL;
		if (at && at > text->at)
			str_cut(text, (size_t)(at - text->at));
	}
	cut_oclock(text);
	while (text->n && text->at[text->n - 1] == ' ')
		str_cut(text, text->n - 1);
}

/* A small number in digits or characters at *i; 0 if there is none. */
static unsigned small_number(const struct scan *s, size_t *i)
{
	uint64_t n = 0;
	size_t end = *i;

	while (end < s->n && end < *i + 2 && s->at[end] >= '0' && s->at[end] <= '9')
		n = n * 10 + (s->at[end++] - '0');
	if (end == *i && !numeral_read(s, *i, &end, &n))
		return 0;
	*i = end;
	return n <= 31 ? (unsigned)n : 0;
}

/* 7月28日, 7.28, 07-28, 七月二十八日: month and day and nothing else. */
static bool month_and_day(const char *text, unsigned *month, unsigned *day)
{
	struct scan s;
	size_t i = 0;

	scan_read(&s, text);
	scan_drop(&s, ' ');
	*month = small_number(&s, &i);
	bool word = s.at[i] == 0x6708; /* 月 */
	if (!*month || *month > 12 || i >= s.n ||
		!(word || s.at[i] == '.' || s.at[i] == '-' || s.at[i] == '/'))
		return false;
	i++;
	*day = small_number(&s, &i);
	if (s.at[i] == 0x65E5 || s.at[i] == 0x53F7) /* 日 号; 7.31日 too */
		i++;
	return *day && i == s.n && !s.cut;
}

/* 20.1.15, 19年7月28日: a year of this century that can be neither a month nor a day to come. */
static bool short_year(const char *text, struct date today)
{
	struct scan s;
	size_t i = 2;

	scan_read(&s, text);
	if (s.n < 6 || !(s.at[0] >= '0' && s.at[0] <= '9' && s.at[1] >= '0' && s.at[1] <= '9'))
		return false;
	int year = (int)((s.at[0] - '0') * 10 + (s.at[1] - '0'));
	bool word = s.at[2] == 0x5E74; /* 年 */
	uint32_t mark = s.at[2];
	if (!word && mark != '.' && mark != '-' && mark != '/')
		return false;
	i++;
	unsigned month = small_number(&s, &i);
	if (!month || month > 12 || s.at[i] != (word ? 0x6708 : mark))
		return false;
	i++;
	return small_number(&s, &i) && (word || year > 12) && year <= today.year % 100;
}

/* The end of a range that leaves out what the start has said: 6日, 3月6日, 1.17, 17. */
static bool short_end(const char *text, const char *mark, int *month, int *day)
{
	char pair[32];
	int n = 0, said = *month;

	snprintf(pair, sizeof pair, *mark == '.' ? "%%2d.%%2d%%n" : "%%2d/%%2d%%n");
	if (sscanf(text, "%2d月%2d%n", month, day, &n) == 2 && n)
		text += n;
	else if (sscanf(text, pair, month, day, &n) == 2 && n)
		text += n;
	else if (*month = said, sscanf(text, "%2d%n", day, &n) == 1)
		text += n;
	else
		return false;
	text += text_starts(text, "日") ? strlen("日") : 0;
	return !*text && *day > 0;
}

/* 2022年3月5日—6日, 2020.1.15-1.17: with the year, and perhaps the month, on both sides. */
static bool whole_range(const char *text, struct str *out)
{
	static const char *const dashes[] = {"-", "—", "–", "~", "～", "至", "到"};
	static const char *const shapes[][2] = {{"%4d年%2d月%2d日%n", "年"},
		{"%4d年%2d月%2d%n", "年"}, {"%4d.%2d.%2d%n", "."}, {"%4d/%2d/%2d%n", "/"}};
	int y, m, d, n = 0, day = 0;
	bool dashed = false;

	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		n = 0;
		if (sscanf(text, shapes[i][0], &y, &m, &d, &n) != 3 || !n || y < 1000)
			continue;
		int month = m;
		const char *at = text + n;
		for (size_t k = 0; k < sizeof dashes / sizeof *dashes; k++)
			while (text_starts(at, dashes[k])) {
				at += strlen(dashes[k]);
				dashed = true;
			}
		if (!dashed || !short_end(at, shapes[i][1], &month, &day))
			return false;
		str_addf(out, "%d年%d月%d日至%d年%d月%d日", y, m, d, y, month, day);
		return true;
	}
	return false;
}

bool surround_date(const struct surround *s, const char *text, const char *day, bool ahead,
	struct date today, struct str *out)
{
	unsigned month, mday;
	struct date own;
	struct str plain = {0};
	bool added = false;

	fold_ascii(&plain, text);
	cut_hour(&plain);
	int year = surround_year(s);
	bool known = ahead && date_parse(&own, day);
	str_clear(out);
	if (whole_range(str_c(&plain), out)) {
		added = true;
	} else if (month_and_day(str_c(&plain), &month, &mday)) {
		year = known ? own.year : year;
		if (known && (month < (unsigned)own.month ||
				     (month == (unsigned)own.month && mday < (unsigned)own.day)))
			year++;
		added = year > 0;
		str_addf(out, "%04d-%02u-%02u", year, month, mday);
	} else if (short_year(str_c(&plain), today)) {
		added = true;
		str_addf(out, "20%s", str_c(&plain));
	} else if (plain.n && plain.n < strlen(text)) {
		added = true;
		str_set(out, plain.at);
	}
	str_free(&plain);
	return added;
}

/* The first 2019年7月28日 of a text as a date. */
static bool day_in(const char *text, struct date *out)
{
	static const char year[] = "年", day[] = "日";
	struct str plain = {0};
	int y, m, d;
	bool found = false;

	fold_ascii(&plain, text);
	for (const char *at = str_c(&plain); !found && (at = strstr(at, year));
		at += strlen(year)) {
		if (at - plain.at < 4 || sscanf(at - 4, "%4d年%2d月%2d", &y, &m, &d) != 3)
			continue;
		const char *end = strstr(at, day);
		*out = (struct date){(int16_t)y, (uint8_t)m, (uint8_t)d};
		found = end && end - at <= (long)strlen("年12月31") && date_valid(*out);
	}
	str_free(&plain);
	return found;
}

bool surround_day(const struct surround *s, struct date today, struct str *out)
{
	const struct str *texts[] = {&s->section, &s->title, &s->name};
	char text[DATE_TEXT];
	struct date d;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (!day_in(str_c(texts[i]), &d) || date_before(today, d))
			continue;
		date_format(d, text);
		str_set(out, text);
		return true;
	}
	return false;
}

/* ---- amounts --------------------------------------------------------------------------------- */

static const char *unit_in(const char *text)
{
	static const char *const units[] = {"万元", "千元", "百元", "元"};
	struct str plain = {0};
	const char *found = NULL;

	fold_find(&plain, text);
	for (size_t i = 0; plain.n && !found && i < sizeof units / sizeof *units; i++)
		if (strstr(plain.at, units[i]))
			found = units[i];
	str_free(&plain);
	return found;
}

/* Behind 单位： in the title, to the end of what stands there. */
static const char *unit_of_title(const char *title)
{
	static const char word[] = "单位";

	for (const char *at = title; (at = strstr(at, word));) {
		char *piece = mem_strndup(at + strlen(word), strcspn(at + strlen(word), " \n)"));
		const char *unit = unit_in(piece);
		mem_free(piece);
		if (unit)
			return unit;
		at += strlen(word);
	}
	return NULL;
}

/* 伍佰: a number in characters and nothing else. */
static bool only_numeral(const char *text)
{
	struct scan s;
	size_t end = 0;
	uint64_t n;

	scan_read(&s, text);
	return s.n > 1 && !(s.at[0] >= '0' && s.at[0] <= '9') && numeral_read(&s, 0, &end, &n) &&
	       end == s.n;
}

/* 500元（伍佰元整）: without what says it once more. */
static bool cut_repeated(struct str *plain)
{
	char *bracket = plain->n ? strchr(plain->at, '(') : NULL;

	if (!bracket || bracket == plain->at || plain->at[plain->n - 1] != ')' ||
		!(strstr(bracket, "元") || strstr(bracket, "大写")))
		return false;
	int64_t outside, inside;
	char *twice = mem_strndup(bracket + 1, strlen(bracket) - 2);
	bool says = money_parse(&inside, twice);
	mem_free(twice);
	size_t n = (size_t)(bracket - plain->at);
	char *first = mem_strndup(plain->at, n);
	bool differs = says && money_parse(&outside, first) && outside != inside;
	mem_free(first);
	if (!differs) /* 500元（600元） is no amount */
		str_cut(plain, n);
	return !differs;
}

bool surround_money(const struct surround *s, const char *text, const char *label, struct str *out)
{
	struct str plain = {0};
	const char *unit = unit_in(label);

	if (!unit)
		unit = unit_of_title(str_c(&s->section));
	if (!unit)
		unit = unit_of_title(str_c(&s->title));
	fold_ascii(&plain, text);
	bool minus = plain.n > 2 && plain.at[0] == '(' && plain.at[plain.n - 1] == ')';
	if (minus) { /* (500), as bookkeepers write it */
		str_cut(&plain, plain.n - 1);
		plain.at[0] = '-';
	}
	bool repeated = cut_repeated(&plain);
	const char *number = str_c(&plain);
	bool bare = *number && !number[strspn(number, "0123456789.,+- ")];
	str_clear(out);
	if (minus && bare && (!unit || text_eq(unit, "元")))
		str_set(out, number);
	if (unit && !text_eq(unit, "元") && bare)
		str_addf(out, "%s%s", number, unit);
	else if (!out->n && only_numeral(number))
		str_addf(out, "%s%s", number, unit ? unit : "元");
	else if (!out->n && repeated)
		str_set(out, number);
	str_free(&plain);
	return out->n > 0;
}

/* ---- codes ----------------------------------------------------------------------------------- */

/* The longest word of the list that begins here, and the code it is of. */
static const struct def_code *word_at(const struct def_codes *codes, const char *at, size_t *n)
{
	const struct def_code *found = NULL;
	const char *word;
	void *code;

	*n = 0;
	for (size_t i = 0; map_each(&codes->words, &i, &word, &code);) {
		size_t length = strlen(word);
		if (length > *n && length >= strlen("一二") && (unsigned char)*word >= 0x80 &&
			strncmp(at, word, length) == 0) {
			*n = length;
			found = code;
		}
	}
	return found;
}

static const struct def_code *code_in(const struct def_field *f, const char *text)
{
	const struct def_code *found = NULL;
	struct str folded = {0};
	bool several = false;

	fold_find(&folded, text);
	for (const char *at = str_c(&folded); *at;) {
		size_t n;
		const struct def_code *code = word_at(f->codes, at, &n);
		if (code && f->initial && text_eq(code->label, f->initial))
			code = NULL;
		several |= code && found && code != found;
		found = found ? found : code;
		at += n ? n : 1;
	}
	str_free(&folded);
	return several ? NULL : found;
}

const struct def_code *surround_word(const struct def_field *f, const char *text)
{
	return f->codes ? code_in(f, text) : NULL;
}

const struct def_code *surround_code(
	const struct surround *s, const struct def_field *f, const char *row, const char *header)
{
	const char *texts[] = {row, str_c(&s->section), str_c(&s->title), str_c(&s->name), header};
	const struct def_code *found = NULL;

	for (size_t i = 0; f->codes && !found && i < sizeof texts / sizeof *texts; i++)
		found = code_in(f, texts[i]);
	return found;
}
