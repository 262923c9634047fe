#include <unit/domain/labour.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include <binggui/base/vec.h>
#include <binggui/domain/matcher.h>

/* Villages of 镇坪县: two of 城关镇, one of another town. */
#define XINHUA    "610927100201"
#define CHENGGUAN "610927100000"

static struct rig g;
static char employer[32];
static struct pool *pool;

static void open_rig(void)
{
	rig_open(&g);
	record_id_text(labour_put(&g, "employer", "name=茶业公司|area=" CHENGGUAN), employer);
}

static void close_rig(void)
{
	pool_close(pool);
	rig_close(&g);
}

TestSuite(matcher, .init = open_rig, .fini = close_rig);

static uint64_t post(const char *values)
{
	char all[1024];

	snprintf(all, sizeof all, "employer=%s|%s", employer, values);
	return labour_put(&g, "post", all);
}

static void take_all(void)
{
	struct err e = {0};

	pool_close(pool);
	pool = pool_open(g.archive, NULL, NULL, &e);
	cr_assert(pool, "%s", e.text);
}

static size_t place(const struct pool_side *s, uint64_t id)
{
	size_t at;

	cr_assert(pool_find(s, id, &at));
	return at;
}

/* "code code" of what is lacking, or "code+points …" of what counts. */
static const char *reasons(uint64_t post_id, uint64_t seeker, bool lacks)
{
	static char out[1024];
	struct matcher_reasons r = {0};
	size_t n = 0;
	int32_t sum = 0;

	matcher_explain(pool, place(&pool->posts, post_id), place(&pool->seekers, seeker), &r);
	out[0] = '\0';
	for (size_t i = 0; i < r.n; i++) {
		sum += r.at[i].points;
		cr_assert(*r.at[i].text, "%s says nothing", r.at[i].code);
		if (r.at[i].lack != lacks)
			continue;
		n += (size_t)snprintf(out + n, sizeof out - n, "%s%s", n ? " " : "", r.at[i].code);
		if (!lacks)
			n += (size_t)snprintf(out + n, sizeof out - n, "+%d", r.at[i].points);
	}
	cr_assert_eq(sum, r.score);
	matcher_reasons_free(&r);
	return out;
}

static const char *sentence(uint64_t post_id, uint64_t seeker, const char *code, bool mend)
{
	static char out[512];
	struct matcher_reasons r = {0};

	matcher_explain(pool, place(&pool->posts, post_id), place(&pool->seekers, seeker), &r);
	out[0] = '\0';
	for (size_t i = 0; i < r.n; i++)
		if (strcmp(r.at[i].code, code) == 0)
			snprintf(out, sizeof out, "%s", mend ? r.at[i].mend : r.at[i].text);
	matcher_reasons_free(&r);
	return out;
}

/* ---- hard conditions ------------------------------------------------------------------------- */

Test(matcher, says_what_is_missing_and_by_how_much)
{
	uint64_t p = post("title=电工|trade=电工|age_min=20|age_max=45|edu_min=专科|certs=电工证/"
			  "高处作业证|sex=男|state=招聘中");
	uint64_t old = labour_seeker(&g, "张大", 901, "19791102", "village=" XINHUA "|edu=高中",
		"want_trade=电工|certs=高处作业证");
	uint64_t fit = labour_seeker(&g, "张二", 903, "19901102", "village=" XINHUA "|edu=本科",
		"want_trade=电工|certs=电工证/高处作业证/健康证");
	take_all();
	cr_assert_str_eq(reasons(p, old, true), "age-max edu cert");
	cr_assert_str_eq(sentence(p, old, "age-max", false), "年龄47岁，超过45岁上限2岁");
	cr_assert_str_eq(sentence(p, old, "cert", false), "缺电工证");
	cr_assert_str_eq(sentence(p, old, "edu", false), "要求专科以上，本人文化程度高中");
	cr_assert_str_eq(reasons(p, fit, true), "");
}

Test(matcher, a_training_can_mend_a_missing_certificate)
{
	uint64_t p = post("title=电工|trade=电工|certs=电工证");
	uint64_t s = labour_seeker(&g, "张三", 905, "19901102", "", "want_trade=电工");

	labour_put(&g, "training",
		"no=2026-P09|name=低压电工订单班|year=2026|kind=订单式|start=2026-12-10");
	labour_put(
		&g, "training", "no=2026-P01|name=电工夜校|year=2026|kind=订单式|start=2026-03-10");
	take_all();
	cr_assert_str_eq(sentence(p, s, "cert", true), "可报名低压电工订单班（2026-12-10开班）");
}

Test(matcher, what_a_post_leaves_open_excludes_nobody)
{
	uint64_t p = post("title=普工|trade=普工");
	uint64_t s = labour_seeker(&g, "张四", 907, "19501102", "", "want_trade=保洁");

	take_all();
	cr_assert_str_eq(reasons(p, s, true), "");
}

Test(matcher, women_have_their_own_limit)
{
	uint64_t p = post("title=普工|age_max=55|age_max_women=45");
	uint64_t woman = labour_seeker(&g, "李梅", 910, "19761102", "", "want_trade=普工");
	uint64_t man = labour_seeker(&g, "李刚", 911, "19761102", "", "want_trade=普工");

	take_all();
	cr_assert_str_eq(reasons(p, woman, true), "age-max-women");
	cr_assert_str_eq(reasons(p, man, true), "");
}

/* ---- scores ---------------------------------------------------------------------------------- */

Test(matcher, the_parts_add_up_and_nearness_counts_once)
{
	uint64_t here = post("title=保安|trade=保安|area=" XINHUA "|pay_unit=月|pay_from=300000|"
			     "pay_to=400000|veterans_first=是");
	uint64_t town = post("title=保安|trade=保安|area=" CHENGGUAN "|pay_unit=月|"
			     "pay_from=200000|pay_to=400000");
	uint64_t s = labour_seeker(&g, "王五", 913, "19901102", "village=" XINHUA,
		"want_trade=保安/普工|pay_min=300000|want_area=" CHENGGUAN);

	take_all();
	cr_assert_str_eq(reasons(here, s, false),
		"trade+25 same-village+25 want-area+12 pay+15 veterans+10");
	cr_assert_str_eq(reasons(town, s, false), "trade+25 same-town+18 want-area+12 pay-upper+7");
	cr_assert_str_eq(sentence(here, s, "pay", false), "月薪3000元起，够本人要求的3000元");
}

Test(matcher, best_posts_first_and_every_score_is_the_sum_of_its_parts)
{
	struct matcher_found f = {0};
	uint64_t s = labour_seeker(&g, "王六", 915, "19701102", "village=" XINHUA "|edu=初中",
		"want_trade=保安|pay_min=250000");
	uint64_t best = post("title=保安|trade=保安|area=" XINHUA);
	uint64_t second = post("title=保安|trade=保安");
	uint64_t third = post("title=保安二班|trade=保安");
	post("title=普工|trade=普工");
	post("title=文员|trade=财务|edu_min=本科|age_max=40"); /* breaks two */
	uint64_t near = post("title=保安|trade=保安|age_max=50");
	post("title=保安|trade=保安|state=停招");
	post("title=保安|trade=保安|date=2026-01-01|valid_to=2026-11-22");

	take_all();
	matcher_posts(pool, 0, 3, &f);
	cr_assert_eq(pool->seekers.at[0].id, s);
	cr_assert_eq(f.looked, 6);
	cr_assert_eq(f.fits, 4);
	cr_assert_eq(f.fitting.n, 3);
	cr_assert_eq(f.fitting.at[0].id, best);
	cr_assert_eq(f.fitting.at[1].id, second);
	cr_assert_eq(f.fitting.at[2].id, third);
	cr_assert_eq(f.near.n, 1);
	cr_assert_eq(f.near.at[0].id, near);
	for (size_t i = 0; i < f.fitting.n; i++) {
		struct matcher_reasons r = {0};
		matcher_explain(pool, f.fitting.at[i].post, f.fitting.at[i].seeker, &r);
		cr_assert_eq(r.score, f.fitting.at[i].score);
		matcher_reasons_free(&r);
	}
	matcher_found_free(&f);
}

Test(matcher, best_people_first_and_all_others_are_counted)
{
	struct matcher_found f = {0};
	uint64_t p = post("title=护林|trade=护林|area=" XINHUA "|age_max=60");
	uint64_t far = labour_seeker(&g, "赵一", 917, "19751102", "", "want_trade=护林");
	uint64_t near =
		labour_seeker(&g, "赵二", 919, "19751102", "village=" XINHUA, "want_trade=护林");
	uint64_t old =
		labour_seeker(&g, "赵三", 921, "19551102", "village=" XINHUA, "want_trade=护林");
	labour_seeker(&g, "赵四", 923, "19751102", "village=" XINHUA, "state=已就业");

	take_all();
	matcher_people(pool, place(&pool->posts, p), 10, &f);
	cr_assert_eq(f.looked, 3);
	cr_assert_eq(f.fitting.n, 2);
	cr_assert_eq(f.fitting.at[0].id, near);
	cr_assert_eq(f.fitting.at[1].id, far);
	cr_assert_eq(f.near.n, 1);
	cr_assert_eq(f.near.at[0].id, old);
	size_t sum = f.fits;
	for (size_t i = 0; i < pool->match->must.n; i++)
		sum += f.broken[i];
	cr_assert_eq(sum, f.looked);
	matcher_found_free(&f);
}

/* ---- beside ---------------------------------------------------------------------------------- */

Test(matcher, a_slip_shows_both_and_no_secret)
{
	struct str slip = {0};
	struct err e = {0};
	uint64_t p = post("title=保安|trade=保安|pay_unit=月|pay_from=300000|pay_to=400000");
	uint64_t s = labour_seeker(
		&g, "钱一", 925, "19801102", "phone1=19900001234|edu=初中", "want_trade=保安");

	cr_assert(matcher_slip(g.archive, p, s, &slip, &e), "%s", e.text);
	cr_assert(strstr(str_c(&slip), "钱一（男，46岁）"), "%s", str_c(&slip));
	cr_assert(strstr(str_c(&slip), "茶业公司"));
	cr_assert(strstr(str_c(&slip), "3000—4000元/月"), "%s", str_c(&slip));
	cr_assert(strstr(str_c(&slip), "19900001234") || strstr(str_c(&slip), "199 0000 1234"));
	str_free(&slip);
}

Test(matcher, the_seeker_of_a_person_is_the_one_still_looking)
{
	struct err e = {0};
	uint64_t found;
	uint64_t s = labour_seeker(&g, "孙一", 927, "19801102", "", "state=求职|want_trade=保安");
	uint64_t person;

	cr_assert(record_id_parse(labour_value(&g, "seeker", s, "person"), &person));
	cr_assert(matcher_seeker_of(g.archive, person, &found, &e));
	cr_assert_eq(found, s);
	cr_assert_not(matcher_seeker_of(g.archive, person + 1000, &found, &e));
	cr_assert_eq(e.code, ERR_NOTFOUND);
}
