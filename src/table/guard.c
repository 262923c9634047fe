#include <binggui/table/guard.h>

#include <binggui/schema/authors.h>
#include <binggui/schema/expr.h>
#include <binggui/table/gate.h>

bool guard_stands(const struct def_table *t)
{
	bool guarded = t->by || t->n_fixed;

	for (size_t i = 0; i < t->n && !guarded; i++)
		guarded = t->fields[i]->by || t->fields[i]->condition;
	return guarded;
}

/* ---- sentences ------------------------------------------------------------------------------- */

static void say_field(struct archive *a, const struct def_table *t, const struct def_field *f,
	bool stored, struct str *why)
{
	struct authors authors = {0};

	authors_of_field(a->defs, t, f, &authors);
	str_clear(why);
	if (!stored && f->fill)
		str_addf(why, "“%s”在新登记时自动算出，不用填", f->label);
	else
		str_addf(why, "“%s”由办理写，不能直接%s", f->label, stored ? "改" : "填");
	if (authors.n) {
		bool own = authors.at[0].table == t;
		str_addf(why, "；%s", stored && own ? "请按 F9 办" : "办了就自动写：");
		authors_tell(&authors, t, why);
	}
	authors_free(&authors);
}

static void say_register(
	struct archive *a, const struct def_table *t, const char *deed, struct str *why)
{
	struct authors authors = {0};

	authors_of_records(a->defs, t, &authors);
	str_clear(why);
	str_addf(why, "《%s》由程序在办理时记，不能手工%s", t->title, deed);
	if (authors.n)
		str_addf(why, "；请到《%s》那条记录里按 F9 办理，办错了在它的历史里撤销",
			authors.at[0].table->title);
	authors_free(&authors);
}

static bool refuse(
	const struct guard *g, const struct def_field *f, const char *code, const char *say)
{
	problem_add(g->problems, f, LEVEL_ERROR, code, "%s", say);
	return false;
}

/* ---- fields ---------------------------------------------------------------------------------- */

static const struct def_move *move_of(const struct guard *g)
{
	const struct def_flow *flow = g->table->flow;

	if (!flow || !g->old)
		return NULL;
	if (g->move)
		return def_move_named(flow, g->move);
	const char *was = gate_state(g->table, g->old), *is = gate_state(g->table, g->record);
	return text_eq(was, is) ? NULL : def_move_between(flow, was, is);
}

/* What a new record gets by itself. */
static bool is_initial(const struct guard *g, const struct def_field *f, const char *value)
{
	char today[DATE_TEXT];

	if (text_eq(f->initial, "today")) {
		date_format(g->archive->types.today, today);
		return text_eq(value, today);
	}
	return text_eq(value, f->initial);
}

static bool is_begun(const struct guard *g)
{
	const struct def_flow *flow = g->table->flow;

	return !flow || text_eq(gate_state(g->table, g->record), flow->start.at[0]);
}

static bool may_bring(const struct guard *g, const struct def_field *f)
{
	if (is_initial(g, f, record_field(g->record, f)))
		return true;
	if (g->ledger && f->by & BY_IMPORT)
		return true;
	return !is_begun(g) && authors_brought(g->table, f);
}

static bool pass_field(const struct guard *g, const struct def_move *m, const struct def_field *f)
{
	struct str why = {0};

	if (m && authors_writes(m, f))
		return true;
	if (g->old ? text_eq(record_field(g->old, f), record_field(g->record, f))
		   : !*record_field(g->record, f) || may_bring(g, f))
		return true;
	say_field(g->archive, g->table, f, g->old != NULL, &why);
	refuse(g, f, "by-moves", str_c(&why));
	str_free(&why);
	return false;
}

/* A condition that cannot be read would stop whatever goes by it later. */
static bool pass_condition(const struct guard *g, const struct def_field *f)
{
	const char *text = record_field(g->record, f);
	struct str why = {0};
	struct err e = {0};

	if (text_blank(text) || (g->old && text_eq(record_field(g->old, f), text)))
		return true;
	struct expr *x = expr_parse(text, f->condition, g->archive->defs, &e);
	if (x) {
		expr_free(x);
		return true;
	}
	str_addf(&why, "“%s”不是能用的条件，%s", f->label, e.text);
	refuse(g, f, "condition", str_c(&why));
	str_free(&why);
	return false;
}

static bool pass_fixed(const struct guard *g, const struct def_move *m, const struct def_fixed *x)
{
	for (size_t i = 0; i < x->fields.n; i++) {
		const struct def_field *f = x->fields.at[i];
		bool same = text_eq(record_field(g->old, f), record_field(g->record, f));
		if (same || (m && authors_writes(m, f)))
			continue;
		if (expr_test(x->when, g->old, &g->archive->env))
			return refuse(g, f, x->code, x->say);
		return true;
	}
	return true;
}

/* ---- records --------------------------------------------------------------------------------- */

static bool is_made(const struct guard *g)
{
	struct str why = {0};
	const char *deed = !g->old             ? "添"
			   : g->record->voided ? "作废"
			   : g->old->voided    ? "恢复"
					       : NULL;

	if (!g->table->by || !deed || (!g->old && g->ledger && g->table->by & BY_IMPORT))
		return true;
	say_register(g->archive, g->table, deed, &why);
	refuse(g, NULL, "by-moves", str_c(&why));
	str_free(&why);
	return false;
}

static bool pass_void(const struct guard *g)
{
	for (size_t i = 0; i < g->table->n_fixed; i++) {
		const struct def_fixed *x = &g->table->fixed[i];
		if (x->kept && expr_test(x->when, g->old, &g->archive->env))
			return refuse(g, NULL, x->code, x->say);
	}
	return true;
}

bool guard_pass(const struct guard *g)
{
	const struct def_move *m = move_of(g);
	bool good = is_made(g);

	if (g->record->voided)
		return good && (!g->old || g->old->voided || pass_void(g));
	for (size_t i = 0; i < g->table->n; i++)
		if (g->table->fields[i]->by)
			good &= pass_field(g, m, g->table->fields[i]);
	for (size_t i = 0; i < g->table->n; i++)
		if (g->table->fields[i]->condition)
			good &= pass_condition(g, g->table->fields[i]);
	for (size_t i = 0; g->old && i < g->table->n_fixed; i++)
		good &= pass_fixed(g, m, &g->table->fixed[i]);
	return good;
}

/* ---- before it is typed ---------------------------------------------------------------------- */

static bool names(const struct def_fixed *x, const struct def_field *f)
{
	for (size_t i = 0; i < x->fields.n; i++)
		if (x->fields.at[i] == f)
			return true;
	return false;
}

bool guard_typed(struct archive *a, const struct def_table *t, const struct record *r,
	const struct def_field *f, struct str *why)
{
	bool stored = r->version > 0;

	str_clear(why);
	if (f->by && (stored || !authors_brought(t, f))) {
		say_field(a, t, f, stored, why);
		return false;
	}
	for (size_t i = 0; stored && i < t->n_fixed; i++) {
		const struct def_fixed *x = &t->fixed[i];
		if (!names(x, f) || !expr_test(x->when, r, &a->env))
			continue;
		str_set(why, x->say);
		return false;
	}
	return true;
}

bool guard_added(struct archive *a, const struct def_table *t, struct str *why)
{
	str_clear(why);
	if (!t->by)
		return true;
	say_register(a, t, "添", why);
	return false;
}
