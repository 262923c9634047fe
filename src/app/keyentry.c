#include <binggui/app/keyentry.h>

#include <string.h>

#include <binggui/app/answers.h>
#include <binggui/app/row.h>
#include <binggui/base/vec.h>
#include <binggui/table/table.h>

static const struct keyfield head_plan[HEAD_COUNT] = {
	[HEAD_CAMPAIGN] = {"visit", "campaign", "活动", 0, 5, 21, 0},
	[HEAD_DATE] = {"visit", "date", "日期", 0, 33, 10, 28},
	[HEAD_MODE] = {"visit", "mode", "方式", 0, 50, 8, 45},
	[HEAD_BY] = {"visit", "by", "走访人", 1, 7, 19, 0},
	[HEAD_RANK] = {"visit", "leader_rank", "带队", 1, 33, 10, 28},
	[HEAD_SOURCE] = {"aid", "source", "来源", 1, 50, 8, 45},
};

static const struct keyfield line_plan[LINE_COUNT] = {
	[LINE_MET] = {"visit", "met", "见到", 0, 5, 8, 0},
	[LINE_AMOUNT] = {"aid", "amount", "慰问金", 0, 22, 10, 15},
	[LINE_GOODS] = {"aid", "goods", "实物", 0, 39, 19, 34},
	[LINE_VALUE] = {"aid", "goods_value", "折价", 1, 5, 8, 0},
	[LINE_KIND] = {"visit", "kind", "类型", 1, 22, 10, 15},
	[LINE_SATISFIED] = {"visit", "satisfied", "满意", 1, 39, 10, 34},
	[LINE_CONTENT] = {"visit", "content", "内容", 2, 5, 53, 0},
	[LINE_WANTS] = {"visit", "wants", "诉求", 3, 5, 53, 0},
	[LINE_WANT_KINDS] = {"visit", "want_kinds", "诉求类别", 4, 9, 23, 0},
	[LINE_NEXT] = {"visit", "next_date", "下次联系", 4, 43, 12, 34},
};

/* ---- life ------------------------------------------------------------------------------------ */

static void first_head(struct keyentry *n)
{
	char today[DATE_TEXT];

	date_format(app_today(n->app), today);
	keyform_set(&n->head, HEAD_DATE, today);
	keyform_set(&n->head, HEAD_MODE, "上门");
	keyform_set(&n->head, HEAD_BY, n->app->options.user);
	for (size_t i = 0; i < HEAD_COUNT; i++)
		keyform_pin(&n->head, i, true);
}

bool keyentry_open(struct keyentry *n, struct app *app, struct err *e)
{
	const struct defs *d = app->archive->defs;

	*n = (struct keyentry){.app = app};
	if (!keyform_open(&n->head, app, head_plan, HEAD_COUNT, e) ||
		!keyform_open(&n->line, app, line_plan, LINE_COUNT, e)) {
		keyentry_close(n);
		return false;
	}
	n->visit = defs_table(d, "visit");
	n->aid = defs_table(d, "aid");
	n->person = defs_table(d, "person");
	n->household = defs_table(d, "household");
	n->campaign = defs_table(d, "campaign");
	first_head(n);
	keyentry_reset(n);
	return true;
}

void keyentry_close(struct keyentry *n)
{
	keyform_close(&n->head);
	keyform_close(&n->line);
	visiting_free(&n->now);
	str_free(&n->who);
	str_free(&n->about);
	str_free(&n->notice);
	str_free(&n->told);
	str_free(&n->advice);
	str_free(&n->money);
	str_free(&n->gift);
	for (size_t i = 0; i < HEAD_COUNT; i++)
		str_free(&n->held[i]);
}

/* ---- whom ------------------------------------------------------------------------------------ */

static void hold_head(struct keyentry *n)
{
	for (size_t i = 0; i < HEAD_COUNT; i++)
		str_set(&n->held[i], keyform_value(&n->head, i));
	n->holding = true;
}

static void give_head_back(struct keyentry *n)
{
	for (size_t i = 0; n->holding && i < HEAD_COUNT; i++)
		keyform_set(&n->head, i, str_c(&n->held[i]));
	n->holding = false;
}

/* What is not pinned begins anew: met, the rest empty. */
static void first_line(struct keyentry *n)
{
	for (size_t i = 0; i < LINE_COUNT; i++)
		if (!keyform_pinned(&n->line, i))
			keyform_set(&n->line, i, i == LINE_MET ? "见到" : "");
	keyform_clean(&n->line);
	keyform_go_first(&n->line);
}

static void set_unpinned(struct keyentry *n, size_t i, const char *value)
{
	if (!keyform_pinned(&n->line, i))
		keyform_set(&n->line, i, value);
}

void keyentry_gift(struct keyentry *n, bool given)
{
	set_unpinned(n, LINE_AMOUNT, given ? str_c(&n->money) : "");
	set_unpinned(n, LINE_GOODS, given ? str_c(&n->gift) : "");
}

/* What was not typed by hand: the standard gift. */
static bool is_standard(const struct keyentry *n)
{
	return text_eq(keyform_value(&n->line, LINE_AMOUNT), str_c(&n->money)) &&
	       text_eq(keyform_value(&n->line, LINE_GOODS), str_c(&n->gift));
}

void keyentry_met(struct keyentry *n)
{
	bool nobody = text_eq(keyform_value(&n->line, LINE_MET), "未遇");

	if (nobody && !keyentry_correcting(n) && is_standard(n))
		keyentry_gift(n, false);
}

void keyentry_reset(struct keyentry *n)
{
	visiting_free(&n->now);
	give_head_back(n);
	first_line(n);
	keyform_clean(&n->head);
	n->who_id = 0;
	n->opens_case = false;
	str_clear(&n->told);
	str_clear(&n->who);
	str_clear(&n->about);
	str_clear(&n->notice);
}

void keyentry_next(struct keyentry *n)
{
	struct record fresh = {0};

	keyentry_reset(n);
	check_derive(n->visit, &fresh, &n->app->archive->types);
	for (size_t i = 0; i < HEAD_COUNT; i++)
		if (!keyform_pinned(&n->head, i) && strcmp(head_plan[i].table, "visit") == 0)
			keyform_set(&n->head, i, record_field(&fresh, n->head.fields[i]));
		else if (!keyform_pinned(&n->head, i))
			keyform_set(&n->head, i, "");
	record_free(&fresh);
}

static const char *visit_value(const struct keyentry *n, const struct record *r, const char *name)
{
	return record_field(r, def_field(n->visit, name));
}

static void set_visit(struct keyentry *n, const char *name, const char *value)
{
	record_set(&n->now.visit, def_field(n->visit, name)->number, value);
}

static void add_value(struct keyentry *n, const struct record *r, const char *name, struct str *out)
{
	const struct def_field *f = def_field(n->person, name);
	struct str text = {0};

	if (f)
		row_value(n->app->archive, f, r, false, &text);
	if (text.n)
		str_addf(out, "%s%s", out->n ? "  " : "", str_c(&text));
	str_free(&text);
}

/* "2020-04-12 上门 李卫国", for the notice and for what is known of him. */
static void add_visit(struct keyentry *n, const struct record *r, struct str *out)
{
	str_addf(out, "%s %s %s", visit_value(n, r, "date"), visit_value(n, r, "mode"),
		visit_value(n, r, "by"));
}

/* The newest visit of a person before; he has a few, so they are read one by one. */
static void add_last_visit(struct keyentry *n, const char *person)
{
	struct archive *a = n->app->archive;
	struct ids ids = {0};
	struct record r = {0}, newest = {0};
	struct err e = {0};

	table_by_index(a, n->visit, def_field(n->visit, "person"), person, 0, &ids, &e);
	for (size_t i = 0; i < ids.n; i++)
		if (table_get(a, n->visit, ids.at[i], &r, &e) &&
			strcmp(visit_value(n, &r, "date"), visit_value(n, &newest, "date")) >= 0)
			record_copy(&newest, &r);
	if (newest.id) {
		str_add(&n->about, "  上次 ");
		add_visit(n, &newest, &n->about);
	}
	record_free(&r);
	record_free(&newest);
	vec_free(&ids);
}

/* Somebody was at this person's on that day already. */
static void look_for_same_day(struct keyentry *n)
{
	const char *person = visit_value(n, &n->now.visit, "person");
	struct ids ids = {0};
	struct record r = {0};
	struct err e = {0};

	str_clear(&n->notice);
	if (!*person || !*keyform_value(&n->head, HEAD_DATE))
		return;
	if (visiting_on_day(n->app->archive, person, keyform_value(&n->head, HEAD_DATE),
		    n->now.visit_base.id, &ids, &e) &&
		ids.n && table_get(n->app->archive, n->visit, ids.at[0], &r, &e)) {
		str_addf(&n->notice, "%s 这天已有 %zu 次走访：", str_c(&n->who), ids.n);
		add_visit(n, &r, &n->notice);
	}
	record_free(&r);
	vec_free(&ids);
}

static void describe_person(struct keyentry *n, const struct record *p)
{
	str_set(&n->who, record_field(p, def_field(n->person, "name")));
	add_value(n, p, "town", &n->about);
	add_value(n, p, "village", &n->about);
	add_value(n, p, "sex", &n->about);
	add_value(n, p, "age", &n->about);
	add_value(n, p, "phone1", &n->about);
}

/* The kind that goes without saying: by telephone, or a visit. */
static void guess_kind(struct keyentry *n)
{
	const char *mode = keyform_value(&n->head, HEAD_MODE);

	if (keyform_pinned(&n->line, LINE_KIND))
		return;
	keyform_set(&n->line, LINE_KIND,
		text_eq(mode, "电话") || text_eq(mode, "视频") ? "电话联系"
		: text_eq(mode, "座谈")                        ? "座谈"
							       : "走访慰问");
}

bool keyentry_person(struct keyentry *n, uint64_t id, struct err *e)
{
	struct record p = {0};
	struct str reference = {0};

	keyentry_reset(n);
	if (!table_get(n->app->archive, n->person, id, &p, e))
		return false;
	n->who_id = id;
	table_reference(n->person, &p, &reference);
	set_visit(n, "person", str_c(&reference));
	set_visit(n, "household", record_field(&p, def_field(n->person, "household")));
	describe_person(n, &p);
	add_last_visit(n, str_c(&reference));
	look_for_same_day(n);
	guess_kind(n);
	record_free(&p);
	str_free(&reference);
	return true;
}

bool keyentry_household(struct keyentry *n, uint64_t id, struct err *e)
{
	struct record h = {0};
	struct str reference = {0};

	keyentry_reset(n);
	if (!table_get(n->app->archive, n->household, id, &h, e))
		return false;
	table_reference(n->household, &h, &reference);
	set_visit(n, "household", str_c(&reference));
	table_title(n->app->archive, n->household, &h, &n->who);
	str_addf(&n->about, "户号 %s", str_c(&reference));
	guess_kind(n);
	record_free(&h);
	str_free(&reference);
	return true;
}

/* Soldiers of the garrison are in no register of persons, but they are visited. */
static bool of_the_forces(const char *name)
{
	static const char *const words[] = {
		"部队", "人武部", "武警", "中队", "支队", "官兵", "消防"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strstr(name, words[i]))
			return true;
	return false;
}

void keyentry_other(struct keyentry *n, const char *name)
{
	keyentry_reset(n);
	set_visit(n, "other_name", name);
	str_set(&n->who, name);
	str_set(&n->about, "不在对象档案里");
	guess_kind(n);
	if (of_the_forces(name) && !keyform_pinned(&n->line, LINE_KIND))
		keyform_set(&n->line, LINE_KIND, "部队走访");
}

static void describe_visit(struct keyentry *n)
{
	struct archive *a = n->app->archive;
	const char *person = visit_value(n, &n->now.visit, "person");
	const char *household = visit_value(n, &n->now.visit, "household");
	struct record r = {0};
	struct err e = {0};

	if (*person && table_by_reference(a, n->person, person, &r, &e)) {
		n->who_id = r.id;
		describe_person(n, &r);
	} else if (*visit_value(n, &n->now.visit, "other_name")) {
		str_set(&n->who, visit_value(n, &n->now.visit, "other_name"));
	} else if (*household && table_by_reference(a, n->household, household, &r, &e)) {
		table_title(a, n->household, &r, &n->who);
	}
	record_free(&r);
}

bool keyentry_visit(struct keyentry *n, uint64_t visit, struct err *e)
{
	struct visiting v = {0};

	keyentry_reset(n);
	if (!visiting_load(n->app->archive, visit, &v, e)) {
		visiting_free(&v);
		return false;
	}
	n->now = v;
	hold_head(n);
	keyform_load(&n->head, n->visit, &v.visit);
	keyform_load(&n->line, n->visit, &v.visit);
	keyform_load(&n->line, n->aid, &v.aid);
	if (v.aid.version)
		keyform_load(&n->head, n->aid, &v.aid);
	keyform_clean(&n->head);
	keyform_clean(&n->line);
	form_go(n->line.form, 0);
	describe_visit(n);
	return true;
}

bool keyentry_correcting(const struct keyentry *n)
{
	return n->now.visit_base.version != 0;
}

bool keyentry_touched(const struct keyentry *n)
{
	return n->line.touched || n->opens_case || (n->holding && n->head.touched);
}

void keyentry_campaign(struct keyentry *n)
{
	const char *reference = keyform_value(&n->head, HEAD_CAMPAIGN);
	struct record c = {0};
	struct err e = {0};

	str_clear(&n->money);
	str_clear(&n->gift);
	if (*reference && table_by_reference(n->app->archive, n->campaign, reference, &c, &e)) {
		str_set(&n->money, record_field(&c, def_field(n->campaign, "money")));
		str_set(&n->gift, record_field(&c, def_field(n->campaign, "gift")));
	}
	record_free(&c);
}

/* ---- saving ---------------------------------------------------------------------------------- */

/* What was answered is there for `=` in the next one. */
static void remember(struct keyentry *n)
{
	struct str text = {0};

	for (size_t i = 0; i < LINE_COUNT; i++) {
		keyform_text(&n->line, i, &text);
		answers_remember(n->app, strcmp(line_plan[i].table, "aid") ? n->visit : n->aid,
			n->line.fields[i], str_c(&text));
	}
	str_free(&text);
}

static enum keyentry_result tell(struct keyentry *n, const struct problems *p)
{
	if (keyform_show(&n->line, p))
		return KEYENTRY_LINE;
	return keyform_show(&n->head, p) ? KEYENTRY_HEAD : KEYENTRY_FAILED;
}

enum keyentry_result keyentry_save(struct keyentry *n, uint32_t slot, struct err *e)
{
	struct save_options options = {.with_draft = true, .draft_slot = slot};
	struct problems problems = {0};

	if (!keyform_settle(&n->head))
		return KEYENTRY_HEAD;
	if (!keyform_settle(&n->line))
		return KEYENTRY_LINE;
	look_for_same_day(n);
	if (n->notice.n && !text_eq(str_c(&n->notice), str_c(&n->told))) {
		str_set(&n->told, str_c(&n->notice));
		return KEYENTRY_NOTICE;
	}
	keyform_store(&n->head, n->visit, &n->now.visit);
	keyform_store(&n->line, n->visit, &n->now.visit);
	keyform_store(&n->head, n->aid, &n->now.aid);
	keyform_store(&n->line, n->aid, &n->now.aid);
	n->now.opens_case = n->opens_case;
	bool ok = visiting_save(n->app->archive, &n->now, &options, &problems, e);
	str_clear(&n->advice);
	if (ok)
		remember(n);
	for (size_t i = 0; ok && i < problems.n && !n->advice.n; i++)
		str_set(&n->advice, problems.at[i].text);
	enum keyentry_result result = ok ? KEYENTRY_SAVED : tell(n, &problems);
	problems_free(&problems);
	return result;
}
