#include <binggui/text/dateread.h>

#include <binggui/text/datefigure.h>
#include <binggui/text/datepart.h>
#include <binggui/text/scan.h>

/* Part of the pieces of a cell. */
struct stretch {
	const struct datepart *at;
	size_t n;
	struct date today;
	bool serial_ok;
};

static struct dateread outcome(enum dateread_fault fault)
{
	return (struct dateread){.fault = fault};
}

static struct dateread good(struct date d)
{
	return (struct dateread){.fault = date_full(d) ? DATEREAD_OK : DATEREAD_PARTIAL, .date = d};
}

static bool is_good(const struct dateread *r)
{
	return r->fault == DATEREAD_OK || r->fault == DATEREAD_PARTIAL;
}

static struct dateread single(const struct stretch *s)
{
	static const enum dateread_fault faults[] = {
		[FIGURE_EMPTY] = DATEREAD_EMPTY,
		[FIGURE_AMBIGUOUS] = DATEREAD_AMBIGUOUS,
		[FIGURE_INVALID] = DATEREAD_INVALID,
		[FIGURE_UNPARSED] = DATEREAD_UNPARSED,
	};
	struct datefigure f = datefigure_read(s->at, s->n, s->serial_ok, s->today);
	struct dateread out = f.fault == FIGURE_OK ? good(f.date) : outcome(faults[f.fault]);

	out.from_serial = f.from_serial;
	out.two_digit_year = f.two_digit_year;
	return out;
}

/* ---- two dates ------------------------------------------------------------------------------ */

static struct stretch cut(const struct stretch *s, size_t from, size_t to)
{
	struct stretch part = *s;

	part.at = s->at + from;
	part.n = to - from;
	part.serial_ok = false;
	return part;
}

/* The worse of two halves: good ones first. */
static enum dateread_fault worse(const struct dateread *a, const struct dateread *b)
{
	enum dateread_fault x = is_good(a) ? DATEREAD_OK : a->fault;
	enum dateread_fault y = is_good(b) ? DATEREAD_OK : b->fault;

	return x > y ? x : y;
}

static struct dateread split_at(const struct stretch *s, size_t i)
{
	struct stretch left = cut(s, 0, i), right = cut(s, i + 1, s->n);
	struct dateread from = single(&left), until = single(&right);
	enum dateread_fault fault = worse(&from, &until);

	if (fault != DATEREAD_OK)
		return outcome(fault == DATEREAD_EMPTY ? DATEREAD_UNPARSED : fault);
	from.fault = DATEREAD_RANGE;
	from.until = until.date;
	from.two_digit_year = from.two_digit_year || until.two_digit_year;
	return from;
}

/* A date by itself has four digits or more, a unit, or another mark than a dash. */
static bool stands_alone(const struct datepart *at, size_t n)
{
	if (n && at->kind == PART_NUMBER && at->digits >= 4)
		return true;
	for (size_t i = 0; i < n; i++)
		if (datefigure_is_unit(at[i].kind) || at[i].kind == PART_MARK)
			return true;
	return false;
}

/* A dash between two dates, where `whole` is what came of reading it as a mark. */
static struct dateread split_at_dash(const struct stretch *s, struct dateread whole)
{
	struct dateread best = whole;

	for (size_t i = 1; i + 1 < s->n; i++) {
		if (s->at[i].kind != PART_DASH || !stands_alone(s->at, i) ||
			!stands_alone(s->at + i + 1, s->n - i - 1))
			continue;
		struct dateread two = split_at(s, i);
		if (two.fault == DATEREAD_RANGE)
			return two;
		if (best.fault == DATEREAD_UNPARSED)
			best = two;
	}
	return best;
}

/* 1986.11至今 */
static struct dateread open_ended(struct stretch s)
{
	s.n--;
	if (s.n && (s.at[s.n - 1].kind == PART_DASH || s.at[s.n - 1].kind == PART_BETWEEN))
		s.n--;
	if (!s.n)
		return outcome(DATEREAD_OPEN);
	s.serial_ok = false;
	struct dateread from = single(&s);
	if (!is_good(&from))
		return from;
	from.fault = DATEREAD_RANGE;
	from.until_open = true;
	return from;
}

/* ---- the cell ------------------------------------------------------------------------------- */

/* Takes the time of day off the end; false if there is one that cannot be. */
static bool cut_time(struct dateparts *p)
{
	size_t colon = 0, start;

	while (colon < p->n && p->at[colon].kind != PART_COLON)
		colon++;
	if (colon == p->n)
		return true;
	if (colon < 2 || p->at[colon - 1].kind != PART_NUMBER || p->at[colon - 1].value > 24)
		return false;
	for (size_t i = colon; i < p->n; i++) {
		enum datepart_kind kind = p->at[i].kind;
		if (kind != PART_COLON && kind != PART_NUMBER && kind != PART_CLOCK &&
			kind != PART_MARK && kind != PART_DASH)
			return false;
	}
	start = colon - 1;
	while (start &&
		(p->at[start - 1].kind == PART_CLOCK ||
			(p->at[start - 1].kind == PART_MARK && p->at[start - 1].mark == ' ')))
		start--;
	p->n = start;
	return start > 0;
}

static bool says_none(const struct scan *s)
{
	static const char *const words[] = {
		"无", "無", "没有", "暂无", "空", "null", "none", "nan", "nat", "n/a", "na"};

	for (size_t i = 0; i < s->n; i++)
		if (s->at[i] != '-' && s->at[i] != '/' && s->at[i] != '\\' && s->at[i] != 0x2014 &&
			s->at[i] != 0x2013 && s->at[i] != 0x2015 && s->at[i] != ' ')
			break;
		else if (i + 1 == s->n)
			return true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (scan_is(s, words[i]))
			return true;
	return s->n == 0;
}

/* Marks in front and behind: "1986.11." */
static void strip_marks(struct stretch *s)
{
	while (s->n && s->at[s->n - 1].kind == PART_MARK)
		s->n--;
	while (s->n && s->at[0].kind == PART_MARK) {
		s->at++;
		s->n--;
	}
}

static struct dateread read_parts(struct stretch s)
{
	size_t between = 0, at = 0;

	strip_marks(&s);
	if (!s.n)
		return outcome(DATEREAD_UNPARSED);
	if (s.at[s.n - 1].kind == PART_OPEN)
		return open_ended(s);
	for (size_t i = 0; i < s.n; i++)
		if (s.at[i].kind == PART_BETWEEN) {
			between++;
			at = i;
		}
	if (between)
		return between == 1 ? split_at(&s, at) : outcome(DATEREAD_UNPARSED);
	struct dateread whole = single(&s);
	return is_good(&whole) ? whole : split_at_dash(&s, whole);
}

static void read_scan(
	struct dateread *out, const struct scan *text, bool serial_ok, struct date today)
{
	struct dateparts parts;

	*out = outcome(DATEREAD_EMPTY);
	if (says_none(text))
		return;
	datepart_split(&parts, text);
	*out = outcome(DATEREAD_UNPARSED);
	if (parts.odd || !cut_time(&parts))
		return;
	*out = read_parts((struct stretch){parts.at, parts.n, today, serial_ok});
}

void dateread_cell(struct dateread *out, const char *text, bool serial_ok, struct date today)
{
	struct scan s;

	scan_read(&s, text);
	read_scan(out, &s, serial_ok, today);
}

/* ---- typing --------------------------------------------------------------------------------- */

/* t, t-1, t+7 */
static bool relative(const struct scan *s, struct date today, struct date *out)
{
	int days = 0;

	if (s->at[0] != 't' && s->at[0] != 'T')
		return false;
	if (s->n > 1 && ((s->at[1] != '+' && s->at[1] != '-') || s->n == 2 || s->n > 7))
		return false;
	for (size_t i = 2; i < s->n; i++) {
		if (s->at[i] < '0' || s->at[i] > '9')
			return false;
		days = days * 10 + (int)(s->at[i] - '0');
	}
	*out = date_add_days(today, s->at[1] == '-' ? -days : days);
	return date_valid(*out);
}

/* Month and day without a year: 0801, 8月1日, 八一. */
static bool yearless(const struct scan *s, int *month, int *day)
{
	struct dateparts p;

	if (scan_is(s, "八一")) {
		*month = 8;
		*day = 1;
		return true;
	}
	datepart_split(&p, s);
	if (p.odd || !p.n || p.at[0].kind != PART_NUMBER)
		return false;
	if (p.n == 1 && p.at[0].digits == 4 && p.at[0].value <= 1231) {
		*month = (int)(p.at[0].value / 100);
		*day = (int)(p.at[0].value % 100);
		return true;
	}
	if (p.n < 3 || p.n > 4 || p.at[1].kind != PART_MONTH || p.at[2].kind != PART_NUMBER ||
		(p.n == 4 && p.at[3].kind != PART_DAY) || p.at[0].value > 12 || p.at[2].value > 31)
		return false;
	*month = (int)p.at[0].value;
	*day = (int)p.at[2].value;
	return true;
}

static struct dateread near_today(int month, int day, struct date today)
{
	struct date d = {today.year, (uint8_t)month, (uint8_t)day};

	if (!date_full(d))
		return outcome(DATEREAD_INVALID);
	if (date_valid(d) && date_days(d) - date_days(today) <= 30)
		return good(d);
	d.year--;
	return date_valid(d) ? good(d) : outcome(DATEREAD_INVALID);
}

void dateread_typed(struct dateread *out, const char *text, struct date today)
{
	struct scan s;
	struct date day;
	int month, in_month;

	scan_read(&s, text);
	if (relative(&s, today, &day))
		*out = good(day);
	else if (yearless(&s, &month, &in_month))
		*out = near_today(month, in_month, today);
	else
		read_scan(out, &s, false, today);
}

bool dateread_serial(struct date *out, double serial, bool system_1904)
{
	return datefigure_serial(out, serial, system_1904);
}
