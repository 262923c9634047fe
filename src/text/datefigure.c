#include <binggui/text/datefigure.h>

#define OLDEST_YEAR   1800
#define YOUNGEST_YEAR 2199
#define LIFETIME      110 /* years */

/* A number with what stood around it. */
struct figure {
	int64_t value;
	int digits;
	enum datepart_kind unit; /* PART_YEAR, PART_MONTH, PART_DAY, PART_NAME; else PART_NUMBER */
	char before;             /* the mark in front of it, 0 = none */
};

struct figures {
	struct figure at[3];
	size_t n;
	bool era, vague, named, units;
	bool serial_ok;
	struct date today;
};

/* The ways in which some figures can be read: more than one is ambiguous. */
struct readings {
	struct date first;
	int n;
	bool two_digit;
};

static struct datefigure outcome(enum datefigure_fault fault)
{
	return (struct datefigure){.fault = fault};
}

static struct datefigure good(struct date d)
{
	return (struct datefigure){.fault = FIGURE_OK, .date = d};
}

static bool plausible(int64_t year)
{
	return year >= OLDEST_YEAR && year <= YOUNGEST_YEAR;
}

static bool make(int64_t year, int64_t month, int64_t day, struct date *out)
{
	if (!plausible(year) || month > 12 || day > 31 || (year == 1900 && month == 1 && day == 0))
		return false;
	*out = (struct date){(int16_t)year, (uint8_t)month, (uint8_t)day};
	return date_valid(*out);
}

bool datefigure_serial(struct date *out, double serial_number, bool system_1904)
{
	if (!(serial_number >= 0) || serial_number >= 2958466)
		return false;
	int days = (int)serial_number;
	if (system_1904)
		*out = date_from_days(date_days((struct date){1904, 1, 1}) + days);
	else if (days == 0 || days == 60) /* 1900-01-00 and 1900-02-29 are in no calendar */
		return false;
	else
		*out = date_from_days(date_days((struct date){1899, 12, 30}) + days + (days < 60));
	return date_valid(*out);
}

/* ---- ways to read --------------------------------------------------------------------------- */

static void add_reading(struct readings *r, int64_t year, int64_t month, int64_t day)
{
	struct date d;

	if (!make(year, month, day, &d))
		return;
	if (r->n && date_days(d) == date_days(r->first) && date_cmp(d, r->first) == 0)
		return;
	r->first = d;
	r->n++;
}

/* Reads with `year` as the year, which has two or four digits. */
static void try_year(struct readings *r, const struct figure *year, int64_t month, int64_t day,
	struct date today)
{
	if (year->digits != 2 && !(year->digits == 0 && year->value < 100)) {
		if (year->digits == 4)
			add_reading(r, year->value, month, day);
		return;
	}
	int64_t early = 1900 + year->value, late = 2000 + year->value;
	int before = r->n;
	if (late > today.year || today.year - early <= LIFETIME)
		add_reading(r, early, month, day);
	if (late <= today.year)
		add_reading(r, late, month, day);
	r->two_digit = r->two_digit || r->n > before;
}

static struct datefigure settle(const struct readings *r)
{
	if (r->n == 0)
		return outcome(FIGURE_INVALID);
	if (r->n > 1)
		return outcome(FIGURE_AMBIGUOUS);
	struct datefigure out = good(r->first);
	out.two_digit_year = r->two_digit;
	return out;
}

/* ---- numbers without 年月日 ----------------------------------------------------------------- */

static struct datefigure serial(double value)
{
	struct date d;

	if (value < 10000 || value > 80000 || !datefigure_serial(&d, value, false))
		return outcome(FIGURE_UNPARSED);
	struct datefigure out = good(d);
	out.from_serial = true;
	return out;
}

static struct datefigure six_digits(int64_t value, struct date today)
{
	struct figure year = {.value = value / 10000, .digits = 2};
	struct readings r = {0};

	if (plausible(value / 100))
		add_reading(&r, value / 100, value % 100, 0);
	if (!r.n && value / 100 % 100)
		try_year(&r, &year, value / 100 % 100, value % 100, today);
	return settle(&r);
}

/* A digit was lost or a zero left out: 1986111 may be January or November. */
static struct datefigure seven_digits(int64_t value)
{
	struct readings r = {0};
	int64_t rest = value % 1000;

	if (rest / 100)
		add_reading(&r, value / 1000, rest / 100, rest % 100);
	if (rest % 10)
		add_reading(&r, value / 1000, rest / 10, rest % 10);
	return outcome(r.n ? FIGURE_AMBIGUOUS : FIGURE_INVALID);
}

static struct datefigure eight_digits(int64_t value)
{
	struct readings r = {0};

	if (value == 0)
		return outcome(FIGURE_EMPTY);
	if (value < 10000000 || value >= 30000000)
		return outcome(FIGURE_UNPARSED);
	add_reading(&r, value / 10000, value / 100 % 100, value % 100);
	return settle(&r);
}

/* Digits in one piece. */
static struct datefigure compact(const struct figure *f, const struct figures *all)
{
	int64_t power = 1;

	switch (f->digits) {
	case 4:
		return plausible(f->value) ? good((struct date){.year = (int16_t)f->value})
					   : outcome(FIGURE_UNPARSED);
	case 5:
		return all->serial_ok ? serial((double)f->value) : outcome(FIGURE_UNPARSED);
	case 6:
		return six_digits(f->value, all->today);
	case 7:
		return plausible(f->value / 1000) ? seven_digits(f->value)
						  : outcome(FIGURE_UNPARSED);
	case 14:
		power *= 100; /* fall through */
	case 12:
		power *= 10000; /* the time of day */ /* fall through */
	case 8:
		return eight_digits(f->value / power);
	default:
		return outcome(FIGURE_UNPARSED);
	}
}

static bool could_be_month(int64_t v)
{
	return v >= 1 && v <= 12;
}

static struct datefigure pair(
	const struct figure *a, const struct figure *b, const struct figures *all)
{
	struct readings r = {0};
	bool no_year = a->digits <= 2 && b->digits <= 2 && could_be_month(a->value) &&
		       b->value >= 1 && b->value <= 31;

	if (a->digits >= 5 && b->before == '.') { /* a number cell that was written out: 31718.0 */
		if (a->digits == 5 && all->serial_ok)
			return serial((double)a->value);
		return b->value == 0 ? compact(a, all) : outcome(FIGURE_UNPARSED);
	}
	if (a->digits > 4 || b->digits > 4)
		return outcome(FIGURE_UNPARSED);
	if (b->digits <= 2)
		try_year(&r, a, b->value, 0, all->today);
	if (a->digits <= 2 && could_be_month(a->value))
		try_year(&r, b, a->value, 0, all->today);
	if (no_year)
		return outcome(r.n ? FIGURE_AMBIGUOUS : FIGURE_UNPARSED);
	if (!r.n && a->digits != 4 && b->digits != 4 && (a->value <= 31 || b->digits != 2))
		return outcome(FIGURE_UNPARSED);
	return settle(&r);
}

static struct datefigure triple(const struct figures *all)
{
	const struct figure *f = all->at;
	struct readings r = {0};
	bool zero = f[0].value == 0 && f[1].value == 0 && f[2].value == 0;

	if (zero)
		return outcome(FIGURE_EMPTY);
	if (f[0].digits > 4 || f[1].digits > 2 || f[2].digits > 4)
		return outcome(FIGURE_INVALID);
	if (f[2].digits <= 2)
		try_year(&r, &f[0], f[1].value, f[2].value, all->today);
	if (f[0].digits <= 2 && f[0].value && f[1].value) {
		try_year(&r, &f[2], f[1].value, f[0].value, all->today);
		try_year(&r, &f[2], f[0].value, f[1].value, all->today);
	}
	if (!r.n && f[0].digits == 1 && f[2].digits == 1)
		return outcome(FIGURE_UNPARSED);
	if (r.n == 1 && f[1].before == '.' && f[2].before == '-')
		return outcome(FIGURE_AMBIGUOUS); /* 1986.11-12: a day, or until December */
	return settle(&r);
}

/* ---- numbers with units or the names of months ---------------------------------------------- */

/* 2-Nov-86, Nov-86, Nov 2 1986, 1986-Nov-02 */
static struct datefigure named_month(const struct figures *f)
{
	struct readings r = {0};
	const struct figure *rest[2] = {NULL, NULL};
	const struct figure *month = NULL;
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		if (f->at[i].unit == PART_NAME)
			month = &f->at[i];
		else if (n < 2)
			rest[n++] = &f->at[i];
	if (!month || n + 1 != f->n || n == 0)
		return outcome(FIGURE_UNPARSED);
	if (n == 1) {
		try_year(&r, rest[0], month->value, 0, f->today);
		if (rest[0]->digits <= 2 && rest[0]->value >= 1 && rest[0]->value <= 31)
			return outcome(r.n ? FIGURE_AMBIGUOUS : FIGURE_UNPARSED);
		return settle(&r);
	}
	bool year_first = rest[0]->digits == 4;
	try_year(&r, rest[year_first ? 0 : 1], month->value, rest[year_first ? 1 : 0]->value,
		f->today);
	return settle(&r);
}

/* What each figure is: its unit, or what follows the one before.  False if the order is broken. */
static bool assign(const struct figures *f, const struct figure *role[3])
{
	int last = -1;

	for (size_t i = 0; i < f->n; i++) {
		const struct figure *g = &f->at[i];
		int at = g->unit == PART_NUMBER ? last + 1 : (int)g->unit - PART_YEAR;
		if (at != last + 1 || at > 2)
			return false;
		role[at] = g;
		last = at;
	}
	return true;
}

static struct datefigure with_units(const struct figures *f)
{
	const struct figure *role[3] = {NULL, NULL, NULL};
	struct readings r = {0};

	if (!assign(f, role))
		return outcome(FIGURE_UNPARSED);
	int64_t month = role[1] ? role[1]->value : 0, day = role[2] ? role[2]->value : 0;
	if (f->era) {
		if (role[0]->value < 1 || role[0]->value > 200)
			return outcome(FIGURE_INVALID);
		add_reading(&r, 1911 + role[0]->value, month, day);
		return settle(&r);
	}
	if (role[0]->digits == 1)
		return outcome(FIGURE_UNPARSED); /* 5年: how long, not when */
	try_year(&r, role[0], month, day, f->today);
	return settle(&r);
}

/* ---- one date ------------------------------------------------------------------------------- */

bool datefigure_is_unit(enum datepart_kind kind)
{
	return kind == PART_YEAR || kind == PART_MONTH || kind == PART_DAY;
}

/* Takes one part; false if it has no place there.  *mark is the mark that stands open. */
static bool take(struct figures *out, const struct datepart *p, char *mark)
{
	struct figure *last = out->n ? &out->at[out->n - 1] : NULL;

	switch (p->kind) {
	case PART_NAME:
	case PART_NUMBER:
		if (out->n == 3 || (last && !*mark && last->unit == PART_NUMBER))
			return false;
		out->at[out->n++] = (struct figure){p->value, p->digits, p->kind, *mark};
		out->named = out->named || p->kind == PART_NAME;
		*mark = 0;
		return true;
	case PART_YEAR:
	case PART_MONTH:
	case PART_DAY:
		if (!last || *mark || last->unit != PART_NUMBER)
			return false;
		last->unit = p->kind;
		out->units = true;
		return true;
	case PART_MARK:
	case PART_DASH:
		*mark = p->mark;
		return last != NULL;
	case PART_ERA:
		out->era = true;
		return last == NULL;
	case PART_VAGUE:
		out->vague = true;
		return last && !*mark;
	default:
		return false;
	}
}

static bool gather(struct figures *out, const struct datepart *parts, size_t n)
{
	char mark = 0;

	for (size_t i = 0; i < n; i++)
		if (out->vague || !take(out, &parts[i], &mark))
			return false;
	return out->n > 0;
}

/* 底 and the like may stand behind the year or the month only. */
static bool vague_ok(const struct figures *f)
{
	const struct figure *last = &f->at[f->n - 1];

	return last->unit == PART_YEAR || last->unit == PART_MONTH ||
	       (f->n == 1 && last->digits == 4);
}

struct datefigure datefigure_read(
	const struct datepart *parts, size_t n, bool serial_ok, struct date today)
{
	struct figures f = {.serial_ok = serial_ok, .today = today};

	if (!gather(&f, parts, n) || (f.vague && !vague_ok(&f)) || (f.named && (f.units || f.era)))
		return outcome(FIGURE_UNPARSED);
	if (f.named)
		return named_month(&f);
	if (f.units || f.era)
		return with_units(&f);
	if (f.n == 1)
		return compact(&f.at[0], &f);
	return f.n == 2 ? pair(&f.at[0], &f.at[1], &f) : triple(&f);
}
