#include <binggui/app/out.h>
#include <binggui/app/verb.h>
#include <binggui/base/file.h>
#include <binggui/domain/county.h>

static bool load(struct app *app, struct county_result *made, struct err *e)
{
	struct str areas = {0};

	if (app->options.areas)
		str_set(&areas, app->options.areas);
	else
		file_join(&areas, str_c(&app->options.screens), "areas");
	bool ok = county_load(app->archive, str_c(&areas), made, e);
	str_free(&areas);
	return ok && archive_set(app->archive, "mode",
			     app->options.mode ? app->options.mode : "正式库", e);
}

static int run(struct app *app, int n, char **words)
{
	struct county_result made = {0};
	struct err e = {0};

	(void)n;
	(void)words;
	if (!app->defs) {
		err_set(&e, ERR_CONFIG,
			"建库需要正确的定义文件；请用 --screens 指明目录，并用 binggui screens "
			"检查");
		return out_failed(&e);
	}
	if (!file_make_dirs(str_c(&app->options.data), 0700, &e) || !app_open(app, true, &e) ||
		!load(app, &made, &e))
		return out_failed(&e);
	out_line("已在 %s 建库：行政区划 %zu 个，服务中心和服务站 %zu 个",
		str_c(&app->options.data), made.areas, made.stations);
	return 0;
}

const struct verb verb_init = {
	.name = "init",
	.words = "[--areas 文件] [--mode 正式库|练习库]",
	.help = "建一个新库：行政区划、服务中心和服务站",
	.needs = VERB_DEFS,
	.run = run,
};
