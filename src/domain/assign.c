#include <binggui/domain/assign.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>

static const uint32_t none = ASSIGN_NONE;

/*
 * Costs are the best score minus the pair's, so that none is negative.  A full
 * post's price is what its seats are worth to others (0 or less, 0 while a seat is free).
 * What a person pays is cost - price; everybody sits where he pays least.
 */
struct edge {
	uint32_t post;
	int32_t cost;
};

struct work {
	size_t persons, posts;
	size_t *first;     /* of each person's edges; persons + 1 */
	struct edge *edge; /* by person, then post */
	int64_t unplaced;  /* what it costs to leave one person without a post */

	/* Who sits where. */
	uint32_t *post;   /* of each person */
	int32_t *cost;    /* of each person, where he sits */
	uint32_t *place;  /* of each person, within his post's seats */
	size_t *seat;     /* where each post's seats begin in `seated`; posts + 1 */
	uint32_t *seated; /* persons */
	uint32_t *used;   /* seats taken of each post */
	int64_t *price;   /* of each post */

	/* One search. */
	int64_t *way;   /* shortest way to each post found so far */
	uint32_t *from; /* the person whose move leads there */
	uint32_t *heap; /* posts by way, then number */
	uint32_t *in;   /* place in the heap + 1; 0 = not reached, SETTLED = done */
	size_t n_heap;
	uint32_t *seen; /* posts reached, to be forgotten */
	size_t n_seen;
	int64_t best;     /* shortest end found so far: a person without a post */
	uint32_t dropped; /* who that is */
};

static const uint32_t settled = UINT32_MAX;

/* ---- pairs --------------------------------------------------------------------------------------- */

static int by_person(const void *x, const void *y)
{
	const struct assign_pair *a = x, *b = y;

	if (a->person != b->person)
		return a->person < b->person ? -1 : 1;
	if (a->post != b->post)
		return a->post < b->post ? -1 : 1;
	return a->score != b->score ? (a->score > b->score ? -1 : 1) : 0;
}

static void read_pairs(struct work *w, const struct assign *a)
{
	struct assign_pair *pairs = mem_array(a->n + 1, sizeof *pairs);
	int64_t high = 0, low = 0;
	size_t n = 0;

	if (a->n)
		memcpy(pairs, a->pairs, a->n * sizeof *pairs);
	qsort(pairs, a->n, sizeof *pairs, by_person);
	for (size_t i = 0; i < a->n; i++) {
		high = !i || pairs[i].score > high ? pairs[i].score : high;
		low = !i || pairs[i].score < low ? pairs[i].score : low;
	}
	w->unplaced = (high - low) * (int64_t)(w->persons + 1) + 1;
	for (size_t i = 0; i < a->n; i++) {
		const struct assign_pair *p = &pairs[i];
		if (i && p->person == pairs[i - 1].person && p->post == pairs[i - 1].post)
			continue;
		w->edge[n++] = (struct edge){p->post, (int32_t)(high - p->score)};
		w->first[p->person + 1] = n;
	}
	for (size_t i = 1; i <= w->persons; i++)
		if (w->first[i] < w->first[i - 1])
			w->first[i] = w->first[i - 1];
	mem_free(pairs);
}

/* No post needs more seats than there are people who could take one. */
static void make_seats(struct work *w, const struct assign *a)
{
	size_t *wanted = mem_array(w->posts + 1, sizeof *wanted);

	for (size_t i = 0; i < w->first[w->persons]; i++)
		wanted[w->edge[i].post]++;
	for (size_t j = 0; j < w->posts; j++)
		w->seat[j + 1] = w->seat[j] + (a->seats[j] < wanted[j] ? a->seats[j] : wanted[j]);
	w->seated = mem_array(w->seat[w->posts] + 1, sizeof *w->seated);
	mem_free(wanted);
}

static void work_init(struct work *w, const struct assign *a)
{
	*w = (struct work){.persons = a->persons, .posts = a->posts};
	w->first = mem_array(a->persons + 1, sizeof *w->first);
	w->edge = mem_array(a->n + 1, sizeof *w->edge);
	w->post = mem_array(a->persons + 1, sizeof *w->post);
	w->cost = mem_array(a->persons + 1, sizeof *w->cost);
	w->place = mem_array(a->persons + 1, sizeof *w->place);
	w->seat = mem_array(a->posts + 1, sizeof *w->seat);
	w->used = mem_array(a->posts + 1, sizeof *w->used);
	w->price = mem_array(a->posts + 1, sizeof *w->price);
	w->way = mem_array(a->posts + 1, sizeof *w->way);
	w->from = mem_array(a->posts + 1, sizeof *w->from);
	w->heap = mem_array(a->posts + 1, sizeof *w->heap);
	w->in = mem_array(a->posts + 1, sizeof *w->in);
	w->seen = mem_array(a->posts + 1, sizeof *w->seen);
	for (size_t i = 0; i < a->persons; i++)
		w->post[i] = none;
	read_pairs(w, a);
	make_seats(w, a);
}

/* All but `post`, which the result takes. */
static void work_free(struct work *w)
{
	void *const parts[] = {w->first, w->edge, w->cost, w->place, w->seat, w->seated, w->used,
		w->price, w->way, w->from, w->heap, w->in, w->seen};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		mem_free(parts[i]);
}

static bool full(const struct work *w, uint32_t post)
{
	return w->used[post] == w->seat[post + 1] - w->seat[post];
}

/* ---- heap ---------------------------------------------------------------------------------------- */

/* Of posts that are as near as each other one with a free seat ends the search: it comes first. */
static bool nearer(const struct work *w, uint32_t a, uint32_t b)
{
	if (w->way[a] != w->way[b])
		return w->way[a] < w->way[b];
	bool taken = full(w, a), other = full(w, b);
	return taken != other ? other : a < b;
}

static void heap_put(struct work *w, size_t at, uint32_t post)
{
	w->heap[at] = post;
	w->in[post] = (uint32_t)at + 1;
}

static void heap_rise(struct work *w, size_t at)
{
	uint32_t post = w->heap[at];

	for (; at && nearer(w, post, w->heap[(at - 1) / 2]); at = (at - 1) / 2)
		heap_put(w, at, w->heap[(at - 1) / 2]);
	heap_put(w, at, post);
}

static void heap_sink(struct work *w, size_t at, uint32_t post)
{
	for (size_t child; (child = 2 * at + 1) < w->n_heap; at = child) {
		if (child + 1 < w->n_heap && nearer(w, w->heap[child + 1], w->heap[child]))
			child++;
		if (!nearer(w, w->heap[child], post))
			break;
		heap_put(w, at, w->heap[child]);
	}
	heap_put(w, at, post);
}

static uint32_t heap_take(struct work *w)
{
	uint32_t post = w->heap[0];

	if (--w->n_heap)
		heap_sink(w, 0, w->heap[w->n_heap]);
	w->in[post] = settled;
	return post;
}

/* ---- one search ---------------------------------------------------------------------------------- */

static void reach(struct work *w, uint32_t post, int64_t way, uint32_t person)
{
	if (!w->in[post]) {
		w->seen[w->n_seen++] = post;
		w->heap[w->n_heap++] = post;
		w->in[post] = (uint32_t)w->n_heap;
	}
	w->way[post] = way;
	w->from[post] = person;
	heap_rise(w, w->in[post] - 1);
}

/* The steps away from a person who can be had at `base` and pays `paid` where he sits. */
static void leave(struct work *w, uint32_t person, int64_t base, int64_t paid)
{
	int64_t off = base - paid;

	/* Of two who could go, the later goes. */
	if (off + w->unplaced < w->best || (off + w->unplaced == w->best && person > w->dropped)) {
		w->best = off + w->unplaced;
		w->dropped = person;
	}
	for (size_t i = w->first[person]; i < w->first[person + 1]; i++) {
		uint32_t post = w->edge[i].post;
		int64_t way = off + w->edge[i].cost - w->price[post];
		if (w->in[post] == settled || way >= w->best || w->seat[post] == w->seat[post + 1])
			continue;
		if (!w->in[post] || way < w->way[post])
			reach(w, post, way, person);
	}
}

/* No way is shorter than one that ends where we are: further ones need not be looked for. */
static bool arrived(const struct work *w, int64_t base)
{
	return w->n_heap && w->way[w->heap[0]] == base && !full(w, w->heap[0]);
}

/* The post with a free seat that is nearest, or none: somebody is to go without. */
static uint32_t search(struct work *w, uint32_t person, int64_t *length)
{
	w->n_heap = w->n_seen = 0;
	w->best = INT64_MAX / 2;
	w->dropped = person;
	leave(w, person, 0, 0);
	while (w->n_heap && w->way[w->heap[0]] < w->best) {
		uint32_t post = heap_take(w);
		*length = w->way[post];
		if (!full(w, post))
			return post;
		for (size_t i = 0; i < w->used[post] && !arrived(w, *length); i++) {
			uint32_t other = w->seated[w->seat[post] + i];
			leave(w, other, w->way[post], w->cost[other] - w->price[post]);
		}
	}
	*length = w->best;
	return none;
}

/* What was passed on the way has become dearer. */
static void settle_prices(struct work *w, int64_t length)
{
	for (size_t i = 0; i < w->n_seen; i++) {
		uint32_t post = w->seen[i];
		if (w->in[post] == settled && w->way[post] < length)
			w->price[post] += w->way[post] - length;
		w->in[post] = 0;
	}
}

/* ---- moving -------------------------------------------------------------------------------------- */

static void stand_up(struct work *w, uint32_t person)
{
	uint32_t post = w->post[person];

	if (post == none)
		return;
	uint32_t last = w->seated[w->seat[post] + --w->used[post]];
	w->seated[w->seat[post] + w->place[person]] = last;
	w->place[last] = w->place[person];
	w->post[person] = none;
}

static void sit_down(struct work *w, uint32_t person, uint32_t post)
{
	size_t low = w->first[person], high = w->first[person + 1];

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (w->edge[middle].post <= post)
			low = middle;
		else
			high = middle;
	}
	w->post[person] = post;
	w->cost[person] = w->edge[low].cost;
	w->place[person] = w->used[post];
	w->seated[w->seat[post] + w->used[post]++] = person;
}

/* From the end of the way back to the new person: everybody moves one on. */
static void move_all(struct work *w, uint32_t person, uint32_t post)
{
	while (post != none) {
		uint32_t mover = w->from[post], left = w->post[mover];
		stand_up(w, mover);
		sit_down(w, mover, post);
		post = mover == person ? none : left;
	}
}

static void add_person(struct work *w, uint32_t person)
{
	int64_t length;
	uint32_t post = search(w, person, &length);

	settle_prices(w, length);
	if (post == none && w->dropped != person) {
		post = w->post[w->dropped];
		stand_up(w, w->dropped);
	}
	move_all(w, person, post);
}

/* ---- the whole ----------------------------------------------------------------------------------- */

void assign_result_free(struct assign_result *r)
{
	mem_free(r->post);
	*r = (struct assign_result){0};
}

static void add_up(const struct work *w, const struct assign *a, struct assign_result *out)
{
	int64_t high = a->n ? a->pairs[0].score : 0;

	for (size_t i = 0; i < a->n; i++)
		high = a->pairs[i].score > high ? a->pairs[i].score : high;
	for (size_t i = 0; i < w->persons; i++) {
		if (w->post[i] == none)
			continue;
		out->placed++;
		out->score += high - w->cost[i];
	}
}

bool assign_best(const struct assign *a, struct assign_result *out)
{
	struct work w;
	bool going = true;

	assign_result_free(out);
	work_init(&w, a);
	for (size_t i = 0; i < a->persons && going; i++) {
		add_person(&w, (uint32_t)i);
		going = !a->progress || a->progress(a->context, i + 1, a->persons);
	}
	for (size_t i = 0; i < a->persons && !going; i++)
		w.post[i] = none;
	add_up(&w, a, out);
	out->post = w.post;
	work_free(&w);
	return going;
}
