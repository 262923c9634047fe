#include <binggui/domain/matcher.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/query.h>

/* ---- one pair -------------------------------------------------------------------------------- */

static bool is_word(const char *line, size_t n, const char *word)
{
	return strlen(word) == n && memcmp(line, word, n) == 0;
}

static bool has_line(const char *lines, const char *line, size_t n)
{
	while (*lines) {
		size_t k = strcspn(lines, "\n");
		if (k == n && memcmp(lines, line, n) == 0)
			return true;
		lines += k + (lines[k] == '\n');
	}
	return false;
}

/* The lines of `all` that are not among those of `in`, 、 between them; appended. */
static void add_missing(
	const struct match_must *must, const char *all, const char *in, struct str *out)
{
	while (*all) {
		size_t n = strcspn(all, "\n");
		bool there = !n || has_line(in, all, n);
		for (size_t i = 0; i < must->except.n && !there; i++)
			there = is_word(all, n, must->except.at[i]);
		if (!there) {
			str_add(out, out->n ? "、" : "");
			str_addn(out, all, n);
		}
		all += n + (all[n] == '\n');
	}
}

/* The values of `all` that are not among those of `in`, over one record or the pair at hand. */
static void missing(struct pool *p, const struct match_must *must, const struct pool_must *bound,
	struct str *out)
{
	const struct record *r = bound ? p->pair[p->bound->open] : NULL;
	struct str all = {0}, in = {0};

	if (bound)
		expr_value(bound->all, r, &p->env, &all);
	else
		expr_value_scope(must->all, p->pair, &p->env, &all);
	if (all.n && bound)
		expr_value(bound->in, r, &p->env, &in);
	else if (all.n)
		expr_value_scope(must->in, p->pair, &p->env, &in);
	add_missing(must, str_c(&all), str_c(&in), out);
	str_free(&all);
	str_free(&in);
}

static bool holds(struct pool *p, const struct pool_must *bound)
{
	struct str lack = {0};

	if (bound->rule)
		return expr_test(bound->rule, p->pair[p->bound->open], &p->env);
	missing(p, &p->match->must.at[bound->of], bound, &lack);
	bool none = !lack.n;
	str_free(&lack);
	return none;
}

/* The first hard condition broken from `from` on, for what is bound; as many as there are if none is. */
static size_t first_broken(struct pool *p, size_t from)
{
	const struct pool_bound *b = p->bound;

	for (size_t i = 0; i < b->n_must; i++)
		if (b->must[i].of >= from && !holds(p, &b->must[i]))
			return b->must[i].of;
	return p->match->must.n;
}

/* The score, or, as soon as it cannot be more than `floor`, something that is not either. */
static int32_t add_up(struct pool *p, int32_t floor)
{
	const struct pool_bound *b = p->bound;
	int32_t score = b->base;

	for (size_t i = 0; i < b->n_part; i++) {
		if (score + b->part[i].rest <= floor)
			return floor;
		if (expr_test(b->part[i].when, p->pair[b->open], &p->env))
			score += b->part[i].points;
	}
	return score;
}

bool matcher_judge(struct pool *p, size_t post, size_t seeker, size_t *broken, int32_t *score)
{
	pool_take(p, post, seeker);
	*broken = first_broken(p, 0);
	bool fits = *broken == p->match->must.n;
	*score = fits ? add_up(p, INT32_MIN) : 0;
	return fits;
}

/* ---- the best of many ------------------------------------------------------------------------ */

static bool worse(const struct matcher_hit *a, const struct matcher_hit *b)
{
	return a->score != b->score ? a->score < b->score : a->id > b->id;
}

/* Keeps the best `limit` with the worst of them on top. */
static void heap_down(struct matcher_hits *h, size_t at)
{
	struct matcher_hit moved = h->at[at];

	for (size_t child; (child = 2 * at + 1) < h->n; at = child) {
		if (child + 1 < h->n && worse(&h->at[child + 1], &h->at[child]))
			child++;
		if (!worse(&h->at[child], &moved))
			break;
		h->at[at] = h->at[child];
	}
	h->at[at] = moved;
}

/* Ids come in rising order: who only equals the worst kept is not wanted. */
static int32_t least(const struct matcher_hits *h, size_t limit)
{
	return h->n < limit ? INT32_MIN : limit ? h->at[0].score : INT32_MAX;
}

static void keep(struct matcher_hits *h, size_t limit, struct matcher_hit hit)
{
	if (h->n == limit) {
		h->at[0] = hit;
		heap_down(h, 0);
		return;
	}
	vec_push(h, hit);
	for (size_t at = h->n - 1; at && worse(&h->at[at], &h->at[(at - 1) / 2]);
		at = (at - 1) / 2) {
		struct matcher_hit up = h->at[at];
		h->at[at] = h->at[(at - 1) / 2];
		h->at[(at - 1) / 2] = up;
	}
}

static int best_first(const void *x, const void *y)
{
	const struct matcher_hit *a = x, *b = y;

	return worse(a, b) ? 1 : worse(b, a) ? -1 : 0;
}

static void sort(struct matcher_hits *h)
{
	if (h->n)
		qsort(h->at, h->n, sizeof *h->at, best_first);
}

void matcher_found_free(struct matcher_found *f)
{
	vec_free(&f->fitting);
	vec_free(&f->near);
	mem_free(f->broken);
	*f = (struct matcher_found){0};
}

static void begin(struct matcher_found *f, const struct pool *p)
{
	matcher_found_free(f);
	f->broken = mem_array(p->match->must.n + 1, sizeof *f->broken);
}

/* The pair at hand: among the best, near them, or neither. */
static void consider(
	struct pool *p, struct matcher_hit hit, bool seats, size_t limit, struct matcher_found *f)
{
	size_t all = p->match->must.n;

	f->looked++;
	hit.broken = first_broken(p, 0);
	if (hit.broken < all) {
		f->broken[hit.broken]++;
		if (first_broken(p, hit.broken + 1) < all)
			return;
	}
	struct matcher_hits *h = hit.broken < all ? &f->near : &f->fitting;
	int32_t floor = least(h, limit);
	if (hit.broken == all)
		f->fits++;
	hit.score = add_up(p, floor);
	if (hit.score <= floor)
		return;
	if (seats && !pool_seats(p, hit.post)) {
		f->full += hit.broken == all;
		return;
	}
	keep(h, limit, hit);
}

void matcher_posts(struct pool *p, size_t seeker, size_t limit, struct matcher_found *out)
{
	begin(out, p);
	pool_bind(p, MATCH_SEEKER, seeker);
	for (size_t i = 0; i < p->posts.n; i++) {
		pool_take(p, i, seeker);
		struct matcher_hit hit = {.id = p->pair[MATCH_POST]->id,
			.person = p->person->id,
			.post = i,
			.seeker = seeker};
		consider(p, hit, true, limit, out);
	}
	pool_unbind(p);
	sort(&out->fitting);
	sort(&out->near);
}

void matcher_people(struct pool *p, size_t post, size_t limit, struct matcher_found *out)
{
	begin(out, p);
	pool_bind(p, MATCH_POST, post);
	for (size_t i = 0; i < p->seekers.n; i++) {
		pool_take(p, post, i);
		struct matcher_hit hit = {.id = p->pair[MATCH_SEEKER]->id,
			.person = p->person->id,
			.post = post,
			.seeker = i};
		consider(p, hit, false, limit, out);
	}
	pool_unbind(p);
	sort(&out->fitting);
	sort(&out->near);
}

/* ---- reasons --------------------------------------------------------------------------------- */

void matcher_reasons_free(struct matcher_reasons *r)
{
	for (size_t i = 0; i < r->n; i++) {
		mem_free(r->at[i].text);
		mem_free(r->at[i].mend);
	}
	vec_free(r);
	r->score = 0;
}

/* 电工证 is looked for as 电工: a training is called 电工培训. */
static void bare(const char *word, size_t n, struct str *out)
{
	static const char *const ends[] = {"职业资格证书", "资格证书", "资格证", "证书", "证"};

	str_clear(out);
	str_addn(out, word, n);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (out->n > strlen(ends[i]) && text_ends(str_c(out), ends[i])) {
			str_cut(out, out->n - strlen(ends[i]));
			return;
		}
}

enum { MENDS = 3 };

struct mending {
	struct pool *pool;
	const struct match_mend *mend;
	const char *word;
	struct str *out;
	size_t n;
};

static bool mend_row(void *context, const struct record *r)
{
	struct mending *m = context;

	for (size_t i = 0; i < m->mend->fields.n; i++) {
		if (!strstr(record_field(r, m->mend->fields.at[i]), m->word))
			continue;
		str_add(m->out, m->out->n ? "\n" : "");
		match_say(&m->mend->say, &r, &m->pool->archive->env, m->word, m->out);
		m->n++;
		break;
	}
	return m->n < MENDS;
}

/* What the registers offer for each of the missing things. */
static void find_mends(
	struct pool *p, const struct match_mend *mend, const char *lack, struct str *out)
{
	struct str word = {0};

	while (mend && *lack) {
		const char *end = strstr(lack, "、");
		size_t n = end ? (size_t)(end - lack) : strlen(lack);
		bare(lack, n, &word);
		struct mending m = {p, mend, str_c(&word), out, 0};
		query_run(p->archive, mend->table, mend->where, mend_row, &m, NULL);
		lack += n + (end ? strlen("、") : 0);
	}
	str_free(&word);
}

static void add_reason(struct matcher_reasons *r, const char *code, int32_t points, bool lack,
	struct str *text, struct str *mend)
{
	struct matcher_reason one = {code, points, lack, NULL, NULL};

	one.text = text->n ? str_take(text) : mem_strdup("");
	one.mend = mend->n ? str_take(mend) : mem_strdup("");
	vec_push(r, one);
	r->score += points;
}

static void explain_must(struct pool *p, const struct match_must *must, struct matcher_reasons *out)
{
	struct str lack = {0}, text = {0}, mend = {0};

	if (must->all)
		missing(p, must, NULL, &lack);
	if (must->rule ? !expr_test_scope(must->rule, p->pair, &p->env) : lack.n > 0) {
		match_say(&must->say, p->pair, &p->env, str_c(&lack), &text);
		find_mends(p, must->mend, str_c(&lack), &mend);
		add_reason(out, must->code, 0, true, &text, &mend);
	}
	str_free(&lack);
	str_free(&text);
	str_free(&mend);
}

void matcher_explain(struct pool *p, size_t post, size_t seeker, struct matcher_reasons *out)
{
	struct str text = {0}, none = {0};

	matcher_reasons_free(out);
	pool_unbind(p);
	pool_take(p, post, seeker);
	for (size_t i = 0; i < p->match->must.n; i++)
		explain_must(p, &p->match->must.at[i], out);
	for (size_t i = 0; i < p->match->parts.n; i++) {
		const struct match_part *part = &p->match->parts.at[i];
		if (!expr_test_scope(part->when, p->pair, &p->env))
			continue;
		match_say(&part->say, p->pair, &p->env, NULL, &text);
		add_reason(out, part->code, part->points, false, &text, &none);
	}
	str_free(&text);
}

/* ---- beside ---------------------------------------------------------------------------------- */

/* The slip shows more than conditions look at: it is filled in from the whole records. */
bool matcher_slip(struct archive *a, uint64_t post, uint64_t seeker, struct str *out, struct err *e)
{
	struct ids posts = {&post, 1, 1}, seekers = {&seeker, 1, 1};
	struct record whole[3] = {{0}};
	struct pool *p = pool_open(a, &posts, &seekers, e);

	str_clear(out);
	bool ok = p && p->posts.n && p->seekers.n;
	if (p && !ok)
		err_set(e, ERR_NOTFOUND, "求职人的档案已不在，不能打印");
	ok = ok && table_get(a, p->match->post.table, post, &whole[0], e) &&
	     table_get(a, p->match->seeker.table, seeker, &whole[1], e) &&
	     table_get(a, p->match->people, p->people[0]->id, &whole[2], e);
	if (ok) {
		p->pair[MATCH_POST] = &whole[0];
		p->pair[MATCH_SEEKER] = &whole[1];
		p->person = &whole[2];
		match_say(&p->match->slip, p->pair, &p->env, NULL, out);
	}
	for (size_t i = 0; i < 3; i++)
		record_free(&whole[i]);
	pool_close(p);
	return ok;
}

bool matcher_seeker_of(struct archive *a, uint64_t person, uint64_t *seeker, struct err *e)
{
	const struct def_match *m = a->defs->match;
	struct ids ids = {0};
	struct record r = {0};
	char reference[32];

	*seeker = 0;
	if (!m)
		return err_set(
			e, ERR_CONFIG, "screens/ 里没有 match.yaml，不能匹配；请从安装目录拷回");
	record_id_text(person, reference);
	bool ok = table_by_index(a, m->seeker.table, m->person, reference, 0, &ids, e);
	for (size_t i = 0; ok && i < ids.n; i++) {
		ok = table_get(a, m->seeker.table, ids.at[i], &r, e);
		if (ok && expr_test(m->seeker.where, &r, &a->env))
			*seeker = r.id;
	}
	if (ok && !*seeker && ids.n)
		*seeker = ids.at[ids.n - 1];
	record_free(&r);
	vec_free(&ids);
	if (ok && !*seeker)
		ok = err_set(e, ERR_NOTFOUND, "此人还没有%s；请先在一人一册里新建一条",
			m->seeker.table->title);
	return ok;
}
