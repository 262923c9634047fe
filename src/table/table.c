#include <binggui/table/table.h>

#include <stdio.h>
#include <string.h>

#include <binggui/base/vec.h>
#include <binggui/schema/type.h>
#include <binggui/table/index.h>
#include <binggui/table/reference.h>
#include <binggui/table/save.h>

/* ---- one record ------------------------------------------------------------------------------ */

static bool tell_damage(uint64_t id, struct err *e)
{
	char text[32];

	record_id_text(id, text);
	return err_set(e, ERR_STORE, "记录 %s 已损坏，请运行 binggui check 查看", text);
}

struct reading {
	const struct def_table *table;
	const struct def_field *field;
	const char *value;
	uint64_t id;
	struct record *out;
	bool found, damaged, astray; /* astray: the index led to a record of another value */
};

static enum kv_status read_id(struct kv_txn *txn, struct reading *r)
{
	struct key k;
	struct kv_bytes value;

	space_record(&k, r->table->number, r->id);
	enum kv_status s = kv_get(txn, key_of(&k), &value);
	r->found = s == KV_OK;
	if (s == KV_OK)
		r->damaged = !record_decode(r->out, r->id, value.at, value.n);
	return s == KV_NOTFOUND ? KV_OK : s;
}

static enum kv_status read_record(struct kv_txn *txn, void *context)
{
	return read_id(txn, context);
}

static bool tell_astray(const struct def_table *t, const char *value, struct err *e)
{
	return err_set(e, ERR_STORE,
		"《%s》的索引与记录不符（%s），请运行 binggui check --repair 修复", t->title,
		value);
}

static bool is_meant(const struct reading *r)
{
	struct str reference = {0};
	uint64_t id;

	reference_make(&reference, r->table, r->out);
	bool meant = text_eq(str_c(&reference), r->value) ||
		     (record_id_parse(r->value, &id) && id == r->out->id);
	str_free(&reference);
	return meant;
}

static enum kv_status read_reference(struct kv_txn *txn, void *context)
{
	struct reading *r = context;
	enum kv_status s = reference_id(txn, r->table, r->value, &r->id);

	r->found = r->damaged = false;
	if (s == KV_OK)
		s = read_id(txn, r);
	r->astray = s == KV_OK && r->found && !r->damaged && !is_meant(r);
	return s == KV_NOTFOUND ? KV_OK : s;
}

bool table_get(struct archive *a, const struct def_table *t, uint64_t id, struct record *out,
	struct err *e)
{
	struct reading r = {.table = t, .id = id, .out = out};
	char text[32];

	record_free(out);
	if (!kv_run(a->kv, false, read_record, &r, e))
		return false;
	if (r.damaged)
		return tell_damage(id, e);
	record_id_text(id, text);
	return r.found || err_set(e, ERR_NOTFOUND, "《%s》里没有记录 %s", t->title, text);
}

bool table_by_reference(struct archive *a, const struct def_table *target, const char *reference,
	struct record *out, struct err *e)
{
	struct reading r = {.table = target, .value = reference ? reference : "", .out = out};

	record_free(out);
	if (!kv_run(a->kv, false, read_reference, &r, e))
		return false;
	if (r.damaged)
		return tell_damage(r.id, e);
	if (r.astray) {
		record_free(out);
		return tell_astray(target, r.value, e);
	}
	return r.found || err_set(e, ERR_NOTFOUND, "《%s》里没有 %s", target->title, r.value);
}

static bool has_line(struct span value, const char *line)
{
	while (value.n) {
		const char *end = memchr(value.at, '\n', value.n);
		size_t n = end ? (size_t)(end - value.at) : value.n;
		if (span_is((struct span){value.at, n}, line))
			return true;
		value.at += end ? n + 1 : n;
		value.n -= end ? n + 1 : n;
	}
	return !*line;
}

static enum kv_status read_unique(struct kv_txn *txn, void *context)
{
	struct reading *r = context;
	struct kv_bytes value;
	struct key k;

	index_unique(&k, r->table, r->field, r->value);
	enum kv_status s = kv_get(txn, key_of(&k), &value);
	r->id = s == KV_OK ? space_number_of(value) : 0;
	if (s != KV_OK)
		return s == KV_NOTFOUND ? KV_OK : s;
	space_record(&k, r->table->number, r->id);
	s = kv_get(txn, key_of(&k), &value);
	r->astray = s == KV_NOTFOUND ||
		    (s == KV_OK &&
			    !has_line(record_peek(value.at, value.n, r->field->number), r->value));
	return s == KV_NOTFOUND ? KV_OK : s;
}

bool table_by_unique(struct archive *a, const struct def_table *t, const struct def_field *f,
	const char *value, uint64_t *id, struct err *e)
{
	struct reading r = {.table = t, .field = f, .value = value};

	*id = 0;
	err_clear(e);
	if (!value || !*value)
		return false;
	if (!kv_run(a->kv, false, read_unique, &r, e))
		return false;
	if (r.astray)
		return tell_astray(t, f->label, e);
	*id = r.id;
	return r.id != 0;
}

/* ---- many ------------------------------------------------------------------------------------ */

struct listing {
	const struct def_table *table;
	const struct def_field *field;
	const char *value;
	size_t max;
	struct ids *out;
};

static enum kv_status add_id(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct ids *out = context;
	uint64_t id;

	(void)value;
	if (index_id(key, &id))
		vec_push(out, id);
	return KV_OK;
}

/* Leaves only those that really have the value: some types' key bytes are alike for several, and damage knows no bounds. */
static enum kv_status sift(struct kv_txn *txn, const struct listing *l, struct ids *ids)
{
	size_t kept = 0;

	for (size_t i = 0; i < ids->n; i++) {
		struct kv_bytes value;
		struct key k;
		space_record(&k, l->table->number, ids->at[i]);
		enum kv_status s = kv_get(txn, key_of(&k), &value);
		if (s != KV_OK && s != KV_NOTFOUND)
			return s;
		if (s == KV_OK &&
			has_line(record_peek(value.at, value.n, l->field->number), l->value))
			ids->at[kept++] = ids->at[i];
	}
	ids->n = kept;
	return KV_OK;
}

static enum kv_status list_unique(struct kv_txn *txn, const struct listing *l)
{
	struct kv_bytes value;
	struct key k;

	index_unique(&k, l->table, l->field, l->value);
	enum kv_status s = kv_get(txn, key_of(&k), &value);
	if (s == KV_OK)
		vec_push(l->out, space_number_of(value));
	return s == KV_NOTFOUND ? KV_OK : s;
}

static enum kv_status list_ids(struct kv_txn *txn, void *context)
{
	const struct listing *l = context;
	struct key low, high;

	vec_clear(l->out);
	if (!index_kept(l->table, l->field))
		return list_unique(txn, l);
	bool exact = index_exact(l->field, l->value);
	index_value(&low, l->table, l->field, l->value);
	key_after(&high, &low);
	enum kv_status s = kv_scan(
		txn, key_of(&low), key_of(&high), exact ? l->max : 0, false, add_id, l->out);
	if (s == KV_OK)
		s = sift(txn, l, l->out);
	if (l->max && l->out->n > l->max)
		l->out->n = l->max;
	return s;
}

bool table_by_index(struct archive *a, const struct def_table *t, const struct def_field *f,
	const char *value, size_t max, struct ids *out, struct err *e)
{
	struct listing l = {t, f, value ? value : "", max, out};

	if (!index_kept(t, f) && !f->unique) {
		vec_clear(out);
		return err_set(e, ERR_BUG, "《%s》的“%s”没有索引", t->title, f->label);
	}
	return kv_run(a->kv, false, list_ids, &l, e);
}

struct scanning {
	const struct def_table *table;
	uint64_t from; /* 0 = all */
	table_row *row;
	void *context;
};

static enum kv_status scan_row(void *context, struct kv_bytes key, struct kv_bytes value)
{
	const struct scanning *s = context;

	if (record_peek_voided(value.at, value.n))
		return KV_OK;
	return s->row(s->context, space_last_id(key), value.at, value.n) ? KV_OK : KV_STOP;
}

static enum kv_status scan_table(struct kv_txn *txn, void *context)
{
	struct scanning *s = context;
	struct space_range r;

	space_of_table(&r, SPACE_RECORD, s->table->number);
	if (s->from)
		space_record(&r.low, s->table->number, s->from);
	return kv_scan(txn, key_of(&r.low), key_of(&r.high), 0, false, scan_row, s);
}

bool table_scan(
	struct archive *a, const struct def_table *t, table_row *row, void *context, struct err *e)
{
	return table_scan_from(a, t, 0, row, context, e);
}

bool table_scan_from(struct archive *a, const struct def_table *t, uint64_t id, table_row *row,
	void *context, struct err *e)
{
	struct scanning s = {t, id, row, context};

	return kv_run(a->kv, false, scan_table, &s, e);
}

/* ---- as words -------------------------------------------------------------------------------- */

void table_reference(const struct def_table *t, const struct record *r, struct str *out)
{
	reference_make(out, t, r);
}

static void add_field(struct archive *a, const struct def_table *t, const struct record *r,
	struct span name, struct str *out)
{
	char text[64];
	struct str shown = {0};

	snprintf(text, sizeof text, "%.*s", (int)name.n, name.at);
	const struct def_field *f = def_field(t, text);
	if (f) {
		type_format_masked(f, &a->types, record_field(r, f), &shown);
		str_add(out, str_c(&shown));
	}
	str_free(&shown);
}

void table_title(
	struct archive *a, const struct def_table *t, const struct record *r, struct str *out)
{
	const char *at = t->shows ? t->shows : "";
	char id[32];

	str_clear(out);
	while (*at) {
		size_t text = strcspn(at, "{"), name = strcspn(at + text, "}");
		str_addn(out, at, text);
		at += text;
		if (!*at)
			break;
		add_field(a, t, r, (struct span){at + 1, name ? name - 1 : 0}, out);
		at += name + (at[name] == '}');
	}
	if (text_blank(str_c(out))) {
		record_id_text(r->id, id);
		str_set(out, id);
	}
}

/* ---- saving ---------------------------------------------------------------------------------- */

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
	for (size_t i = 0; i < o->problems.n; i++) {
		const struct problem *p = &o->problems.at[i];
		problem_add(&c->problems, p->field, p->level, p->code, "%s", p->text);
	}
	for (size_t i = 0; i < o->taken.n; i++)
		tell_taken(a, c, &o->taken.at[i], &c->problems);
}

static void settle_saved(struct change *c, struct outcome *o)
{
	struct record *r = c->record;

	c->result = o->result;
	c->moved = o->moved;
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

bool table_save(struct archive *a, struct change *changes, size_t n,
	const struct save_options *options, struct err *e)
{
	struct err mine;
	struct save s;

	e = e ? e : &mine;
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
