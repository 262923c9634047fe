#include <binggui/text/idno.h>

#include <string.h>

#include <binggui/text/region.h>
#include <binggui/text/scan.h>
#include <binggui/text/utf8.h>

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool is_star(uint32_t c)
{
	return c == '*' || c == 0x2217 || c == 0x25CF || c == 0x2022 || c == 0x204E || c == 0x2605;
}

char idno_check_digit(const char *first17)
{
	static const int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0;

	for (int i = 0; i < 17; i++)
		sum += (first17[i] - '0') * weights[i];
	return "10X98765432"[sum % 11];
}

bool idno_region_known(const char *six)
{
	int code = 0;

	for (int i = 0; i < 6; i++) {
		if (!six || six[i] < '0' || six[i] > '9')
			return false;
		code = code * 10 + (six[i] - '0');
	}
	return region_known(code);
}

void idno_mask(char out[19], const char *number)
{
	const char *at = number ? number : "", *end = at + strlen(at);
	size_t n = utf8_count(at);
	bool whole = n == 18 && strlen(at) == 18;

	n = n > 18 ? 18 : n;
	memset(out, '*', n);
	out[n] = '\0';
	if (whole) {
		memcpy(out, at, 6);
		memcpy(out + 14, end - 4, 4);
	}
}

/* What people write where there is no number. */
static bool says_none(const struct scan *s)
{
	static const char *const words[] = {"", "-", "--", "—", "——", "/", "\\", "无", "暂无",
		"没有", "未知", "不详", "空", "null", "nan", "n/a"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (scan_is(s, words[i]))
			return true;
	return false;
}

/* 6.10927E+17 */
static bool is_exponent(const struct scan *s)
{
	size_t i = 0;

	while (is_digit(s->at[i]) || (i && s->at[i] == '.'))
		i++;
	if (!i || (s->at[i] != 'E' && s->at[i] != 'e'))
		return false;
	i++;
	if (s->at[i] == '+')
		i++;
	for (size_t start = i;; i++)
		if (!is_digit(s->at[i]))
			return i == s->n && i > start;
}

/* How many digits stand in front of a ".0"; 0 if it is not such a number. */
static size_t before_zeros(const struct scan *s)
{
	size_t i = 0, whole;

	while (is_digit(s->at[i]))
		i++;
	whole = i;
	if (s->at[i++] != '.' || i == s->n)
		return 0;
	while (s->at[i] == '0')
		i++;
	return i == s->n ? whole : 0;
}

/* Hidden digits: one star at least, or three X in a row, among digits. */
static bool is_masked(const struct scan *s)
{
	size_t hidden = 0, row = 0;

	for (size_t i = 0; i < s->n; i++) {
		uint32_t c = s->at[i];
		row = c == 'X' ? row + 1 : 0;
		if (is_star(c) || row >= 3)
			hidden++;
		else if (!is_digit(c) && c != 'X')
			return false;
	}
	return hidden > 0;
}

static enum idno_fault shape(const struct scan *s)
{
	if (s->cut)
		return IDNO_LENGTH;
	if (is_masked(s))
		return IDNO_MASKED;
	if (is_exponent(s) || before_zeros(s) > 15)
		return IDNO_PRECISION_LOST;
	if (s->n != 15 && s->n != 18)
		return IDNO_LENGTH;
	for (size_t i = 0; i < s->n; i++)
		if (!is_digit(s->at[i]) && !(i == 17 && s->at[i] == 'X'))
			return IDNO_FORMAT;
	return IDNO_OK;
}

static void upgrade(struct idno *out)
{
	char old[16];

	memcpy(old, out->number, sizeof old);
	memcpy(out->number + 6, "19", 2);
	memcpy(out->number + 8, old + 6, 9);
	out->number[17] = idno_check_digit(out->number);
	out->number[18] = '\0';
	out->upgraded = true;
}

static int number_at(const char *digits, int n)
{
	int value = 0;
	while (n-- > 0)
		value = value * 10 + (*digits++ - '0');
	return value;
}

static bool birth_of(const char *number, struct date today, struct date *out)
{
	struct date birth = {
		.year = (int16_t)number_at(number + 6, 4),
		.month = (uint8_t)number_at(number + 10, 2),
		.day = (uint8_t)number_at(number + 12, 2),
	};

	if (!date_full(birth) || !date_valid(birth))
		return false;
	if (!date_none(today) && date_cmp(birth, today) > 0)
		return false;
	*out = birth;
	return true;
}

/* The one pair of neighbours whose swap makes the number right; -1 if there is none or several. */
static int swapped_pair(const char *number, struct date today)
{
	char trial[19];
	struct date birth;
	int found = -1;

	for (int i = 0; i < 17; i++) {
		memcpy(trial, number, sizeof trial);
		if (trial[i] == trial[i + 1] || trial[i + 1] == 'X')
			continue;
		trial[i] = number[i + 1];
		trial[i + 1] = number[i];
		if (idno_check_digit(trial) != trial[17] || !idno_region_known(trial) ||
			!birth_of(trial, today, &birth))
			continue;
		if (found >= 0)
			return -1;
		found = i;
	}
	return found;
}

/* 18 characters of the right shape. */
static enum idno_fault judge(struct idno *out, bool from_number, struct date today)
{
	const char *number = out->number;
	char expected = idno_check_digit(number);
	bool right = expected == number[17];

	if (!out->upgraded && (from_number || (!right && memcmp(number + 15, "000", 3) == 0)))
		return IDNO_PRECISION_LOST;
	out->sex = (number[16] - '0') % 2 ? 'M' : 'F';
	if (!birth_of(number, today, &out->birth))
		return IDNO_BIRTH;
	if (!idno_region_known(number))
		return IDNO_REGION;
	if (right)
		return IDNO_OK;
	out->expected = expected;
	out->swap_at = swapped_pair(number, today);
	return IDNO_CHECK_DIGIT;
}

void idno_parse(struct idno *out, const char *text, bool from_number, struct date today)
{
	struct scan s;

	*out = (struct idno){.fault = IDNO_MISSING, .swap_at = -1};
	scan_read(&s, text);
	if (says_none(&s))
		return;
	scan_drop(&s, ' ');
	for (size_t i = 0; i < s.n; i++)
		if (s.at[i] == 'x')
			s.at[i] = 'X';
	if (before_zeros(&s) == 15) { /* fifteen digits are all there in a double */
		s.n = 15;
		s.at[15] = 0;
	}
	out->fault = shape(&s);
	scan_text(&s, out->number, sizeof out->number);
	if (out->fault != IDNO_OK)
		return;
	if (s.n == 15)
		upgrade(out);
	out->fault = judge(out, from_number, today);
}
