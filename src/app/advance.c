#include <binggui/app/advance.h>

#include <stdio.h>
#include <string.h>

#include <binggui/app/book.h>
#include <binggui/app/campaignbox.h>
#include <binggui/app/editor.h>
#include <binggui/app/keying.h>
#include <binggui/app/rolling.h>
#include <binggui/app/row.h>
#include <binggui/app/rosterbox.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/campaign.h>
#include <binggui/domain/roll.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

enum { BAR = 20, DEPTH = 3 };

struct advance {
	struct app *app;
	const struct def_table *table, *target;
	uint64_t id;
	struct record campaign;
	struct roll roll;
	uint64_t tick;
	long path[DEPTH];   /* the places one went into; path[0] = ROLL_ALL */
	size_t kept[DEPTH]; /* where the cursor was in each */
	int depth;
	bool open_only;
	struct roll_places places; /* of a level of places */
	struct {
		size_t *at;
		size_t n, cap;
	} people; /* lines of the roll, of a village */
	struct listview list;
	struct ids missing; /* later arrivals */
	struct rosterbox roster;
	struct campaignbox box;
	struct err err;
};

static const struct listview_model place_model, people_model;
static const struct screen_ops advance_screen;

static const char *get(const struct advance *s, const char *name)
{
	return record_field(&s->campaign, def_field(s->table, name));
}

static void say(struct advance *s, enum role role, const char *text)
{
	stack_say(s->app->stack, role, "%s", text);
}

void advance_bar(struct str *out, size_t done, size_t all, int columns)
{
	size_t full = all ? done * (size_t)columns / all : 0;

	str_addc(out, '[');
	for (int i = 0; i < columns; i++)
		str_addc(out, (size_t)i < full ? '#' : '.');
	str_addc(out, ']');
}

/* ---- what is seen ---------------------------------------------------------------------------- */

static long here(const struct advance *s)
{
	return s->path[s->depth];
}

/* Of a village, or of those whose village is not told, the people are seen. */
static bool of_people(const struct advance *s)
{
	long area = here(s);

	return area == ROLL_NOWHERE || (area >= 0 && s->roll.areas.at[area].level == AREA_VILLAGE);
}

static void fill_people(struct advance *s)
{
	vec_clear(&s->people);
	for (size_t i = 0; i < s->roll.n; i++)
		if (roll_within(&s->roll, i, here(s)) &&
			(!s->open_only || s->roll.at[i].state == ROLL_OPEN))
			vec_push(&s->people, i);
}

static size_t open_in(const struct roll *r, long area)
{
	struct roll_count n = roll_count(r, area);

	return n.all - n.done - n.exempt;
}

static void fill_places(struct advance *s)
{
	struct roll_places all = {0};

	vec_clear(&s->places);
	roll_places(&s->roll, here(s), &all);
	for (size_t i = 0; i < all.n; i++)
		if (!s->open_only || open_in(&s->roll, all.at[i]))
			vec_push(&s->places, all.at[i]);
	vec_free(&all);
}

static void show(struct advance *s)
{
	static const struct listview_column places[] = {
		{"镇、村社区", 0, LISTVIEW_LEFT},
		{"进度", BAR + 2, LISTVIEW_LEFT},
		{"", 4, LISTVIEW_RIGHT},
		{"已走访", 11, LISTVIEW_RIGHT},
		{"免访", 5, LISTVIEW_RIGHT},
		{"还有", 5, LISTVIEW_RIGHT},
	};
	static const struct listview_column people[] = {
		{"姓名", 12, LISTVIEW_LEFT},
		{"性", 2, LISTVIEW_LEFT},
		{"龄", 3, LISTVIEW_RIGHT},
		{"电话", 12, LISTVIEW_LEFT},
		{"责任人", 10, LISTVIEW_LEFT},
		{"状态", 8, LISTVIEW_LEFT},
		{"备注", 0, LISTVIEW_LEFT},
	};
	bool persons = of_people(s);

	if (persons)
		fill_people(s);
	else
		fill_places(s);
	listview_free(&s->list);
	listview_init(&s->list, persons ? &people_model : &place_model, s,
		persons ? people : places,
		persons ? sizeof people / sizeof *people : sizeof places / sizeof *places);
	s->list.empty = !*get(s, "frozen_on") ? "还没有定名单；F9 开始这个活动"
			: s->open_only        ? "都走访过了；F5 看全部"
					      : "名单上没有人";
	list_go(&s->list.list, s->kept[s->depth]);
}

static bool load(struct advance *s, struct err *e)
{
	struct roll roll = {0};

	s->tick = archive_tick(s->app->archive);
	if (!table_get(s->app->archive, s->table, s->id, &s->campaign, e) ||
		!rolling_load(&roll, s->app, s->id, e))
		return false;
	roll_free(&s->roll);
	s->roll = roll;
	return campaign_missing(s->app->archive, &s->campaign, &s->missing, &s->err) || true;
}

static void reload(struct advance *s)
{
	struct err e = {0};

	s->kept[s->depth] = s->list.list.cursor;
	if (load(s, &e))
		show(s);
	else
		say(s, ROLE_PROBLEM, e.text);
}

static void advance_free(void *x)
{
	struct advance *s = x;

	listview_free(&s->list);
	roll_free(&s->roll);
	record_free(&s->campaign);
	vec_free(&s->places);
	vec_free(&s->people);
	vec_free(&s->missing);
	rosterbox_free(&s->roster);
	campaignbox_free(&s->box);
	mem_free(s);
}

void advance_push(struct app *app, uint64_t campaign)
{
	struct advance *s = mem_new0(struct advance);
	struct err e = {0};

	s->app = app;
	s->table = defs_table(app->archive->defs, "campaign");
	s->target = defs_table(app->archive->defs, "campaign_target");
	s->id = campaign;
	s->path[0] = ROLL_ALL;
	if (!load(s, &e)) {
		stack_say(app->stack, ROLE_PROBLEM, "%s", e.text);
		advance_free(s);
		return;
	}
	show(s);
	stack_push(app->stack, &advance_screen, s);
	if (s->err.code)
		say(s, ROLE_PROBLEM, s->err.text);
}

/* ---- rows ------------------------------------------------------------------------------------ */

static size_t place_count(void *x, bool *more)
{
	(void)more;
	return ((struct advance *)x)->places.n;
}

static void place_row(void *x, size_t index, struct str *cells)
{
	struct advance *s = x;
	long area = s->places.at[index];
	struct roll_count n = roll_count(&s->roll, area);
	size_t all = n.all - n.exempt;

	str_add(&cells[0], roll_place_name(&s->roll, area));
	advance_bar(&cells[1], n.done, all, BAR);
	str_addf(&cells[2], "%zu%%", all ? n.done * 100 / all : 100);
	str_addf(&cells[3], "%zu/%zu", n.done, all);
	if (n.exempt)
		str_addf(&cells[4], "%zu", n.exempt);
	str_addf(&cells[5], "%zu", all - n.done);
}

static const struct listview_model place_model = {
	.count = place_count,
	.row = place_row,
};

static size_t people_count(void *x, bool *more)
{
	(void)more;
	return ((struct advance *)x)->people.n;
}

static void value(struct advance *s, const struct def_table *t, const struct record *r,
	const char *name, struct str *out)
{
	const struct def_field *f = def_field(t, name);

	if (f)
		row_value(s->app->archive, f, r, false, out);
}

/* The colleague's name alone; his unit has no room here. */
static void staff_name(struct advance *s, const struct record *target, struct str *out)
{
	const struct def_table *staff = defs_table(s->app->archive->defs, "staff");
	const char *reference = record_field(target, def_field(s->target, "assigned"));
	struct record r = {0};

	if (*reference && table_by_reference(s->app->archive, staff, reference, &r, NULL))
		value(s, staff, &r, "name", out);
	record_free(&r);
}

static void people_row(void *x, size_t index, struct str *cells)
{
	struct advance *s = x;
	const struct roll_line *l = &s->roll.at[s->people.at[index]];
	const struct def_table *person = defs_table(s->app->archive->defs, "person");
	struct record p = {0}, t = {0};
	struct err e = {0};

	str_add(&cells[0], l->name);
	if (table_get(s->app->archive, person, l->person, &p, &e)) {
		value(s, person, &p, "sex", &cells[1]);
		value(s, person, &p, "age", &cells[2]);
		value(s, person, &p, "phone1", &cells[3]);
	}
	if (table_get(s->app->archive, s->target, l->target, &t, &e)) {
		staff_name(s, &t, &cells[4]);
		value(s, s->target, &t, "state", &cells[5]);
		value(s, s->target, &t, "note", &cells[6]);
	}
	if (l->late)
		str_addf(&cells[6], "%s后加", cells[6].n ? "，" : "");
	record_free(&p);
	record_free(&t);
}

static const struct listview_model people_model = {
	.count = people_count,
	.row = people_row,
};

/* ---- moving ---------------------------------------------------------------------------------- */

static bool open_command(struct advance *s)
{
	size_t index;

	if (!listview_current(&s->list, &index))
		return true;
	if (of_people(s)) {
		book_push(s->app, defs_table(s->app->archive->defs, "person"),
			s->roll.at[s->people.at[index]].person);
		return true;
	}
	s->kept[s->depth++] = index;
	s->path[s->depth] = s->places.at[index];
	s->kept[s->depth] = 0;
	show(s);
	return true;
}

static bool back_command(struct advance *s)
{
	if (!s->depth)
		return false;
	s->depth--;
	show(s);
	return true;
}

static bool filter_command(struct advance *s)
{
	s->open_only = !s->open_only;
	s->kept[s->depth] = 0;
	show(s);
	return true;
}

static bool form_command(struct advance *s)
{
	editor_push(s->app, s->table, s->id);
	return true;
}

static bool run_command(struct advance *s)
{
	keying_push_campaign(s->app, s->id);
	return true;
}

static bool print_command(struct advance *s)
{
	rosterbox_push(&s->roster, s->app, &s->roll, s->id, get(s, "name"), here(s));
	return true;
}

/* ---- start, end, later arrivals, excuses ----------------------------------------------------- */

static void followed(void *x)
{
	reload(x);
}

/* The questions about the whole campaign; they end with this screen. */
static struct campaignbox *box_of(struct advance *s)
{
	s->box.app = s->app;
	s->box.id = s->id;
	s->box.left = open_in(&s->roll, ROLL_ALL);
	s->box.done = followed;
	s->box.x = s;
	return &s->box;
}

static bool move_command(struct advance *s)
{
	campaignbox_move(box_of(s));
	return true;
}

static bool late_command(struct advance *s)
{
	campaignbox_late(box_of(s));
	return true;
}

static void excuse_given(void *x, const char *why)
{
	struct advance *s = x;
	size_t index;
	struct err e = {0};

	if (!why || !listview_current(&s->list, &index))
		return;
	bool excused = !text_blank(why);
	bool ok = campaign_exempt(
		s->app->archive, s->roll.at[s->people.at[index]].target, excused ? why : "", &e);
	reload(s);
	if (ok)
		say(s, ROLE_GOOD, excused ? "已改为免访" : "已改回未走访");
	else
		say(s, ROLE_PROBLEM, e.text);
}

static bool excuse_command(struct advance *s)
{
	size_t index;

	if (!of_people(s) || !listview_current(&s->list, &index)) {
		say(s, ROLE_NORMAL, "先进到村里，选一个人，再按 F8 免访");
		return true;
	}
	const struct roll_line *l = &s->roll.at[s->people.at[index]];
	if (l->state == ROLL_DONE)
		say(s, ROLE_NORMAL, "已经走访过了，不用免访");
	else
		prompt_line(s->app->stack,
			l->state == ROLL_EXEMPT ? "免访的原因（空着就改回未走访）" : "为什么免访",
			l->name, NULL, excuse_given, s);
	return true;
}

/* ---- the screen ------------------------------------------------------------------------------ */

static bool advance_command(void *x, const char *command)
{
	static const struct {
		const char *name;
		bool (*run)(struct advance *s);
	} commands[] = {
		{"open", open_command},
		{"back", back_command},
		{"filter", filter_command},
		{"form", form_command},
		{"run", run_command},
		{"print", print_command},
		{"move", move_command},
		{"new", late_command},
		{"void", excuse_command},
	};

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strcmp(commands[i].name, command) == 0)
			return commands[i].run(x);
	return false;
}

static void advance_title(void *x, struct str *out)
{
	struct advance *s = x;

	str_addf(out, "%s  %s", get(s, "name"), get(s, "state"));
	for (int i = 1; i <= s->depth; i++)
		str_addf(out, "  %s", roll_place_name(&s->roll, s->path[i]));
	if (s->open_only)
		str_add(out, "  只看没走访的");
}

/* Above the list: the whole of what one looks at. */
static void advance_paint(void *x, struct canvas *c, struct rect body)
{
	struct advance *s = x;
	struct roll_count n = roll_count(&s->roll, here(s));
	size_t all = n.all - n.exempt;
	struct str text = {0};

	str_addf(&text, "%s  ", roll_place_name(&s->roll, here(s)));
	advance_bar(&text, n.done, all, body.cols >= 76 ? BAR : BAR / 2);
	str_addf(&text, " 已走访 %zu/%zu  免访 %zu  还有 %zu", n.done, all, n.exempt, all - n.done);
	if (n.late)
		str_addf(&text, "  后加 %zu", n.late);
	canvas_fit(c, body.row, body.col, body.cols, ROLE_BOLD, str_c(&text));
	str_free(&text);
	body.row++;
	body.rows--;
	listview_paint(&s->list, c, body);
}

static bool advance_key(void *x, const struct press *k)
{
	return listview_key(&((struct advance *)x)->list, k);
}

static enum role advance_message(void *x, struct str *out)
{
	struct advance *s = x;

	if (!*get(s, "frozen_on"))
		str_addf(out, "符合条件的在档对象 %zu 人；F9 开始，列成名单", s->missing.n);
	else if (s->missing.n)
		str_addf(out, "定名单以后新增对象 %zu 人，F7 加入名单", s->missing.n);
	else
		str_add(out, of_people(s) ? "Enter 看这个人的一册，F8 免访"
					  : "Enter 往下看，F5 只看没走访的");
	return s->missing.n && *get(s, "frozen_on") ? ROLE_NOTICE : ROLE_DIM;
}

/* Somebody has saved: the numbers follow, the cursor stays. */
static void advance_tick(void *x, int64_t now_ms)
{
	struct advance *s = x;

	(void)now_ms;
	if (stack_top(s->app->stack) == s && s->tick != archive_tick(s->app->archive)) {
		reload(s);
		stack_mark(s->app->stack);
	}
}

static const struct screen_ops advance_screen = {
	.context = "advance",
	.title = advance_title,
	.paint = advance_paint,
	.key = advance_key,
	.command = advance_command,
	.message = advance_message,
	.tick = advance_tick,
	.free = advance_free,
};
