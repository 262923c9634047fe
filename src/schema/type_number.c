#include <binggui/schema/type_number.h>

#include <inttypes.h>
#include <string.h>

#include <binggui/text/money.h>
#include <binggui/text/scan.h>

enum { WHOLE_MAX = 12, PLACES = 6 };

static bool digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* Digits at *at, with commas between groups of three if there are any; false if the commas stand wrong. */
static bool whole_part(const struct scan *s, size_t *at, struct str *out)
{
	size_t run = 0;
	bool grouped = false;

	for (;; ++*at) {
		uint32_t c = s->at[*at];
		if (digit(c)) {
			str_addc(out, (char)c);
			run++;
		} else if (c == ',' && digit(s->at[*at + 1])) {
			if (grouped ? run != 3 : run == 0 || run > 3)
				return false;
			grouped = true;
			run = 0;
		} else {
			return !grouped || run == 3;
		}
	}
}

/* -1,234.50 as sign, whole digits and fraction digits; false if it is no number. */
static bool take_apart(const struct scan *s, bool *minus, struct str *whole, struct str *fraction)
{
	size_t at = 0;

	*minus = s->at[0] == '-' || s->at[0] == 0x2212;
	if (*minus || s->at[0] == '+')
		at++;
	if (!whole_part(s, &at, whole))
		return false;
	if (s->at[at] == '.')
		for (at++; digit(s->at[at]); at++)
			str_addc(fraction, (char)s->at[at]);
	return at == s->n && whole->n + fraction->n > 0 && !s->cut;
}

static size_t leading_zeros(const char *digits)
{
	return strspn(digits, "0");
}

/* Parts to canonical text, "" if there are more digits than a number can hold. */
static void put_together(bool minus, struct str *whole, struct str *fraction, struct str *out)
{
	const char *digits = str_c(whole) + leading_zeros(str_c(whole));

	while (fraction->n && fraction->at[fraction->n - 1] == '0')
		str_cut(fraction, fraction->n - 1);
	str_clear(out);
	if (strlen(digits) > WHOLE_MAX || fraction->n > PLACES)
		return;
	if (minus && (*digits || fraction->n))
		str_addc(out, '-');
	str_add(out, *digits ? digits : "0");
	if (fraction->n) {
		str_addc(out, '.');
		str_add(out, fraction->at);
	}
}

static bool parse_number(const struct def_field *f, const struct type_context *c, const char *typed,
	struct str *out, struct str *why)
{
	struct str whole = {0}, fraction = {0};
	struct scan s;
	bool minus;

	(void)c;
	scan_read(&s, typed);
	scan_drop(&s, ' ');
	str_clear(out);
	if (s.n == 0)
		return true;
	bool number = take_apart(&s, &minus, &whole, &fraction);
	if (number)
		put_together(minus, &whole, &fraction, out);
	str_clear(why);
	if (!number)
		str_addf(why, "“%s”只能填数字，单位和文字不要写", f->label);
	else if (!out->n)
		str_addf(why, "“%s”的数字太长：整数最多 %d 位，小数最多 %d 位", f->label, WHOLE_MAX,
			PLACES);
	str_free(&whole);
	str_free(&fraction);
	return out->n > 0;
}

bool type_number_read(const char *canonical, int64_t *millionths)
{
	const char *at = canonical ? canonical : "";
	bool minus = *at == '-';
	int64_t value = 0;
	size_t n = 0, places = 0;

	at += minus;
	for (; digit((unsigned char)*at) && n < WHOLE_MAX; at++, n++)
		value = value * 10 + (*at - '0');
	if (*at == '.')
		for (at++; digit((unsigned char)*at) && places < PLACES; at++, places++)
			value = value * 10 + (*at - '0');
	if (*at || n == 0)
		return false;
	for (; places < PLACES; places++)
		value *= 10;
	*millionths = minus ? -value : value;
	return true;
}

void type_number_write(struct str *out, int64_t millionths)
{
	uint64_t size = millionths < 0 ? 0 - (uint64_t)millionths : (uint64_t)millionths;
	uint64_t rest = size % TYPE_NUMBER_ONE;

	str_clear(out);
	str_addf(out, "%s%" PRIu64, millionths < 0 ? "-" : "", size / TYPE_NUMBER_ONE);
	if (!rest)
		return;
	str_addf(out, ".%06" PRIu64, rest);
	while (out->at[out->n - 1] == '0')
		str_cut(out, out->n - 1);
}

/* High byte first with the sign turned round, so that bytes sort as numbers do. */
static void add_ordered(struct str *out, int64_t value)
{
	uint64_t u = (uint64_t)value ^ (UINT64_C(1) << 63);

	for (int shift = 56; shift >= 0; shift -= 8)
		str_addc(out, (char)(u >> shift));
}

static void number_key(const struct def_field *f, const char *value, struct str *out)
{
	int64_t number = 0;

	(void)f;
	type_number_read(value, &number);
	add_ordered(out, number);
}

static bool check_number(
	const struct def_field *f, const struct type_context *c, const char *value, struct str *why)
{
	int64_t number;

	(void)c;
	if (type_number_read(value, &number))
		return true;
	str_clear(why);
	str_addf(why, "“%s”存的“%s”不是数字", f->label, value);
	return false;
}

static bool parse_money(const struct def_field *f, const struct type_context *c, const char *typed,
	struct str *out, struct str *why)
{
	struct scan s;
	int64_t fen;

	(void)c;
	str_clear(out);
	scan_read(&s, typed);
	if (s.n == 0)
		return true;
	if (money_parse(&fen, typed)) {
		str_addf(out, "%" PRId64, fen);
		return true;
	}
	str_clear(why);
	str_addf(why, "“%s”要填金额，如 1234.50 或 1.2万，最多到分", f->label);
	return false;
}

bool type_money_read(const char *canonical, int64_t *fen)
{
	const char *at = canonical ? canonical : "";
	uint64_t size;
	bool minus = *at == '-';

	if (!text_to_u64(at + minus, &size) || size > INT64_MAX)
		return false;
	*fen = minus ? -(int64_t)size : (int64_t)size;
	return true;
}

static void format_money(
	const struct def_field *f, const struct type_context *c, const char *value, struct str *out)
{
	int64_t fen;

	(void)f, (void)c;
	if (type_money_read(value, &fen))
		money_format(out, fen);
	else
		str_set(out, value);
}

static bool check_money(
	const struct def_field *f, const struct type_context *c, const char *value, struct str *why)
{
	int64_t fen;

	(void)c;
	if (type_money_read(value, &fen))
		return true;
	str_clear(why);
	str_addf(why, "“%s”存的“%s”不是金额（以分为单位的整数）", f->label, value);
	return false;
}

static void money_key(const struct def_field *f, const char *value, struct str *out)
{
	int64_t fen = 0;

	(void)f;
	type_money_read(value, &fen);
	add_ordered(out, fen);
}

static void format_number(
	const struct def_field *f, const struct type_context *c, const char *value, struct str *out)
{
	(void)f, (void)c;
	str_set(out, value);
}

const struct type type_number = {
	.name = "number",
	.label = "数字",
	.size = 20,
	.width = 8,
	.ordered = true,
	.parse = parse_number,
	.format = format_number,
	.check = check_number,
	.key = number_key,
};

const struct type type_money = {
	.name = "money",
	.label = "金额",
	.size = 20,
	.width = 12,
	.ordered = true,
	.parse = parse_money,
	.format = format_money,
	.check = check_money,
	.key = money_key,
};
