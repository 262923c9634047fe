#include <inttypes.h>
#include <string.h>

#include <binggui/app/out.h>
#include <binggui/app/verb.h>
#include <binggui/base/vec.h>
#include <binggui/domain/matcher.h>
#include <binggui/domain/placement.h>
#include <binggui/domain/referral.h>
#include <binggui/text/json.h>

enum { LIMIT = 10 };

/* One run of `binggui match …`. */
struct matching {
	struct app *app;
	const struct def_match *match;
	struct pool *pool;
	struct str out, text;
	struct json json;
};

static const char *title(struct matching *m, const struct def_table *t, uint64_t id)
{
	struct record r = {0};

	if (table_get(m->app->archive, t, id, &r, NULL))
		table_title(m->app->archive, t, &r, &m->text);
	else
		str_clear(&m->text);
	record_free(&r);
	return str_c(&m->text);
}

static void json_id(struct matching *m, const char *key, uint64_t id)
{
	char text[32];

	record_id_text(id, text);
	json_pair(&m->json, key, text);
}

static void json_titled(struct matching *m, const char *key, const struct def_table *t, uint64_t id)
{
	json_id(m, key, id);
	json_pair(&m->json, "title", title(m, t, id));
}

/* ---- one side -------------------------------------------------------------------------------- */

/* What a question looked for: posts, or people; the other is at hand. */
struct asked {
	bool posts;
	struct matcher_found found;
};

static const struct def_table *wanted(const struct matching *m, const struct asked *q)
{
	return q->posts ? m->match->post.table : m->match->people;
}

static uint64_t wanted_id(const struct asked *q, const struct matcher_hit *h)
{
	return q->posts ? h->id : h->person;
}

static void json_reasons(struct matching *m, const struct matcher_reasons *r, bool lacks)
{
	json_key(&m->json, lacks ? "lacks" : "parts");
	json_open(&m->json, '[');
	for (size_t i = 0; i < r->n; i++) {
		if (r->at[i].lack != lacks)
			continue;
		json_open(&m->json, '{');
		json_pair(&m->json, "code", r->at[i].code);
		if (!lacks)
			json_pair_number(&m->json, "points", r->at[i].points);
		json_pair(&m->json, "text", r->at[i].text);
		if (lacks && *r->at[i].mend)
			json_pair(&m->json, "mend", r->at[i].mend);
		json_close(&m->json, '}');
	}
	json_close(&m->json, ']');
}

static void json_hits(
	struct matching *m, const struct asked *q, const char *key, const struct matcher_hits *hits)
{
	struct matcher_reasons reasons = {0};

	json_key(&m->json, key);
	json_open(&m->json, '[');
	for (size_t i = 0; i < hits->n; i++) {
		const struct matcher_hit *h = &hits->at[i];
		matcher_explain(m->pool, h->post, h->seeker, &reasons);
		json_open(&m->json, '{');
		json_titled(m, q->posts ? "post" : "person", wanted(m, q), wanted_id(q, h));
		if (!q->posts)
			json_id(m, "seeker", h->id);
		json_pair_number(&m->json, "score", reasons.score);
		json_reasons(m, &reasons, false);
		json_reasons(m, &reasons, true);
		json_close(&m->json, '}');
	}
	json_close(&m->json, ']');
	matcher_reasons_free(&reasons);
}

static void json_found(struct matching *m, const struct asked *q)
{
	json_start(&m->json, &m->out);
	json_open(&m->json, '{');
	json_pair_number(&m->json, "looked", (int64_t)q->found.looked);
	json_pair_number(&m->json, "fits", (int64_t)q->found.fits);
	json_hits(m, q, "fitting", &q->found.fitting);
	json_hits(m, q, "near", &q->found.near);
	json_key(&m->json, "broken");
	json_open(&m->json, '{');
	for (size_t i = 0; i < m->match->must.n; i++)
		if (q->found.broken[i])
			json_pair_number(
				&m->json, m->match->must.at[i].code, (int64_t)q->found.broken[i]);
	json_close(&m->json, '}');
	json_close(&m->json, '}');
	out_line("%s", str_c(&m->out));
}

static void print_hit(struct matching *m, const struct asked *q, const struct matcher_hit *h)
{
	struct matcher_reasons reasons = {0};
	char id[32];

	matcher_explain(m->pool, h->post, h->seeker, &reasons);
	record_id_text(wanted_id(q, h), id);
	out_line("%4d  %s  %s", reasons.score, id, title(m, wanted(m, q), wanted_id(q, h)));
	for (size_t i = 0; i < reasons.n; i++) {
		const struct matcher_reason *r = &reasons.at[i];
		if (r->lack)
			out_line("        缺  %s%s%s", r->text, *r->mend ? "；" : "", r->mend);
		else
			out_line("      %+4d  %s", r->points, r->text);
	}
	matcher_reasons_free(&reasons);
}

static void print_found(struct matching *m, const struct asked *q)
{
	const char *unit = q->posts ? "个岗位" : "人";

	for (size_t i = 0; i < q->found.fitting.n; i++)
		print_hit(m, q, &q->found.fitting.at[i]);
	if (q->found.near.n)
		out_line("只差一项：");
	for (size_t i = 0; i < q->found.near.n; i++)
		print_hit(m, q, &q->found.near.at[i]);
	out_line("看了 %zu %s，合适的 %zu %s", q->found.looked, unit, q->found.fits, unit);
	for (size_t i = 0; i < m->match->must.n; i++)
		if (q->found.broken[i])
			out_line(
				"  不合适：%s %zu", m->match->must.at[i].label, q->found.broken[i]);
}

static void tell(struct matching *m, struct asked *q)
{
	if (m->app->options.json)
		json_found(m, q);
	else
		print_found(m, q);
	matcher_found_free(&q->found);
}

static size_t limit(const struct matching *m)
{
	return m->app->options.limit ? m->app->options.limit : LIMIT;
}

static bool for_person(struct matching *m, const char *word, struct err *e)
{
	struct record person = {0};
	struct asked q = {.posts = true};
	uint64_t seeker = 0;
	bool ok = verb_record(m->app, m->match->people, word, &person, e) &&
		  matcher_seeker_of(m->app->archive, person.id, &seeker, e);

	if (ok) {
		m->pool = pool_open(m->app->archive, NULL, &(struct ids){&seeker, 1, 1}, e);
		ok = m->pool != NULL;
	}
	if (ok && m->pool->seekers.n) {
		matcher_posts(m->pool, 0, limit(m), &q.found);
		tell(m, &q);
	}
	record_free(&person);
	return ok;
}

static bool for_post(struct matching *m, const char *word, struct err *e)
{
	struct record post = {0};
	struct asked q = {.posts = false};
	bool ok = verb_record(m->app, m->match->post.table, word, &post, e);

	if (ok) {
		m->pool = pool_open(m->app->archive, &(struct ids){&post.id, 1, 1}, NULL, e);
		ok = m->pool != NULL;
	}
	if (ok) {
		matcher_people(m->pool, 0, limit(m), &q.found);
		tell(m, &q);
	}
	record_free(&post);
	return ok;
}

/* ---- all ------------------------------------------------------------------------------------- */

struct overall {
	struct placement plan;
	struct referral_result result;
	bool applied;
};

static uint64_t post_id(const struct overall *o, size_t at)
{
	return o->plan.pool->posts.at[at].id;
}

static uint64_t person_id(const struct overall *o, size_t at)
{
	return o->plan.pool->people[at]->id;
}

static void json_pairs(struct matching *m, const struct overall *o)
{
	json_key(&m->json, "pairs");
	json_open(&m->json, '[');
	for (size_t i = 0; i < o->plan.pool->seekers.n; i++) {
		const struct placement_person *one = &o->plan.persons[i];
		if (one->post == SIZE_MAX)
			continue;
		json_open(&m->json, '{');
		json_titled(m, "person", m->match->people, person_id(o, i));
		json_id(m, "seeker", o->plan.pool->seekers.at[i].id);
		json_id(m, "post", post_id(o, one->post));
		json_pair(&m->json, "post_title",
			title(m, m->match->post.table, post_id(o, one->post)));
		json_pair_number(&m->json, "score", one->score);
		json_close(&m->json, '}');
	}
	json_close(&m->json, ']');
}

static void json_why(struct matching *m, const uint32_t *broken)
{
	json_key(&m->json, "broken");
	json_open(&m->json, '{');
	for (size_t i = 0; i < m->match->must.n; i++)
		if (broken[i])
			json_pair_number(&m->json, m->match->must.at[i].code, broken[i]);
	json_close(&m->json, '}');
}

static void json_left(struct matching *m, const struct overall *o)
{
	json_key(&m->json, "nobody_fits");
	json_open(&m->json, '[');
	for (size_t j = 0; j < o->plan.pool->posts.n; j++) {
		if (o->plan.posts[j].fits)
			continue;
		json_open(&m->json, '{');
		json_titled(m, "post", m->match->post.table, post_id(o, j));
		json_why(m, o->plan.posts[j].broken);
		json_close(&m->json, '}');
	}
	json_close(&m->json, ']');
	json_key(&m->json, "unplaced");
	json_open(&m->json, '[');
	for (size_t i = 0; i < o->plan.pool->seekers.n; i++) {
		if (o->plan.persons[i].post != SIZE_MAX)
			continue;
		json_open(&m->json, '{');
		json_titled(m, "person", m->match->people, person_id(o, i));
		json_pair_number(&m->json, "fits", (int64_t)o->plan.persons[i].fits);
		json_why(m, o->plan.persons[i].broken);
		json_close(&m->json, '}');
	}
	json_close(&m->json, ']');
}

static void json_overall(struct matching *m, const struct overall *o)
{
	json_start(&m->json, &m->out);
	json_open(&m->json, '{');
	json_pair_number(&m->json, "persons", (int64_t)o->plan.pool->seekers.n);
	json_pair_number(&m->json, "posts", (int64_t)o->plan.pool->posts.n);
	json_pair_number(&m->json, "seats", (int64_t)o->plan.seats);
	json_pair_number(&m->json, "placed", (int64_t)o->plan.placed);
	json_pair_number(&m->json, "score", o->plan.score);
	json_key(&m->json, "applied");
	json_bool(&m->json, o->applied);
	if (o->applied) {
		json_pair_number(&m->json, "batch", (int64_t)o->result.batch);
		json_pair_number(&m->json, "made", (int64_t)o->result.made);
	}
	json_pairs(m, o);
	json_left(m, o);
	json_close(&m->json, '}');
	out_line("%s", str_c(&m->out));
}

static void print_pairs(struct matching *m, const struct overall *o)
{
	struct str person = {0};

	for (size_t i = 0; i < o->plan.pool->seekers.n; i++) {
		const struct placement_person *one = &o->plan.persons[i];
		if (one->post == SIZE_MAX)
			continue;
		str_set(&person, title(m, m->match->people, person_id(o, i)));
		out_line("%4d  %s → %s", one->score, str_c(&person),
			title(m, m->match->post.table, post_id(o, one->post)));
	}
	str_free(&person);
}

static void print_left(struct matching *m, const struct overall *o)
{
	struct str why = {0};

	for (size_t j = 0; j < o->plan.pool->posts.n; j++) {
		if (o->plan.posts[j].fits)
			continue;
		placement_why(m->match, o->plan.posts[j].broken, &why);
		out_line("没有合适的人：%s（%s）", title(m, m->match->post.table, post_id(o, j)),
			str_c(&why));
	}
	for (size_t i = 0; i < o->plan.pool->seekers.n; i++) {
		const struct placement_person *one = &o->plan.persons[i];
		if (one->post != SIZE_MAX)
			continue;
		placement_why(m->match, one->broken, &why);
		out_line("没有安排：%s（%s%s%s）", title(m, m->match->people, person_id(o, i)),
			one->fits ? "合适的岗位都有人了" : "没有合适的岗位",
			one->fits || !why.n ? "" : "：", one->fits ? "" : str_c(&why));
	}
	str_free(&why);
}

static void print_overall(struct matching *m, const struct overall *o)
{
	print_pairs(m, o);
	print_left(m, o);
	out_line("求职 %zu 人，岗位 %zu 个，可招 %zu 人；安排 %zu 人，总分 %" PRId64,
		o->plan.pool->seekers.n, o->plan.pool->posts.n, o->plan.seats, o->plan.placed,
		o->plan.score);
	for (size_t i = 0; i < o->result.refused.n; i++)
		out_line("没有推荐成：%s：%s",
			title(m, m->match->people, person_id(o, o->result.refused.at[i].person)),
			o->result.refused.at[i].why);
	if (o->applied)
		out_line("已推荐 %zu 人；撤销：binggui undo %" PRIu64, o->result.made,
			o->result.batch);
	else if (o->plan.placed)
		out_problem("没有写入；照这样推荐请加 --apply");
}

/* By its number or name before anything else: 2026-001 is a fair's number as well as an id's form. */
static bool group_record(struct matching *m, const struct def_table *t, const char *word,
	struct record *out, struct err *e)
{
	uint64_t id;

	for (size_t i = 0; i < t->n; i++)
		if (t->fields[i]->unique &&
			table_by_unique(m->app->archive, t, t->fields[i], word, &id, e))
			return table_get(m->app->archive, t, id, out, e);
	return verb_record(m->app, t, word, out, e);
}

/* The posts of the fair or base that was named; false with a sentence. */
static bool group_posts(struct matching *m, const char *group, const char *word, struct ids *out,
	struct str *name, struct err *e)
{
	const struct match_group *g = match_group(m->match, group);
	struct record r = {0};

	if (!g)
		return err_set(e, ERR_CONFIG, "match.yaml 的 groups 里没有 %s", group);
	bool ok = group_record(m, g->table, word, &r, e) &&
		  placement_posts(m->app->archive, g, r.id, out, e);
	if (ok)
		str_addf(name, "：%s%s", g->title, word);
	record_free(&r);
	return ok;
}

static bool for_all(struct matching *m, struct err *e)
{
	const struct options *o = &m->app->options;
	const char *group = o->fair ? "fair" : o->base ? "base" : NULL;
	struct overall all = {0};
	struct ids posts = {0};
	struct str name = {0};

	str_add(&name, "岗位推荐");
	bool ok = !group || group_posts(m, group, o->fair ? o->fair : o->base, &posts, &name, e);
	const struct placement_options options = {.posts = group ? &posts : NULL};
	ok = ok && placement_make(m->app->archive, &options, &all.plan, e);
	if (ok && o->apply && all.plan.placed) {
		all.applied = true;
		ok = referral_make_all(
			m->app->archive, &all.plan, str_c(&name), NULL, NULL, &all.result, e);
	}
	if (ok && o->json)
		json_overall(m, &all);
	else if (ok)
		print_overall(m, &all);
	referral_result_free(&all.result);
	placement_free(&all.plan);
	vec_free(&posts);
	str_free(&name);
	return ok;
}

static int run(struct app *app, int n, char **words)
{
	struct matching m = {.app = app, .match = app->archive->defs->match};
	struct err e = {0};
	bool ok = m.match || err_set(&e, ERR_CONFIG, "screens/ 里没有 match.yaml，不能匹配");

	if (ok && n == 2 && strcmp(words[0], "person") == 0)
		ok = for_person(&m, words[1], &e);
	else if (ok && n == 2 && strcmp(words[0], "post") == 0)
		ok = for_post(&m, words[1], &e);
	else if (ok && n == 1 && strcmp(words[0], "all") == 0)
		ok = for_all(&m, &e);
	else if (ok)
		ok = err_set(&e, ERR_USAGE,
			"用法：binggui match person 编号，match post 编号，或 match all");
	pool_close(m.pool);
	str_free(&m.out);
	str_free(&m.text);
	return ok ? 0 : out_failed(&e);
}

const struct verb verb_match = {
	.name = "match",
	.words = "person 编号 | post 编号 | all [--fair 编号 | --base 名称] [--apply] [--limit N] "
		 "[--json]",
	.help = "给人找岗位、给岗位找人，或全体一起安排；每个分数都列出由哪几项加成，差什么",
	.min_words = 1,
	.max_words = 2,
	.needs = VERB_STORE,
	.run = run,
};
