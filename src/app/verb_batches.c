#include <inttypes.h>

#include <binggui/app/batches.h>
#include <binggui/app/history.h>
#include <binggui/app/out.h>
#include <binggui/app/verb.h>
#include <binggui/base/vec.h>
#include <binggui/table/batch.h>

static int batches(struct app *app, int n, char **words)
{
	struct batch_list list = {0};
	struct str when = {0};
	struct err e = {0};

	(void)n;
	(void)words;
	bool ok = batch_list(app->archive, &list, &e);
	for (size_t i = 0; ok && i < list.n; i++) {
		const struct batch *b = &list.at[i];
		history_time(b->time_ms, &when);
		out_line("%" PRIu64 "  %s  %s  %s  %s  %s", b->id, str_c(&when), b->user,
			batches_state((int)b->state), b->file, b->summary ? b->summary : "");
	}
	if (ok && !list.n)
		out_line("还没有导入过");
	batch_list_free(&list);
	str_free(&when);
	return ok ? 0 : out_failed(&e);
}

const struct verb verb_batches = {
	.name = "batches",
	.words = "",
	.help = "列出导入的批次，最新的在前",
	.needs = VERB_STORE,
	.run = batches,
};

static int undo(struct app *app, int n, char **words)
{
	struct ids kept = {0};
	struct err e = {0};
	uint64_t id;
	char text[32];

	(void)n;
	if (!text_to_u64(words[0], &id)) {
		err_set(&e, ERR_USAGE, "批次号应是数字，不是“%s”；用 binggui batches 查看",
			words[0]);
		return out_failed(&e);
	}
	bool ok = batch_undo(app->archive, id, NULL, NULL, &kept, &e);
	for (size_t i = 0; i < kept.n; i++) {
		record_id_text(kept.at[i], text);
		out_line("保留 %s：导入后又被改过", text);
	}
	if (ok)
		out_line("批次 %s 已撤销%s", words[0], kept.n ? "，上面的记录保留" : "");
	vec_free(&kept);
	return !ok ? out_failed(&e) : kept.n ? 1 : 0;
}

const struct verb verb_undo = {
	.name = "undo",
	.words = "批次号",
	.help = "撤销整批导入；之后又被改过的记录保留并列出",
	.min_words = 1,
	.max_words = 1,
	.needs = VERB_STORE,
	.run = undo,
};
