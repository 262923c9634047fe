#include <binggui/domain/pairsave.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/table/batch.h>
#include <binggui/table/table.h>

/* Steps in one transaction: short enough that nobody else's save waits for it. */
enum { GROUP = 32 };

/* A step on its way: the record that ends, the record that begins. */
struct member {
	size_t step;
	struct record base, old, fresh;
	size_t first, n; /* its changes */
};

struct run {
	const struct pairsave *save;
	struct archive *archive;
	const struct def_table *table;
	const struct def_field *person, *tier, *staff, *from, *to, *end_reason, *kind;
	struct pairsave_result *out;
	struct member members[GROUP];
	struct change changes[2 * GROUP];
	size_t n, n_changes;
	char day[DATE_TEXT];
};

void pairsave_result_free(struct pairsave_result *r)
{
	for (size_t i = 0; i < r->failures.n; i++)
		mem_free(r->failures.at[i].why);
	vec_free(&r->failures);
	vec_free(&r->entries);
	*r = (struct pairsave_result){0};
}

static bool find_fields(struct run *r, struct err *e)
{
	const struct {
		const char *name;
		const struct def_field **field;
	} all[] = {{"person", &r->person}, {"tier", &r->tier}, {"staff", &r->staff},
		{"from", &r->from}, {"to", &r->to}, {"end_reason", &r->end_reason},
		{"kind", &r->kind}};

	r->table = defs_table(r->archive->defs, "pairing");
	for (size_t i = 0; r->table && i < sizeof all / sizeof *all; i++) {
		*all[i].field = def_field(r->table, all[i].name);
		if (!*all[i].field)
			return err_set(e, ERR_CONFIG, "登记簿“%s”没有字段 %s，不能结对",
				r->table->title, all[i].name);
	}
	return r->table || err_set(e, ERR_CONFIG, "没有登记簿 pairing，不能结对");
}

static void fail(struct run *r, size_t step, const char *why)
{
	struct pairsave_failure f = {step, mem_strdup(why)};

	vec_push(&r->out->failures, f);
}

/* ---- one step -------------------------------------------------------------------------------- */

static void set_reference(struct record *r, const struct def_field *f, uint64_t id)
{
	char text[32];

	record_id_text(id, text);
	record_set(r, f->number, text);
}

static const char *reason_of(const struct run *r, const struct pair_step *s)
{
	const struct pairing *p = r->save->plan->pairing;
	const char *gone = s->person == PAIR_NONE ? NULL : p->people.at[s->person].gone;

	if (!s->end || !gone)
		return r->save->end_reason;
	return def_code_find(r->end_reason->codes, gone) ? gone : "其他";
}

/* False with the failure told: somebody has ended or voided it meanwhile. */
static bool end_old(struct run *r, struct member *m, const struct pair_step *s)
{
	const struct pair_open *o = &r->save->plan->pairing->opens.at[s->old];
	struct err e = {0};

	if (!table_get(r->archive, r->table, o->id, &m->base, &e)) {
		fail(r, m->step, e.text);
		return false;
	}
	if (m->base.voided || *record_field(&m->base, r->to)) {
		fail(r, m->step, "刚刚有人结束了这一结对，请重新看一遍");
		return false;
	}
	record_copy(&m->old, &m->base);
	record_set(&m->old, r->to->number, r->day);
	record_set(&m->old, r->end_reason->number, reason_of(r, s));
	return true;
}

static void begin_new(struct run *r, struct member *m, const struct pair_step *s)
{
	const struct pairing *p = r->save->plan->pairing;
	const struct pair_person *one = &p->people.at[s->person];
	const char *kind = m->base.id ? record_field(&m->base, r->kind) : "";

	set_reference(&m->fresh, r->person, one->id);
	record_set(&m->fresh, r->tier->number, pair_tier_name(s->tier));
	set_reference(&m->fresh, r->staff, p->staff.at[s->staff].id);
	record_set(&m->fresh, r->from->number, r->day);
	record_set(&m->fresh, r->kind->number, *kind ? kind : one->focus ? "重点联系" : "普遍联系");
}

static void free_member(struct member *m)
{
	record_free(&m->base);
	record_free(&m->old);
	record_free(&m->fresh);
	*m = (struct member){0};
}

static void take(struct run *r, size_t step)
{
	const struct pair_step *s = &r->save->plan->steps.at[step];
	struct member *m = &r->members[r->n];

	if (s->staff == PAIR_NONE && !s->end)
		return;
	*m = (struct member){.step = step};
	if (s->old != PAIR_NONE && !end_old(r, m, s)) {
		free_member(m);
		return;
	}
	if (s->staff != PAIR_NONE)
		begin_new(r, m, s);
	r->n++;
}

/* ---- saving ---------------------------------------------------------------------------------- */

/* The old one first: its place must be free when the new one takes it. */
static void list_changes(struct run *r)
{
	r->n_changes = 0;
	for (size_t i = 0; i < r->n; i++) {
		struct member *m = &r->members[i];
		m->first = r->n_changes;
		if (m->base.id)
			r->changes[r->n_changes++] = (struct change){
				.table = r->table, .base = &m->base, .record = &m->old};
		if (m->fresh.n)
			r->changes[r->n_changes++] =
				(struct change){.table = r->table, .record = &m->fresh};
		m->n = r->n_changes - m->first;
	}
}

static void count(struct run *r, const struct member *m)
{
	for (size_t i = m->first; i < m->first + m->n; i++) {
		const struct change *c = &r->changes[i];
		r->out->made += !c->base;
		r->out->ended += c->base != NULL;
		if (!r->out->batch)
			vec_push(&r->out->entries, c->record->entry);
	}
}

static bool refused(const struct run *r, const struct member *m)
{
	for (size_t i = m->first; i < m->first + m->n; i++)
		if (r->changes[i].result == CHANGE_REFUSED ||
			r->changes[i].result == CHANGE_CONFLICT)
			return true;
	return false;
}

static void free_changes(struct run *r)
{
	for (size_t i = 0; i < r->n_changes; i++)
		change_free(&r->changes[i]);
}

static bool save_singly(struct run *r, const struct save_options *options, struct err *e)
{
	bool ok = true;

	for (size_t i = 0; ok && i < r->n; i++) {
		const struct member *m = &r->members[i];
		struct err one = {0};
		if (table_save(r->archive, &r->changes[m->first], m->n, options, &one)) {
			count(r, m);
		} else if (refused(r, m)) {
			fail(r, m->step, one.text);
		} else {
			*e = one;
			ok = false;
		}
	}
	return ok;
}

static bool save_group(struct run *r, struct err *e)
{
	const struct save_options options = {
		.batch = r->out->batch, .reason = r->save->title ? r->save->title : "结对"};
	bool any = false;

	if (!r->n)
		return true;
	list_changes(r);
	bool ok = table_save(r->archive, r->changes, r->n_changes, &options, e);
	for (size_t i = 0; i < r->n; i++) {
		any = any || refused(r, &r->members[i]);
		if (ok)
			count(r, &r->members[i]);
	}
	free_changes(r);
	if (!ok && any) {
		err_clear(e);
		list_changes(r);
		ok = save_singly(r, &options, e);
		free_changes(r);
	}
	for (size_t i = 0; i < r->n; i++)
		free_member(&r->members[i]);
	r->n = 0;
	return ok;
}

static bool run_all(struct run *r, struct err *e)
{
	const struct pairsave *s = r->save;
	bool ok = true;

	for (size_t i = 0; ok && i < s->plan->steps.n; i++) {
		if (s->progress && !s->progress(s->context, i, s->plan->steps.n)) {
			r->out->stopped = true;
			break;
		}
		take(r, i);
		if (r->n == GROUP)
			ok = save_group(r, e);
	}
	return ok && save_group(r, e);
}

static bool run_batch(struct run *r, struct err *e)
{
	struct pairsave_result *out = r->out;
	struct batch batch = {0};
	struct str summary = {0};

	if (!batch_begin(r->archive, r->table->name, r->save->title, &batch, e))
		return false;
	out->batch = batch.id;
	bool ok = run_all(r, e);
	str_addf(&summary, "新结对 %zu 条，结束 %zu 条，没有做成 %zu 条", out->made, out->ended,
		out->failures.n);
	batch.records = out->made + out->ended;
	struct err later = {0};
	bool ended = batch_end(r->archive, &batch, ok && !out->stopped ? BATCH_DONE : BATCH_STOPPED,
		str_c(&summary), ok ? e : &later);
	str_free(&summary);
	batch_free(&batch);
	return ok && ended;
}

bool pairsave_run(const struct pairsave *s, struct pairsave_result *out, struct err *e)
{
	struct run *r = mem_new0(struct run);

	*out = (struct pairsave_result){0};
	r->save = s;
	r->archive = s->plan->pairing->archive;
	r->out = out;
	date_format(s->day, r->day);
	bool ok = find_fields(r, e) && (s->title ? run_batch(r, e) : run_all(r, e));
	for (size_t i = 0; i < r->n; i++)
		free_member(&r->members[i]);
	mem_free(r);
	return ok;
}
