#include <binggui/app/keying.h>

#include <string.h>

#include <binggui/app/filling.h>
#include <binggui/app/keydesk.h>
#include <binggui/table/table.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

static const struct screen_ops keying_screen;

/* `campaign`: its reference, NULL = as last time. */
static struct keydesk *push(struct app *app, const char *campaign)
{
	struct keydesk *s = keydesk_new(app);

	if (!s)
		return NULL;
	stack_push(app->stack, &keying_screen, s);
	keydesk_begin(s, campaign);
	return s;
}

void keying_push(struct app *app)
{
	struct keydesk *s = push(app, NULL);

	if (s)
		keydesk_offer(s);
}

void keying_push_campaign(struct app *app, uint64_t campaign)
{
	const struct def_table *t = defs_table(app->archive->defs, "campaign");
	struct record r = {0};
	struct str reference = {0};
	struct err e = {0};

	if (table_get(app->archive, t, campaign, &r, &e)) {
		table_reference(t, &r, &reference);
		struct keydesk *s = push(app, str_c(&reference));
		if (s)
			keydesk_offer(s);
	} else {
		stack_say(app->stack, ROLE_PROBLEM, "%s", e.text);
	}
	record_free(&r);
	str_free(&reference);
}

void keying_push_draft(struct app *app, const struct draft *d)
{
	struct keydesk *s = push(app, NULL);

	if (s)
		keydesk_go_on(s, d);
}

/* ---- saving ---------------------------------------------------------------------------------- */

static void saved(struct keydesk *s)
{
	struct keyentry *n = &s->entry;
	struct err e = {0};
	bool corrected = keyentry_correcting(n);
	uint64_t who = n->who_id;

	keylog_put(&s->log, s->app->archive, &n->now, str_c(&n->who));
	stack_say(s->app->stack, n->advice.n ? ROLE_NOTICE : ROLE_GOOD, "%s：%s%s%s%s",
		str_c(&n->who), corrected ? "已改" : "已存", n->opens_case ? "，诉求已转办" : "",
		n->advice.n ? "；提醒：" : "", str_c(&n->advice));
	keykeep_saved(&s->keep);
	keyentry_next(n);
	if (who && corrected)
		keyfind_look(&s->find, who, &e);
	else if (who)
		keyfind_saved(&s->find, who, &e);
	keydesk_to_find(s);
}

static bool save(struct keydesk *s)
{
	struct err e = {0};

	switch (keyentry_save(&s->entry, s->keep.slot, &e)) {
	case KEYENTRY_SAVED:
		saved(s);
		break;
	case KEYENTRY_HEAD:
		s->state = KEYING_HEAD;
		break;
	case KEYENTRY_NOTICE:
		stack_say(s->app->stack, ROLE_PROBLEM, "%s。再按一次存盘，Esc 跳过",
			str_c(&s->entry.notice));
		break;
	case KEYENTRY_FAILED:
		keydesk_say(s, ROLE_PROBLEM, e.text);
		break;
	case KEYENTRY_LINE:
		break;
	}
	return true;
}

static bool save_command(struct keydesk *s)
{
	if (s->state == KEYING_HEAD)
		return keydesk_leave_head(s), true;
	if (s->state == KEYING_LINE)
		return save(s);
	keydesk_say(s, ROLE_NORMAL, "先选对象，填好再按 F2");
	return true;
}

/* Enter: on to what is not pinned; behind the ordinary fields, and behind the last, the visit is saved. */
static bool enter_line(struct keydesk *s)
{
	struct keyform *f = &s->entry.line;
	size_t from = form_focus(f->form);
	size_t next = from + 1;

	form_settle(f->form);
	if (from == LINE_MET)
		keyentry_met(&s->entry);
	if (form_problem_text(f->form, from) && form_problem_severe(f->form, from))
		return true;
	while (next < f->n && keyform_pinned(f, next))
		next++;
	if (next >= f->n || (from <= LINE_ORDINARY && next > LINE_ORDINARY))
		return save(s);
	form_go(f->form, next);
	return true;
}

static bool enter_head(struct keydesk *s)
{
	if (!form_step(s->entry.head.form, 1))
		keydesk_leave_head(s);
	return true;
}

/* ---- commands -------------------------------------------------------------------------------- */

static bool open_command(struct keydesk *s)
{
	switch (s->state) {
	case KEYING_FIND:
		return keydesk_pick(s);
	case KEYING_HEAD:
		return enter_head(s);
	case KEYING_LINE:
		return enter_line(s);
	case KEYING_LOG:
		return keydesk_reopen(s);
	}
	return false;
}

static struct keyform *form_of(struct keydesk *s)
{
	return s->state == KEYING_HEAD   ? &s->entry.head
	       : s->state == KEYING_LINE ? &s->entry.line
					 : NULL;
}

static bool choose_command(struct keydesk *s)
{
	struct keyform *f = form_of(s);

	if (!f)
		keyfind_turn(&s->find);
	else if (s->state == KEYING_HEAD && form_focus(f->form) == HEAD_BY)
		keydesk_add_visitor(s);
	else if (!form_choose(f->form))
		keydesk_say(s, ROLE_NORMAL, "这一项请直接填写");
	keykeep_touch(&s->keep);
	return true;
}

static bool head_command(struct keydesk *s)
{
	if (s->state == KEYING_HEAD)
		keydesk_leave_head(s);
	else if (s->state != KEYING_LINE || keyform_settle(&s->entry.line))
		keydesk_to_head(s);
	return true;
}

/* The want that is being written, or the one of an earlier line, becomes a case. */
static bool case_command(struct keydesk *s)
{
	struct keyentry *n = &s->entry;

	if (s->state == KEYING_LOG)
		keydesk_reopen(s);
	if (s->state != KEYING_LINE)
		return keydesk_say(s, ROLE_NORMAL, "填走访时写下诉求，再按 F6 转成案件"), true;
	form_settle(n->line.form);
	if (!defs_table(s->app->archive->defs, "case")) {
		keydesk_say(s, ROLE_PROBLEM, "screens/ 里没有诉求登记簿");
	} else if (*record_field(&n->now.visit, def_field(n->visit, "case"))) {
		keydesk_say(s, ROLE_NORMAL, "这条诉求已经转办过了");
	} else if (!*keyform_value(&n->line, LINE_WANTS)) {
		form_go(n->line.form, LINE_WANTS);
		keydesk_say(s, ROLE_NOTICE, "先写诉求，再按 F6");
	} else {
		n->opens_case = !n->opens_case;
		keydesk_say(s, ROLE_GOOD, n->opens_case ? "存盘时一并转成案件" : "不转办了");
		keykeep_touch(&s->keep);
	}
	return true;
}

static bool pin_command(struct keydesk *s)
{
	struct keyform *f = form_of(s);
	size_t i = f ? form_focus(f->form) : FORM_NONE;

	if (i == FORM_NONE)
		return true;
	keyform_pin(f, i, !keyform_pinned(f, i));
	form_settle(f->form);
	stack_say(s->app->stack, ROLE_GOOD,
		keyform_pinned(f, i) ? "“%s”已固定，下一条还是它，Enter 会跳过"
				     : "“%s”不再固定，每条都要填",
		f->plan[i].label);
	keykeep_put_head(&s->keep);
	return true;
}

static void void_answered(void *x, bool yes)
{
	struct keydesk *s = x;
	const struct keylog_row *r = &s->log.at[s->log.list.cursor];
	struct err e = {0};

	if (!yes)
		return;
	if (!visiting_void(s->app->archive, r->visit, &e)) {
		keydesk_say(s, ROLE_PROBLEM, e.text);
		return;
	}
	keylog_void(&s->log, r->visit);
	if (r->person)
		keyfind_look(&s->find, r->person, &e);
	keydesk_say(s, ROLE_GOOD, "已作废；在名单上的改回未走访");
}

static void drop_line(struct keydesk *s)
{
	keykeep_drop(&s->keep);
	keyentry_reset(&s->entry);
	keydesk_to_find(s);
}

static void drop_line_answered(void *x, bool yes)
{
	if (yes)
		drop_line(x);
}

/* Esc on a line: a notice that was told makes it "skip"; what was typed is asked about. */
static bool give_up_line(struct keydesk *s)
{
	struct press start = press_of(PRESS_ESC);

	if (s->entry.told.n || !keyentry_touched(&s->entry))
		drop_line(s);
	else
		prompt_yes(s->app->stack, "放弃正在录的这一条？", "按 F2 可以存盘。", &start,
			drop_line_answered, s);
	return true;
}

static bool void_command(struct keydesk *s)
{
	struct press start = press_f(8);

	if (s->state == KEYING_LINE)
		return give_up_line(s);
	if (s->state == KEYING_LOG && !s->log.at[s->log.list.cursor].voided)
		prompt_yes(s->app->stack, "作废这一次走访？",
			"连同一起录的慰问金、实物；可以在走访记录里恢复。", &start, void_answered,
			s);
	else
		keydesk_say(s, ROLE_NOTICE, "先按 F3 或 ↑ 把光标移到录过的一行上，再作废");
	return true;
}

/* Esc never holds anybody in the head: what cannot be read is what it was before. */
static void give_up_head(struct keydesk *s)
{
	if (keydesk_leave_head(s))
		return;
	keyform_restore(&s->entry.head);
	if (keydesk_leave_head(s))
		keydesk_say(s, ROLE_NOTICE, "公共项里没填对的没有用，还是原来的");
}

static bool back_command(struct keydesk *s)
{
	switch (s->state) {
	case KEYING_HEAD:
		give_up_head(s);
		return true;
	case KEYING_LINE:
		return give_up_line(s);
	case KEYING_LOG:
		keydesk_to_find(s);
		return true;
	case KEYING_FIND:
		break;
	}
	return false;
}

static bool undo_command(struct keydesk *s)
{
	(void)s;
	return false; /* within a field it is the form's */
}

static bool help_command(struct keydesk *s)
{
	struct keyform *f = form_of(s);
	struct str text = {0};

	if (!f || form_focus(f->form) == FORM_NONE)
		return false;
	filling_help(f->fields[form_focus(f->form)], &text);
	prompt_text(s->app->stack, "填写说明", str_c(&text), NULL, NULL);
	str_free(&text);
	return true;
}

static bool keying_command(void *x, const char *command)
{
	static const struct {
		const char *name;
		bool (*run)(struct keydesk *s);
	} commands[] = {
		{"open", open_command},
		{"save", save_command},
		{"earlier", keydesk_to_log},
		{"choose", choose_command},
		{"head", head_command},
		{"case", case_command},
		{"pin", pin_command},
		{"void", void_command},
		{"back", back_command},
		{"undo", undo_command},
		{"help", help_command},
	};

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strcmp(commands[i].name, command) == 0)
			return commands[i].run(x);
	return false;
}

/* ---- keys ------------------------------------------------------------------------------------ */

static bool finding_key(struct keydesk *s, const struct press *k)
{
	bool up = k->kind == PRESS_UP || k->kind == PRESS_PGUP;

	if (up && s->find.list.list.cursor == 0 && s->log.n)
		return keydesk_to_log(s);
	return listview_key(&s->find.list, k);
}

static bool logging_key(struct keydesk *s, const struct press *k)
{
	struct list *l = &s->log.list;

	switch (k->kind) {
	case PRESS_UP:
		list_move(l, -1);
		return true;
	case PRESS_DOWN:
		if (l->cursor + 1 >= l->count)
			keydesk_to_find(s);
		list_move(l, 1);
		return true;
	case PRESS_PGUP:
		list_page(l, -1);
		return true;
	case PRESS_PGDN:
		list_page(l, 1);
		return true;
	default:
		return false;
	}
}

/* Up on the first field leads back to earlier lines, as PgUp does everywhere. */
static bool leads_back(const struct keyform *f, const struct press *k)
{
	return k->kind == PRESS_PGUP || (k->kind == PRESS_UP && form_focus(f->form) == 0);
}

static bool form_pressed(struct keydesk *s, const struct press *k)
{
	struct keyform *f = form_of(s);
	bool moved;

	if (k->kind == PRESS_ENTER)
		return false; /* a command: it may save */
	if (s->state == KEYING_LINE && leads_back(f, k))
		return keydesk_to_log(s);
	size_t from = form_focus(f->form);
	bool used = keyform_key(f, k, &moved);
	if (s->state == KEYING_LINE && from == LINE_MET && used)
		keyentry_met(&s->entry);
	if (moved && s->state == KEYING_LINE)
		keyform_next(f);
	else if (moved && !form_step(f->form, 1))
		keydesk_leave_head(s);
	if (used && s->state == KEYING_LINE)
		keykeep_touch(&s->keep);
	return used;
}

static bool keying_key(void *x, const struct press *k)
{
	struct keydesk *s = x;

	switch (s->state) {
	case KEYING_FIND:
		return finding_key(s, k);
	case KEYING_LOG:
		return logging_key(s, k);
	default:
		return form_pressed(s, k);
	}
}

/* ---- the screen ------------------------------------------------------------------------------ */

static void keying_paint(void *x, struct canvas *c, struct rect body)
{
	struct keydesk *s = x;
	struct keyview view = {s->state, &s->entry, &s->find, &s->log, term_now(s->app->term)};

	keyview_paint(&view, c, body);
}

static enum role keying_message(void *x, struct str *out)
{
	struct keydesk *s = x;
	struct keyform *f = form_of(s);

	if (f)
		return form_message(f->form, out) ? ROLE_PROBLEM : ROLE_DIM;
	str_add(out, s->state == KEYING_LOG
			     ? "Enter 改这一条，F6 转办诉求，F8 作废，Esc 接着录"
			     : "Enter 录这一位；F4 改找户、单位；F5 改上面的公共项；↑ 回到录过的");
	return ROLE_DIM;
}

static void keying_tick(void *x, int64_t now_ms)
{
	keykeep_tick(&((struct keydesk *)x)->keep, now_ms);
}

static void keying_hangup(void *x)
{
	struct keydesk *s = x;

	form_settle(s->entry.head.form);
	keykeep_put_head(&s->keep);
	keykeep_now(&s->keep);
}

static bool keying_leave(void *x)
{
	struct keydesk *s = x;
	struct str text = {0};

	keykeep_put_head(&s->keep);
	if (s->log.n) {
		keylog_foot(&s->log, term_now(s->app->term), &text);
		keydesk_say(s, ROLE_GOOD, str_c(&text));
	}
	str_free(&text);
	return true;
}

static const struct screen_ops keying_screen = {
	.name = "集中录入",
	.context = "keying",
	.paint = keying_paint,
	.key = keying_key,
	.command = keying_command,
	.message = keying_message,
	.tick = keying_tick,
	.leave = keying_leave,
	.hangup = keying_hangup,
	.free = keydesk_free,
};
