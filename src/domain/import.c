#include <binggui/domain/import.h>

#include <string.h>

#include <binggui/base/date.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/candidate.h>
#include <binggui/domain/deposit.h>
#include <binggui/schema/check.h>
#include <binggui/table/batch.h>
#include <binggui/table/table.h>

/*
 * A chunk is one transaction: its size follows the time that one took, so that nobody waits longer.
 * Where most of that time is the disk's, smaller ones would only make more of it.
 */
enum { REHEARSED_AT_ONCE = 4000, REHEARSED_MOST = 20000, GUILTY_MOST = 200 };
enum { CHUNK_START = 128, CHUNK_LEAST = 128, CHUNK_MOST = 1024, SHORT_MS = 20, LONG_MS = 45 };

struct chunk {
	size_t *rows; /* indexes into the plan */
	struct deposit *deposits;
	size_t n;
	struct change *changes;
	size_t n_changes, cap_changes;
};

struct importing {
	struct plan *plan;
	const char **values; /* by slot, of the row at hand */
	struct chunk chunk;
	size_t size; /* rows a chunk may have now */
	bool rehearse;
	struct batch batch;
	struct import_result *result;
};

/* ---- a chunk --------------------------------------------------------------------------------- */

static void chunk_clear(struct chunk *c)
{
	for (size_t i = 0; i < c->n; i++)
		deposit_free(&c->deposits[i]);
	for (size_t i = 0; i < c->n_changes; i++)
		change_free(&c->changes[i]);
	c->n = c->n_changes = 0;
}

static struct change *add_change(struct chunk *c)
{
	if (c->n_changes == c->cap_changes) {
		c->cap_changes = c->cap_changes ? 2 * c->cap_changes : 64;
		c->changes = mem_resize(c->changes, c->cap_changes * sizeof *c->changes);
	}
	struct change *added = &c->changes[c->n_changes++];
	*added = (struct change){0};
	return added;
}

/* A related record refers to its person: by what is stored, or by a link if that is made in the same call. */
static void put_owner(struct importing *m, struct deposit_part *p, const struct deposit_part *main,
	struct change *change, size_t main_change)
{
	struct str reference = {0};

	if (!main->base.id) {
		change->links[0] = (struct change_link){p->table->owner, main_change};
		change->n_links = 1;
		return;
	}
	table_reference(m->plan->table, &main->base, &reference);
	record_set(&p->record, p->table->owner->number, str_c(&reference));
	str_free(&reference);
}

static struct change *add_part(struct importing *m, struct deposit_part *p)
{
	struct change *c = add_change(&m->chunk);

	c->table = p->table;
	c->base = p->base.id ? &p->base : NULL;
	c->record = &p->record;
	if (!c->base)
		check_derive(p->table, &p->record, &m->plan->archive->types);
	return c;
}

static const struct def_field *number_field(const struct lexicon *l, const struct def_table *t)
{
	for (size_t i = 0; i < l->n_referred; i++)
		if (l->referred[i].table == t)
			return l->referred[i].number->field;
	return NULL;
}

/* The change of this chunk that makes the same record (two people of one household) and gets what is new in p; -1 if there is none. */
static long join_pending(struct importing *m, const struct deposit_part *p)
{
	const struct def_field *f = number_field(&m->plan->lexicon, p->table);

	for (size_t k = 0; f && !p->base.id && k < m->chunk.n_changes; k++) {
		struct change *c = &m->chunk.changes[k];
		if (c->table != p->table || c->base ||
			!text_eq(record_field(c->record, f), record_field(&p->record, f)))
			continue;
		for (size_t i = 0; i < p->record.n; i++)
			if (!*record_get(c->record, p->record.at[i].field))
				record_set(c->record, p->record.at[i].field, p->record.at[i].text);
		return (long)k;
	}
	return -1;
}

/* What the main record refers to stands before it, what hangs on it behind. */
static void add_changes(struct importing *m, struct deposit *d)
{
	struct change_link links[3];
	size_t n_links = 0;

	for (size_t i = 1; i < d->n; i++) {
		struct deposit_part *p = &d->at[i];
		if (p->owned || !p->changed)
			continue;
		long at = join_pending(m, p);
		if (at < 0) {
			add_part(m, p);
			at = (long)m->chunk.n_changes - 1;
		}
		if (p->via && n_links < sizeof links / sizeof *links)
			links[n_links++] = (struct change_link){p->via, (size_t)at};
	}
	size_t main = m->chunk.n_changes;
	if (d->at[0].changed) {
		struct change *c = add_part(m, &d->at[0]);
		memcpy(c->links, links, n_links * sizeof *links);
		c->n_links = n_links;
	}
	for (size_t i = 1; i < d->n; i++) {
		struct deposit_part *p = &d->at[i];
		if (!p->owned || !p->changed)
			continue;
		struct change *c = add_part(m, p);
		if (!p->base.id)
			put_owner(m, p, &d->at[0], c, main);
	}
}

static bool make_deposit(
	struct importing *m, const struct plan_row *row, struct deposit *d, struct err *e)
{
	size_t slot;
	const char *text;

	for (size_t i = 0; i < m->plan->lexicon.n; i++)
		m->values[i] = NULL;
	for (const char *at = row->values; packed_each(&at, &slot, &text);)
		m->values[slot] = text;
	return deposit_make(
		d, m->plan->archive, &m->plan->lexicon, m->values, row->id, row->owner, NULL, e);
}

static bool add_row(struct importing *m, size_t index, struct err *e)
{
	struct deposit *d = &m->chunk.deposits[m->chunk.n];

	if (!make_deposit(m, &m->plan->rows[index], d, e))
		return false;
	m->chunk.rows[m->chunk.n++] = index;
	add_changes(m, d);
	return true;
}

static bool save(struct importing *m, struct err *e)
{
	struct save_options options = {.batch = m->batch.id,
		.action = "import",
		.skip_check = true,
		.ledger = true,
		.rehearse = m->rehearse,
		.allow_warnings = true};

	return !m->chunk.n_changes ||
	       table_save(m->plan->archive, m->chunk.changes, m->chunk.n_changes, &options, e);
}

/* What the same file had given before already; the plan has told what the archive had. */
static void tell_before(struct importing *m, struct plan_row *row, const struct deposit *d)
{
	const struct change *c = m->chunk.changes, *end = c + m->chunk.n_changes;

	while (c < end && c->record != &d->at[0].record)
		c++;
	for (size_t i = 0; c < end && i < c->problems.n; i++) {
		if (!c->problems.at[i].field || finding_has(&row->findings, FINDING_GIVEN_BEFORE))
			continue;
		finding_add(&row->findings, c->problems.at[i].field->name, FINDING_GIVEN_BEFORE,
			"%s", c->problems.at[i].text);
		if (row->outcome != OUTCOME_ACCEPT)
			continue;
		m->plan->counts[row->outcome]--;
		row->outcome = OUTCOME_WARN;
		m->plan->counts[row->outcome]++;
	}
}

static void count_saved(struct importing *m)
{
	for (size_t i = 0; i < m->chunk.n; i++) {
		struct plan_row *row = &m->plan->rows[m->chunk.rows[i]];
		if (row->action == PLAN_CREATE)
			m->result->created++;
		else
			m->result->updated++;
		row->id = m->chunk.deposits[i].at[0].record.id;
		tell_before(m, row, &m->chunk.deposits[i]);
	}
}

/* ---- what the store refuses ------------------------------------------------------------------ */

static bool is_refusal(const struct err *e)
{
	return e->code == ERR_CONFLICT || e->code == ERR_CHECK || e->code == ERR_DATA ||
	       e->code == ERR_NOTFOUND;
}

static void tell_refused(struct importing *m, size_t index, const struct err *e)
{
	struct plan *p = m->plan;
	struct plan_row *row = &p->rows[index];

	p->counts[row->outcome]--;
	p->actions[row->action]--;
	row->outcome = OUTCOME_REPORT;
	row->action = PLAN_NOTHING;
	p->counts[row->outcome]++;
	p->actions[row->action]++;
	finding_add(&row->findings, "", FINDING_DUP_CONFLICT, "%s：%s",
		m->rehearse ? "写入时会被拒绝" : "没有写入", e->text);
	m->result->failed++;
}

/* One row spoils the whole transaction: each by itself, and only the guilty one stays out. */
static bool save_singly(struct importing *m, struct err *e)
{
	size_t n = m->chunk.n;
	size_t *rows = mem_dup(m->chunk.rows, n * sizeof *rows);
	bool ok = true;

	for (size_t i = 0; ok && i < n; i++) {
		chunk_clear(&m->chunk);
		if (add_row(m, rows[i], e) && save(m, e)) {
			count_saved(m);
			continue;
		}
		ok = is_refusal(e);
		if (ok)
			tell_refused(m, rows[i], e);
	}
	mem_free(rows);
	return ok;
}

static bool flush(struct importing *m, struct err *e)
{
	int64_t start = date_now_ms();
	bool ok = save(m, e);

	if (ok)
		count_saved(m);
	else if (is_refusal(e))
		ok = save_singly(m, e);
	chunk_clear(&m->chunk);
	int64_t took = date_now_ms() - start;
	if (took < SHORT_MS && m->size < CHUNK_MOST)
		m->size *= 2;
	else if (took > LONG_MS && m->size > CHUNK_LEAST)
		m->size /= 2;
	return ok;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static bool writes(const struct plan_row *row)
{
	return row->action == PLAN_CREATE || row->action == PLAN_UPDATE;
}

static bool run(struct importing *m, const struct import_options *o, struct err *e)
{
	struct plan *p = m->plan;
	bool ok = true;

	for (size_t i = 0; ok && i < p->n; i++) {
		if (p->rows[i].action == PLAN_UNCHANGED)
			m->result->unchanged++;
		if (!writes(&p->rows[i]))
			continue;
		ok = add_row(m, i, e);
		if (!ok || m->chunk.n < m->size)
			continue;
		ok = flush(m, e);
		if (ok && o->progress && !o->progress(o->context, i + 1, p->n)) {
			m->result->stopped = true;
			return true;
		}
	}
	ok = ok && flush(m, e);
	if (ok && o->progress)
		o->progress(o->context, p->n, p->n);
	return ok;
}

static bool finish(struct importing *m, bool ok, struct err *e)
{
	struct import_result *r = m->result;
	struct str summary = {0};
	struct err late;

	str_addf(&summary, "新增%zu，补充%zu，无变化%zu", r->created, r->updated, r->unchanged);
	bool whole = ok && !r->stopped;
	bool ended = batch_end(m->plan->archive, &m->batch, whole ? BATCH_DONE : BATCH_STOPPED,
		str_c(&summary), ok ? e : &late);
	str_free(&summary);
	return ok && ended;
}

static void make_room(struct importing *m, size_t rows)
{
	m->values = mem_array(m->plan->lexicon.n + 1, sizeof *m->values);
	m->chunk.rows = mem_array(rows, sizeof *m->chunk.rows);
	m->chunk.deposits = mem_array(rows, sizeof *m->chunk.deposits);
}

static void free_room(struct importing *m)
{
	chunk_clear(&m->chunk);
	mem_free(m->chunk.rows);
	mem_free(m->chunk.deposits);
	mem_free(m->chunk.changes);
	mem_free(m->values);
}

static bool begin(struct importing *m, const char *file, struct err *e)
{
	const struct plan *p = m->plan;

	make_room(m, CHUNK_MOST);
	return batch_begin(p->archive, p->table->name, file ? file : "", &m->batch, e);
}

bool import_apply(struct plan *p, const struct import_options *options,
	struct import_result *result, struct err *e)
{
	static const struct import_options none;
	struct importing m = {.plan = p, .size = CHUNK_START, .result = result};
	const struct import_options *o = options ? options : &none;
	struct err unasked;
	bool ok;

	e = e ? e : &unasked;
	*result = (struct import_result){0};
	if (!p->actions[PLAN_CREATE] && !p->actions[PLAN_UPDATE]) {
		result->unchanged = p->actions[PLAN_UNCHANGED];
		return true;
	}
	ok = begin(&m, o->file, e);
	if (ok) {
		result->batch = m.batch.id;
		ok = finish(&m, run(&m, o, e), e);
	}
	free_room(&m);
	batch_free(&m.batch);
	return ok;
}

/* ---- before anything is written -------------------------------------------------------------- */

/* Rows on their way to be tried together; guilty ones are taken out. */
struct trial {
	size_t *rows; /* indexes into the plan */
	size_t n;
};

/* Whether the first n of them could be written, one after the other; false: e says why not, or what failed. */
static bool try_rows(struct importing *m, const struct trial *t, size_t n, struct err *e)
{
	bool ok = true;

	chunk_clear(&m->chunk);
	for (size_t i = 0; ok && i < n; i++)
		ok = add_row(m, t->rows[i], e);
	ok = ok && save(m, e);
	chunk_clear(&m->chunk);
	return ok;
}

static void take_out(struct trial *t, size_t at)
{
	memmove(&t->rows[at], &t->rows[at + 1], (t->n - at - 1) * sizeof *t->rows);
	t->n--;
}

/* Those that what is stored already keeps out. */
static bool try_singly(struct importing *m, struct trial *t, struct err *e)
{
	for (size_t i = 0; i < t->n;) {
		const struct trial one = {&t->rows[i], 1};
		if (try_rows(m, &one, 1, e)) {
			i++;
			continue;
		}
		if (!is_refusal(e))
			return false;
		tell_refused(m, t->rows[i], e);
		take_out(t, i);
	}
	return true;
}

/* The last of the shortest beginning that cannot be written: what it meets stands before it. */
static bool find_guilty(struct importing *m, const struct trial *t, size_t *at, struct err *e)
{
	size_t low = 1, high = t->n; /* rows: fewer than low go, high do not */

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (try_rows(m, t, middle, e))
			low = middle + 1;
		else if (is_refusal(e))
			high = middle;
		else
			return false;
	}
	*at = high - 1;
	return !try_rows(m, t, high, e) && is_refusal(e);
}

static bool try_block(struct importing *m, struct trial *t, struct err *e)
{
	if (!t->n || try_rows(m, t, t->n, e))
		return true;
	if (!is_refusal(e) || !try_singly(m, t, e))
		return false;
	for (size_t n = 0, at; n < GUILTY_MOST && t->n && !try_rows(m, t, t->n, e); n++) {
		if (!is_refusal(e) || !find_guilty(m, t, &at, e))
			return false;
		tell_refused(m, t->rows[at], e);
		take_out(t, at);
	}
	return true;
}

bool import_rehearse(struct plan *p, struct err *e)
{
	struct import_result result = {0};
	struct importing m = {.plan = p, .result = &result, .rehearse = true};
	struct trial t = {.rows = mem_array(REHEARSED_AT_ONCE, sizeof *t.rows)};
	size_t seen = 0;
	struct err unasked;
	bool ok = true;

	e = e ? e : &unasked;
	make_room(&m, REHEARSED_AT_ONCE);
	for (size_t i = 0; ok && i < p->n && seen < REHEARSED_MOST; i++) {
		if (!writes(&p->rows[i]))
			continue;
		t.rows[t.n++] = i;
		seen++;
		if (t.n < REHEARSED_AT_ONCE)
			continue;
		ok = try_block(&m, &t, e);
		t.n = 0;
	}
	ok = ok && try_block(&m, &t, e);
	if (ok)
		err_clear(e);
	free_room(&m);
	mem_free(t.rows);
	return ok;
}
