#include <binggui/text/xlsx_style.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <binggui/base/date.h>
#include <binggui/text/dateread.h>

/* ---- formats -------------------------------------------------------------------------------- */

struct xlsx_style xlsx_style_builtin(int id)
{
	enum xlsx_shows shows = XLSX_SHOWS_NUMBER;

	switch (id) {
	case 14:
	case 15:
	case 16:
	case 22:
	case 28:
	case 29:
	case 30:
	case 31:
	case 51:
	case 53:
	case 54:
	case 58:
		shows = XLSX_SHOWS_DAY;
		break;
	case 17:
	case 27:
	case 36:
	case 50:
	case 52:
	case 57:
		shows = XLSX_SHOWS_MONTH;
		break;
	case 18:
	case 19:
	case 20:
	case 21:
	case 32:
	case 33:
	case 34:
	case 35:
	case 45:
	case 47:
	case 55:
	case 56:
		shows = XLSX_SHOWS_TIME;
		break;
	default:
		break;
	}
	return (struct xlsx_style){.shows = shows};
}

/* Letters of a format's first section that stand for parts of a date, one a run: "ymdhms". */
struct letters {
	char at[16];
	size_t n;
	bool elapsed; /* [h]:mm */
	bool digits;  /* 0 # ? */
};

/* Behind a [ … ] at `s`. */
static const char *skip_bracket(const char *s, struct letters *l)
{
	const char *end = strchr(s, ']');

	if (!end)
		return s + strlen(s);
	if (end > s + 1 && strspn(s + 1, "hmsHMS") == (size_t)(end - s - 1))
		l->elapsed = true;
	return end + 1;
}

static const char *skip_quoted(const char *s)
{
	const char *end = strchr(s + 1, '"');

	return end ? end + 1 : s + strlen(s);
}

/* Behind one or more of the same letter at `s`, which is noted. */
static const char *note_letter(const char *s, struct letters *l)
{
	char c = (char)tolower((unsigned char)*s);
	size_t run = 0;

	while (tolower((unsigned char)s[run]) == c)
		run++;
	if (c == 'a' && run < 3) /* am/pm; aaa is a weekday */
		return s + (strncasecmp(s, "am/pm", 5) == 0 ? 5 : run);
	if (c == 'a')
		c = 'd';
	if (c == 'e' && l->digits) /* 0.00E+00 */
		return s + run;
	if (c == 'e' || c == 'b')
		c = 'y';
	if (l->n < sizeof l->at)
		l->at[l->n++] = c;
	return s + run;
}

static void find_letters(const char *code, struct letters *l)
{
	for (const char *s = code; *s && *s != ';';) {
		if (*s == '[') {
			s = skip_bracket(s, l);
		} else if (*s == '"') {
			s = skip_quoted(s);
		} else if (*s == '\\' || *s == '_' || *s == '*') {
			s += s[1] ? 2 : 1;
		} else if (strchr("ymdhseabYMDHSEAB", *s)) {
			s = note_letter(s, l);
		} else {
			l->digits = l->digits || *s == '0' || *s == '#' || *s == '?';
			s++;
		}
	}
}

/* m is minutes behind h and before s. */
static bool is_minute(const struct letters *l, size_t i)
{
	return (i && l->at[i - 1] == 'h') || (i + 1 < l->n && l->at[i + 1] == 's');
}

/* 000000 */
static int only_zeros(const char *code)
{
	size_t n = strspn(code, "0");

	return n >= 2 && n <= 20 && (!code[n] || code[n] == ';') ? (int)n : 0;
}

struct xlsx_style xlsx_style_custom(const char *code)
{
	struct letters l = {0};
	bool year = false, month = false, day = false, time = false;

	if (!code || strncasecmp(code, "general", 7) == 0)
		return (struct xlsx_style){0};
	find_letters(code, &l);
	if (l.elapsed)
		return (struct xlsx_style){0};
	for (size_t i = 0; i < l.n; i++) {
		char c = l.at[i];
		year = year || c == 'y';
		day = day || c == 'd';
		month = month || (c == 'm' && !is_minute(&l, i));
		time = time || c == 'h' || c == 's' || (c == 'm' && is_minute(&l, i));
	}
	struct xlsx_style style = {.zeros = only_zeros(code)};
	style.shows = day     ? XLSX_SHOWS_DAY
		      : month ? XLSX_SHOWS_MONTH
		      : year  ? XLSX_SHOWS_YEAR
		      : time  ? XLSX_SHOWS_TIME
			      : XLSX_SHOWS_NUMBER;
	return style;
}

/* ---- numbers -------------------------------------------------------------------------------- */

static bool is_number(const char *s)
{
	size_t digits = 0;

	s += *s == '-' || *s == '+';
	for (; isdigit((unsigned char)*s); s++)
		digits++;
	if (*s == '.')
		for (s++; isdigit((unsigned char)*s); s++)
			digits++;
	if (digits && (*s == 'e' || *s == 'E')) {
		s += 1 + (s[1] == '-' || s[1] == '+');
		if (!isdigit((unsigned char)*s))
			return false;
		while (isdigit((unsigned char)*s))
			s++;
	}
	return digits && !*s;
}

/* A number's digits without point and exponent. */
struct decimal {
	char digits[64];
	int n, point; /* the point stands before digits[point] */
	bool negative;
};

static bool take_apart(const char *s, struct decimal *d)
{
	bool behind = false;

	*d = (struct decimal){.negative = *s == '-'};
	for (s += *s == '-' || *s == '+'; *s && *s != 'e' && *s != 'E'; s++) {
		if (*s == '.') {
			behind = true;
			continue;
		}
		if (!d->n && *s == '0') { /* leading zeros only move the point */
			d->point -= behind;
			continue;
		}
		if (d->n == (int)sizeof d->digits)
			return false;
		d->digits[d->n++] = *s;
		d->point += !behind;
	}
	d->point += *s ? atoi(s + 1) : 0;
	while (d->n && d->digits[d->n - 1] == '0')
		d->n--;
	return d->point <= 21 && d->point >= -20;
}

static void add_plain(struct str *out, const struct decimal *d)
{
	if (d->negative && d->n)
		str_addc(out, '-');
	if (d->point <= 0)
		str_addc(out, '0');
	for (int i = 0; i < d->point; i++)
		str_addc(out, i < d->n ? d->digits[i] : '0');
	if (d->n <= d->point || !d->n)
		return;
	str_addc(out, '.');
	for (int i = d->point; i < d->n; i++)
		str_addc(out, i < 0 ? '0' : d->digits[i]);
}

/* With 15 digits, as a spreadsheet shows it; before the point all that the file has. */
static void add_number(struct str *out, const char *value, double x, unsigned *flags)
{
	char shown[40];
	struct decimal d;
	double size = x < 0 ? -x : x;

	snprintf(shown, sizeof shown, "%.15g", x);
	if (size >= 1e15)
		*flags |= CELL_ROUNDED;
	if (size < 1e21 && take_apart(size >= 1e15 ? value : shown, &d))
		add_plain(out, &d);
	else
		str_add(out, value);
}

static void pad(struct str *out, int zeros)
{
	char digits[32];

	if (out->n >= (size_t)zeros || strspn(out->at, "0123456789") != out->n)
		return;
	memcpy(digits, out->at, out->n + 1);
	size_t n = out->n;
	str_clear(out);
	while (out->n + n < (size_t)zeros)
		str_addc(out, '0');
	str_add(out, digits);
}

static bool add_date(struct str *out, double x, enum xlsx_shows shows, bool system_1904)
{
	char text[DATE_TEXT];
	struct date d;

	if (!dateread_serial(&d, x, system_1904))
		return false;
	if (shows != XLSX_SHOWS_DAY)
		d.day = 0;
	if (shows == XLSX_SHOWS_YEAR)
		d.month = 0;
	date_format(d, text);
	str_add(out, text);
	return true;
}

static void add_time(struct str *out, double x)
{
	long seconds = (long)((x - (double)(long)x) * 86400 + 0.5) % 86400;

	str_addf(out, "%02ld:%02ld", seconds / 3600, seconds / 60 % 60);
	if (seconds % 60)
		str_addf(out, ":%02ld", seconds % 60);
}

enum cell_kind xlsx_style_number(struct str *out, const char *value, struct xlsx_style style,
	bool system_1904, unsigned *flags)
{
	str_clear(out);
	if (!is_number(value)) {
		str_add(out, value);
		return CELL_TEXT;
	}
	double x = strtod(value, NULL);
	if (style.shows == XLSX_SHOWS_TIME && x >= 0 && x < 2958466) {
		add_time(out, x);
		return CELL_TEXT;
	}
	if (style.shows != XLSX_SHOWS_NUMBER && style.shows != XLSX_SHOWS_TIME &&
		add_date(out, x, style.shows, system_1904))
		return CELL_DATE;
	add_number(out, value, x, flags);
	if (style.zeros)
		pad(out, style.zeros);
	return CELL_NUMBER;
}
