#include <string.h>

#include <binggui/app/mine.h>
#include <binggui/app/out.h>
#include <binggui/app/row.h>
#include <binggui/app/verb.h>
#include <binggui/base/vec.h>
#include <binggui/table/journal.h>
#include <binggui/table/table.h>
#include <binggui/table/view.h>
#include <binggui/text/csv.h>

struct listing {
	struct app *app;
	const struct def_table *table;
	VEC(const struct def_field *) columns;
	struct str cell, line;
	bool reveal;
};

static const struct def_field *column(const struct def_table *t, const char *name, struct err *e)
{
	const struct def_field *f = def_field(t, name);

	if (!f)
		f = def_field_labelled(t, name);
	if (!f)
		err_set(e, ERR_USAGE, "%s没有字段“%s”", t->title, name);
	return f;
}

static bool read_columns(struct listing *l, const char *names, struct err *e)
{
	char *copy = mem_strdup(names), *rest = copy;

	for (char *name; (name = strsep(&rest, ","));) {
		const struct def_field *f = column(l->table, name, e);
		if (!f) {
			mem_free(copy);
			return false;
		}
		vec_push(&l->columns, f);
	}
	mem_free(copy);
	return true;
}

static bool choose_columns(struct listing *l, struct err *e)
{
	if (l->app->options.columns)
		return read_columns(l, l->app->options.columns, e);
	for (size_t i = 0; i < l->table->list.n; i++)
		vec_push(&l->columns, l->table->list.at[i].field);
	return true;
}

/* TAB and line breaks inside a cell would shift the columns. */
static void add_tsv(struct str *line, const char *text, size_t i)
{
	if (i)
		str_addc(line, '\t');
	for (; *text; text++)
		str_addc(line, *text == '\t' || *text == '\n' ? ' ' : *text);
}

static void print_cells(struct listing *l, bool csv, const struct record *r)
{
	str_clear(&l->line);
	for (size_t i = 0; i < l->columns.n; i++) {
		const struct def_field *f = l->columns.at[i];
		if (r)
			row_value(l->app->archive, f, r, l->reveal, &l->cell);
		else
			str_set(&l->cell, f->label);
		if (csv)
			csv_add_cell(&l->line, str_c(&l->cell), ',', i);
		else
			add_tsv(&l->line, str_c(&l->cell), i);
	}
	out_line("%s", str_c(&l->line));
}

static void print_damaged(struct listing *l, bool json, uint64_t id)
{
	char text[32];

	record_id_text(id, text);
	str_clear(&l->line);
	if (json)
		str_addf(&l->line, "{\"id\":\"%s\",\"damaged\":true}", text);
	else
		out_line("（读不出 %s）", text);
}

/* The line is in l->line for JSON, else printed; a row that cannot be read is marked. */
static void print_row(struct listing *l, const char *format, uint64_t id, struct err *e)
{
	bool json = strcmp(format, "json") == 0, csv = strcmp(format, "csv") == 0;
	struct record r = {0};
	struct json j;

	if (!table_get(l->app->archive, l->table, id, &r, e)) {
		print_damaged(l, json, id);
	} else if (json) {
		str_clear(&l->line);
		json_start(&j, &l->line);
		row_json(l->app->archive, l->table, &r, l->columns.at, l->columns.n, l->reveal, &j);
	} else {
		print_cells(l, csv, &r);
	}
	record_free(&r);
}

static bool print_rows(struct listing *l, struct view *v, const char *format, struct err *e)
{
	bool json = strcmp(format, "json") == 0, ok = true;
	size_t n = view_count(v), limit = l->app->options.limit;
	struct err first = {0};

	str_clear(&l->line);
	if (json)
		out_text("[");
	else
		print_cells(l, strcmp(format, "csv") == 0, NULL);
	for (size_t i = 0; ok && i < n && (!limit || i < limit); i++) {
		uint64_t id;
		ok = view_id(v, i, &id, e);
		if (!ok)
			break;
		print_row(l, format, id, first.code ? NULL : &first);
		if (json) {
			out_text(i ? ",\n" : "");
			out_text(str_c(&l->line));
		}
	}
	if (json)
		out_text("]\n");
	if (ok && first.code)
		*e = first;
	return ok && !first.code;
}

static bool order(struct listing *l, struct view *v, struct err *e)
{
	const char *name = l->app->options.sort;
	bool descending = name && *name == '-';

	if (!name)
		return true;
	const struct def_field *f = column(l->table, name + descending, e);
	return f && view_sort(v, f, descending, e);
}

static bool list(struct listing *l, const char *typed, struct err *e)
{
	const char *format = l->app->options.json     ? "json"
			     : l->app->options.format ? l->app->options.format
						      : "tsv";

	if (strcmp(format, "json") != 0 && strcmp(format, "csv") != 0 && strcmp(format, "tsv") != 0)
		return err_set(e, ERR_USAGE, "--format 只能是 tsv、csv 或 json，不是“%s”", format);
	if (!choose_columns(l, e))
		return false;
	struct str where = {0};
	bool ok = mine_where(l->app, l->table, &where, e);
	struct view *v = ok ? view_open(l->app->archive, l->table, e) : NULL;
	ok = v && order(l, v, e) && view_filter(v, str_c(&where), e) && view_find(v, typed, e) &&
	     print_rows(l, v, format, e);
	view_close(v);
	str_free(&where);
	return ok;
}

static int run(struct app *app, int n, char **words)
{
	struct err e = {0};
	struct listing l = {.app = app, .reveal = app->options.reveal};

	l.table = app_table(app, words[0], &e);
	bool ok = l.table && (!l.reveal || journal_note(app->archive, "reveal", l.table, 0,
						   app->options.where, &e));
	ok = ok && list(&l, n > 1 ? words[1] : NULL, &e);
	vec_free(&l.columns);
	str_free(&l.cell);
	str_free(&l.line);
	return ok ? 0 : out_failed(&e);
}

const struct verb verb_list = {
	.name = "list",
	.words = "登记簿 [查找词] [--where 条件] [--columns 字段,…] [--sort 字段] [--format 格式]",
	.help = "列出记录；查找词可用汉字、拼音首字母、证件或电话尾号",
	.min_words = 1,
	.max_words = 2,
	.needs = VERB_STORE,
	.run = run,
};
