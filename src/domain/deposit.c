#include <binggui/domain/deposit.h>

#include <string.h>

#include <binggui/base/date.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/reading.h>
#include <binggui/table/table.h>

void deposit_free(struct deposit *d)
{
	for (size_t i = 0; i < d->n; i++) {
		record_free(&d->at[i].base);
		record_free(&d->at[i].record);
	}
	vec_free(d);
	d->changes = false;
}

/* ---- values ---------------------------------------------------------------------------------- */

static bool dates_agree(const char *a, const char *b)
{
	struct date x, y;

	return date_parse(&x, a) && date_parse(&y, b) && x.year == y.year &&
	       (!x.month || !y.month || x.month == y.month) && (!x.day || !y.day || x.day == y.day);
}

static bool is_long(const struct def_field *f)
{
	return text_eq(f->type_name, "longtext");
}

/* Every piece of a note (they are set apart by ；) stands in the other. */
static bool notes_agree(const char *stored, const char *value)
{
	static const char gap[] = "；";
	const char *at = value;

	while (*at) {
		const char *end = strstr(at, gap);
		size_t n = end ? (size_t)(end - at) : strlen(at);
		char *piece = mem_strndup(at, n);
		bool there = strstr(stored, piece) != NULL;
		mem_free(piece);
		if (!there)
			return false;
		at += n + (end ? strlen(gap) : 0);
	}
	return true;
}

bool deposit_agree(const struct def_field *f, const char *a, const char *b)
{
	if (text_eq(a, b))
		return true;
	if (text_eq(f->type_name, "date"))
		return dates_agree(a, b);
	return is_long(f) && notes_agree(a, b);
}

static const char *value_of(const char *const *values, const struct slot *s)
{
	return values[s->number] ? values[s->number] : "";
}

static bool belongs(const struct slot *s, const struct def_table *t)
{
	return s->role == SLOT_FIELD && s->table == t;
}

/* ---- one record ------------------------------------------------------------------------------ */

static struct deposit_part *add_part(struct deposit *d, const struct def_table *t)
{
	struct deposit_part *p = vec_add(d);

	p->table = t;
	return p;
}

/* A secret is not shown, a code of an area says nothing. */
static void tell_conflict(struct findings *conflicts, const struct slot *s, const char *stored)
{
	if (s->field->class == CLASS_SECRET || s->field->target)
		finding_add(conflicts, s->path, FINDING_DUP_CONFLICT,
			"档案里的“%s”与名册不同，未改动", s->field->label);
	else
		finding_add(conflicts, s->path, FINDING_DUP_CONFLICT,
			"档案里的“%s”是“%s”，与名册不同，未改动", s->field->label, stored);
}

/* Fills what is empty; false if something differs, told as a conflict. */
static void fill(struct deposit_part *p, const struct lexicon *l, const char *const *values,
	struct findings *conflicts)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct slot *s = l->at[i];
		const char *value = value_of(values, s);
		if (!belongs(s, p->table) || !*value)
			continue;
		const char *stored = record_field(&p->record, s->field);
		if (!*stored) {
			record_set(&p->record, s->field->number, value);
			p->changed = true;
		} else if (!deposit_agree(s->field, stored, value) && conflicts) {
			tell_conflict(conflicts, s, stored);
		}
	}
}

static bool has_values(
	const struct lexicon *l, const struct def_table *t, const char *const *values)
{
	for (size_t i = 0; i < l->n; i++)
		if (belongs(l->at[i], t) && *value_of(values, l->at[i]))
			return true;
	return false;
}

static void use_stored(struct deposit_part *p, const struct record *stored)
{
	record_copy(&p->base, stored);
	record_copy(&p->record, stored);
}

/* ---- related records ------------------------------------------------------------------------- */

struct records {
	struct record *at;
	size_t n, cap;
};

static void records_free(struct records *r)
{
	for (size_t i = 0; i < r->n; i++)
		record_free(&r->at[i]);
	vec_free(r);
}

static bool load_owned(struct archive *a, const struct def_table *t, const struct record *owner,
	const struct def_table *owner_table, struct records *out, struct err *e)
{
	struct str reference = {0};
	struct ids ids = {0};
	bool ok;

	table_reference(owner_table, owner, &reference);
	ok = table_by_index(a, t, t->owner, str_c(&reference), 0, &ids, e);
	for (size_t i = 0; ok && i < ids.n; i++) {
		struct record *r = vec_add(out);
		ok = table_get(a, t, ids.at[i], r, e);
	}
	vec_free(&ids);
	str_free(&reference);
	return ok;
}

static bool contradicts(const struct lexicon *l, const struct def_table *t, const struct record *r,
	const char *const *values)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct slot *s = l->at[i];
		if (!belongs(s, t) || is_long(s->field))
			continue;
		const char *value = value_of(values, s), *stored = record_field(r, s->field);
		if (*value && *stored && !deposit_agree(s->field, stored, value))
			return true;
	}
	return false;
}

/* Whether the fields that make two rows one record (`same:`) say the same. */
static bool is_same(const struct lexicon *l, const struct def_table *t, const struct record *r,
	const char *const *values)
{
	for (size_t i = 0; i < t->same.n; i++) {
		const struct slot *s = lexicon_field(l, t, t->same.at[i]->name);
		if (s && !deposit_agree(s->field, record_field(r, s->field), value_of(values, s)))
			return false;
	}
	return true;
}

/* The stored record that the row speaks of; NULL if there is none. */
static const struct record *match(const struct lexicon *l, const struct def_table *t,
	const struct records *stored, const char *const *values, const struct slot *class)
{
	for (size_t i = 0; i < stored->n; i++)
		if (class ? text_eq(record_field(&stored->at[i], class->field),
				    value_of(values, class))
			: t->same.n
				? is_same(l, t, &stored->at[i], values)
				: t->owner->unique || !contradicts(l, t, &stored->at[i], values))
			return &stored->at[i];
	return NULL;
}

static void deposit_one(struct deposit *d, const struct lexicon *l, const struct def_table *t,
	const struct records *stored, const char *const *values, const struct slot *class,
	struct findings *conflicts)
{
	const struct record *same = match(l, t, stored, values, class);

	if (!same && stored->n && !class) { /* told, not written */
		struct deposit_part trial = {.table = t};
		use_stored(&trial, &stored->at[0]);
		fill(&trial, l, values, conflicts);
		record_free(&trial.base);
		record_free(&trial.record);
		return;
	}
	struct deposit_part *p = add_part(d, t);
	p->owned = true;
	if (same)
		use_stored(p, same);
	fill(p, l, values, conflicts);
	d->changes |= p->changed;
}

/* The field whose several values are several records; NULL if there is none with a value. */
static const struct slot *class_of(
	const struct lexicon *l, const struct def_table *t, const char *const *values)
{
	for (size_t i = 0; i < l->n; i++)
		if (belongs(l->at[i], t) && reading_splits(l, l->at[i]) &&
			*value_of(values, l->at[i]))
			return l->at[i];
	return NULL;
}

/* One record for each line of the class; the other values go with the first. */
static void deposit_classes(struct deposit *d, const struct lexicon *l, const struct def_table *t,
	const struct records *stored, const char *const *values, const struct slot *class,
	struct findings *conflicts)
{
	char *lines = mem_strdup(value_of(values, class)), *next;
	const char **own = mem_array(l->n, sizeof *own);

	memcpy(own, values, l->n * sizeof *own);
	for (char *line = lines; line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		own[class->number] = line;
		deposit_one(d, l, t, stored, own, class, conflicts);
		for (size_t i = 0; i < l->n; i++)
			if (belongs(l->at[i], t))
				own[i] = NULL;
	}
	mem_free(own);
	mem_free(lines);
}

static bool deposit_related(struct deposit *d, struct archive *a, const struct lexicon *l,
	const struct def_table *t, const char *const *values, struct findings *conflicts,
	struct err *e)
{
	struct records stored = {0};
	bool ok = true;

	if (!has_values(l, t, values))
		return true;
	if (d->at[0].base.id)
		ok = load_owned(a, t, &d->at[0].base, l->table, &stored, e);
	const struct slot *class = class_of(l, t, values);
	if (ok && class)
		deposit_classes(d, l, t, &stored, values, class, conflicts);
	else if (ok)
		deposit_one(d, l, t, &stored, values, NULL, conflicts);
	records_free(&stored);
	return ok;
}

/* ---- referred records ------------------------------------------------------------------------ */

static bool find_referred(struct archive *a, const struct lexicon_referred *r, const char *number,
	const char *reference, struct record *out, struct err *e)
{
	uint64_t id = 0;

	if (*number) {
		struct err none;
		return table_by_unique(a, r->table, r->number->field, number, &id, &none)
			       ? table_get(a, r->table, id, out, e)
			       : none.code == ERR_OK || err_set(e, none.code, "%s", none.text);
	}
	return !*reference || table_by_reference(a, r->table, reference, out, e);
}

/* The main record gets the reference here if the other is stored; by a link if it is made with it. */
static bool deposit_referred(struct deposit *d, struct archive *a, const struct lexicon *l,
	const struct lexicon_referred *r, const char *const *values, struct findings *conflicts,
	struct err *e)
{
	const char *number = value_of(values, r->number);
	struct record stored = {0};
	struct str reference = {0};

	if (!has_values(l, r->table, values) || (r->via == l->table->owner && !*number))
		return true;
	str_set(&reference, record_field(&d->at[0].record, r->via));
	bool ok = find_referred(a, r, number, str_c(&reference), &stored, e);
	if (ok && (stored.id || *number)) {
		struct deposit_part *p = add_part(d, r->table);
		if (stored.id)
			use_stored(p, &stored);
		/* A table of posts is no authority on the company's address. */
		fill(p, l, values, r->via == l->table->owner ? NULL : conflicts);
		d->changes |= p->changed;
		if (!reference.n) {
			p->via = r->via;
			d->at[0].changed = d->changes = true;
		}
		if (!reference.n && stored.id) {
			table_reference(r->table, &stored, &reference);
			record_set(&d->at[0].record, r->via->number, str_c(&reference));
			p->via = NULL;
		}
	}
	record_free(&stored);
	str_free(&reference);
	return ok;
}

/* ---- the row --------------------------------------------------------------------------------- */

static bool put_owner(struct deposit_part *p, struct archive *a, uint64_t owner, struct err *e)
{
	const struct def_table *to = p->table->owner->target;
	struct record r = {0};
	struct str reference = {0};
	bool ok = table_get(a, to, owner, &r, e);

	if (ok) {
		table_reference(to, &r, &reference);
		record_set(&p->record, p->table->owner->number, str_c(&reference));
	}
	record_free(&r);
	str_free(&reference);
	return ok;
}

bool deposit_make(struct deposit *d, struct archive *a, const struct lexicon *l,
	const char *const *values, uint64_t id, uint64_t owner, struct findings *conflicts,
	struct err *e)
{
	*d = (struct deposit){0};
	struct deposit_part *main = add_part(d, l->table);
	bool ok = true;

	if (id) {
		ok = table_get(a, l->table, id, &main->base, e);
		if (ok)
			record_copy(&main->record, &main->base);
	}
	if (ok && owner && l->table->owner && !id)
		ok = put_owner(main, a, owner, e);
	if (ok)
		fill(main, l, values, conflicts);
	d->changes = main->changed;
	for (size_t i = 0; ok && i < l->n_related; i++)
		ok = deposit_related(d, a, l, l->related[i], values, conflicts, e);
	for (size_t i = 0; ok && i < l->n_referred; i++)
		ok = deposit_referred(d, a, l, &l->referred[i], values, conflicts, e);
	if (!ok)
		deposit_free(d);
	return ok;
}

bool deposit_match(struct archive *a, const struct lexicon *l, const char *const *values,
	uint64_t owner, uint64_t *id, struct err *e)
{
	const struct def_table *to = l->table->owner->target;
	struct record r = {0};
	struct records stored = {0};
	bool ok = table_get(a, to, owner, &r, e) && load_owned(a, l->table, &r, to, &stored, e);
	const struct record *same = ok ? match(l, l->table, &stored, values, NULL) : NULL;

	*id = same ? same->id : 0;
	records_free(&stored);
	record_free(&r);
	return ok;
}
