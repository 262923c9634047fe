#include <binggui/app/printing.h>

#include <binggui/app/mine.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/table/journal.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/stack.h>

void printing_free(struct printing *p)
{
	vec_free(&p->ids);
	vec_free(&p->offered);
	paper_free(&p->paper);
}

void printing_form(struct app *app, const struct def_table *t, const struct def_paper *paper,
	struct str *town, struct paperform *out)
{
	mine_area_name(app, town);
	*out = (struct paperform){.archive = app->archive,
		.table = t,
		.paper = paper,
		.town = str_c(town),
		.user = app->options.user};
}

/* One entry for what is handed out: of the record, or of the list. */
static bool journal(void *x, const char *path, struct err *e)
{
	struct printing *p = x;
	uint64_t id = p->ids.n == 1 ? p->ids.at[0] : 0;

	return (!p->chosen->reveals || journal_note(p->app->archive, "reveal", p->table, id,
					       p->chosen->title, e)) &&
	       journal_note(p->app->archive, "print", p->table, id, path, e);
}

static void print(struct printing *p, const struct def_paper *paper)
{
	struct str town = {0}, text = {0}, name = {0};
	struct paperform form;
	struct err e = {0};
	size_t left = 0;

	p->chosen = paper;
	printing_form(p->app, p->table, paper, &town, &form);
	if (paperform_all(&form, p->ids.at, p->ids.n, &text, &left, &e)) {
		str_addf(&name, "%s.txt", paper->title);
		paper_ask(&p->paper, p->app, str_c(&name), &text, journal, p);
		if (left)
			stack_say(p->app->stack, ROLE_NOTICE, "有 %zu 条不印在这张上", left);
	} else {
		stack_say(p->app->stack, ROLE_PROBLEM, "%s", e.text);
	}
	str_free(&town);
	str_free(&text);
	str_free(&name);
}

static void picked(void *x, size_t index)
{
	struct printing *p = x;

	if (index != PICKER_NONE)
		print(p, p->offered.at[index]);
}

static void offer(struct printing *p)
{
	VEC(struct picker_item) items = {0};

	for (size_t i = 0; i < p->offered.n; i++) {
		const struct def_paper *paper = p->offered.at[i];
		vec_push(&items, ((struct picker_item){paper->title, paper->list ? "名单" : ""}));
	}
	picker_items(p->app->stack, "印哪一张", items.at, items.n, 0, NULL, picked, p);
	vec_free(&items);
}

void printing_push(struct printing *p, struct app *app, const struct def_table *t,
	const struct ids *ids, bool one)
{
	p->app = app;
	p->table = t;
	p->one = one;
	vec_clear(&p->ids);
	vec_clear(&p->offered);
	for (size_t i = 0; i < ids->n; i++)
		vec_push(&p->ids, ids->at[i]);
	for (size_t i = 0; i < t->n_papers; i++)
		if (!one || !t->papers[i].list)
			vec_push(&p->offered, (const struct def_paper *)&t->papers[i]);
	if (!p->offered.n)
		stack_say(app->stack, ROLE_NOTICE, "《%s》没有要印的表；导出按列表的 Ctrl-E",
			t->title);
	else if (!p->ids.n)
		stack_say(app->stack, ROLE_NOTICE, "没有可印的记录");
	else
		offer(p);
}
