#include <binggui/domain/owing.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/map.h>
#include <binggui/base/vec.h>
#include <binggui/domain/members.h>
#include <binggui/table/listing.h>
#include <binggui/table/query.h>
#include <binggui/table/table.h>

enum { NEVER = 1000000 }; /* sorts before any number of days */

/* A day on which somebody was met. */
struct met {
	uint64_t person;
	int32_t day;
};

struct plan {
	uint64_t id;
	struct expr *who;
	int every;
	char unit[8]; /* 天 月 季 年 */
	size_t times;
	int warn;
	struct date from;
};

struct loading {
	struct archive *archive;
	const struct def_table *person, *visit, *plan;
	struct {
		struct met *at; /* by person, newest first */
		size_t n, cap;
	} met;
	struct members_days homes; /* visits to whole households */
	const char *where;         /* only these people; NULL = all */
	struct plan now;           /* the frequency being applied */
	struct map lines;          /* person id -> index + 1 in out */
	struct owing *out;
	struct err *err;
};

static const char *get(const struct def_table *t, const struct record *r, const char *name)
{
	const struct def_field *f = def_field(t, name);

	return f ? record_field(r, f) : "";
}

/* ---- visits ---------------------------------------------------------------------------------- */

static bool take_visit(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct loading *l = context;
	struct str text = {0};
	struct met m;
	struct date d;

	(void)id;
	struct span who = record_peek(bytes, n, def_field(l->visit, "person")->number);
	struct span date = record_peek(bytes, n, def_field(l->visit, "date")->number);
	struct span met = record_peek(bytes, n, def_field(l->visit, "met")->number);
	struct span home = record_peek(bytes, n, def_field(l->visit, "household")->number);
	if (span_is(met, "未遇"))
		return true;
	str_addn(&text, who.at, who.n);
	bool good = who.n && record_id_parse(str_c(&text), &m.person);
	str_clear(&text);
	str_addn(&text, date.at, date.n);
	bool dated = date_parse(&d, str_c(&text));
	if (good && dated) {
		m.day = date_days(d);
		vec_push(&l->met, m);
	} else if (!who.n && home.n && dated) {
		members_visited(&l->homes, home.at, home.n, d);
	}
	str_free(&text);
	return true;
}

static void take_member(void *context, uint64_t person, int32_t day)
{
	struct loading *l = context;

	vec_push(&l->met, ((struct met){person, day}));
}

static int met_cmp(const void *x, const void *y)
{
	const struct met *a = x, *b = y;

	if (a->person != b->person)
		return a->person < b->person ? -1 : 1;
	return a->day > b->day ? -1 : a->day < b->day;
}

/* The visits of a person: the first of them, *n of them. */
static const struct met *visits_of(const struct loading *l, uint64_t person, size_t *n)
{
	size_t low = 0, high = l->met.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (l->met.at[mid].person < person)
			low = mid + 1;
		else
			high = mid;
	}
	*n = 0;
	while (low + *n < l->met.n && l->met.at[low + *n].person == person)
		++*n;
	return l->met.at + low;
}

/* ---- one frequency --------------------------------------------------------------------------- */

/* A day a number of periods later (or earlier). */
static struct date moved(const struct plan *p, struct date d, int by)
{
	int n = p->every * by;

	if (strcmp(p->unit, "天") == 0)
		return date_add_days(d, n);
	if (strcmp(p->unit, "季") == 0)
		return date_add_months(d, 3 * n);
	return date_add_months(d, strcmp(p->unit, "年") == 0 ? 12 * n : n);
}

/* By when the next visit is owed: a period after the visit that leaves the count next, or after the start. */
static struct date due_date(const struct plan *p, const struct met *m, size_t n)
{
	if (n >= p->times)
		return moved(p, date_from_days(m[p->times - 1].day), 1);
	if (!date_none(p->from))
		return moved(p, p->from, 1);
	return (struct date){0};
}

/* Once a person: what is owed longest. */
static void add(struct loading *l, const struct owing_line *line)
{
	size_t at = (size_t)(uintptr_t)map_getn(&l->lines, &line->person, sizeof line->person);

	if (!at) {
		vec_push(l->out, *line);
		map_putn(&l->lines, &line->person, sizeof line->person,
			(void *)(uintptr_t)l->out->n);
	} else if (line->days > l->out->at[at - 1].days) {
		l->out->at[at - 1] = *line;
	}
}

static bool take_person(void *context, const struct record *r)
{
	struct loading *l = context;
	const struct plan *p = &l->now;
	const char *state = get(l->person, r, "life_state");
	struct date today = l->archive->types.today;
	int32_t since = date_days(moved(p, today, -1));
	struct owing_line line = {.person = r->id, .plan = p->id, .times = p->times};
	size_t n;

	if (*state && strcmp(state, "在档") != 0)
		return true;
	const struct met *m = visits_of(l, r->id, &n);
	while (n && m->day > date_days(today)) /* a visit that is still to come is none */
		m++, n--;
	while (line.visits < n && m[line.visits].day > since)
		line.visits++;
	if (n)
		line.last = date_from_days(m[0].day);
	line.due = due_date(p, m, n);
	line.days = date_none(line.due) ? (n ? 0 : NEVER) : date_days(today) - date_days(line.due);
	bool owed = line.visits < p->times;
	if (owed && line.days < 0)
		line.days = 0; /* the frequency itself is young */
	if (owed || -line.days <= p->warn)
		add(l, &line);
	return true;
}

static int number(const char *text, int otherwise)
{
	return *text ? atoi(text) : otherwise;
}

/* Whether the frequency holds today; reads it. */
static bool read_plan(struct loading *l, const struct record *r)
{
	struct plan *p = &l->now;
	struct date to;

	*p = (struct plan){.id = r->id};
	p->every = number(get(l->plan, r, "every"), 1);
	p->times = (size_t)number(get(l->plan, r, "times"), 1);
	p->warn = number(get(l->plan, r, "warn_days"), 0);
	strncpy(p->unit, get(l->plan, r, "unit"), sizeof p->unit - 1);
	if (!date_parse(&p->from, get(l->plan, r, "from")))
		p->from = (struct date){0};
	bool ended =
		date_parse(&to, get(l->plan, r, "to")) && date_cmp(to, l->archive->types.today) < 0;
	bool begun = date_none(p->from) || date_cmp(p->from, l->archive->types.today) <= 0;
	return p->every > 0 && p->times > 0 && begun && !ended;
}

/* Whom the frequency means, of those who are asked for; it is read alone first, for what is said of it. */
static struct expr *whom(struct loading *l, const char *who)
{
	struct expr *x = expr_parse(who, l->person, l->archive->defs, l->err);
	struct str both = {0};

	if (!x || !l->where || !*l->where)
		return x;
	expr_free(x);
	str_addf(&both, "(%s) and (%s)", who, l->where);
	x = expr_parse(str_c(&both), l->person, l->archive->defs, l->err);
	str_free(&both);
	return x;
}

static bool apply_plan(struct loading *l, const struct record *r)
{
	bool ok;

	if (!read_plan(l, r))
		return true;
	l->now.who = whom(l, get(l->plan, r, "who"));
	if (!l->now.who) {
		str_addf(&l->out->bad, "走访频次“%s”的对象条件读不懂，没有算它：%s\n",
			get(l->plan, r, "name"), l->err->text);
		err_clear(l->err);
		return true;
	}
	ok = query_run(l->archive, l->person, l->now.who, take_person, l, l->err);
	expr_free(l->now.who);
	return ok;
}

/* Longest overdue first; equal ones by id, so that the list stands still. */
static int line_cmp(const void *x, const void *y)
{
	const struct owing_line *a = x, *b = y;

	if (a->days != b->days)
		return a->days > b->days ? -1 : 1;
	return a->person < b->person ? -1 : a->person > b->person;
}

static bool apply_all(struct loading *l, struct err *e)
{
	struct ids plans = {0};
	struct record r = {0};

	bool ok = listing_make(l->archive, l->plan, NULL, &plans, e);
	for (size_t i = 0; ok && i < plans.n; i++)
		ok = table_get(l->archive, l->plan, plans.at[i], &r, e) && apply_plan(l, &r);
	record_free(&r);
	vec_free(&plans);
	return ok;
}

bool owing_load(struct owing *o, struct archive *a, const char *where, struct err *e)
{
	struct loading l = {.archive = a, .where = where, .out = o, .err = e};

	*o = (struct owing){0};
	l.person = defs_table(a->defs, "person");
	l.visit = defs_table(a->defs, "visit");
	l.plan = defs_table(a->defs, "visit_plan");
	if (!l.person || !l.visit || !l.plan)
		return err_set(e, ERR_CONFIG, "screens/ 里没有走访频次的登记簿");
	bool ok = table_scan(a, l.visit, take_visit, &l, e) &&
		  members_each(a, &l.homes, take_member, &l, e);
	if (ok && l.met.n)
		qsort(l.met.at, l.met.n, sizeof *l.met.at, met_cmp);
	ok = ok && apply_all(&l, e);
	vec_free(&l.met);
	members_free(&l.homes);
	map_free(&l.lines);
	if (!ok) {
		owing_free(o);
		return false;
	}
	if (o->n)
		qsort(o->at, o->n, sizeof *o->at, line_cmp);
	for (size_t i = 0; i < o->n; i++)
		o->overdue += o->at[i].visits < o->at[i].times;
	return true;
}

void owing_free(struct owing *o)
{
	str_free(&o->bad);
	vec_free(o);
	*o = (struct owing){0};
}
