#include <binggui/table/table.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/index.h>
#include <binggui/table/joining.h>
#include <binggui/table/save.h>

static bool is_linked(const struct change *c, const struct def_field *f)
{
	for (size_t i = 0; i < c->n_links; i++)
		if (c->links[i].field == f)
			return true;
	return false;
}

/* Whether the save itself fills the field: that it is empty before is no problem. */
static bool is_filled(const struct change *c, const struct problem *p)
{
	const struct def_flow *flow = c->table->flow;
	bool worked_out = p->field && (p->field->fill || (flow && p->field == flow->state));

	return is_linked(c, p->field) || (worked_out && text_eq(p->code, "required"));
}

static void forget_filled(struct change *c)
{
	struct problems kept = {0};

	for (size_t i = 0; i < c->problems.n; i++) {
		const struct problem *p = &c->problems.at[i];
		if (!is_filled(c, p))
			problem_add(&kept, p->field, p->level, p->code, "%s", p->text);
	}
	problems_free(&c->problems);
	c->problems = kept;
}

static bool check_one(struct archive *a, struct change *c)
{
	if (c->void_it || c->record->voided)
		return true;
	check_record(c->table, c->record, &a->env, &c->problems);
	if (c->problems.n)
		forget_filled(c);
	if (!problems_errors(&c->problems))
		return true;
	c->result = CHANGE_REFUSED;
	return false;
}

static bool check_all(struct archive *a, struct change *changes, size_t n)
{
	bool good = true;

	for (size_t i = 0; i < n; i++)
		good &= check_one(a, &changes[i]);
	return good;
}

static void tell_taken(struct archive *a, const struct change *c, const struct index_clash *clash,
	struct problems *out)
{
	struct record other = {0};
	struct str title = {0};
	char id[32];

	record_id_text(clash->id, id);
	if (table_get(a, c->table, clash->id, &other, NULL)) {
		table_title(a, c->table, &other, &title);
		problem_add(out, clash->field, LEVEL_ERROR, "unique",
			"%s与已有的“%s”（%s）相同，不能重复", clash->field->label, str_c(&title),
			id);
	} else {
		problem_add(out, clash->field, LEVEL_ERROR, "unique",
			"%s与同时保存的另一条相同，不能重复", clash->field->label);
	}
	record_free(&other);
	str_free(&title);
}

static void tell_clashes(struct archive *a, const struct change *c, struct err *e)
{
	struct str title = {0}, fields = {0};

	table_title(a, c->table, &c->theirs, &title);
	for (size_t i = 0; i < c->clashes.n; i++)
		str_addf(&fields, "%s%s", i ? "、" : "", c->clashes.at[i]->label);
	if (c->theirs.voided)
		err_set(e, ERR_CONFLICT, "“%s”在您编辑期间已被别人作废，没有保存", str_c(&title));
	else
		err_set(e, ERR_CONFLICT, "“%s”在您编辑期间已被别人修改（%s），请核对后再保存",
			str_c(&title), str_c(&fields));
	str_free(&title);
	str_free(&fields);
}

/* The first reason, as the sentence for all of them. */
static bool tell_refusal(struct archive *a, const struct change *changes, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		const struct change *c = &changes[i];
		if (c->result == CHANGE_CONFLICT) {
			tell_clashes(a, c, e);
			return false;
		}
		for (size_t k = 0; c->result == CHANGE_REFUSED && k < c->problems.n; k++)
			if (c->problems.at[k].level == LEVEL_ERROR)
				return err_set(e, ERR_CHECK, "%s", c->problems.at[k].text);
	}
	return err_set(e, ERR_CHECK, "没有保存");
}

static void take_problems(struct change *c, const struct outcome *o)
{
	for (size_t i = 0; i < o->problems.n; i++) {
		const struct problem *p = &o->problems.at[i];
		problem_add(&c->problems, p->field, p->level, p->code, "%s", p->text);
	}
}

/* What held against others is told but forbids nothing. */
static void take_warnings(struct change *c, const struct outcome *o)
{
	for (size_t i = 0; i < o->problems.n; i++) {
		const struct problem *p = &o->problems.at[i];
		bool saved = o->result == CHANGE_SAVED || o->result == CHANGE_MERGED;
		if (p->level == LEVEL_WARN && saved)
			problem_add(&c->problems, p->field, p->level, p->code, "%s", p->text);
	}
}

/* Moves what became of a change into it; only refusals if there were any. */
static void settle_refused(struct archive *a, struct change *c, struct outcome *o)
{
	if (o->result != CHANGE_CONFLICT && o->result != CHANGE_REFUSED)
		return;
	c->result = o->result;
	record_free(&c->theirs);
	c->theirs = o->theirs;
	o->theirs = (struct record){0};
	vec_free(&c->clashes);
	c->clashes = o->clashes;
	o->clashes = (struct merge_clashes){0};
	take_problems(c, o);
	for (size_t i = 0; i < o->taken.n; i++)
		tell_taken(a, c, &o->taken.at[i], &c->problems);
}

static void settle_saved(struct change *c, struct outcome *o)
{
	struct record *r = c->record;

	c->result = o->result;
	c->moved = o->moved;
	take_warnings(c, o);
	c->effects = o->effects;
	o->effects = (struct change_effects){0};
	if (o->owned) {
		record_free(r);
		*r = o->record;
		o->owned = false;
		o->record = (struct record){0};
		return;
	}
	r->id = o->record.id;
	r->version = o->record.version;
	r->entry = o->record.entry;
	r->voided = o->record.voided;
}

static void forget_results(struct change *changes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		change_free(&changes[i]);
		changes[i].result = CHANGE_NONE;
		changes[i].moved = NULL;
	}
}

static bool save_all(struct archive *a, struct change *changes, size_t n,
	const struct save_options *options, struct err *e)
{
	struct save s;

	err_clear(e);
	forget_results(changes, n);
	if ((!options || !options->skip_check) && !check_all(a, changes, n))
		return tell_refusal(a, changes, n, e);
	save_init(&s, a, changes, n, options);
	bool ok = save_run(&s, e);
	for (size_t i = 0; ok && i < n; i++) {
		if (s.refused)
			settle_refused(a, &changes[i], &s.out[i]);
		else
			settle_saved(&changes[i], &s.out[i]);
	}
	if (ok && s.refused)
		ok = tell_refusal(a, changes, n, e);
	save_free(&s);
	return ok;
}

/* The changes and behind them what joins them, in one transaction. */
static bool save_joined(struct archive *a, struct change *changes, size_t n, struct joined *more,
	const struct save_options *options, struct err *e)
{
	struct change *all = mem_array(n + more->n, sizeof *all);

	memcpy(all, changes, n * sizeof *all);
	memcpy(all + n, more->at, more->n * sizeof *all);
	bool ok = save_all(a, all, n + more->n, options, e);
	memcpy(changes, all, n * sizeof *all);
	memcpy(more->at, all + n, more->n * sizeof *all);
	mem_free(all);
	return ok;
}

bool table_save(struct archive *a, struct change *changes, size_t n,
	const struct save_options *options, struct err *e)
{
	enum { TRIES = 5 };
	struct err mine;
	bool ok = false, again = true;

	e = e ? e : &mine;
	err_clear(e);
	for (int tries = 0; again; tries++) {
		struct joined more = {0};
		ok = !a->join || a->join(a, changes, n, &more, e);
		if (ok && more.n)
			ok = save_joined(a, changes, n, &more, options, e);
		else if (ok)
			ok = save_all(a, changes, n, options, e);
		again = !ok && joined_clash(&more) && tries < TRIES;
		joined_free(&more);
	}
	return ok;
}
