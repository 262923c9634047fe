#include <binggui/app/placebox.h>

#include <string.h>

#include <binggui/app/editor.h>
#include <binggui/app/matchlist.h>
#include <binggui/app/matchpanel.h>
#include <binggui/app/rows.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/placement.h>
#include <binggui/domain/referral.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/paint.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/progress.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

enum { COLUMNS = 12 };

/* The three lists of a plan. */
enum part { PART_PLACED, PART_POSTS, PART_PEOPLE, PARTS };

struct placebox {
	struct app *app;
	const struct def_match *match;
	struct str name; /* of what is filled */
	struct placement plan;
	enum part part;
	struct {
		size_t *at; /* places of persons, posts, persons */
		size_t n, cap;
	} rows[PARTS];
	struct listview list;
	struct matcher_reasons reasons;
	struct progress progress;
	bool applied;
};

static const struct screen_ops placebox_screen;
static const struct listview_model placebox_model;

static const char *const part_names[PARTS] = {[PART_PLACED] = "安排",
	[PART_POSTS] = "没有合适的人的岗位",
	[PART_PEOPLE] = "没有安排的人"};

static bool step(void *context, size_t done, size_t all)
{
	return progress_step(&((struct placebox *)context)->progress, done, all);
}

/* ---- what is shown --------------------------------------------------------------------------- */

static void sort_rows(struct placebox *b)
{
	const struct placement *p = &b->plan;

	for (size_t i = 0; i < p->pool->seekers.n; i++)
		vec_push(&b->rows[p->persons[i].post == SIZE_MAX ? PART_PEOPLE : PART_PLACED], i);
	for (size_t j = 0; j < p->pool->posts.n; j++)
		if (!p->posts[j].fits)
			vec_push(&b->rows[PART_POSTS], j);
}

static void show_part(struct placebox *b, enum part part)
{
	static const struct listview_column columns[PARTS][3] = {
		[PART_PLACED] = {{"分", 5, LISTVIEW_RIGHT}, {"求职人", 24, LISTVIEW_LEFT},
			{"岗位", 0, LISTVIEW_LEFT}},
		[PART_POSTS] = {{"招", 4, LISTVIEW_RIGHT}, {"岗位", 34, LISTVIEW_LEFT},
			{"不合适的人数", 0, LISTVIEW_LEFT}},
		[PART_PEOPLE] = {{"合适", 5, LISTVIEW_RIGHT}, {"求职人", 24, LISTVIEW_LEFT},
			{"为什么", 0, LISTVIEW_LEFT}},
	};

	b->part = part;
	listview_set_columns(&b->list, columns[part], 3);
	b->list.empty = part == PART_PLACED  ? "没有能安排的人；F5 看为什么"
			: part == PART_POSTS ? "每个岗位都有合适的人"
					     : "所有求职的人都安排了";
	listview_refresh(&b->list);
	list_go(&b->list.list, 0);
}

static size_t model_count(void *model, bool *more)
{
	const struct placebox *b = model;

	(void)more;
	return b->rows[b->part].n;
}

static void add_title(struct placebox *b, const struct def_table *t, uint64_t id, struct str *out)
{
	struct record r = {0};

	if (table_get(b->app->archive, t, id, &r, NULL))
		table_title(b->app->archive, t, &r, out);
	record_free(&r);
}

static void post_row(struct placebox *b, size_t at, struct str *cells)
{
	str_addf(&cells[0], "%u", b->plan.posts[at].seats);
	add_title(b, b->match->post.table, b->plan.pool->posts.at[at].id, &cells[1]);
	placement_why(b->match, b->plan.posts[at].broken, &cells[2]);
}

static void model_row(void *model, size_t index, struct str *cells)
{
	struct placebox *b = model;
	size_t at = b->rows[b->part].at[index];

	if (b->part == PART_POSTS) {
		post_row(b, at, cells);
		return;
	}
	const struct placement_person *one = &b->plan.persons[at];
	add_title(b, b->match->people, b->plan.pool->people[at]->id, &cells[1]);
	if (b->part == PART_PLACED) {
		str_addf(&cells[0], "%d", one->score);
		add_title(b, b->match->post.table, b->plan.pool->posts.at[one->post].id, &cells[2]);
	} else {
		str_addf(&cells[0], "%zu", one->fits);
		if (one->fits)
			str_add(&cells[2], "合适的岗位都有人了");
		else
			placement_why(b->match, one->broken, &cells[2]);
	}
}

static const struct listview_model placebox_model = {
	.count = model_count,
	.row = model_row,
};

/* ---- life ------------------------------------------------------------------------------------ */

static void placebox_free(void *x)
{
	struct placebox *b = x;

	listview_free(&b->list);
	matcher_reasons_free(&b->reasons);
	placement_free(&b->plan);
	for (size_t i = 0; i < PARTS; i++)
		vec_free(&b->rows[i]);
	str_free(&b->name);
	mem_free(b);
}

/* posts NULL: all open ones.  `name` is taken over. */
static void push(struct app *app, const struct ids *posts, struct str *name)
{
	struct placebox *b = mem_new0(struct placebox);
	struct err e = {0};

	*b = (struct placebox){.app = app, .match = app->archive->defs->match, .name = *name};
	*name = (struct str){0};
	progress_begin(&b->progress, app->term, "安排岗位");
	const struct placement_options options = {.posts = posts, .progress = step, .context = b};
	if (!placement_make(app->archive, &options, &b->plan, &e)) {
		stack_say(app->stack, ROLE_PROBLEM, "%s", e.text);
		placebox_free(b);
		return;
	}
	sort_rows(b);
	listview_init(&b->list, &placebox_model, b, NULL, 0);
	show_part(b, b->rows[PART_PLACED].n ? PART_PLACED : PART_POSTS);
	stack_push(app->stack, &placebox_screen, b);
}

void placebox_push(struct app *app)
{
	struct str name = {0};

	str_add(&name, "全部在招岗位");
	push(app, NULL, &name);
}

static void push_group(struct app *app, const struct match_group *g, uint64_t id)
{
	struct ids posts = {0};
	struct record r = {0};
	struct str name = {0};
	struct err e = {0};

	if (table_get(app->archive, g->table, id, &r, &e) &&
		placement_posts(app->archive, g, id, &posts, &e)) {
		table_title(app->archive, g->table, &r, &name);
		push(app, &posts, &name);
	} else {
		stack_say(app->stack, ROLE_NOTICE, "%s", e.text);
	}
	record_free(&r);
	vec_free(&posts);
	str_free(&name);
}

bool placebox_push_group(struct app *app, const struct def_table *t, uint64_t id)
{
	const struct def_match *m = app->archive->defs->match;

	for (size_t i = 0; m && i < m->groups.n; i++)
		if (m->groups.at[i].table == t) {
			push_group(app, &m->groups.at[i], id);
			return true;
		}
	return false;
}

/* ---- which posts ----------------------------------------------------------------------------- */

struct asking {
	struct app *app;
	const struct match_group *group;
	struct rows rows;
};

static void asking_free(struct asking *a)
{
	rows_close(&a->rows);
	mem_free(a);
}

static void record_picked(void *x, size_t index)
{
	struct asking *a = x;
	struct app *app = a->app;
	const struct match_group *g = a->group;
	uint64_t id = 0;
	bool picked = index != PICKER_NONE && rows_id(&a->rows, index, &id);

	asking_free(a);
	if (picked)
		push_group(app, g, id);
}

static void ask_record(struct asking *a)
{
	struct listview_column columns[COLUMNS];
	struct err e = {0};

	if (!rows_open(&a->rows, a->app, a->group->table, &e)) {
		stack_say(a->app->stack, ROLE_PROBLEM, "%s", e.text);
		asking_free(a);
		return;
	}
	size_t n = rows_columns(a->group->table, columns, COLUMNS);
	picker_model(a->app->stack, a->group->title, &rows_model, &a->rows, columns, n, NULL,
		record_picked, a);
}

static void kind_picked(void *x, size_t index)
{
	struct asking *a = x;
	const struct def_match *m = a->app->archive->defs->match;

	if (index != PICKER_NONE && index > 0) {
		a->group = &m->groups.at[index - 1];
		ask_record(a);
		return;
	}
	struct app *app = a->app;
	asking_free(a);
	if (index == 0)
		placebox_push(app);
}

void placebox_ask(struct app *app)
{
	const struct def_match *m = app->archive->defs->match;

	if (!m) {
		stack_say(app->stack, ROLE_PROBLEM, "screens/ 里没有 match.yaml，不能匹配");
		return;
	}
	struct picker_item *items = mem_array(m->groups.n + 1, sizeof *items);
	struct asking *a = mem_new0(struct asking);
	a->app = app;
	items[0] = (struct picker_item){"全部在招岗位", "all"};
	for (size_t i = 0; i < m->groups.n; i++)
		items[i + 1] = (struct picker_item){m->groups.at[i].title, m->groups.at[i].name};
	picker_items(app->stack, "安排哪些岗位", items, m->groups.n + 1, 0, NULL, kind_picked, a);
	mem_free(items);
}

/* ---- the screen ------------------------------------------------------------------------------ */

static void placebox_title(void *x, struct str *out)
{
	const struct placebox *b = x;

	str_addf(out, "%s %zu  %s", part_names[b->part], b->rows[b->part].n, str_c(&b->name));
}

static bool current(const struct placebox *b, size_t *at)
{
	size_t index;

	if (!listview_current(&b->list, &index))
		return false;
	*at = b->rows[b->part].at[index];
	return true;
}

static void placebox_paint(void *x, struct canvas *c, struct rect body)
{
	struct placebox *b = x;
	int panel = b->part == PART_PLACED ? matchpanel_rows(body.rows) : 0;
	struct rect top = {body.row, body.col, body.rows - panel, body.cols};
	struct rect low = {body.row + top.rows, body.col, panel, body.cols};
	size_t at;

	matcher_reasons_free(&b->reasons);
	if (panel && current(b, &at))
		matcher_explain(b->plan.pool, b->plan.persons[at].post, at, &b->reasons);
	if (panel)
		matchpanel_paint(c, low, &b->reasons);
	listview_paint(&b->list, c, top);
}

static enum role placebox_message(void *x, struct str *out)
{
	const struct placebox *b = x;
	const struct placement *p = &b->plan;

	str_addf(out, "求职 %zu 人，可招 %zu 人；安排 %zu 人，没有安排 %zu 人%s",
		p->pool->seekers.n, p->seats, p->placed, p->pool->seekers.n - p->placed,
		b->applied ? "；已推荐" : "");
	return ROLE_DIM;
}

static bool placebox_key(void *x, const struct press *k)
{
	return listview_key(&((struct placebox *)x)->list, k);
}

/* ---- commands -------------------------------------------------------------------------------- */

static void tell_result(struct placebox *b, const struct referral_result *r)
{
	struct str text = {0};

	if (!r->refused.n) {
		stack_say(b->app->stack, ROLE_GOOD, "已推荐 %zu 人；要整批撤销，到“导入历史与撤销”",
			r->made);
		return;
	}
	str_addf(&text, "已推荐 %zu 人，没有推荐成的 %zu 人：\n", r->made, r->refused.n);
	for (size_t i = 0; i < r->refused.n; i++) {
		struct str name = {0};
		size_t person = r->refused.at[i].person;
		add_title(b, b->match->people, b->plan.pool->people[person]->id, &name);
		str_addf(&text, "\n%s：%s", str_c(&name), r->refused.at[i].why);
		str_free(&name);
	}
	prompt_text(b->app->stack, "推荐结果", str_c(&text), NULL, NULL);
	str_free(&text);
}

static void apply_answered(void *x, bool yes)
{
	struct placebox *b = x;
	struct referral_result result = {0};
	struct str name = {0};
	struct err e = {0};

	if (!yes)
		return;
	str_addf(&name, "岗位推荐：%s", str_c(&b->name));
	progress_begin(&b->progress, b->app->term, "推荐");
	if (referral_make_all(b->app->archive, &b->plan, str_c(&name), step, b, &result, &e)) {
		b->applied = true;
		tell_result(b, &result);
	} else {
		stack_say(b->app->stack, ROLE_PROBLEM, "%s", e.text);
	}
	referral_result_free(&result);
	str_free(&name);
}

static void apply(struct placebox *b)
{
	const struct press start = press_f(2);
	struct str question = {0};

	if (b->applied || !b->plan.placed) {
		stack_say(b->app->stack, ROLE_NOTICE,
			b->applied ? "已经推荐过了" : "没有能安排的人，没有什么可推荐");
		return;
	}
	str_addf(&question, "照这样推荐 %zu 人？", b->plan.placed);
	prompt_yes(b->app->stack, str_c(&question),
		"每人一条推荐记录，求职状态改为推荐中；成一批，可以整批撤销。", &start,
		apply_answered, b);
	str_free(&question);
}

static void next_part(struct placebox *b)
{
	show_part(b, (b->part + 1) % PARTS);
}

/* The person's own ranked list, or the post's. */
static void open_row(struct placebox *b)
{
	size_t at;

	if (!current(b, &at))
		return;
	if (b->part == PART_POSTS)
		matchlist_people(b->app, b->plan.pool->posts.at[at].id);
	else
		matchlist_posts(b->app, b->plan.pool->seekers.at[at].id);
}

static bool placebox_command(void *x, const char *command)
{
	static const struct {
		const char *name;
		void (*run)(struct placebox *b);
	} commands[] = {
		{"save", apply},
		{"next", next_part},
		{"open", open_row},
	};

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strcmp(commands[i].name, command) == 0) {
			commands[i].run(x);
			return true;
		}
	return false;
}

static const struct screen_ops placebox_screen = {
	.context = "placement",
	.title = placebox_title,
	.paint = placebox_paint,
	.key = placebox_key,
	.command = placebox_command,
	.message = placebox_message,
	.free = placebox_free,
};
