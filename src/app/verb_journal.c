#include <inttypes.h>

#include <binggui/app/history.h>
#include <binggui/app/out.h>
#include <binggui/app/verb.h>
#include <binggui/table/journal.h>

static const struct def_table *table_numbered(const struct archive *a, uint16_t number)
{
	for (size_t i = 0; i < a->defs->n; i++)
		if (a->defs->tables[i]->number == number)
			return a->defs->tables[i];
	return NULL;
}

static void print(struct archive *a, const struct journal_entry *j)
{
	const struct def_table *t = table_numbered(a, j->table);
	struct str when = {0};
	char id[32] = "";

	if (j->record)
		record_id_text(j->record, id);
	history_time(j->time_ms, &when);
	out_line("%" PRIu64 "  %s  %s  %s  %s %s%s%s", j->seq, str_c(&when), j->user,
		history_action(j->action), t ? t->title : "", id,
		j->reason && *j->reason ? "  " : "", j->reason ? j->reason : "");
	str_free(&when);
}

/* Newest first, back to the first entry or for --limit entries. */
static int run(struct app *app, int n, char **words)
{
	uint64_t last = journal_last(app->archive),
		 limit = app->options.limit ? app->options.limit : 50;
	struct err e = {0};

	(void)n;
	(void)words;
	for (uint64_t seq = last; seq && last - seq < limit; seq--) {
		struct journal_entry j = {0};
		bool ok = journal_get(app->archive, seq, &j, &e);
		if (ok)
			print(app->archive, &j);
		journal_entry_free(&j);
		if (!ok)
			return out_failed(&e);
	}
	return 0;
}

const struct verb verb_journal = {
	.name = "journal",
	.words = "[--limit 条数]",
	.help = "日志：谁在什么时候改了、看了什么，最新的在前",
	.needs = VERB_STORE,
	.run = run,
};
