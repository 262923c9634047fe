#include <binggui/domain/evenload.h>

#include <stdbool.h>
#include <string.h>

#include <binggui/base/mem.h>

/*
 * Successive shortest paths.  Every demand in turn looks for the least loaded
 * server with room that it can reach: one of its own, or one that an own server's
 * other demands could move to, and so on.  Only the last server of such a path gets
 * one more, at the price 2 * load + 1; everything else on the way is free, so the
 * cheapest path ends at the least load, and after each step the assignment so far
 * is optimal.  A demand that reaches no room now never will.
 */
enum { NOWHERE = -1 };

struct edge {
	size_t group, at; /* the group's at-th server */
};

struct search {
	struct evenload_group *groups;
	struct evenload_server *servers;
	size_t n_groups, n_servers;
	struct edge *edges; /* by server */
	size_t *first;      /* of each server's edges; n_servers + 1 */
	/* Of the path being looked for. */
	size_t *queue; /* groups */
	size_t n_queue;
	struct edge *came; /* to each server: by which group */
	long *left;        /* each group: the index of its server that one of it would leave */
	unsigned *seen_server, *seen_group, round;
	/*
	 * Servers that some chain of groups joins, each part in a ring: no demand ever reaches
	 * another part, so the least load of its part is the best it can hope for.
	 */
	size_t *ring; /* the next server of the same part */
};

static bool has_room(const struct evenload_server *v)
{
	return v->limit == EVENLOAD_FREE || v->load < v->limit;
}

static void list_edges(struct search *s)
{
	for (size_t g = 0; g < s->n_groups; g++)
		for (size_t i = 0; i < s->groups[g].n; i++)
			s->first[s->groups[g].servers[i] + 1]++;
	for (size_t v = 0; v < s->n_servers; v++)
		s->first[v + 1] += s->first[v];
	size_t *next = mem_dup(s->first, (s->n_servers + 1) * sizeof *next);
	s->edges = mem_array(s->first[s->n_servers] + 1, sizeof *s->edges);
	for (size_t g = 0; g < s->n_groups; g++)
		for (size_t i = 0; i < s->groups[g].n; i++)
			s->edges[next[s->groups[g].servers[i]]++] = (struct edge){g, i};
	mem_free(next);
}

static void enter(struct search *s, size_t group, long leaving)
{
	if (s->seen_group[group] == s->round)
		return;
	s->seen_group[group] = s->round;
	s->left[group] = leaving;
	s->queue[s->n_queue++] = group;
}

/* Two rings become one by exchanging the next of a member of each. */
static void join(struct search *s, size_t a, size_t b)
{
	size_t next = s->ring[a];

	s->ring[a] = s->ring[b];
	s->ring[b] = next;
}

static size_t root(size_t *up, size_t v)
{
	while (up[v] != v)
		v = up[v] = up[up[v]];
	return v;
}

static void find_parts(struct search *s)
{
	size_t *up = mem_array(s->n_servers + 1, sizeof *up);

	for (size_t v = 0; v < s->n_servers; v++)
		up[v] = s->ring[v] = v;
	for (size_t g = 0; g < s->n_groups; g++)
		for (size_t i = 1; i < s->groups[g].n; i++) {
			size_t a = root(up, s->groups[g].servers[0]);
			size_t b = root(up, s->groups[g].servers[i]);
			if (a == b)
				continue;
			join(s, a, b);
			up[b] = a;
		}
	mem_free(up);
}

/* The least load of those with room in the group's part; EVENLOAD_FREE if nobody has any. */
static size_t least(const struct search *s, const struct evenload_group *g)
{
	size_t first = g->servers[0], v = first, best = EVENLOAD_FREE;

	do {
		if (has_room(&s->servers[v]) && s->servers[v].load < best)
			best = s->servers[v].load;
		v = s->ring[v];
	} while (v != first);
	return best;
}

/* One of the group's own with that load, so that nobody need move on; EVENLOAD_FREE if none. */
static size_t look_near(struct search *s, size_t group, size_t load)
{
	const struct evenload_group *g = &s->groups[group];

	for (size_t i = 0; i < g->n; i++) {
		size_t v = g->servers[i];
		if (!has_room(&s->servers[v]) || s->servers[v].load != load)
			continue;
		s->came[v] = (struct edge){group, i};
		s->left[group] = NOWHERE;
		return v;
	}
	return EVENLOAD_FREE;
}

/* The least loaded server with room that a demand of the group reaches; EVENLOAD_FREE if none. */
static size_t look(struct search *s, size_t group)
{
	size_t hope = s->groups[group].n ? least(s, &s->groups[group]) : EVENLOAD_FREE;
	size_t best = hope == EVENLOAD_FREE ? hope : look_near(s, group, hope);

	if (hope == EVENLOAD_FREE || best != EVENLOAD_FREE)
		return best;
	s->round++;
	s->n_queue = 0;
	enter(s, group, NOWHERE);
	for (size_t q = 0; q < s->n_queue; q++) {
		size_t g = s->queue[q];
		for (size_t i = 0; i < s->groups[g].n; i++) {
			size_t v = s->groups[g].servers[i];
			if (s->seen_server[v] == s->round)
				continue;
			s->seen_server[v] = s->round;
			s->came[v] = (struct edge){g, i};
			if (has_room(&s->servers[v]) &&
				(best == EVENLOAD_FREE ||
					s->servers[v].load < s->servers[best].load))
				best = v;
			if (best != EVENLOAD_FREE && s->servers[best].load == hope)
				return best;
			for (size_t k = s->first[v]; k < s->first[v + 1]; k++)
				if (s->groups[s->edges[k].group].given[s->edges[k].at])
					enter(s, s->edges[k].group, (long)s->edges[k].at);
		}
	}
	return best;
}

/* Along the path to that server everybody moves one on. */
static void move_on(struct search *s, size_t server)
{
	s->servers[server].load++;
	for (;;) {
		struct edge e = s->came[server];
		struct evenload_group *g = &s->groups[e.group];
		g->given[e.at]++;
		if (s->left[e.group] == NOWHERE)
			return;
		g->given[s->left[e.group]]--;
		server = g->servers[s->left[e.group]];
	}
}

static size_t give(struct search *s, size_t group)
{
	struct evenload_group *g = &s->groups[group];
	size_t met = 0;

	for (; met < g->count; met++) {
		size_t server = look(s, group);
		if (server == EVENLOAD_FREE)
			break;
		move_on(s, server);
	}
	g->left = g->count - met;
	return met;
}

size_t evenload_solve(struct evenload_group *groups, size_t n_groups,
	struct evenload_server *servers, size_t n_servers)
{
	struct search s = {
		.groups = groups, .servers = servers, .n_groups = n_groups, .n_servers = n_servers};
	size_t met = 0;

	s.first = mem_array(n_servers + 1, sizeof *s.first);
	s.queue = mem_array(n_groups + 1, sizeof *s.queue);
	s.came = mem_array(n_servers + 1, sizeof *s.came);
	s.left = mem_array(n_groups + 1, sizeof *s.left);
	s.seen_server = mem_array(n_servers + 1, sizeof *s.seen_server);
	s.seen_group = mem_array(n_groups + 1, sizeof *s.seen_group);
	s.ring = mem_array(n_servers + 1, sizeof *s.ring);
	list_edges(&s);
	find_parts(&s);
	for (size_t g = 0; g < n_groups; g++)
		memset(groups[g].given, 0, groups[g].n * sizeof *groups[g].given);
	for (size_t g = 0; g < n_groups; g++)
		met += give(&s, g);
	mem_free(s.first);
	mem_free(s.edges);
	mem_free(s.queue);
	mem_free(s.came);
	mem_free(s.left);
	mem_free(s.seen_server);
	mem_free(s.seen_group);
	mem_free(s.ring);
	return met;
}
