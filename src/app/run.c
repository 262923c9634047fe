#include <binggui/app/run.h>

#include <string.h>
#include <unistd.h>

#include <binggui/app/guide.h>
#include <binggui/app/home.h>
#include <binggui/app/out.h>
#include <binggui/app/palette.h>
#include <binggui/app/transcode.h>
#include <binggui/base/mem.h>
#include <binggui/table/search.h>
#include <binggui/table/view.h>
#include <binggui/text/width.h>
#include <binggui/ui/keymap.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>
#include <binggui/ui/term.h>

enum { KEY_COLUMNS = 16 };

/* ---- commands every screen has --------------------------------------------------------------- */

/* The keys with a label, each with the others that do the same; then what holds everywhere. */
static void add_keys(const struct keymap *m, const char *context, struct str *out)
{
	const struct binding *b, *other;

	for (size_t i = 0; (b = keymap_at(m, context, i)); i++) {
		struct str keys = {0};
		if (!*b->label)
			continue;
		str_add(&keys, b->key);
		for (size_t k = 0; (other = keymap_at(m, context, k)); k++)
			if (!*other->label && text_eq(other->command, b->command))
				str_addf(&keys, "、%s", other->key);
		width_fit(out, str_c(&keys), KEY_COLUMNS, 1);
		str_addf(out, "%s\n", b->label);
		str_free(&keys);
	}
}

static void helped(void *x)
{
	((struct app *)x)->helping = false;
}

/* Keys of the screen, also from a question or a field's help that lies over it. */
static bool show_help(struct app *app)
{
	const char *context = stack_base_ops(app->stack)->context;
	struct str text = {0};

	if (app->helping) {
		stack_say(app->stack, ROLE_DIM, "帮助已经打开，按回车或 Esc 关闭");
		return true;
	}
	app->helping = true;
	add_keys(app->keymap, context ? context : "common", &text);
	if (text_eq(context, "home"))
		str_add(&text, "F2 到 F9        打开要办的那一行\n数字            进入那一项\n");
	str_add(&text, "\n到处都一样\n"
		       "  功能键不灵时，先按 Esc 再按数字：Esc 2 = F2，Esc 0 = F10。\n"
		       "  Enter 往前走，Esc 或 F10 退回来；没存盘的会先问。\n"
		       "  输入法开着也行：全角的数字和字母照半角算。\n"
		       "  Ctrl-P 或 F12 找命令、登记簿和视图，键入名称或拼音首字母。\n"
		       "  列表里直接键入就是查找；数字、首字母、汉字、尾号都行。\n"
		       "  表单里 Enter 到下一项，空项按 = 重复上一次的回答，\n"
		       "  日期可写 t、t-1、0801、八一；F1 说明这一项填什么。");
	prompt_text(app->stack, "按键", str_c(&text), helped, app);
	str_free(&text);
	return true;
}

static bool common_command(void *x, const char *command)
{
	struct app *app = x;

	if (strcmp(command, "help") == 0)
		return show_help(app);
	if (strcmp(command, "undo") == 0) {
		stack_say(app->stack, ROLE_NOTICE,
			"这里没有可撤销的；存过的改动在“历史”里撤销，整批的在“导入历史与撤销”里");
		return true;
	}
	if (strcmp(command, "back") == 0 || strcmp(command, "redraw") == 0)
		return false; /* the stack's own */
	if (strcmp(command, "palette") == 0)
		palette_push(app);
	else
		stack_say(app->stack, ROLE_NOTICE, "现在用不上这个键");
	return true;
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

/* The machine by its first name, cut: on a long one who works here would find no room. */
static void set_title(struct app *app)
{
	enum { HOST = 16 };
	const char *host = app->options.host;
	int n = (int)strcspn(host, ".");
	struct str left = {0}, right = {0}, mode = {0};
	struct err e = {0};

	archive_setting(app->archive, "mode", &mode, &e);
	str_addf(&left, "兵归 %s", str_c(&mode));
	str_addf(&right, "%s  %u号站%s%.*s", app->options.user, app->archive->station,
		*host ? "  " : "", n < HOST ? n : HOST, host);
	stack_set_title(app->stack, str_c(&left), str_c(&right));
	str_free(&left);
	str_free(&right);
	str_free(&mode);
}

/* Home and the lists are found in by typing: mostly in the first register of the menu. */
static void warm(void *x)
{
	struct app *app = x;

	stack_on_idle(app->stack, NULL, NULL);
	if (app->archive->defs->n)
		search_warm(app->archive, app->archive->defs->tables[0]);
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
		.slow = app->options.slow,
		.line_ms = app->options.line_ms,
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
