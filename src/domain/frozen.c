#include <binggui/domain/frozen.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/period.h>
#include <binggui/table/table.h>

enum { PIECE_BYTES = 7600, ID_BYTES = 32, STATION_SHIFT = 40 };

/* ---- ids as text ----------------------------------------------------------------------------- */

static const struct def_table *table_numbered(const struct defs *d, uint32_t number)
{
	for (size_t i = 0; i < d->n; i++)
		if (d->tables[i]->number == number)
			return d->tables[i];
	return NULL;
}

/* How many ids from i on follow one another in the same table. */
static size_t run_of(const struct idset *ids, size_t i)
{
	size_t n = 1;

	while (i + n < ids->n && ids->at[i + n].table == ids->at[i].table &&
		ids->at[i + n].id == ids->at[i].id + n)
		n++;
	return n;
}

static void add_run(struct str *out, uint64_t first, size_t n)
{
	char from[ID_BYTES], to[ID_BYTES];

	record_id_text(first, from);
	record_id_text(first + n - 1, to);
	str_addf(out, n > 1 ? " %s..%s" : " %s", from, to);
}

void frozen_write_ids(
	const struct defs *d, const struct idset *ids, frozen_piece *piece, void *context)
{
	struct str out = {0};
	uint32_t table = 0;

	for (size_t i = 0; i < ids->n;) {
		const struct def_table *t = table_numbered(d, ids->at[i].table);
		size_t n = run_of(ids, i);
		if (out.n > PIECE_BYTES) {
			piece(context, str_c(&out));
			str_clear(&out);
			table = 0;
		}
		if (t && ids->at[i].table != table)
			str_addf(&out, "%s%s", out.n ? " " : "", t->name);
		if (t)
			add_run(&out, ids->at[i].id, n);
		table = ids->at[i].table;
		i += n;
	}
	if (out.n)
		piece(context, str_c(&out));
	str_free(&out);
}

/* "1-5" or "1-5..1-9"; false if it is neither. */
static bool read_run(char *word, uint32_t table, struct idset *out)
{
	char *dots = strstr(word, "..");
	uint64_t from, to;

	if (dots)
		*dots = '\0';
	if (!record_id_parse(word, &from) || (dots && !record_id_parse(dots + 2, &to)))
		return false;
	if (!dots)
		to = from;
	if (to < from || to >> STATION_SHIFT != from >> STATION_SHIFT)
		return false;
	for (uint64_t id = from; id <= to; id++)
		idset_add(out, table, id, 1);
	return true;
}

bool frozen_read_ids(const struct defs *d, const char *text, struct idset *out)
{
	char *copy = mem_strdup(text), *rest = copy;
	const struct def_table *t = NULL;
	bool ok = true;

	for (char *word; ok && (word = strsep(&rest, " ")) != NULL;) {
		if (!*word)
			continue;
		const struct def_table *named = defs_table(d, word);
		if (named)
			t = named;
		else
			ok = t && read_run(word, t->number, out);
	}
	mem_free(copy);
	return ok;
}

/* ---- making ---------------------------------------------------------------------------------- */

struct making {
	struct archive *archive;
	const struct def_table *runs, *lines, *ids;
	struct {
		struct change *at;
		size_t n, cap;
	} changes;
	size_t line, pieces; /* the line whose ids are written, and how many pieces there are */
};

static bool tables(struct making *m, struct err *e)
{
	const struct defs *d = m->archive->defs;

	m->runs = defs_table(d, "report_run");
	m->lines = defs_table(d, "report_line");
	m->ids = defs_table(d, "report_ids");
	return (m->runs && m->lines && m->ids) ||
	       err_set(e, ERR_CONFIG,
		       "定义文件里没有冻结报表的登记簿（report_run、report_line、report_ids）");
}

static struct record *add(struct making *m, const struct def_table *t)
{
	struct change c = {.table = t, .record = mem_new0(struct record)};

	vec_push(&m->changes, c);
	return c.record;
}

static void link_to(struct making *m, const struct def_table *t, size_t to)
{
	struct change *c = vec_last(&m->changes);

	c->links[c->n_links++] = (struct change_link){t->owner, to};
}

static void set(struct record *r, const struct def_table *t, const char *name, const char *value)
{
	const struct def_field *f = def_field(t, name);

	if (f)
		record_set(r, f->number, value);
}

/* Numbers are stored as their digits. */
static void set_number(
	struct record *r, const struct def_table *t, const char *name, uint64_t value)
{
	char text[24];

	snprintf(text, sizeof text, "%" PRIu64, value);
	set(r, t, name, text);
}

static void set_date(
	struct record *r, const struct def_table *t, const char *name, struct date value)
{
	char text[DATE_TEXT];

	date_format(value, text);
	set(r, t, name, text);
}

static void add_run_record(
	struct making *m, const struct figure_sheet *s, const char *area, const char *note)
{
	struct record *r = add(m, m->runs);
	struct str period = {0};

	period_words(&period, s->since, s->until);
	set(r, m->runs, "sheet", s->sheet->key);
	set(r, m->runs, "title", s->sheet->title);
	set(r, m->runs, "period", str_c(&period));
	set_date(r, m->runs, "since", s->since);
	set_date(r, m->runs, "until", s->until);
	set(r, m->runs, "area", area);
	set_date(r, m->runs, "made_on", m->archive->types.today);
	set(r, m->runs, "made_by", m->archive->user);
	set_number(r, m->runs, "version", s->figures->version);
	set(r, m->runs, "note", note);
	str_free(&period);
}

static void add_piece(void *context, const char *text)
{
	struct making *m = context;
	struct record *r = add(m, m->ids);

	link_to(m, m->ids, m->line);
	set_number(r, m->ids, "no", ++m->pieces);
	set(r, m->ids, "ids", text);
}

static void add_line(struct making *m, const struct figure_value *v, const char *chapter, size_t no)
{
	const struct def_figure *f = v->figure;
	struct record *r = add(m, m->lines);
	struct str text = {0};

	m->line = m->changes.n - 1;
	m->pieces = 0;
	link_to(m, m->lines, 0);
	set_number(r, m->lines, "no", no);
	set(r, m->lines, "key", f->key);
	set(r, m->lines, "title", f->title);
	set(r, m->lines, "chapter", chapter);
	set(r, m->lines, "article", f->article);
	figure_exact(v, &text);
	set(r, m->lines, "value", str_c(&text));
	set(r, m->lines, "unit", f->unit);
	figure_print(v, &text);
	set(r, m->lines, "text", str_c(&text));
	set(r, m->lines, "definition", f->definition);
	set_number(r, m->lines, "behind", v->ids.n);
	frozen_write_ids(m->archive->defs, &v->ids, add_piece, m);
	str_free(&text);
}

bool frozen_make(struct archive *a, const struct figure_sheet *s, const char *area,
	const char *note, uint64_t *id, struct err *e)
{
	struct making m = {.archive = a};
	struct save_options options = {.reason = "冻结报表", .allow_warnings = true};
	size_t no = 0;

	if (!tables(&m, e))
		return false;
	add_run_record(&m, s, area, note);
	for (size_t i = 0; i < s->sheet->n; i++)
		for (size_t k = 0; k < s->sheet->at[i].n; k++)
			add_line(&m, figures_value(s->figures, s->sheet->at[i].at[k]),
				s->sheet->at[i].title, ++no);
	bool ok = table_save(a, m.changes.at, m.changes.n, &options, e);
	if (ok)
		*id = m.changes.at[0].record->id;
	for (size_t i = 0; i < m.changes.n; i++) {
		change_free(&m.changes.at[i]);
		record_free(m.changes.at[i].record);
		mem_free(m.changes.at[i].record);
	}
	vec_free(&m.changes);
	return ok;
}

/* ---- reading --------------------------------------------------------------------------------- */

static char *get(const struct record *r, const struct def_table *t, const char *name)
{
	const struct def_field *f = def_field(t, name);

	return mem_strdup(f ? record_field(r, f) : "");
}

static struct date get_date(const struct record *r, const struct def_table *t, const char *name)
{
	const struct def_field *f = def_field(t, name);
	struct date d = {0};

	if (f)
		date_parse(&d, record_field(r, f));
	return d;
}

static uint64_t get_number(const struct record *r, const struct def_table *t, const char *name)
{
	const struct def_field *f = def_field(t, name);

	return f ? strtoull(record_field(r, f), NULL, 10) : 0;
}

static void read_run_record(struct frozen *f, const struct def_table *t, const struct record *r)
{
	f->id = r->id;
	f->sheet = get(r, t, "sheet");
	f->title = get(r, t, "title");
	f->period = get(r, t, "period");
	f->area = get(r, t, "area");
	f->made_by = get(r, t, "made_by");
	f->note = get(r, t, "note");
	f->since = get_date(r, t, "since");
	f->until = get_date(r, t, "until");
	f->made_on = get_date(r, t, "made_on");
	f->version = get_number(r, t, "version");
}

/* Lines come in the order they were made in, which is that of the sheet. */
static bool read_line(
	struct archive *a, const struct def_table *t, uint64_t id, struct frozen *f, struct err *e)
{
	struct record r = {0};
	bool ok = table_get(a, t, id, &r, e);

	if (ok) {
		struct frozen_line line = {
			.id = id,
			.key = get(&r, t, "key"),
			.title = get(&r, t, "title"),
			.chapter = get(&r, t, "chapter"),
			.article = get(&r, t, "article"),
			.value = get(&r, t, "value"),
			.unit = get(&r, t, "unit"),
			.text = get(&r, t, "text"),
			.definition = get(&r, t, "definition"),
			.behind = get(&r, t, "behind"),
		};
		vec_push(f, line);
	}
	record_free(&r);
	return ok;
}

bool frozen_read(struct archive *a, uint64_t id, struct frozen *out, struct err *e)
{
	struct making m = {.archive = a};
	struct record r = {0};
	struct ids lines = {0};
	struct str reference = {0};

	*out = (struct frozen){0};
	bool ok = tables(&m, e) && table_get(a, m.runs, id, &r, e);
	if (ok) {
		read_run_record(out, m.runs, &r);
		table_reference(m.runs, &r, &reference);
		ok = table_by_index(a, m.lines, m.lines->owner, str_c(&reference), 0, &lines, e);
	}
	for (size_t i = 0; ok && i < lines.n; i++)
		ok = read_line(a, m.lines, lines.at[i], out, e);
	record_free(&r);
	vec_free(&lines);
	str_free(&reference);
	if (!ok)
		frozen_free(out);
	return ok;
}

void frozen_free(struct frozen *f)
{
	for (size_t i = 0; i < f->n; i++) {
		struct frozen_line *l = &f->at[i];
		char *const all[] = {l->key, l->title, l->chapter, l->article, l->value, l->unit,
			l->text, l->definition, l->behind};
		for (size_t k = 0; k < sizeof all / sizeof *all; k++)
			mem_free(all[k]);
	}
	mem_free(f->at);
	mem_free(f->sheet);
	mem_free(f->title);
	mem_free(f->period);
	mem_free(f->area);
	mem_free(f->made_by);
	mem_free(f->note);
	*f = (struct frozen){0};
}

bool frozen_ids(struct archive *a, uint64_t line, struct idset *out, struct err *e)
{
	struct making m = {.archive = a};
	struct record r = {0};
	struct ids pieces = {0};
	char reference[ID_BYTES];

	record_id_text(line, reference);
	bool ok = tables(&m, e) && table_by_index(a, m.ids, m.ids->owner, reference, 0, &pieces, e);
	for (size_t i = 0; ok && i < pieces.n; i++) {
		ok = table_get(a, m.ids, pieces.at[i], &r, e);
		const struct def_field *f = def_field(m.ids, "ids");
		if (ok && f && !frozen_read_ids(a->defs, record_field(&r, f), out))
			ok = err_set(e, ERR_STORE, "冻结名单读不懂，请运行 binggui check 查看");
	}
	idset_sort(out);
	record_free(&r);
	vec_free(&pieces);
	return ok;
}
