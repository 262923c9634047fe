#include <binggui/base/date.h>

#include <string.h>
#include <time.h>

bool date_none(struct date d)
{
	return d.year == 0;
}

bool date_full(struct date d)
{
	return d.year && d.month && d.day;
}

static bool leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int date_month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (month < 1 || month > 12)
		return 0;
	return month == 2 && leap(year) ? 29 : days[month - 1];
}

bool date_valid(struct date d)
{
	if (d.year < 1 || d.year > 9999)
		return false;
	if (d.month == 0)
		return d.day == 0;
	return d.month <= 12 && d.day <= date_month_days(d.year, d.month);
}

int32_t date_days(struct date d)
{
	int month = d.month ? d.month : 1, day = d.day ? d.day : 1;
	int y = d.year - (month <= 2); /* years that begin in March */
	int m = (month + 9) % 12;

	return (int32_t)(365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 -
			 719468);
}

struct date date_from_days(int32_t days)
{
	int32_t z = days + 719468;
	int32_t era = (z >= 0 ? z : z - 146096) / 146097;
	int32_t of_era = z - era * 146097;
	int32_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int32_t of_year = of_era - (365 * year + year / 4 - year / 100);
	int32_t m = (5 * of_year + 2) / 153;
	int month = m < 10 ? m + 3 : m - 9;

	return (struct date){
		.year = (int16_t)(year + era * 400 + (month <= 2)),
		.month = (uint8_t)month,
		.day = (uint8_t)(of_year - (153 * m + 2) / 5 + 1),
	};
}

int date_cmp(struct date a, struct date b)
{
	int32_t x = date_days(a), y = date_days(b);

	if (x != y)
		return x < y ? -1 : 1;
	int known_a = (a.month != 0) + (a.day != 0), known_b = (b.month != 0) + (b.day != 0);
	return (known_a > known_b) - (known_a < known_b);
}

bool date_before(struct date a, struct date b)
{
	if (a.year != b.year || !a.month || !b.month)
		return a.year < b.year;
	if (a.month != b.month || !a.day || !b.day)
		return a.month < b.month;
	return a.day < b.day;
}

/* `digits` digits at *s into *out, moving *s behind them. */
static bool number(const char **s, int digits, int *out)
{
	*out = 0;
	for (int i = 0; i < digits; i++, (*s)++) {
		if (**s < '0' || **s > '9')
			return false;
		*out = *out * 10 + (**s - '0');
	}
	return true;
}

bool date_parse(struct date *out, const char *text)
{
	int year = 0, month = 0, day = 0;
	const char *s = text ? text : "";

	if (!number(&s, 4, &year))
		return false;
	if (*s == '-' && (s++, !number(&s, 2, &month) || !month))
		return false;
	if (month && *s == '-' && (s++, !number(&s, 2, &day) || !day))
		return false;
	struct date d = {(int16_t)year, (uint8_t)month, (uint8_t)day};
	if (*s || !date_valid(d))
		return false;
	*out = d;
	return true;
}

static char *put_digits(char *at, unsigned v, int n)
{
	for (int i = n; i-- > 0; v /= 10)
		at[i] = (char)('0' + v % 10);
	return at + n;
}

void date_format(struct date d, char out[DATE_TEXT])
{
	char *at = out;

	if (date_valid(d)) {
		at = put_digits(at, (unsigned)d.year, 4);
		if (d.month) {
			*at++ = '-';
			at = put_digits(at, d.month, 2);
		}
		if (d.month && d.day) {
			*at++ = '-';
			at = put_digits(at, d.day, 2);
		}
	}
	*at = '\0';
}

int date_age(struct date from, struct date on)
{
	if (date_none(from) || date_none(on) || date_cmp(from, on) > 0)
		return -1;
	int age = on.year - from.year;
	if (on.month < from.month || (on.month == from.month && on.day < from.day))
		age--;
	return age < 0 ? 0 : age;
}

struct date date_add_days(struct date d, int days)
{
	return date_from_days(date_days(d) + days);
}

struct date date_add_months(struct date d, int months)
{
	int m = d.year * 12 + (d.month ? d.month - 1 : 0) + months;
	int last = date_month_days(m / 12, m % 12 + 1);

	return (struct date){
		.year = (int16_t)(m / 12),
		.month = (uint8_t)(m % 12 + 1),
		.day = (uint8_t)(d.day > last ? last : d.day),
	};
}

struct date date_today(void)
{
	time_t now = time(NULL);
	struct tm tm;

	localtime_r(&now, &tm);
	return (struct date){
		.year = (int16_t)(tm.tm_year + 1900),
		.month = (uint8_t)(tm.tm_mon + 1),
		.day = (uint8_t)tm.tm_mday,
	};
}

int64_t date_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
