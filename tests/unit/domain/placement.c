#include <unit/domain/labour.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include <binggui/base/vec.h>
#include <binggui/domain/placement.h>
#include <binggui/domain/referral.h>
#include <binggui/table/batch.h>

static struct rig g;
static char employer[32], other[32];
static struct placement plan;

static void open_rig(void)
{
	rig_open(&g);
	record_id_text(labour_put(&g, "employer", "name=茶业公司"), employer);
	record_id_text(labour_put(&g, "employer", "name=水电公司"), other);
}

static void close_rig(void)
{
	placement_free(&plan);
	rig_close(&g);
}

TestSuite(placement, .init = open_rig, .fini = close_rig);

static uint64_t post(const char *of, const char *values)
{
	char all[1024];

	snprintf(all, sizeof all, "employer=%s|%s", of, values);
	return labour_put(&g, "post", all);
}

static void make(const struct ids *posts)
{
	struct err e = {0};

	cr_assert(placement_make(g.archive, &(struct placement_options){.posts = posts}, &plan, &e),
		"%s", e.text);
}

/* The post a seeker got; 0 = none. */
static uint64_t got(uint64_t seeker)
{
	size_t at;

	cr_assert(pool_find(&plan.pool->seekers, seeker, &at));
	return plan.persons[at].post == SIZE_MAX ? 0
						 : plan.pool->posts.at[plan.persons[at].post].id;
}

Test(placement, places_as_many_as_can_be_and_says_who_stays_and_why)
{
	struct str why = {0};
	uint64_t guard = post(employer, "title=保安|trade=保安|vacancies=1|age_max=60");
	uint64_t clerk = post(employer, "title=文员|trade=财务|vacancies=1|edu_min=本科");
	uint64_t young = post(employer, "title=消防|trade=消防|vacancies=2|age_max=30");
	/* Both fit the guard's post, only one the clerk's: he has to go there for both to be placed. */
	uint64_t able = labour_seeker(&g, "张一", 901, "19801102", "edu=本科", "want_trade=保安");
	uint64_t plain = labour_seeker(&g, "张二", 903, "19801102", "edu=初中", "want_trade=普工");
	uint64_t old = labour_seeker(&g, "张三", 905, "19501102", "edu=初中", "want_trade=保安");

	make(NULL);
	cr_assert_eq(plan.placed, 2);
	cr_assert_eq(plan.seats, 4);
	cr_assert_eq(got(able), clerk);
	cr_assert_eq(got(plain), guard);
	cr_assert_eq(got(old), 0);
	size_t at;
	cr_assert(pool_find(&plan.pool->posts, young, &at));
	cr_assert_eq(plan.posts[at].fits, 0);
	placement_why(plan.pool->match, plan.posts[at].broken, &why);
	cr_assert_str_eq(str_c(&why), "年龄偏大 3");
	cr_assert(pool_find(&plan.pool->seekers, old, &at));
	placement_why(plan.pool->match, plan.persons[at].broken, &why);
	cr_assert_str_eq(str_c(&why), "年龄偏大 2，文化程度 1");
	str_free(&why);
}

Test(placement, applied_as_referrals_in_one_batch_that_is_undone_as_one)
{
	struct referral_result result;
	struct batch_kept kept = {0};
	struct err e = {0};
	uint64_t p = post(employer, "title=保安|trade=保安|vacancies=3");
	uint64_t a = labour_seeker(&g, "张一", 901, "19801102", "", "want_trade=保安");
	uint64_t b = labour_seeker(&g, "张二", 903, "19801102", "", "want_trade=保安");

	make(NULL);
	cr_assert(referral_make_all(g.archive, &plan, "试", NULL, NULL, &result, &e), "%s", e.text);
	cr_assert_eq(result.made, 2);
	cr_assert_eq(result.refused.n, 0, "%s", result.refused.n ? result.refused.at[0].why : "");
	cr_assert_str_eq(labour_value(&g, "seeker", a, "state"), "推荐中");
	cr_assert_eq(archive_count(g.archive, defs_table(g.archive->defs, "referral")), 2);
	uint64_t batch = result.batch;
	referral_result_free(&result);
	/* Nobody is sent twice to the same post. */
	cr_assert_not(referral_make(g.archive, p, b, 0, NULL, &e));
	cr_assert_eq(e.code, ERR_CHECK);
	cr_assert(batch_undo(g.archive, batch, NULL, NULL, &kept, &e), "%s", e.text);
	cr_assert_eq(kept.n, 0);
	cr_assert_str_eq(labour_value(&g, "seeker", a, "state"), "求职");
	cr_assert_eq(archive_count(g.archive, defs_table(g.archive->defs, "referral")), 0);
	vec_free(&kept);
}

Test(placement, a_fair_has_the_open_posts_of_its_employers)
{
	struct ids ids = {0};
	struct err e = {0};
	char values[128], fair[32];
	const struct match_group *group = match_group(g.archive->defs->match, "fair");
	uint64_t id =
		labour_put(&g, "job_fair", "no=2026-001|name=专场招聘会|kind=专场|date=2026-11-20");

	cr_assert(group);
	post(employer, "title=保安");
	uint64_t there = post(other, "title=电工|trade=电工");
	post(other, "title=焊工|state=停招");
	cr_assert_not(placement_posts(g.archive, group, id, &ids, &e));
	cr_assert_eq(e.code, ERR_NOTFOUND);
	record_id_text(id, fair);
	snprintf(values, sizeof values, "fair=%s|employer=%s", fair, other);
	labour_put(&g, "fair_stand", values);
	err_clear(&e);
	cr_assert(placement_posts(g.archive, group, id, &ids, &e), "%s", e.text);
	cr_assert_eq(ids.n, 1);
	cr_assert_eq(ids.at[0], there);
	labour_seeker(&g, "张一", 901, "19801102", "", "want_trade=保安");
	make(&ids);
	cr_assert_eq(plan.pool->posts.n, 1);
	cr_assert_eq(plan.placed, 1);
	vec_free(&ids);
}

Test(placement, a_base_has_the_posts_of_its_host)
{
	struct ids ids = {0};
	struct err e = {0};
	char values[128];

	snprintf(values, sizeof values, "name=就业基地|kind=就业|host=%s", other);
	uint64_t id = labour_put(&g, "base", values);
	post(employer, "title=保安");
	uint64_t there = post(other, "title=电工|trade=电工");
	cr_assert(placement_posts(
			  g.archive, match_group(g.archive->defs->match, "base"), id, &ids, &e),
		"%s", e.text);
	cr_assert_eq(ids.n, 1);
	cr_assert_eq(ids.at[0], there);
	vec_free(&ids);
}

static bool stop(void *context, size_t done, size_t all)
{
	(void)context, (void)done, (void)all;
	return false;
}

Test(placement, can_be_stopped_and_has_then_placed_nobody)
{
	struct err e = {0};

	post(employer, "title=保安");
	cr_assert_not(placement_make(
		g.archive, &(struct placement_options){.progress = stop}, &plan, &e));
	cr_assert_eq(e.code, ERR_STOPPED);
}

/* A result flows back: the seeker is employed, and the ledger of employment has a row that counts. */
Test(placement, who_is_hired_is_employed_with_help_and_the_seat_is_taken)
{
	struct record base = {0}, r = {0};
	struct err e = {0};
	uint64_t referral, p = post(employer, "title=保安|trade=保安|vacancies=1");
	uint64_t s = labour_seeker(&g, "张一", 901, "19801102", "", "want_trade=保安");
	const struct def_table *t = defs_table(g.archive->defs, "referral");
	const struct def_table *employment = defs_table(g.archive->defs, "employment");

	make(NULL);
	cr_assert_eq(plan.seats, 1);
	cr_assert(referral_make(g.archive, p, s, 0, &referral, &e), "%s", e.text);
	cr_assert(table_get(g.archive, t, referral, &base, &e));
	record_copy(&r, &base);
	record_set(&r, def_field(t, "result")->number, "录用");
	record_set(&r, def_field(t, "hired_date")->number, "2026-11-23");
	record_set(&r, def_field(t, "county_in")->number, "是");
	struct change c = {.table = t, .base = &base, .record = &r};
	bool ok = table_save(g.archive, &c, 1, &(struct save_options){0}, &e);
	cr_assert(ok, "%s %s", e.text, c.problems.n ? c.problems.at[0].text : "");
	change_free(&c);
	cr_assert_str_eq(labour_value(&g, "seeker", s, "state"), "已就业");
	cr_assert_eq(archive_count(g.archive, employment), 1);
	uint64_t made = UINT64_C(1) << RECORD_STATION_SHIFT | 1;
	cr_assert_str_eq(labour_value(&g, "employment", made, "helped"), "是");
	cr_assert_str_eq(labour_value(&g, "employment", made, "county_in"), "是");
	cr_assert_str_eq(labour_value(&g, "employment", made, "unit"), "茶业公司");
	cr_assert_str_eq(labour_value(&g, "employment", made, "since"), "2026-11-23");
	make(NULL);
	cr_assert_eq(plan.seats, 0);
	record_free(&base);
	record_free(&r);
}
