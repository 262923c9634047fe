#include <stdio.h>

#include <binggui/app/asking.h>
#include <binggui/app/out.h>
#include <binggui/app/ticker.h>
#include <binggui/app/verb.h>
#include <binggui/domain/import.h>
#include <binggui/domain/import_json.h>
#include <binggui/domain/plan.h>
#include <binggui/domain/reject.h>
#include <binggui/text/sheet.h>

static bool as_json(const struct app *app)
{
	return asking_format(app) == ASKING_JSON;
}

static void print_findings(const struct plan *p, const struct plan_row *r)
{
	for (size_t i = 0; i < r->findings.n; i++) {
		const char *sheet = plan_row_sheet(p, r);
		out_line("%s%s第%zu行 %s：%s", sheet, *sheet ? " " : "", plan_row_number(p, r),
			outcome_label(r->outcome), r->findings.at[i].text);
	}
}

static void print_plan(const struct plan *p)
{
	struct str summary = {0};

	for (size_t i = 0; i < p->n; i++)
		print_findings(p, &p->rows[i]);
	plan_summary(p, &summary);
	out_line("%s", str_c(&summary));
	str_free(&summary);
}

/* In pieces: an answer about 100,000 rows is not held in memory whole. */
static void print_json(const struct plan *p, const char *file)
{
	struct str part = {0};

	import_json_head(&part, p, file);
	for (size_t i = 0; i < p->n; i++) {
		import_json_row(&part, p, i);
		if (part.n > 65536) {
			fwrite(part.at, 1, part.n, stdout);
			str_clear(&part);
		}
	}
	import_json_tail(&part, p);
	fwrite(str_c(&part), 1, part.n, stdout);
	putchar('\n');
	str_free(&part);
}

/* Who reads JSON gets one object also for a file that is none. */
static void print_refused(const struct app *app, const char *file, const struct err *e)
{
	struct str answer = {0};

	if (!as_json(app))
		return;
	import_json_refused(&answer, file, e->text);
	fwrite(str_c(&answer), 1, answer.n, stdout);
	str_free(&answer);
}

static bool write_rejects(struct app *app, const struct plan *p, struct err *e)
{
	size_t n = 0;

	if (!app->options.rejects || !p->counts[OUTCOME_REPORT])
		return true;
	if (!reject_write(p, app->options.rejects, &n, e))
		return false;
	if (!as_json(app))
		out_line("未导入的 %zu 行已写到 %s，改好后可再导入", n, app->options.rejects);
	return true;
}

static bool judge(struct plan *p, struct err *e)
{
	struct ticker ticker;

	ticker_begin(&ticker, "正在核对：", "行");
	bool ok = plan_judge(p, ticker_step, &ticker, e);
	ticker_end(&ticker);
	return ok;
}

static bool apply(struct app *app, struct plan *p, const char *file, struct err *e)
{
	struct ticker ticker;
	struct import_options options = {.file = file, .progress = ticker_step, .context = &ticker};
	struct import_result result = {0};

	if (app->options.dry_run)
		return import_rehearse(p, e);
	ticker_begin(&ticker, "正在写入：", "行");
	bool ok = import_apply(p, &options, &result, e);
	ticker_end(&ticker);
	if (!ok)
		return false;
	if (as_json(app))
		return true;
	if (result.batch)
		out_line("已写入：新增 %zu，补充 %zu，无变化 %zu；撤销用 binggui undo %llu",
			result.created, result.updated, result.unchanged,
			(unsigned long long)result.batch);
	else
		out_line("没有变化，什么也没有写入");
	return true;
}

/* What only the program writes (a frozen sheet) has fields that must be there and nobody types. */
static bool takes_imports(const struct def_table *t, struct err *e)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->fields[i]->required && t->fields[i]->readonly)
			return err_set(e, ERR_USAGE, "《%s》由程序填写，不能导入", t->title);
	return true;
}

static bool import(
	struct app *app, const char *table, const char *file, bool *problems, struct err *e)
{
	struct sheet_options options = {.encoding = app->options.encoding};
	struct book book = {0};
	const struct def_table *t = app_table(app, table, e);

	enum asking_format format = asking_format(app);
	if (format != ASKING_JSON && format != ASKING_TEXT)
		return err_set(e, ERR_USAGE, "--format 只能是 text 或 json，不是“%s”",
			app->options.format);
	if (!t || !takes_imports(t, e))
		return false;
	if (!sheet_open(&book, file, &options, e)) {
		print_refused(app, file, e);
		return false;
	}
	struct plan *p = plan_open(app->archive, t, &book, app->options.sheet, e);
	if (!p)
		print_refused(app, file, e);
	bool ok = p && judge(p, e) && apply(app, p, file, e);
	if (ok && as_json(app))
		print_json(p, file);
	else if (ok)
		print_plan(p);
	ok = ok && write_rejects(app, p, e);
	for (size_t i = 0; ok && i < p->n; i++) /* a total that is wrong is skipped, and told */
		*problems |= p->rows[i].findings.n > 0 || p->rows[i].outcome == OUTCOME_REPORT;
	plan_close(p);
	sheet_close(&book);
	return ok;
}

static int run(struct app *app, int n, char **words)
{
	struct err e = {0};
	bool problems = false;

	(void)n;
	if (!import(app, words[0], words[1], &problems, &e))
		return out_failed(&e);
	return problems ? 1 : 0;
}

const struct verb verb_import = {
	.name = "import",
	.words = "登记簿 文件 [--dry-run] [--encoding 编码] [--sheet 名称] [--rejects 文件] "
		 "[--json | --format json]",
	.help = "导入花名册（CSV 或 xlsx）；有提醒或未导入的行时退出码为 1",
	.min_words = 2,
	.max_words = 2,
	.needs = VERB_STORE,
	.run = run,
};
