#include <binggui/table/reading.h>

#include <stdio.h>
#include <string.h>

#include <binggui/base/vec.h>
#include <binggui/schema/type.h>
#include <binggui/table/index.h>
#include <binggui/table/reference.h>

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
	struct archive *archive;
	uint64_t done, all;
	bool stopped;
};

enum { PACE = 2048 }; /* records between two questions whether to go on */

static enum kv_status scan_row(void *context, struct kv_bytes key, struct kv_bytes value)
{
	struct scanning *s = context;

	if (s->archive->pace && ++s->done % PACE == 0 &&
		!s->archive->pace(s->archive->pace_context, s->done, s->all)) {
		s->stopped = true;
		return KV_STOP;
	}
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
	struct scanning s = {.table = t, .from = id, .row = row, .context = context, .archive = a};

	if (a->pace)
		s.all = archive_count(a, t);
	if (!kv_run(a->kv, false, scan_table, &s, e))
		return false;
	return !s.stopped || err_set(e, ERR_STOPPED, "已中止");
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
	struct str value = {0}, shown = {0};

	snprintf(text, sizeof text, "%.*s", (int)name.n, name.at);
	const struct def_field *f = def_field(t, text);
	if (f && f->computed)
		expr_value(f->computed, r, &a->env, &value);
	if (f) {
		type_format_masked(
			f, &a->types, f->computed ? str_c(&value) : record_field(r, f), &shown);
		str_add(out, str_c(&shown));
	}
	str_free(&value);
	str_free(&shown);
}

void table_words(struct archive *a, const struct def_table *t, const char *at,
	const struct record *r, struct str *out)
{
	while (*at) {
		size_t text = strcspn(at, "{"), name = strcspn(at + text, "}");
		str_addn(out, at, text);
		at += text;
		if (!*at)
			break;
		add_field(a, t, r, (struct span){at + 1, name ? name - 1 : 0}, out);
		at += name + (at[name] == '}');
	}
}

void table_title(
	struct archive *a, const struct def_table *t, const struct record *r, struct str *out)
{
	char id[32];

	str_clear(out);
	table_words(a, t, t->shows ? t->shows : "", r, out);
	if (text_blank(str_c(out))) {
		record_id_text(r->id, id);
		str_set(out, id);
	}
}
