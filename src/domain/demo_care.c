#include <binggui/domain/demo_care.h>

/* ---- insurance ------------------------------------------------------------------------------- */

static const struct premium {
	const char *year, *paid;
	long yuan;
} premiums[] = {{"2019", "2019-02-20", 220}, {"2020", "2019-12-16", 250}};
enum { PREMIUMS = sizeof premiums / sizeof *premiums, FIRST = 60 };

static void put_premiums(struct demo_county *c, const struct demo_person *p, const char *why)
{
	struct demo_maker *m = c->maker;
	struct date paid;

	for (size_t i = 0; i < PREMIUMS; i++) {
		date_parse(&paid, premiums[i].paid);
		if (p->kind == KIND_RURAL && date_age(p->birth, paid) < FIRST)
			continue;
		demo_put(m, "insurance", NULL, "person", demo_who(c, p), "year", premiums[i].year,
			"eligible", why, "amount", demo_yuan(m, premiums[i].yuan), "full", "是",
			"paid_date", premiums[i].paid, NULL);
	}
}

static void put_insurance(struct demo_county *c)
{
	static const enum demo_kind cared[] = {
		KIND_OLD, KIND_DISABLED, KIND_WAR, KIND_SICK, KIND_MARTYR};

	for (size_t i = 0; i < c->kinds[KIND_RURAL].n; i++) {
		const struct demo_person *p = &c->people[c->kinds[KIND_RURAL].at[i]];
		if (!c->villages.at[p->village].community)
			put_premiums(c, p, "60岁以上农村籍退役士兵");
	}
	for (size_t k = 0; k < sizeof cared / sizeof *cared; k++)
		for (size_t i = 0; i < c->kinds[cared[k]].n; i++)
			put_premiums(c, &c->people[c->kinds[cared[k]].at[i]], "重点优抚对象");
}

/* ---- stays ----------------------------------------------------------------------------------- */

/* 45 and 44 came, three of them to both: 86 people.  A third stay is planned for June 2020. */
static const struct stay {
	const char *name, *place, *from, *to;
	uint16_t came, first, missed;
} stays[] = {
	{"2019年第一期短期疗养", "安康市南宫山", "2019-05-13", "2019-05-19", 45, 0, 3},
	{"2019年第二期短期疗养", "安康市瀛湖", "2019-10-14", "2019-10-20", 44, 42, 2},
	{"2020年第一期短期疗养", "安康市南宫山", "2020-06-08", "2020-06-14", 0, 200, 20},
};
enum { STAYS = sizeof stays / sizeof *stays };

static void put_stay(struct demo_county *c, size_t i, uint64_t *id)
{
	struct demo_maker *m = c->maker;
	const struct stay *s = &stays[i];

	demo_put(m, "recuperation", id, "year", demo_say(m, "%.4s", s->from), "no",
		demo_say(m, "%.6s-疗%zu", c->county.code, i + 1), "name", s->name, "place",
		s->place, "from", s->from, "to", s->to, "quota", "50", NULL);
	for (size_t k = 0; k < (size_t)s->came + s->missed; k++) {
		bool came = k < s->came;
		const struct demo_person *p =
			demo_draw(c, &c->veterans, 5, 23, came ? s->first + k : 300 + 20 * i + k);
		if (p)
			demo_put(m, "recuperation_row", NULL, "batch", demo_ref(m, *id), "person",
				demo_who(c, p), "class", demo_kinds[p->kind].class12, "attend",
				came    ? "是"
				: i < 2 ? "否"
					: "",
				"health_ok", "是", NULL);
	}
}

/* ---- what was published ---------------------------------------------------------------------- */

static const struct paper {
	const char *title, *doc_no, *level, *issuer, *date, *topics;
} papers[] = {
	{"镇坪县重点优抚对象医疗救助管理办法(试行)", "镇政办发〔2019〕31号", "县",
		"镇坪县人民政府办公室", "2019-11-06", "优待抚恤"},
	{"镇坪县退役军人关爱基金管理办法", "镇退役军人发〔2019〕8号", "县", "镇坪县退役军人事务局",
		"2019-03-18", "帮扶援助"},
	{"镇坪县退役军人服务体系建设实施方案", "镇办字〔2019〕12号", "县", "镇坪县委办公室",
		"2019-01-22", "其他"},
	{"镇坪县退役军人就业创业扶持措施", "镇政发〔2019〕15号", "县", "镇坪县人民政府",
		"2019-05-10", "创业就业"},
	{"安康市退役军人教育培训办法", "安退役军人发〔2019〕21号", "市", "安康市退役军人事务局",
		"2019-06-25", "创业就业"},
	{"陕西省悬挂光荣牌工作实施细则", "陕政办发〔2018〕69号", "省", "陕西省人民政府办公厅",
		"2018-12-29", "褒扬纪念"},
	{"关于促进新时代退役军人就业创业工作的意见", "退役军人部发〔2018〕26号", "国",
		"退役军人事务部等12部门", "2018-07-27", "创业就业"},
	{"陕西省退役军人优待办法", "陕退役军人发〔2020〕9号", "省", "陕西省退役军人事务厅",
		"2020-05-15", "优待抚恤"},
};

void demo_care(struct demo_county *c)
{
	uint64_t ids[STAYS] = {0};

	put_insurance(c);
	for (size_t i = 0; i < STAYS; i++)
		put_stay(c, i, &ids[i]);
	for (size_t i = 0; i < sizeof papers / sizeof *papers && c->number == 0; i++)
		demo_put(c->maker, "policy", NULL, "title", papers[i].title, "doc_no",
			papers[i].doc_no, "level", papers[i].level, "issuer", papers[i].issuer,
			"date", papers[i].date, "topics", papers[i].topics, NULL);
	demo_flush(c->maker);
}
