#include <binggui/table/gate.h>

#include <stdio.h>

#include <binggui/schema/expr.h>
#include <binggui/schema/exprtree.h>
#include <binggui/schema/type.h>

bool gate_stands(const struct def_table *t)
{
	bool fills = t->flow != NULL;

	for (size_t i = 0; i < t->n && !fills; i++)
		fills = t->fields[i]->fill != NULL;
	return fills;
}

const char *gate_state(const struct def_table *t, const struct record *r)
{
	const char *state = r ? record_field(r, t->flow->state) : "";

	return *state || !t->flow->start.n ? state : t->flow->start.at[0];
}

bool gate_value(struct archive *a, const struct def_field *f, const struct expr *x,
	const struct record *r, struct str *out, struct str *why)
{
	struct str worked = {0};
	bool good = true;

	expr_value(x, r, &a->env, &worked);
	if (worked.n && f->type == type_by_name("money")) /* a condition counts in 元 */
		good = type_parse(f, &a->types, str_c(&worked), out, why);
	else if (worked.n)
		good = type_check(f, &a->types, str_c(&worked), why);
	if (good && (!worked.n || f->type != type_by_name("money")))
		str_set(out, str_c(&worked));
	str_free(&worked);
	return good;
}

static bool refuse(struct gate *g, const struct def_field *f, const char *code, struct str *why)
{
	problem_add(g->problems, f, LEVEL_ERROR, code, "%s", str_c(why));
	str_free(why);
	return false;
}

static bool put_value(struct gate *g, const struct def_field *f, const struct expr *x)
{
	struct str value = {0}, why = {0};
	bool good = gate_value(g->archive, f, x, g->record, &value, &why);

	if (good)
		record_set(g->record, f->number, str_c(&value));
	str_free(&value);
	if (!good)
		return refuse(g, f, "type", &why);
	str_free(&why);
	return true;
}

bool gate_fill(struct gate *g)
{
	bool good = true;

	for (size_t i = 0; i < g->table->n; i++) {
		const struct def_field *f = g->table->fields[i];
		if (!f->fill || *record_field(g->record, f))
			continue;
		good &= put_value(g, f, f->fill);
		if (f->required && !*record_field(g->record, f)) {
			problem_add(
				g->problems, f, LEVEL_ERROR, "required", "“%s”必须填写", f->label);
			good = false;
		}
	}
	return good;
}

/* ---- sentences ------------------------------------------------------------------------------- */

static void add_words(struct str *out, const struct def_words *w)
{
	for (size_t i = 0; i < w->n; i++)
		str_addf(out, "%s%s", i ? "、" : "", w->at[i]);
}

/* What can be done from a state. */
static void add_moves(struct str *out, const struct def_flow *flow, const char *state)
{
	size_t n = 0;

	for (size_t i = 0; i < flow->n; i++)
		if (def_move_leaves(&flow->moves[i], state))
			str_addf(out, "%s%s", n++ ? "、" : "；现在能办的有：", flow->moves[i].name);
	if (!n)
		str_addf(out, "；“%s”以后不再变动", state);
}

static void say_wrong_state(
	struct str *why, const struct def_flow *flow, const char *state, const char *move)
{
	str_clear(why);
	str_addf(why, "现在是“%s”，不能“%s”", state, move);
	add_moves(why, flow, state);
}

/* ---- moves ----------------------------------------------------------------------------------- */

static bool speaks_of_asked(const struct def_move *m, const struct expr *when)
{
	for (size_t i = 0; i < m->ask.n; i++)
		if (m->ask.at[i].own && exprtree_names(when, m->ask.at[i].own))
			return true;
	return false;
}

/* What forbids it; before anything was asked, only what asking cannot change. */
static const struct def_forbid *forbidden(
	struct archive *a, const struct def_move *m, const struct record *r, bool asked)
{
	for (size_t i = 0; i < m->forbid.n; i++) {
		const struct def_forbid *f = &m->forbid.at[i];
		if ((asked || !speaks_of_asked(m, f->when)) && expr_test(f->when, r, &a->env))
			return f;
	}
	return NULL;
}

static bool is_open(struct archive *a, const struct def_table *t, const struct record *r,
	const struct def_move *m, bool asked, struct str *why)
{
	const char *state = gate_state(t, r);

	str_clear(why);
	if (!def_move_leaves(m, state)) {
		say_wrong_state(why, t->flow, state, m->name);
		return false;
	}
	const struct def_forbid *f = forbidden(a, m, r, asked);
	if (f)
		str_set(why, f->say);
	return !f;
}

bool gate_open(struct archive *a, const struct def_table *t, const struct record *r,
	const struct def_move *m, struct str *why)
{
	return is_open(a, t, r, m, false, why);
}

static bool is_given(const struct gate *g, const struct def_ask *ask)
{
	if (ask->own && *record_field(g->record, ask->own))
		return true;
	return ask->log && g->log && *record_field(g->log, ask->log);
}

/* What is asked for by a name that the register and its log share goes into both. */
static void share(struct gate *g, const struct def_move *m)
{
	for (size_t i = 0; g->log && i < m->ask.n; i++) {
		const struct def_ask *ask = &m->ask.at[i];
		if (ask->own && ask->log && *record_field(g->log, ask->log))
			record_set(g->record, ask->own->number, record_field(g->log, ask->log));
	}
}

static bool has_needed(struct gate *g, const struct def_move *m)
{
	bool all = true;

	for (size_t i = 0; i < m->ask.n; i++) {
		const struct def_ask *ask = &m->ask.at[i];
		const struct def_field *f = ask->own ? ask->own : ask->log;
		if (!ask->needed || is_given(g, ask))
			continue;
		problem_add(g->problems, f, LEVEL_ERROR, "flow-need", "“%s”要填“%s”", m->name,
			f->label);
		all = false;
	}
	return all;
}

/* Whether the move is open, seen from the state it leaves. */
static bool stays_open(struct gate *g, const struct def_move *m, const char *state, bool asked)
{
	const struct def_field *f = g->table->flow->state;
	struct str why = {0};

	record_set(g->record, f->number, state);
	bool open = is_open(g->archive, g->table, g->record, m, asked, &why);
	record_set(g->record, f->number, def_move_to(m, state));
	if (!open)
		return refuse(g, f, "flow-forbid", &why);
	str_free(&why);
	return true;
}

static bool has_day(const struct def_table *t, const struct def_move *move)
{
	bool asked = !move;

	for (size_t i = 0; move && i < move->ask.n; i++)
		asked = asked || move->ask.at[i].own == t->day;
	return t->day && asked;
}

void gate_day(const struct archive *a, const struct def_table *t, const struct record *r,
	const struct def_move *move, char day[DATE_TEXT])
{
	const char *own = has_day(t, move) ? record_field(r, t->day) : "";

	if (*own)
		snprintf(day, DATE_TEXT, "%s", own);
	else
		date_format(a->types.today, day);
}

/* Since when it has been in the state it comes into; not known of what was so before it was entered. */
static void note_since(struct gate *g, const struct def_move *m, const char *was)
{
	const struct def_flow *flow = g->table->flow;
	const char *given = g->log && flow->log_date ? record_field(g->log, flow->log_date) : "";
	char day[DATE_TEXT];

	if (!flow->since || text_eq(record_field(g->record, flow->state), was))
		return;
	gate_day(g->archive, g->table, g->record, m, day);
	record_set(g->record, flow->since->number, *given ? given : day);
}

/* What nothing asked for can change is told first, then what is missing, then what is wrong with it. */
static bool take(struct gate *g, const struct def_move *m, const char *state)
{
	share(g, m);
	if (!stays_open(g, m, state, false) || !has_needed(g, m) || !stays_open(g, m, state, true))
		return false;
	for (size_t i = 0; i < m->set.n; i++)
		if (!put_value(g, m->set.at[i].field, m->set.at[i].value))
			return false;
	note_since(g, m, state);
	g->took = m;
	return true;
}

static bool begin(struct gate *g)
{
	const struct def_flow *flow = g->table->flow;
	const char *state = record_field(g->record, flow->state);
	struct str why = {0};

	if (!*state && flow->start.n)
		record_set(g->record, flow->state->number, flow->start.at[0]);
	if (!*state || def_words_has(&flow->start, record_field(g->record, flow->state))) {
		if (flow->since && g->table->day && !*record_field(g->record, flow->since))
			record_set(g->record, flow->since->number,
				record_field(g->record, g->table->day));
		return true;
	}
	str_addf(&why, "“%s”不能一开始就是“%s”；新登记的可以是：", flow->state->label, state);
	add_words(&why, &flow->start);
	return refuse(g, flow->state, "flow-start", &why);
}

/* A state that was set: the first move that leads there. */
static bool change(struct gate *g, const char *was, const char *is)
{
	const struct def_flow *flow = g->table->flow;
	const struct def_move *m = def_move_between(flow, was, is);
	struct str why = {0};

	if (m)
		return take(g, m, was);
	str_addf(&why, "“%s”不能从“%s”改为“%s”", flow->state->label, was, is);
	add_moves(&why, flow, was);
	return refuse(g, flow->state, "flow-move", &why);
}

static bool move_named(struct gate *g)
{
	const struct def_flow *flow = g->table->flow;
	const struct def_move *m = def_move_named(flow, g->move);
	const char *was = gate_state(g->table, g->old);
	struct str why = {0};

	if (m && def_move_leaves(m, was))
		return take(g, m, was);
	say_wrong_state(&why, flow, was, g->move);
	return refuse(g, flow->state, "flow-move", &why);
}

static bool pass_flow(struct gate *g)
{
	const struct def_flow *flow = g->table->flow;

	if (!g->old)
		return begin(g);
	if (g->move)
		return move_named(g);
	const char *stored = record_field(g->old, flow->state);
	const char *is = record_field(g->record, flow->state);
	if (text_eq(stored, is))
		return true;
	if (!*stored && def_words_has(&flow->start, is))
		return true; /* it was made before there was a flow */
	if (*is)
		return change(g, gate_state(g->table, g->old), is);
	struct str why = {0};
	str_addf(&why, "“%s”不能清空；它由办理(F9)改变", flow->state->label);
	return refuse(g, flow->state, "flow-empty", &why);
}

bool gate_pass(struct gate *g)
{
	g->took = NULL;
	if (g->table->flow && !pass_flow(g))
		return false;
	return gate_fill(g);
}
