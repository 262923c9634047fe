#include <string.h>

#include <binggui/app/mine.h>
#include <binggui/app/out.h>
#include <binggui/app/verb.h>
#include <binggui/base/vec.h>
#include <binggui/domain/export.h>
#include <binggui/table/table.h>
#include <binggui/table/view.h>
#include <binggui/text/json.h>

struct exporting {
	struct app *app;
	const struct def_table *table;
	struct {
		const struct def_field **at;
		size_t n, cap;
	} fields;
	struct ids ids;
	struct str where; /* --where and --area */
	size_t rows;
};

static const struct def_field *field(const struct def_table *t, const char *name, struct err *e)
{
	const struct def_field *f = def_field(t, name);

	f = f ? f : def_field_labelled(t, name);
	if (!f)
		err_set(e, ERR_USAGE, "%s没有字段“%s”", t->title, name);
	return f;
}

static bool choose_fields(struct exporting *x, struct err *e)
{
	if (!x->app->options.columns) {
		for (size_t i = 0; i < x->table->list.n; i++)
			vec_push(&x->fields, x->table->list.at[i].field);
		return true;
	}
	char *copy = mem_strdup(x->app->options.columns), *rest = copy;
	const struct def_field *f = NULL;
	for (char *name; (name = strsep(&rest, ",")) && (f = field(x->table, name, e));)
		vec_push(&x->fields, f);
	mem_free(copy);
	return f != NULL;
}

static bool order(const struct exporting *x, struct view *v, struct err *e)
{
	const char *name = x->app->options.sort;
	bool descending = name && *name == '-';

	if (!name)
		return true;
	const struct def_field *f = field(x->table, name + descending, e);
	return f && view_sort(v, f, descending, e);
}

static bool choose_rows(struct exporting *x, const char *typed, struct err *e)
{
	bool ok = mine_where(x->app, x->table, &x->where, e);
	struct view *v = ok ? view_open(x->app->archive, x->table, e) : NULL;
	ok = v && order(x, v, e) && view_filter(v, str_c(&x->where), e) && view_find(v, typed, e);
	size_t n = ok ? view_count(v) : 0, limit = x->app->options.limit;

	for (size_t i = 0; ok && i < n && (!limit || i < limit); i++) {
		uint64_t id;
		ok = view_id(v, i, &id, e);
		vec_push(&x->ids, id);
	}
	view_close(v);
	return ok;
}

static bool write(struct exporting *x, struct err *e)
{
	const struct options *o = &x->app->options;
	struct export_plan file = {
		.archive = x->app->archive,
		.table = x->table,
		.fields = x->fields.at,
		.n_fields = x->fields.n,
		.ids = x->ids.at,
		.n_ids = x->ids.n,
		.path = o->output,
		.condition = str_c(&x->where),
		.reveal = o->reveal ? o->reason : NULL,
	};

	return export_format(o->output, o->encoding, &file.format, e) &&
	       export_run(&file, &x->rows, e);
}

/* What can be known to be wrong before anything is read. */
static bool usage(const struct options *o, struct err *e)
{
	enum export_format format;

	if (!o->output)
		return err_set(e, ERR_USAGE, "请用 -o 写明导出到哪个文件（.xlsx 或 .csv）");
	if (o->reveal && text_blank(o->reason))
		return err_set(e, ERR_USAGE,
			"--reveal 导出保密项全文，要用 --reason 写明原因（记入日志）");
	return export_format(o->output, o->encoding, &format, e);
}

static void tell(const struct exporting *x)
{
	struct str line = {0};
	struct json j;

	if (!x->app->options.json) {
		out_line("已导出 %zu 条到 %s", x->rows, x->app->options.output);
		return;
	}
	json_start(&j, &line);
	json_open(&j, '{');
	json_pair_number(&j, "rows", (int64_t)x->rows);
	json_pair(&j, "file", x->app->options.output);
	json_close(&j, '}');
	out_line("%s", str_c(&line));
	str_free(&line);
}

static int run(struct app *app, int n, char **words)
{
	struct exporting x = {.app = app};
	struct err e = {0};
	bool ok = usage(&app->options, &e);

	x.table = ok ? app_table(app, words[0], &e) : NULL;
	ok = x.table && choose_fields(&x, &e) && choose_rows(&x, n > 1 ? words[1] : NULL, &e) &&
	     write(&x, &e);
	if (ok)
		tell(&x);
	vec_free(&x.fields);
	vec_free(&x.ids);
	str_free(&x.where);
	return ok ? 0 : out_failed(&e);
}

const struct verb verb_export = {
	.name = "export",
	.words = "登记簿 [查找词] -o 文件 [--where 条件] [--columns 字段,…] [--sort 字段] "
		 "[--encoding 编码] [--reveal --reason 原因]",
	.help = "导出到 .xlsx 或 .csv；保密项遮盖，除非写明原因",
	.min_words = 1,
	.max_words = 2,
	.needs = VERB_STORE,
	.run = run,
};
