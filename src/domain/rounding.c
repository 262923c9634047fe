#include <binggui/domain/rounding.h>

#include <inttypes.h>

enum { WAN = 10000, HANZI_MAX = 99, PERMILLE = 1000 };

/* "12.5" for 125/10: digits behind the point as far as they are not 0. */
static void add_decimal(struct str *out, int64_t value, int64_t scale)
{
	uint64_t v = value < 0 ? 0 - (uint64_t)value : (uint64_t)value, unit = (uint64_t)scale;
	uint64_t rest = v % unit;

	if (value < 0)
		str_addc(out, '-');
	str_addf(out, "%" PRIu64, v / unit);
	if (rest)
		str_addc(out, '.');
	for (; rest; rest %= unit) {
		unit /= 10;
		str_addc(out, (char)('0' + rest / unit));
	}
}

static bool in_wan(const char *unit)
{
	return text_starts(unit, "万");
}

/* 万元 -> 元 */
static const char *without_wan(const char *unit)
{
	return in_wan(unit) ? unit + sizeof "万" - 1 : unit;
}

void rounding_exact(struct str *out, int64_t value, int64_t scale, const char *unit)
{
	str_clear(out);
	add_decimal(out, value, in_wan(unit) ? scale * WAN : scale);
}

static void print_exact(struct str *out, int64_t value, int64_t scale, const char *unit)
{
	rounding_exact(out, value, scale, unit);
	str_add(out, unit);
}

/* Down to a multiple of `step`; 余 if something is left over. */
static void print_more(
	struct str *out, int64_t value, int64_t scale, int64_t step, const char *unit)
{
	int64_t one = step * scale;
	const char *more = value % one ? "余" : "";

	if (value < one) {
		print_exact(out, value, scale, unit);
		return;
	}
	str_clear(out);
	if (step == WAN) /* 17万余元, but 20余万元: 余 stands behind the step itself */
		str_addf(out, "%" PRId64 "万%s%s", value / one, more, without_wan(unit));
	else if (step > WAN)
		str_addf(out, "%" PRId64 "%s万%s", value / one * (step / WAN), more,
			without_wan(unit));
	else
		str_addf(out, "%" PRId64 "%s%s", value / one * step, more, unit);
}

/* To one tenth of 万, half of it up. */
static void print_tenths(struct str *out, int64_t value, int64_t scale, const char *unit)
{
	int64_t one = scale * (WAN / 10);

	if (value > -one && value < one) { /* 500元 is no 0.1万 */
		print_exact(out, value, scale, unit);
		return;
	}
	str_clear(out);
	add_decimal(out, (value + (value < 0 ? -one : one) / 2) / one, 10);
	str_addf(out, "万%s", without_wan(unit));
}

void rounding_hanzi(struct str *out, int64_t value)
{
	static const char *const digits[] = {
		"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

	str_clear(out);
	if (value < 0 || value > HANZI_MAX) {
		str_addf(out, "%" PRId64, value);
	} else if (value == 2) {
		str_add(out, "两");
	} else if (value < 10) {
		str_add(out, digits[value]);
	} else {
		str_addf(out, "%s十%s", value < 20 ? "" : digits[value / 10],
			value % 10 ? digits[value % 10] : "");
	}
}

void rounding_print(
	struct str *out, enum figure_round round, int64_t value, int64_t scale, const char *unit)
{
	switch (round) {
	case ROUND_TENS:
		print_more(out, value, scale, 10, unit);
		break;
	case ROUND_HUNDREDS:
		print_more(out, value, scale, 100, unit);
		break;
	case ROUND_WAN:
		print_more(out, value, scale, WAN, unit);
		break;
	case ROUND_TEN_WAN:
		print_more(out, value, scale, 10 * WAN, unit);
		break;
	case ROUND_WAN_TENTHS:
		print_tenths(out, value, scale, unit);
		break;
	case ROUND_HANZI:
		rounding_hanzi(out, value / scale);
		str_add(out, unit);
		break;
	default:
		print_exact(out, value, scale, unit);
	}
}

void rounding_date(struct str *out, struct date d, bool month)
{
	str_clear(out);
	if (date_none(d))
		return;
	str_addf(out, "%d年", d.year);
	if (d.month)
		str_addf(out, "%d月", d.month);
	if (d.day && !month)
		str_addf(out, "%d日", d.day);
}

int64_t rounding_permille(int64_t part, int64_t whole)
{
	return part / whole * PERMILLE + part % whole * PERMILLE / whole;
}

void rounding_share(struct str *out, int64_t part, int64_t whole)
{
	str_clear(out);
	if (whole <= 0 || part < 0)
		return;
	add_decimal(out, rounding_permille(part, whole), 10);
	str_addc(out, '%');
}
