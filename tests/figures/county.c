#include <figures/county.h>

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/schema/check.h>
#include <binggui/schema/expr.h>
#include <binggui/table/table.h>

void county_open(struct county *c, size_t people, size_t seed)
{
	static int count;
	struct demo_options options = {
		.areas = "screens/areas/zhenping_610927.csv", .people = people, .seed = seed};
	struct faults faults = {0};
	struct err e = {0};
	char url[64];

	*c = (struct county){0};
	c->defs = load_dir("screens", &faults, &e);
	cr_assert(c->defs, "%s%s", e.text, faults.n ? faults.at[0].text : "");
	faults_free(&faults);
	snprintf(url, sizeof url, "mem:county-%d-%d", (int)getpid(), count++);
	const struct archive_options how = {
		.defs = c->defs, .user = "测试员", .create = true, .today = {2020, 6, 30}};
	c->archive = archive_open(url, &how, &e);
	cr_assert(c->archive, "%s", e.text);
	cr_assert(demo_make(c->archive, &options, &c->made, &e), "%s", e.text);
}

void county_close(struct county *c)
{
	figures_free(&c->figures);
	archive_close(c->archive);
	defs_free(c->defs);
}

void county_count(struct county *c)
{
	const struct figure_ask ask = {
		.archive = c->archive, .since = {2019, 1, 1}, .until = {2020, 4, 30}};
	const struct def_sheet *sheet = figuredef_sheet(c->defs->figures, "annual");
	struct err e = {0};
	size_t n;

	const struct def_figure **wanted = figures_of_sheet(c->defs->figures, sheet, &n);
	figures_free(&c->figures);
	c->figures = (struct figures){0};
	cr_assert(figures_run(&c->figures, &ask, wanted, n, &e), "%s", e.text);
	mem_free(wanted);
}

static const struct figure_value *find(const struct county *c, const char *key)
{
	const struct def_figure *f = figuredef_figure(c->defs->figures, key);
	const struct figure_value *v = f ? figures_value(&c->figures, f) : NULL;

	cr_assert(v, "no figure %s", key);
	return v;
}

int64_t county_value(const struct county *c, const char *key)
{
	return find(c, key)->value;
}

const char *county_text(const struct county *c, const char *key)
{
	static char text[128];
	struct str out = {0};

	figure_print(find(c, key), &out);
	snprintf(text, sizeof text, "%s", str_c(&out));
	str_free(&out);
	return text;
}

/* ---- changes --------------------------------------------------------------------------------- */

static const struct def_table *table_of(struct county *c, const char *name)
{
	const struct def_table *t = defs_table(c->defs, name);

	cr_assert(t, "no register %s", name);
	return t;
}

static void read_one(struct county *c, const struct def_table *t, uint64_t id, struct record *out)
{
	struct err e = {0};

	cr_assert(table_get(c->archive, t, id, out, &e), "%s", e.text);
}

/* Fields of the log are said with a dot before the name. */
static void set(const struct def_table *t, struct record *r, struct record *log, const char *name,
	const char *value)
{
	const struct def_table *of = *name == '.' ? t->flow->log : t;
	const struct def_field *f = def_field(of, *name == '.' ? name + 1 : name);

	cr_assert(f, "no field %s in %s", name, t->name);
	record_set(*name == '.' ? log : r, f->number, value);
}

static void save(struct county *c, struct change *one)
{
	struct err e = {0};

	bool ok = table_save(c->archive, one, 1, NULL, &e);
	cr_assert(ok, "%s: %s", one->table->name, e.text);
	change_free(one);
}

uint64_t county_save(struct county *c, const char *table, uint64_t id, const char *move, ...)
{
	const struct def_table *t = table_of(c, table);
	struct record base = {0}, r = {0}, log = {0};
	va_list args;

	if (id) {
		read_one(c, t, id, &base);
		record_copy(&r, &base);
	}
	if (move)
		record_set(&r, t->flow->state->number, def_move_named(t->flow, move)->to);
	va_start(args, move);
	for (const char *name; (name = va_arg(args, const char *));)
		set(t, &r, &log, name, va_arg(args, const char *));
	va_end(args);
	if (!id)
		check_derive(t, &r, &c->archive->types);
	struct change one = {
		.table = t, .base = id ? &base : NULL, .record = &r, .move = move, .log = &log};
	save(c, &one);
	id = r.id;
	record_free(&base);
	record_free(&r);
	record_free(&log);
	return id;
}

void county_void(struct county *c, const char *table, uint64_t id)
{
	const struct def_table *t = table_of(c, table);
	struct record base = {0}, r = {0};

	read_one(c, t, id, &base);
	record_copy(&r, &base);
	struct change one = {.table = t, .base = &base, .record = &r, .void_it = true};
	save(c, &one);
	record_free(&base);
	record_free(&r);
}

/* ---- looking --------------------------------------------------------------------------------- */

struct search {
	struct county *county;
	const struct def_table *table;
	struct expr *where;
	size_t skip;
	uint64_t found;
};

static bool look(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct search *s = context;
	struct record r = {0};

	if (record_decode(&r, id, bytes, n) && expr_test(s->where, &r, &s->county->archive->env) &&
		s->skip-- == 0)
		s->found = id;
	record_free(&r);
	return !s->found;
}

uint64_t county_find(struct county *c, const char *table, size_t n, const char *where)
{
	struct search s = {.county = c, .table = table_of(c, table), .skip = n};
	struct err e = {0};

	s.where = expr_parse(where, s.table, c->defs, &e);
	cr_assert(s.where, "%s: %s", where, e.text);
	cr_assert(table_scan(c->archive, s.table, look, &s, &e), "%s", e.text);
	cr_assert(s.found, "%s: none with %s", table, where);
	expr_free(s.where);
	return s.found;
}

const char *county_get(struct county *c, const char *table, uint64_t id, const char *field)
{
	static char text[256];
	const struct def_table *t = table_of(c, table);
	struct record r = {0};

	read_one(c, t, id, &r);
	snprintf(text, sizeof text, "%s", record_field(&r, def_field(t, field)));
	record_free(&r);
	return text;
}

const char *county_ref(uint64_t id)
{
	static char texts[4][32];
	static size_t next;

	next = (next + 1) % 4;
	record_id_text(id, texts[next]);
	return texts[next];
}
