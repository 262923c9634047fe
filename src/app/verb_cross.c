#include <binggui/app/asking.h>
#include <binggui/app/out.h>
#include <binggui/app/verb.h>
#include <binggui/domain/crosstab.h>
#include <binggui/domain/period.h>

static bool write_out(const struct app *app, const struct crosstab *c, struct err *e)
{
	struct grid grid = {0};
	struct str out = {0};
	bool json = asking_format(app) == ASKING_JSON, ok = true;

	if (json)
		crosstab_json(c, &out);
	else
		crosstab_grid(c, &grid);
	ok = json || asking_write(app, &grid, c->table, &out, e);
	ok = ok && asking_print(app, &out, e);
	grid_free(&grid);
	str_free(&out);
	return ok;
}

static int run(struct app *app, int n, char **words)
{
	const struct options *o = &app->options;
	struct crosstab_ask ask = {.archive = app->archive, .where = o->where};
	struct crosstab c = {0};
	struct str area = {0};
	struct err e = {0};

	ask.table = app_table(app, words[0], &e);
	ask.down = words[1];
	ask.across = n > 2 ? words[2] : NULL;
	bool ok = ask.table && asking_check(app, &e) &&
		  (!o->period || period_read(o->period, app->archive->types.today, &ask.since,
					 &ask.until, &e)) &&
		  asking_area(app->archive, o->area, &area, NULL, &e);
	ask.area = str_c(&area);
	ok = ok && crosstab_run(&c, &ask, &e) && write_out(app, &c, &e);
	crosstab_free(&c);
	str_free(&area);
	return ok ? 0 : out_failed(&e);
}

const struct verb verb_cross = {
	.name = "cross",
	.words = "登记簿 字段 [字段] [--where 条件] [--period 期间] [--area 区划] "
		 "[--format text|json|csv|xlsx] [-o 文件] [--encoding 编码]",
	.help = "交叉表：两个字段各值有多少条，如 cross person village:town sex",
	.min_words = 2,
	.max_words = 3,
	.needs = VERB_STORE,
	.run = run,
};
