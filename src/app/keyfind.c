#include <binggui/app/keyfind.h>

#include <string.h>

#include <binggui/app/rolling.h>
#include <binggui/app/row.h>
#include <binggui/base/vec.h>
#include <binggui/schema/type.h>
#include <binggui/table/view.h>

static const struct listview_model keyfind_model;

static const struct listview_column person_columns[] = {
	{"姓名", 12, LISTVIEW_LEFT},
	{"性", 2, LISTVIEW_LEFT},
	{"龄", 3, LISTVIEW_RIGHT},
	{"户籍村(社区)", 0, LISTVIEW_LEFT},
	{"电话", 11, LISTVIEW_LEFT},
	{"名单", 8, LISTVIEW_LEFT},
};
static const struct listview_column household_columns[] = {
	{"户", 0, LISTVIEW_LEFT},
	{"户号", 16, LISTVIEW_LEFT},
};
static const struct listview_column other_columns[] = {{"单位或其他人", 0, LISTVIEW_LEFT}};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- life ------------------------------------------------------------------------------------ */

bool keyfind_open(struct keyfind *f, struct app *app, struct err *e)
{
	const struct def_table *person = defs_table(app->archive->defs, "person");
	const struct def_table *household = defs_table(app->archive->defs, "household");

	*f = (struct keyfind){.app = app};
	if (!person || !household)
		return err_set(e, ERR_CONFIG, "screens/ 里没有对象档案或家庭户，不能集中录入");
	if (!rows_open(&f->people, app, person, e) ||
		!rows_open(&f->households, app, household, e)) {
		keyfind_close(f);
		return false;
	}
	listview_init(&f->list, &keyfind_model, f, person_columns, COUNT(person_columns));
	f->list.hint = "姓名、首字母、证件或电话尾号";
	f->list.empty = "没有找到；F4 改找户或单位";
	return true;
}

void keyfind_close(struct keyfind *f)
{
	if (f->list.ops)
		listview_free(&f->list);
	rows_close(&f->people);
	rows_close(&f->households);
	roll_free(&f->roll);
	vec_free(&f->open);
	str_free(&f->query);
}

/* ---- the queue ------------------------------------------------------------------------------- */

static bool queueing(const struct keyfind *f)
{
	return f->kind == KEYFIND_PERSON && !f->query.n && f->roll.archive;
}

/* The open lines, from the one behind the last person keyed round to it. */
static void queue(struct keyfind *f)
{
	size_t at = f->last ? roll_of(&f->roll, f->last) : SIZE_MAX, from, n = f->roll.n;

	vec_clear(&f->open);
	from = at == SIZE_MAX ? 0 : at + 1;
	for (size_t i = 0; i < n; i++)
		if (f->roll.at[(from + i) % n].state == ROLL_OPEN)
			vec_push(&f->open, (from + i) % n);
}

bool keyfind_campaign(struct keyfind *f, uint64_t campaign, struct err *e)
{
	struct roll roll = {0};

	if (campaign && !rolling_load(&roll, f->app, campaign, e))
		return false;
	roll_free(&f->roll);
	f->roll = roll;
	f->last = 0;
	queue(f);
	keyfind_reset(f);
	return true;
}

void keyfind_look(struct keyfind *f, uint64_t person, struct err *e)
{
	size_t line = f->roll.archive ? roll_of(&f->roll, person) : SIZE_MAX;

	if (line != SIZE_MAX)
		roll_look(&f->roll, line, e);
	queue(f);
}

/* Who is not on the list leaves the walk where it was. */
void keyfind_saved(struct keyfind *f, uint64_t person, struct err *e)
{
	if (!f->roll.archive || roll_of(&f->roll, person) != SIZE_MAX)
		f->last = person;
	keyfind_look(f, person, e);
}

/* Without a campaign everybody is the queue, in the order of villages: the one behind the last. */
void keyfind_reset(struct keyfind *f)
{
	size_t at;

	listview_set_query(&f->list, "");
	if (!queueing(f) && f->kind == KEYFIND_PERSON && f->last &&
		view_position(f->people.view, f->last, &at))
		list_go(&f->list.list, at + 1);
}

void keyfind_turn(struct keyfind *f)
{
	static const struct {
		const struct listview_column *columns;
		size_t n;
		const char *hint, *empty;
	} kinds[] = {
		[KEYFIND_PERSON] = {person_columns, COUNT(person_columns),
			"姓名、首字母、证件或电话尾号", "没有找到；F4 改找户或单位"},
		[KEYFIND_HOUSEHOLD] = {household_columns, COUNT(household_columns),
			"户主姓名、首字母或户号", "没有这一户；F4 改写单位"},
		[KEYFIND_OTHER] = {other_columns, COUNT(other_columns), "单位或人的名称",
			"键入单位或人的名称，如 人武部；按 Enter 开始填"},
	};

	f->kind = f->kind == KEYFIND_OTHER ? KEYFIND_PERSON : f->kind + 1;
	listview_set_columns(&f->list, kinds[f->kind].columns, kinds[f->kind].n);
	f->list.hint = kinds[f->kind].hint;
	f->list.empty = kinds[f->kind].empty;
	keyfind_reset(f);
}

/* ---- asking ---------------------------------------------------------------------------------- */

static uint64_t id_at(struct keyfind *f, size_t index)
{
	uint64_t id = 0;

	if (f->kind == KEYFIND_OTHER)
		return 0;
	if (queueing(f))
		return index < f->open.n ? f->roll.at[f->open.at[index]].person : 0;
	struct rows *rows = f->kind == KEYFIND_PERSON ? &f->people : &f->households;
	return rows_id(rows, index, &id) ? id : 0;
}

uint64_t keyfind_current(struct keyfind *f)
{
	size_t index;

	return listview_current(&f->list, &index) ? id_at(f, index) : 0;
}

const char *keyfind_state(const struct keyfind *f, uint64_t person)
{
	static const char *const words[] = {
		[ROLL_OPEN] = "未走访", [ROLL_DONE] = "已走访", [ROLL_EXEMPT] = "免访"};

	if (!f->roll.archive)
		return "";
	size_t line = roll_of(&f->roll, person);
	return line == SIZE_MAX ? "不在名单" : words[f->roll.at[line].state];
}

/* ---- the list -------------------------------------------------------------------------------- */

static size_t count(void *model, bool *more)
{
	struct keyfind *f = model;

	(void)more;
	if (f->kind == KEYFIND_OTHER)
		return f->query.n ? 1 : 0;
	if (queueing(f))
		return f->open.n;
	struct rows *rows = f->kind == KEYFIND_PERSON ? &f->people : &f->households;
	rows_follow(rows);
	return view_count(rows->view);
}

static void cell(struct keyfind *f, const struct def_table *t, const struct record *r,
	const char *name, struct str *out)
{
	const struct def_field *field = def_field(t, name);

	if (field)
		row_value(f->app->archive, field, r, false, out);
}

static void person_row(struct keyfind *f, const struct record *r, struct str *cells)
{
	static const char *const names[] = {"name", "sex", "age", "town", "phone1"};
	const struct def_table *t = f->people.table;
	struct str village = {0};

	for (size_t i = 0; i < COUNT(names); i++)
		cell(f, t, r, names[i], &cells[i]);
	cell(f, t, r, "village", &village);
	str_addf(&cells[3], "%s%s", cells[3].n ? " " : "", str_c(&village));
	str_add(&cells[5], keyfind_state(f, r->id));
	str_free(&village);
}

static void row(void *model, size_t index, struct str *cells)
{
	struct keyfind *f = model;
	const struct rows *rows = f->kind == KEYFIND_PERSON ? &f->people : &f->households;
	struct record r = {0};
	struct err e = {0};

	if (f->kind == KEYFIND_OTHER) {
		str_set(&cells[0], str_c(&f->query));
		return;
	}
	if (!table_get(f->app->archive, rows->table, id_at(f, index), &r, &e)) {
		str_set(&cells[0], "（读不出）");
	} else if (f->kind == KEYFIND_PERSON) {
		person_row(f, &r, cells);
	} else {
		table_title(f->app->archive, rows->table, &r, &cells[0]);
		table_reference(rows->table, &r, &cells[1]);
	}
	record_free(&r);
}

static void find(void *model, const char *query)
{
	struct keyfind *f = model;
	struct rows *rows = f->kind == KEYFIND_HOUSEHOLD ? &f->households : &f->people;

	str_set(&f->query, query);
	err_clear(&rows->err);
	if (f->kind != KEYFIND_OTHER)
		view_find(rows->view, query, &rows->err);
}

static const struct listview_model keyfind_model = {
	.count = count,
	.row = row,
	.find = find,
};
