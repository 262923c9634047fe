#include <binggui/app/out.h>
#include <binggui/app/verb.h>
#include <binggui/table/table.h>
#include <binggui/text/json.h>

static bool may(const struct options *o, const struct record *r, bool voids, struct err *e)
{
	char id[32];

	record_id_text(r->id, id);
	if (r->voided == voids)
		return err_set(e, ERR_CHECK, voids ? "%s 已经作废了" : "%s 没有作废，不用恢复", id);
	return !text_blank(o->reason) ||
	       err_set(e, ERR_USAGE, "要写为什么%s：--why \"重复登记\"", voids ? "作废" : "恢复");
}

static void print_problems(const struct problems *p)
{
	for (size_t i = 0; i < p->n; i++)
		out_problem("%s：%s%s", p->at[i].field ? p->at[i].field->label : "记录",
			p->at[i].text, p->at[i].level == LEVEL_WARN ? "（提醒）" : "");
}

static void print_result(struct app *app, const struct record *r, bool voids)
{
	struct str line = {0};
	struct json j;
	char id[32];

	record_id_text(r->id, id);
	if (!app->options.json) {
		out_line("已%s %s，第%u版", voids ? "作废" : "恢复", id, r->version);
		return;
	}
	json_start(&j, &line);
	json_open(&j, '{');
	json_pair(&j, "result", voids ? "voided" : "restored");
	json_pair(&j, "id", id);
	json_pair_number(&j, "version", r->version);
	json_close(&j, '}');
	out_line("%s", str_c(&line));
	str_free(&line);
}

/* Through the same door as Ctrl-D in a form and its taking back in the history. */
static int turn(struct app *app, char **words, bool voids)
{
	struct record base = {0}, record = {0};
	struct err e = {0};
	const struct def_table *t = app_table(app, words[0], &e);
	const struct save_options how = {.reason = app->options.reason};

	bool ok = t && verb_record(app, t, words[1], &base, &e) &&
		  may(&app->options, &base, voids, &e);
	record_copy(&record, &base);
	record.voided = voids;
	struct change c = {.table = t, .base = &base, .record = &record, .void_it = voids};
	if (ok && (ok = table_save(app->archive, &c, 1, &how, &e)))
		print_result(app, &record, voids);
	print_problems(&c.problems);
	change_free(&c);
	record_free(&base);
	record_free(&record);
	return ok ? 0 : out_failed(&e);
}

static int run_void(struct app *app, int n, char **words)
{
	(void)n;
	return turn(app, words, true);
}

static int run_unvoid(struct app *app, int n, char **words)
{
	(void)n;
	return turn(app, words, false);
}

const struct verb verb_void = {
	.name = "void",
	.words = "登记簿 编号 --why 原因 [--json]",
	.help = "作废一条记录：不再列出、不再统计，历史留着；可以再恢复",
	.min_words = 2,
	.max_words = 2,
	.needs = VERB_STORE,
	.run = run_void,
};

const struct verb verb_unvoid = {
	.name = "unvoid",
	.words = "登记簿 编号 --why 原因 [--json]",
	.help = "恢复一条作废的记录，检查与表单相同",
	.min_words = 2,
	.max_words = 2,
	.needs = VERB_STORE,
	.run = run_unvoid,
};
