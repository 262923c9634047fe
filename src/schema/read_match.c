#include <binggui/schema/read_match.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/expect.h>
#include <binggui/schema/match.h>
#include <binggui/schema/read_sentence.h>

enum { POINTS_MOST = 10000 };

struct reading {
	struct linking *l;
	struct def_match *m;
};

static struct faults *faults(const struct reading *r)
{
	return r->l->faults;
}

/* ---- names --------------------------------------------------------------------------------------- */

static const struct def_table *read_table_name(
	struct reading *r, const struct yaml_node *map, const char *key, bool needed)
{
	const char *name = expect_text(map, key, needed, faults(r));

	return name ? linking_table(r->l, name, yaml_get(map, key)) : NULL;
}

/* NULL without a fault if the table could not be found. */
static const struct def_field *read_field_name(struct reading *r, const struct def_table *t,
	const struct yaml_node *map, const char *key, bool needed)
{
	const char *name = t ? expect_text(map, key, needed, faults(r)) : NULL;

	return name ? linking_field(r->l, t, name, yaml_get(map, key)) : NULL;
}

/* A reference field, and to that table if one is given. */
static const struct def_field *read_reference(struct reading *r, const struct def_table *t,
	const struct yaml_node *map, const char *key, const struct def_table *to)
{
	const struct def_field *f = read_field_name(r, t, map, key, true);

	if (f && (!f->target || (to && f->target != to))) {
		expect_fault(yaml_get(map, key), faults(r), "“%s”应是指向%s的引用字段", f->name,
			to ? to->title : "另一登记簿");
		return NULL;
	}
	return f;
}

static struct expr *read_expr(struct reading *r, const struct def_table *t,
	const struct yaml_node *map, const char *key, bool needed)
{
	const char *text = t ? expect_text(map, key, needed, faults(r)) : NULL;

	return text ? linking_expr(r->l, t, yaml_get(map, key), "条件") : NULL;
}

static char *read_code(struct reading *r, const struct yaml_node *map, const char *fallback)
{
	const char *code = expect_text(map, "code", false, faults(r));

	return mem_strdup(code ? code : fallback);
}

/* ---- the two sides ------------------------------------------------------------------------------- */

static const struct yaml_node *read_map(
	struct reading *r, const struct yaml_node *map, const char *key, const char *const *known)
{
	const struct yaml_node *node = yaml_get(map, key);

	if (!node) {
		expect_fault(map, faults(r), "缺少“%s”", key);
		return NULL;
	}
	if (!expect_map(node, faults(r)))
		return NULL;
	yaml_only(node, known, faults(r));
	return node;
}

static void read_sides(struct reading *r, const struct yaml_node *map)
{
	static const char *const of_post[] = {"table", "where", "seats", "employer", NULL};
	static const char *const of_seeker[] = {"table", "where", "person", NULL};
	const struct yaml_node *post = read_map(r, map, "post", of_post);
	const struct yaml_node *seeker = read_map(r, map, "seeker", of_seeker);
	struct def_match *m = r->m;

	if (post) {
		m->post.table = read_table_name(r, post, "table", true);
		m->post.where = read_expr(r, m->post.table, post, "where", false);
		m->seats = read_expr(r, m->post.table, post, "seats", false);
		m->employer = read_field_name(r, m->post.table, post, "employer", false);
	}
	if (seeker) {
		m->seeker.table = read_table_name(r, seeker, "table", true);
		m->seeker.where = read_expr(r, m->seeker.table, seeker, "where", false);
		m->person = read_reference(r, m->seeker.table, seeker, "person", NULL);
		m->people = m->person ? m->person->target : NULL;
	}
}

static void make_scopes(struct def_match *m)
{
	m->scopes[MATCH_POST] = (struct expr_scope){"post", m->post.table};
	m->scopes[MATCH_SEEKER] = (struct expr_scope){"seeker", m->seeker.table};
}

/* ---- conditions and scores ----------------------------------------------------------------------- */

/* A condition over both sides. */
static struct expr *read_pair(
	struct reading *r, const struct yaml_node *map, const char *key, bool needed)
{
	const char *text = expect_text(map, key, needed, faults(r));
	struct err e = {0};
	struct expr *x =
		text ? expr_parse_scope(text, r->m->scopes, MATCH_SIDES, r->l->defs, &e) : NULL;

	if (text && !x && !r->l->unreadable.n)
		expect_fault(yaml_get(map, key), faults(r), "条件有误，%s", e.text);
	return x;
}

static void read_say(
	struct reading *r, const struct yaml_node *map, bool missing, struct match_sentence *out)
{
	if (expect_text(map, "say", true, faults(r)))
		read_sentence(r->l, r->m->scopes, MATCH_SIDES, yaml_get(map, "say"), missing, out);
}

static struct match_mend *read_mend(struct reading *r, const struct yaml_node *map)
{
	static const char *const known[] = {"table", "where", "fields", "say", NULL};
	const struct yaml_node *node = yaml_get(map, "mend");
	struct def_words names = {0};

	if (!node || !expect_map(node, faults(r)))
		return NULL;
	yaml_only(node, known, faults(r));
	struct match_mend *mend = mem_new0(struct match_mend);
	mend->table = read_table_name(r, node, "table", true);
	mend->where = read_expr(r, mend->table, node, "where", false);
	expect_words(&names, node, "fields", faults(r));
	for (size_t i = 0; i < names.n; i++) {
		const struct def_field *f =
			mend->table ? linking_field(r->l, mend->table, names.at[i],
					      linking_item(yaml_get(node, "fields"), i))
				    : NULL;
		if (f)
			vec_push(&mend->fields, f);
		mem_free(names.at[i]);
	}
	if (!names.n)
		expect_fault(node, faults(r), "缺少“fields”：哪些字段说到缺的东西");
	mem_free(names.at);
	if (mend->table && expect_text(node, "say", true, faults(r)))
		read_sentence(r->l, &(struct expr_scope){mend->table->name, mend->table}, 1,
			yaml_get(node, "say"), false, &mend->say);
	return mend;
}

static void read_must(struct reading *r, const struct yaml_node *node)
{
	static const char *const known[] = {
		"rule", "all", "in", "except", "say", "code", "mend", "label", NULL};
	struct match_must must = {0};

	if (!expect_map(node, faults(r)))
		return;
	yaml_only(node, known, faults(r));
	bool all = yaml_get(node, "all") != NULL;
	if (all == (yaml_get(node, "rule") != NULL))
		expect_fault(node, faults(r),
			"一项条件写“rule”（必须成立），或写“all”和“in”（样样都要有），只写其一");
	must.code = read_code(r, node, "must");
	must.label = expect_copy(node, "label", true, faults(r));
	must.rule = read_pair(r, node, "rule", false);
	must.all = read_pair(r, node, "all", false);
	must.in = read_pair(r, node, "in", all);
	expect_words(&must.except, node, "except", faults(r));
	must.mend = read_mend(r, node);
	read_say(r, node, all, &must.say);
	vec_push(&r->m->must, must);
}

static int32_t read_points(struct reading *r, const struct yaml_node *map)
{
	const char *text = expect_text(map, "points", true, faults(r));
	uint64_t value = 0;

	if (!text)
		return 0;
	bool minus = *text == '-';
	if (text_to_u64(text + minus, &value) && value <= POINTS_MOST)
		return minus ? -(int32_t)value : (int32_t)value;
	expect_fault(yaml_get(map, "points"), faults(r), "“points”应是 -%d 到 %d 的整数",
		POINTS_MOST, POINTS_MOST);
	return 0;
}

static void read_part(struct reading *r, const struct yaml_node *node)
{
	static const char *const known[] = {"when", "points", "say", "code", NULL};
	struct match_part part = {0};

	if (!expect_map(node, faults(r)))
		return;
	yaml_only(node, known, faults(r));
	part.code = read_code(r, node, "score");
	part.when = read_pair(r, node, "when", true);
	part.points = read_points(r, node);
	read_say(r, node, false, &part.say);
	vec_push(&r->m->parts, part);
}

/* ---- groups -------------------------------------------------------------------------------------- */

static void read_group(struct reading *r, const struct yaml_node *node)
{
	static const char *const known[] = {
		"name", "title", "table", "stands", "by", "employer", NULL};
	struct match_group group = {0};
	struct def_match *m = r->m;

	if (!expect_map(node, faults(r)))
		return;
	yaml_only(node, known, faults(r));
	group.name = expect_copy(node, "name", true, faults(r));
	group.title = expect_copy(node, "title", true, faults(r));
	group.table = read_table_name(r, node, "table", true);
	group.stands = read_table_name(r, node, "stands", false);
	if (group.stands)
		group.by = read_reference(r, group.stands, node, "by", group.table);
	group.employer = read_reference(r, group.stands ? group.stands : group.table, node,
		"employer", m->employer ? m->employer->target : NULL);
	if (!m->employer)
		expect_fault(node, faults(r), "“groups”要在“post”里写“employer”");
	vec_push(&m->groups, group);
}

static void read_each(struct reading *r, const struct yaml_node *map, const char *key,
	void (*read)(struct reading *r, const struct yaml_node *node))
{
	const struct yaml_node *list = yaml_get(map, key);

	for (size_t i = 0; list && expect_list(list, faults(r)) && i < list->n; i++)
		read(r, list->items[i]);
}

/* ---- what becomes of it -------------------------------------------------------------------------- */

/* Fields and the values they get, worked out on the post. */
static void read_sets(struct reading *r, const struct yaml_node *map, const char *key,
	const struct def_table *t, struct def_sets *out)
{
	const struct yaml_node *set = yaml_get(map, key);

	if (!set || !t || !r->m->post.table || !expect_map(set, faults(r)))
		return;
	for (size_t i = 0; i < set->n; i++) {
		const struct yaml_node *node = set->items[i];
		struct def_set one = {.field = linking_field(r->l, t, node->key, node)};
		if (!one.field || !expect_text(set, node->key, true, faults(r)))
			continue;
		one.value = linking_value(r->l, r->m->post.table, node, one.field);
		if (one.value)
			vec_push(out, one);
	}
}

static void read_referral(struct reading *r, const struct yaml_node *map)
{
	static const char *const known[] = {"table", "person", "post", "set", "seeker", NULL};
	const struct yaml_node *node = read_map(r, map, "referral", known);
	struct def_match *m = r->m;

	if (!node)
		return;
	m->referral.table = read_table_name(r, node, "table", true);
	m->referral.person = read_reference(r, m->referral.table, node, "person", m->people);
	m->referral.post = read_reference(r, m->referral.table, node, "post", m->post.table);
	read_sets(r, node, "set", m->referral.table, &m->referral.set);
	read_sets(r, node, "seeker", m->seeker.table, &m->referral.seeker);
}

void read_match(struct linking *l, const struct yaml_node *match)
{
	static const char *const known[] = {
		"title", "post", "seeker", "must", "scores", "groups", "referral", "slip", NULL};
	struct reading r = {.l = l};

	if (!match || !expect_map(match, l->faults))
		return;
	if (l->defs->match) {
		fault_add(l->faults, match->file, match->key_line, match->key_column,
			"“match”只能写一处");
		return;
	}
	r.m = l->defs->match = mem_new0(struct def_match);
	l->defs->free_match = match_free;
	yaml_only(match, known, l->faults);
	r.m->title = expect_copy(match, "title", true, l->faults);
	read_sides(&r, match);
	read_referral(&r, match);
	if (!r.m->post.table || !r.m->seeker.table || !r.m->people)
		return;
	make_scopes(r.m);
	read_each(&r, match, "must", read_must);
	read_each(&r, match, "scores", read_part);
	read_each(&r, match, "groups", read_group);
	if (yaml_get(match, "slip"))
		read_sentence(
			l, r.m->scopes, MATCH_SIDES, yaml_get(match, "slip"), false, &r.m->slip);
}
