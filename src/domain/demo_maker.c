#include <binggui/domain/demo_maker.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <binggui/schema/check.h>
#include <binggui/table/table.h>

enum { FULL = 600 };
#define PENDING (1ull << 63) /* in an id: not saved yet, the rest says which of those held */

struct demo_record {
	const struct def_table *table;
	struct record record, base, log;
	bool has_base, has_log, void_it;
	const char *move;
	uint64_t *id;
	struct change_link links[3];
	size_t n_links;
};

static void drop(struct demo_record *r)
{
	record_free(&r->record);
	record_free(&r->base);
	record_free(&r->log);
}

static void drop_held(struct demo_maker *m)
{
	for (size_t i = 0; i < m->held.n; i++)
		drop(&m->held.at[i]);
	vec_clear(&m->held);
}

void demo_maker_open(struct demo_maker *m, struct archive *a, uint64_t seed, struct err *e)
{
	*m = (struct demo_maker){.archive = a, .err = e, .seed = seed};
}

void demo_maker_close(struct demo_maker *m)
{
	drop_held(m);
	vec_free(&m->held);
	record_free(&m->log);
}

/* ---- saving ---------------------------------------------------------------------------------- */

static void fill_change(struct change *c, struct demo_record *r)
{
	*c = (struct change){.table = r->table,
		.record = &r->record,
		.base = r->has_base ? &r->base : NULL,
		.log = r->has_log ? &r->log : NULL,
		.move = r->move,
		.void_it = r->void_it,
		.n_links = r->n_links};
	memcpy(c->links, r->links, sizeof r->links);
}

static bool tell(struct demo_maker *m, const struct change *changes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (changes[i].result == CHANGE_REFUSED)
			return err_in(m->err, "练习县的《%s》", changes[i].table->title);
	return false;
}

bool demo_flush(struct demo_maker *m)
{
	static const struct save_options options = {
		.reason = "练习县", .skip_check = true, .ledger = true};
	size_t n = m->held.n;

	if (m->failed || !n)
		return !m->failed;
	struct change *changes = mem_array(n, sizeof *changes);
	for (size_t i = 0; i < n; i++)
		fill_change(&changes[i], &m->held.at[i]);
	m->failed = !table_save(m->archive, changes, n, &options, m->err);
	if (m->failed)
		tell(m, changes, n);
	for (size_t i = 0; i < n; i++) {
		if (!m->failed && m->held.at[i].id)
			*m->held.at[i].id = m->held.at[i].record.id;
		change_free(&changes[i]);
	}
	mem_free(changes);
	m->records += n;
	drop_held(m);
	return !m->failed;
}

/* ---- one record ------------------------------------------------------------------------------ */

static const struct def_table *table_of(struct demo_maker *m, const char *name)
{
	const struct def_table *t = m->failed ? NULL : defs_table(m->archive->defs, name);

	if (!t && !m->failed) {
		err_set(m->err, ERR_CONFIG, "screens/ 里没有登记簿 %s，不能建练习县", name);
		m->failed = true;
	}
	return t;
}

static void set_one(struct demo_maker *m, const struct def_table *t, struct record *r,
	struct demo_record *links, const char *name, const char *value)
{
	const struct def_field *f = def_field(t, name);

	if (!f) {
		err_set(m->err, ERR_CONFIG, "《%s》没有字段 %s，不能建练习县", t->title, name);
		m->failed = true;
	} else if (value && *value == '@' && links) {
		links->links[links->n_links++] =
			(struct change_link){f, (size_t)strtoull(value + 1, NULL, 10)};
	} else {
		record_set(r, f->number, value);
	}
}

static void set_all(struct demo_maker *m, const struct def_table *t, struct record *r,
	struct demo_record *links, va_list args)
{
	for (const char *name; !m->failed && (name = va_arg(args, const char *));)
		set_one(m, t, r, links, name, va_arg(args, const char *));
}

static void take_log(struct demo_maker *m, struct demo_record *r)
{
	if (!m->has_log)
		return;
	r->log = m->log;
	r->has_log = true;
	m->log = (struct record){0};
	m->has_log = false;
}

static void keep(struct demo_maker *m, struct demo_record *r)
{
	take_log(m, r);
	if (m->failed) {
		drop(r);
		return;
	}
	if (r->id)
		*r->id = PENDING | m->held.n;
	vec_push(&m->held, *r);
	if (m->held.n >= FULL)
		demo_flush(m);
}

void demo_put(struct demo_maker *m, const char *table, uint64_t *id, ...)
{
	struct demo_record r = {.table = table_of(m, table), .id = id};
	va_list args;

	if (!r.table)
		return;
	va_start(args, id);
	set_all(m, r.table, &r.record, &r, args);
	va_end(args);
	check_derive(r.table, &r.record, &m->archive->types);
	keep(m, &r);
}

void demo_log(struct demo_maker *m, const char *table, ...)
{
	const struct def_table *t = table_of(m, table);
	va_list args;

	if (!t)
		return;
	record_free(&m->log);
	va_start(args, table);
	set_all(m, t, &m->log, NULL, args);
	va_end(args);
	m->has_log = true;
}

static bool read_base(struct demo_maker *m, uint64_t id, struct demo_record *r)
{
	r->has_base = true;
	if (!table_get(m->archive, r->table, id, &r->base, m->err)) {
		m->failed = true;
		return false;
	}
	record_copy(&r->record, &r->base);
	return true;
}

void demo_change(struct demo_maker *m, const char *table, uint64_t id, const char *move, ...)
{
	struct demo_record r = {.table = table_of(m, table), .move = move};
	const struct def_move *way = NULL;
	va_list args;

	if (!r.table || !id || !read_base(m, id, &r))
		return;
	if (move && r.table->flow)
		way = def_move_named(r.table->flow, move);
	if (way)
		record_set(&r.record, r.table->flow->state->number, way->to);
	va_start(args, move);
	set_all(m, r.table, &r.record, &r, args);
	va_end(args);
	keep(m, &r);
}

void demo_void(struct demo_maker *m, const char *table, uint64_t id)
{
	struct demo_record r = {.table = table_of(m, table), .void_it = true};

	if (r.table && id && read_base(m, id, &r))
		keep(m, &r);
}

/* ---- texts and dice -------------------------------------------------------------------------- */

static char *next_text(struct demo_maker *m)
{
	m->text = (m->text + 1) % (sizeof m->texts / sizeof *m->texts);
	return m->texts[m->text];
}

const char *demo_ref(struct demo_maker *m, uint64_t id)
{
	char *out = next_text(m);

	if (!id)
		*out = '\0';
	else if (id & PENDING)
		snprintf(out, sizeof *m->texts, "@%llu", (unsigned long long)(id & ~PENDING));
	else
		record_id_text(id, out);
	return out;
}

const char *demo_day(struct demo_maker *m, const char *from, int days)
{
	struct date d = {0};
	char *out = next_text(m);

	date_parse(&d, from);
	date_format(date_add_days(d, days), out);
	return out;
}

const char *demo_yuan(struct demo_maker *m, long yuan)
{
	return demo_int(m, yuan * 100);
}

const char *demo_int(struct demo_maker *m, long n)
{
	char *out = next_text(m);

	snprintf(out, sizeof *m->texts, "%ld", n);
	return out;
}

const char *demo_say(struct demo_maker *m, const char *format, ...)
{
	char *out = next_text(m);
	va_list args;

	va_start(args, format);
	vsnprintf(out, sizeof *m->texts, format, args);
	va_end(args);
	return out;
}

unsigned demo_roll(struct demo_maker *m, unsigned n)
{
	m->seed = m->seed * 6364136223846793005ull + 1442695040888963407ull;
	return (unsigned)(m->seed >> 33) % n;
}
