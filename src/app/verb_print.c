#include <string.h>

#include <binggui/app/out.h>
#include <binggui/app/paper.h>
#include <binggui/app/printing.h>
#include <binggui/app/verb.h>
#include <binggui/base/vec.h>
#include <binggui/table/journal.h>
#include <binggui/table/table.h>
#include <binggui/table/view.h>

static void add_papers(const struct def_table *t, struct str *out)
{
	for (size_t i = 0; i < t->n_papers; i++)
		str_addf(out, "%s%s（%s）", i ? "、" : "", t->papers[i].name, t->papers[i].title);
	if (!t->n_papers)
		str_add(out, "一张也没有");
}

static const struct def_paper *find(const struct def_table *t, const char *name, struct err *e)
{
	const struct def_paper *p = paperdef_named(t->papers, t->n_papers, name);
	struct str all = {0};

	if (!p) {
		add_papers(t, &all);
		err_set(e, ERR_USAGE, "《%s》没有要印的表“%s”；有：%s", t->title, name,
			str_c(&all));
	}
	str_free(&all);
	return p;
}

/* The record that is named, else those of the condition, in the order of the list. */
static bool choose(struct app *app, const struct def_table *t, const char *word, struct ids *out,
	struct err *e)
{
	struct record r = {0};

	if (word) {
		bool ok = verb_record(app, t, word, &r, e);
		if (ok)
			vec_push(out, r.id);
		record_free(&r);
		return ok;
	}
	struct view *v = view_open(app->archive, t, e);
	bool ok = v && view_filter(v, app->options.where, e);
	size_t n = ok ? view_count(v) : 0, limit = app->options.limit;
	for (size_t i = 0; ok && i < n && (!limit || i < limit); i++) {
		uint64_t id;
		ok = view_id(v, i, &id, e);
		vec_push(out, id);
	}
	view_close(v);
	return ok;
}

static bool put(struct app *app, const struct def_table *t, const struct def_paper *p,
	const struct ids *ids, const struct str *text, struct err *e)
{
	const char *path = app->options.output;
	uint64_t id = ids->n == 1 ? ids->at[0] : 0;

	if (p->reveals && !journal_note(app->archive, "reveal", t, id, p->title, e))
		return false;
	if (!journal_note(app->archive, "print", t, id, path ? path : "-", e))
		return false;
	if (path)
		return paper_write(str_c(text), path, app->options.encoding, e);
	out_text(str_c(text));
	return true;
}

static bool print(struct app *app, const struct def_table *t, const struct def_paper *p,
	const char *word, struct err *e)
{
	struct str town = {0}, text = {0};
	struct ids ids = {0};
	struct paperform form;
	size_t left;

	printing_form(app, t, p, &town, &form);
	bool ok = choose(app, t, word, &ids, e) &&
		  paperform_all(&form, ids.at, ids.n, &text, &left, e) &&
		  put(app, t, p, &ids, &text, e);
	vec_free(&ids);
	str_free(&town);
	str_free(&text);
	return ok;
}

static int run(struct app *app, int n, char **words)
{
	struct err e = {0};
	const struct def_table *t = app_table(app, words[0], &e);
	const struct def_paper *p = t && n > 1 ? find(t, words[1], &e) : NULL;

	if (t && n == 1) {
		for (size_t i = 0; i < t->n_papers; i++)
			out_line("%s\t%s\t%s", t->papers[i].name, t->papers[i].title,
				t->papers[i].list ? "名单" : "一条一张");
		return 0;
	}
	return p && print(app, t, p, n > 2 ? words[2] : NULL, &e) ? 0 : out_failed(&e);
}

const struct verb verb_print = {
	.name = "print",
	.words = "登记簿 [表 [编号]] [--where 条件] [-o 文件] [--encoding GB18030]",
	.help = "印登记簿的表（审批表、公示书、名单 …），80 列文本；不写表的列出有哪些",
	.min_words = 1,
	.max_words = 3,
	.needs = VERB_STORE,
	.run = run,
};
