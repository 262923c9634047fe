#include <lib/scenes.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <binggui/app/counting.h>
#include <binggui/app/guide.h>
#include <binggui/domain/campaign.h>
#include <binggui/schema/type.h>
#include <binggui/table/batch.h>
#include <binggui/table/draft.h>
#include <binggui/table/table.h>
#include <binggui/ui/progress.h>

/* ---- the screens ------------------------------------------------------------------------------ */

static void open_guide(struct world *w)
{
	stack_set_title(w->app.stack, "兵归", "");
	guide_push(&w->app);
}

/* Painted by the work itself, which waits for it: nothing may paint the screen again. */
static void show_progress(struct world *w)
{
	struct progress p;

	progress_begin(&p, w->app.term, "正在导入");
	term_pass(w->app.term, 600);
	cr_assert(progress_step(&p, 590, 1326));
}

#define LEDGERS "tests/data/ledgers/"

const struct scene scenes[] = {
	{"home", "home_screen", "<wait 600> <wait 600> <wait 600>", NULL},
	{"home-owed", "home_screen", "<wait 600> <wait 600> <wait 600> End", NULL},
	{"menu", "menu_screen", "0", NULL},
	{"menu-within", "menu_screen", "6 7", NULL},
	{"palette", "picker_screen", "1 Ctrl-P", NULL},
	{"palette-found", "picker_screen", "1 Ctrl-P <text zyfw>", NULL},
	{"keys", "text_screen", "1 F1", NULL},
	{"settings", "settingsbox_screen", "0 7", NULL},
	{"settings-choice", "picker_screen", "0 7 Down Enter", NULL},
	{"drafts", "draftlist_screen", "<wait 600> End Up Up Enter", NULL},
	{"backup", "line_screen", "<wait 600> End Enter", NULL},
	{"progress", "", "1", show_progress},
	{"guide", "guide_screen", "", open_guide},

	{"list", "browse_screen", "1", NULL},
	{"list-found", "browse_screen", "1 <text zsf>", NULL},
	{"list-right", "browse_screen", "1 Right Right", NULL},
	{"list-nothing", "browse_screen", "1 <text 查无此人>", NULL},
	{"list-marked", "browse_screen", "1 Ctrl-T", NULL},
	{"filter", "filterbox_screen", "1 F5", NULL},
	{"filter-wrong", "filterbox_screen", "1 F5 <text 姓名 = > Enter", NULL},
	{"sort", "picker_screen", "1 Ctrl-S", NULL},
	{"columns", "columnbox_screen", "1 Ctrl-K", NULL},
	{"views", "picker_screen", "1 Ctrl-O", NULL},
	{"export-as", "picker_screen", "1 Ctrl-E", NULL},
	{"export", "line_screen", "1 Ctrl-E Enter", NULL},
	{"paper-of-list", "picker_screen", "Ctrl-P <text 诉求> Enter Ctrl-B", NULL},
	{"void", "yes_screen", "1 F8", NULL},
	{"change-which", "picker_screen", "1 Ctrl-T Ctrl-G", NULL},
	{"change-confirm", "yes_screen",
		"1 Ctrl-T Ctrl-G <text 在外情况> Enter Enter <text 省外> Enter", NULL},
	{"change-failed", "failures_screen",
		"1 Ctrl-T Ctrl-G <text 曾用名> Enter Enter <text 张四> Enter y", NULL},
	{"each-register", "picker_screen", "1 Space Space Ctrl-D", NULL},
	{"each", "eachbox_ops", "1 Space Space Ctrl-D <text 年度确认> Enter", NULL},
	{"move-which", "picker_screen", "1 <text zsf> F9", NULL},
	{"move", "movebox_ops", "1 <text zsf> F9 1 Enter", NULL},
	{"paper-which", "picker_screen", "Ctrl-P <text 诉求> Enter Enter Ctrl-B", NULL},

	{"form", "editor_ops", "1 <text qqm> Enter", NULL},
	{"form-second", "editor_ops", "1 <text qqm> Enter PgDn", NULL},
	{"form-third", "editor_ops", "1 <text qqm> Enter PgDn PgDn", NULL},
	{"form-fourth", "editor_ops", "1 <text qqm> Enter PgDn PgDn PgDn", NULL},
	{"form-problems", "picker_screen", "1 F7 0 0 F2", NULL},
	{"form-wrong", "editor_ops", "1 F7 0 0 F2 Down Enter", NULL},
	{"form-alike", "picker_screen",
		"1 F7 0 0 <text 张四丰> F6 <text 证件类型> Enter Ctrl-U <text 无证> F6 <text "
		"出生日期> "
		"Enter 19540101 F2",
		NULL},
	{"form-choice", "picker_screen", "1 <text qqm> Enter F6 <text 民族> Enter F4", NULL},
	{"form-reference", "picker_screen", "1 <text qqm> Enter F6 <text 户籍村> Enter F4", NULL},
	{"form-goto", "picker_screen", "1 <text qqm> Enter F6", NULL},
	{"form-help", "text_screen", "1 <text qqm> Enter F6 <text 公民身份号码> Enter F1", NULL},
	{"form-leave", "yes_screen", "1 F7 0 0 <text 张四> F10", NULL},
	{"form-draft", "yes_screen", "1 <text dtf> Enter", NULL},
	{"conflict", "conflict_screen", "1 <text dtf> Enter y F2", NULL},
	{"keyed-twice", "blind_screen", "1 <text qqm> Enter Ctrl-V", NULL},

	{"book", "book_screen", "1 <text qqm> F4", NULL},
	{"book-tab", "book_screen", "1 <text qqm> F4 Tab Tab", NULL},
	{"book-goto", "picker_screen", "1 <text qqm> F4 F6", NULL},
	{"book-print", "picker_screen", "1 <text qqm> F4 F5", NULL},
	{"history", "timeline_screen", "1 <text dtf> Ctrl-N", NULL},
	{"history-entry", "text_screen", "1 <text dtf> Ctrl-N Enter", NULL},
	{"compare", "compare_screen", "1 <text dtf> Ctrl-N F4 Down Enter", NULL},
	{"merge-other", "picker_screen", "1 <text ycg> Ctrl-X", NULL},
	{"merge-which", "picker_screen", "1 <text zsf> Ctrl-T Ctrl-X", NULL},
	{"merge", "mergebox_screen", "1 <text zsf> Ctrl-T Ctrl-X 1 Enter", NULL},
	{"merge-confirm", "typed_screen", "1 <text zsf> Ctrl-T Ctrl-X 1 Enter F4 F4 F4 F4 F4 F4 F2",
		NULL},

	{"board", "board_screen", "Ctrl-P <text 结对与网格> Enter", NULL},
	{"board-pick", "picker_screen", "Ctrl-P <text 结对与网格> Enter Right Enter", NULL},
	{"board-unit", "picker_screen", "Ctrl-P <text 结对与网格> Enter F3", NULL},
	{"plan", "planbox_screen", "Ctrl-P <text 结对与网格> Enter F7", NULL},
	{"plan-loads", "planbox_screen", "Ctrl-P <text 结对与网格> Enter F7 F5 F5", NULL},
	{"handover-who", "picker_screen", "Ctrl-P <text 结对与网格> Enter F9", NULL},
	{"handover", "planbox_screen", "Ctrl-P <text 结对与网格> Enter F9 Enter Enter Enter", NULL},
	{"area-change", "areabox_screen", "Ctrl-P <text 区划变更> Enter <text xhc>", NULL},
	{"area-into", "picker_screen", "Ctrl-P <text 区划变更> Enter <text xhc> F6", NULL},
	{"area-confirm", "yes_screen",
		"Ctrl-P <text 区划变更> Enter <text xhc> F6 <text 蔬菜村> Enter", NULL},
	{"area-split", "areasplit_screen",
		"Ctrl-P <text 区划变更> Enter <text xhc> F7 1 Enter <text 610927100297> Enter "
		"<text 东新村> Enter",
		NULL},

	{"campaigns", "campaigns_screen", "Ctrl-P <text 走访活动> Enter", NULL},
	{"advance", "advance_screen", "Ctrl-P <text 走访活动> Enter Enter", NULL},
	{"advance-town", "advance_screen", "Ctrl-P <text 走访活动> Enter Enter Enter", NULL},
	{"advance-names", "advance_screen", "Ctrl-P <text 走访活动> Enter Enter Enter Enter", NULL},
	{"coverage", "coverbox_screen", "Ctrl-P <text 走访覆盖> Enter", NULL},
	{"coverage-names", "namelist_screen", "Ctrl-P <text 走访覆盖> Enter Enter", NULL},
	{"owed", "namelist_screen", "Ctrl-P <text 欠访名单> Enter", NULL},
	{"keying", "keying_screen", "Ctrl-P <text 集中录入> Enter", NULL},
	{"keying-next", "keying_screen", "Ctrl-P <text 集中录入> Enter F2", NULL},
	{"keying-line", "keying_screen", "Ctrl-P <text 集中录入> Enter F2 <text stf> Enter", NULL},

	{"figures", "sheetview_screen", "Ctrl-P <text 统计报表> Enter", NULL},
	{"figures-meaning", "text_screen", "Ctrl-P <text 统计报表> Enter <text 村服务站> F1", NULL},
	{"figures-text", "text_screen", "Ctrl-P <text 统计报表> Enter F3", NULL},
	{"figures-sheet", "picker_screen", "Ctrl-P <text 统计报表> Enter F6", NULL},
	{"figures-period", "line_screen", "Ctrl-P <text 统计报表> Enter F4", NULL},
	{"figures-names", "names_screen", "Ctrl-P <text 统计报表> Enter <text 村服务站> Enter",
		NULL},
	{"figures-compared", "comparing_screen", "Ctrl-P <text 统计报表> Enter F8 <text 1-1> Enter",
		NULL},
	{"figures-which", "picker_screen", "Ctrl-P <text 统计报表> Enter F9", NULL},
	{"figures-frozen", "frozenview_screen", "Ctrl-P <text 统计报表> Enter F9 Enter", NULL},
	{"cross", "crossview_screen", "Ctrl-P <text 交叉表> Enter", NULL},
	{"cross-rows", "picker_screen", "Ctrl-P <text 交叉表> Enter F3", NULL},
	{"cross-names", "names_screen", "Ctrl-P <text 交叉表> Enter Enter", NULL},

	{"match-posts", "matchlist_screen", "1 <text qqm> Ctrl-Y", NULL},
	{"match-missing", "text_screen", "1 <text qqm> Ctrl-Y Down F5", NULL},
	{"match-people", "matchlist_screen", "Ctrl-P <text 招聘岗位> Enter <text 茶园工> Ctrl-Y",
		NULL},
	{"match-slip", "picker_screen", "1 <text qqm> Ctrl-Y F6", NULL},
	{"match-which", "picker_screen", "1 Ctrl-P <text 岗位匹配> Enter", NULL},
	{"placement", "placebox_screen", "Ctrl-P <text 岗位匹配> Enter Enter", NULL},
	{"placement-nobody", "placebox_screen", "Ctrl-P <text 岗位匹配> Enter Enter F5", NULL},
	{"placement-empty", "placebox_screen", "Ctrl-P <text 岗位匹配> Enter Enter F5 F5", NULL},

	{"import-register", "picker_screen", "0 1", NULL},
	{"import-file", "line_screen", "0 1 Enter", NULL},
	{"import-columns", "importer_screen", "0 1 Enter <text " LEDGERS "people.csv> Enter", NULL},
	{"import-column", "picker_screen", "0 1 Enter <text " LEDGERS "people.csv> Enter F4", NULL},
	{"import-rows", "importer_screen",
		"Ctrl-P <text 走访记录> Enter Ctrl-R <text " LEDGERS "visits.csv> Enter F2", NULL},
	{"import-row", "text_screen",
		"Ctrl-P <text 走访记录> Enter Ctrl-R <text " LEDGERS
		"visits.csv> Enter F2 F5 Enter",
		NULL},
	{"import-confirm", "yes_screen", "0 1 Enter <text " LEDGERS "people.csv> Enter F2 F2",
		NULL},
	{"import-done", "text_screen", "0 1 Enter <text " LEDGERS "people.csv> Enter F2 F2 y",
		NULL},
	{"import-rejects", "line_screen",
		"Ctrl-P <text 走访记录> Enter Ctrl-R <text " LEDGERS
		"visits.csv> Enter F2 F2 y Enter",
		NULL},
	{"batches", "batches_screen", "0 2", NULL},
	{"batch", "text_screen", "0 2 Enter", NULL},
	{"batch-undo", "yes_screen", "0 2 F8", NULL},
};
const size_t n_scenes = sizeof scenes / sizeof *scenes;

void scene_show(struct world *w, const struct scene *s)
{
	world_keys(w, s->keys);
	if (!s->open)
		return;
	stack_paint(w->app.stack);
	s->open(w);
	if (s->screen[0])
		stack_paint(w->app.stack);
}

/* ---- apart ------------------------------------------------------------------------------------ */

void seen_screen(struct seen *s, struct world *w)
{
	size_t n = strlen(s->text);
	int row, col;

	replay_cursor(w->replay, &row, &col);
	s->top = stack_top_ops(w->app.stack);
	s->base = stack_base_ops(w->app.stack);
	snprintf(s->text + n, sizeof s->text - n, "%s@ %d,%d\n", world_text(w), row, col);
}

const struct seen *scene_apart(struct world *w,
	void (*show)(struct world *w, struct seen *seen, const void *x), const void *x)
{
	static struct seen *seen; /* shared with the processes */
	int status;

	if (!seen)
		seen = mmap(NULL, sizeof *seen, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
			-1, 0);
	cr_assert(seen != MAP_FAILED);
	memset(seen, 0, sizeof *seen);
	fflush(NULL);
	pid_t child = fork();
	cr_assert_geq(child, 0);
	if (child == 0) {
		world_apart(w);
		show(w, seen, x);
		_exit(0);
	}
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0, "status %x after\n%s",
		(unsigned)status, seen->text);
	return seen;
}

/* ---- the world -------------------------------------------------------------------------------- */

static const struct def_table *table_of(struct archive *a, const char *name)
{
	const struct def_table *t = defs_table(a->defs, name);

	cr_assert(t, "no register %s", name);
	return t;
}

/* "field=typed|field=typed" into r; an unreadable value is a fault of the test. */
static void set_all(
	struct archive *a, const struct def_table *t, struct record *r, const char *text)
{
	struct str value = {0}, why = {0};
	char name[64], typed[256];

	while (*text) {
		size_t n = strcspn(text, "="), k = strcspn(text + n + 1, "|");
		snprintf(name, sizeof name, "%.*s", (int)n, text);
		snprintf(typed, sizeof typed, "%.*s", (int)k, text + n + 1);
		const struct def_field *f = def_field(t, name);
		cr_assert(f, "%s has no %s", t->name, name);
		cr_assert(type_parse(f, &a->types, typed, &value, &why), "%s.%s: %s", t->name, name,
			str_c(&why));
		record_set(r, f->number, str_c(&value));
		text += n + 1 + k;
		text += *text == '|';
	}
	str_free(&value);
	str_free(&why);
}

static uint64_t save(struct archive *a, struct change *c, const struct save_options *how)
{
	struct err e = {0};
	bool ok = table_save(a, c, 1, how, &e);

	cr_assert(ok, "%s: %s %s", c->table->name, e.text,
		c->problems.n ? c->problems.at[0].text : "");
	uint64_t id = c->record->id;
	change_free(c);
	return id;
}

static uint64_t put(struct archive *a, const char *table, const char *text)
{
	const struct def_table *t = table_of(a, table);
	struct record r = {0};
	struct change c = {.table = t, .record = &r};

	set_all(a, t, &r, text);
	check_derive(t, &r, &a->types);
	uint64_t id = save(a, &c, &(struct save_options){0});
	record_free(&r);
	return id;
}

static void change(struct archive *a, const char *user, uint64_t person, const char *text)
{
	const struct def_table *t = table_of(a, "person");
	struct record base = {0}, r = {0};
	struct err e = {0};

	snprintf(a->user, sizeof a->user, "%s", user);
	cr_assert(table_get(a, t, person, &base, &e), "%s", e.text);
	record_copy(&r, &base);
	set_all(a, t, &r, text);
	save(a, &(struct change){.table = t, .base = &base, .record = &r}, NULL);
	record_free(&base);
	record_free(&r);
}

/* The record of a register that the examples of its fields make; what is no example stays empty. */
static void put_example(struct archive *a, const struct def_table *t, const char *but)
{
	struct str value = {0}, why = {0};
	struct record r = {0};

	for (size_t i = 0; i < t->n; i++) {
		const struct def_field *f = t->fields[i];
		bool own = t->flow && t->flow->state == f;
		if (f->computed || own || text_eq(f->name, but))
			continue;
		const char *typed = f->example;
		if (f->target && !(*typed && type_parse(f, &a->types, typed, &value, &why)))
			typed = text_eq(f->table, "area") ? "610927100201" : "1-1";
		if (*typed && type_parse(f, &a->types, typed, &value, &why))
			record_set(&r, f->number, str_c(&value));
	}
	check_derive(t, &r, &a->types);
	save(a, &(struct change){.table = t, .record = &r},
		&(struct save_options){.skip_check = true,
			.action = "merge",
			.joins = true}); /* past every gate */
	record_free(&r);
	str_free(&value);
	str_free(&why);
}

static uint64_t person(struct archive *a, const char *name, const char *born, int order,
	const char *village, const char *phone)
{
	char id[19], text[256];

	world_id(id, born, order);
	snprintf(text, sizeof text, "name=%s|id_no=%s|village=%s|phone1=%s", name, id, village,
		phone);
	return put(a, "person", text);
}

/* Somebody of whom everything is known, with names as long as they get. */
static void put_rich(struct archive *a)
{
	const struct def_table *t = table_of(a, "person");
	uint64_t id = person(a, "钱其明", "61092719720401", 911, "610927100201", "19900000021");

	struct record base = {0}, r = {0};
	struct str value = {0}, why = {0};
	struct err e = {0};
	cr_assert(table_get(a, t, id, &base, &e), "%s", e.text);
	record_copy(&r, &base);
	for (size_t i = 0; i < t->n; i++) {
		const struct def_field *f = t->fields[i];
		bool own = t->flow && t->flow->state == f;
		if (!f->computed && !own && !*record_field(&r, f) && *f->example &&
			type_parse(f, &a->types, f->example, &value, &why))
			record_set(&r, f->number, str_c(&value));
	}
	save(a, &(struct change){.table = t, .base = &base, .record = &r},
		&(struct save_options){.skip_check = true, .action = "merge", .joins = true});
	record_free(&base);
	record_free(&r);
	str_free(&value);
	str_free(&why);
}

static void put_people(struct archive *a)
{
	person(a, "张三丰", "61242819540101", 901, "610927100200", "19900000001");
	person(a, "单田芳", "61092719620203", 902, "610927100201", "19900000002");
	person(a, "张三丰", "61242819540101", 903, "610927100201", "19900000009");
	person(a, "尉迟恭", "61092719800808", 905, "610927103200", "19900000004");
	person(a, "欧阳䶮", "61092719851231", 906, "610927105200", "19900000005");
	person(a, "阿卜杜热合曼·吾买尔", "61092719900606", 907, "610927106200", "19900000006");
	put_rich(a);
}

static void put_work(struct archive *a)
{
	static const char *const records[][2] = {
		{"staff", "name=陈县|unit=镇坪县退役军人事务局|tier=县|kind=专干"},
		{"staff", "name=赵镇|unit=城关镇退役军人服务站|tier=镇|kind=专干|"
			  "station=610927100000|max_pairs=1"},
		{"staff", "name=孙镇|unit=城关镇退役军人服务站|tier=镇|kind=专干|"
			  "station=610927100000"},
		{"staff", "name=周村|unit=新华村退役军人服务站|tier=村|kind=专干|"
			  "station=610927100201"},
		{"pairing", "person=1-1|tier=镇|staff=赵镇|from=2019-08-01"},
		{"pairing", "person=1-2|tier=村|staff=周村|from=2019-08-01"},
		{"pairing", "person=1-2|tier=镇|staff=赵镇|from=2019-08-01"},
		{"visit_plan",
			"name=六十岁以上|who=age >= 50|every=1|unit=季|times=1|warn_days=15"},
		{"campaign", "no=1|name=八一走访慰问|kind=八一|from=2020-04-01|to=2020-05-31|"
			     "area=610927000000|who=age >= 20|money=500"},
		{"campaign", "no=2|name=春节走访|kind=春节|from=2020-01-01|to=2020-01-31|"
			     "area=610927000000|who=age >= 20"},
		{"employer", "name=镇坪县某茶业有限责任公司|area=610927100000|contact=李经理"},
		{"post", "employer=1-1|title=茶园工|trade=种植|area=610927100201|vacancies=2|"
			 "pay_from=3000|pay_to=4000|pay_unit=月|shift=白班|veterans_first=是"},
		{"post", "employer=1-1|title=保安|trade=保安|vacancies=1|age_max=45|place=县城"},
		{"post", "employer=1-1|title=值班电工|trade=电工|vacancies=1|certs=电工证"},
		{"post", "employer=1-1|title=财务会计|trade=财务|vacancies=1|edu_min=本科|"
			 "age_max=30"},
		{"training", "no=2020-P1|name=低压电工订单班|year=2020|kind=订单式|"
			     "start=2020-05-20"},
		{"seeker", "person=1-7|want_trade=种植|pay_min=2800|shift=白班"},
		{"seeker", "person=1-6|want_trade=保安|certs=健康证"},
		{"fund", "year=2020|source=县|budget=200000"},
		{"fund_move", "fund=1-1|date=2020-01-10|in_out=收入|kind=拨入|amount=50000"},
		{"rolemodel", "person=1-1|kind=优秀村干部|date=2019-07-01"},
		{"case", "case_no=2020-0001|other_name=赵大牛|kind=优待抚恤|channel=来访|"
			 "owner_tier=镇|content=申请补助|accept_date=2020-03-02"},
	};

	for (size_t i = 0; i < sizeof records / sizeof *records; i++)
		put(a, records[i][0], records[i][1]);
}

static void start_campaign(struct archive *a)
{
	struct campaign_work work = {.archive = a, .campaign = UINT64_C(1) << 40 | 1};
	struct campaign_made made;
	struct err e = {0};

	cr_assert(campaign_start(&work, &made, &e), "%s", e.text);
	put(a, "visit",
		"person=1-1|campaign=1-1|date=2020-04-20|kind=走访慰问|mode=上门|by=李卫国|"
		"met=见到");
}

static void freeze(struct archive *a)
{
	struct counting c = {0};
	struct err e = {0};
	uint64_t id;

	cr_assert(counting_open(&c, a, NULL, &e), "%s", e.text);
	cr_assert(counting_run(&c, NULL, NULL, &e), "%s", e.text);
	cr_assert(counting_freeze(&c, "报市局", &id, &e), "%s", e.text);
	counting_close(&c);
}

static void import(struct archive *a)
{
	const struct def_table *t = table_of(a, "honor");
	struct batch b = {0};
	struct record r = {0};
	struct err e = {0};

	cr_assert(batch_begin(a, t->name, "表彰花名册.csv", &b, &e), "%s", e.text);
	set_all(a, t, &r, "person=1-1");
	save(a, &(struct change){.table = t, .record = &r},
		&(struct save_options){.batch = b.id, .action = "import", .skip_check = true});
	cr_assert(batch_end(a, &b, BATCH_DONE, "新增 1 条", &e), "%s", e.text);
	record_free(&r);
	batch_free(&b);
}

/* One that was begun before somebody else saved the same field, and one of a new record. */
static void put_drafts(struct archive *a)
{
	struct draft old = {.table = table_of(a, "person"), .base = 1};
	struct draft new = {.table = old.table, .slot = 1};
	struct err e = {0};

	old.record = UINT64_C(1) << 40 | 2;
	record_set(&old.typed, def_field(old.table, "former_name")->number, "单小芳");
	record_set(&old.typed, def_field(old.table, "note")->number, "我写的备注");
	record_set(&new.typed, def_field(new.table, "name")->number, "新来的");
	cr_assert(draft_put(a, &old, &e) && draft_put(a, &new, &e), "%s", e.text);
	record_free(&old.typed);
	record_free(&new.typed);
}

void scenes_fill(struct archive *a)
{
	char user[sizeof a->user];

	memcpy(user, a->user, sizeof user);
	snprintf(a->user, sizeof a->user, "李四");
	put_people(a);
	put_work(a);
	start_campaign(a);
	for (size_t i = 0; i < a->defs->n; i++)
		if (archive_count(a, a->defs->tables[i]) == 0 &&
			!text_starts(a->defs->tables[i]->name, "report_"))
			put_example(a, a->defs->tables[i], "");
	change(a, "王五", UINT64_C(1) << 40 | 2, "former_name=单芳芳");
	change(a, "李四", UINT64_C(1) << 40 | 2,
		"note=长子在外务工，次子在家照顾老人|phone2=09158822001");
	import(a);
	freeze(a);
	memcpy(a->user, user, sizeof user);
	put_drafts(a);
}

void scenes_open(struct world *w, int rows, int cols)
{
	world_open(w, rows, cols);
	scenes_fill(w->app.archive);
	world_restart(w);
}
