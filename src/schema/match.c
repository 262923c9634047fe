#include <binggui/schema/match.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/exprtree.h>
#include <binggui/schema/type.h>
#include <binggui/schema/type_number.h>

/* ---- freeing ------------------------------------------------------------------------------------- */

static void sentence_free(struct match_sentence *s)
{
	for (size_t i = 0; i < s->n; i++) {
		mem_free(s->at[i].text);
		expr_free(s->at[i].value);
	}
	vec_free(s);
}

static void mend_free(struct match_mend *m)
{
	if (!m)
		return;
	expr_free(m->where);
	mem_free(m->fields.at);
	sentence_free(&m->say);
	mem_free(m);
}

static void must_free(struct match_must *m)
{
	mem_free(m->code);
	mem_free(m->label);
	expr_free(m->rule);
	expr_free(m->all);
	expr_free(m->in);
	for (size_t i = 0; i < m->except.n; i++)
		mem_free(m->except.at[i]);
	mem_free(m->except.at);
	sentence_free(&m->say);
	mend_free(m->mend);
}

static void part_free(struct match_part *p)
{
	mem_free(p->code);
	expr_free(p->when);
	sentence_free(&p->say);
}

void match_free(struct def_match *m)
{
	if (!m)
		return;
	for (size_t i = 0; i < m->must.n; i++)
		must_free(&m->must.at[i]);
	for (size_t i = 0; i < m->parts.n; i++)
		part_free(&m->parts.at[i]);
	for (size_t i = 0; i < m->groups.n; i++) {
		mem_free(m->groups.at[i].name);
		mem_free(m->groups.at[i].title);
	}
	for (size_t i = 0; i < m->referral.set.n; i++)
		expr_free(m->referral.set.at[i].value);
	for (size_t i = 0; i < m->referral.seeker.n; i++)
		expr_free(m->referral.seeker.at[i].value);
	mem_free(m->referral.seeker.at);
	mem_free(m->must.at);
	mem_free(m->parts.at);
	mem_free(m->groups.at);
	mem_free(m->referral.set.at);
	expr_free(m->post.where);
	expr_free(m->seeker.where);
	expr_free(m->seats);
	sentence_free(&m->slip);
	mem_free(m->title);
	mem_free(m);
}

/* ---- looking ------------------------------------------------------------------------------------- */

const struct match_group *match_group(const struct def_match *m, const char *name)
{
	for (size_t i = 0; i < m->groups.n; i++)
		if (text_eq(m->groups.at[i].name, name))
			return &m->groups.at[i];
	return NULL;
}

bool match_known(const struct expr *x, bool *holds)
{
	if (x->kind != EXPR_VALUE && x->kind != EXPR_LITERAL)
		return false;
	*holds = expr_test(x, NULL, NULL);
	return true;
}

/* Several values stand one a line; in a sentence 、 is between them. */
static void add_value(struct str *out, const char *text)
{
	for (; *text; text++)
		if (*text == '\n')
			str_add(out, "、");
		else
			str_addc(out, *text);
}

/* A field is said as it is shown everywhere, secrets masked; anything else is a number, a date, a text. */
static void say_value(const struct expr *x, const struct record *const *records,
	const struct expr_env *env, struct str *out)
{
	const struct def_field *f = x->kind == EXPR_FIELD ? x->path[x->n_path - 1] : NULL;
	struct str stored = {0};

	expr_value_scope(x, records, env, out);
	if (!f || f->computed || !env || (f->type == &type_money && f->class != CLASS_SECRET))
		return;
	str_add(&stored, str_c(out));
	type_format_masked(f, env->types, str_c(&stored), out);
	str_free(&stored);
}

void match_say(const struct match_sentence *s, const struct record *const *records,
	const struct expr_env *env, const char *missing, struct str *out)
{
	struct str value = {0};

	for (size_t i = 0; i < s->n; i++) {
		const struct match_piece *p = &s->at[i];
		if (p->text) {
			str_add(out, p->text);
		} else if (p->value) {
			say_value(p->value, records, env, &value);
			add_value(out, str_c(&value));
		} else {
			str_add(out, missing ? missing : "");
		}
	}
	str_free(&value);
}

/* ---- what is used -------------------------------------------------------------------------------- */

struct looking {
	const struct def_match *match; /* NULL within a formula: there is one scope */
	const struct def_table *table;
	struct match_fields *out;
	unsigned depth; /* computed fields that use computed fields */
};

enum { COMPUTED_DEEP = 12 };

static void use_expr(struct looking u, const struct def_table *t, const struct expr *x);

static void use_field(struct looking u, const struct def_table *t, const struct def_field *f)
{
	if (f->computed) {
		u.match = NULL;
		if (u.depth++ < COMPUTED_DEEP)
			use_expr(u, t, f->computed);
		return;
	}
	if (t != u.table)
		return;
	for (size_t i = 0; i < u.out->n; i++)
		if (u.out->at[i] == f)
			return;
	vec_push(u.out, f);
}

/* t is the table of what names no scope. */
static void use_expr(struct looking u, const struct def_table *t, const struct expr *x)
{
	for (; x; x = x->next) {
		const struct def_table *at =
			u.match && x->scope ? u.match->scopes[x->scope - 1].table : t;
		for (size_t i = 0; i < x->n_path && at; i++) {
			use_field(u, at, x->path[i]);
			at = x->path[i]->target;
		}
		if (x->kind >= EXPR_HAS && x->kind <= EXPR_FIRST) /* over another table's */
			continue;
		use_expr(u, t, x->left);
		use_expr(u, t, x->right);
	}
}

static void use_pair(struct looking u, const struct expr *x)
{
	use_expr(u, u.match->post.table, x);
}

static void use_sentence(struct looking u, const struct match_sentence *s)
{
	for (size_t i = 0; i < s->n; i++)
		use_pair(u, s->at[i].value);
}

static void use_sides(struct looking u)
{
	const struct def_match *m = u.match;

	u.match = NULL;
	use_expr(u, m->post.table, m->post.where);
	use_expr(u, m->seeker.table, m->seeker.where);
	use_expr(u, m->post.table, m->seats);
	if (m->seeker.table == u.table)
		use_field(u, u.table, m->person);
}

void match_uses(const struct def_match *m, const struct def_table *t, struct match_fields *out)
{
	struct looking u = {m, t, out, 0};

	for (size_t i = 0; i < t->n; i++)
		if (t->fields[i]->find == FIND_TEXT || t->fields[i]->find == FIND_PINYIN)
			use_field(u, t, t->fields[i]);
	use_sides(u);
	for (size_t i = 0; i < m->must.n; i++) {
		use_pair(u, m->must.at[i].rule);
		use_pair(u, m->must.at[i].all);
		use_pair(u, m->must.at[i].in);
		use_sentence(u, &m->must.at[i].say);
	}
	for (size_t i = 0; i < m->parts.n; i++) {
		use_pair(u, m->parts.at[i].when);
		use_sentence(u, &m->parts.at[i].say);
	}
}
