#include <binggui/app/verb.h>

#include <string.h>

#include <binggui/app/out.h>
#include <binggui/table/table.h>

static const struct verb *const verbs[] = {
	&verb_init,
	&verb_demo,
	&verb_import,
	&verb_list,
	&verb_show,
	&verb_book,
	&verb_print,
	&verb_history,
	&verb_set,
	&verb_move,
	&verb_void,
	&verb_unvoid,
	&verb_each,
	&verb_merge,
	&verb_export,
	&verb_pair,
	&verb_area,
	&verb_match,
	&verb_figures,
	&verb_cross,
	&verb_campaign,
	&verb_owed,
	&verb_batches,
	&verb_undo,
	&verb_journal,
	&verb_check,
	&verb_screens,
	&verb_backup,
	&verb_restore,
	&verb_complete,
};

const struct verb *verb_by_name(const char *name)
{
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (strcmp(verbs[i]->name, name) == 0)
			return verbs[i];
	return NULL;
}

const struct verb *verb_at(size_t i)
{
	return i < sizeof verbs / sizeof *verbs ? verbs[i] : NULL;
}

void verb_help(struct str *out)
{
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		str_addf(out, "  binggui %s %s\n        %s\n", verbs[i]->name, verbs[i]->words,
			verbs[i]->help);
}

bool verb_record(struct app *app, const struct def_table *t, const char *word, struct record *out,
	struct err *e)
{
	uint64_t id = 0;

	if (record_id_parse(word, &id)) { /* a number of the register's own may look like an id */
		if (table_get(app->archive, t, id, out, e) || e->code != ERR_NOTFOUND)
			return !e->code;
	}
	err_clear(e);
	for (size_t i = 0; i < t->n && !e->code; i++)
		if (t->fields[i]->unique &&
			table_by_unique(app->archive, t, t->fields[i], word, &id, e))
			return table_get(app->archive, t, id, out, e);
	return !e->code &&
	       err_set(e, ERR_NOTFOUND, "%s中没有“%s”；编号应像 1-27，可先用 binggui list %s 查找",
		       t->title, word, t->name);
}

/* A refused folder is told with every place; the store's last good definitions then serve. */
static void tell_faults(const struct app *app)
{
	struct str text = {0};

	for (size_t i = 0; i < app->faults.n; i++) {
		fault_text(&text, &app->faults.at[i]);
		out_problem("%s", str_c(&text));
	}
	str_free(&text);
	if (app->faults.n)
		out_problem("binggui: 定义文件有 %zu 处错误，先用上一次正确的定义", app->faults.n);
}

static bool prepare(struct app *app, const struct verb *v, struct err *e)
{
	if (v->needs == VERB_BARE)
		return true;
	if (!app_load(app, e))
		return false;
	tell_faults(app);
	return v->needs == VERB_DEFS || app_open(app, false, e);
}

int verb_run(struct app *app, const struct verb *v, int n, char **words)
{
	struct err e = {0};

	if (n < v->min_words || (v->max_words >= 0 && n > v->max_words)) {
		err_set(&e, ERR_USAGE, "用法：binggui %s %s", v->name, v->words);
		return out_failed(&e);
	}
	if (!prepare(app, v, &e))
		return out_failed(&e);
	int code = v->run(app, n, words);
	if (app->archive && !archive_trouble(app->archive, &e) && code == 0)
		code = out_failed(&e);
	if (!out_flush(&e))
		return out_failed(&e);
	return code;
}
