#include <binggui/domain/campaign.h>

#include <string.h>

#include <binggui/base/map.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/areas.h>
#include <binggui/table/batch.h>
#include <binggui/table/query.h>

/* Lines in one transaction: short enough that nobody else's save waits for it. */
enum { GROUP = 128 };

static const struct def_table *table(struct archive *a, const char *name)
{
	return defs_table(a->defs, name);
}

static const char *get(const struct def_table *t, const struct record *r, const char *name)
{
	const struct def_field *f = def_field(t, name);

	return f ? record_field(r, f) : "";
}

static void set(const struct def_table *t, struct record *r, const char *name, const char *value)
{
	const struct def_field *f = def_field(t, name);

	if (f)
		record_set(r, f->number, value);
}

static bool declared(struct archive *a, struct err *e)
{
	static const char *const names[] = {"person", "campaign", "campaign_target", "visit"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!table(a, names[i]))
			return err_set(e, ERR_CONFIG, "screens/ 里没有登记簿 %s", names[i]);
	return true;
}

/* ---- who is meant ---------------------------------------------------------------------------- */

struct search_state {
	struct archive *archive;
	const struct def_table *person;
	struct areas areas;
	long area;         /* index; -1 = everywhere */
	struct map listed; /* references of those on the list */
	struct ids *out;
};

/* Everywhere also without a village: nobody on file is to be left out of a county's campaign. */
static bool lies_within(const struct search_state *s, const char *village)
{
	if (s->area < 0 || s->areas.at[s->area].level == AREA_COUNTY)
		return true;
	long at = areas_by_code(&s->areas, village);
	return at >= 0 && (at == s->area || s->areas.at[at].town == s->area);
}

static bool take_person(void *context, const struct record *r)
{
	struct search_state *s = context;
	const char *state = get(s->person, r, "life_state");
	struct str reference = {0};

	table_reference(s->person, r, &reference);
	if ((!*state || text_eq(state, "在档")) && !map_has(&s->listed, str_c(&reference)) &&
		lies_within(s, get(s->person, r, "village")))
		vec_push(s->out, r->id);
	str_free(&reference);
	return true;
}

static bool read_listed(struct search_state *s, const struct record *campaign, struct err *e)
{
	const struct def_table *t = table(s->archive, "campaign_target");
	struct str reference = {0};
	struct record r = {0};
	struct ids ids = {0};

	table_reference(table(s->archive, "campaign"), campaign, &reference);
	bool ok = table_by_index(
		s->archive, t, def_field(t, "campaign"), str_c(&reference), 0, &ids, e);
	for (size_t i = 0; ok && i < ids.n; i++) {
		ok = table_get(s->archive, t, ids.at[i], &r, e);
		if (ok)
			map_put(&s->listed, get(t, &r, "person"), s);
	}
	record_free(&r);
	vec_free(&ids);
	str_free(&reference);
	return ok;
}

/* The condition; *x is NULL where there is none. */
static bool read_condition(struct archive *a, const char *who, struct expr **x, struct err *e)
{
	*x = NULL;
	if (text_blank(who))
		return true;
	*x = expr_parse(who, table(a, "person"), a->defs, e);
	return *x || err_in(e, "对象条件“%s”", who);
}

bool campaign_condition(struct archive *a, const char *who, struct err *e)
{
	struct expr *x;

	bool ok = declared(a, e) && read_condition(a, who, &x, e);
	if (ok)
		expr_free(x);
	return ok;
}

static bool read_area(struct search_state *s, const char *code, struct err *e)
{
	s->area = -1;
	if (!areas_load(&s->areas, s->archive, e))
		return false;
	if (*code)
		s->area = areas_by_code(&s->areas, code);
	return !*code || s->area >= 0 ||
	       err_set(e, ERR_DATA, "活动范围“%s”不在行政区划表里，请在活动里重新选择", code);
}

bool campaign_missing(
	struct archive *a, const struct record *campaign, struct ids *out, struct err *e)
{
	struct search_state s = {.archive = a, .out = out};
	struct expr *x = NULL;

	vec_clear(out);
	if (!declared(a, e))
		return false;
	s.person = table(a, "person");
	const struct def_table *t = table(a, "campaign");
	bool ok = read_condition(a, get(t, campaign, "who"), &x, e) &&
		  read_area(&s, get(t, campaign, "area"), e) && read_listed(&s, campaign, e) &&
		  query_run(a, s.person, x, take_person, &s, e);
	expr_free(x);
	areas_free(&s.areas);
	map_free(&s.listed);
	return ok;
}

/* ---- lines ----------------------------------------------------------------------------------- */

/* The level of a pairing, the lowest first. */
static int tier_rank(const char *tier)
{
	static const char *const tiers[] = {"村", "镇", "县"};

	for (int i = 0; i < 3; i++)
		if (text_eq(tiers[i], tier))
			return i;
	return 3;
}

/* Whom the person is paired with now, at the lowest level there is; "" if nobody. */
static bool read_assigned(struct archive *a, const char *person, struct str *out, struct err *e)
{
	const struct def_table *t = table(a, "pairing");
	struct ids ids = {0};
	struct record r = {0};
	int best = 4;

	str_clear(out);
	bool ok = !t || table_by_index(a, t, def_field(t, "person"), person, 0, &ids, e);
	for (size_t i = 0; ok && i < ids.n; i++) {
		ok = table_get(a, t, ids.at[i], &r, e);
		if (!ok || *get(t, &r, "to") || tier_rank(get(t, &r, "tier")) >= best)
			continue;
		best = tier_rank(get(t, &r, "tier"));
		str_set(out, get(t, &r, "staff"));
	}
	record_free(&r);
	vec_free(&ids);
	return ok;
}

/*
 * Why somebody is on the list, as far as the archive says: the first that holds.  What a county's
 * definitions do not know is passed over.
 */
static const struct {
	const char *reason, *condition;
} reasons[] = {
	{"困难", "focus_kind = 困难"},
	{"伤残", "has(disability)"},
	{"高龄", "age >= 80 or tags = 高龄"},
	{"重点", "focus"},
};
enum { REASONS = sizeof reasons / sizeof *reasons };

struct lines {
	const struct campaign_work *work;
	const struct def_table *target, *person;
	struct str campaign; /* reference */
	bool late;
	uint64_t batch;
	struct expr *why[REASONS]; /* NULL where it could not be read */
	struct record records[GROUP];
	size_t n;
};

static const char *reason_of(const struct lines *l, const struct record *person)
{
	for (size_t i = 0; i < REASONS; i++)
		if (l->why[i] && expr_test(l->why[i], person, &l->work->archive->env))
			return reasons[i].reason;
	return "普遍";
}

static bool add_line(struct lines *l, uint64_t person, struct err *e)
{
	struct archive *a = l->work->archive;
	struct record p = {0}, *r = &l->records[l->n];
	struct str reference = {0}, staff = {0};

	bool ok = table_get(a, l->person, person, &p, e);
	if (ok) {
		table_reference(l->person, &p, &reference);
		ok = read_assigned(a, str_c(&reference), &staff, e);
	}
	if (ok) {
		set(l->target, r, "campaign", str_c(&l->campaign));
		set(l->target, r, "person", str_c(&reference));
		set(l->target, r, "household", get(l->person, &p, "household"));
		set(l->target, r, "assigned", str_c(&staff));
		set(l->target, r, "reason", reason_of(l, &p));
		set(l->target, r, "state", "未走访");
		set(l->target, r, "added_late", l->late ? "是" : "");
		l->n++;
	}
	record_free(&p);
	str_free(&reference);
	str_free(&staff);
	return ok;
}

static bool save_lines(struct lines *l, struct err *e)
{
	struct change changes[GROUP] = {0};
	bool ok = true;

	for (size_t i = 0; i < l->n; i++)
		changes[i] = (struct change){.table = l->target, .record = &l->records[i]};
	if (l->n)
		ok = table_save(l->work->archive, changes, l->n,
			&(struct save_options){.batch = l->batch, .reason = "定名单"}, e);
	for (size_t i = 0; i < l->n; i++) {
		change_free(&changes[i]);
		record_free(&l->records[i]);
	}
	l->n = 0;
	return ok;
}

static bool add_all(
	struct lines *l, const uint64_t *people, size_t n, struct campaign_made *out, struct err *e)
{
	const struct campaign_work *w = l->work;
	bool ok = true;

	for (size_t i = 0; ok && i < n; i++) {
		if (w->progress && !w->progress(w->context, i, n)) {
			out->stopped = true;
			break;
		}
		ok = add_line(l, people[i], e);
		if (ok && l->n == GROUP) {
			ok = save_lines(l, e);
			out->added += ok ? GROUP : 0;
		}
	}
	size_t rest = l->n;
	ok = ok && save_lines(l, e);
	out->added += ok ? rest : 0;
	for (size_t i = 0; i < GROUP; i++)
		record_free(&l->records[i]);
	return ok;
}

/* ---- the campaign itself ----------------------------------------------------------------------- */

static bool save_campaign(struct archive *a, const struct record *base, struct record *r,
	uint64_t batch, struct err *e)
{
	struct change c = {.table = table(a, "campaign"), .base = base, .record = r};

	bool ok = table_save(a, &c, 1, &(struct save_options){.batch = batch}, e);
	change_free(&c);
	return ok;
}

static bool mark_started(
	struct archive *a, const struct record *campaign, uint64_t batch, struct err *e)
{
	const struct def_table *t = table(a, "campaign");
	char today[DATE_TEXT];
	struct record r = {0};

	date_format(a->types.today, today);
	record_copy(&r, campaign);
	set(t, &r, "frozen_on", today);
	if (!text_eq(get(t, &r, "state"), "进行"))
		set(t, &r, "state", "进行");
	bool ok = save_campaign(a, campaign, &r, batch, e);
	record_free(&r);
	return ok;
}

/*
 * All of them under one batch, which says what for; so is the start, which is taken back with its list.
 */
static bool put_on_list(const struct campaign_work *w, const struct record *campaign,
	const struct ids *people, bool late, struct campaign_made *out, struct err *e)
{
	struct lines l = {.work = w, .late = late};
	const struct def_table *t = table(w->archive, "campaign");
	struct batch batch = {0};
	struct str text = {0};

	l.target = table(w->archive, "campaign_target");
	l.person = table(w->archive, "person");
	table_reference(t, campaign, &l.campaign);
	for (size_t i = 0; i < REASONS; i++)
		l.why[i] = expr_parse(reasons[i].condition, l.person, w->archive->defs, NULL);
	str_addf(&text, "%s：%s", late ? "加入名单" : "定名单", get(t, campaign, "name"));
	bool ok = batch_begin(w->archive, l.target->name, str_c(&text), &batch, e);
	if (ok) {
		l.batch = out->batch = batch.id;
		ok = add_all(&l, people->at, people->n, out, e) &&
		     (late || out->stopped || mark_started(w->archive, campaign, batch.id, e));
		str_clear(&text);
		str_addf(&text, "%zu 人列入名单", out->added);
		batch.records = out->added;
		bool ended = batch_end(w->archive, &batch,
			ok && !out->stopped ? BATCH_DONE : BATCH_STOPPED, str_c(&text),
			ok ? e : NULL);
		ok = ok && ended;
	}
	for (size_t i = 0; i < REASONS; i++)
		expr_free(l.why[i]);
	batch_free(&batch);
	str_free(&text);
	str_free(&l.campaign);
	return ok;
}

/* ---- start, add, finish ---------------------------------------------------------------------- */

bool campaign_start(const struct campaign_work *w, struct campaign_made *out, struct err *e)
{
	struct record campaign = {0};
	struct ids people = {0};

	*out = (struct campaign_made){0};
	if (!declared(w->archive, e))
		return false;
	const struct def_table *t = table(w->archive, "campaign");
	bool ok = table_get(w->archive, t, w->campaign, &campaign, e);
	if (ok && *get(t, &campaign, "frozen_on"))
		ok = err_set(e, ERR_CHECK, "“%s”的名单 %s 已经定了；后来的人请用“加入”",
			get(t, &campaign, "name"), get(t, &campaign, "frozen_on"));
	if (ok && text_eq(get(t, &campaign, "state"), "结束"))
		ok = err_set(e, ERR_CHECK, "“%s”已经结束，不能再定名单", get(t, &campaign, "name"));
	ok = ok && campaign_missing(w->archive, &campaign, &people, e);
	if (ok && !people.n) {
		struct ids listed = {0};
		struct str reference = {0};
		const struct def_table *target = table(w->archive, "campaign_target");
		table_reference(t, &campaign, &reference);
		ok = table_by_index(w->archive, target, def_field(target, "campaign"),
			str_c(&reference), 1, &listed, e);
		if (ok && !listed.n)
			ok = err_set(e, ERR_CHECK,
				"没有人符合“%s”的范围和对象条件，请先改活动再开始",
				get(t, &campaign, "name"));
		str_free(&reference);
		vec_free(&listed);
	}
	ok = ok && (people.n ? put_on_list(w, &campaign, &people, false, out, e)
			     : mark_started(w->archive, &campaign, 0, e));
	record_free(&campaign);
	vec_free(&people);
	return ok;
}

bool campaign_add(const struct campaign_work *w, const uint64_t *people, size_t n,
	struct campaign_made *out, struct err *e)
{
	struct record campaign = {0};
	struct ids ids = {.at = (uint64_t *)people, .n = n};

	*out = (struct campaign_made){0};
	if (!declared(w->archive, e))
		return false;
	const struct def_table *t = table(w->archive, "campaign");
	bool ok = table_get(w->archive, t, w->campaign, &campaign, e);
	if (ok && !*get(t, &campaign, "frozen_on"))
		ok = err_set(e, ERR_CHECK, "“%s”还没有开始，开始时会定下全部名单",
			get(t, &campaign, "name"));
	ok = ok && (!n || put_on_list(w, &campaign, &ids, true, out, e));
	record_free(&campaign);
	return ok;
}

bool campaign_finish(struct archive *a, uint64_t campaign, struct err *e)
{
	struct record base = {0}, r = {0};

	if (!declared(a, e))
		return false;
	const struct def_table *t = table(a, "campaign");
	bool ok = table_get(a, t, campaign, &base, e);
	if (ok && !text_eq(get(t, &base, "state"), "进行"))
		ok = err_set(e, ERR_CHECK, "“%s”现在是“%s”，只有进行中的活动能结束",
			get(t, &base, "name"), get(t, &base, "state"));
	if (ok) {
		record_copy(&r, &base);
		set(t, &r, "state", "结束");
		ok = save_campaign(a, &base, &r, 0, e);
	}
	record_free(&base);
	record_free(&r);
	return ok;
}

bool campaign_exempt(struct archive *a, uint64_t target, const char *why, struct err *e)
{
	struct record base = {0}, r = {0};

	if (!declared(a, e))
		return false;
	const struct def_table *t = table(a, "campaign_target");
	bool ok = table_get(a, t, target, &base, e);
	if (ok && text_eq(get(t, &base, "state"), "已走访"))
		ok = err_set(e, ERR_CHECK, "已经走访过了，不用免访");
	if (ok) {
		struct change c = {.table = t, .base = &base, .record = &r};
		record_copy(&r, &base);
		set(t, &r, "state", *why ? "免访" : "未走访");
		set(t, &r, "note", why);
		ok = table_save(a, &c, 1, &(struct save_options){.reason = why}, e);
		change_free(&c);
	}
	record_free(&base);
	record_free(&r);
	return ok;
}
