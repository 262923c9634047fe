#include <binggui/domain/demo_county.h>

#include <stdio.h>
#include <string.h>

#include <binggui/domain/demo_names.h>
#include <binggui/table/table.h>

const struct demo_kind_def demo_kinds[DEMO_KINDS] = {
	[KIND_SOLDIER] = {"退役士兵", "", "自主就业", 560, 1964, 1997, 4, true},
	[KIND_RURAL] = {"退役士兵", "60周岁以上农村籍退役士兵", "回乡生产", 260, 1938, 1957, 0,
		true},
	[KIND_CADRE] = {"军队转业干部", "", "计划分配军转干部", 38, 1952, 1982, 8, true},
	[KIND_ARMY] = {"军队离休退休干部和退休士官", "", "军队离退休干部", 6, 1936, 1955, 0, true},
	[KIND_WORKER] = {"军队无军籍离退休退职职工", "", "", 3, 1940, 1955, 34, true},
	[KIND_OLD] = {"复员军人", "在乡复员军人", "复员军人", 34, 1927, 1935, 0, true},
	[KIND_DISABLED] = {"残疾军人", "残疾军人", "", 88, 1945, 1990, 2, true},
	[KIND_MILITIA] = {"伤残民兵民工", "伤残民兵民工", "", 4, 1946, 1958, 0, true},
	[KIND_WAR] = {"退役士兵", "参战", "回乡生产", 120, 1955, 1966, 0, true},
	[KIND_NUCLEAR] = {"退役士兵", "参试", "回乡生产", 9, 1944, 1958, 0, true},
	[KIND_SICK] = {"退役士兵", "带病回乡退伍军人", "回乡生产", 46, 1942, 1962, 0, true},
	[KIND_MARTYR] = {"烈士遗属", "烈士遗属", "", 18, 1932, 1975, 67, false},
	[KIND_FALLEN] = {"因公牺牲军人遗属", "因公牺牲军人遗属", "", 7, 1945, 1980, 57, false},
	[KIND_DECEASED] = {"病故军人遗属", "病故军人遗属", "", 21, 1938, 1978, 71, false},
	[KIND_FAMILY] = {"现役军人家属", "", "", 112, 1966, 1996, 56, false},
};

/* ---- drawing --------------------------------------------------------------------------------- */

static size_t common(size_t a, size_t b)
{
	while (b) {
		size_t rest = a % b;
		a = b;
		b = rest;
	}
	return a;
}

struct demo_person *demo_draw(
	struct demo_county *c, const struct demo_deck *d, size_t from, size_t step, size_t k)
{
	if (k >= d->n)
		return NULL;
	while (common(step, d->n) != 1)
		step++;
	return &c->people[d->at[(from + step * k) % d->n]];
}

struct demo_staff *demo_office(struct demo_county *c, size_t k)
{
	return &c->staff.at[k % DEMO_OFFICE];
}

struct demo_staff *demo_town_staff(struct demo_county *c, size_t town, size_t k)
{
	return &c->staff.at[DEMO_OFFICE + town * DEMO_TOWN_STAFF + k % DEMO_TOWN_STAFF];
}

/* One cadre to each village, and in the first forty somebody for the grid. */
enum { GRID_STAFF = 40 };

static size_t village_first(const struct demo_county *c)
{
	return DEMO_OFFICE + c->towns.n * DEMO_TOWN_STAFF;
}

struct demo_staff *demo_village_staff(struct demo_county *c, size_t village, size_t k)
{
	size_t at = village_first(c) + village;
	/* people of one village come at steps of the number of villages: those steps count too */
	bool second = (k + k / c->villages.n) % 2;

	return &c->staff.at[village < GRID_STAFF && second ? at + c->villages.n : at];
}

const char *demo_who(struct demo_county *c, const struct demo_person *p)
{
	return demo_ref(c->maker, p ? p->id : 0);
}

const char *demo_home(struct demo_county *c, const struct demo_person *p)
{
	return demo_ref(c->maker, p ? c->homes[p->home] : 0);
}

const char *demo_village(struct demo_county *c, const struct demo_person *p)
{
	return c->villages.at[p->village].code;
}

/* ---- areas ----------------------------------------------------------------------------------- */

struct reading {
	struct demo_county *county;
	const struct def_table *table;
};

static void copy(
	char *out, size_t n, const struct def_table *t, const struct record *r, const char *field)
{
	snprintf(out, n, "%s", record_field(r, def_field(t, field)));
}

static bool read_area(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct reading *r = context;
	struct demo_county *c = r->county;
	struct demo_area a = {0};
	struct record record = {0};

	if (!record_decode(&record, id, bytes, n))
		return true;
	const char *kind = record_field(&record, def_field(r->table, "kind"));
	copy(a.code, sizeof a.code, r->table, &record, "code");
	copy(a.name, sizeof a.name, r->table, &record, "name");
	copy(a.full, sizeof a.full, r->table, &record, "full_name");
	a.community = text_eq(kind, "社区");
	if (text_eq(kind, "县") && !*c->county.code)
		c->county = a;
	else if (text_eq(kind, "镇"))
		vec_push(&c->towns, a);
	else if (text_eq(kind, "村") || a.community)
		vec_push(&c->villages, a);
	record_free(&record);
	return true;
}

static void place_villages(struct demo_county *c)
{
	for (size_t i = 0; i < c->villages.n; i++)
		for (size_t k = 0; k < c->towns.n; k++)
			if (strncmp(c->villages.at[i].code, c->towns.at[k].code, 9) == 0)
				c->villages.at[i].town = (uint16_t)k;
}

bool demo_areas_read(struct demo_county *c, struct err *e)
{
	struct reading r = {c, defs_table(c->maker->archive->defs, "area")};

	if (!table_scan(c->maker->archive, r.table, read_area, &r, e))
		return false;
	if (!c->towns.n || !c->villages.n)
		return err_set(e, ERR_DATA, "行政区划表里没有镇或村，不能建练习县");
	place_villages(c);
	return true;
}

static void put_area(struct demo_county *c, const struct demo_area *a, const char *kind,
	const struct demo_area *above)
{
	demo_put(c->maker, "area", NULL, "code", a->code, "name", a->name, "full_name", a->full,
		"kind", kind, "parent", above ? above->code : "", NULL);
}

/* The same county under another, made-up code: 619001 and on. */
static void recode(struct demo_county *c, struct demo_area *a, size_t number)
{
	char six[8];

	snprintf(six, sizeof six, "%06zu", 619000 + number);
	memcpy(a->code, six, 6);
	snprintf(a->full, sizeof a->full, "%s%s", c->county.name, a == &c->county ? "" : a->name);
}

void demo_areas_next(struct demo_county *c, size_t number)
{
	snprintf(c->county.name, sizeof c->county.name, "练习%zu县", number + 1);
	recode(c, &c->county, number);
	put_area(c, &c->county, "县", NULL);
	for (size_t i = 0; i < c->towns.n; i++) {
		recode(c, &c->towns.at[i], number);
		put_area(c, &c->towns.at[i], "镇", &c->county);
	}
	for (size_t i = 0; i < c->villages.n; i++) {
		struct demo_area *v = &c->villages.at[i];
		recode(c, v, number);
		put_area(c, v, v->community ? "社区" : "村", &c->towns.at[v->town]);
	}
}

void demo_areas_free(struct demo_county *c)
{
	vec_free(&c->towns);
	vec_free(&c->villages);
}

/* ---- staff ----------------------------------------------------------------------------------- */

static const char *const leader_posts[DEMO_LEADERS] = {"县委常委", "副县长", "县人大副主任",
	"县政协副主席", "县人武部部长", "县人武部政委", "县委办主任", "县政府办主任"};
static const char *const offices[] = {"县退役军人事务局", "县民政局", "县人社局", "县财政局",
	"县医保局", "县农业农村局", "县税务局", "县委组织部"};
enum { OFFICES = sizeof offices / sizeof *offices, CADRES = 6 };

/* Six of the cadres are veterans themselves, with a file of their own. */
static struct demo_person *own_file(struct demo_county *c, size_t place)
{
	size_t each = 25;

	if (place % each != 10 || place / each >= CADRES)
		return NULL;
	return demo_draw(c, &c->kinds[KIND_CADRE], 5, 3, place / each);
}

static void add_staff(struct demo_county *c, const char *unit, const char *post, const char *tier,
	const char *kind, const char *station)
{
	struct demo_maker *m = c->maker;
	size_t place = c->staff.n;
	struct demo_person *p = own_file(c, place);
	struct demo_staff *s = vec_add(&c->staff);
	unsigned phone = demo_roll(m, 10000);

	s->person = p ? p->index : DEMO_PEOPLE;
	if (p)
		snprintf(s->name, sizeof s->name, "%s", p->name);
	else
		demo_name(m, s->name, demo_roll(m, 100) < 70);
	demo_put(m, "staff", &s->id, "name", s->name, "unit", unit, "post", post, "tier", tier,
		"kind", kind, "station", station, "phone", demo_say(m, "1990000%04u", phone),
		"active_from", demo_day(m, "2018-12-20", (int)(place % 60)), "max_pairs",
		text_eq(tier, "村") ? "40" : "80", "person", demo_who(c, p), NULL);
}

static void add_all_staff(struct demo_county *c)
{
	struct demo_maker *m = c->maker;
	const char *centre = c->county.code;

	vec_clear(&c->staff);
	vec_reserve(&c->staff, village_first(c) + c->villages.n + GRID_STAFF + 2);
	for (size_t i = 0; i < DEMO_LEADERS; i++)
		add_staff(c, c->county.name, leader_posts[i], "县", "县级领导", centre);
	for (size_t i = DEMO_LEADERS; i < DEMO_OFFICE; i++)
		add_staff(c, offices[i % OFFICES], i < 16 ? "副局长" : "股长", "县",
			i < 16 ? "科级" : "专干", centre);
	for (size_t i = 0; i < c->towns.n * DEMO_TOWN_STAFF; i++) {
		const struct demo_area *t = &c->towns.at[i / DEMO_TOWN_STAFF];
		size_t k = i % DEMO_TOWN_STAFF;
		add_staff(c, demo_say(m, "%s人民政府", t->name), k ? "镇干部" : "站长", "镇",
			k == 0   ? "站长"
			: k == 1 ? "专干"
				 : "科级",
			t->code);
	}
	for (size_t i = 0; i < c->villages.n + GRID_STAFF && i < 2 * c->villages.n; i++) {
		bool grid = i >= c->villages.n;
		const struct demo_area *v = &c->villages.at[i % c->villages.n];
		add_staff(c, demo_say(m, v->community ? "%s居委会" : "%s委会", v->name),
			grid ? "网格员" : "站长", "村", grid ? "网格员" : "村干部", v->code);
	}
	for (size_t i = 0; i < 2; i++)
		add_staff(c, "县老兵志愿服务队", "队员", "其他", "志愿者", centre);
}

/* ---- stations and grids ---------------------------------------------------------------------- */

static void put_station(struct demo_county *c, const struct demo_area *a, const char *level,
	const char *opened, const struct demo_staff *head, long staff)
{
	struct demo_maker *m = c->maker;
	const struct def_table *t = defs_table(m->archive->defs, "station");
	const char *phone = demo_say(m, "1990000%04u", demo_roll(m, 10000));
	const char *honour = demo_roll(m, 9) ? "" : "示范";
	const char *first = demo_ref(m, head->id);
	struct err none = {0};
	uint64_t id = 0;

	if (c->number == 0 &&
		table_by_unique(m->archive, t, def_field(t, "code"), a->code, &id, &none)) {
		demo_change(m, "station", id, NULL, "opened", opened, "phone", phone, "head", first,
			"staff_n", demo_int(m, staff), "honour", honour, NULL);
		return;
	}
	demo_put(m, "station", NULL, "code", a->code, "area", a->code, "level", level, "name",
		demo_say(m, "%s退役军人服务%s", a->name, text_eq(level, "县中心") ? "中心" : "站"),
		"opened", opened, "phone", phone, "head", first, "staff_n", demo_int(m, staff),
		"honour", honour, NULL);
}

static void put_grid(struct demo_county *c, size_t village, size_t k)
{
	static const char *const ordinals[] = {"第一", "第二"};
	struct demo_maker *m = c->maker;
	const struct demo_area *v = &c->villages.at[village];

	demo_put(m, "grid", NULL, "code", demo_say(m, "%s%02zu", v->code, k + 1), "name",
		demo_say(m, "%s%s网格", v->name, ordinals[k]), "village", v->code, "households",
		demo_int(m, 60 + demo_roll(m, 90)), "head",
		demo_ref(m, demo_village_staff(c, village, k)->id), "valid_from", "2019-03-01",
		NULL);
}

void demo_stations(struct demo_county *c)
{
	struct demo_maker *m = c->maker;

	add_all_staff(c);
	if (!demo_flush(m))
		return;
	put_station(c, &c->county, "县中心", "2018-12-18", demo_office(c, DEMO_LEADERS), 12);
	for (size_t i = 0; i < c->towns.n; i++)
		put_station(c, &c->towns.at[i], "镇站", demo_day(m, "2019-01-10", 6 * (int)i),
			demo_town_staff(c, i, 0), DEMO_TOWN_STAFF);
	for (size_t i = 0; i < c->villages.n; i++) {
		put_station(c, &c->villages.at[i], "村站",
			demo_day(m, "2019-02-20", (int)(i * 5 % 90)), demo_village_staff(c, i, 0),
			i < GRID_STAFF ? 2 : 1);
		for (size_t k = 0; k < 2; k++)
			put_grid(c, i, k);
	}
}
