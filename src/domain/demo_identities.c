#include <binggui/domain/demo_identities.h>

/* The one who asked and was refused, and those who have a second identity beside the first. */
enum { REFUSED = 1325, SECOND_REFUSED = 9 };

static void put_identity(struct demo_county *c, const struct demo_person *p)
{
	const struct demo_kind_def *k = &demo_kinds[p->kind];
	struct demo_maker *m = c->maker;
	bool refused = p->index == REFUSED;
	const char *state = refused ? "不予认定" : !*k->bpt ? "" : p->gone ? "停发" : "享受待遇";

	demo_put(m, "identity", NULL, "person", demo_who(c, p), "class12", k->class12, "bpt_class",
		k->bpt, "placement_kind", k->placement, "bpt_state", state, "approve_date",
		*k->bpt ? demo_day(m, "2011-08-01", (int)(p->index * 3 % 2500)) : "", "basis",
		k->veteran ? "退伍证件" : "个人档案", "nofit_reason",
		refused ? "无退伍手续或证件" : "", NULL);
}

/* A disabled soldier is a veteran as well; some of the bereaved and of the families served too. */
static bool has_second(const struct demo_person *p)
{
	switch (p->kind) {
	case KIND_DISABLED:
		return true;
	case KIND_WAR:
		return p->index % 5 == 0;
	case KIND_FAMILY:
	case KIND_MARTYR:
		return p->male && p->birth.year < 1990 && p->index % 4 == 0;
	default:
		return false;
	}
}

static void put_second(struct demo_county *c, const struct demo_person *p)
{
	bool hurt = p->kind == KIND_WAR;

	demo_put(c->maker, "identity", NULL, "person", demo_who(c, p), "class12",
		hurt ? "残疾军人" : "退役士兵", "bpt_class", hurt ? "残疾军人" : "", "bpt_state",
		hurt ? "享受待遇" : "", "placement_kind", hurt ? "" : "自主就业", "basis",
		"退伍证件", "twin_ack", "是", NULL);
}

/* Asked for a further identity and were refused: they are on file all the same, by the first. */
static void put_refusals(struct demo_county *c)
{
	for (size_t k = 0; k < SECOND_REFUSED; k++) {
		struct demo_person *p = demo_draw(c, &c->kinds[KIND_SOLDIER], 11, 37, k);
		if (p)
			demo_put(c->maker, "identity", NULL, "person", demo_who(c, p), "class12",
				"退役士兵", "bpt_class", "带病回乡退伍军人", "bpt_state",
				"不予认定", "nofit_reason", "不属规定的慢性病", "approve_date",
				demo_day(c->maker, "2019-06-03", (int)k * 20), NULL);
	}
}

/* ---- what they did --------------------------------------------------------------------------- */

static const char *const branches[] = {
	"陆军", "陆军", "陆军", "武警部队", "空军", "海军", "火箭军", "陆军"};
static const char *const units[] = {
	"某步兵团", "某工兵团", "某汽车团", "某炮兵旅", "某边防团", "某支队", "某通信团"};
static const char *const merits[] = {
	"", "嘉奖", "", "三等功", "优秀士兵", "", "嘉奖", "", "", "二等功"};

static void put_service(struct demo_county *c, const struct demo_person *p)
{
	struct demo_maker *m = c->maker;
	bool cadre = p->kind == KIND_CADRE || p->kind == KIND_ARMY;
	int joined = p->birth.year + 18 + (int)(p->index % 3);
	int left = joined + (cadre ? 20 : 2 + p->index % 5 * (p->index % 3));
	const char *war = p->kind != KIND_WAR    ? ""
			  : p->birth.year < 1960 ? "中越边境自卫还击作战"
						 : "老山者阴山地区对越防御作战";

	if (left > 2018)
		left = 2018;
	demo_put(m, "service", NULL, "person", demo_who(c, p), "enlisted",
		demo_say(m, "%d-12-01", joined), "discharged",
		demo_say(m, "%d-%s", left > joined ? left : joined + 1, cadre ? "08-01" : "12-01"),
		"enlist_hukou", "农村", "enlist_place", "陕西省镇坪县", "unit", units[p->index % 7],
		"branch", branches[p->index % 8], "soldier_kind", cadre ? "军官" : "义务兵",
		"merit", merits[p->index % 10], "war", war, "nuclear",
		p->kind == KIND_NUCLEAR ? "原8023部队" : "", "discharge_cert",
		cadre ? "转业军人证明书" : "退伍军人证明书", NULL);
}

static void put_disability(struct demo_county *c, const struct demo_person *p)
{
	static const char *const levels[] = {
		"八级", "九级", "十级", "七级", "六级", "八级", "五级"};
	struct demo_maker *m = c->maker;

	demo_put(m, "disability", NULL, "person", demo_who(c, p), "kind",
		p->kind == KIND_MILITIA ? "伤残民兵民工" : "残疾军人", "level",
		levels[p->index % 7], "nature", p->index % 4 ? "因公" : "因战", "genus", "在乡",
		"period", "建国后", "cert_no", demo_say(m, "陕军残%06u", 100 + p->index), "body",
		p->index % 2 ? "左下肢" : "右手", "date",
		demo_say(m, "%d-06-15", p->birth.year + 21), NULL);
}

static void put_kinship(struct demo_county *c, const struct demo_person *p)
{
	struct demo_maker *m = c->maker;

	demo_put(m, "martyr_link", NULL, "person", demo_who(c, p), "class",
		demo_kinds[p->kind].class12, "rel", p->index % 3 ? "子女" : "配偶", "holder",
		p->index % 5 ? "是" : "否", "soldier_name", demo_say(m, "%.3s建国", p->name),
		"soldier_sex", "男", "death_date", demo_say(m, "%d-07-12", p->birth.year + 25),
		NULL);
}

void demo_identities(struct demo_county *c)
{
	for (size_t i = 0; i < c->n; i++) {
		struct demo_person *p = &c->people[i];
		put_identity(c, p);
		if (has_second(p) && i != REFUSED)
			put_second(c, p);
		if (demo_kinds[p->kind].veteran)
			put_service(c, p);
		if (p->kind == KIND_DISABLED || p->kind == KIND_MILITIA)
			put_disability(c, p);
		if (p->kind >= KIND_MARTYR && p->kind <= KIND_DECEASED)
			put_kinship(c, p);
	}
	put_refusals(c);
}
