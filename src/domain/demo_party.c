#include <binggui/domain/demo_party.h>

#include <string.h>

enum { LOST = 38 };
static const char *const cases[] = {"外出务工经商", "居住地改变", "单位改制或破产", "外出务工经商"};

/* 城关镇友谊村 in the first county; the others have towns of the same names, so they say which county. */
static const char *branch_of(const struct demo_county *c, const struct demo_area *v)
{
	bool first = c->number == 0 && text_starts(v->full, c->county.full);

	return first ? v->full + strlen(c->county.full) : v->full;
}

static void put_branches(struct demo_county *c, uint64_t *ids, size_t most)
{
	for (size_t i = 0; i < c->villages.n && i < most; i++) {
		const struct demo_area *v = &c->villages.at[i];
		demo_put(c->maker, "branch", &ids[i], "name",
			demo_say(c->maker, "%s党支部", branch_of(c, v)), "kind",
			v->community ? "街道社区" : "农村", "area", v->code, "secretary",
			demo_village_staff(c, i, 0)->name, NULL);
	}
	demo_flush(c->maker);
}

static void put_member(
	struct demo_county *c, const struct demo_person *p, size_t k, uint64_t branch, uint64_t *id)
{
	struct demo_maker *m = c->maker;
	bool lost = k < LOST, outside = lost && k % 6 == 5;
	int joined = p->birth.year + 20 + (int)(k % 8);

	if (joined > 2018)
		joined = 2018;
	demo_put(m, "party", id, "person", demo_who(c, p), "join_date",
		demo_say(m, "%d-07-01", joined), "branch", outside ? "" : demo_ref(m, branch),
		"relation_at", outside ? "在外地" : "在本地", "relation_place",
		outside ? "江苏省苏州市务工地党支部" : "", "in_date",
		outside ? "" : demo_say(m, "%d-03-01", joined + 1), "dues_ok", "是", "activities",
		k % 5 ? "6-10" : "1-5", "last_activity",
		lost ? "2018-03-10" : demo_day(m, "2020-01-06", (int)(k % 90)), "lost",
		lost ? "是" : "否", "lost_since", lost ? "2018-10-08" : "", "lost_case",
		lost ? cases[k % 4] : "", "settled", lost ? "是" : "否", "settled_date",
		lost ? demo_day(m, "2019-05-06", (int)k * 7) : "", NULL);
}

static void put_trace(struct demo_county *c, size_t k, uint64_t member)
{
	demo_put(c->maker, "party_trace", NULL, "party", demo_ref(c->maker, member), "date",
		demo_day(c->maker, "2019-04-15", (int)k * 7), "by",
		demo_office(c, DEMO_LEADERS + k)->name, "how", k % 2 ? "电话" : "亲友打听",
		"result", "已联系到本人，明确组织关系归属", NULL);
}

void demo_party(struct demo_county *c)
{
	uint64_t branches[DEMO_PEOPLE] = {0}, members[DEMO_PEOPLE] = {0};
	size_t k = 0;

	put_branches(c, branches, DEMO_PEOPLE);
	for (size_t i = 0; i < c->n; i++) {
		const struct demo_person *p = &c->people[i];
		if (!p->party)
			continue;
		put_member(c, p, k, branches[p->village], &members[k]);
		if (k < LOST)
			put_trace(c, k, members[k]);
		k++;
	}
	demo_flush(c->maker);
}
