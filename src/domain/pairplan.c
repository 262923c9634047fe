#include <binggui/domain/pairplan.h>

#include <stdlib.h>

#include <binggui/base/mem.h>
#include <binggui/domain/evenload.h>

/* Steps that the same colleagues can take: of people of one area, on one level. */
struct bunch {
	size_t area;
	enum pair_tier tier;
	VEC(size_t) steps;
	VEC(size_t) staff;
	size_t *given;
};

struct bunches {
	VEC(struct bunch) all;
};

void pair_plan_free(struct pair_plan *plan)
{
	vec_free(&plan->steps);
	mem_free(plan->load);
	*plan = (struct pair_plan){0};
}

static void begin(struct pair_plan *plan, const struct pairing *p)
{
	pair_plan_free(plan);
	plan->pairing = p;
	plan->load = mem_array(p->staff.n + 1, sizeof *plan->load);
	for (size_t i = 0; i < p->staff.n; i++)
		plan->load[i] = p->staff.at[i].load;
}

/* ---- spreading ------------------------------------------------------------------------------- */

static struct bunch *bunch_of(struct bunches *b, const struct pair_plan *plan,
	const struct pair_step *step, size_t except)
{
	const struct pairing *p = plan->pairing;
	size_t area = p->people.at[step->person].area;
	struct bunch *one;

	vec_each (one, &b->all)
		if (one->area == area && one->tier == step->tier)
			return one;
	one = vec_add(&b->all);
	one->area = area;
	one->tier = step->tier;
	for (size_t i = 0; i < p->staff.n; i++)
		if (i != except && pairing_suits(p, i, step->person, step->tier))
			vec_push(&one->staff, i);
	one->given = mem_array(one->staff.n + 1, sizeof *one->given);
	return one;
}

/* Neighbours in the order of the steps go to the same colleague. */
static void hand_out(struct pair_plan *plan, const struct bunch *b)
{
	size_t next = 0;

	for (size_t i = 0; i < b->staff.n; i++)
		for (size_t k = 0; k < b->given[i]; k++) {
			struct pair_step *step = &plan->steps.at[b->steps.at[next++]];
			step->staff = b->staff.at[i];
			step->why = PAIR_FINE;
			plan->found++;
			plan->load[step->staff]++;
		}
}

static void solve(struct pair_plan *plan, struct bunches *b)
{
	const struct pairing *p = plan->pairing;
	struct evenload_group *groups = mem_array(b->all.n + 1, sizeof *groups);
	struct evenload_server *servers = mem_array(p->staff.n + 1, sizeof *servers);

	for (size_t i = 0; i < p->staff.n; i++) {
		servers[i].load = plan->load[i];
		servers[i].limit = p->staff.at[i].limit;
	}
	for (size_t i = 0; i < b->all.n; i++) {
		struct bunch *one = &b->all.at[i];
		groups[i] = (struct evenload_group){
			one->steps.n, one->staff.at, one->staff.n, one->given, 0};
	}
	evenload_solve(groups, b->all.n, servers, p->staff.n);
	for (size_t i = 0; i < b->all.n; i++)
		hand_out(plan, &b->all.at[i]);
	mem_free(groups);
	mem_free(servers);
}

/* Whoever is left over although somebody suits: those who do are full. */
static void explain(struct pair_plan *plan, struct bunches *b)
{
	for (size_t i = 0; i < b->all.n; i++) {
		struct bunch *one = &b->all.at[i];
		for (size_t k = 0; k < one->steps.n; k++) {
			struct pair_step *step = &plan->steps.at[one->steps.at[k]];
			if (step->staff == PAIR_NONE && one->staff.n)
				step->why = PAIR_FULL;
		}
		vec_free(&one->steps);
		vec_free(&one->staff);
		mem_free(one->given);
	}
	vec_free(&b->all);
}

/* Gives every step without a reason against it to somebody but `except`. */
static void spread(struct pair_plan *plan, size_t except)
{
	const struct pairing *p = plan->pairing;
	struct bunches bunches = {0};

	for (size_t i = 0; i < plan->steps.n; i++) {
		struct pair_step *step = &plan->steps.at[i];
		if (step->person == PAIR_NONE || p->people.at[step->person].gone ||
			p->people.at[step->person].leaving ||
			p->people.at[step->person].area == PAIR_NONE)
			continue;
		struct bunch *b = bunch_of(&bunches, plan, step, except);
		vec_push(&b->steps, i);
	}
	solve(plan, &bunches);
	explain(plan, &bunches);
}

/* ---- filling --------------------------------------------------------------------------------- */

void pair_plan_fill(struct pair_plan *plan, const struct pairing *p, size_t area)
{
	struct pair_indices people = {0};

	begin(plan, p);
	pairing_people(p, area, &people);
	for (size_t i = 0; i < people.n; i++)
		for (int tier = 0; tier < PAIR_TIERS; tier++) {
			if (p->people.at[people.at[i]].pair[tier] != PAIR_NONE)
				continue;
			struct pair_step step = {people.at[i], (enum pair_tier)tier, PAIR_NONE,
				PAIR_NONE, PAIR_FINE, false};
			step.why = pairing_why(p, step.person, step.tier);
			vec_push(&plan->steps, step);
		}
	vec_free(&people);
	spread(plan, PAIR_NONE);
}

/* ---- handing over ---------------------------------------------------------------------------- */

/* Why this one cannot take the person, with the load the plan gives him so far. */
static enum pair_why against(
	const struct pair_plan *plan, size_t staff, size_t person, enum pair_tier tier)
{
	const struct pairing *p = plan->pairing;
	const struct pair_staff *s = &p->staff.at[staff];
	const struct pair_person *one = &p->people.at[person];

	if (one->gone)
		return PAIR_GONE;
	if (one->area == PAIR_NONE)
		return one->no_village ? PAIR_NO_VILLAGE : PAIR_NO_AREA;
	if (s->tier != tier)
		return PAIR_OTHER_TIER;
	if (!s->on_duty)
		return PAIR_OFF_DUTY;
	if (!pairing_covers(p, staff, person))
		return PAIR_OUTSIDE;
	return s->limit != PAIR_NONE && plan->load[staff] >= s->limit ? PAIR_FULL : PAIR_FINE;
}

static void give(struct pair_plan *plan, struct pair_step *step, size_t to)
{
	step->why = against(plan, to, step->person, step->tier);
	if (step->why != PAIR_FINE)
		return;
	step->staff = to;
	plan->found++;
	plan->load[to]++;
}

/* Where each person stands in the order in which people are shown. */
static size_t *ranks(const struct pairing *p)
{
	struct pair_indices people = {0};
	size_t *rank = mem_array(p->people.n + 1, sizeof *rank);

	pairing_people(p, PAIR_NONE, &people);
	for (size_t i = 0; i < people.n; i++)
		rank[people.at[i]] = i + 1;
	vec_free(&people);
	return rank;
}

static int by_rank(const void *one, const void *other, void *context)
{
	const struct pair_step *a = one, *b = other;
	const size_t *rank = context;
	size_t x = a->person == PAIR_NONE ? 0 : rank[a->person];
	size_t y = b->person == PAIR_NONE ? 0 : rank[b->person];

	return x != y ? (x < y ? -1 : 1) : a->old < b->old ? -1 : 1;
}

static void list_pairs(struct pair_plan *plan, size_t from)
{
	const struct pairing *p = plan->pairing;

	for (size_t i = 0; i < p->opens.n; i++) {
		const struct pair_open *o = &p->opens.at[i];
		if (o->staff != from)
			continue;
		struct pair_step step = {o->person, o->tier, i, PAIR_NONE, PAIR_FINE, false};
		step.why = o->person == PAIR_NONE ? PAIR_GONE : pairing_why(p, o->person, o->tier);
		step.end = step.why == PAIR_GONE;
		plan->ended += step.end;
		vec_push(&plan->steps, step);
	}
	size_t *rank = ranks(p);
	if (plan->steps.n)
		qsort_r(plan->steps.at, plan->steps.n, sizeof *plan->steps.at, by_rank, rank);
	mem_free(rank);
}

void pair_plan_handover(struct pair_plan *plan, const struct pairing *p, size_t from, size_t to)
{
	begin(plan, p);
	list_pairs(plan, from);
	if (to == PAIR_NONE)
		spread(plan, from);
	for (size_t i = 0; i < plan->steps.n; i++) {
		struct pair_step *step = &plan->steps.at[i];
		if (to != PAIR_NONE && !step->end)
			give(plan, step, to);
		else if (step->staff == PAIR_NONE && step->why == PAIR_FINE)
			step->why = PAIR_NO_STAFF; /* the only one who suits is who leaves */
		plan->load[from] -= step->end || step->staff != PAIR_NONE;
	}
}

/* ---- one ------------------------------------------------------------------------------------- */

void pair_plan_one(struct pair_plan *plan, const struct pairing *p, size_t person,
	enum pair_tier tier, size_t staff)
{
	size_t old = p->people.at[person].pair[tier];

	begin(plan, p);
	if (old != PAIR_NONE && p->opens.at[old].staff != PAIR_NONE)
		plan->load[p->opens.at[old].staff]--;
	vec_push(
		&plan->steps, ((struct pair_step){person, tier, old, PAIR_NONE, PAIR_FINE, false}));
	give(plan, &plan->steps.at[0], staff);
}

void pair_plan_end(struct pair_plan *plan, const struct pairing *p, size_t open)
{
	const struct pair_open *o = &p->opens.at[open];

	begin(plan, p);
	vec_push(&plan->steps,
		((struct pair_step){o->person, o->tier, open, PAIR_NONE, PAIR_FINE, true}));
	plan->ended = 1;
	if (o->staff != PAIR_NONE)
		plan->load[o->staff]--;
}
