#include <binggui/text/headcount.h>

#include <binggui/text/numeral.h>
#include <binggui/text/scan.h>

enum { MOST = 100000, MAN = 0x7537, WOMAN = 0x5973 };

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool is_unit(uint32_t c)
{
	return c == 0x4EBA || c == 0x540D || c == 0x4F4D || c == 0x4E2A; /* 人 名 位 个 */
}

static bool is_dash(uint32_t c)
{
	return c == '-' || c == '~' || c == 0x2014 || c == 0x2013 || c == 0xFF5E || c == 0x81F3 ||
	       c == 0x5230;
}

/* A number in digits or characters at i; false if none stands there. */
static bool read_number(const struct scan *s, size_t i, size_t *end, uint64_t *n)
{
	*n = 0;
	*end = i;
	if (!is_digit(s->at[i]))
		return numeral_read(s, i, end, n) && *end > i;
	for (; is_digit(s->at[*end]); (*end)++)
		*n = *n > MOST ? *n : *n * 10 + (s->at[*end] - '0');
	return true;
}

/* 若干, 不限, 多名, 数名, 长期 */
static bool is_open(const struct scan *s)
{
	static const uint32_t words[][2] = {{0x82E5, 0x5E72}, {0x4E0D, 0x9650}, {0x591A, 0x540D},
		{0x591A, 0x4EBA}, {0x6570, 0x540D}, {0x957F, 0x671F}};

	for (size_t w = 0; w < sizeof words / sizeof *words; w++)
		for (size_t i = 0; i + 1 < s->n; i++)
			if (s->at[i] == words[w][0] && s->at[i + 1] == words[w][1])
				return true;
	return false;
}

/* Whether a bracket opens between the first number and this one: what is in it only says how it is made up. */
static bool first_is_all(const struct scan *s, size_t i)
{
	while (i--)
		if (s->at[i] == '(')
			return i > 0;
	return false;
}

bool headcount_parse(struct headcount *out, const char *text)
{
	struct scan s;
	size_t numbers = 0, sexes = 0, others = 0, end;
	bool range = false;
	uint64_t n, sum = 0, all = 0;

	*out = (struct headcount){0};
	scan_read(&s, text);
	if (s.cut || !s.n)
		return false;
	if (is_open(&s))
		return true;
	for (size_t i = 0; i < s.n;) {
		if (read_number(&s, i, &end, &n)) {
			if (!n || n > MOST || (s.at[end] == '.' && is_digit(s.at[end + 1])))
				return false;
			if (numbers == 1 && sexes && !all && first_is_all(&s, i)) {
				all = sum; /* 3名（男2女1） */
				sum = 0;
			}
			if (!range)
				sum += n;
			numbers++;
			i = end;
			continue;
		}
		range |= numbers && is_dash(s.at[i]) && !sexes;
		sexes += s.at[i] == MAN || s.at[i] == WOMAN;
		others += !is_unit(s.at[i]) && s.at[i] != 0x62DB && s.at[i] != ' '; /* 招 */
		i++;
	}
	if (!numbers || (numbers > 1 && !range && sexes < 2) || sum > MOST)
		return false;
	if (all && all != sum)
		return false;
	out->n = (unsigned)sum;
	out->exact = !others;
	return true;
}
