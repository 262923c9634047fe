#include <inttypes.h>

#include <binggui/app/out.h>
#include <binggui/app/verb.h>
#include <binggui/table/verify.h>

static int run(struct app *app, int n, char **words)
{
	struct verify v = {0};
	struct err e = {0};

	(void)n;
	(void)words;
	bool ok = verify_run(app->archive, app->options.repair, NULL, NULL, &v, &e);
	for (size_t i = 0; i < v.n; i++)
		out_line("%s", v.at[i].text);
	if (ok)
		out_line("记录 %" PRIu64 " 条、日志 %" PRIu64 " 条、索引 %" PRIu64 " 项：%s",
			v.records, v.entries, v.indexes, v.n ? "有问题" : "完好");
	int code = !ok ? out_failed(&e) : v.n ? err_exit_code(ERR_STORE) : 0;
	verify_free(&v);
	return code;
}

const struct verb verb_check = {
	.name = "check",
	.words = "[--repair]",
	.help = "核对整个库：记录、索引、日志链",
	.needs = VERB_STORE,
	.run = run,
};
