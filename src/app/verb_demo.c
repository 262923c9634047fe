#include <binggui/app/out.h>
#include <binggui/app/verb.h>
#include <binggui/base/file.h>
#include <binggui/domain/demo.h>

static void find_areas(struct app *app, struct str *out)
{
	if (app->options.areas)
		str_set(out, app->options.areas);
	else
		file_join(out, str_c(&app->options.screens), "areas");
}

static bool make(struct app *app, struct demo_result *made, struct err *e)
{
	struct str areas = {0};

	find_areas(app, &areas);
	struct demo_options options = {
		.areas = str_c(&areas), .people = app->options.people, .seed = app->options.seed};
	bool ok = archive_set(app->archive, "mode", "练习库", e) &&
		  demo_make(app->archive, &options, made, e);
	str_free(&areas);
	return ok;
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
	if (!file_make_dirs(str_c(&app->options.data), 0700, &e) || !app_open(app, true, &e) ||
		!make(app, &made, &e))
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
