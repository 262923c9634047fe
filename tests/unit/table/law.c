#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/str.h>
#include <binggui/table/hold.h>
#include <binggui/table/journal.h>
#include <binggui/table/verify.h>
#include <unit/table/office.h>
#include <unit/table/sample.h>

/* gate, hold and sequel: what table_save() holds a record against. */

static struct office o;
static struct err e;

static void begin(void)
{
	office_open(&o);
}

static void end(void)
{
	sample_sound(o.a);
	office_close(&o);
}

TestSuite(gate, .init = begin, .fini = end);
TestSuite(hold, .init = begin, .fini = end);
TestSuite(sequel, .init = begin, .fini = end);

static uint64_t person(const char *name)
{
	uint64_t id = office_add(&o, &e, o.person, "name", name, NULL);

	cr_assert(id, "%s", e.text);
	return id;
}

static uint64_t card_of(uint64_t owner, const char *state)
{
	char id[32];

	record_id_text(owner, id);
	uint64_t card = office_add(&o, &e, o.card, "person", id, "state", state, NULL);
	cr_assert(card, "%s", e.text);
	return card;
}

static const char *value(const struct def_table *t, uint64_t id, const char *field)
{
	return office_value(&o, t, id, field);
}

#define SAYS(part) cr_assert(strstr(e.text, part), "“%s” is not in “%s”", part, e.text)

/* ---- gate ------------------------------------------------------------------------------------ */

Test(gate, a_new_record_begins_where_it_may)
{
	uint64_t zhang = person("张三");

	cr_assert_str_eq(value(o.person, zhang, "state"), "在档", "the first of start");
	cr_assert_str_eq(value(o.card, card_of(zhang, "审核"), "state"), "审核");
	cr_assert_eq(office_add(&o, &e, o.card, "person", "1-1", "state", "已发", NULL), 0);
	SAYS("不能一开始就是“已发”；新登记的可以是：申请、审核");
	cr_assert_eq(e.code, ERR_CHECK);
}

Test(gate, only_moves_change_the_state)
{
	uint64_t card = card_of(person("张三"), "申请");

	cr_assert_eq(office_set(&o, &e, o.card, card, NULL, "state", "已发", NULL), CHANGE_REFUSED);
	SAYS("不能从“申请”改为“已发”；现在能办的有：审核");
	cr_assert_eq(office_set(&o, &e, o.card, card, NULL, "state", "", NULL), CHANGE_REFUSED);
	SAYS("“状态”不能清空");
	cr_assert_eq(office_set(&o, &e, o.card, card, NULL, "state", "审核", NULL), CHANGE_SAVED);
	cr_assert_str_eq(value(o.card, card, "state"), "审核");
}

Test(gate, a_move_wants_what_it_needs)
{
	uint64_t card = card_of(person("张三"), "审核");

	cr_assert_eq(office_set(&o, &e, o.card, card, "发证", NULL), CHANGE_REFUSED);
	SAYS("“发证”要填“制卡日期”");
	cr_assert_eq(office_set(&o, &e, o.card, card, "停用", NULL), CHANGE_REFUSED);
	SAYS("“停用”要填“原因”");
	cr_assert_eq(
		office_set(&o, &e, o.card, card, "停用", ".reason", "遗失", NULL), CHANGE_SAVED);
	cr_assert_eq(office_set(&o, &e, o.card, card, "发证", NULL), CHANGE_REFUSED);
	SAYS("现在是“停用”，不能“发证”；“停用”以后不再变动");
}

Test(gate, a_move_may_be_forbidden)
{
	uint64_t zhang = person("张三"), card = card_of(zhang, "申请");

	cr_assert_eq(office_set(&o, &e, o.person, zhang, "去世", "death", "2020-04-01", NULL),
		CHANGE_SAVED, "%s", e.text);
	cr_assert_eq(office_set(&o, &e, o.card, card, "审核", NULL), CHANGE_SAVED);
	cr_assert_eq(office_set(&o, &e, o.card, card, "发证", "made", "2020-04-02", NULL),
		CHANGE_REFUSED);
	SAYS("持证人已去世，不能发证");
}

Test(gate, an_unknown_move_is_told_what_there_is)
{
	uint64_t card = card_of(person("张三"), "申请");

	cr_assert_eq(office_set(&o, &e, o.card, card, "飞", NULL), CHANGE_REFUSED);
	SAYS("不能“飞”；现在能办的有：审核");
}

Test(gate, fields_are_filled_while_they_are_empty)
{
	uint64_t card = card_of(person("张三"), "审核");

	cr_assert_str_eq(value(o.card, card, "no"), "Y", "though it is required");
	cr_assert_str_eq(value(o.card, card, "due"), "");
	cr_assert_str_eq(value(o.card, card, "fee"), "1250", "a condition counts in 元");
	cr_assert_eq(office_set(&o, &e, o.card, card, "发证", "made", "2020-04-02", NULL),
		CHANGE_SAVED, "%s", e.text);
	cr_assert_str_eq(value(o.card, card, "due"), "2030-04-02");
	cr_assert_eq(
		office_set(&o, &e, o.card, card, NULL, "due", "2031-01-01", NULL), CHANGE_SAVED);
	cr_assert_eq(office_set(&o, &e, o.card, card, NULL, "note", "补", NULL), CHANGE_SAVED);
	cr_assert_str_eq(value(o.card, card, "due"), "2031-01-01", "typed over");
}

/* ---- hold ------------------------------------------------------------------------------------ */

Test(hold, two_that_agree_in_all_fields_are_refused)
{
	person("张三");
	uint64_t first = office_add(&o, &e, o.pairing, "person", "1-1", "tier", "村", NULL);

	cr_assert(first);
	cr_assert_eq(office_add(&o, &e, o.pairing, "person", "1-1", "tier", "村", NULL), 0);
	SAYS("此人这一级已有包联人");
	cr_assert(office_add(&o, &e, o.pairing, "person", "1-1", "tier", "镇", NULL));
	cr_assert(office_add(&o, &e, o.pairing, "person", "1-1", NULL),
		"what is empty is like nothing");
	cr_assert(office_add(&o, &e, o.pairing, "person", "1-1", NULL));
	cr_assert_eq(
		office_set(&o, &e, o.pairing, first, NULL, "to", "2020-01-01", NULL), CHANGE_SAVED);
	cr_assert(office_add(&o, &e, o.pairing, "person", "1-1", "tier", "村", NULL),
		"the other is out of its condition");
	cr_assert_eq(office_set(&o, &e, o.pairing, first, NULL, "to", "", NULL), CHANGE_REFUSED);
	cr_assert_eq(office_count(&o, o.pairing), 5);
}

Test(hold, two_in_one_save_are_seen_too)
{
	struct record a = {0}, b = {0};

	person("张三");
	record_set(&a, def_field(o.pairing, "person")->number, "1-1");
	record_set(&a, def_field(o.pairing, "tier")->number, "村");
	record_copy(&b, &a);
	struct change both[2] = {
		{.table = o.pairing, .record = &a}, {.table = o.pairing, .record = &b}};
	cr_assert_not(table_save(o.a, both, 2, NULL, &e));
	cr_assert_str_eq(both[0].problems.at[0].code, "pair-open");
	cr_assert_eq(office_count(&o, o.pairing), 0, "none of them");
	for (size_t i = 0; i < 2; i++)
		change_free(&both[i]);
	record_free(&a);
	record_free(&b);
}

Test(hold, a_fund_is_not_overdrawn)
{
	uint64_t fund = office_add(&o, &e, o.fund, "name", "2020年", "budget", "100", NULL);
	uint64_t pay = office_add(&o, &e, o.pay, "fund", "1-1", "amount", "60", NULL);

	cr_assert(fund && pay, "%s", e.text);
	cr_assert_eq(office_add(&o, &e, o.pay, "fund", "1-1", "amount", "40.01", NULL), 0);
	SAYS("“2020年”：基金余额不足，成了-0.01");
	cr_assert(office_add(&o, &e, o.pay, "fund", "1-1", "amount", "40", NULL));
	cr_assert_eq(office_set(&o, &e, o.pay, pay, NULL, "amount", "61", NULL), CHANGE_REFUSED);
	cr_assert_eq(office_set(&o, &e, o.fund, fund, NULL, "budget", "99", NULL), CHANGE_REFUSED);
	SAYS("基金余额不足");
	cr_assert_eq(office_set(&o, &e, o.fund, fund, NULL, "budget", "101", NULL), CHANGE_SAVED);
}

/* Neither undo nor a void is a way round. */
Test(hold, what_was_spent_is_not_taken_back_from_under_it)
{
	uint64_t fund = office_add(&o, &e, o.fund, "name", "2020年", "budget", "10", NULL);
	struct record r = {0};

	cr_assert_eq(office_set(&o, &e, o.fund, fund, NULL, "budget", "100", NULL), CHANGE_SAVED);
	cr_assert(table_get(o.a, o.fund, fund, &r, &e));
	cr_assert(office_add(&o, &e, o.pay, "fund", "1-1", "amount", "60", NULL), "%s", e.text);
	cr_assert_not(journal_undo(o.a, r.entry, &e));
	SAYS("基金余额不足，成了-50");
	cr_assert_str_eq(value(o.fund, fund, "budget"), "10000");
	record_free(&r);
}

/* How many warnings a payment on that day brings before it is saved, and when it is. */
static size_t warned(const char *payee, const char *date, const char *seen)
{
	struct problems before = {0};
	struct record r = {0};

	record_set(&r, def_field(o.pay, "fund")->number, "1-1");
	record_set(&r, def_field(o.pay, "amount")->number, "100");
	record_set(&r, def_field(o.pay, "payee")->number, payee);
	record_set(&r, def_field(o.pay, "date")->number, date);
	record_set(&r, def_field(o.pay, "seen")->number, seen);
	cr_assert(hold_warn(o.a, o.pay, &r, &before, &e), "%s", e.text);
	struct change c = {.table = o.pay, .record = &r};
	cr_assert(table_save(o.a, &c, 1, NULL, &e), "%s", e.text);
	cr_assert_eq(c.problems.n, before.n, "the save says the same");
	size_t n = before.n;
	for (size_t i = 0; i < n; i++) {
		cr_assert_eq(before.at[i].level, LEVEL_WARN);
		cr_assert_eq(before.at[i].field, def_field(o.pay, "seen"));
		cr_assert_str_eq(before.at[i].code, "paid-before");
		cr_assert(strstr(before.at[i].text, "核实过可以再办的，“已核”填“是”"));
	}
	problems_free(&before);
	change_free(&c);
	record_free(&r);
	return n;
}

Test(hold, what_is_near_is_told_and_forbids_nothing)
{
	office_add(&o, &e, o.fund, "name", "甲", "budget", "100", NULL);
	cr_assert_eq(warned("李四", "2020-01-01", ""), 0);
	cr_assert_eq(warned("李四", "2020-01-31", ""), 1, "thirty days on");
	cr_assert_eq(warned("李四", "2020-03-02", ""), 0, "thirty-one days on");
	cr_assert_eq(warned("李四", "2019-12-05", ""), 1, "also if it is keyed in later");
	cr_assert_eq(warned("李四", "2020-01-02", "是"), 0, "it was looked into");
	cr_assert_eq(warned("王五", "2020-01-31", ""), 0, "somebody else");
	cr_assert_eq(warned("", "2020-01-31", ""), 0, "nobody");
	cr_assert_eq(warned("王五", "", ""), 0, "without a date it is today's");
	cr_assert_eq(warned("王五", "2020-05-30", ""), 1, "near today");
}

Test(hold, both_funds_are_looked_at_when_a_payment_goes_over)
{
	office_add(&o, &e, o.fund, "name", "甲", "budget", "100", NULL);
	office_add(&o, &e, o.fund, "name", "乙", "budget", "10", NULL);
	uint64_t pay = office_add(&o, &e, o.pay, "fund", "1-1", "amount", "60", NULL);

	cr_assert_eq(office_set(&o, &e, o.pay, pay, NULL, "fund", "1-2", NULL), CHANGE_REFUSED);
	SAYS("“乙”");
	cr_assert_str_eq(value(o.pay, pay, "fund"), "1-1");
}

/* ---- sequel ---------------------------------------------------------------------------------- */

Test(sequel, moves_and_makings_are_logged)
{
	uint64_t card = card_of(person("张三"), "审核");

	cr_assert_eq(office_count(&o, o.step), 1);
	cr_assert_str_eq(value(o.step, (uint64_t)1 << 40 | 1, "act"), "审核", "what leads there");
	cr_assert_eq(office_set(&o, &e, o.card, card, "发证", "made", "2020-04-02", ".note",
			     "本人领", NULL),
		CHANGE_SAVED, "%s", e.text);
	uint64_t log = (uint64_t)1 << 40 | 2;
	cr_assert_str_eq(value(o.step, log, "act"), "发证");
	cr_assert_str_eq(value(o.step, log, "card"), "1-1");
	cr_assert_str_eq(value(o.step, log, "date"), "2020-04-30", "today");
	cr_assert_str_eq(value(o.step, log, "note"), "本人领");
	cr_assert_str_eq(value(o.card, card, "note"), "本人领", "asked for, and in both");
	cr_assert_eq(office_set(&o, &e, o.card, card, "换发", ".reason", "污损", ".date",
			     "2020-04-03", NULL),
		CHANGE_SAVED, "%s", e.text);
	log = (uint64_t)1 << 40 | 3;
	cr_assert_str_eq(value(o.step, log, "date"), "2020-04-03");
	cr_assert_str_eq(value(o.step, log, "reason"), "污损");
	office_add(&o, &e, o.card, "person", "1-1", NULL);
	cr_assert_str_eq(value(o.step, log + 1, "act"), "新建", "nothing leads to 申请");
}

static void one_of_each(uint64_t *zhang, uint64_t *pairing, uint64_t *card)
{
	*zhang = person("张三");
	*pairing = office_add(&o, &e, o.pairing, "person", "1-1", "tier", "村", NULL);
	office_add(&o, &e, o.pairing, "person", "1-1", "tier", "镇", "to", "2019-01-01", NULL);
	*card = card_of(*zhang, "审核");
	card_of(*zhang, "申请");
}

Test(sequel, a_move_does_what_it_does_to_others)
{
	uint64_t zhang, pairing, card;

	one_of_each(&zhang, &pairing, &card);
	cr_assert_eq(office_set(&o, &e, o.person, zhang, "去世", "death", "2020-04-01", "focus",
			     "是", NULL),
		CHANGE_SAVED, "%s", e.text);
	cr_assert_str_eq(value(o.person, zhang, "focus"), "否", "set");
	cr_assert_str_eq(value(o.pairing, pairing, "to"), "2020-04-01");
	cr_assert_str_eq(value(o.pairing, pairing, "why"), "去世");
	cr_assert_str_eq(value(o.pairing, pairing + 1, "to"), "2019-01-01", "out of its condition");
	cr_assert_str_eq(value(o.card, card, "state"), "停用");
	cr_assert_str_eq(value(o.card, card + 1, "state"), "申请", "no such move from there");
	cr_assert_str_eq(value(o.step, (uint64_t)1 << 40 | 3, "reason"), "持证人去世");
	cr_assert_eq(office_count(&o, o.step), 3);
}

/* What a save of the person's death told. */
static void dies(uint64_t id, struct change *c, struct record *r, bool expected)
{
	struct record base = {0};

	cr_assert(table_get(o.a, o.person, id, &base, &e));
	record_copy(r, &base);
	record_set(r, def_field(o.person, "death")->number, "2020-04-01");
	*c = (struct change){.table = o.person, .base = &base, .record = r, .move = "去世"};
	cr_assert_eq(table_save(o.a, c, 1, NULL, &e), expected, "%s", e.text);
	c->base = NULL;
	record_free(&base);
}

Test(sequel, what_another_cannot_do_is_told)
{
	uint64_t zhang = person("张三");
	struct record r = {0};
	struct change c;

	card_of(zhang, "申请");
	dies(zhang, &c, &r, true);
	cr_assert_eq(c.problems.n, 1);
	cr_assert_eq(c.problems.at[0].level, LEVEL_WARN);
	cr_assert_str_eq(c.problems.at[0].code, "flow-stuck");
	cr_assert_str_eq(
		c.problems.at[0].text, "《优待证》“张三的证”现在是“申请”，没有连带办“停用”");
	change_free(&c);
	record_free(&r);
}

Test(sequel, or_refuses_the_whole)
{
	uint64_t zhang = person("张三");
	struct def_move *death = (struct def_move *)def_move_named(o.person->flow, "去世");
	struct record r = {0};
	struct change c;

	card_of(zhang, "申请");
	death->effects.at[1].otherwise = OTHERWISE_REFUSE;
	dies(zhang, &c, &r, false);
	SAYS("“张三的证”现在是“申请”，不能“停用”");
	cr_assert_str_eq(value(o.person, zhang, "state"), "在档");
	change_free(&c);
	record_free(&r);
	death->effects.at[1].otherwise = OTHERWISE_PASS;
	dies(zhang, &c, &r, true);
	cr_assert_eq(c.problems.n, 0, "passed by, as declared");
	change_free(&c);
	record_free(&r);
}

Test(sequel, it_is_one_save_and_one_undo)
{
	uint64_t zhang, pairing, card;
	struct journal_list mine = {0};

	one_of_each(&zhang, &pairing, &card);
	office_set(&o, &e, o.person, zhang, "去世", "death", "2020-04-01", NULL);
	cr_assert(journal_mine(o.a, 2, &mine, &e));
	cr_assert_str_eq(mine.at[0].action, "move");
	cr_assert_str_eq(mine.at[0].reason, "去世");
	cr_assert_eq(mine.at[0].table, o.person->number);
	uint64_t before = mine.at[1].seq, seq = mine.at[0].seq;
	cr_assert(journal_undo(o.a, seq, &e), "%s", e.text);
	cr_assert_str_eq(value(o.person, zhang, "state"), "在档");
	cr_assert_str_eq(value(o.pairing, pairing, "to"), "");
	cr_assert_str_eq(value(o.card, card, "state"), "审核");
	cr_assert_str_eq(value(o.step, (uint64_t)1 << 40 | 3, "act"), "作废");
	cr_assert(journal_mine(o.a, 1, &mine, &e));
	cr_assert_eq(mine.at[0].seq, before, "all of it is undone");
	journal_list_free(&mine);
}

Test(sequel, any_of_its_entries_undoes_all)
{
	uint64_t zhang, pairing, card;
	struct record r = {0};

	one_of_each(&zhang, &pairing, &card);
	office_set(&o, &e, o.person, zhang, "去世", "death", "2020-04-01", NULL);
	cr_assert(table_get(o.a, o.card, card, &r, &e));
	cr_assert(journal_undo(o.a, r.entry, &e), "%s", e.text);
	cr_assert_str_eq(value(o.person, zhang, "state"), "在档");
	record_free(&r);
}

Test(sequel, undo_overwrites_nothing_that_came_later)
{
	uint64_t zhang, pairing, card;
	struct record r = {0};

	one_of_each(&zhang, &pairing, &card);
	office_set(&o, &e, o.person, zhang, "去世", "death", "2020-04-01", NULL);
	cr_assert(table_get(o.a, o.person, zhang, &r, &e));
	office_set(&o, &e, o.pairing, pairing, NULL, "to", "2020-04-02", NULL);
	cr_assert_not(journal_undo(o.a, r.entry, &e));
	SAYS("后来又改过");
	cr_assert_str_eq(value(o.person, zhang, "state"), "去世", "nothing was undone");
	record_free(&r);
}

Test(sequel, two_at_once_are_not_both_moved)
{
	struct record base = {0}, r = {0};
	uint64_t card = card_of(person("张三"), "申请");

	cr_assert(table_get(o.a, o.card, card, &base, &e));
	record_copy(&r, &base);
	cr_assert_eq(office_set(&o, &e, o.card, card, "审核", NULL), CHANGE_SAVED);
	struct change c = {.table = o.card, .base = &base, .record = &r, .move = "审核"};
	cr_assert_not(table_save(o.a, &c, 1, NULL, &e));
	SAYS("现在是“审核”，不能“审核”");
	cr_assert_eq(office_count(&o, o.step), 2, "the making and one move");
	change_free(&c);
	record_free(&base);
	record_free(&r);
}
