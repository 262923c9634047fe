#include <binggui/domain/demo.h>

#include <binggui/base/mem.h>
#include <binggui/domain/county.h>
#include <binggui/domain/demo_aid.h>
#include <binggui/domain/demo_care.h>
#include <binggui/domain/demo_cases.h>
#include <binggui/domain/demo_festivals.h>
#include <binggui/domain/demo_honours.h>
#include <binggui/domain/demo_identities.h>
#include <binggui/domain/demo_jobs.h>
#include <binggui/domain/demo_names.h>
#include <binggui/domain/demo_pairs.h>
#include <binggui/domain/demo_party.h>
#include <binggui/domain/demo_people.h>
#include <binggui/domain/demo_plaques.h>
#include <binggui/domain/demo_trainings.h>
#include <binggui/domain/demo_ventures.h>
#include <binggui/domain/demo_visits.h>
#include <binggui/domain/demo_volunteers.h>
#include <binggui/domain/demo_yearly.h>

enum { SEED = 20200430 };

/* The story goes on for two months after April 2020, whatever day it is. */
static const struct date told_on = {2020, 6, 30};

/* One county from its people to their honours; what comes later refers to what came before. */
static bool make_county(struct demo_county *c)
{
	struct demo_campaigns campaigns;
	struct demo_market market;

	demo_people(c);
	demo_heads(c);
	demo_identities(c);
	demo_stations(c);
	demo_flush(c->maker);
	demo_yearly(c);
	demo_pairs(c);
	demo_visits(c, &campaigns);
	demo_festivals(c, &campaigns);
	demo_cases(c);
	demo_aid(c);
	demo_care(c);
	demo_plaques(c);
	demo_honours(c);
	demo_party(c);
	demo_volunteers(c);
	demo_jobs(c, &market);
	demo_ventures(c, &market);
	demo_trainings(c, &market);
	return demo_flush(c->maker);
}

static bool next_county(struct demo_county *c, size_t number, size_t people, struct err *e)
{
	c->number = number;
	c->n = people;
	if (number == 0)
		return demo_areas_read(c, e);
	if (demo_numbers_region(number) != demo_numbers_region(number - 1))
		demo_numbers_clear(c->taken);
	demo_areas_next(c, number);
	return demo_flush(c->maker);
}

static void add_up(struct demo_result *result, const struct demo_county *c)
{
	size_t areas = 1 + c->towns.n + c->villages.n;

	result->people += c->n;
	result->areas += areas;
	result->stations += areas;
	result->staff += c->staff.n;
	result->records = c->maker->records + 2 * (1 + c->towns.n + c->villages.n);
}

static bool make_all(struct demo_county *c, const struct demo_options *o, size_t people,
	struct demo_result *result, struct err *e)
{
	bool ok = true;

	for (size_t number = 0; ok && result->people < people; number++) {
		size_t left = people - result->people;
		ok = next_county(c, number, left < DEMO_COUNTY ? left : DEMO_COUNTY, e) &&
		     make_county(c);
		if (!ok)
			break;
		add_up(result, c);
		if (o->progress && !o->progress(o->context, result->people, people))
			ok = err_set(e, ERR_STOPPED, "练习县没有建完，停在 %zu 人", result->people);
	}
	return ok;
}

bool demo_make(struct archive *a, const struct demo_options *options, struct demo_result *result,
	struct err *e)
{
	size_t people = options->people ? options->people : DEMO_COUNTY;
	struct county_result first;
	struct demo_maker maker;

	*result = (struct demo_result){0};
	if (people > DEMO_MOST)
		return err_set(e, ERR_USAGE, "练习县最多 %d 人", DEMO_MOST);
	if (!county_load(a, options->areas, &first, e))
		return false;
	struct demo_county *c = mem_zalloc(sizeof *c);
	struct archive as_it_was = *a;
	demo_maker_open(&maker, a, options->seed ? options->seed : SEED, e);
	c->maker = &maker;
	c->taken = demo_numbers_new();
	a->join = NULL; /* the lists of the campaigns are written with their visits */
	if (date_cmp(a->types.today, told_on) < 0)
		a->types.today = told_on;
	bool ok = make_all(c, options, people, result, e);
	a->join = as_it_was.join;
	a->types.today = as_it_was.types.today;
	demo_maker_close(&maker);
	demo_areas_free(c);
	vec_free(&c->staff);
	mem_free(c->taken);
	mem_free(c);
	return ok;
}
