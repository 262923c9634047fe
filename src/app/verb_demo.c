#include <binggui/app/out.h>
#include <binggui/app/ticker.h>
#include <binggui/app/verb.h>
#include <binggui/base/file.h>
#include <binggui/domain/demo.h>
#include <binggui/store/fresh.h>

static void find_areas(struct app *app, struct str *out)
{
	if (app->options.areas)
		str_set(out, app->options.areas);
	else
		file_join(out, str_c(&app->options.screens), "areas");
}

static bool fill(struct app *app, struct archive *a, struct demo_result *made, struct err *e)
{
	struct str areas = {0};
	struct ticker ticker;

	find_areas(app, &areas);
	ticker_begin(&ticker, "正在建练习县：", "人");
	struct demo_options options = {.areas = str_c(&areas),
		.people = app->options.people,
		.seed = app->options.seed,
		.progress = ticker_step,
		.context = &ticker};
	bool ok = archive_set(a, "mode", "练习库", e) && demo_make(a, &options, made, e) &&
		  archive_sync(a, e);
	ticker_end(&ticker);
	str_free(&areas);
	return ok;
}

/* Beside, where it need not wait for the disk, and then shown: a county is there as a whole or not at all. */
static bool make_beside(struct app *app, struct demo_result *made, struct err *e)
{
	const char *data = str_c(&app->options.data);
	struct archive_options options = {.defs = app->defs,
		.user = app->options.user,
		.today = app->options.today,
		.create = true,
		.lazy = true,
		.station = app->options.station};
	struct str within = {0}, url = {0};

	if (!fresh_begin(data, &within, e))
		return false;
	str_addf(&url, "lmdb:%s", str_c(&within));
	struct archive *a = archive_open(str_c(&url), &options, e);
	bool ok = a && fill(app, a, made, e);
	archive_close(a);
	ok = ok && fresh_show(data, str_c(&within), e);
	fresh_drop(str_c(&within));
	str_free(&within);
	str_free(&url);
	return ok;
}

static bool make(struct app *app, struct demo_result *made, struct err *e)
{
	struct str there = {0};

	if (!file_make_dirs(str_c(&app->options.data), 0700, e))
		return false;
	file_join(&there, str_c(&app->options.data), "data.mdb");
	bool free = !file_exists(str_c(&there));
	str_free(&there);
	/* Opening says why a store that is there is not made again. */
	return free ? make_beside(app, made, e) : app_open(app, true, e);
}

static int run(struct app *app, int n, char **words)
{
	struct demo_result made = {0};
	struct err e = {0};

	(void)n;
	(void)words;
	if (!app->defs) {
		err_set(&e, ERR_CONFIG,
			"建练习县需要正确的定义文件；请用 --screens 指明目录，并用 binggui screens "
			"检查");
		return out_failed(&e);
	}
	if (!make(app, &made, &e))
		return out_failed(&e);
	out_line("已在 %s 建练习县：区划 %zu 个，服务站 %zu 个，工作人员 %zu 名，对象 %zu 名，"
		 "共写入记录 %zu 次",
		str_c(&app->options.data), made.areas, made.stations, made.staff, made.people,
		made.records);
	out_line("人和事都是编的。2019-01-01 到 2020-04-30 的年度报表："
		 "binggui figures annual --period 2019-01-01..2020-04-30");
	return 0;
}

const struct verb verb_demo = {
	.name = "demo",
	.words = "[--people 人数] [--seed 数] [--areas 文件]",
	.help = "建一个练习县：编出来的对象和2019年以来的各种台账",
	.needs = VERB_DEFS,
	.run = run,
};
