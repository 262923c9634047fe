#include <binggui/domain/placement.h>

#include <string.h>

#include <binggui/base/map.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/assign.h>
#include <binggui/domain/matcher.h>

struct pairs {
	struct assign_pair *at;
	size_t n, cap;
};

void placement_free(struct placement *p)
{
	pool_close(p->pool);
	mem_free(p->posts);
	mem_free(p->persons);
	mem_free(p->counts);
	*p = (struct placement){0};
}

/* ---- pairs ----------------------------------------------------------------------------------- */

static void begin(struct placement *p)
{
	size_t posts = p->pool->posts.n, persons = p->pool->seekers.n;
	size_t must = p->pool->match->must.n + 1;
	uint32_t *counts = p->counts = mem_array((posts + persons + 1) * must, sizeof *counts);

	p->posts = mem_array(posts + 1, sizeof *p->posts);
	p->persons = mem_array(persons + 1, sizeof *p->persons);
	for (size_t j = 0; j < posts; j++, counts += must) {
		p->posts[j] = (struct placement_post){
			.at = j, .seats = pool_seats(p->pool, j), .broken = counts};
		p->seats += p->posts[j].seats;
	}
	for (size_t i = 0; i < persons; i++, counts += must)
		p->persons[i] =
			(struct placement_person){.at = i, .post = SIZE_MAX, .broken = counts};
}

static void judge_post(struct placement *p, size_t post, struct pairs *pairs)
{
	struct placement_post *of = &p->posts[post];
	size_t broken;
	int32_t score;

	pool_bind(p->pool, MATCH_POST, post);
	for (size_t i = 0; i < p->pool->seekers.n; i++) {
		if (!matcher_judge(p->pool, post, i, &broken, &score)) {
			of->broken[broken]++;
			p->persons[i].broken[broken]++;
			continue;
		}
		struct assign_pair one = {(uint32_t)i, (uint32_t)post, score};
		of->fits++;
		p->persons[i].fits += of->seats > 0;
		vec_push(pairs, one);
	}
}

static bool judge_all(struct placement *p, const struct placement_options *o, struct pairs *pairs)
{
	for (size_t j = 0; j < p->pool->posts.n; j++) {
		if (o->progress && !o->progress(o->context, j, p->pool->posts.n))
			return false;
		judge_post(p, j, pairs);
	}
	pool_unbind(p->pool);
	return true;
}

/* ---- the best of them ------------------------------------------------------------------------ */

static void take_result(
	struct placement *p, const struct pairs *pairs, const struct assign_result *r)
{
	for (size_t i = 0; i < p->pool->seekers.n; i++)
		if (r->post[i] != ASSIGN_NONE) {
			p->persons[i].post = r->post[i];
			p->posts[r->post[i]].placed++;
		}
	for (size_t i = 0; i < pairs->n; i++)
		if (r->post[pairs->at[i].person] == pairs->at[i].post)
			p->persons[pairs->at[i].person].score = pairs->at[i].score;
	p->placed = r->placed;
	p->score = r->score;
}

static bool assign_all(
	struct placement *p, const struct placement_options *o, const struct pairs *pairs)
{
	uint32_t *seats = mem_array(p->pool->posts.n + 1, sizeof *seats);
	struct assign_result result = {0};

	for (size_t j = 0; j < p->pool->posts.n; j++)
		seats[j] = p->posts[j].seats;
	struct assign a = {
		.persons = p->pool->seekers.n,
		.posts = p->pool->posts.n,
		.seats = seats,
		.pairs = pairs->at,
		.n = pairs->n,
		.progress = o->progress,
		.context = o->context,
	};
	bool ok = assign_best(&a, &result);
	if (ok)
		take_result(p, pairs, &result);
	assign_result_free(&result);
	mem_free(seats);
	return ok;
}

bool placement_make(struct archive *a, const struct placement_options *options,
	struct placement *out, struct err *e)
{
	struct pairs pairs = {0};

	placement_free(out);
	out->pool = pool_open(a, options->posts, NULL, e);
	if (!out->pool)
		return false;
	begin(out);
	bool ok = judge_all(out, options, &pairs) && assign_all(out, options, &pairs);
	vec_free(&pairs);
	return ok || err_set(e, ERR_STOPPED, "已停下，没有作任何安排");
}

/* ---- fairs and bases ------------------------------------------------------------------------- */

struct gathering {
	struct archive *archive;
	const struct match_group *group;
	const char *reference;
	struct map employers; /* reference -> not NULL */
};

static bool gather(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct gathering *g = context;
	struct span of = record_peek(bytes, n, g->group->by->number);
	struct span employer = record_peek(bytes, n, g->group->employer->number);

	(void)id;
	if (employer.n && span_is(of, g->reference))
		map_putn(&g->employers, employer.at, employer.n, g);
	return true;
}

static bool gather_employers(struct gathering *g, const struct record *r, struct err *e)
{
	if (g->group->stands)
		return table_scan(g->archive, g->group->stands, gather, g, e);
	const char *own = record_field(r, g->group->employer);
	if (*own)
		map_put(&g->employers, own, g);
	return true;
}

static bool open_posts_of(struct archive *a, const char *employer, struct ids *out, struct err *e)
{
	const struct def_match *m = a->defs->match;
	struct record r = {0};
	struct ids ids = {0};
	bool ok = table_by_index(a, m->post.table, m->employer, employer, 0, &ids, e);

	for (size_t i = 0; ok && i < ids.n; i++) {
		ok = table_get(a, m->post.table, ids.at[i], &r, e);
		if (ok && expr_test(m->post.where, &r, &a->env))
			vec_push(out, ids.at[i]);
	}
	record_free(&r);
	vec_free(&ids);
	return ok;
}

bool placement_posts(struct archive *a, const struct match_group *group, uint64_t id,
	struct ids *out, struct err *e)
{
	struct gathering g = {.archive = a, .group = group};
	struct record r = {0};
	struct str reference = {0};
	const char *employer;
	void *value;
	bool ok = table_get(a, group->table, id, &r, e);

	if (ok) {
		table_reference(group->table, &r, &reference);
		g.reference = str_c(&reference);
		ok = gather_employers(&g, &r, e);
	}
	for (size_t i = 0; ok && map_each(&g.employers, &i, &employer, &value);)
		ok = open_posts_of(a, employer, out, e);
	if (ok && !g.employers.n)
		ok = err_set(e, ERR_NOTFOUND, "这个%s还没有登记用工单位，请先登记", group->title);
	map_free(&g.employers);
	record_free(&r);
	str_free(&reference);
	return ok;
}

/* ---- why not --------------------------------------------------------------------------------- */

void placement_why(const struct def_match *m, const uint32_t *broken, struct str *out)
{
	uint32_t below = UINT32_MAX;

	str_clear(out);
	/* From the most frequent down; of equals in the order declared. */
	for (;;) {
		uint32_t most = 0;
		for (size_t i = 0; i < m->must.n; i++)
			if (broken[i] < below && broken[i] > most)
				most = broken[i];
		if (!most)
			return;
		for (size_t i = 0; i < m->must.n; i++)
			if (broken[i] == most)
				str_addf(out, "%s%s %u", out->n ? "，" : "", m->must.at[i].label,
					most);
		below = most;
	}
}
