#include <binggui/domain/roll.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/type.h>
#include <binggui/table/reference.h>
#include <binggui/table/table.h>

enum { TELL_EVERY = 256 };

/* The fields that are read of each target and person. */
struct roll_fields {
	const struct def_table *target, *person, *campaign;
	const struct def_field *who, *state, *late, *name, *village, *household;
};

static bool find_fields(struct roll_fields *f, const struct defs *d, struct err *e)
{
	f->target = defs_table(d, "campaign_target");
	f->person = defs_table(d, "person");
	f->campaign = defs_table(d, "campaign");
	if (!f->target || !f->person || !f->campaign)
		return err_set(e, ERR_CONFIG, "screens/ 里没有走访活动的登记簿");
	f->who = def_field(f->target, "person");
	f->state = def_field(f->target, "state");
	f->late = def_field(f->target, "added_late");
	f->name = def_field(f->person, "name");
	f->village = def_field(f->person, "village");
	f->household = def_field(f->person, "household");
	return true;
}

static enum roll_state state_of(const char *label)
{
	if (strcmp(label, "已走访") == 0)
		return ROLL_DONE;
	return strcmp(label, "免访") == 0 ? ROLL_EXEMPT : ROLL_OPEN;
}

/* ---- reading --------------------------------------------------------------------------------- */

static bool add_line(struct roll *r, const struct roll_fields *f, uint64_t target, struct err *e)
{
	struct record t = {0}, p = {0};
	struct str key = {0};

	bool ok = table_get(r->archive, f->target, target, &t, e) &&
		  table_by_reference(r->archive, f->person, record_field(&t, f->who), &p, e);
	if (ok && !p.voided) {
		struct roll_line line = {.target = target, .person = p.id};
		type_key(f->name, record_field(&p, f->name), &key);
		line.area = areas_by_code(&r->areas, record_field(&p, f->village));
		line.state = state_of(record_field(&t, f->state));
		line.late = strcmp(record_field(&t, f->late), "是") == 0;
		line.name = mem_strdup(record_field(&p, f->name));
		line.household = mem_strdup(record_field(&p, f->household));
		line.n_order = key.n;
		line.order = mem_dup(str_c(&key), key.n + 1);
		vec_push(r, line);
	}
	record_free(&t);
	record_free(&p);
	str_free(&key);
	return ok;
}

/* Places by code, those without one behind all; households together, those without one behind them. */
static int line_cmp(const void *x, const void *y)
{
	const struct roll_line *a = x, *b = y;

	if (a->area != b->area)
		return a->area < 0 || (b->area >= 0 && a->area > b->area) ? 1 : -1;
	int by = strcmp(a->household, b->household);
	if (by)
		return !*a->household ? 1 : !*b->household ? -1 : by;
	size_t n = a->n_order < b->n_order ? a->n_order : b->n_order;
	by = memcmp(a->order, b->order, n);
	if (by)
		return by;
	if (a->n_order != b->n_order)
		return a->n_order < b->n_order ? -1 : 1;
	return a->person < b->person ? -1 : a->person > b->person;
}

bool roll_load(struct roll *r, struct archive *a, uint64_t campaign, struct err *e)
{
	return roll_load_told(r, a, campaign, NULL, NULL, e);
}

static bool add_lines(struct roll *r, const struct roll_fields *f, const struct ids *ids,
	roll_step *step, void *context, struct err *e)
{
	for (size_t i = 0; i < ids->n; i++) {
		if (i % TELL_EVERY == 0 && step && !step(context, i, ids->n))
			return err_set(e, ERR_STOPPED, "已中止，名单没有读完");
		if (!add_line(r, f, ids->at[i], e))
			return false;
	}
	return true;
}

bool roll_load_told(struct roll *r, struct archive *a, uint64_t campaign, roll_step *step,
	void *context, struct err *e)
{
	struct roll_fields f = {0};
	struct record c = {.id = campaign};
	struct str reference = {0};
	struct ids ids = {0};

	*r = (struct roll){.archive = a};
	bool ok = find_fields(&f, a->defs, e) && areas_load(&r->areas, a, e) &&
		  table_get(a, f.campaign, campaign, &c, e);
	if (ok) {
		table_reference(f.campaign, &c, &reference);
		ok = table_by_index(a, f.target, def_field(f.target, "campaign"), str_c(&reference),
			0, &ids, e);
	}
	ok = ok && add_lines(r, &f, &ids, step, context, e);
	if (ok && r->n)
		qsort(r->at, r->n, sizeof *r->at, line_cmp);
	record_free(&c);
	str_free(&reference);
	vec_free(&ids);
	if (!ok)
		roll_free(r);
	return ok;
}

void roll_free(struct roll *r)
{
	for (size_t i = 0; i < r->n; i++) {
		mem_free(r->at[i].name);
		mem_free(r->at[i].household);
		mem_free(r->at[i].order);
	}
	vec_free(r);
	areas_free(&r->areas);
	*r = (struct roll){0};
}

bool roll_look(struct roll *r, size_t line, struct err *e)
{
	const struct def_table *t = defs_table(r->archive->defs, "campaign_target");
	struct record target = {0};

	bool ok = table_get(r->archive, t, r->at[line].target, &target, e);
	if (ok)
		r->at[line].state = state_of(record_field(&target, def_field(t, "state")));
	record_free(&target);
	return ok;
}

/* ---- asking ---------------------------------------------------------------------------------- */

size_t roll_of(const struct roll *r, uint64_t person)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->at[i].person == person)
			return i;
	return SIZE_MAX;
}

size_t roll_next(const struct roll *r, size_t after)
{
	size_t from = after == SIZE_MAX ? 0 : after + 1;

	for (size_t i = 0; i < r->n; i++)
		if (r->at[(from + i) % r->n].state == ROLL_OPEN)
			return (from + i) % r->n;
	return SIZE_MAX;
}

bool roll_within(const struct roll *r, size_t line, long area)
{
	long at = r->at[line].area;

	if (area == ROLL_ALL || at == area)
		return true;
	return area >= 0 && at >= 0 && r->areas.at[at].town == area;
}

struct roll_count roll_count(const struct roll *r, long area)
{
	struct roll_count c = {0};

	for (size_t i = 0; i < r->n; i++) {
		if (!roll_within(r, i, area))
			continue;
		c.all++;
		c.done += r->at[i].state == ROLL_DONE;
		c.exempt += r->at[i].state == ROLL_EXEMPT;
		c.late += r->at[i].late;
	}
	return c;
}

void roll_places(const struct roll *r, long area, struct roll_places *out)
{
	for (size_t i = 0; i < r->n; i++) {
		long at = r->at[i].area;
		if (!roll_within(r, i, area))
			continue;
		if (area == ROLL_ALL && at >= 0 && r->areas.at[at].town >= 0)
			at = r->areas.at[at].town;
		bool there = false;
		for (size_t k = 0; k < out->n; k++)
			there = there || out->at[k] == at;
		if (!there)
			vec_push(out, at);
	}
}

const char *roll_place_name(const struct roll *r, long area)
{
	if (area == ROLL_ALL)
		return "全部";
	return area < 0 ? "未填户籍村" : r->areas.at[area].name;
}
