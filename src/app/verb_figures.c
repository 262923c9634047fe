#include <string.h>

#include <binggui/app/counting.h>
#include <binggui/app/out.h>
#include <binggui/app/verb.h>
#include <binggui/base/mem.h>
#include <binggui/domain/figure_text.h>
#include <binggui/table/table.h>

/* One run of `binggui figures`. */
struct asking {
	struct app *app;
	struct counting counting;
	struct str out;
};

/* The names behind a figure, one a line. */
static bool add_names(struct asking *a, const struct figure_value *v, struct err *e)
{
	struct archive *archive = a->app->archive;
	struct record r = {0};
	struct str title = {0};
	char id[32];
	bool ok = true;

	if (v->ids.n)
		str_addf(&a->out, "\n名单（%zu）\n", v->ids.n);
	for (size_t i = 0; ok && i < v->ids.n; i++) {
		const struct def_table *t = counting_table(archive, v->ids.at[i].table);
		if (!t)
			continue;
		ok = table_get(archive, t, v->ids.at[i].id, &r, e);
		table_title(archive, t, &r, &title);
		record_id_text(v->ids.at[i].id, id);
		if (ok)
			str_addf(&a->out, "%s\t%s\t%s\n", t->name, id, str_c(&title));
	}
	record_free(&r);
	str_free(&title);
	return ok;
}

static bool explain(struct asking *a, struct err *e)
{
	struct figure_sheet s = counting_sheet(&a->counting);
	const struct def_figure *f = figuredef_figure(s.defs, a->app->options.explain);
	const struct figure_value *v = f ? figures_value(s.figures, f) : NULL;

	if (!v)
		return err_set(e, ERR_USAGE, "报表《%s》里没有数字“%s”", s.sheet->title,
			a->app->options.explain);
	figure_text_explain(&a->out, &s, v);
	return add_names(a, v, e);
}

static bool write_out(struct asking *a, const char *format, struct err *e)
{
	struct figure_sheet s = counting_sheet(&a->counting);

	if (a->app->options.explain)
		return explain(a, e);
	if (text_eq(format, "json")) {
		figure_text_json(&a->out, &s);
	} else {
		figure_text_sheet(&a->out, &s);
		if (*s.sheet->text) {
			str_addc(&a->out, '\n');
			figure_text_paragraphs(&a->out, &s);
		}
	}
	return true;
}

static bool check_format(const char *format, struct err *e)
{
	return text_eq(format, "text") || text_eq(format, "json") ||
	       err_set(e, ERR_USAGE, "--format 只能是 text 或 json，不是“%s”", format);
}

static int run(struct app *app, int n, char **words)
{
	const struct options *o = &app->options;
	const char *format = o->json ? "json" : o->format ? o->format : "text";
	struct asking a = {.app = app};
	struct err e = {0};

	bool ok = check_format(format, &e) &&
		  counting_open(&a.counting, app->archive, n ? words[0] : NULL, &e) &&
		  counting_period(&a.counting, o->period, &e) &&
		  counting_area(&a.counting, o->area, &e) &&
		  counting_run(&a.counting, NULL, NULL, &e) && write_out(&a, format, &e);
	if (ok)
		out_text(str_c(&a.out));
	str_free(&a.out);
	counting_close(&a.counting);
	return ok ? 0 : out_failed(&e);
}

const struct verb verb_figures = {
	.name = "figures",
	.words = "[报表] [--period 期间] [--area 区划] [--format text|json] [--explain 数字]",
	.help = "算出报表的各项数字；期间不写则从报表自己的起始日到今天",
	.min_words = 0,
	.max_words = 1,
	.needs = VERB_STORE,
	.run = run,
};
