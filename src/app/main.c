#include <locale.h>

#include <binggui/app/app.h>
#include <binggui/app/out.h>
#include <binggui/app/run.h>
#include <binggui/app/verb.h>
#include <binggui/base/mem.h>
#include <binggui/ui/term.h>

static void out_of_memory(void)
{
	term_rescue();
	out_problem("binggui: 内存不足，程序已停止；已存盘的和两秒前的草稿都在");
}

static int help(void)
{
	struct str text = {0};

	str_add(&text, "兵归：退役军人服务中心（站）一人一册\n\n用法：\n  binggui [选项]\n        "
		       "全屏程序\n");
	verb_help(&text);
	str_add(&text, "\n选项：\n");
	options_help(&text);
	out_text(str_c(&text));
	str_free(&text);
	return 0;
}

/* Without a verb: the full-screen program.  With no store yet somebody at a terminal is led to one. */
static int screens(struct app *app)
{
	struct err e = {0};

	if (!app_load(app, &e))
		return out_failed(&e);
	if (!app_open(app, false, &e) &&
		!(e.code == ERR_NOINPUT && app->defs && run_has_terminal()))
		return out_failed(&e);
	return run_screens(app);
}

static int dispatch(struct app *app)
{
	struct options *o = &app->options;

	if (o->help)
		return help();
	if (o->version) {
		out_line("binggui %s", BINGGUI_VERSION);
		return 0;
	}
	if (!o->n_words)
		return screens(app);
	const struct verb *v = verb_by_name(o->words[0]);
	if (v)
		return verb_run(app, v, o->n_words - 1, o->words + 1);
	out_problem("binggui: 没有命令“%s”；用 binggui --help 查看全部命令", o->words[0]);
	return 2;
}

int main(int argc, char **argv)
{
	struct app app = {0};
	struct err e = {0};

	setlocale(LC_CTYPE, "C.UTF-8");
	mem_on_failure(out_of_memory);
	if (!options_read(&app.options, argc, argv, &e)) {
		options_free(&app.options);
		return out_failed(&e);
	}
	if (!settings_read(&app.settings, &e)) /* what cannot be read is as if it were not there */
		out_problem("binggui: %s", e.text);
	settings_read(&app.kept, NULL);
	settings_apply(&app.settings, &app.options);
	int code = dispatch(&app);
	app_close(&app);
	return code;
}
