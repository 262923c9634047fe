#include <string.h>

#include <binggui/app/out.h>
#include <binggui/app/verb.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/eachnew.h>
#include <binggui/schema/type.h>
#include <binggui/table/table.h>
#include <binggui/table/view.h>

/* One field=value of the records that are to be made. */
static bool assign(struct app *app, const struct def_table *t, const char *word, struct record *r,
	struct err *e)
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
		err_set(e, ERR_USAGE, "%s没有字段“%s”", t->title, name);
	else if ((ok = type_parse(f, &app->archive->types, equals + 1, &value, &why)))
		record_set(r, f->number, str_c(&value));
	else
		err_set(e, ERR_CHECK, "%s：%s", f->label, str_c(&why));
	mem_free(name);
	str_free(&value);
	str_free(&why);
	return ok;
}

static bool choose(struct app *app, const struct def_table *t, struct ids *out, struct err *e)
{
	struct view *v = view_open(app->archive, t, e);
	bool ok = v && view_filter(v, app->options.where, e);
	size_t n = ok ? view_count(v) : 0;

	for (size_t i = 0; ok && i < n; i++) {
		uint64_t id;
		ok = view_id(v, i, &id, e);
		vec_push(out, id);
	}
	view_close(v);
	return ok;
}

static void tell(const struct eachnew *x, const struct bulk_result *out)
{
	for (size_t i = 0; i < out->failures.n; i++)
		out_problem("%s：%s", out->failures.at[i].title, out->failures.at[i].why);
	out_line("《%s》登记了 %zu 条，没有登记成的 %zu 条；可以用 binggui undo 整批撤销",
		x->into->title, out->changed, out->failures.n);
}

static bool each(struct app *app, struct eachnew *x, struct err *e)
{
	struct bulk_result out;

	x->by = eachnew_by(x->into, x->from);
	if (!x->by)
		return err_set(
			e, ERR_USAGE, "《%s》没有引用《%s》的字段", x->into->title, x->from->title);
	x->archive = app->archive;
	bool ok = eachnew_run(x, &out, e);
	if (ok)
		tell(x, &out);
	if (ok && out.failures.n && !out.changed)
		ok = err_set(e, ERR_CHECK, "一条也没有登记成，请看上面的原因");
	bulk_result_free(&out);
	return ok;
}

static int run(struct app *app, int n, char **words)
{
	struct err e = {0};
	struct record values = {0};
	struct ids ids = {0};
	struct eachnew x = {.values = &values};

	if (!app->options.where)
		err_set(&e, ERR_USAGE, "请用 --where 写明给哪些记录各登记一条");
	x.from = e.code ? NULL : app_table(app, words[0], &e);
	x.into = x.from ? app_table(app, words[1], &e) : NULL;
	bool ok = x.into && choose(app, x.from, &ids, &e);
	for (int i = 2; ok && i < n; i++)
		ok = assign(app, x.into, words[i], &values, &e);
	x.ids = ids.at;
	x.n = ids.n;
	ok = ok && each(app, &x, &e);
	vec_free(&ids);
	record_free(&values);
	return ok ? 0 : out_failed(&e);
}

const struct verb verb_each = {
	.name = "each",
	.words = "登记簿 新登记簿 --where 条件 字段=值 …",
	.help = "给符合条件的每条记录在另一个登记簿里各登记一条，如给满60岁的人代缴医保",
	.min_words = 2,
	.max_words = -1,
	.needs = VERB_STORE,
	.run = run,
};
