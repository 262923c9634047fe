#include <binggui/app/importask.h>

#include <stdlib.h>

#include <binggui/app/importer.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/prompt.h>

/* A leading ~ means home, as it does in the shell. */
static char *full_path(const char *typed)
{
	struct span s = span_trim(span_of(typed));
	const char *home = getenv("HOME");
	struct str path = {0};

	if (home && s.n && s.at[0] == '~' && (s.n == 1 || s.at[1] == '/')) {
		str_add(&path, home);
		s.at++, s.n--;
	}
	str_addn(&path, s.at, s.n);
	return str_take(&path);
}

/*
 * What is asked for before there is a screen: the register, then the file.  One at a time, since no
 * command reaches past a question, and nobody's to free when the line drops while it is asked.
 */
static struct asking {
	struct app *app;
	const struct def_table *table;
} asked;

static void file_named(void *x, const char *typed)
{
	struct asking *a = x;

	if (typed && !text_blank(typed)) {
		char *path = full_path(typed);
		importer_open(a->app, a->table, path);
		mem_free(path);
	}
}

static void ask_file(struct asking *a)
{
	struct str title = {0};
	bool people = text_eq(a->table->name, "person");

	str_addf(&title, "导入%s（CSV 或 xlsx，可粘贴路径）", people ? "花名册" : a->table->title);
	prompt_line(a->app->stack, str_c(&title), "文件", NULL, file_named, a);
	str_free(&title);
}

/* People first, then the registers whose tables others write (`same:`, `columns:`, an owner by name). */
static int import_rank(const struct def_table *t)
{
	if (text_eq(t->name, "person"))
		return 0;
	return t->same.n || t->n_mixed || (t->owner && t->owner->otherwise) ? 1 : 2;
}

static const struct def_table *nth_table(const struct defs *d, size_t n)
{
	for (int rank = 0; rank < 3; rank++)
		for (size_t i = 0; i < d->n; i++)
			if (import_rank(d->tables[i]) == rank && n-- == 0)
				return d->tables[i];
	return NULL;
}

static void table_picked(void *x, size_t index)
{
	struct asking *a = x;

	a->table = index == PICKER_NONE ? NULL : nth_table(a->app->archive->defs, index);
	if (a->table)
		ask_file(a);
}

static void ask_table(struct asking *a)
{
	VEC(struct picker_item) items = {0};
	const struct def_table *t;

	for (size_t i = 0; (t = nth_table(a->app->archive->defs, i)); i++) {
		struct picker_item item = {import_rank(t) ? t->title : "对象花名册", NULL, false};
		vec_push(&items, item);
	}
	picker_items(
		a->app->stack, "导入到哪个登记簿", items.at, items.n, 0, NULL, table_picked, a);
	vec_free(&items);
}

void importask_push(struct app *app, const struct def_table *t)
{
	asked = (struct asking){app, t};
	if (t)
		ask_file(&asked);
	else
		ask_table(&asked);
}
