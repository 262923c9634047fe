#include <binggui/domain/assign.h>

#include <criterion/criterion.h>
#include <glpk.h>
#include <stdio.h>
#include <string.h>

#include <binggui/base/mem.h>

/* ---- random instances ---------------------------------------------------------------------------- */

static uint32_t seed;

static uint32_t dice(uint32_t sides)
{
	seed = seed * 1664525u + 1013904223u;
	return (uint32_t)((uint64_t)seed * sides >> 32);
}

struct instance {
	struct assign a;
	uint32_t seats[64];
	struct assign_pair pairs[4096];
};

/* Pairs are allowed in `share` of 100 cases, and stand in no order. */
static void make(struct instance *x, size_t persons, size_t posts, uint32_t most, uint32_t share)
{
	size_t n = 0;

	for (size_t j = 0; j < posts; j++)
		x->seats[j] = dice(most + 1);
	for (uint32_t i = 0; i < persons; i++)
		for (uint32_t j = 0; j < posts; j++)
			if (dice(100) < share)
				x->pairs[n++] = (struct assign_pair){i, j, (int32_t)dice(120) - 10};
	for (size_t i = n; i > 1; i--) {
		size_t k = dice((uint32_t)i);
		struct assign_pair keep = x->pairs[k];
		x->pairs[k] = x->pairs[i - 1];
		x->pairs[i - 1] = keep;
	}
	x->a = (struct assign){persons, posts, x->seats, x->pairs, n, NULL, NULL};
}

static const struct assign_pair *pair(const struct assign *a, uint32_t person, uint32_t post)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->pairs[i].person == person && a->pairs[i].post == post)
			return &a->pairs[i];
	return NULL;
}

/* Nobody stands where he may not, no post has more than its seats, and the sums are right. */
static void holds(const struct assign *a, const struct assign_result *r)
{
	uint32_t used[64] = {0};
	size_t placed = 0;
	int64_t score = 0;

	for (uint32_t i = 0; i < a->persons; i++) {
		if (r->post[i] == ASSIGN_NONE)
			continue;
		const struct assign_pair *p = pair(a, i, r->post[i]);
		cr_assert_not_null(p, "person %u stands at post %u", i, r->post[i]);
		cr_assert_leq(++used[r->post[i]], a->seats[r->post[i]]);
		placed++;
		score += p->score;
	}
	cr_assert_eq(r->placed, placed);
	cr_assert_eq(r->score, score);
}

/* ---- the best by trying everything --------------------------------------------------------------- */

struct trying {
	const struct assign *a;
	uint32_t left[64];
	size_t placed;
	int64_t score;
};

static void try_from(struct trying *t, uint32_t person, size_t placed, int64_t score)
{
	if (person == t->a->persons) {
		if (placed > t->placed || (placed == t->placed && score > t->score)) {
			t->placed = placed;
			t->score = score;
		}
		return;
	}
	try_from(t, person + 1, placed, score);
	for (size_t i = 0; i < t->a->n; i++) {
		const struct assign_pair *p = &t->a->pairs[i];
		if (p->person != person || !t->left[p->post])
			continue;
		t->left[p->post]--;
		try_from(t, person + 1, placed + 1, score + p->score);
		t->left[p->post]++;
	}
}

Test(assign, is_what_trying_everything_finds)
{
	struct instance x;

	seed = 7;
	for (int i = 0; i < 600; i++) {
		struct assign_result r = {0};
		make(&x, 1 + dice(6), 1 + dice(5), 1 + dice(3), 20 + dice(80));
		struct trying t = {.a = &x.a, .score = INT64_MIN};
		memcpy(t.left, x.seats, sizeof t.left);
		try_from(&t, 0, 0, 0);
		cr_assert(assign_best(&x.a, &r));
		holds(&x.a, &r);
		cr_assert_eq(r.placed, t.placed, "instance %d: %zu placed, not %zu", i, r.placed,
			t.placed);
		cr_assert_eq(r.score, t.score, "instance %d: score %lld, not %lld", i,
			(long long)r.score, (long long)t.score);
		assign_result_free(&r);
	}
}

/* ---- GLPK ---------------------------------------------------------------------------------------- */

struct arc {
	double low, cap, cost, x;
};

static void arc(glp_graph *g, int from, int to, double cap, double cost)
{
	*(struct arc *)glp_add_arc(g, from, to)->data = (struct arc){0, cap, cost, 0};
}

/* Everybody flows: through a post to the end, or past all of them at a price no scores outweigh. */
static void glpk(const struct assign *a, size_t *placed, int64_t *score)
{
	int persons = (int)a->persons, posts = (int)a->posts, end = persons + posts + 1;
	glp_graph *g = glp_create_graph(sizeof(double), sizeof(struct arc));
	double total = 0, past = 130.0 * (persons + 1);

	glp_add_vertices(g, end);
	for (int i = 1; i <= persons; i++) {
		*(double *)g->v[i]->data = 1;
		arc(g, i, end, 1, past);
	}
	*(double *)g->v[end]->data = -persons;
	for (int j = 1; j <= posts; j++)
		arc(g, persons + j, end, a->seats[j - 1], 0);
	for (size_t i = 0; i < a->n; i++)
		arc(g, 1 + (int)a->pairs[i].person, persons + 1 + (int)a->pairs[i].post, 1,
			-a->pairs[i].score);
	cr_assert_eq(glp_mincost_okalg(g, 0, offsetof(struct arc, low), offsetof(struct arc, cap),
			     offsetof(struct arc, cost), &total, offsetof(struct arc, x), -1),
		0);
	*placed = 0;
	*score = 0;
	for (int i = 1; i <= persons; i++) {
		for (glp_arc *at = g->v[i]->out; at; at = at->t_next) {
			const struct arc *one = at->data;
			if (one->x < 0.5 || at->head->i == end)
				continue;
			++*placed;
			*score -= (int64_t)one->cost;
		}
	}
	glp_delete_graph(g);
}

Test(assign, is_what_glpk_finds)
{
	static struct instance x;

	seed = 11;
	glp_term_out(GLP_OFF);
	for (int i = 0; i < 200; i++) {
		struct assign_result r = {0};
		size_t placed;
		int64_t score;
		make(&x, 1 + dice(60), 1 + dice(40), 1 + dice(5), 5 + dice(90));
		cr_assert(assign_best(&x.a, &r));
		holds(&x.a, &r);
		glpk(&x.a, &placed, &score);
		cr_assert_eq(
			r.placed, placed, "instance %d: %zu placed, not %zu", i, r.placed, placed);
		cr_assert_eq(r.score, score, "instance %d: score %lld, not %lld", i,
			(long long)r.score, (long long)score);
		assign_result_free(&r);
	}
	glp_free_env();
}

/* ---- what it promises beside the best ------------------------------------------------------------ */

Test(assign, does_not_depend_on_the_order_of_pairs)
{
	static struct instance x;

	seed = 5;
	for (int i = 0; i < 50; i++) {
		struct assign_result a = {0}, b = {0};
		make(&x, 30, 12, 3, 60);
		for (size_t k = 0; k < x.a.n; k++)
			x.pairs[k].score /= 40; /* many are alike */
		cr_assert(assign_best(&x.a, &a));
		for (size_t k = 0; k < x.a.n / 2; k++) {
			struct assign_pair keep = x.pairs[k];
			x.pairs[k] = x.pairs[x.a.n - 1 - k];
			x.pairs[x.a.n - 1 - k] = keep;
		}
		cr_assert(assign_best(&x.a, &b));
		cr_assert_arr_eq(a.post, b.post, x.a.persons * sizeof *a.post);
		assign_result_free(&a);
		assign_result_free(&b);
	}
}

Test(assign, places_more_people_before_it_places_them_better)
{
	/* The first fits both posts, and the one that only the second can take far better. */
	const struct assign_pair pairs[] = {{0, 0, 100}, {0, 1, 1}, {1, 0, 1}};
	const uint32_t seats[] = {1, 1};
	struct assign a = {2, 2, seats, pairs, 3, NULL, NULL};
	struct assign_result r = {0};

	cr_assert(assign_best(&a, &r));
	cr_assert_eq(r.placed, 2);
	cr_assert_eq(r.score, 2);
	cr_assert_eq(r.post[0], 1);
	cr_assert_eq(r.post[1], 0);
	assign_result_free(&r);
}

Test(assign, of_equals_the_earlier_person_is_placed)
{
	const struct assign_pair pairs[] = {{2, 0, 5}, {1, 0, 5}, {0, 0, 5}};
	const uint32_t seats[] = {2};
	struct assign a = {3, 1, seats, pairs, 3, NULL, NULL};
	struct assign_result r = {0};

	cr_assert(assign_best(&a, &r));
	cr_assert_eq(r.post[0], 0);
	cr_assert_eq(r.post[1], 0);
	cr_assert_eq(r.post[2], (uint32_t)ASSIGN_NONE);
	assign_result_free(&r);
}

Test(assign, nobody_and_nothing)
{
	const uint32_t seats[] = {0, 4000000000u};
	const struct assign_pair pairs[] = {{0, 0, 3}, {0, 1, -7}, {0, 1, -9}};
	struct assign a = {0};
	struct assign_result r = {0};

	cr_assert(assign_best(&a, &r));
	cr_assert_eq(r.placed, 0);
	a = (struct assign){2, 2, seats, pairs, 3, NULL, NULL};
	cr_assert(assign_best(&a, &r));
	cr_assert_eq(r.placed, 1);
	cr_assert_eq(r.score, -7);
	cr_assert_eq(r.post[0], 1);
	cr_assert_eq(r.post[1], (uint32_t)ASSIGN_NONE);
	assign_result_free(&r);
}

static bool stop_at_two(void *context, size_t done, size_t all)
{
	*(size_t *)context = done;
	cr_assert_eq(all, 3);
	return done < 2;
}

Test(assign, can_be_stopped)
{
	const struct assign_pair pairs[] = {{0, 0, 1}, {1, 0, 1}, {2, 0, 1}};
	const uint32_t seats[] = {3};
	size_t done = 0;
	struct assign a = {3, 1, seats, pairs, 3, stop_at_two, &done};
	struct assign_result r = {0};

	cr_assert_not(assign_best(&a, &r));
	cr_assert_eq(done, 2);
	cr_assert_eq(r.placed, 0);
	assign_result_free(&r);
}
