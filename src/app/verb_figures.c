#include <inttypes.h>

#include <binggui/app/asking.h>
#include <binggui/app/counting.h>
#include <binggui/app/out.h>
#include <binggui/app/verb.h>
#include <binggui/base/mem.h>
#include <binggui/domain/comparison.h>
#include <binggui/domain/figure_text.h>
#include <binggui/table/table.h>
#include <binggui/text/json.h>

/* One run of `binggui figures`. */
struct asked {
	struct app *app;
	struct counting counting;
	struct str out;
};

/* ---- one figure ------------------------------------------------------------------------------ */

/* The names behind a figure, one a line. */
static bool add_names(struct asked *a, const struct figure_value *v, struct err *e)
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

static bool add_id(struct json *j, struct archive *archive, const struct def_table *t, uint64_t id,
	struct err *e)
{
	struct record r = {0};
	struct str title = {0};
	char text[32];
	bool ok = table_get(archive, t, id, &r, e);

	if (ok) {
		table_title(archive, t, &r, &title);
		record_id_text(id, text);
		json_open(j, '{');
		json_pair(j, "table", t->name);
		json_pair(j, "id", text);
		json_pair(j, "title", str_c(&title));
		json_close(j, '}');
	}
	record_free(&r);
	str_free(&title);
	return ok;
}

/* The figure as in the sheet, what it means, and what is behind it. */
static bool explain_json(struct asked *a, const struct figure_value *v, struct err *e)
{
	struct json j;
	bool ok = true;

	json_start(&j, &a->out);
	json_open(&j, '{');
	figure_text_pairs(&j, v);
	json_pair(&j, "definition", v->figure->definition);
	json_key(&j, "ids");
	json_open(&j, '[');
	for (size_t i = 0; ok && i < v->ids.n; i++) {
		const struct def_table *t = counting_table(a->app->archive, v->ids.at[i].table);
		ok = !t || add_id(&j, a->app->archive, t, v->ids.at[i].id, e);
	}
	json_close(&j, ']');
	json_close(&j, '}');
	str_addc(&a->out, '\n');
	return ok;
}

static bool explain(struct asked *a, struct err *e)
{
	struct figure_sheet s = counting_sheet(&a->counting);
	const struct def_figure *f = figuredef_figure(s.defs, a->app->options.explain);
	const struct figure_value *v = f ? figures_value(s.figures, f) : NULL;

	if (!v)
		return err_set(e, ERR_USAGE, "报表《%s》里没有数字“%s”", s.sheet->title,
			a->app->options.explain);
	if (asking_format(a->app) == ASKING_JSON)
		return explain_json(a, v, e);
	figure_text_explain(&a->out, &s, v);
	return add_names(a, v, e);
}

/* ---- two sheets ------------------------------------------------------------------------------ */

static bool compare(struct asked *a, struct err *e)
{
	struct comparison c = {0};
	struct grid grid = {0};
	bool ok = counting_compare(&a->counting, a->app->options.compare, &c, NULL, NULL, e);

	if (ok && asking_format(a->app) == ASKING_JSON) {
		comparison_json(&c, &a->out);
	} else if (ok) {
		comparison_grid(&c, &grid);
		ok = asking_write(a->app, &grid, NULL, &a->out, e);
	}
	grid_free(&grid);
	comparison_free(&c);
	return ok;
}

/* ---- the sheet ------------------------------------------------------------------------------- */

static bool freeze(struct asked *a, struct err *e)
{
	char text[32];
	uint64_t id;

	if (!counting_freeze(&a->counting, a->app->options.reason, &id, e))
		return false;
	record_id_text(id, text);
	if (asking_format(a->app) == ASKING_JSON)
		str_addf(&a->out, "{\"id\":\"%s\"}\n", text);
	else
		out_line("已冻结为 %s；binggui figures --compare %s 可与现在比较", text, text);
	return true;
}

static bool write_sheet(struct asked *a, struct err *e)
{
	struct figure_sheet s = counting_sheet(&a->counting);
	enum asking_format format = asking_format(a->app);
	struct grid grid = {0};

	if (format == ASKING_JSON) {
		figure_text_json(&a->out, &s);
		return true;
	}
	if (format == ASKING_TEXT) {
		figure_text_sheet(&a->out, &s);
		if (*s.sheet->text) {
			str_addc(&a->out, '\n');
			figure_text_paragraphs(&a->out, &s);
		}
		return true;
	}
	figure_text_grid(&grid, &s);
	bool ok = asking_write(a->app, &grid, NULL, &a->out, e);
	grid_free(&grid);
	return ok;
}

static bool answer(struct asked *a, struct err *e)
{
	const struct options *o = &a->app->options;

	if (o->compare)
		return compare(a, e);
	if (!counting_run(&a->counting, NULL, NULL, e))
		return false;
	if (o->freeze)
		return freeze(a, e);
	return o->explain ? explain(a, e) : write_sheet(a, e);
}

static int run(struct app *app, int n, char **words)
{
	const struct options *o = &app->options;
	struct asked a = {.app = app};
	struct err e = {0};

	bool ok = asking_check(app, &e) &&
		  counting_open(&a.counting, app->archive, n ? words[0] : NULL, &e) &&
		  counting_period(&a.counting, o->period, &e) &&
		  counting_area(&a.counting, o->area, &e) && answer(&a, &e);
	if (ok)
		ok = asking_print(app, &a.out, &e);
	str_free(&a.out);
	counting_close(&a.counting);
	return ok ? 0 : out_failed(&e);
}

const struct verb verb_figures = {
	.name = "figures",
	.words = "[报表] [--period 期间] [--area 区划] [--format text|json|csv|xlsx] [-o 文件] "
		 "[--explain 数字] [--compare 对象] [--freeze]",
	.help = "算出报表的各项数字；期间不写则从报表自己的起始日到今天",
	.min_words = 0,
	.max_words = 1,
	.needs = VERB_STORE,
	.run = run,
};
