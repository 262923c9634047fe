#include <binggui/table/hold.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/expr.h>
#include <binggui/table/alike.h>
#include <binggui/table/reading.h>

void hold_clear(struct hold *h)
{
	for (size_t i = 0; i < h->n; i++)
		mem_free(h->at[i].reference);
	vec_clear(h);
}

void hold_free(struct hold *h)
{
	hold_clear(h);
	vec_free(h);
}

bool hold_stands(const struct def_table *t)
{
	if (t->n_uniques || t->n_keep)
		return true;
	for (size_t i = 0; i < t->n; i++)
		if (t->fields[i]->target && t->fields[i]->target->n_keep)
			return true;
	return false;
}

/* ---- noting ---------------------------------------------------------------------------------- */

static bool is_noted(const struct hold *h, const struct held *one)
{
	for (size_t i = 0; i < h->n; i++)
		if (h->at[i].table == one->table && h->at[i].id == one->id &&
			text_eq(h->at[i].reference, one->reference))
			return true;
	return false;
}

static void note(struct hold *h, struct held one)
{
	if (is_noted(h, &one)) {
		mem_free(one.reference);
		return;
	}
	vec_push(h, one);
}

static void note_references(
	struct hold *h, size_t change, const struct def_field *f, const struct record *r)
{
	const char *at = r ? record_field(r, f) : "";

	while (*at) {
		size_t n = strcspn(at, "\n");
		note(h, (struct held){f->target, 0, mem_strndup(at, n), change, f});
		at += n + (at[n] == '\n');
	}
}

void hold_note(struct hold *h, size_t change, const struct def_table *t, const struct record *old,
	const struct record *new)
{
	if (!new->voided && (t->n_uniques || t->n_keep))
		note(h, (struct held){.table = t, .id = new->id, .change = change});
	for (size_t i = 0; i < t->n; i++) {
		const struct def_field *f = t->fields[i];
		if (!f->target || !f->target->n_keep)
			continue;
		note_references(h, change, f, old);
		note_references(h, change, f, new);
	}
}

/* ---- looking --------------------------------------------------------------------------------- */

struct look {
	struct archive *archive;
	const struct held *held;
	const struct record *record;
	size_t first; /* of the fields of a rule, the one to look for others by */
	hold_row *row;
	void *context;
	struct err *err;
};

static void look_keep(const struct look *l)
{
	const struct def_table *t = l->held->table;
	struct str say = {0}, title = {0};

	for (size_t i = 0; i < t->n_keep; i++) {
		const struct def_rule *k = &t->keep[i];
		if (!k->when || !expr_test(k->when, l->record, &l->archive->env))
			continue;
		str_clear(&say);
		if (l->held->by) {
			table_title(l->archive, t, l->record, &title);
			str_addf(&say, "“%s”：", str_c(&title));
		}
		table_words(l->archive, t, k->say, l->record, &say);
		l->row(l->context, l->held->change, l->held->by ? l->held->by : k->field,
			LEVEL_ERROR, k->code, str_c(&say));
	}
	str_free(&say);
	str_free(&title);
}

/* What is not filled in is like nothing, unless `empty: same`; the first leads to the others. */
static bool is_whole(const struct def_unique *u, const struct record *r)
{
	for (size_t i = 0; i < u->fields.n; i++)
		if (!*record_field(r, u->fields.at[i]) && (!i || !u->empty))
			return false;
	return u->fields.n > 0;
}

static bool is_acknowledged(const struct def_unique *u, const struct record *r)
{
	return u->ack && text_eq(record_field(r, u->ack), "是");
}

bool hold_concerns(struct archive *a, const struct def_unique *u, const struct record *r)
{
	return is_whole(u, r) && !is_acknowledged(u, r) && expr_test(u->where, r, &a->env);
}

struct date hold_date(const struct archive *a, const struct def_unique *u, const struct record *r)
{
	struct date d;

	return u->near && date_parse(&d, record_field(r, u->near)) ? d : a->types.today;
}

bool hold_near(const struct def_unique *u, struct date mine, struct date theirs)
{
	if (!u->near)
		return true;
	bool later = date_days(theirs) > date_days(mine);
	struct date from = later ? mine : theirs, until = later ? theirs : mine;
	if (u->months)
		return date_days(until) <= date_days(date_add_months(from, (int)u->months));
	return date_days(until) - date_days(from) <= (int)u->days;
}

static bool is_near(const struct look *l, const struct def_unique *u, const struct record *other)
{
	return hold_near(u, hold_date(l->archive, u, l->record), hold_date(l->archive, u, other));
}

static void tell_other(const struct look *l, const struct def_unique *u, const struct record *other)
{
	struct str say = {0}, title = {0};
	char id[32];

	record_id_text(other->id, id);
	table_title(l->archive, l->held->table, other, &title);
	str_addf(&say, "%s（“%s”，%s）", u->say, str_c(&title), id);
	const struct def_field *at = u->ack ? u->ack : u->fields.at[u->fields.n - 1];
	if (u->ack)
		str_addf(&say, "；核实过可以再办的，“%s”填“是”", u->ack->label);
	l->row(l->context, l->held->change, at, u->level, u->code, str_c(&say));
	str_free(&say);
	str_free(&title);
}

static bool look_unique(struct look *l, const struct def_unique *u)
{
	const struct expr_env *env = &l->archive->env;
	struct record other = {0};
	struct ids ids = {0};
	bool found = false;

	if (!hold_concerns(l->archive, u, l->record))
		return true;
	bool ok = alike_list(l->archive, l->held->table, u, l->record, &l->first, &ids, l->err);
	for (size_t i = 0; ok && !found && i < ids.n; i++) {
		ok = table_get(l->archive, l->held->table, ids.at[i], &other, l->err);
		found = ok && is_near(l, u, &other) && expr_test(u->where, &other, env);
	}
	if (found)
		tell_other(l, u, &other);
	vec_free(&ids);
	record_free(&other);
	return ok;
}

static bool read_held(const struct look *l, struct record *r, bool *there)
{
	const struct held *h = l->held;
	bool ok = h->reference ? table_by_reference(l->archive, h->table, h->reference, r, l->err)
			       : table_get(l->archive, h->table, h->id, r, l->err);

	*there = ok && !r->voided;
	if (ok || l->err->code != ERR_NOTFOUND)
		return ok;
	err_clear(l->err); /* a reference to nothing holds nothing up */
	return true;
}

static bool look_one(struct look *l)
{
	struct record r = {0};
	bool there, ok = read_held(l, &r, &there);

	l->record = &r;
	if (ok && there)
		look_keep(l);
	for (size_t i = 0; ok && there && !l->held->reference && i < l->held->table->n_uniques; i++)
		ok = look_unique(l, &l->held->table->uniques[i]);
	record_free(&r);
	return ok;
}

bool hold_look(struct hold *h, struct archive *a, hold_row *row, void *context, struct err *e)
{
	struct err mine;
	struct look l = {.archive = a, .row = row, .context = context, .err = e ? e : &mine};
	bool ok = true;

	for (size_t i = 0; ok && i < h->n; i++) {
		l.held = &h->at[i];
		ok = look_one(&l);
	}
	return ok && archive_trouble(a, l.err);
}

/* ---- before it is saved ---------------------------------------------------------------------- */

static void add_warning(void *context, size_t change, const struct def_field *f,
	enum def_level level, const char *code, const char *say)
{
	(void)change;
	problem_add(context, f, level, code, "%s", say);
}

bool hold_warn(struct archive *a, const struct def_table *t, const struct record *r,
	struct problems *out, struct err *e)
{
	const struct held held = {.table = t, .id = r->id};
	struct err mine;
	struct look l = {.archive = a,
		.held = &held,
		.record = r,
		.row = add_warning,
		.context = out,
		.err = e ? e : &mine};
	bool ok = true;

	for (size_t i = 0; ok && !r->voided && i < t->n_uniques; i++)
		if (t->uniques[i].level == LEVEL_WARN)
			ok = look_unique(&l, &t->uniques[i]);
	return ok;
}
