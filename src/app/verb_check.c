#include <inttypes.h>

#include <binggui/app/out.h>
#include <binggui/app/ticker.h>
#include <binggui/app/verb.h>
#include <binggui/table/verify.h>
#include <binggui/text/json.h>

static void print_json(const struct verify *v)
{
	struct str line = {0};
	struct json j;

	json_start(&j, &line);
	json_open(&j, '{');
	json_pair_number(&j, "records", (int64_t)v->records);
	json_pair_number(&j, "entries", (int64_t)v->entries);
	json_pair_number(&j, "indexes", (int64_t)v->indexes);
	json_key(&j, "findings");
	json_open(&j, '[');
	for (size_t i = 0; i < v->n; i++) {
		json_open(&j, '{');
		json_pair(&j, "text", v->at[i].text);
		json_key(&j, "repairable");
		json_bool(&j, v->at[i].repairable);
		json_close(&j, '}');
	}
	json_close(&j, ']');
	json_close(&j, '}');
	out_line("%s", str_c(&line));
	str_free(&line);
}

static void print(const struct verify *v)
{
	for (size_t i = 0; i < v->n; i++)
		out_line("%s", v->at[i].text);
	out_line("记录 %" PRIu64 " 条、日志 %" PRIu64 " 条、索引 %" PRIu64 " 项：%s", v->records,
		v->entries, v->indexes, v->n ? "有问题" : "完好");
}

static int run(struct app *app, int n, char **words)
{
	struct verify v = {0};
	struct ticker ticker;
	struct err e = {0};

	(void)n;
	(void)words;
	ticker_begin(&ticker, "正在核对：", "项");
	bool ok = verify_run(app->archive, app->options.repair, ticker_step, &ticker, &v, &e);
	ticker_end(&ticker);
	if (ok && app->options.json)
		print_json(&v);
	else if (ok)
		print(&v);
	int code = !ok ? out_failed(&e) : v.n ? err_exit_code(ERR_STORE) : 0;
	verify_free(&v);
	return code;
}

const struct verb verb_check = {
	.name = "check",
	.words = "[--repair] [--json]",
	.help = "核对整个库：记录、索引、日志链",
	.needs = VERB_STORE,
	.run = run,
};
