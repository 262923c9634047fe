#include <criterion/criterion.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/domain/evenload.h>

/* Random instances against everything there is to try, and larger ones against the condition of the best. */

enum { MANY = 400, WIDE = 40 };

struct instance {
	struct evenload_group groups[MANY];
	struct evenload_server servers[WIDE];
	size_t n_groups, n_servers;
	size_t can[MANY][WIDE], given[MANY][WIDE], standing[WIDE];
};

static unsigned next_random(unsigned *seed, unsigned below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

static void make(struct instance *in, unsigned *seed, size_t groups, size_t servers, unsigned count,
	unsigned limit)
{
	memset(in, 0, sizeof *in);
	in->n_groups = groups;
	in->n_servers = servers;
	for (size_t v = 0; v < servers; v++) {
		in->standing[v] = next_random(seed, 3);
		in->servers[v].load = in->standing[v];
		in->servers[v].limit =
			next_random(seed, 3) ? next_random(seed, limit) + 1 : EVENLOAD_FREE;
	}
	for (size_t g = 0; g < groups; g++) {
		struct evenload_group *one = &in->groups[g];
		one->count = next_random(seed, count + 1);
		one->servers = in->can[g];
		one->given = in->given[g];
		for (size_t v = 0; v < servers; v++)
			if (next_random(seed, 100) < 35)
				in->can[g][one->n++] = v;
	}
}

static size_t squares(const struct instance *in, const size_t *load)
{
	size_t sum = 0;

	for (size_t v = 0; v < in->n_servers; v++)
		sum += load[v] * load[v];
	return sum;
}

/* ---- everything there is to try -------------------------------------------------------------- */

struct trial {
	const struct instance *in;
	size_t load[WIDE];
	size_t met, best_met, best_squares;
};

static void try_from(struct trial *t, size_t g, size_t unit)
{
	while (g < t->in->n_groups && unit == t->in->groups[g].count) {
		g++;
		unit = 0;
	}
	if (g == t->in->n_groups) {
		size_t sum = squares(t->in, t->load);
		if (t->met > t->best_met || (t->met == t->best_met && sum < t->best_squares)) {
			t->best_met = t->met;
			t->best_squares = sum;
		}
		return;
	}
	try_from(t, g, unit + 1);
	for (size_t i = 0; i < t->in->groups[g].n; i++) {
		size_t v = t->in->can[g][i];
		if (t->in->servers[v].limit != EVENLOAD_FREE &&
			t->load[v] >= t->in->servers[v].limit)
			continue;
		t->load[v]++;
		t->met++;
		try_from(t, g, unit + 1);
		t->load[v]--;
		t->met--;
	}
}

/* ---- what must hold of any answer ------------------------------------------------------------ */

static void check_sound(const struct instance *in, size_t met)
{
	size_t load[WIDE], sum = 0;

	memcpy(load, in->standing, sizeof load);
	for (size_t g = 0; g < in->n_groups; g++) {
		size_t of_group = in->groups[g].left;
		for (size_t i = 0; i < in->groups[g].n; i++) {
			of_group += in->given[g][i];
			load[in->can[g][i]] += in->given[g][i];
			sum += in->given[g][i];
		}
		cr_assert_eq(of_group, in->groups[g].count);
	}
	cr_assert_eq(sum, met);
	for (size_t v = 0; v < in->n_servers; v++) {
		cr_assert_eq(load[v], in->servers[v].load);
		if (in->servers[v].limit != EVENLOAD_FREE && load[v] > in->standing[v])
			cr_assert_leq(load[v], in->servers[v].limit);
	}
}

/*
 * The best there is, by the theorem on negative cycles: whoever could move along a chain
 * from a server to another finds there no more than one less, or no room; and nobody
 * left over reaches room.  The chains are closed by Floyd and Warshall, not by a search.
 */
static void check_best(const struct instance *in)
{
	static bool moves[WIDE][WIDE];

	memset(moves, 0, sizeof moves);
	for (size_t g = 0; g < in->n_groups; g++)
		for (size_t i = 0; i < in->groups[g].n; i++)
			for (size_t k = 0; in->given[g][i] && k < in->groups[g].n; k++)
				moves[in->can[g][i]][in->can[g][k]] = true;
	for (size_t m = 0; m < in->n_servers; m++)
		for (size_t a = 0; a < in->n_servers; a++)
			for (size_t b = 0; moves[a][m] && b < in->n_servers; b++)
				moves[a][b] = moves[a][b] || moves[m][b];
	for (size_t a = 0; a < in->n_servers; a++)
		for (size_t b = 0; b < in->n_servers; b++) {
			const struct evenload_server *to = &in->servers[b];
			if (!moves[a][b] || a == b ||
				(to->limit != EVENLOAD_FREE && to->load >= to->limit))
				continue;
			cr_assert_leq(in->servers[a].load, to->load + 1);
		}
	for (size_t g = 0; g < in->n_groups; g++)
		for (size_t i = 0; in->groups[g].left && i < in->groups[g].n; i++)
			for (size_t b = 0; b < in->n_servers; b++)
				if (b == in->can[g][i] || moves[in->can[g][i]][b])
					cr_assert(in->servers[b].limit != EVENLOAD_FREE &&
						  in->servers[b].load >= in->servers[b].limit);
}

/* ---- tests ----------------------------------------------------------------------------------- */

Test(evenload, is_as_good_as_trying_everything)
{
	static struct instance in;
	unsigned seed = 7;

	for (int round = 0; round < 400; round++) {
		make(&in, &seed, 1 + next_random(&seed, 4), 1 + next_random(&seed, 4), 2, 4);
		struct trial t = {.in = &in, .best_squares = (size_t)-1};
		memcpy(t.load, in.standing, sizeof t.load);
		try_from(&t, 0, 0);
		size_t met = evenload_solve(in.groups, in.n_groups, in.servers, in.n_servers);
		size_t load[WIDE];
		for (size_t v = 0; v < in.n_servers; v++)
			load[v] = in.servers[v].load;
		cr_assert_eq(met, t.best_met, "round %d: %zu of %zu", round, met, t.best_met);
		cr_assert_eq(squares(&in, load), t.best_squares, "round %d", round);
		check_sound(&in, met);
		check_best(&in);
	}
}

Test(evenload, leaves_nothing_to_improve_in_large_ones)
{
	static struct instance in;
	unsigned seed = 99;

	for (int round = 0; round < 30; round++) {
		make(&in, &seed, MANY, WIDE, 6, 40);
		check_sound(&in, evenload_solve(in.groups, in.n_groups, in.servers, in.n_servers));
		check_best(&in);
	}
}

Test(evenload, a_chain_of_moves_makes_room)
{
	size_t left[] = {0}, both[] = {0, 1}, given[2][2];
	struct evenload_server servers[] = {{0, 1}, {0, 1}};
	struct evenload_group groups[] = {
		{.count = 1, .servers = both, .n = 2, .given = given[0]},
		{.count = 1, .servers = left, .n = 1, .given = given[1]},
	};

	cr_assert_eq(evenload_solve(groups, 2, servers, 2), 2);
	cr_assert_eq(given[0][1], 1);
	cr_assert_eq(given[1][0], 1);
}

Test(evenload, who_is_over_the_limit_gets_nobody_and_nothing_is_nothing)
{
	size_t only[] = {0}, given[1];
	struct evenload_server servers[] = {{5, 3}};
	struct evenload_group groups[] = {{.count = 2, .servers = only, .n = 1, .given = given}};

	cr_assert_eq(evenload_solve(groups, 1, servers, 1), 0);
	cr_assert_eq(groups[0].left, 2);
	cr_assert_eq(servers[0].load, 5);
	cr_assert_eq(evenload_solve(NULL, 0, NULL, 0), 0);
}

Test(evenload, answers_the_same_every_time)
{
	static struct instance first, second;
	unsigned seed = 5;

	make(&first, &seed, 60, 12, 5, 9);
	seed = 5;
	make(&second, &seed, 60, 12, 5, 9);
	evenload_solve(first.groups, 60, first.servers, 12);
	evenload_solve(second.groups, 60, second.servers, 12);
	cr_assert_arr_eq(first.given, second.given, sizeof first.given);
}
