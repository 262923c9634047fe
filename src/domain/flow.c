#include <binggui/domain/flow.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/check.h>
#include <binggui/table/gate.h>

void flow_choices_free(struct flow_choices *c)
{
	for (size_t i = 0; i < c->n; i++)
		mem_free(c->at[i].why);
	vec_free(c);
}

void flow_choices(struct archive *a, const struct def_table *t, const struct record *r,
	struct flow_choices *out)
{
	struct str why = {0};

	flow_choices_free(out);
	if (!t->flow || r->voided)
		return;
	const char *state = gate_state(t, r);
	for (size_t i = 0; i < t->flow->n; i++) {
		const struct def_move *m = &t->flow->moves[i];
		if (!def_move_leaves(m, state))
			continue;
		bool open = gate_open(a, t, r, m, &why);
		struct flow_choice one = {m, open, mem_strdup(open ? "" : str_c(&why))};
		vec_push(out, one);
	}
	str_free(&why);
}

/* ---- making one ------------------------------------------------------------------------------ */

static bool has(const struct problems *p, const struct problem *one)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->at[i].field == one->field && text_eq(p->at[i].code, one->code))
			return true;
	return false;
}

/* What the move itself sets; what cannot be worked out the save refuses. */
static void set_by_move(struct archive *a, const struct def_move *m, struct record *r)
{
	struct str value = {0};

	for (size_t i = 0; i < m->set.n; i++) {
		struct str why = {0};
		if (gate_value(a, m->set.at[i].field, m->set.at[i].value, r, &value, &why))
			record_set(r, m->set.at[i].field->number, str_c(&value));
		str_free(&why);
	}
	str_free(&value);
}

/* What is wrong with the record as it will be and was not before. */
static bool worsens(struct archive *a, struct change *c, const struct def_move *m)
{
	struct problems before = {0}, after = {0};
	struct record will = {0};

	record_copy(&will, c->record);
	record_set(&will, c->table->flow->state->number,
		def_move_to(m, gate_state(c->table, c->base)));
	set_by_move(a, m, &will);
	check_record(c->table, c->base, &a->env, &before);
	check_record(c->table, &will, &a->env, &after);
	for (size_t i = 0; i < after.n; i++) {
		const struct problem *p = &after.at[i];
		bool filled = p->field && p->field->fill && text_eq(p->code, "required");
		if (p->level == LEVEL_ERROR && !filled && !has(&before, p))
			problem_add(&c->problems, p->field, p->level, p->code, "%s", p->text);
	}
	problems_free(&before);
	problems_free(&after);
	record_free(&will);
	return problems_errors(&c->problems) > 0;
}

bool flow_do(struct archive *a, const struct def_table *t, const struct def_move *m,
	const struct record *base, struct record *typed, const struct record *log, struct change *c,
	struct err *e)
{
	const struct save_options how = {.skip_check = true};
	struct str why = {0};

	*c = (struct change){
		.table = t, .base = base, .record = typed, .move = m->name, .log = log};
	if (base->voided) {
		c->result = CHANGE_REFUSED;
		return err_set(e, ERR_CHECK, "这条记录已经作废，不能办理“%s”；先在历史里撤销作废",
			m->name);
	}
	bool open = gate_open(a, t, base, m, &why); /* if not, the save tells why */
	str_free(&why);
	if (open && worsens(a, c, m)) {
		c->result = CHANGE_REFUSED;
		return err_set(e, ERR_CHECK, "%s", c->problems.at[0].text);
	}
	return table_save(a, c, 1, &how, e);
}

/* ---- telling --------------------------------------------------------------------------------- */

static bool same_kind(const struct change_effect *a, const struct change_effect *b)
{
	return a->table == b->table && a->log == b->log && text_eq(a->move, b->move);
}

static size_t count_kind(const struct change_effects *all, size_t at)
{
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		n += same_kind(&all->at[i], &all->at[at]);
	return n;
}

static bool is_first(const struct change_effects *all, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (same_kind(&all->at[i], &all->at[at]))
			return false;
	return true;
}

void flow_tell(const struct change *c, struct str *out)
{
	const struct change_effects *all = &c->effects;
	size_t n = 0;

	if (c->moved)
		str_addf(out, "“%s”已办", c->moved->name);
	for (size_t i = 0; i < c->problems.n; i++)
		if (text_eq(c->problems.at[i].code, "flow-stuck"))
			str_addf(out, "；%s", c->problems.at[i].text);
	for (size_t i = 0; i < all->n; i++) {
		const struct change_effect *one = &all->at[i];
		if (one->log || !is_first(all, i))
			continue;
		str_addf(out, "%s《%s》%s%s%zu 条", n++ ? "、" : "；连带：", one->table->title,
			one->move ? one->move : "", one->move ? " " : "", count_kind(all, i));
	}
}
