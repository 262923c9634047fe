/*
 * Somebody for every gap of a county, against taking in each gap's turn the least loaded who
 * suits: how long, how many gaps are filled, how uneven the loads are (sum of squares).
 * usage: pair TIMES      (1 = 1,326 people, 160 staff, 70 areas)
 * prints: people, staff, gaps, ms, filled, squares, and of the simple way ms, filled, squares
 */
#include <lib/clock.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <binggui/domain/pairplan.h>

enum { VILLAGES = 62, TOWNS = 7, PEOPLE = 1326, STAFF = 160, ROUNDS = 9 };

static unsigned seed = 1;

static unsigned random_below(unsigned n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

static void add_area(struct pairing *p, size_t parent)
{
	struct pair_area *a = vec_add(&p->areas);

	snprintf(a->code, sizeof a->code, "%012zu", p->areas.n);
	a->name = mem_strdup("村");
	a->parent = parent;
}

static void add_staff(struct pairing *p, enum pair_tier tier, size_t area, size_t limit)
{
	struct pair_staff *s = vec_add(&p->staff);

	*s = (struct pair_staff){.id = p->staff.n,
		.name = mem_strdup("王"),
		.unit = mem_strdup("站"),
		.tier = tier,
		.area = area,
		.on_duty = true,
		.limit = limit};
}

/* The first area is the county, then the towns, then the villages. */
static void make(struct pairing *p, size_t times)
{
	size_t towns = TOWNS * times, villages = VILLAGES * times;

	add_area(p, PAIR_NONE);
	for (size_t i = 0; i < towns; i++)
		add_area(p, 0);
	for (size_t i = 0; i < villages; i++)
		add_area(p, 1 + i % towns);
	for (size_t i = 0; i < STAFF * times; i++)
		if (i % 8 == 0)
			add_staff(p, PAIR_COUNTY, 0, PAIR_NONE);
		else if (i % 8 == 1)
			add_staff(p, PAIR_TOWN, 1 + i % towns, 40 + random_below(60));
		else if (i % 8 == 2) /* a town's, in charge of one village alone */
			add_staff(p, PAIR_TOWN, 1 + towns + i % villages, 20 + random_below(30));
		else
			add_staff(p, PAIR_VILLAGE, 1 + towns + i % villages, 5 + random_below(15));
	for (size_t i = 0; i < PEOPLE * times; i++) {
		struct pair_person *one = vec_add(&p->people);
		one->id = i + 1;
		one->name = mem_strdup("张三");
		one->area = 1 + towns + random_below((unsigned)villages);
		for (int tier = 0; tier < PAIR_TIERS; tier++)
			one->pair[tier] = PAIR_NONE;
	}
}

struct measure {
	double ms;
	size_t filled, squares;
};

static size_t squares(const size_t *load, size_t n)
{
	size_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += load[i] * load[i];
	return sum;
}

static void plan(const struct pairing *p, struct measure *m)
{
	struct pair_plan made = {0};
	double since = cpu_ms();

	pair_plan_fill(&made, p, PAIR_NONE);
	m->ms = cpu_ms() - since;
	m->filled = made.found;
	m->squares = squares(made.load, p->staff.n);
	pair_plan_free(&made);
}

static void take_turns(const struct pairing *p, struct measure *m)
{
	size_t *load = mem_array(p->staff.n, sizeof *load);
	double since = cpu_ms();

	m->filled = 0;
	for (size_t i = 0; i < p->people.n; i++)
		for (int tier = 0; tier < PAIR_TIERS; tier++) {
			size_t best = PAIR_NONE;
			for (size_t k = 0; k < p->staff.n; k++)
				if (load[k] < p->staff.at[k].limit &&
					(best == PAIR_NONE || load[k] < load[best]) &&
					pairing_suits(p, k, i, (enum pair_tier)tier))
					best = k;
			if (best == PAIR_NONE)
				continue;
			load[best]++;
			m->filled++;
		}
	m->ms = cpu_ms() - since;
	m->squares = squares(load, p->staff.n);
	mem_free(load);
}

static int by_time(const void *a, const void *b)
{
	double x = ((const struct measure *)a)->ms, y = ((const struct measure *)b)->ms;

	return x < y ? -1 : x > y;
}

static struct measure median_of(
	const struct pairing *p, void run(const struct pairing *, struct measure *))
{
	struct measure all[ROUNDS];

	for (int i = 0; i < ROUNDS; i++)
		run(p, &all[i]);
	qsort(all, ROUNDS, sizeof *all, by_time);
	return all[ROUNDS / 2];
}

int main(int argc, char **argv)
{
	struct pairing p = {0};

	make(&p, argc > 1 ? (size_t)atoi(argv[1]) : 1);
	struct measure ours = median_of(&p, plan), simple = median_of(&p, take_turns);
	printf("%zu\t%zu\t%zu\t%.3f\t%zu\t%zu\t%.3f\t%zu\t%zu\n", p.people.n, p.staff.n,
		p.people.n * PAIR_TIERS, ours.ms, ours.filled, ours.squares, simple.ms,
		simple.filled, simple.squares);
	pairing_free(&p);
	return 0;
}
