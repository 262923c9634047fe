#include <binggui/app/making.h>

#include <binggui/base/file.h>
#include <binggui/base/mem.h>
#include <binggui/domain/county.h>

static bool remember_name(struct app *app, const char *name, struct err *e)
{
	if (text_blank(name) || text_eq(name, app->options.user))
		return true;
	mem_free(app->settings.name);
	mem_free(app->kept.name);
	app->settings.name = mem_strdup(name);
	app->kept.name = mem_strdup(name);
	app->options.user = app->settings.name;
	return settings_write(&app->kept, e);
}

bool making_store(struct app *app, const struct making *m, struct err *e)
{
	struct county_result made = {0};

	if (!app->defs)
		return err_set(e, ERR_CONFIG,
			"建库需要正确的定义文件；请用 --screens 指明目录，并用 binggui screens "
			"检查");
	if (!remember_name(app, m->name, e))
		return false;
	app->options.station = m->station;
	if (!app->archive &&
		(!file_make_dirs(str_c(&app->options.data), 0700, e) || !app_open(app, true, e)))
		return false;
	if (!county_load(app->archive, m->areas, &made, e) ||
		!archive_set(app->archive, "mode", m->mode, e))
		return false;
	if (made.areas || archive_count(app->archive, defs_table(app->archive->defs, "area")))
		return true;
	return err_set(e, ERR_DATA, "%s 里没有行政区划，请另选文件", m->areas);
}
