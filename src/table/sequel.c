#include <binggui/table/sequel.h>

#include <binggui/base/vec.h>
#include <binggui/schema/expr.h>
#include <binggui/schema/type.h>
#include <binggui/table/gate.h>
#include <binggui/table/reading.h>

enum { DEEP = 6, MANY = 2000 }; /* effects of effects; records one save may bring with it */

/* ---- the log --------------------------------------------------------------------------------- */

static bool is_code(const struct def_field *f, const char *word)
{
	for (size_t i = 0; f->codes && i < f->codes->n; i++)
		if (text_eq(f->codes->at[i].label, word))
			return true;
	return !f->codes;
}

/* What the log calls it; NULL: it has no word for the making of a record. */
static const char *act_of(
	const struct def_table *t, const struct record *r, const struct def_move *move)
{
	const struct def_flow *flow = t->flow;

	if (!move && !flow->log_made)
		return NULL;
	if (!move)
		move = def_move_into(flow, record_field(r, flow->state));
	if (move)
		return move->name;
	return flow->log_act->codes && is_code(flow->log_act, "新建") ? "新建" : NULL;
}

/* Fields asked for that stand in both: the log gets what the record has. */
static void copy_asked(const struct def_move *m, const struct record *r, struct record *log)
{
	for (size_t i = 0; m && i < m->ask.n; i++) {
		const struct def_ask *ask = &m->ask.at[i];
		if (ask->own && ask->log && !*record_field(log, ask->log))
			record_set(log, ask->log->number, record_field(r, ask->own));
	}
}

static void date_log(const struct sequel *s, const struct def_table *t, const struct record *r,
	const struct def_move *move, struct record *log)
{
	const struct def_field *date = t->flow->log_date;
	char day[DATE_TEXT];

	if (!date || *record_field(log, date))
		return;
	gate_day(s->archive, t, r, move, day);
	record_set(log, date->number, day);
}

static bool note_done(struct sequel *s, struct change_effect one)
{
	if (s->effects->n >= MANY) {
		problem_add(s->problems, NULL, LEVEL_ERROR, "flow-many",
			"这一步要连带改动 %d 条以上的记录，没有保存；请先分批处理", MANY);
		return false;
	}
	vec_push(s->effects, one);
	return true;
}

static bool write_log(struct sequel *s, const struct def_table *t, const struct record *r,
	const struct def_move *move, const char *act, const struct record *given)
{
	const struct def_flow *flow = t->flow;
	struct record log = {0};
	struct str reference = {0};

	if (given)
		record_copy(&log, given);
	log.id = log.version = 0;
	table_reference(t, r, &reference);
	record_set(&log, flow->log_owner->number, str_c(&reference));
	record_set(&log, flow->log_act->number, act);
	date_log(s, t, r, move, &log);
	copy_asked(move, r, &log);
	check_derive(flow->log, &log, &s->archive->types);
	struct gate g = {
		.archive = s->archive, .table = flow->log, .record = &log, .problems = s->problems};
	bool ok = gate_pass(&g) && s->put(s->context, flow->log, NULL, &log, NULL) &&
		  note_done(s, (struct change_effect){flow->log, log.id, NULL, true});
	record_free(&log);
	str_free(&reference);
	return ok;
}

/* ---- effects --------------------------------------------------------------------------------- */

/* Tells what an effect ran into in the words of the record it was meant for. */
static bool blame(struct sequel *s, const struct def_table *t, const struct record *r,
	const struct problems *found)
{
	struct str title = {0};

	table_title(s->archive, t, r, &title);
	for (size_t i = 0; i < found->n; i++)
		problem_add(s->problems, NULL, found->at[i].level, found->at[i].code,
			"连带的《%s》“%s”：%s", t->title, str_c(&title), found->at[i].text);
	str_free(&title);
	return false;
}

/* Sets fields of the other record, and of its log, worked out on the one that moved. */
static bool set_fields(struct sequel *s, const struct def_effect *e, const struct record *mover,
	struct record *other, struct record *log, struct problems *problems)
{
	struct str value = {0}, why = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < e->set.n; i++) {
		const struct def_set *set = &e->set.at[i];
		ok = gate_value(s->archive, set->field, set->value, mover, &value, &why);
		if (ok)
			record_set(set->log ? log : other, set->field->number, str_c(&value));
		else
			problem_add(problems, set->field, LEVEL_ERROR, "type", "%s", str_c(&why));
	}
	str_free(&value);
	str_free(&why);
	return ok;
}

static bool touch(struct sequel *s, const struct def_effect *e, const struct record *mover,
	const struct record *old)
{
	struct problems found = {0};
	struct record new = {0}, log = {0};

	record_copy(&new, old);
	bool fine = set_fields(s, e, mover, &new, &log, &found);
	struct gate g = {.archive = s->archive,
		.table = e->table,
		.old = old,
		.record = &new,
		.move = e->move,
		.log = &log,
		.problems = &found};
	fine = fine && gate_pass(&g);
	bool ok = fine ? s->put(s->context, e->table, old, &new, g.took) &&
				  note_done(s, (struct change_effect){e->table, new.id, e->move})
		       : blame(s, e->table, old, &found);
	if (ok && g.took)
		ok = sequel_run(s, e->table, &new, g.took, &log);
	problems_free(&found);
	record_free(&new);
	record_free(&log);
	return ok;
}

static bool is_meant(const struct sequel *s, const struct def_effect *e, const struct record *r)
{
	return !r->voided && expr_test(e->where, r, &s->archive->env);
}

/* A move that the other record cannot make from where it is: nobody finds that out by himself. */
static bool tell_stuck(struct sequel *s, const struct def_effect *e, const struct record *r)
{
	const char *state = gate_state(e->table, r);
	struct str title = {0};

	if (e->otherwise == OTHERWISE_PASS)
		return true;
	table_title(s->archive, e->table, r, &title);
	if (e->otherwise == OTHERWISE_REFUSE)
		problem_add(s->problems, NULL, LEVEL_ERROR, "flow-stuck",
			"连带的《%s》“%s”现在是“%s”，不能“%s”；先把它办到能“%s”的状态",
			e->table->title, str_c(&title), state, e->move, e->move);
	else
		problem_add(s->problems, NULL, LEVEL_WARN, "flow-stuck",
			"《%s》“%s”现在是“%s”，没有连带办“%s”", e->table->title, str_c(&title),
			state, e->move);
	str_free(&title);
	return e->otherwise == OTHERWISE_TELL;
}

static bool reach(struct sequel *s, const struct def_effect *e, const struct record *mover,
	const struct record *old)
{
	const struct def_move *m = e->move ? def_move_named(e->table->flow, e->move) : NULL;

	if (!is_meant(s, e, old))
		return true;
	if (m && !def_move_leaves(m, gate_state(e->table, old)))
		return tell_stuck(s, e, old);
	return touch(s, e, mover, old);
}

/* What the other records refer to: the record that moved, or what it refers to itself. */
static void referred(const struct def_effect *e, const struct def_table *t,
	const struct record *mover, struct str *out)
{
	if (e->of)
		str_set(out, record_field(mover, e->of));
	else
		table_reference(t, mover, out);
}

/* Tells what stands against a new record as what it is, before it has a name. */
static bool blame_new(struct sequel *s, const struct def_table *t, const struct problems *found)
{
	for (size_t i = 0; i < found->n; i++)
		if (found->at[i].level == LEVEL_ERROR)
			problem_add(s->problems, NULL, LEVEL_ERROR, found->at[i].code,
				"连带要记的《%s》：%s", t->title, found->at[i].text);
	return false;
}

/* A record that comes with the move, held against its definition like one that is typed. */
static bool make_one(struct sequel *s, const struct def_effect *e, const char *reference,
	const struct record *mover)
{
	struct problems found = {0};
	struct record new = {0}, log = {0};

	if (e->by)
		record_set(&new, e->by->number, reference);
	bool fine = set_fields(s, e, mover, &new, &log, &found);
	check_derive(e->table, &new, &s->archive->types);
	struct gate g = {.archive = s->archive,
		.table = e->table,
		.record = &new,
		.log = &log,
		.problems = &found};
	fine = fine && gate_pass(&g);
	if (fine)
		check_record(e->table, &new, &s->archive->env, &found);
	bool ok = problems_errors(&found)
			  ? blame_new(s, e->table, &found)
			  : s->put(s->context, e->table, NULL, &new, NULL) &&
				    note_done(s, (struct change_effect){.table = e->table,
							 .id = new.id}) &&
				    sequel_run(s, e->table, &new, NULL, &log);
	problems_free(&found);
	record_free(&new);
	record_free(&log);
	return ok;
}

static bool run_effect(struct sequel *s, const struct def_effect *e, const struct def_table *t,
	const struct record *mover)
{
	struct str reference = {0};
	struct record old = {0};
	struct ids ids = {0};

	if (!expr_test(e->when, mover, &s->archive->env))
		return true;
	referred(e, t, mover, &reference);
	if (e->make) {
		bool made = make_one(s, e, str_c(&reference), mover);
		str_free(&reference);
		return made;
	}
	bool ok = !reference.n ||
		  table_by_index(s->archive, e->table, e->by, str_c(&reference), 0, &ids, s->err);
	for (size_t i = 0; ok && i < ids.n; i++) {
		ok = table_get(s->archive, e->table, ids.at[i], &old, s->err);
		ok = ok && reach(s, e, mover, &old);
	}
	vec_free(&ids);
	record_free(&old);
	str_free(&reference);
	return ok;
}

bool sequel_run(struct sequel *s, const struct def_table *t, const struct record *r,
	const struct def_move *move, const struct record *log)
{
	const char *act = t->flow && t->flow->log ? act_of(t, r, move) : NULL;
	/* What is entered as done already brings the records of having done it. */
	const struct def_move *by =
		move || !t->flow ? move : def_move_into(t->flow, gate_state(t, r));
	bool ok = true;

	if (s->depth >= DEEP) {
		problem_add(s->problems, NULL, LEVEL_ERROR, "flow-deep",
			"办理的连带改动一环套一环，超过了 %d "
			"层，没有保存；请检查定义文件里《%s》的 "
			"effects",
			DEEP, t->title);
		return false;
	}
	s->depth++;
	if (act)
		ok = write_log(s, t, r, move, act, log);
	for (size_t i = 0; ok && by && i < by->effects.n; i++)
		if (move || by->effects.at[i].make)
			ok = run_effect(s, &by->effects.at[i], t, r);
	s->depth--;
	return ok;
}
