#include <binggui/schema/exprwithin.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/schema/exprfollow.h>

enum { TREE_DEPTH = 16 };

/* What is to be reached: a literal, or the references of a field's text, one a line. */
struct goal {
	const struct expr *literal;
	const char *text;
};

static bool has_line(const char *text, const char *line)
{
	size_t n = strlen(line);

	for (const char *at = text; *at; at += *at == '\n') {
		size_t length = strcspn(at, "\n");
		if (length == n && memcmp(at, line, n) == 0)
			return true;
		at += length;
	}
	return false;
}

static bool reaches(
	const struct goal *g, const struct def_table *t, const struct record *at, const char *key)
{
	if (at)
		return g->literal && *g->literal->folded &&
		       exprfollow_named(t, at, g->literal->folded, false);
	return has_line(g->literal ? g->literal->text : g->text, key);
}

/* From a reference to records of t upwards.  Records are read only where the key alone does not tell. */
static bool climb(
	struct expreval ev, const struct def_field *f, const char *from, const struct goal *g)
{
	const struct def_table *t = f->target;
	char key[EXPR_REFERENCE];

	for (int step = 0; step < TREE_DEPTH && exprfollow_reference(from, key); step++) {
		if (reaches(g, t, NULL, key))
			return true;
		if (!t->tree && !g->literal)
			return false;
		const struct record *at = exprfollow(ev, f, key);
		if (!at)
			return false;
		if (reaches(g, t, at, key))
			return true;
		if (!t->tree)
			return false;
		from = record_field(at, t->tree);
		f = t->tree;
	}
	return false;
}

/* A value's text that outlives following; `small` if it fits there, else to be freed. */
static char *keep(const struct exprvalue *v, char small[EXPR_REFERENCE])
{
	if (v->text.n >= EXPR_REFERENCE)
		return mem_strndup(v->text.at, v->text.n);
	if (v->text.n)
		memcpy(small, v->text.at, v->text.n);
	small[v->text.n] = '\0';
	return small;
}

static bool any_line(
	struct expreval ev, const struct def_field *f, const char *text, const struct goal *g)
{
	for (const char *at = text; *at; at += *at == '\n') {
		if (climb(ev, f, at, g))
			return true;
		at += strcspn(at, "\n");
	}
	return false;
}

bool exprwithin(struct expreval ev, const struct exprvalue *a, const struct exprvalue *b)
{
	char left[EXPR_REFERENCE], right[EXPR_REFERENCE];
	/* A computed field turns out to be of another table only here. */
	bool comparable = a->field && a->field->target && a->text.n && b->text.n &&
			  (b->literal || (b->field && b->field->target == a->field->target));

	if (!comparable)
		return false;
	char *from = keep(a, left), *goal = keep(b, right);
	bool holds = any_line(ev, a->field, from, &(struct goal){b->literal, goal});
	if (goal != right)
		mem_free(goal);
	if (from != left)
		mem_free(from);
	return holds;
}

void exprwithin_above(
	struct expreval ev, const struct def_field *f, const char *text, struct str *out)
{
	char key[EXPR_REFERENCE];

	for (const char *at = text; *at; at += *at == '\n') {
		const struct def_field *link = f;
		const char *from = at;
		for (int step = 0; step < TREE_DEPTH && exprfollow_reference(from, key); step++) {
			str_addf(out, "%s%s", out->n ? "\n" : "", key);
			const struct record *r =
				link->target->tree ? exprfollow(ev, link, key) : NULL;
			if (!r)
				break;
			link = link->target->tree;
			from = record_field(r, link);
		}
		at += strcspn(at, "\n");
	}
}
