#include <binggui/domain/bulk.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/batch.h>
#include <binggui/table/table.h>

/* Records in one transaction: short enough that nobody else's save waits for it. */
enum { GROUP = 16 };

struct member {
	struct record base, record;
};

/* Records on their way into one save. */
struct group {
	struct member members[GROUP];
	struct change changes[GROUP];
	size_t n;
};

struct run {
	const struct bulk *bulk;
	struct bulk_result *out;
	struct group group;
	struct str value;
};

void bulk_result_free(struct bulk_result *r)
{
	for (size_t i = 0; i < r->failures.n; i++) {
		mem_free(r->failures.at[i].title);
		mem_free(r->failures.at[i].why);
	}
	vec_free(&r->failures);
	*r = (struct bulk_result){0};
}

bool bulk_allowed(const struct def_field *f)
{
	return !f->computed && !f->readonly && !f->unique && !f->by;
}

/* ---- values ---------------------------------------------------------------------------------- */

/* `lines` without the line `value`, into out. */
static void without_line(struct str *out, const char *lines, const char *value)
{
	str_clear(out);
	for (const char *at = lines; *at;) {
		size_t n = strcspn(at, "\n");
		if (n != strlen(value) || memcmp(at, value, n) != 0) {
			if (out->n)
				str_addc(out, '\n');
			str_addn(out, at, n);
		}
		at += n + (at[n] == '\n');
	}
}

static void new_value(const struct bulk *b, const char *old, struct str *out)
{
	if (b->how == BULK_SET) {
		str_set(out, b->value);
		return;
	}
	without_line(out, old, b->value);
	if (b->how == BULK_REMOVE)
		return;
	str_set(out, old); /* what is there already keeps its place */
	struct str rest = {0};
	without_line(&rest, old, b->value);
	if (rest.n == strlen(old))
		str_addf(out, "%s%s", *old ? "\n" : "", b->value);
	str_free(&rest);
}

/* ---- failures -------------------------------------------------------------------------------- */

static void fail(struct run *r, uint64_t id, const struct record *record, const char *why)
{
	struct bulk_failure *f = vec_add(&r->out->failures);
	struct str title = {0};

	if (record)
		table_title(r->bulk->archive, r->bulk->table, record, &title);
	f->id = id;
	f->title = mem_strdup(str_c(&title));
	f->why = mem_strdup(why);
	str_free(&title);
}

/* Every error that forbids the save, with the name of its field unless it says that itself. */
static void reasons(const struct problems *p, struct str *out)
{
	str_clear(out);
	for (size_t i = 0; i < p->n; i++) {
		const struct problem *one = &p->at[i];
		if (one->level != LEVEL_ERROR)
			continue;
		if (out->n)
			str_add(out, "；");
		if (one->field && !strstr(one->text, one->field->label))
			str_addf(out, "%s：", one->field->label);
		str_add(out, one->text);
	}
}

static bool refused(const struct change *c)
{
	return c->result == CHANGE_REFUSED || c->result == CHANGE_CONFLICT;
}

static void fail_change(struct run *r, const struct change *c, const struct err *e)
{
	struct str why = {0};

	reasons(&c->problems, &why);
	if (c->result == CHANGE_CONFLICT)
		str_set(&why, "别人刚刚改过这一项");
	fail(r, c->base->id, c->base, why.n ? str_c(&why) : e->text);
	str_free(&why);
}

/* ---- saving ---------------------------------------------------------------------------------- */

static void free_changes(struct group *g)
{
	for (size_t i = 0; i < g->n; i++)
		change_free(&g->changes[i]);
}

static void free_group(struct group *g)
{
	for (size_t i = 0; i < g->n; i++) {
		record_free(&g->members[i].base);
		record_free(&g->members[i].record);
	}
	g->n = 0;
}

static void set_changes(const struct bulk *b, struct group *g)
{
	for (size_t i = 0; i < g->n; i++)
		g->changes[i] = (struct change){
			.table = b->table,
			.base = &g->members[i].base,
			.record = &g->members[i].record,
		};
}

static void count(struct run *r, const struct change *c)
{
	if (c->result == CHANGE_UNCHANGED)
		r->out->unchanged++;
	else
		r->out->changed++;
}

/* One at a time, since one of them is refused and takes the others with it. */
static bool save_singly(struct run *r, const struct save_options *options, struct err *e)
{
	struct group *g = &r->group;
	bool ok = true;

	for (size_t i = 0; ok && i < g->n; i++) {
		struct change *c = &g->changes[i];
		struct err one = {0};
		if (table_save(r->bulk->archive, c, 1, options, &one)) {
			count(r, c);
		} else if (refused(c)) {
			fail_change(r, c, &one);
		} else {
			*e = one;
			ok = false;
		}
	}
	return ok;
}

static bool save_group(struct run *r, struct err *e)
{
	const struct save_options options = {.batch = r->out->batch, .reason = "批量修改"};
	struct group *g = &r->group;
	bool any = false;

	if (!g->n)
		return true;
	set_changes(r->bulk, g);
	bool ok = table_save(r->bulk->archive, g->changes, g->n, &options, e);
	for (size_t i = 0; i < g->n; i++) {
		any = any || refused(&g->changes[i]);
		if (ok)
			count(r, &g->changes[i]);
	}
	free_changes(g);
	if (!ok && any) {
		set_changes(r->bulk, g);
		ok = save_singly(r, &options, e);
		free_changes(g);
	}
	free_group(g);
	return ok;
}

/* Checked before it joins the others: a failure is then its own. */
static void add(struct run *r, struct member *m)
{
	const struct bulk *b = r->bulk;
	struct problems problems = {0};
	struct str why = {0};

	new_value(b, record_field(&m->base, b->field), &r->value);
	record_set(&m->record, b->field->number, str_c(&r->value));
	check_record(b->table, &m->record, &b->archive->env, &problems);
	if (problems_errors(&problems)) {
		reasons(&problems, &why);
		fail(r, m->base.id, &m->base, str_c(&why));
		record_free(&m->base);
		record_free(&m->record);
	} else {
		r->group.members[r->group.n++] = *m;
	}
	problems_free(&problems);
	str_free(&why);
}

static void take(struct run *r, uint64_t id)
{
	struct member m = {0};
	struct err e = {0};

	if (!table_get(r->bulk->archive, r->bulk->table, id, &m.base, &e)) {
		fail(r, id, NULL, e.text);
	} else if (m.base.voided) {
		fail(r, id, &m.base, "已经作废");
	} else {
		record_copy(&m.record, &m.base);
		add(r, &m);
		return;
	}
	record_free(&m.base);
}

static bool run_all(struct run *r, struct err *e)
{
	const struct bulk *b = r->bulk;
	bool ok = true;

	for (size_t i = 0; ok && i < b->n; i++) {
		if (b->progress && !b->progress(b->context, i, b->n)) {
			r->out->stopped = true;
			break;
		}
		take(r, b->ids[i]);
		if (r->group.n == GROUP)
			ok = save_group(r, e);
	}
	ok = ok && save_group(r, e); /* what was stopped at is whole records still */
	free_group(&r->group);
	return ok;
}

/* ---- the batch ------------------------------------------------------------------------------- */

/* What the list of batches calls it: "批量修改：人员状态 → 迁出". */
static void batch_name(const struct bulk *b, struct str *out)
{
	static const char *const words[] = {
		[BULK_SET] = " → ", [BULK_ADD] = " 加上 ", [BULK_REMOVE] = " 去掉 "};
	struct str value = {0};

	type_format_masked(b->field, &b->archive->types, b->value, &value);
	str_addf(out, "批量修改：%s%s%s", b->field->label, words[b->how],
		value.n ? str_c(&value) : "空");
	str_free(&value);
}

static bool end(const struct bulk *b, struct batch *batch, const struct bulk_result *out, bool ok,
	struct err *e)
{
	struct str summary = {0};

	str_addf(&summary, "改了 %zu 条，原来就是这样的 %zu 条，没有改成的 %zu 条", out->changed,
		out->unchanged, out->failures.n);
	batch->records = out->changed;
	bool whole = ok && !out->stopped;
	bool ended = batch_end(b->archive, batch, whole ? BATCH_DONE : BATCH_STOPPED,
		str_c(&summary), ok ? e : NULL);
	str_free(&summary);
	return ok && ended;
}

bool bulk_run(const struct bulk *b, struct bulk_result *out, struct err *e)
{
	struct run r = {.bulk = b, .out = out};
	struct batch batch = {0};
	struct str name = {0};

	*out = (struct bulk_result){0};
	if (!bulk_allowed(b->field))
		return err_set(e, ERR_USAGE, "“%s”不能批量修改", b->field->label);
	batch_name(b, &name);
	bool ok = batch_begin(b->archive, b->table->name, str_c(&name), &batch, e);
	str_free(&name);
	if (!ok)
		return false;
	out->batch = batch.id;
	ok = run_all(&r, e);
	ok = end(b, &batch, out, ok, e);
	str_free(&r.value);
	batch_free(&batch);
	return ok;
}
