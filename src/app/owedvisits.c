#include <binggui/app/owedvisits.h>

#include <string.h>

#include <binggui/app/mine.h>
#include <binggui/app/namelist.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/owing.h>
#include <binggui/table/table.h>
#include <binggui/ui/stack.h>

static char *last_visit(const struct owing_line *l)
{
	char text[DATE_TEXT];

	if (date_none(l->last))
		return mem_strdup("从未");
	date_format(l->last, text);
	return mem_strdup(text);
}

/* 欠 12 天; 还有 3 天; 欠 where it cannot be told since when. */
static char *how_long(const struct owing_line *l)
{
	struct str text = {0};
	bool owed = l->visits < l->times;

	if (owed && (date_none(l->due) || l->days <= 0))
		str_add(&text, "欠");
	else if (owed || l->days > 0)
		str_addf(&text, "欠 %d 天", l->days);
	else
		str_addf(&text, "还有 %d 天", -l->days);
	return str_take(&text);
}

/* 重点 0/1次 */
static char *plan_of(struct app *app, const struct owing_line *l)
{
	const struct def_table *t = defs_table(app->archive->defs, "visit_plan");
	struct record r = {0};
	struct str text = {0};
	struct err e = {0};

	if (table_get(app->archive, t, l->plan, &r, &e))
		str_add(&text, record_field(&r, def_field(t, "name")));
	str_addf(&text, " %zu/%zu次", l->visits, l->times);
	record_free(&r);
	return str_take(&text);
}

void owedvisits_push(struct app *app)
{
	static const struct namelist_note notes[] = {{"上次走访", 10}, {"到期", 11}, {"频次", 18}};
	struct namelist_rows rows = {0};
	struct owing owing;
	struct str title = {0}, area = {0}, where = {0};
	struct err e = {0};

	mine_area(app, &area);
	mine_condition(defs_table(app->archive->defs, "person"), "", str_c(&area), &where);
	mine_area_name(app, &area);
	bool ok = owing_load(&owing, app->archive, str_c(&where), &e);
	str_free(&where);
	if (!ok) {
		stack_say(app->stack, ROLE_PROBLEM, "%s", e.text);
		str_free(&area);
		return;
	}
	for (size_t i = 0; i < owing.n; i++) {
		namelist_add(&rows, owing.at[i].person);
		rows.at[i].notes[0] = last_visit(&owing.at[i]);
		rows.at[i].notes[1] = how_long(&owing.at[i]);
		rows.at[i].notes[2] = plan_of(app, &owing.at[i]);
	}
	str_addf(&title, "欠访名单%s%s：欠 %zu 人，快到期 %zu 人", area.n ? "  " : "", str_c(&area),
		owing.overdue, owing.n - owing.overdue);
	namelist_push(app, str_c(&title), "没有欠访的人；频次在“走访频次”里规定", notes,
		sizeof notes / sizeof *notes, &rows);
	if (owing.bad.n)
		stack_say(app->stack, ROLE_PROBLEM, "%.*s", (int)strcspn(str_c(&owing.bad), "\n"),
			str_c(&owing.bad));
	owing_free(&owing);
	str_free(&title);
	str_free(&area);
}
