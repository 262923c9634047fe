#include <binggui/domain/pairing.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/schema/type_number.h>
#include <binggui/table/table.h>
#include <binggui/text/pinyin.h>

/* ---- names ----------------------------------------------------------------------------------- */

static const struct {
	const char *name, *text;
} whys[] = {
	[PAIR_FINE] = {"fine", "可以结对"},
	[PAIR_NO_VILLAGE] = {"no-village", "没有户籍村"},
	[PAIR_NO_AREA] = {"no-area", "户籍村不在区划表里"},
	[PAIR_LEAVING] = {"moved", "已登记迁出"},
	[PAIR_GONE] = {"gone", "对象已不在档"},
	[PAIR_NO_STAFF] = {"no-staff", "当地没有这一级的人"},
	[PAIR_OFF_DUTY] = {"off-duty", "不在岗"},
	[PAIR_FULL] = {"limit", "都已到结对上限"},
	[PAIR_OTHER_TIER] = {"other-tier", "不是这一级的人"},
	[PAIR_OUTSIDE] = {"outside", "不管这个村"},
	[PAIR_NOBODY] = {"no-record", "包联人的记录已作废"},
};

const char *pair_why_name(enum pair_why why)
{
	return whys[why].name;
}

const char *pair_why_text(enum pair_why why)
{
	return whys[why].text;
}

const char *pair_tier_name(enum pair_tier tier)
{
	static const char *const names[] = {"县", "镇", "村", "其他"};

	return names[tier];
}

static enum pair_tier tier_of(const char *label)
{
	for (int tier = 0; tier < PAIR_TIERS; tier++)
		if (text_eq(label, pair_tier_name((enum pair_tier)tier)))
			return (enum pair_tier)tier;
	return PAIR_TIERS;
}

/* ---- reading --------------------------------------------------------------------------------- */

/* A table with the fields that are asked for by name; NULL and a sentence if one is not declared. */
enum { MOST = 10 };
struct reading {
	struct pairing *pairing;
	const struct def_table *table;
	const struct def_field *fields[MOST];
	struct str values[MOST]; /* of the record at hand, codes under their present label */
	size_t n;
};

static bool find_fields(
	struct reading *r, const char *table, const char *const *names, struct err *e)
{
	r->table = defs_table(r->pairing->archive->defs, table);
	if (!r->table)
		return err_set(e, ERR_CONFIG, "没有登记簿 %s，结对要用到它", table);
	for (r->n = 0; names[r->n]; r->n++) {
		r->fields[r->n] = def_field(r->table, names[r->n]);
		if (!r->fields[r->n])
			return err_set(e, ERR_CONFIG, "登记簿“%s”没有字段 %s，结对要用到它",
				r->table->title, names[r->n]);
	}
	return true;
}

static const char *value(const struct reading *r, size_t i)
{
	return str_c(&r->values[i]);
}

static void peek(struct reading *r, const void *bytes, size_t n)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct def_field *f = r->fields[i];
		struct span s = record_peek(bytes, n, f->number);
		str_clear(&r->values[i]);
		str_addn(&r->values[i], s.at, s.n);
		const struct def_code *code =
			f->codes && s.n ? def_code_find(f->codes, str_c(&r->values[i])) : NULL;
		if (code)
			str_set(&r->values[i], code->label);
	}
}

static bool read_all(struct pairing *p, const char *table, const char *const *names, table_row *row,
	struct err *e)
{
	struct reading r = {.pairing = p};
	bool ok = find_fields(&r, table, names, e) && table_scan(p->archive, r.table, row, &r, e);

	for (size_t i = 0; i < MOST; i++)
		str_free(&r.values[i]);
	return ok;
}

/* ---- areas and staff ------------------------------------------------------------------------- */

static size_t index_of(const struct map *m, const char *key)
{
	return (size_t)(uintptr_t)map_get(m, key) - 1; /* not there: PAIR_NONE */
}

static bool take_area(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct reading *r = context;
	struct pairing *p = r->pairing;

	(void)id;
	peek(r, bytes, n);
	struct pair_area *a = vec_add(&p->areas);
	strncpy(a->code, value(r, 0), sizeof a->code - 1);
	a->name = mem_strdup(value(r, 1));
	map_put(&p->area_codes, a->code, (void *)(uintptr_t)p->areas.n);
	return true;
}

static bool take_parent(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct reading *r = context;
	struct pairing *p = r->pairing;

	(void)id;
	peek(r, bytes, n);
	size_t area = pairing_area(p, value(r, 0));
	if (area != PAIR_NONE)
		p->areas.at[area].parent = pairing_area(p, value(r, 1));
	return true;
}

static bool take_station(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct reading *r = context;
	struct map *areas_of = &r->pairing->area_codes;
	struct str key = {0};

	(void)id;
	peek(r, bytes, n);
	str_addf(&key, "station %s", value(r, 0));
	map_put(areas_of, str_c(&key), map_get(areas_of, value(r, 1)));
	str_free(&key);
	return true;
}

static bool on_duty(const struct pairing *p, const char *from, const char *to)
{
	struct date begin, end;

	if (date_parse(&begin, from) && date_before(p->today, begin))
		return false;
	return !date_parse(&end, to) || !date_before(end, p->today);
}

static bool take_staff(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct reading *r = context;
	struct pairing *p = r->pairing;
	struct str key = {0};
	int64_t limit;

	peek(r, bytes, n);
	struct pair_staff *s = vec_add(&p->staff);
	s->id = id;
	s->name = mem_strdup(value(r, 0));
	s->unit = mem_strdup(value(r, 1));
	s->tier = tier_of(value(r, 2));
	str_addf(&key, "station %s", value(r, 3));
	s->area = index_of(&p->area_codes, str_c(&key));
	s->everywhere = !r->values[3].n && s->tier == PAIR_COUNTY;
	s->on_duty = on_duty(p, value(r, 4), value(r, 5));
	s->limit = PAIR_NONE;
	if (r->values[6].n && type_number_read(value(r, 6), &limit) && limit >= 0)
		s->limit = (size_t)(limit / 1000000);
	str_free(&key);
	return true;
}

/* ---- people and pairs ------------------------------------------------------------------------ */

static bool take_person(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct reading *r = context;
	struct pairing *p = r->pairing;
	struct date out;

	peek(r, bytes, n);
	struct pair_person *one = vec_add(&p->people);
	one->id = id;
	one->name = mem_strdup(value(r, 0));
	one->no_village = !r->values[1].n;
	one->area = one->no_village ? PAIR_NONE : pairing_area(p, value(r, 1));
	if (r->values[2].n && !text_eq(value(r, 2), "在档"))
		one->gone = mem_strdup(value(r, 2));
	one->leaving = date_parse(&out, value(r, 3)) && !date_before(p->today, out);
	one->focus = text_eq(value(r, 4), "是");
	for (int tier = 0; tier < PAIR_TIERS; tier++)
		one->pair[tier] = PAIR_NONE;
	return true;
}

static bool take_pair(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct reading *r = context;
	struct pairing *p = r->pairing;
	uint64_t person = 0, staff = 0;

	peek(r, bytes, n);
	enum pair_tier tier = tier_of(value(r, 1));
	if (r->values[3].n || tier == PAIR_TIERS) /* ended */
		return true;
	record_id_parse(value(r, 0), &person);
	record_id_parse(value(r, 2), &staff);
	struct pair_open o = {id, pairing_person(p, person), pairing_staff(p, staff), tier};
	if (o.staff != PAIR_NONE)
		p->staff.at[o.staff].load++;
	if (o.person != PAIR_NONE && p->people.at[o.person].pair[tier] == PAIR_NONE)
		p->people.at[o.person].pair[tier] = p->opens.n;
	vec_push(&p->opens, o);
	return true;
}

bool pairing_load(struct pairing *p, struct archive *a, struct err *e)
{
	static const char *const area[] = {"code", "name", NULL},
				 *const parent[] = {"code", "parent", NULL},
				 *const station[] = {"code", "area", NULL},
				 *const staff[] = {"name", "unit", "tier", "station", "active_from",
					 "active_to", "max_pairs", NULL},
				 *const person[] = {"name", "village", "life_state", "out_date",
					 "focus", NULL},
				 *const pair[] = {"person", "tier", "staff", "to", NULL};

	pairing_free(p);
	p->archive = a;
	p->today = a->types.today;
	bool ok = read_all(p, "area", area, take_area, e) &&
		  read_all(p, "area", parent, take_parent, e) &&
		  read_all(p, "station", station, take_station, e) &&
		  read_all(p, "staff", staff, take_staff, e) &&
		  read_all(p, "person", person, take_person, e) &&
		  read_all(p, "pairing", pair, take_pair, e);
	if (!ok)
		pairing_free(p);
	return ok;
}

void pairing_free(struct pairing *p)
{
	for (size_t i = 0; i < p->areas.n; i++)
		mem_free(p->areas.at[i].name);
	for (size_t i = 0; i < p->people.n; i++) {
		mem_free(p->people.at[i].name);
		mem_free(p->people.at[i].gone);
	}
	for (size_t i = 0; i < p->staff.n; i++) {
		mem_free(p->staff.at[i].name);
		mem_free(p->staff.at[i].unit);
	}
	vec_free(&p->areas);
	vec_free(&p->people);
	vec_free(&p->staff);
	vec_free(&p->opens);
	map_free(&p->area_codes);
	*p = (struct pairing){0};
}

/* ---- finding --------------------------------------------------------------------------------- */

static int by_id(const void *key, const void *element)
{
	uint64_t a = *(const uint64_t *)key, b = *(const uint64_t *)element; /* the first member */

	return a < b ? -1 : a > b;
}

size_t pairing_person(const struct pairing *p, uint64_t id)
{
	const struct pair_person *found =
		p->people.n ? bsearch(&id, p->people.at, p->people.n, sizeof *found, by_id) : NULL;

	return found ? (size_t)(found - p->people.at) : PAIR_NONE;
}

size_t pairing_staff(const struct pairing *p, uint64_t id)
{
	const struct pair_staff *found =
		p->staff.n ? bsearch(&id, p->staff.at, p->staff.n, sizeof *found, by_id) : NULL;

	return found ? (size_t)(found - p->staff.at) : PAIR_NONE;
}

size_t pairing_area(const struct pairing *p, const char *code)
{
	return code && *code ? index_of(&p->area_codes, code) : PAIR_NONE;
}

bool pairing_within(const struct pairing *p, size_t area, size_t of)
{
	if (of == PAIR_NONE)
		return true;
	for (size_t steps = 0; area != PAIR_NONE && steps < p->areas.n; steps++) {
		if (area == of)
			return true;
		area = p->areas.at[area].parent;
	}
	return false;
}

bool pairing_covers(const struct pairing *p, size_t staff, size_t person)
{
	const struct pair_staff *s = &p->staff.at[staff];
	size_t area = p->people.at[person].area;

	if (area == PAIR_NONE)
		return false;
	return s->everywhere || (s->area != PAIR_NONE && pairing_within(p, area, s->area));
}

bool pairing_suits(const struct pairing *p, size_t staff, size_t person, enum pair_tier tier)
{
	const struct pair_staff *s = &p->staff.at[staff];

	return s->tier == tier && s->on_duty && pairing_covers(p, staff, person);
}

bool pairing_has_room(const struct pair_staff *s)
{
	return s->limit == PAIR_NONE || s->load < s->limit;
}

static int better(const void *one, const void *other, void *context)
{
	const struct pairing *p = context;
	const struct pair_staff *a = &p->staff.at[*(const size_t *)one];
	const struct pair_staff *b = &p->staff.at[*(const size_t *)other];

	if (pairing_has_room(a) != pairing_has_room(b))
		return pairing_has_room(a) ? -1 : 1;
	if (a->load != b->load)
		return a->load < b->load ? -1 : 1;
	return a < b ? -1 : 1;
}

void pairing_candidates(
	const struct pairing *p, size_t person, enum pair_tier tier, struct pair_indices *out)
{
	vec_clear(out);
	for (size_t i = 0; i < p->staff.n; i++)
		if (pairing_suits(p, i, person, tier))
			vec_push(out, i);
	if (out->n)
		qsort_r(out->at, out->n, sizeof *out->at, better, (void *)p);
}

struct named {
	const char *code;
	struct str key;
	size_t person;
};

static int by_place_and_name(const void *one, const void *other)
{
	const struct named *a = one, *b = other;
	int order = strcmp(a->code, b->code);

	if (!order) {
		size_t n = a->key.n < b->key.n ? a->key.n : b->key.n;
		order = n ? memcmp(a->key.at, b->key.at, n) : 0;
	}
	if (!order && a->key.n != b->key.n)
		order = a->key.n < b->key.n ? -1 : 1;
	return order ? order : a->person < b->person ? -1 : 1;
}

void pairing_people(const struct pairing *p, size_t area, struct pair_indices *out)
{
	enum { NAME_CHARS = 12 };
	VEC(struct named) all = {0};

	vec_clear(out);
	for (size_t i = 0; i < p->people.n; i++) {
		const struct pair_person *one = &p->people.at[i];
		if (one->gone || !pairing_within(p, one->area, area))
			continue;
		struct named *n = vec_add(&all);
		n->code = one->area == PAIR_NONE ? "" : p->areas.at[one->area].code;
		n->person = i;
		pinyin_sort_key(&n->key, one->name, NAME_CHARS);
	}
	if (all.n)
		qsort(all.at, all.n, sizeof *all.at, by_place_and_name);
	for (size_t i = 0; i < all.n; i++) {
		vec_push(out, all.at[i].person);
		str_free(&all.at[i].key);
	}
	vec_free(&all);
}

/* ---- what is wrong --------------------------------------------------------------------------- */

enum pair_why pairing_why(const struct pairing *p, size_t person, enum pair_tier tier)
{
	const struct pair_person *one = &p->people.at[person];
	enum pair_why why = PAIR_NO_STAFF;

	if (one->gone)
		return PAIR_GONE;
	if (one->leaving)
		return PAIR_LEAVING;
	if (one->area == PAIR_NONE)
		return one->no_village ? PAIR_NO_VILLAGE : PAIR_NO_AREA;
	for (size_t i = 0; i < p->staff.n; i++) {
		if (p->staff.at[i].tier != tier || !pairing_covers(p, i, person))
			continue;
		if (p->staff.at[i].on_duty && pairing_has_room(&p->staff.at[i]))
			return PAIR_FINE;
		if (p->staff.at[i].on_duty)
			why = PAIR_FULL;
		else if (why == PAIR_NO_STAFF)
			why = PAIR_OFF_DUTY;
	}
	return why;
}

enum pair_why pairing_fault(const struct pairing *p, const struct pair_open *o)
{
	if (o->staff == PAIR_NONE)
		return PAIR_NOBODY;
	if (o->person == PAIR_NONE || p->people.at[o->person].gone)
		return PAIR_GONE;
	if (!p->staff.at[o->staff].on_duty)
		return PAIR_OFF_DUTY;
	if (p->staff.at[o->staff].tier != o->tier)
		return PAIR_OTHER_TIER;
	return pairing_covers(p, o->staff, o->person) ? PAIR_FINE : PAIR_OUTSIDE;
}

bool pair_overloaded(const struct pair_staff *s)
{
	return s->limit != PAIR_NONE && s->load > s->limit;
}
