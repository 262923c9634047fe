#include <binggui/domain/demo_jobs.h>

#include <string.h>

struct demo_person *demo_rung(struct demo_county *c, size_t k)
{
	return k < c->ladder.n ? &c->people[c->ladder.at[k]] : NULL;
}

/* ---- employers and posts --------------------------------------------------------------------- */

static const struct employer {
	const char *name, *industry;
	bool veteran;
} employers[DEMO_EMPLOYERS] = {
	{"秦巴药业有限公司", "制造业", false},
	{"南江茶业有限公司", "农林牧渔业", true},
	{"老兵保安服务公司", "租赁和商务服务业", true},
	{"飞渡峡旅游公司", "文化体育和娱乐业", false},
	{"腊味食品社区工厂", "制造业", true},
	{"毛绒玩具社区工厂", "制造业", false},
	{"水电开发公司", "电力燃气及水的生产和供应业", false},
	{"运输公司", "交通运输仓储和邮政业", false},
	{"医院", "卫生和社会工作", false},
	{"物业公司", "房地产业", true},
	{"建筑公司", "建筑业", false},
	{"鑫源超市", "批发和零售业", false},
	{"明珠酒店", "住宿和餐饮业", false},
	{"林业局护林站", "农林牧渔业", false},
	{"消防大队", "公共管理社会保障和社会组织", false},
	{"公安局辅警队", "公共管理社会保障和社会组织", false},
	{"环卫所", "水利环境和公共设施管理业", false},
	{"魔芋合作社", "农林牧渔业", true},
	{"黄连种植基地", "农林牧渔业", true},
	{"石材厂", "制造业", false},
	{"汽修厂", "居民服务修理和其他服务业", true},
	{"驾校", "教育", true},
	{"快递公司", "交通运输仓储和邮政业", false},
	{"农机行", "批发和零售业", true},
	{"电子商务中心", "信息传输软件和信息技术服务业", true},
	{"饮用水厂", "制造业", false},
	{"敬老院", "卫生和社会工作", false},
	{"砂石厂", "采矿业", false},
	{"养猪场", "农林牧渔业", true},
	{"家具厂", "制造业", false},
};

static void put_employers(struct demo_county *c, struct demo_market *made)
{
	struct demo_maker *m = c->maker;

	for (size_t i = 0; i < DEMO_EMPLOYERS; i++)
		demo_put(m, "employer", &made->employers[i], "name",
			demo_say(m, "%s%s", c->county.name, employers[i].name), "industry",
			employers[i].industry, "area", c->towns.at[i % c->towns.n].code, "contact",
			"人事科", "phone", demo_say(m, "1990000%04u", demo_roll(m, 10000)), "scale",
			demo_int(m, 12 + (long)(i * 17 % 90)), "is_veteran_firm",
			employers[i].veteran ? "是" : "否", "is_base", i < 7 ? "是" : "否", NULL);
}

/* Titles with the trade, the pay a month and what is asked; the first are of public benefit. */
static const struct opening {
	const char *title, *trade, *certs, *shift;
	uint16_t from, to;
	uint8_t age, min_edu;
} openings[] = {
	{"护林员", "护林", "", "白班", 1800, 2200, 58, 0},
	{"社区协管员", "社区工作", "", "白班", 1800, 2400, 50, 2},
	{"保洁员", "保洁", "", "半日", 1600, 2000, 60, 0},
	{"防火巡查员", "消防", "", "倒班", 2000, 2400, 55, 0},
	{"保安队员", "保安", "保安员证", "倒班", 2600, 3200, 50, 0},
	{"货车司机", "驾驶", "从业资格证", "灵活", 4500, 6000, 50, 0},
	{"车间工人", "普工", "", "白班", 2800, 3800, 48, 0},
	{"电工", "电工", "电工证", "倒班", 4000, 5500, 50, 0},
	{"仓库管理员", "仓储", "", "白班", 2600, 3000, 50, 1},
	{"旅游景区管理员", "管理", "", "白班", 3000, 4000, 45, 2},
	{"辅警", "辅警", "", "倒班", 2800, 3300, 35, 2},
	{"快递员", "快递配送", "", "灵活", 3500, 6000, 45, 0},
	{"焊工", "焊工", "焊工证", "白班", 4500, 6500, 50, 0},
	{"茶园管理员", "种植", "", "季节工", 2500, 3200, 60, 0},
};
enum { OPENINGS = sizeof openings / sizeof *openings, PUBLIC_POSTS = 20 };

static bool is_full(size_t post)
{
	return post % 9 == 8;
}

static void put_post(struct demo_county *c, struct demo_market *made, size_t i)
{
	static const char *const edus[] = {"不限", "初中", "高中"};
	struct demo_maker *m = c->maker;
	bool public = i < PUBLIC_POSTS;
	const struct opening *o = &openings[public ? i % 4 : 4 + i % (OPENINGS - 4)];
	size_t employer = public ? 13 + i % 4 : i % DEMO_EMPLOYERS;

	demo_put(m, "post", &made->posts[i], "employer", demo_ref(m, made->employers[employer]),
		"title", o->title, "trade", o->trade, "industry", employers[employer].industry,
		"kind", public ? "公益性岗位" : "企业", "area", c->towns.at[i % c->towns.n].code,
		"vacancies", demo_int(m, public ? 2 : 4 + (long)(i % 9)), "pay_from",
		demo_yuan(m, o->from), "pay_to", demo_yuan(m, o->to), "pay_unit", "月", "age_min",
		"18", "age_max", demo_int(m, o->age), "sex", "不限", "edu_min", edus[o->min_edu],
		"certs", o->certs, "shift", o->shift, "veterans_first", "是", "date",
		demo_day(m, "2019-03-01", (int)i * 9), "valid_to",
		i % 2 ? "2020-12-31" : "" /* until filled */, "state",
		is_full(i) ? "已满" : "招聘中", NULL);
}

/* ---- employment ------------------------------------------------------------------------------ */

enum {
	EMPLOYED = 150,
	EMPLOYED_END = 1081,
	HELPED = 211,
	HELPED_AWAY = 300,
	HELPED_AWAY_END = 320
};
enum { RETIRED = 1955, FARMING = 1964 };

static const char *status_of(const struct demo_person *p, size_t k, bool helped)
{
	static const char *const young[] = {
		"单位就业", "自由职业", "务农", "单位就业", "无业", "单位就业"};

	if (k >= 200 && k < 300)
		return helped ? "单位就业" : "创业";
	if (helped)
		return k % 7 ? "单位就业" : "公益性岗位";
	if (p->birth.year < RETIRED)
		return "离退休";
	return p->birth.year < FARMING ? "务农" : young[k % 6];
}

static void put_employment(struct demo_county *c, size_t k)
{
	struct demo_maker *m = c->maker;
	const struct demo_person *p = demo_rung(c, k);
	bool away = k >= HELPED_AWAY && k < HELPED_AWAY_END, helped = k < HELPED || away;

	if (!p)
		return;
	const char *status = status_of(p, k, helped);
	bool hired = text_eq(status, "单位就业") || text_eq(status, "公益性岗位");
	bool idle = text_eq(status, "无业"), outside = away || (!helped && hired && k % 4 == 1);
	const struct employer *e = &employers[k % DEMO_EMPLOYERS];
	demo_put(m, "employment", NULL, "person", demo_who(c, p), "as_of",
		demo_day(m, k % 40 == 39 && !helped ? "2018-12-21" : "2019-02-11",
			(int)(k * 3 % 380)),
		"status", status, "unit",
		!hired    ? ""
		: outside ? "江苏某电子公司"
			  : demo_say(m, "%s%s", c->county.name, e->name),
		"unit_kind", hired ? "民营企业" : "", "industry", hired ? e->industry : "",
		"county_in", outside ? "否" : "是", "helped", helped ? "是" : "否", "salary",
		hired ? demo_yuan(m, 2400 + 100 * (long)(k % 25)) : "", "insured",
		hired ? "是" : "", "unemp_reason", idle ? "暂未找到合适" : "", NULL);
}

/* ---- seekers and referrals ------------------------------------------------------------------- */

enum { SEEKERS = 280 };

static void put_seeker(struct demo_county *c, size_t k)
{
	static const char *const trades[] = {
		"保安", "驾驶", "普工", "护林", "电工", "管理", "种植"};
	static const char *const skills[] = {
		"警卫安保", "汽车驾驶", "军事训练", "种植", "电工", "管理带队", "种植"};
	struct demo_maker *m = c->maker;
	const struct demo_person *p = demo_rung(c, k);
	bool driver = k % 7 == 1, placed = k < 150;

	if (!p)
		return;
	demo_put(m, "seeker", NULL, "person", demo_who(c, p), "date",
		demo_day(m, "2019-02-18", (int)(k * 11 % 400)), "state", placed ? "已就业" : "求职",
		"want_trade", trades[k % 7], "want_area", c->villages.at[p->village].code,
		"want_place", k % 3 ? "本县" : "安康", "pay_min",
		demo_yuan(m, 2000 + 200 * (long)(k % 9)), "shift", "白班", "skills", skills[k % 7],
		"drive",
		driver  ? "B2"
		: k % 2 ? "C1"
			: "无",
		"certs", driver ? "从业资格证" : "", "limits", k % 13 ? "无" : "需照顾家人",
		"need_train", k % 4 ? "否" : "是", NULL);
}

/*
 * The rungs 20 to 169, ten of them twice, and those helped in the employment ledger (150 to 210)
 * are 191 people.  Hired elsewhere, not yet, or after April: not counted.
 */
static const struct referral {
	const char *via, *result, *county_in, *from;
	uint16_t first, n;
} referrals[] = {
	{"窗口", "录用", "是", "2019-03-06", 20, 60},
	{"招聘会", "录用", "是", "2019-04-24", 80, 60},
	{"走访", "录用", "是", "2019-07-10", 140, 30},
	{"窗口", "录用", "是", "2020-03-12", 20, 10},
	{"组织输送", "录用", "否", "2020-02-28", 211, 25},
	{"组织输送", "推荐", "", "2020-03-09", 240, 41},
	{"电话", "推荐", "", "2019-10-08", 170, 20},
	{"窗口", "录用", "是", "2020-05-12", 400, 5},
};

/* Every sixth goes to a post of public benefit; none to those that are full. */
static size_t post_of(size_t rung)
{
	size_t post = rung % 6 ? PUBLIC_POSTS + rung * 5 % (DEMO_POSTS - PUBLIC_POSTS)
			       : rung / 6 % PUBLIC_POSTS;

	return is_full(post) ? post - 1 : post;
}

static void put_referral(
	struct demo_county *c, const struct demo_market *made, const struct referral *r, size_t k)
{
	struct demo_maker *m = c->maker;
	const struct demo_person *p = demo_rung(c, r->first + k);
	bool hired = text_eq(r->result, "录用");
	size_t post = post_of(r->first + k);
	const char *on = demo_day(m, r->from, (int)(k % 40));

	if (!p)
		return;
	demo_put(m, "referral", NULL, "person", demo_who(c, p), "post",
		demo_ref(m, made->posts[post]), "date", on, "by",
		demo_ref(m, demo_town_staff(c, c->villages.at[p->village].town, 1)->id), "via",
		r->via, "result", r->result, "hired_date", hired ? demo_day(m, on, 9) : "",
		"county_in", r->county_in, NULL);
}

void demo_jobs(struct demo_county *c, struct demo_market *made)
{
	*made = (struct demo_market){0};
	put_employers(c, made);
	if (!demo_flush(c->maker))
		return;
	for (size_t i = 0; i < DEMO_POSTS; i++)
		put_post(c, made, i);
	if (!demo_flush(c->maker))
		return;
	for (size_t k = EMPLOYED; k < EMPLOYED_END; k++)
		put_employment(c, k);
	for (size_t k = 0; k < SEEKERS; k++)
		put_seeker(c, k);
	for (size_t i = 0; i < sizeof referrals / sizeof *referrals; i++)
		for (size_t k = 0; k < referrals[i].n; k++)
			put_referral(c, made, &referrals[i], k);
	demo_flush(c->maker);
}
