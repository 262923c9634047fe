#include <binggui/domain/demo_yearly.h>

#include <string.h>

#include <binggui/table/table.h>

/* The conditions of life of 2019 are known of every third. */
static void put_life(struct demo_county *c, const struct demo_person *p)
{
	struct demo_maker *m = c->maker;
	bool old = p->birth.year < 1955;

	demo_put(m, "life", NULL, "person", demo_who(c, p), "year", "2019", "income",
		demo_yuan(m, 9000 + 100L * demo_roll(m, 300)), "pension",
		p->kind == KIND_CADRE ? "机关事业养老" : "城乡居民养老", "medicare",
		p->kind == KIND_CADRE ? "职工医保" : "城乡居民医保", "house",
		p->index % 19 ? "完好" : "一般危房", "labour", old ? "部分丧失" : "有", "selfcare",
		p->birth.year < 1935 ? "半自理" : "自理", "support", "分散供养", NULL);
}

static void put_card(struct demo_county *c, const struct demo_person *p)
{
	static const char *const states[] = {"已发", "已发", "已发", "待领", "申请"};
	struct demo_maker *m = c->maker;
	const char *state = states[p->index % 5],
		   *town = c->towns.at[c->villages.at[p->village].town].code;
	bool issued = p->index % 5 < 3, made = p->index % 5 < 4;
	const char *kind = demo_kinds[p->kind].veteran ? "退役军人" : "三属";

	demo_put(m, "card", NULL, "person", demo_who(c, p), "kind", kind, "state", state,
		"apply_date", demo_day(m, "2019-11-04", p->index % 60), "station", town,
		"checked_by", made ? "站长" : "", "check_date", made ? "2020-01-08" : "",
		"made_date", made ? "2020-03-16" : "", "issued_date",
		issued ? demo_day(m, "2020-03-20", p->index % 40) : "", "sign_by",
		issued ? p->name : "", NULL);
}

/* Who draws a benefit is seen once a year. */
static void put_confirm(struct demo_county *c, const struct demo_person *p)
{
	static const char *const ways[] = {"上门", "到站", "上门", "视频"};
	struct demo_maker *m = c->maker;
	const struct demo_staff *by = demo_village_staff(c, p->village, p->index);
	bool dead = p->index >= DEMO_ON_FILE && p->index < 1320;

	demo_put(m, "yearly_confirm", NULL, "person", demo_who(c, p), "year", "2019", "date",
		demo_day(m, "2019-10-08", p->index % 70), "mode", ways[p->index % 4], "by",
		demo_ref(m, by->id), "result", dead ? "去世" : "在世符合", "stop_month",
		dead ? "2019-02" : "", NULL);
}

static void put_change(struct demo_county *c, const struct demo_person *p)
{
	struct demo_maker *m = c->maker;
	const struct def_table *t = defs_table(m->archive->defs, "person");
	struct record r = {0};

	if (m->failed) /* its reason stays: a disk that is full is told as that */
		return;
	if (!table_get(m->archive, t, p->id, &r, m->err)) {
		m->failed = true;
		return;
	}
	const char *state = record_field(&r, def_field(t, "life_state"));
	bool dead = strcmp(state, "去世") == 0;
	demo_put(m, "person_change", NULL, "person", demo_who(c, p), "act", state, "date",
		record_field(&r, def_field(t, dead ? "death_date" : "out_date")), "reason",
		dead ? "因病去世" : "随子女迁居", "to_place", dead ? "" : "四川省达州市",
		"approver", "局长", NULL);
	record_free(&r);
}

void demo_yearly(struct demo_county *c)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct demo_person *p = &c->people[i];
		if (i % 3 == 0)
			put_life(c, p);
		if (p->kind != KIND_FAMILY && i < DEMO_ON_FILE - 2)
			put_card(c, p);
		if (*demo_kinds[p->kind].bpt && i != 1325 && i < 1320)
			put_confirm(c, p);
		if (p->gone)
			put_change(c, p);
	}
}
