#include <string.h>

#include <binggui/app/history.h>
#include <binggui/app/out.h>
#include <binggui/app/row.h>
#include <binggui/app/verb.h>
#include <binggui/table/journal.h>
#include <binggui/table/table.h>

static void print_fields(struct app *app, const struct def_table *t, const struct record *r)
{
	char id[32];
	struct str value = {0};

	record_id_text(r->id, id);
	out_line("%s %s  第%u版%s", t->title, id, r->version, r->voided ? "（已作废）" : "");
	for (size_t i = 0; i < t->n; i++) {
		row_value(app->archive, t->fields[i], r, app->options.reveal, &value);
		if (value.n)
			out_line("%s：%s", t->fields[i]->label, str_c(&value));
	}
	str_free(&value);
}

static void print_json(struct app *app, const struct def_table *t, const struct record *r)
{
	struct str line = {0};
	struct json j;

	json_start(&j, &line);
	row_json(app->archive, t, r, NULL, 0, app->options.reveal, &j);
	out_line("%s", str_c(&line));
	str_free(&line);
}

static int show(struct app *app, int n, char **words)
{
	struct record r = {0};
	struct err e = {0};
	const struct def_table *t = app_table(app, words[0], &e);

	(void)n;
	bool ok = t && verb_record(app, t, words[1], &r, &e);
	if (ok && app->options.reveal)
		ok = journal_note(app->archive, "reveal", t, r.id, "show", &e);
	if (ok && app->options.json)
		print_json(app, t, &r);
	else if (ok)
		print_fields(app, t, &r);
	record_free(&r);
	return ok ? 0 : out_failed(&e);
}

const struct verb verb_show = {
	.name = "show",
	.words = "登记簿 编号 [--json] [--reveal]",
	.help = "显示一条记录；编号如 1-27，也可用证件号码或区划代码",
	.min_words = 2,
	.max_words = 2,
	.needs = VERB_STORE,
	.run = show,
};

static void entry_json(const struct def_table *t, struct archive *a, const struct journal_entry *j,
	struct json *out)
{
	struct str value = {0};

	json_open(out, '{');
	json_pair_number(out, "seq", (int64_t)j->seq);
	json_pair_number(out, "time_ms", j->time_ms);
	json_pair(out, "user", j->user);
	json_pair(out, "action", j->action);
	json_pair_number(out, "version", j->version);
	json_key(out, "fields");
	json_open(out, '[');
	for (size_t i = 0; i < j->n; i++) {
		const struct def_field *f = NULL;
		for (size_t k = 0; k < t->n && !f; k++)
			if (t->fields[k]->number == j->at[i].field)
				f = t->fields[k];
		if (!f)
			continue;
		json_open(out, '{');
		json_pair(out, "field", f->name);
		bool masked = f->class == CLASS_SECRET;
		const char *texts[] = {j->at[i].old, j->at[i].new};
		for (size_t k = 0; k < 2; k++) {
			if (masked && *texts[k])
				type_format_masked(f, &a->types, texts[k], &value);
			else
				str_set(&value, texts[k]);
			json_pair(out, k ? "new" : "old", str_c(&value));
		}
		json_close(out, '}');
	}
	json_close(out, ']');
	json_close(out, '}');
	str_free(&value);
}

static void print_history(struct app *app, const struct def_table *t, const struct journal_list *l)
{
	struct str text = {0};
	struct json j;

	json_start(&j, &text);
	if (app->options.json)
		json_open(&j, '[');
	for (size_t i = 0; i < l->n; i++) {
		if (app->options.json)
			entry_json(t, app->archive, &l->at[i], &j);
		else
			history_entry(app->archive, t, &l->at[i], &text);
	}
	if (app->options.json)
		json_close(&j, ']');
	out_text(str_c(&text));
	if (app->options.json)
		out_text("\n");
	str_free(&text);
}

static int history(struct app *app, int n, char **words)
{
	struct journal_list list = {0};
	struct record r = {0};
	struct err e = {0};
	const struct def_table *t = app_table(app, words[0], &e);

	(void)n;
	bool ok = t && verb_record(app, t, words[1], &r, &e) &&
		  journal_history(app->archive, t, r.id, app->options.limit, &list, &e);
	if (ok)
		print_history(app, t, &list);
	journal_list_free(&list);
	record_free(&r);
	return ok ? 0 : out_failed(&e);
}

const struct verb verb_history = {
	.name = "history",
	.words = "登记簿 编号 [--json]",
	.help = "一条记录的全部改动，最新的在前",
	.min_words = 2,
	.max_words = 2,
	.needs = VERB_STORE,
	.run = history,
};
