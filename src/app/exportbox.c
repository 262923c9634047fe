#include <binggui/app/exportbox.h>

#include <binggui/app/paper.h>
#include <binggui/base/file.h>
#include <binggui/base/vec.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

void exportbox_free(struct exportbox *b)
{
	look_free(&b->look);
	vec_free(&b->ids);
	str_free(&b->path);
	str_free(&b->reason);
}

static bool step(void *context, size_t done, size_t all)
{
	return progress_step(&((struct exportbox *)context)->progress, done, all);
}

static void run(struct exportbox *b)
{
	const struct def_field *fields[LOOK_COLUMNS];
	size_t widths[LOOK_COLUMNS], rows, n = b->look.columns.n;
	struct err e = {0};

	for (size_t i = 0; i < n; i++) {
		fields[i] = b->look.columns.at[i].field;
		widths[i] = look_width(&b->look.columns.at[i]);
	}
	const struct export_plan x = {
		.archive = b->app->archive,
		.table = b->table,
		.fields = fields,
		.widths = widths,
		.n_fields = n,
		.ids = b->ids.at,
		.n_ids = b->ids.n,
		.path = str_c(&b->path),
		.format = b->format,
		.condition = b->look.filter,
		.reveal = str_c(&b->reason),
		.progress = step,
		.context = b,
	};
	progress_begin(&b->progress, b->app->term, "导出");
	if (export_run(&x, &rows, &e))
		stack_say(b->app->stack, ROLE_GOOD, "已导出 %zu 条到 %s", rows, str_c(&b->path));
	else
		stack_say(b->app->stack, e.code == ERR_STOPPED ? ROLE_NOTICE : ROLE_PROBLEM, "%s",
			e.text);
}

/* ---- questions ------------------------------------------------------------------------------- */

static void overwrite_answered(void *x, bool yes)
{
	struct exportbox *b = x;

	if (yes)
		run(b);
	else
		stack_say(b->app->stack, ROLE_NOTICE, "没有导出，原来的文件没有动");
}

static void run_unless_there(struct exportbox *b)
{
	if (file_exists(str_c(&b->path)))
		prompt_yes(b->app->stack, "已经有这个文件，换掉它吗？", str_c(&b->path), NULL,
			overwrite_answered, b);
	else
		run(b);
}

static void reason_given(void *x, const char *typed)
{
	struct exportbox *b = x;

	if (!typed)
		return;
	str_set(&b->reason, text_blank(typed) ? "" : typed);
	run_unless_there(b);
}

static void cover_picked(void *x, size_t index)
{
	struct exportbox *b = x;

	if (index == 0)
		run_unless_there(b);
	else if (index == 1)
		prompt_line(
			b->app->stack, "导出保密项全文（记入日志）", "原因", NULL, reason_given, b);
}

/* Covered is the first choice, so that Enter gives nothing away. */
static void ask_cover(struct exportbox *b)
{
	static const struct picker_item items[] = {
		{"保密项遮盖（如 610927********1234）", NULL},
		{"保密项写全文，要写明原因，记入日志", NULL},
	};

	for (size_t i = 0; i < b->look.columns.n; i++)
		if (export_secret(&b->look.columns.at[i].field, 1)) {
			picker_items(b->app->stack, "有保密项，怎样导出", items, 2, 0, NULL,
				cover_picked, b);
			return;
		}
	run_unless_there(b);
}

static void ask_path(struct exportbox *b, const char *initial);

static void path_given(void *x, const char *typed)
{
	struct exportbox *b = x;
	enum export_format format;
	struct err e = {0};

	if (!typed)
		return;
	paper_path(&b->path, typed);
	if (!export_format(str_c(&b->path), NULL, &format, &e)) {
		ask_path(b, typed);
		stack_say(b->app->stack, ROLE_PROBLEM, "%s", e.text);
		return;
	}
	if (format == EXPORT_XLSX || b->format == EXPORT_XLSX)
		b->format = format; /* the name has the last word; of a CSV the encoding stays */
	ask_cover(b);
}

static void ask_path(struct exportbox *b, const char *initial)
{
	prompt_line(b->app->stack, "导出到文件", "文件", initial, path_given, b);
}

static void format_picked(void *x, size_t index)
{
	static const char *const endings[] = {
		[EXPORT_XLSX] = "xlsx", [EXPORT_CSV] = "csv", [EXPORT_CSV_GB18030] = "csv"};
	struct exportbox *b = x;
	char today[DATE_TEXT];
	struct str name = {0};

	if (index == PICKER_NONE)
		return;
	b->format = (enum export_format)index;
	date_format(app_today(b->app), today);
	str_addf(&name, "~/%s-%s.%s", b->table->title, today, endings[index]);
	ask_path(b, str_c(&name));
	str_free(&name);
}

void exportbox_push(struct exportbox *b, struct app *app, const struct def_table *t,
	const struct look *shown, struct ids *ids)
{
	static const struct picker_item items[] = {
		[EXPORT_XLSX] = {"xlsx 电子表格", "xlsx"},
		[EXPORT_CSV] = {"CSV，UTF-8", "csv"},
		[EXPORT_CSV_GB18030] = {"CSV，GB18030（旧版表格软件）", "gb"},
	};
	struct str title = {0};

	b->app = app;
	b->table = t;
	look_copy(&b->look, shown);
	vec_free(&b->ids);
	b->ids = *ids;
	*ids = (struct ids){0};
	str_clear(&b->reason);
	str_addf(&title, "导出 %zu 条、%zu 列为", b->ids.n, b->look.columns.n);
	picker_items(app->stack, str_c(&title), items, sizeof items / sizeof *items, 0, NULL,
		format_picked, b);
	str_free(&title);
}
