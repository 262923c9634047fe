#include <binggui/domain/demo_visits.h>

#include <string.h>

static const struct campaign {
	const char *no, *name, *kind, *from, *to, *who, *gift;
	long money;
	const char *state;
} campaigns[DEMO_CAMPAIGNS] = {
	{"2018-01", "2018年底大走访", "大走访大慰问送温暖", "2018-12-20", "2018-12-31",
		"life_state = 在档", "", 0, "结束"},
	{"2019-02", "2019年大走访大慰问送温暖", "大走访大慰问送温暖", "2019-03-01", "2019-06-30",
		"life_state = 在档", "慰问信", 0, "结束"},
	{"2019-04", "干群夜谈", "干群夜谈", "2019-09-01", "2019-12-20", "life_state = 在档", "", 0,
		"结束"},
	{"2020-02", "2020年大走访大慰问送温暖", "大走访大慰问送温暖", "2020-03-20", "2020-06-30",
		"life_state = 在档", "", 0, "进行"},
	{"2019-01", "2019年春节慰问", "春节", "2019-01-15", "2019-02-03", "focus = 是", "米油",
		1000, "结束"},
	{"2019-03", "2019年八一慰问", "八一", "2019-07-20", "2019-08-05", "focus = 是", "夏凉被",
		1000, "结束"},
	{"2020-01", "2020年春节慰问", "春节", "2020-01-08", "2020-01-22", "focus = 是", "米油",
		1000, "结束"},
	{"2019-05", "2019年日常走访", "常态", "2019-01-01", "2019-12-31", "life_state = 在档", "",
		0, "结束"},
};

/* Seldom met: nobody at home, voided again, or visited only at the new year. */
enum { ABSENT = 40, MISKEYED = 43, FESTIVE = 45, FOUND = 48 };

static bool is_absent(size_t i)
{
	return i >= ABSENT && i < MISKEYED;
}

static bool is_miskeyed(size_t i)
{
	return i >= MISKEYED && i < FESTIVE;
}

const char *demo_campaign_from(enum demo_campaign which)
{
	return campaigns[which].from;
}

/* ---- campaigns ------------------------------------------------------------------------------- */

static void put_campaigns(struct demo_county *c, struct demo_campaigns *made)
{
	struct demo_maker *m = c->maker;

	for (size_t i = 0; i < DEMO_CAMPAIGNS; i++) {
		const struct campaign *k = &campaigns[i];
		demo_put(m, "campaign", &made->id[i], "no",
			demo_say(m, "%.6s-%s", c->county.code, k->no), "name", k->name, "kind",
			k->kind, "from", k->from, "to", k->to, "area", c->county.code, "who",
			k->who, "gift", k->gift, "money", k->money ? demo_yuan(m, k->money) : "",
			"state", k->state, "frozen_on", k->from, NULL);
	}
	demo_flush(m);
}

/* ---- visits of a campaign -------------------------------------------------------------------- */

static const char *const talks[] = {"身体尚好，家里平稳，讲了优抚政策", "在家务农，子女在外务工",
	"说明了医疗救助办法，留下联系电话", "感谢党委政府关心，愿意参加志愿服务",
	"讲了就业培训和招聘会的安排", "腿脚不便，请村上多照应", "光荣牌挂得端正，家里收拾整齐"};
static const char *const moods[] = {"平稳", "平稳", "一般", "平稳"};

static void put_visit(struct demo_county *c, const struct demo_person *p, uint64_t campaign,
	const char *date, uint64_t *id)
{
	struct demo_maker *m = c->maker;
	const struct demo_staff *s = demo_village_staff(c, p->village, p->index);
	bool met = !is_absent(p->index), family = p->index % 9 == 4;

	demo_put(m, "visit", id, "person", demo_who(c, p), "campaign", demo_ref(m, campaign),
		"date", date, "kind", "走访慰问", "mode", "上门", "by", s->name, "leader_rank",
		"村", "met",
		!met     ? "未遇"
		: family ? "家属"
			 : "见到",
		"content", met ? talks[(p->index + (size_t)*date) % 7] : "", "mood",
		met ? moods[p->index % 4] : "", "satisfied", met ? "满意" : "", NULL);
}

static void put_target(struct demo_county *c, const struct demo_person *p, uint64_t campaign,
	const char *reason, uint64_t visit)
{
	struct demo_maker *m = c->maker;
	const struct demo_staff *s = demo_village_staff(c, p->village, p->index);

	demo_put(m, "campaign_target", NULL, "campaign", demo_ref(m, campaign), "person",
		demo_who(c, p), "household", demo_home(c, p), "reason", reason, "assigned",
		demo_ref(m, s->id), "state", visit ? "已走访" : "未走访", "visit",
		demo_ref(m, visit), NULL);
}

/* Who is visited in which campaign, and on which day of it. */
static bool is_due(enum demo_campaign which, size_t i)
{
	switch (which) {
	case CAMPAIGN_2018:
		return i % 9 == 0;
	case CAMPAIGN_WALK:
		return i < 1313 && (i < FESTIVE || i >= FOUND);
	case CAMPAIGN_NIGHT:
		return i % 3 == 0 && i < 1312 && (i < ABSENT || i >= FOUND);
	case CAMPAIGN_NEXT:
		return i < DEMO_ON_FILE && (i % 5 == 2 || (i % 5 == 1 && i >= FOUND));
	default:
		return i >= FESTIVE && i < FOUND;
	}
}

static bool is_listed(enum demo_campaign which, size_t i)
{
	return which == CAMPAIGN_NIGHT  ? i % 3 == 0
	       : which == CAMPAIGN_NEXT ? i < DEMO_ON_FILE
					: true;
}

static const char *day_of(struct demo_county *c, enum demo_campaign which, size_t i)
{
	static const int spans[DEMO_CAMPAIGNS] = {10, 110, 45, 0, 14, 14, 14, 300};

	if (which == CAMPAIGN_NEXT) /* after April, or before its end */
		return demo_day(c->maker, i % 5 == 2 ? "2020-05-06" : "2020-03-24", (int)(i % 31));
	return demo_day(c->maker, campaigns[which].from, (int)(i * 7 % (size_t)spans[which]));
}

static void walk(struct demo_county *c, enum demo_campaign which, uint64_t campaign)
{
	static const enum demo_campaign listed[] = {CAMPAIGN_WALK, CAMPAIGN_NIGHT, CAMPAIGN_NEXT};
	uint64_t visits[DEMO_PEOPLE] = {0};
	bool list = false;

	for (size_t i = 0; i < sizeof listed / sizeof *listed; i++)
		list = list || listed[i] == which;
	for (size_t i = 0; i < c->n && i < 1313; i++) {
		const struct demo_person *p = &c->people[i];
		if (is_due(which, i))
			put_visit(c, p, campaign, day_of(c, which, i), &visits[i]);
		if (list && is_listed(which, i))
			put_target(c, p, campaign, p->kind == KIND_OLD ? "高龄" : "普遍",
				is_absent(i) || is_miskeyed(i) ? 0 : visits[i]);
	}
	if (!demo_flush(c->maker) || which != CAMPAIGN_WALK)
		return;
	for (size_t i = MISKEYED; i < FESTIVE; i++)
		demo_void(c->maker, "visit", visits[i]);
	demo_flush(c->maker);
}

/* ---- others ---------------------------------------------------------------------------------- */

enum { CALLS = 200 };
static const struct meeting {
	const char *who, *date, *content;
} meetings[] = {
	{"县委常委会", "2019-02-18", "听取退役军人事务局组建情况汇报"},
	{"县政府常务会", "2019-03-06", "研究服务站编制和经费"},
	{"退役军人事务工作领导小组", "2019-04-12", "部署大走访大慰问送温暖"},
	{"县委常委会", "2019-07-15", "研究八一走访慰问"},
	{"退役军人事务工作领导小组", "2019-08-28", "部署干群夜谈"},
	{"县政府常务会", "2019-10-22", "审议重点优抚对象医疗救助管理办法"},
	{"县委常委会", "2020-01-06", "研究春节走访慰问"},
	{"退役军人事务工作领导小组", "2020-02-10", "部署疫情防控志愿服务"},
	{"县政府常务会", "2020-04-20", "听取复工复产和就业情况汇报"},
	{"县委常委会", "2018-12-18", "退役军人事务局挂牌"},
	{"退役军人事务工作领导小组", "2020-05-22", "部署八一工作"},
};

static void put_meetings(struct demo_county *c)
{
	for (size_t i = 0; i < sizeof meetings / sizeof *meetings; i++)
		demo_put(c->maker, "visit", NULL, "other_name", meetings[i].who, "date",
			meetings[i].date, "kind", "座谈", "mode", "座谈", "by", "县级领导",
			"leader_rank", "县级领导", "met", "见到", "content", meetings[i].content,
			NULL);
	for (size_t i = 0; i < 11; i++)
		demo_put(c->maker, "reception", NULL, "date",
			demo_day(c->maker, "2019-03-15", (int)i * 35), "place", "县信访接待中心",
			"convener", demo_office(c, i % DEMO_LEADERS)->name, "post", "县级领导",
			"persons", "退役军人代表", "content", "当面答复来访诉求", NULL);
}

static void put_calls(struct demo_county *c)
{
	for (size_t k = 0; k < CALLS; k++) {
		const struct demo_person *p = demo_draw(c, &c->on_file, 9, 13, k);
		if (p)
			demo_put(c->maker, "visit", NULL, "person", demo_who(c, p), "date",
				demo_day(c->maker, "2019-03-04", (int)(k * 2)), "kind", "电话联系",
				"mode", "电话", "by", demo_village_staff(c, p->village, k)->name,
				"leader_rank", "村", "met", "见到", "content", "电话问候", NULL);
	}
}

static void put_plans(struct demo_county *c)
{
	if (c->number) /* one for all counties */
		return;
	demo_put(c->maker, "visit_plan", NULL, "name", "普遍联系", "who", "life_state = 在档",
		"every", "1", "unit", "年", "times", "1", "from", "2019-01-01", NULL);
	demo_put(c->maker, "visit_plan", NULL, "name", "重点联系", "who",
		"has(identity: class12 in (残疾军人, 烈士遗属, 复员军人))", "every", "1", "unit",
		"季", "times", "1", "from", "2019-01-01", NULL);
}

void demo_visits(struct demo_county *c, struct demo_campaigns *made)
{
	static const enum demo_campaign walks[] = {
		CAMPAIGN_2018, CAMPAIGN_SPRING19, CAMPAIGN_WALK, CAMPAIGN_NIGHT, CAMPAIGN_NEXT};

	*made = (struct demo_campaigns){0};
	put_campaigns(c, made);
	for (size_t i = 0; i < sizeof walks / sizeof *walks; i++)
		walk(c, walks[i], made->id[walks[i]]);
	put_meetings(c);
	put_calls(c);
	put_plans(c);
	demo_flush(c->maker);
}
