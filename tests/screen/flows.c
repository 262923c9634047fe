#include <criterion/criterion.h>
#include <string.h>

#include <binggui/base/vec.h>
#include <binggui/domain/flow.h>
#include <binggui/schema/type.h>
#include <binggui/table/table.h>
#include <lib/world.h>

/*
 * Every flow declared in screens/: from each of its states each move is allowed exactly if it is
 * declared, a record begins only where it may, and no state is reached but by a move.
 */

static struct world w;

static void open_world(void)
{
	world_open(&w, 24, 80);
	world_people(&w);
}

static void close_world(void)
{
	world_close(&w);
}

TestSuite(flows, .init = open_world, .fini = close_world);

/* Some value of the type; what has to be unique is told apart by n. */
static void some_value(const struct def_field *f, unsigned n, struct str *out)
{
	str_clear(out);
	if (f->codes)
		str_set(out, f->codes->at[0].label);
	else if (f->target)
		str_set(out, f->target->key ? "610927100201" : "1-1");
	else if (text_eq(f->type_name, "date"))
		str_set(out, "2020-04-30");
	else if (text_eq(f->type_name, "yesno"))
		str_set(out, "是");
	else if (text_eq(f->type_name, "phone"))
		str_set(out, "19900000009");
	else
		str_addf(out, "%u", n);
}

static bool save(struct change *c, const char *action, struct err *e)
{
	const struct save_options how = {.skip_check = true, .action = action};

	return table_save(w.app.archive, c, 1, &how, e);
}

/* A record in that state, whatever the gate says. */
static void make(const struct def_table *t, const char *state, struct record *out)
{
	static unsigned n = 100;
	struct str value = {0};
	struct err e = {0};

	n++;
	record_free(out);
	for (size_t i = 0; i < t->n; i++) {
		const struct def_field *f = t->fields[i];
		if (!f->unique && f != t->owner)
			continue;
		some_value(f, n, &value);
		record_set(out, f->number, str_c(&value));
	}
	record_set(out, t->flow->state->number, state);
	struct change c = {.table = t, .record = out};
	bool ok = save(&c, "merge", &e);
	if (!ok && t->owner) { /* one like it is there already */
		record_set(out, t->owner->number, "");
		change_free(&c);
		ok = save(&c, "merge", &e);
	}
	cr_assert(ok, "%s %s: %s", t->name, state, e.text);
	change_free(&c);
	str_free(&value);
}

static const char *code_of(const struct change *c)
{
	return c->problems.n ? c->problems.at[0].code : "";
}

static void try_move(const struct def_table *t, const char *state, const struct def_move *m)
{
	struct record base = {0}, typed = {0}, log = {0};
	struct str value = {0};
	struct err e = {0};

	make(t, state, &base);
	record_copy(&typed, &base);
	for (size_t i = 0; i < m->ask.n; i++) {
		const struct def_ask *ask = &m->ask.at[i];
		some_value(ask->own ? ask->own : ask->log, 1, &value);
		if (ask->own)
			record_set(&typed, ask->own->number, str_c(&value));
		if (ask->log)
			record_set(&log, ask->log->number, str_c(&value));
	}
	struct change c = {
		.table = t, .base = &base, .record = &typed, .move = m->name, .log = &log};
	bool ok = save(&c, NULL, &e), declared = def_move_leaves(m, state);
	if (!declared)
		cr_expect(!ok && text_eq(code_of(&c), "flow-move"), "%s: “%s” from “%s” is %s",
			t->name, m->name, state, ok ? "made" : e.text);
	else if (ok)
		cr_expect_str_eq(record_field(&typed, t->flow->state), def_move_to(m, state));
	else
		cr_expect(!text_eq(code_of(&c), "flow-move") && *e.text, "%s: “%s” from “%s”: %s",
			t->name, m->name, state, e.text);
	change_free(&c);
	record_free(&base);
	record_free(&typed);
	record_free(&log);
	str_free(&value);
}

typedef void each_state(const struct def_table *t, const char *state);

static size_t walk(each_state *fn)
{
	const struct defs *d = w.app.archive->defs;
	size_t n = 0;

	for (size_t i = 0; i < d->n; i++) {
		const struct def_table *t = d->tables[i];
		for (size_t k = 0; t->flow && k < t->flow->state->codes->n; k++, n++)
			fn(t, t->flow->state->codes->at[k].label);
	}
	return n;
}

static void every_move(const struct def_table *t, const char *state)
{
	for (size_t i = 0; i < t->flow->n; i++)
		try_move(t, state, &t->flow->moves[i]);
}

Test(flows, each_move_is_allowed_exactly_from_where_it_is_declared)
{
	cr_assert_gt(walk(every_move), 20);
}

static void every_change(const struct def_table *t, const char *state)
{
	const struct def_codes *codes = t->flow->state->codes;
	struct record base = {0}, typed = {0};
	struct err e = {0};

	make(t, state, &base);
	for (size_t i = 0; i < codes->n; i++) {
		const char *to = codes->at[i].label;
		if (text_eq(to, state) || def_move_between(t->flow, state, to))
			continue;
		record_copy(&typed, &base);
		record_set(&typed, t->flow->state->number, to);
		struct change c = {.table = t, .base = &base, .record = &typed};
		cr_expect_not(save(&c, NULL, &e), "%s: %s to %s", t->name, state, to);
		cr_expect_str_eq(code_of(&c), "flow-move");
		change_free(&c);
	}
	record_free(&base);
	record_free(&typed);
}

Test(flows, no_state_is_reached_but_by_a_move)
{
	cr_assert_gt(walk(every_change), 20);
}

static void begin(const struct def_table *t, const char *state)
{
	struct record r = {0};
	struct err e = {0};

	record_set(&r, t->flow->state->number, state);
	struct change c = {.table = t, .record = &r};
	bool ok = save(&c, NULL, &e), told = text_eq(code_of(&c), "flow-start");
	if (def_words_has(&t->flow->start, state))
		cr_expect(!told, "%s may begin with %s: %s", t->name, state, e.text);
	else
		cr_expect(!ok && told, "%s begins with %s", t->name, state);
	change_free(&c);
	record_free(&r);
}

Test(flows, a_record_begins_only_where_it_may)
{
	cr_assert_gt(walk(begin), 20);
}

/* A state that nothing leads to and none begins with, or that an effect names wrongly, is a slip. */
Test(flows, every_state_can_be_reached)
{
	const struct defs *d = w.app.archive->defs;

	for (size_t i = 0; i < d->n; i++) {
		const struct def_flow *f = d->tables[i]->flow;
		for (size_t k = 0; f && k < f->state->codes->n; k++) {
			const struct def_code *code = &f->state->codes->at[k];
			cr_expect(code->retired || def_words_has(&f->start, code->label) ||
					  def_move_into(f, code->label),
				"%s: nothing leads to %s", d->tables[i]->name, code->label);
		}
	}
}
