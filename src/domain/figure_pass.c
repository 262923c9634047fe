#include <binggui/domain/figure_pass.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/exprvalue.h>
#include <binggui/table/table.h>

enum { PROGRESS_EVERY = 1024, DAY_BYTES = DATE_TEXT - 1, REFERENCE_BYTES = 256 };

enum in_period { PERIOD_IN, PERIOD_OUT, PERIOD_UNKNOWN };

/* The walk, and what was found out about the record it is at. */
struct walk {
	struct figure_pass *pass;
	struct record_reader reader; /* used again for every row */
	const struct record *record; /* the reader's */
	const struct def_field *day; /* of the last part that asked; NULL = none has */
	enum figure_period period;
	enum in_period when;
	int64_t footed; /* of its money: what is in the footing; -1 = it is not */
	uint64_t damaged;
	bool stopped;
	struct str text;
	uint8_t holds[PASS_CONDITIONS]; /* of this record: 0 = not asked yet, else 1 + whether */
};

/* ---- the period ------------------------------------------------------------------------------ */

/* A day known only in part counts if all of its days would, and is told if only some would. */
static enum in_period span_in(
	const struct figure_pass *p, const struct date d, enum figure_period period)
{
	struct date last = d;

	if (!d.month)
		last.month = 12;
	if (!d.day)
		last.day = (uint8_t)date_month_days(last.year, last.month);
	int32_t from = date_days(d), to = date_days(last);
	int32_t since = period == PERIOD_WITHIN ? date_days(p->ask->since) : INT32_MIN;
	int32_t until = date_days(p->ask->until);
	if (from >= since && to <= until)
		return PERIOD_IN;
	return to < since || from > until ? PERIOD_OUT : PERIOD_UNKNOWN;
}

static enum in_period find_period(
	const struct figure_pass *p, const struct def_part *part, const struct record *r)
{
	const char *day = record_field(r, part->day[0]);
	struct date d;

	for (size_t i = 1; !*day && i < part->n_day; i++)
		day = record_field(r, part->day[i]);
	if (strlen(day) == DAY_BYTES) /* whole days sort as their texts do */
		return strcmp(day, p->until) > 0 ||
				       (part->period == PERIOD_WITHIN && strcmp(day, p->since) < 0)
			       ? PERIOD_OUT
			       : PERIOD_IN;
	return date_parse(&d, day) ? span_in(p, d, part->period) : PERIOD_UNKNOWN;
}

/* Most parts of a register ask the same of a record's day. */
static enum in_period in_period(struct walk *w, const struct def_part *part)
{
	if (part->period == PERIOD_ALWAYS)
		return PERIOD_IN;
	if (part->n_day > 1)
		return find_period(w->pass, part, w->record);
	if (w->day != part->day[0] || w->period != part->period) {
		w->day = part->day[0];
		w->period = part->period;
		w->when = find_period(w->pass, part, w->record);
	}
	return w->when;
}

/* ---- the area -------------------------------------------------------------------------------- */

/* Of several places the first that leads anywhere. */
static const struct expr *place_of(struct walk *w, const struct def_part *part)
{
	size_t i = 0;

	for (; i + 1 < part->n_place; i++) {
		expr_value(part->place[i], w->record, &w->pass->env, &w->text);
		if (w->text.n)
			break;
	}
	return part->place[i];
}

/* Most records are not of a town that is asked for, which costs less to find out than anything else. */
static bool is_inside(struct walk *w)
{
	struct figure_pass *p = w->pass;

	if (!p->whereabouts)
		return true;
	if (!p->n_unplaced && !p->owner)
		return false;
	return p->owner ? whereabouts_note(p->whereabouts, p->table, w->record)
			: whereabouts_within(p->whereabouts, p->table, w->record, NULL);
}

/* Of a part that has places of its own. */
static bool in_place(struct walk *w, const struct def_part *part)
{
	struct figure_pass *p = w->pass;

	return !p->whereabouts || !part->n_place ||
	       whereabouts_within(p->whereabouts, p->table, w->record, place_of(w, part));
}

/* ---- what is told apart ---------------------------------------------------------------------- */

static uint64_t text_hash(const char *text)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * UINT64_C(1099511628211);
	return h;
}

/* The value at the end of a path, "" if it leads nowhere; valid until something is followed. */
static const char *path_text(struct walk *w, const struct def_path *path)
{
	const struct expr_env *env = &w->pass->env;
	const struct record *r = w->record;
	char reference[REFERENCE_BYTES];

	for (size_t i = 0; i + 1 < path->n; i++) {
		const char *text = record_field(r, path->at[i]);
		size_t n = strlen(text);
		if (!n || n >= sizeof reference)
			return "";
		memcpy(reference, text, n + 1); /* a copy: following replaces what it stands in */
		r = env->follow ? env->follow(env->context, path->at[i]->target, reference) : NULL;
		if (!r)
			return "";
	}
	const struct def_field *last = path->at[path->n - 1];
	if (!last->computed)
		return record_field(r, last);
	if (r == w->record) {
		expr_value(last->computed, r, env, &w->text);
	} else {
		struct record copy = {0};
		record_copy(&copy, r);
		expr_value(last->computed, &copy, env, &w->text);
		record_free(&copy);
	}
	return str_c(&w->text);
}

/* The record a reference means; a value that is no reference is known by its text. */
static bool entity_of(
	struct walk *w, const struct def_field *f, const char *text, uint32_t *table, uint64_t *id)
{
	const struct expr_env *env = &w->pass->env;

	*table = f->target ? f->target->number : 0;
	if (!f->target) {
		*id = text_hash(text);
		return true;
	}
	if (record_id_parse(text, id))
		return true;
	const struct record *r = env->follow ? env->follow(env->context, f->target, text) : NULL;
	*id = r ? r->id : 0;
	return r != NULL;
}

static bool entity(struct walk *w, const struct def_part *part, uint32_t *table, uint64_t *id)
{
	for (size_t i = 0; i < part->n_by; i++) {
		const struct def_path *path = &part->by[i];
		const char *text = path_text(w, path);
		if (*text)
			return entity_of(w, path->at[path->n - 1], text, table, id);
	}
	*table = w->pass->table->number;
	*id = w->record->id;
	return part->n_by == 0;
}

/* ---- money and numbers ----------------------------------------------------------------------- */

static bool is_money(const struct def_field *f)
{
	return text_eq(f->type_name, "money");
}

/* 分 of money, millionths of a number; 0 where nothing stands. */
static int64_t amount_of(const struct def_field *f, const struct record *r)
{
	const char *text = record_field(r, f);
	int64_t millionths = 0;

	if (!*text)
		return 0;
	if (is_money(f))
		return strtoll(text, NULL, 10);
	struct exprvalue v = exprvalue_of_field(f, text);
	return exprvalue_number(&v, &millionths) ? millionths : 0;
}

static int64_t sum_of(const struct def_figure *f, const struct record *r)
{
	int64_t all = 0;

	for (size_t i = 0; i < f->n_sum; i++)
		all += amount_of(f->sum[i], r);
	return all;
}

/* Each payment once, whatever the number of figures that speak of it. */
static void foot(struct walk *w, const struct def_figure *f, int64_t amount)
{
	struct figure_footing *footing = &w->pass->footing;

	if (!is_money(f->sum[0]))
		return;
	footing->added += amount;
	footing->rows += w->footed < 0;
	int64_t before = w->footed < 0 ? 0 : w->footed;
	if (w->footed < 0 || amount > before) { /* one may sum goods as well, another not */
		footing->fen += amount - before;
		w->footed = amount;
	}
}

/* ---- counting -------------------------------------------------------------------------------- */

static struct figure_slice *group_of(struct figure_value *v, struct span text)
{
	for (size_t i = 0; i < v->n_groups; i++)
		if (span_is(text, v->groups[i].label))
			return &v->groups[i];
	if (v->n_groups == v->cap_groups)
		v->groups =
			vec_grow_(v->groups, &v->cap_groups, v->n_groups + 1, sizeof *v->groups);
	v->groups[v->n_groups] = (struct figure_slice){.label = mem_strndup(text.at, text.n)};
	return &v->groups[v->n_groups++];
}

static void add_group(struct walk *w, struct figure_value *v, const struct figure_counter *c,
	uint32_t table, uint64_t id, int64_t amount)
{
	const struct def_path *path = &v->figure->group;
	size_t of = v->figure->group_part;

	if (!path->n || (of && of != c->bit + 1))
		return;
	const char *text = path_text(w, path);
	bool several = path->at[path->n - 1]->multiple;
	do { /* of several values each counts */
		size_t n = several ? strcspn(text, "\n") : strlen(text);
		struct figure_slice *group = group_of(v, (struct span){text, n});
		if (idset_add(&group->ids, table, id, 1u << c->bit))
			group->value += amount;
		text += n + (text[n] == '\n');
	} while (*text);
}

static void take_earliest(struct figure_value *v, const struct record *r)
{
	struct date d;

	if (!date_parse(&d, record_field(r, v->figure->sum[0])))
		return;
	if (date_none(v->date) || date_cmp(d, v->date) < 0)
		v->date = d;
}

static void count(struct walk *w, const struct figure_counter *c)
{
	struct figure_value *v = c->value;
	const struct def_figure *f = v->figure;
	uint32_t table;
	uint64_t id;

	if (!entity(w, c->part, &table, &id))
		return;
	if (f->kind == FIGURE_EARLIEST)
		take_earliest(v, w->record);
	int64_t amount = f->kind == FIGURE_SUM ? sum_of(f, w->record) : 1;
	if (idset_add(&v->ids, table, id, 1u << c->bit)) {
		v->value += amount;
		if (f->kind == FIGURE_SUM)
			foot(w, f, amount);
	}
	if (f->kind == FIGURE_SUM)
		v->parts[c->bit].value += amount;
	add_group(w, v, c, table, id, amount);
}

/* What several figures ask of a record is worked out once. */
static bool condition_holds(struct walk *w, size_t i)
{
	const struct figure_pass *p = w->pass;

	if (!i)
		return true;
	if (!w->holds[i])
		w->holds[i] = 1 + expr_test(p->bound[i], w->record, &p->env);
	return w->holds[i] == 2;
}

static void look(struct walk *w, const struct figure_counter *c)
{
	enum in_period when = in_period(w, c->part);

	if (when == PERIOD_OUT || !condition_holds(w, c->common) || !condition_holds(w, c->where) ||
		!in_place(w, c->part))
		return;
	if (when == PERIOD_UNKNOWN)
		c->value->undated++;
	else
		count(w, c);
}

static bool walk_row(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct walk *w = context;
	struct figure_pass *p = w->pass;

	if (++*p->done % PROGRESS_EVERY == 0 && p->ask->progress &&
		!p->ask->progress(p->ask->context, *p->done, p->all)) {
		w->stopped = true;
		return false;
	}
	if (!record_read(&w->reader, id, bytes, n)) {
		w->damaged = id;
		return false;
	}
	memset(w->holds, 0, p->n_conditions);
	w->day = NULL;
	w->footed = -1;
	bool inside = is_inside(w);
	for (size_t i = inside ? 0 : p->n_unplaced; i < p->n; i++)
		look(w, &p->at[i]);
	return true;
}

static size_t condition_of(struct figure_pass *p, const struct expr *x)
{
	size_t i = 0;

	p->n_conditions = p->n_conditions ? p->n_conditions : 1;
	while (i < p->n_conditions && p->conditions[i] != x)
		i++;
	if (i == p->n_conditions)
		p->conditions[p->n_conditions++] = x;
	return i;
}

void figure_pass_add(
	struct figure_pass *p, const struct def_part *part, struct figure_value *v, unsigned bit)
{
	struct figure_counter c = {part, v, bit, 0, 0};

	if (p->n_conditions + 2 > PASS_CONDITIONS) { /* more than anybody declares */
		v->known = false;
		return;
	}
	c.where = condition_of(p, part->where);
	c.common = condition_of(p, part->common);
	if (part->n_place) {
		vec_push(p, c);
		return;
	}
	vec_insert(p, p->n_unplaced, c);
	p->n_unplaced++;
}

void figure_pass_free(struct figure_pass *p)
{
	for (size_t i = 0; i < p->n_conditions; i++)
		expr_free(p->bound[i]);
	vec_free(p);
}

/* The period and today are the same for all records. */
static void bind_conditions(struct figure_pass *p)
{
	const struct record *open = NULL;

	for (size_t i = 1; i < p->n_conditions; i++)
		p->bound[i] = expr_bind(p->conditions[i], &open, 1, &p->env);
}

bool figure_pass_run(struct figure_pass *p, struct err *e)
{
	struct walk w = {.pass = p};
	char id[32];

	w.record = &w.reader.record;
	bind_conditions(p);
	bool ok = table_scan(p->ask->archive, p->table, walk_row, &w, e);
	record_reader_free(&w.reader);
	str_free(&w.text);
	if (ok && w.damaged) {
		record_id_text(w.damaged, id);
		ok = err_set(e, ERR_STORE,
			"《%s》的记录 %s 已损坏，数字算不出来；请运行 binggui check 查看",
			p->table->title, id);
	}
	if (ok && w.stopped)
		ok = err_set(e, ERR_STOPPED, "已中止，没有算完");
	return ok;
}
