#include <binggui/app/run.h>

#include <string.h>
#include <unistd.h>

#include <binggui/app/guide.h>
#include <binggui/app/home.h>
#include <binggui/app/out.h>
#include <binggui/app/transcode.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/search.h>
#include <binggui/table/view.h>
#include <binggui/ui/keymap.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>
#include <binggui/ui/term.h>

/* ---- commands every screen has --------------------------------------------------------------- */

static bool show_help(struct app *app)
{
	const char *context = stack_top_ops(app->stack)->context;
	struct str text = {0};

	keymap_help(app->keymap, context ? context : "common", 1, &text);
	str_add(&text,
		"\n功能键也可以用 Esc 加数字（Esc 2 = F2，Esc 0 = F10）。\n"
		"表单里：Enter 到下一项；空项按 = 重复上一次的回答；日期可写 t、t-1、0801、八一。\n"
		"列表里：直接键入就是查找。");
	prompt_text(app->stack, "按键", str_c(&text), NULL, NULL);
	str_free(&text);
	return true;
}

/* What the palette offers: commands of the screen below, then the menu. */
struct palette {
	struct app *app;
	VEC(const char *) commands; /* owned by keymap and definitions */
};

static void palette_picked(void *x, size_t index)
{
	struct palette *p = x;

	if (index != PICKER_NONE && !stack_command(p->app->stack, p->commands.at[index]))
		home_go(p->app, p->commands.at[index]);
	vec_free(&p->commands);
	mem_free(p);
}

static bool show_palette(struct app *app)
{
	struct palette *p = mem_new0(struct palette);
	VEC(struct picker_item) items = {0};
	const char *context = stack_top_ops(app->stack)->context;
	const struct binding *b;

	/* no palette over a palette, and none before there is a store */
	if (!app->archive || (context && strcmp(context, "picker") == 0)) {
		mem_free(p);
		return true;
	}
	p->app = app;
	for (size_t i = 0; (b = keymap_at(app->keymap, context ? context : "common", i)); i++) {
		struct picker_item item = {b->label, b->key};
		if (!*b->label)
			continue;
		vec_push(&items, item);
		vec_push(&p->commands, b->command);
	}
	for (size_t i = 0; i < app->archive->defs->n_menu; i++) {
		const struct def_menu_item *m = &app->archive->defs->menu[i];
		struct picker_item item = {m->label, NULL};
		vec_push(&items, item);
		vec_push(&p->commands, m->table && *m->table ? m->table : m->command);
	}
	picker_items(app->stack, "命令", items.at, items.n, 0, NULL, palette_picked, p);
	vec_free(&items);
	return true;
}

static bool common_command(void *x, const char *command)
{
	struct app *app = x;

	if (strcmp(command, "help") == 0)
		return show_help(app);
	if (strcmp(command, "palette") == 0)
		return show_palette(app);
	return false;
}

/* ---- set-up ---------------------------------------------------------------------------------- */

static bool bind_keys(struct app *app, struct err *e)
{
	const struct defs *d = app->archive ? app->archive->defs : app->defs;

	app->keymap = keymap_new();
	for (size_t i = 0; i < d->n_keys; i++) {
		const struct def_key *k = &d->keys[i];
		if (!keymap_bind(app->keymap, k->context, k->key, k->command,
			    k->label ? k->label : "", e))
			return err_in(e, "keys.yaml");
	}
	return true;
}

static void set_title(struct app *app)
{
	struct str left = {0}, right = {0}, mode = {0};
	struct err e = {0};

	archive_setting(app->archive, "mode", &mode, &e);
	str_addf(&left, "兵归 %s", str_c(&mode));
	str_addf(&right, "%s  %u号站%s%s", app->options.user, app->archive->station,
		*app->options.host ? "  " : "", app->options.host);
	stack_set_title(app->stack, str_c(&left), str_c(&right));
	str_free(&left);
	str_free(&right);
	str_free(&mode);
}

/* Home and the lists are found in by typing: mostly in the first register of the menu. */
static void warm(void *x)
{
	struct app *app = x;
	const struct defs *d = app->archive->defs;

	stack_on_idle(app->stack, NULL, NULL);
	for (size_t i = 0; i < d->n_menu; i++) {
		const struct def_table *t = defs_table(d, d->menu[i].table);
		if (t) {
			search_warm(app->archive, t);
			return;
		}
	}
}

bool run_prepare(struct app *app, struct err *e)
{
	if (!bind_keys(app, e))
		return false;
	app->stack = stack_new(app->term, app->keymap);
	stack_on_command(app->stack, common_command, app);
	stack_on_idle(app->stack, warm, app);
	set_title(app);
	home_push(app);
	if (app->faults.n)
		stack_say(app->stack, ROLE_PROBLEM,
			"定义文件有 %zu 处错误，先用上一次正确的定义；运行 binggui screens 查看",
			app->faults.n);
	return true;
}

void run_summary(struct app *app)
{
	struct defs *d = app->archive->defs;
	struct str mode = {0};
	struct err e = {0};

	archive_setting(app->archive, "mode", &mode, &e);
	out_line("兵归 %s  %s", str_c(&mode), app->archive->place);
	for (size_t i = 0; i < d->n; i++)
		out_line("  %s：%llu", d->tables[i]->title,
			(unsigned long long)archive_count(app->archive, d->tables[i]));
	str_free(&mode);
}

bool run_has_terminal(void)
{
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

/* No store yet: true if there is one afterwards.  The screens proper begin anew on it. */
static bool guide(struct app *app, bool *kept, struct err *e)
{
	if (!bind_keys(app, e))
		return false;
	app->stack = stack_new(app->term, app->keymap);
	stack_on_command(app->stack, common_command, app);
	stack_set_title(app->stack, "兵归", "");
	guide_push(app);
	*kept = stack_run(app->stack);
	stack_free(app->stack);
	keymap_free(app->keymap);
	app->stack = NULL;
	app->keymap = NULL;
	return *kept && app->archive;
}

/* On the terminal; the exit code. */
static int run_on(struct app *app, struct err *e)
{
	bool kept = true;

	if (!app->archive && !guide(app, &kept, e) && e->code == ERR_OK)
		return kept ? 0 : 129;
	if (e->code != ERR_OK || !run_prepare(app, e)) {
		term_close(app->term);
		app->term = NULL;
		return out_failed(e);
	}
	kept = stack_run(app->stack);
	return kept ? 0 : 129; /* hung up: as if by SIGHUP */
}

int run_screens(struct app *app)
{
	struct term_options options = {
		.ambiguous = app->options.ambiguous,
		.ascii = app->options.ascii,
		.no_color = app->options.no_color,
	};
	struct err e = {0};

	if (!run_has_terminal()) {
		run_summary(app);
		return out_flush(&e) ? 0 : out_failed(&e);
	}
	struct transcode transcode = {0};
	int code;
	bool here = transcode_ready(&transcode, app, &options, &code);
	if (here)
		app->term = term_open(&options, &e);
	transcode_free(&transcode);
	if (!here)
		return code;
	return app->term ? run_on(app, &e) : out_failed(&e);
}
