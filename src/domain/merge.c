#include <binggui/domain/merge.h>

#include <stdio.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/lines.h>
#include <binggui/domain/referring.h>
#include <binggui/schema/expr.h>
#include <binggui/table/batch.h>
#include <binggui/table/gate.h>
#include <binggui/table/index.h>
#include <binggui/table/merge.h>
#include <binggui/table/table.h>

/* Records moved in one transaction: short enough that nobody else's save waits for it. */
enum { GROUP = 400 };

static void free_related(struct merge_related *r)
{
	vec_free(&r->moves);
	vec_free(&r->rivals);
}

void merge_free(struct merge *m)
{
	record_free(&m->sides[MERGE_KEEP]);
	record_free(&m->sides[MERGE_OTHER]);
	vec_free(&m->fields);
	free_related(&m->related);
	*m = (struct merge){0};
}

/* ---- fields ---------------------------------------------------------------------------------- */

static void compare_field(struct merge *m, const struct def_field *f)
{
	const char *keep = record_field(&m->sides[MERGE_KEEP], f);
	const char *other = record_field(&m->sides[MERGE_OTHER], f);
	struct merge_field one = {f, MERGE_DIFFER, MERGE_OPEN};

	if (text_eq(keep, other)) {
		m->same += *keep != '\0';
		return;
	}
	if (!*keep)
		one = (struct merge_field){f, MERGE_ONLY_OTHER, MERGE_OTHER};
	else if (!*other)
		one = (struct merge_field){f, MERGE_ONLY_KEEP, MERGE_KEEP};
	else if (f->multiple)
		one = (struct merge_field){f, MERGE_UNITED, MERGE_KEEP};
	vec_push(&m->fields, one);
}

/* What references hold stays as keep has it: nobody else's reference is to break. */
static void compare(struct merge *m)
{
	for (size_t i = 0; i < m->table->n; i++)
		if (!m->table->fields[i]->computed && m->table->fields[i] != m->table->key)
			compare_field(m, m->table->fields[i]);
	size_t open = 0;
	for (size_t i = 0; i < m->fields.n; i++) {
		struct merge_field one = m->fields.at[i];
		if (one.kind != MERGE_DIFFER)
			continue;
		vec_remove(&m->fields, i);
		vec_insert(&m->fields, open, one);
		open++;
	}
}

void merge_choose(struct merge *m, size_t field, enum merge_side side)
{
	const struct def_field *leader = merge_leader(m->table, m->fields.at[field].field);

	for (size_t i = 0; i < m->fields.n; i++) {
		struct merge_field *f = &m->fields.at[i];
		if (f->kind == MERGE_DIFFER && merge_leader(m->table, f->field) == leader)
			f->chosen = side;
	}
}

void merge_choose_rest(struct merge *m, enum merge_side side)
{
	for (size_t i = 0; i < m->fields.n; i++)
		if (m->fields.at[i].chosen == MERGE_OPEN)
			m->fields.at[i].chosen = side;
	for (size_t i = 0; i < m->related.rivals.n; i++) {
		struct merge_rival *r = &m->related.rivals.at[i];
		if (r->chosen == MERGE_OPEN)
			r->chosen = merge_ends(r) ? r->older : side;
	}
}

size_t merge_undecided(const struct merge *m)
{
	size_t n = 0;

	for (size_t i = 0; i < m->fields.n; i++)
		n += m->fields.at[i].chosen == MERGE_OPEN;
	for (size_t i = 0; i < m->related.rivals.n; i++)
		n += m->related.rivals.at[i].chosen == MERGE_OPEN;
	return n;
}

static bool is_known(const struct def_table *t, uint16_t number)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->fields[i]->number == number)
			return true;
	return false;
}

static void unite(const struct merge *m, const struct def_field *f, struct record *out)
{
	struct str lines = {0};

	lines_add_all(&lines, record_field(&m->sides[MERGE_KEEP], f));
	lines_add_all(&lines, record_field(&m->sides[MERGE_OTHER], f));
	record_set(out, f->number, str_c(&lines));
	str_free(&lines);
}

void merge_result(const struct merge *m, struct record *out)
{
	const struct record *other = &m->sides[MERGE_OTHER];

	record_copy(out, &m->sides[MERGE_KEEP]);
	for (size_t i = 0; i < m->fields.n; i++) {
		const struct merge_field *f = &m->fields.at[i];
		if (f->kind == MERGE_UNITED)
			unite(m, f->field, out);
		else if (f->chosen == MERGE_OTHER)
			record_set(out, f->field->number, record_field(other, f->field));
	}
	for (size_t i = 0; i < other->n; i++) /* fields no definition knows any more */
		if (!is_known(m->table, other->at[i].field) &&
			!*record_get(out, other->at[i].field))
			record_set(out, other->at[i].field, other->at[i].text);
}

/* ---- what refers to other -------------------------------------------------------------------- */

static bool is_planned(const struct merge_related *r, const struct def_table *t, uint64_t id)
{
	for (size_t i = 0; i < r->moves.n; i++)
		if (r->moves.at[i].table == t && r->moves.at[i].id == id)
			return true;
	for (size_t i = 0; i < r->rivals.n; i++)
		if (r->rivals.at[i].table == t && r->rivals.at[i].ids[MERGE_OTHER] == id)
			return true;
	return false;
}

struct gathering {
	const struct merge *merge;
	struct str keep; /* the reference to it */
	struct merge_related *out;
};

bool merge_ends(const struct merge_rival *r)
{
	return r->unique && r->unique->merged.n > 0;
}

/* Whether both cannot stand once they are of one: what forbids it, or NULL. */
static const struct def_unique *forbids(const struct gathering *g, const struct referrer *r,
	const struct record *mine, const struct record *theirs)
{
	const struct expr_env *env = &g->merge->archive->env;

	for (size_t i = 0; i < r->table->n_uniques; i++) {
		const struct def_unique *u = &r->table->uniques[i];
		bool meets = false, agree = u->level == LEVEL_ERROR && !u->near;
		for (size_t k = 0; agree && k < u->fields.n; k++) {
			const struct def_field *f = u->fields.at[k];
			meets |= f == r->field;
			agree = f == r->field ||
				(text_eq(record_field(mine, f), record_field(theirs, f)) &&
					(u->empty || *record_field(mine, f)));
		}
		if (agree && meets && expr_test(u->where, mine, env) &&
			expr_test(u->where, theirs, env))
			return u;
	}
	return NULL;
}

static enum merge_side older_of(
	const struct def_table *t, const struct record *keep, const struct record *other)
{
	const struct def_field *day = t->day;

	return day && strcmp(record_field(other, day), record_field(keep, day)) < 0 ? MERGE_OTHER
										    : MERGE_KEEP;
}

/* The record of keep that stands in the way of other's; id 0 if none does. */
static bool find_rival(
	struct gathering *g, const struct referrer *r, struct merge_rival *rival, struct err *e)
{
	struct archive *a = g->merge->archive;
	struct record theirs = {0}, mine = {0};
	struct ids ids = {0};
	bool asked = r->field->unique || (r->table->n_uniques && index_kept(r->table, r->field));
	bool ok = !asked ||
		  (table_get(a, r->table, r->id, &theirs, e) &&
			  table_by_index(a, r->table, r->field, str_c(&g->keep), 0, &ids, e));

	*rival = (struct merge_rival){.table = r->table, .chosen = MERGE_OPEN};
	for (size_t i = 0; ok && asked && !rival->ids[MERGE_KEEP] && i < ids.n; i++) {
		ok = table_get(a, r->table, ids.at[i], &mine, e);
		if (!ok || ids.at[i] == r->id || mine.voided || theirs.voided)
			continue;
		rival->unique = r->field->unique ? NULL : forbids(g, r, &mine, &theirs);
		if (r->field->unique || rival->unique)
			rival->ids[MERGE_KEEP] = ids.at[i];
		rival->older = older_of(r->table, &mine, &theirs);
	}
	rival->ids[MERGE_OTHER] = r->id;
	vec_free(&ids);
	record_free(&mine);
	record_free(&theirs);
	return ok;
}

static bool tell_two(const struct def_field *f, struct err *e)
{
	return err_set(e, ERR_USAGE, "其中一个的“%s”就是另一个，不是同一条，不能合并", f->label);
}

static bool take_referring(struct gathering *g, const struct referrer *r, struct err *e)
{
	const struct merge *m = g->merge;
	struct merge_rival rival;

	if (r->table == m->table && r->id == m->sides[MERGE_KEEP].id)
		return tell_two(r->field, e);
	if (is_planned(g->out, r->table, r->id))
		return true;
	if (!find_rival(g, r, &rival, e))
		return false;
	if (rival.ids[MERGE_KEEP])
		vec_push(&g->out->rivals, rival);
	else
		vec_push(&g->out->moves, ((struct merge_move){r->table, r->id}));
	return true;
}

static bool gather(const struct merge *m, struct merge_related *out, struct err *e)
{
	struct gathering g = {.merge = m, .out = out};
	const struct record *other = &m->sides[MERGE_OTHER];
	struct referring all = {0};
	bool ok = referring_find(m->archive, m->table, other, &all, e);

	free_related(out);
	table_reference(m->table, &m->sides[MERGE_KEEP], &g.keep);
	for (size_t i = 0; ok && i < m->table->n; i++) {
		const struct def_field *f = m->table->fields[i];
		if (f->target == m->table &&
			lines_has(record_field(other, f), span_of(str_c(&g.keep))))
			ok = tell_two(f, e);
	}
	for (size_t i = 0; ok && i < all.n; i++)
		ok = take_referring(&g, &all.at[i], e);
	str_free(&g.keep);
	referring_free(&all);
	return ok;
}

/* ---- the plan -------------------------------------------------------------------------------- */

static bool read_side(struct merge *m, enum merge_side side, uint64_t id, struct err *e)
{
	char text[32];

	if (!table_get(m->archive, m->table, id, &m->sides[side], e))
		return false;
	record_id_text(id, text);
	return !m->sides[side].voided ||
	       err_set(e, ERR_USAGE, "%s 已经作废，不能合并；先在历史里撤销作废", text);
}

bool merge_plan(struct merge *m, struct archive *a, const struct def_table *t, uint64_t keep,
	uint64_t other, struct err *e)
{
	merge_free(m);
	m->archive = a;
	m->table = t;
	if (keep == other)
		return err_set(e, ERR_USAGE, "这是同一条记录，请选另一条来合并");
	if (!read_side(m, MERGE_KEEP, keep, e) || !read_side(m, MERGE_OTHER, other, e))
		return false;
	compare(m);
	return gather(m, &m->related, e);
}

/* ---- in words -------------------------------------------------------------------------------- */

void merge_moves_text(const struct merge *m, struct str *out)
{
	const struct merge_related *r = &m->related;

	str_clear(out);
	for (size_t i = 0, n; i < r->moves.n; i += n) {
		const struct def_table *t = r->moves.at[i].table;
		for (n = 0; i + n < r->moves.n && r->moves.at[i + n].table == t; n++)
			;
		str_addf(out, "%s%s %zu", out->n ? "、" : "", t->title, n);
	}
}

static void ids_text(const struct merge *m, char keep[32], char other[32])
{
	record_id_text(m->sides[MERGE_KEEP].id, keep);
	record_id_text(m->sides[MERGE_OTHER].id, other);
}

/* Fields of keep that get another value than they have. */
static void count_fields(const struct merge *m, size_t *filled, size_t *taken)
{
	*filled = *taken = 0;
	for (size_t i = 0; i < m->fields.n; i++) {
		const struct merge_field *f = &m->fields.at[i];
		*filled += f->kind == MERGE_ONLY_OTHER || f->kind == MERGE_UNITED;
		*taken += f->kind == MERGE_DIFFER && f->chosen == MERGE_OTHER;
	}
}

void merge_summary(const struct merge *m, struct str *out)
{
	char keep[32], other[32];
	struct str moves = {0};
	size_t filled, taken;

	ids_text(m, keep, other);
	count_fields(m, &filled, &taken);
	merge_moves_text(m, &moves);
	str_clear(out);
	str_addf(out, "%s 合并到 %s：补上 %zu 项，改用 %zu 项", other, keep, filled, taken);
	if (moves.n)
		str_addf(out, "，转来%s", str_c(&moves));
	for (size_t i = 0; i < m->related.rivals.n; i++) {
		const struct merge_rival *r = &m->related.rivals.at[i];
		record_id_text(r->ids[r->chosen == MERGE_OTHER ? MERGE_KEEP : MERGE_OTHER], other);
		str_addf(out, "，%s%s %s", merge_ends(r) ? "结束" : "作废", r->table->title, other);
	}
	str_free(&moves);
}

/* What the list of batches calls it: "合并 张三 1-30 → 1-27". */
static void batch_name(const struct merge *m, struct str *out)
{
	const struct record *r = &m->sides[MERGE_OTHER];
	const struct def_field *name = NULL;
	char keep[32], other[32];

	for (size_t i = 0; !name && i < m->table->n; i++)
		if (text_eq(m->table->fields[i]->type_name, "name"))
			name = m->table->fields[i];
	ids_text(m, keep, other);
	if (name)
		str_set(out, record_field(r, name));
	else
		table_title(m->archive, m->table, r, out);
	struct str title = {0};
	str_addf(&title, "合并 %s %s → %s", str_c(out), other, keep);
	str_free(out);
	*out = title;
}

/* ---- saving ---------------------------------------------------------------------------------- */

/* Records on their way into one save; each stands still while its change points to it. */
struct pair {
	struct record base, record;
};

struct work {
	struct merge *merge;
	struct batch batch;
	char reason[80];
	VEC(struct pair *) pairs;
	VEC(struct change) changes;
};

static void clear_work(struct work *w)
{
	for (size_t i = 0; i < w->pairs.n; i++) {
		change_free(&w->changes.at[i]);
		record_free(&w->pairs.at[i]->base);
		record_free(&w->pairs.at[i]->record);
		mem_free(w->pairs.at[i]);
	}
	vec_clear(&w->pairs);
	vec_clear(&w->changes);
}

/* Adds a change of that record; what it shall be is the caller's to say. */
static struct record *add_change(
	struct work *w, const struct def_table *t, const struct record *base, bool void_it)
{
	struct pair *p = mem_new0(struct pair);

	record_copy(&p->base, base);
	record_copy(&p->record, base);
	vec_push(&w->pairs, p);
	vec_push(&w->changes,
		((struct change){
			.table = t, .base = &p->base, .record = &p->record, .void_it = void_it}));
	return &p->record;
}

static bool add_related(
	struct work *w, const struct def_table *t, uint64_t id, bool void_it, struct err *e)
{
	const struct merge *m = w->merge;
	struct record base = {0};
	bool ok = table_get(m->archive, t, id, &base, e);

	if (ok && !base.voided) {
		struct record *r = add_change(w, t, &base, void_it);
		if (!void_it)
			referring_change(
				m->table, &m->sides[MERGE_OTHER], &m->sides[MERGE_KEEP], t, r);
	}
	record_free(&base);
	return ok;
}

/* The one that gives way goes on as an ended one of whoever remains. */
static bool end_related(struct work *w, const struct merge_rival *v, uint64_t id, struct err *e)
{
	struct archive *a = w->merge->archive;
	struct str value = {0}, why = {0};
	bool ok = add_related(w, v->table, id, false, e);

	for (size_t i = 0; ok && w->pairs.n && i < v->unique->merged.n; i++) {
		const struct def_set *set = &v->unique->merged.at[i];
		struct record *r = &(*vec_last(&w->pairs))->record;
		ok = gate_value(a, set->field, set->value, r, &value, &why) ||
		     err_set(e, ERR_CHECK, "%s", str_c(&why));
		if (ok)
			record_set(r, set->field->number, str_c(&value));
	}
	str_free(&value);
	str_free(&why);
	return ok;
}

/* The voids first, so that what is unique is free when the other takes it; undoing goes the other way. */
static bool add_rivals(struct work *w, struct err *e)
{
	const struct merge_related *r = &w->merge->related;
	bool ok = true;

	for (size_t i = 0; ok && i < r->rivals.n; i++) {
		const struct merge_rival *v = &r->rivals.at[i];
		bool others = v->chosen == MERGE_OTHER;
		uint64_t loser = v->ids[others ? MERGE_KEEP : MERGE_OTHER];
		ok = merge_ends(v) ? end_related(w, v, loser, e)
				   : add_related(w, v->table, loser, true, e);
		if (ok && others)
			ok = add_related(w, v->table, v->ids[MERGE_OTHER], false, e);
	}
	return ok;
}

static void add_persons(struct work *w)
{
	const struct merge *m = w->merge;

	add_change(w, m->table, &m->sides[MERGE_OTHER], true);
	merge_result(m, add_change(w, m->table, &m->sides[MERGE_KEEP], false));
}

/* Records that move may have faults of their own, which moving them neither makes nor mends. */
static bool save(struct work *w, struct err *e)
{
	const struct save_options options = {
		.batch = w->batch.id, .reason = w->reason, .skip_check = true, .joins = true};
	bool ok = !w->changes.n ||
		  table_save(w->merge->archive, w->changes.at, w->changes.n, &options, e);

	clear_work(w);
	return ok;
}

/* What was entered for other while we were at it follows. */
static bool save_late(struct work *w, struct err *e)
{
	struct merge_related late = {0};
	bool ok = gather(w->merge, &late, e);

	for (size_t i = 0; ok && i < late.moves.n; i++)
		ok = add_related(w, late.moves.at[i].table, late.moves.at[i].id, false, e);
	free_related(&late);
	return ok && save(w, e);
}

/* One transaction unless there are very many. */
static bool save_all(struct work *w, struct err *e)
{
	const struct merge_related *r = &w->merge->related;
	bool ok = add_rivals(w, e);

	for (size_t i = 0; ok && i < r->moves.n; i++) {
		ok = add_related(w, r->moves.at[i].table, r->moves.at[i].id, false, e);
		if (ok && w->changes.n >= GROUP)
			ok = save(w, e);
	}
	if (ok)
		add_persons(w);
	return ok && save(w, e) && save_late(w, e);
}

/* What refers to other may have changed since the plan: what moves is taken as it is now. */
static bool look_again(struct merge *m, struct err *e)
{
	struct merge_related now = {0};
	bool ok = gather(m, &now, e);

	if (ok && now.rivals.n != m->related.rivals.n)
		ok = err_set(
			e, ERR_CONFLICT, "刚刚有人改过相关的记录，没有合并；请重新看一遍再合并");
	for (size_t i = 0; ok && i < now.rivals.n; i++) {
		now.rivals.at[i].chosen = m->related.rivals.at[i].chosen;
		if (memcmp(now.rivals.at[i].ids, m->related.rivals.at[i].ids,
			    sizeof now.rivals.at[i].ids) != 0)
			ok = err_set(e, ERR_CONFLICT,
				"刚刚有人改过相关的记录，没有合并；请重新看一遍再合并");
	}
	if (ok) {
		free_related(&m->related);
		m->related = now;
	} else {
		free_related(&now);
	}
	return ok;
}

static bool check(const struct merge *m, struct err *e)
{
	struct problems problems = {0};
	struct record r = {0};
	bool ok = true;

	merge_result(m, &r);
	check_record(m->table, &r, &m->archive->env, &problems);
	for (size_t i = 0; ok && i < problems.n; i++)
		if (problems.at[i].level == LEVEL_ERROR)
			ok = err_set(e, ERR_CHECK, "合并后通不过检查，没有合并：%s",
				problems.at[i].text);
	problems_free(&problems);
	record_free(&r);
	return ok;
}

static bool run(struct work *w, struct err *e)
{
	struct merge *m = w->merge;
	struct str text = {0};

	batch_name(m, &text);
	bool ok = batch_begin(m->archive, m->table->name, str_c(&text), &w->batch, e);
	if (ok) {
		m->batch = w->batch.id;
		ok = save_all(w, e);
		merge_summary(m, &text);
		struct err later = {0};
		bool ended = batch_end(m->archive, &w->batch, ok ? BATCH_DONE : BATCH_STOPPED,
			str_c(&text), ok ? e : &later);
		ok = ok && ended;
	}
	batch_free(&w->batch);
	str_free(&text);
	return ok;
}

bool merge_apply(struct merge *m, struct err *e)
{
	struct work w = {.merge = m};
	char keep[32], other[32];

	if (merge_undecided(m))
		return err_set(e, ERR_USAGE, "还有 %zu 项没有选，没有合并", merge_undecided(m));
	if (!check(m, e) || !look_again(m, e))
		return false;
	ids_text(m, keep, other);
	snprintf(w.reason, sizeof w.reason, "%s 合并到 %s", other, keep);
	bool ok = run(&w, e);
	clear_work(&w);
	vec_free(&w.pairs);
	vec_free(&w.changes);
	return ok;
}
