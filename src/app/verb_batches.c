#include <inttypes.h>
#include <stdlib.h>

#include <binggui/app/batches.h>
#include <binggui/app/history.h>
#include <binggui/app/out.h>
#include <binggui/app/verb.h>
#include <binggui/base/vec.h>
#include <binggui/table/batch.h>
#include <binggui/text/json.h>

static void print_json(const struct batch_list *list)
{
	static const char *const states[] = {[BATCH_RUNNING] = "running",
		[BATCH_DONE] = "done",
		[BATCH_STOPPED] = "stopped",
		[BATCH_UNDONE] = "undone"};
	struct str line = {0};
	struct json j;

	json_start(&j, &line);
	json_open(&j, '[');
	for (size_t i = 0; i < list->n; i++) {
		const struct batch *b = &list->at[i];
		json_open(&j, '{');
		json_pair_number(&j, "batch", (int64_t)b->id);
		json_pair_number(&j, "time_ms", b->time_ms);
		json_pair(&j, "user", b->user);
		json_pair(&j, "table", b->table);
		json_pair(&j, "state", states[b->state]);
		json_pair(&j, "file", b->file);
		json_pair(&j, "summary", b->summary ? b->summary : "");
		json_close(&j, '}');
	}
	json_close(&j, ']');
	out_line("%s", str_c(&line));
	str_free(&line);
}

static int batches(struct app *app, int n, char **words)
{
	struct batch_list list = {0};
	struct str when = {0};
	struct err e = {0};

	(void)n;
	(void)words;
	bool ok = batch_list(app->archive, &list, &e);
	if (ok && app->options.json)
		print_json(&list);
	for (size_t i = 0; ok && !app->options.json && i < list.n; i++) {
		const struct batch *b = &list.at[i];
		history_time(b->time_ms, &when);
		out_line("%" PRIu64 "  %s  %s  %s  %s  %s", b->id, str_c(&when), b->user,
			batches_state((int)b->state), b->file, b->summary ? b->summary : "");
	}
	if (ok && !list.n && !app->options.json)
		out_line("还没有导入过");
	batch_list_free(&list);
	str_free(&when);
	return ok ? 0 : out_failed(&e);
}

const struct verb verb_batches = {
	.name = "batches",
	.words = "[--json]",
	.help = "列出导入的批次，最新的在前",
	.needs = VERB_STORE,
	.run = batches,
};

static void print_undone(struct app *app, const char *batch, const struct batch_kept *kept)
{
	struct str line = {0};
	struct json j;
	char text[32];

	json_start(&j, &line);
	json_open(&j, '{');
	json_pair_number(&j, "batch", strtoll(batch, NULL, 10));
	json_key(&j, "kept");
	json_open(&j, '[');
	for (size_t i = 0; i < kept->n; i++) {
		const struct def_table *t = kept->at[i].table;
		record_id_text(kept->at[i].id, text);
		json_text(&j, text);
		if (!app->options.json)
			out_line("保留%s%s%s %s：后来又被改过，或别的记录还要靠它（如余额会小于0）",
				t ? "《" : "", t ? t->title : "", t ? "》" : "", text);
	}
	json_close(&j, ']');
	json_key(&j, "tables"); /* of the same, in the same order */
	json_open(&j, '[');
	for (size_t i = 0; i < kept->n; i++)
		json_text(&j, kept->at[i].table ? kept->at[i].table->name : "");
	json_close(&j, ']');
	json_close(&j, '}');
	if (app->options.json)
		out_line("%s", str_c(&line));
	else
		out_line("批次 %s 已撤销%s", batch, kept->n ? "，上面的记录保留" : "");
	str_free(&line);
}

static int undo(struct app *app, int n, char **words)
{
	struct batch_kept kept = {0};
	struct err e = {0};
	uint64_t id;

	(void)n;
	if (!text_to_u64(words[0], &id)) {
		err_set(&e, ERR_USAGE, "批次号应是数字，不是“%s”；用 binggui batches 查看",
			words[0]);
		return out_failed(&e);
	}
	bool ok = batch_undo(app->archive, id, NULL, NULL, &kept, &e);
	if (ok)
		print_undone(app, words[0], &kept);
	vec_free(&kept);
	return !ok ? out_failed(&e) : kept.n ? 1 : 0;
}

const struct verb verb_undo = {
	.name = "undo",
	.words = "批次号 [--json]",
	.help = "撤销整批导入；之后又被改过的记录保留并列出",
	.min_words = 1,
	.max_words = 1,
	.needs = VERB_STORE,
	.run = undo,
};
