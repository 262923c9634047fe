#include <binggui/app/out.h>
#include <binggui/app/verb.h>
#include <binggui/domain/merge.h>
#include <binggui/text/json.h>

static void print_result(struct app *app, const struct merge *m)
{
	struct str text = {0};
	struct json j;
	char keep[32], other[32];

	merge_summary(m, &text);
	if (!app->options.json) {
		out_line("%s", str_c(&text));
		out_line("撤销：binggui undo %llu", (unsigned long long)m->batch);
		str_free(&text);
		return;
	}
	record_id_text(m->sides[MERGE_KEEP].id, keep);
	record_id_text(m->sides[MERGE_OTHER].id, other);
	str_clear(&text);
	json_start(&j, &text);
	json_open(&j, '{');
	json_pair(&j, "result", "merged");
	json_pair(&j, "keep", keep);
	json_pair(&j, "other", other);
	json_pair_number(&j, "moved", (int64_t)m->related.moves.n);
	json_pair_number(&j, "batch", (int64_t)m->batch);
	json_close(&j, '}');
	out_line("%s", str_c(&text));
	str_free(&text);
}

/* What both have stays as it is in the one that is kept, a record each may have only one of included. */
static int run(struct app *app, int n, char **words)
{
	struct record sides[2] = {{0}};
	struct merge m = {0};
	struct err e = {0};
	const struct def_table *t = app_table(app, words[0], &e);

	(void)n;
	bool ok = t && verb_record(app, t, words[1], &sides[MERGE_KEEP], &e) &&
		  verb_record(app, t, words[2], &sides[MERGE_OTHER], &e) &&
		  merge_plan(&m, app->archive, t, sides[MERGE_KEEP].id, sides[MERGE_OTHER].id, &e);
	if (ok) {
		merge_choose_rest(&m, MERGE_KEEP);
		ok = merge_apply(&m, &e);
	}
	if (ok)
		print_result(app, &m);
	merge_free(&m);
	record_free(&sides[MERGE_KEEP]);
	record_free(&sides[MERGE_OTHER]);
	return ok ? 0 : out_failed(&e);
}

const struct verb verb_merge = {
	.name = "merge",
	.words = "登记簿 保留的编号 并入的编号 [--json]",
	.help = "两条其实是同一个人：第二条并入第一条；两边不同的用第一条的，名下的记录转过来",
	.min_words = 3,
	.max_words = 3,
	.needs = VERB_STORE,
	.run = run,
};
