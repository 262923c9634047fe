#include <binggui/table/resolver.h>

#include <stdint.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/expr.h>
#include <binggui/schema/type.h>
#include <binggui/table/index.h>
#include <binggui/table/meant.h>
#include <binggui/table/table.h>

/* A county has some hundred places, which conditions meet over and over. */
enum { RECORDS = 512, TEXTS = 256, DEEP = 4 };

struct kept_record {
	const struct def_table *table;
	char *reference;
	struct record record; /* id 0: there is none */
};

/* A reference and what it shows, or what was typed and the reference it means. */
struct kept_text {
	const struct def_table *table;
	char *from;
	char *to; /* NULL: there is no such record */
};

struct resolver {
	struct archive *archive;
	struct type_refs refs;
	struct meant *meant;
	uint64_t tick; /* of the store when what is kept was read */
	bool held;     /* nobody is asked whether it still is */
	struct kept_record records[RECORDS];
	struct kept_text titles[TEXTS], meanings[TEXTS];
	uint16_t used[RECORDS +
		      2 * TEXTS]; /* places of these in turn: a write forgets what is kept */
	size_t n_used;
	unsigned depth;     /* titles that show titles */
	struct err trouble; /* what could not be read, first */
};

static void forget_text(struct kept_text *k)
{
	mem_free(k->from);
	mem_free(k->to);
	*k = (struct kept_text){0};
}

static void forget_record(struct kept_record *k)
{
	mem_free(k->reference);
	record_free(&k->record);
	*k = (struct kept_record){0};
}

/* Who evaluates or shows has no place for an error: it is kept until somebody asks. */
static void note(struct resolver *r, const struct err *e)
{
	if (e->code && e->code != ERR_NOTFOUND && !r->trouble.code)
		r->trouble = *e;
}

bool resolver_trouble(struct resolver *r, struct err *e)
{
	if (!r->trouble.code)
		return true;
	if (e)
		*e = r->trouble;
	err_clear(&r->trouble);
	return false;
}

void resolver_forget(struct resolver *r)
{
	while (r->n_used) {
		size_t at = r->used[--r->n_used];
		if (at >= RECORDS + TEXTS)
			forget_text(&r->meanings[at - RECORDS - TEXTS]);
		else if (at >= RECORDS)
			forget_text(&r->titles[at - RECORDS]);
		else
			forget_record(&r->records[at]);
	}
}

static void refresh(struct resolver *r)
{
	uint64_t tick = r->held ? r->tick : archive_tick(r->archive);

	if (r->tick == tick)
		return;
	resolver_forget(r);
	r->tick = tick;
}

void resolver_hold(struct resolver *r, bool held)
{
	r->held = false;
	refresh(r);
	r->held = held;
}

static size_t slot_of(const struct def_table *t, const char *reference, size_t slots)
{
	uint64_t h = 1469598103934665603u ^ t->number;

	for (; *reference; reference++)
		h = (h ^ (unsigned char)*reference) * 1099511628211u;
	return (size_t)(h ^ h >> 32) % slots;
}

static bool is_kept(const struct kept_text *k, const struct def_table *t, const char *from)
{
	return k->table == t && k->from && !strcmp(k->from, from);
}

static void note_used(struct resolver *r, size_t at)
{
	r->used[r->n_used++] = (uint16_t)at;
}

/* Takes `to`, which may have been made by filling the same place with another. */
static void keep(struct resolver *r, struct kept_text *k, const struct def_table *t,
	const char *from, char *to)
{
	char *copy = mem_strdup(from);
	bool title = k >= r->titles && k < r->titles + TEXTS;

	if (!k->from)
		note_used(r, RECORDS + (title ? (size_t)(k - r->titles)
					      : TEXTS + (size_t)(k - r->meanings)));
	forget_text(k);
	*k = (struct kept_text){t, copy, to};
}

/* ---- records behind references ----------------------------------------------------------------- */

static const struct record *follow(
	void *context, const struct def_table *target, const char *reference)
{
	struct resolver *r = context;

	if (!target || !reference || !*reference)
		return NULL;
	refresh(r);
	struct kept_record *k = &r->records[slot_of(target, reference, RECORDS)];
	if (k->table != target || !text_eq(k->reference, reference)) {
		if (!k->reference)
			note_used(r, (size_t)(k - r->records));
		mem_free(k->reference);
		k->reference = mem_strdup(reference);
		k->table = target;
		struct err e = {0};
		if (!table_by_reference(r->archive, target, reference, &k->record, &e))
			record_free(&k->record);
		note(r, &e);
	}
	return k->record.id && !k->record.voided ? &k->record : NULL;
}

/* A record that cannot be read is noted and left out. */
static size_t offer(struct resolver *r, const struct def_table *t, const struct ids *ids,
	expr_row *row, void *context)
{
	struct record one = {0};
	size_t offered = 0;

	for (bool on = true; on && offered < ids->n; offered++) {
		struct err e = {0};
		if (table_get(r->archive, t, ids->at[offered], &one, &e))
			on = row(context, &one);
		note(r, &e);
	}
	record_free(&one);
	return offered;
}

static size_t each(void *context, const struct def_table *t, const struct def_field *by,
	const struct record *of, size_t enough, expr_row *row, void *row_context)
{
	struct resolver *r = context;
	struct str reference = {0};
	struct ids ids = {0};
	struct err e = {0};
	size_t n = 0;

	if (by->target && of->id)
		table_reference(by->target, of, &reference);
	if (reference.n && table_by_index(r->archive, t, by, str_c(&reference),
				   row || enough == SIZE_MAX ? 0 : enough, &ids, &e))
		n = row ? offer(r, t, &ids, row, row_context) : ids.n;
	note(r, &e);
	vec_free(&ids);
	str_free(&reference);
	return n;
}

/* ---- what references show -------------------------------------------------------------------- */

static char *make_title(struct resolver *r, const struct def_table *t, const char *reference)
{
	struct record one = {0};
	struct str title = {0};
	struct err e = {0};
	char *made = NULL;

	r->depth++;
	if (table_by_reference(r->archive, t, reference, &one, &e)) {
		table_title(r->archive, t, &one, &title);
		made = title.n ? str_take(&title) : mem_strdup("");
	}
	r->depth--;
	note(r, &e);
	record_free(&one);
	str_free(&title);
	return made;
}

static bool show(void *context, const struct def_field *f, const char *canonical, struct str *out)
{
	struct resolver *r = context;

	if (!f->target || !canonical || !*canonical || r->depth >= DEEP)
		return false;
	refresh(r);
	struct kept_text *k = &r->titles[slot_of(f->target, canonical, TEXTS)];
	if (!is_kept(k, f->target, canonical))
		keep(r, k, f->target, canonical, make_title(r, f->target, canonical));
	if (k->to)
		str_set(out, k->to);
	return k->to != NULL;
}

static bool resolve(void *context, const struct def_field *f, const char *typed, struct str *out,
	struct str *why)
{
	struct resolver *r = context;

	if (!f->target) {
		str_set(out, typed);
		return true;
	}
	refresh(r);
	struct kept_text *k = &r->meanings[slot_of(f->target, typed, TEXTS)];
	if (!is_kept(k, f->target, typed)) {
		if (!meant_find(r->meant, f->target, typed, out, why))
			return false;
		keep(r, k, f->target, typed, mem_strdup(str_c(out)));
	}
	str_set(out, k->to);
	return true;
}

struct resolver *resolver_new(struct archive *a)
{
	struct resolver *r = mem_new0(struct resolver);

	r->archive = a;
	r->meant = meant_new(a);
	r->refs = (struct type_refs){.context = r, .resolve = resolve, .show = show};
	a->types.refs = &r->refs;
	a->env = (struct expr_env){
		.types = &a->types,
		.context = r,
		.follow = follow,
		.each = each,
	};
	return r;
}

void resolver_free(struct resolver *r)
{
	if (!r)
		return;
	r->archive->types.refs = NULL;
	r->archive->env = (struct expr_env){.types = &r->archive->types};
	resolver_forget(r);
	meant_free(r->meant);
	mem_free(r);
}
