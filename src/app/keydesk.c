#include <binggui/app/keydesk.h>

#include <string.h>

#include <binggui/app/history.h>
#include <binggui/base/mem.h>
#include <binggui/table/query.h>
#include <binggui/table/table.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

void keydesk_say(struct keydesk *s, enum role role, const char *text)
{
	stack_say(s->app->stack, role, "%s", text);
}

/* ---- life ------------------------------------------------------------------------------------ */

void keydesk_free(void *x)
{
	struct keydesk *s = x;

	keykeep_end(&s->keep);
	keyfind_close(&s->find);
	keyentry_close(&s->entry);
	keylog_free(&s->log);
	str_free(&s->campaign);
	draft_free(&s->offered);
	valuebox_free(&s->staff);
	mem_free(s);
}

/* The list of the campaign in the head, if it is another one than before. */
static void follow_campaign(struct keydesk *s)
{
	const char *reference = keyform_value(&s->entry.head, HEAD_CAMPAIGN);
	struct record c = {0};
	struct err e = {0};

	if (text_eq(reference, str_c(&s->campaign)) && s->campaign.at)
		return;
	str_set(&s->campaign, reference);
	keyentry_campaign(&s->entry);
	bool ok = !*reference ||
		  table_by_reference(s->app->archive, s->entry.campaign, reference, &c, &e);
	if (!ok || !keyfind_campaign(&s->find, c.id, &e))
		keydesk_say(s, ROLE_PROBLEM, e.text);
	keyentry_reset(&s->entry);
	record_free(&c);
}

struct keydesk *keydesk_new(struct app *app)
{
	struct keydesk *s = mem_new0(struct keydesk);
	struct err e = {0};

	s->app = app;
	if (keyentry_open(&s->entry, app, &e) && keyfind_open(&s->find, app, &e)) {
		keykeep_begin(&s->keep, &s->entry);
		return s;
	}
	keydesk_say(s, ROLE_PROBLEM, e.text);
	keydesk_free(s);
	return NULL;
}

/* The one campaign that is under way, for a head that was never filled in. */
struct only {
	const struct def_table *table;
	struct str reference;
	size_t n;
};

static bool take_running(void *x, const struct record *r)
{
	struct only *o = x;

	if (text_eq(record_field(r, def_field(o->table, "state")), "进行")) {
		table_reference(o->table, r, &o->reference);
		o->n++;
	}
	return true;
}

static void take_only_campaign(struct keydesk *s)
{
	struct only o = {.table = s->entry.campaign};
	struct err e = {0};

	if (query_run(s->app->archive, o.table, NULL, take_running, &o, &e) && o.n == 1)
		keyform_set(&s->entry.head, HEAD_CAMPAIGN, str_c(&o.reference));
	str_free(&o.reference);
}

void keydesk_go_on(struct keydesk *s, const struct draft *d)
{
	struct err e = {0};

	if (!keykeep_take(&s->keep, d, &e)) {
		keydesk_say(s, ROLE_PROBLEM, e.text);
		return;
	}
	keylog_begin(&s->log, term_now(s->app->term));
	s->state = KEYING_LINE;
	keydesk_say(s, ROLE_GOOD, "上次没存的一条已放回，还没有存盘");
}

static void drop_answered(void *x, bool yes)
{
	struct keydesk *s = x;
	struct err e = {0};

	if (yes)
		draft_drop(
			s->app->archive, s->offered.table, s->offered.record, s->offered.slot, &e);
	draft_free(&s->offered);
}

static void offer_answered(void *x, bool yes)
{
	struct keydesk *s = x;

	if (yes) {
		keydesk_go_on(s, &s->offered);
		draft_free(&s->offered);
	} else {
		prompt_yes(s->app->stack, "删去这份草稿吗？", "不删的话，下次打开还会问。", NULL,
			drop_answered, s);
	}
}

void keydesk_offer(struct keydesk *s)
{
	struct str text = {0};

	if (!keykeep_find(&s->keep, &s->offered))
		return;
	history_time(s->offered.time_ms, &text);
	str_add(&text, " 录到一半，没有存盘。");
	prompt_yes(s->app->stack, "有一条没录完的走访，接着录吗？", str_c(&text), NULL,
		offer_answered, s);
	str_free(&text);
}

/* ---- moving between the parts ---------------------------------------------------------------- */

void keydesk_to_find(struct keydesk *s)
{
	s->state = KEYING_FIND;
	keyfind_reset(&s->find);
}

void keydesk_to_head(struct keydesk *s)
{
	s->state = KEYING_HEAD;
	form_go(s->entry.head.form, 0);
}

/* The head is answered: back to where one came from. */
bool keydesk_leave_head(struct keydesk *s)
{
	if (!keyform_settle(&s->entry.head))
		return false;
	keykeep_put_head(&s->keep);
	if (s->entry.who.n) {
		s->state = KEYING_LINE;
		return true;
	}
	follow_campaign(s);
	keydesk_to_find(s);
	return true;
}

bool keydesk_to_log(struct keydesk *s)
{
	if (!s->log.n) {
		keydesk_say(s, ROLE_NORMAL, "本次还没有录入，没有可改的");
		return true;
	}
	if (s->state == KEYING_LINE && keyentry_touched(&s->entry)) {
		keydesk_say(s, ROLE_NOTICE, "先按 F2 存这一条，或 Esc 放弃，再回去改前面的");
		return true;
	}
	if (s->state == KEYING_LINE) {
		keykeep_drop(&s->keep);
		keyentry_reset(&s->entry);
	}
	s->state = KEYING_LOG;
	list_go(&s->log.list, SIZE_MAX);
	return true;
}

static void begun(struct keydesk *s, bool ok, const struct err *e)
{
	if (!ok) {
		keydesk_say(s, ROLE_PROBLEM, e->text);
		return;
	}
	keylog_begin(&s->log, term_now(s->app->term));
	s->state = KEYING_LINE;
	keykeep_touch(&s->keep);
}

bool keydesk_pick(struct keydesk *s)
{
	uint64_t id = keyfind_current(&s->find);
	struct err e = {0};

	if (s->find.kind == KEYFIND_OTHER && s->find.query.n) {
		keyentry_other(&s->entry, str_c(&s->find.query));
		begun(s, true, &e);
	} else if (id && s->find.kind == KEYFIND_HOUSEHOLD) {
		begun(s, keyentry_household(&s->entry, id, &e), &e);
	} else if (id) {
		keyfind_look(&s->find, id, &e); /* a colleague may have been there meanwhile */
		begun(s, keyentry_person(&s->entry, id, &e), &e);
		keyentry_gift(&s->entry, text_eq(keyfind_state(&s->find, id), "未走访"));
	} else {
		keydesk_say(s, ROLE_NORMAL, "没有这个人；F4 改找户或单位");
	}
	return true;
}

bool keydesk_reopen(struct keydesk *s)
{
	const struct keylog_row *r = &s->log.at[s->log.list.cursor];
	struct err e = {0};

	if (r->voided)
		keydesk_say(s, ROLE_NORMAL, "这一条已经作废");
	else
		begun(s, keyentry_visit(&s->entry, r->visit, &e), &e);
	s->keep.touched = 0;
	return true;
}

void keydesk_begin(struct keydesk *s, const char *campaign)
{
	bool known = keykeep_take_head(&s->keep);

	if (campaign)
		keyform_set(&s->entry.head, HEAD_CAMPAIGN, campaign);
	else if (!known)
		take_only_campaign(s);
	s->state = known || campaign ? KEYING_FIND : KEYING_HEAD;
	follow_campaign(s);
}

/* ---- who went -------------------------------------------------------------------------------- */

static void visitor_picked(void *x, const char *reference)
{
	struct keydesk *s = x;
	const struct def_table *t = defs_table(s->app->archive->defs, "staff");
	struct record r = {0};
	struct str all = {0};
	struct err e = {0};

	if (!table_by_reference(s->app->archive, t, reference, &r, &e)) {
		keydesk_say(s, ROLE_PROBLEM, e.text);
		return;
	}
	const char *name = record_field(&r, def_field(t, "name"));
	keyform_text(&s->entry.head, HEAD_BY, &all);
	if (!strstr(str_c(&all), name)) {
		str_addf(&all, "%s%s", all.n ? "、" : "", name);
		keyform_type(&s->entry.head, HEAD_BY, str_c(&all));
	}
	record_free(&r);
	str_free(&all);
}

void keydesk_add_visitor(struct keydesk *s)
{
	const struct def_table *t = defs_table(s->app->archive->defs, "campaign_target");
	const struct def_field *f = t ? def_field(t, "assigned") : NULL;

	if (f && f->target)
		valuebox_push(&s->staff, s->app, f, "走访人", visitor_picked, s);
	else
		keydesk_say(s, ROLE_NORMAL, "请直接填写姓名，几个人用“、”隔开");
}
