#include <binggui/app/booktext.h>
#include <binggui/app/out.h>
#include <binggui/app/paper.h>
#include <binggui/app/verb.h>
#include <binggui/table/journal.h>

/* To a file, or for whoever reads standard output. */
static bool put(struct app *app, const struct def_table *t, const struct record *r,
	const struct str *text, struct err *e)
{
	const char *path = app->options.output;

	if (!path) {
		out_text(str_c(text));
		return journal_note(app->archive, "print", t, r->id, "-", e);
	}
	return journal_note(app->archive, "print", t, r->id, path, e) &&
	       paper_write(str_c(text), path, app->options.encoding, e);
}

static int run(struct app *app, int n, char **words)
{
	struct chapters chapters = {0};
	struct record r = {0};
	struct str text = {0};
	struct err e = {0};
	const struct def_table *t = app_table(app, words[0], &e);

	(void)n;
	bool ok = t && verb_record(app, t, words[1], &r, &e);
	if (ok) {
		chapters_make(&chapters, app->archive->defs, t);
		ok = chapters_read(&chapters, app->archive, t, &r, &e);
	}
	if (ok) {
		booktext_make(app, t, &r, &chapters, &text);
		ok = put(app, t, &r, &text, &e);
	}
	chapters_free(&chapters);
	record_free(&r);
	str_free(&text);
	return ok ? 0 : out_failed(&e);
}

const struct verb verb_book = {
	.name = "book",
	.words = "登记簿 编号 [-o 文件] [--encoding GB18030]",
	.help = "一人一册写成 80 列文本，保密项遮盖；GB18030 给老式针式打印机",
	.min_words = 2,
	.max_words = 2,
	.needs = VERB_STORE,
	.run = run,
};
