#include <binggui/domain/demo_people.h>

#include <stdio.h>
#include <string.h>

#include <binggui/domain/demo_names.h>

/* Those who are not on file at the end, from DEMO_ON_FILE on; and two who leave after it. */
enum { LAST = DEMO_PEOPLE - 1, STEP = 571, PARTY = 520, LATER_DEAD = 1309, LATER_MOVED = 1308 };
static const struct fate {
	uint16_t index;
	const char *state, *date;
} fates[] = {
	{LATER_MOVED, "迁出", "2020-05-18"},
	{LATER_DEAD, "去世", "2020-05-20"},
	{1310, "去世", "2019-10-21"}, /* these three were visited before */
	{1311, "去世", "2019-11-30"},
	{1312, "去世", "2020-01-05"},
	{1313, "去世", "2019-02-14"},
	{1314, "去世", "2019-02-21"},
	{1315, "去世", "2019-02-26"},
	{1316, "去世", "2019-02-27"},
	{1317, "去世", "2019-02-28"},
	{1318, "去世", "2019-02-08"},
	{1319, "去世", "2019-02-11"},
	{1320, "迁出", "2019-02-25"},
	{1321, "迁出", "2019-02-26"},
	{1322, "迁出", "2019-02-27"},
	{1323, "迁出", "2019-02-28"},
};
/* 1324 is found only in May 2020; 1325 has asked for an identity and was refused. */
enum { LATE = 1324 };

static const struct fate *fate_of(size_t index)
{
	for (size_t i = 0; i < sizeof fates / sizeof *fates; i++)
		if (fates[i].index == index)
			return &fates[i];
	return NULL;
}

/* ---- who there is ---------------------------------------------------------------------------- */

static uint8_t kind_of(size_t index)
{
	size_t place = index * STEP % DEMO_PEOPLE;
	uint8_t kind = 0;

	while (place >= demo_kinds[kind].count)
		place -= demo_kinds[kind++].count;
	return kind;
}

static void deal(struct demo_deck *d, size_t index)
{
	d->at[d->n++] = (uint16_t)index;
}

static void clear_decks(struct demo_county *c)
{
	c->on_file.n = c->veterans.n = 0;
	for (size_t i = 0; i < DEMO_KINDS; i++)
		c->kinds[i].n = 0;
}

static void deal_person(struct demo_county *c, const struct demo_person *p)
{
	if (p->index >= DEMO_ON_FILE)
		return;
	deal(&c->on_file, p->index);
	deal(&c->kinds[p->kind], p->index);
	if (demo_kinds[p->kind].veteran)
		deal(&c->veterans, p->index);
}

static void make_person(struct demo_county *c, size_t i)
{
	struct demo_person *p = &c->people[i];

	*p = (struct demo_person){.index = (uint16_t)i, .kind = kind_of(i)};
	p->home = (uint16_t)(i < DEMO_HOMES ? i : (i - DEMO_HOMES) * 61 + 4);
	p->village = (uint16_t)((size_t)p->home * 17 % c->villages.n);
	p->male = demo_roll(c->maker, 100) >= demo_kinds[p->kind].women;
	p->gone = fate_of(i) != NULL;
	demo_name(c->maker, p->name, p->male);
	deal_person(c, p);
}

static void choose_members(struct demo_county *c)
{
	for (size_t k = 0; k < PARTY; k++) {
		struct demo_person *p = demo_draw(c, &c->veterans, 3, 7, k);
		if (p)
			p->party = true;
	}
}

/* ---- households ------------------------------------------------------------------------------ */

static const char *low_income(size_t home)
{
	return home % 22 == 5    ? "低保"
	       : home % 109 == 7 ? "特困"
	       : home % 6 == 2   ? "脱贫户"
	       : home % 87 == 3  ? "边缘易致贫户"
				 : "无";
}

static void put_home(struct demo_county *c, size_t i)
{
	struct demo_maker *m = c->maker;
	const struct demo_area *v = &c->villages.at[c->people[i].village];
	const char *low = low_income(i);
	bool poor = strcmp(low, "无") != 0;

	demo_put(m, "household", &c->homes[i], "household_no",
		demo_say(m, "%.6s%06zu", v->code, i + 1), "village", v->code, "address",
		demo_say(m, "%s%zu组%u号", v->name, i % 6 + 1, 1 + demo_roll(m, 80)), "members",
		demo_int(m, 2 + demo_roll(m, 4)), "low_income", low, "poverty_cause",
		poor ? "缺劳力" : "", "year_income",
		demo_yuan(m, (poor ? 14 : 32) * 1000L + 100 * demo_roll(m, 150)), "house_own",
		i % 131 == 9 ? "廉租房" : "自建房", "house_state",
		poor && i % 4 == 0 ? "一般危房" : "房屋完好", NULL);
}

void demo_heads(struct demo_county *c)
{
	for (size_t i = 0; i < c->n && i < DEMO_HOMES; i++)
		demo_change(c->maker, "household", c->homes[i], NULL, "head",
			demo_who(c, &c->people[i]), NULL);
}

/* ---- people ---------------------------------------------------------------------------------- */

static const char *const schooling[] = {
	"初中", "初中", "高中", "小学", "初中", "专科", "高中", "中专"};
static const char *const abroad[] = {"在家", "在家", "在家", "县外", "省外", "在家"};

static const char *health_of(const struct demo_person *p)
{
	if (p->kind == KIND_DISABLED || p->kind == KIND_MILITIA)
		return "残疾";
	return p->kind == KIND_SICK || p->birth.year < 1945 ? "有慢性病" : "健康或良好";
}

static const char *tag_of(const struct demo_person *p)
{
	return p->birth.year < 1940 ? "高龄" : p->index % 61 == 5 ? "志愿者" : "";
}

static void put_person(struct demo_county *c, size_t i)
{
	struct demo_maker *m = c->maker;
	struct demo_person *p = &c->people[i];
	const struct demo_kind_def *kind = &demo_kinds[p->kind];
	const struct demo_area *v = &c->villages.at[p->village];
	const struct fate *f = fate_of(i);
	char number[19];

	demo_number(m, c->taken, c->number, kind->born, kind->until, p->male, number, &p->birth);
	bool dead = f && strcmp(f->state, "去世") == 0, away = f && !dead;
	demo_put(m, "person", &p->id, "name", p->name, "id_no", number, "nation", "汉族",
		"political", p->party ? "中国共产党党员" : "群众", "marriage",
		p->birth.year > 1992 ? "未婚" : "已婚", "edu",
		p->birth.year < 1950 ? "小学" : schooling[i % 8], "health", health_of(p),
		"hukou_kind", v->community ? "城镇" : "农村", "village", v->code, "hukou_addr",
		demo_say(m, "%s%zu组", v->name, (size_t)p->home % 6 + 1), "live_same", "是",
		"out_of_county", p->birth.year > 1965 ? abroad[i % 6] : "在家", "phone1",
		demo_say(m, "1990000%04u", demo_roll(m, 10000)), "grid",
		demo_say(m, "%s%02zu", v->code, i % 2 + 1), "household",
		demo_ref(m, c->homes[p->home]), "rel_head", i < DEMO_HOMES ? "户主" : "父母",
		"life_state", f ? f->state : "在档", "death_date", dead ? f->date : "", "out_date",
		away ? f->date : "", "out_to", away ? "四川省达州市" : "", "tags", tag_of(p),
		"file_no", demo_say(m, "%.6s-%04zu", v->code, i + 1), "collect_by",
		i % 3 ? "" : "采集员", "collect_date",
		i == LATE ? "2020-05-12" : demo_day(m, "2019-01-03", (int)(i % 27)), "sign_ok",
		"是", NULL);
}

/* Those of working age first: work is looked for and found by them. */
enum { WORKING = 1964 };

static void deal_ladder(struct demo_county *c)
{
	c->ladder.n = 0;
	for (int young = 1; young >= 0; young--)
		for (size_t i = 0; i < c->veterans.n; i++)
			if ((c->people[c->veterans.at[i]].birth.year >= WORKING) == young)
				deal(&c->ladder, c->veterans.at[i]);
}

void demo_people(struct demo_county *c)
{
	clear_decks(c);
	for (size_t i = 0; i < c->n; i++)
		make_person(c, i);
	choose_members(c);
	for (size_t i = 0; i < c->n && i < DEMO_HOMES; i++)
		put_home(c, i);
	if (!demo_flush(c->maker))
		return;
	for (size_t i = 0; i < c->n; i++)
		put_person(c, i);
	deal_ladder(c);
	demo_flush(c->maker);
}
