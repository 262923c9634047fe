#include <binggui/domain/demo_honours.h>

/* ---- good news ------------------------------------------------------------------------------- */

/* 24 were delivered in the period, each with 500 yuan; one before it, one after, two on their way. */
static const struct news {
	const char *grade, *from, *state;
	uint16_t n, gap;
	bool paid;
} news[] = {
	{"三等功", "2019-02-11", "已送达", 6, 60, true},
	{"四有优秀士兵", "2019-03-12", "已送达", 13, 30, true},
	{"嘉奖", "2019-05-20", "已送达", 4, 70, true},
	{"二等功", "2019-12-18", "已送达", 1, 1, true},
	{"三等功", "2018-12-21", "已送达", 1, 1, false},
	{"三等功", "2020-05-13", "已送达", 1, 1, true},
	{"嘉奖", "2020-04-20", "待送达", 2, 5, false},
};
enum { LED_NEWS = 2 };

static void put_news(struct demo_county *c, const struct news *x, size_t k, size_t drawn)
{
	struct demo_maker *m = c->maker;
	const struct demo_person *p = demo_draw(c, &c->kinds[KIND_FAMILY], 30, 13, drawn);
	bool done = text_eq(x->state, "已送达"), led = drawn < LED_NEWS;
	const char *on = demo_day(m, x->from, (int)k * x->gap);

	if (!p)
		return;
	demo_put(m, "goodnews", NULL, "person", demo_who(c, p), "grade", x->grade, "unit_name",
		"西部战区某部", "merit_year", demo_say(m, "%.4s", on), "state", x->state,
		"receive_date", demo_day(m, on, -9), "deadline", demo_day(m, on, 21), "deliver_to",
		done ? "父母" : "", "deliver_date", done ? on : "", "by",
		done ? "人武部、镇服务站" : "", "bonus", x->paid ? demo_yuan(m, 500) : "", NULL);
	if (x->paid)
		demo_put(m, "aid", NULL, "person", demo_who(c, p), "kind", "慰问金", "scene",
			"立功喜报", "source", "县", "target", "其他", "date", on, "amount",
			demo_yuan(m, 500), "by", led ? demo_office(c, k)->name : "镇服务站",
			"leader_rank", led ? "县级领导" : "镇", "state", "已发放", "pay_way",
			"现金", NULL);
}

static void put_all_news(struct demo_county *c)
{
	size_t drawn = 0;

	for (size_t i = 0; i < sizeof news / sizeof *news; i++)
		for (size_t k = 0; k < news[i].n; k++)
			put_news(c, &news[i], k, drawn++);
}

/* ---- honours --------------------------------------------------------------------------------- */

static const struct round {
	const char *winner, *title, *level, *state, *date;
	uint16_t n, from;
} rounds[] = {
	{"个人", "最美退役军人", "县", "表彰", "2019-07-30", 10, 0},
	{"个人", "最美退役军人", "市", "表彰", "2019-08-20", 2, 0}, /* two of the ten once more */
	{"家庭", "最美军人家庭", "县", "表彰", "2019-07-30", 10, 20},
	{"单位", "拥军模范单位", "县", "表彰", "2019-07-30", 6, 0},
	{"个人", "最美拥军人物", "县", "表彰", "2019-07-30", 5, 0},
	{"个人", "最美退役军人", "县", "推荐", "", 4, 60},
	{"个人", "双拥先进个人", "县", "表彰", "2018-12-28", 1, 70},
};
static const char *const patrons[] = {
	"县医院", "县农商银行", "城关镇人民政府", "县人社局", "县运输公司", "县电力局"};
static const char *const friends[] = {"李大姐", "王老师", "陈医生", "张师傅", "赵经理"};

static void put_honor(struct demo_county *c, const struct round *r, size_t k)
{
	struct demo_maker *m = c->maker;
	const struct demo_person *p = demo_draw(c, &c->veterans, 15, 37, r->from + k);
	bool unit = text_eq(r->winner, "单位"), home = text_eq(r->winner, "家庭");
	bool friend = text_eq(r->title, "最美拥军人物"), done = text_eq(r->state, "表彰");

	if (!p)
		return;
	demo_put(m, "honor", NULL, "winner", r->winner, "person",
		unit || home || friend ? "" : demo_who(c, p), "household",
		home ? demo_home(c, p) : "", "unit",
		unit     ? patrons[k]
		: friend ? friends[k]
			 : "",
		"title", r->title, "level", r->level, "year",
		done ? demo_say(m, "%.4s", r->date) : "2020", "state", r->state, "recommend_by",
		"镇服务站", "public_from", done ? demo_day(m, r->date, -15) : "", "public_to",
		done ? demo_day(m, r->date, -8) : "", "past_winner_check", done ? "是" : "",
		"joint_check", done ? "公安、纪委联审无异议" : "", "date", r->date, "deeds",
		"事迹见附件", NULL);
}

/* ---- role models and the reserve ------------------------------------------------------------- */

/* 134 people in all: where the walks overlap somebody has two titles. */
static const struct model {
	const char *kind, *state, *date, *out;
	uint16_t from, n;
} models[] = {
	{"优秀村干部", "在册", "2019-05-08", "", 0, 46},
	{"农村致富带头人", "在册", "2019-06-12", "", 40, 52},
	{"最美退役军人", "在册", "2019-07-30", "", 85, 18},
	{"创业之星", "在册", "2019-09-18", "", 100, 20},
	{"志愿服务标兵", "在册", "2020-03-25", "", 112, 20},
	{"志愿服务标兵", "退出", "2020-03-25", "2020-05-15", 132, 2}, /* after April */
	{"技术能手", "退出", "2019-04-22", "2019-12-30", 200, 6},
	{"志愿服务标兵", "在册", "2020-05-20", "", 210, 3},
};

static void put_model(struct demo_county *c, const struct model *x, size_t k)
{
	const struct demo_person *p = demo_draw(c, &c->veterans, 8, 53, x->from + k);

	if (p)
		demo_put(c->maker, "rolemodel", NULL, "person", demo_who(c, p), "kind", x->kind,
			"level", k % 9 ? "县" : "市", "year", demo_say(c->maker, "%.4s", x->date),
			"date", x->date, "state", x->state, "out_date", x->out, "deeds",
			"带头致富，热心公益", NULL);
}

static const struct reserve {
	const char *kind, *state, *used;
	uint16_t from, n;
} reserves[] = {
	{"村两委后备干部", "在册", "", 0, 36},
	{"村两委后备干部", "已任用", "2019-12-10", 36, 10},
	{"社区工厂管理人才", "在册", "", 43, 21}, /* three of them for both */
	{"村两委后备干部", "退出", "", 100, 3},
};

static void put_reserve(struct demo_county *c, const struct reserve *x, size_t k)
{
	const struct demo_person *p = demo_draw(c, &c->ladder, 11, 7, x->from + k);

	if (p)
		demo_put(c->maker, "reserve", NULL, "person", demo_who(c, p), "kind", x->kind,
			"date", demo_day(c->maker, "2019-04-10", (int)k * 3), "recommend_by",
			"村党支部", "state", x->state, "used_date", x->used, NULL);
}

void demo_honours(struct demo_county *c)
{
	put_all_news(c);
	for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++)
		for (size_t k = 0; k < rounds[i].n; k++)
			put_honor(c, &rounds[i], k);
	for (size_t i = 0; i < sizeof models / sizeof *models; i++)
		for (size_t k = 0; k < models[i].n; k++)
			put_model(c, &models[i], k);
	for (size_t i = 0; i < sizeof reserves / sizeof *reserves; i++)
		for (size_t k = 0; k < reserves[i].n; k++)
			put_reserve(c, &reserves[i], k);
	demo_flush(c->maker);
}
