/*
 * The best overall assignment (domain/assign) at the size of a county, and ten times
 * that, against GLPK's network solver and its simplex on the same instance where they can do it.
 * usage: assign     (prints a line a size and solver; fails if the results differ)
 */
#include <lib/clock.h>

#include <glpk.h>
#include <stdio.h>
#include <stdlib.h>

#include <binggui/base/mem.h>
#include <binggui/domain/assign.h>

static uint32_t seed = 1081;

static uint32_t dice(uint32_t sides)
{
	seed = seed * 1664525u + 1013904223u;
	return (uint32_t)((uint64_t)seed * sides >> 32);
}

static void must(bool ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "assign: %s\n", what);
	exit(1);
}

/* Scores in steps of 5 up to 120, as the parts of a declared score add up; `share` of 100 pairs are allowed. */
static struct assign make(uint32_t persons, uint32_t posts, uint32_t seats, uint32_t share)
{
	struct assign a = {.persons = persons, .posts = posts};
	uint32_t *left = mem_array(posts, sizeof *left);
	struct assign_pair *pairs = mem_array((size_t)persons * posts, sizeof *pairs);

	for (uint32_t i = 0; i < seats; i++)
		left[i < posts ? i : dice(posts)]++;
	for (uint32_t i = 0; i < persons; i++)
		for (uint32_t j = 0; j < posts; j++)
			if (dice(100) < share)
				pairs[a.n++] = (struct assign_pair){i, j, (int32_t)dice(25) * 5};
	a.seats = left;
	a.pairs = pairs;
	return a;
}

static void instance_free(struct assign *a)
{
	mem_free((void *)a->seats);
	mem_free((void *)a->pairs);
}

/* ---- GLPK ---------------------------------------------------------------------------------------- */

struct arc {
	double low, cap, cost, x;
};

static void arc(glp_graph *g, int from, int to, double cap, double cost)
{
	*(struct arc *)glp_add_arc(g, from, to)->data = (struct arc){0, cap, cost, 0};
}

static glp_graph *graph(const struct assign *a)
{
	int persons = (int)a->persons, posts = (int)a->posts, end = persons + posts + 1;
	glp_graph *g = glp_create_graph(sizeof(double), sizeof(struct arc));

	glp_add_vertices(g, end);
	for (int i = 1; i <= persons; i++) {
		*(double *)g->v[i]->data = 1;
		arc(g, i, end, 1, 121.0 * (persons + 1));
	}
	*(double *)g->v[end]->data = -persons;
	for (int j = 1; j <= posts; j++)
		arc(g, persons + j, end, a->seats[j - 1], 0);
	for (size_t i = 0; i < a->n; i++)
		arc(g, 1 + (int)a->pairs[i].person, persons + 1 + (int)a->pairs[i].post, 1,
			-a->pairs[i].score);
	return g;
}

/* Milliseconds of processor time of the solver alone; -1 if it gives up. */
static double out_of_kilter(glp_graph *g, double *total)
{
	double since = cpu_ms();
	int failed = glp_mincost_okalg(g, 0, offsetof(struct arc, low), offsetof(struct arc, cap),
		offsetof(struct arc, cost), total, offsetof(struct arc, x), -1);

	return failed ? -1 : cpu_ms() - since;
}

static double simplex(glp_graph *g, double *total)
{
	glp_prob *lp = glp_create_prob();
	glp_smcp how;

	glp_mincost_lp(lp, g, 0, 0, offsetof(struct arc, low), offsetof(struct arc, cap),
		offsetof(struct arc, cost));
	glp_init_smcp(&how);
	how.msg_lev = GLP_MSG_OFF;
	how.tm_lim = 120000;
	double since = cpu_ms();
	glp_adv_basis(lp, 0);
	int failed = glp_simplex(lp, &how);
	double took = cpu_ms() - since;
	*total = glp_get_obj_val(lp);
	if (glp_get_status(lp) != GLP_OPT)
		failed = 1;
	glp_delete_prob(lp);
	return failed ? -1 : took;
}

/* Its result must be ours. */
static void compare(const struct assign *a, const struct assign_result *r, double took,
	const char *name, double (*solve)(glp_graph *g, double *total))
{
	glp_graph *g = graph(a);
	double total = 0, ms = solve(g, &total);
	double ours = 121.0 * (double)(a->persons + 1) * (double)(a->persons - r->placed) -
		      (double)r->score;

	glp_delete_graph(g);
	if (ms < 0) {
		printf("   GLPK %s gives up", name);
		return;
	}
	must(total > ours - 0.5 && total < ours + 0.5, "GLPK and domain/assign differ");
	printf("   GLPK %s %.0f ms (%.3f times)", name, ms, took / ms);
}

/* ---- a size -------------------------------------------------------------------------------------- */

/* The median of as many runs as the size deserves. */
static double ours(const struct assign *a, struct assign_result *r, int runs)
{
	double at[3];

	for (int i = 0; i < runs; i++) {
		double since = cpu_ms();
		must(assign_best(a, r), "stopped");
		at[i] = cpu_ms() - since;
	}
	return median(at, runs);
}

static void measure(uint32_t persons, uint32_t posts, uint32_t seats, uint32_t share, int solvers)
{
	struct assign a = make(persons, posts, seats, share);
	struct assign_result r = {0};
	double took = ours(&a, &r, persons > 3000 ? 1 : 3);

	printf("  %5u x %4u, %5u seats   %7zu pairs   %5zu placed   %8.1f ms", persons, posts,
		seats, a.n, r.placed, took);
	if (persons == 1081)
		printf("   (goal 1000)");
	if (solvers > 0)
		compare(&a, &r, took, "simplex", simplex);
	if (solvers > 1)
		compare(&a, &r, took, "okalg", out_of_kilter);
	printf("\n");
	fflush(stdout);
	assign_result_free(&r);
	instance_free(&a);
}

/*
 * GLPK is asked about a fair a quarter of the size: what its out-of-kilter
 * method needs grows with nearly the fourth power of it, to minutes.
 */
int main(int argc, char **argv)
{
	(void)argv;
	glp_term_out(GLP_OFF);
	measure(270, 100, 500, 30, 2);
	measure(270, 100, 500, 100, 1);
	measure(1081, 400, 2000, 30, argc > 1);
	measure(1081, 400, 2000, 100, 0); /* everybody may go anywhere */
	measure(1081, 400, 600, 30, 0);   /* more people than seats */
	for (uint32_t times = 2; times <= (argc > 1 ? 10 : 4); times *= 2)
		measure(1081 * times, 400 * times, 2000 * times, 30, 0);
	return 0;
}
