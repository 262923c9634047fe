#include <binggui/domain/visitmap.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/vec.h>
#include <binggui/domain/members.h>
#include <binggui/table/query.h>

struct reading {
	struct visitmap *map;
	const struct def_table *person, *visit;
	const struct def_field *life_state, *village, *who, *home, *date, *met;
	struct members_days homes; /* visits to whole households */
};

static bool take_person(void *context, const struct record *r)
{
	struct reading *g = context;
	const char *state = record_field(r, g->life_state);

	if (!*state || strcmp(state, "在档") == 0) {
		struct visitmap_person p = {.id = r->id};
		p.area = areas_by_code(&g->map->areas, record_field(r, g->village));
		vec_push(&g->map->people, p);
	}
	return true;
}

static struct visitmap_person *person_of(struct visitmap *m, uint64_t id)
{
	size_t low = 0, high = m->people.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (m->people.at[mid].id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low < m->people.n && m->people.at[low].id == id ? &m->people.at[low] : NULL;
}

/* Months since the first; -1 outside of the twelve. */
static int month_index(const struct visitmap *m, struct date d)
{
	if (!d.month)
		return -1;
	int months = (d.year - m->first.year) * 12 + d.month - m->first.month;
	return months >= 0 && months < VISITMAP_MONTHS ? months : -1;
}

static void visited(void *context, uint64_t person, int32_t day)
{
	struct reading *g = context;
	struct visitmap_person *p = person_of(g->map, person);
	int month = month_index(g->map, date_from_days(day));

	if (p && month >= 0)
		p->months |= (uint16_t)(1U << month);
}

static bool take_visit(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct reading *g = context;
	struct str text = {0};
	struct date d = {0};
	uint64_t person = 0;

	(void)id;
	struct span home = record_peek(bytes, n, g->home->number);
	struct span who = record_peek(bytes, n, g->who->number);
	struct span date = record_peek(bytes, n, g->date->number);
	if ((!who.n && !home.n) || span_is(record_peek(bytes, n, g->met->number), "未遇"))
		return true;
	str_addn(&text, date.at, date.n);
	bool dated = date_parse(&d, str_c(&text)) && month_index(g->map, d) >= 0;
	str_clear(&text);
	str_addn(&text, who.at, who.n);
	if (dated && !who.n)
		members_visited(&g->homes, home.at, home.n, d);
	else if (dated && record_id_parse(str_c(&text), &person))
		visited(g, person, date_days(d));
	str_free(&text);
	return true;
}

static int place_cmp(const void *x, const void *y)
{
	long a = ((const struct visitmap_place *)x)->area;
	long b = ((const struct visitmap_place *)y)->area;

	if (a == b)
		return 0;
	return a < 0 || (b >= 0 && a > b) ? 1 : -1;
}

/* One place an area, so that a village without people is seen to have none. */
static void count_places(struct visitmap *m)
{
	size_t *index = mem_array(m->areas.n + 1, sizeof *index);
	size_t nowhere = m->areas.n;

	for (size_t i = 0; i <= m->areas.n; i++) {
		struct visitmap_place p = {.area = i == nowhere ? -1 : (long)i};
		index[i] = SIZE_MAX;
		if (i < nowhere &&
			(m->areas.at[i].level != AREA_VILLAGE || m->areas.at[i].abolished))
			continue;
		index[i] = m->places.n;
		vec_push(&m->places, p);
	}
	for (size_t i = 0; i < m->people.n; i++) {
		const struct visitmap_person *p = &m->people.at[i];
		size_t at = index[p->area < 0 ? nowhere : (size_t)p->area];
		if (at == SIZE_MAX)
			at = index[nowhere];
		m->places.at[at].people++;
		for (size_t k = 0; k < VISITMAP_MONTHS; k++)
			m->places.at[at].visited[k] += p->months >> k & 1;
		m->places.at[at].visited[VISITMAP_YEAR] += p->months != 0;
	}
	mem_free(index);
	if (m->places.n && !m->places.at[m->places.n - 1].people)
		m->places.n--;
	qsort(m->places.at, m->places.n, sizeof *m->places.at, place_cmp);
}

static bool find_fields(struct reading *g, const struct defs *d, struct err *e)
{
	g->person = defs_table(d, "person");
	g->visit = defs_table(d, "visit");
	if (!g->person || !g->visit)
		return err_set(e, ERR_CONFIG, "screens/ 里没有走访记录的登记簿");
	g->life_state = def_field(g->person, "life_state");
	g->village = def_field(g->person, "village");
	g->who = def_field(g->visit, "person");
	g->home = def_field(g->visit, "household");
	g->date = def_field(g->visit, "date");
	g->met = def_field(g->visit, "met");
	return true;
}

bool visitmap_load(struct visitmap *m, struct archive *a, struct date last, struct err *e)
{
	struct reading g = {.map = m};

	*m = (struct visitmap){0};
	last.day = 1;
	m->first = date_add_months(last, 1 - VISITMAP_MONTHS);
	bool ok = find_fields(&g, a->defs, e) && areas_load(&m->areas, a, e) &&
		  query_run(a, g.person, NULL, take_person, &g, e) &&
		  table_scan(a, g.visit, take_visit, &g, e) &&
		  members_each(a, &g.homes, visited, &g, e);
	members_free(&g.homes);
	if (ok)
		count_places(m);
	else
		visitmap_free(m);
	return ok;
}

void visitmap_free(struct visitmap *m)
{
	vec_free(&m->people);
	vec_free(&m->places);
	areas_free(&m->areas);
	*m = (struct visitmap){0};
}

struct date visitmap_month(const struct visitmap *m, size_t month)
{
	return date_add_months(m->first, (int)month);
}

void visitmap_people(
	const struct visitmap *m, size_t place, size_t month, bool visited, struct ids *out)
{
	long area = m->places.at[place].area;

	vec_clear(out);
	for (size_t i = 0; i < m->people.n; i++) {
		const struct visitmap_person *p = &m->people.at[i];
		bool was = month == VISITMAP_YEAR ? p->months != 0 : p->months >> month & 1;
		bool here = area < 0 ? p->area < 0 || m->areas.at[p->area].level != AREA_VILLAGE
				     : p->area == area;
		if (here && was == visited)
			vec_push(out, p->id);
	}
}

const char *visitmap_name(const struct visitmap *m, size_t place)
{
	long area = m->places.at[place].area;

	return area < 0 ? "未填户籍村" : m->areas.at[area].name;
}

const char *visitmap_town(const struct visitmap *m, size_t place)
{
	long area = m->places.at[place].area;
	long town = area < 0 ? -1 : m->areas.at[area].town;

	return town < 0 ? "" : m->areas.at[town].name;
}
