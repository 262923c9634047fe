#include <string.h>

#include <binggui/app/out.h>
#include <binggui/app/verb.h>
#include <binggui/base/mem.h>
#include <binggui/schema/check.h>
#include <binggui/table/table.h>
#include <binggui/text/json.h>

/* One `field=value`, parsed as the form would. */
static bool assign(struct app *app, const struct def_table *t, const char *word, struct record *r,
	struct problems *problems, struct err *e)
{
	const char *equals = strchr(word, '=');
	struct str value = {0}, why = {0};

	if (!equals)
		return err_set(e, ERR_USAGE, "“%s”应写作 字段=值", word);
	char *name = mem_strndup(word, (size_t)(equals - word));
	const struct def_field *f = def_field(t, name);
	f = f ? f : def_field_labelled(t, name);
	bool ok = f && !f->computed && !f->readonly;
	if (!ok)
		err_set(e, ERR_USAGE,
			!f            ? "%s没有字段“%s”"
			: f->computed ? "%s的字段“%s”是算出来的，不能填写"
				      : "%s的字段“%s”由程序填写，不能改",
			t->title, name);
	else if (type_parse(f, &app->archive->types, equals + 1, &value, &why))
		record_set(r, f->number, str_c(&value));
	else
		problem_add(problems, f, LEVEL_ERROR, "type", "%s", str_c(&why));
	mem_free(name);
	str_free(&value);
	str_free(&why);
	return ok;
}

static void print_problems(const struct problems *p)
{
	for (size_t i = 0; i < p->n; i++)
		out_problem("%s：%s%s", p->at[i].field ? p->at[i].field->label : "记录",
			p->at[i].text, p->at[i].level == LEVEL_WARN ? "（提醒）" : "");
}

static void print_result(struct app *app, const struct change *c)
{
	static const char *const words[] = {
		[CHANGE_SAVED] = "已保存",
		[CHANGE_MERGED] = "已保存，并合并了别人刚才的改动",
		[CHANGE_UNCHANGED] = "没有变化",
	};
	static const char *const names[] = {
		[CHANGE_SAVED] = "saved",
		[CHANGE_MERGED] = "merged",
		[CHANGE_UNCHANGED] = "unchanged",
	};
	struct str line = {0};
	struct json j;
	char id[32];

	record_id_text(c->record->id, id);
	if (!app->options.json) {
		out_line("%s %s，第%u版", words[c->result], id, c->record->version);
		return;
	}
	json_start(&j, &line);
	json_open(&j, '{');
	json_pair(&j, "result", names[c->result]);
	json_pair(&j, "id", id);
	json_pair_number(&j, "version", c->record->version);
	json_close(&j, '}');
	out_line("%s", str_c(&line));
	str_free(&line);
}

static bool save(struct app *app, const struct def_table *t, const struct record *base,
	struct record *r, struct err *e)
{
	struct change c = {.table = t, .base = base, .record = r};
	bool ok = table_save(app->archive, &c, 1, &(struct save_options){0}, e);

	print_problems(&c.problems);
	if (ok)
		print_result(app, &c);
	change_free(&c);
	return ok;
}

static bool set(struct app *app, int n, char **words, struct err *e)
{
	struct record base = {0}, r = {0};
	struct problems problems = {0};
	uint64_t id = 0;
	const struct def_table *t = app_table(app, words[0], e);
	bool old = n > 1 && record_id_parse(words[1], &id), ok = t != NULL;

	if (ok && old)
		ok = table_get(app->archive, t, id, &base, e);
	if (ok && base.voided)
		ok = err_set(e, ERR_CHECK, "%s 已经作废，不能修改；先在历史里撤销作废", words[1]);
	record_copy(&r, &base);
	for (int i = old ? 2 : 1; ok && i < n; i++)
		ok = assign(app, t, words[i], &r, &problems, e);
	if (ok && !old)
		check_derive(t, &r, &app->archive->types);
	if (ok && problems.n) {
		print_problems(&problems);
		ok = err_set(e, ERR_CHECK, "没有保存，请改正上面的问题");
	}
	ok = ok && save(app, t, old ? &base : NULL, &r, e);
	problems_free(&problems);
	record_free(&base);
	record_free(&r);
	return ok;
}

static int run(struct app *app, int n, char **words)
{
	struct err e = {0};

	return set(app, n, words, &e) ? 0 : out_failed(&e);
}

const struct verb verb_set = {
	.name = "set",
	.words = "登记簿 [编号] 字段=值 …",
	.help = "新建（不写编号）或修改一条记录，检查与表单相同",
	.min_words = 2,
	.max_words = -1,
	.needs = VERB_STORE,
	.run = run,
};
