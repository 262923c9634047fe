#include <binggui/app/out.h>
#include <binggui/app/verb.h>
#include <binggui/schema/load.h>

/* Counts what was read, or tells every fault with its place. */
static int run(struct app *app, int n, char **words)
{
	struct err e = {0};
	struct str text = {0};
	const char *dir = n ? words[0] : str_c(&app->options.screens);

	if (!*dir) {
		err_set(&e, ERR_CONFIG, "没有找到定义文件目录，请用 --screens 指明");
		return out_failed(&e);
	}
	app->defs = load_dir(dir, &app->faults, &e);
	faults_sort(&app->faults);
	for (size_t i = 0; i < app->faults.n; i++) {
		fault_text(&text, &app->faults.at[i]);
		out_line("%s", str_c(&text));
	}
	str_free(&text);
	if (app->faults.n) {
		out_problem("binggui: %s 中有 %zu 处错误", dir, app->faults.n);
		return err_exit_code(ERR_CONFIG);
	}
	if (!app->defs)
		return out_failed(&e);
	out_line("%s：%zu 个登记簿、%zu 个代码表，没有错误", dir, app->defs->n, app->defs->n_codes);
	return 0;
}

const struct verb verb_screens = {
	.name = "screens",
	.words = "[目录]",
	.help = "检查定义文件，逐处指出错误",
	.max_words = 1,
	.needs = VERB_BARE,
	.run = run,
};
