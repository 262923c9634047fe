#include <binggui/text/agerange.h>

#include <stddef.h>

#include <binggui/text/numeral.h>
#include <binggui/text/scan.h>

enum { OLDEST = 120, YOUNGEST = 10, MAN = 0x7537, WOMAN = 0x5973 };

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool is_dash(uint32_t c)
{
	return c == '-' || c == '~' || c == 0x2014 || c == 0x2013 || c == 0x2015 || c == 0xFF5E ||
	       c == 0x81F3 /* 至 */ || c == 0x5230 /* 到 */;
}

/* 周岁 岁 (含) and blanks between a number and what follows it. */
static bool is_filler(uint32_t c)
{
	return c == ' ' || c == 0x5468 || c == 0x5C81 || c == '(' || c == ')' || c == 0x542B;
}

static size_t skip(const struct scan *s, size_t i, bool (*what)(uint32_t c))
{
	while (i < s->n && what(s->at[i]))
		i++;
	return i;
}

static bool read_age(const struct scan *s, size_t *i, int *age)
{
	uint64_t n = 0;
	size_t end = *i;

	if (is_digit(s->at[*i]))
		for (; is_digit(s->at[end]) && n <= OLDEST; end++)
			n = n * 10 + (s->at[end] - '0');
	else if (!numeral_read(s, *i, &end, &n))
		return false;
	if (n < YOUNGEST || n > OLDEST)
		return false;
	*age = (int)n;
	*i = end;
	return true;
}

/* 以下 及以下 (含) 内 behind a number: -1 it is the most, +1 the least, 0 neither is said. */
static int bound(const struct scan *s, size_t i)
{
	for (size_t end = i + 8 < s->n ? i + 8 : s->n; i < end; i++) {
		if (is_digit(s->at[i]) || s->at[i] == ',' || s->at[i] == MAN || s->at[i] == WOMAN)
			return 0;
		if (s->at[i] == 0x4E0B || s->at[i] == 0x5185) /* 下 内 */
			return -1;
		if (s->at[i] == 0x4E0A) /* 上 */
			return 1;
	}
	return 0;
}

/* 不超过45岁, 不大于, 小于; 年满18, 大于18, 不低于 before a number. */
static int bound_before(const struct scan *s, size_t i)
{
	bool negated = i >= 3 && s->at[i - 3] == 0x4E0D; /* 不 */
	uint32_t c = i >= 2 ? s->at[i - 2] : 0;

	if (i >= 2 && s->at[i - 1] == 0x8FC7 && c == 0x8D85) /* 超过 */
		return negated ? -1 : 1;
	if (i >= 2 && s->at[i - 1] == 0x4E8E && (c == 0x5927 || c == 0x9AD8)) /* 大于 高于 */
		return negated ? -1 : 1;
	if (i >= 2 && s->at[i - 1] == 0x4E8E && (c == 0x5C0F || c == 0x4F4E)) /* 小于 低于 */
		return negated ? 1 : -1;
	uint32_t sign = i >= 1 ? s->at[i - 1] : 0;
	if (sign == 0x2265 || sign == '>') /* ≥ */
		return 1;
	if (sign == 0x2264 || sign == '<') /* ≤ */
		return -1;
	if (sign == 0x6EE1 && (c == 0x4E0D || c == 0x672A)) /* 不满 未满 */
		return -1;
	return sign == 0x6EE1 ? 1 : 0; /* 满 */
}

/* 左右 上下: about that age, which is no bound. */
static bool is_about(const struct scan *s, size_t i)
{
	i = skip(s, i, is_filler);
	return (s->at[i] == 0x5DE6 && s->at[i + 1] == 0x53F3) ||
	       (s->at[i] == 0x4E0A && s->at[i + 1] == 0x4E0B);
}

/* One range from `i` on; false if no age stands there. */
static bool read_range(const struct scan *s, size_t *i, int *from, int *to)
{
	size_t start = *i;
	int a, b;

	if (!read_age(s, i, &a) || is_about(s, *i))
		return false;
	size_t next = skip(s, *i, is_filler), behind = skip(s, next, is_dash);
	if (behind > next) {
		behind = skip(s, behind, is_filler);
		if (read_age(s, &behind, &b)) {
			*from = a;
			*to = b;
			*i = behind;
			return true;
		}
		if (is_digit(s->at[behind])) { /* 18-450: half of it is no answer either */
			*i = behind;
			return false;
		}
		*from = a; /* 18-, 18～退休: open upwards */
		*i = behind;
		return true;
	}
	int which = s->at[*i] == '+' ? 1 : bound(s, *i);
	which = which ? which : bound_before(s, start);
	if (which > 0)
		*from = a;
	else
		*to = a; /* 45岁: what is asked for is seldom exactly that age */
	return true;
}

/* 18-45(男): whom the range in front of the brackets is for; 0 = they do not say. */
static uint32_t sex_behind(const struct scan *s, size_t i)
{
	i = skip(s, i, is_filler);
	return i && s->at[i - 1] == '(' && s->at[i + 1] == ')' ? s->at[i] : 0;
}

/* 45岁以下（特殊岗位可放宽至50岁）: the exception is not the rule. */
static void cut_exception(struct scan *s)
{
	for (size_t i = 1; i < s->n; i++) {
		if (s->at[i - 1] != 0x653E || s->at[i] != 0x5BBD) /* 放宽 */
			continue;
		while (i && s->at[i] != '(' && s->at[i] != ',' && s->at[i] != ';' &&
			s->at[i] != 0x3001 && s->at[i] != 0x3002)
			i--;
		if (i)
			s->n = i;
		for (; i < SCAN_MAX && i; i++)
			s->at[i] = 0;
		return;
	}
}

/* 不限, 无要求: said, and nothing asked. */
static bool is_free(const struct scan *s, size_t i)
{
	if (i && s->at[i] == 0x9650)
		return s->at[i - 1] == 0x4E0D;
	return i > 1 && s->at[i] == 0x6C42 && s->at[i - 1] == 0x8981 &&
	       (s->at[i - 2] == 0x65E0 || s->at[i - 2] == 0x4E0D);
}

bool agerange_parse(struct agerange *out, const char *text)
{
	struct scan s;
	bool any = false, women = false;

	*out = (struct agerange){0};
	scan_read(&s, text);
	cut_exception(&s);
	for (size_t i = 0; i < s.n && !s.cut;) {
		int from = 0, to = 0;
		if (s.at[i] == WOMAN || s.at[i] == MAN)
			women = s.at[i] == WOMAN;
		if (!read_range(&s, &i, &from, &to)) {
			any |= is_free(&s, i);
			size_t behind = skip(
				&s, i, is_digit); /* a year is no age, nor are its last digits */
			i = behind > i ? behind : i + 1;
			continue;
		}
		any = true;
		uint32_t sex = sex_behind(&s, i);
		women = sex == WOMAN || (women && sex != MAN);
		int *lowest = women ? &out->women_from : &out->from;
		int *highest = women ? &out->women_to : &out->to;
		*lowest = from ? from : *lowest;
		*highest = to ? to : *highest;
	}
	if (!out->to && out->women_to) { /* 女，55岁以下: of whoever is wanted */
		out->to = out->women_to;
		out->women_to = 0;
	}
	if (!out->from && out->women_from) {
		out->from = out->women_from;
		out->women_from = 0;
	}
	out->reversed = out->from && out->to && out->from > out->to;
	return any;
}
