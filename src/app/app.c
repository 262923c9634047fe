#include <binggui/app/app.h>

#include <stdlib.h>

#include <binggui/base/file.h>
#include <binggui/base/mem.h>
#include <binggui/domain/visiting.h>
#include <binggui/schema/kept.h>
#include <binggui/schema/load.h>
#include <binggui/table/catalog.h>
#include <binggui/ui/keymap.h>
#include <binggui/ui/stack.h>
#include <binggui/ui/term.h>

/* Where the user's cache is; "" if the environment does not say. */
static void find_kept(struct str *out)
{
	const char *cache = secure_getenv("XDG_CACHE_HOME"), *home = secure_getenv("HOME");

	if (cache && *cache == '/')
		file_join(out, cache, "binggui/definitions");
	else if (home && *home == '/')
		file_join(out, home, ".cache/binggui/definitions");
}

/* Those just read, as every later start will find them: mapped, they cost no memory of one's own. */
static struct defs *keep(struct defs *d, const char *kept, const char *dir)
{
	catalog_digest(d);
	struct defs *mapped = kept_write(kept, d) ? kept_open(kept, dir) : NULL;

	if (mapped)
		defs_free(d);
	mem_give_back();
	return mapped ? mapped : d;
}

bool app_load(struct app *app, struct err *e)
{
	const char *dir = str_c(&app->options.screens);
	struct str kept = {0};

	if (!*dir)
		return true;
	find_kept(&kept);
	app->defs = load_dir_kept(dir, kept.at, &app->faults, e);
	if (app->defs && !app->defs->kept && kept.n)
		app->defs = keep(app->defs, kept.at, dir);
	str_free(&kept);
	faults_sort(&app->faults);
	return app->defs || app->faults.n;
}

bool app_open(struct app *app, bool create, struct err *e)
{
	struct archive_options options = {
		.defs = app->defs,
		.user = app->options.user,
		.today = app->options.today,
		.create = create,
		.station = app->options.station,
	};
	struct str url = {0};

	str_addf(&url, "lmdb:%s", str_c(&app->options.data));
	app->archive = archive_open(str_c(&url), &options, e);
	str_free(&url);
	if (app->archive)
		visiting_follow(app->archive);
	if (!app->archive && e->code == ERR_NOINPUT)
		err_set(e, ERR_NOINPUT,
			"%s 还没有建库；请先运行 binggui init，或用 --data 指明数据目录",
			str_c(&app->options.data));
	return app->archive != NULL;
}

static void free_answers(struct map *answers)
{
	const char *key;
	void *answer;

	for (size_t i = 0; map_each(answers, &i, &key, &answer);)
		mem_free(answer);
	map_free(answers);
}

void app_close(struct app *app)
{
	stack_free(app->stack);
	if (app->term)
		term_close(app->term);
	keymap_free(app->keymap);
	archive_close(app->archive);
	if (app->defs)
		defs_free(app->defs);
	faults_free(&app->faults);
	free_answers(&app->answers);
	options_free(&app->options);
	settings_free(&app->settings);
	settings_free(&app->kept);
	*app = (struct app){0};
}

const struct def_table *app_table(struct app *app, const char *name, struct err *e)
{
	struct defs *defs = app->archive ? app->archive->defs : app->defs;
	const struct def_table *t = name ? defs_table(defs, name) : NULL;
	struct str known = {0};

	if (t)
		return t;
	for (size_t i = 0; i < defs->n; i++) {
		const struct def_table *one = defs->tables[i];
		if (name && text_eq(one->title, name)) {
			str_free(&known);
			return one;
		}
		str_addf(&known, "%s%s（%s）", i ? "、" : "", one->name, one->title);
	}
	err_set(e, ERR_USAGE, "%s%s；可用的登记簿有：%s",
		name ? "没有登记簿" : "请写明登记簿的名称", name ? name : "", str_c(&known));
	str_free(&known);
	return NULL;
}

struct date app_today(const struct app *app)
{
	return date_none(app->options.today) ? date_today() : app->options.today;
}
