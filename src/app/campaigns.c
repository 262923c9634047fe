#include <binggui/app/campaigns.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/app/advance.h>
#include <binggui/app/editor.h>
#include <binggui/app/keying.h>
#include <binggui/app/rolling.h>
#include <binggui/app/row.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/roll.h>
#include <binggui/table/listing.h>
#include <binggui/table/table.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/stack.h>

enum { BAR = 12 };

struct campaign_line {
	uint64_t id;
	char *name, *state, *from, *to;
	struct roll_count n;
};

struct campaigns {
	struct app *app;
	const struct def_table *table;
	struct {
		struct campaign_line *at;
		size_t n, cap;
	} lines;
	uint64_t tick;
	uint64_t newest; /* of those that were there at the last look */
	struct listview list;
};

static const struct listview_model model;
static const struct screen_ops campaigns_screen;

static void clear(struct campaigns *s)
{
	for (size_t i = 0; i < s->lines.n; i++) {
		mem_free(s->lines.at[i].name);
		mem_free(s->lines.at[i].state);
		mem_free(s->lines.at[i].from);
		mem_free(s->lines.at[i].to);
	}
	vec_clear(&s->lines);
}

static void campaigns_free(void *x)
{
	struct campaigns *s = x;

	clear(s);
	vec_free(&s->lines);
	if (s->list.ops)
		listview_free(&s->list);
	mem_free(s);
}

static char *value(struct campaigns *s, const struct record *r, const char *name)
{
	return mem_strdup(record_field(r, def_field(s->table, name)));
}

/* Those under way first, then those to come, then what is over; the newest first among each. */
static int line_cmp(const void *x, const void *y)
{
	static const char *const states[] = {"进行", "筹备", "结束"};
	const struct campaign_line *a = x, *b = y;
	int at[2] = {3, 3};

	for (int i = 2; i >= 0; i--) {
		at[0] = text_eq(a->state, states[i]) ? i : at[0];
		at[1] = text_eq(b->state, states[i]) ? i : at[1];
	}
	return at[0] != at[1] ? at[0] - at[1] : strcmp(b->from, a->from);
}

static bool add(struct campaigns *s, uint64_t id, struct err *e)
{
	struct record r = {0};
	struct roll roll = {0};

	bool ok = table_get(s->app->archive, s->table, id, &r, e) &&
		  rolling_load(&roll, s->app, id, e);
	if (ok) {
		struct campaign_line line = {.id = id, .n = roll_count(&roll, ROLL_ALL)};
		line.name = value(s, &r, "name");
		line.state = value(s, &r, "state");
		line.from = value(s, &r, "from");
		line.to = value(s, &r, "to");
		vec_push(&s->lines, line);
	}
	roll_free(&roll);
	record_free(&r);
	return ok;
}

static void load(struct campaigns *s)
{
	struct ids ids = {0};
	struct err e = {0};

	size_t at;
	uint64_t here = listview_current(&s->list, &at) ? s->lines.at[at].id : 0, newest = 0;
	bool again = s->tick != 0;

	s->tick = archive_tick(s->app->archive);
	clear(s);
	bool ok = listing_make(s->app->archive, s->table, NULL, &ids, &e);
	for (size_t i = 0; ok && i < ids.n; i++)
		ok = add(s, ids.at[i], &e);
	if (!ok)
		stack_say(s->app->stack, ROLE_PROBLEM, "%s", e.text);
	if (s->lines.n)
		qsort(s->lines.at, s->lines.n, sizeof *s->lines.at, line_cmp);
	for (size_t i = 0; i < s->lines.n; i++)
		newest = s->lines.at[i].id > newest ? s->lines.at[i].id : newest;
	if (again && newest > s->newest) /* the one that was just made */
		here = newest;
	s->newest = newest;
	if (again)
		listview_refresh(&s->list);
	for (size_t i = 0; again && i < s->lines.n; i++)
		if (s->lines.at[i].id == here)
			list_go(&s->list.list, i);
	vec_free(&ids);
}

void campaigns_push(struct app *app)
{
	static const struct listview_column columns[] = {
		{"活动", 0, LISTVIEW_LEFT},
		{"状态", 4, LISTVIEW_LEFT},
		{"起止", 11, LISTVIEW_LEFT},
		{"进度", BAR + 2, LISTVIEW_LEFT},
		{"已走访", 11, LISTVIEW_RIGHT},
	};
	struct campaigns *s = mem_new0(struct campaigns);

	s->app = app;
	s->table = defs_table(app->archive->defs, "campaign");
	if (!s->table) {
		stack_say(app->stack, ROLE_PROBLEM, "screens/ 里没有走访活动的登记簿");
		mem_free(s);
		return;
	}
	stack_push(app->stack, &campaigns_screen, s);
	load(s);
	listview_init(&s->list, &model, s, columns, sizeof columns / sizeof *columns);
	s->list.empty = "还没有走访活动；F7 新建一个";
}

static size_t count(void *x, bool *more)
{
	(void)more;
	return ((struct campaigns *)x)->lines.n;
}

/* 04-01~05-10 within a row's few columns. */
static const char *day(const char *date)
{
	return strlen(date) == 10 ? date + 5 : date;
}

static void row(void *x, size_t index, struct str *cells)
{
	const struct campaign_line *l = &((struct campaigns *)x)->lines.at[index];

	str_add(&cells[0], l->name);
	str_add(&cells[1], l->state);
	str_addf(&cells[2], "%s~%s", day(l->from), day(l->to));
	advance_bar(&cells[3], l->n.done, l->n.all - l->n.exempt, BAR);
	str_addf(&cells[4], "%zu/%zu", l->n.done, l->n.all - l->n.exempt);
}

static const struct listview_model model = {
	.count = count,
	.row = row,
};

static bool command(void *x, const char *what)
{
	struct campaigns *s = x;
	size_t index;
	bool any = listview_current(&s->list, &index);
	uint64_t id = any ? s->lines.at[index].id : 0;

	if (strcmp(what, "new") == 0)
		editor_push(s->app, s->table, 0);
	else if (strcmp(what, "open") == 0 && any)
		advance_push(s->app, id);
	else if (strcmp(what, "form") == 0 && any)
		editor_push(s->app, s->table, id);
	else if (strcmp(what, "run") == 0 && any)
		keying_push_campaign(s->app, id);
	else
		return strcmp(what, "open") == 0;
	return true;
}

static void paint(void *x, struct canvas *c, struct rect body)
{
	struct campaigns *s = x;

	if (s->tick != archive_tick(s->app->archive))
		load(s);
	listview_paint(&s->list, c, body);
}

static bool key(void *x, const struct press *k)
{
	return listview_key(&((struct campaigns *)x)->list, k);
}

static const struct screen_ops campaigns_screen = {
	.name = "走访活动",
	.context = "campaigns",
	.paint = paint,
	.key = key,
	.command = command,
	.free = campaigns_free,
};
