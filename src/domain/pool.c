#include <binggui/domain/pool.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/map.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/arena.h>

enum { FIELDS_MOST = 128, KEY_BYTES = 280, SCAN_SHARE = 6, SEATS_MOST = 1000000 };

/* The fields read of a table, by number. */
struct columns {
	const struct def_table *table;
	uint16_t number[FIELDS_MOST];
	size_t n;
};

struct pool_inner {
	struct arena arena;  /* values and their texts */
	struct map followed; /* table number, reference -> struct record *, id 0 = there is none */
	struct columns post, seeker, person;
	struct record *persons; /* one a seeker */
};

/* ---- reading a record ------------------------------------------------------------------------ */

static int by_number(const void *x, const void *y)
{
	return (int)*(const uint16_t *)x - (int)*(const uint16_t *)y;
}

static void columns_init(struct columns *c, const struct def_match *m, const struct def_table *t)
{
	struct match_fields used = {0};

	c->table = t;
	match_uses(m, t, &used);
	for (size_t i = 0; i < used.n && c->n < FIELDS_MOST; i++)
		c->number[c->n++] = used.at[i]->number;
	qsort(c->number, c->n, sizeof *c->number, by_number);
	vec_free(&used);
}

/* What is wanted of a record; its memory is the arena's. */
static void pick(struct arena *arena, const struct columns *c, uint64_t id, const void *bytes,
	size_t n, struct record *out)
{
	struct span values[FIELDS_MOST];
	size_t count = 0;

	*out = (struct record){.id = id};
	record_pick(bytes, n, c->number, c->n, values);
	for (size_t i = 0; i < c->n; i++)
		count += values[i].n > 0;
	out->at = arena_alloc(arena, (count + 1) * sizeof *out->at);
	for (size_t i = 0; i < c->n; i++)
		if (values[i].n)
			out->at[out->n++] = (struct record_value){
				c->number[i], arena_text(arena, values[i].at, values[i].n)};
}

/* ---- following ------------------------------------------------------------------------------- */

static const struct record *read_followed(
	struct pool *p, const struct def_table *target, const char *reference, struct span key)
{
	struct record *r = mem_new0(struct record);
	struct err e = {0};

	if (!table_by_reference(p->archive, target, reference, r, &e) || r->voided)
		record_free(r);
	map_putn(&p->inner->followed, key.at, key.n, r);
	return r->id ? r : NULL;
}

static const struct record *follow(
	void *context, const struct def_table *target, const char *reference)
{
	struct pool *p = context;
	const struct def_match *m = p->match;
	char key[KEY_BYTES];

	if (!target || !*reference)
		return NULL;
	if (target == m->people && p->person &&
		text_eq(reference, record_field(p->pair[MATCH_SEEKER], m->person)))
		return p->person;
	size_t n = strlen(reference);
	if (n + sizeof target->number >= sizeof key)
		return NULL;
	memcpy(key, &target->number, sizeof target->number);
	memcpy(key + sizeof target->number, reference, n);
	n += sizeof target->number;
	const struct record *known = map_getn(&p->inner->followed, key, n);
	if (known)
		return known->id ? known : NULL;
	return read_followed(p, target, reference, (struct span){key, n});
}

/* What hangs on a record is the archive's to say. */
static size_t each(void *context, const struct def_table *table, const struct def_field *by,
	const struct record *of, size_t enough, expr_row *row, void *row_context)
{
	const struct expr_env *env = &((struct pool *)context)->archive->env;

	return env->each(env->context, table, by, of, enough, row, row_context);
}

static void make_env(struct pool *p)
{
	p->env = p->archive->env;
	p->env.context = p;
	p->env.follow = follow;
	p->env.each = each;
}

/* ---- the sides ------------------------------------------------------------------------------- */

struct filling {
	struct pool *pool;
	struct pool_side *side;
	const struct columns *columns;
	const struct expr *where;
};

static bool add_row(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct filling *f = context;
	struct record r;

	pick(&f->pool->inner->arena, f->columns, id, bytes, n, &r);
	if (expr_test(f->where, &r, &f->pool->archive->env))
		vec_push(f->side, r);
	return true;
}

/* One record by its id, as if it had been walked past. */
static bool get_row(
	struct pool *p, const struct columns *c, uint64_t id, struct record *out, struct err *e)
{
	struct record whole = {0};
	struct str bytes = {0};
	bool ok = table_get(p->archive, c->table, id, &whole, e);

	if (ok && whole.voided)
		ok = err_set(e, ERR_NOTFOUND, "《%s》的这条记录已作废", c->table->title);
	if (ok) {
		record_encode(&bytes, &whole);
		pick(&p->inner->arena, c, id, bytes.at, bytes.n, out);
	}
	record_free(&whole);
	str_free(&bytes);
	return ok;
}

static int by_id(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;

	return a < b ? -1 : a > b;
}

static bool fill_side(struct pool *p, const struct match_side *of, const struct columns *c,
	const struct ids *ids, struct pool_side *side, struct err *e)
{
	struct filling f = {p, side, c, of->where};

	if (!ids)
		return table_scan(p->archive, of->table, add_row, &f, e);
	struct ids sorted = {0};
	for (size_t i = 0; i < ids->n; i++)
		vec_push(&sorted, ids->at[i]);
	if (sorted.n)
		qsort(sorted.at, sorted.n, sizeof *sorted.at, by_id);
	bool ok = true;
	for (size_t i = 0; ok && i < sorted.n; i++) {
		struct record r;
		if (i && sorted.at[i] == sorted.at[i - 1])
			continue;
		ok = get_row(p, c, sorted.at[i], &r, e);
		if (ok)
			vec_push(side, r);
	}
	vec_free(&sorted);
	return ok;
}

/* ---- people ---------------------------------------------------------------------------------- */

struct wanted {
	uint64_t id;
	size_t seeker;
};

struct meeting {
	struct pool *pool;
	struct wanted *at; /* ascending ids */
	size_t n, next;
};

static int by_person(const void *x, const void *y)
{
	const struct wanted *a = x, *b = y;

	return a->id != b->id ? (a->id < b->id ? -1 : 1) : 0;
}

static bool meet(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct meeting *m = context;
	struct pool_inner *in = m->pool->inner;

	while (m->next < m->n && m->at[m->next].id < id)
		m->next++;
	for (; m->next < m->n && m->at[m->next].id == id; m->next++)
		pick(&in->arena, &in->person, id, bytes, n, &in->persons[m->at[m->next].seeker]);
	return m->next < m->n;
}

/* Many are met in one walk through the register, a few are fetched. */
static bool meet_all(struct meeting *m, struct err *e)
{
	struct pool *p = m->pool;
	const struct columns *c = &p->inner->person;

	if (m->n * SCAN_SHARE > archive_count(p->archive, c->table))
		return table_scan_from(p->archive, c->table, m->n ? m->at[0].id : 0, meet, m, e);
	for (size_t i = 0; i < m->n; i++) {
		struct err one = {0};
		if (!get_row(p, c, m->at[i].id, &p->inner->persons[m->at[i].seeker], &one) &&
			one.code != ERR_NOTFOUND) {
			*e = one;
			return false;
		}
	}
	return true;
}

/* Seekers without a person go. */
static void keep_met(struct pool *p)
{
	struct pool_inner *in = p->inner;
	size_t n = 0;

	p->people = mem_array(p->seekers.n + 1, sizeof *p->people);
	for (size_t i = 0; i < p->seekers.n; i++) {
		if (!in->persons[i].id)
			continue;
		p->people[n] = &in->persons[i];
		p->seekers.at[n++] = p->seekers.at[i];
	}
	p->seekers.n = n;
}

static bool read_people(struct pool *p, struct err *e)
{
	struct meeting m = {.pool = p};
	bool sorted = true;

	p->inner->persons = mem_array(p->seekers.n + 1, sizeof *p->inner->persons);
	m.at = mem_array(p->seekers.n + 1, sizeof *m.at);
	for (size_t i = 0; i < p->seekers.n; i++) {
		struct wanted w = {0, i};
		if (!record_id_parse(record_field(&p->seekers.at[i], p->match->person), &w.id))
			continue;
		sorted = sorted && (!m.n || m.at[m.n - 1].id <= w.id);
		m.at[m.n++] = w;
	}
	if (!sorted)
		qsort(m.at, m.n, sizeof *m.at, by_person);
	bool ok = meet_all(&m, e);
	mem_free(m.at);
	keep_met(p);
	return ok;
}

/* ---- the whole ------------------------------------------------------------------------------- */

void pool_close(struct pool *p)
{
	const char *key;
	void *value;

	if (!p)
		return;
	for (size_t i = 0; map_each(&p->inner->followed, &i, &key, &value);) {
		record_free(value);
		mem_free(value);
	}
	map_free(&p->inner->followed);
	arena_free(&p->inner->arena);
	mem_free(p->inner->persons);
	mem_free(p->inner);
	vec_free(&p->posts);
	vec_free(&p->seekers);
	mem_free(p->people);
	pool_unbind(p);
	mem_free(p);
}

static struct pool *pool_new(struct archive *a)
{
	struct pool *p = mem_new0(struct pool);
	const struct def_match *m = a->defs->match;

	p->archive = a;
	p->match = m;
	p->inner = mem_new0(struct pool_inner);
	columns_init(&p->inner->post, m, m->post.table);
	columns_init(&p->inner->seeker, m, m->seeker.table);
	columns_init(&p->inner->person, m, m->people);
	make_env(p);
	return p;
}

struct pool *pool_open(
	struct archive *a, const struct ids *posts, const struct ids *seekers, struct err *e)
{
	if (!a->defs->match) {
		err_set(e, ERR_CONFIG, "screens/ 里没有 match.yaml，不能匹配；请从安装目录拷回");
		return NULL;
	}
	struct pool *p = pool_new(a);
	const struct def_match *m = p->match;
	if (fill_side(p, &m->post, &p->inner->post, posts, &p->posts, e) &&
		fill_side(p, &m->seeker, &p->inner->seeker, seekers, &p->seekers, e) &&
		read_people(p, e))
		return p;
	pool_close(p);
	return NULL;
}

void pool_take(struct pool *p, size_t post, size_t seeker)
{
	p->pair[MATCH_POST] = &p->posts.at[post];
	p->pair[MATCH_SEEKER] = &p->seekers.at[seeker];
	p->person = p->people[seeker];
}

/* ---- binding --------------------------------------------------------------------------------- */

static struct expr *bind(struct pool *p, const struct expr *x, const struct record *const *pair)
{
	return x ? expr_bind(x, pair, MATCH_SIDES, &p->env) : NULL;
}

/* `all` without a value asks for nothing. */
static void bind_must(struct pool *p, size_t i, const struct record *const *pair)
{
	const struct match_must *m = &p->match->must.at[i];
	struct pool_bound *b = p->bound;
	struct pool_must bound = {.of = i, .rule = bind(p, m->rule, pair)};
	bool holds;

	bool left_out; /* it asks for nothing, or holds for all */

	if (m->rule) {
		left_out = match_known(bound.rule, &holds) && holds;
	} else {
		bound.all = bind(p, m->all, pair);
		bound.in = bind(p, m->in, pair);
		left_out = match_known(bound.all, &holds) && !holds;
	}
	if (!left_out) {
		b->must[b->n_must++] = bound;
		return;
	}
	expr_free(bound.rule);
	expr_free(bound.all);
	expr_free(bound.in);
}

static void bind_part(struct pool *p, size_t i, const struct record *const *pair)
{
	const struct match_part *m = &p->match->parts.at[i];
	struct pool_bound *b = p->bound;
	struct pool_part bound = {.when = bind(p, m->when, pair), .points = m->points};
	bool holds;

	if (match_known(bound.when, &holds)) {
		b->base += holds ? m->points : 0;
		expr_free(bound.when);
		return;
	}
	size_t at = b->n_part++;
	for (; at > 0 && b->part[at - 1].points < bound.points; at--)
		b->part[at] = b->part[at - 1];
	b->part[at] = bound;
}

void pool_bind(struct pool *p, int side, size_t at)
{
	const struct def_match *m = p->match;
	const struct record *pair[MATCH_SIDES] = {NULL};

	pool_unbind(p);
	pair[side] = side == MATCH_POST ? &p->posts.at[at] : &p->seekers.at[at];
	p->pair[side] = pair[side];
	p->person = side == MATCH_SEEKER ? p->people[at] : NULL;
	struct pool_bound *b = p->bound = mem_new0(struct pool_bound);
	b->open = side == MATCH_POST ? MATCH_SEEKER : MATCH_POST;
	b->must = mem_array(m->must.n + 1, sizeof *b->must);
	b->part = mem_array(m->parts.n + 1, sizeof *b->part);
	for (size_t i = 0; i < m->must.n; i++)
		bind_must(p, i, pair);
	for (size_t i = 0; i < m->parts.n; i++)
		bind_part(p, i, pair);
	int32_t rest = 0;
	for (size_t i = b->n_part; i-- > 0;) {
		rest += b->part[i].points > 0 ? b->part[i].points : 0;
		b->part[i].rest = rest;
	}
}

void pool_unbind(struct pool *p)
{
	struct pool_bound *b = p->bound;

	if (!b)
		return;
	for (size_t i = 0; i < b->n_must; i++) {
		expr_free(b->must[i].rule);
		expr_free(b->must[i].all);
		expr_free(b->must[i].in);
	}
	for (size_t i = 0; i < b->n_part; i++)
		expr_free(b->part[i].when);
	mem_free(b->must);
	mem_free(b->part);
	mem_free(b);
	p->bound = NULL;
}

uint32_t pool_seats(struct pool *p, size_t post)
{
	struct str text = {0};
	uint64_t seats = 1;

	if (!p->match->seats)
		return 1;
	expr_value(p->match->seats, &p->posts.at[post], &p->archive->env, &text);
	if (text.n)
		str_cut(&text, strcspn(text.at, ".")); /* whole people */
	if (text.n && !text_to_u64(text.at, &seats))
		seats = 0;
	str_free(&text);
	return seats > SEATS_MOST ? SEATS_MOST : (uint32_t)seats;
}

bool pool_find(const struct pool_side *s, uint64_t id, size_t *at)
{
	size_t low = 0, high = s->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (s->at[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	*at = low;
	return low < s->n && s->at[low].id == id;
}
