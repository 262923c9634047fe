#include <binggui/domain/eachnew.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/type.h>
#include <binggui/table/batch.h>
#include <binggui/table/table.h>

enum { GROUP = 50 }; /* in one transaction */

struct run {
	const struct eachnew *x;
	struct bulk_result *out;
	struct record *records; /* GROUP of them */
	uint64_t ids[GROUP];    /* whose they are */
	size_t n;
};

const struct def_field *eachnew_by(const struct def_table *into, const struct def_table *from)
{
	if (into->owner && into->owner->target == from)
		return into->owner;
	for (size_t i = 0; i < into->n; i++)
		if (into->fields[i]->target == from && !into->fields[i]->multiple)
			return into->fields[i];
	return NULL;
}

static void fail(struct run *r, uint64_t id, const char *why)
{
	struct bulk_failure f = {.id = id, .why = mem_strdup(why)};
	struct record one = {0};
	struct str title = {0};

	if (table_get(r->x->archive, r->x->from, id, &one, NULL))
		table_title(r->x->archive, r->x->from, &one, &title);
	f.title = mem_strdup(str_c(&title));
	vec_push(&r->out->failures, f);
	record_free(&one);
	str_free(&title);
}

/* False only if the store fails. */
static bool save_singly(struct run *r, const struct save_options *how, struct err *e)
{
	for (size_t i = 0; i < r->n; i++) {
		struct change c = {.table = r->x->into, .record = &r->records[i]};
		struct err one = {0};
		bool ok = table_save(r->x->archive, &c, 1, how, &one);
		bool refused = c.result == CHANGE_REFUSED;
		change_free(&c);
		if (ok) {
			r->out->changed++;
		} else if (refused) {
			fail(r, r->ids[i], one.text);
		} else {
			*e = one;
			return false;
		}
	}
	return true;
}

static bool save_group(struct run *r, struct err *e)
{
	const struct save_options how = {.batch = r->out->batch, .reason = "逐条登记"};
	struct change changes[GROUP];
	bool refused = false;

	for (size_t i = 0; i < r->n; i++)
		changes[i] = (struct change){.table = r->x->into, .record = &r->records[i]};
	bool ok = !r->n || table_save(r->x->archive, changes, r->n, &how, e);
	for (size_t i = 0; i < r->n; i++) {
		refused = refused || changes[i].result == CHANGE_REFUSED;
		r->out->changed += ok;
		change_free(&changes[i]);
	}
	if (!ok && refused) /* one of them spoils it for all */
		ok = save_singly(r, &how, e);
	for (size_t i = 0; i < r->n; i++)
		record_free(&r->records[i]);
	r->n = 0;
	return ok;
}

static void take(struct run *r, uint64_t id)
{
	const struct eachnew *x = r->x;
	struct record whose = {0};
	struct str reference = {0};
	struct err e = {0};

	if (!table_get(x->archive, x->from, id, &whose, &e)) {
		fail(r, id, e.text);
	} else if (whose.voided) {
		fail(r, id, "已经作废");
	} else {
		struct record *new = &r->records[r->n];
		*new = (struct record){0};
		record_copy(new, x->values);
		new->id = new->version = 0;
		table_reference(x->from, &whose, &reference);
		record_set(new, x->by->number, str_c(&reference));
		check_derive(x->into, new, &x->archive->types);
		r->ids[r->n++] = id;
	}
	record_free(&whose);
	str_free(&reference);
}

static bool run_all(struct run *r, struct err *e)
{
	const struct eachnew *x = r->x;
	bool ok = true;

	for (size_t i = 0; ok && i < x->n; i++) {
		if (x->progress && !x->progress(x->context, i, x->n)) {
			r->out->stopped = true;
			break;
		}
		take(r, x->ids[i]);
		if (r->n == GROUP)
			ok = save_group(r, e);
	}
	return ok && save_group(r, e);
}

bool eachnew_run(const struct eachnew *x, struct bulk_result *out, struct err *e)
{
	struct run r = {.x = x, .out = out};
	struct batch batch = {0};
	struct str name = {0}, summary = {0};

	*out = (struct bulk_result){0};
	str_addf(&name, "逐条登记：%s", x->into->title);
	bool ok = batch_begin(x->archive, x->into->name, str_c(&name), &batch, e);
	if (ok) {
		out->batch = batch.id;
		r.records = mem_array(GROUP, sizeof *r.records);
		ok = run_all(&r, e);
		mem_free(r.records);
		str_addf(&summary, "登记了 %zu 条，没有登记成的 %zu 条", out->changed,
			out->failures.n);
		batch.records = out->changed;
		bool ended = batch_end(x->archive, &batch,
			ok && !out->stopped ? BATCH_DONE : BATCH_STOPPED, str_c(&summary),
			ok ? e : NULL);
		ok = ok && ended;
	}
	batch_free(&batch);
	str_free(&name);
	str_free(&summary);
	return ok;
}
